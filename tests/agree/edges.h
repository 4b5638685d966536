// The data of the grids: for each physical type two columns of all its edge values, one that
// changes slowly and one that changes fast, so that some row has every pair of values of any two
// types. Entry: EdgeData::Get.
#pragma once

#include <deque>
#include <vector>

#include "compiler/ir/builder.h"
#include "compiler/types/calendar.h"
#include "tests/eval/sample.h"

namespace ripe::test {

// A type of column with its name; `field` is that of the slow column, the fast one follows.
struct EdgeField {
  columns::Physical physical;
  types::ValueType type;
  enum class Valid : uint8_t { kNone, kBytes, kBits } valid = Valid::kNone;
  uint32_t field = 0;
};

class EdgeData {
 public:
  static constexpr size_t kSide = 40;  // the most values of a type
  static constexpr size_t kRows = kSide * kSide + 3;
  static const EdgeData& Get();
  // One entry a type.
  const std::vector<EdgeField>& fields() const { return fields_; }
  const std::vector<columns::Column>& columns() const { return columns_; }
  // Plan::fields for them.
  std::vector<check::Field> PlanFields() const;
  // Numbers and instants to compare with.
  static const std::vector<double>& Numbers();  // finite
  static std::vector<int64_t> Times();
  static std::vector<int32_t> Dates();

 private:
  EdgeData();
  template <class T>
  void Add(columns::Physical physical, types::ValueType type, EdgeField::Valid valid,
           const std::vector<T>& values);
  void AddTexts(columns::Physical physical, const std::vector<uint32_t>& codes, size_t texts);
  void AddRaw();
  void AddTags();
  template <class T>
  T* Store(size_t values);

  std::vector<EdgeField> fields_;
  std::vector<columns::Column> columns_;
  std::deque<std::vector<int64_t>> memory_;
  std::deque<columns::Dictionary> dictionaries_;
  std::deque<std::string> bytes_;
};

}  // namespace ripe::test
