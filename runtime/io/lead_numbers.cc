// See lead_numbers.h.
#include "runtime/io/lead_numbers.h"

#include <fmt/format.h>

#include <algorithm>

namespace ripe::io {
namespace {

constexpr size_t kMaxLeads = INT32_MAX;

Status TooManyLeads(const std::string& file) {
  return {StatusCode::kLimit, fmt::format("{}: there are more than 2,147,483,647 leads.", file)};
}

void Mark(size_t i, size_t count, std::vector<uint8_t>* repeated) {
  repeated->resize(count);
  (*repeated)[i] = 1;
}

}  // namespace

Status FileChanged(const std::string& file) {
  return {StatusCode::kIo,
          fmt::format("{}: the file has changed while it was read; it is read more than once, so "
                      "run this again when nobody writes to it.",
                      file)};
}

Status LeadNumbers::NumberIntegers(const std::string&, std::span<const int64_t>,
                                   std::vector<uint8_t>*) {
  return {StatusCode::kIo, "Ids as integers were not asked for."};
}

Status IndexNumbers::Number(const std::string& file, const RawTexts& ids,
                            std::span<const uint64_t> hashes, std::vector<uint8_t>* repeated) {
  const size_t n = ids.size();
  // The index is larger than the cache: what will be asked for is fetched ahead.
  constexpr size_t kAhead = 16;
  for (size_t i = 0; i < std::min(kAhead, n); ++i) index_->Prefetch(hashes[i]);
  for (size_t i = 0; i < n; ++i) {
    if (i + kAhead < n) index_->Prefetch(hashes[i + kAhead]);
    if (index_->size() >= kMaxLeads) return TooManyLeads(file);
    if (!index_->Insert(ids.at(i), hashes[i]).second) Mark(i, n, repeated);
  }
  return {};
}

bool IndexNumbers::UseIntegers() {
  index_->UseIntegers();
  return true;
}

Status IndexNumbers::NumberIntegers(const std::string& file, std::span<const int64_t> ids,
                                    std::vector<uint8_t>* repeated) {
  for (size_t i = 0; i < ids.size(); ++i) {
    if (index_->size() >= kMaxLeads) return TooManyLeads(file);
    if (!index_->InsertInteger(ids[i]).second) Mark(i, ids.size(), repeated);
  }
  return {};
}

Status SameNumbers::Number(const std::string& file, const RawTexts& ids, std::span<const uint64_t>,
                           std::vector<uint8_t>* repeated) {
  for (size_t i = 0; i < ids.size(); ++i) {
    const std::string_view id = ids.at(i);
    if (next_ < index_->size() && index_->id(next_) == id) {
      ++next_;
      continue;
    }
    const int32_t row = index_->Find(id);
    if (row < 0 || static_cast<size_t>(row) >= next_) return FileChanged(file);
    Mark(i, ids.size(), repeated);
  }
  return {};
}

Status SameNumbers::NumberIntegers(const std::string& file, std::span<const int64_t> ids,
                                   std::vector<uint8_t>* repeated) {
  for (size_t i = 0; i < ids.size(); ++i) {
    const int32_t row = index_->integers()->Find(ids[i]);
    if (row < 0 || static_cast<size_t>(row) > next_) return FileChanged(file);
    if (static_cast<size_t>(row) == next_) {
      ++next_;
    } else {
      Mark(i, ids.size(), repeated);
    }
  }
  return {};
}

Status SameNumbers::AtEnd(const std::string& file) const {
  return next_ == index_->size() ? Status() : FileChanged(file);
}

}  // namespace ripe::io
