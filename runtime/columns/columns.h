// Data as columns: what readers make and engines read. A column borrows its memory; the chunk that
// holds it keeps the owner alive. Chunks are of any length; engines walk them in batches.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/layout.h"
#include "compiler/types/types.h"

namespace ripe::columns {

using ir::Physical;

// A number that no other live or past holder in this process has: copies and moves get (and leave
// behind) new ones.
class UniqueId {
 public:
  UniqueId() : value_(Next()) {}
  UniqueId(const UniqueId&) : value_(Next()) {}
  UniqueId(UniqueId&& other) noexcept : value_(Next()) { other.value_ = Next(); }
  UniqueId& operator=(const UniqueId&) {
    value_ = Next();
    return *this;
  }
  UniqueId& operator=(UniqueId&& other) noexcept {
    value_ = Next();
    other.value_ = Next();
    return *this;
  }
  uint64_t value() const { return value_; }
  // Becomes one more holder of the same number.
  void Share(const UniqueId& other) { value_ = other.value_; }

 private:
  static uint64_t Next() {
    static std::atomic<uint64_t> next{1};
    return next.fetch_add(1, std::memory_order_relaxed);
  }
  uint64_t value_;
};

// The distinct texts of a column, as they stand in the data (not folded). Code c of the column is
// value c - 1. It only grows, and not while a chunk that uses it is being scored; so its id and
// size tell whether a table made from it is still right.
class Dictionary {
 public:
  uint64_t id() const { return id_.value(); }
  size_t size() const { return ends_.size(); }
  std::string_view at(size_t i) const {
    const uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(bytes_).substr(begin, ends_[i] - begin);
  }
  // A copy with the same id, for readers while this one grows. Of all that come from one dictionary
  // this may be asked of one that only grows: the longer ones begin with the shorter ones.
  Dictionary Grown() const {
    Dictionary copy;
    copy.id_.Share(id_);
    copy.bytes_ = bytes_;
    copy.ends_ = ends_;
    return copy;
  }
  // Adds a value (the caller knows that it is new); returns its code (index + 1).
  uint32_t Add(std::string_view value) {
    bytes_.append(value);
    ends_.push_back(static_cast<uint32_t>(bytes_.size()));
    return static_cast<uint32_t>(ends_.size());
  }

 private:
  UniqueId id_;
  std::string bytes_;
  std::vector<uint32_t> ends_;
};

// One column of a chunk.
struct Column {
  Physical physical = Physical::kNone;
  const void* data = nullptr;      // kRawText, kTagLists: the offsets
  const uint8_t* valid = nullptr;  // where ir::HasValid; bytes 0 or 1, or a bitmap; null: all known
  bool valid_bits = false;  // `valid` is a bitmap like Arrow's: the first row in the lowest bit of
                            // the first byte (as it is for kYesNoBits always)
  const Dictionary* dictionary = nullptr;  // kCode*, kTagLists
  const char* bytes = nullptr;             // kRawText: the texts; kTagLists: none
  const uint32_t* tags = nullptr;          // kTagLists: the codes

  // By `valid`.
  bool known(size_t row) const {
    if (valid == nullptr) return true;
    return valid_bits || physical == Physical::kYesNoBits ? Bit(valid, row) : valid[row] != 0;
  }
  static bool Bit(const uint8_t* bits, size_t row) { return (bits[row / 8] >> (row % 8) & 1) != 0; }
  template <class T>
  const T* as() const {
    return static_cast<const T*>(data);
  }
};

// Leads in the order of their file. `columns` is indexed by check::FieldId (fields without a column
// are kNone).
struct LeadChunk {
  size_t rows = 0;
  uint64_t first_row = 0;  // the number of leads before this chunk
  // kRawText: the id as text, never empty; kI64: the whole number that it is, of which the text is
  // the usual one.
  Column ids;
  std::vector<Column> columns;
  std::shared_ptr<void> owner;
};

// Events in any order. `types` are codes: index into EventLog::type_names.
struct EventChunk {
  size_t rows = 0;
  const int32_t* leads =
      nullptr;  // row of the lead, from 0; -1: unknown lead (ignored, counted by the reader)
  Column lead_ids;  // kRawText, in place of `leads`, where the reader was asked for them
  const uint16_t* types = nullptr;
  const int64_t* times = nullptr;  // microseconds of UTC
  // What a reader may promise about the order, and folding then need not read: a lie gives wrong
  // answers. Neither: events are folded by whatever order they happen to have.
  bool by_time = false;  // times never decrease
  // Events of a lead side by side: those of lead k are the rows lead_offsets[k] .. lead_offsets[k +
  // 1], for k up to lead_offsets_count - 2; no other rows.
  const uint64_t* lead_offsets = nullptr;
  size_t lead_offsets_count = 0;
  std::vector<Column> properties;  // indexed by check::PropertyId
  std::shared_ptr<void> owner;
};
struct EventLog {
  std::vector<std::string> type_names;  // as written in the data
  std::vector<EventChunk> chunks;
};

}  // namespace ripe::columns
