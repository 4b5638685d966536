// See descriptor.h.
#include "compiler/source/descriptor.h"

#include <poll.h>
#include <unistd.h>

namespace ripe::source {

void WaitFor(int fd, short events) {
  pollfd wait{.fd = fd, .events = events, .revents = 0};
  // What is wrong with the descriptor, the next call says.
  (void)poll(&wait, 1, -1);
}

bool ReadUpTo(size_t most, int fd, std::string* text) {
  char buffer[65536];
  while (text->size() <= most) {
    const ssize_t n = RetryWaiting(fd, POLLIN, [&] { return ::read(fd, buffer, sizeof(buffer)); });
    if (n < 0) return false;
    if (n == 0) break;
    text->append(buffer, static_cast<size_t>(n));
  }
  return true;
}

bool ReadAt(int fd, uint64_t offset, void* out, size_t size) {
  auto* at = static_cast<char*>(out);
  while (size > 0) {
    const ssize_t n = Retry([&] { return ::pread(fd, at, size, static_cast<off_t>(offset)); });
    if (n <= 0) return false;
    at += n;
    offset += static_cast<uint64_t>(n);
    size -= static_cast<size_t>(n);
  }
  return true;
}

bool WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n =
        RetryWaiting(fd, POLLOUT, [&] { return ::write(fd, bytes.data(), bytes.size()); });
    if (n == 0) errno = EIO;  // neither written nor refused: asking again would never end
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return true;
}

}  // namespace ripe::source
