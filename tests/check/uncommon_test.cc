// What few files say: names declared twice over modules, circles, values where events belong, conditions that never hold in
// uncommon spellings. Each file of cases/uncommon with all that is said about it, warnings too; modules lie in modules/.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/check/lint_support.h"
#include "tests/support/golden.h"

namespace ripe::test {

TEST_CASE("uncommon cases say what their goldens say") {
  const std::filesystem::path folder = SourceDir() / "tests/check/cases/uncommon";
  size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".ripe") continue;
    const std::filesystem::path path = entry.path();
    ++count;
    INFO(path.stem().string());
    std::string said = LintText(ReadFile(path), path.string()).Rendered();
    const std::string prefix = folder.string() + "/";
    for (size_t at = said.find(prefix); at != std::string::npos; at = said.find(prefix, at)) said.erase(at, prefix.size());
    CheckGolden("check/golden/uncommon/" + path.stem().string() + ".txt", said);
  }
  CHECK(count == 15);
}

}  // namespace ripe::test
