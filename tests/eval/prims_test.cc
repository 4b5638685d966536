// Random Plans over edge values: the engine against the naive evaluator, for every split into batches, every instruction set, and all
// three sinks.
#include <catch2/catch.hpp>

#include "compiler/ir/shape.h"
#include "tests/eval/scored.h"

namespace ripe::test {
namespace {

using interp::Isa;

TEST_CASE("random plans agree with the naive evaluator, whatever the split and the instruction set") {
  constexpr size_t kRows = 1500;
  std::array<int, 3> lanes{};
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    Sample sample(kRows);
    const RandomPlan plan = MakePlan(random, &sample, 20 + static_cast<int>(seed) * 2);
    REQUIRE(ir::Verify(*plan.plan) == "");
    const auto program = interp::Program::Make(plan.plan, {.fields = interp::LayoutOf(plan.columns)});
    ++lanes[static_cast<size_t>(program->bound().lane)];
    const Scored all = Run(program, plan, kRows, kRows, Isa::kSse2, {.ledger = true});
    REQUIRE(DifferenceFromNaive(plan, all, kRows) == "");
    for (const Isa isa : {Isa::kSse2, Isa::kAvx2, Isa::kAvx512}) {
      if (!interp::HasIsa(isa)) continue;
      INFO("isa " << static_cast<int>(isa));
      for (const size_t batch : {size_t{1}, size_t{7}, size_t{1024}, kRows}) {
        if (batch == 1 && seed % 8 != 0) continue;
        INFO("batch " << batch);
        REQUIRE(Run(program, plan, kRows, batch, isa, {.ledger = true}).Difference(all) == "");
      }
      Scored plain = Run(program, plan, kRows, kRows, isa, {});
      plain.ledger = all.ledger;
      REQUIRE(plain.Difference(all) == "");
    }
  }
  for (const int count : lanes) CHECK(count > 0);  // every width of points occurred
}

TEST_CASE("reasons are the rules that gave most") {
  constexpr size_t kRows = 1100;
  Random random(77);
  Sample sample(kRows);
  const RandomPlan plan = MakePlan(random, &sample, 60);
  const auto program = interp::Program::Make(plan.plan, {.fields = interp::LayoutOf(plan.columns)});
  const Scored all = Run(program, plan, kRows, kRows, interp::BestIsa(), {.ledger = true});
  const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
  interp::Scratch scratch(program);
  constexpr size_t kTop = 3;
  std::vector<interp::Reason> reasons(kRows * kTop);
  std::vector<int64_t> score(kRows);
  interp::ScoreReasons(params, {.rows = kRows, .columns = plan.columns}, &plan.answers, {.score = score.data()}, kTop, reasons.data(),
                       &scratch);
  REQUIRE(score == all.score);
  for (size_t row = 0; row < kRows; ++row) {
    std::vector<uint32_t> rules;
    for (uint32_t r = 0; r < all.ledger.size(); ++r) {
      if (all.ledger[r][row] != 0) rules.push_back(r);
    }
    std::stable_sort(rules.begin(), rules.end(), [&](uint32_t a, uint32_t b) {
      return std::llabs(all.ledger[a][row]) > std::llabs(all.ledger[b][row]);
    });
    rules.resize(kTop, UINT32_MAX);
    for (size_t k = 0; k < kTop; ++k) REQUIRE(reasons[row * kTop + k].rule == rules[k]);
  }
}

TEST_CASE("a change of numbers alone keeps the shape") {
  Random random(5);
  Sample sample(10);
  RandomPlan plan = MakePlan(random, &sample, 80);
  const ir::Layout layout{.fields = interp::LayoutOf(plan.columns)};
  const ir::BoundPlan before = ir::Bind(*plan.plan, layout);
  for (ir::Rule& rule : plan.plan->rules) rule.points += rule.points == 20'000 ? 5'000 : 0;
  for (ir::Param& param : plan.plan->params) param.number = param.number == 10 ? 11 : param.number;
  const ir::BoundPlan after = ir::Bind(*plan.plan, layout);
  CHECK(before.lane == after.lane);
  CHECK(before == after);
}

// The shape is the name under which compiled code is kept: two plans of one shape run the same
// code.
TEST_CASE("whatever code can depend on is part of the shape") {
  Random random(6);
  Sample sample(10);
  RandomPlan plan = MakePlan(random, &sample, 80);
  const ir::BoundPlan bound = ir::Bind(*plan.plan, {.fields = interp::LayoutOf(plan.columns)});
  const std::string shape = ir::ShapeOf(bound);
  CHECK(ir::ShapeOf(bound) == shape);
  REQUIRE(bound.leads.steps.size() > 10);
  const auto differs = [&](const auto& change) {
    ir::BoundPlan other = bound;
    change(other);
    return ir::ShapeOf(other) != shape;
  };
  const auto next = [](auto value) {
    return static_cast<decltype(value)>(static_cast<int>(value) + 1);
  };
  CHECK(differs([&](ir::BoundPlan& p) { p.lane = next(p.lane); }));
  CHECK(differs([](ir::BoundPlan& p) { ++p.groups; }));
  CHECK(differs([](ir::BoundPlan& p) { std::swap(p.leads, p.where); }));
  CHECK(differs([](ir::BoundPlan& p) { p.leads.steps.pop_back(); }));
  CHECK(differs([](ir::BoundPlan& p) { p.leads.outputs.push_back(ir::Kind::kMask); }));
  CHECK(differs([](ir::BoundPlan& p) { p.leads.operands.push_back(0); }));
  for (size_t k = 0; k < bound.leads.operands.size(); ++k)
    CHECK(differs([&](ir::BoundPlan& p) { ++p.leads.operands[k]; }));
  for (size_t k = 0; k < bound.leads.outputs.size(); ++k)
    CHECK(differs([&](ir::BoundPlan& p) { p.leads.outputs[k] = next(p.leads.outputs[k]); }));
  for (size_t k = 0; k < bound.leads.inputs.size(); ++k) {
    CHECK(
        differs([&](ir::BoundPlan& p) { p.leads.inputs[k].kind = next(p.leads.inputs[k].kind); }));
    CHECK(
        differs([&](ir::BoundPlan& p) { p.leads.inputs[k].type = next(p.leads.inputs[k].type); }));
  }
  for (size_t k = 0; k < bound.leads.steps.size(); ++k) {
    INFO("step " << k);
    const auto step_differs = [&](const auto& change) {
      return differs([&](ir::BoundPlan& p) { change(p.leads.steps[k]); });
    };
    CHECK(step_differs([&](ir::Step& s) { s.op = next(s.op); }));
    CHECK(step_differs([&](ir::Step& s) { s.type = next(s.type); }));
    CHECK(step_differs([&](ir::Step& s) { s.compare = next(s.compare); }));
    CHECK(step_differs([](ir::Step& s) { ++s.flag; }));
    CHECK(step_differs([](ir::Step& s) { s.sign = static_cast<int8_t>(-s.sign); }));
    for (const auto part :
         {&ir::Step::count, &ir::Step::dst, &ir::Step::a, &ir::Step::b, &ir::Step::input,
          &ir::Step::valid, &ir::Step::param, &ir::Step::index, &ir::Step::aux, &ir::Step::table}) {
      CHECK(step_differs([&](ir::Step& s) { ++(s.*part); }));
      CHECK(step_differs([&](ir::Step& s) { s.*part += 1U << 24; }));
    }
    // Whose points they are nobody but the ledger asks, which is interpreted.
    CHECK_FALSE(step_differs([](ir::Step& s) { ++s.rule; }));
  }
}

}  // namespace
}  // namespace ripe::test
