// columns::Narrow by itself: which column becomes what, at the ends of every type, and that every
// row says what it said. That scores are the same is in tests/agree/narrow_test.cc.
#include "runtime/columns/narrow.h"

#include <array>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>

namespace ripe::test {
namespace {

using columns::Column;
using columns::Physical;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <class T>
Column ColumnOf(Physical physical, const std::vector<T>& values,
                const std::vector<uint8_t>* valid = nullptr) {
  return {.physical = physical,
          .data = values.data(),
          .valid = valid == nullptr ? nullptr : valid->data()};
}

columns::NarrowedColumns NarrowOne(const Column& column, size_t rows) {
  return columns::Narrow(std::vector<Column>{column}, rows);
}

// A whole number of a row.
int64_t WholeAt(const Column& column, size_t row) {
  switch (column.physical) {
    case Physical::kI8:
      return column.as<int8_t>()[row];
    case Physical::kI16:
      return column.as<int16_t>()[row];
    case Physical::kI32:
      return column.as<int32_t>()[row];
    default:
      FAIL("not a narrow number");
      return 0;
  }
}

Physical NarrowNumbers(const std::vector<double>& values) {
  const Column column = ColumnOf(Physical::kF64, values);
  const auto narrow = NarrowOne(column, values.size());
  const Column& got = narrow.columns[0];
  if (got.physical == Physical::kF64) {
    CHECK(got.data == column.data);
    CHECK(narrow.owner == nullptr);
    return got.physical;
  }
  for (size_t row = 0; row < values.size(); ++row) {
    INFO("row " << row);
    REQUIRE(got.known(row) == !std::isnan(values[row]));
    if (got.known(row)) REQUIRE(static_cast<double>(WholeAt(got, row)) == values[row]);
  }
  return got.physical;
}

TEST_CASE("numbers become the narrowest integers that hold them") {
  CHECK(NarrowNumbers({-128, 127}) == Physical::kI8);
  CHECK(NarrowNumbers({-128, kNaN, 127}) == Physical::kI8);
  CHECK(NarrowNumbers({128}) == Physical::kI16);
  CHECK(NarrowNumbers({-129}) == Physical::kI16);
  CHECK(NarrowNumbers({-32768, kNaN, 32767}) == Physical::kI16);
  CHECK(NarrowNumbers({32768}) == Physical::kI32);
  CHECK(NarrowNumbers({-32769}) == Physical::kI32);
  CHECK(NarrowNumbers({-2147483648.0, kNaN, 2147483647.0}) == Physical::kI32);
  CHECK(NarrowNumbers({kNaN, kNaN, kNaN}) == Physical::kI8);  // all missing
  CHECK(NarrowNumbers({0.0}) == Physical::kI8);
}

TEST_CASE("numbers that an integer does not hold stay as they are") {
  CHECK(NarrowNumbers({1, -0.0}) == Physical::kF64);
  CHECK(NarrowNumbers({1, 0.5}) == Physical::kF64);
  CHECK(NarrowNumbers({1, kInfinity}) == Physical::kF64);
  CHECK(NarrowNumbers({1, -kInfinity}) == Physical::kF64);
  CHECK(NarrowNumbers({2147483648.0}) == Physical::kF64);
  CHECK(NarrowNumbers({-2147483649.0}) == Physical::kF64);
  CHECK(NarrowNumbers({1e300}) == Physical::kF64);
  std::vector<double> late(200, 3);  // what does not fit comes last, behind whole blocks
  late.back() = std::numeric_limits<double>::denorm_min();
  CHECK(NarrowNumbers(late) == Physical::kF64);
}

TEST_CASE("one missing number at any place of a block keeps no column wide") {
  for (size_t place = 0; place < 130; ++place) {
    INFO("place " << place);
    std::vector<double> numbers(130, 7);
    numbers[place] = kNaN;
    const auto narrow = NarrowOne(ColumnOf(Physical::kF64, numbers), numbers.size());
    const Column& got = narrow.columns[0];
    REQUIRE(got.physical == Physical::kI8);
    REQUIRE(got.valid_bits);
    for (size_t row = 0; row < numbers.size(); ++row) REQUIRE(got.known(row) == (row != place));
  }
}

// Blocks of 64 rows of every sort one after another: all missing, some, none, of any size.
TEST_CASE("columns of blocks of every sort say row by row what they said") {
  std::mt19937_64 random(3);
  const auto pick = [&](size_t count) { return static_cast<size_t>(random() % count); };
  constexpr std::array<int64_t, 6> kSizes = {1, 127, 128, 32'767, 32'768, INT32_MAX};
  std::array<int, 3> widths{};
  for (int round = 0; round < 600; ++round) {
    INFO("round " << round);
    const size_t rows = 1 + pick(400);
    std::vector<int64_t> wide(rows);
    std::vector<int32_t> half(rows);
    std::vector<double> numbers(rows);
    std::vector<uint8_t> valid(rows), bits(rows / 8 + 1, 0);
    int64_t low = 0, high = 0;
    size_t sort = 0, size = 0;
    bool any = false;
    for (size_t row = 0; row < rows; ++row) {
      if (row % 64 == 0) sort = pick(3), size = pick(kSizes.size());
      valid[row] = sort == 0 ? 0 : sort == 1 ? pick(2) : 1;
      const int64_t value = pick(2) ? kSizes[size] : pick(2) ? -kSizes[size] - 1 : 5;
      wide[row] = valid[row] ? value : INT64_MAX;  // what is not known may be anything
      half[row] = valid[row] ? static_cast<int32_t>(value) : INT32_MIN;
      numbers[row] = valid[row] ? static_cast<double>(value) : kNaN;
      if (!valid[row]) continue;
      bits[row / 8] |= static_cast<uint8_t>(1U << row % 8);
      low = any ? std::min(low, value) : value;
      high = any ? std::max(high, value) : value;
      any = true;
    }
    const Physical want = low >= INT8_MIN && high <= INT8_MAX     ? Physical::kI8
                          : low >= INT16_MIN && high <= INT16_MAX ? Physical::kI16
                                                                  : Physical::kI32;
    ++widths[static_cast<size_t>(want) - static_cast<size_t>(Physical::kI8)];
    Column arrow = ColumnOf(Physical::kI64, wide, &bits);
    arrow.valid_bits = true;
    for (const Column& column :
         {ColumnOf(Physical::kF64, numbers), arrow, ColumnOf(Physical::kI64, wide, &valid),
          ColumnOf(Physical::kI32, half, &valid)}) {
      const auto narrow = NarrowOne(column, rows);
      const Column& got = narrow.columns[0];
      REQUIRE(got.physical == want);
      for (size_t row = 0; row < rows; ++row) {
        REQUIRE(got.known(row) == (valid[row] != 0));
        if (valid[row]) REQUIRE(WholeAt(got, row) == wide[row]);
      }
    }
  }
  for (const int count : widths) CHECK(count > 20);
}

TEST_CASE("integers: what is not known does not count, and becomes a bitmap") {
  for (const size_t rows : {1U, 7U, 63U, 64U, 65U, 1000U}) {
    INFO("rows " << rows);
    std::vector<int32_t> values(rows);
    std::vector<int64_t> wide(rows);
    std::vector<uint8_t> valid(rows), bits(rows / 8 + 1, 0xff);
    for (size_t row = 0; row < rows; ++row) {
      valid[row] = row % 3 != 1;
      values[row] = valid[row] ? static_cast<int32_t>(row % 256) - 128 : INT32_MIN;
      wide[row] = valid[row] ? values[row] : INT64_MAX;
      if (!valid[row]) bits[row / 8] &= static_cast<uint8_t>(~(1U << row % 8));
    }
    Column arrow = ColumnOf(Physical::kI32, values, &bits);
    arrow.valid_bits = true;
    for (const Column& column : {ColumnOf(Physical::kI32, values, &valid), arrow,
                                 ColumnOf(Physical::kI64, wide, &valid)}) {
      const auto narrow = NarrowOne(column, rows);
      const Column& got = narrow.columns[0];
      REQUIRE(got.physical == Physical::kI8);
      CHECK(got.valid_bits == (rows > 1));
      CHECK(narrow.bytes_after < narrow.bytes_before);
      for (size_t row = 0; row < rows; ++row) {
        REQUIRE(got.known(row) == (valid[row] != 0));
        REQUIRE(WholeAt(got, row) == (valid[row] ? values[row] : 0));
      }
    }
  }
}

TEST_CASE("integers that are as narrow as can be stay; bytes of what is known do not") {
  const std::vector<int8_t> small = {-128, 0, 127};
  CHECK(NarrowOne(ColumnOf(Physical::kI8, small), 3).columns[0].data == small.data());
  const std::vector<int32_t> large = {INT32_MIN, INT32_MAX};
  CHECK(NarrowOne(ColumnOf(Physical::kI32, large), 2).columns[0].data == large.data());
  const std::vector<int64_t> larger = {0, int64_t{INT32_MAX} + 1};
  CHECK(NarrowOne(ColumnOf(Physical::kI64, larger), 2).columns[0].data == larger.data());
  const std::vector<uint8_t> known = {1, 0, 1}, all = {1, 1, 1};
  CHECK(NarrowOne(ColumnOf(Physical::kI8, small, &known), 3).columns[0].valid_bits);
  CHECK(NarrowOne(ColumnOf(Physical::kI8, small, &all), 3).columns[0].valid == nullptr);
}

TEST_CASE("yes and no become bitmaps") {
  for (const size_t rows : {1U, 8U, 64U, 65U, 300U}) {
    for (const unsigned kinds : {2U, 3U}) {
      std::vector<uint8_t> values(rows);
      for (size_t row = 0; row < rows; ++row) values[row] = static_cast<uint8_t>((row * 7) % kinds);
      const auto narrow = NarrowOne(ColumnOf(Physical::kYesNo8, values), rows);
      const Column& got = narrow.columns[0];
      REQUIRE(got.physical == Physical::kYesNoBits);
      const bool missing = std::find(values.begin(), values.end(), 2) != values.end();
      CHECK((got.valid != nullptr) == missing);
      for (size_t row = 0; row < rows; ++row) {
        REQUIRE(got.known(row) == (values[row] != 2));
        REQUIRE(Column::Bit(got.as<uint8_t>(), row) == (values[row] == 1));
      }
    }
  }
}

TEST_CASE("codes of texts by the largest") {
  const columns::Dictionary dictionary;
  const auto physical_of = [&](auto code, Physical physical) {
    const std::vector<decltype(code)> codes = {0, 1, code};
    Column column = ColumnOf(physical, codes);
    column.dictionary = &dictionary;
    const auto narrow = NarrowOne(column, 3);
    const Column& got = narrow.columns[0];
    CHECK(got.dictionary == &dictionary);
    if (got.physical == Physical::kCode8) CHECK(got.as<uint8_t>()[2] == code);
    if (got.physical == Physical::kCode16) CHECK(got.as<uint16_t>()[2] == code);
    if (got.physical == physical) CHECK(got.data == codes.data());
    return got.physical;
  };
  CHECK(physical_of(uint16_t{255}, Physical::kCode16) == Physical::kCode8);
  CHECK(physical_of(uint16_t{256}, Physical::kCode16) == Physical::kCode16);
  CHECK(physical_of(uint32_t{255}, Physical::kCode32) == Physical::kCode8);
  CHECK(physical_of(uint32_t{65'535}, Physical::kCode32) == Physical::kCode16);
  CHECK(physical_of(uint32_t{65'536}, Physical::kCode32) == Physical::kCode32);
}

TEST_CASE("no rows, and columns that are not there, stay; a chunk keeps its owner") {
  for (const Physical physical :
       {Physical::kNone, Physical::kF64, Physical::kYesNo8, Physical::kCode32, Physical::kI64}) {
    const auto narrow = NarrowOne({.physical = physical}, 0);
    CHECK(narrow.columns[0].physical == physical);
    CHECK(narrow.owner == nullptr);
  }
  CHECK(NarrowOne({}, 5).columns[0].physical == Physical::kNone);
  auto values = std::make_shared<std::vector<double>>(std::vector<double>{1, 2, 0.5});
  columns::LeadChunk narrow;
  {
    columns::LeadChunk chunk{.rows = 3, .first_row = 9, .owner = values};
    chunk.columns = {ColumnOf(Physical::kF64, *values)};
    narrow = columns::Narrow(chunk);
  }
  CHECK(narrow.rows == 3);
  CHECK(narrow.first_row == 9);
  CHECK(values.use_count() == 2);  // the column that stays borrows from it
  CHECK(narrow.columns[0].as<double>()[2] == 0.5);
}

}  // namespace
}  // namespace ripe::test
