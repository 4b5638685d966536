// See arrow_texts.h.
#include "runtime/io/arrow_texts.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "runtime/io/cells.h"
#include "runtime/io/text_codes.h"

namespace ripe::io {
namespace {

using columns::Column;
using columns::Physical;

// As in column_builder.cc: more texts than these are not worth carrying from chunk to chunk, fewer
// distinct ones than those are always worth codes.
constexpr size_t kMaxRunningTexts = 32'768;
constexpr size_t kMaxRunningBytes = size_t{4} << 20;
constexpr size_t kFewTexts = 1'024;
constexpr uint32_t kUnknown = UINT32_MAX;

class ArrowTextColumn : public ArrowColumn {
 public:
  ArrowTextColumn(size_t w, const std::vector<Literal>& missing, types::Zone zone)
      : w_(w), missing_(missing), any_missing_(!missing_.none()), zone_(std::move(zone)) {}

 protected:
  // Empty where the cell stands for missing.
  std::string_view TextOf(std::string_view text) const {
    const Cell cell{text.data(), static_cast<uint32_t>(text.size()), CellKind::kText};
    if (IsEmptyCell(cell) || (any_missing_ && missing_.Matches(cell, zone_))) return {};
    return text;
  }
  // Codes in the narrowest type, over the running dictionary.
  Column Coded(const std::vector<uint32_t>& codes, ChunkMemory* memory) {
    Column column;
    const std::shared_ptr<const columns::Dictionary> dictionary = codes_.Snapshot();
    column.dictionary = dictionary.get();
    memory->Share(dictionary);
    // Never narrower than before, so that layouts settle.
    if (codes_.size() > std::numeric_limits<uint16_t>::max()) {
      physical_ = Physical::kCode32;
    } else if (codes_.size() > std::numeric_limits<uint8_t>::max() &&
               physical_ == Physical::kCode8) {
      physical_ = Physical::kCode16;
    }
    column.physical = physical_;
    if (physical_ == Physical::kCode8) {
      column.data = memory->Keep(std::vector<uint8_t>(codes.begin(), codes.end()));
    } else if (physical_ == Physical::kCode16) {
      column.data = memory->Keep(std::vector<uint16_t>(codes.begin(), codes.end()));
    } else {
      column.data = memory->Keep(std::vector<uint32_t>(codes));
    }
    return column;
  }
  bool WorthKeeping() const {
    return codes_.size() <= kMaxRunningTexts && codes_.bytes() <= kMaxRunningBytes;
  }
  static const std::vector<uint32_t>& RowsOf(const ArrowBatch& batch, const RowChoice& chosen,
                                             std::vector<uint32_t>* all) {
    if (!chosen.all) return chosen.rows;
    const size_t had = all->size();
    all->resize(static_cast<size_t>(batch.rows));
    if (all->size() > had) std::iota(all->begin(), all->end(), 0u);
    return *all;
  }

  size_t w_;
  MissingCells missing_;
  bool any_missing_;
  types::Zone zone_;
  TextCodes codes_;
  Physical physical_ = Physical::kCode8;
  std::vector<uint32_t> all_;   // 0, 1, 2, ...
  std::vector<uint32_t> list_;  // codes of the rows at hand
};

class DictionaryTexts : public ArrowTextColumn {
 public:
  using ArrowTextColumn::ArrowTextColumn;

  Column Take(ArrowRows* rows, const RowChoice& chosen, ChunkMemory* memory,
              std::vector<uint32_t>*) override {
    const ArrowView& view = rows->column(w_);
    if (!WorthKeeping()) {
      codes_.Clear();
      map_.Clear();
    }
    map_.Begin(rows->batch(), view, kUnknown);
    const ArrowView values = view.dictionary();
    const std::vector<uint32_t>& list = RowsOf(*rows->batch(), chosen, &all_);
    list_.resize(list.size());
    const auto code_of = [&](size_t index) {
      if (index >= map_.size()) return 0u;
      uint32_t& code = map_[index];
      if (code == kUnknown) {
        const auto row = static_cast<int64_t>(index);
        const std::string_view text = values.has(row) ? TextOf(values.text(row)) : "";
        code = text.empty() ? 0 : codes_.Code(text);
      }
      return code;
    };
    WithInteger(view.type().index, [&](auto t) {
      const auto* indices = view.values<decltype(t)>();
      if (view.validity() == nullptr) {
        for (size_t i = 0; i < list.size(); ++i)
          list_[i] = code_of(static_cast<size_t>(indices[list[i]]));
      } else {
        for (size_t i = 0; i < list.size(); ++i)
          list_[i] = view.has(list[i]) ? code_of(static_cast<size_t>(indices[list[i]])) : 0;
      }
    });
    return Coded(list_, memory);
  }

 private:
  DictionaryMap<uint32_t> map_;
};

class PlainTexts : public ArrowTextColumn {
 public:
  using ArrowTextColumn::ArrowTextColumn;

  Column Take(ArrowRows* rows, const RowChoice& chosen, ChunkMemory* memory,
              std::vector<uint32_t>*) override {
    const ArrowView& view = rows->column(w_);
    const std::vector<uint32_t>& list = RowsOf(*rows->batch(), chosen, &all_);
    if (!raw_) {
      if (!WorthKeeping()) codes_.Clear();
      const size_t before = codes_.size();
      const size_t most = std::max(kFewTexts, list.size() / 2);
      list_.clear();
      for (uint32_t row : list) {
        const std::string_view text = view.has(row) ? TextOf(view.text(row)) : "";
        list_.push_back(text.empty() ? 0 : codes_.Code(text));
        if (codes_.size() - before > most) break;
      }
      if (list_.size() == list.size()) return Coded(list_, memory);
      // For good: a column of e-mail addresses does not become one of countries later.
      raw_ = true;
      codes_.Clear();
      list_ = {};
    }
    if (chosen.all && view.type().kind == ArrowKind::kText && LieReady(view)) {
      Column column;
      column.physical = Physical::kRawText;
      column.data = view.offsets<int32_t>();
      column.bytes = view.bytes();
      return column;
    }
    RawTexts texts;
    for (uint32_t row : list) texts.Add(view.has(row) ? TextOf(view.text(row)) : "");
    return texts.Take(memory);
  }

 private:
  // Whether every missing text is empty where it lies.
  bool LieReady(const ArrowView& view) const {
    if (view.bytes() == nullptr) return false;
    const int32_t* offsets = view.offsets<int32_t>();
    for (int64_t row = 0; row < view.rows(); ++row) {
      if (offsets[row] == offsets[row + 1]) continue;
      if (!view.has(row) || TextOf(view.text(row)).empty()) return false;
    }
    return true;
  }

  bool raw_ = false;
};

}  // namespace

std::unique_ptr<ArrowColumn> MakeArrowTexts(const ArrowType& type, size_t w,
                                            const std::vector<Literal>& missing,
                                            const types::Zone& zone) {
  if (type.kind == ArrowKind::kDictionary && type.child->is_text())
    return std::make_unique<DictionaryTexts>(w, missing, zone);
  if (type.is_text()) return std::make_unique<PlainTexts>(w, missing, zone);
  return nullptr;
}

}  // namespace ripe::io
