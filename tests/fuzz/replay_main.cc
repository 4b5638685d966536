// The ctest fuzz_regressions: every input of corpus/TARGET and regressions/TARGET once more, in the
// ordinary build. Arguments: the folder that holds them. Prints what broke; the last line is `N
// passed, N failed`. A crash names its input too.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "tests/fuzz/fuzz.h"

namespace ripe::fuzz {
namespace {

char g_current[4096] = "";

void OnCrash(int signal) {
  constexpr const char kWords[] = "\ncrashed in ";
  (void)!::write(2, kWords, sizeof(kWords) - 1);
  (void)!::write(2, g_current, std::strlen(g_current));
  (void)!::write(2, "\n", 1);
  std::signal(signal, SIG_DFL);
  ::raise(signal);
}

std::vector<std::string> FilesIn(const std::filesystem::path& folder) {
  std::vector<std::string> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

int Main(const std::filesystem::path& root) {
  // Compiled code is kept here, not in the user's cache.
  ::setenv("XDG_CACHE_HOME", Folder().c_str(), 1);
  // Sanitizers have better handlers.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) std::signal(signal, OnCrash);
#endif
  size_t passed = 0, failed = 0;
  for (const Target& target : Targets()) {
    size_t inputs = 0;
    for (const char* kind : {"corpus", "regressions"}) {
      for (const std::string& file : FilesIn(root / kind / target.name)) {
        ++inputs;
        fmt::format_to_n(g_current, sizeof(g_current) - 1, "{}", file).out[0] = '\0';
        try {
          target.run(ReadFile(file));
          ++passed;
        } catch (const Broken&) {
          fmt::print("failed: {}\n", file);
          ++failed;
        }
      }
    }
    // An empty folder would be a test that cannot fail.
    if (inputs == 0) {
      fmt::print("failed: there are no inputs for {} below {}\n", target.name, root.string());
      ++failed;
    }
  }
  fmt::print("{} passed, {} failed\n", passed, failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace ripe::fuzz

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: {} FOLDER\n", argv[0]);
    return 2;
  }
  return ripe::fuzz::Main(argv[1]);
}
