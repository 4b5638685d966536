// Explanations against scoring: for every lead of every example the ledger adds up to the very
// score and stage that `score` gives, caps are shown as what they cut off, and what is said to lift
// a lead does.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/types/calendar.h"
#include "ripe/ripe.h"
#include "tests/api/explained.h"
#include "tests/support/golden.h"
#include "tests/support/run.h"

namespace {

using ripe::Explanation;

struct Example {
  std::string folder;
  ripe::DataOptions data;
};

std::vector<Example> Examples() {
  std::vector<Example> all;
  for (const auto& entry :
       std::filesystem::directory_iterator(ripe::test::SourceDir() / "examples")) {
    if (!std::filesystem::exists(entry.path() / "expected.csv")) continue;
    Example e;
    e.folder = entry.path().string();
    e.data.leads = e.folder + "/leads.csv";
    if (std::filesystem::exists(entry.path() / "events.csv"))
      e.data.events = {e.folder + "/events.csv"};
    e.data.as_of = "2026-11-20";
    all.push_back(e);
  }
  return all;
}

// id, score, ..., stage of each line of expected.csv; ids and stages of the examples hold no
// commas.
std::vector<std::vector<std::string>> ExpectedRows(const Example& e) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(ripe::test::ReadFile(e.folder + "/expected.csv"));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::vector<std::string> cells;
    std::istringstream parts(line);
    for (std::string cell; std::getline(parts, cell, ',');) cells.push_back(cell);
    rows.push_back(cells);
  }
  return rows;
}

int64_t Outside(const Explanation& e) {
  int64_t sum = 0;
  for (const auto& r : e.rules) sum += r.group.empty() ? r.points : 0;
  return sum;
}

}  // namespace

TEST_CASE("the ledger adds up to the score of every lead of every example") {
  const std::vector<Example> examples = Examples();
  REQUIRE(examples.size() >= 6);
  for (const Example& example : examples) {
    for (const auto& row : ExpectedRows(example)) {
      INFO(example.folder << " " << row[0]);
      const auto explained = ripe::Explain(
          {.rules = example.folder + "/rules.ripe", .data = example.data, .id = row[0]});
      REQUIRE(explained.ok());
      const Explanation& e = explained.value();
      REQUIRE_FALSE(e.diagnostics.has_errors());
      CHECK(ripe::FormatPoints(e.score) == row[1]);
      CHECK(e.stage == row.back());
      int64_t total = Outside(e);
      std::map<std::string, int64_t> sums;
      for (const auto& r : e.rules) sums[r.group] += r.points;
      for (const auto& g : e.groups) {
        CHECK(sums[g.name] == g.sum);
        total += g.points;
      }
      CHECK(total == e.score);
      for (const auto& r : e.rules) {
        // A cap only ever takes away.
        CHECK(std::abs(r.points) <= std::abs(r.uncapped));
        CHECK((r.points == 0 || (r.points > 0) == (r.uncapped > 0)));
        CHECK_FALSE((r.unknown && r.points != 0));
      }
    }
  }
}

