// Everything that scoring can make, for all rows, so that engines can be compared bit for bit.
// Entries: Run and DifferenceFromNaive.
#pragma once

#include <string>
#include <vector>

#include "runtime/interp/program.h"
#include "tests/eval/sample.h"

namespace ripe::test {

struct Scored {
  std::vector<int64_t> score;
  std::vector<uint16_t> stage;
  std::vector<int32_t> units;  // empty where the lane is wider
  std::vector<uint8_t> stage8;
  std::vector<std::vector<int64_t>> groups, ledger;
  std::vector<std::vector<double>> numbers;  // by output; empty for masks
  std::vector<std::vector<uint8_t>> masks;
  bool operator==(const Scored& o) const { return Difference(o).empty(); }
  // Empty, or where the two part first.
  std::string Difference(const Scored& other) const;
};

// What is asked for. Results begin as garbage, so that what nobody writes differs.
struct Wanted {
  bool ledger = false;
  bool narrow = true;  // `units` and `stage8` too
};

// Scores chunk by chunk of at most `rows_a_call` rows, from row `begin` up to `end` of a plan's
// rows.
void RunRows(const std::shared_ptr<const interp::Program>& program, const RandomPlan& plan,
             size_t begin, size_t end, size_t rows_a_call, interp::Isa isa, Scored* out);
Scored Empty(const interp::Program& program, size_t rows, const Wanted& wanted);
Scored Run(const std::shared_ptr<const interp::Program>& program, const RandomPlan& plan,
           size_t rows, size_t rows_a_call, interp::Isa isa, const Wanted& wanted);

// Empty, or the first row where the naive evaluator of `plan` gives something else.
std::string DifferenceFromNaive(const RandomPlan& plan, const Scored& got, size_t rows);

}  // namespace ripe::test
