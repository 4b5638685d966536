// What one condition says about one value: `company_size in 200 to 1000` leaves the numbers 200 to
// 1000, `country != "KR"` every text but one. Two conditions about the same value can then be laid
// over each other. Entry: TestOf. Used by the bounds of points (rules that exclude each other) and
// by the warnings.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "compiler/check/module.h"

namespace ripe::check {

// The numbers (or days since 1970) between two ends.
struct Interval {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_open = true, high_open = true;  // an infinite end is always open
  friend bool operator==(const Interval&, const Interval&) = default;
};
bool IsEmpty(const Interval& interval);
Interval Intersect(const Interval& a, const Interval& b);
bool Contains(const Interval& outer, const Interval& inner);

// A condition about one value. All but kKnown and kMissing are unknown where the value is missing.
struct ValueTest {
  enum class Kind : uint8_t {
    kNumbers,  // the value lies in one of `spans` (numbers, dates)
    kOneOf,    // it is one of `values` (texts and yesno)
    kNoneOf,   // it is known, and none of `values`
    kKnown,
    kMissing,
  } kind = Kind::kKnown;
  ExprId subject;  // the value
  std::vector<Interval>
      spans;  // sorted, none empty, none touching another; no spans: nothing satisfies it
  std::vector<std::string> values;  // folded, sorted, each once; yesno: "no", "yes"
};

// Lists of more values than that are not compared with each other value by value.
inline constexpr size_t kMostCompared = 1'000;

// What `condition` says, where it is about one value and literals only. `not` is looked through.
std::optional<ValueTest> TestOf(const Module& module, ExprId condition);

// The spans that lie in both; the spans that are left out. Both sorted as in ValueTest.
std::vector<Interval> Intersect(const std::vector<Interval>& a, const std::vector<Interval>& b);
std::vector<Interval> Complement(const std::vector<Interval>& spans);
// The spans sorted, those that overlap or touch made one.
std::vector<Interval> Union(std::vector<Interval> spans);
// True for the one span of all numbers.
bool IsEverything(const std::vector<Interval>& spans);

// A number literal, or a date as its days.
std::optional<double> NumberOf(const Module& module, ExprId value);

}  // namespace ripe::check
