// See column_builder.h. One small class per type of value.
#include "runtime/io/column_builder.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "runtime/io/cells.h"
#include "runtime/io/text_codes.h"

namespace ripe::io {
namespace {

using columns::Column;
using columns::Physical;

// A dictionary that holds more texts than this is not worth carrying from chunk to chunk.
constexpr size_t kMaxRunningTexts = 32'768;
constexpr size_t kMaxRunningBytes = size_t{4} << 20;
bool WorthKeeping(const TextCodes& codes) {
  return codes.size() <= kMaxRunningTexts && codes.bytes() <= kMaxRunningBytes;
}
// Fewer distinct texts than this are always worth codes.
constexpr size_t kFewTexts = 1'024;

// Room for `more`, at least doubling: a chunk comes in many blocks.
template <class T>
void MakeRoom(size_t more, std::vector<T>* values) {
  if (values->size() + more > values->capacity())
    values->reserve(std::max(values->size() + more, values->capacity() * 2));
}

// Numbers, yesnos, dates and times: `Read` gives an optional value, `kNone` stands for missing.
template <class T, Physical kPhysical, class Read>
class ScalarBuilder : public ColumnBuilder {
 public:
  ScalarBuilder(const std::vector<Literal>& missing, types::Zone zone, T none, Read read)
      : missing_(missing),
        any_missing_(!missing_.none()),
        zone_(std::move(zone)),
        none_(none),
        read_(std::move(read)) {}

  void Append(std::span<const Cell> cells, std::vector<uint32_t>* unreadable) override {
    MakeRoom(cells.size(), &values_);
    for (uint32_t i = 0; i < cells.size(); ++i) {
      const Cell& cell = cells[i];
      if (IsEmptyCell(cell) || (any_missing_ && missing_.Matches(cell, zone_))) {
        values_.push_back(none_);
        continue;
      }
      const auto value = read_(cell, zone_);
      if (!value) unreadable->push_back(i);
      values_.push_back(value ? static_cast<T>(*value) : none_);
    }
  }
  Column Take(ChunkMemory* memory) override {
    Column column;
    column.physical = kPhysical;
    column.data = memory->Keep(std::exchange(values_, {}));
    return column;
  }

 private:
  MissingCells missing_;
  bool any_missing_;
  types::Zone zone_;
  T none_;
  Read read_;
  std::vector<T> values_;
};

template <class T, Physical kPhysical, class Read>
std::unique_ptr<ColumnBuilder> MakeScalar(const std::vector<Literal>& missing,
                                          const types::Zone& zone, T none, Read read) {
  return std::make_unique<ScalarBuilder<T, kPhysical, Read>>(missing, zone, none, std::move(read));
}

// Texts: codes while the distinct ones are few beside the rows, else raw bytes.
class TextBuilder : public ColumnBuilder {
 public:
  TextBuilder(const std::vector<Literal>& missing, types::Zone zone)
      : missing_(missing), any_missing_(!missing_.none()), zone_(std::move(zone)) {}

  void Append(std::span<const Cell> cells, std::vector<uint32_t>* unreadable) override {
    if (raw_) {
      for (uint32_t i = 0; i < cells.size(); ++i) texts_.Add(TextOf(cells[i], i, unreadable));
      return;
    }
    MakeRoom(cells.size(), &list_);
    for (uint32_t i = 0; i < cells.size(); ++i) {
      const std::string_view text = TextOf(cells[i], i, unreadable);
      list_.push_back(text.empty() ? 0 : codes_.Code(text));
    }
    if (codes_.size() - size_before_ > std::max(kFewTexts, list_.size() / 2)) BecomeRaw();
  }

  Column Take(ChunkMemory* memory) override {
    if (raw_) return texts_.Take(memory);
    Column column;
    const std::shared_ptr<const columns::Dictionary> dictionary = codes_.Snapshot();
    column.dictionary = dictionary.get();
    memory->Share(dictionary);
    if (codes_.size() <= std::numeric_limits<uint8_t>::max()) {
      column.physical = Physical::kCode8;
      column.data = memory->Keep(std::vector<uint8_t>(list_.begin(), list_.end()));
      list_.clear();
    } else if (codes_.size() <= std::numeric_limits<uint16_t>::max()) {
      column.physical = Physical::kCode16;
      column.data = memory->Keep(std::vector<uint16_t>(list_.begin(), list_.end()));
      list_.clear();
    } else {
      column.physical = Physical::kCode32;
      column.data = memory->Keep(std::exchange(list_, {}));
    }
    if (!WorthKeeping(codes_)) codes_.Clear();
    size_before_ = codes_.size();
    return column;
  }

