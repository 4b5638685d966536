// What reading leads and reading events from text have in common: blocks out of a stream, the bad
// rows of each, the place of each in the file. Stages as in ordered.h: Take and Merge in order, the
// rest anywhere.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/io/issues.h"
#include "runtime/io/report.h"
#include "runtime/io/rows.h"

namespace ripe::io {

// A block on its way.
struct TextPiece {
  std::shared_ptr<TextBlock> block;
  BlockIssues issues;
  uint64_t good_rows = 0, bad_rows = 0;
  size_t bad_byte = std::string_view::npos;  // not UTF-8
  size_t consumed = 0;
  uint64_t lines = 0;
  std::string_view valid() const { return block->text().substr(0, bad_byte); }
};

class TextPieces {
 public:
  explicit TextPieces(RowStream stream) : stream_(std::move(stream)), line_(stream_.first_line) {}

  const std::string& name() const { return stream_.name; }
  Result<std::shared_ptr<TextBlock>> Take(bool* wait) { return stream_.blocks->Next(wait); }

  std::unique_ptr<RowSource> NewRows() const { return stream_.new_rows(); }

  // Begins with the piece's block; NextRows moves on and takes the bad rows in; the numbers of its
  // rows begin at piece->good_rows before the call, `*first`.
  void Open(TextPiece* piece, RowSource* rows) const;
  bool NextRows(TextPiece* piece, RowSource* rows, uint32_t* first) const;

  // In the order of Take. False: the block comes again, forget this piece.
  bool Begin(TextPiece* piece);
  // Counts rows and hands the issues over; an error where the text is not UTF-8.
  Status End(TextPiece* piece, std::span<const ColumnWords> columns,
             std::span<const uint8_t> dropped, RowCounts* counts, Report* report,
             const UnreadableSink* cells_to = nullptr);
  // For passes that report nothing but that.
  Status EndQuietly(TextPiece* piece);

 private:
  RowStream stream_;
  uint64_t line_;  // of the next piece to End
};

}  // namespace ripe::io
