// Files scored by several threads, several files at once: CSV, JSONL, Parquet and Arrow, in small
// blocks so that many are under way; inputs that break off in the middle, errors that end a run
// early, outputs that nobody reads to the end. What comes out, the words too, is what one thread
// makes.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "ripe/ripe.h"
#include "tests/support/golden.h"
#include "tests/support/run.h"
#include "tests/threads/race.h"

namespace ripe::test {
namespace {

// Blocks of this many bytes, in this process and in those it starts.
class Blocks {
 public:
  explicit Blocks(const char* bytes) {
    ::setenv("RIPE_BLOCK_BYTES", bytes, 1);
    // With a limit (one that ThreadSanitizer's own memory fits into) leads are parted all the same.
    ::setenv("RIPE_MEMORY_ROOM", "1000000", 1);
  }
  ~Blocks() {
    ::unsetenv("RIPE_BLOCK_BYTES");
    ::unsetenv("RIPE_MEMORY_ROOM");
  }
};

constexpr size_t kLeads = 700;

class Files {
 public:
  Files() {
    rules = dir.Write("r.ripe", WideRules(10));
    csv = dir.Write("l.csv", WideLeads(kLeads));
    jsonl = dir.Write("l.jsonl", WideLeadsJsonl(kLeads));
    events = dir.Write("e.csv", WideEvents(kLeads));
    // Rows of every kind of wrong, from the middle on.
    std::string wrong = WideLeads(kLeads);
    const size_t middle = wrong.find('\n', wrong.size() / 2) + 1;
    wrong.insert(middle,
                 "L1,\"open\"x,,,,\nL0,again,,,many,\n,no id,,,,\nL9,a,b,c,5,2020-01-01,more\n");
    rejected = dir.Write("wrong.csv", wrong);
    std::string bytes = ReadFile(csv);
    bytes[bytes.size() * 2 / 3] = '\xff';
    no_utf8 = dir.Write("bytes.csv", bytes);
  }
  // What ScoreFile makes of it: status, summary, notes and the file's bytes.
  std::string Score(ScoreRequest request, unsigned threads, const std::string& out_name) const {
    request.rules = rules;
    request.data.as_of = kWideAsOf;
    request.data.threads = threads;
    request.output = dir.File(out_name);
    Result<ScoreReport> report = ScoreFile(request);
    std::string said;
    if (!report.ok()) {
      said = "error: " + std::string(report.status().message());
    } else {
      for (const std::string& note : report->read.notes) said += note + "\n";
      for (const auto& [stage, count] : report->by_stage)
        said += stage + " " + std::to_string(count) + "\n";
      said += std::to_string(report->read.leads_rejected) + " " +
              std::to_string(report->read.events_used) + "\n";
    }
    if (std::filesystem::exists(request.output)) said += ReadFile(request.output);
    std::filesystem::remove(request.output);
    return said;
  }
  ScoreRequest Of(const std::string& leads, bool with_events = false, bool strict = false) const {
    ScoreRequest request;
    request.data.leads = leads;
    if (with_events) request.data.events = {events};
    request.data.strict = strict;
    return request;
  }

