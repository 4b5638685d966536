// What readers of leads and events see of any row format: blocks of rows, whose cells are asked for
// by column. CSV and JSONL are behind it (csv_rows.h, jsonl_rows.h).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ripe/status.h"
#include "runtime/io/input.h"
#include "runtime/io/report.h"

namespace ripe::io {

// A row of more bytes than this is rejected: a quote that is never closed must not take the memory
// of the whole file.
inline constexpr size_t kMaxRowBytes = size_t{64} << 20;

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

// A row that is not one: it has no cells to ask for.
struct BadRow {
  uint32_t before = 0;  // how many good rows of the block stand before it
  RejectReason reason = RejectReason::kWrongCells;
  uint64_t line = 0, column = 0;
  std::string detail;
  std::string text;
};

class RowSource {
 public:
  virtual ~RowSource() = default;
  // Moves to the next block of rows; false at the end. A block may have no good rows.
  virtual Result<bool> NextBlock() = 0;
  // The good rows of the block are 0 .. rows() - 1, in the order of the file.
  virtual uint32_t rows() const = 0;
  virtual const std::vector<BadRow>& bad_rows() const = 0;
  // The cells of wanted column `w` (index into OpenRows' list) of these rows. They live until
  // NextBlock.
  virtual void Cells(size_t w, std::span<const uint32_t> rows, Cell* out) = 0;
  // For messages. Cheapest when asked in the order of the rows. `w` < 0: the row.
  struct Place {
    uint64_t line = 0, column = 0;
  };
  virtual Place Locate(uint32_t row, int w) = 0;
  virtual std::string_view RowText(uint32_t row) = 0;
};

// The part of the text that is in memory: whole lines or records at the front, the beginning of the
// next one at the end.
class TextWindow {
 public:
  // As large as half of the second-level cache: the text is read several times while it is in it.
  static constexpr size_t kSize = size_t{1} << 18;
  explicit TextWindow(std::unique_ptr<ByteSource> source, size_t size = kSize);
  // 64 bytes more than size() are readable.
  const char* data() const { return buffer_.get(); }
  size_t size() const { return size_; }
  bool at_end() const { return at_end_; }
  // Drops the first `used` bytes and reads more behind the rest; the window widens where the rest
  // takes most of it.
  Status Advance(size_t used);

 private:
  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<char[]> buffer_;
  size_t capacity_, size_ = 0;
  bool at_end_ = false;
};

// The line and column (from 1, in characters) of an offset in a text whose first byte is on `line`.
RowSource::Place PlaceOf(std::string_view text, size_t offset, uint64_t line);
// kIo where the text (whose first byte is on `line`) is not UTF-8.
Status CheckUtf8(const std::string& name, std::string_view text, uint64_t line);

}  // namespace ripe::io
