// The door to the loops that every event passes, compiled once per instruction set
// (fold_kernels.cc): which row of increments an event adds; adding it to its lead's accumulator;
// and, where events of a lead stand side by side, counting 64 of them at once by compare masks.
// Plain pointers only, as in interp/kernels.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ripe::columns {

inline constexpr size_t kFoldBlock = 1024;
inline constexpr size_t kSection = 16;  // bytes of an accumulator that are added at once
inline constexpr size_t kMostSections = 4;

// Rows of events by kind and age = as_of - time: of each kind first the row of events after as-of,
// then, by min(age / unit, stride - 1), `stride` rows. The place among a kind's rows is the
// *bucket*.
struct RowGrid {
  const uint16_t* grid;  // one more value may be read
  int64_t as_of;
  int64_t unit;  // microseconds; unit * (stride + 1) <= 2^50
  uint32_t stride;
};

// At most kFoldBlock events. Leads outside first_lead .. first_lead + lead_count - 1 do not count.
struct FoldEvents {
  const int64_t* times;
  const uint16_t* types;
  const int32_t* leads;
  size_t count;
  bool by_time;  // times never decrease
  // Where a kind starts in the grid, by type (of `types_count`) or, without `by_type`, by event.
  const uint32_t* kinds;
  bool by_type;
  uint32_t types_count;
  uint32_t first_lead;
  uint32_t lead_count;
};

// What events add: to the accumulator `places[i]` (the lead, from first_lead) the row `rows[i]`.
// Events that add nothing are left out. Room for 16 more than a block, as vectors are stored whole.
struct FoldAdds {
  alignas(64) uint32_t places[kFoldBlock + 16];
  alignas(64) uint32_t rows[kFoldBlock + 16];
  size_t count;
};

// How rows are laid out.
struct RowShape {
  int sections;
  const uint8_t* words;  // a section mask by section: bytes 0xFF that belong to 16-bit lanes; all
                         // others are lanes of 8 bits
  const uint8_t* bits;   // likewise: bytes that are eight flags (added by `or`)
};

// ---- runs: events of one lead side by side
// Each question that has a lane is a *slot*: the mask, over 64 events, of those whose code (type or
// kind) and age it asks for. Slots come in groups of eight that end in lanes side by side.
inline constexpr size_t kRunSlots = 64;
inline constexpr size_t kRunWindows = 16;
inline constexpr size_t kRunWorths = 4;

struct RunCompare {
  uint8_t slot, code;
};
enum class RunLanes : uint8_t { kWords, kBytes, kFlags };
struct RunGroup {
  RunLanes lanes;
  uint8_t offset;  // of the first lane in the row
};
// A 16-bit lane that adds up `table[bucket]` of the events of a slot.
struct RunWorth {
  const uint32_t* table;
  uint8_t slot, offset;
};
struct RunTables {
  const RunCompare* firsts;  // the first code of a slot
  size_t firsts_count;
  const RunCompare* more;  // further ones
  size_t more_count;
  const uint8_t* all;  // slots of every code
  size_t all_count;
  // Windows as buckets, both ends inside: `narrow` if they fit in bytes, a bucket beyond being 255.
  const uint16_t* window_first;
  const uint16_t* window_last;
  size_t windows;
  bool narrow;
  const uint64_t* window_of;  // by slot
  const RunGroup* groups;     // of the first slots
  size_t groups_count;
  const RunWorth* worths;  // their slots follow
  size_t worths_count;
  size_t slots;  // in all, a multiple of eight
};
// Runs of a block, one or more: run k ends before event ends[k] and belongs to accumulator
// places[k].
struct FoldRuns {
  uint16_t ends[kFoldBlock];
  uint32_t places[kFoldBlock];
  size_t count;
};

struct FoldKernels {
  // What the events add, of one layer.
  void (*find_rows)(const RowGrid& grid, const FoldEvents& events, FoldAdds* out);
  // Adds to accumulators, saturating. `table`: the rows that `adds` names.
  void (*add_rows)(const RowShape& shape, const uint8_t* table, const FoldAdds& adds,
                   uint8_t* sums);
  // Adds `count` accumulators to as many others.
  void (*add_all)(const RowShape& shape, const uint8_t* from, size_t count, uint8_t* sums);
  // The runs of a block, or false where there are more than `most`.
  bool (*find_runs)(const FoldEvents& events, size_t most, FoldRuns* out);
  // Adds whole runs. `codes`: by event, kFoldBlock of them may be read.
  void (*add_runs)(const RunTables& tables, const RowShape& shape, const RowGrid& grid,
                   const FoldEvents& events, const uint8_t* codes, const FoldRuns& runs,
                   uint8_t* sums);
  // Types as codes (all below 256).
  void (*narrow_types)(const uint16_t* types, size_t count, uint8_t* codes);
};

enum class FoldIsa : uint8_t { kSse2, kAvx2, kAvx512 };
const FoldKernels& FoldKernelsOf(FoldIsa isa);

}  // namespace ripe::columns
