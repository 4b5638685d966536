// The least and the most that the rules can give, for all rules, groups and the score in one pass
// over the module. Entry: ComputeBounds; the single questions (RuleBounds, ...) are in lint.h.
// Sound: no lead ever lies outside. Of rules about one field only those are taken together that one
// value can satisfy (`size < 10` and `size > 50` never add up), which makes the bounds as tight as
// a marketer's own reckoning. Gains and losses are reckoned apart, so that before caps the bounds
// also hold for every partial sum, in whatever order the rules are added.
#pragma once

#include <vector>

#include "compiler/check/lint.h"
#include "compiler/check/module.h"

namespace ripe::check {

struct ModuleBounds {
  std::vector<Bounds> groups;  // after their caps
  Bounds score;
};
ModuleBounds ComputeBounds(const Module& module);

// The least and the most of a number, as it is compared. Without bounds: the infinities.
struct NumberBounds {
  double low, high;
  bool may_be_missing = true;
  bool from_points = false;  // made of the score and groups: what "the rules can give"
};
// Bounds of every value expression, by ExprId; `order` names each expression after those it is made
// of.
std::vector<NumberBounds> ComputeNumberBounds(const Module& module, const ModuleBounds& bounds,
                                              const std::vector<ExprId>& order);

}  // namespace ripe::check
