// See arrow_rows.h.
#include "runtime/io/arrow_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>
#include <utility>

#include "compiler/types/calendar.h"
#include "runtime/io/arrow_values.h"
#include "runtime/io/cells.h"
#include "runtime/io/issues.h"
#include "runtime/io/writer.h"

namespace ripe::io {
namespace {

constexpr size_t kArenaBlock = size_t{1} << 16;

Cell Make(std::string_view text, CellKind kind) {
  return {text.data(), static_cast<uint32_t>(text.size()), kind};
}

Cell OfDouble(double value, TextArena* arena) {
  if (std::isnan(value)) return {};
  if (std::isinf(value)) return Make(value > 0 ? "inf" : "-inf", CellKind::kUnreadable);
  std::array<char, 32> text;
  const auto end = fmt::format_to(text.data(), "{}", value);
  return Make(arena->Keep({text.data(), static_cast<size_t>(end - text.data())}),
              CellKind::kNumber);
}

template <class T>
Cell OfInteger(T value, TextArena* arena) {
  const fmt::format_int text(value);
  return Make(arena->Keep({text.data(), text.size()}), CellKind::kNumber);
}

// A date or time beyond the years 1 to 9999.
Cell OutOfRange(int64_t value, TextArena* arena) {
  const fmt::format_int text(value);
  return Make(arena->Keep({text.data(), text.size()}), CellKind::kUnreadable);
}

Cell OfDate(int64_t days, TextArena* arena) {
  if (days < types::kMinDate || days > types::kMaxDate) return OutOfRange(days, arena);
  return Make(arena->Keep(types::FormatDate(static_cast<int32_t>(days))), CellKind::kText);
}

Cell OfTimestamp(const ArrowType& type, int64_t value, TextArena* arena) {
  const std::optional<int64_t> micros = ToMicros(value, type.per_second);
  if (!micros) return OutOfRange(value, arena);
  std::string text = types::FormatInstant(*micros, types::Zone::Utc());
  if (!type.zoned && text.ends_with('Z')) text.pop_back();
  return Make(arena->Keep(text), CellKind::kText);
}

Cell OfTimeOfDay(const ArrowType& type, int64_t value, TextArena* arena) {
  const std::optional<int64_t> micros = ToMicros(value, type.per_second);
  if (!micros || *micros < 0 || *micros >= types::kMicrosPerDay) return OutOfRange(value, arena);
  const std::string text = types::FormatInstant(*micros, types::Zone::Utc());
  // 1970-01-01T09:00:00Z
  return Make(arena->Keep(std::string_view(text).substr(11, text.size() - 12)), CellKind::kText);
}

Cell OfUuid(const unsigned char* bytes, TextArena* arena) {
  std::string text;
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    fmt::format_to(std::back_inserter(text), "{:02x}", bytes[i]);
  }
  return Make(arena->Keep(text), CellKind::kText);
}

// The items as ReadTags wants them: each that has a text, and kTagEnd behind it.
Cell OfList(const ArrowView& items, TextArena* arena) {
  std::string tags;
  for (int64_t i = 0; i < items.rows(); ++i) {
    const Cell item = CellOf(items, i, arena);
    if (item.kind == CellKind::kMissing) continue;
    const std::optional<std::string_view> text = ReadText(item);
    if (!text) return Make(item.text(), CellKind::kUnreadable);
    tags += *text;
    tags += kTagEnd;
  }
  return Make(arena->Keep(tags), CellKind::kArray);
}

}  // namespace

std::string_view TextArena::Keep(std::string_view text) {
  if (text.size() > room_ - used_) {
    room_ = std::max(kArenaBlock, text.size());
    used_ = 0;
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(room_));
  }
  if (blocks_.empty()) return {};
  char* kept = blocks_.back().get() + used_;
  if (!text.empty()) std::memcpy(kept, text.data(), text.size());
  used_ += text.size();
  return {kept, text.size()};
}

