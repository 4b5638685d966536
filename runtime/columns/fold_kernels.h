// The door to the two loops that every event passes, compiled once per instruction set
// (fold_kernels.cc): which row of increments an event adds, and adding it to its lead's
// accumulator. Plain pointers only, as in interp/kernels.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ripe::columns {

inline constexpr size_t kFoldBlock = 1024;
inline constexpr size_t kSection = 16;  // bytes of an accumulator that are added at once
inline constexpr size_t kMostSections = 4;

// Rows of events by kind and age = as_of - time: of each kind first the row of events after as-of,
// then, by min(age / unit, stride - 1), `stride` rows.
struct RowGrid {
  const uint16_t* grid;
  int64_t as_of;
  int64_t unit;  // microseconds; unit * (stride + 1) <= 2^50
  uint32_t stride;
};

// `count` events and the rows they add.
struct FoldRows {
  const uint8_t* table;  // of rows of `sections` sections
  int sections;
  const uint8_t* words;  // a section mask by section: bytes 0xFF that belong to 16-bit lanes; all
                         // others are lanes of 8 bits
  const uint8_t* bits;   // likewise: bytes that are eight flags (added by `or`)
  const uint16_t* rows;
  const int32_t* leads;  // those outside 0 .. lead_count - 1 add to accumulator lead_count
  const int64_t* times;  // these two are only fetched ahead for the next block
  const uint16_t* types;
  size_t count;
  size_t ahead;  // events that follow in `leads`, `times` and `types`
  uint32_t lead_count;
};

struct FoldKernels {
  // rows[i] for `count` events; `kinds` has where a kind starts in the grid, by type or, else, by
  // event.
  void (*find_rows)(const RowGrid& grid, const int64_t* times, const uint16_t* types,
                    const uint32_t* kinds, bool by_type, size_t count, uint16_t* rows);
  // Adds each event's row to the accumulator of its lead, saturating.
  void (*add_rows)(const FoldRows& in, uint8_t* accumulators);
};

enum class FoldIsa : uint8_t { kSse2, kAvx2, kAvx512 };
const FoldKernels& FoldKernelsOf(FoldIsa isa);

}  // namespace ripe::columns
