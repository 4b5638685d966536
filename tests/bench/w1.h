// W1 in memory: Ripe's engines over columns, beside the hand-written kernels over the same arrays.
#pragma once

#include "tests/bench/w1_data.h"

namespace ripe::bench {

// Checks each engine against the exact sums (or, of other data, the hand-written kernel) row by
// row, then compares them on `threads` threads.
void RunW1(const W1Data& data, bool exact_sums, int rounds, size_t threads);

}  // namespace ripe::bench
