// JSON Lines as rows: one object a line, blank lines left out. A row is parsed once, on demand, for
// the wanted keys; a string without escapes and a number are views into the file's text. The values
// of all other keys are only looked through: a row is rejected or not whatever the rules ask for.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/io/rows.h"

namespace ripe::io {

class JsonlRows : public RowSource {
 public:
  // `wanted` index into `keys`, which must live as long as the rows.
  JsonlRows(const std::vector<std::string_view>& keys, const std::vector<int>& wanted);
  ~JsonlRows() override;

  void Open(const TextBlock& block, size_t size) override;
  bool NextRows() override;
  uint32_t rows() const override { return static_cast<uint32_t>(rows_.size()); }
  const std::vector<BadRow>& bad_rows() const override { return bad_; }
  void Cells(size_t w, std::span<const uint32_t> rows, Cell* out) override;
  Extent RowExtent(uint32_t row) const override;
  size_t CellBegin(uint32_t row, size_t w) const override;
  size_t consumed() const override { return consumed_; }

  // The keys of the lines of a block in the order of first appearance, without rows.
  std::vector<std::string> KeysOf(const TextBlock& block, size_t size);

 private:
  struct Parser;
  // The next line that is not blank; false at the end of the piece.
  bool NextLine(size_t end, std::string_view* line);
  void ReadRow(std::string_view line);
  void AddBad(std::string_view line, RejectReason reason, std::string detail, const char* at);
  std::string_view Keep(std::string text);  // for the piece

  std::unique_ptr<Parser> parser_;
  const TextBlock* block_ = nullptr;
  size_t size_ = 0;      // what was opened
  size_t at_ = 0;        // of the next line
  size_t consumed_ = 0;  // all of it, or up to the last line end where the text was cut
  std::vector<std::string_view> rows_;
  std::vector<BadRow> bad_;
  std::unordered_map<std::string_view, int> slot_of_key_;  // the wanted ones first
  std::vector<uint64_t> line_of_slot_;  // where each key stood last, to see one that comes twice
  uint64_t line_ = 0;
  std::vector<size_t> slot_of_wanted_;
  std::vector<std::vector<Cell>> cells_;            // by slot, by row
  std::vector<std::unique_ptr<std::string>> kept_;  // texts with escapes, and arrays
};

}  // namespace ripe::io
