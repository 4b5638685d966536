// What marketers write first: each line is one mistake and gives one error of a known code, on its own line, with a cure in both
// languages. And the formatter under random white space: whatever the author's spacing, it is laid out the same.
#include <catch2/catch.hpp>
#include <random>

#include "compiler/diag/catalogue.h"
#include "compiler/syntax/format.h"
#include "compiler/syntax/dump.h"
#include "tests/parse/harness.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

struct Guess {
  const char* line;
  const char* code;
};

const Guess kGuesses[] = {
    {"vip 20", "R010"},
    {"vip + 10", "R009"},
    {"vip - 10", "R009"},
    {"vip +10%", "R011"},
    {"vip +10점", "R012"},
    {"vip+20", "R014"},
    {"vip +1.2345", "R015"},
    {"score 60+ => MQL", "R013"},
    {"size between 1 and 9 +5", "R059"},
    {"50 <= size <= 100 +5", "R061"},
    {"size in 200-1000 +5", "R060"},
    {"webinar in 30 days +5", "R031"},
    {"webinar in 30일 +5", "R031"},
    {"webinar in 30m +5", "R030"},
    {"webinar in the last 30 days +5", "R033"},
    {"webinar 최근 30일 +5", "R033"},
    {"webinar 30일 이내 +5", "R033"},
    {"title = \"a\" or \"b\" +5", "R062"},
    {"title = \"a\", \"b\" +5", "R063"},
    {"if vip then +20", "R054"},
    {"+20 if vip", "R024"},
    {"20 points if vip", "R024"},
    {"else vip -5", "R055"},
    {"vip && active +5", "R045"},
    {"vip || active +5", "R045"},
    {"!vip +5", "R045"},
    {"size == 5 +5", "R044"},
    {"size <> 5 +5", "R046"},
    {"score => 60", "R047"},
    {"vip AND active +5", "R049"},
    {"vip 그리고 active +5", "R050"},
    {"score 60점 이상 => MQL", "R050"},
    {"size is greater than 5 +5", "R051"},
    {"email is not empty +5", "R052"},
    {"email unknown -5", "R052"},
    {"unsubscribed = true -5", "R053"},
    {"title contains “CEO” +5", "R034"},
    {"title contains 'CEO' +5", "R035"},
    {"title contains \"CEO +5", "R036"},
    {"title contains CEO +5", "R039"},
    {"contains \"CEO\" +5", "R099"},
    {"contains CEO +5", "R099"},
    {"vip, active +5", "R022"},
    {"vip ＋２０", "R008"},
    {"size ＞ 10 +5", "R008"},
    {"vip －５", "R008"},
    {"score >= 60 → MQL", "R048"},
    {"score >= 60 = MQL", "R048"},
    {"vip -> +20", "R049"},
    {"budget > 1,000 +5", "R025"},
    {"budget > $100 +5", "R027"},
    {"signup > 2026/12/24 +5", "R029"},
    {"lead-source = \"Web\" +5", "R042"},
    {"page_view where url contains \"/p\" and seconds > 30 in 14d +5", "R073"},
    {"page_view where url contains \"/p\" and seconds > 30 +5", "R073"},
    {"page_view in 14d where url contains \"/p\" +5", "R074"},
    {"page_view in 30d >= 3 +5", "R072"},
    {"page_view count > 3 +5", "R072"},
    {"3 page_view in 7d +5", "R071"},
    {"count(page_view) >= 3 +5", "R058"},
    {"page_view each +5", "R020"},
    {"each page_view +5", "R020"},
    {"page_view each => MQL", "R019"},
    {"define x = budget -5", "R017"},
    {"(vip +5) and active", "R017"},
    {"vip => MQL +20", "R018"},
    {"score >= 60 MQL", "R077"},
    {"=> MQL if score >= 60", "R078"},
    {"score >= 60 => MQL => SQL", "R079"},
    {"vip active +20", "R068"},
    {"a b c d +20", "R068"},
    {"- vip +20", "R057"},
    {"1. vip +20", "R057"},
    {"and vip +20", "R023"},
    {"webinar not +5", "R097"},
    {"// our best", "R056"},
    {"webinar in 30 +5", "R280"},
    {"size not in 30 +5", "R280"},
    {"webinar in 30", "R280"},
    {"define s = any of a, b", "R063"},
    {"any of a, b +5", "R063"},
    {"title contains any of CEO, CTO +5", "R063"},
    {"vip each +5", "R020"},
    {"field name string", "R094"},
    {"field size integer", "R094"},
    {"score += 10", "R281"},
    {"score -= 10", "R281"},
    {"score = score + 10", "R281"},
    {"vip => score += 10", "R281"},
    {"budget > 10.000,50 +5", "R025"},
    {"budget > 10.000.000 +5", "R025"},
    {"vip +10.000,50", "R025"},
    {"30일 이내 webinar +5", "R033"},
    {"30일 이내에 webinar +5", "R033"},
    {"최근 30일 webinar +5", "R033"},
    {"webinar in 30일 이내 +5", "R033"},
    {"60점 이상 => MQL", "R050"},
    {"60점 이상이면 MQL", "R050"},
    {"60점 이상 MQL", "R050"},
    {"30명 이상 +5", "R099"},
    {"demo before trial +5", "R282"},
    {"no demo before trial -5", "R282"},
};

