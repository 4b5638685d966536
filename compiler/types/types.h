// The types of values: few, closed, known to every phase.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ripe::types {

enum class ValueType : uint8_t {
  kText,    // Unicode text, compared folded
  kNumber,  // IEEE double; NaN and infinities do not occur (missing)
  kYesNo,
  kDate,  // a calendar day
  kTime,  // an instant, microseconds of UTC
  kTags,  // a set of texts
};

// "text", "number", ...: as written in `field` and `event`.
std::string_view TypeName(ValueType type);
std::optional<ValueType> FindType(std::string_view name);

}  // namespace ripe::types
