// Amounts in thousandths and back, to the last bit; comparisons of integers with doubles at the ends of both.
#include <catch2/catch.hpp>

#include <cmath>
#include <random>

#include "compiler/ir/builder.h"
#include "runtime/columns/fold.h"
#include "runtime/interp/program.h"

namespace ripe::test {
namespace {

using columns::FromThousandths;
using columns::Thousandths;

// Half to even of amount * 1000 by integers alone: amount = mantissa * 2^exponent.
int64_t ThousandthsByHand(double amount) {
  int exponent = 0;
  const double fraction = std::frexp(amount, &exponent);
  __int128 size = static_cast<__int128>(std::ldexp(std::fabs(fraction), 53)) * 1000;
  exponent -= 53;
  if (exponent >= 0) {
    size <<= exponent;
  } else if (exponent < -100) {
    size = 0;
  } else {
    const __int128 unit = static_cast<__int128>(1) << -exponent;
    const __int128 rest = size % unit;
    size /= unit;
    if (rest * 2 > unit || (rest * 2 == unit && size % 2 == 1)) ++size;
  }
  return static_cast<int64_t>(amount < 0 ? -size : size);
}

TEST_CASE("amounts round half to even to a thousandth of the exact double") {
  CHECK(Thousandths(0.0005) == 1);       // the double is a little above 0.0005
  CHECK(Thousandths(0.0625) == 62);      // 62.5 exactly
  CHECK(Thousandths(0.1875) == 188);     // 187.5 exactly
  CHECK(Thousandths(-0.0625) == -62);
  CHECK(Thousandths(1.0005) == 1000);    // the double is below
  CHECK(Thousandths(1e300) == 1'000'000'000'000'000'000);
  CHECK(Thousandths(-1e15) == -1'000'000'000'000'000'000);
  CHECK(Thousandths(4.9e-324) == 0);
  std::mt19937_64 random(1);
  for (int k = 0; k < 200'000; ++k) {
    const int scale = static_cast<int>(random() % 70) - 20;
    double amount = std::ldexp(static_cast<double>(random() >> 11), scale - 53);
    if (k % 3 == 0) amount = static_cast<double>(random() % 2'000'000) / 16.0;   // many exact ties
    if (k % 3 == 1) amount = std::nearbyint(amount * 2'000) / 2'000;             // near ties
    if (k % 2 == 0) amount = -amount;
    if (std::fabs(amount) > 1e15) continue;
    REQUIRE(Thousandths(amount) == ThousandthsByHand(amount));
  }
}

TEST_CASE("sums of thousandths become the nearest double") {
  CHECK(FromThousandths(0) == 0);
  CHECK(FromThousandths(1) == 0.001);
  CHECK(FromThousandths(-1'999) == -1.999);
  std::mt19937_64 random(2);
  for (int k = 0; k < 100'000; ++k) {
    const __int128 sum = (static_cast<__int128>(random() >> 1) << (random() % 60)) >> (random() % 60);
    const double got = FromThousandths(sum);
    // No neighbour is nearer: |1000 * got - sum| is at most half of the gap, in exact arithmetic on 1000 * double.
    int exponent = 0;
    const double fraction = std::frexp(got, &exponent);
    exponent -= 53;
    const auto mantissa = static_cast<__int128>(std::ldexp(fraction, 53));
    if (exponent > 0) {  // sums beyond 2^53 * 1000
      const __int128 gap = static_cast<__int128>(1000) << exponent;
      const __int128 off = (mantissa * 1000 << exponent) - sum;
      REQUIRE(2 * (off < 0 ? -off : off) <= gap);
    } else if (exponent > -50) {
      const __int128 off = mantissa * 1000 - (sum << -exponent);
      REQUIRE(2 * (off < 0 ? -off : off) <= 1000);
    }
  }
}

TEST_CASE("a column of 64-bit integers compares exactly with any double") {
  const std::vector<int64_t> column = {-(int64_t{1} << 53), 1 - (int64_t{1} << 53), -1, 0, 1, (int64_t{1} << 53) - 1, int64_t{1} << 53};
  const std::vector<double> bounds = {-1e300, -0x1p63, -0x1.0000000000001p63, -0x1p53, -0.5, -0.0, 0.5, 1, 0x1p53, 0x1p53 + 2, 0x1p63, 0x1.fffffffffffffp62, 1e300};
  for (const double bound : bounds) {
    for (int op = 0; op < 6; ++op) {
      auto plan = std::make_shared<ir::Plan>();
      plan->stages = {"Lead"};
      plan->fields.push_back({.name = "x", .type = types::ValueType::kNumber});
      ir::Builder builder(plan.get(), &plan->leads);
      const ir::Value x = builder.Load(0, types::ValueType::kNumber);
      const auto compare = static_cast<check::CompareOp>(op);
      builder.Store(builder.Compare(compare, x, builder.Number(bound)));                                      // against a constant
      const ir::Value sum = builder.Arith(check::ArithOp::kAdd, builder.Number(bound), builder.Number(0));    // against a value
      builder.Store(builder.Compare(compare, x, sum));
      std::vector<columns::Column> columns = {{.physical = columns::Physical::kI64, .data = column.data()}};
      const auto program = interp::Program::Make(plan, {.fields = interp::LayoutOf(columns)});
      interp::Scratch scratch(program);
      std::vector<uint8_t> constant(column.size()), value(column.size());
      const std::array<void*, 2> outputs = {constant.data(), value.data()};
      interp::Score(program->Resolve(0, types::Zone::Utc()), {.rows = column.size(), .columns = columns}, nullptr, {.outputs = outputs},
                    &scratch);
      for (size_t i = 0; i < column.size(); ++i) {
        const long double a = column[i], b = bound;
        const bool want = op == 0 ? a == b : op == 1 ? a != b : op == 2 ? a < b : op == 3 ? a <= b : op == 4 ? a > b : a >= b;
        INFO(column[i] << " op " << op << " " << bound);
        CHECK(constant[i] == want);
        CHECK(value[i] == want);
      }
    }
  }
}

}  // namespace
}  // namespace ripe::test
