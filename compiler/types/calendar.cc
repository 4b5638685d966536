// Civil days and time zones are Abseil's (CCTZ): it applies a zone's rules beyond the last change
// that the database lists (2037), which the date library does not. The texts are read by hand,
// since the accepted forms are ours and must be read the same everywhere.
#include "compiler/types/calendar.h"

#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <system_error>

#include "compiler/source/unicode.h"

namespace ripe::types {
namespace {

constexpr int64_t FloorDiv(int64_t a, int64_t b) {
  return a / b - ((a % b != 0 && (a % b < 0) != (b < 0)) ? 1 : 0);
}

constexpr int64_t kMinInstant = int64_t{kMinDate} * kMicrosPerDay;
constexpr int64_t kMaxInstant = (int64_t{kMaxDate} + 1) * kMicrosPerDay - 1;

absl::CivilSecond CivilOf(int64_t local_micros) {
  return absl::CivilSecond(1970, 1, 1) + FloorDiv(local_micros, kMicrosPerSecond);
}

// Names are looked up in the database's folder: nothing that could leave it, and none of Abseil's
// own forms ("libc:...").
bool IsZoneName(std::string_view name) {
  return !name.empty() && name.front() != '/' && name.size() < 64 &&
         name.find("..") == std::string_view::npos &&
         std::all_of(
             name.begin(), name.end(),
             [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-' || c == '+' || c == '/';
             });
}

// The database's own list of its zones, with its version in the first line.
std::ifstream OpenZoneList() {
  const char* folder = std::getenv("TZDIR");
  return std::ifstream(std::string(folder == nullptr ? "/usr/share/zoneinfo" : folder) +
                       "/tzdata.zi");
}

// A reader of the few forms; each step moves on, or sets `ok` to false.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  bool ok() const { return ok_; }
  bool at_end() const { return pos_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[pos_]; }
  bool Skip(char c) {
    if (peek() != c || at_end()) return false;
    ++pos_;
    return true;
  }
  void SkipSpaces() {
    while (!at_end() && (text_[pos_] == ' ' || text_[pos_] == '\t')) ++pos_;
  }
  // Between `least` and `most` digits.
  int Digits(int least, int most) {
    int value = 0, n = 0;
    while (n < most && !at_end() && text_[pos_] >= '0' && text_[pos_] <= '9') {
      value = value * 10 + (text_[pos_++] - '0');
      ++n;
    }
    if (n < least) ok_ = false;
    return value;
  }
  // A decimal fraction's first six digits as microseconds; the rest is cut off.
  int64_t FractionMicros() {
    int64_t value = 0;
    int n = 0;
    while (!at_end() && text_[pos_] >= '0' && text_[pos_] <= '9') {
      if (n < 6) value = value * 10 + (text_[pos_] - '0');
      ++n;
      ++pos_;
    }
    if (n == 0) ok_ = false;
    for (; n < 6; ++n) value *= 10;
    return value;
  }
  void Fail() { ok_ = false; }

