// Explanations where they stop looking: conditions of more parts than are probed, nested deeper
// than are followed, more changes than are tried, dates at the ends of time. What is still said is
// true, and what lies one step within the limit is said.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "ripe/ripe.h"
#include "tests/api/explained.h"

namespace {

using ripe::Explanation;

Explanation Explained(const std::string& rules, const std::string& leads,
                      const std::string& events = "lead_id,type,at\n") {
  return ripe::test::Explained(rules, leads, "2026-11-21", events);
}

}  // namespace

TEST_CASE("of a stage with hundreds of conditions twenty that lack are told") {
  std::string rules = "event visit\n";
  for (int i = 0; i < 300; ++i)
    rules += std::string(i == 0 ? "" : " and ") + "count of visit >= " + (i < 95 ? "1" : "100");
  const Explanation e =
      Explained(rules + " => MQL\n", "id\n1\n", "lead_id,type,at\n1,visit,2026-11-20\n");
  REQUIRE(e.stages.size() == 1);
  const std::vector<std::string>& lacking = e.stages[0].lacking;
  REQUIRE(lacking.size() == 20);
  // Of the first few both sides were looked at, then of one its left side, then of none.
  CHECK(lacking[0] == "count of visit >= 100 (count of visit is 1: 99 short)");
  CHECK(lacking[4] == "count of visit >= 100 (count of visit is 1)");
  CHECK(lacking[19] == "count of visit >= 100");
}

TEST_CASE("a condition that was not looked at is not said to lack") {
  // All hold but one among the first and one behind the five hundred that are looked at.
  std::string rules = "event visit\n";
  for (int i = 0; i < 600; ++i)
    rules += std::string(i == 0 ? "" : " and ") + "count of visit >= " +
             (i == 2     ? "7"
              : i == 598 ? "8"
                         : "1");
  const Explanation e =
      Explained(rules + " => MQL\n", "id\n1\n", "lead_id,type,at\n1,visit,2026-11-20\n");
  CHECK(e.stage == "Lead");
  CHECK(e.stages[0].lacking == std::vector<std::string>{"count of visit >= 7"});
}

TEST_CASE("what lacks is followed through fifty levels of and") {
  const auto lacking = [](int levels) {
    std::string rules = "field a, b: number\ndefine d0 = a > 1 and b > 1\n";
    for (int i = 1; i < levels; ++i)
      rules += "define d" + std::to_string(i) + " = d" + std::to_string(i - 1) + " and a > " +
               std::to_string(i + 1) + "\n";
    const Explanation e =
        Explained(rules + "d" + std::to_string(levels - 1) + " => MQL\n", "id,a,b\n1,100,0\n");
    REQUIRE(e.stages[0].lacking.size() == 1);
    return e.stages[0].lacking[0];
  };
  CHECK(lacking(40) == "b > 1 (b is 0)");
  CHECK(lacking(60) == "d8 and a > 10 (a is 100, b is 0)");
}

TEST_CASE("of thousands of changes the first three thousand are tried") {
  const auto best = [](int fields) {
    std::string names, rules, row;
    for (int i = 0; i < fields; ++i) {
      names += (i == 0 ? "a" : ",a") + std::to_string(i);
      rules += "a" + std::to_string(i) + (i + 1 == fields ? " +2 each\n" : " +1 each\n");
      row += ",";
    }
    const Explanation e =
        Explained("field " + names + ": number\n" + rules + "score >= 1000 => MQL\n",
                  "id," + names + "\n1" + row + "\n");
    REQUIRE(e.steps.size() == 5);
    return e.steps[0];
  };
  // Seven numbers of each field: the last field's are the best, if they are tried.
  CHECK(best(428) == "a427 = 50: +100");
  CHECK(best(430) == "a0 = 50: +50");
}

TEST_CASE("events are made to fit a where of sixty levels") {
  const auto explained = [](int levels) {
    std::string where = "url = \"a\"";
    for (int i = 1; i <= levels; ++i)
      where = "(" + where + (i % 2 == 1 ? " and n > " : " or n < -") + std::to_string(i) + ")";
    return Explained("event visit { url: text, n: number }\nvisit where " + where +
                         " in 30d +5\nscore >= 5 => MQL\n",
                     "id\n1\n");
  };
  const Explanation near = explained(11);
  REQUIRE(near.lifts.size() == 1);
  CHECK(near.lifts[0].starts_with("1 more visit where "));
  CHECK(near.lifts[0].ends_with(": score 5, MQL"));
  const Explanation far = explained(65);
  CHECK(far.lifts.empty());
  CHECK(far.steps.empty());
}

TEST_CASE("dates at the ends of time, and more instants than are tried") {
  const std::string rules =
      "field d: date\nevent click\nd in 5d +1\nd in next 5d +1\nclick in 5d +1 each\n";
  const Explanation first = Explained(rules, "id,d\n1,0001-01-01\n");
  CHECK(first.rules[0].next_change.empty());
  CHECK(first.rules[1].next_change.empty());
  const Explanation last = Explained(rules, "id,d\n1,9999-12-31\n");
  CHECK(last.rules[1].next_change == "9999-12-26T00:00:00Z");
  CHECK(last.rules[1].next_note == "begins: 1");
  std::string clicks = "lead_id,type,at\n";
  for (int i = 0; i < 2'100; ++i)
    clicks +=
        fmt::format("1,click,2026-11-{}T{:02}:{:02}:00Z\n", 17 + i / 700, i % 700 / 60, i % 60);
  const Explanation many = Explained(rules, "id,d\n1,\n", clicks);
  CHECK(many.rules[2].points == 2'100'000);
  CHECK(many.rules[2].next_change == "2026-11-22T00:00:00Z");
}

TEST_CASE("a group that a floor lifts, and a rule that its cap leaves nothing of, are shown") {
  const Explanation e = Explained(
      "field a: number\ngroup low up to 50 down to 5 { a > 100 +60 }\ngroup none { a > 200 +1 }\n"
      "a > 0 +5 up to 0\n",
      "id,a\n1,7\n");
  const std::string text = ripe::RenderText(e, ripe::Language::kEnglish, false);
  CHECK(text.find("= group low         5  (capped from 0)") != std::string::npos);
  CHECK(text.find("a > 0               0  (capped from 5)") != std::string::npos);
  CHECK(text.find("= group none") == std::string::npos);
}
