// Running programs over sample data, and comparing what came out.
#include "tests/eval/scored.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>

#include "tests/eval/naive.h"

namespace ripe::test {
namespace {

template <class T>
std::string FirstOf(const char* what, const std::vector<T>& a, const std::vector<T>& b) {
  if (a.size() != b.size()) return fmt::format("{}: {} rows, {} rows", what, a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) return fmt::format("{} of row {}: {}, {}", what, i, a[i], b[i]);
  }
  return "";
}

// Bit for bit: zeros of different signs differ, the NaN of missing does not.
std::string FirstOf(const char* what, const std::vector<double>& a, const std::vector<double>& b) {
  const auto bits = [](double x) { return std::bit_cast<uint64_t>(x); };
  if (a.size() != b.size()) return fmt::format("{}: {} rows, {} rows", what, a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    if (bits(a[i]) != bits(b[i]))
      return fmt::format("{} of row {}: {} ({:016x}), {} ({:016x})", what, i, a[i], bits(a[i]),
                         b[i], bits(b[i]));
  }
  return "";
}

template <class Lists>
std::string FirstOfEach(const char* what, const Lists& a, const Lists& b) {
  if (a.size() != b.size()) return fmt::format("{}: {}, {}", what, a.size(), b.size());
  for (size_t k = 0; k < a.size(); ++k) {
    std::string first = FirstOf(fmt::format("{} {}", what, k).c_str(), a[k], b[k]);
    if (!first.empty()) return first;
  }
  return "";
}

std::string DifferenceInRow(const NaiveRow& want, const Scored& got, size_t row) {
  for (size_t r = 0; r < got.ledger.size(); ++r) {
    if (got.ledger[r][row] != want.ledger[r])
      return fmt::format("rule {}: {}, naive {}", r, got.ledger[r][row], want.ledger[r]);
  }
  if (got.score[row] != want.score)
    return fmt::format("score {}, naive {}", got.score[row], want.score);
  if (got.stage[row] != want.stage)
    return fmt::format("stage {}, naive {}", got.stage[row], want.stage);
  for (size_t g = 0; g < want.groups.size(); ++g) {
    if (got.groups[g][row] != want.groups[g])
      return fmt::format("group {}: {}, naive {}", g, got.groups[g][row], want.groups[g]);
  }
  for (size_t k = 0; k < want.outputs.size(); ++k) {
    if (!got.masks[k].empty()) {
      if (got.masks[k][row] != want.outputs[k].mask)
        return fmt::format("output {}: {}, naive {}", k, got.masks[k][row], want.outputs[k].mask);
      continue;
    }
    const double number = got.numbers[k][row];
    const double expected =
        want.outputs[k].known ? static_cast<double>(want.outputs[k].number) : std::nan("");
    if (std::bit_cast<uint64_t>(number) != std::bit_cast<uint64_t>(expected))
      return fmt::format("output {}: {}, naive {}", k, number, expected);
  }
  return "";
}

}  // namespace

std::string Scored::Difference(const Scored& o) const {
  std::string first = FirstOf("score", score, o.score);
  if (first.empty()) first = FirstOf("stage", stage, o.stage);
  if (first.empty()) first = FirstOf("units", units, o.units);
  if (first.empty()) first = FirstOf("stage8", stage8, o.stage8);
  if (first.empty()) first = FirstOfEach("group", groups, o.groups);
  if (first.empty()) first = FirstOfEach("rule", ledger, o.ledger);
  if (first.empty()) first = FirstOfEach("mask", masks, o.masks);
  if (first.empty()) first = FirstOfEach("number", numbers, o.numbers);
  return first;
}

Scored Empty(const interp::Program& program, size_t rows, const Wanted& wanted) {
  const ir::Plan& plan = program.plan();
  Scored out;
  out.score.assign(rows, -77);
  out.stage.assign(rows, 0x7777);
  if (wanted.narrow && program.bound().lane != ir::PointsLane::kI64) out.units.assign(rows, -78);
  if (wanted.narrow) out.stage8.assign(rows, 0x77);
  out.groups.assign(plan.groups.size(), std::vector<int64_t>(rows, -79));
  if (wanted.ledger) out.ledger.assign(plan.rules.size(), std::vector<int64_t>(rows, -7));
  out.numbers.resize(plan.leads.outputs.size());
  out.masks.resize(plan.leads.outputs.size());
  for (size_t k = 0; k < out.masks.size(); ++k) {
    if (plan.leads.outputs[k] == ir::Kind::kMask) out.masks[k].assign(rows, 0x77);
    if (plan.leads.outputs[k] == ir::Kind::kNumber) out.numbers[k].assign(rows, -80.5);
  }
  return out;
}

void RunRows(const std::shared_ptr<const interp::Program>& program, const RandomPlan& plan,
             size_t begin, size_t end, size_t rows_a_call, interp::Isa isa, Scored* out) {
  const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
  const auto from = [](auto& list, size_t row) {
    return list.empty() ? nullptr : list.data() + row;
  };
  interp::Scratch scratch(program);
  scratch.UseKernels(isa);
  for (size_t row = begin; row < end; row += rows_a_call) {
    columns::LeadChunk chunk{
        .rows = std::min(rows_a_call, end - row), .first_row = row, .columns = plan.columns};
    Sample moved(out->score.size());
    for (columns::Column& column : chunk.columns) column = moved.From(column, row);
    std::vector<int64_t*> groups, given;
    std::vector<void*> outputs;
    for (auto& group : out->groups) groups.push_back(group.data() + row);
    for (auto& rule : out->ledger) given.push_back(rule.data() + row);
    for (size_t k = 0; k < out->masks.size(); ++k) {
      outputs.push_back(out->masks[k].empty() ? static_cast<void*>(out->numbers[k].data() + row)
                                              : out->masks[k].data() + row);
    }
    interp::Score(params, chunk, &plan.answers,
                  {.score = out->score.data() + row,
                   .stage = out->stage.data() + row,
                   .units = from(out->units, row),
                   .stage8 = from(out->stage8, row),
                   .groups = groups,
                   .outputs = outputs,
                   .ledger = given},
                  &scratch);
  }
}

Scored Run(const std::shared_ptr<const interp::Program>& program, const RandomPlan& plan,
           size_t rows, size_t rows_a_call, interp::Isa isa, const Wanted& wanted) {
  Scored out = Empty(*program, rows, wanted);
  RunRows(program, plan, 0, rows, rows_a_call, isa, &out);
  return out;
}

std::string DifferenceFromNaive(const RandomPlan& plan, const Scored& got, size_t rows) {
  for (size_t row = 0; row < rows; ++row) {
    const NaiveRow want =
        NaiveScore(*plan.plan, plan.columns, row, &plan.answers, row, kAsOf, types::Zone::Utc());
    const std::string wrong = DifferenceInRow(want, got, row);
    if (!wrong.empty()) return fmt::format("row {}: {}", row, wrong);
  }
  return "";
}

}  // namespace ripe::test
