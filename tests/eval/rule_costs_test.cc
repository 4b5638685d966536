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

// A plan of so many rules that give one point each, to be filled.
struct Made {
  explicit Made(size_t rules) : build(&plan, &plan.leads) {
    plan.rules.resize(rules);
    for (ir::Rule& rule : plan.rules) rule.points = 1000;
    plan.stages = {"Lead"};
  }
  ir::Plan plan;
  ir::Builder build;
};

interp::StepTimes Untimed(const ir::BoundProgram& program, size_t columns) {
  interp::StepTimes times(program, columns);
  times.rows = times.sampled.rows = 100;
  return times;
}

TEST_CASE("a predicate costs the rule that asks it, all else of a text's column all alike") {
  constexpr uint32_t kRules = 10;  // more than an octet has
  for (const bool raw : {false, true}) {
    INFO((raw ? "raw" : "codes"));
    Made made(kRules);
    made.plan.fields = {{.name = "t"}};
    for (uint32_t k = 0; k < kRules; ++k) {
      const ir::Predicate predicate{.kind = ir::Predicate::Kind::kEquals,
                                    .needles = {"needle " + std::to_string(k)}};
      made.build.Give(ir::Prim::kGive, made.build.Lookup(0, predicate), {}, k);
    }
    const ir::BoundPlan bound =
        ir::Bind(made.plan,
                 {.fields = {{.physical = raw ? ir::Physical::kRawText : ir::Physical::kCode16}}});
    REQUIRE(bound.leads.octets.size() == 2);
    interp::StepTimes times = Untimed(bound.leads, 1);
    uint64_t all = 0;
    for (uint32_t k = 0; k < kRules; ++k) all += 100 * (k + 1);
    for (uint32_t k = 0; k < kRules; ++k)
      (raw ? times.sampled.predicates : times.tables)[k] = 100 * (k + 1);
    if (raw) {
      // Each octet is an input of its own, which took what its predicates took and 1,000 more.
      times.sampled.inputs = {3600 + 1000, all - 3600 + 1000};
    } else {
      times.columns[0] = all + 2000;
    }
    api::RuleCosts costs;
    api::AddCosts(made.plan, bound, times, interp::StepTimes(bound.where, 0), &costs);
    for (uint32_t k = 0; k < kRules; ++k) {
      INFO("rule " << k);
      CHECK(costs.rules[k].own == Approx(100 * (k + 1)));
      CHECK(costs.rules[k].shared == Approx(k < 8 ? 1000.0 / 8 : 1000.0 / 2));
    }
    CHECK(costs.rest == Approx(0).margin(1e-6));
  }
}

TEST_CASE("what says which values are known costs those that read it") {
  Made made(2);
  made.plan.fields = {{.name = "v", .type = types::ValueType::kYesNo},
                      {.name = "n", .type = types::ValueType::kNumber}};
  made.build.Give(ir::Prim::kGive, made.build.LoadMask(0, true), {}, 0);
  made.build.Give(ir::Prim::kGive, made.build.Known(1), {}, 1);
  const ir::BoundPlan bound =
      ir::Bind(made.plan, {.fields = {{.physical = ir::Physical::kYesNoBits, .nullable = true},
                                      {.physical = ir::Physical::kI16, .nullable = true}}});
  REQUIRE(bound.leads.inputs.size() == 4);  // data and what is known of each
  interp::StepTimes times = Untimed(bound.leads, 2);
  times.sampled.inputs = {300, 70, 11, 5};
  api::RuleCosts costs;
  api::AddCosts(made.plan, bound, times, interp::StepTimes(bound.where, 0), &costs);
  CHECK(costs.rules[0].own == Approx(370));
  CHECK(costs.rules[1].own == Approx(16));
  CHECK(costs.rest == 0);
}

TEST_CASE("conditions of `where` cost who asks for their events, also for those they come after") {
  Made made(2);
  ir::Plan& plan = made.plan;
  plan.event_types = {{"a", false}, {"b", false}};
  plan.properties = {{.name = "p", .type = types::ValueType::kNumber}};
  ir::Builder where(&plan, &plan.where);
  const ir::Value p = where.Load(0, types::ValueType::kNumber);
  const uint32_t large = where.Store(where.Compare(check::CompareOp::kGt, p, where.Number(9)));
  const uint32_t small = where.Store(where.Compare(check::CompareOp::kLt, p, where.Number(2)));
  plan.classes.resize(2);
  plan.classes[0].members = {{.type = 0, .where = large}};
  plan.classes[1].members = {{.type = 1, .where = small}};
  plan.questions.resize(2);
  plan.questions[0].window = {.kind = check::Window::Kind::kAfter, .after = {1}};
  for (uint32_t q = 0; q < 2; ++q)
    made.build.Give(ir::Prim::kGiveUnits, {}, made.build.Answer(q, ir::Kind::kNumber), q);
  const ir::BoundPlan bound = ir::Bind(plan, {.properties = {{.physical = ir::Physical::kF64}}});
  interp::StepTimes events = Untimed(bound.where, 1);
  size_t ranges = 0;
  for (size_t k = 0; k < bound.where.steps.size(); ++k) {
    if (bound.where.steps[k].op == ir::Op::kRangeColumn)
      events.sampled.steps[k] = ranges++ == 0 ? 1000 : 300;
  }
  REQUIRE(ranges == 2);
  api::RuleCosts costs;
  api::AddCosts(plan, bound, Untimed(bound.leads, 0), events, &costs);
  CHECK(costs.rules[0].own == Approx(300));  // `small`, which comes before, is asked for it alone
  CHECK(costs.rules[0].shared == Approx(500));
  CHECK(costs.rules[1].own == Approx(0));
  CHECK(costs.rules[1].shared == Approx(500));
  CHECK(costs.rest == 0);
}

}  // namespace
}  // namespace ripe::test
