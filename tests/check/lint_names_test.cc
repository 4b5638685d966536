// Names that are never used or not what they look like; short texts; and files that must give no warning at all.
#include <catch2/catch.hpp>
#include <filesystem>

#include "compiler/source/unicode.h"
#include "tests/check/lint_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

using Codes = std::vector<std::string>;

TEST_CASE("lint: declared and never used", "[lint]") {
  CHECK(CodesOf("event a, b\na +5") == Codes{"R340"});
  CHECK(CodesOf("event a, b\na +5\nno event in 30d -5") == Codes{});
  CHECK(CodesOf("event a\na_30d +5") == Codes{});
  CHECK(CodesOf("field email, phone: text\nevent a\na => MQL\nrequire email or phone for MQL") == Codes{});
  CHECK(CodesOf("define d = x > 5\ny +5") == Codes{"R340"});
  CHECK(CodesOf("list l = (\"a\", \"b\")\ny +5") == Codes{"R340"});
  CHECK(CodesOf("list l = (\"a\", \"b\")\nt in l +5") == Codes{});
  CHECK(CodesOf("list l = (\"aaaa\", \"bbbb\")\nt contains l +5") == Codes{});
  CHECK(CodesOf("checklist c { x = x, y = y }\ny +5") == Codes{"R340"});
  CHECK(CodesOf("checklist c { x = x, y = y }\nc.x => MQL") == Codes{});
}

TEST_CASE("lint: a file without rules is a module", "[lint]") {
  CHECK(CodesOf("field title: text\nevent a\nlist l = (\"x\")\ndefine d = a in 30d") == Codes{});
}

TEST_CASE("lint: what a module uses is used", "[lint]") {
  CHECK(CodesOf("use bant\ndefine minimum_budget = 10k\nBANT >= 3 => SQL") == Codes{});
  CHECK(CodesOf("use titles\nlist decision_words = (\"CEO\")\ndecision_maker +5") == Codes{});
  CHECK(CodesOf("use bant\nfield budget_amount: number\nBANT >= 3 => SQL") == Codes{});
}

TEST_CASE("lint: scripts and marks", "[lint]") {
  CHECK(CodesOf("웨비나_참석 +5\nVIP_고객 +5\n`담당자 (VIP)` +5") == Codes{});
  CHECK(CodesOf("wеbinar +5\nwеbinar in 30d +5") == Codes{"R341"});  // said once
  CHECK(CodesOf("вебинар +5") == Codes{});
}

TEST_CASE("lint: look-alikes wherever a name may stand", "[lint]") {
  for (const char* rule :
       {"w\u0435b +5", "w\u0435b in 30d +5", "no w\u0435b +5", "at least 2 w\u0435b +5", "count of w\u0435b >= 2 +5", "days since w\u0435b <= 3 +5",
        "a after w\u0435b +5", "count of a after w\u0435b >= 2 +5", "any of (a, w\u0435b) in 30d +5", "define s = any of (a, w\u0435b where b = 1)\ns +5",
        "a after any of (b, w\u0435b) +5", "w\u0435b > 3 +5", "w\u0435b * 2 > x +5", "a where w\u0435b = 1 in 30d +5", "sum of a.w\u0435b > 2 +5",
        "w\u0435b contains \"large\" +5", "list w\u0435b = (\"a\", \"b\")\nt in w\u0435b +5", "list w\u0435b = (\"aaaa\", \"bbbb\")\nt contains w\u0435b +5",
        "group w\u0435b { a +5 }", "checklist w\u0435b { x = x }\nw\u0435b.x => MQL", "checklist c { w\u0435b = x }\nc.w\u0435b => MQL", "stages A > w\u0435b\na => w\u0435b",
        "stages A > B exits w\u0435b\na => B\nb => w\u0435b", "define w\u0435b = x > 5\nw\u0435b +5", "field w\u0435b: number\nw\u0435b > 3 +5",
        "event a { w\u0435b: number }\na where w\u0435b = 1 +5", "event w\u0435b\nw\u0435b +5"}) {
    INFO(rule);
    CHECK(CodesOf(rule) == Codes{"R341"});
  }
}

TEST_CASE("lint: which letters look like which", "[lint]") {
  const std::u32string greek = U"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυχι";
  // A rule each: a Latin letter beside it, or a Cyrillic one; and which of these are warned of.
  std::vector<std::string> names, wanted;
  for (char32_t c = 0xA1; c < 0x2000; ++c) {
    if (!source::IsLetter(c) || source::IsDirectionOrHidden(c)) continue;
    std::string letter;
    source::AppendUtf8(c, &letter);
    if (source::Nfc(letter) != letter) continue;
    const bool latin = (c >= 0xC0 && c <= 0x24F);
    const bool alike = (c >= 0x400 && c <= 0x52F) || (c >= 0x13A0 && c <= 0x13F4) || greek.find(c) != std::u32string::npos;
    names.insert(names.end(), {"a" + letter, letter + "\u0435"});
    if (alike) wanted.push_back("a" + letter);
    if (latin) wanted.push_back(letter + "\u0435");
  }
  REQUIRE(names.size() > 5'000);
  std::vector<std::string> warned;
  for (size_t at = 0; at < names.size(); at += 500) {  // no more diagnostics than are kept
    std::string rules;
    for (size_t i = at; i < std::min(at + 500, names.size()); ++i) rules += names[i] + " +5\n";
    const Linted linted = LintText(rules);
    for (const diag::Diagnostic& d : linted.bag.Sorted()) {
      if (d.id == diag::Id::kMixedScripts) warned.emplace_back(linted.sources.TextOf(d.span));
    }
  }
  CHECK(warned == wanted);
}

TEST_CASE("lint: short contains", "[lint]") {
  CHECK(CodesOf("title contains \"VP\" +5") == Codes{"R344"});
  CHECK(CodesOf("title contains any of (\"Chief\", \"CFO\") +5") == Codes{"R343"});
  CHECK(CodesOf("title contains \"대표\" +5\nemail contains \"@\" +5\ntitle contains \"Head\" +5") == Codes{});
  CHECK(CodesOf("title has word \"VP\" +5\ncompany starts with \"LG\" +5") == Codes{});
  CHECK(CodesOf("page where url contains \"api\" in 30d +5") == Codes{});
}

TEST_CASE("lint: the files that come with Ripe give no warning", "[lint]") {
  for (const char* folder : {"examples", "stdlib"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(SourceDir() / folder)) {
      if (entry.path().extension() != ".ripe") continue;
      const Linted file = LintText(ReadFile(entry.path()), entry.path().string());
      Codes codes = file.Codes();
      // Examples may list columns of their data, and stages of their CRM, that the rules do not need: those warnings are deserved.
      std::erase_if(codes, [](const std::string& code) { return code == "R340" || code == "R321"; });
      // The line the project was asked for: webinars give 20, and 60 are asked. `each` beside it is the mended one.
      const bool one_line = entry.path().parent_path().filename() == "one-line" && entry.path().filename() == "rules.ripe";
      INFO(file.Rendered());
      CHECK(codes == (one_line ? Codes{"R300"} : Codes{}));
    }
  }
}

}  // namespace
}  // namespace ripe::test
