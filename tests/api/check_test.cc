// Checking with data from a program: events are folded by several threads, which tells the same.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "ripe/ripe.h"
#include "tests/support/run.h"

namespace ripe::test {
namespace {

TEST_CASE("rules that never fire are the same ones with any number of threads") {
  const TempDir dir;
  CheckRequest request;
  request.rules = {
      dir.Write("rules.ripe",
                "event visit, demo, call\nvisit in 30d +5\ncount of demo in 30d >= 40 +3\n"
                "call in 30d +1\n")};
  std::string leads = "id\n", events = "lead_id,type,at\n";
  for (int i = 0; i < 50; ++i) leads += "L" + std::to_string(i) + "\n";
  // Several pieces of events; the demos of L7 only together are forty.
  for (int i = 0; i < 60'000; ++i)
    events += (i % 1500 == 0 ? std::string("L7,demo") : "L" + std::to_string(i % 50) + ",visit") +
              ",2026-11-19T00:00:00Z\n";
  request.data.leads = dir.Write("leads.csv", leads);
  request.data.events = {dir.Write("events.csv", events)};
  request.data.as_of = "2026-11-20";
  std::vector<std::string> first;
  for (const unsigned threads : {1u, 2u, 5u}) {
    request.data.threads = threads;
    Result<CheckReport> report = Check(request);
    REQUIRE(report.ok());
    REQUIRE(report->notes.size() == 1);
    CHECK_THAT(report->notes[0],
               Catch::Contains("call") && Catch::Contains("none of the 50 leads"));
    if (threads == 1) first = report->notes;
    CHECK(report->notes == first);
  }
}

TEST_CASE(
    "diagnostics of several files: their codes in order, labels too, and nothing of nothing") {
  const TempDir dir;
  CheckRequest request;
  request.rules = {dir.Write("a.ripe", "size > > 3 +5\n"),
                   dir.Write("b.ripe", "field a: number\nfield a: text\na > 3 +5\n"),
                   dir.Write("c.ripe", "size > 3 +5\n")};
  Result<CheckReport> report = Check(request);
  REQUIRE(report.ok());
  const std::vector<std::string> codes = report->diagnostics.Codes();
  REQUIRE(codes.size() >= 2);
  CHECK(std::find(codes.begin(), codes.end(), "R103") != codes.end());
  const std::string said =
      report->diagnostics.Render(Diagnostics::Format::kText, Language::kEnglish, false);
  CHECK_THAT(said, Catch::Contains("a.ripe:1:") && Catch::Contains("b.ripe:2:"));
  Diagnostics none;
  CHECK(none.Codes().empty());
  Diagnostics both = report->diagnostics;
  both.Append(none);
  CHECK(both.Codes() == codes);
}

TEST_CASE("of several files each finding's labels and fixes lie in its own") {
  const TempDir dir;
  CheckRequest request;
  for (const char* name : {"a.ripe", "b.ripe", "c.ripe"})
    request.rules.push_back(dir.Write(name, "field a: number\nfield a: text\nb == 3 +5\n"));
  Result<CheckReport> report = Check(request);
  REQUIRE(report.ok());
  const auto list = nlohmann::json::parse(
      report->diagnostics.Render(Diagnostics::Format::kJson, Language::kEnglish, false));
  size_t labels = 0, fixes = 0;
  for (const auto& one : list) {
    for (const auto& label : one["labels"]) labels += label["file"] == one["file"] ? 1 : 100;
    for (const auto& fix : one["fixes"]) fixes += fix["file"] == one["file"] ? 1 : 100;
  }
  CHECK(labels == 3);
  CHECK(fixes == 3);
}

TEST_CASE("standard input is one file; progress is told") {
  const TempDir dir;
  CheckRequest request;
  request.rules = {dir.Write("rules.ripe", "size > 3 +5\n")};
  request.data.leads = "-";
  request.data.events = {"-"};
  CHECK(Check(request).status().code() == StatusCode::kUsage);
  ScoreRequest score;
  score.rules = request.rules[0];
  std::string leads = "id,size\n";
  for (int i = 0; i < 200'000; ++i) leads += std::to_string(i) + ",5\n";
  score.data.leads = dir.Write("leads.csv", leads);
  score.data.threads = 2;
  score.output = dir.File("out.csv");
  uint64_t last = 0, calls = 0;
  score.progress = [&](uint64_t rows) {
    CHECK(rows >= last);
    last = rows;
    ++calls;
  };
  REQUIRE(ScoreFile(score).ok());
  CHECK(calls > 0);
  CHECK(last <= 200'000);
}

TEST_CASE("diagnostics of several files are told together, those of none change nothing") {
  const TempDir dir;
  CheckRequest request;
  request.rules = {dir.Write("a.ripe", "field a: number\nb > 3 +5\n"),
                   dir.Write("c.ripe", "field c: number\nc > \"x\" +5\n")};
  Result<CheckReport> report = Check(request);
  REQUIRE(report.ok());
  Diagnostics& all = report->diagnostics;
  const std::vector<std::string> codes = all.Codes();
  CHECK(codes == std::vector<std::string>{"R100", "R149"});
  const auto text = [&] {
    return all.Render(Diagnostics::Format::kText, Language::kEnglish, false);
  };
  const std::string said = text();
  CHECK(said.find("a.ripe:2") != std::string::npos);
  CHECK(said.find("c.ripe:2") != std::string::npos);
  all.Append(Diagnostics());
  CHECK(text() == said);
  Diagnostics none;
  none.Append(all);
  CHECK(none.Codes() == codes);
}

}  // namespace
}  // namespace ripe::test
