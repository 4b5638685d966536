// See issues.h.
#include "runtime/io/issues.h"

#include <algorithm>
#include <utility>

namespace ripe::io {

std::string ExampleOf(const Cell& cell) {
  constexpr size_t kMost = 100;
  std::string text(cell.text().substr(0, kMost));
  if (cell.size > kMost) {
    while (!text.empty() && (static_cast<uint8_t>(cell.data[text.size()]) & 0xC0) == 0x80)
      text.pop_back();
    text += "…";
  }
  if (cell.kind == CellKind::kArray) std::replace(text.begin(), text.end(), kTagEnd, ';');
  return text;
}

void BlockIssues::Reject(uint32_t row, int w, RejectReason reason, std::string detail) {
  issues_.push_back({row, w, true, reason, std::move(detail), {}, 0});
}

void BlockIssues::Unreadable(uint32_t row, int w, std::string column, std::string type,
                             uint64_t count) {
  issues_.push_back(
      {row, w, false, RejectReason::kMissingId, std::move(column), std::move(type), count});
}

Status BlockIssues::Flush(RowSource* rows, const std::string& file, RowCounts* counts,
                          Report* report) {
  std::vector<Issue> issues = std::exchange(issues_, {});
  const std::vector<BadRow>& bad = rows->bad_rows();
  counts->rows += rows->rows() + bad.size();
  std::stable_sort(issues.begin(), issues.end(),
                   [](const Issue& a, const Issue& b) { return a.row < b.row; });
  auto next_bad = bad.begin();
  const auto add_bad_before = [&](uint64_t row) {
    for (; next_bad != bad.end() && next_bad->before <= row; ++next_bad) {
      ++counts->rejected;
      RIPE_RETURN_IF_ERROR(report->AddReject({file, next_bad->line, next_bad->column,
                                              next_bad->reason, next_bad->detail, next_bad->text}));
    }
    return Status();
  };
  for (Issue& issue : issues) {
    RIPE_RETURN_IF_ERROR(add_bad_before(issue.row));
    const RowSource::Place place = rows->Locate(issue.row, issue.w);
    if (issue.reject) {
      ++counts->rejected;
      RIPE_RETURN_IF_ERROR(
          report->AddReject({file, place.line, place.column, issue.reason, std::move(issue.detail),
                             std::string(rows->RowText(issue.row))}));
      continue;
    }
    Cell cell;
    rows->Cells(static_cast<size_t>(issue.w), {&issue.row, 1}, &cell);
    RIPE_RETURN_IF_ERROR(
        report->AddUnreadable({file, std::move(issue.detail), std::move(issue.type), issue.count,
                               place.line, place.column, ExampleOf(cell)}));
  }
  return add_bad_before(UINT64_MAX);
}

}  // namespace ripe::io
