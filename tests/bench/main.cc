// ripe_bench: the benchmark's measurements in one process. Each checks its results (the exact sums;
// or, of other data, against the hand-written kernels) and prints JSON, one object a line;
// tests/bench/bench.py runs all of them beside the peers and makes the report.
//   ripe_bench SECTION FOLDER [ROUNDS]
//     SECTION   w1, w2, one, compile, compile-quick; leads prints leads with their right scores;
//     `rules` N prints N rules FOLDER    the columns that prepare.py makes from generate.py's
//     Parquet files
// RIPE_KERNELS=sse2|avx2 holds the interpreter's kernels back.
#include <fmt/format.h>

#include <cstdlib>
#include <string_view>

#include "tests/bench/compile_time.h"
#include "tests/bench/measure.h"
#include "tests/bench/one_lead.h"
#include "tests/bench/rules.h"
#include "tests/bench/w1.h"
#include "tests/bench/w2_bench.h"

namespace ripe::bench {
namespace {

constexpr size_t kLeadsW1 = 2'000'000, kLeadsOne = 4'096;

int Run(std::string_view section, const char* folder_name, int rounds) {
  if (section == "rules") {
    fmt::print("{}", ManyRules(static_cast<size_t>(std::atoi(folder_name))));
    return 0;
  }
  Folder folder(folder_name);
  if (section == "w2")
    return RunW2(Compile("w2.ripe", nullptr), &folder, rounds, kAsOf, true) ? 0 : 1;
  if (section == "w1") {
    const W1Data data(&folder, kLeadsW1);
    Fact("hand-written kernel", HandW1Kind());
    if (!HasJit()) fmt::print(stderr, "ripe_bench: no JIT: {}\n", WhyNoJit());
    RunW1(data, true, rounds, 1);
    RunW1(data, true, rounds, 2);
    return 0;
  }
  const W1Data data(&folder, kLeadsOne);
  if (section == "one") {
    RunOneLead(data, rounds);
  } else if (section == "leads") {
    PrintLeads(data, kLeadsOne);
  } else if (section == "compile") {
    RunCompileTime(data, {30, 300, 3'000, 30'000}, rounds);
  } else if (section == "compile-quick") {
    RunCompileTime(data, {30, 300, 3'000}, rounds);
  } else {
    Fail(fmt::format("no section {}", section));
  }
  return 0;
}

}  // namespace
}  // namespace ripe::bench

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "ripe_bench SECTION FOLDER [ROUNDS]; see tests/bench/main.cc\n");
    return 2;
  }
  return ripe::bench::Run(argv[1], argv[2], argc > 3 ? std::atoi(argv[3]) : 9);
}
