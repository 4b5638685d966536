// See text_codes.h.
#include "runtime/io/text_codes.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <utility>

namespace ripe::io {
namespace {
constexpr size_t kFirstSlots = 256;
uint64_t Hash(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }
uint32_t Tag(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }
}  // namespace

void TextCodes::Clear() {
  dictionary_ = {};
  snapshot_.reset();
  slots_.assign(kFirstSlots, {});
  bytes_ = 0;
}

uint32_t TextCodes::Code(std::string_view text) {
  const uint64_t hash = Hash(text);
  const uint64_t mask = slots_.size() - 1;
  uint64_t at = hash & mask;
  for (; slots_[at].code != 0; at = (at + 1) & mask) {
    if (slots_[at].tag == Tag(hash) && dictionary_.at(slots_[at].code - 1) == text)
      return slots_[at].code;
  }
  const uint32_t code = dictionary_.Add(text);
  bytes_ += text.size();
  slots_[at] = {Tag(hash), code};
  if (dictionary_.size() * 2 > slots_.size()) Grow();
  return code;
}

void TextCodes::Grow() {
  std::vector<Slot> wider(slots_.size() * 2);
  const uint64_t mask = wider.size() - 1;
  for (size_t i = 0; i < dictionary_.size(); ++i) {
    const uint64_t hash = Hash(dictionary_.at(i));
    uint64_t at = hash & mask;
    while (wider[at].code != 0) at = (at + 1) & mask;
    wider[at] = {Tag(hash), static_cast<uint32_t>(i + 1)};
  }
  slots_ = std::move(wider);
}

std::shared_ptr<const columns::Dictionary> TextCodes::Snapshot() {
  if (!snapshot_ || snapshot_->size() != dictionary_.size())
    // Made in its place: moved there, as make_shared would, it would be another dictionary.
    snapshot_.reset(new columns::Dictionary(dictionary_.Grown()));
  return snapshot_;
}

columns::Dictionary TextCodes::TakeDictionary() {
  columns::Dictionary taken = std::move(dictionary_);
  Clear();
  return taken;
}

}  // namespace ripe::io
