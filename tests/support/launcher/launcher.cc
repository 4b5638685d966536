// Runs a program and reports, on file descriptor 3, its wait status and its peak memory. Linux
// counts the memory of whoever starts a program into the program's own peak (the old address space
// is accounted at exec), so a test holding 200 MB of data could never see that `ripe` took 20: the
// tests start programs through this small one (run.cc).
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  constexpr int kReport = 3;
  fcntl(kReport, F_SETFD, FD_CLOEXEC);
  const pid_t pid = fork();
  if (pid == 0) {
    execvp(argv[1], argv + 1);
    std::fprintf(stderr, "cannot run %s: %s\n", argv[1], std::strerror(errno));
    _exit(127);
  }
  // Only the program itself may hold the standard streams: a reader must see their end when it
  // ends.
  close(STDIN_FILENO);
  close(STDOUT_FILENO);
  close(STDERR_FILENO);
  int status = 0;
  rusage usage{};
  if (pid < 0 || wait4(pid, &status, 0, &usage) != pid) return 2;
  dprintf(kReport, "%d %ld\n", status, usage.ru_maxrss);
  return 0;
}
