// The rows of a Parquet or Arrow file: batches of columns, and any value of them as the cell that
// CSV would have for it. Through cells a column is read as another type than its own, so that it
// means what it would mean in CSV; messages show them.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "runtime/io/arrow_table.h"
#include "runtime/io/report.h"
#include "runtime/io/rows.h"

namespace ripe::io {

// Texts that live until the next Clear.
class TextArena {
 public:
  std::string_view Keep(std::string_view text);
  void Clear();

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t used_ = 0, room_ = 0;  // of the last block
};

// The cell of a value; its text is in the batch or in `arena`.
Cell CellOf(const ArrowView& view, int64_t row, TextArena* arena);

class ArrowRows {
 public:
  ArrowRows(std::unique_ptr<ArrowBatches> batches, std::vector<int> wanted)
      : batches_(std::move(batches)), wanted_(std::move(wanted)) {}

  // Moves to the next batch; false at the end.
  Result<bool> NextBatch();
  // The batch that this stands at, for another thread; it has no next one and no type().
  std::unique_ptr<ArrowRows> Here() const;
  const std::shared_ptr<const ArrowBatch>& batch() const { return batch_; }
  const ArrowView& column(size_t w) const { return batch_->columns[w]; }
  const ArrowType& type(size_t w) const { return batches_->type(w); }

  // The cells of wanted column `w` of these rows of the batch. They live until NextBatch.
  void Cells(size_t w, std::span<const uint32_t> rows, Cell* out);
  Cell CellAt(size_t w, uint32_t row) { return CellOf(column(w), row, &arena_); }
  // For messages: the row of the file and the column of the table, both from 1.
  uint64_t RowOf(uint32_t row) const { return first_row_ + row + 1; }
  uint64_t ColumnOf(size_t w) const { return static_cast<uint64_t>(wanted_[w]) + 1; }
  // The wanted cells as a row of CSV.
  std::string RowText(uint32_t row);

 private:
  std::unique_ptr<ArrowBatches> batches_;
  std::vector<int> wanted_;
  std::shared_ptr<const ArrowBatch> batch_;
  uint64_t first_row_ = 0;
  TextArena arena_;
};

// What was wrong in one batch, in the order of the file before it goes to the Report.
class ArrowIssues {
 public:
  void Reject(uint32_t row, size_t w, RejectReason reason, std::string detail = {}) {
    rejects_.push_back({row, w, reason, std::move(detail)});
  }
  // Rows (ascending) whose cells in column `w` cannot be read as `type`.
  void Unreadable(size_t w, const std::string& column, ValueType type, std::vector<uint32_t> rows);
  // Hands all over and counts the batch's rows.
  // Cells go to `cells_to`, each by itself, where it is there.
  Status Flush(ArrowRows* rows, const std::string& file, RowCounts* counts, Report* report,
               const UnreadableSink* cells_to = nullptr);

 private:
  struct RejectedRow {
    uint32_t row;
    size_t w;
    RejectReason reason;
    std::string detail;
  };
  struct UnreadableRows {
    size_t w;
    std::string column;
    ValueType type;
    std::vector<uint32_t> rows;
  };
  std::vector<RejectedRow> rejects_;
  std::vector<UnreadableRows> unreadable_;
};

// Finds the rows in which a column's values occur first, where it is a dictionary; else all rows.
class ArrowDistinct {
 public:
  const std::vector<uint32_t>& FirstRows(const std::shared_ptr<const ArrowBatch>& batch, size_t w);

 private:
  std::shared_ptr<const ArrowBatch> last_;  // keeps the dictionary that key_ means
  const void* key_ = nullptr;
  std::vector<bool> seen_;
  std::vector<uint32_t> rows_;
};

}  // namespace ripe::io
