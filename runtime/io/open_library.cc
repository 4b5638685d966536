// See open_library.h. Only the thread that loads is watched; all others are served as ever.
#include "runtime/io/open_library.h"

#include <dlfcn.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <memory>
#include <new>
#include <string_view>

namespace ripe::io {
namespace {

constexpr int kStatus = 3;                   // of the command: a limit was hit
constexpr size_t kStack = size_t{64} << 10;  // of the handler, since the thread's may be used up
thread_local bool loading = false;

[[noreturn]] void End() {
  constexpr std::string_view kWords =
      "ripe: there is not enough memory to load the libraries for Parquet and Arrow (or they are "
      "damaged); use CSV or JSONL, or give it more\n";
  // Nobody is left to tell where this fails too.
  if (write(STDERR_FILENO, kWords.data(), kWords.size()) < 0) _exit(kStatus);
  _exit(kStatus);
}

// For operator new, instead of the exception.
void NoMemory() {
  if (loading) End();
  throw std::bad_alloc();
}

constexpr std::array<int, 3> kSignals{SIGSEGV, SIGBUS, SIGABRT};
std::array<struct sigaction, kSignals.size()> before;

void Crashed(int signal) {
  if (loading) End();
  // Another thread's: as if nobody had looked, once it is left to happen again.
  for (size_t i = 0; i < kSignals.size(); ++i) {
    if (kSignals[i] == signal) sigaction(signal, &before[i], nullptr);
  }
}

class Watch {
 public:
  explicit Watch(char* stack) {
    const stack_t own{.ss_sp = stack, .ss_flags = 0, .ss_size = kStack};
    sigaltstack(&own, &stack_before_);
    struct sigaction action{};
    action.sa_handler = Crashed;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    for (size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &action, &before[i]);
    handler_before_ = std::set_new_handler(NoMemory);
    loading = true;
  }
  ~Watch() {
    loading = false;
    std::set_new_handler(handler_before_);
    for (size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &before[i], nullptr);
    sigaltstack(&stack_before_, nullptr);
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  stack_t stack_before_{};
  std::new_handler handler_before_ = nullptr;
};

}  // namespace

void* OpenLibrary(const std::string& place) {
  const auto stack = std::make_unique<char[]>(kStack);
  const Watch watch(stack.get());
  return dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
}

}  // namespace ripe::io
