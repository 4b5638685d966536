// Many threads score with rules they share, while compiled code takes over under them, and rules
// are loaded, compiled and dropped beside them. What each gets is what the interpreter gives one.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "ripe/lead_scorer.h"
#include "runtime/interp/row.h"
#include "tests/support/run.h"
#include "tests/threads/race.h"

namespace ripe::test {
namespace {

constexpr size_t kThreads = 8;
constexpr int64_t kNow = 1'795'132'800'000'000, kDay = 86'400'000'000;

std::shared_ptr<const Rules> Load(const std::string& text) {
  return LoadRulesText("threads.ripe", text).rules;
}
std::unique_ptr<LeadScorer> MakeScorer(const std::shared_ptr<const Rules>& rules, Engine engine) {
  auto scorer = LeadScorer::Make(rules, {.as_of_micros = kNow, .engine = engine});
  return scorer.ok() ? std::move(*scorer) : nullptr;
}

// Lead `k` of a stream that begins anew every so many.
constexpr size_t kLeads = 500;
int64_t Points(LeadScorer* scorer, const Rules& rules, size_t k) {
  k %= kLeads;
  static const char* const kTitles[] = {"VP Sales", "Clerk", "", "ceo", "대표이사"};
  scorer->SetText(rules.FindField("title"), kTitles[k % 5]);
  scorer->SetText(rules.FindField("country"), "c" + std::to_string(k % 45));
  scorer->SetNumber(rules.FindField("size"), static_cast<double>(k * 3));
  if (k % 100 == 0) {
    scorer->ClearEvents();
    scorer->AddEvent("visit", kNow - static_cast<int64_t>(k / 100) * 9 * kDay);
  }
  const LeadScore score = scorer->Score();
  return score.points * 16 + score.stage;
}

std::vector<int64_t> Alone(const std::string& text) {
  const auto rules = Load(text);
  const auto scorer = MakeScorer(rules, Engine::kInterpreter);
  std::vector<int64_t> points;
  for (size_t k = 0; k < kLeads; ++k) points.push_back(Points(scorer.get(), *rules, k));
  return points;
}

// The cache of compiled code in a folder of its own, and a compile after so many leads.
class OwnCache {
 public:
  explicit OwnCache(const char* compile_after = "4000") {
    ::setenv("XDG_CACHE_HOME", dir_.path().c_str(), 1);
    ::setenv("RIPE_COMPILE_AFTER", compile_after, 1);
  }
  ~OwnCache() {
    ::unsetenv("XDG_CACHE_HOME");
    ::unsetenv("RIPE_COMPILE_AFTER");
  }

