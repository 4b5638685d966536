// A reader's chunks as work in order (ordered.h): the steps of the reader (reader.h) are the
// stages, and what becomes of each chunk is the subclass's. Everything that reads with several
// threads is one of these.
#pragma once

#include <memory>
#include <utility>

#include "runtime/io/ordered.h"
#include "runtime/io/reader.h"

namespace ripe::io {

// `Made`: what is made of a piece, from one stage to the next.
template <class Reader, class Made>
class ChunkWork : public OrderedWork {
 public:
  explicit ChunkWork(Reader* reader) : reader_(reader) {}

  Result<std::unique_ptr<Item>> Take(bool* wait) final {
    Result<std::unique_ptr<typename Reader::Piece>> piece = reader_->Take(wait);
    if (!piece.ok()) return piece.status();
    if (*piece == nullptr) return std::unique_ptr<Item>();
    auto part = std::make_unique<Part>();
    part->piece = std::move(*piece);
    return std::unique_ptr<Item>(std::move(part));
  }
  Status First(Item* item, unsigned) final {
    return reader_->Parse(static_cast<Part*>(item)->piece.get());
  }
  Result<bool> Middle(Item* item) final {
    Part* part = static_cast<Part*>(item);
    Result<bool> kept = reader_->Merge(part->piece.get());
    if (kept.ok() && *kept) RIPE_RETURN_IF_ERROR(Merged(&part->made));
    return kept;
  }
  Status Second(Item* item, unsigned thread) final {
    Part* part = static_cast<Part*>(item);
    Result<typename Reader::Chunk> chunk = reader_->Finish(part->piece.get());
    if (!chunk.ok()) return chunk.status();
    part->piece.reset();
    return Use(std::move(*chunk), &part->made, thread);
  }
  Status Last(Item* item) final { return Done(&static_cast<Part*>(item)->made); }

 private:
  // In order, after a piece that is kept.
  virtual Status Merged(Made*) { return {}; }
  // On any thread. The chunk may have 0 rows.
  virtual Status Use(typename Reader::Chunk chunk, Made* made, unsigned thread) = 0;
  // In order.
  virtual Status Done(Made*) { return {}; }

  struct Part : Item {
    std::unique_ptr<typename Reader::Piece> piece;
    Made made;
  };
  Reader* reader_;
};

}  // namespace ripe::io
