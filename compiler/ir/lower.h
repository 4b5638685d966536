// Module -> Plan. Each condition is lowered for the sides somebody asks for (true, false): Kleene's
// logic ends here. Equal instructions are made once.
#pragma once

#include <optional>
#include <vector>

#include "compiler/check/module.h"
#include "compiler/ir/plan.h"

namespace ripe::ir {

// An expression whose value is wanted besides the scores. A condition gets two outputs (is true, is
// false: neither means unknown), in this order; a number value one; date and time values and texts
// cannot be probed. A stage's name in it means as in the conditions of rung `deciding` (by default
// as in those of exits: the whole ladder).
struct Probe {
  check::ExprId expr;
  std::optional<uint32_t> deciding;
};
struct LowerOptions {
  std::vector<Probe> probes;
};

// The module must be free of errors. Output k of the lead program belongs to the probes in their
// order.
Plan Lower(const check::Module& module, const LowerOptions& options = {});

}  // namespace ripe::ir
