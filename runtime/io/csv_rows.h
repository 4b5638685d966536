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
  // `validate`: check that the text is UTF-8. `window`: bytes to begin with; tests make it small.
  CsvRows(std::string name, std::unique_ptr<ByteSource> text, char delimiter, bool validate,
          size_t window = TextWindow::kSize);

  // Reads the header row; must come first.
  Result<std::vector<std::string>> ReadHeader();
  void Want(std::vector<int> columns) { wanted_ = std::move(columns); }

  Result<bool> NextBlock() override;
  uint32_t rows() const override { return static_cast<uint32_t>(rows_.size()); }
  const std::vector<BadRow>& bad_rows() const override { return bad_; }
  void Cells(size_t w, std::span<const uint32_t> rows, Cell* out) override;
  Place Locate(uint32_t row, int w) override;
  std::string_view RowText(uint32_t row) override;

 private:
  Status Fill();  // the next records into scanner_; none at the end
  void AddBad(size_t record, RejectReason reason, size_t at, std::string detail);
  std::string_view RecordText(size_t record) const;
  bool IsBlank(size_t record) const;
  Cell CellAt(uint32_t first_mark, size_t column);
  std::string_view Unquote(std::string_view cell);
  Place LocateOffset(size_t offset);

  std::string name_;
  TextWindow window_;
  CsvScanner scanner_;
  char delimiter_;
  bool validate_;
  size_t columns_ = 0;
  std::vector<int> wanted_;
  bool started_ = false;
  bool skip_line_ = false;  // the rest of a line that was too long is still to be skipped
  size_t next_record_ = 0;  // of the scanner's: the header's block has rows too
  uint64_t line_ = 1;       // of the window's first byte
  size_t cursor_ = 0;       // an offset in the window, and its line: places are asked for in order
  uint64_t cursor_line_ = 1;
  std::vector<uint32_t> rows_;     // the first mark of each good row
  std::vector<uint32_t> records_;  // the record of each good row
  std::vector<BadRow> bad_;
  std::vector<std::unique_ptr<std::string>> unquoted_;  // cells that had doubled quotes
};

}  // namespace ripe::io
