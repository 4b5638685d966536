// Columns laid out anew, in the fewest bytes that hold what is in them: for those who score the
// same leads many times (other rules, other numbers, another as-of instant), since scoring reads
// memory most of the time. Scores are the same, bit for bit. The entry is Narrow.
//
//   columns::LeadChunk narrow = columns::Narrow(chunk);
//   auto program = interp::Program::Make(plan, {.fields = interp::LayoutOf(narrow.columns)});
//
// What it does, by column, and only where nothing is lost:
//   whole numbers (kI16, kI32, kI64, or kF64 without a fraction, an infinity or a -0.0)
//                       -> kI8, kI16 or kI32, by the least and the largest that are known
//   what is known       -> a bitmap; none where everything is
//   kYesNo8             -> kYesNoBits
//   kCode16, kCode32    -> kCode8 or kCode16, by the largest code
// Everything else stays as it is and borrows the memory it had: dates, instants, raw texts, tags,
// and columns that would not become narrower.
//
// What it costs: each column is read twice at most and written once. For W1 (docs/performance.md)
// that takes as long as compiled code takes to score the columns six times as they were; scored
// narrow they take about half, so it pays from the twelfth scoring on (the eighth in the
// interpreter). For one pass over columns just read it does not pay, so `ripe score` does not do
// it. Memory: less than as much again while both layouts are kept.
//
// The layout follows from the data: other leads may get another one, and need a program bound to
// it. Narrow together what one program is to score.
//
// Thread-safe: it only reads its arguments, and results are immutable.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "runtime/columns/columns.h"

namespace ripe::columns {

struct NarrowedColumns {
  std::vector<Column> columns;               // as many, in the same order
  std::shared_ptr<const void> owner;         // of the memory that is new; null: none is
  size_t bytes_before = 0, bytes_after = 0;  // of all values and what says which are known; neither
                                             // texts nor tags
};
// Columns that stay borrow from those given, and so does every dictionary.
NarrowedColumns Narrow(const std::vector<Column>& columns, size_t rows);
// The same; the result keeps the chunk's owner alive besides.
LeadChunk Narrow(const LeadChunk& chunk);

}  // namespace ripe::columns
