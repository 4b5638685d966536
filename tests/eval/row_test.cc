// One lead at a time: the record of RowRunner against the batch engine over the same values, in the interpreter and in code for single
// rows. Fields keep what was set until they are set again.
#include <catch2/catch.hpp>

#include "runtime/interp/row.h"
#include "runtime/jit/jit.h"
#include "tests/eval/naive.h"
#include "tests/eval/sample.h"

namespace ripe::test {
namespace {

using columns::Column;
using interp::RowRunner;
using ir::Physical;

double NumberAt(const Column& column, size_t row) {
  switch (column.physical) {
    case Physical::kF64:
      return column.as<double>()[row];
    case Physical::kI8:
      return column.as<int8_t>()[row];
    case Physical::kI16:
      return column.as<int16_t>()[row];
    case Physical::kI32:
      return column.as<int32_t>()[row];
    default:
      return 0;
  }
}

// Sets a field of the record as the column has it.
void Set(RowRunner* runner, uint32_t field, types::ValueType type, const Column& column, size_t row, Random& random) {
  using types::ValueType;
  if (column.physical == Physical::kNone || !column.known(row)) return runner->SetMissing(field);
  switch (type) {
    case ValueType::kNumber:
      return runner->SetNumber(field, NumberAt(column, row));
    case ValueType::kYesNo: {
      if (column.physical == Physical::kYesNoBits) return runner->SetYesNo(field, Column::Bit(column.as<uint8_t>(), row));
      const uint8_t value = column.as<uint8_t>()[row];
      return value == 2 ? runner->SetMissing(field) : runner->SetYesNo(field, value == 1);
    }
    case ValueType::kDate:
      return runner->SetDate(field, column.as<int32_t>()[row]);
    case ValueType::kTime:
      return runner->SetTime(field, column.as<int64_t>()[row]);
    case ValueType::kText: {
      const std::string_view text = TextAt(column, row).value_or("");
      if (Chance(random, 50)) return runner->SetText(field, runner->Prepare(field, text));
      return runner->SetText(field, text);
    }
    case ValueType::kTags: {
      std::vector<std::string> tags;
      const auto* offsets = column.as<uint32_t>();
      for (uint32_t t = offsets[row]; t < offsets[row + 1]; ++t) tags.emplace_back(column.dictionary->at(column.tags[t] - 1));
      return runner->SetTags(field, tags);
    }
  }
}

TEST_CASE("one lead at a time is the same as a batch of them") {
  constexpr size_t kRows = 60;
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    INFO("seed " << seed);
    Random random(seed + 1000);
    Sample sample(kRows);
    RandomPlan plan = MakePlan(random, &sample, 20 + static_cast<int>(seed) * 3);
    // Whole numbers of 64 bits are not what records have: a double does not hold them all.
    for (Column& column : plan.columns) {
      if (column.physical == Physical::kI64) column = {};
    }
    const auto batch = interp::Program::Make(plan.plan, {.fields = interp::LayoutOf(plan.columns)});
    const ir::Params params = batch->Resolve(kAsOf, types::Zone::Utc());
    std::vector<int64_t> score(kRows);
    std::vector<uint16_t> stage(kRows);
    std::vector<std::vector<int64_t>> groups(plan.plan->groups.size(), std::vector<int64_t>(kRows));
    std::vector<int64_t*> group_pointers;
    for (auto& group : groups) group_pointers.push_back(group.data());
    interp::Scratch scratch(batch);
    interp::Score(params, {.rows = kRows, .columns = plan.columns}, &plan.answers,
                  {.score = score.data(), .stage = stage.data(), .groups = group_pointers}, &scratch);

    const auto stored = std::make_shared<ir::Plan>(*plan.plan);
    // A record has no outputs: what stores them goes.
    std::erase_if(stored->leads.instrs, [](const ir::Instr& i) { return i.prim == ir::Prim::kStore; });
    stored->leads.outputs.clear();
    for (const bool compiled : {false, true}) {
      const auto program = interp::Program::Make(stored, RowRunner::LayoutFor(*stored));
      if (compiled) {
        if (!jit::Available()) continue;
        Result<jit::Code> code = jit::Compile(program->bound(), {.vectors = jit::Vectors::kOneRow, .optimize = seed % 2 == 0});
        REQUIRE(code.ok());
        program->AdoptRow(code->leads, code->owner);
      }
      RowRunner runner(program, program->Resolve(kAsOf, types::Zone::Utc()));
      for (size_t row = 0; row < kRows; ++row) {
        INFO("row " << row << (compiled ? ", compiled" : ", interpreted"));
        for (uint32_t f = 0; f < plan.columns.size(); ++f) Set(&runner, f, stored->fields[f].type, plan.columns[f], row, random);
        runner.SetAnswers(&plan.answers, row);
        runner.Score();
        REQUIRE(runner.score() == score[row]);
        REQUIRE(runner.stage() == stage[row]);
        for (size_t g = 0; g < groups.size(); ++g) REQUIRE(runner.group(g) == groups[g][row]);
      }
    }
  }
}

}  // namespace
}  // namespace ripe::test
