// JSON Lines as rows: one object a line, blank lines left out. A row is parsed once, on demand, for
// the wanted keys alone; a string without escapes and a number are views into the file's text. A
// line whose values are not needed is checked no further than its brackets.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/io/rows.h"

namespace ripe::io {

class JsonlRows : public RowSource {
 public:
  JsonlRows(std::string name, std::unique_ptr<ByteSource> text, bool validate,
            size_t window = TextWindow::kSize);
  ~JsonlRows() override;

  // The keys of all rows, in the order of first appearance; reads to the end. kLimit where they are
  // more than 65,535.
  Result<std::vector<std::string>> CollectKeys();
  // `columns` index into `keys`, which must live as long as the rows.
  void Want(const std::vector<std::string_view>& keys, const std::vector<int>& columns);

  Result<bool> NextBlock() override;
  uint32_t rows() const override { return static_cast<uint32_t>(rows_.size()); }
  const std::vector<BadRow>& bad_rows() const override { return bad_; }
  void Cells(size_t w, std::span<const uint32_t> rows, Cell* out) override;
  Place Locate(uint32_t row, int w) override;
  std::string_view RowText(uint32_t row) override { return rows_[row].text; }

 private:
  struct Row {
    std::string_view text;
    uint64_t line;
  };
  struct Parser;
  // The next line that is not blank into *row; false at the end of the block's text.
  bool NextLine(Row* row);
  Result<bool> NextText();  // the next piece of whole lines
  bool ReadRow(const Row& row);
  void AddBad(const Row& row, RejectReason reason, std::string detail, const char* at);
  std::string_view Keep(std::string text);  // for the block

  std::string name_;
  TextWindow window_;
  bool validate_;
  bool skip_line_ = false;
  std::unique_ptr<Parser> parser_;
  size_t used_ = 0;    // of the window: the block's lines
  size_t at_ = 0;      // of the block
  uint64_t line_ = 1;  // of at_
  std::vector<Row> rows_;
  std::vector<BadRow> bad_;
  std::unordered_map<std::string_view, int> slot_of_key_;
  std::vector<size_t> slot_of_wanted_;
  std::vector<std::vector<Cell>> cells_;            // by slot, by row
  std::vector<std::unique_ptr<std::string>> kept_;  // texts with escapes, and arrays
};

}  // namespace ripe::io
