// What expressions are directly made of, and what follows from that for all of a module in one
// pass: ChildrenOf and WithStages. For lint, lowering and limits.
#pragma once

#include <vector>

#include "compiler/check/module.h"

namespace ripe::check {

// The expressions that `expr` is directly made of, without those in the `where` of events and in
// checklists.
std::vector<ExprId> ChildrenOf(const Expr& expr);

// By expression, whether a stage's name stands in it, by way of checklists too: such an expression
// means another thing for each rung that is decided.
std::vector<bool> WithStages(const Module& module);

}  // namespace ripe::check
