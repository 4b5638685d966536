// See run_profile.h.
#include "runtime/api/run_profile.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

#include "runtime/api/rule_costs.h"

namespace ripe::api {
namespace {

// By Phase.
constexpr std::array<std::string_view, kPhases> kNames = {
    "open",        "rules",      "bind",        "compile",      "read leads",
    "parse leads", "part leads", "read events", "parse events", "fold events",
    "score",       "format",     "write"};

// 0: not a file whose size is known.
uint64_t SizeOf(const std::string& path) {
  std::error_code error;
  if (path.empty() || path == "-" || !std::filesystem::is_regular_file(path, error)) return 0;
  const uintmax_t size = std::filesystem::file_size(path, error);
  return error ? 0 : static_cast<uint64_t>(size);
}

// A span's text on one line.
std::string OneLine(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

}  // namespace

void RunProfile::Finish(const ScoreRequest& request, const Compiled& compiled, const Scorer& scorer,
                        uint64_t text_bytes, ScoreReport* report) {
  ScoreProfile& profile = report->profile;
  profile.threads = ThreadsOf(request.data.threads);
  if (request.profile) AddRules(compiled, scorer, &profile);
  AddPhases(request, scorer, text_bytes, report);
  profile.wall_seconds = Wall();
  profile.cpu_seconds = ProcessCpu() - cpu_;
}

void RunProfile::AddPhases(const ScoreRequest& request, const Scorer& scorer, uint64_t text_bytes,
                           ScoreReport* report) {
  const EngineDriver::Seconds compiling = scorer.engine().CompileSeconds();
  const auto add = [&](Phase phase, uint64_t bytes, uint64_t rows) {
    PhaseClock::Times times = clock_.times(phase);
    if (phase == Phase::kCompile) {
      // On threads of its own: whoever waited for it slept.
      if (compiling.wall == 0) return;
      times = {.wall = compiling.wall, .cpu = compiling.cpu, .rows = 0, .entered = true};
    }
    if (!times.entered) return;
    report->profile.phases.push_back({.name = std::string(kNames[static_cast<size_t>(phase)]),
                                      .wall_seconds = times.wall,
                                      .cpu_seconds = times.cpu,
                                      .rows = times.rows == 0 ? rows : times.rows,
                                      .bytes = bytes});
  };
  // Readers of Parquet and Arrow do all their work while reading: no rate for what is left.
  const auto parses = [&](Phase reading, Phase parsing) {
    constexpr double kSmall = 0.05;
    return clock_.times(parsing).wall > kSmall * clock_.times(reading).wall;
  };
  uint64_t event_bytes = 0;
  for (const std::string& path : request.data.events) event_bytes += SizeOf(path);
  const uint64_t lead_bytes = SizeOf(request.data.leads), out = SizeOf(request.output);
  const ReadSummary& read = report->read;
  for (size_t k = 0; k < kPhases; ++k) {
    const auto phase = static_cast<Phase>(k);
    switch (phase) {
      case Phase::kReadLeads:
        add(phase, lead_bytes, read.leads_read);
        break;
      case Phase::kParseLeads:
        add(phase, parses(Phase::kReadLeads, phase) ? lead_bytes : 0,
            parses(Phase::kReadLeads, phase) ? read.leads_read : 0);
        break;
      case Phase::kPartLeads:
        add(phase, 0, read.leads_read);
        break;
      case Phase::kReadEvents:
        add(phase, event_bytes, read.events_read);
        break;
      case Phase::kParseEvents:
        add(phase, parses(Phase::kReadEvents, phase) ? event_bytes : 0,
            parses(Phase::kReadEvents, phase) ? read.events_read : 0);
        break;
      case Phase::kFoldEvents:
        add(phase, 0, read.events_read);
        break;
      case Phase::kWrite:
        add(phase, out > 0 ? out : text_bytes, read.leads_scored);
        break;
      case Phase::kOpen:
      case Phase::kRules:
      case Phase::kBind:
      case Phase::kCompile:
      case Phase::kScore:
      case Phase::kFormat:
        add(phase, 0, 0);
        break;
    }
  }
}

void RunProfile::AddRules(const Compiled& compiled, const Scorer& scorer,
                          ScoreProfile* profile) const {
  const RuleCosts costs = CostsOf(scorer);
  profile->rules_timed = true;
  const double all = std::max(costs.all(), 1.0);
  const double nanos_a_tick =
      Wall() * 1e9 / std::max(static_cast<double>(interp::Ticks() - ticks_), 1.0);
  const auto rows = static_cast<double>(std::max<uint64_t>(costs.rows, 1));
  const auto add = [&](const RuleCost& cost, source::Span span, std::string text, bool is_stage) {
    ScoreProfile::Rule rule{.text = std::move(text),
                            .is_stage = is_stage,
                            .share = cost.all() / all,
                            .shared = cost.shared / all,
                            .nanoseconds_a_lead = cost.all() * nanos_a_tick / rows};
    if (span.end > span.begin) {
      const source::SourceFile& file = compiled.sources->file(span.file);
      rule.file = file.path();
      rule.line = file.PositionOf(span.begin).line;
      if (rule.text.empty()) rule.text = OneLine(compiled.sources->TextOf(span));
    }
    profile->rules.push_back(std::move(rule));
  };
  const check::Module& module = compiled.module;
  for (size_t r = 0; r < module.rules.size(); ++r)
    add(costs.rules[r], module.rules[r].span, "", false);
  for (size_t s = 0; s < costs.stages.size(); ++s) {
    const bool exit = s >= module.ladder.size();
    const size_t place = exit ? s - module.ladder.size() : s;
    source::Span span;
    bool ruled = false;
    for (const check::StageRule& rule : module.stage_rules) {
      if (rule.is_exit != exit || rule.stage != place) continue;
      if (!ruled) span = rule.span;
      ruled = true;
    }
    if (ruled) add(costs.stages[s], span, "=> " + scorer.plan().stages[s], true);
  }
  std::stable_sort(profile->rules.begin(), profile->rules.end(),
                   [](const auto& a, const auto& b) { return a.share > b.share; });
  double given = 0;
  for (const ScoreProfile::Rule& rule : profile->rules) given += rule.share;
  profile->rest_share = costs.rows_timed == 0 ? 0 : std::max(0.0, 1 - given);
  profile->leads_timed = costs.rows_timed;
  profile->leads_scored = costs.rows;
}

}  // namespace ripe::api
