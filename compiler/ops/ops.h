// The table of Ripe's named operators and builtins: one row each, with its spelling, its
// documentation and its meaning. The lexer finds their spellings here, the checker their operands,
// the lowering their primitive, the reference page their words: adding a text operator is one row
// and one function in text_ops.cc, adding a builtin one row in builtins.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ripe::ops {

// ---- text operators: `X OP "needle"`, `X OP any of (...)`
// --------------------------------------------------------------
struct TextOpId {
  uint8_t value = 0;
  friend bool operator==(TextOpId, TextOpId) = default;
};
// Where in a text its needle may stand.
enum class Place : uint8_t { kAnywhere, kStart, kEnd, kWord };
struct TextOp {
  std::string_view spelling;  // one or two words separated by one space: "starts with"
  std::string_view doc;
  std::string_view example;
  // Both sides are folded (source::Fold). Must be total and thread-safe.
  bool (*match)(std::string_view value, std::string_view needle);
  // The same, said so that many needles can be looked for at once (text_search.h); none: they are
  // looked for one by one.
  std::optional<Place> place = std::nullopt;
};
std::span<const TextOp> TextOps();
inline const TextOp& TextOpOf(TextOpId id) { return TextOps()[id.value]; }
// By its words ("starts", "with"); `second` empty for one-word operators.
std::optional<TextOpId> FindTextOp(std::string_view first, std::string_view second);

// ---- prefix builtins: `count of TERM`, `days since X`
// ------------------------------------------------------------------
struct BuiltinId {
  uint8_t value = 0;
  friend bool operator==(BuiltinId, BuiltinId) = default;
};
// What an event question collects over the matching events of a lead.
enum class Aggregate : uint8_t {
  kCount,   // how many
  kSum,     // of a number property, exact, in thousandths
  kNewest,  // the newest instant
  kWorth,   // sum of faded points by age in days (rules with `halving` and `each`)
};
struct Builtin {
  std::string_view spelling;  // two words: "count of"
  std::string_view doc;
  std::string_view example;
  std::optional<Aggregate> of_events;  // how it reads events; none: not of events
  bool needs_property = false;         // `sum of EVENT.property`
  // Of a `date` or `time` value: +1 counts days since it, -1 days until it; 0: not of values. Over
  // events with kNewest the same sign applies to the newest instant.
  int days_sign = 0;
};
std::span<const Builtin> Builtins();
inline const Builtin& BuiltinOf(BuiltinId id) { return Builtins()[id.value]; }
std::optional<BuiltinId> FindBuiltin(std::string_view first, std::string_view second);

}  // namespace ripe::ops