 private:
  std::string_view text_;
  size_t pos_ = 0;
  bool ok_ = true;
};

// Reads a date and leaves the reader behind it.
std::optional<int32_t> ReadDate(Reader* r) {
  const int year = r->Digits(4, 4);
  if (!r->ok()) return std::nullopt;
  const char separator = r->peek();
  if (separator != '-' && separator != '/' && separator != '.') return std::nullopt;
  r->Skip(separator);
  if (separator == '.') r->SkipSpaces();
  const int month = r->Digits(1, 2);
  if (!r->ok() || !r->Skip(separator)) return std::nullopt;
  if (separator == '.') r->SkipSpaces();
  const int day = r->Digits(1, 2);
  if (!r->ok()) return std::nullopt;
  if (separator == '.') r->Skip('.');
  return MakeDate(year, month, day);
}

// `HH:MM[:SS[.f]]` as microseconds of the day. 24:00 and leap seconds are not times.
std::optional<int64_t> ReadClock(Reader* r) {
  const int hour = r->Digits(2, 2);
  if (!r->ok() || !r->Skip(':')) return std::nullopt;
  const int minute = r->Digits(2, 2);
  if (!r->ok()) return std::nullopt;
  int second = 0;
  int64_t fraction = 0;
  if (r->Skip(':')) {
    second = r->Digits(2, 2);
    if (r->ok() && (r->peek() == '.' || r->peek() == ',')) {
      r->Skip(r->peek());
      fraction = r->FractionMicros();
    }
  }
  if (!r->ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return ((int64_t{hour} * 60 + minute) * 60 + second) * kMicrosPerSecond + fraction;
}

// `Z` or `+09:00`, `+0900`, `+09`: microseconds east of Greenwich.
std::optional<int64_t> ReadOffset(Reader* r) {
  if (r->Skip('Z') || r->Skip('z')) return 0;
  const bool negative = r->peek() == '-';
  if (!r->Skip('+') && !r->Skip('-')) return std::nullopt;
  const int hours = r->Digits(2, 2);
  int minutes = 0;
  if (r->Skip(':')) {
    minutes = r->Digits(2, 2);
  } else if (!r->at_end()) {
    minutes = r->Digits(2, 2);
  }
  if (!r->ok() || hours > 23 || minutes > 59) return std::nullopt;
  const int64_t micros = (int64_t{hours} * 60 + minutes) * 60 * kMicrosPerSecond;
  return negative ? -micros : micros;
}

// What a text says: what the clock showed, and how far east of Greenwich it stood, where it says
// that.
struct WrittenTime {
  int64_t clock = 0;
  std::optional<int64_t> offset;
};

// A date, alone or with a time of day behind it.
std::optional<WrittenTime> ReadTime(std::string_view text) {
  Reader r(source::TrimSpace(text));
  const auto days = ReadDate(&r);
  if (!days) return std::nullopt;
  WrittenTime written{int64_t{*days} * kMicrosPerDay, {}};
  if (r.at_end()) return written;
  if (!r.Skip('T') && !r.Skip('t')) {
    if (r.peek() != ' ') return std::nullopt;
    r.SkipSpaces();
  }
  const auto clock = ReadClock(&r);
  if (!clock) return std::nullopt;
  written.clock += *clock;
  r.SkipSpaces();
  if (r.at_end()) return written;
  written.offset = ReadOffset(&r);
  if (!written.offset || !r.at_end()) return std::nullopt;
  return written;
}

std::optional<int64_t> InRange(int64_t micros) {
  if (micros < kMinInstant || micros > kMaxInstant) return std::nullopt;
  return micros;
}

// Epoch seconds or milliseconds with an optional fraction, exactly: digits are scaled as integers,
// never through a double.
std::optional<int64_t> ParseEpoch(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const size_t dot = text.find('.');
  const std::string_view whole = text.substr(0, dot);
  if (whole.empty() || whole.size() > 15) return std::nullopt;
  int64_t value = 0;
  for (char c : whole) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  const int64_t unit = value >= 100'000'000'000 ? 1000 : kMicrosPerSecond;  // microseconds in one
  int64_t part = 0;
  bool below_micro = false;
  if (dot != std::string_view::npos) {
    const std::string_view digits = text.substr(dot + 1);
    if (digits.empty()) return std::nullopt;
    int64_t scale = unit;
    for (char c : digits) {
      if (c < '0' || c > '9') return std::nullopt;
      scale /= 10;
      if (scale > 0) {
        part += (c - '0') * scale;
      } else if (c != '0') {
        below_micro = true;
      }
    }
  }
  if (value > kMaxInstant / unit) return std::nullopt;
  const int64_t micros = value * unit + part;
  // Cutting off means towards the past, also before 1970.
  return InRange(negative ? -micros - (below_micro ? 1 : 0) : micros);
}

// False where the database has no such zone. Abseil tells that from a file that could not be read
// (an interrupted call, no file descriptor left) by nothing, and remembers the name as missing; so
// a file that is there is tried again by other spellings of its path.
bool Load(const std::string& name, absl::TimeZone* zone) {
  if (absl::LoadTimeZone(name, zone)) return true;
  const char* folder = std::getenv("TZDIR");
  std::string path = folder != nullptr && *folder == '/' ? folder : "/usr/share/zoneinfo";
  std::error_code error;
  if (!std::filesystem::is_regular_file(path + "/" + name, error)) {
    if (error && error != std::errc::no_such_file_or_directory &&
        error != std::errc::not_a_directory)
      throw ZoneUnreadable(name);
    return false;
  }
  // The folder has other files too.
  char magic[4] = {};
  std::ifstream file(path + "/" + name, std::ios::binary);
  if (file.read(magic, sizeof(magic)) && std::string_view(magic, 4) != "TZif") return false;
  for (int attempt = 0; attempt < 5; ++attempt) {
    path += '/';
    if (absl::LoadTimeZone(path + name, zone)) return true;
  }
  throw ZoneUnreadable(name);
}

}  // namespace

ZoneUnreadable::ZoneUnreadable(const std::string& name)
    : std::runtime_error("the time-zone data of this machine could not be read: " + name) {}

std::optional<Zone> Zone::Find(std::string_view name) {
  if (name == "UTC" || name == "Z") return Utc();
  if (!IsZoneName(name)) return std::nullopt;
  // Loaded zones live as long as the process.
  static std::mutex mutex;
  static std::map<std::string, absl::TimeZone, std::less<>> loaded;
  const std::lock_guard<std::mutex> lock(mutex);
  auto it = loaded.find(name);
  if (it == loaded.end()) {
    absl::TimeZone zone;
    if (!Load(std::string(name), &zone)) return std::nullopt;
    it = loaded.emplace(std::string(name), zone).first;
  }
  Zone zone;
  zone.zone_ = &it->second;
  zone.name_ = it->first;
  return zone;
}

Zone Zone::Utc() { return Zone(); }

int64_t Zone::ToLocal(int64_t micros) const {
  if (zone_ == nullptr) return micros;
  const auto info = static_cast<const absl::TimeZone*>(zone_)->At(absl::FromUnixMicros(micros));
  return micros + info.offset * kMicrosPerSecond;
}

int32_t Zone::DateOf(int64_t micros) const {
  return static_cast<int32_t>(FloorDiv(ToLocal(micros), kMicrosPerDay));
}

int64_t Zone::ToInstant(int64_t local_micros) const {
  if (zone_ == nullptr) return local_micros;
  // `pre` is the instant by the offset before a change: of a repeated time the earlier one, of a
  // skipped time what is wanted.
  const auto info = static_cast<const absl::TimeZone*>(zone_)->At(CivilOf(local_micros));
  const int64_t below_second =
      local_micros - FloorDiv(local_micros, kMicrosPerSecond) * kMicrosPerSecond;
  return absl::ToUnixMicros(info.pre) + below_second;
}

int64_t Zone::StartOfDay(int32_t date) const {
  const int64_t local = int64_t{date} * kMicrosPerDay;
  if (zone_ == nullptr) return local;
  const auto info = static_cast<const absl::TimeZone*>(zone_)->At(CivilOf(local));
  // A day whose midnight is skipped begins where the gap ends.
  return absl::ToUnixMicros(info.kind == absl::TimeZone::TimeInfo::SKIPPED ? info.trans : info.pre);
}

std::vector<std::string> ZoneNames() {
  // Lines "Z NAME offset ..." are zones, "L TARGET NAME" other names for them.
  std::vector<std::string> names;
  std::ifstream list = OpenZoneList();
  for (std::string line; std::getline(list, line);) {
    if (line.starts_with("Z ")) names.push_back(line.substr(2, line.find(' ', 2) - 2));
    if (line.starts_with("L ")) names.push_back(line.substr(line.rfind(' ') + 1));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string ZoneDatabaseVersion() {
  std::ifstream list = OpenZoneList();
  std::string line;
  if (!std::getline(list, line) || !line.starts_with("# version ")) return "";
  return line.substr(10);
}

std::optional<int32_t> MakeDate(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  const absl::CivilDay civil(year, month, day);  // carries an overlong day into the next month
  if (civil.day() != day) return std::nullopt;
  return static_cast<int32_t>(civil - absl::CivilDay(1970, 1, 1));
}

CivilDate ToCivil(int32_t days) {
  const absl::CivilDay civil = absl::CivilDay(1970, 1, 1) + days;
  return {static_cast<int>(civil.year()), civil.month(), civil.day()};
}

std::optional<int32_t> ParseDate(std::string_view text) {
  Reader r(source::TrimSpace(text));
  const auto days = ReadDate(&r);
  return days && r.at_end() ? days : std::nullopt;
}

bool IsDateOnly(std::string_view text) { return ParseDate(text).has_value(); }

std::optional<int64_t> ParseTime(std::string_view text, const Zone& zone) {
  const auto written = ReadTime(text);
  if (!written) return std::nullopt;
  if (written->offset) return InRange(written->clock - *written->offset);
  // Midnight too is read like any other local time: where a gap begins before it, not the day's
  // first instant.
  return InRange(zone.ToInstant(written->clock));
}

std::optional<int32_t> ParseDateOf(std::string_view text, const Zone& zone) {
  const auto written = ReadTime(text);
  if (!written) return std::nullopt;
  if (!written->offset) return static_cast<int32_t>(FloorDiv(written->clock, kMicrosPerDay));
  const auto instant = InRange(written->clock - *written->offset);
  if (!instant) return std::nullopt;
  const int32_t date = zone.DateOf(*instant);
  if (date < kMinDate || date > kMaxDate) return std::nullopt;
  return date;
}

std::optional<int64_t> ParseInstant(std::string_view text, const Zone& zone) {
  const std::string_view trimmed = source::TrimSpace(text);
  if (auto time = ParseTime(trimmed, zone)) return time;
  return ParseEpoch(trimmed);
}

std::optional<int64_t> ParseAsOf(std::string_view text, const Zone& zone) {
  if (auto days = ParseDate(text))
    return *days == kMaxDate ? kMaxInstant : zone.StartOfDay(*days + 1) - 1;
  return ParseTime(text, zone);
}

std::string FormatDate(int32_t days) {
  const CivilDate c = ToCivil(days);
  char buffer[32];
  std::snprintf(buffer, sizeof(buffer), "%04d-%02d-%02d", c.year, c.month, c.day);
  return buffer;
}

std::string FormatInstant(int64_t micros, const Zone& zone) {
  const int64_t local = zone.ToLocal(micros);
  const int64_t of_day = local - FloorDiv(local, kMicrosPerDay) * kMicrosPerDay;
  const int64_t seconds = of_day / kMicrosPerSecond;
  char buffer[64];
  std::snprintf(buffer, sizeof(buffer), "T%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  std::string out = FormatDate(static_cast<int32_t>(FloorDiv(local, kMicrosPerDay))) + buffer;
  if (const int64_t fraction = of_day % kMicrosPerSecond; fraction != 0) {
    std::snprintf(buffer, sizeof(buffer), ".%06d", static_cast<int>(fraction));
    out += buffer;
    while (out.back() == '0') out.pop_back();
  }
  const int64_t offset = (local - micros) / kMicrosPerSecond;
  if (offset == 0) return out + "Z";
  const int64_t size = offset < 0 ? -offset : offset;
  std::snprintf(buffer, sizeof(buffer), "%c%02d:%02d", offset < 0 ? '-' : '+',
                static_cast<int>(size / 3600), static_cast<int>(size / 60 % 60));
  return out + buffer;
}

}  // namespace ripe::types
