// A LeadScorer that is used again and again, in any order of calls, says what a new one says that
// is told the same state: nothing of an earlier lead, event or instant is left in it.
#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <random>

#include "ripe/lead_scorer.h"

namespace ripe::test {
namespace {

constexpr int64_t kDay = int64_t{86'400} * 1'000'000;
constexpr int64_t kNow = 1'795'132'800'000'000;  // 2026-11-20T00:00:00Z

constexpr char kRules[] = R"(field a, b: text
field c: text else "x"
field n: number
field m: number else 3
field y: yesno
field d: date
field t: time
field g: tags
event visit { url: text, amount: number }
event click, order
group fit up to 25 down to -4 {
  a contains "vp" +15
  a = b +4
  a != c +2
  n + m > 12 +6
  y is missing -3
  not y -5
}
a starts with "v" +1
a ends with "p" +2
a contains "x" +4
a has word "sales" +8
a matches /s.l/ +16
a = "x" +32
a != "vp sales" +64
a in ("y", "z") +128
a is known +256
d in 7d +3
days since t +1 each up to 9
g contains any of ("hot", "x") +7
visit where (url contains "/p" and amount > 2) in 7d +5 each up to 20
visit +20 halving every 3d
click +9 each halving every 5d up to 30
sum of visit.amount in 30d > 10 +13
order after click +17
days since visit > 3 +19
count of visit >= 3 +11
score > 40 => MQL
MQL and click in 2d => SQL
)";

using Random = std::mt19937_64;
size_t Pick(Random& random, size_t count) { return random() % count; }

using Call = std::function<void(LeadScorer&)>;
struct State {
  std::map<int, Call> fields;
  std::vector<Call> events;
  int64_t as_of = kNow;
};

// A call that sets a field to one of few values, so that the same come again.
std::pair<int, Call> SetField(const Rules& rules, Random& random) {
  static const std::vector<std::string> kTexts = {"VP Sales", "vp sales", "x", "y", "", "  ", "vp"};
  const auto field = static_cast<int>(Pick(random, rules.fields().size()));
  const std::string text = kTexts[Pick(random, kTexts.size())];
  const auto whole = static_cast<int64_t>(Pick(random, 12)) - 2;
  if (Pick(random, 6) == 0) return {field, [=](LeadScorer& s) { s.SetMissing(field); }};
  switch (rules.fields()[static_cast<size_t>(field)].type) {
    case FieldType::kText:
      if (Pick(random, 2) == 0)
        return {field, [=](LeadScorer& s) { s.SetText(field, *s.Prepare(field, text)); }};
      return {field, [=](LeadScorer& s) { s.SetText(field, text); }};
    case FieldType::kNumber:
      return {field, [=](LeadScorer& s) { s.SetNumber(field, static_cast<double>(whole)); }};
    case FieldType::kYesNo:
      return {field, [=](LeadScorer& s) { s.SetYesNo(field, whole > 3); }};
    case FieldType::kDate:
      return {field,
              [=](LeadScorer& s) { s.SetDate(field, static_cast<int32_t>(kNow / kDay - whole)); }};
    case FieldType::kTime:
      return {field, [=](LeadScorer& s) { s.SetTime(field, kNow - whole * kDay + 1); }};
    case FieldType::kTags:
      break;
  }
  std::vector<std::string> tags;
  if (whole > 2) tags.push_back(text.empty() || text == "  " ? "hot" : text);
  if (whole > 5) tags.emplace_back("cold");
  return {field, [=](LeadScorer& s) { s.SetTags(field, tags); }};
}

Call AddEvent(const Rules& rules, Random& random) {
  static const std::vector<std::string> kTypes = {"visit", "visit", "click", "order", "other"};
  const std::string type = kTypes[Pick(random, kTypes.size())];
  const int64_t at = kNow - static_cast<int64_t>(Pick(random, 12)) * kDay + kDay;
  std::vector<std::pair<int, LeadScorer::Value>> properties;
  if (Pick(random, 3) > 0)
    properties.emplace_back(rules.FindProperty("url"), std::string(Pick(random, 2) ? "/p" : "/q"));
  if (Pick(random, 3) > 0)
    properties.emplace_back(rules.FindProperty("amount"), static_cast<double>(Pick(random, 9)));
  return [=](LeadScorer& s) { s.AddEvent(type, at, properties); };
}

TEST_CASE("a scorer used again and again says what a new one says") {
  const LoadedRules loaded = LoadRulesText("test.ripe", kRules);
  INFO(loaded.diagnostics.Render(Diagnostics::Format::kText, Language::kEnglish, false));
  REQUIRE(loaded.rules != nullptr);
  const Rules& rules = *loaded.rules;
  // Rules of their own for the new ones: compiled code stays with those that it was asked for.
  const auto fresh_rules = LoadRulesText("test.ripe", kRules).rules;
  std::map<int64_t, int> seen;
  for (const Engine engine : {Engine::kInterpreter, Engine::kJit}) {
    auto made = LeadScorer::Make(loaded.rules, {.as_of_micros = kNow, .engine = engine});
    REQUIRE(made.ok());
    LeadScorer& used = **made;
    Random random(engine == Engine::kJit ? 7 : 3);
    State state;
    for (int step = 0; step < 4'000; ++step) {
      INFO("engine " << static_cast<int>(engine) << ", step " << step);
      const size_t what = Pick(random, 20);
      if (what < 9) {
        const auto [field, set] = SetField(rules, random);
        set(used);
        state.fields[field] = set;
      } else if (what < 12) {
        state.events.push_back(AddEvent(rules, random));
        state.events.back()(used);
      } else if (what == 12) {
        used.ClearEvents();
        state.events.clear();
      } else if (what == 13 && Pick(random, 4) == 0) {
        used.Clear();
        state = {.fields = {}, .events = {}, .as_of = state.as_of};
      } else if (what == 14) {
        state.as_of = kNow + static_cast<int64_t>(Pick(random, 5)) * kDay;
        used.SetAsOf(state.as_of);
      }
      if (what < 15 && Pick(random, 3) > 0) continue;  // so that several calls come between scores
      auto fresh = LeadScorer::Make(fresh_rules,
                                    {.as_of_micros = state.as_of, .engine = Engine::kInterpreter});
      REQUIRE(fresh.ok());
      for (const auto& [field, set] : state.fields) set(**fresh);
      for (const Call& add : state.events) add(**fresh);
      const LeadScore got = used.Score(), want = (*fresh)->Score();
      REQUIRE(got.points == want.points);
      REQUIRE(got.stage == want.stage);
      REQUIRE(used.GroupPoints(0) == (*fresh)->GroupPoints(0));
      ++seen[got.points];
    }
  }
  CHECK(seen.size() > 100);
}

}  // namespace
}  // namespace ripe::test
