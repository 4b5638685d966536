// See last_words.h. The handler is set before any constructor of a global runs, those of the shared
// libraries included: only .preinit_array of the executable comes that early.
#include "runtime/cli/last_words.h"

#include <cxxabi.h>
#include <link.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>
#include <typeinfo>

#include "ripe/status.h"

namespace ripe::cli {
namespace {

// Whether an allocation of C++ has failed, in any thread. What a function that may not throw lets
// out is not known here when GCC 12 ends the program, nor is what finds no memory to be thrown in.
std::atomic<bool> ran_out = false;

[[noreturn]] void NoteAndThrow() {
  ran_out = true;
  throw std::bad_alloc();
}

[[noreturn]] void LastWords() {
  const std::type_info* type = abi::__cxa_current_exception_type();
  const bool no_memory = type == nullptr ? ran_out.load()
                                         : *type == typeid(std::bad_alloc) ||
                                               *type == typeid(std::bad_array_new_length);
  if (no_memory) _exit(NoMemory());
  // Anything else is a mistake of ours: a core file tells more than a status.
  std::abort();
}

bool IsArrow(std::string_view name) { return name.find("libarrow.so") != std::string_view::npos; }

// The last of all handlers, just before the libraries' own ends. Arrow's would free tables of
// mimalloc that were never made where an mmap had failed (_mi_thread_locals_done), and end a run
// that is over and well by a signal: nothing is left to do, so they are left out.
void EndBeforeArrow(int status, void* /*nothing*/) {
  const auto look = [](dl_phdr_info* info, size_t /*size*/, void* /*nothing*/) {
    return static_cast<int>(IsArrow(info->dlpi_name));
  };
  if (dl_iterate_phdr(look, nullptr) == 0) return;
  std::fflush(nullptr);
  _exit(status);
}

void Install(int /*argc*/, char** /*argv*/, char** /*environment*/) {
  std::set_terminate(LastWords);
  std::set_new_handler(NoteAndThrow);
}

__attribute__((section(".preinit_array"), used)) void (*const kInstall)(int, char**,
                                                                        char**) = Install;

#ifndef __SANITIZE_ADDRESS__  // which looks for leaks afterwards
// The first constructor of the program, so the last handler: after the linker's own, which calls
// the libraries' ends, was set; that is later than kInstall.
__attribute__((constructor(101))) void InstallEnd() { on_exit(EndBeforeArrow, nullptr); }
#endif

}  // namespace

int NoMemory() {
  constexpr std::string_view kWords = "ripe: there is not enough memory\n";
  // Interrupted or not: there is nobody left to tell.
  if (write(STDERR_FILENO, kWords.data(), kWords.size()) < 0) return ExitStatus(StatusCode::kLimit);
  return ExitStatus(StatusCode::kLimit);
}

}  // namespace ripe::cli
