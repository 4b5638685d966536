// Runner::Profile: what is measured is put down to the step, the predicate and the rows that took
// it. Real clocks measure, so each place is made far dearer than the others in turn, and of several
// runs the least counts: what else the machine does only adds.
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

constexpr size_t kRuns = 7;

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

void Least(std::vector<uint64_t>* least, const std::vector<uint64_t>& more) {
  if (least->empty()) *least = more;
  for (size_t k = 0; k < more.size(); ++k) (*least)[k] = std::min((*least)[k], more[k]);
}

TEST_CASE("a step's time is its own", "[profile]") {
  // Days between instants are divided one by one; all else is done in vectors.
  std::string rules = "field t: time\n";
  for (int k = 0; k < 4; ++k) {
    rules += "field y" + std::to_string(k) + ": yesno\ny" + std::to_string(k) + " +1\n";
    rules += "days since t > " + std::to_string(k) + " or y" + std::to_string(k) + " +2\n";
    rules += "days until t > " + std::to_string(k) + " +3\n";
  }
  constexpr size_t kRows = 8 * ir::kBatchRows;
  Random random(1);
  Sample sample(kRows);
  std::vector<Column> columns = {sample.Make(random, Physical::kTime64, false)};
  for (int k = 0; k < 4; ++k) columns.push_back(sample.Make(random, Physical::kYesNo8, false));
  std::vector<uint64_t> least;
  std::shared_ptr<const interp::Program> program;
  for (size_t run = 0; run < kRuns; ++run) {
    const Measured made = Measure(PlanOf(rules), columns, kRows, 4);
    Least(&least, made.times->sampled.steps);
    program = made.program;
  }
  const std::vector<ir::Step>& steps = program->bound().leads.steps;
  uint64_t cheapest_days = UINT64_MAX, dearest_other = 0;
  for (size_t k = 0; k < steps.size(); ++k) {
    if (steps[k].op == ir::Op::kDays) {
      cheapest_days = std::min(cheapest_days, least[k]);
    } else {
      dearest_other = std::max(dearest_other, least[k]);
    }
  }
  CHECK(cheapest_days != UINT64_MAX);
  CHECK(cheapest_days > 2 * dearest_other);
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
  constexpr size_t kRows = 4 * ir::kBatchRows, kPredicates = 18;
  const Texts texts(kRows);
  for (const bool raw : {true, false}) {
    for (const size_t dear : {0, 1, 7, 8, 15, 16, 17}) {
      INFO((raw ? "raw, the dear one is " : "by codes, the dear one is ") << dear);
      std::string rules = "field r: text\n";
      for (size_t k = 0; k < kPredicates; ++k)
        rules += k == dear ? "r matches /(a.*b.*c.*d|[aeiou]+.*9{2,}.*|w[0-9]+ab.*x).*z/ +1\n"
                           : "r starts with \"q" + std::to_string(k) + "\" +1\n";
      const std::shared_ptr<const ir::Plan> plan = PlanOf(rules);
      std::vector<uint64_t> least;
      std::shared_ptr<const interp::Program> program;
      for (size_t run = 0; run < 3; ++run) {
        const Measured made = Measure(plan, {texts.Of(raw)}, kRows, 1);
        Least(&least, raw ? made.times->sampled.predicates : made.times->tables);
        program = made.program;
      }
      const std::vector<ir::TextOctet>& octets = program->bound().leads.octets;
      REQUIRE(octets.size() == 3);
      size_t place = SIZE_MAX;
      for (size_t o = 0; o < octets.size(); ++o) {
        for (size_t bit = 0; bit < octets[o].predicates.size(); ++bit) {
          if (plan->predicates[octets[o].predicates[bit]].kind == ir::Predicate::Kind::kMatches)
            place = o * 8 + bit;
        }
      }
      REQUIRE(place == dear);
      for (size_t k = 0; k < least.size(); ++k) {
        if (k != place) CHECK(least[place] > 3 * least[k]);
      }
    }
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
