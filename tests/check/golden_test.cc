// Goldens: each file of cases/ with all that is said about it, as people see it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <vector>

#include "compiler/diag/render.h"
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

TEST_CASE("beginners' lines, in Korean") {
  const Checked checked = CheckText(ReadFile(SourceDir() / "tests/check/cases/beginners.ripe"), ExampleFiles());
  CheckGolden("check/golden/beginners.ko.txt", diag::RenderText(*checked.sources, checked.bag.Sorted(), {.language = diag::Language::kKorean}));
}

}  // namespace ripe::test
