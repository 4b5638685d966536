// See arrow_values.h.
#include "runtime/io/arrow_values.h"

#include <fmt/format.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace ripe::io {

double HalfToDouble(uint16_t half) {
  const int exponent = half >> 10 & 0x1F;
  const int fraction = half & 0x3FF;
  double value = exponent == 0    ? std::ldexp(fraction, -24)
                 : exponent == 31 ? (fraction != 0 ? std::numeric_limits<double>::quiet_NaN()
                                                   : std::numeric_limits<double>::infinity())
                                  : std::ldexp(fraction + 1024, exponent - 25);
  return (half & 0x8000) != 0 ? -value : value;
}

std::string DecimalText(const unsigned char* bytes, int width, int scale) {
  constexpr uint64_t kStep = 1'000'000'000;
  std::array<uint32_t, 8> limbs{};
  const int count = width / 4;
  std::memcpy(limbs.data(), bytes, static_cast<size_t>(width));
  const bool negative = (bytes[width - 1] & 0x80) != 0;
  if (negative) {
    uint64_t carry = 1;
    for (int i = 0; i < count; ++i) {
      carry += static_cast<uint32_t>(~limbs[i]);
      limbs[i] = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
  }
  // Nine digits at a time, the lowest first.
  std::string digits;
  for (int top = count; top > 0;) {
    uint64_t rest = 0;
    for (int i = top - 1; i >= 0; --i) {
      rest = rest << 32 | limbs[i];
      limbs[i] = static_cast<uint32_t>(rest / kStep);
      rest %= kStep;
    }
    while (top > 0 && limbs[top - 1] == 0) --top;
    const std::string nine = fmt::format("{:09}", rest);
    digits.insert(digits.end(), nine.rbegin(), nine.rend());
  }
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  if (scale < 0 && digits != "0") digits.insert(0, static_cast<size_t>(-scale), '0');
  if (scale > 0) {
    while (digits.size() <= static_cast<size_t>(scale)) digits += '0';
    digits.insert(static_cast<size_t>(scale), 1, '.');
  }
  if (negative) digits += '-';
  return {digits.rbegin(), digits.rend()};
}

std::optional<int64_t> ToMicros(int64_t value, int64_t per_second) {
  constexpr int64_t kFirst = int64_t{types::kMinDate} * types::kMicrosPerDay;
  constexpr int64_t kLast = (int64_t{types::kMaxDate} + 1) * types::kMicrosPerDay - 1;
  int64_t micros = 0;
  if (per_second > types::kMicrosPerSecond) {
    micros = FloorDiv(value, per_second / types::kMicrosPerSecond);
  } else if (__builtin_mul_overflow(value, types::kMicrosPerSecond / per_second, &micros)) {
    return std::nullopt;
  }
  if (micros < kFirst || micros > kLast) return std::nullopt;
  return micros;
}

int64_t LocalTimes::ToInstant(int64_t local_micros) {
  const auto day = static_cast<int32_t>(FloorDiv(local_micros, types::kMicrosPerDay));
  Day& known = days_[static_cast<uint32_t>(day) % kDays];
  if (known.day != day) {
    constexpr int64_t kHour = 3'600 * types::kMicrosPerSecond;
    const int64_t begin = day * types::kMicrosPerDay;
    known = {day, false, zone_.ToInstant(begin) - begin};
    for (int hour = 1; hour <= 24; ++hour) {
      // The last microsecond of the day stands for its end.
      const int64_t at = begin + hour * kHour - (hour == 24 ? 1 : 0);
      known.varies |= zone_.ToInstant(at) - at != known.offset;
    }
  }
  return known.varies ? zone_.ToInstant(local_micros) : local_micros + known.offset;
}

}  // namespace ripe::io
