// The one door between the engine and its vector kernels: kernels.cc is compiled once per
// instruction set, and RunSteps of the best set that the CPU has is chosen at start. Only plain
// pointers pass through it: an inline function shared with the rest of the program could be linked
// in its AVX form.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler/ir/batch.h"

namespace ripe::interp {

// Starts the points, runs the steps, writes the points out.
using RunStepsFn = void (*)(const ir::BatchContext&, size_t rows);
// What is left to do where compiled code ran: writes the points of `rows` rows out.
using FinishRowsFn = RunStepsFn;
// RunSteps that adds to `ticks` what each step takes by the clock `now`, then what starting and
// what finishing takes: step_count + 2 entries, each with one reading of the clock in it.
using TimeStepsFn = void (*)(const ir::BatchContext&, size_t rows, uint64_t (*now)(),
                             uint64_t* ticks);

enum class Isa : uint8_t { kSse2, kAvx2, kAvx512 };
// Whether this CPU (and build) has it.
bool HasIsa(Isa isa);
Isa BestIsa();
// For tests: the kernels of one instruction set, which must be there.
RunStepsFn RunStepsOf(Isa isa);
FinishRowsFn FinishRowsOf(Isa isa);
TimeStepsFn TimeStepsOf(Isa isa);

}  // namespace ripe::interp
