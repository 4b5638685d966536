// Interpreter = compiled code, of every width, optimised or not, cut into functions anywhere, for
// every split into batches and any number of threads.
#include "tests/agree/agree.h"

#include <bit>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>

namespace ripe::test {
namespace {

const std::vector<size_t> kBatches = {1, 7, 1024, 0};

bool Skipped() {
  const std::string why = NoCompiler();
  if (!why.empty()) WARN("skipped, there is no compiled code here: " << why);
  return !why.empty();
}

TEST_CASE("every operation agrees over every edge value", "[grid]") {
  const bool skipped = Skipped();
  std::array<int, 3> lanes{};
  std::set<ir::Op> met;
  const std::vector<Variant> variants = Variants();
  size_t next = 0;
  for (Case& c : GridCases()) {
    REQUIRE(Prepare(&c, true) == "");
    const ir::BoundPlan bound = ir::Bind(*c.data.plan, c.layout);
    ++lanes[static_cast<size_t>(bound.lane)];
    for (const ir::Step& step : bound.leads.steps) met.insert(step.op);
    if (skipped) continue;
    // All widths, the widest optimised and in small batches too, and one more way in turn.
    for (const jit::Vectors vectors : Widths())
      REQUIRE(Disagreement(c, {.vectors = vectors}, {vectors == Widest() ? 7U : 1024U, 0}) == "");
    REQUIRE(Disagreement(c, {.vectors = Widest(), .optimize = true}) == "");
    REQUIRE(Disagreement(c, {.vectors = jit::Vectors::kBits128, .optimize = true}) == "");
    REQUIRE(Disagreement(c, variants[next++ % variants.size()]) == "");
  }
  for (const int count : lanes) CHECK(count > 0);
  for (int op = 0; op <= static_cast<int>(ir::Op::kStoreNumber); ++op) {
    INFO("no grid has operation " << op);
    CHECK(met.count(static_cast<ir::Op>(op)) == 1);
  }
}

TEST_CASE("every small program agrees", "[small]") {
  const bool skipped = Skipped();
  const std::vector<Variant> variants = Variants();
  size_t next = 0;
  for (Case& c : SmallCases()) {
    REQUIRE(Prepare(&c, true) == "");
    if (skipped) continue;
    // Each with a function a step, and in one more way in turn.
    REQUIRE(Disagreement(c, {.vectors = Widest(), .steps_a_function = 1}) == "");
    REQUIRE(Disagreement(c, variants[next++ % variants.size()]) == "");
  }
}

// How many random programs: RIPE_AGREE_SEEDS, from RIPE_AGREE_FIRST on.
uint64_t FromEnvironment(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST_CASE("random programs over random data agree", "[random]") {
  if (Skipped()) return;
  const uint64_t first = FromEnvironment("RIPE_AGREE_FIRST", 1),
                 seeds = FromEnvironment("RIPE_AGREE_SEEDS", 120);
  constexpr std::array<uint32_t, 4> kSteps = {1, 3, 17, 192};
  const std::vector<jit::Vectors> widths = Widths();
  for (uint64_t seed = first; seed < first + seeds; ++seed) {
    Random random(seed * 7919);
    const int size = seed % 25 == 0 ? 500 : 10 + static_cast<int>(Pick(random, 120));
    Case c = RandomCase(seed, size, 1024 + Pick(random, 700));
    REQUIRE(Prepare(&c, seed % 10 == 0) == "");
    for (size_t k = 0; k < 3; ++k) {
      const Variant variant{.vectors = widths[(seed + k * 2) % widths.size()],
                            .optimize = Chance(random, 30),
                            .steps_a_function = Any(random, kSteps)};
      REQUIRE(Disagreement(c, variant, {kBatches[Pick(random, 3)], 0}) == "");
      // There is no where program of one row.
      if (k == 0 && variant.vectors != jit::Vectors::kOneRow)
        REQUIRE(WhereDisagreement(c, variant) == "");
    }
  }
}

// What compiled code cannot write (a ledger, some outputs of all) the interpreter does, for the
// same rows and with the same results.
TEST_CASE("results that are asked for in part are the same with compiled code there", "[parts]") {
  if (Skipped()) return;
  for (uint64_t seed = 31; seed < 37; ++seed) {
    Case c = RandomCase(seed, 40, 1'100);
    REQUIRE(Prepare(&c, false) == "");
    const auto program = interp::Program::Make(c.data.plan, c.layout);
    const Scored ledger = Run(program, c.data, c.rows, c.rows, interp::BestIsa(), {.ledger = true});
    REQUIRE(ledger.ledger.size() == c.data.plan->rules.size());
    Result<jit::Code> code = CompileFor(program->bound(), {.vectors = Widest()});
    REQUIRE(code.ok());
    program->Adopt(code->leads, code->where, code->owner);
    for (const size_t batch : {c.rows, size_t{1024}, size_t{7}})
      REQUIRE(Run(program, c.data, c.rows, batch, interp::BestIsa(), {.ledger = true})
                  .Difference(ledger) == "");
    // Each output alone, and none.
    const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
    interp::Scratch scratch(program);
    const size_t outputs = c.want.masks.size();
    REQUIRE(outputs > 3);
    for (size_t only = 0; only <= outputs; ++only) {
      Scored got = Empty(*program, c.rows, {});
      std::vector<void*> to(only == outputs ? 0 : outputs, nullptr);
      if (only < outputs)
        to[only] = got.masks[only].empty() ? static_cast<void*>(got.numbers[only].data())
                                           : got.masks[only].data();
      interp::Score(params, {.rows = c.rows, .columns = c.data.columns}, &c.data.answers,
                    {.score = got.score.data(), .outputs = to}, &scratch);
      REQUIRE(got.score == c.want.score);
      if (only == outputs) continue;
      REQUIRE(got.masks[only] == c.want.masks[only]);
      for (size_t row = 0; row < got.numbers[only].size(); ++row)
        REQUIRE(std::bit_cast<uint64_t>(got.numbers[only][row]) ==
                std::bit_cast<uint64_t>(c.want.numbers[only][row]));
    }
  }
}

TEST_CASE("threads share a program, compiled before or while they run", "[threads]") {
  if (Skipped()) return;
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    Case c = RandomCase(seed, 60, 5000);
    REQUIRE(Prepare(&c, false) == "");
    for (const size_t threads : {1, 2, 7}) {
      REQUIRE(ThreadedDisagreement(c, {.vectors = Widest()}, threads, false) == "");
      REQUIRE(ThreadedDisagreement(c, {.vectors = jit::Vectors::kBits128}, threads, true) == "");
    }
  }
}

}  // namespace
}  // namespace ripe::test
