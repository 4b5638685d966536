// What an EventSession keeps between the event files of one run, for the readers of events: the
// names of types in the order of their first appearance, and the event ids seen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "runtime/io/reader.h"
#include "runtime/io/text_codes.h"

namespace ripe::io {

inline constexpr size_t kMaxEventTypes = 65'535;

// Event ids are kept as 128-bit hashes: of a billion ids the chance that any two meet is below
// 1e-20, and their texts would take several times the memory.
struct EventSession::Impl {
  struct Hash {
    uint64_t low, high;
    friend bool operator==(Hash, Hash) = default;
  };
  struct LowBits {
    size_t operator()(Hash hash) const { return hash.low; }
  };
  std::unordered_set<Hash, LowBits> seen;
  TextCodes types;
  std::vector<std::string> names;

  static Hash HashOf(std::string_view id);
  bool IsNewEvent(std::string_view id);
  // The type's code from 0; kMaxEventTypes and above: too many.
  uint32_t TypeCode(std::string_view type);
};

}  // namespace ripe::io
