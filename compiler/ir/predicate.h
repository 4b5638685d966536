// A question about one text, asked of each distinct value of a column once: equal to one of these,
// contains one of these, matches this regular expression. Engines see only the resulting table of
// truths; normalisation and regular expressions stay here.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ops/ops.h"

namespace ripe::ir {

struct Predicate {
  enum class Kind : uint8_t {
    kEquals,   // folded equality with any needle
    kTextOp,   // a text operator
    kMatches,  // a regular expression over the NFC text, case-insensitive
  } kind = Kind::kEquals;
  ops::TextOpId op;                  // kTextOp
  bool all = false;                  // every needle, else any
  bool negated = false;              // true where the above is not
  std::vector<std::string> needles;  // folded
  std::string pattern;               // kMatches
  friend bool operator==(const Predicate&, const Predicate&) = default;
};

// A Predicate made ready. Thread-safe; movable.
class CompiledPredicate {
 public:
  explicit CompiledPredicate(const Predicate& predicate);
  ~CompiledPredicate();
  CompiledPredicate(CompiledPredicate&&) noexcept;
  CompiledPredicate& operator=(CompiledPredicate&&) noexcept;
  // Of a known (not blank) text as it stands in the data; `folded` is source::Fold(text).
  bool Holds(std::string_view text, std::string_view folded) const;
  // Of a set of tags: any tag (or, with `all`, for every needle some tag). `folded` are the folded
  // tags.
  bool HoldsOfTags(const std::vector<std::string_view>& folded) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The longest program RE2 may make of one pattern, in bytes of its memory budget.
inline constexpr int64_t kRegexMemory = 1 << 20;

}  // namespace ripe::ir
