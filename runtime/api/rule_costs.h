// Which rules cost the time: what the steps of bound programs took (interp/step_times.h), given to
// the rules and stages that need them. A step that one alone needs is its own; of a step that
// several need each gets an equal part, and so on to what that step needs in turn: `shared`. All
// that was measured is given to somebody, or is `rest`: what every lead takes whatever the rules.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/plan.h"
#include "runtime/api/scorer.h"

namespace ripe::api {

// In ticks of all rows: those of sampled batches scaled up, tables of texts as they were.
struct RuleCost {
  double own = 0, shared = 0;
  double all() const { return own + shared; }
  RuleCost& operator+=(const RuleCost& o) {
    own += o.own;
    shared += o.shared;
    return *this;
  }
};
struct RuleCosts {
  std::vector<RuleCost> rules;   // by Plan::rules
  std::vector<RuleCost> stages;  // by Plan::stages
  double rest = 0;
  uint64_t rows = 0, rows_timed = 0;  // leads
  double all() const;
};

// What the steps cost by rule. `leads` and `where` are all times of one program.
void AddCosts(const ir::Plan& plan, const ir::BoundPlan& bound, const interp::StepTimes& leads,
              const interp::StepTimes& where, RuleCosts* costs);

// All that a scorer with Scorer::Profile has run.
RuleCosts CostsOf(const Scorer& scorer);

}  // namespace ripe::api
