// The shape of a BoundPlan as bytes: everything that compiled code depends on and nothing else
// (no numbers, no labels, no recipes). Equal shapes compile to equal code, so the bytes are the key
// under which code is kept. Not meant to be read back.
#pragma once

#include <string>

#include "compiler/ir/bind.h"

namespace ripe::ir {

std::string ShapeOf(const BoundPlan& plan);

}  // namespace ripe::ir
