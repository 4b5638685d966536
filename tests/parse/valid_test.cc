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

TEST_CASE("points to the thousandth, whatever zeros are behind") {
  for (const int64_t whole : {int64_t{0}, int64_t{1}, int64_t{70}, int64_t{999'999'999}, int64_t{1'000'000'000}, int64_t{1'000'000'001}}) {
    for (size_t decimals = 0; decimals <= 6; ++decimals) {
      for (size_t bits = 0; bits < (size_t{1} << decimals); ++bits) {
        std::string written = std::to_string(whole) + (decimals > 0 ? "." : "");
        int64_t thousandths = whole * 1000, worth = 100;
        bool finer = false;
        for (size_t i = 0; i < decimals; ++i, worth /= 10) {
          const int digit = (bits >> i & 1) != 0 ? 5 : 0;
          written += std::to_string(digit);
          thousandths += digit * worth;
          finer = finer || (i >= 3 && digit != 0);
        }
        for (const char* sign : {"+", "-"}) {
          INFO(sign << written);
          const Parsed parsed("a " + (sign + written));
          const bool well = !finer && thousandths <= 1'000'000'000'000;
          CHECK(parsed.bag.all().empty() == well);
          if (well) CHECK(Dump(parsed.ast) == std::string("rule a ") + (*sign == '-' && thousandths != 0 ? "-" : "") + std::to_string(thousandths) + "m\n");
        }
      }
    }
  }
}

TEST_CASE("instants of tests: each part to its last value and no further") {
  struct Part {
    std::string text;
    bool well;
  };
  for (const auto& [date, day] : {Part{"2028-02-29", true}, {"2027-02-29", false}, {"2026-04-31", false}, {"2026-12-31", true}}) {
    for (const auto& [hour, h] : {Part{"00", true}, {"23", true}, {"24", false}}) {
      for (const auto& [minute, m] : {Part{":00", true}, {":59", true}, {":60", false}}) {
        for (const auto& [second, s] : {Part{"", true}, {":59", true}, {":59.999", true}, {":60", false}}) {
          for (const auto& [offset, o] : {Part{"", true}, {"Z", true}, {"+00:59", true}, {"-23:59", true}, {"+24:00", false}, {"+09:60", false}}) {
            const std::string at = date + "T" + hour + minute + second + offset;
            INFO(at);
            CHECK(Parsed("a +5\ntest \"t\" at " + at + " { expect score = 0 }").bag.all().empty() == (day && h && m && s && o));
          }
        }
      }
    }
  }
}

TEST_CASE("a sign and its other spellings, with space around it and without") {
  for (const char* space : {" ", ""}) {
    for (const auto& [written, plain] : {std::pair("\u2260", "!="), {"=\u0338", "!="}, {"\u2265", ">="}, {"\u2264", "<="}, {"\u2267", ">="}, {"\u2266", "<="}, {"\u2A7E", ">="}, {"\u2A7D", "<="}}) {
      INFO(written);
      CHECK(DumpOf(std::string("a") + space + written + space + "5 +1") == DumpOf(std::string("a ") + plain + " 5 +1"));
    }
  }
}

TEST_CASE("what stands behind the comma of a list of missing values") {
  const std::string field = DumpOf("field a: text missing \"x\", \"y\"\n");
  CHECK(DumpOf("field a: text missing \"x\", \"y\", vip +20") == field + DumpOf("vip +20"));
  CHECK(DumpOf("field a: text missing \"x\", \"y\", no b in 30d -5") == field + DumpOf("no b in 30d -5"));
  CHECK(DumpOf("field a: text missing \"x\", \"y\", b in 30d and c > 3 -5, d +1") == field + DumpOf("b in 30d and c > 3 -5, d +1"));
  CHECK(DumpOf("field a: text missing \"x\",\n  \"y\"\nvip +20") == field + DumpOf("vip +20"));
  CHECK(DumpOf("field a: text missing \"x\", \"y\"; vip +20") == field + DumpOf("vip +20"));
}

TEST_CASE("a brace that nothing closes ends where the indents do, a tab as four spaces") {
  for (const std::string outer : {"", " ", "  ", "   "}) {
    for (const std::string inner : {"    ", "\t", " \t", "\t "}) {
      const Parsed parsed(outer + "group g {\n" + inner + "a +5\n" + inner + "b +5\n" + outer + "score >= 5 => MQL\n");
      INFO("'" << outer << "' '" << inner << "'\n" << parsed.Rendered());
      CHECK(parsed.bag.all().size() == 1);
      CHECK(parsed.Has(diag::Id::kUnclosedBrace));
      CHECK(parsed.ast.statements.size() == 2);
    }
  }
}

// The column of `mark` in line `n` of the text.
size_t ColumnOf(const std::string& text, size_t n, const std::string& mark) {
  size_t begin = 0;
  for (; n > 0; --n) begin = text.find('\n', begin) + 1;
  return text.find(mark, begin) - begin;
}

TEST_CASE("points stand under points up to conditions of 72 cells, comments under comments up to 90") {
  for (size_t width = 60; width <= 100; ++width) {
    INFO(width);
    const std::string rules = FormatOf(std::string(width, 'a') + " +5\nb +7\n");
    CHECK(ColumnOf(rules, 0, "+5") == width + 2);
    CHECK(ColumnOf(rules, 1, "+7") == (width <= 72 ? width : 1) + 2);
    const std::string stages = FormatOf(std::string(width - 7, 'a') + " => MQL # one\nb => MQL # two\n");
    CHECK(ColumnOf(stages, 0, "# one") == width + 2);
    CHECK(ColumnOf(stages, 1, "# two") == (width <= 90 ? width : 8) + 2);
    // In cells, of which 대 has two.
    std::string wide;
    for (size_t i = 0; i < width / 2; ++i) wide += "대";
    const std::string korean = FormatOf(wide + " +5\nb +7\n");
    CHECK(ColumnOf(korean, 1, "+7") == (width / 2 * 2 <= 72 ? width / 2 * 2 : 1) + 2);
  }
}

TEST_CASE("a file of 16 MB is read, one byte more is not") {
  CHECK(Parsed(std::string(source::kMaxFileBytes, ' ')).bag.all().empty());
  CHECK(Parsed(std::string(source::kMaxFileBytes + 1, ' ')).Has(diag::Id::kRulesFileTooLarge));
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
