// Single values of Arrow's types that take more than a cast: halves, decimals, instants in units
// and without a zone.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/types/calendar.h"

namespace ripe::io {

constexpr int64_t FloorDiv(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

double HalfToDouble(uint16_t half);

// A little-endian two's complement integer of `width` bytes with `scale` digits behind the point
// (before it, where negative), as digits.
std::string DecimalText(const unsigned char* bytes, int width, int scale);

// Microseconds of a count of 1 / per_second seconds, finer ones cut off (towards the past). Nothing
// beyond the years 1 to 9999.
std::optional<int64_t> ToMicros(int64_t value, int64_t per_second);

// Local time as instants, for many: most days have one offset from UTC, which is looked up once.
class LocalTimes {
 public:
  explicit LocalTimes(types::Zone zone) : zone_(std::move(zone)) {}
  int64_t ToInstant(int64_t local_micros);

 private:
  static constexpr size_t kDays = 1024;
  struct Day {
    int32_t day = INT32_MIN;
    bool varies = false;  // the clocks change on it
    int64_t offset = 0;   // instant - local
  };
  types::Zone zone_;
  std::vector<Day> days_ = std::vector<Day>(kDays);
};

}  // namespace ripe::io
