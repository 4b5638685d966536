// Cells into the columns of chunks. Each thread builds the values of its blocks; a TextColumn (one
// for each column of a file) then brings the texts of all blocks, in their order, under one growing
// dictionary, so that what an engine worked out per distinct value stays good from chunk to chunk,
// and codes do not depend on threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compiler/types/calendar.h"
#include "runtime/columns/columns.h"
#include "runtime/io/reader.h"
#include "runtime/io/rows.h"
#include "runtime/io/text_codes.h"

namespace ripe::io {

// What a chunk's columns borrow. It becomes LeadChunk::owner.
class ChunkMemory {
 public:
  template <class T>
  const T* Keep(std::vector<T>&& values) {
    auto kept = std::make_shared<std::vector<T>>(std::move(values));
    parts_.push_back(kept);
    return kept->data();
  }
  const char* Keep(std::string&& bytes) {
    auto kept = std::make_shared<std::string>(std::move(bytes));
    parts_.push_back(kept);
    return kept->data();
  }
  void Share(std::shared_ptr<const void> part) { parts_.push_back(std::move(part)); }

 private:
  std::vector<std::shared_ptr<const void>> parts_;
};

// One column's values of one block.
class ColumnValues {
 public:
  virtual ~ColumnValues() = default;
  // In the order of the blocks, on one thread at a time.
  virtual void Merge() {}
  // Takes out the rows that `dropped` marks.
  virtual void Drop(std::span<const uint8_t> dropped) = 0;
  // The column, after Merge; on any thread.
  virtual columns::Column Finish(ChunkMemory* memory) = 0;
};

// Builds one column on one thread.
class BlockBuilder {
 public:
  virtual ~BlockBuilder() = default;
  // Appends a value for each cell. The indices (into `cells`) of those that could not be read go to
  // `unreadable`.
  virtual void Append(std::span<const Cell> cells, std::vector<uint32_t>* unreadable) = 0;
  // What was appended since the last Take.
  virtual std::unique_ptr<ColumnValues> Take() = 0;
};

// What the blocks of a column of texts share: the dictionary, and whether there are too many texts
// for one.
class TextColumn {
 public:
  // The codes, from 1, of a block's texts in the dictionary of the column; in the order of blocks.
  // `rows`: of the block. None where the texts are to stay raw.
  bool Merge(const columns::Dictionary& texts, size_t rows, std::vector<uint32_t>* codes,
             std::shared_ptr<const columns::Dictionary>* dictionary);
  void BecomeRaw() { raw_.store(true, std::memory_order_relaxed); }
  bool raw() const { return raw_.load(std::memory_order_relaxed); }
  // Of codes in chunks; never narrower than before, so that layouts settle.
  columns::Physical CodesFor(size_t values);

 private:
  TextCodes codes_;
  std::atomic<bool> raw_{false};
  size_t rows_ = 0, fresh_ = 0;  // since the last look
  columns::Physical physical_ = columns::Physical::kCode8;
};

// One column of a file: makes the builders of all threads.
class ColumnMaker {
 public:
  ColumnMaker(ValueType type, const std::vector<Literal>& missing, types::Zone zone)
      : type_(type), missing_(missing), zone_(std::move(zone)) {}
  std::unique_ptr<BlockBuilder> NewBuilder();  // thread-safe

 private:
  ValueType type_;
  std::vector<Literal> missing_;
  types::Zone zone_;
  TextColumn texts_;
};

// Raw texts: offsets and bytes. Ids are built with it directly.
class RawTexts {
 public:
  void Reserve(size_t texts, size_t bytes) {
    offsets_.reserve(texts + 1);
    bytes_.reserve(bytes);
  }
  void Add(std::string_view text) {
    bytes_.append(text);
    offsets_.push_back(static_cast<uint32_t>(bytes_.size()));
  }
  size_t size() const { return offsets_.size() - 1; }
  std::string_view at(size_t i) const {
    return std::string_view(bytes_).substr(offsets_[i], offsets_[i + 1] - offsets_[i]);
  }
  size_t bytes() const { return bytes_.size(); }
  void Drop(std::span<const uint8_t> dropped);
  columns::Column Take(ChunkMemory* memory);

 private:
  std::string bytes_;
  std::vector<uint32_t> offsets_{0};
};

// Takes out the values that `dropped` marks.
template <class T>
void DropMarked(std::span<const uint8_t> dropped, std::vector<T>* values) {
  size_t kept = 0;
  for (size_t i = 0; i < values->size(); ++i) {
    (*values)[kept] = (*values)[i];
    kept += dropped[i] == 0;
  }
  values->resize(kept);
}

}  // namespace ripe::io
