// Runner::Profile: what is measured is put down to the step, the predicate and the rows that took
// it. The clock is one that goes a little further each time it is read: what is put down between
// two readings says which two they were.
#include "runtime/interp/step_times.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "compiler/ir/lower.h"
#include "runtime/api/compile.h"
#include "runtime/interp/program.h"
#include "tests/eval/sample.h"

namespace ripe::test {
namespace {

using columns::Column;
using columns::Physical;

// From one reading to the next it goes on by a kTick more than the time before.
constexpr uint64_t kTick = 1'000'000;
uint64_t readings = 0, now = 0;
uint64_t Read() { return now += ++readings * kTick; }

struct CountedClock {
  CountedClock() {
    interp::TickCost();  // what the real one costs
    readings = now = 0;
    interp::UseTicks(Read);
  }
  ~CountedClock() { interp::UseTicks(nullptr); }
};

struct Measured {
  std::shared_ptr<const interp::Program> program;
  std::unique_ptr<interp::StepTimes> times;
};

// Scores the rows as chunks of so many, `chunks` times.
Measured Measure(const std::shared_ptr<const ir::Plan>& plan, const std::vector<Column>& columns,
                 size_t rows, size_t chunks) {
  Measured made{.program = interp::Program::Make(plan, {.fields = interp::LayoutOf(columns)})};
  const ir::Params params = made.program->Resolve(kAsOf, types::Zone::Utc());
  interp::Scratch scratch(made.program);
  scratch.Profile();
  std::vector<int64_t> score(rows);
  for (size_t k = 0; k < chunks; ++k)
    interp::Score(params, {.rows = rows, .columns = columns}, nullptr, {.score = score.data()},
                  &scratch);
  made.times = std::make_unique<interp::StepTimes>(*scratch.leads().times());
  return made;
}

std::shared_ptr<const ir::Plan> PlanOf(const std::string& text) {
  const api::Compiled compiled = api::CompileText({"rules.ripe", text}, nullptr);
  REQUIRE_FALSE(compiled.diagnostics.has_errors());
  return std::make_shared<const ir::Plan>(ir::Lower(compiled.module));
}

TEST_CASE("a step's time is its own", "[profile]") {
  std::string rules = "field t: time\n";
  for (int k = 0; k < 4; ++k) {
    rules += "field y" + std::to_string(k) + ": yesno\ny" + std::to_string(k) + " +1\n";
    rules += "days since t > " + std::to_string(k) + " or y" + std::to_string(k) + " +2\n";
    rules += "days until t > " + std::to_string(k) + " +3\n";
  }
  constexpr size_t kRows = ir::kBatchRows;
  Random random(1);
  Sample sample(kRows);
  std::vector<Column> columns = {sample.Make(random, Physical::kTime64, false)};
  for (int k = 0; k < 4; ++k) columns.push_back(sample.Make(random, Physical::kYesNo8, false));
  const CountedClock clock;
  const Measured made = Measure(PlanOf(rules), columns, kRows, 1);
  const interp::SampledTimes& sampled = made.times->sampled;
  REQUIRE(sampled.batches == 1);
  REQUIRE(sampled.steps.size() > 20);
  // Starting is read first, then one step after another, then finishing.
  uint64_t expected = sampled.start;
  for (const uint64_t step : sampled.steps) CHECK(step == (expected += kTick));
  CHECK(sampled.finish == expected + kTick);
}

// Texts of which each is another, by codes or raw.
struct Texts {
  columns::Dictionary dictionary;
  std::vector<uint16_t> codes;
  std::vector<uint32_t> offsets = {0};
  std::string bytes;
  explicit Texts(size_t rows) {
    for (size_t row = 0; row < rows; ++row) {
      std::string text = std::to_string(row);
      for (int word = 0; word < 12; ++word) text += " w" + std::to_string(row * 31) + "ab";
      codes.push_back(static_cast<uint16_t>(dictionary.Add(text)));
      bytes += text;
      offsets.push_back(static_cast<uint32_t>(bytes.size()));
    }
  }
  Column Of(bool raw) const {
    Column column{.physical = raw ? Physical::kRawText : Physical::kCode16};
    column.data = raw ? static_cast<const void*>(offsets.data()) : codes.data();
    column.dictionary = raw ? nullptr : &dictionary;
    column.bytes = raw ? bytes.data() : nullptr;
    return column;
  }
};

TEST_CASE("a predicate's time is its own, in each octet", "[profile]") {
  constexpr size_t kRows = ir::kBatchRows, kPredicates = 18;
  const Texts texts(kRows);
  for (const bool raw : {true, false}) {
    INFO((raw ? "raw" : "by codes"));
    std::string rules = "field r: text\n";
    for (size_t k = 0; k < kPredicates; ++k)
      rules += "r starts with \"q" + std::to_string(k) + "\" +1\n";
    const CountedClock clock;
    const Measured made = Measure(PlanOf(rules), {texts.Of(raw)}, kRows, 1);
    const std::vector<ir::TextOctet>& octets = made.program->bound().leads.octets;
    REQUIRE(octets.size() == 3);
    const std::vector<uint64_t>& times = raw ? made.times->sampled.predicates : made.times->tables;
    // Of each text one predicate after another; before each octet the clock is read once more.
    for (size_t k = 1; k < kPredicates; ++k) {
      INFO("predicate " << k);
      CHECK(times[k] - times[k - 1] == kRows * kTick * (k % 8 == 0 ? 2 : 1));
    }
    CHECK(std::all_of(times.begin() + kPredicates, times.end(), [](uint64_t t) { return t == 0; }));
  }
}

TEST_CASE("one batch in sixteen is timed, and its rows are those that it has", "[profile]") {
  const std::shared_ptr<const ir::Plan> plan = PlanOf("field a: number\na > 4 +5\n");
  constexpr size_t kRows = 40 * ir::kBatchRows;
  const std::vector<double> numbers(kRows, 9);
  Column column{.physical = Physical::kF64};
  column.data = numbers.data();
  // Whole batches of one chunk, and chunks that fill no batch.
  for (const size_t rows : {kRows, size_t{100}}) {
    const size_t each = std::min<size_t>(rows, ir::kBatchRows), chunks = rows == kRows ? 1 : 40;
    bool undisturbed = false;
    for (int run = 0; run < 50 && !undisturbed; ++run) {
      const Measured made = Measure(plan, {column}, rows, chunks);
      CHECK(made.times->batches == 40);
      CHECK(made.times->rows == rows * chunks);
      CHECK(made.times->sampled.rows == made.times->sampled.batches * each);
      // The first alone, which found nothing in the caches, or better ones without it.
      const size_t timed = made.times->sampled.batches;
      CHECK(timed >= 1);
      CHECK(timed <= 3);
      undisturbed = timed == 3 && !made.times->provisional;
    }
    CHECK(undisturbed);
  }
}

}  // namespace
}  // namespace ripe::test
