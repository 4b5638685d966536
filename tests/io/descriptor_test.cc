// source::descriptor.h: whole reads and writes over pipes and files, while signals interrupt them.
#include "compiler/source/descriptor.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "tests/support/run.h"

namespace ripe::test {
namespace {

volatile sig_atomic_t alarms = 0;

// SIGALRM every millisecond, to this thread alone, as a handler that lets calls be interrupted.
class Interruptions {
 public:
  Interruptions() {
    alarms = 0;
    struct sigaction action{};
    action.sa_handler = [](int) { alarms = alarms + 1; };
    sigaction(SIGALRM, &action, &before_);
    const itimerval every{{0, 1000}, {0, 1000}};
    setitimer(ITIMER_REAL, &every, nullptr);
  }
  ~Interruptions() {
    const itimerval never{};
    setitimer(ITIMER_REAL, &never, nullptr);
    sigaction(SIGALRM, &before_, nullptr);
  }

 private:
  struct sigaction before_{};
};

// A thread for the other end of a pipe, where the alarm does not ring.
template <class Work>
std::thread Beside(Work work) {
  sigset_t alarm, before;
  sigemptyset(&alarm);
  sigaddset(&alarm, SIGALRM);
  pthread_sigmask(SIG_BLOCK, &alarm, &before);
  std::thread thread(std::move(work));
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return thread;
}
void Wait() { std::this_thread::sleep_for(std::chrono::milliseconds(10)); }

TEST_CASE("what comes slowly through a pipe is read to its end, whatever interrupts") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  std::thread writer = Beside([&] {
    for (int k = 0; k < 5; ++k) {
      Wait();
      CHECK(write(ends[1], "abc", 3) == 3);
    }
    close(ends[1]);
  });
  std::string text = "-";
  bool read = false;
  {
    const Interruptions interruptions;
    read = source::ReadUpTo(100, ends[0], &text);
    writer.join();
  }
  CHECK(read);
  CHECK(text == "-abcabcabcabcabc");
  CHECK(alarms > 0);
  close(ends[0]);
}

TEST_CASE("what a slow reader takes is written to its end, whatever interrupts") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const std::string sent(300'000, 'x');  // more than a pipe holds
  std::string text;
  std::thread reader = Beside([&] {
    char buffer[65536];
    while (true) {
      Wait();
      const ssize_t n = read(ends[0], buffer, sizeof(buffer));
      if (n <= 0) break;
      text.append(buffer, static_cast<size_t>(n));
    }
  });
  bool written = false;
  {
    const Interruptions interruptions;
    written = source::WriteAll(ends[1], sent);
    close(ends[1]);
    reader.join();
  }
  CHECK(written);
  CHECK(text == sent);
  CHECK(alarms > 0);
  close(ends[0]);
}

TEST_CASE("reading stops above the limit and at the end of a file, and says what went wrong") {
  const TempDir folder;
  const std::string path = folder.Write("f", std::string(200'000, 'y'));
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(fd >= 0);
  std::string text;
  CHECK(source::ReadUpTo(1000, fd, &text));
  CHECK(text.size() > 1000);
  CHECK(text.size() < 200'000);
  CHECK(source::ReadUpTo(200'000, fd, &text));
  CHECK(text.size() == 200'000);

  std::string part(10, ' ');
  CHECK(source::ReadAt(fd, 199'990, part.data(), 10));
  CHECK(part == std::string(10, 'y'));
  part.assign(10, ' ');
  CHECK_FALSE(source::ReadAt(fd, 199'995, part.data(), 10));
  CHECK(part == "yyyyy     ");
  CHECK_FALSE(source::WriteAll(fd, "z"));
  CHECK(errno == EBADF);
  close(fd);
  text.clear();
  CHECK_FALSE(source::ReadUpTo(1000, fd, &text));
  CHECK(errno == EBADF);
}

}  // namespace
}  // namespace ripe::test
