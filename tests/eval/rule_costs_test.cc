// api::AddCosts: what steps took reaches the rules that need them, all of it and nobody else. Times
// are made up.
#include "runtime/api/rule_costs.h"

#include <catch2/catch.hpp>
#include <numeric>

#include "compiler/ir/builder.h"
#include "tests/eval/sample.h"

namespace ripe::test {
namespace {

constexpr uint64_t kRows = 16'000, kTimed = 1'000;

interp::StepTimes MadeUp(Random& random, const ir::BoundProgram& program, size_t columns) {
  interp::StepTimes times(program, columns);
  times.rows = kRows;
  times.sampled.rows = kTimed;
  for (auto* list : {&times.sampled.steps, &times.sampled.inputs})
    for (uint64_t& ticks : *list) ticks = 1 + Pick(random, 1000);
  times.sampled.start = 10;
  times.sampled.finish = 20;
  for (size_t o = 0; o < program.octets.size(); ++o) {
    for (size_t k = 0; k < program.octets[o].predicates.size(); ++k) {
      times.tables[o * 8 + k] = 100;
      times.columns[program.octets[o].column] += 150;  // the predicates' among it
    }
  }
  return times;
}

double Total(const interp::StepTimes& times) {
  const auto sum = [](const std::vector<uint64_t>& list) {
    return static_cast<double>(std::accumulate(list.begin(), list.end(), uint64_t{0}));
  };
  const double sampled = sum(times.sampled.steps) + sum(times.sampled.inputs) +
                         static_cast<double>(times.sampled.start + times.sampled.finish);
  return sampled * kRows / kTimed + sum(times.columns);
}

TEST_CASE("all that was measured is given to somebody, in random plans") {
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    Sample sample(8);
    const RandomPlan plan = MakePlan(random, &sample, 60);
    const ir::BoundPlan bound = ir::Bind(*plan.plan, {.fields = interp::LayoutOf(plan.columns)});
    const interp::StepTimes leads = MadeUp(random, bound.leads, plan.columns.size());
    const interp::StepTimes where(bound.where, 0);
    api::RuleCosts costs;
    api::AddCosts(*plan.plan, bound, leads, where, &costs);
    CHECK(costs.all() == Approx(Total(leads)));
    CHECK(costs.rows == kRows);
    for (const api::RuleCost& cost : costs.rules) CHECK(cost.own >= 0);
  }
}

TEST_CASE("a first batch counts until there is a better one") {
  const auto times = [](bool provisional, uint64_t start) {
    interp::StepTimes made(ir::BoundProgram{}, 0);
    made.provisional = provisional;
    made.sampled.start = start;
    return made;
  };
  interp::StepTimes sum = times(true, 1);
  sum.Merge(times(true, 2));  // nothing better yet: both
  CHECK(sum.provisional);
  CHECK(sum.sampled.start == 3);
  sum.Merge(times(false, 10));  // better: this alone
  CHECK_FALSE(sum.provisional);
  CHECK(sum.sampled.start == 10);
  sum.Merge(times(true, 100));  // worse: left out
  CHECK(sum.sampled.start == 10);
  sum.Merge(times(false, 20));
  CHECK(sum.sampled.start == 30);
}

TEST_CASE("a step of one rule is its own, a step of two is shared") {
  ir::Plan plan;
  plan.fields = {{.name = "a", .type = types::ValueType::kNumber},
                 {.name = "b", .type = types::ValueType::kNumber}};
  plan.rules.resize(3);
  for (ir::Rule& rule : plan.rules) rule.points = 1000;
  plan.stages = {"Lead", "MQL"};
  ir::Builder build(&plan, &plan.leads);
  const ir::Value a = build.Load(0, types::ValueType::kNumber);
  const ir::Value b = build.Load(1, types::ValueType::kNumber);
  const ir::Value both = build.Compare(check::CompareOp::kGt, a, build.Number(1));
  const ir::Value mine = build.Compare(check::CompareOp::kLt, b, build.Number(5));
  build.Give(ir::Prim::kGive, both, {}, 0);
  build.Give(ir::Prim::kGive, build.And(both, mine), {}, 1);
  build.Stage(build.Compare(check::CompareOp::kGt, build.Total(ir::kScore), build.Number(1)), 1);
  // Rule 2 gives nothing: no step is its.
  const ir::ColumnLayout number{.physical = ir::Physical::kF64};
  const ir::BoundPlan bound = ir::Bind(plan, {.fields = {number, number}});
  interp::StepTimes times(bound.leads, 2);
  times.rows = times.sampled.rows = 100;
  for (size_t k = 0; k < bound.leads.steps.size(); ++k) {
    const ir::Step& step = bound.leads.steps[k];
    times.sampled.steps[k] = step.op == ir::Op::kRangeColumn  ? (step.input == 0 ? 1000 : 300)
                             : step.op == ir::Op::kAnd        ? 50
                             : step.op == ir::Op::kGive       ? 20
                             : step.op == ir::Op::kRangeTotal ? 7
                                                              : 0;
  }
  api::RuleCosts costs;
  api::AddCosts(plan, bound, times, interp::StepTimes(bound.where, 0), &costs);
  CHECK(costs.rules[0].own == Approx(10));  // half of the adding
  CHECK(costs.rules[0].shared == Approx(500));
  CHECK(costs.rules[1].own == Approx(300 + 50 + 10));
  CHECK(costs.rules[1].shared == Approx(500));
  CHECK(costs.rules[2].all() == 0);
  CHECK(costs.stages[1].own == Approx(7));
  CHECK(costs.rest == 0);
}

}  // namespace
}  // namespace ripe::test
