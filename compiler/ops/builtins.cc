// The prefix builtins, one row each: what they read and which primitive answers them.
#include <array>

#include "compiler/ops/ops.h"

namespace ripe::ops {
namespace {

constexpr std::array<Builtin, 4> kBuiltins = {{
    {"count of", "How many events match: 0 where none does.", "count of page_view in 7d >= 5",
     Aggregate::kCount, false, 0},
    {"sum of",
     "The exact sum of a number property over the matching events, each amount rounded half to "
     "even to a thousandth; 0 where none matches.",
     "sum of purchase.amount in 90d >= 1000", Aggregate::kSum, true, 0},
    {"days since",
     "Whole days since the newest matching event, or since a date or time; missing where there is "
     "none.",
     "days since demo_request <= 14", Aggregate::kNewest, false, +1},
    {"days until",
     "Whole days until a date or time; negative when it is past, missing where it is missing.",
     "days until contract_end <= 60", std::nullopt, false, -1},
}};

}  // namespace

std::span<const Builtin> Builtins() { return kBuiltins; }

std::optional<BuiltinId> FindBuiltin(std::string_view first, std::string_view second) {
  for (size_t i = 0; i < kBuiltins.size(); ++i) {
    const std::string_view s = kBuiltins[i].spelling;
    const size_t space = s.find(' ');
    if (s.substr(0, space) == first && s.substr(space + 1) == second)
      return BuiltinId{static_cast<uint8_t>(i)};
  }
  return std::nullopt;
}

}  // namespace ripe::ops
