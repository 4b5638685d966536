// `ripe score --memory-limit`: the same scores, rejected rows, notes and statuses as without a
// limit, at any number of threads, and a peak within the limit: with leads held, with leads read
// twice, and with leads in parts on disk. Limits stand in proportion to what the run without one
// takes.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <fstream>
#include <random>
#include <sstream>

#include "tests/cli/cli_support.h"

namespace ripe::test {
namespace {

const char* const kRules =
    "field title: text\n"
    "field company_size: number\n"
    "event webinar_attended, demo_request, email_open\n"
    "event page_view { url: text }\n"
    "event buy { amount: number }\n"
    "group fit up to 25 {\n"
    "  title has word any of (\"CEO\", \"VP\") or title contains \"대표\"  +15 \"Decision maker\"\n"
    "  company_size in 50 to 2000 +10\n"
    "}\n"
    "webinar_attended in 90d +15 each up to 30 halving every 30d\n"
    "page_view where url contains \"/pricing\" in 60d +5 each up to 25\n"
    "sum of buy.amount in 90d >= 20 +7 \"buyer\"\n"
    "email_open after demo_request +3\n"
    "no email_open in 30d -10\n"
    "score >= 30 => MQL\n"
    "MQL and demo_request in 60d => SQL\n";

// Ids of several lengths, some missing, some repeated; cells that cannot be read.
std::string Leads(size_t count) {
  std::mt19937 random(7);
  std::string text = "id,title,company_size\n";
  const char* const titles[] = {"CEO", "VP Sales", "대표", "Clerk", ""};
  const char* const sizes[] = {"", "5", "\"1,200\"", "77", "abc"};
  for (size_t i = 0; i < count; ++i) {
    const uint32_t r = random();
    if (r % 1000 == 0) {
      text += ",CEO,5\n";
      continue;
    }
    text += r % 10 == 1 ? fmt::format("a-long-identifier-of-a-lead-{}", i)
                        : fmt::format("L{:x}", random() % (4 * count));
    text +=
        fmt::format(",{},{}\n", titles[r / 16 % 5], r % 97 == 0 ? sizes[4] : sizes[r / 128 % 4]);
  }
  return text;
}

// Two of three are of unknown leads; some instants and amounts cannot be read.
std::string Events(size_t count, size_t leads) {
  std::mt19937 random(11);
  std::string text = "lead_id,type,at,url,amount,event_id\n";
  const char* const types[] = {"page_view", "webinar_attended", "demo_request", "email_open",
                               "buy"};
  const char* const urls[] = {"/pricing", "/", "/docs"};
  for (size_t i = 0; i < count; ++i) {
    const uint32_t r = random();
    text += fmt::format("L{:x},{},{},{},{},e{}\n", random() % (4 * leads), types[r % 5],
                        r % 5003 == 0 ? "yesterday"
                                      : fmt::format("2026-{:02}-{:02}T0{}:00:00Z", 9 + r / 8 % 4,
                                                    1 + r / 64 % 28, r / 4096 % 10),
                        urls[r / 32 % 3], r % 89 == 0 ? "zz" : fmt::format("{}", r / 256 % 30),
                        random() % count);
  }
  return text;
}

struct Data {
  TempDir dir;
  std::string rules, leads, events;
  Data(size_t lead_count, size_t event_count) {
    rules = dir.Write("rules.ripe", kRules);
    leads = dir.Write("leads.csv", Leads(lead_count));
    if (event_count > 0) events = dir.Write("events.csv", Events(event_count, lead_count));
  }
  RunResult Score(const std::string& name, std::vector<std::string> more) const {
    std::vector<std::string> words{"score",
                                   rules,
                                   leads,
                                   "--as-of",
                                   "2026-12-20",
                                   "--engine",
                                   "interpreter",
                                   "-o",
                                   dir.File(name + ".csv"),
                                   "--rejects",
                                   dir.File(name + ".rejects")};
    if (!events.empty()) words.insert(words.end(), {"--events", events});
    words.insert(words.end(), more.begin(), more.end());
    return Ripe(words);
  }
  std::string Read(const std::string& name) const {
    std::ifstream file(dir.File(name), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
  }
  // Whether two runs said and wrote the same.
  void CheckSame(const RunResult& a, const std::string& a_name, const RunResult& b,
                 const std::string& b_name) const {
    CHECK(a.status == b.status);
    CHECK(a.err == b.err);
    // Too long to be shown.
    CHECK((Read(a_name + ".csv") == Read(b_name + ".csv")));
    CHECK((Read(a_name + ".rejects") == Read(b_name + ".rejects")));
  }
};

int64_t Mb(int64_t kib) { return kib * 1024 / 1'000'000; }

// The least limit that a run takes is said by one that is too small.
int64_t LeastLimit(const Data& data, const std::string& threads) {
  const RunResult r = data.Score("small", {"--threads", threads, "--memory-limit", "1MB"});
  CHECK(r.status == 3);
  const size_t at = r.err.find("the least is ");
  REQUIRE(at != std::string::npos);
  return std::stoll(r.err.substr(at + 13));
}

// A run with the least limit works in parts, and gives what `whole` (a run named so) gave.
void CheckInParts(const Data& data, const RunResult& whole, const std::string& threads) {
  const std::string least = fmt::format("{}MB", LeastLimit(data, threads));
  const RunResult r = data.Score("limited", {"--threads", threads, "--memory-limit", least});
  data.CheckSame(whole, "whole", r, "limited");
  CHECK(Has(data.Score("limited", {"--profile", "--threads", threads, "--memory-limit", least}).err,
            "part leads"));
}

TEST_CASE("score --memory-limit: leads and events in any way that fits, the same result") {
  const Data data(250'000, 250'000);
  const RunResult whole = data.Score("whole", {"--threads", "1"});
  REQUIRE(whole.status == 0);
  CHECK(Has(whole.err, "has occurred before"));
  CHECK(Has(whole.err, "could not be read as number"));
  for (const char* threads : {"1", "2", "7"}) {
    const int64_t least = LeastLimit(data, threads);
    // In parts, read twice, held.
    for (const int64_t limit : {least, least + 12, least + 30, least + 400}) {
      INFO("threads " << threads << " limit " << limit);
      const RunResult r = data.Score(
          "limited", {"--threads", threads, "--memory-limit", fmt::format("{}MB", limit)});
      data.CheckSame(whole, "whole", r, "limited");
      if (r.peak_rss_kib > 0) CHECK(Mb(r.peak_rss_kib) <= limit);
    }
  }
  const RunResult parted =
      data.Score("limited", {"--profile", "--memory-limit",
                             fmt::format("{}MB", LeastLimit(data, "1")), "--threads", "1"});
  CHECK(Has(parted.err, "part leads"));  // or nothing above was in parts
}

TEST_CASE(
    "score --memory-limit in parts: events in no order of time, and more wheres than a byte has") {
  Data data(250'000, 250'000);
  // Without a where rows are found by type, and by one age where all of a batch seem to have it.
  std::string wheres = "event page_view { url: text }\nevent buy { amount: number }\n";
  for (int k = 0; k < 19; ++k)
    wheres += fmt::format("buy where amount >= {} in 90d +{}\n", 1 + k, int64_t{1} << k);
  wheres += "page_view where url contains \"docs\" in 60d +1000000 each\n";
  const std::string plain =
      "event webinar_attended, demo_request, email_open, page_view, buy\n"
      "email_open in 10d +1\nemail_open in 50d to 20d +2\ndemo_request in 40d +4\n"
      "buy in 80d +8\nno event in 30d +16\n";
  for (const std::string& rules : {plain, wheres}) {
    data.rules = data.dir.Write("other.ripe", rules);
    const RunResult whole = data.Score("whole", {"--threads", "1"});
    REQUIRE(whole.status == 0);
    CheckInParts(data, whole, "2");
  }
}

TEST_CASE("score --memory-limit in parts: most parts have no lead, and yet events") {
  Data data(1, 0);
  data.rules =
      data.dir.Write("other.ripe", "event a { n: number }\na +1 each\nsum of a.n +1000 each\n");
  // Few leads that take much room: only their ids are long.
  std::string leads = "id\n", events = "lead_id,type,at,n\n";
  for (int i = 0; i < 60; ++i) {
    const std::string id =
        std::string(1'000'000, static_cast<char>('a' + i % 26)) + std::to_string(i);
    leads += id + "\n";
    events += id + fmt::format(",a,2026-11-0{}T00:00:00Z,{}\n", 1 + i % 9, i % 2 == 0 ? "x" : "2");
  }
  for (int i = 0; i < 5000; ++i) events += fmt::format("nobody{},a,2026-11-01T00:00:00Z,y\n", i);
  data.leads = data.dir.Write("leads.csv", leads);
  data.events = data.dir.Write("events.csv", events);
  const RunResult whole = data.Score("whole", {"--threads", "1"});
  REQUIRE(whole.status == 0);
  CHECK(Has(whole.err, "5,000 of leads that are not there"));
  CheckInParts(data, whole, "1");
}

TEST_CASE("score --memory-limit without events") {
  const Data data(600'000, 0);
  const RunResult whole = data.Score("whole", {"--threads", "2"});
  REQUIRE(whole.status == 0);
  const int64_t least = LeastLimit(data, "2");
  for (const int64_t limit : {least, least + 60}) {
    INFO("limit " << limit);
    const RunResult r =
        data.Score("limited", {"--threads", "2", "--memory-limit", fmt::format("{}MB", limit)});
    data.CheckSame(whole, "whole", r, "limited");
    if (r.peak_rss_kib > 0) CHECK(Mb(r.peak_rss_kib) <= limit);
  }
}

TEST_CASE("score --memory-limit stops at the same place under --strict") {
  // Only an event of a known lead has a cell that matters.
  const TempDir dir;
  const std::string rules = dir.Write("rules.ripe", kRules);
  std::string leads = "id,title,company_size\n", events = "lead_id,type,at,url,amount\n";
  for (int i = 0; i < 300'000; ++i) leads += fmt::format("L{},CEO,5\n", i);
  events += "nobody,buy,2026-12-01T00:00:00Z,,zz\n";
  for (int i = 0; i < 1000; ++i) events += fmt::format("L{},buy,2026-12-01T00:00:00Z,,5\n", i * 7);
  const std::string good = events;
  events += "L77,buy,2026-12-01T00:00:00Z,,xx\n";
  events += "L78,buy,never,,5\n";
  const std::string leads_path = dir.Write("leads.csv", leads);
  for (const std::string& text : {events, good + "L1,buy,never,,5\n" + events, good}) {
    const std::string path = dir.Write("events.csv", text);
    const auto score = [&](const std::string& limit) {
      return Ripe({"score", rules, leads_path, "--events", path, "--as-of", "2026-12-20",
                   "--strict", "--threads", "1", "--engine", "interpreter", "--memory-limit",
                   limit});
    };
    const RunResult large = score("2GB"), small = score("60MB");
    CHECK(large.status == (text == good ? 0 : 1));
    CHECK(small.status == large.status);
    CHECK(small.err == large.err);
    CHECK((small.out == large.out));
  }
}

TEST_CASE("score --memory-limit: several files of events, several columns that cannot be read") {
  const TempDir dir;
  const std::string rules = dir.Write(
      "rules.ripe",
      "field size: number\nevent buy { amount: number, on: date }\nevent visit\nsize > 3 +1\n"
      "sum of buy.amount in 90d >= 9 +7\n"
      "buy where on > 2026-01-01 +2\nvisit in 90d +1 each up to 5\n");
  constexpr int kLeads = 250'000;
  std::string leads = "id,size\n";
  for (int i = 0; i < kLeads; ++i) leads += fmt::format("L{},{}\n", i, i % 9);
  const std::string leads_path = dir.Write("leads.csv", leads);
  std::vector<std::string> words{"score",    rules,         leads_path,  "--as-of", "2026-12-20",
                                 "--engine", "interpreter", "--threads", "1"};
  std::mt19937 random(3);
  for (const int file : {0, 1}) {
    std::string events = "lead_id,type,at,amount,on\n";
    for (int i = 0; i < 60'000; ++i)
      events += fmt::format("{}{},{},2026-12-0{},{},{}\n", i % 3 == 0 ? "N" : "L",
                            random() % kLeads, i % 5 == 0 ? "visit" : "buy", 1 + i % 9,
                            i % 37 == 1 + file ? "zz" : fmt::format("{}", i % 9),
                            i % 41 == 5 - file ? "soon" : "2026-11-01");
    words.insert(words.end(), {"--events", dir.Write(fmt::format("e{}.csv", file), events)});
  }
  const auto score = [&](std::vector<std::string> more) {
    std::vector<std::string> all = words;
    all.insert(all.end(), more.begin(), more.end());
    return Ripe(all);
  };
  const RunResult whole = score({});
  REQUIRE(whole.status == 0);
  for (const char* said : {"e0.csv: column \"amount\": ", "e0.csv: column \"on\": ",
                           "e1.csv: column \"amount\": ", "e1.csv: column \"on\": "})
    CHECK(Has(whole.err, said));
  const RunResult small = score({"--memory-limit", "1MB"});
  const size_t at = small.err.find("the least is ");
  REQUIRE(at != std::string::npos);
  const std::string least = fmt::format("{}MB", std::stoll(small.err.substr(at + 13)));
  const RunResult limited = score({"--memory-limit", least});
  CHECK(limited.status == 0);
  CHECK(limited.err == whole.err);
  CHECK((limited.out == whole.out));
  CHECK(Has(score({"--memory-limit", least, "--profile"}).err, "part leads"));
}

TEST_CASE("score --memory-limit says what is needed, and what a size is") {
  const Case c;
  const auto score = [&c](const std::string& limit) {
    return Ripe({"score", c.rules(), c.leads(), "--events", c.events(), "--as-of", "2026-11-20",
                 "--memory-limit", limit});
  };
  for (const char* size : {"1GB", "1.5GiB", "900 MB", "2000000KiB", "700000000B", "1tb"})
    CHECK(score(size).out == kCaseScores);
  const RunResult small = score("5MB");
  CHECK(small.status == 3);
  CHECK(small.out.empty());
  CHECK(Has(small.err, "--memory-limit 5 MB is too small"));
  CHECK(Has(small.err, "the least is "));
  for (const char* size : {"lots", "5", "0MB", "-1GB", "5 parsecs", "1e3MB", "MB"}) {
    const RunResult r = Ripe({"score", c.rules(), c.leads(), "--as-of", "2026-11-20",
                              std::string("--memory-limit=") + size});
    INFO(size);
    CHECK(r.status == 2);
  }
}

TEST_CASE("score --memory-limit: ids of events that do not fit") {
  const Data data(50'000, 900'000);
  const std::string least = fmt::format("{}MB", LeastLimit(data, "1"));
  const RunResult r =
      data.Score("limited", {"--threads", "1", "--event-id", "event_id", "--memory-limit", least});
  CHECK(r.status == 3);
  CHECK(Has(r.err, "which --event-id compares"));
  CHECK(Has(r.err, "so give at least "));
  CHECK(data.Read("limited.csv").empty());
  const RunResult whole = data.Score("whole", {"--event-id", "event_id"});
  const RunResult large =
      data.Score("limited", {"--event-id", "event_id", "--threads", "2", "--memory-limit", "1GB"});
  data.CheckSame(whole, "whole", large, "limited");
}

TEST_CASE("score --memory-limit: a pipe is kept in a temporary file") {
  const Data data(300'000, 100'000);
  const RunResult whole = data.Score("whole", {"--threads", "1"});
  const RunResult r = Shell(
      "cat $DIR/leads.csv | $RIPE score $DIR/rules.ripe - --events $DIR/events.csv --as-of "
      "2026-12-20 "
      "--threads 1 --engine interpreter --memory-limit 60MB -o $DIR/piped.csv",
      data.dir.path().string());
  CHECK(r.status == 0);
  CHECK((data.Read("piped.csv") == data.Read("whole.csv")));
  const RunResult nowhere = Shell(
      "TMPDIR=/nowhere $RIPE score $DIR/rules.ripe $DIR/leads.csv --events $DIR/events.csv "
      "--as-of 2026-12-20 --threads 1 --engine interpreter --memory-limit 55MB -o $DIR/none.csv",
      data.dir.path().string());
  CHECK(nowhere.status == 3);
  CHECK(Has(nowhere.err, "A temporary file in /nowhere cannot be made"));
  const RunResult full = Shell(
      "export LLVM_PROFILE_FILE=/dev/null; trap '' XFSZ; ulimit -f 1000; $RIPE score $DIR/rules.ripe $DIR/leads.csv --events "
      "$DIR/events.csv --as-of 2026-12-20 --threads 1 --engine interpreter --memory-limit 55MB -o "
      "$DIR/none.csv",
      data.dir.path().string());
  CHECK(full.status == 3);
  CHECK(Has(full.err, "set TMPDIR to a folder with more room"));
}

}  // namespace
}  // namespace ripe::test
