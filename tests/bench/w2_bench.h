// The W2 part of ripe_bench: Ripe beside the C++ of w2_kernels.h, interleaved in the same run, for
// events in any order, in order of time and by lead.
#pragma once

#include <memory>

#include "compiler/ir/plan.h"
#include "tests/bench/data.h"

namespace ripe::bench {

// `plan`: of w2.ripe. `json`: one object a line instead of the table. False where a sum is wrong.
bool RunW2(const std::shared_ptr<const ir::Plan>& plan, Folder* folder, int rounds, int64_t as_of,
           bool json);

}  // namespace ripe::bench
