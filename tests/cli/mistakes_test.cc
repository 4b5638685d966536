// What people who do not program write at first: each is status 1, marked on its line, with words
// on what to write instead.
#include <catch2/catch.hpp>

#include "tests/cli/cli_support.h"

namespace ripe::test {
namespace {

struct Mistake {
  const char* line;
  const char* cure;  // stands somewhere in what the command says
};

// The list of docs/reference.md's beginners, and close relatives.
const std::vector<Mistake> kMistakes{
    {"vip 20", "+20"},
    {"vip + 10", "+10"},
    {"vip - 10", "-10"},
    {"vip +10%", "+10"},
    {"vip +10점", "+10"},
    {"score 60+ => MQL", ">= 60"},
    {"size between 1 and 9 +5", "in 1 to 9"},
    {"50 <= size <= 100 +5", "in 50 to 100"},
    {"demo in 30 days +5", "30d"},
    {"demo in 30일 +5", "30d"},
    {"demo in 30m +5", "30min"},
    {"title = \"a\" or \"b\" +5", "in (\"a\", \"b\")"},
    {"if vip then +5", "+5"},
    {"vip && demo +5", "and"},
    {"vip || demo +5", "or"},
    {"!vip +5", "not"},
    {"size == 5 +5", "="},
    {"vip AND demo +5", "and"},
    {"vip OR demo +5", "or"},
    {"NOT vip +5", "not"},
    {"title = “CEO” +5", "\""},
    {"title = 'CEO' +5", "\""},
    {"vip ＋20", "+20"},
    {"size ＞ 10 +5", ">"},
    {"score >= 60 → MQL", "=>"},
    {"score >= 60 -> MQL", "=>"},
    {"size > 1,000 +5", "1000"},
    {"title = CEO +5", "\"CEO\""},
    {"page_view where url contains \"/p\" and seconds > 30 +5", "("},
    {"vip +20 each", "each"},
    {"vip +5 +10", "+"},
    {"score +5", "points"},
    {"vip +1.2345", "three"},
    {"vip+20", " +20"},
    {"page_view 3 times +5", "at least 3"},
};

TEST_CASE("beginners' mistakes are found on their line, with a cure") {
  for (const Mistake& mistake : kMistakes) {
    CAPTURE(mistake.line);
    const TempDir dir;
    const std::string path = dir.Write(
        "m.ripe",
        std::string("# a comment\nfield title: text\nfield size: number\nfield vip: yesno\nevent "
                    "demo\nevent page_view { url: text, seconds: number }\n") +
            mistake.line + "\ntitle = \"x\" and size > 1 and vip and demo +1\n");
    const RunResult r = Ripe({"check", path});
    CAPTURE(r.out);
    CHECK(r.status == 1);
    CHECK(r.out.starts_with(path + ":7:"));
    CHECK(Has(r.out, mistake.cure));
    CHECK(Has(r.out, " error R"));
    // One mistake is no chain of errors, least of all on other lines.
    CHECK((r.err.starts_with("1 error in ") || r.err.starts_with("2 errors in ")));
    for (size_t at = r.out.find(path + ":"); at != std::string::npos;
         at = r.out.find(path + ":", at + 1)) {
      CHECK(r.out.compare(at, path.size() + 3, path + ":7:") == 0);
    }
    // It has its Korean.
    CHECK(Has(Ripe({"check", path, "--lang", "ko"}).out, ": 오류 R") == true);
  }
}

TEST_CASE("all mistakes of a file come in one go, in the order of their lines") {
  std::string text =
      "field title: text\nfield size: number\nfield vip: yesno\nevent demo\nevent page_view { url: "
      "text, seconds: number }\n";
  for (const Mistake& mistake : kMistakes) text += std::string(mistake.line) + "\n";
  const RunResult r = Ripe({"check", "-", "--format", "github"}, text);
  CHECK(r.status == 1);
  size_t lines_with_error = 0;
  for (size_t i = 0; i < kMistakes.size(); ++i) {
    const bool found = Has(r.out, "line=" + std::to_string(6 + i) + ",");
    if (!found) UNSCOPED_INFO("nothing about: " << kMistakes[i].line);
    lines_with_error += found ? 1 : 0;
  }
  CHECK(lines_with_error == kMistakes.size());
}

}  // namespace
}  // namespace ripe::test