  size_t text_bytes() const override { return raw_ ? texts_.bytes() : codes_.bytes(); }

 private:
  // Empty where missing.
  std::string_view TextOf(const Cell& cell, uint32_t i, std::vector<uint32_t>* unreadable) const {
    if (IsEmptyCell(cell) || (any_missing_ && missing_.Matches(cell, zone_))) return {};
    const std::optional<std::string_view> text = ReadText(cell);
    if (!text) unreadable->push_back(i);
    return text.value_or(std::string_view());
  }
  // For good: a column of e-mail addresses does not become one of countries later.
  void BecomeRaw() {
    for (uint32_t code : list_) texts_.Add(code == 0 ? std::string_view() : codes_.at(code - 1));
    list_ = {};
    codes_.Clear();
    raw_ = true;
  }

  MissingCells missing_;
  bool any_missing_;
  types::Zone zone_;
  bool raw_ = false;
  TextCodes codes_;
  size_t size_before_ = 0;  // of codes_ when the chunk began
  std::vector<uint32_t> list_;
  RawTexts texts_;
};

class TagsBuilder : public ColumnBuilder {
 public:
  TagsBuilder(const std::vector<Literal>& missing, types::Zone zone)
      : missing_(missing), zone_(std::move(zone)) {}

  void Append(std::span<const Cell> cells, std::vector<uint32_t>* unreadable) override {
    for (uint32_t i = 0; i < cells.size(); ++i) {
      const Cell& cell = cells[i];
      if (!IsEmptyCell(cell) && (missing_.none() || !missing_.Matches(cell, zone_))) {
        tags_.clear();
        if (!ReadTags(cell, &tags_)) unreadable->push_back(i);
        for (std::string_view tag : tags_) list_.push_back(codes_.Code(tag));
      }
      offsets_.push_back(static_cast<uint32_t>(list_.size()));
    }
  }
  Column Take(ChunkMemory* memory) override {
    Column column;
    column.physical = Physical::kTagLists;
    column.data = memory->Keep(std::exchange(offsets_, {0}));
    column.tags = memory->Keep(std::exchange(list_, {}));
    const std::shared_ptr<const columns::Dictionary> dictionary = codes_.Snapshot();
    column.dictionary = dictionary.get();
    memory->Share(dictionary);
    if (!WorthKeeping(codes_)) codes_.Clear();
    return column;
  }
  size_t text_bytes() const override { return codes_.bytes() + list_.size() * sizeof(uint32_t); }

 private:
  MissingCells missing_;
  types::Zone zone_;
  TextCodes codes_;
  std::vector<std::string_view> tags_;
  std::vector<uint32_t> offsets_{0};
  std::vector<uint32_t> list_;
};

}  // namespace

Column RawTexts::Take(ChunkMemory* memory) {
  Column column;
  column.physical = Physical::kRawText;
  column.data = memory->Keep(std::exchange(offsets_, {0}));
  column.bytes = memory->Keep(std::exchange(bytes_, {}));
  return column;
}

std::unique_ptr<ColumnBuilder> MakeColumnBuilder(ValueType type,
                                                 const std::vector<Literal>& missing,
                                                 const types::Zone& zone) {
  switch (type) {
    case ValueType::kText:
      return std::make_unique<TextBuilder>(missing, zone);
    case ValueType::kNumber:
      return MakeScalar<double, Physical::kF64>(
          missing, zone, std::numeric_limits<double>::quiet_NaN(),
          [](const Cell& cell, const types::Zone&) { return ReadNumber(cell); });
    case ValueType::kYesNo:
      return MakeScalar<uint8_t, Physical::kYesNo8>(
          missing, zone, 2, [](const Cell& cell, const types::Zone&) { return ReadYesNo(cell); });
    case ValueType::kDate:
      return MakeScalar<int32_t, Physical::kDate32>(missing, zone, types::kMissingDate, ReadDate);
    case ValueType::kTime:
      return MakeScalar<int64_t, Physical::kTime64>(missing, zone, types::kMissingTime, ReadTime);
    case ValueType::kTags:
      return std::make_unique<TagsBuilder>(missing, zone);
  }
  return nullptr;
}

}  // namespace ripe::io
