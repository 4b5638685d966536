// See profile.h.
#include "runtime/cli/profile.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "runtime/cli/text.h"

namespace ripe::cli {
namespace {

using Phase = ScoreProfile::Phase;
using Rule = ScoreProfile::Rule;

// "12.3 M", "456 k", "789".
std::string Short(double value) {
  if (value >= 1e6) return fmt::format("{:.1f} M", value / 1e6);
  if (value >= 1e4) return fmt::format("{:.0f} k", value / 1e3);
  return fmt::format("{:.0f}", value);
}

std::string RateOf(double amount, double seconds) {
  return amount == 0 || seconds <= 0 ? "" : Short(amount / seconds);
}

void ShowPhases(const ScoreProfile& profile, const Console& console) {
  const Language in = console.language();
  console.Note(
      Fill({"time: {0} s, CPU {1} s, threads {2} (phases overlap, so they may add up to more)",
            "시간: {0}초, CPU {1}초, 스레드 {2} (단계는 겹칠 수 있어 합이 더 클 수 있음)"},
           in, fmt::format("{:.3f}", profile.wall_seconds),
           fmt::format("{:.3f}", profile.cpu_seconds), profile.threads));
  console.Note(fmt::format("  {:<14} {:>9} {:>9} {:>10} {:>9}", "phase", "wall s", "CPU s",
                           "rows/s", "MB/s"));
  double cpu = 0;
  for (const Phase& phase : profile.phases) {
    cpu += phase.cpu_seconds;
    const double megabytes = static_cast<double>(phase.bytes) / 1e6;
    std::string rate;
    if (phase.bytes > 0 && phase.wall_seconds > 0)
      rate = fmt::format("{:.1f}", megabytes / phase.wall_seconds);
    console.Note(fmt::format("  {:<14} {:>9.3f} {:>9.3f} {:>10} {:>9}", phase.name,
                             phase.wall_seconds, phase.cpu_seconds,
                             RateOf(static_cast<double>(phase.rows), phase.wall_seconds), rate));
  }
  console.Note(fmt::format("  {:<14} {:>9} {:>9.3f}", "elsewhere", "",
                           std::max(0.0, profile.cpu_seconds - cpu)));
}

std::string PlaceOf(const Rule& rule) { return fmt::format("{}:{}", rule.file, rule.line); }

void ShowRules(const ScoreProfile& profile, const Console& console) {
  const Language in = console.language();
  if (profile.leads_timed == 0) {
    console.Note(console.In({"rules: no lead was scored, so nothing was timed",
                             "규칙: 점수를 매긴 리드가 없어 잰 것이 없습니다"}));
    return;
  }
  console.Note(
      Fill({"rules by cost: as the interpreter runs them, step by step over {0} of {1} leads; "
            "`shared`: the part of it in steps that others need too",
            "비용 순 규칙: 리드 {1}개 중 {0}개를 인터프리터로 단계별로 잰 값. "
            "`shared`: 그중 다른 규칙과 함께 쓰는 단계의 몫"},
           in, Grouped(profile.leads_timed), Grouped(profile.leads_scored)));
  size_t widest = 0;
  for (const Rule& rule : profile.rules) widest = std::max(widest, PlaceOf(rule).size());
  const bool folds = std::any_of(profile.phases.begin(), profile.phases.end(),
                                 [](const Phase& phase) { return phase.name == "fold events"; });
  if (folds) {
    console.Note(
        console.In({"  folding events is not in it: one pass serves all rules, see the phase",
                    "  이벤트 집계는 모든 규칙에 한 번에 쓰이므로 빠져 있음(단계 참고)"}));
  }
  console.Note(fmt::format("  {:>7} {:>7} {:>8}  rule", "share", "shared", "ns/lead"));
  for (const Rule& rule : profile.rules) {
    console.Note(Harmless(fmt::format("  {:>5.1f} % {:>5.1f} % {:>8.2f}  {:<{}}  {}",
                                      rule.share * 100, rule.shared * 100, rule.nanoseconds_a_lead,
                                      PlaceOf(rule), widest, rule.text)));
  }
  console.Note(fmt::format("  {:>5.1f} % {:>7} {:>8}  {}", profile.rest_share * 100, "", "",
                           console.In({"(what every lead takes: adding up and writing points)",
                                       "(모든 리드에 드는 몫: 점수 합계와 기록)"})));
}

std::string Json(const ScoreReport& report) {
  using nlohmann::ordered_json;
  const ScoreProfile& profile = report.profile;
  ordered_json out;
  out["wall_seconds"] = profile.wall_seconds;
  out["cpu_seconds"] = profile.cpu_seconds;
  out["threads"] = profile.threads;
  out["phases"] = ordered_json::array();
  for (const Phase& phase : profile.phases) {
    ordered_json p = {{"name", phase.name},
                      {"wall_seconds", phase.wall_seconds},
                      {"cpu_seconds", phase.cpu_seconds}};
    const double wall = phase.wall_seconds;
    if (phase.rows > 0) {
      p["rows"] = phase.rows;
      if (wall > 0) p["rows_per_second"] = static_cast<double>(phase.rows) / wall;
    }
    if (phase.bytes > 0) {
      p["bytes"] = phase.bytes;
      if (wall > 0) p["megabytes_per_second"] = static_cast<double>(phase.bytes) / 1e6 / wall;
    }
    out["phases"].push_back(std::move(p));
  }
  out["engine"] = report.engine;
  out["rules_timed_in"] = "interpreter";
  out["leads_scored"] = profile.leads_scored;
  out["leads_timed"] = profile.leads_timed;
  out["rest_share"] = profile.rest_share;
  out["rules"] = ordered_json::array();
  for (const Rule& rule : profile.rules) {
    out["rules"].push_back({{"file", rule.file},
                            {"line", rule.line},
                            {"text", rule.text},
                            {"kind", rule.is_stage ? "stage" : "rule"},
                            {"share", rule.share},
                            {"shared", rule.shared},
                            {"nanoseconds_a_lead", rule.nanoseconds_a_lead}});
  }
  return out.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace

void ShowProfile(const ScoreReport& report, std::string_view form, const Console& console) {
  if (form == "json") return console.Say(Json(report));
  if (form != "text") return;
  ShowPhases(report.profile, console);
  if (report.profile.rules_timed) ShowRules(report.profile, console);
}

}  // namespace ripe::cli
