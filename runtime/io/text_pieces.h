// What reading leads and reading events from text have in common: blocks out of a stream, the bad
// rows of each, the place of each in the file. Stages as in ordered.h: Take and Merge in order, the
// rest anywhere.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "runtime/io/column_builder.h"
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
  // The next block, in a `Piece` of its own: a `Base` with a TextPiece `text`.
  template <class Piece, class Base>
  Result<std::unique_ptr<Base>> Take(bool* wait) {
    Result<std::shared_ptr<TextBlock>> block = stream_.blocks->Next(wait);
    if (!block.ok()) return block.status();
    if (*block == nullptr) return std::unique_ptr<Base>();
    auto piece = std::make_unique<Piece>();
    piece->text.block = std::move(*block);
    return std::unique_ptr<Base>(std::move(piece));
  }

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

// What one thread needs to parse: `rows` of the pieces, a builder in `builders` for each maker
// (null: none), and what else a reader's Bench has. Lent to one at a time; there come to be as many
// as are lent at once.
template <class Bench>
class Benches {
 public:
  std::unique_ptr<Bench> Borrow(const TextPieces& pieces,
                                const std::vector<std::unique_ptr<ColumnMaker>>& makers) {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<Bench> bench = std::move(idle_.back());
        idle_.pop_back();
        return bench;
      }
    }
    auto bench = std::make_unique<Bench>();
    bench->rows = pieces.NewRows();
    for (const auto& maker : makers)
      bench->builders.push_back(maker ? maker->NewBuilder() : nullptr);
    return bench;
  }
  void Return(std::unique_ptr<Bench> bench) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(bench));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Bench>> idle_;
};

}  // namespace ripe::io
