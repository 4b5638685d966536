// See run.h. posix_spawn and three pipes served by one poll loop: no shell, no deadlock when the child writes much, and a
// deadline that holds even when the child's own children keep the pipes open.
#include "tests/support/run.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "tests/support/golden.h"

extern char** environ;

namespace ripe::test {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe MakePipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
  return {ends[0], ends[1]};
}

void Close(int& fd) {
  if (fd >= 0) close(fd);
  fd = -1;
}

// The child in a process group of its own, so that the deadline ends its children too.
pid_t Spawn(const std::vector<std::string>& argv, const Pipe& in, const Pipe& out,
            const Pipe& err) {
  std::vector<char*> arguments;
  arguments.reserve(argv.size() + 1);
  for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read_end, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write_end, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write_end, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);

  pid_t pid = -1;
  const int error =
      posix_spawnp(&pid, arguments[0], &actions, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) throw std::system_error(error, std::generic_category(), "cannot run " + argv[0]);
  return pid;
}

// Appends what is there to `text`; closes `fd` at its end.
void ReadSome(int& fd, std::string& text) {
  std::array<char, 65536> buffer;
  const ssize_t n = read(fd, buffer.data(), buffer.size());
  if (n > 0) {
    text.append(buffer.data(), static_cast<size_t>(n));
  } else if (n == 0 || (errno != EINTR && errno != EAGAIN)) {
    Close(fd);
  }
}

// Writes what fits; closes `fd` when all is written or the child has stopped reading.
void WriteSome(int& fd, const std::string& text, size_t& written) {
  const ssize_t n = write(fd, text.data() + written, text.size() - written);
  if (n > 0) written += static_cast<size_t>(n);
  const bool broken = n < 0 && errno != EINTR && errno != EAGAIN;
  if (broken || written == text.size()) Close(fd);
}

// Moves bytes until both outputs are closed or the deadline passes; returns whether it passed.
bool Pump(int& in, int& out, int& err, const std::string& stdin_text, Clock::time_point deadline,
          RunResult& result) {
  size_t written = 0;
  if (stdin_text.empty()) Close(in);
  while (out >= 0 || err >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return true;
    std::array<pollfd, 3> fds = {
        pollfd{in, POLLOUT, 0}, pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
    if (poll(fds.data(), fds.size(), static_cast<int>(left)) < 0 && errno != EINTR) return true;
    if (in >= 0 && fds[0].revents != 0) WriteSome(in, stdin_text, written);
    if (out >= 0 && fds[1].revents != 0) ReadSome(out, result.out);
    if (err >= 0 && fds[2].revents != 0) ReadSome(err, result.err);
  }
  return false;
}

// Waits for the child, polling when there is a deadline to keep.
bool Wait(pid_t pid, Clock::time_point deadline, int& status, rusage& usage) {
  while (true) {
    const pid_t done = wait4(pid, &status, WNOHANG, &usage);
    if (done == pid) return false;
    if (Clock::now() >= deadline) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace

RunResult Run(const std::vector<std::string>& argv, const std::string& stdin_text,
              double timeout_seconds) {
  if (argv.empty()) throw std::invalid_argument("Run: no program");
  // A child that closes its input early must not end the tests.
  std::signal(SIGPIPE, SIG_IGN);
  Pipe in = MakePipe();
  Pipe out = MakePipe();
  Pipe err = MakePipe();
  const auto begin = Clock::now();
  const auto deadline = begin + std::chrono::duration_cast<Clock::duration>(
                                    std::chrono::duration<double>(timeout_seconds));
  const pid_t pid = Spawn(argv, in, out, err);
  Close(in.read_end);
  Close(out.write_end);
  Close(err.write_end);
  fcntl(in.write_end, F_SETFL, O_NONBLOCK);

  RunResult result;
  int status = 0;
  rusage usage{};
  result.timed_out =
      Pump(in.write_end, out.read_end, err.read_end, stdin_text, deadline, result) ||
      Wait(pid, deadline, status, usage);
  if (result.timed_out) {
    kill(-pid, SIGKILL);
    wait4(pid, &status, 0, &usage);
  }
  Close(in.write_end);
  Close(out.read_end);
  Close(err.read_end);
  result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.peak_rss_kib = usage.ru_maxrss;
  return result;
}

RunResult RunRipe(std::vector<std::string> arguments, const std::string& stdin_text,
                  double timeout_seconds) {
  arguments.insert(arguments.begin(), RIPE_BINARY);
  return Run(arguments, stdin_text, timeout_seconds);
}

TempDir::TempDir() {
  std::string name = (std::filesystem::temp_directory_path() / "ripe-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), "mkdtemp " + name);
  }
  path_ = name;
}

TempDir::~TempDir() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TempDir::Write(const std::string& name, const std::string& bytes) const {
  const std::filesystem::path file = path_ / name;
  WriteFile(file, bytes);
  return file.string();
}

}  // namespace ripe::test
