// What the engine allows and files do not bring: columns that lose their validity, results asked
// for in part, dictionaries that grow while one Scratch goes on, and chunks without rows. Compiled
// code sees the same.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>

#include "compiler/ir/lower.h"
#include "runtime/api/compile.h"
#include "runtime/interp/program.h"
#include "tests/eval/sample.h"

namespace ripe::test {
namespace {

using columns::Column;
using columns::Physical;

std::shared_ptr<const ir::Plan> PlanOf(const std::string& text) {
  const api::Compiled compiled = api::CompileText({"rules.ripe", text}, nullptr);
  REQUIRE_FALSE(compiled.diagnostics.has_errors());
  return std::make_shared<const ir::Plan>(ir::Lower(compiled.module));
}

Column Of(Physical physical, const void* data, const uint8_t* valid = nullptr, bool bits = false) {
  Column column{.physical = physical};
  column.data = data;
  column.valid = valid;
  column.valid_bits = bits;
  return column;
}

struct Runs {
  std::shared_ptr<const interp::Program> program;
  ir::Params params;
  interp::Scratch scratch;
  Runs(const std::string& text, const std::vector<Column>& columns)
      : program(interp::Program::Make(PlanOf(text), {.fields = interp::LayoutOf(columns)})),
        params(program->Resolve(kAsOf, types::Zone::Utc())),
        scratch(program) {}
  std::vector<int64_t> Score(const std::vector<Column>& columns, size_t rows) {
    std::vector<int64_t> score(rows, -1);
    interp::Score(params, {.rows = rows, .columns = columns}, nullptr, {.score = score.data()},
                  &scratch);
    return score;
  }
};

TEST_CASE("a column that may be missing, in a chunk where none is") {
  const std::vector<int32_t> numbers = {1, 5, 9, 7};
  const std::vector<uint8_t> bytes = {1, 0, 1, 0};
  const uint8_t bits[] = {0b0101}, flags[] = {0b0011};
  for (const bool as_bits : {false, true}) {
    const std::vector<Column> some = {
        Of(Physical::kI32, numbers.data(), as_bits ? bits : bytes.data(), as_bits),
        Of(Physical::kYesNoBits, flags, bits, true)};
    Runs runs("field a: number\nfield v: yesno\na > 4 +5\na is missing +1\nv +10\nv is known +20",
              some);
    CHECK(runs.Score(some, 4) == std::vector<int64_t>{30'000, 1'000, 25'000, 1'000});
    std::vector<Column> all = some;
    all[0].valid = all[1].valid = nullptr;
    CHECK(runs.Score(all, 4) == std::vector<int64_t>{30'000, 35'000, 25'000, 25'000});
    CHECK(runs.Score(some, 4) == std::vector<int64_t>{30'000, 1'000, 25'000, 1'000});
  }
}

TEST_CASE("results asked for in part, and no rows at all") {
  const std::vector<double> numbers(2500, 9);
  const std::vector<Column> columns = {Of(Physical::kF64, numbers.data())};
  Runs runs(
      "field a: number\ngroup g { a > 4 +5 }\ngroup h { a > 5 +6 }\na > 6 +7\nscore > 3 => MQL",
      columns);
  const size_t rows = numbers.size();
  std::vector<int64_t> h(rows), third(rows);
  std::vector<uint16_t> stage(rows);
  int64_t* const groups[] = {nullptr, h.data()};
  int64_t* const ledger[] = {nullptr, nullptr, third.data()};
  interp::Score(runs.params, {.rows = rows, .columns = columns}, nullptr,
                {.stage = stage.data(), .groups = groups, .ledger = ledger}, &runs.scratch);
  CHECK(h == std::vector<int64_t>(rows, 6'000));
  CHECK(third == std::vector<int64_t>(rows, 7'000));
  CHECK(stage == std::vector<uint16_t>(rows, 1));
  CHECK(runs.Score(columns, 0).empty());
}

TEST_CASE("probed values asked for in part, over more than a batch") {
  const std::vector<double> numbers(2500, 9);
  const std::vector<Column> columns = {Of(Physical::kF64, numbers.data())};
  const api::Compiled compiled =
      api::CompileText({"rules.ripe", "field a: number\na > 4 +5\na > 90 +6"}, nullptr);
  REQUIRE_FALSE(compiled.diagnostics.has_errors());
  ir::LowerOptions options;
  for (const check::Rule& rule : compiled.module.rules)
    options.probes.push_back({rule.condition, std::nullopt});
  const auto program =
      interp::Program::Make(std::make_shared<const ir::Plan>(ir::Lower(compiled.module, options)),
                            {.fields = interp::LayoutOf(columns)});
  interp::Scratch scratch(program);
  const size_t rows = numbers.size();
  std::vector<uint8_t> holds(rows, 7), fails(rows, 7);
  void* const outputs[] = {holds.data(), nullptr, nullptr, fails.data()};
  interp::Score(program->Resolve(kAsOf, types::Zone::Utc()), {.rows = rows, .columns = columns},
                nullptr, {.outputs = outputs}, &scratch);
  CHECK(holds == std::vector<uint8_t>(rows, 1));
  CHECK(fails == std::vector<uint8_t>(rows, 1));
}

TEST_CASE("a dictionary that grows, blank texts in it, and a column without one") {
  columns::Dictionary dictionary;
  dictionary.Add("CEO");
  dictionary.Add("  ");
  std::vector<uint8_t> codes = {1, 2, 0};
  Column text = Of(Physical::kCode8, codes.data());
  text.dictionary = &dictionary;
  const std::vector<uint32_t> tag_ends = {0, 1, 2, 2};
  std::vector<uint32_t> tag_codes = {1, 2};
  Column tags = Of(Physical::kTagLists, tag_ends.data());
  tags.tags = tag_codes.data();
  tags.dictionary = &dictionary;
  const std::vector<uint32_t> ends = {0, 3, 5, 5};
  Column raw = Of(Physical::kRawText, ends.data());
  raw.bytes = "CEO  ";
  std::vector<Column> columns = {text, tags, raw, text};
  Runs runs(
      "field t: text\nfield s: tags\nfield r: text\nfield u: text\nt contains \"ceo\" +1\ns "
      "contains \"ceo\" +2\n"
      "r contains \"ceo\" +4\nnot (t contains \"vp\") +8\nt = u +16\nr = t +32",
      columns);
  CHECK(runs.Score(columns, 3) == std::vector<int64_t>{63'000, 0, 0});
  dictionary.Add("vp");
  dictionary.Add("deputy ceo");
  codes = {3, 4, 1};
  tag_codes = {4, 3};
  CHECK(runs.Score(columns, 3) == std::vector<int64_t>{20'000, 25'000, 25'000});
  // Another Scratch finds the tables of the dictionary as it was, and as it is.
  interp::Scratch other(runs.program);
  std::vector<int64_t> score(3);
  interp::Score(runs.params, {.rows = 3, .columns = columns}, nullptr, {.score = score.data()},
                &other);
  CHECK(score == std::vector<int64_t>{20'000, 25'000, 25'000});
  const std::vector<uint8_t> none(3);
  columns[0].data = none.data();
  columns[0].dictionary = nullptr;
  CHECK(runs.Score(columns, 3) == std::vector<int64_t>{4'000, 0, 0});
}

TEST_CASE("the least points are a reason too, and none are none") {
  const std::vector<double> numbers = {9, 1, 0};
  const std::vector<Column> columns = {Of(Physical::kF64, numbers.data())};
  Runs runs("field a: number\na > 0 -0.001\na > 1 +0.001\na > 2 -0.002\na > 3 +5 up to 0", columns);
  std::vector<interp::Reason> reasons(3 * 4);
  interp::ScoreReasons(runs.params, {.rows = 3, .columns = columns}, nullptr, {}, 4, reasons.data(),
                       &runs.scratch);
  std::vector<std::pair<uint32_t, int64_t>> got;
  for (const interp::Reason& reason : reasons) got.emplace_back(reason.rule, reason.points);
  const std::pair<uint32_t, int64_t> none{UINT32_MAX, 0};
  CHECK(got ==
        std::vector<std::pair<uint32_t, int64_t>>{
            {2, -2}, {0, -1}, {1, 1}, none, {0, -1}, none, none, none, none, none, none, none});
}

// Results of so many rows that they go past the caches, wherever they begin.
TEST_CASE("narrow results of half a million rows are those of few") {
  constexpr size_t kMany = (size_t{1} << 19) + 37;
  std::vector<int8_t> numbers(kMany);
  for (size_t i = 0; i < kMany; ++i) numbers[i] = static_cast<int8_t>(i * 2'654'435'761u >> 24);
  const std::vector<Column> columns = {Of(Physical::kI8, numbers.data())};
  Runs runs("field a: number\na > 4 +5\na > 60 +7\na < 0 -3\nscore > 3 => MQL\nscore > 9 => SQL",
            columns);
  std::vector<int32_t> few(kMany);
  std::vector<uint8_t> few_stages(kMany);
  for (size_t row = 0; row < kMany; row += 1000) {
    const size_t rows = std::min<size_t>(1000, kMany - row);
    const std::vector<Column> part = {Of(Physical::kI8, numbers.data() + row)};
    interp::Score(runs.params, {.rows = rows, .columns = part}, nullptr,
                  {.units = few.data() + row, .stage8 = few_stages.data() + row}, &runs.scratch);
  }
  for (const interp::Isa isa : {interp::Isa::kSse2, interp::Isa::kAvx2, interp::Isa::kAvx512}) {
    if (!interp::HasIsa(isa)) continue;
    runs.scratch.UseKernels(isa);
    for (const size_t shift : {size_t{0}, size_t{1}, size_t{16}}) {
      std::vector<int32_t> units(kMany + 80, -77);
      std::vector<uint8_t> stages(kMany + 192, 0x77);
      // From the beginning of a line of the cache on.
      const auto line = [](auto* p) {
        return reinterpret_cast<decltype(p)>((reinterpret_cast<uintptr_t>(p) + 63) / 64 * 64);
      };
      int32_t* to = line(units.data()) + shift;
      uint8_t* to_stages = line(stages.data()) + shift;
      interp::Score(runs.params, {.rows = kMany, .columns = columns}, nullptr,
                    {.units = to, .stage8 = to_stages}, &runs.scratch);
      INFO("isa " << static_cast<int>(isa) << " shift " << shift);
      CHECK(std::equal(few.begin(), few.end(), to));
      CHECK(std::equal(few_stages.begin(), few_stages.end(), to_stages));
      // And nothing behind the last.
      CHECK(std::all_of(to + kMany, to + kMany + 16, [](int32_t x) { return x == -77; }));
      CHECK(std::all_of(to_stages + kMany, to_stages + kMany + 64,
                        [](uint8_t x) { return x == 0x77; }));
    }
  }
}

}  // namespace
}  // namespace ripe::test
