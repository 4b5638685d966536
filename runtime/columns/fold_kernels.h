// The door to the two loops that every event passes, compiled once per instruction set (fold_kernels.cc): which row of increments an
// event adds, and adding it to its lead's accumulator. Plain pointers only, as in interp/kernels.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ripe::columns {

inline constexpr size_t kFoldBlock = 1024;
inline constexpr size_t kSection = 16;     // bytes: 16 lanes of 8 bits, or 8 of 16
inline constexpr size_t kMostSections = 4;

// Rows of events by kind and age: grid[kind * stride + min(age / unit, stride - 1)], age = as_of - time >= 0; later events: row 0.
struct RowGrid {
  const uint16_t* grid;
  int64_t as_of;
  int64_t unit;  // microseconds; unit * stride <= 2^52
  uint32_t stride;
};

struct FoldKernels {
  // rows[i] for `count` events; `kind_of_type` maps types to kinds, or, where it is null, `kinds` has them already.
  void (*find_rows)(const RowGrid& grid, const int64_t* times, const uint16_t* types, const uint32_t* kind_of_type,
                    const uint32_t* kinds, size_t count, uint16_t* rows);
  // Adds table row rows[i] to the accumulator of leads[i], saturating; leads outside 0 .. lead_count - 1 add to accumulator lead_count.
  // `ahead` leads may be looked at beyond `count`. A row is sections8 sections of 8-bit lanes, then sections16 of 16-bit lanes.
  void (*add_rows)(const uint8_t* table, const uint16_t* rows, const int32_t* leads, size_t count, size_t ahead,
                   uint32_t lead_count, int sections8, int sections16, uint8_t* accumulators);
};

enum class FoldIsa : uint8_t { kSse2, kAvx2, kAvx512 };
const FoldKernels& FoldKernelsOf(FoldIsa isa);

}  // namespace ripe::columns
