// Room for work that recurses. ANTLR's parser takes nearly 4 KB of stack a level of nesting, and a
// host may call from a thread with a small stack (Java's and Go's threads, `ulimit -s`): such work
// then runs on a stack of its own. One entry point, WithStack.
#pragma once

#include <cstddef>
#include <functional>

namespace ripe::source {

// Runs `work` where at least `bytes` of stack are left: here, or else on a thread made for it,
// while this one waits. What it throws is thrown here. Where there can be no such thread,
// std::bad_alloc.
void WithStack(size_t bytes, const std::function<void()>& work);

}  // namespace ripe::source