std::string FormatOf(const std::string& text) {
  source::SourceSet sources;
  return syntax::Format(sources, sources.Add("rules.ripe", text));
}

}  // namespace

TEST_CASE("one beginner's mistake is one error, on its line, with a cure") {
  const std::string before = "event page_view { url: text, seconds: number }\nfirst +1\n";
  for (const Guess& guess : kGuesses) {
    const Parsed parsed(before + guess.line + "\nlast +1\n");
    INFO(guess.line << "\n" << parsed.Rendered());
    CHECK(parsed.bag.all().size() == 1);
    if (parsed.bag.all().empty()) continue;
    const diag::Diagnostic& d = parsed.bag.all()[0];
    CHECK(diag::EntryOf(d.id).code == guess.code);
    CHECK((d.span.begin >= before.size() && d.span.end <= before.size() + std::string_view(guess.line).size()));
    for (const diag::Language language : {diag::Language::kEnglish, diag::Language::kKorean}) {
      CHECK(!diag::HelpOf(d, language).empty());
      CHECK(diag::HelpOf(d, language).find(diag::kPhraseMark) == std::string::npos);
    }
  }
}

TEST_CASE("a line that begins with a comparison does not belong to finished points or a block") {
  CHECK(Parsed("vip +5\n>= 60 => MQL").bag.all().size() == 1);
  CHECK(Parsed("group a {\n  vip +5\n}\ncontains \"x\" +5").bag.all().size() == 1);
  CHECK(Parsed("score\n  >= 60\n  => MQL").bag.all().empty());
  CHECK(Parsed("vip\n  +5\n  \"label\"").bag.all().empty());
}

// Spaces, tabs and blank lines are the author's; the layout and the meaning are not.
TEST_CASE("random white space does not change the meaning, and is laid out once") {
  std::mt19937 random(7);
  for (const char* name : {"language", "statements", "conditions"}) {
    const std::string text = ReadFile(SourceDir() / "tests/parse/cases/valid" / (std::string(name) + ".ripe"));
    const std::string meant = Dump(Parsed(text).ast);
    for (int round = 0; round < 20; ++round) {
      std::string shuffled;
      bool quoted = false, comment = false;
      for (const char c : text) {
        if (c == '\n') comment = quoted = false;
        if (c == '"') quoted = !quoted;
        if (c == '#') comment = true;
        shuffled += c;
        const bool free = !quoted && !comment && (c == ' ' || c == '\n');
        if (free && random() % 3 == 0) shuffled += random() % 2 == 0 ? " " : "\t";
        if (free && c == '\n' && random() % 4 == 0) shuffled += "\r\n";
      }
      const Parsed parsed(shuffled);
      INFO(shuffled << parsed.Rendered());
      REQUIRE(parsed.bag.all().empty());
      CHECK(Dump(parsed.ast) == meant);
      const std::string formatted = FormatOf(shuffled);
      CHECK(FormatOf(formatted) == formatted);
      CHECK(Dump(Parsed(formatted).ast) == meant);
    }
  }
}

TEST_CASE("points between digits, where they are right") {
  CHECK(Parsed("n in (1.125,50) +5").bag.all().empty());
  CHECK(Parsed("n > 1.125, m > 50 +5").Has(diag::Id::kPointsMissing));
  CHECK(Parsed("n in 1.5 to 2.125 +5").bag.all().empty());
}

TEST_CASE("comments are kept by the formatter") {
  const std::string text = "# one\na +1 # two\ngroup g { # three\n# four\nb +1\n# five\n} # six\nlist l = ( # seven\n1, # eight\n2)\n# nine";
  const std::string formatted = FormatOf(text);
  for (const char* comment : {"# one", "# two", "# three", "# four", "# five", "# six", "# seven", "# eight", "# nine"}) CHECK(formatted.find(comment) != std::string::npos);
  CHECK(FormatOf(formatted) == formatted);
}

TEST_CASE("the examples and the library are laid out") {
  for (const char* folder : {"examples", "stdlib"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(SourceDir() / folder)) {
      if (entry.path().extension() != ".ripe" || entry.path().parent_path().filename() == "one-line") continue;
      INFO(entry.path());
      const std::string text = ReadFile(entry.path());
      CHECK(FormatOf(text) == text);
    }
  }
}

}  // namespace ripe::test
