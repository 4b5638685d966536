// See lead_index.h. Linear probing; a slot is 8 bytes, so that a line of cache holds eight.
#include "runtime/io/lead_index.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace ripe::io {
namespace {

constexpr size_t kBlock = size_t{1} << 18;
constexpr size_t kFirstSlots = 1024;
constexpr size_t kBatch = 64;

uint32_t Tag(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }

}  // namespace

uint64_t LeadIndex::Hash(std::string_view id) { return XXH3_64bits(id.data(), id.size()); }

LeadIndex::LeadIndex() : slots_(kFirstSlots), mask_(kFirstSlots - 1) {}

std::string_view LeadIndex::id(size_t row) const { return {places_[row].data, places_[row].size}; }

int32_t LeadIndex::FindHashed(std::string_view id, uint64_t hash) const {
  for (uint64_t at = hash & mask_;; at = (at + 1) & mask_) {
    const Slot& slot = slots_[at];
    if (slot.row < 0) return -1;
    if (slot.tag == Tag(hash) && this->id(static_cast<size_t>(slot.row)) == id) return slot.row;
  }
}

int32_t LeadIndex::Find(std::string_view id) const {
  if (integers_) {
    const std::optional<int64_t> number = IntegerIds::Parse(id);
    return number ? integers_->Find(*number) : -1;
  }
  return FindHashed(id, Hash(id));
}

void LeadIndex::FindAll(std::span<const std::string_view> ids, int32_t* out) const {
  if (integers_) {
    for (size_t i = 0; i < ids.size(); ++i) out[i] = Find(ids[i]);
    return;
  }
  std::array<uint64_t, kBatch> hashes;
  for (size_t begin = 0; begin < ids.size(); begin += kBatch) {
    const size_t n = std::min(kBatch, ids.size() - begin);
    for (size_t i = 0; i < n; ++i) {
      hashes[i] = Hash(ids[begin + i]);
      __builtin_prefetch(&slots_[hashes[i] & mask_]);
    }
    // The second miss of a probe is the id's place; ask for it as soon as the slot is known.
    for (size_t i = 0; i < n; ++i) {
      const Slot& slot = slots_[hashes[i] & mask_];
      if (slot.row >= 0) __builtin_prefetch(&places_[static_cast<size_t>(slot.row)]);
    }
    for (size_t i = 0; i < n; ++i) out[begin + i] = FindHashed(ids[begin + i], hashes[i]);
  }
}

std::pair<int32_t, bool> LeadIndex::Insert(std::string_view id, uint64_t hash) {
  uint64_t at = hash & mask_;
  for (; slots_[at].row >= 0; at = (at + 1) & mask_) {
    if (slots_[at].tag == Tag(hash) && this->id(static_cast<size_t>(slots_[at].row)) == id)
      return {slots_[at].row, false};
  }
  if (id.size() > free_size_) {
    const size_t size = std::max(kBlock, id.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    free_ = blocks_.back().get();
    free_size_ = size;
    block_bytes_ += size;
  }
  if (!id.empty()) std::memcpy(free_, id.data(), id.size());
  const int32_t row = static_cast<int32_t>(places_.size());
  places_.push_back({free_, static_cast<uint32_t>(id.size()), static_cast<uint32_t>(hash)});
  free_ += id.size();
  free_size_ -= id.size();
  slots_[at] = {Tag(hash), row};
  if (places_.size() * 8 > slots_.size() * 5) Grow();
  return {row, true};
}

size_t LeadIndex::BytesWith(size_t more, size_t id_bytes) const {
  if (integers_) return integers_->BytesWith(more);
  const size_t ids = size() + more;
  size_t bytes = slots_.size() * sizeof(Slot) + places_.capacity() * sizeof(Place) + block_bytes_;
  if (more == 0) return bytes;
  bytes += id_bytes > free_size_ ? id_bytes + kBlock : 0;
  // While a table grows the old one is still there.
  for (size_t slots = slots_.size(); ids * 8 > slots * 5;) {
    slots *= 2;
    bytes += slots * sizeof(Slot);
  }
  if (ids > places_.capacity()) bytes += std::max(ids, 2 * places_.capacity()) * sizeof(Place);
  return bytes;
}

namespace {

// So that Insert does not grow the table.
size_t SlotsFor(size_t ids) {
  size_t slots = kFirstSlots;
  while ((ids + 1) * 8 > slots * 5) slots *= 2;
  return slots;
}

}  // namespace

size_t LeadIndex::ReservedBytes(size_t ids, size_t id_bytes) {
  return SlotsFor(ids) * sizeof(Slot) + ids * sizeof(Place) + id_bytes + id_bytes / 64 + kBlock;
}

void LeadIndex::Reserve(size_t ids) {
  places_.reserve(ids);
  if (size() > 0 || SlotsFor(ids) <= slots_.size()) return;
  slots_.assign(SlotsFor(ids), Slot());
  mask_ = slots_.size() - 1;
}

// Slots are moved, not made anew: a slot's tag comes along, and the ids are not touched.
void LeadIndex::Grow() {
  std::vector<Slot> wider(slots_.size() * 2);
  const uint64_t mask = wider.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.row < 0) continue;
    uint64_t at = places_[static_cast<size_t>(slot.row)].low_hash & mask;
    while (wider[at].row >= 0) at = (at + 1) & mask;
    wider[at] = slot;
  }
  slots_ = std::move(wider);
  mask_ = mask;
}

}  // namespace ripe::io
