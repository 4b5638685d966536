// See number.h. A spelling is taken apart once (Scan) into digits, fraction and the letters glued to them; then the letters
// decide what it is.
#include "compiler/syntax/number.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "compiler/source/unicode.h"
#include "compiler/syntax/lookalike.h"
#include "compiler/types/calendar.h"

namespace ripe::syntax {
namespace {

constexpr int64_t kMaxDurationSeconds = int64_t{36'500} * 86'400;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool AllDigits(std::string_view s) {
  for (const char c : s) {
    if (!IsDigit(c)) return false;
  }
  return !s.empty();
}

struct UnitWord {
  std::string_view word;
  std::string_view unit;  // what is written in Ripe
  int times;              // 1 month = 30 d
};
constexpr UnitWord kDurationWords[] = {
    {"min", "min", 1},  {"h", "h", 1},        {"d", "d", 1},         {"w", "w", 1},
    {"mins", "min", 1}, {"minute", "min", 1}, {"minutes", "min", 1}, {"분", "min", 1},
    {"분간", "min", 1}, {"hr", "h", 1},       {"hrs", "h", 1},       {"hour", "h", 1},
    {"hours", "h", 1},  {"H", "h", 1},        {"시간", "h", 1},      {"day", "d", 1},
    {"days", "d", 1},   {"D", "d", 1},        {"일", "d", 1},        {"일간", "d", 1},
    {"wk", "w", 1},        {"wks", "w", 1},
    {"week", "w", 1},   {"weeks", "w", 1},    {"W", "w", 1},         {"주", "w", 1},
    {"주일", "w", 1},   {"주간", "w", 1},     {"month", "d", 30},    {"months", "d", 30},
    {"mo", "d", 30},    {"mos", "d", 30},     {"개월", "d", 30},     {"달", "d", 30},
        {"y", "d", 365},      {"yr", "d", 365},      {"yrs", "d", 365},
    {"year", "d", 365}, {"years", "d", 365},  {"년", "d", 365},      {"년간", "d", 365},
};
const UnitWord* FindDurationWord(std::string_view word) {
  for (const UnitWord& entry : kDurationWords) {
    if (entry.word == word) return &entry;
  }
  return nullptr;
}

constexpr std::string_view kPointsWords[] = {"pt", "pts", "point", "points", "p", "점", "포인트"};
constexpr std::string_view kCountWords[] = {"명", "회", "번", "개", "건", "원", "x", "times", "USD", "KRW", "usd", "krw", "달러", "배"};
template <size_t N>
bool IsOneOf(const std::string_view (&words)[N], std::string_view word) {
  for (const std::string_view w : words) {
    if (w == word) return true;
  }
  return false;
}

// The scale of a suffix that the language has, or 0.
double SuffixScale(std::string_view suffix) {
  if (suffix == "k") return 1e3;
  if (suffix == "만") return 1e4;
  if (suffix == "억") return 1e8;
  if (suffix == "%") return 1e-2;
  return 0;
}
int SuffixExponent(std::string_view suffix) {
  if (suffix == "k") return 3;
  if (suffix == "만") return 4;
  if (suffix == "억") return 8;
  if (suffix == "%") return -2;
  return 0;
}

// The value of digits and an exponent of ten, correctly rounded; infinity where too large.
double Decimal(std::string_view digits, int exponent) {
  std::string plain;
  for (const char c : digits) {
    if (c != '_' && c != '+') plain.push_back(c);
  }
  plain += fmt::format("e{}", exponent);
  double value = 0;
  const auto result = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  return result.ec == std::errc::result_out_of_range ? HUGE_VAL : value;
}

// "1억5천만" -> 150000000; the letters after the first digits in `rest`.
std::optional<double> KoreanNumber(std::string_view digits, std::string_view rest) {
  static constexpr std::pair<std::string_view, double> kSmall[] = {{"천", 1e3}, {"백", 1e2}, {"십", 10}};
  static constexpr std::pair<std::string_view, double> kLarge[] = {{"억", 1e8}, {"만", 1e4}};
  double total = 0, part = 0, current = Decimal(digits, 0);
  bool any = false;
  while (!rest.empty()) {
    bool matched = false;
    for (const auto& [word, scale] : kSmall) {
      if (!rest.starts_with(word)) continue;
      part += (current == 0 ? 1 : current) * scale;
      current = 0;
      rest.remove_prefix(word.size());
      matched = any = true;
      break;
    }
    for (const auto& [word, scale] : kLarge) {
      if (matched || !rest.starts_with(word)) continue;
      total += (part + current) * scale;
      part = current = 0;
      rest.remove_prefix(word.size());
      matched = any = true;
      break;
    }
    if (matched) continue;
    size_t n = 0;
    while (n < rest.size() && IsDigit(rest[n])) ++n;
    if (n == 0) break;
    current = Decimal(rest.substr(0, n), 0);
    rest.remove_prefix(n);
  }
  if (!any || !(rest.empty() || rest == "원" || rest == "명" || rest == "달러")) return std::nullopt;
  return total + part + current;
}

NumberReading Mended(TokenKind kind, size_t length, NumberProblem problem, std::string mended) {
  NumberReading reading;
  reading.kind = kind;
  reading.length = length;
  reading.problem = problem;
  reading.mended = std::move(mended);
  return reading;
}

// How many digits stand at `at`, at most `most`.
size_t DigitsAt(std::string_view s, size_t at, size_t most = SIZE_MAX) {
  size_t n = 0;
  while (n < most && at + n < s.size() && IsDigit(s[at + n])) ++n;
  return n;
}

int ToInt(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// The length of a time of day and offset after "2026-12-24T": HH:MM[:SS[.fraction]][Z|+HH:MM]; 0 where it is not one.
size_t TimeLength(std::string_view s) {
  const auto two = [&](size_t at, int most) { return DigitsAt(s, at, 2) == 2 && ToInt(s.substr(at, 2)) <= most; };
  if (!two(0, 23) || s.size() < 5 || s[2] != ':' || !two(3, 59)) return 0;
  size_t n = 5;
  if (n < s.size() && s[n] == ':' && two(n + 1, 59)) {
    n += 3;
    if (n < s.size() && s[n] == '.' && DigitsAt(s, n + 1) > 0) n += 1 + DigitsAt(s, n + 1);
  }
  if (n < s.size() && s[n] == 'Z') return n + 1;
  if (n + 5 < s.size() && (s[n] == '+' || s[n] == '-') && two(n + 1, 23) && s[n + 3] == ':' && two(n + 4, 59)) return n + 6;
  return n;
}

// A date in any style people use; length 0 where it is not one.
NumberReading ReadDate(std::string_view s) {
  const size_t first = DigitsAt(s, 0, 5);
  if (first >= s.size() || (first != 4 && first != 1 && first != 2)) return {};
  const char mark = s[first];
  if (mark != '-' && mark != '/' && mark != '.') return {};
  const size_t second = DigitsAt(s, first + 1, 3);
  const size_t second_end = first + 1 + second;
  if (second < 1 || second > 2 || second_end >= s.size() || s[second_end] != mark) return {};
  const size_t third = DigitsAt(s, second_end + 1, 5);
  const size_t end = second_end + 1 + third;
  if (first != 4) {
    if (third != 4) return {};
    // 24.12.2026 or 12/24/2026: which is the month is a guess, so nothing is mended with certainty.
    const int a = ToInt(s.substr(0, first)), b = ToInt(s.substr(first + 1, second)), year = ToInt(s.substr(second_end + 1, 4));
    const bool day_first = mark == '.' || a > 12;
    return Mended(TokenKind::kDate, end, NumberProblem::kDateStyle, fmt::format("{:04}-{:02}-{:02}", year, day_first ? b : a, day_first ? a : b));
  }
  if (third < 1 || third > 2) return {};
  const int year = ToInt(s.substr(0, 4)), month = ToInt(s.substr(5, second)), day = ToInt(s.substr(second_end + 1, third));
  const std::string canonical = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  const bool well = mark == '-' && second == 2 && third == 2;
  if (!types::MakeDate(year, month, day)) return Mended(TokenKind::kDate, end, NumberProblem::kBadDate, "2026-01-01");
  if (!well) return Mended(TokenKind::kDate, end, NumberProblem::kDateStyle, canonical);
  NumberReading reading = Mended(TokenKind::kDate, end, NumberProblem::kNone, canonical);
  if (end + 1 < s.size() && s[end] == 'T' && IsDigit(s[end + 1])) {
    const size_t time = TimeLength(s.substr(end + 1));
    reading.kind = TokenKind::kDateTime;
    if (time == 0) {
      reading.problem = NumberProblem::kDateTimeStyle;
      reading.length = end + 1 + DigitsAt(s, end + 1);
      while (reading.length < s.size() && (IsDigit(s[reading.length]) || s[reading.length] == ':')) ++reading.length;
      reading.mended = canonical + "T00:00";
    } else {
      reading.length = end + 1 + time;
      reading.mended = s.substr(0, reading.length);
    }
  }
  return reading;
}

// "2026년 12월 24일"; length 0 where it is not one.
NumberReading ReadKoreanDate(std::string_view s) {
  static constexpr std::string_view kMarks[] = {"년", "월", "일"};
  size_t at = 0;
  std::array<int, 3> parts{};
  for (size_t i = 0; i < 3; ++i) {
    while (i > 0 && at < s.size() && s[at] == ' ') ++at;
    const size_t n = DigitsAt(s, at, 4);
    if (n == 0 || !s.substr(at + n).starts_with(kMarks[i])) return {};
    parts[i] = ToInt(s.substr(at, n));
    at += n + kMarks[i].size();
  }
  if (!types::MakeDate(parts[0], parts[1], parts[2])) return Mended(TokenKind::kDate, at, NumberProblem::kBadDate, "2026-01-01");
  return Mended(TokenKind::kDate, at, NumberProblem::kDateStyle, fmt::format("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]));
}

// What a number with these letters glued to it is. `digits` has underscores taken out.
NumberReading WithSuffix(const std::string& digits, std::string_view suffix, size_t length) {
  if (const UnitWord* unit = FindDurationWord(suffix)) {
    std::string spelling = digits + std::string(unit->unit);
    if (unit->times != 1) spelling = NumberSpelling(Decimal(digits, 0) * unit->times) + std::string(unit->unit);
    if (!DurationSeconds(spelling)) return Mended(TokenKind::kDuration, length, NumberProblem::kDurationRange, "1d");
    const bool well = unit->word == unit->unit;
    return Mended(TokenKind::kDuration, length, well ? NumberProblem::kNone : NumberProblem::kDurationUnit, std::move(spelling));
  }
  if (suffix == "m") return Mended(TokenKind::kDuration, length, NumberProblem::kMinuteOrMonth, digits + "min");
  if (SuffixScale(suffix) != 0) {
    NumberReading reading = Mended(TokenKind::kNumber, length, NumberProblem::kNone, digits + std::string(suffix));
    reading.has_suffix = true;
    return reading;
  }
  if (IsOneOf(kPointsWords, suffix)) return Mended(TokenKind::kNumber, length, NumberProblem::kPointsUnit, digits);
  if (IsOneOf(kCountWords, suffix)) return Mended(TokenKind::kNumber, length, NumberProblem::kUnit, digits);
  const auto scaled = [&](double scale) {
    return Mended(TokenKind::kNumber, length, NumberProblem::kUnit, NumberSpelling(Decimal(digits, 0) * scale));
  };
  if (suffix == "K" || suffix == "천") return scaled(1e3);
  if (suffix == "M" || suffix == "mn" || suffix == "mil" || suffix == "million" || suffix == "백만") return scaled(1e6);
  if (suffix == "B" || suffix == "bn" || suffix == "billion") return scaled(1e9);
  if (const auto korean = KoreanNumber(digits, suffix)) {
    return Mended(TokenKind::kNumber, length, NumberProblem::kUnit, NumberSpelling(*korean));
  }
  if ((suffix[0] == 'e' || suffix[0] == 'E') && suffix.size() <= 4 && AllDigits(suffix.substr(1))) {
    const double value = Decimal(digits, ToInt(suffix.substr(1)));
    if (std::isfinite(value)) return Mended(TokenKind::kNumber, length, NumberProblem::kUnit, NumberSpelling(value));
  }
  return Mended(TokenKind::kName, length, NumberProblem::kDigitName, digits + std::string(suffix));
}

// The length of the letters, marks and digits at `at`.
size_t LettersAt(std::string_view s, size_t at) {
  size_t end = at;
  while (end < s.size()) {
    size_t next = end;
    if (!source::IsNameContinue(source::DecodeAt(s, &next))) break;
    end = next;
  }
  return end - at;
}

// "10.000,50", "1.000.000": points between the thousands. One point alone is a fraction, and "1.125,50" in a list two numbers.
NumberReading ReadPointsAsThousands(std::string_view s) {
  const size_t first = DigitsAt(s, 0, 4);
  if (first == 0 || first > 3) return {};
  std::string digits(s.substr(0, first));
  size_t at = first, groups = 0;
  for (; at < s.size() && s[at] == '.' && DigitsAt(s, at + 1, 4) == 3; at += 4, ++groups) digits.append(s.substr(at + 1, 3));
  const size_t fraction = at < s.size() && s[at] == ',' ? DigitsAt(s, at + 1) : 0;
  const bool comma = fraction == 1 || fraction == 2;
  if (groups == 0 || (groups == 1 && !comma)) return {};
  if (comma) {
    digits += '.';
    digits.append(s.substr(at + 1, fraction));
    at += 1 + fraction;
  }
  size_t next = at;
  if (at < s.size() && source::IsNameContinue(source::DecodeAt(s, &next))) return {};
  NumberReading reading = Mended(TokenKind::kNumber, at, NumberProblem::kThousands, digits);
  reading.may_be_two = groups == 1;
  return reading;
}

NumberReading ReadPlain(std::string_view s, bool in_list) {
  if (NumberReading number = ReadPointsAsThousands(s); number.length > 0 && !(in_list && number.may_be_two)) return number;
  if (NumberReading date = ReadDate(s); date.length > 0) return date;
  if (NumberReading date = ReadKoreanDate(s); date.length > 0) return date;
  size_t at = 0;
  std::string digits;
  bool untidy = false;
  while (at < s.size() && (IsDigit(s[at]) || s[at] == '_')) {
    if (s[at] == '_') {
      if (at + 1 >= s.size() || !IsDigit(s[at + 1])) break;  // `2_a` is a name that begins with a digit, `1__0` untidy
    } else {
      digits.push_back(s[at]);
    }
    ++at;
  }
  // 1,000: one to three digits, then groups of exactly three.
  size_t grouped = at;
  std::string joined = digits;
  if (at <= 3) {
    while (grouped < s.size() && s[grouped] == ',' && DigitsAt(s, grouped + 1, 4) == 3) {
      joined.append(s.substr(grouped + 1, 3));
      grouped += 4;
    }
  }
  const bool thousands = grouped > at;
  if (thousands) {
    at = grouped;
    digits = joined;
  }
  if (at + 1 < s.size() && s[at] == '.' && IsDigit(s[at + 1])) {
    const size_t n = DigitsAt(s, at + 1);
    digits += '.';
    digits += s.substr(at + 1, n);
    at += 1 + n;
  } else if (at < s.size() && s[at] == '.') {
    size_t next = at + 1;
    const bool member = next < s.size() && source::IsNameStart(source::DecodeAt(s, &next));
    if (!member) {
      untidy = true;
      ++at;
    }
  }
  size_t suffix = LettersAt(s, at);
  // "60이상", "60점이상": a word of comparison, which is a token of its own.
  for (const std::string_view word : {"이상", "이하", "초과", "미만", "이내"}) {
    const size_t found = s.substr(at, suffix).find(word);
    if (found != std::string_view::npos) suffix = found;
  }
  if (suffix == 0 && at < s.size() && s[at] == '%') suffix = 1;
  NumberReading reading;
  if (suffix > 0) {
    reading = WithSuffix(digits, s.substr(at, suffix), at + suffix);
  } else {
    reading = Mended(TokenKind::kNumber, at, NumberProblem::kNone, digits);
  }
  if (reading.kind == TokenKind::kNumber && !std::isfinite(NumberValue(reading.mended))) {
    return Mended(TokenKind::kNumber, reading.length, NumberProblem::kUnreadable, "0");
  }
  if (reading.problem == NumberProblem::kNone && thousands) reading.problem = NumberProblem::kThousands;
  if (reading.problem == NumberProblem::kNone && untidy) reading.problem = NumberProblem::kUnreadable;
  return reading;
}

// The first scalar values of the line with full-width forms and dashes turned into ASCII.
std::string Narrowed(std::string_view s, bool* any) {
  std::string out;
  for (size_t offset = 0, n = 0; offset < s.size() && n < 200; ++n) {
    const char32_t c = source::DecodeAt(s, &offset);
    if (c == '\n' || c == '\r') break;
    LookAlike kind;
    const char ascii = AsciiMeant(c, &kind);
    if (kind == LookAlike::kFullWidth) *any = true;
    source::AppendUtf8(ascii != 0 && kind == LookAlike::kFullWidth ? static_cast<char32_t>(ascii) : c, &out);
  }
  return out;
}

// True where a full-width form stands in the run of characters at the beginning that could belong to the number.
bool HasFullWidth(std::string_view s) {
  for (size_t offset = 0, n = 0; offset < s.size() && n < 200; ++n) {
    const char c = s[offset];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '(' || c == ')' || c == '"') return false;
    const char32_t decoded = source::DecodeAt(s, &offset);
    if (decoded >= 0xFF01 && decoded <= 0xFF5E) return true;
  }
  return false;
}

}  // namespace

NumberReading ReadNumber(std::string_view text, size_t at, bool in_list) {
  const std::string_view s = text.substr(at);
  if (!HasFullWidth(s)) return ReadPlain(s, in_list);
  bool any = false;
  const std::string narrowed = Narrowed(s, &any);
  NumberReading reading = ReadPlain(narrowed, in_list);
  // Each scalar value was replaced by one, so the number of them finds the end in the source.
  size_t end = 0;
  bool full_width = false;
  for (size_t offset = 0; offset < reading.length;) {
    source::DecodeAt(narrowed, &offset);
    const char32_t c = source::DecodeAt(s, &end);
    if (c >= 0xFF01 && c <= 0xFF5E) full_width = true;
  }
  reading.length = end;
  reading.full_width = full_width;
  return reading;
}

double NumberValue(std::string_view spelling) {
  size_t end = 0;
  while (end < spelling.size() && (IsDigit(spelling[end]) || spelling[end] == '_' || spelling[end] == '.' || spelling[end] == '-' || spelling[end] == '+')) ++end;
  return Decimal(spelling.substr(0, end), SuffixExponent(spelling.substr(end)));
}

std::optional<int64_t> DurationSeconds(std::string_view spelling) {
  size_t end = 0;
  while (end < spelling.size() && (IsDigit(spelling[end]) || spelling[end] == '_' || spelling[end] == '.')) ++end;
  const std::string_view unit = spelling.substr(end);
  const double seconds_per_unit = unit == "min" ? 60 : unit == "h" ? 3'600 : unit == "d" ? 86'400 : unit == "w" ? 604'800 : 0;
  const double seconds = Decimal(spelling.substr(0, end), 0) * seconds_per_unit;
  if (!(seconds >= 0 && seconds <= static_cast<double>(kMaxDurationSeconds)) || seconds != std::floor(seconds)) return std::nullopt;
  return static_cast<int64_t>(seconds);
}

std::optional<int32_t> DateDays(std::string_view spelling) {
  if (spelling.size() < 10) return std::nullopt;
  return types::MakeDate(ToInt(spelling.substr(0, 4)), ToInt(spelling.substr(5, 2)), ToInt(spelling.substr(8, 2)));
}

PointsReading ReadPoints(std::string_view spelling) {
  constexpr int64_t kMost = int64_t{1'000'000'000} * 1'000;
  PointsReading reading;
  bool negative = false;
  size_t at = 0;
  if (!spelling.empty() && (spelling[0] == '+' || spelling[0] == '-')) {
    negative = spelling[0] == '-';
    at = 1;
  }
  int decimals = -1;
  for (; at < spelling.size(); ++at) {
    const char c = spelling[at];
    if (c == '_') continue;
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (!IsDigit(c)) {
      reading.problem = PointsProblem::kSuffix;
      return reading;
    }
    if (decimals == 3) {
      if (c == '0') continue;  // 2.5000 says no more than 2.5
      reading.problem = PointsProblem::kTooManyDecimals;
      return reading;
    }
    if (decimals >= 0) ++decimals;
    if (reading.thousandths <= kMost) reading.thousandths = reading.thousandths * 10 + (c - '0');
  }
  for (int i = decimals < 0 ? 0 : decimals; i < 3 && reading.thousandths <= kMost; ++i) reading.thousandths *= 10;
  if (reading.thousandths > kMost) {
    reading.problem = PointsProblem::kTooLarge;
    reading.thousandths = kMost;
  }
  if (negative) reading.thousandths = -reading.thousandths;
  return reading;
}

std::string NumberSpelling(double value) {
  char buffer[400];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
  return std::string(buffer, result.ptr);
}

}  // namespace ripe::syntax
