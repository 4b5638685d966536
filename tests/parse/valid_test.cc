// Valid files: what the parser makes of them, and that the formatter neither changes that nor itself.
#include <catch2/catch.hpp>
#include <filesystem>
#include <thread>
#include <vector>

#include "compiler/syntax/format.h"
#include "compiler/syntax/dump.h"
#include "tests/parse/harness.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

// All rules files of the repository that must be free of mistakes.
std::vector<std::filesystem::path> ValidFiles() {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"stdlib", "examples", "tests/parse/cases/valid", "tests/bench"}) {
    if (!std::filesystem::exists(SourceDir() / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(SourceDir() / folder)) {
      if (entry.path().extension() == ".ripe") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string DumpOf(const std::string& text) {
  const Parsed parsed(text);
  INFO(text);
  INFO(parsed.Rendered());
  CHECK(parsed.bag.all().empty());
  return Dump(parsed.ast);
}

std::string FormatOf(const std::string& text) {
  source::SourceSet sources;
  const source::FileId file = sources.Add("rules.ripe", text);
  return syntax::Format(sources, file);
}

}  // namespace

TEST_CASE("the Ast of every kind of statement") {
  for (const char* name : {"language", "statements", "conditions", "layout", "names"}) {
    DYNAMIC_SECTION(name) {
      const std::string text = ReadFile(SourceDir() / "tests/parse/cases/valid" / (std::string(name) + ".ripe"));
      CheckGolden("parse/golden/" + std::string(name) + ".ast.txt", DumpOf(text));
      CheckGolden("parse/golden/" + std::string(name) + ".formatted.ripe", FormatOf(text));
    }
  }
}

TEST_CASE("formatting keeps the meaning and is idempotent") {
  for (const std::filesystem::path& path : ValidFiles()) {
    INFO(path);
    const std::string text = ReadFile(path);
    const std::string before = DumpOf(text);
    const std::string formatted = FormatOf(text);
    CHECK(DumpOf(formatted) == before);
    CHECK(FormatOf(formatted) == formatted);
  }
}

TEST_CASE("the line the project was asked for") {
  CHECK(DumpOf("webinar_attended +20, no_email_open_30d -10, score>=60 => MQL") ==
        "rule webinar_attended 20000m\nrule no_email_open_30d -10000m\nstage-rule (>= score 60) MQL\n");
}

TEST_CASE("a byte-order mark, CRLF and an empty file") {
  CHECK(DumpOf("\xEF\xBB\xBFvip +20\r\nactive +5\r\n") == "rule vip 20000m\nrule active 5000m\n");
  CHECK(DumpOf("").empty());
  CHECK(DumpOf("# only a comment").empty());
  CHECK(FormatOf("vip +20\r\n\r\n\r\nactive +5") == "vip  +20\n\nactive  +5\n");
}

std::string WithLineEnds(const std::string& text, const std::string& end) {
  std::string out;
  for (const char c : text) out += c == '\n' ? end : std::string(1, c);
  return out;
}

TEST_CASE("every file means and is laid out the same with any line ends, a mark before it, and none behind its last line") {
  for (const std::filesystem::path& path : ValidFiles()) {
    INFO(path);
    const std::string text = ReadFile(path);
    REQUIRE(text.find('\r') == std::string::npos);
    const std::string meant = DumpOf(text), formatted = FormatOf(text);
    std::string open = text;
    while (open.ends_with('\n')) open.pop_back();
    for (const std::string& other : {WithLineEnds(text, "\r\n"), WithLineEnds(text, "\r"), WithLineEnds(open, "\r\n"), open, "\xEF\xBB\xBF" + text}) {
      CHECK(DumpOf(other) == meant);
      CHECK(FormatOf(other) == formatted);
    }
  }
}

TEST_CASE("mistakes stand in the same lines and columns with any line ends") {
  for (const auto& entry : std::filesystem::directory_iterator(SourceDir() / "tests/parse/cases")) {
    if (entry.path().extension() != ".ripe") continue;
    INFO(entry.path());
    const std::string text = ReadFile(entry.path());
    const std::string said = Parsed(text).Rendered();
    CHECK_FALSE(said.empty());
    for (const char* end : {"\r\n", "\r"}) CHECK(Parsed(WithLineEnds(text, end)).Rendered() == said);
  }
}

TEST_CASE("newlines inside CRLF files part statements") { CHECK(Parsed("a +1\rb +2\r").ast.statements.size() == 2); }

TEST_CASE("names are compared in NFC") {
  // 웨 as jamo, and composed
  CHECK(DumpOf("\u110B\u1170\u1107\u1175 +5") == DumpOf("웨비 +5"));
}

TEST_CASE("exact points") {
  CHECK(DumpOf("a +0.001") == "rule a 1m\n");
  CHECK(DumpOf("a -999_999_999.999") == "rule a -999999999999m\n");
  CHECK(DumpOf("a +1000000000 each up to 1000000000") == "rule a 1000000000000m each up-to 1000000000000m\n");
}

TEST_CASE("parsing is thread-safe") {
  const std::string text = ReadFile(SourceDir() / "tests/parse/cases/valid/language.ripe");
  const std::string expected = DumpOf(text);
  std::vector<std::thread> threads;
  std::vector<std::string> dumps(4);
  for (std::string& dump : dumps) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) dump = Dump(Parsed(text).ast);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& dump : dumps) CHECK(dump == expected);
}

}  // namespace ripe::test
