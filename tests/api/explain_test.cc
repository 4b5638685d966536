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

#include "ripe/ripe.h"
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

TEST_CASE("explaining a lead that is not there names the column that was searched") {
  const Example example = Examples().front();
  const auto explained = ripe::Explain(
      {.rules = example.folder + "/rules.ripe", .data = example.data, .id = "nobody"});
  REQUIRE_FALSE(explained.ok());
  CHECK(explained.status().code() == ripe::StatusCode::kUsage);
  CHECK(explained.status().message().find("\"nobody\"") != std::string::npos);
}