 private:
  TempDir dir_;
};

std::string Scores(LeadScorer* scorer, const Rules& rules, const std::vector<int64_t>& want,
                   size_t begin, size_t end) {
  for (size_t k = begin; k < end; ++k) {
    if (const int64_t got = Points(scorer, rules, k); got != want[k % kLeads])
      return "lead " + std::to_string(k) + ": " + std::to_string(got) + ", not " +
             std::to_string(want[k % kLeads]);
  }
  return {};
}

TEST_CASE("threads share rules; compiled code takes over under them") {
  const OwnCache cache;
  const std::string text = WideRules(120);
  const std::vector<int64_t> want = Alone(text);
  const auto rules = Load(text);
  // Whoever is the one for whom 4,000 leads are full waits for the code, and others score on.
  CHECK(AtOnce(kThreads, [&](size_t t) {
          const auto scorer = MakeScorer(rules, Engine::kAuto);
          return Scores(scorer.get(), *rules, want, t * kLeads, t * kLeads + 2'500);
        }) == std::vector<std::string>());
}

// Both ways to compile the same rules, automatic and asked for, come to an end at the same time.
// The code that came first must stay: others are running it.
TEST_CASE("threads share rules that are compiled twice") {
  const OwnCache cache;
  for (size_t round = 0; round < 3; ++round) {
    const std::string text = WideRules(120 + round);
    const std::vector<int64_t> want = Alone(text);
    const auto rules = Load(text);
    CHECK(AtOnce(kThreads, [&](size_t t) -> std::string {
            auto scorer = MakeScorer(rules, Engine::kAuto);
            std::string wrong = Scores(scorer.get(), *rules, want, 0, 1'100);
            if (!wrong.empty()) return wrong;
            if (t % 2 == 0) scorer = MakeScorer(rules, Engine::kJit);
            return Scores(scorer.get(), *rules, want, 0, 600);
          }) == std::vector<std::string>());
  }
}

TEST_CASE("the code that a program adopts first stays") {
  const auto plan = std::make_shared<const ir::Plan>();
  const auto program = interp::Program::Make(plan, interp::RowRunner::LayoutFor(*plan));
  const ir::CompiledBatch first = [](const ir::BatchContext*, size_t) { return size_t{0}; };
  const ir::CompiledBatch second = [](const ir::BatchContext*, size_t) { return size_t{1}; };
  std::weak_ptr<const void> held, dropped;
  {
    const auto a = std::make_shared<int>(1), b = std::make_shared<int>(2);
    held = a;
    dropped = b;
    program->AdoptRow(first, a);
    program->AdoptRow(second, b);
    program->Adopt(first, nullptr, a);
    program->Adopt(second, second, b);
  }
  CHECK_FALSE(held.expired());
  CHECK(dropped.expired());
  CHECK(program->compiled_row() == first);
  CHECK(program->compiled(true) == first);
  CHECK(program->compiled(false) == nullptr);
}

TEST_CASE("threads load, compile, score and drop rules of their own") {
  const OwnCache cache;
  std::vector<std::string> texts;
  std::vector<std::vector<int64_t>> want;
  for (size_t k = 0; k < 4; ++k) {
    texts.push_back(WideRules(5 + 9 * k));
    want.push_back(Alone(texts.back()));
  }
  CHECK(AtOnce(kThreads, [&](size_t t) -> std::string {
          for (size_t round = 0; round < 6; ++round) {
            const size_t k = (t + round) % texts.size();
            auto rules = Load(texts[k]);
            if (rules == nullptr) return "does not load";
            const auto scorer =
                MakeScorer(rules, round % 3 == 2 ? Engine::kInterpreter : Engine::kJit);
            rules.reset();  // the scorer alone keeps them
            const auto same = Load(texts[k]);
            std::string wrong = Scores(scorer.get(), *same, want[k], 0, 300);
            if (!wrong.empty()) return wrong;
          }
          return {};
        }) == std::vector<std::string>());
}

TEST_CASE("threads make scorers of shared rules, with either engine, and drop them") {
  const OwnCache cache("2000+");
  const std::string text = WideRules(20);
  const std::vector<int64_t> want = Alone(text);
  for (int round = 0; round < 3; ++round) {
    auto rules = Load(text);
    const std::weak_ptr<const Rules> watched = rules;
    std::vector<std::shared_ptr<const Rules>> own(kThreads, rules);
    rules.reset();
    CHECK(AtOnce(kThreads, [&](size_t t) {
            const auto scorer = MakeScorer(own[t], t % 3 == 0 ? Engine::kJit : Engine::kAuto);
            const Rules& names = *own[t];
            std::string wrong = Scores(scorer.get(), names, want, 0, 800);
            own[t].reset();  // the last thread's is the last but the scorer's
            return wrong;
          }) == std::vector<std::string>());
    CHECK(watched.expired());
  }
}

// Texts are folded and matched once for each dictionary of a shared program, whoever comes first.
TEST_CASE("threads share a prepared text and the tables of texts") {
  const auto rules = Load(WideRules(6));
  const auto maker = MakeScorer(rules, Engine::kInterpreter);
  const int title = rules->FindField("title");
  const auto vp = maker->Prepare(title, "Senior VP");
  maker->SetText(title, *vp);
  const int64_t want = maker->Score().points;
  REQUIRE(want >= 5'000);
  CHECK(AtOnce(kThreads, [&](size_t) -> std::string {
          const auto scorer = MakeScorer(rules, Engine::kInterpreter);
          for (int k = 0; k < 500; ++k) {
            scorer->SetText(title, *vp);
            if (scorer->Score().points != want) return "the shared text scores otherwise";
            scorer->SetText(title, *scorer->Prepare(title, "Senior VP"));
            if (scorer->Score().points != want) return "its own text scores otherwise";
          }
          return {};
        }) == std::vector<std::string>());
}

}  // namespace
}  // namespace ripe::test
