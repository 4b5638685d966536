// CSV as rows: the scanner's records, their cells counted against the header, blank lines left out.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/io/csv_scan.h"
#include "runtime/io/rows.h"

namespace ripe::io {

class CsvRows : public RowSource {
 public:
  // Rows have `columns` cells, of which `wanted` may be asked for.
  CsvRows(char delimiter, size_t columns, std::vector<int> wanted);

  void Open(const TextBlock& block, size_t size) override;
  bool NextRows() override;
  uint32_t rows() const override { return static_cast<uint32_t>(rows_.size()); }
  const std::vector<BadRow>& bad_rows() const override { return bad_; }
  void Cells(size_t w, std::span<const uint32_t> rows, Cell* out) override;
  Extent RowExtent(uint32_t row) const override { return ExtentOf(records_[row]); }
  size_t CellBegin(uint32_t row, size_t w) const override;
  size_t consumed() const override { return at_; }

 private:
  void Scan();
  void AddFault(size_t record, const CsvScanner::Fault& fault);
  Extent ExtentOf(size_t record) const;
  bool IsBlank(size_t record) const;
  Cell CellAt(uint32_t first_mark, size_t column);
  std::string_view Unquote(std::string_view cell);

  char delimiter_;
  size_t columns_;
  std::vector<int> wanted_;
  CsvScanner own_;
  const CsvScanner* scanner_ = nullptr;  // own_, or the block's
  const TextBlock* block_ = nullptr;
  const char* text_ = nullptr;     // of the piece
  size_t size_ = 0;                // what was opened
  size_t begin_ = 0;               // of the piece
  size_t at_ = 0;                  // of the next piece
  std::vector<uint32_t> rows_;     // the first mark of each good row
  std::vector<uint32_t> records_;  // the record of each good row
  std::vector<BadRow> bad_;
  std::vector<std::unique_ptr<std::string>> unquoted_;  // cells that had doubled quotes
};

// The stream of a CSV text, and its header row. kIo where there is none.
struct CsvOpened {
  RowStream stream;
  std::vector<std::string> header;
};
Result<CsvOpened> OpenCsv(std::string name, std::unique_ptr<ByteSource> text, char delimiter,
                          bool validate, const std::vector<int>& wanted, size_t block_bytes = 0);

}  // namespace ripe::io
