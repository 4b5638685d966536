// Reports how many test cases passed and failed, for the total at the end of `./dev test`: Catch2's
// own exit status says only whether all did. ctest names the file in RIPE_TEST_COUNT_FILE
// (cmake/RipeTests.cmake).
#define CATCH_CONFIG_EXTERNAL_INTERFACES
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

namespace {

struct CountListener : Catch::TestEventListenerBase {
  using TestEventListenerBase::TestEventListenerBase;

  void testRunEnded(const Catch::TestRunStats& stats) override {
    const char* path = std::getenv("RIPE_TEST_COUNT_FILE");
    if (path == nullptr) return;
    const Catch::Counts& cases = stats.totals.testCases;
    std::ofstream(path) << cases.passed + cases.failedButOk << ' ' << cases.failed << '\n';
  }
};

CATCH_REGISTER_LISTENER(CountListener)

}  // namespace
