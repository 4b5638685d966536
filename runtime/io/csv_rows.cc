// See csv_rows.h.
#include "runtime/io/csv_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace ripe::io {

CsvRows::CsvRows(std::string name, std::unique_ptr<ByteSource> text, char delimiter, bool validate,
                 size_t window)
    : name_(std::move(name)),
      window_(std::move(text), window),
      scanner_(delimiter),
      delimiter_(delimiter),
      validate_(validate) {}

Status CsvRows::Fill() {
  size_t used = started_ ? scanner_.consumed() : 0;
  while (true) {
    line_ += CountLines(std::string_view(window_.data(), used));
    RIPE_RETURN_IF_ERROR(window_.Advance(used));
    started_ = true;
    if (skip_line_) {
      const std::string_view text(window_.data(), window_.size());
      const size_t end = text.find('\n');
      used = end == std::string_view::npos ? text.size() : end + 1;
      skip_line_ = end == std::string_view::npos && !window_.at_end();
      if (used > 0) continue;
    }
    using End = CsvScanner::End;
    const End end = window_.at_end()                ? End::kOfInput
                    : window_.size() > kMaxRowBytes ? End::kOfLimit
                                                    : End::kMore;
    scanner_.Scan(window_.data(), window_.size(), end);
    if (scanner_.records() > 0 || window_.at_end()) break;
    used = 0;
  }
  next_record_ = 0;
  cursor_ = 0;
  cursor_line_ = line_;
  if (validate_)
    RIPE_RETURN_IF_ERROR(CheckUtf8(name_, {window_.data(), scanner_.consumed()}, line_));
  // A line without an end in the whole window: what follows in the file is still part of it.
  const auto& faults = scanner_.faults();
  skip_line_ = !window_.at_end() && !faults.empty() && faults.front().record == 0 &&
               scanner_.records() == 1 && scanner_.consumed() == window_.size() &&
               window_.data()[window_.size() - 1] != '\n';
  return {};
}

Result<std::vector<std::string>> CsvRows::ReadHeader() {
  RIPE_RETURN_IF_ERROR(Fill());
  size_t header = 0;
  while (header < scanner_.records() && IsBlank(header)) {
    if (++header < scanner_.records()) continue;
    RIPE_RETURN_IF_ERROR(Fill());
    header = 0;
  }
  if (scanner_.records() == 0) {
    return Status(
        StatusCode::kIo,
        fmt::format("{}: the file is empty; it needs a first row with the names of the columns.",
                    name_));
  }
  for (const CsvScanner::Fault& fault : scanner_.faults()) {
    if (fault.record != header) continue;
    const Place place = LocateOffset(fault.at);
    return Status(
        StatusCode::kIo,
        fmt::format("{}:{}:{}: {} in the row of column names.", name_, place.line, place.column,
                    fault.fault == CsvFault::kTextAfterQuote
                        ? "there is text after the closing quote"
                    : fault.fault == CsvFault::kOpenQuote ? "a quote is never closed"
                                                          : "there is no line end"));
  }
  const uint32_t first = scanner_.first_mark(header);
  columns_ = scanner_.last_mark(header) - first;
  std::vector<std::string> names;
  for (size_t i = 0; i < columns_; ++i) names.emplace_back(CellAt(first, i).text());
  next_record_ = header + 1;
  return names;
}

