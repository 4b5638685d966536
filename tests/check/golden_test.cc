// Goldens: each file of cases/ with all that is said about it, as people see it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <vector>

#include "tests/check/harness.h"
#include "tests/support/golden.h"

namespace ripe::test {

TEST_CASE("cases say what their goldens say") {
  std::vector<std::filesystem::path> cases;
  for (const auto& entry : std::filesystem::directory_iterator(SourceDir() / "tests/check/cases")) {
    if (entry.path().extension() == ".ripe") cases.push_back(entry.path());
  }
  std::sort(cases.begin(), cases.end());
  REQUIRE(!cases.empty());
  for (const std::filesystem::path& path : cases) {
    DYNAMIC_SECTION(path.stem().string()) {
      const Checked checked = CheckText(ReadFile(path), ExampleFiles());
      CheckGolden("check/golden/" + path.stem().string() + ".txt", checked.rendered);
    }
  }
}

}  // namespace ripe::test
