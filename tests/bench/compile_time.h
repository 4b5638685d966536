// From text to a program: what each phase takes by the number of rules.
#pragma once

#include "tests/bench/w1_data.h"

namespace ripe::bench {

// A rules file with so many rules of W1's kinds over W1's columns, no two alike, and W1's stages.
std::string ManyRules(size_t rules);
// `sizes`: numbers of rules. Rounds grow fewer as files grow.
void RunCompileTime(const W1Data& data, const std::vector<size_t>& sizes, int rounds);

}  // namespace ripe::bench
