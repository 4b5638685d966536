// Compiled code comes and goes: memory stays flat over thousands of compiles, no page is writable
// and executable at once, and threads may compile, run, drop and parse at the same time.
#include <malloc.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "ripe/ripe.h"
#include "tests/agree/agree.h"
#include "tests/support/run.h"

namespace ripe::test {
namespace {

bool Skipped() {
  const std::string why = NoCompiler();
  if (!why.empty()) WARN("skipped, there is no compiled code here: " << why);
  return !why.empty();
}

size_t ResidentBytes() {
  ::malloc_trim(0);  // what is free is not held
  std::ifstream statm("/proc/self/statm");
  size_t all = 0, resident = 0;
  statm >> all >> resident;
  return resident * static_cast<size_t>(::sysconf(_SC_PAGESIZE));
}

// A mapping of this process: its addresses and permissions ("r-xp").
struct Mapping {
  uintptr_t begin = 0, end = 0;
  std::string access;
};
std::vector<Mapping> Mappings() {
  std::vector<Mapping> mappings;
  std::ifstream maps("/proc/self/maps");
  std::string line;
  while (std::getline(maps, line)) {
    Mapping mapping;
    std::istringstream in(line);
    char dash = 0;
    in >> std::hex >> mapping.begin >> dash >> mapping.end >> mapping.access;
    mappings.push_back(mapping);
  }
  return mappings;
}

bool WritableAndExecutable(const Mapping& mapping) {
  return mapping.access.size() > 2 && mapping.access[1] == 'w' && mapping.access[2] == 'x';
}

// 5,000; RIPE_AGREE_CYCLES=100000 (`./dev cycles`) for the long run, which shows its memory.
size_t Cycles() {
  const char* text = std::getenv("RIPE_AGREE_CYCLES");
  return text == nullptr ? 5'000 : std::strtoul(text, nullptr, 10);
}

TEST_CASE("compiling and dropping thousands of times leaves memory flat", "[lifecycle]") {
  if (Skipped()) return;
  // Small, but with tables, several sections and a where program.
  Case c = RandomCase(4, 3, 64);
  REQUIRE(Prepare(&c, true) == "");
  const ir::BoundPlan bound = ir::Bind(*c.data.plan, c.layout);
  const size_t cycles = Cycles();
  REQUIRE(cycles >= 1'000);
  const bool shown = std::getenv("RIPE_AGREE_CYCLES") != nullptr;
  size_t early = 0, mappings = 0;
  for (size_t k = 0; k < cycles; ++k) {
    if (shown && k % (cycles / 10) == 0)
      std::printf("%8zu cycles %8zu KiB resident %6zu mappings\n", k, ResidentBytes() >> 10,
                  Mappings().size());
    if (k == cycles / 10) {
      early = ResidentBytes();
      mappings = Mappings().size();
    }
    if (k % 100 == 0) {
      REQUIRE(Disagreement(c, {.vectors = jit::Vectors::kBits128}) == "");
    } else {
      Result<jit::Code> code = jit::Compile(bound, {.vectors = jit::Vectors::kOneRow});
      REQUIRE(code.ok());
      REQUIRE(code->leads != nullptr);
    }
  }
  const size_t late = ResidentBytes();
  if (shown)
    std::printf("%8zu cycles %8zu KiB resident %6zu mappings\n", cycles, late >> 10,
                Mappings().size());
  INFO("after " << cycles / 10 << " cycles " << early << " bytes, after " << cycles << " " << late);
  CHECK(late < early + (size_t{4} << 20));
  CHECK(Mappings().size() < mappings + 20);
}

TEST_CASE("no page is writable and executable", "[lifecycle]") {
  if (Skipped()) return;
  std::vector<jit::Code> held;
  for (const jit::Vectors vectors : Widths()) {
    Case c = RandomCase(9, 40, 100);
    Result<jit::Code> code = CompileFor(ir::Bind(*c.data.plan, c.layout), {.vectors = vectors});
    REQUIRE(code.ok());
    held.push_back(std::move(*code));
  }
  const std::vector<Mapping> mappings = Mappings();
  REQUIRE(mappings.size() > 10);
  for (const Mapping& mapping : mappings) CHECK(!WritableAndExecutable(mapping));
  for (const jit::Code& code : held) {
    const auto address = reinterpret_cast<uintptr_t>(code.leads);
    size_t found = 0;
    for (const Mapping& mapping : mappings) {
      if (mapping.begin > address || address >= mapping.end) continue;
      ++found;
      CHECK(mapping.access.substr(0, 3) == "r-x");
    }
    CHECK(found == 1);
  }
}

TEST_CASE("code outlives whoever compiled it, as long as a program holds it", "[lifecycle]") {
  if (Skipped()) return;
  Case c = RandomCase(11, 30, 500);
  REQUIRE(Prepare(&c, false) == "");
  std::shared_ptr<const interp::Program> program = interp::Program::Make(c.data.plan, c.layout);
  std::weak_ptr<const void> owner;
  {
    Result<jit::Code> code = CompileFor(program->bound(), {.vectors = Widest()});
    REQUIRE(code.ok());
    owner = code->owner;
    program->Adopt(code->leads, code->where, code->owner);
  }
  REQUIRE(!owner.expired());
  CHECK(Run(program, c.data, c.rows, c.rows, interp::BestIsa(), {}).Difference(c.want) == "");
  program.reset();
  CHECK(owner.expired());
}

TEST_CASE("threads compile, run, drop and parse at once", "[lifecycle]") {
  const bool skipped = Skipped();
  constexpr size_t kThreads = 8, kRounds = 12;
  std::vector<Case> cases;
  for (uint64_t seed = 20; seed < 24; ++seed) {
    cases.push_back(RandomCase(seed, 25, 300));
    REQUIRE(Prepare(&cases.back(), false) == "");
  }
  const TempDir dir;
  const std::string rules = dir.Write("rules.ripe",
                                      "field title: text\nevent visit\ntitle contains \"CEO\" +15\n"
                                      "visit in 30d +5 each up to 20\nscore >= 10 => MQL\n");
  // Catch2's assertions are not for threads.
  std::atomic<size_t> parsed = 0;
  std::vector<std::string> wrong(kThreads);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (size_t round = 0; round < kRounds && wrong[t].empty(); ++round) {
        const Case& c = cases[(t + round) % cases.size()];
        const Variant variant{.vectors = Widths()[(t + round) % Widths().size()],
                              .optimize = round % 5 == 0};
        if (!skipped) wrong[t] = Disagreement(c, variant, {100});
        Result<CheckReport> report = ripe::Check({.rules = {rules}});
        if (report.ok() && report->diagnostics.errors() == 0) ++parsed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& w : wrong) CHECK(w == "");
  CHECK(parsed == kThreads * kRounds);
}

}  // namespace
}  // namespace ripe::test
