// Making the columns of edge values.
#include "tests/agree/edges.h"

#include <cfloat>
#include <cmath>
#include <limits>
#include <string>

namespace ripe::test {
namespace {

using columns::Column;
using columns::Physical;
using types::ValueType;
using Valid = EdgeField::Valid;

constexpr int64_t kDay = types::kMicrosPerDay;

// Those of 64 bits within what a double holds (compiler/ir/layout.h).
template <class T>
std::vector<T> Wholes() {
  using L = std::numeric_limits<T>;
  constexpr bool kWide = sizeof(T) == 8;
  constexpr T kMost = kWide ? static_cast<T>(int64_t{1} << 53) : L::max();
  constexpr T kLeast = kWide ? static_cast<T>(-(int64_t{1} << 53)) : L::min();
  std::vector<T> values = {0,  1,  2,    3,     9,      10,        20,          100,       127,         -1,
                           -2, -3, -100, kMost, kLeast, kMost - 1, kLeast + 1, kMost / 2, kLeast / 2, 60,
                           7};
  if constexpr (kWide) {
    for (const int64_t v : {int64_t{1} << 31, (int64_t{1} << 31) - 1, -(int64_t{1} << 31), -(int64_t{1} << 31) - 1, int64_t{1} << 32})
      values.push_back(v);
  }
  return values;
}

std::vector<double> AllNumbers() {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  std::vector<double> numbers = EdgeData::Numbers();
  for (const double x : {std::nan(""), -std::nan(""), std::nan("77"),
                         std::numeric_limits<double>::signaling_NaN(), kInf, -kInf})
    numbers.push_back(x);
  return numbers;
}

}  // namespace

const std::vector<double>& EdgeData::Numbers() {
  static const std::vector<double> numbers = {
      0.0,      -0.0,      1,          -1,       2,       2.5,        -2.5,  9,      10,
      100,      99.999,    127,        128,      -128,    -129,       255,   32767,  32768,
      -32768,   0x1p31,    0x1p31 - 1, -0x1p31,  0x1p53,  0x1p53 + 2, 1e-9,  0x1p63, -0x1p63,
      4.9e-324, -4.9e-324, DBL_MAX,    -DBL_MAX, DBL_MIN, 0.1,        0x1p62};
  return numbers;
}

std::vector<int64_t> EdgeData::Times() {
  std::vector<int64_t> times = {types::kMissingTime};
  for (const int64_t days : {0, 1, 7, 30, 90, -1, -30}) {
    for (const int64_t more : {-1, 0, 1}) times.push_back(kAsOf - days * kDay + more);
  }
  for (const int64_t t : {int64_t{0}, int64_t{1}, int64_t{-1}, kDay, -kDay}) times.push_back(t);
  return times;
}

std::vector<int32_t> EdgeData::Dates() {
  const auto today = static_cast<int32_t>(kAsOf / kDay);
  return {
      types::kMissingDate, today,   today - 1, today + 1, today - 7, today - 30,    today - 31,
      today - 90,          0,       1,         -1,        INT32_MAX, INT32_MIN + 1, INT32_MAX - 1,
      INT32_MIN + 2,       -719162, 2932896};
}

const EdgeData& EdgeData::Get() {
  static const EdgeData data;
  return data;
}

template <class T>
T* EdgeData::Store(size_t values) {
  return reinterpret_cast<T*>(memory_.emplace_back(values + 2).data());
}

template <class T>
void EdgeData::Add(Physical physical, ValueType type, Valid valid, const std::vector<T>& values) {
  // With `valid` some values are there a second time, unknown, whatever lies there.
  std::vector<std::pair<T, bool>> cells;
  for (const T value : values) cells.emplace_back(value, true);
  if (valid != Valid::kNone) {
    for (const size_t k : {size_t{0}, size_t{1}, size_t{5}, values.size() - 1, values.size() / 2})
      cells.emplace_back(values[k % values.size()], false);
  }
  if (cells.size() > kSide) std::abort();
  const bool packed = physical == Physical::kYesNoBits;
  fields_.push_back({physical, type, valid, static_cast<uint32_t>(columns_.size())});
  for (const bool fast : {false, true}) {
    Column column{.physical = physical};
    T* data = Store<T>(kRows);
    uint8_t* known = valid == Valid::kNone ? nullptr : Store<uint8_t>(kRows);
    const bool bits = valid == Valid::kBits;
    for (size_t row = 0; row < kRows; ++row) {
      const auto& cell = cells[(fast ? row % kSide : row / kSide % kSide) % cells.size()];
      if (packed) {
        reinterpret_cast<uint8_t*>(data)[row / 8] |=
            static_cast<uint8_t>((cell.first != 0) << row % 8);
      } else {
        data[row] = cell.first;
      }
      if (known != nullptr && bits) known[row / 8] |= static_cast<uint8_t>(cell.second << row % 8);
      if (known != nullptr && !bits) known[row] = cell.second;
    }
    column.data = data;
    column.valid = known;
    column.valid_bits = bits;
    columns_.push_back(column);
  }
}

void EdgeData::AddTexts(Physical physical, const std::vector<uint32_t>& codes, size_t texts) {
  columns::Dictionary& dictionary = dictionaries_.emplace_back();
  // Code k is "Tk".
  for (size_t k = 1; k <= texts; ++k) dictionary.Add("T" + std::to_string(k));
  if (physical == Physical::kCode8)
    Add(physical, ValueType::kText, Valid::kNone, std::vector<uint8_t>(codes.begin(), codes.end()));
  if (physical == Physical::kCode16)
    Add(physical, ValueType::kText, Valid::kNone,
        std::vector<uint16_t>(codes.begin(), codes.end()));
  if (physical == Physical::kCode32) Add(physical, ValueType::kText, Valid::kNone, codes);
  for (size_t back = 1; back <= 2; ++back)
    columns_[columns_.size() - back].dictionary = &dictionary;
}

void EdgeData::AddRaw() {
  static const std::vector<std::string> kTexts = {"",       "T1",      "t2",   "T255",   "t256",
                                                  "Straße", "STRASSE", "대표", "T65535", "t7"};
  fields_.push_back(
      {Physical::kRawText, ValueType::kText, Valid::kNone, static_cast<uint32_t>(columns_.size())});
  for (const bool fast : {false, true}) {
    auto* offsets = Store<uint32_t>(kRows + 1);
    std::string& bytes = bytes_.emplace_back();
    for (size_t row = 0; row < kRows; ++row) {
      offsets[row] = static_cast<uint32_t>(bytes.size());
      bytes += kTexts[(fast ? row % kSide : row / kSide % kSide) % kTexts.size()];
    }
    offsets[kRows] = static_cast<uint32_t>(bytes.size());
    columns_.push_back({.physical = Physical::kRawText, .data = offsets, .bytes = bytes.data()});
  }
}

void EdgeData::AddTags() {
  columns::Dictionary& dictionary = dictionaries_.emplace_back();
  for (size_t k = 1; k <= 300; ++k) dictionary.Add("T" + std::to_string(k));
  static const std::vector<std::vector<uint32_t>> kLists = {
      {}, {1}, {2}, {255}, {256, 300}, {1, 2, 255}, {7, 7, 7}, {300, 1}};
  fields_.push_back({Physical::kTagLists, ValueType::kTags, Valid::kNone,
                     static_cast<uint32_t>(columns_.size())});
  for (const bool fast : {false, true}) {
    auto* offsets = Store<uint32_t>(kRows + 1);
    auto* tags = Store<uint32_t>(kRows * 3);
    uint32_t count = 0;
    for (size_t row = 0; row < kRows; ++row) {
      offsets[row] = count;
      for (const uint32_t tag : kLists[(fast ? row % kSide : row / kSide % kSide) % kLists.size()])
        tags[count++] = tag;
    }
    offsets[kRows] = count;
    columns_.push_back({.physical = Physical::kTagLists,
                        .data = offsets,
                        .dictionary = &dictionary,
                        .tags = tags});
  }
}

EdgeData::EdgeData() {
  Add(Physical::kF64, ValueType::kNumber, Valid::kNone, AllNumbers());
  for (const Valid valid : {Valid::kNone, Valid::kBytes, Valid::kBits}) {
    Add(Physical::kI8, ValueType::kNumber, valid, Wholes<int8_t>());
    Add(Physical::kI16, ValueType::kNumber, valid, Wholes<int16_t>());
    Add(Physical::kI32, ValueType::kNumber, valid, Wholes<int32_t>());
    Add(Physical::kI64, ValueType::kNumber, valid, Wholes<int64_t>());
  }
  Add(Physical::kYesNo8, ValueType::kYesNo, Valid::kNone, std::vector<uint8_t>{0, 1, 2});
  Add(Physical::kYesNoBits, ValueType::kYesNo, Valid::kNone, std::vector<uint8_t>{0, 1});
  Add(Physical::kYesNoBits, ValueType::kYesNo, Valid::kBits,
      std::vector<uint8_t>{0, 1, 1, 0, 0, 1});
  Add(Physical::kDate32, ValueType::kDate, Valid::kNone, Dates());
  Add(Physical::kTime64, ValueType::kTime, Valid::kNone, Times());
  AddTexts(Physical::kCode8,
           {0, 1, 2, 3, 7, 8, 9, 63, 64, 65, 126, 127, 128, 129, 191, 192, 193, 253, 254, 255},
           255);
  AddTexts(Physical::kCode16,
           {0, 1, 2, 3, 7, 127, 128, 255, 256, 257, 319, 320, 32767, 32768, 65534, 65535}, 65535);
  AddTexts(Physical::kCode32, {0, 1, 2, 3, 7, 127, 128, 255, 256, 32768, 65535, 65536, 70015},
           70015);
  AddRaw();
  AddTags();
  for (const ValueType type :
       {ValueType::kNumber, ValueType::kText, ValueType::kDate, ValueType::kYesNo}) {
    fields_.push_back(
        {Physical::kNone, type, Valid::kNone, static_cast<uint32_t>(columns_.size())});
    columns_.insert(columns_.end(), 2, Column{});
  }
}

std::vector<check::Field> EdgeData::PlanFields() const {
  std::vector<check::Field> fields;
  for (const EdgeField& field : fields_) {
    for (int k = 0; k < 2; ++k)
      fields.push_back({.name = "f" + std::to_string(fields.size()), .type = field.type});
  }
  return fields;
}

}  // namespace ripe::test
