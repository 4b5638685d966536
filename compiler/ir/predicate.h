// A question about one text, asked of each distinct value of a column once: equal to one of these,
// contains one of these, matches this regular expression. Engines see only the resulting table of
// truths; normalisation and regular expressions stay here.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "compiler/ir/needles.h"
#include "compiler/ops/ops.h"

namespace ripe::ir {

struct Predicate {
  enum class Kind : uint8_t {
    kEquals,   // folded equality with any needle
    kTextOp,   // a text operator
    kMatches,  // a regular expression over the NFC text, case-insensitive
  } kind = Kind::kEquals;
  ops::TextOpId op;      // kTextOp
  bool all = false;      // every needle, else any
  bool negated = false;  // true where the above is not
  Needles needles;       // folded
  std::string pattern;   // kMatches
  friend bool operator==(const Predicate&, const Predicate&) = default;
};

// The folded tags of one row, for all predicates that ask about them.
class TagSet {
 public:
  TagSet() = default;
  explicit TagSet(std::vector<std::string_view> folded) : tags_(std::move(folded)) {}
  void Clear();
  void Add(std::string_view folded) { tags_.push_back(folded); }
  const std::vector<std::string_view>& tags() const { return tags_; }
  bool Has(std::string_view folded) const;

 private:
  std::vector<std::string_view> tags_;
  mutable std::unordered_set<std::string_view> set_;  // of many, once asked
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
  // Of a set of tags, of which predicates ask nothing but equality (kEquals): any tag is a needle
  // (or, with `all`, every needle is a tag).
  bool HoldsOfTags(const TagSet& tags) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The longest program RE2 may make of one pattern, in bytes of its memory budget.
inline constexpr int64_t kRegexMemory = 1 << 20;

}  // namespace ripe::ir
