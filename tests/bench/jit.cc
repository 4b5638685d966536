// The JIT behind the benchmark's own two functions, so that a build without LLVM measures
// everything else.
#include "tests/bench/rules.h"

namespace ripe::bench {

bool HasJit() { return false; }
bool AdoptJit(const std::shared_ptr<const interp::Program>&) { return false; }

}  // namespace ripe::bench
