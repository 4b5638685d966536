// From a lead's id to its row: an open-addressing table over XXH3, filled while leads are read and
// asked once per event. Ids are compared byte by byte. Batches are probed in two passes, hash and
// prefetch first, so that the misses of a large table overlap. Reading from several threads is safe
// once filling is over.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/io/integer_ids.h"

namespace ripe::io {

class LeadIndex {
 public:
  LeadIndex();

  // The row of the id (from 0), or -1.
  int32_t Find(std::string_view id) const;
  // Gives a new id the next row and true; an id that is there, its row and false. The id is copied.
  // At most 2^31 - 1 ids.
  std::pair<int32_t, bool> Insert(std::string_view id) { return Insert(id, Hash(id)); }
  // The same with the hash at hand: hash a batch of ids and Prefetch each, then Insert them.
  static uint64_t Hash(std::string_view id);
  void Prefetch(uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_], 1); }
  std::pair<int32_t, bool> Insert(std::string_view id, uint64_t hash);
  // Find for many: out[i] = Find(ids[i]).
  void FindAll(std::span<const std::string_view> ids, int32_t* out) const;

  size_t size() const { return integers_ ? integers_->size() : places_.size(); }
  std::string_view id(size_t row) const;  // not of integers

  // For limits of memory. What the index takes at most while `more` ids of so many bytes in all are
  // inserted, growing included.
  size_t BytesWith(size_t more, size_t id_bytes) const;
  // What one of so many ids takes that Reserve made room for.
  static size_t ReservedBytes(size_t ids, size_t id_bytes);
  void Reserve(size_t ids);

  // Leads whose ids are all integers are kept as such: call UseIntegers before the first, then
  // InsertInteger instead of Insert. Find finds them by their texts ("7") too.
  void UseIntegers() { integers_ = std::make_unique<IntegerIds>(); }
  const IntegerIds* integers() const { return integers_.get(); }
  std::pair<int32_t, bool> InsertInteger(int64_t id) {
    return integers_->Insert(id, static_cast<int32_t>(integers_->size()));
  }

 private:
  // `row` is -1 in a free slot. `tag` are 32 bits of the hash that do not choose the slot.
  struct Slot {
    uint32_t tag = 0;
    int32_t row = -1;
  };
  int32_t FindHashed(std::string_view id, uint64_t hash) const;
  void Grow();

  std::unique_ptr<IntegerIds> integers_;  // then nothing below is used
  std::vector<Slot> slots_;               // a power of two, at most 5/8 full
  uint64_t mask_ = 0;
  // Ids lie in blocks that never move; a long id has a block of its own.
  struct Place {
    const char* data;
    uint32_t size;
    uint32_t low_hash;  // enough to choose a slot of any table, for Grow
  };
  std::vector<Place> places_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  size_t free_size_ = 0;
  size_t block_bytes_ = 0;
};

}  // namespace ripe::io
