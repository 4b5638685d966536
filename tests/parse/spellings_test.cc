// What stands for a character or a number in an author's mind, each spelling by itself: what is
// said, and that its mend is exactly what was meant.
#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "tests/parse/harness.h"

namespace ripe::test {
namespace {

using diag::Id;

// The text after all fixes of its only diagnostic.
std::string Mended(const std::string& text, Id id) {
  const Parsed parsed(text);
  INFO(text << "\n" << parsed.Rendered());
  REQUIRE(parsed.bag.all().size() == 1);
  const diag::Diagnostic& d = parsed.bag.all()[0];
  REQUIRE(d.id == id);
  std::string mended(parsed.sources.file(parsed.file).text());
  std::vector<diag::Fix> fixes = d.fixes;
  std::sort(fixes.begin(), fixes.end(),
            [](const diag::Fix& a, const diag::Fix& b) { return a.span.begin > b.span.begin; });
  for (const diag::Fix& fix : fixes)
    mended.replace(fix.span.begin, fix.span.end - fix.span.begin, fix.text);
  return mended;
}

std::string Replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

TEST_CASE("each character that looks like another is mended to it") {
  struct Group {
    const char* rules;  // with @ for the character
    const char* meant;
    Id id;
    std::vector<const char*> written;
  };
  const Group groups[] = {
      {"size @ 2 > 3 +1\n",
       "-",
       Id::kLookAlike,
       {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\uFE63", "\uFF0D"}},
      {"size @ 2 > 3 +1\n", "*", Id::kLookAlike, {"\u00D7", "\uFF0A"}},
      {"size @ 2 > 3 +1\n", "/", Id::kLookAlike, {"\u00F7", "\u2215", "\u2044", "\uFF0F"}},
      {"size @ 2 > 3 +1\n", "+", Id::kLookAlike, {"\uFE62", "\uFF0B"}},
      {"size @ 3 +1\n", ">", Id::kLookAlike, {"\uFE65", "\uFF1E"}},
      {"size @ 3 +1\n", "<", Id::kLookAlike, {"\uFE64", "\uFF1C"}},
      {"size @ 3 +1\n", "=", Id::kLookAlike, {"\uFE66", "\uFF1D"}},
      {"size in (3@ 4) +1\n", ",", Id::kLookAlike, {"\u3001", "\uFE50", "\uFF64", "\uFF0C"}},
      {"field size@ number\n", ":", Id::kLookAlike, {"\u2236", "\uFF1A"}},
      {"vip +1@ size > 3 +2\n", ";", Id::kLookAlike, {"\uFF1B"}},
      {"size > 3 @ MQL\n",
       "=>",
       Id::kArrowSpelling,
       {"\u2192", "\u21D2", "\u27A1", "\u2794", "\u279C", "\u27F6", "\u27F9", "\u21E8", "\u25B6",
        "\u25B7", "\u21A6"}},
  };
  for (const Group& group : groups) {
    for (const char* written : group.written) {
      const std::string text = Replaced(group.rules, "@", written);
      CHECK(Mended(text, group.id) == Replaced(group.rules, "@", group.meant));
    }
  }
}

TEST_CASE("each quote of word processors and other keyboards is mended to a straight one") {
  using Pair = std::pair<const char*, const char*>;
  for (const auto& [open, close] : {Pair{"\u201C", "\u201D"},
                                    {"\u201E", "\u201F"},
                                    {"\u00AB", "\u00BB"},
                                    {"\u300C", "\u300D"},
                                    {"\u300E", "\u300F"},
                                    {"\u301D", "\u301E"},
                                    {"\u301D", "\u301F"},
                                    {"\uFF02", "\uFF02"},
                                    {"\u2033", "\u2033"},
                                    {"\u300A", "\u300B"}}) {
    CHECK(Mended(std::string("title = ") + open + "vp" + close + " +1\n", Id::kCurlyQuotes) ==
          "title = \"vp\" +1\n");
  }
  for (const auto& [open, close] : {Pair{"'", "'"},
                                    {"\u2018", "\u2019"},
                                    {"\u201A", "\u201B"},
                                    {"\u00B4", "\u00B4"},
                                    {"\uFF07", "\uFF07"},
                                    {"\u2032", "\u2032"},
                                    {"\u2039", "\u203A"}}) {
    CHECK(Mended(std::string("title = ") + open + "vp" + close + " +1\n", Id::kSingleQuotes) ==
          "title = \"vp\" +1\n");
  }
}

TEST_CASE("each space that is not the space bar's is told") {
  for (const char* space : {"\u00A0", "\u1680", "\u2000", "\u2003", "\u200A", "\u202F", "\u205F",
                            "\u3000", "\u0085", "\u2028", "\u2029"}) {
    const Parsed parsed(std::string("size") + space + "> 4 +1\n");
    INFO(parsed.Rendered());
    REQUIRE(parsed.bag.all().size() == 1);
    CHECK(parsed.Has(Id::kHiddenCharacter));
    REQUIRE(parsed.ast.statements.size() == 1);  // and read as a space
  }
}

TEST_CASE("each way to write a large number is mended to its digits") {
  using Pair = std::pair<const char*, const char*>;
  for (const auto& [written, meant] : {Pair{"3K", "3000"},
                                       {"3천", "3000"},
                                       {"3M", "3000000"},
                                       {"3mn", "3000000"},
                                       {"3mil", "3000000"},
                                       {"3million", "3000000"},
                                       {"3백만", "3000000"},
                                       {"3B", "3000000000"},
                                       {"3bn", "3000000000"},
                                       {"3billion", "3000000000"},
                                       {"3억원", "300000000"},
                                       {"3만명", "30000"},
                                       {"3만달러", "30000"},
                                       {"1억5천만", "150000000"},
                                       {"2천5백", "2500"},
                                       {"1e3", "1000"},
                                       {"1E3", "1000"}}) {
    CHECK(Mended(std::string("size > ") + written + " +1\n", Id::kNumberUnit) ==
          std::string("size > ") + meant + " +1\n");
  }
}

}  // namespace
}  // namespace ripe::test
