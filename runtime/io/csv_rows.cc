// See csv_rows.h.
#include "runtime/io/csv_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace ripe::io {
namespace {
// A piece and its marks fit into the second-level cache.
constexpr size_t kPiece = size_t{1} << 18;
}  // namespace

CsvRows::CsvRows(char delimiter, size_t columns, std::vector<int> wanted)
    : delimiter_(delimiter), columns_(columns), wanted_(std::move(wanted)), own_(delimiter) {}

void CsvRows::Open(const TextBlock& block, size_t size) {
  block_ = &block;
  size_ = size;
  at_ = begin_ = 0;
}

// The next records, from at_ on, into scanner_.
void CsvRows::Scan() {
  begin_ = at_;
  text_ = block_->memory.get() + begin_;
  if (block_->scanned) {
    scanner_ = block_->scanned.get();
    at_ = size_;
    return;
  }
  scanner_ = &own_;
  for (size_t piece = kPiece;; piece *= 2) {
    const size_t size = std::min(piece, size_ - begin_);
    const bool whole = begin_ + size == size_;
    using End = CsvScanner::End;
    own_.Scan(text_, size,
              whole && block_->last && size_ == block_->size ? End::kOfInput : End::kMore);
    if (own_.records() > 0 || whole) break;
  }
  at_ = begin_ + own_.consumed();
}

bool CsvRows::NextRows() {
  rows_.clear();
  records_.clear();
  bad_.clear();
  unquoted_.clear();
  if (at_ >= size_) return false;
  Scan();
  if (scanner_->records() == 0) return false;
  auto fault = scanner_->faults().begin();
  const auto faults_end = scanner_->faults().end();
  const size_t records = scanner_->records();
  for (size_t r = 0; r < records; ++r) {
    while (fault != faults_end && fault->record < r) ++fault;
    const uint32_t first = scanner_->first_mark(r);
    const size_t cells = scanner_->last_mark(r) - first;
    if (block_->scanned && size_ < block_->size && ExtentOf(r).end >= size_) break;
    if (fault != faults_end && fault->record == r) [[unlikely]] {
      AddFault(r, *fault);
      continue;
    }
    if (cells == 1 && IsBlank(r)) continue;
    if (cells != columns_) [[unlikely]] {
      // The place: the first cell too many, or the end of a row that is too short.
      const size_t at = static_cast<uint32_t>(scanner_->mark(first + std::min(cells, columns_)) +
                                              (cells > columns_ ? 1 : 0));
      const Extent row = ExtentOf(r);
      bad_.push_back(
          {rows(), RejectReason::kWrongCells, begin_ + at, row.begin, row.end,
           fmt::format("{} {}, the header {}", cells, cells == 1 ? "cell" : "cells", columns_)});
      continue;
    }
    rows_.push_back(first);
    records_.push_back(static_cast<uint32_t>(r));
  }
  return true;
}

void CsvRows::AddFault(size_t record, const CsvScanner::Fault& fault) {
  RejectReason reason = RejectReason::kRowTooLong;
  switch (fault.fault) {
    case CsvFault::kOpenQuote:
      reason = RejectReason::kOpenQuote;
      break;
    case CsvFault::kTextAfterQuote:
      reason = RejectReason::kTextAfterQuote;
      break;
    case CsvFault::kTooLong:
      break;
  }
  const Extent row = ExtentOf(record);
  bad_.push_back({rows(), reason, begin_ + fault.at, row.begin, row.end, {}});
}

RowSource::Extent CsvRows::ExtentOf(size_t record) const {
  const size_t begin = static_cast<uint32_t>(scanner_->mark(scanner_->first_mark(record)) + 1);
  size_t end = scanner_->mark(scanner_->last_mark(record));
  if (end > begin && text_[end - 1] == '\r') --end;
  return {begin_ + begin, begin_ + end};
}

bool CsvRows::IsBlank(size_t record) const {
  const Extent row = ExtentOf(record);
  return row.begin == row.end;
}

inline Cell CsvRows::CellAt(uint32_t first_mark, size_t column) {
  const uint32_t* marks = scanner_->marks() + first_mark + column;
  const uint32_t begin = marks[0] + 1;
  uint32_t end = marks[1];
  const char* text = text_;
  if (column + 1 == columns_ && end > begin && text[end - 1] == '\r') --end;
  if (end - begin >= 2 && text[begin] == '"') {
    const std::string_view inner(text + begin + 1, end - begin - 2);
    if (std::memchr(inner.data(), '"', inner.size()) != nullptr) [[unlikely]] {
      const std::string_view plain = Unquote(inner);
      return {plain.data(), static_cast<uint32_t>(plain.size()), CellKind::kText};
    }
    return {inner.data(), static_cast<uint32_t>(inner.size()), CellKind::kText};
  }
  return {text + begin, end - begin, CellKind::kText};
}

