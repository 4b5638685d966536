// What was wrong in one block of rows, put into the order of the file before it goes to the Report:
// columns are read one after another, but the first error under --strict must be the first in the
// file. Blocks are read in any order; what they have to say waits here until their turn.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "runtime/io/report.h"
#include "runtime/io/rows.h"

namespace ripe::io {

// A cell for people to see, not too long.
std::string ExampleOf(const Cell& cell);

// A wanted column in messages.
struct ColumnWords {
  std::string name, type;
};

// Rows are numbered within the block, good ones only.
class BlockIssues {
 public:
  void Reject(uint32_t row, const BadRow& bad);
  // The place is the cell of wanted column `w`; `piece_row` is the row's number in the piece at
  // hand.
  void Reject(uint32_t row, const RowSource& rows, uint32_t piece_row, size_t w,
              RejectReason reason, std::string detail = {});
  // A cell that cannot be read as its column's type.
  void Unreadable(uint32_t row, const RowSource& rows, uint32_t piece_row, size_t w,
                  const Cell& cell);
  bool empty() const { return issues_.empty(); }
  // Hands all over. Cells of rows that `dropped` marks are left out (empty: none is). Issues from
  // `limit` on, an offset, are left out too. Cells go to `cells_to`, each by itself, where it is.
  Status Flush(const std::string& file, Places places, const TextBlock& block, size_t limit,
               std::span<const ColumnWords> columns, std::span<const uint8_t> dropped,
               RowCounts* counts, Report* report, const UnreadableSink* cells_to = nullptr);

 private:
  struct Issue {
    uint32_t row;
    enum class Kind : uint8_t { kBadRow, kReject, kUnreadable } kind;
    RejectReason reason;
    uint32_t column;    // of a cell
    size_t at;          // an offset in the block
    size_t begin, end;  // the row
    std::string words;  // of a reject: the detail; of a cell: itself
  };
  std::vector<Issue> issues_;
};

}  // namespace ripe::io