Result<bool> CsvRows::NextBlock() {
  if (next_record_ >= scanner_.records()) {
    if (window_.at_end() && scanner_.consumed() >= window_.size()) return false;
    RIPE_RETURN_IF_ERROR(Fill());
    if (scanner_.records() == 0) return false;
  }
  rows_.clear();
  records_.clear();
  bad_.clear();
  unquoted_.clear();
  auto fault = scanner_.faults().begin();
  const auto faults_end = scanner_.faults().end();
  for (; next_record_ < scanner_.records(); ++next_record_) {
    const size_t r = next_record_;
    while (fault != faults_end && fault->record < r) ++fault;
    const uint32_t first = scanner_.first_mark(r);
    const size_t cells = scanner_.last_mark(r) - first;
    if (fault != faults_end && fault->record == r) [[unlikely]] {
      switch (fault->fault) {
        case CsvFault::kOpenQuote:
          AddBad(r, RejectReason::kOpenQuote, fault->at, {});
          break;
        case CsvFault::kTextAfterQuote:
          AddBad(r, RejectReason::kTextAfterQuote, fault->at, {});
          break;
        case CsvFault::kTooLong:
          AddBad(r, RejectReason::kRowTooLong, fault->at, {});
          break;
      }
      continue;
    }
    if (cells == 1 && IsBlank(r)) continue;
    if (cells != columns_) [[unlikely]] {
      // The place: the first cell too many, or the end of a row that is too short.
      const size_t at = static_cast<uint32_t>(scanner_.mark(first + std::min(cells, columns_)) +
                                              (cells > columns_ ? 1 : 0));
      AddBad(r, RejectReason::kWrongCells, at,
             fmt::format("{} {}, the header {}", cells, cells == 1 ? "cell" : "cells", columns_));
      continue;
    }
    rows_.push_back(first);
    records_.push_back(static_cast<uint32_t>(r));
  }
  cursor_ = 0;
  cursor_line_ = line_;
  return true;
}

void CsvRows::AddBad(size_t record, RejectReason reason, size_t at, std::string detail) {
  const Place place = LocateOffset(at);
  bad_.push_back({static_cast<uint32_t>(rows_.size()), reason, place.line, place.column,
                  std::move(detail), std::string(RecordText(record))});
}

std::string_view CsvRows::RecordText(size_t record) const {
  const size_t begin = static_cast<uint32_t>(scanner_.mark(scanner_.first_mark(record)) + 1);
  size_t end = scanner_.mark(scanner_.last_mark(record));
  if (end > begin && window_.data()[end - 1] == '\r') --end;
  return {window_.data() + begin, end - begin};
}

bool CsvRows::IsBlank(size_t record) const { return RecordText(record).empty(); }

Cell CsvRows::CellAt(uint32_t first_mark, size_t column) {
  const uint32_t* marks = scanner_.marks() + first_mark + column;
  const uint32_t begin = marks[0] + 1;
  uint32_t end = marks[1];
  const char* text = window_.data();
  if (column + 1 == columns_ && end > begin && text[end - 1] == '\r') --end;
  if (end - begin >= 2 && text[begin] == '"') {
    const std::string_view inner = Unquote({text + begin + 1, end - begin - 2});
    return {inner.data(), static_cast<uint32_t>(inner.size()), CellKind::kText};
  }
  return {text + begin, end - begin, CellKind::kText};
}

std::string_view CsvRows::Unquote(std::string_view cell) {
  size_t quote = cell.find('"');
  if (quote == std::string_view::npos) return cell;
  auto text = std::make_unique<std::string>();
  size_t from = 0;
  for (; quote != std::string_view::npos; quote = cell.find('"', from)) {
    text->append(cell, from, quote + 1 - from);
    from = quote + 2;
  }
  text->append(cell, std::min(from, cell.size()));
  unquoted_.push_back(std::move(text));
  return *unquoted_.back();
}

void CsvRows::Cells(size_t w, std::span<const uint32_t> rows, Cell* out) {
  const size_t column = static_cast<size_t>(wanted_[w]);
  for (uint32_t row : rows) *out++ = CellAt(rows_[row], column);
}

RowSource::Place CsvRows::LocateOffset(size_t offset) {
  if (offset < cursor_) {
    cursor_ = 0;
    cursor_line_ = line_;
  }
  // The cursor stays at the beginning of a line, so that the column can be told.
  const std::string_view text(window_.data(), window_.size());
  const Place place = PlaceOf(text.substr(cursor_), offset - cursor_, cursor_line_);
  const size_t line_end = text.substr(cursor_, offset - cursor_).rfind('\n');
  if (line_end != std::string_view::npos) {
    cursor_line_ += CountLines(text.substr(cursor_, line_end + 1));
    cursor_ += line_end + 1;
  }
  return place;
}

RowSource::Place CsvRows::Locate(uint32_t row, int w) {
  const uint32_t mark =
      rows_[row] + static_cast<uint32_t>(w < 0 ? 0 : wanted_[static_cast<size_t>(w)]);
  return LocateOffset(static_cast<uint32_t>(scanner_.mark(mark) + 1));
}

std::string_view CsvRows::RowText(uint32_t row) { return RecordText(records_[row]); }

}  // namespace ripe::io