std::string_view CsvRows::Unquote(std::string_view cell) {
  auto text = std::make_unique<std::string>();
  size_t from = 0;
  for (size_t quote = cell.find('"'); quote != std::string_view::npos;
       quote = cell.find('"', from)) {
    text->append(cell, from, quote + 1 - from);
    from = quote + 2;
    if (from >= cell.size()) break;
  }
  text->append(cell, std::min(from, cell.size()));
  unquoted_.push_back(std::move(text));
  return *unquoted_.back();
}

void CsvRows::Cells(size_t w, std::span<const uint32_t> rows, Cell* out) {
  const size_t column = static_cast<size_t>(wanted_[w]);
  for (const uint32_t row : rows) *out++ = CellAt(rows_[row], column);
}

size_t CsvRows::CellBegin(uint32_t row, size_t w) const {
  const uint32_t mark = rows_[row] + static_cast<uint32_t>(wanted_[w]);
  return begin_ + static_cast<uint32_t>(scanner_->mark(mark) + 1);
}

// ---- the header
// ----------------------------------------------------------------------------------

namespace {

Status BrokenHeader(const std::string& name, const CsvScanner::Fault& fault, std::string_view text,
                    uint64_t line) {
  const Places::Place place = Places(text, line, true).At(fault.at);
  return {
      StatusCode::kIo,
      fmt::format("{}:{}:{}: {} in the row of column names.", name, place.line, place.column,
                  fault.fault == CsvFault::kTextAfterQuote ? "there is text after the closing quote"
                  : fault.fault == CsvFault::kOpenQuote    ? "a quote is never closed"
                                                           : "there is no line end")};
}

std::string HeaderCell(std::string_view cell) {
  if (cell.size() < 2 || cell.front() != '"') return std::string(cell);
  std::string out;
  for (size_t i = 1; i + 1 < cell.size(); ++i) {
    out.push_back(cell[i]);
    if (cell[i] == '"') ++i;  // a doubled one
  }
  return out;
}

std::vector<std::string> NamesOf(const CsvScanner& scanner, size_t record, std::string_view text) {
  std::vector<std::string> names;
  for (uint32_t m = scanner.first_mark(record); m < scanner.last_mark(record); ++m) {
    const size_t begin = static_cast<uint32_t>(scanner.mark(m) + 1);
    size_t end = scanner.mark(m + 1);
    if (m + 1 == scanner.last_mark(record) && end > begin && text[end - 1] == '\r') --end;
    names.push_back(HeaderCell(text.substr(begin, end - begin)));
  }
  return names;
}

}  // namespace

Result<CsvOpened> OpenCsv(std::string name, std::unique_ptr<ByteSource> text, char delimiter,
                          bool validate, const std::vector<int>& wanted, size_t block_bytes) {
  auto blocks = std::make_unique<CsvSplitter>(std::move(text), delimiter, BlockBytes(block_bytes));
  CsvOpened opened;
  uint64_t line = 1;
  while (opened.header.empty()) {
    Result<std::shared_ptr<TextBlock>> block = blocks->FirstBlock();
    if (!block.ok()) return block.status();
    if (*block == nullptr) {
      return Status(
          StatusCode::kIo,
          fmt::format("{}: the file is empty; it needs a first row with the names of the columns.",
                      name));
    }
    const CsvScanner& scanner = *(*block)->scanned;
    const std::string_view whole = (*block)->text();
    size_t header = 0;
    const auto begin = [&](size_t r) {
      return static_cast<size_t>(static_cast<uint32_t>(scanner.mark(scanner.first_mark(r)) + 1));
    };
    const auto blank = [&](size_t r) {
      const std::string_view record =
          whole.substr(begin(r), scanner.mark(scanner.last_mark(r)) - begin(r));
      return record.empty() || record == "\r";
    };
    while (header < scanner.records() && blank(header)) ++header;
    const size_t end = header + 1 < scanner.records() ? begin(header + 1) : whole.size();
    if (validate) {
      const size_t bad = FindBadUtf8(whole.substr(0, end));
      if (bad != std::string_view::npos)
        return NotUtf8(name, Places(whole, line, true).At(bad), whole[bad]);
    }
    if (header < scanner.records()) {
      for (const CsvScanner::Fault& fault : scanner.faults()) {
        if (fault.record == header) return BrokenHeader(name, fault, whole, line);
      }
      opened.header = NamesOf(scanner, header, whole);
    }
    line += CountLines(whole.substr(0, end));
    blocks->GiveBack(*block, end);
  }
  opened.stream.blocks = std::move(blocks);
  opened.stream.new_rows = [delimiter, columns = opened.header.size(), wanted] {
    return std::make_unique<CsvRows>(delimiter, columns, wanted);
  };
  opened.stream.name = std::move(name);
  opened.stream.validate = validate;
  opened.stream.cr_ends_lines = true;
  opened.stream.first_line = line;
  return opened;
}

}  // namespace ripe::io
