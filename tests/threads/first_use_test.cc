// The very first use of things that are made once in a process: ANTLR's tables and the parser, the
// standard library's modules, time zones, the choice of kernels, LLVM, Arrow's library. Each race
// needs a process in which nobody did it before: the hidden cases [.first] are run by the visible
// ones, each in a process of its own. There all threads do it at once, and then it is done once
// more alone, and must come out the same.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <optional>

#include "ripe/lead_scorer.h"
#include "tests/support/golden.h"
#include "tests/support/run.h"
#include "tests/threads/race.h"

namespace ripe::test {
namespace {

constexpr size_t kThreads = 8;

std::string Self() {
  char path[4096];
  const ssize_t n = ::readlink("/proc/self/exe", path, sizeof(path));
  return n > 0 ? std::string(path, static_cast<size_t>(n)) : "";
}

// Runs a hidden case some times, each in a fresh process.
void InFreshProcesses(const std::string& name, int times) {
  for (int k = 0; k < times; ++k) {
    const RunResult r = Run({"env", "-u", "RIPE_TEST_COUNT_FILE", Self(), name}, "", 300);
    INFO(name << ", process " << k << "\n" << r.out << r.err);
    REQUIRE(r.status == 0);
    REQUIRE(r.out.find("1 test case") != std::string::npos);  // it was found, and ran
  }
}

// Rules that need the library of modules, a zone, and every kind of statement.
std::string FirstRules() { return "use bant\ntimezone \"Asia/Seoul\"\n" + WideRules(4); }

std::string Read(const std::string& text) {
  const LoadedRules loaded = LoadRulesText("first.ripe", text);
  std::string said =
      loaded.diagnostics.Render(Diagnostics::Format::kText, Language::kEnglish, false);
  if (loaded.rules == nullptr) return said;
  for (const Rules::Field& field : loaded.rules->fields()) said += field.name + " ";
  for (const std::string& stage : loaded.rules->stages()) said += stage + " ";
  return said;
}

// The points of some leads, with the engine.
std::string Points(Engine engine) {
  const LoadedRules loaded = LoadRulesText("first.ripe", WideRules(12));
  if (loaded.rules == nullptr) return "does not load";
  auto scorer =
      LeadScorer::Make(loaded.rules, {.as_of_micros = 1'795'132'800'000'000, .engine = engine});
  if (!scorer.ok()) return scorer.status().message();
  std::string said;
  for (int k = 0; k < 40; ++k) {
    (*scorer)->SetText(loaded.rules->FindField("title"), k % 3 == 0 ? "VP" : "Clerk");
    (*scorer)->SetNumber(loaded.rules->FindField("size"), k * 31);
    (*scorer)->AddEvent("visit", 1'795'132'000'000'000);
    said += std::to_string((*scorer)->Score().points) + " ";
  }
  return said;
}

TEST_CASE("first: the parser on the same text", "[.first]") {
  std::vector<std::string> read(kThreads);
  CHECK(AtOnce(kThreads, [&](size_t t) {
          read[t] = Read(FirstRules());
          return std::string();
        }).empty());
  const std::string alone = Read(FirstRules());
  CHECK(alone.find("title") != std::string::npos);
  for (const std::string& text : read) CHECK(text == alone);
}

TEST_CASE("first: the parser on right and wrong texts", "[.first]") {
  const auto text = [](size_t t) {
    std::string rules = FirstRules();
    if (t % 2 == 1) rules.insert(rules.find("require"), "title contians \"VP\" +15\nsize >> 3 +\n");
    return rules + "country = \"t" + std::to_string(t) + "\" +1\n";
  };
  std::vector<std::string> read(kThreads);
  CHECK(AtOnce(kThreads, [&](size_t t) {
          read[t] = Read(text(t));
          return std::string();
        }).empty());
  for (size_t t = 0; t < kThreads; ++t) {
    CHECK((read[t].find("error") != std::string::npos) == (t % 2 == 1));
    CHECK(read[t] == Read(text(t)));
  }
}

TEST_CASE("first: every entry of the interface", "[.first]") {
  const TempDir dir;
  const std::string rules = dir.Write("r.ripe", WideRules(4));
  DataOptions data;
  data.leads = dir.Write("l.csv", WideLeads(60));
  data.events = {dir.Write("e.csv", WideEvents(60))};
  data.as_of = kWideAsOf;
  data.threads = 2;
  const auto text = [&](const Diagnostics& d) {
    return d.Render(Diagnostics::Format::kText, Language::kKorean, true);
  };
  const auto entry = [&](size_t which, size_t t) -> std::string {
    switch (which) {
      case 0:
        return text(Check({.rules = {rules}, .data = data})->diagnostics);
      case 1:
        return FormatRules(rules)->after;
      case 2:
        return std::to_string(RunTests(rules, Language::kKorean)->cases.size());
      case 3:
        return RenderText(*Explain({.rules = rules, .data = data, .id = "L0"}), Language::kKorean,
                          false);
      case 4:
        return Dump(rules, DumpStage::kPlan)->text;
      case 5:
        return *ExplainCode("R300", Language::kKorean) + Version().cpu;
      case 6: {
        const std::string out = dir.File("out" + std::to_string(t) + ".csv");
        auto report = ScoreFile({.rules = rules, .data = data, .output = out});
        return report.ok() ? ReadFile(out) : report.status().message();
      }
      default:
        return Points(Engine::kInterpreter);
    }
  };
  std::vector<std::string> got(2 * kThreads);
  CHECK(AtOnce(got.size(), [&](size_t t) {
          got[t] = entry(t % 8, t);
          return std::string();
        }).empty());
  for (size_t t = 0; t < got.size(); ++t) CHECK(Parting(entry(t % 8, t), got[t]) == "");
  CHECK(got[3].size() > 100);
  CHECK(got[6].size() > 100);
}

TEST_CASE("first: compiled code", "[.first]") {
  const TempDir dir;
  REQUIRE(::setenv("XDG_CACHE_HOME", dir.path().c_str(), 1) == 0);
  std::vector<std::string> got(kThreads);
  CHECK(AtOnce(kThreads, [&](size_t t) {
          got[t] = Points(Engine::kJit);
          return std::string();
        }).empty());
  const std::string alone = Points(Engine::kInterpreter);
  for (const std::string& points : got) CHECK(points == alone);
}

TEST_CASE("first: Arrow's library", "[.first]") {
  const TempDir dir;
  const std::string rules = dir.Write("r.ripe", WideRules(4));
  const std::string leads = dir.Write("l.csv", WideLeads(60));
  const auto score = [&](size_t t) -> std::string {
    const std::string out =
        dir.File("out" + std::to_string(t) + (t % 2 == 0 ? ".arrow" : ".parquet"));
    ScoreRequest request;
    request.rules = rules;
    request.data.leads = leads;
    request.data.as_of = kWideAsOf;
    request.data.threads = 2;
    request.output = out;
    auto report = ScoreFile(request);
    if (!report.ok()) {  // a build without Arrow says so, in each thread
      const std::string why(report.status().message());
      return why.substr(why.find(' '));
    }
    return ReadFile(out);
  };
  std::vector<std::string> got(kThreads);
  CHECK(AtOnce(kThreads, [&](size_t t) {
          got[t] = score(t);
          return std::string();
        }).empty());
  for (size_t t = 0; t < kThreads; ++t) {
    CHECK(!got[t].empty());
    CHECK(Parting(score(t), got[t]) == "");
  }
}

// The process ends while code is compiled in the background for rules that are gone.
TEST_CASE("first: the end of the process while something compiles", "[.first]") {
  const TempDir dir;
  REQUIRE(::setenv("XDG_CACHE_HOME", dir.path().c_str(), 1) == 0);
  REQUIRE(::setenv("RIPE_COMPILE_AFTER", "1024+", 1) == 0);
  CHECK(AtOnce(kThreads, [&](size_t t) -> std::string {
          const LoadedRules loaded = LoadRulesText("first.ripe", WideRules(20 + 10 * t));
          auto scorer = LeadScorer::Make(loaded.rules, {.as_of_micros = 1'795'132'800'000'000});
          if (!scorer.ok()) return "no scorer";
          // So many that a compile has begun; then scorer and rules go.
          for (int k = 0; k < 1'100; ++k) (*scorer)->Score();
          return {};
        }).empty());
}

TEST_CASE("the parser's first use is raced") {
  InFreshProcesses("first: the parser on the same text", 6);
  InFreshProcesses("first: the parser on right and wrong texts", 6);
}
TEST_CASE("the first use of everything is raced") {
  InFreshProcesses("first: every entry of the interface", 3);
}
TEST_CASE("the first use of LLVM is raced") { InFreshProcesses("first: compiled code", 3); }
TEST_CASE("the first use of Arrow is raced") { InFreshProcesses("first: Arrow's library", 3); }
TEST_CASE("a process may end while something compiles") {
  InFreshProcesses("first: the end of the process while something compiles", 3);
}

}  // namespace
}  // namespace ripe::test
