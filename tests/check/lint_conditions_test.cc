// Single conditions and parts of one condition: which are called never or always met, and which must be left alone.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/check/lint_support.h"

namespace ripe::test {
namespace {

using Codes = std::vector<std::string>;

TEST_CASE("lint: limits on the score", "[lint]") {
  const std::string rules = "a +20\nb +40\nc -10\n";
  CHECK(CodesOf(rules + "score >= 60 => MQL") == Codes{});
  CHECK(CodesOf(rules + "score > 60 => MQL") == Codes{"R300"});
  CHECK(CodesOf(rules + "60 < score => MQL") == Codes{"R300"});
  CHECK(CodesOf(rules + "score = 61 => MQL") == Codes{"R300"});
  CHECK(CodesOf(rules + "score in 61 to 100 => MQL") == Codes{"R300"});
  CHECK(CodesOf(rules + "score in 60 to 100 => MQL") == Codes{});
  CHECK(CodesOf(rules + "score < -10 => MQL") == Codes{"R301"});
  CHECK(CodesOf(rules + "score <= -10 => MQL") == Codes{});
  CHECK(CodesOf(rules + "score >= -10 => MQL") == Codes{"R302"});
  CHECK(CodesOf(rules + "score <= 60 => MQL") == Codes{"R303"});
  CHECK(CodesOf(rules + "score != 61 => MQL") == Codes{"R303"});
  CHECK(CodesOf(rules + "not score >= 61 => MQL") == Codes{"R300"});
  CHECK(CodesOf(rules + "score * 2 >= 121 => MQL") == Codes{"R300"});
  CHECK(CodesOf(rules + "score + x >= 1000 => MQL") == Codes{});
}

TEST_CASE("lint: limits on groups", "[lint]") {
  const std::string rules = "group fit up to 50 {\n  a +40\n  b +30\n}\ngroup engagement down to -5 {\n  c +10\n  d -20\n}\n";
  CHECK(CodesOf(rules + "fit >= 50 => MQL") == Codes{});
  CHECK(CodesOf(rules + "fit >= 51 => MQL") == Codes{"R300"});
  CHECK(CodesOf(rules + "fit >= 0 and a => MQL") == Codes{"R302"});
  CHECK(CodesOf(rules + "engagement < -5 => MQL") == Codes{"R301"});
  CHECK(CodesOf(rules + "fit + engagement > 60 => MQL") == Codes{"R300"});
  CHECK(CodesOf(rules + "fit > engagement => MQL") == Codes{});
}

TEST_CASE("lint: a file without rules gives nothing", "[lint]") {
  CHECK(CodesOf("score >= 60 => MQL") == Codes{"R300"});
  CHECK(CodesOf("") == Codes{});
}

TEST_CASE("lint: each without a cap has no limit worth a warning", "[lint]") {
  CHECK(CodesOf("visits +1 each\nscore >= 100000 => MQL") == Codes{});
}

TEST_CASE("lint: counts and checklists", "[lint]") {
  CHECK(CodesOf("count of page_view in 7d >= 5 +10") == Codes{});
  CHECK(CodesOf("count of page_view in 7d > -1 +10") == Codes{"R307"});
  CHECK(CodesOf("checklist B { x = x, y = y }\nB = 0 => Disqualified\nB >= 1 => MQL") == Codes{});
  CHECK(CodesOf("checklist B { x = x, y = y }\nB in 3 to 4 => MQL") == Codes{"R304"});
  CHECK(CodesOf("event purchase { amount: number }\nsum of purchase.amount < 0 -5") == Codes{});
}

TEST_CASE("lint: and", "[lint]") {
  CHECK(CodesOf("x >= 10 and x <= 10 +5") == Codes{});
  CHECK(CodesOf("x > 10 and x < 10 +5") == Codes{"R310"});
  CHECK(CodesOf("x > 10 and y < 5 +5") == Codes{});
  CHECK(CodesOf("x > 10 and x != 20 and x < 5 +5") == Codes{"R310"});
  CHECK(CodesOf("x in 1 to 10 and x in 20 to 30 +5") == Codes{"R310"});
  CHECK(CodesOf("x in (1, 2) and x > 2 +5") == Codes{"R310"});
  CHECK(CodesOf("x >= 5 and x > 5 and x <= 5 +5") == Codes{"R310"});
  CHECK(CodesOf("x <= 5 and x < 5 and x >= 5 +5") == Codes{"R310"});
  CHECK(CodesOf("x is missing and x > 2 +5") == Codes{"R310"});
  CHECK(CodesOf("x is known and x > 2 +5") == Codes{});
  CHECK(CodesOf("vip and not vip +5") == Codes{"R310"});
  CHECK(CodesOf("t = \"a\" and t = \"A\" +5") == Codes{});
  CHECK(CodesOf("t = \"a\" and t != \"A\" +5") == Codes{"R310"});
  CHECK(CodesOf("t in (\"a\", \"b\") and t in (\"c\", \"d\") +5") == Codes{"R311"});
  CHECK(CodesOf("t in (\"a\", \"b\") and t not in (\"a\") +5") == Codes{});
  CHECK(CodesOf("t != \"a\" and t != \"b\" +5") == Codes{});
  CHECK(CodesOf("d >= 2026-01-01 and d <= 2025-01-01 +5") == Codes{"R310"});
}

TEST_CASE("lint: tags hold several values", "[lint]") {
  CHECK(CodesOf("field t: tags\nt contains \"a\" and t contains \"b\" +5") == Codes{});
}

TEST_CASE("lint: and through defines", "[lint]") {
  CHECK(CodesOf("define big = x > 1000 and y\nbig and x < 10 +5") == Codes{"R310"});
  CHECK(CodesOf("define odd = x > 1000 and x < 10\nodd and y +5\nodd and z +6") == Codes{"R310"});
}

TEST_CASE("lint: or", "[lint]") {
  CHECK(CodesOf("x < 10 or x > 20 +5") == Codes{});
  CHECK(CodesOf("x < 10 or x > 10 +5") == Codes{});
  CHECK(CodesOf("x < 10 or x >= 10 +5") == Codes{"R312"});
  CHECK(CodesOf("x != 1 or x != 2 +5") == Codes{"R312"});
  CHECK(CodesOf("t != \"a\" or t != \"b\" +5") == Codes{"R313"});
  CHECK(CodesOf("t = \"a\" or t = \"b\" +5") == Codes{});
  CHECK(CodesOf("t != \"a\" or t = \"a\" +5") == Codes{"R312"});
  CHECK(CodesOf("x is missing or x > 5 +5") == Codes{});
  CHECK(CodesOf("x is missing or x is known +5") == Codes{"R314"});
  CHECK(CodesOf("field vip: yesno\nvip or not vip +5") == Codes{"R314", "R353"});
}

TEST_CASE("lint: windows of the same events", "[lint]") {
  CHECK(CodesOf("a in 90d and no a in 30d +5") == Codes{});
  CHECK(CodesOf("a in 30d and no a in 90d +5") == Codes{"R315"});
  CHECK(CodesOf("a in 30d and no a +5") == Codes{"R315"});
  CHECK(CodesOf("a in 90d to 30d and no a in 90d +5") == Codes{"R315"});
  CHECK(CodesOf("a in 90d to 30d and no a in 30d +5") == Codes{});
  CHECK(CodesOf("at least 3 a in 30d and at most 2 a in 90d +5") == Codes{"R315"});
  CHECK(CodesOf("at least 2 a in 30d and at most 2 a in 90d +5") == Codes{});
  CHECK(CodesOf("a in 30d and no b in 90d +5") == Codes{});
  CHECK(CodesOf("page where url = \"x\" in 30d and no page in 90d +5") == Codes{"R315"});
  CHECK(CodesOf("page in 30d and no page where url = \"x\" in 90d +5") == Codes{});
  CHECK(CodesOf("a in 30d or no a in 90d +5") == Codes{});
  CHECK(CodesOf("a in 90d or no a in 30d +5") == Codes{"R314"});
}

// A window as rules write it, and the ages that it lets in: from `near` on, short of `far`.
struct WrittenWindow {
  std::string text;
  int near, far;
};

TEST_CASE("lint: any two windows of the same events, beside the ages that they let in", "[lint]") {
  std::vector<WrittenWindow> windows{{"", 0, 1000}};
  for (int far = 1; far <= 4; ++far) {
    windows.push_back({" in " + std::to_string(far) + "d", 0, far});
    for (int near = 1; near < far; ++near)
      windows.push_back({" in " + std::to_string(far) + "d to " + std::to_string(near) + "d", near, far});
  }
  for (const WrittenWindow& some : windows) {
    for (const WrittenWindow& none : windows) {
      const bool within = none.near <= some.near && some.far <= none.far;
      for (const bool some_first : {false, true}) {
        const std::string a = "a" + some.text, b = "no a" + none.text;
        const auto rule = [&](const std::string& word) { return (some_first ? a + word + b : b + word + a) + " +5"; };
        INFO(rule(" and "));
        const Codes both = CodesOf(rule(" and ")), either = CodesOf(rule(" or "));
        CHECK((std::find(both.begin(), both.end(), "R315") != both.end()) == within);
        // One of the two always holds where all that is forbidden is asked for.
        const bool always = some.near <= none.near && none.far <= some.far;
        CHECK((std::find(either.begin(), either.end(), "R314") != either.end()) == always);
      }
    }
  }
}

TEST_CASE("lint: what a missing value gives can be reached", "[lint]") {
  CHECK(CodesOf("t is missing +5\nscore >= 5 => MQL") == Codes{});
  CHECK(CodesOf("t is missing +5\nt = \"a\" +7\nscore >= 7 => MQL") == Codes{});
  CHECK(CodesOf("t is known +5\nt = \"a\" +7\nscore >= 12 => MQL") == Codes{});
  CHECK(CodesOf("t is known +5\nt = \"a\" +7\nscore >= 13 => MQL") == Codes{"R300"});
}

}  // namespace
}  // namespace ripe::test
