// Calendar and clock: instants are whole microseconds of UTC since 1970, dates are days since
// 1970-01-01, both proleptic Gregorian within the years 1 to 9999. Time zones come from the
// system's tz database through Abseil. Everything that turns text into time, in rules and in data,
// is here, so that it reads the same everywhere.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ripe::types {

inline constexpr int64_t kMicrosPerSecond = 1'000'000;
inline constexpr int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;
inline constexpr int32_t kMissingDate = INT32_MIN;
inline constexpr int64_t kMissingTime = INT64_MIN;
inline constexpr int32_t kMinDate = -719'162;   // 0001-01-01
inline constexpr int32_t kMaxDate = 2'932'896;  // 9999-12-31

// Thrown, like std::bad_alloc, where the machine fails and the rules are not to blame: a zone's
// file is there and cannot be read. The command ends with status 3.
class ZoneUnreadable : public std::runtime_error {
 public:
  explicit ZoneUnreadable(const std::string& name);
};

// A time zone of the tz database. Cheap to copy; thread-safe.
class Zone {
 public:
  static std::optional<Zone> Find(
      std::string_view name);  // "Asia/Seoul"; none where unknown or no database
  static Zone Utc();
  // The local calendar date of an instant.
  int32_t DateOf(int64_t micros) const;
  // The first instant of a local day.
  int64_t StartOfDay(int32_t date) const;
  // A zone-less local time (microseconds since 1970-01-01T00:00 on the local clock) as an instant:
  // of two, the earlier; one that a clock change skips is read with the offset before the gap.
  int64_t ToInstant(int64_t local_micros) const;
  // The inverse, for printing.
  int64_t ToLocal(int64_t micros) const;
  const std::string& name() const { return name_; }

 private:
  const void* zone_ = nullptr;  // an absl::TimeZone, which lives as long as the process; null: UTC
  std::string name_ = "UTC";
};

// All names of the tz database, sorted; empty where there is none. Its version ("2026a"); empty
// where unknown.
std::vector<std::string> ZoneNames();
std::string ZoneDatabaseVersion();

std::optional<int32_t> MakeDate(int year, int month, int day);  // none where there is no such day
struct CivilDate {
  int year, month, day;
};
CivilDate ToCivil(int32_t date);

// `2026-11-20`, `2026-1-2`, `2026/11/20`, `2026. 11. 20`, `2026.11.20.`; surrounding space is
// skipped. None where it is not a date.
std::optional<int32_t> ParseDate(std::string_view text);
// A date, then `T` or a space, then `HH:MM[:SS[.fraction]]`, then nothing (local time in `zone`),
// `Z`, or `+09:00`; also a date alone (local midnight). Finer than microseconds is cut off. None
// where it is not a time.
std::optional<int64_t> ParseTime(std::string_view text, const Zone& zone);
// The local date of a date or time as in ParseTime: the one that is written, and where an offset
// says what instant is meant, its date in `zone`.
std::optional<int32_t> ParseDateOf(std::string_view text, const Zone& zone);
// As ParseTime, and epoch seconds or milliseconds (magnitude 1e11 and above: milliseconds; a
// fraction is allowed).
std::optional<int64_t> ParseInstant(std::string_view text, const Zone& zone);
// `--as-of` and `test ... at`: as ParseTime, but a date alone is the last microsecond of that local
// day.
std::optional<int64_t> ParseAsOf(std::string_view text, const Zone& zone);
// True where the text is a date without a time of day.
bool IsDateOnly(std::string_view text);

std::string FormatDate(int32_t date);  // 2026-11-20
std::string FormatInstant(
    int64_t micros,
    const Zone& zone);  // 2026-11-20T09:00:00+09:00 (a fraction only where there is one)

}  // namespace ripe::types
