// Scoring in process: the public LeadScorer against `test` blocks' own meaning and against files.
#include <catch2/catch.hpp>

#include "ripe/lead_scorer.h"
#include "tests/support/run.h"

namespace ripe::test {
namespace {

constexpr int64_t kDay = int64_t{86'400} * 1'000'000;
constexpr int64_t kNow = 1'795'132'800'000'000;  // 2026-11-20T00:00:00Z

constexpr char kRules[] = R"(group engagement up to 30 {
  webinar_attended in 30d +20
  page_view in 7d +2 each up to 20
}
title contains "VP" +15
company_size >= 200 +10
is_competitor = yes -100
purchase where amount >= 100 in 90d +7
score >= 40 => MQL
is_competitor = yes => Disqualified
)";

std::shared_ptr<const Rules> Load(const std::string& text) {
  const LoadedRules loaded = LoadRulesText("test.ripe", text);
  INFO(loaded.diagnostics.Render(Diagnostics::Format::kText, Language::kEnglish, false));
  REQUIRE(loaded.rules != nullptr);
  return loaded.rules;
}

std::unique_ptr<LeadScorer> MakeScorer(const std::shared_ptr<const Rules>& rules, Engine engine) {
  Result<std::unique_ptr<LeadScorer>> scorer = LeadScorer::Make(rules, {.as_of_micros = kNow, .engine = engine});
  REQUIRE(scorer.ok());
  return std::move(*scorer);
}

TEST_CASE("a lead is scored as its fields and events are set, with either engine") {
  for (const Engine engine : {Engine::kInterpreter, Engine::kJit, Engine::kAuto}) {
    const auto rules = Load(kRules);
    const auto scorer = MakeScorer(rules, engine);
    const auto stage = [&](const LeadScore& s) { return rules->stages().at(s.stage); };
    REQUIRE(scorer->Score().points == 0);

    scorer->SetText(rules->FindField("Title"), "VP Sales");  // as columns: capitals do not count
    scorer->SetNumber(rules->FindField("company_size"), 200);
    REQUIRE(scorer->Score().points == 25'000);
    scorer->AddEvent("webinar_attended", kNow - 30 * kDay + 1);
    for (int k = 0; k < 7; ++k) scorer->AddEvent("page_view", kNow - kDay);
    LeadScore score = scorer->Score();
    REQUIRE(score.points == 55'000);  // 15 + 10 + min(20 + 14, 30)
    REQUIRE(scorer->GroupPoints(0) == 30'000);
    REQUIRE(stage(score) == "MQL");

    scorer->SetAsOf(kNow + kDay);  // the webinar leaves its window
    REQUIRE(scorer->Score().points == 39'000);
    scorer->SetAsOf(kNow);
    scorer->AddEvent("purchase", kNow - kDay, {{rules->FindProperty("amount"), 99.5}});
    REQUIRE(scorer->Score().points == 55'000);
    scorer->AddEvent("purchase", kNow - kDay, {{rules->FindProperty("amount"), int64_t{100}}});
    REQUIRE(scorer->Score().points == 62'000);
    scorer->ClearEvents();
    REQUIRE(scorer->Score().points == 25'000);
    scorer->SetYesNo(rules->FindField("is_competitor"), true);
    score = scorer->Score();
    REQUIRE(score.points == -75'000);
    REQUIRE(stage(score) == "Disqualified");
    scorer->SetMissing(rules->FindField("is_competitor"));
    scorer->SetMissing(rules->FindField("title"));
    REQUIRE(scorer->Score().points == 10'000);
    scorer->Clear();
    REQUIRE(scorer->Score().points == 0);
  }
}

TEST_CASE("a prepared text is the same as the text") {
  const auto rules = Load(kRules);
  const auto scorer = MakeScorer(rules, Engine::kAuto);
  const int title = rules->FindField("title");
  const auto vp = scorer->Prepare(title, "Senior vp"), blank = scorer->Prepare(title, " ");
  scorer->SetText(title, *vp);
  REQUIRE(scorer->Score().points == 15'000);
  scorer->SetText(title, *blank);
  REQUIRE(scorer->Score().points == 0);
  scorer->SetText(rules->FindField("company_size"), *vp);  // of another field: nothing
  REQUIRE(scorer->Score().points == 0);
}

TEST_CASE("tags, dates and instants") {
  const auto rules = Load(
      "field interests: tags\nfield renewal: date\nfield seen: time\n"
      "interests contains \"pricing\" +5\nrenewal < 2026-12-01 +3\nseen in 2d +1\n");
  const auto scorer = MakeScorer(rules, Engine::kJit);
  scorer->SetTags(rules->FindField("interests"), {"news", "Pricing"});
  REQUIRE(scorer->Score().points == 5'000);
  scorer->SetDate(rules->FindField("renewal"), static_cast<int32_t>(kNow / kDay));
  scorer->SetTime(rules->FindField("seen"), kNow - kDay);
  REQUIRE(scorer->Score().points == 9'000);
  scorer->SetTags(rules->FindField("interests"), {});
  scorer->SetTime(rules->FindField("seen"), kNow - 2 * kDay);
  REQUIRE(scorer->Score().points == 3'000);
}

TEST_CASE("a value of another type than its field's is ignored, whatever both are") {
  const auto rules = Load(
      "field size: number\nfield title: text\nfield vip: yesno\nfield renewal: date\n"
      "field seen: time\nfield interests: tags\n"
      "size = 7 +1\ntitle = \"cto\" +2\nvip +4\nrenewal < 2026-12-01 +8\nseen in 2d +16\n"
      "interests contains \"news\" +32\n");
  const auto scorer = MakeScorer(rules, Engine::kInterpreter);
  const auto set = [&](const char* name, FieldType type) {
    const int field = name == nullptr ? 6 : rules->FindField(name);
    if (type == FieldType::kNumber) scorer->SetNumber(field, 7);
    if (type == FieldType::kText) scorer->SetText(field, "CTO");
    if (type == FieldType::kYesNo) scorer->SetYesNo(field, true);
    if (type == FieldType::kDate) scorer->SetDate(field, static_cast<int32_t>(kNow / kDay));
    if (type == FieldType::kTime) scorer->SetTime(field, kNow - kDay);
    if (type == FieldType::kTags) scorer->SetTags(field, {"News"});
  };
  const std::vector<std::pair<const char*, FieldType>> fields{
      {"size", FieldType::kNumber},  {"title", FieldType::kText}, {"vip", FieldType::kYesNo},
      {"renewal", FieldType::kDate}, {"seen", FieldType::kTime},  {"interests", FieldType::kTags}};
  const auto prepared = scorer->Prepare(rules->FindField("title"), "CTO");
  for (const auto& [name, own] : fields) {
    for (const auto& other : fields) {
      if (other.second != own) set(name, other.second);
    }
    if (own != FieldType::kText) scorer->SetText(rules->FindField(name), *prepared);
    set(nullptr, own);  // behind the last field
    INFO(name);
    REQUIRE(scorer->Score().points == 0);
  }
  // A text made ready for a field that has no texts is of no use to any.
  scorer->SetText(rules->FindField("title"), *scorer->Prepare(rules->FindField("size"), "CTO"));
  scorer->SetMissing(6);
  scorer->SetMissing(-1);
  REQUIRE(scorer->Score().points == 0);
  int64_t points = 0, worth = 1'000;
  for (const auto& [name, own] : fields) {
    set(name, own);
    REQUIRE(scorer->Score().points == (points += worth));
    worth *= 2;
  }
}

TEST_CASE("properties of every type; of another type they are missing") {
  const auto rules = Load(
      "event buy { amount: number, code: text, gift: yesno, due: date, paid: time }\n"
      "buy where amount = 7 +1\nbuy where code = \"x\" +2\nbuy where gift +4\n"
      "buy where due = 2026-11-20 +8\nbuy where paid = 2026-11-20 +16\n"
      "buy where amount is missing +32\n");
  const auto scorer = MakeScorer(rules, Engine::kInterpreter);
  const auto scored = [&](const char* property, const LeadScorer::Value& value) {
    scorer->ClearEvents();
    scorer->AddEvent("buy", kNow - kDay, {{rules->FindProperty(property), value}});
    return scorer->Score().points / 1'000;
  };
  const int64_t today = kNow / kDay;
  REQUIRE(scored("amount", 7.0) == 1);
  REQUIRE(scored("amount", int64_t{7}) == 1);
  REQUIRE(scored("code", std::string("X")) == 2 + 32);
  REQUIRE(scored("gift", true) == 4 + 32);
  REQUIRE(scored("due", today) == 8 + 32);
  REQUIRE(scored("paid", kNow) == 16 + 32);
  for (const char* name : {"amount", "code", "gift", "due", "paid"}) {
    INFO(name);
    REQUIRE(scored(name, std::vector<std::string>{"x"}) == 32);
    if (std::string(name) != "code") REQUIRE(scored(name, std::string("x")) == 32);
    if (std::string(name) != "gift") REQUIRE(scored(name, true) == 32);
    if (std::string(name) != "amount") REQUIRE(scored(name, 7.0) == 32);
  }
  REQUIRE(scored("code", today) == 32);
  REQUIRE(scored("gift", int64_t{1}) == 32);
}

TEST_CASE("compiled code takes over without a trace") {
  const auto rules = Load(kRules);
  const auto scorer = MakeScorer(rules, Engine::kAuto);
  const int size = rules->FindField("company_size");
  for (int k = 0; k < 1'500'000; ++k) {
    scorer->SetNumber(size, k % 400);
    if (scorer->Score().points != (k % 400 >= 200 ? 10'000 : 0)) FAIL("lead " << k);
  }
}

TEST_CASE("what is wrong is said, and nothing crashes") {
  const LoadedRules loaded = LoadRulesText("bad.ripe", "title contians \"VP\" +15\n");
  REQUIRE(loaded.rules == nullptr);
  REQUIRE(loaded.diagnostics.has_errors());
  REQUIRE_FALSE(LeadScorer::Make(nullptr, {}).ok());
  REQUIRE_FALSE(LoadRules("/no/such/file.ripe").ok());
  const auto rules = Load(kRules);
  const auto scorer = MakeScorer(rules, Engine::kInterpreter);
  REQUIRE(rules->FindField("no_such_field") == -1);
  scorer->SetNumber(-1, 5);
  scorer->SetNumber(99, 5);
  scorer->SetNumber(rules->FindField("title"), 5);  // of another type: nothing
  scorer->SetNumber(rules->FindField("company_size"), 1.0 / 0.0);
  scorer->AddEvent("unheard_of", kNow, {{-1, 1.0}, {99, true}});
  REQUIRE(scorer->Score().points == 0);
  REQUIRE(scorer->GroupPoints(7) == 0);
}

TEST_CASE("rules from a file, names in backticks to the letter, events cleared twice") {
  const TempDir dir;
  const LoadedRules none = [&] {
    Result<LoadedRules> loaded = LoadRules(dir.File("none.ripe"));
    CHECK(loaded.status().code() == StatusCode::kIo);
    return LoadedRules{};
  }();
  CHECK(none.rules == nullptr);
  Result<LoadedRules> loaded =
      LoadRules(dir.Write("rules.ripe", "field `Size`: number\nevent visit\n`Size` > 3 +5\nvisit in 30d +2\n"));
  REQUIRE(loaded.ok());
  REQUIRE(loaded->rules != nullptr);
  const auto rules = loaded->rules;
  CHECK(rules->FindField("Size") == 0);
  CHECK(rules->FindField("size") < 0);
  const auto scorer = MakeScorer(rules, Engine::kInterpreter);
  scorer->SetNumber(0, 4);
  scorer->AddEvent("visit", kNow - kDay);
  CHECK(scorer->Score().points == 7'000);
  scorer->ClearEvents();
  scorer->ClearEvents();
  CHECK(scorer->Score().points == 5'000);
  scorer->ClearEvents();
  CHECK(scorer->Score().points == 5'000);
}

}  // namespace
}  // namespace ripe::test
