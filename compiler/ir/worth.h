// The worth of fading points by age: points * 2^(-d / H) for an event d whole days old, rounded
// half to even to a thousandth. One function makes the table for every engine, in integers, so that
// every machine has the same digits.
#pragma once

#include <cstdint>
#include <vector>

namespace ripe::ir {

// The worths for ages 0, 1, 2, ... days in thousandths, up to the last that is not zero. |points|
// <= 1e12 thousandths, 1 <= halving_days <= 36,500. At most about 41 * halving_days + 2 entries.
std::vector<int64_t> WorthTable(int64_t points, int32_t halving_days);

}  // namespace ripe::ir
