// See arrow_texts.h.
#include "runtime/io/arrow_texts.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>
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
  // A column over the running dictionary, in the type that its codes had last.
  Column CodedAs(ChunkMemory* memory) {
    Column column;
    const std::shared_ptr<const columns::Dictionary> dictionary = codes_.Snapshot();
    column.dictionary = dictionary.get();
    memory->Share(dictionary);
    column.physical = physical_;
    return column;
  }
  // Never narrower than before, so that layouts settle.
  void Widen() {
    if (codes_.size() > std::numeric_limits<uint16_t>::max()) {
      physical_ = Physical::kCode32;
    } else if (codes_.size() > std::numeric_limits<uint8_t>::max() &&
               physical_ == Physical::kCode8) {
      physical_ = Physical::kCode16;
    }
  }
  Column Coded(const std::vector<uint32_t>& codes, ChunkMemory* memory) {
    Widen();
    Column column = CodedAs(memory);
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
    const std::vector<uint32_t>& list = RowsOf(*rows->batch(), chosen, &all_);
    const auto count = static_cast<size_t>(rows->batch()->rows);
    WithInteger(view.type().index, [&](auto t) {
      const auto* indices = view.values<decltype(t)>();
      if (view.validity() == nullptr)
        return Learn(view, list, indices, [](size_t) { return true; });
      Learn(view, list, indices, [&](size_t row) { return view.has(static_cast<int64_t>(row)); });
    });
    Widen();
    const std::span<const uint32_t> some(list.data(), chosen.all ? count : list.size());
    return WithInteger(view.type().index, [&](auto t) {
      using Index = decltype(t);
      if (physical_ == Physical::kCode8) return Map<Index, uint8_t>(view, some, chosen.all, memory);
      if (physical_ == Physical::kCode16)
        return Map<Index, uint16_t>(view, some, chosen.all, memory);
      return Map<Index, uint32_t>(view, some, chosen.all, memory);
    });
  }

 private:
  // Gives the values codes in the order in which rows first have them; most dictionaries are over
  // after a few rows.
  template <class Index, class Has>
  void Learn(const ArrowView& view, const std::vector<uint32_t>& list, const Index* indices,
             Has has) {
    const ArrowView values = view.dictionary();
    auto unknown = std::count(map_.data(), map_.data() + map_.size(), kUnknown);
    const auto count = static_cast<size_t>(view.rows());
    for (size_t i = 0; i < std::min(list.size(), count) && unknown > 0; ++i) {
      const uint32_t row = list[i];
      const auto index = static_cast<size_t>(indices[row]);
      // What stands where there is no value may be anything.
      if (!has(row) || index >= map_.size() || map_[index] != kUnknown) continue;
      const auto at = static_cast<int64_t>(index);
      const std::string_view text = values.has(at) ? TextOf(values.text(at)) : "";
      map_[index] = text.empty() ? 0 : codes_.Code(text);
      --unknown;
    }
  }

  template <class Index, class Code>
  Column Map(const ArrowView& view, std::span<const uint32_t> list, bool all, ChunkMemory* memory) {
    const Index* indices = view.values<Index>();
    const uint32_t* map = map_.data();
    const size_t size = map_.size();
    std::vector<Code> codes(list.size());
    const auto map_all = [&](auto row_of, auto has) {
      for (size_t i = 0; i < codes.size(); ++i) {
        const size_t row = row_of(i);
        const auto index = static_cast<size_t>(indices[row]);
        codes[i] = static_cast<Code>(has(row) && index < size ? map[index] : 0);
      }
    };
    const auto same = [](size_t i) { return i; };
    const uint8_t* bits = view.validity();
    const auto base = static_cast<size_t>(view.base());
    const auto has = [&](size_t row) {
      return bits == nullptr || ArrowView::Bit(bits, static_cast<int64_t>(base + row));
    };
    if (!all) {
      map_all([&](size_t i) { return size_t{list[i]}; }, has);
    } else if (bits == nullptr) {
      map_all(same, [](size_t) { return true; });
    } else {
      map_all(same, has);
    }
    Column column = CodedAs(memory);
    column.data = memory->Keep(std::move(codes));
    return column;
  }

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
