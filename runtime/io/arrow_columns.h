// A column of Arrow's batches as a columns::Column, as it lies there wherever the engine reads that
// layout; what the rules want as another type than the column has goes through the cells
// (arrow_rows.h) and the builders of CSV.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/io/arrow_rows.h"
#include "runtime/io/arrow_values.h"
#include "runtime/io/column_builder.h"

namespace ripe::io {

// Rows of a batch: all of it, or some in their order.
struct RowChoice {
  bool all = true;
  std::vector<uint32_t> rows;  // where not all
  size_t count(const ArrowBatch& batch) const {
    return all ? static_cast<size_t>(batch.rows) : rows.size();
  }
};

class ArrowColumn {
 public:
  virtual ~ArrowColumn() = default;
  // Whether batches must come in their order, and one at a time: what goes on from batch to batch
  // does (dictionaries of texts, builders). Else Take is for any thread.
  virtual bool in_order() const { return true; }
  // The chosen rows of the block that `rows` stands at. The column borrows from the batch, which
  // `memory` shares already, and from what is given to `memory`. The rows (of the batch) that could
  // not be read go to `unreadable`.
  virtual columns::Column Take(ArrowRows* rows, const RowChoice& chosen, ChunkMemory* memory,
                               std::vector<uint32_t>* unreadable) = 0;
};

// For wanted column `w` of `type`. It lives as long as its reader: dictionaries go on from batch to
// batch.
std::unique_ptr<ArrowColumn> MakeArrowColumn(const ArrowType& type, size_t w, ValueType wanted,
                                             const std::vector<Literal>& missing,
                                             const types::Zone& zone);

// Some rows of a column.
columns::Column Gather(const columns::Column& column, const std::vector<uint32_t>& rows,
                       ChunkMemory* memory);

// `count` instants from the column's first row on (kTimestamp, kDate32, kDate64, integers as
// epochs); types::kMissingTime where there is none, and the rows that have one that cannot be read.
bool IsInstant(const ArrowType& type);
void ReadInstants(const ArrowView& view, const types::Zone& zone, LocalTimes* local, int64_t* out,
                  std::vector<uint32_t>* unreadable);

}  // namespace ripe::io
