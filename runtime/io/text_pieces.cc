// See text_pieces.h.
#include "runtime/io/text_pieces.h"

#include <utility>

namespace ripe::io {

void TextPieces::Open(TextPiece* piece, RowSource* rows) const {
  if (stream_.validate) piece->bad_byte = FindBadUtf8(piece->block->text());
  rows->Open(*piece->block, piece->valid().size());
}

bool TextPieces::NextRows(TextPiece* piece, RowSource* rows, uint32_t* first) const {
  if (!rows->NextRows()) {
    piece->consumed = rows->consumed();
    piece->lines = LinesIn(piece->block->text().substr(0, piece->consumed), stream_.cr_ends_lines);
    return false;
  }
  *first = static_cast<uint32_t>(piece->good_rows);
  piece->good_rows += rows->rows();
  piece->bad_rows += rows->bad_rows().size();
  for (const BadRow& bad : rows->bad_rows()) piece->issues.Reject(*first + bad.before, bad);
  return true;
}

bool TextPieces::Begin(TextPiece* piece) {
  // Where the text is not valid nothing comes after it.
  const size_t consumed =
      piece->bad_byte == std::string_view::npos ? piece->consumed : piece->block->size;
  return stream_.blocks->Finish(piece->block, consumed);
}

Status TextPieces::End(TextPiece* piece, std::span<const ColumnWords> columns,
                       std::span<const uint8_t> dropped, RowCounts* counts, Report* report,
                       const UnreadableSink* cells_to) {
  const Places places(piece->block->text(), line_ + piece->block->skipped_lines,
                      stream_.cr_ends_lines);
  counts->rows += piece->good_rows + piece->bad_rows;
  if (!piece->issues.empty()) {
    RIPE_RETURN_IF_ERROR(piece->issues.Flush(name(), places, *piece->block, piece->valid().size(),
                                             columns, dropped, counts, report, cells_to));
  }
  return EndQuietly(piece);
}

Status TextPieces::EndQuietly(TextPiece* piece) {
  line_ += piece->block->skipped_lines;
  if (piece->bad_byte != std::string_view::npos) {
    const std::string_view text = piece->block->text();
    return NotUtf8(name(), Places(text, line_, stream_.cr_ends_lines).At(piece->bad_byte),
                   text[piece->bad_byte]);
  }
  line_ += piece->lines;
  return {};
}

}  // namespace ripe::io
