// Columns narrowed by columns::Narrow score what the columns score that they were, bit for bit, in
// the interpreter and in compiled code: random programs over columns of which each holds values of
// one kind, from those that fit a byte to those that fit nothing.
#include "runtime/columns/narrow.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <map>

#include "tests/agree/agree.h"

namespace ripe::test {
namespace {

using columns::Column;
using columns::Physical;

// Values to choose from, by how far they can be narrowed. The first few are what all have.
std::vector<double> NumbersOf(size_t kind) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  const std::vector<std::vector<double>> kinds = {
      {0, 1, 2, 10, 100, -128, 127, -1},
      {0, 1, 2, 10, 100, -128, 127, kNaN},
      {0, 1, 2, 10, 128, -129, 32767, -32768, kNaN},
      {0, 1, 10, 32768, -32769, 2147483647.0, -2147483648.0, kNaN},
      {0, 1, 10, 0.5, -2.5, 99.99, kNaN},
      {0.0, -0.0, 1, 10, kNaN},
      {0, 1, 10, std::numeric_limits<double>::infinity(), -1e300, kNaN},
      {kNaN}};
  return kinds[kind % kinds.size()];
}
constexpr size_t kNumberKinds = 8;

// The case's columns with other values; memory is the case's.
struct Values {
  std::deque<std::vector<double>> numbers;
  std::deque<std::vector<int64_t>> wholes;
  std::deque<std::vector<int32_t>> halves;
  std::deque<std::vector<uint8_t>> bytes;
};

void Refill(Random& random, size_t rows, Values* values, Column* column) {
  const std::vector<double> choice = NumbersOf(Pick(random, kNumberKinds));
  if (column->physical == Physical::kF64) {
    std::vector<double>& numbers = values->numbers.emplace_back(rows);
    for (double& number : numbers) number = Any(random, choice);
    column->data = numbers.data();
    return;
  }
  if (column->physical != Physical::kI32 && column->physical != Physical::kI64) return;
  std::vector<uint8_t>& valid = values->bytes.emplace_back(rows);
  std::vector<int64_t>& wholes = values->wholes.emplace_back(rows);
  std::vector<int32_t>& halves = values->halves.emplace_back(rows);
  for (size_t row = 0; row < rows; ++row) {
    const double number = Any(random, choice);
    const bool known = std::abs(number) <= 2147483648.0;  // false for NaN
    valid[row] = known;
    wholes[row] = known ? static_cast<int64_t>(number) : INT64_MIN;
    halves[row] = known ? static_cast<int32_t>(number) : INT32_MIN;
  }
  column->valid = column->valid == nullptr ? nullptr : valid.data();
  column->valid_bits = false;
  if (column->physical == Physical::kI64) {
    column->data = wholes.data();
  } else {
    column->data = halves.data();
  }
}

TEST_CASE("narrowed columns score the same", "[narrow]") {
  const bool skipped = !NoCompiler().empty();
  if (skipped) WARN("the interpreter only: " << NoCompiler());
  std::map<std::pair<Physical, Physical>, int> became;
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    const size_t rows = std::vector<size_t>{700, 64, 1, 1100}[seed % 4];
    Case wide = RandomCase(seed, 40 + static_cast<int>(seed), rows);
    Random random(seed * 77);
    Values values;
    for (Column& column : wide.data.columns) Refill(random, rows, &values, &column);
    wide.layout = {.fields = interp::LayoutOf(wide.data.columns),
                   .properties = interp::LayoutOf(wide.data.columns)};
    INFO("seed " << seed);
    REQUIRE(Prepare(&wide, true) == "");
    const columns::NarrowedColumns narrowed = columns::Narrow(wide.data.columns, rows);
    REQUIRE(narrowed.columns.size() == wide.data.columns.size());
    for (size_t k = 0; k < narrowed.columns.size(); ++k)
      ++became[{wide.data.columns[k].physical, narrowed.columns[k].physical}];
    Case narrow = wide;
    narrow.data.columns = narrowed.columns;
    narrow.layout = {.fields = interp::LayoutOf(narrowed.columns),
                     .properties = interp::LayoutOf(narrowed.columns)};
    REQUIRE(Prepare(&narrow, false) == "");
    REQUIRE(narrow.want.Difference(wide.want) == "");
    if (skipped) continue;
    narrow.want = wide.want;
    const std::vector<Variant> variants = Variants();
    REQUIRE(Disagreement(narrow, {.vectors = Widest()}, {7, 1024, 0}) == "");
    REQUIRE(Disagreement(narrow, variants[seed % variants.size()], {1024, 0}) == "");
    if (seed % 4 == 0) {  // a chunk in which nothing is missing, where it was in others
      Case known = narrow;
      for (Column& column : known.data.columns) column.valid = nullptr;
      REQUIRE(Prepare(&known, true) == "");
      REQUIRE(Disagreement(known, {.vectors = Widest()}, {7, 1024, 0}) == "");
    }
    // As properties of events, whose batches begin within a byte of a bitmap.
    REQUIRE(WhereDisagreement(narrow, {.vectors = Widest()}) == "");
    REQUIRE(WhereDisagreement(narrow, variants[seed % variants.size()]) == "");
  }
  // Each way to narrow a column has been taken, and each reason not to.
  for (const auto& [from, to] : std::initializer_list<std::pair<Physical, Physical>>{
           {Physical::kF64, Physical::kI8},
           {Physical::kF64, Physical::kI16},
           {Physical::kF64, Physical::kI32},
           {Physical::kF64, Physical::kF64},
           {Physical::kI64, Physical::kI8},
           {Physical::kI64, Physical::kI16},
           {Physical::kI32, Physical::kI8},
           {Physical::kI32, Physical::kI16},
           {Physical::kYesNo8, Physical::kYesNoBits},
           {Physical::kCode32, Physical::kCode8}}) {
    INFO(static_cast<int>(from) << " -> " << static_cast<int>(to));
    CHECK(became[std::make_pair(from, to)] > 0);
  }
}

}  // namespace
}  // namespace ripe::test
