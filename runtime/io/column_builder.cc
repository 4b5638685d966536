// See column_builder.h. One small pair of classes per type of value.
#include "runtime/io/column_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "runtime/io/cells.h"
#include "runtime/io/text_codes.h"

namespace ripe::io {
namespace {

using columns::Column;
using columns::Dictionary;
using columns::Physical;

// A dictionary that holds more texts than this is not worth carrying from chunk to chunk.
constexpr size_t kMaxRunningTexts = 32'768;
constexpr size_t kMaxRunningBytes = size_t{4} << 20;
// Fewer distinct texts than this are always worth codes.
constexpr size_t kFewTexts = 1'024;
// How many rows are looked at together to find that a column has too many texts.
constexpr size_t kLookRows = 65'536;

// Room for `more`, at least doubling: a block comes in many pieces.
template <class T>
void MakeRoom(size_t more, std::vector<T>* values) {
  if (values->size() + more > values->capacity())
    values->reserve(std::max(values->size() + more, values->capacity() * 2));
}

template <class T, Physical kPhysical>
class ScalarValues : public ColumnValues {
 public:
  explicit ScalarValues(std::vector<T>&& values) : values_(std::move(values)) {}
  void Drop(std::span<const uint8_t> dropped) override { DropMarked(dropped, &values_); }
  Column Finish(ChunkMemory* memory) override {
    Column column;
    column.physical = kPhysical;
    column.data = memory->Keep(std::move(values_));
    return column;
  }

 private:
  std::vector<T> values_;
};

// Numbers, yesnos, dates and times: `Read` gives an optional value, `kNone` stands for missing.
template <class T, Physical kPhysical, class Read>
class ScalarBuilder : public BlockBuilder {
 public:
  ScalarBuilder(const std::vector<Literal>& missing, types::Zone zone, T none, Read read)
      : missing_(missing),
        any_missing_(!missing_.none()),
        zone_(std::move(zone)),
        none_(none),
        read_(std::move(read)) {}

