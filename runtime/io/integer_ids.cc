// See integer_ids.h.
#include "runtime/io/integer_ids.h"

#include <algorithm>
#include <bit>

namespace ripe::io {
namespace {

// The array may be this much longer than there are ids.
constexpr uint64_t kSparse = 4;
constexpr uint64_t kSmall = 65'536;
constexpr size_t kBatch = 64;

}  // namespace

std::optional<int64_t> IntegerIds::Parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  const std::string_view digits = text.substr(negative ? 1 : 0);
  if (digits.empty() || digits.size() > 19) return std::nullopt;
  if (digits[0] == '0' && (digits.size() > 1 || negative)) return std::nullopt;
  uint64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<uint64_t>(c - '0');
  }
  const uint64_t most = static_cast<uint64_t>(INT64_MAX) + (negative ? 1 : 0);
  if (value > most) return std::nullopt;
  return static_cast<int64_t>(negative ? 0 - value : value);
}

size_t IntegerIds::BytesWith(size_t more) const {
  const size_t ids = size_ + more;
  size_t bytes = slots_.size() * sizeof(Slot) + rows_.capacity() * sizeof(int32_t);
  if (more == 0) return bytes;
  // An array may turn out too sparse at any time; what replaces it has room for twice the ids.
  size_t slots = 16;
  while (slots < 2 * ids) slots *= 2;
  if (slots > slots_.size()) bytes += slots * sizeof(Slot);
  return bytes;
}

// Fibonacci hashing: the upper bits of the product.
size_t IntegerIds::Home(int64_t id) const {
  uint64_t hash = static_cast<uint64_t>(id);
  hash ^= hash >> 32;
  return static_cast<size_t>(hash * 0x9E37'79B9'7F4A'7C15u >> shift_);
}

// Makes the array hold `id`, or gives up where it would be too long for its ids.
bool IntegerIds::Widen(int64_t id) {
  if (rows_.empty()) first_ = id;
  const uint64_t last = static_cast<uint64_t>(first_) + rows_.size();  // modulo 2^64, as all below
  const bool before = id < first_;
  const uint64_t length = before ? last - static_cast<uint64_t>(id)
                                 : static_cast<uint64_t>(id) - static_cast<uint64_t>(first_) + 1;
  const uint64_t most = std::max(kSmall, kSparse * (size_ + 1));
  if (length > most || length < rows_.size()) return false;
  // Room to grow, on the side where the ids come.
  const auto room = static_cast<size_t>(std::min<uint64_t>(most, length + length / 2));
  if (!before) {
    if (length > rows_.capacity()) rows_.reserve(room);
    rows_.resize(static_cast<size_t>(length), -1);
    return true;
  }
  const uint64_t below = static_cast<uint64_t>(id) - static_cast<uint64_t>(INT64_MIN);
  const auto slack = static_cast<size_t>(std::min<uint64_t>(room - length, below));
  rows_.insert(rows_.begin(), static_cast<size_t>(length) - rows_.size() + slack, -1);
  first_ = id - static_cast<int64_t>(slack);
  return true;
}

void IntegerIds::BecomeTable(size_t slots) {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(slots, {});
  shift_ = 64 - std::countr_zero(slots);
  const auto put = [&](const Slot& slot) {
    size_t at = Home(slot.id);
    while (slots_[at].row >= 0) at = (at + 1) & (slots - 1);
    slots_[at] = slot;
  };
  if (!table_) {
    for (size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i] >= 0) put({first_ + static_cast<int64_t>(i), rows_[i]});
    }
    rows_ = {};
    table_ = true;
    return;
  }
  for (const Slot& slot : old) {
    if (slot.row >= 0) put(slot);
  }
}

std::pair<int32_t, bool> IntegerIds::Insert(int64_t id, int32_t row) {
  if (!table_) {
    uint64_t at = static_cast<uint64_t>(id) - static_cast<uint64_t>(first_);
    if (at == rows_.size() && rows_.size() < rows_.capacity()) {  // numbered 1, 2, 3
      rows_.push_back(row);
      ++size_;
      return {row, true};
    }
    if ((rows_.empty() || id < first_ || at >= rows_.size()) && !Widen(id))
      BecomeTable(std::bit_ceil(std::max<size_t>(1'024, size_ * 2 + 2)));
    if (!table_) {
      at = static_cast<uint64_t>(id) - static_cast<uint64_t>(first_);
      int32_t& there = rows_[static_cast<size_t>(at)];
      if (there >= 0) return {there, false};
      there = row;
      ++size_;
      return {row, true};
    }
  }
  if ((size_ + 1) * 8 > slots_.size() * 5) BecomeTable(slots_.size() * 2);
  size_t at = Home(id);
  for (; slots_[at].row >= 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].id == id) return {slots_[at].row, false};
  }
  slots_[at] = {id, row};
  ++size_;
  return {row, true};
}

int32_t IntegerIds::Find(int64_t id) const {
  if (!table_) {
    const uint64_t at = static_cast<uint64_t>(id) - static_cast<uint64_t>(first_);
    return at < rows_.size() ? rows_[static_cast<size_t>(at)] : -1;
  }
  for (size_t at = Home(id); slots_[at].row >= 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].id == id) return slots_[at].row;
  }
  return -1;
}

void IntegerIds::FindAll(std::span<const int64_t> ids, int32_t* out) const {
  if (!table_) {
    const int32_t* rows = rows_.data();
    const uint64_t first = static_cast<uint64_t>(first_), size = rows_.size();
    for (size_t i = 0; i < ids.size(); ++i) {
      const uint64_t at = static_cast<uint64_t>(ids[i]) - first;
      out[i] = at < size ? rows[at] : -1;
    }
    return;
  }
  for (size_t begin = 0; begin < ids.size(); begin += kBatch) {
    const size_t n = std::min(kBatch, ids.size() - begin);
    for (size_t i = 0; i < n; ++i) __builtin_prefetch(&slots_[Home(ids[begin + i])]);
    for (size_t i = 0; i < n; ++i) out[begin + i] = Find(ids[begin + i]);
  }
}

}  // namespace ripe::io
