// Every example and every module of the standard library, through the command: scores as
// expected.csv says, clean under check, laid out, tests passing.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

namespace fs = std::filesystem;

struct Scored {
  fs::path folder, rules, expected;
};

// expected.csv is of rules.ripe, expected-each.csv of each.ripe.
std::vector<Scored> Examples() {
  std::vector<Scored> all;
  for (const auto& entry : fs::recursive_directory_iterator(SourceDir() / "examples")) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() != ".csv" || !name.starts_with("expected")) continue;
    const std::string rules =
        name == "expected" ? "rules" : name.substr(std::string("expected-").size());
    all.push_back(
        {entry.path().parent_path(), entry.path().parent_path() / (rules + ".ripe"), entry.path()});
  }
  std::sort(all.begin(), all.end(),
            [](const Scored& a, const Scored& b) { return a.expected < b.expected; });
  return all;
}

std::vector<fs::path> RulesUnder(const fs::path& folder) {
  std::vector<fs::path> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".ripe") all.push_back(entry.path());
  }
  std::sort(all.begin(), all.end());
  return all;
}

TEST_CASE("examples score as expected") {
  const std::vector<Scored> all = Examples();
  REQUIRE(all.size() >= 7);
  for (const Scored& example : all) {
    CAPTURE(example.expected.string());
    std::vector<std::string> words{"score", example.rules.string(),
                                   (example.folder / "leads.csv").string(), "--as-of",
                                   "2026-11-20"};
    if (fs::exists(example.folder / "events.csv")) {
      words.insert(words.end(), {"--events", (example.folder / "events.csv").string()});
    }
    const RunResult r = Ripe(words);
    CAPTURE(r.err);
    CHECK(r.status == 0);
    CHECK(r.out == ReadFile(example.expected));
    words.insert(words.end(), {"--threads", "3", "-q"});
    CHECK(Ripe(words).out == r.out);
  }
}

TEST_CASE("every lead of the examples can be explained, and adds up") {
  for (const Scored& example : Examples()) {
    const std::string expected = ReadFile(example.expected);
    const size_t line = expected.find('\n') + 1;
    const std::string id = expected.substr(line, expected.find(',', line) - line);
    CAPTURE(example.rules.string(), id);
    std::vector<std::string> words{
        "explain", example.rules.string(), (example.folder / "leads.csv").string(),
        "--as-of", "2026-11-20",           "--id",
        id};
    if (fs::exists(example.folder / "events.csv")) {
      words.insert(words.end(), {"--events", (example.folder / "events.csv").string()});
    }
    const RunResult r = Ripe(words);
    CAPTURE(r.err);
    CHECK(r.status == 0);
    const size_t score = expected.find(',', line) + 1;
    CHECK(Has(r.out, expected.substr(score, expected.find(',', score) - score)));
  }
}

TEST_CASE(
    "rules of the examples and the standard library are clean, laid out and pass their tests") {
  std::vector<fs::path> all = RulesUnder(SourceDir() / "examples");
  for (const fs::path& path : RulesUnder(SourceDir() / "stdlib")) all.push_back(path);
  REQUIRE(all.size() >= 13);
  for (const fs::path& path : all) {
    CAPTURE(path.string());
    const RunResult check = Ripe({"check", path.string()});
    CAPTURE(check.out);
    CHECK(check.status == 0);
    // The one line that the project was asked for cannot reach its 60, and is there to show that
    // warning.
    if (Has(path.string(), "one-line/rules.ripe")) {
      CHECK(Has(check.out, "R300"));
    } else {
      CHECK(check.out.empty());
    }
    const RunResult tests = Ripe({"test", path.string()});
    CAPTURE(tests.out, tests.err);
    CHECK(tests.status == 0);
    CHECK(Has(tests.out, ", 0 failed\n"));
    // One line is the point of that example; the formatter makes a line of each rule.
    if (Has(path.string(), "/one-line/")) continue;
    const RunResult format = Ripe({"fmt", "--check", "-v", path.string()});
    CAPTURE(format.out);
    CHECK(format.status == 0);
  }
}

}  // namespace
}  // namespace ripe::test
