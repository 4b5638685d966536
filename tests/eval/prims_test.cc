// Random Plans over edge values: the engine against the naive evaluator, for every split into batches, every instruction set, and all
// three sinks.
#include <catch2/catch.hpp>

#include <bit>

#include "runtime/interp/program.h"
#include "tests/eval/naive.h"
#include "tests/eval/sample.h"

namespace ripe::test {
namespace {

using interp::Isa;

// Everything that scoring can make, for all rows.
struct Scored {
  std::vector<int64_t> score;
  std::vector<uint16_t> stage;
  std::vector<std::vector<int64_t>> groups, ledger;
  std::vector<std::vector<double>> numbers;   // by output; empty for masks
  std::vector<std::vector<uint8_t>> masks;
  bool operator==(const Scored& o) const {
    if (score != o.score || stage != o.stage || groups != o.groups || ledger != o.ledger || masks != o.masks) return false;
    for (size_t k = 0; k < numbers.size(); ++k) {
      for (size_t i = 0; i < numbers[k].size(); ++i) {  // bit for bit: NaN too
        if (std::bit_cast<uint64_t>(numbers[k][i]) != std::bit_cast<uint64_t>(o.numbers[k][i])) return false;
      }
    }
    return true;
  }
};

// Scores chunk by chunk of at most `rows_a_call` rows.
Scored Run(const std::shared_ptr<const interp::Program>& program, const RandomPlan& random_plan, size_t rows, size_t rows_a_call, Isa isa,
           bool ledger) {
  const ir::Plan& plan = program->plan();
  const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
  Scored out;
  out.score.resize(rows);
  out.stage.resize(rows);
  out.groups.assign(plan.groups.size(), std::vector<int64_t>(rows));
  if (ledger) out.ledger.assign(plan.rules.size(), std::vector<int64_t>(rows, -7));
  out.numbers.resize(plan.leads.outputs.size());
  out.masks.resize(plan.leads.outputs.size());
  for (size_t k = 0; k < out.masks.size(); ++k) {
    if (plan.leads.outputs[k] == ir::Kind::kMask) out.masks[k].resize(rows);
    if (plan.leads.outputs[k] == ir::Kind::kNumber) out.numbers[k].resize(rows);
  }
  interp::Scratch scratch(program);
  scratch.UseKernels(isa);
  for (size_t row = 0; row < rows; row += rows_a_call) {
    columns::LeadChunk chunk{.rows = std::min(rows_a_call, rows - row), .first_row = row, .columns = random_plan.columns};
    Sample moved(rows);
    for (columns::Column& column : chunk.columns) column = moved.From(column, row);
    std::vector<int64_t*> groups, given;
    std::vector<void*> outputs;
    for (auto& group : out.groups) groups.push_back(group.data() + row);
    for (auto& rule : out.ledger) given.push_back(rule.data() + row);
    for (size_t k = 0; k < out.masks.size(); ++k) {
      outputs.push_back(out.masks[k].empty() ? static_cast<void*>(out.numbers[k].data() + row) : out.masks[k].data() + row);
    }
    interp::Score(params, chunk, &random_plan.answers,
                  {.score = out.score.data() + row, .stage = out.stage.data() + row, .groups = groups, .outputs = outputs, .ledger = given},
                  &scratch);
  }
  return out;
}

void CheckAgainstNaive(const RandomPlan& plan, const Scored& got, size_t rows) {
  for (size_t row = 0; row < rows; ++row) {
    const NaiveRow want = NaiveScore(*plan.plan, plan.columns, row, &plan.answers, row, kAsOf, types::Zone::Utc());
    INFO("row " << row);
    for (size_t r = 0; r < want.ledger.size(); ++r) {
      INFO("rule " << r);
      REQUIRE(got.ledger[r][row] == want.ledger[r]);
    }
    REQUIRE(got.score[row] == want.score);
    REQUIRE(got.stage[row] == want.stage);
    for (size_t g = 0; g < want.groups.size(); ++g) REQUIRE(got.groups[g][row] == want.groups[g]);
    for (size_t k = 0; k < want.outputs.size(); ++k) {
      INFO("output " << k);
      if (!got.masks[k].empty()) {
        REQUIRE(got.masks[k][row] == want.outputs[k].mask);
      } else if (!want.outputs[k].known) {
        REQUIRE(std::isnan(got.numbers[k][row]));
      } else {
        REQUIRE(std::bit_cast<uint64_t>(got.numbers[k][row]) ==
                std::bit_cast<uint64_t>(static_cast<double>(want.outputs[k].number)));
      }
    }
  }
}

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
    const Scored all = Run(program, plan, kRows, kRows, Isa::kSse2, true);
    CheckAgainstNaive(plan, all, kRows);
    for (const Isa isa : {Isa::kSse2, Isa::kAvx2, Isa::kAvx512}) {
      if (!interp::HasIsa(isa)) continue;
      INFO("isa " << static_cast<int>(isa));
      for (const size_t batch : {size_t{1}, size_t{7}, size_t{1024}, kRows}) {
        if (batch == 1 && seed % 8 != 0) continue;
        INFO("batch " << batch);
        REQUIRE(Run(program, plan, kRows, batch, isa, true) == all);
      }
      Scored plain = Run(program, plan, kRows, kRows, isa, false);
      plain.ledger = all.ledger;
      REQUIRE(plain == all);
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
  const Scored all = Run(program, plan, kRows, kRows, interp::BestIsa(), true);
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

}  // namespace
}  // namespace ripe::test
