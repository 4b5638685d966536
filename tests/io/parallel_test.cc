// Reading by several threads and in blocks of any size: rows, what is rejected, places, notes and
// the first error are those of one thread and one block.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fmt/format.h>
#include <mutex>
#include <random>

#include "runtime/io/ordered.h"
#include "tests/io/support.h"
#include "tests/support/run.h"
#include "tests/support/shown.h"

namespace ripe::test {
namespace {

using io::Report;
using io::ValueType;

std::string LeadsOf(const std::string& path, size_t block_bytes, unsigned threads, bool strict) {
  Report report({.strict = strict, .max_examples = 1000});
  auto table = io::OpenTable({.path = path, .block_bytes = block_bytes, .threads = threads});
  if (!table.ok()) return Said(report, table.status());
  io::LeadRequest request;
  const ValueType types[] = {ValueType::kText, ValueType::kNumber, ValueType::kTags, ValueType::kYesNo};
  for (size_t c = 1; c < (*table)->columns().size(); ++c)
    request.columns.push_back({static_cast<int>(c), types[(c - 1) % 4], {}});
  io::LeadIndex index;
  auto reader = io::ReadLeads(table->get(), request, &index, &report);
  REQUIRE(reader.ok());
  LeadRows rows(reader->get());
  const Status status = io::RunOrdered(&rows, threads);
  if (!status.ok()) return Said(report, status);
  return rows.all().text + Counted(report.leads()) + Said(report, status);
}

std::string EventsOf(const std::string& path, const io::LeadIndex& leads, size_t block_bytes, bool strict) {
  Report report({.strict = strict, .max_examples = 1000});
  auto table = io::OpenTable({.path = path, .block_bytes = block_bytes});
  if (!table.ok()) return Said(report, table.status());
  auto roles = io::FindEventRoles(**table, "id", "key");
  REQUIRE(roles.ok());
  io::EventSession session;
  auto reader = io::ReadEvents(table->get(), {.roles = *roles, .properties = {{"n", false, ValueType::kNumber}, {"t", false, ValueType::kText}}},
                               &leads, &session, &report);
  REQUIRE(reader.ok());
  std::string out;
  while (true) {
    auto chunk = (*reader)->Next();
    if (!chunk.ok()) return Said(report, chunk.status());
    if (!*chunk) break;
    for (size_t i = 0; i < (*chunk)->rows; ++i) {
      out += fmt::format("{} {} {} {} {}\n", (*chunk)->leads[i], session.type_names()[(*chunk)->types[i]], (*chunk)->times[i],
                         Show((*chunk)->properties[0], i), Show((*chunk)->properties[1], i));
    }
  }
  for (const std::string& name : session.type_names()) out += name + " ";
  return out + Counted(report.events()) + Said(report, Status());
}

const std::vector<std::string> kLineEnds = {"\n", "\r\n", "\r"};

// A CSV of leads with all that can go wrong in it, the more the wilder.
std::string RandomCsv(std::mt19937* random, int wild) {
  const auto below = [&](size_t n) { return static_cast<size_t>((*random)() % n); };
  const std::string& end = kLineEnds[below(10) < 7 ? 0 : 1 + below(2)];
  std::string text = below(5) == 0 ? "\xef\xbb\xbf" : "";
  if (below(6) == 0) text += end;
  text += below(3) == 0 ? "id,\"a\",b,\"c\"\"c\",d" : "id,a,b,c,d";
  text += end;
  const std::vector<std::string> cells = {"", "x", "12", "yes", "\"q\"", "\"a,b\"", "\"l\nm\"", "\"r\r\ns\"", "\"d\"\"e\"", "\"\"", "가나", "1e3"};
  const std::vector<std::string> broken = {"5\" disk", "\"a\"b", "\"open", "x,y", "\"", "\"a\"\"", "\n", "a\"\"b"};
  const size_t rows = below(120);
  for (size_t r = 0; r < rows; ++r) {
    text += below(12) == 0 ? fmt::format("{}", below(r + 1)) : fmt::format("{}", r);
    if (below(40) == 0) text.resize(text.size() - std::min<size_t>(1, text.size()));
    for (int c = 0; c < 4; ++c) {
      text += ',';
      text += static_cast<int>(below(100)) < wild ? broken[below(broken.size())] : cells[below(cells.size())];
    }
    if (r + 1 < rows || below(2) == 0) text += end;
    if (below(30) == 0) text += end;
  }
  if (wild > 0 && below(30) == 0 && !text.empty()) text[below(text.size())] = '\xff';
  return text;
}

TEST_CASE("leads of CSV do not depend on blocks and threads") {
  std::mt19937 random(11);
  const TempDir folder;
  for (int round = 0; round < 400; ++round) {
    const std::string text = RandomCsv(&random, round % 3 == 0 ? 0 : round % 3 == 1 ? 2 : 20);
    const std::string path = folder.Write("l.csv", text);
    const bool strict = round % 4 == 3;
    const std::string expected = LeadsOf(path, size_t{1} << 20, 1, strict);
    INFO("round " << round << " text: " << Catch::Detail::stringify(text));
    for (const size_t bytes : {1u, 7u, 64u, 300u, 1000u}) {
      for (const unsigned threads : {1u, 2u, 7u}) {
        if (bytes == 7 && threads == 2) continue;
        INFO("blocks of " << bytes << ", threads " << threads);
        REQUIRE(LeadsOf(path, bytes, threads, strict) == expected);
      }
    }
  }
}

TEST_CASE("leads of JSONL do not depend on blocks and threads") {
  std::mt19937 random(12);
  const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  const TempDir folder;
  const std::vector<std::string> lines = {"{\"id\":1,\"a\":\"x\\n\",\"b\":2}", "{\"a\":\"y\"}", "{\"id\":\"2\",\"c\":[1,\"t\"],\"d\":true}", "[]", "{\"id\":3",
                                          "", "  ", "{\"id\":4,\"a\":{\"z\":1}}", "{\"id\":5,\"id\":6}", "{\"id\":\"가\",\"b\":\"n\"}", "{\"new\":1,\"id\":9}"};
  for (int round = 0; round < 150; ++round) {
    std::string text;
    for (size_t n = below(60); n > 0; --n) {
      text += below(3) == 0 ? lines[below(lines.size())] : fmt::format("{{\"id\":{},\"a\":\"v{}\",\"b\":{}}}", below(1000), below(5), below(99));
      text += kLineEnds[below(2)];
    }
    if (below(2) == 0) text += "{\"id\":\"last\"}";
    if (below(20) == 0 && !text.empty()) text[below(text.size())] = '\xff';
    const std::string path = folder.Write("l.jsonl", text);
    if (text.find("\"id\"") == std::string::npos) continue;
    const bool strict = round % 4 == 3;
    const std::string expected = LeadsOf(path, size_t{1} << 20, 1, strict);
    INFO("round " << round << " text: " << text);
    for (const size_t bytes : {1u, 50u, 700u}) {
      for (const unsigned threads : {1u, 2u, 7u}) REQUIRE(LeadsOf(path, bytes, threads, strict) == expected);
    }
  }
}

TEST_CASE("events do not depend on blocks") {
  std::mt19937 random(13);
  const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  const TempDir folder;
  io::LeadIndex leads;
  for (int i = 0; i < 20; ++i) leads.Insert(fmt::format("{}", i));
  for (int round = 0; round < 150; ++round) {
    std::string text = "lead_id,type,at,key,n,t\n";
    for (size_t n = below(150); n > 0; --n) {
      text += fmt::format("{},{},{},{},{},{}\n", below(25), below(30) == 0 ? "" : fmt::format("t{}", below(12)), below(20) == 0 ? "soon" : fmt::format("{}", below(5000)),
                          below(3) == 0 ? "" : fmt::format("k{}", below(90)), below(9) == 0 ? "x" : "7", below(9) == 0 ? "\"a\nb\"" : fmt::format("w{}", below(4)));
      if (below(25) == 0) text += "1,\"t\"x,5,,,\n";
      if (below(40) == 0) text += "1,2\" t,5,,,\n";
    }
    const std::string path = folder.Write("e.csv", text);
    const bool strict = round % 5 == 4;
    const std::string expected = EventsOf(path, leads, size_t{1} << 20, strict);
    INFO("text: " << text);
    for (const size_t bytes : {1u, 40u, 333u}) REQUIRE(EventsOf(path, leads, bytes, strict) == expected);
  }
}

TEST_CASE("columns of many texts come out the same in any blocks") {
  const TempDir folder;
  std::string text = "id,few,many,mail\n";
  for (int i = 0; i < 20000; ++i) text += fmt::format("{},v{},c{},p{}@x.com\n", i, i % 300, (i * 7919) % 5000, i);
  const std::string path = folder.Write("l.csv", text);
  const std::string expected = LeadsOf(path, size_t{1} << 22, 1, false);
  CHECK(LeadsOf(path, 3000, 2, false) == expected);
  CHECK(LeadsOf(path, 50'000, 3, false) == expected);
}

// ---- the order of work
// ------------------------------------------------------------------------------

struct Number : io::OrderedWork::Item {
  int value = 0;
};
class Counting : public io::OrderedWork {
 public:
  Counting(int count, int fails_at, char stage) : count_(count), fails_at_(fails_at), stage_(stage) {}
  Result<std::unique_ptr<Item>> Take(bool*) override {
    if (stage_ == 't' && next_ == fails_at_) return Status(StatusCode::kIo, fmt::format("t{}", next_));
    if (next_ == count_) return std::unique_ptr<Item>();
    auto item = std::make_unique<Number>();
    item->value = next_++;
    return std::unique_ptr<Item>(std::move(item));
  }
  Status First(Item* item, unsigned) override { return Check(item, 'f'); }
  Result<bool> Middle(Item* item) override {
    if (static_cast<Number*>(item)->value != middle_++) return Status(StatusCode::kLimit, "Middle is out of order");
    if (const Status status = Check(item, 'm'); !status.ok()) return status;
    return static_cast<Number*>(item)->value % 5 != 3;
  }
  Status Second(Item* item, unsigned) override {
    if (stage_ == 'x' && static_cast<Number*>(item)->value == fails_at_) throw std::bad_alloc();
    return Check(item, 's');
  }
  Status Last(Item* item) override {
    seen.push_back(static_cast<Number*>(item)->value);
    return Check(item, 'l');
  }
  void Tick() override { ++ticks; }
  std::vector<int> seen;
  int ticks = 0;

 private:
  Status Check(Item* item, char stage) const {
    const int value = static_cast<Number*>(item)->value;
    return stage == stage_ && value == fails_at_ ? Status(StatusCode::kData, fmt::format("{}{}", stage, value)) : Status();
  }
  int count_, fails_at_, next_ = 0, middle_ = 0;
  char stage_;
};

TEST_CASE("work by several threads keeps the order; the first error ends it") {
  std::vector<int> all;
  for (int i = 0; i < 500; ++i) {
    if (i % 5 != 3) all.push_back(i);
  }
  for (const unsigned threads : {1u, 2u, 7u}) {
    Counting good(500, -1, '-');
    REQUIRE(io::RunOrdered(&good, threads).ok());
    CHECK(good.seen == all);
    if (threads == 1) CHECK(good.ticks > 0);
    Counting none(0, -1, '-');
    CHECK(io::RunOrdered(&none, threads).ok());
    for (const char stage : {'t', 'f', 'm', 's', 'l'}) {
      Counting bad(500, 250, stage);
      const Status status = io::RunOrdered(&bad, threads);
      CHECK(status.message() == fmt::format("{}250", stage));
      for (const int value : bad.seen) CHECK(value <= 250);
    }
    Counting thrown(500, 250, 'x');
    CHECK(io::RunOrdered(&thrown, threads).code() == StatusCode::kLimit);
  }
}

}  // namespace
}  // namespace ripe::test
