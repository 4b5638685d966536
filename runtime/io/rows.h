// Text formats in two halves. A RowStream cuts the text of a file into blocks of whole records: one
// thread at a time, cheaply. A RowSource finds rows and cells in one block: each thread has its
// own, so blocks are read side by side and put back into order by number. CSV and JSONL are behind
// both (csv_rows.h, jsonl_rows.h, splitter.h).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ripe/status.h"
#include "runtime/io/report.h"
#include "runtime/io/splitter.h"

namespace ripe::io {

enum class CellKind : uint8_t {
  kText,    // a CSV cell, a JSON string
  kNumber,  // a JSON number, as written
  kTrue,
  kFalse,
  kMissing,     // JSON null, or no such key
  kArray,       // a JSON array of texts, kTagEnd after each
  kUnreadable,  // a JSON object, or an array with something else in it; the text is the JSON
};
inline constexpr char kTagEnd = '\xff';  // occurs in no UTF-8

struct Cell {
  const char* data = nullptr;
  uint32_t size = 0;
  CellKind kind = CellKind::kMissing;
  std::string_view text() const { return {data, size}; }
};

// A row that is not one: it has no cells to ask for. Offsets are the block's.
struct BadRow {
  uint32_t before = 0;  // how many good rows of the piece stand before it
  RejectReason reason = RejectReason::kWrongCells;
  size_t at = 0;              // the place to name
  size_t begin = 0, end = 0;  // the row without its line end
  std::string detail;
};

// The rows of one block, a piece of at most a few hundred kilobytes at a time: a piece is read
// several times while it is in the cache.
class RowSource {
 public:
  virtual ~RowSource() = default;
  // Begins with a block, which must outlive the cells. `size`: only so much of it, a piece of text
  // that is valid.
  virtual void Open(const TextBlock& block, size_t size) = 0;
  // Moves to the next piece; false at the end of the block. A piece may have no good rows.
  virtual bool NextRows() = 0;
  // The good rows of the piece are 0 .. rows() - 1, in the order of the file.
  virtual uint32_t rows() const = 0;
  virtual const std::vector<BadRow>& bad_rows() const = 0;
  // The cells of wanted column `w` of these rows. They live until NextRows.
  virtual void Cells(size_t w, std::span<const uint32_t> rows, Cell* out) = 0;
  // For messages: offsets in the block.
  struct Extent {
    size_t begin = 0, end = 0;
  };
  virtual Extent RowExtent(uint32_t row) const = 0;
  virtual size_t CellBegin(uint32_t row, size_t w) const = 0;
  // After the last piece: how much of the block are whole records. Less than was opened where the
  // block does not end with a record.
  virtual size_t consumed() const = 0;
};

// A file's blocks, and the readers of them.
struct RowStream {
  std::unique_ptr<Splitter> blocks;
  std::function<std::unique_ptr<RowSource>()> new_rows;  // thread-safe
  std::string name;                                      // of the file
  bool validate = false;                                 // check that blocks are UTF-8
  bool cr_ends_lines = false;
  uint64_t first_line = 1;  // of the first block
};

// Lines and columns (from 1, in characters) of offsets in a block whose first byte is on `line`.
// Cheapest when asked in rising order.
class Places {
 public:
  struct Place {
    uint64_t line = 0, column = 0;
  };
  Places(std::string_view text, uint64_t line, bool cr_ends_lines)
      : text_(text), first_line_(line), cr_ends_lines_(cr_ends_lines), line_(line) {}
  Place At(size_t offset);

 private:
  std::string_view text_;
  uint64_t first_line_;
  bool cr_ends_lines_;
  size_t begin_ = 0;  // of a line
  uint64_t line_;     // its number
};

// How many lines end in a block.
uint64_t LinesIn(std::string_view text, bool cr_ends_lines);

// Where the text is not UTF-8; npos: nowhere.
size_t FindBadUtf8(std::string_view text);
Status NotUtf8(const std::string& name, Places::Place place, char byte);

}  // namespace ripe::io