  TempDir dir;
  std::string rules, csv, jsonl, events, rejected, no_utf8;
};

bool HasArrow(const Files& files) {
  const std::string said = files.Score(files.Of(files.csv), 1, "probe.arrow");
  if (said.find("no Parquet and Arrow") == std::string::npos) return true;
  WARN("this build has no Parquet and Arrow: not raced here");
  return false;
}

TEST_CASE("files by several threads, several at once, in every format") {
  const Blocks blocks("2000");
  const Files files;
  struct Job {
    ScoreRequest request;
    std::string extension;
    std::string alone;
  };
  std::vector<Job> jobs;
  for (const bool with_events : {false, true}) {
    jobs.push_back({files.Of(files.csv, with_events), ".csv", ""});
    jobs.push_back({files.Of(files.jsonl, with_events), ".jsonl.gz", ""});
    jobs.push_back({files.Of(files.rejected, with_events), ".csv.zst", ""});
  }
  jobs[0].request.reasons = 3;
  jobs[4].request.engine = Engine::kJit;
  // Within a limit leads are read in several passes, or in parts.
  jobs[3].request.memory_limit = size_t{16} << 30;
  if (HasArrow(files)) {
    const std::string said = files.Score(files.Of(files.csv), 1, "probe.arrow");
    REQUIRE(said.find("error") == std::string::npos);
    jobs.push_back({files.Of(files.csv), ".parquet", ""});
    jobs.push_back({files.Of(files.jsonl, true), ".arrow", ""});
  }
  for (Job& job : jobs) {
    job.alone = files.Score(job.request, 1, "alone" + job.extension);
    REQUIRE(job.alone.find("error") == std::string::npos);
    REQUIRE(job.alone.size() > 1000);
  }
  CHECK(AtOnce(6, [&](size_t t) -> std::string {
          for (size_t k = 0; k < jobs.size(); ++k) {
            const Job& job = jobs[(t + k) % jobs.size()];
            const std::string name = "out" + std::to_string(t) + job.extension;
            const std::string wrong =
                Parting(job.alone, files.Score(job.request, 1 + (t + k) % 4, name));
            if (!wrong.empty()) return job.extension + " " + wrong;
          }
          return {};
        }) == std::vector<std::string>());
}

TEST_CASE("Parquet and Arrow read by several threads, several at once") {
  const Files files;
  if (!HasArrow(files)) return;
  // Scores are the leads of a second run.
  const std::string rules =
      files.dir.Write("second.ripe", "fit >= 10 +5\nengagement > 0 +2 \nscore >= 5 => MQL\n");
  std::vector<std::string> tables;
  for (const char* name : {"t.parquet", "t.arrow", "t.arrows"}) {
    ScoreRequest request = files.Of(files.csv);
    request.rules = files.rules;
    request.data.as_of = kWideAsOf;
    request.output = files.dir.File(name);
    REQUIRE(ScoreFile(request).ok());
    tables.push_back(request.output);
  }
  const auto score = [&](const std::string& table, unsigned threads, const std::string& out) {
    ScoreRequest request = files.Of(table);
    request.rules = rules;
    request.data.as_of = kWideAsOf;
    request.data.threads = threads;
    request.output = files.dir.File(out);
    auto report = ScoreFile(request);
    return report.ok() ? ReadFile(request.output)
                       : "error: " + std::string(report.status().message());
  };
  const std::string alone = score(tables[0], 1, "alone.csv");
  CHECK(alone.size() > 1000);
  for (const std::string& table : tables)
    REQUIRE(Parting(alone, score(table, 1, "again.csv")) == "");
  CHECK(AtOnce(6, [&](size_t t) -> std::string {
          for (size_t k = 0; k < 3; ++k) {
            const std::string wrong = Parting(
                alone, score(tables[(t + k) % 3], 1 + t % 3, "out" + std::to_string(t) + ".csv"));
            if (!wrong.empty()) return tables[(t + k) % 3] + " " + wrong;
          }
          return {};
        }) == std::vector<std::string>());
  // Cut in the middle: all threads meet the same end.
  for (const std::string& table : tables) {
    const std::string bytes = ReadFile(table);
    const std::string extension = std::filesystem::path(table).extension();
    const std::string cut = files.dir.Write("cut" + extension, bytes.substr(0, bytes.size() / 2));
    const std::string one = score(cut, 1, "cut.csv");
    CHECK(one.find("error: ") == 0);
    CHECK(AtOnce(4, [&](size_t t) {
            return Parting(
                one, score(cut, 1 + static_cast<unsigned>(t), "cut" + std::to_string(t) + ".csv"));
          }) == std::vector<std::string>());
  }
}

TEST_CASE("inputs that break off, and runs that end early") {
  const Blocks blocks("700");
  const Files files;
  // A compressed file that breaks off in the middle, for which it must be compressed first.
  std::vector<std::string> broken;
  for (const char* name : {"whole.csv.gz", "whole.csv.zst"}) {
    ScoreRequest request = files.Of(files.csv);
    request.rules = files.rules;
    request.data.as_of = kWideAsOf;
    request.output = files.dir.File(name);
    REQUIRE(ScoreFile(request).ok());
    const std::string bytes = ReadFile(request.output);
    broken.push_back(
        files.dir.Write("cut_" + std::string(name), bytes.substr(0, bytes.size() / 2)));
  }
  std::vector<ScoreRequest> requests;
  for (const bool with_events : {false, true}) {
    requests.push_back(files.Of(broken[0], with_events));
    requests.push_back(files.Of(broken[1], with_events));
    requests.push_back(files.Of(files.rejected, with_events, true));
    requests.push_back(files.Of(files.no_utf8, with_events));
    requests.push_back(files.Of(files.csv, with_events, true));
  }
  // Events that break off.
  requests.push_back(files.Of(files.csv, true));
  requests.back().data.events.push_back(broken[0]);
  std::vector<std::string> alone;
  for (const ScoreRequest& request : requests)
    alone.push_back(files.Score(request, 1, "alone.csv"));
  for (const size_t k : {0u, 1u, 2u, 3u, 5u, 6u, 7u, 8u, 10u}) {
    INFO("request " << k << ": " << alone[k]);
    CHECK(alone[k].find("error: ") == 0);
    CHECK(alone[k].find("id,score") == std::string::npos);  // no output
  }
  CHECK(AtOnce(5, [&](size_t t) -> std::string {
          for (size_t k = 0; k < requests.size(); ++k) {
            const size_t which = (k + 2 * t) % requests.size();
            const std::string wrong = Parting(
                alone[which],
                files.Score(requests[which], 2 + (k + t) % 4, "out" + std::to_string(t) + ".csv"));
            if (!wrong.empty()) return "request " + std::to_string(which) + " " + wrong;
          }
          return {};
        }) == std::vector<std::string>());
}

// The command, whose output goes to a pipe that is closed early, to a full disk, or nowhere.
TEST_CASE("outputs that nobody reads to the end") {
  const Blocks blocks("700");
  const Files files;
  const std::string score = "$RIPE score " + files.rules + " " + files.csv + " --events " +
                            files.events + " --as-of " + kWideAsOf;
  const auto shell = [&](const std::string& script) {
    return Run({"env", "LC_ALL=C", "RIPE=" + RipeBinary(), "sh", "-c", script});
  };
  const RunResult whole = shell(score + " -q --threads 1");
  REQUIRE(whole.status == 0);
  REQUIRE(whole.out.size() > 5'000);
  for (const char* threads : {"1", "2", "7"}) {
    const std::string with = score + " -q --threads " + threads;
    INFO(with);
    CHECK(shell(with).out == whole.out);
    const RunResult closed = shell(with + " | head -c 100");
    CHECK(closed.out == whole.out.substr(0, 100));
    CHECK(closed.err == "");
    const RunResult full = shell(with + " >/dev/full");
    CHECK(full.status == 3);
    CHECK(full.err.find("ThreadSanitizer") == std::string::npos);
    CHECK(full.err.find("No space left") != std::string::npos);
    // What stands before an error comes out whatever the number of threads is.
    const RunResult strict = shell("$RIPE score " + files.rules + " " + files.rejected +
                                   " --strict -q --as-of 2026-11-20 --threads " + threads);
    const RunResult one = shell("$RIPE score " + files.rules + " " + files.rejected +
                                " --strict -q --as-of 2026-11-20 --threads 1");
    CHECK(strict.status == one.status);
    CHECK(strict.status != 0);
    CHECK(strict.err == one.err);
    CHECK(Parting(one.out, strict.out) == "");
  }
}

}  // namespace
}  // namespace ripe::test