void TextArena::Clear() {
  blocks_.clear();
  used_ = room_ = 0;
}

Cell CellOf(const ArrowView& view, int64_t row, TextArena* arena) {
  if (!view.has(row)) return {};
  const ArrowType& type = view.type();
  switch (type.kind) {
    case ArrowKind::kNull:
      return {};
    case ArrowKind::kBool:
      return ArrowView::Bit(view.bits(), view.base() + row) ? Make("true", CellKind::kTrue)
                                                            : Make("false", CellKind::kFalse);
    case ArrowKind::kInt8:
    case ArrowKind::kUint8:
    case ArrowKind::kInt16:
    case ArrowKind::kUint16:
    case ArrowKind::kInt32:
    case ArrowKind::kUint32:
    case ArrowKind::kInt64:
    case ArrowKind::kUint64:
      return WithInteger(type.kind, [&](auto t) {
        using T = decltype(t);
        // fmt knows no integer narrower than int.
        using Wide = std::conditional_t<(sizeof(T) < sizeof(int)), int, T>;
        return OfInteger(static_cast<Wide>(view.values<T>()[row]), arena);
      });
    case ArrowKind::kFloat16:
      return OfDouble(HalfToDouble(view.values<uint16_t>()[row]), arena);
    case ArrowKind::kFloat32:
      return OfDouble(static_cast<double>(view.values<float>()[row]), arena);
    case ArrowKind::kFloat64:
      return OfDouble(view.values<double>()[row], arena);
    case ArrowKind::kDecimal:
      return Make(arena->Keep(DecimalText(reinterpret_cast<const unsigned char*>(view.bits()) +
                                              (view.base() + row) * type.width,
                                          type.width, type.scale)),
                  CellKind::kNumber);
    case ArrowKind::kText:
    case ArrowKind::kLargeText:
    case ArrowKind::kTextView:
    case ArrowKind::kFixedText:
      return Make(view.text(row), CellKind::kText);
    case ArrowKind::kUuid:
      return OfUuid(view.bits() + (view.base() + row) * 16, arena);
    case ArrowKind::kDate32:
      return OfDate(view.values<int32_t>()[row], arena);
    case ArrowKind::kDate64:
      return OfDate(FloorDiv(view.values<int64_t>()[row], 86'400'000), arena);
    case ArrowKind::kTimeOfDay:
      return OfTimeOfDay(
          type, type.width == 4 ? view.values<int32_t>()[row] : view.values<int64_t>()[row], arena);
    case ArrowKind::kTimestamp:
      return OfTimestamp(type, view.values<int64_t>()[row], arena);
    case ArrowKind::kList:
    case ArrowKind::kLargeList:
    case ArrowKind::kFixedList:
      return OfList(view.items(row), arena);
    case ArrowKind::kDictionary: {
      const ArrowView values = view.dictionary();
      const int64_t index = view.index(row);
      if (index < 0 || index >= values.rows()) return {};
      return CellOf(values, index, arena);
    }
    case ArrowKind::kOther:
      return Make(type.name, CellKind::kUnreadable);
  }
  return {};
}

Result<bool> ArrowRows::NextBatch() {
  if (batch_) first_row_ += static_cast<uint64_t>(batch_->rows);
  arena_.Clear();
  Result<std::shared_ptr<const ArrowBatch>> next = batches_->Next();
  if (!next.ok()) return next.status();
  batch_ = std::move(*next);
  return batch_ != nullptr;
}

std::unique_ptr<ArrowRows> ArrowRows::Here() const {
  auto here = std::make_unique<ArrowRows>(nullptr, wanted_);
  here->batch_ = batch_;
  here->first_row_ = first_row_;
  return here;
}

void ArrowRows::Cells(size_t w, std::span<const uint32_t> rows, Cell* out) {
  const ArrowView& view = column(w);
  for (size_t i = 0; i < rows.size(); ++i) out[i] = CellOf(view, rows[i], &arena_);
}

