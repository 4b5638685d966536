// api::CellAt: a row of a column of each sort as a plain value, known and missing; and literals of
// the rules as cells.
#include "runtime/api/record.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

namespace ripe::test {
namespace {

using api::Cell;
using api::CellAt;
using columns::Column;
using columns::Physical;
using types::ValueType;

const Cell kMissing;

Column Of(Physical physical, const void* data, const uint8_t* valid = nullptr) {
  Column column{.physical = physical};
  column.data = data;
  column.valid = valid;
  column.valid_bits = true;
  return column;
}

template <class T>
void CheckWhole(Physical physical) {
  const T values[] = {std::numeric_limits<T>::min(), 7};
  const uint8_t second[] = {0b10};
  CHECK(CellAt(Of(physical, values), ValueType::kNumber, 0) ==
        Cell(static_cast<double>(values[0])));
  CHECK(CellAt(Of(physical, values, second), ValueType::kNumber, 0) == kMissing);
  CHECK(CellAt(Of(physical, values, second), ValueType::kNumber, 1) == Cell(7.0));
}

template <class T>
void CheckCode(Physical physical) {
  const T codes[] = {0, 2, static_cast<T>(1)};
  columns::Dictionary dictionary;
  dictionary.Add("first");
  dictionary.Add("second");
  Column column = Of(physical, codes);
  column.dictionary = &dictionary;
  CHECK(CellAt(column, ValueType::kText, 0) == kMissing);
  CHECK(CellAt(column, ValueType::kText, 1) == Cell(std::string("second")));
  CHECK(CellAt(column, ValueType::kText, 2) == Cell(std::string("first")));
}

TEST_CASE("numbers of every width, known and missing") {
  CheckWhole<int8_t>(Physical::kI8);
  CheckWhole<int16_t>(Physical::kI16);
  CheckWhole<int32_t>(Physical::kI32);
  CheckWhole<int64_t>(Physical::kI64);
  const double numbers[] = {std::nan(""), -2.5};
  CHECK(CellAt(Of(Physical::kF64, numbers), ValueType::kNumber, 0) == kMissing);
  CHECK(CellAt(Of(Physical::kF64, numbers), ValueType::kNumber, 1) == Cell(-2.5));
  CHECK(CellAt(Column{}, ValueType::kNumber, 0) == kMissing);
}

TEST_CASE("yes and no as bytes and as bits") {
  const uint8_t bytes[] = {0, 1, 2}, bits[] = {0b110}, valid[] = {0b011};
  const Cell yes(true), no(false);
  CHECK(CellAt(Of(Physical::kYesNo8, bytes), ValueType::kYesNo, 0) == no);
  CHECK(CellAt(Of(Physical::kYesNo8, bytes), ValueType::kYesNo, 1) == yes);
  CHECK(CellAt(Of(Physical::kYesNo8, bytes), ValueType::kYesNo, 2) == kMissing);
  CHECK(CellAt(Of(Physical::kYesNoBits, bits, valid), ValueType::kYesNo, 0) == no);
  CHECK(CellAt(Of(Physical::kYesNoBits, bits, valid), ValueType::kYesNo, 1) == yes);
  CHECK(CellAt(Of(Physical::kYesNoBits, bits, valid), ValueType::kYesNo, 2) == kMissing);
}

TEST_CASE("texts by codes of every width, and raw") {
  CheckCode<uint8_t>(Physical::kCode8);
  CheckCode<uint16_t>(Physical::kCode16);
  CheckCode<uint32_t>(Physical::kCode32);
  const uint32_t offsets[] = {0, 3, 3, 5};
  Column raw = Of(Physical::kRawText, offsets);
  raw.bytes = "abcde";
  CHECK(CellAt(raw, ValueType::kText, 0) == Cell(std::string("abc")));
  CHECK(CellAt(raw, ValueType::kText, 1) == kMissing);
  CHECK(CellAt(raw, ValueType::kText, 2) == Cell(std::string("de")));
}

TEST_CASE("literals as cells of their column") {
  const types::Zone utc = types::Zone::Utc();
  using check::Literal;
  CHECK(api::LiteralCell(Literal(3.0), ValueType::kNumber, utc) == Cell(3.0));
  CHECK(api::LiteralCell(Literal(true), ValueType::kYesNo, utc) == Cell(true));
  CHECK(api::LiteralCell(Literal(int32_t{2}), ValueType::kDate, utc) == Cell(int32_t{2}));
  CHECK(api::LiteralCell(Literal(int32_t{2}), ValueType::kTime, utc) ==
        Cell(api::Instant{2 * types::kMicrosPerDay}));
  CHECK(api::LiteralCell(Literal(std::string("x")), ValueType::kText, utc) ==
        Cell(std::string("x")));
  CHECK(api::LiteralCell(Literal(std::string("x")), ValueType::kTags, utc) ==
        Cell(std::vector<std::string>{"x"}));
}

}  // namespace
}  // namespace ripe::test
