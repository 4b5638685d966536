// Cells into one column of a chunk, block by block. A builder lives as long as its reader: the
// texts it has met stay in a running dictionary, so that from chunk to chunk a column of few values
// keeps the very same Dictionary, and what an engine worked out per distinct value stays good.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "compiler/types/calendar.h"
#include "runtime/columns/columns.h"
#include "runtime/io/reader.h"
#include "runtime/io/rows.h"

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

class ColumnBuilder {
 public:
  virtual ~ColumnBuilder() = default;
  // Appends a value for each cell. The indices (into `cells`) of those that could not be read go to
  // `unreadable`.
  virtual void Append(std::span<const Cell> cells, std::vector<uint32_t>* unreadable) = 0;
  // The column of what was appended since the last Take.
  virtual columns::Column Take(ChunkMemory* memory) = 0;
  // Bytes of text that the next Take would give away, besides codes and numbers.
  virtual size_t text_bytes() const { return 0; }
};

std::unique_ptr<ColumnBuilder> MakeColumnBuilder(ValueType type,
                                                 const std::vector<Literal>& missing,
                                                 const types::Zone& zone);

// Raw texts: offsets and bytes. Ids are built with it directly.
class RawTexts {
 public:
  void Add(std::string_view text) {
    bytes_.append(text);
    offsets_.push_back(static_cast<uint32_t>(bytes_.size()));
  }
  size_t bytes() const { return bytes_.size(); }
  columns::Column Take(ChunkMemory* memory);

 private:
  std::string bytes_;
  std::vector<uint32_t> offsets_{0};
};

}  // namespace ripe::io
