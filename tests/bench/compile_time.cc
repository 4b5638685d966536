// Times each phase from the text of the rules to the first score, in a process that is warm.
#include "tests/bench/compile_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/ir/lower.h"
#include "compiler/syntax/parse.h"
#include "tests/bench/measure.h"
#include "tests/bench/rules.h"

namespace ripe::bench {
namespace {

// One pass through all phases; seconds by phase.
void Pass(const std::string& text, const check::Schema& schema, const W1Data& data,
          std::map<std::string, std::vector<double>>* times) {
  double begin = Now();
  const double start = begin;
  const auto lap = [&](const char* phase) {
    const double now = Now();
    (*times)[phase].push_back(now - begin);
    begin = Now();
  };
  source::SourceSet sources;
  diag::Bag bag;
  const source::FileId id = sources.Add("many.ripe", text);
  const syntax::Ast ast = syntax::Parse(sources, id, &bag);
  lap("parse");
  const check::Module module = check::Check(&sources, ast, {.schema = &schema}, &bag);
  if (bag.has_errors()) Fail("the made rules have errors");
  lap("check");
  const auto plan = std::make_shared<const ir::Plan>(ir::Lower(module));
  lap("lower");
  const columns::LeadChunk chunk = Slice(data.Chunk(*plan, Shape::kBytes), 0, 1);
  begin = Now();
  const auto program = interp::Program::Make(plan, {.fields = interp::LayoutOf(chunk.columns)});
  const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
  lap("bind");
  interp::Scratch scratch(program);
  int64_t score = 0;
  uint16_t stage = 0;
  interp::Score(params, chunk, nullptr, {.score = &score, .stage = &stage}, &scratch);
  lap("first lead");
  (*times)["text to first score"].push_back(begin - start);
  if (!HasJit()) return;
  begin = Now();
  AdoptJit(program, {});
  lap("jit");
  int64_t again = 0;
  interp::Score(params, chunk, nullptr, {.score = &again, .stage = &stage}, &scratch);
  MustEqual("the first lead's score in compiled code", again, score);
  const auto single = interp::Program::Make(plan, {.fields = interp::LayoutOf(chunk.columns)});
  begin = Now();
  AdoptJit(single, {.one_row = true});
  lap("jit for one lead");
}

}  // namespace

std::string ManyRules(size_t rules) {
  constexpr std::array<const char*, 9> kYesNo = {
      "webinar_attended", "demo_requested", "trial_started",       "email_bounced", "unsubscribed",
      "is_competitor",    "personal_email", "authority_confirmed", "need_confirmed"};
  constexpr std::array<const char*, 13> kCounts = {"email_opens_30d", "email_clicks_30d",
                                                   "page_views_30d",  "pricing_views_30d",
                                                   "ebook_downloads", "meetings_booked",
                                                   "inquiries",       "days_since_last_activity",
                                                   "timing_days",     "nps",
                                                   "invites",         "messages",
                                                   "company_size"};
  constexpr std::array<const char*, 12> kTitles = {"VP",     "Chief",   "Director", "Head",
                                                   "Intern", "Student", "Senior",   "Junior",
                                                   "Lead",   "Sales",   "Data",     "HR"};
  constexpr std::array<const char*, 8> kIndustries = {"Software", "Finance", "Retail", "Media",
                                                      "Energy",   "Telecom", "Travel", "Food"};
  std::string text;
  for (size_t r = 0; r < rules; ++r) {
    const size_t k = r / 10;  // which of its kind
    const char* count = kCounts[k % kCounts.size()];
    const char* yesno = kYesNo[k % kYesNo.size()];
    const size_t bound = 1 + k / kCounts.size(), points = 5 + r % 26;
    // In W1's proportions: a third yes/no, a third comparisons, the rest per unit, texts and
    // conjunctions.
    switch (r % 10) {
      case 0:
      case 1:
      case 2:
        text += fmt::format("{} and {} >= {} +{}\n", kYesNo[(k + r) % kYesNo.size()], count, bound,
                            points);
        break;
      case 3:
        text += fmt::format("{} >= {} +{}\n", count, bound, points);
        break;
      case 4:
        text += fmt::format("{} < {} -{}\n", count, bound + 3, points);
        break;
      case 5:
        text += fmt::format("{} in {} to {} +{}\n", count, bound, bound + 100, points);
        break;
      case 6:
        text += fmt::format("{} +{} each up to {}\n", count, 1 + r % 5, 10 + k % 40);
        break;
      case 7:
        text +=
            fmt::format("title contains any of (\"{}\", \"{}\") +{}\n", kTitles[k % kTitles.size()],
                        kTitles[(k / 12 + 1) % kTitles.size()], points);
        break;
      case 8:
        text += fmt::format("industry in (\"{}\", \"{}\") and {} > {} +{}\n", kIndustries[k % 8],
                            kIndustries[(k + 3) % 8], count, bound, points);
        break;
      default:
        text += fmt::format("not {} and budget_usd >= {} -{}\n", yesno, 100 * (k + 1), points);
        break;
    }
  }
  const std::string stages = RulesText("w1.ripe");
  return text + stages.substr(stages.find("checklist"));
}

void RunCompileTime(const W1Data& data, const std::vector<size_t>& sizes, int rounds) {
  for (const size_t size : sizes) {
    const std::string text = size == 30 ? RulesText("w1.ripe") : ManyRules(size);
    const int passes = std::max(1, size <= 30 ? rounds * 3 : size <= 3000 ? rounds : rounds / 4);
    std::map<std::string, std::vector<double>> times;
    for (int pass = 0; pass <= passes; ++pass) {
      if (pass == 1) times.clear();  // the first warms up
      Pass(text, data.schema(), data, &times);
    }
    for (const auto& [phase, seconds] : times) {
      if (size == 30 && phase == "text to first score")
        Note("first_score.warm", "ripe", 1, seconds);
      Note(fmt::format("compile.{}.{}", size, phase), "ripe", static_cast<double>(size), seconds);
    }
  }
}

}  // namespace ripe::bench
