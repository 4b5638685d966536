// What an engine's code touches while it runs a BoundProgram over one batch of rows: plain pointers
// and numbers, filled in by whoever points them at the data (runtime/interp/program.h). The
// interpreter's kernels and compiled code (compiler/llvm) read the very same struct, so that either
// can run any batch. Arrays of pointers are indexed as the BoundProgram says.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler/ir/bind.h"

namespace ripe::ir {

struct BatchContext {
  // Read by both.
  const int64_t* params;
  // At the batch's first row. Bitmaps: compiled code wants the bitmap itself, at the byte whose
  // lowest bit is the first row; the interpreter bytes 0 or 1.
  const void* const* inputs;
  const uint8_t* const* text_tables;  // by octet: its bits by code; kTextTablePadding bytes follow
  const int64_t* const* worths;       // by table
  const uint32_t* worth_sizes;
  uint8_t* registers;  // 64-byte aligned columns of kBatchRows bytes
  void* points;  // accumulators of kBatchRows lanes: the groups', then the score's; 64-byte aligned
  uint16_t* stage;       // may be null (compiled code: never)
  void* const* outputs;  // may be null, and so may each entry (compiled code: neither)
  int64_t unit;
  // Read by the interpreter alone.
  const Step* steps;
  size_t step_count;
  const uint32_t* operands;
  uint32_t groups;
  PointsLane lane;
  bool has_points;  // false for the where program
  bool stream;      // `units` and `stage8` are too many to stay in a cache: write around it
  // Results beside `stage` and `outputs`; each may be null, and so may each entry.
  int64_t* score;   // thousandths
  int32_t* units;   // the score in units, where the lane is no wider
  uint8_t* stage8;  // as `stage`, where there are at most 256; needs `stage` too
  int64_t* const* group_points;
  int64_t* const* ledger;  // by rule: thousandths; not null: the ledger is wanted
  void* ledger_points;     // one accumulator of scratch for it
};

// Tables are read by vectors, which look past their end.
inline constexpr size_t kTextTablePadding = 64;
// Tables of 8-bit codes have an entry for each of these, so that a whole one can be loaded.
inline constexpr size_t kTextTable8 = 256;

// Compiled code: runs as many whole vectors of rows as fit into `rows` and returns how many rows
// those were; the rest is the interpreter's. It leaves the points in `points` and writes `stage`
// and `outputs`.
using CompiledBatch = size_t (*)(const BatchContext*, size_t rows);

}  // namespace ripe::ir
