#include "compiler/types/types.h"

#include <array>

namespace ripe::types {
namespace {
constexpr std::array<std::string_view, 6> kNames = {"text", "number", "yesno",
                                                    "date", "time",   "tags"};
}  // namespace

std::string_view TypeName(ValueType type) { return kNames[static_cast<size_t>(type)]; }

std::optional<ValueType> FindType(std::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<ValueType>(i);
  }
  return std::nullopt;
}

}  // namespace ripe::types
