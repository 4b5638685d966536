// File descriptors, read and written whole. A system call that a signal interrupted is made again:
// an interruption is nothing that a user should hear of. (Not close, which has closed the file by
// then.) Here since rules, data and compiled code are all read and written this way, and all those
// folders may include this one; the command may not, and has a loop of its own
// (runtime/cli/replace_file.cc).
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ripe::source {

template <class Call>
auto Retry(Call&& call) -> decltype(call()) {
  while (true) {
    const auto result = call();
    if (result >= 0 || errno != EINTR) return result;
  }
}

// Until something can be read from it, or written to it (poll's POLLIN, POLLOUT), or it is broken.
void WaitFor(int fd, short events);

// As Retry; where another program has set the descriptor so that calls do not wait, this waits.
template <class Call>
auto RetryWaiting(int fd, short events, Call&& call) -> decltype(call()) {
  while (true) {
    const auto result = Retry(call);
    if (result >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) return result;
    WaitFor(fd, events);
  }
}

// Appends what is still to come, and stops where the text is larger than `most`. False: errno says
// why.
bool ReadUpTo(size_t most, int fd, std::string* text);
// False where the file ends before (as much as there is has been read), or cannot be read.
bool ReadAt(int fd, uint64_t offset, void* out, size_t size);
// False: errno says why.
bool WriteAll(int fd, std::string_view bytes);

}  // namespace ripe::source
