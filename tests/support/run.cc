// See run.h. posix_spawn and pipes served by one poll loop: no shell, no deadlock when the child
// writes much, and a deadline that holds even when the child's own children keep the pipes open.
// The program runs under launcher/, which says why.
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
#include <cstdio>
#include <cstdlib>
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

// The file descriptor on which the launcher reports.
constexpr int kReport = 3;

// The launcher in a process group of its own, so that the deadline ends its children too.
pid_t Spawn(const std::vector<std::string>& argv, const Pipe& in, const Pipe& out, const Pipe& err,
            const Pipe& report) {
  std::string launcher = RIPE_TEST_LAUNCHER;
  std::vector<char*> arguments = {launcher.data()};
  arguments.reserve(argv.size() + 2);
  for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read_end, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write_end, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write_end, STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&actions, report.write_end, kReport);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);

  pid_t pid = -1;
  const int error =
      posix_spawn(&pid, launcher.c_str(), &actions, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) throw std::system_error(error, std::generic_category(), "cannot run " + launcher);
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

// Moves bytes until the outputs and the report are closed or the deadline passes; returns whether
// it passed.
bool Pump(Pipe& in, Pipe& out, Pipe& err, Pipe& report, const std::string& stdin_text,
          Clock::time_point deadline, RunResult& result, std::string& report_text) {
  size_t written = 0;
  if (stdin_text.empty()) Close(in.write_end);
  while (out.read_end >= 0 || err.read_end >= 0 || report.read_end >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return true;
    // poll skips the closed ones, whose descriptor is -1.
    std::array<pollfd, 4> fds = {pollfd{in.write_end, POLLOUT, 0}, pollfd{out.read_end, POLLIN, 0},
                                 pollfd{err.read_end, POLLIN, 0},
                                 pollfd{report.read_end, POLLIN, 0}};
    if (poll(fds.data(), fds.size(), static_cast<int>(left)) < 0) continue;
    if (fds[0].revents != 0) WriteSome(in.write_end, stdin_text, written);
    if (fds[1].revents != 0) ReadSome(out.read_end, result.out);
    if (fds[2].revents != 0) ReadSome(err.read_end, result.err);
    if (fds[3].revents != 0) ReadSome(report.read_end, report_text);
  }
  return false;
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
  Pipe report = MakePipe();
  const auto begin = Clock::now();
  const auto deadline = begin + std::chrono::duration_cast<Clock::duration>(
                                    std::chrono::duration<double>(timeout_seconds));
  const pid_t pid = Spawn(argv, in, out, err, report);
  Close(in.read_end);
  Close(out.write_end);
  Close(err.write_end);
  Close(report.write_end);
  fcntl(in.write_end, F_SETFL, O_NONBLOCK);

  RunResult result;
  std::string report_text;
  result.timed_out = Pump(in, out, err, report, stdin_text, deadline, result, report_text);
  if (result.timed_out) kill(-pid, SIGKILL);
  int launcher_status = 0;
  while (waitpid(pid, &launcher_status, 0) < 0 && errno == EINTR) {
  }
  result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  for (Pipe* pipe : {&in, &out, &err, &report}) {
    Close(pipe->read_end);
    Close(pipe->write_end);
  }
  int status = SIGKILL;  // the wait status of a program that the deadline ended
  long peak = 0;
  if (std::sscanf(report_text.c_str(), "%d %ld", &status, &peak) != 2 && !result.timed_out) {
    throw std::runtime_error("the launcher reported nothing for " + argv[0]);
  }
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.peak_rss_kib = peak;
  return result;
}

std::string RipeBinary() { return RIPE_BINARY; }

RunResult RunRipe(std::vector<std::string> arguments, const std::string& stdin_text,
                  double timeout_seconds) {
  arguments.insert(arguments.begin(), RipeBinary());
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