TEST_CASE("what is said to lift a lead lifts it, and points change when they are said to") {
  const ripe::test::TempDir folder;
  const std::string rules = folder.File("rules.ripe"), leads = folder.File("leads.csv"),
                    events = folder.File("events.csv");
  ripe::test::WriteFile(rules,
                        "field title: text\nfield size: number\nevent webinar, click\n"
                        "webinar in 30d +20\nclick +4 each up to 12 halving every 10d\nsize >= 100 "
                        "+15\nscore >= 30 => MQL\n");
  ripe::test::WriteFile(leads, "id,title,size\n7,CEO,50\n");
  ripe::test::WriteFile(
      events, "lead_id,type,at\n7,webinar,2026-11-01T00:00:00Z\n7,click,2026-11-10T00:00:00Z\n");
  ripe::DataOptions data;
  data.leads = leads;
  data.events = {events};
  data.as_of = "2026-11-15T00:00:00Z";
  const auto explained = ripe::Explain({.rules = rules, .data = data, .id = "7"});
  REQUIRE(explained.ok());
  const Explanation& e = explained.value();
  // 4 * 2^(-5/10) = 2.828 and 20.
  CHECK(e.score == 22'828);
  CHECK(e.stage == "Lead");
  CHECK(e.next_stage == "MQL");
  REQUIRE(e.rules.size() == 3);
  CHECK(e.rules[0].next_change == "2026-12-01T00:00:00Z");
  CHECK(e.rules[0].next_note == "ends");
  CHECK(e.rules[1].next_change == "2026-11-16T00:00:00Z");
  CHECK(e.rules[1].next_note == "falls to 2.639");
  CHECK(e.rules[2].points == 0);
  // Two clicks give 8, a larger company 15: both lift; one click gives 4 and does not.
  const auto says = [&](const std::string& text) {
    return std::any_of(e.lifts.begin(), e.lifts.end(),
                       [&](const std::string& l) { return l.starts_with(text); });
  };
  CHECK(says("2 more click"));
  CHECK(says("size = 100"));
  CHECK_FALSE(says("1 more click"));
  // And it is true: the lead with that size is an MQL.
  ripe::test::WriteFile(leads, "id,title,size\n7,CEO,100\n");
  const auto lifted = ripe::Explain({.rules = rules, .data = data, .id = "7"});
  REQUIRE(lifted.ok());
  CHECK(lifted.value().stage == "MQL");
}

TEST_CASE(
    "of each kind of rule: what it would have given without its cap, and the events behind it") {
  const ripe::test::TempDir folder;
  const std::string rules = folder.File("rules.ripe"), leads = folder.File("leads.csv"),
                    events = folder.File("events.csv");
  ripe::test::WriteFile(rules,
                        "field seats: number\nevent click, none_of_these\n"
                        "click +20 halving every 1d up to 12\n"
                        "click +8 each halving every 1d up to 9\n"
                        "click -8 each halving every 1d up to 9\n"
                        "click +3 each up to 5\n"
                        "seats -2 each up to 5\n"
                        "click +4\n"
                        "none_of_these +5 each up to 10\n"
                        "none_of_these +5 halving every 1d\n");
  ripe::test::WriteFile(leads, "id,seats\n1,7.9\n");
  for (const size_t count : {1U, 2U, 3U, 4U, 5U, 12U}) {
    // The newest half a day old, each other a day older.
    const std::vector<int64_t> worths{8000, 4000, 2000, 1000, 500, 250, 125, 62, 31, 16, 8, 4};
    std::string text = "lead_id,type,at\n";
    int64_t fading = 0;
    for (size_t k = 0; k < count; ++k) {
      text += "1,click,2026-11-" + std::to_string(30 - k) + "T12:00:00Z\n";
      fading += worths[k];
    }
    ripe::test::WriteFile(events, text);
    ripe::DataOptions data;
    data.leads = leads;
    data.events = {events};
    data.as_of = "2026-12-01T00:00:00Z";
    const auto explained = ripe::Explain({.rules = rules, .data = data, .id = "1"});
    REQUIRE(explained.ok());
    const Explanation& e = explained.value();
    REQUIRE(e.rules.size() == 8);
    INFO(count << " events");
    const auto n = static_cast<int64_t>(count);
    const std::vector<int64_t> uncapped{20'000, fading, -fading, 3000 * n, -14'000, 4000, 0, 0};
    const std::vector<int64_t> caps{12'000, 9000, 9000, 5000, 5000, 4000, 10'000, 5000};
    for (size_t r = 0; r < 8; ++r) {
      INFO("rule " << r);
      CHECK(e.rules[r].uncapped == uncapped[r]);
      CHECK(e.rules[r].points == std::clamp(uncapped[r], -caps[r], caps[r]));
    }
    // The newest three, and how many more there are.
    const auto& shown = e.rules[3].evidence;
    REQUIRE(shown.size() == std::min<size_t>(count, 3));
    for (size_t k = 0; k < shown.size(); ++k) {
      CHECK(shown[k].name == "click");
      CHECK(shown[k].value.starts_with("2026-11-" + std::to_string(30 - k) + "T12:00:00Z ("));
      const bool more = k == 2 && count > 3;
      CHECK((shown[k].value.find("more") != std::string::npos) == more);
      if (more) CHECK(shown[k].value.ends_with(", and " + std::to_string(count - 3) + " more"));
    }
    REQUIRE(e.rules[6].evidence.size() == 1);
    CHECK(e.rules[6].evidence[0].value == "never");
  }
}

TEST_CASE("points change at the instant that is foretold, and not before") {
  const ripe::test::TempDir folder;
  const std::string rules = folder.File("rules.ripe"), leads = folder.File("leads.csv"),
                    events = folder.File("events.csv");
  // Clocks change on 2026-10-25 there.
  ripe::test::WriteFile(
      rules,
      "timezone \"Europe/Berlin\"\nfield d: date\nfield t: time\nevent e\n"
      "d in next 9d +1\nd in next 2w +1\nd in 5d +1\nd in 20d to 3d +1\nd in 2d +1\n"
      "t in 5d +1\nt in next 30h +1\nt in 90h to 30h +1\nd = 2026-10-30 +1\n"
      "e in 5d +1 each\ne in 9d to 2d +1\nno e in 7d +1\n"
      "e +64 each halving every 3d\ne +64 halving every 1w\nd in 9d and not e in 4d +1\n");
  const auto explain = [&](const std::string& as_of) {
    ripe::DataOptions data;
    data.leads = leads;
    data.events = {events};
    data.as_of = as_of;
    auto explained = ripe::Explain({.rules = rules, .data = data, .id = "1"});
    REQUIRE(explained.ok());
    REQUIRE_FALSE(explained.value().diagnostics.has_errors());
    return std::move(explained.value());
  };
  const ripe::types::Zone utc = ripe::types::Zone::Utc();
  const int64_t now = *ripe::types::ParseInstant("2026-10-20T10:00:00Z", utc);
  size_t foretold = 0, nothing = 0;
  for (const std::string lead :
       {"2026-10-20,2026-10-20T10:00:00Z", "2026-10-27,2026-10-21T16:00:00Z",
        "2026-10-18,2026-10-17T09:59:59.999999Z", "2026-11-04,2026-10-10T00:00:00Z", ","}) {
    ripe::test::WriteFile(leads, "id,d,t\n1," + lead + "\n");
    ripe::test::WriteFile(
        events, lead == ","
                    ? "lead_id,type,at\n1,e,2026-10-11T10:00:00Z\n"
                    : "lead_id,type,at\n1,e,2026-10-20T10:00:00Z\n1,e,2026-10-16T22:30:00Z\n");
    const Explanation e = explain("2026-10-20T10:00:00Z");
    // Every six hours from a second on: who changes first, and when it was so.
    std::vector<int64_t> seen(e.rules.size(), INT64_MAX);
    for (int64_t at = now + 1'000'000; at < now + 30 * ripe::types::kMicrosPerDay;
         at += ripe::types::kMicrosPerDay / 4) {
      const Explanation then = explain(ripe::types::FormatInstant(at, utc));
      for (size_t r = 0; r < e.rules.size(); ++r) {
        if (then.rules[r].points != e.rules[r].points) seen[r] = std::min(seen[r], at);
      }
    }
    for (size_t r = 0; r < e.rules.size(); ++r) {
      INFO("lead " << lead << ", rule " << e.rules[r].condition);
      if (e.rules[r].next_change.empty()) {
        CHECK(seen[r] == INT64_MAX);
        ++nothing;
        continue;
      }
      ++foretold;
      const int64_t at = *ripe::types::ParseInstant(e.rules[r].next_change, utc);
      CHECK(at > now);
      CHECK(at <= seen[r]);
      CHECK(explain(ripe::types::FormatInstant(at, utc)).rules[r].points != e.rules[r].points);
      CHECK(explain(ripe::types::FormatInstant(at - 1, utc)).rules[r].points == e.rules[r].points);
    }
  }
  CHECK(foretold > 30);
  CHECK(nothing > 10);
}

namespace {

// One lead, `1`, as of 2026-11-20T12:00:00Z.
Explanation Explained(const std::string& rules, const std::string& leads,
                      const std::string& events = "lead_id,type,at\n") {
  return ripe::test::Explained(rules, leads, "2026-11-20T12:00:00Z", events);
}

}  // namespace

TEST_CASE("evidence: what stands for a missing field, spans and ages in people's units") {
  const Explanation e = Explained(
      "field size: number else 7\nfield title: text\nevent seen, never_seen\n"
      "size > 3 +5\ntitle = \"CEO\" +1\nnever_seen in 36h +1\nnever_seen in 90min +1\n"
      "never_seen in 48h +1\nseen +1\n",
      "id,size,title\n1,,\n", "lead_id,type,at\n1,seen,2026-11-20T11:00:00Z\n");
  REQUIRE(e.rules.size() == 6);
  for (const auto& r : e.rules) REQUIRE(r.evidence.size() == 1);
  CHECK(e.rules[0].evidence[0].value == "missing, so 7");
  CHECK_FALSE(e.rules[0].evidence[0].missing);
  CHECK(e.rules[1].evidence[0].missing);
  CHECK(e.rules[2].evidence[0].value == "none in 36h");
  CHECK(e.rules[3].evidence[0].value == "none in 90min");
  CHECK(e.rules[4].evidence[0].value == "none in 2d");
  CHECK(e.rules[5].evidence[0].value == "2026-11-20T11:00:00Z (1 hour ago)");
  const std::vector<std::pair<std::string, std::string>> ages = {
      {"2026-11-20T11:00:00.000001Z", "59 minutes ago"},
      {"2026-11-20T11:59:00Z", "1 minute ago"},
      {"2026-11-20T11:58:59.25Z", "1 minute ago"},
      {"2026-11-20T11:59:00.000001Z", "just now"},
      {"2026-11-19T12:00:00Z", "1 day ago"},
      {"2026-11-19T12:00:00.000001Z", "23 hours ago"},
      {"2026-11-18T12:00:00Z", "2 days ago"}};
  for (const auto& [at, age] : ages) {
    const Explanation one =
        Explained("event seen\nseen +1\n", "id\n1\n", "lead_id,type,at\n1,seen," + at + "\n");
    CHECK(one.rules[0].evidence[0].value == at + " (" + age + ")");
  }
}

TEST_CASE("what counts the days of a date changes as its next day begins") {
  const Explanation e = Explained("timezone \"Asia/Seoul\"\nfield d: date\ndays since d +1 each\n",
                                  "id,d\n1,2026-11-01\n");
  CHECK(e.score == 19'000);
  CHECK(e.rules[0].next_change == "2026-11-21T00:00:00+09:00");
  CHECK(e.rules[0].next_note == "becomes 20");
}

TEST_CASE("points below 0 that come nearer to 0 fall, and others become") {
  const Explanation e = Explained(
      "event seen\nseen -8 halving every 1d\nseen -8 each halving every 1d\nseen in 1d -3\n"
      "no seen in 1d -3\n",
      "id\n1\n", "lead_id,type,at\n1,seen,2026-11-20T00:00:00Z\n");
  REQUIRE(e.rules.size() == 4);
  CHECK(e.rules[0].next_note == "falls to -4");
  CHECK(e.rules[1].next_note == "falls to -4");
  CHECK(e.rules[2].next_note == "ends");
  CHECK(e.rules[3].next_note == "begins: -3");
  for (const auto& r : e.rules) CHECK(r.next_change == "2026-11-21T00:00:00Z");
}

TEST_CASE("a group that its floor alone lifts is told, with no rule in it") {
  const Explanation e =
      Explained("field x: number\ngroup fit down to 5 { x > 0 +9 }\n", "id,x\n1,\n");
  CHECK(e.score == 5000);
  const std::string text = ripe::RenderText(e, ripe::Language::kEnglish, false);
  CHECK(text.find("= group fit         5  (capped from 0)\n") != std::string::npos);
}

TEST_CASE("what lifts: the least of its kind, eight at most, and events that meet their `where`") {
  const Explanation e = Explained(
      "event click, order { amount: number }\norder where amount < 100 +20\nclick +20 each\n"
      "score >= 20 => MQL\n",
      "id\n1\n");
  REQUIRE(e.lifts.size() == 2);
  CHECK(e.lifts[0] == "1 more order where amount < 100: score 20, MQL");
  CHECK(e.lifts[1] == "1 more click: score 20, MQL");
  std::string rules, columns = "id", cells = "1";
  for (int k = 1; k <= 9; ++k) {
    const std::string name = "f" + std::to_string(k);
    rules += "field " + name + ": yesno\n" + name + " +20\n";
    columns += "," + name;
    cells += ",no";
  }
  const std::string lead = columns + "\n" + cells + "\n";
  CHECK(Explained(rules + "score >= 20 => MQL\n", lead).lifts.size() == 8);
  // None alone is enough: the five that bring the most, the greatest first.
  std::string steps;
  for (int k = 1; k <= 9; ++k)
    steps += "field f" + std::to_string(k) + ": yesno\nf" + std::to_string(k) + " +" +
             std::to_string(k * 7 % 10) + "\n";
  const Explanation far = Explained(steps + "score > 30 => MQL\n", lead);
  CHECK(far.lifts.empty());
  CHECK(far.steps == std::vector<std::string>{"f7 = yes: +9", "f4 = yes: +8", "f1 = yes: +7",
                                              "f8 = yes: +6", "f5 = yes: +5"});
}

TEST_CASE("the next stage is one that has a rule; what it lacks, and what it requires") {
  const Explanation e = Explained(
      "field x: number\nfield email, phone: text\nx > 0 +9\nscore > 30 => SQL\n"
      "require email or phone for MQL\nrequire x for SQL\n",
      "id,x,email,phone\n1,,,\n");
  CHECK(e.next_stage == "SQL");
  REQUIRE(e.stages.size() == 1);
  CHECK(e.stages[0].lacking == std::vector<std::string>{"score > 30 (score is 0: 30 short)"});
  CHECK(e.gates == std::vector<std::string>{"MQL needs email or phone, which are all missing",
                                            "SQL needs x, which is missing"});
}

TEST_CASE("explaining a lead that is not there names the column that was searched") {
  const Example example = Examples().front();
  const auto explained = ripe::Explain(
      {.rules = example.folder + "/rules.ripe", .data = example.data, .id = "nobody"});
  REQUIRE_FALSE(explained.ok());
  CHECK(explained.status().code() == ripe::StatusCode::kUsage);
  CHECK(explained.status().message().find("\"nobody\"") != std::string::npos);
}

TEST_CASE("what a stage lacks says how much is short, where more would do and there is less") {
  for (const std::string op : {">=", ">", "=", "<", "<=", "!="}) {
    for (int score = 4; score <= 6; ++score) {
      const Explanation e = Explained(
          "x +" + std::to_string(score) + "\nscore " + op + " 5 => MQL\n", "id,x\n1,yes\n");
      INFO(op << " 5, score " << score);
      const bool holds = op == ">="   ? score >= 5
                         : op == ">"  ? score > 5
                         : op == "="  ? score == 5
                         : op == "<"  ? score < 5
                         : op == "<=" ? score <= 5
                                      : score != 5;
      REQUIRE(e.stages.size() == 1);
      CHECK(e.stages[0].holds == holds);
      CHECK(e.stage == (holds ? "MQL" : "Lead"));
      std::string is = "score " + op + " 5 (score is " + std::to_string(score);
      if (op[0] == '>' && score < 5) is += ": " + std::to_string(5 - score) + " short";
      CHECK(e.stages[0].lacking ==
            (holds ? std::vector<std::string>{} : std::vector<std::string>{is + ")"}));
    }
  }
}

TEST_CASE("a requirement that an `else` meets is no gate; a field is told once a rule") {
  const Explanation e = Explained(
      "field email: text else \"x\"\nfield phone: text\nfield size: number\n"
      "size > 3 and (size < 9 or size = 12) and email != phone +5\n"
      "require email for MQL\nrequire phone for SQL\nscore > 9 => SQL\n",
      "id,email,phone,size\n1,,,5\n");
  CHECK(e.gates == std::vector<std::string>{"SQL needs phone, which is missing"});
  std::vector<std::string> names;
  for (const auto& evidence : e.rules[0].evidence) names.push_back(evidence.name);
  std::sort(names.begin(), names.end());
  CHECK(names == std::vector<std::string>{"email", "phone", "size"});
}

TEST_CASE("a change that leads to an exit lifts nobody; one that is so already is no change") {
  const Explanation out = Explained(
      "field x: number\nx = 1 +5\nscore >= 5 => MQL\nx = 1 => Disqualified\n", "id,x\n1,0\n");
  CHECK(out.lifts.empty());
  CHECK(out.steps == std::vector<std::string>{"x = 1: +5"});
  const Explanation already =
      Explained("field x: number\nx = 1 and y > 2 +5\nscore >= 5 => MQL\nfield y: number\n",
                "id,x,y\n1,1,0\n");
  CHECK(already.lifts == std::vector<std::string>{"y = 3: score 5, MQL"});
}

TEST_CASE("numbers that are counted are lifted from 0, comparisons from either side") {
  // From -7 on: 1, 2, 3, 5 … and not -6.
  const Explanation counted =
      Explained("field n: number\nn +1 each\nscore >= 4 => MQL\n", "id,n\n1,-7.5\n");
  CHECK(counted.lifts == std::vector<std::string>{"n = 5: score 5, MQL"});
  // Of more of the same only the least that brings the most is said.
  const Explanation capped = Explained(
      "field n: number\nevent e\nn +2 each up to 33\ne +4 each up to 9\nscore >= 60 => MQL\n",
      "id,n\n1,4\n");
  CHECK(capped.lifts.empty());
  CHECK(capped.steps == std::vector<std::string>{"n = 17: +25", "3 more e: +9"});
  struct Case {
    std::string condition, lift;
  };
  for (const auto& [condition, lift] :
       {Case{"n > 5", "n = 6"}, Case{"n >= 5", "n = 5"}, Case{"n = 5", "n = 5"},
        Case{"n < -9", "n = -10"}, Case{"n <= -9", "n = -9"}, Case{"not n > -9", "n = -9"},
        Case{"not n >= -9", "n = -10"}, Case{"not n < 5", "n = 5"}, Case{"not n <= 5", "n = 6"},
        Case{"not n != 5", "n = 5"}, Case{"n != 0", "n = 1"}, Case{"not n = 0", "n = 1"},
        Case{"n in 5 to 9", "n = 5"}, Case{"n in (5, 9)", "n = 5"}}) {
    INFO(condition);
    const Explanation e =
        Explained("field n: number\n" + condition + " +5\nscore >= 5 => MQL\n", "id,n\n1,0\n");
    CHECK(e.lifts == std::vector<std::string>{lift + ": score 5, MQL"});
  }
}

TEST_CASE("counts of events are lifted by as many as are lacking") {
  for (const auto& [condition, more] : {std::pair("count of e > 3", 2),
                                        {"count of e >= 3", 1},
                                        {"count of e >= 2", 0},
                                        {"at least 4 e", 2},
                                        {"not (at most 4 e)", 3},
                                        {"count of e >= 2.5", 1},
                                        {"count of e > 2.5", 1},
                                        {"count of e > 2", 1}}) {
    INFO(condition);
    const Explanation e =
        Explained(std::string("event e\n") + condition + " +5\nscore >= 5 => MQL\n", "id\n1\n",
                  "lead_id,type,at\n1,e,2026-11-01\n1,e,2026-11-02\n");
    CHECK(e.stage == (more == 0 ? "MQL" : "Lead"));
    const std::string lift = std::to_string(more) + " more e: score 5, MQL";
    CHECK(e.lifts == (more == 0 ? std::vector<std::string>{} : std::vector<std::string>{lift}));
  }
}

TEST_CASE("the instant is shown as a day at its very end alone, in the zone of the rules") {
  struct Case {
    std::string as_of, shown;
  };
  for (const std::string zone : {"UTC", "Asia/Seoul", "America/New_York"}) {
    const std::string offset = zone == "UTC" ? "Z" : zone == "Asia/Seoul" ? "+09:00" : "-05:00";
    for (const auto& [as_of, shown] :
         {Case{"2026-11-20", "2026-11-20"},
          Case{"2026-11-20T23:59:59.999999" + offset, "2026-11-20"},
          Case{"2026-11-20T23:59:59.999998" + offset, "2026-11-20T23:59:59.999998" + offset},
          Case{"2026-11-20T23:59:59" + offset, "2026-11-20T23:59:59" + offset},
          Case{"2026-11-21T00:00:00" + offset, "2026-11-21T00:00:00" + offset}}) {
      INFO(zone << " " << as_of);
      const std::string rules = "timezone \"" + zone + "\"\nx +1\n";
      const ripe::test::TempDir folder;
      ripe::ScoreRequest request;
      request.rules = folder.Write("r.ripe", rules);
      request.data.leads = folder.Write("l.csv", "id,x\n1,yes\n");
      request.data.as_of = as_of;
      request.output = folder.File("out.csv");
      auto scored = ripe::ScoreFile(request);
      REQUIRE(scored.ok());
      CHECK(scored.value().as_of == shown);
      const Explanation e =
          ripe::test::Explained(rules, "id,x\n1,yes\n", as_of, "lead_id,type,at\n");
      const std::string text = ripe::RenderText(e, ripe::Language::kEnglish, false);
      CHECK(text.find("(as of " + shown + ")") != std::string::npos);
    }
  }
}