std::string ArrowRows::RowText(uint32_t row) {
  std::string out;
  for (size_t w = 0; w < wanted_.size(); ++w) {
    if (w > 0) out += ',';
    std::string text(CellAt(w, row).text());
    std::replace(text.begin(), text.end(), kTagEnd, ';');
    AppendCsvText(text, ',', false, &out);
  }
  return out;
}

void ArrowIssues::Unreadable(size_t w, const std::string& column, ValueType type,
                             std::vector<uint32_t> rows) {
  if (!rows.empty()) unreadable_.push_back({w, column, type, std::move(rows)});
}

Status ArrowIssues::Flush(ArrowRows* rows, const std::string& file, RowCounts* counts,
                          Report* report, const UnreadableSink* cells_to) {
  counts->rows += static_cast<uint64_t>(rows->batch()->rows);
  std::vector<RejectedRow> rejects = std::exchange(rejects_, {});
  std::vector<UnreadableRows> unreadable = std::exchange(unreadable_, {});
  std::stable_sort(rejects.begin(), rejects.end(),
                   [](const RejectedRow& a, const RejectedRow& b) { return a.row < b.row; });
  if (cells_to != nullptr) {  // a column for each cell
    std::vector<UnreadableRows> single;
    for (const UnreadableRows& column : unreadable) {
      for (const uint32_t row : column.rows)
        single.push_back({column.w, column.column, column.type, {row}});
    }
    unreadable = std::move(single);
  }
  std::stable_sort(unreadable.begin(), unreadable.end(),
                   [](const UnreadableRows& a, const UnreadableRows& b) {
                     return a.rows.front() < b.rows.front();
                   });
  auto next = unreadable.begin();
  const auto add_cells_before = [&](uint64_t row) {
    for (; next != unreadable.end() && next->rows.front() < row; ++next) {
      const uint32_t first = next->rows.front();
      const UnreadableCells cells{file,
                                  next->column,
                                  std::string(types::TypeName(next->type)),
                                  next->rows.size(),
                                  rows->RowOf(first),
                                  rows->ColumnOf(next->w),
                                  ExampleOf(rows->CellAt(next->w, first))};
      RIPE_RETURN_IF_ERROR(cells_to != nullptr ? (*cells_to)(first, cells)
                                               : report->AddUnreadable(cells));
    }
    return Status();
  };
  for (RejectedRow& reject : rejects) {
    RIPE_RETURN_IF_ERROR(add_cells_before(reject.row));
    ++counts->rejected;
    RIPE_RETURN_IF_ERROR(
        report->AddReject({file, rows->RowOf(reject.row), rows->ColumnOf(reject.w), reject.reason,
                           std::move(reject.detail), rows->RowText(reject.row)}));
  }
  return add_cells_before(UINT64_MAX);
}

const std::vector<uint32_t>& ArrowDistinct::FirstRows(
    const std::shared_ptr<const ArrowBatch>& batch, size_t w) {
  const ArrowView& view = batch->columns[w];
  rows_.clear();
  if (view.type().kind != ArrowKind::kDictionary) {
    rows_.resize(static_cast<size_t>(batch->rows));
    std::iota(rows_.begin(), rows_.end(), 0u);
    return rows_;
  }
  const auto values = static_cast<size_t>(view.dictionary().rows());
  if (last_ == nullptr || view.dictionary_key() != key_ || values != seen_.size()) {
    seen_.assign(values, false);
    key_ = view.dictionary_key();
  }
  last_ = batch;
  for (int64_t row = 0; row < batch->rows; ++row) {
    if (!view.has(row)) continue;
    const int64_t index = view.index(row);
    if (index < 0 || static_cast<size_t>(index) >= values || seen_[static_cast<size_t>(index)])
      continue;
    seen_[static_cast<size_t>(index)] = true;
    rows_.push_back(static_cast<uint32_t>(row));
  }
  return rows_;
}

}  // namespace ripe::io