  void Append(std::span<const Cell> cells, std::vector<uint32_t>* unreadable) override {
    const size_t before = values_.size();
    MakeRoom(cells.size(), &values_);
    values_.resize(before + cells.size());
    T* out = values_.data() + before;
    for (uint32_t i = 0; i < cells.size(); ++i) {
      const Cell& cell = cells[i];
      if (IsEmptyCell(cell) || (any_missing_ && missing_.Matches(cell, zone_))) {
        out[i] = none_;
        continue;
      }
      const auto value = read_(cell, zone_);
      if (!value) unreadable->push_back(i);
      out[i] = value ? static_cast<T>(*value) : none_;
    }
  }
  std::unique_ptr<ColumnValues> Take() override {
    // The next block needs about as much room.
    const size_t size = values_.size();
    auto taken =
        std::make_unique<ScalarValues<T, kPhysical>>(std::exchange(values_, std::vector<T>()));
    values_.reserve(size + size / 16);
    return taken;
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
std::unique_ptr<BlockBuilder> MakeScalar(const std::vector<Literal>& missing,
                                         const types::Zone& zone, T none, Read read) {
  return std::make_unique<ScalarBuilder<T, kPhysical, Read>>(missing, zone, none, std::move(read));
}

template <class T>
const void* Narrow(const std::vector<uint32_t>& list, const std::vector<uint32_t>& codes,
                   ChunkMemory* memory) {
  std::vector<T> narrow(list.size());
  for (size_t i = 0; i < list.size(); ++i)
    narrow[i] = list[i] == 0 ? T{0} : static_cast<T>(codes[list[i] - 1]);
  return memory->Keep(std::move(narrow));
}

// Texts of a block as codes of its own dictionary, or raw.
class TextValues : public ColumnValues {
 public:
  TextValues(TextColumn* column, std::vector<uint32_t>&& list, Dictionary&& texts)
      : column_(column), list_(std::move(list)), own_(std::move(texts)) {}
  TextValues(TextColumn* column, RawTexts&& texts)
      : column_(column), raw_(true), texts_(std::move(texts)) {}

  void Merge() override {
    if (raw_) column_->BecomeRaw();
    if (column_->raw() || !column_->Merge(own_, list_.size(), &codes_, &dictionary_)) {
      if (!raw_) stay_raw_ = true;
      return;
    }
    physical_ = column_->CodesFor(dictionary_->size());
  }
  void Drop(std::span<const uint8_t> dropped) override {
    if (raw_) {
      texts_.Drop(dropped);
    } else {
      DropMarked(dropped, &list_);
    }
  }
  Column Finish(ChunkMemory* memory) override {
    if (stay_raw_) {
      for (const uint32_t code : list_)
        texts_.Add(code == 0 ? std::string_view() : own_.at(code - 1));
    }
    if (raw_ || stay_raw_) return texts_.Take(memory);
    Column column;
    column.physical = physical_;
    column.dictionary = dictionary_.get();
    memory->Share(dictionary_);
    column.data = physical_ == Physical::kCode8    ? Narrow<uint8_t>(list_, codes_, memory)
                  : physical_ == Physical::kCode16 ? Narrow<uint16_t>(list_, codes_, memory)
                                                   : Narrow<uint32_t>(list_, codes_, memory);
    return column;
  }

 private:
  TextColumn* column_;
  std::vector<uint32_t> list_;  // codes of own_, 0: missing
  Dictionary own_;
  bool raw_ = false, stay_raw_ = false;
  RawTexts texts_;
  std::vector<uint32_t> codes_;  // of own_'s texts in dictionary_
  std::shared_ptr<const Dictionary> dictionary_;
  Physical physical_ = Physical::kCode8;
};

// Texts: codes while the distinct ones are few beside the rows, else raw bytes.
class TextBuilder : public BlockBuilder {
 public:
  TextBuilder(TextColumn* column, const std::vector<Literal>& missing, types::Zone zone)
      : column_(column),
        missing_(missing),
        any_missing_(!missing_.none()),
        zone_(std::move(zone)),
        raw_(column->raw()) {}

  void Append(std::span<const Cell> cells, std::vector<uint32_t>* unreadable) override {
    if (list_.empty() && texts_.size() == 0) raw_ = column_->raw();
    if (raw_) {
      for (uint32_t i = 0; i < cells.size(); ++i) texts_.Add(TextOf(cells[i], i, unreadable));
      return;
    }
    MakeRoom(cells.size(), &list_);
    for (uint32_t i = 0; i < cells.size(); ++i) {
      const std::string_view text = TextOf(cells[i], i, unreadable);
      list_.push_back(text.empty() ? 0 : codes_.Code(text));
    }
    // A column of e-mail addresses, not one of countries.
    if (codes_.size() > std::max(kFewTexts, list_.size() / 8 * 7)) BecomeRaw();
  }

  std::unique_ptr<ColumnValues> Take() override {
    if (raw_) {
      return std::make_unique<TextValues>(column_, std::exchange(texts_, RawTexts()));
    }
    auto taken = std::make_unique<TextValues>(
        column_, std::exchange(list_, std::vector<uint32_t>()), codes_.TakeDictionary());
    return taken;
  }

 private:
  // Empty where missing.
  std::string_view TextOf(const Cell& cell, uint32_t i, std::vector<uint32_t>* unreadable) const {
    if (IsEmptyCell(cell) || (any_missing_ && missing_.Matches(cell, zone_))) return {};
    const std::optional<std::string_view> text = ReadText(cell);
    if (!text) unreadable->push_back(i);
    return text.value_or(std::string_view());
  }
  void BecomeRaw() {
    for (uint32_t code : list_) texts_.Add(code == 0 ? std::string_view() : codes_.at(code - 1));
    list_.clear();
    codes_.Clear();
    raw_ = true;
  }

  TextColumn* column_;
  MissingCells missing_;
  bool any_missing_;
  types::Zone zone_;
  bool raw_;
  TextCodes codes_;  // of the block
  std::vector<uint32_t> list_;
  RawTexts texts_;
};

class TagsValues : public ColumnValues {
 public:
  TagsValues(TextColumn* column, std::vector<uint32_t>&& offsets, std::vector<uint32_t>&& list,
             Dictionary&& texts)
      : column_(column),
        offsets_(std::move(offsets)),
        list_(std::move(list)),
        own_(std::move(texts)) {}

  void Merge() override { (void)column_->Merge(own_, SIZE_MAX, &codes_, &dictionary_); }
  void Drop(std::span<const uint8_t> dropped) override {
    std::vector<uint32_t> offsets{0}, list;
    for (size_t row = 0; row + 1 < offsets_.size(); ++row) {
      if (dropped[row] != 0) continue;
      list.insert(list.end(), list_.begin() + offsets_[row], list_.begin() + offsets_[row + 1]);
      offsets.push_back(static_cast<uint32_t>(list.size()));
    }
    offsets_ = std::move(offsets);
    list_ = std::move(list);
  }
  Column Finish(ChunkMemory* memory) override {
    for (uint32_t& code : list_) code = codes_[code - 1];
    Column column;
    column.physical = Physical::kTagLists;
    column.data = memory->Keep(std::move(offsets_));
    column.tags = memory->Keep(std::move(list_));
    column.dictionary = dictionary_.get();
    memory->Share(dictionary_);
    return column;
  }

 private:
  TextColumn* column_;
  std::vector<uint32_t> offsets_, list_;
  Dictionary own_;
  std::vector<uint32_t> codes_;
  std::shared_ptr<const Dictionary> dictionary_;
};

class TagsBuilder : public BlockBuilder {
 public:
  TagsBuilder(TextColumn* column, const std::vector<Literal>& missing, types::Zone zone)
      : column_(column), missing_(missing), zone_(std::move(zone)) {}

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
  std::unique_ptr<ColumnValues> Take() override {
    return std::make_unique<TagsValues>(column_, std::exchange(offsets_, {0}),
                                        std::exchange(list_, std::vector<uint32_t>()),
                                        codes_.TakeDictionary());
  }

 private:
  TextColumn* column_;
  MissingCells missing_;
  types::Zone zone_;
  TextCodes codes_;  // of the block
  std::vector<std::string_view> tags_;
  std::vector<uint32_t> offsets_{0};
  std::vector<uint32_t> list_;
};

}  // namespace

// ---- what blocks share
// -----------------------------------------------------------------------------------------

bool TextColumn::Merge(const Dictionary& texts, size_t rows, std::vector<uint32_t>* codes,
                       std::shared_ptr<const Dictionary>* dictionary) {
  if (codes_.size() > kMaxRunningTexts || codes_.bytes() > kMaxRunningBytes) codes_.Clear();
  const size_t before = codes_.size();
  codes->resize(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) (*codes)[i] = codes_.Code(texts.at(i));
  if (rows != SIZE_MAX) {
    rows_ += rows;
    fresh_ += codes_.size() - before;
    if (fresh_ > std::max(kFewTexts, std::max(rows_, kLookRows) / 2)) {
      BecomeRaw();
      codes_.Clear();
      return false;
    }
    if (rows_ >= kLookRows) rows_ = fresh_ = 0;
  }
  *dictionary = codes_.Snapshot();
  return true;
}

Physical TextColumn::CodesFor(size_t values) {
  if (values > std::numeric_limits<uint16_t>::max()) {
    physical_ = Physical::kCode32;
  } else if (values > std::numeric_limits<uint8_t>::max() && physical_ == Physical::kCode8) {
    physical_ = Physical::kCode16;
  }
  return physical_;
}

void RawTexts::Drop(std::span<const uint8_t> dropped) {
  RawTexts kept;
  for (size_t i = 0; i < size(); ++i) {
    if (dropped[i] == 0) kept.Add(at(i));
  }
  *this = std::move(kept);
}

Column RawTexts::Take(ChunkMemory* memory) {
  Column column;
  column.physical = Physical::kRawText;
  column.data = memory->Keep(std::exchange(offsets_, {0}));
  column.bytes = memory->Keep(std::exchange(bytes_, {}));
  return column;
}

std::unique_ptr<BlockBuilder> ColumnMaker::NewBuilder() {
  switch (type_) {
    case ValueType::kText:
      return std::make_unique<TextBuilder>(&texts_, missing_, zone_);
    case ValueType::kNumber:
      return MakeScalar<double, Physical::kF64>(
          missing_, zone_, std::numeric_limits<double>::quiet_NaN(),
          [](const Cell& cell, const types::Zone&) { return ReadNumber(cell); });
    case ValueType::kYesNo:
      return MakeScalar<uint8_t, Physical::kYesNo8>(
          missing_, zone_, 2, [](const Cell& cell, const types::Zone&) { return ReadYesNo(cell); });
    case ValueType::kDate:
      return MakeScalar<int32_t, Physical::kDate32>(missing_, zone_, types::kMissingDate, ReadDate);
    case ValueType::kTime:
      return MakeScalar<int64_t, Physical::kTime64>(missing_, zone_, types::kMissingTime, ReadTime);
    case ValueType::kTags:
      return std::make_unique<TagsBuilder>(&texts_, missing_, zone_);
  }
  return nullptr;
}

}  // namespace ripe::io
