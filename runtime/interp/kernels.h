// The one door between the engine and its vector kernels: kernels.cc is compiled once per
// instruction set, and RunSteps of the best set that the CPU has is chosen at start. Only plain
// pointers pass through it: an inline function shared with the rest of the program could be linked
// in its AVX form.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler/ir/bind.h"

namespace ripe::interp {

// Everything that the steps of one batch touch. Arrays of pointers are indexed as the BoundProgram
// says.
struct KernelContext {
  const ir::Step* steps;
  size_t step_count;
  const uint32_t* operands;
  const int64_t* params;
  const void* const* inputs;          // at the batch's first row
  const uint8_t* const* text_tables;  // by octet: its bits by code
  const uint32_t* text_table_sizes;   // by octet: codes that have an entry
  const int64_t* const* worths;       // by table
  const uint32_t* worth_sizes;
  uint8_t* registers;  // 64-byte aligned columns of kBatchRows bytes
  void* points;        // accumulators of kBatchRows lanes: the groups', then the score's
  uint32_t groups;
  ir::PointsLane lane;
  bool has_points;  // false for the where program
  int64_t unit;
  // Results; each may be null, and so may each entry.
  int64_t* score;
  uint16_t* stage;
  int64_t* const* group_points;
  void* const* outputs;
  int64_t* const* ledger;  // by rule: thousandths; not null: the ledger is wanted
  void* ledger_points;     // one accumulator of scratch for it
};

using RunStepsFn = void (*)(const KernelContext&, size_t rows);

enum class Isa : uint8_t { kSse2, kAvx2, kAvx512 };
// Whether this CPU (and build) has it.
bool HasIsa(Isa isa);
Isa BestIsa();
// For tests: the kernels of one instruction set, which must be there.
RunStepsFn RunStepsOf(Isa isa);

}  // namespace ripe::interp
