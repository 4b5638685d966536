// See issues.h.
#include "runtime/io/issues.h"

#include <algorithm>
#include <utility>

#include "compiler/source/unicode.h"

namespace ripe::io {

std::string ExampleOf(const Cell& cell) {
  constexpr size_t kMost = 100;
  std::string text(cell.text().substr(0, kMost));
  if (cell.size > kMost) {
    while (!text.empty() && source::IsContinuation(cell.data[text.size()])) text.pop_back();
    text += "…";
  }
  if (cell.kind == CellKind::kArray) std::replace(text.begin(), text.end(), kTagEnd, ';');
  return text;
}

void BlockIssues::Reject(uint32_t row, const BadRow& bad) {
  issues_.push_back(
      {row, Issue::Kind::kBadRow, bad.reason, 0, bad.at, bad.begin, bad.end, bad.detail});
}

void BlockIssues::Reject(uint32_t row, const RowSource& rows, uint32_t piece_row, size_t w,
                         RejectReason reason, std::string detail) {
  const RowSource::Extent extent = rows.RowExtent(piece_row);
  issues_.push_back({row, Issue::Kind::kReject, reason, 0, rows.CellBegin(piece_row, w),
                     extent.begin, extent.end, std::move(detail)});
}

void BlockIssues::Unreadable(uint32_t row, const RowSource& rows, uint32_t piece_row, size_t w,
                             const Cell& cell) {
  issues_.push_back({row, Issue::Kind::kUnreadable, RejectReason::kMissingId,
                     static_cast<uint32_t>(w), rows.CellBegin(piece_row, w), 0, 0,
                     ExampleOf(cell)});
}

Status BlockIssues::Flush(const std::string& file, Places places, const TextBlock& block,
                          size_t limit, std::span<const ColumnWords> columns,
                          std::span<const uint8_t> dropped, RowCounts* counts, Report* report,
                          const UnreadableSink* cells_to) {
  std::vector<Issue> issues = std::exchange(issues_, {});
  // A bad row stands before the good row of its number.
  std::stable_sort(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) {
    return a.row != b.row ? a.row < b.row
                          : a.kind == Issue::Kind::kBadRow && b.kind != Issue::Kind::kBadRow;
  });
  std::vector<UnreadableCells> cells(columns.size());
  std::vector<size_t> order;  // of the columns, by their first cell
  for (Issue& issue : issues) {
    // Only what lies behind an invalid byte is left out: an issue at the very end of the text
    // stands.
    if (issue.at > limit) continue;
    if (issue.kind != Issue::Kind::kUnreadable) {
      const Places::Place place = places.At(issue.at);
      ++counts->rejected;
      RIPE_RETURN_IF_ERROR(report->AddReject(
          {file, place.line, place.column, issue.reason, std::move(issue.words),
           std::string(block.text().substr(issue.begin, issue.end - issue.begin))}));
      continue;
    }
    if (!dropped.empty() && dropped[issue.row] != 0) continue;
    if (cells_to != nullptr) {
      const Places::Place place = places.At(issue.at);
      const ColumnWords& words = columns[issue.column];
      RIPE_RETURN_IF_ERROR((*cells_to)(issue.row, {file, words.name, words.type, 1, place.line,
                                                   place.column, std::move(issue.words)}));
      continue;
    }
    UnreadableCells& column = cells[issue.column];
    if (column.count++ > 0) continue;
    const Places::Place place = places.At(issue.at);
    column.file = file;
    column.column = columns[issue.column].name;
    column.type = columns[issue.column].type;
    column.example_line = place.line;
    column.example_column = place.column;
    column.example = std::move(issue.words);
    if (report->strict()) RIPE_RETURN_IF_ERROR(report->AddUnreadable(column));
    order.push_back(issue.column);
  }
  for (const size_t column : order) RIPE_RETURN_IF_ERROR(report->AddUnreadable(cells[column]));
  return {};
}

}  // namespace ripe::io
