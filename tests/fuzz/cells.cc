// Target `cells`: one text read as everything that a cell or a word of the rules can be: numbers,
// yes and no, dates, times, instants, durations, points, names. What can be read lies within bounds
// and, written out, reads the same again.
#include "runtime/io/cells.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <array>
#include <cmath>
#include <cstdlib>

#include "compiler/source/unicode.h"
#include "compiler/syntax/number.h"
#include "compiler/types/calendar.h"
#include "tests/fuzz/fuzz.h"

namespace ripe::fuzz {
namespace {

// Local midnights that are skipped, offsets that are no whole hours, half an hour's change, and
// none of it.
constexpr std::array<const char*, 8> kZones = {"UTC",
                                               "Asia/Seoul",
                                               "America/New_York",
                                               "Asia/Kathmandu",
                                               "America/Sao_Paulo",
                                               "Australia/Lord_Howe",
                                               "Africa/Casablanca",
                                               "Asia/Beirut"};

bool IsUtf8(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    const auto b = [&](size_t k) {
      return i + k < text.size() ? static_cast<uint8_t>(text[i + k]) : 0U;
    };
    const unsigned lead = b(0);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                          : lead >= 0xE0 && lead <= 0xEF ? 3
                          : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                         : 0;
    if (length == 0) return false;
    unsigned value = lead & (0xFFU >> (length + 1));
    for (size_t k = 1; k < length; ++k) {
      if ((b(k) & 0xC0) != 0x80) return false;
      value = value << 6 | (b(k) & 0x3F);
    }
    if ((length == 3 && (value < 0x800 || (value >= 0xD800 && value <= 0xDFFF))) ||
        (length == 4 && (value < 0x10000 || value > 0x10FFFF)))
      return false;
    i += length;
  }
  return true;
}

void CheckDate(int32_t date, const types::Zone& zone) {
  Require(date >= types::kMinDate && date <= types::kMaxDate, "a date lies in the years 1 to 9999");
  const auto again = types::ParseDate(types::FormatDate(date));
  Require(again == date, "a date that is written reads the same");
  const types::CivilDate civil = types::ToCivil(date);
  Require(types::MakeDate(civil.year, civil.month, civil.day) == date,
          "a date and its parts agree");
  if (date <= types::kMinDate + 1 || date >= types::kMaxDate - 1) return;
  const int64_t start = zone.StartOfDay(date), next = zone.StartOfDay(date + 1);
  Require(start < next, "each day has a beginning of its own");
  Require(zone.DateOf(start) == date, "a day's first instant lies in it");
  Require(zone.DateOf(next - 1) == date, "a day's last instant lies in it");
  Require(zone.DateOf(start - 1) < date, "what lies before a day's first instant is another day");
}

void CheckInstant(int64_t micros, const types::Zone& zone) {
  // A local time in the first or last day of all years may be of another year in UTC, which has no
  // spelling.
  if (micros < types::kMinDate * types::kMicrosPerDay ||
      micros >= (types::kMaxDate + 1) * types::kMicrosPerDay)
    return;
  const std::string utc = types::FormatInstant(micros, types::Zone::Utc());
  const auto again = types::ParseTime(utc, zone);
  if (again != micros) Fail("an instant that is written reads the same: " + utc);
  const int32_t day = zone.DateOf(micros);
  if (day <= types::kMinDate + 1 || day >= types::kMaxDate - 1) return;
  Require(zone.StartOfDay(day) <= micros && micros < zone.StartOfDay(day + 1),
          "an instant lies in its day");
  // Before the time of railways offsets have seconds, which RFC 3339 cannot write.
  if (micros > 0) {
    const std::string local = types::FormatInstant(micros, zone);
    if (types::ParseTime(local, types::Zone::Utc()) != micros)
      Fail("an instant that is written in its zone reads the same: " + local);
  }
}

void CheckTimes(std::string_view text, const types::Zone& zone) {
  if (const auto date = types::ParseDate(text)) {
    CheckDate(*date, zone);
    Require(types::IsDateOnly(text), "what reads as a date is one");
  }
  const auto time = types::ParseTime(text, zone);
  if (time) CheckInstant(*time, zone);
  const auto instant = types::ParseInstant(text, zone);
  if (instant) CheckInstant(*instant, zone);
  if (time) Require(instant == time, "a time is the instant it says");
  if (const auto as_of = types::ParseAsOf(text, zone)) CheckInstant(*as_of, zone);
}

void CheckNumbers(std::string_view text) {
  if (const auto number = io::ParseNumber(text)) {
    Require(std::isfinite(*number), "numbers of cells are finite");
    const auto again = io::ParseNumber(fmt::format("{}", *number));
    Require(again == number, "a number that is written reads the same");
  }
  for (const io::CellKind kind : {io::CellKind::kText, io::CellKind::kNumber, io::CellKind::kTrue,
                                  io::CellKind::kUnreadable}) {
    const io::Cell cell{text.data(), static_cast<uint32_t>(text.size()), kind};
    // A JSON number is one that simdjson let through.
    if (kind == io::CellKind::kNumber && !io::ParseNumber(text)) continue;
    if (io::IsBlankCell(cell)) continue;
    (void)io::ReadYesNo(cell);
    if (const auto number = io::ReadNumber(cell))
      Require(std::isfinite(*number), "numbers of cells are finite");
    if (const auto date = io::ReadDate(cell, types::Zone::Utc()))
      CheckDate(*date, types::Zone::Utc());
    if (const auto time = io::ReadTime(cell, types::Zone::Utc()))
      CheckInstant(*time, types::Zone::Utc());
    (void)io::ReadText(cell);
    std::vector<std::string_view> tags;
    if (io::ReadTags(cell, &tags) && kind == io::CellKind::kText) {
      for (const std::string_view tag : tags)
        Require(tag.data() >= text.data() && tag.data() + tag.size() <= text.data() + text.size(),
                "tags are parts of their cell");
    }
    const io::MissingCells missing({std::string("n/a"), 0.0, false, 20000});
    (void)missing.Matches(cell, types::Zone::Utc());
  }
}

// Numbers of the rules, which start with a digit.
void CheckLiterals(std::string_view text) {
  const size_t digit = text.find_first_of("0123456789");
  if (digit == std::string_view::npos) return;
  const syntax::NumberReading reading = syntax::ReadNumber(text, digit);
  Require(reading.length > 0 && digit + reading.length <= text.size(),
          "a number ends where its text does");
  if (reading.problem != syntax::NumberProblem::kNone || reading.full_width) return;
  const std::string spelling(text.substr(digit, reading.length));
  if (reading.kind == syntax::TokenKind::kDate) {
    const auto days = syntax::DateDays(spelling);
    Require(days.has_value(), "a date of the rules is one");
    CheckDate(*days, types::Zone::Utc());
  } else if (reading.kind == syntax::TokenKind::kDuration) {
    const auto seconds = syntax::DurationSeconds(spelling);
    Require(seconds && *seconds >= 0, "a duration of the rules is one");
  } else if (reading.kind == syntax::TokenKind::kNumber) {
    const double value = syntax::NumberValue(spelling);
    Require(std::isfinite(value), "numbers of rules are finite");
    Require(syntax::NumberValue(syntax::NumberSpelling(value)) == value,
            "a number's spelling gives it back");
    for (const char* sign : {"+", "-", ""}) (void)syntax::ReadPoints(sign + spelling);
  }
}

void CheckNames(std::string_view text) {
  const std::string nfc = source::Nfc(text);
  RequireSame(nfc, source::Nfc(nfc), "composing twice is composing once");
  // Marks are put into their order by a way of our own.
  const std::string with_end(text);
  if (with_end.find('\0') == std::string::npos) {
    utf8proc_uint8_t* theirs =
        utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(with_end.c_str()));
    const std::string composed = theirs ? reinterpret_cast<const char*>(theirs) : "";
    std::free(theirs);
    RequireSame(nfc, composed, "composing is what Unicode says");
  }
  RequireSame(source::Fold(text), source::Fold(nfc), "texts are compared composed");
  const std::string key = source::NameKey(text);
  RequireSame(key, source::NameKey(nfc), "names are compared composed");
  for (const std::string* made : {&nfc, &key})
    Require(source::FindInvalidUtf8(*made) == std::string::npos, "what is made of UTF-8 is UTF-8");
  const std::string_view trimmed = source::TrimSpace(text);
  Require(source::IsBlank(text) == trimmed.empty(), "a blank text is one of which nothing is left");
  RequireSame(trimmed, source::TrimSpace(trimmed), "trimming twice is trimming once");
  (void)source::DisplayWidth(text);
}

}  // namespace

void RunCells(std::string_view input) {
  const unsigned options = TakeOptions(&input);
  size_t at = 0;
  std::string again;
  while (at < input.size()) {
    const size_t before = at;
    source::AppendUtf8(source::DecodeAt(input, &at), &again);
    Require(at > before && at <= input.size(), "decoding moves on within the text");
  }
  const size_t invalid = source::FindInvalidUtf8(input);
  Require((invalid == std::string::npos) == IsUtf8(input), "UTF-8 is what RFC 3629 says");
  if (invalid != std::string::npos) {
    Require(IsUtf8(input.substr(0, invalid)), "what stands before the first wrong byte is right");
    return;  // readers let nothing else through
  }
  RequireSame(input, again, "decoding and encoding give the text back");
  const auto zone = types::Zone::Find(kZones[options % kZones.size()]);
  Require(zone.has_value(), "the zones are there");
  if (!source::IsBlank(input)) {
    CheckTimes(input, *zone);
    CheckNumbers(input);
  }
  CheckLiterals(input);
  CheckNames(input);
}

}  // namespace ripe::fuzz
