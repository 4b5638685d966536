// A system call that a signal interrupted is made again: an interruption is nothing that a user
// should hear of. Not for close, which has closed the file by then.
#pragma once

#include <cerrno>

namespace ripe::io {

template <class Call>
auto Retry(Call&& call) -> decltype(call()) {
  while (true) {
    const auto result = call();
    if (result >= 0 || errno != EINTR) return result;
  }
}

}  // namespace ripe::io
