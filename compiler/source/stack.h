// Room for work that recurses. ANTLR's parser takes nearly 4 KB of stack a level of nesting, and a
// host may call from a thread with a small stack (Java's and Go's threads, `ulimit -s`): such work
// then runs on a stack of its own. Work whose depth has no bound (a define of a define of a define
// ...) asks at each level, and goes on on a further stack where one is used up. Entry points:
// HasStack, WithStack.
#pragma once

#include <cstddef>
#include <functional>

namespace ripe::source {

// Whether at least `bytes` of this thread's stack are left. Costs a few instructions.
bool HasStack(size_t bytes);

// Runs `work` where at least `bytes` of stack are left: here, or else on a thread made for it, with
// a stack of `fresh` bytes (0: twice `bytes`), while this one waits. What it throws is thrown here.
// Where there can be no such thread, std::bad_alloc.
void WithStack(size_t bytes, const std::function<void()>& work, size_t fresh = 0);

}  // namespace ripe::source
