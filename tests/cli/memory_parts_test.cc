// `ripe score --memory-limit` in each of its ways, with few data: $RIPE_MEMORY_ROOM makes the room
// small, $RIPE_BLOCK_BYTES the pieces. What each way says and writes is what a run without a limit
// does; memory_test.cc has the large files, and looks at the memory that is taken.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "tests/cli/cli_support.h"

namespace ripe::test {
namespace {

const char* const kRules =
    "field size: number\nevent buy { amount: number, price: number, on: date, place: text }\n"
    "event visit\n"
    "size > 3 +1\n"
    "sum of buy.amount in 90d >= 9 +7\n"
    "sum of buy.price in 30d >= 50 +2\n"
    "buy where on > 2026-01-01 +4\n"
    "buy where place contains \"Seoul\" in 60d +8 each up to 24 halving every 30d\n"
    "visit in 90d +1 each up to 5\nno visit in 30d -3\nvisit after buy +0.5\n";

// Rooms: nothing but parts fits; all does.
const char* const kInParts = "1000000";
const char* const kHeld = "90000000";
// The index of 700 ids of 3,000 bytes does (from 14.8 MB on), but not these leads too (17.4 MB).
const char* const kTwiceRead = "16000000";

// `size`: of the longest ids. Those of 200 have two bytes of length on disk.
std::string Id(uint32_t n, size_t size = 200) {
  return n % 50 == 1 || size > 200 ? fmt::format("{}-{}", std::string(size, 'x'), n)
                                   : fmt::format("L{}", n);
}

std::string Leads(int count, size_t size = 200) {
  std::mt19937 random(5);
  std::string text = "id,size\n";
  for (int i = 0; i < count; ++i) {
    const uint32_t r = random();
    text +=
        fmt::format("{},{}\n", r % 30 == 0 ? "" : Id(r % (3 * static_cast<uint32_t>(count)), size),
                    r % 41 == 0 ? "many" : fmt::format("{}", r % 9));
  }
  return text;
}

std::string Events(int count, uint32_t of, size_t size = 200) {
  std::mt19937 random(6);
  std::string text = "lead_id,type,at,amount,price,on,place\n";
  for (int i = 0; i < count; ++i) {
    const uint32_t r = random();
    text += fmt::format(
        "{},{},{},{},{},{},{}\n", Id(random() % of, size), r % 3 == 0 ? "visit" : "buy",
        r % 61 == 0 ? "soon" : fmt::format("2026-{:02}-{:02}", 10 + r / 8 % 3, 1 + r / 64 % 28),
        r % 37 == 1  ? "zz"
        : r % 7 == 0 ? ""
                     : fmt::format("{}", r / 5 % 40),
        fmt::format("{}.5", r / 9 % 90), r % 53 == 5 ? "soon" : "2026-11-01",
        r % 2 == 0 ? "Seoul" : "Busan");
  }
  return text;
}

struct Parts {
  TempDir dir;
  std::vector<std::string> words;
  explicit Parts(const std::string& leads, const std::vector<std::string>& events,
                 const std::string& rules = kRules)
      : words{"score",
              dir.Write("rules.ripe", rules),
              dir.Write("leads.csv", leads),
              "--as-of",
              "2026-12-20",
              "--engine",
              "interpreter",
              "--rejects",
              dir.File("rejects.csv")} {
    for (size_t i = 0; i < events.size(); ++i)
      words.insert(words.end(), {"--events", dir.Write(fmt::format("e{}.csv", i), events[i])});
  }
  // `room` empty: without a limit.
  RunResult Score(const std::string& room, const std::string& threads,
                  std::vector<std::string> more = {}) const {
    std::filesystem::remove(dir.File("rejects.csv"));
    std::vector<std::string> all = words;
    all.insert(all.end(), {"--threads", threads});
    all.insert(all.end(), more.begin(), more.end());
    std::vector<std::string> environment{"RIPE_BLOCK_BYTES=3000"};
    if (!room.empty()) {
      all.insert(all.end(), {"--memory-limit", "500MB"});
      environment.push_back("RIPE_MEMORY_ROOM=" + room);
    }
    return Ripe(all, "", environment);
  }
  std::string Rejects() const {
    std::ifstream file(dir.File("rejects.csv"), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
  }
  // All ways, at some numbers of threads.
  void CheckSame(std::vector<std::string> more = {}, int status = 0) const {
    const RunResult whole = Score("", "1", more);
    const std::string rejects = Rejects();
    CHECK(whole.status == status);
    for (const char* room : {kInParts, kTwiceRead, kHeld}) {
      for (const char* threads : {"1", "3"}) {
        INFO("room " << room << " threads " << threads);
        const RunResult r = Score(room, threads, more);
        CHECK(r.status == whole.status);
        CHECK(r.err == whole.err);
        CHECK(r.out == whole.out);
        CHECK(Rejects() == rejects);
      }
    }
  }
};

TEST_CASE("few leads in parts, read twice and held: what a run without a limit says and writes") {
  const Parts p(Leads(700), {Events(2000, 2100), Events(300, 900)});
  const RunResult whole = p.Score("", "1");
  REQUIRE(whole.status == 0);
  for (const char* said : {"e0.csv: column \"amount\": ", "e1.csv: column \"amount\": ",
                           "of leads that are not there"})
    CHECK_THAT(whole.err, Catch::Contains(said));
  CHECK(Has(p.Rejects(), "has occurred before"));
  p.CheckSame();
  const Parts large(Leads(700, 3000), {Events(500, 2100, 3000)});
  large.CheckSame();
  // The ways are three.
  CHECK(Has(large.Score(kInParts, "1", {"--profile"}).err, "part leads"));
  CHECK_FALSE(Has(large.Score(kTwiceRead, "1", {"--profile"}).err, "part leads"));
}

TEST_CASE("in parts: ids of events, the first thing wrong, no events at all") {
  const std::string leads = Leads(400);
  const Parts p(leads, {Events(900, 900)});
  p.CheckSame({"--event-id", "amount"});
  p.CheckSame({"--strict"}, 1);
  Parts("id,size\na,1\nb,2\n", {Events(900, 900) + "a,buy,2026-12-01,zz,,,\n"})
      .CheckSame({"--strict"}, 1);
  Parts(leads, {}, "field size: number\nsize > 3 +1\n").CheckSame();
  Parts("id,size\na,1\nb,2\nc,9\n", {}, "field size: number\nsize > 3 +1\n").CheckSame();
  Parts("id,size\n", {Events(50, 60)}).CheckSame();
  Parts(leads, {"lead_id,type,at,amount,price,on,place\n"}).CheckSame();
}

TEST_CASE(
    "in parts: rules that ask nothing of events, tags and marks, an error in the first of two "
    "files") {
  const std::string leads = Leads(400);
  Parts(leads, {Events(300, 900)}, "field size: number\nevent visit\nsize > 3 +1\n").CheckSame();
  Parts("id,labels,vip\na,x;y,yes\nb,,no\nc,z,\n", {Events(50, 60) + "a,visit,2026-12-01,,,,\n"},
        "field labels: tags\nfield vip: yesno\nevent visit\nlabels contains \"x\" +1\nvip "
        "+2\nvisit in 30d +4\n")
      .CheckSame();
  Parts("id,size\na,1\nb,2\n",
        {"lead_id,type,at,amount,price,on,place\na,buy,never,1,1,2026-11-01,x\n", Events(300, 900)})
      .CheckSame({"--strict"}, 1);
}

TEST_CASE("in parts, read twice and held: nobody reads the output any more") {
  const Parts p(Leads(30'000, 201), {Events(100, 900, 201)});
  for (const char* room : {kInParts, "30000000", kHeld}) {
    INFO("room " << room);
    const RunResult r = Shell(
        fmt::format(
            "(RIPE_MEMORY_ROOM={} $RIPE score $DIR/rules.ripe $DIR/leads.csv --events $DIR/e0.csv "
            "--as-of "
            "2026-12-20 -q --threads 1 --memory-limit 500MB; echo status $? >&2) | head -c 20",
            room),
        p.dir.path().string());
    CHECK(r.out.starts_with("id,score,stage\n"));
    CHECK(r.err == "status 0\n");
  }
}

TEST_CASE("in parts: few leads and many events, of which most parts have no lead") {
  Parts("id,size\nL3,5\nL2,1\nL3,7\n", {Events(1500, 3000)}).CheckSame();
}

TEST_CASE("in parts: more events of one lead than are read at once") {
  std::string events = "lead_id,type,at,amount,price,on,place\n";
  for (int i = 0; i < 14'000; ++i) events += fmt::format("a,visit,2026-12-0{},,,,\n", 1 + i % 9);
  const Parts p("id,size\na,1\nb,5\n", {events},
                "field size: number\nevent visit\nvisit in 30d +1 each up to 20000\n");
  CHECK(p.Score("", "1").out == "id,score,stage\na,14000,Lead\nb,0,Lead\n");
  p.CheckSame();
}

TEST_CASE("in parts: ids larger than what is read at once") {
  const std::string a(70'000, 'a'), b(150'000, 'b'), c(64 << 10, 'c');
  std::string events = "lead_id,type,at,amount,price,on,place\n";
  for (const std::string& id : {c, a, b, std::string("L"), b, a, a})
    events += id + ",buy,2026-12-01,5,60.5,2026-11-01,Seoul\n" + id + ",visit,2026-12-02,,,,\n";
  const Parts p("id,size\n" + a + ",5\nL,1\n" + b + ",2\n" + a + ",9\n" + c + ",1\n", {events});
  p.CheckSame();
}

TEST_CASE("in parts: where even one part is too much, the error says how much it takes") {
  const Parts p(Leads(200), {Events(100, 300)});
  const RunResult r = p.Score("1000", "1");
  CHECK(r.status == 3);
  CHECK(r.out.empty());
  CHECK(Has(r.err, "the leads of one part of 256 need 1 MB, so give at least "));
}

TEST_CASE("in parts: ids of events that do not fit") {
  const Parts p(Leads(200), {Events(40'000, 300)});
  std::string events = "lead_id,type,at,amount,price,on,place\n";
  for (int i = 0; i < 60'000; ++i)
    events += fmt::format("L{},visit,2026-12-01,,,,e{}\n", i % 90, i);
  const Parts many(Leads(200), {events});
  const RunResult r = many.Score(kInParts, "2", {"--event-id", "place"});
  CHECK(r.status == 3);
  CHECK(Has(r.err, "which --event-id compares"));
}

}  // namespace
}  // namespace ripe::test
