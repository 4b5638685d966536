// Checking with data from a program: events are folded by several threads, which tells the same.
#include <catch2/catch.hpp>

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

}  // namespace
}  // namespace ripe::test
