// See golden.h. Files are written only when their bytes change, so that an update touches no more
// than it must.
#include "tests/support/golden.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

namespace ripe::test {
namespace {

bool UpdatingGoldens() {
  const char* value = std::getenv("RIPE_UPDATE_GOLDENS");
  return value != nullptr && std::string_view(value) == "1";
}

// "line 3: expected `...`, got `...`" for the first line that differs.
std::string FirstDifference(std::string_view expected, std::string_view actual) {
  const auto [e, a] = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end());
  const auto at = static_cast<size_t>(std::distance(expected.begin(), e));
  const auto line_of = [at](std::string_view text) -> std::string {
    const size_t before = text.substr(0, at).rfind('\n');
    const size_t begin = before == std::string_view::npos ? 0 : before + 1;
    if (begin >= text.size()) return "(end of file)";
    return '`' + std::string(text.substr(begin, text.find('\n', begin) - begin)) + '`';
  };
  const auto number = 1 + std::count(expected.begin(), e, '\n');
  return "line " + std::to_string(number) + ": expected " + line_of(expected) + ", got " +
         line_of(actual);
}

}  // namespace

std::filesystem::path SourceDir() { return RIPE_SOURCE_DIR; }

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) FAIL("cannot read " << path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void WriteFile(const std::filesystem::path& path, const std::string& bytes) {
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) FAIL("cannot write " << path.string());
}

void CheckGolden(const std::string& relative_path, const std::string& actual) {
  const std::filesystem::path path = SourceDir() / "tests" / relative_path;
  const bool exists = std::filesystem::exists(path);
  if (UpdatingGoldens()) {
    if (!exists || ReadFile(path) != actual) WriteFile(path, actual);
    SUCCEED();
    return;
  }
  if (!exists) {
    FAIL_CHECK("no golden tests/" << relative_path << "; `./dev golden` makes it. Got:\n"
                                  << actual);
    return;
  }
  const std::string expected = ReadFile(path);
  if (expected != actual) {
    FAIL_CHECK("tests/" << relative_path << " differs at " << FirstDifference(expected, actual)
                        << "\n`./dev golden` rewrites it. The whole output:\n"
                        << actual);
    return;
  }
  SUCCEED();
}

}  // namespace ripe::test
