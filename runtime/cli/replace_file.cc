// See replace_file.h. The engine has a writer of its own for scores, which streams; what the
// command writes itself is small and whole in memory, and the command may include the public
// headers only.
#include "runtime/cli/replace_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace ripe::cli {
namespace {

Status Failure(std::string_view name, std::string_view what, int error) {
  return {StatusCode::kIo, fmt::format("{} could not be {}: {}", name, what, std::strerror(error))};
}

// Holds back the signals that a user or a system ends programs with.
class SignalsWait {
 public:
  SignalsWait() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
    sigprocmask(SIG_BLOCK, &signals, &before_);
  }
  ~SignalsWait() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;

 private:
  sigset_t before_;
};

// A call that a signal interrupted is made again; an interrupted close has closed the file. (As
// compiler/source/descriptor.h, which the command may not include.)
template <class Call>
auto Retry(Call&& call) -> decltype(call()) {
  while (true) {
    const auto result = call();
    if (result >= 0 || errno != EINTR) return result;
  }
}
bool Closed(int fd) { return close(fd) == 0 || errno == EINTR; }

Status WriteDirectly(const std::string& path, std::string_view bytes) {
  const int fd = Retry([&] { return open(path.c_str(), O_WRONLY | O_CLOEXEC); });
  if (fd < 0) return Failure(path, "opened", errno);
  Status status = WriteAll(fd, bytes, path);
  if (!Closed(fd) && status.ok()) status = Failure(path, "written", errno);
  return status;
}

// Writes and syncs the temporary file; the caller renames or removes it.
Status Fill(int fd, const std::string& path, mode_t mode, std::string_view bytes) {
  if (fchmod(fd, mode) != 0) return Failure(path, "given its mode", errno);
  RIPE_RETURN_IF_ERROR(WriteAll(fd, bytes, path));
  if (Retry([&] { return fsync(fd); }) != 0) return Failure(path, "written", errno);
  return {};
}

// A file without a name cannot replace another: it first gets one beside it.
Status GiveName(int fd, const std::string& path, const std::string& folder,
                std::string* temporary) {
  const std::string self = fmt::format("/proc/self/fd/{}", fd);
  for (int attempt = 0; attempt < 100; ++attempt) {
    *temporary = fmt::format("{}.ripe-{}-{}", folder, getpid(), attempt);
    if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, temporary->c_str(), AT_SYMLINK_FOLLOW) == 0)
      return {};
    if (errno != EEXIST) break;
  }
  temporary->clear();
  return Failure(path, "named", errno);
}

}  // namespace

Status WriteAll(int fd, std::string_view bytes, std::string_view name) {
  while (!bytes.empty()) {
    const ssize_t n = Retry([&] { return write(fd, bytes.data(), bytes.size()); });
    // Another program has set the stream so that calls do not wait for its reader.
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      pollfd wait{.fd = fd, .events = POLLOUT, .revents = 0};
      (void)poll(&wait, 1, -1);
      continue;
    }
    if (n == 0) return Failure(name, "written", EIO);  // asking again would never end
    if (n < 0 && errno == EPIPE)
      return {StatusCode::kClosedPipe, fmt::format("nobody reads {}", name)};
    if (n < 0) return Failure(name, "written", errno);
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return {};
}

Status ReplaceFile(const std::string& path, std::string_view bytes) {
  struct stat info;
  const bool exists = stat(path.c_str(), &info) == 0;
  // What is there cannot be seen: it might be anything, and must not be replaced.
  if (!exists && errno != ENOENT) return Failure(path, "written", errno);
  if (exists && S_ISDIR(info.st_mode)) return Failure(path, "written", EISDIR);
  if (exists && !S_ISREG(info.st_mode)) return WriteDirectly(path, bytes);
  // A file that may not be written must not be replaced either, though its folder would allow that.
  if (exists && access(path.c_str(), W_OK) != 0) return Failure(path, "written", errno);

  std::string target = path;
  char resolved[PATH_MAX];
  if (exists && realpath(path.c_str(), resolved) != nullptr) target = resolved;
  const size_t slash = target.rfind('/');
  const std::string folder = slash == std::string::npos ? "./" : target.substr(0, slash + 1);
  std::string temporary;

  const mode_t mask = umask(0);
  umask(mask);
  const mode_t mode = exists ? info.st_mode & 07777 : 0666 & ~mask;

  const SignalsWait wait;
  // A file without a name vanishes with its process, however that ends; where the file system has
  // none, one with a name.
  int fd = Retry([&] { return open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600); });
  const bool nameless = fd >= 0;
  if (!nameless) {
    fd = Retry([&] {
      temporary = folder + ".ripe-XXXXXX";
      return mkostemp(temporary.data(), O_CLOEXEC);
    });
  }
  if (fd < 0) return Failure(path, "written", errno);
  Status status = Fill(fd, path, mode, bytes);
  if (status.ok() && nameless) status = GiveName(fd, path, folder, &temporary);
  if (!Closed(fd) && status.ok()) status = Failure(path, "written", errno);
  if (status.ok() && std::rename(temporary.c_str(), target.c_str()) != 0) {
    status = Failure(path, "replaced", errno);
  }
  if (!status.ok() && !temporary.empty()) unlink(temporary.c_str());
  return status;
}

}  // namespace ripe::cli
