// See last_words.h. The handler is set before any constructor of a global runs, those of the shared
// libraries included: only .preinit_array of the executable comes that early.
#include "runtime/cli/last_words.h"

#include <cxxabi.h>
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>
#include <typeinfo>

#include "ripe/status.h"

namespace ripe::cli {
namespace {

[[noreturn]] void LastWords() {
  const std::type_info* type = abi::__cxa_current_exception_type();
  if (type != nullptr &&
      (*type == typeid(std::bad_alloc) || *type == typeid(std::bad_array_new_length)))
    _exit(NoMemory());
  // Anything else is a mistake of ours: a core file tells more than a status.
  std::abort();
}

void Install(int /*argc*/, char** /*argv*/, char** /*environment*/) {
  std::set_terminate(LastWords);
}

__attribute__((section(".preinit_array"), used)) void (*const kInstall)(int, char**,
                                                                        char**) = Install;

}  // namespace

int NoMemory() {
  constexpr std::string_view kWords = "ripe: there is not enough memory\n";
  // Interrupted or not: there is nobody left to tell.
  if (write(STDERR_FILENO, kWords.data(), kWords.size()) < 0) return ExitStatus(StatusCode::kLimit);
  return ExitStatus(StatusCode::kLimit);
}

}  // namespace ripe::cli
