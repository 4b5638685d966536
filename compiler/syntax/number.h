// Reading numbers, durations and dates: the forms of the language, and the forms that people guess. Pure functions of text; the
// lexer and classify.cc turn their findings into diagnostics.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/syntax/token.h"

namespace ripe::syntax {

enum class NumberProblem : uint8_t {
  kNone,
  kThousands,      // 1,000, 10.000,50
  kUnit,           // 10K, 5천, 3명: mended says the plain number
  kPointsUnit,     // 20pts, 20점
  kDurationUnit,   // 30days, 30일, 1month
  kMinuteOrMonth,  // 30m
  kDurationRange,  // 0.0001d, 99999999d
  kBadDate,        // 2026-02-30
  kDateStyle,      // 2026/12/24, 24.12.2026
  kDateTimeStyle,  // 2026-12-24T9:00
  kDigitName,      // 2fa_enabled
  kUnreadable,     // 1e999, 5., 1__0
};

struct NumberReading {
  TokenKind kind = TokenKind::kNumber;  // kNumber, kDuration, kDate, kDateTime; kName for kDigitName
  size_t length = 0;                    // bytes of the source
  NumberProblem problem = NumberProblem::kNone;
  bool full_width = false;   // has full-width digits or signs
  bool has_suffix = false;   // k, 만, 억 or %: not for points
  bool may_be_two = false;   // 1.125,50: two numbers where it stands in a list
  std::string mended;        // the canonical spelling where there is a problem or full_width
};

// Reads the number that starts at `at` (a digit, ASCII or full-width; no sign). `in_list`: within parentheses.
NumberReading ReadNumber(std::string_view text, size_t at, bool in_list = false);

// The values of well-formed spellings, as the tokens' canonical spellings are.
double NumberValue(std::string_view spelling);                       // "10_000", "-2.5", "5만", "20%"
std::optional<int64_t> DurationSeconds(std::string_view spelling);   // "15min"; none out of range
std::optional<int32_t> DateDays(std::string_view spelling);          // "2026-12-24"; none where there is no such day

// Points and caps: exact thousandths of "+20", "-2.5", "40".
enum class PointsProblem : uint8_t { kNone, kSuffix, kTooManyDecimals, kTooLarge };
struct PointsReading {
  int64_t thousandths = 0;
  PointsProblem problem = PointsProblem::kNone;
};
PointsReading ReadPoints(std::string_view spelling);

// A number in the shortest spelling that gives it back: "1000", "0.2".
std::string NumberSpelling(double value);

}  // namespace ripe::syntax
