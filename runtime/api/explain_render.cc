// An Explanation for people and for tools. The text is a ledger: every rule that gave points, the
// sums after caps, then what did not count and why, then the stages and what would lift the lead.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_map>

#include "compiler/source/unicode.h"
#include "ripe/ripe.h"

namespace ripe {
namespace {

using Json = nlohmann::ordered_json;

// The fixed words of the text form.
struct Words {
  const char *score, *stage, *as_of, *gave, *nothing, *unknown, *not_met, *stages, *holds,
      *holds_not, *lacking, *gates, *lifts, *steps, *cap, *group, *next, *missing, *rules_none,
      *outside;
};
constexpr Words kEnglish = {"score",
                            "stage",
                            "as of",
                            "What counts",
                            "nothing gave points",
                            "Cannot be told, because something is missing",
                            "Does not count",
                            "Stages",
                            "reached when",
                            "not reached",
                            "lacking",
                            "Required and missing",
                            "Any one of these alone lifts the lead to {}",
                            "No single change lifts the lead to {}; these bring the most",
                            "capped from {}",
                            "group {}",
                            "next",
                            "missing",
                            "the rules give no points",
                            "outside any group"};
constexpr Words kKorean = {"점수",
                           "단계",
                           "기준 시각",
                           "점수를 준 규칙",
                           "점수를 준 규칙이 없습니다",
                           "값이 없어 판단할 수 없는 규칙",
                           "해당하지 않는 규칙",
                           "단계별 조건",
                           "조건 충족",
                           "조건 미충족",
                           "부족한 것",
                           "필수인데 비어 있는 것",
                           "다음 중 하나만 바뀌어도 {} 단계가 됩니다",
                           "하나만 바꿔서는 {} 단계가 되지 않습니다. 점수가 가장 많이 오르는 변화",
                           "상한 적용 전 {}",
                           "그룹 {}",
                           "다음 변화",
                           "없음",
                           "점수를 주는 규칙이 없습니다",
                           "그룹 밖"};

std::string Signed(int64_t thousandths) {
  return (thousandths >= 0 ? "+" : "") + FormatPoints(thousandths);
}

class TextRenderer {
 public:
  TextRenderer(const Explanation& e, Language language, bool color)
      : e_(e), words_(language == Language::kKorean ? kKorean : kEnglish), color_(color) {
    for (const Explanation::Rule& r : e_.rules)
      width_ = std::max(width_, std::min<size_t>(48, source::DisplayWidth(r.label)));
  }

  std::string Render() {
    out_ += fmt::format("{}  {} {}  {} {}  ({} {})\n", Bold(e_.id), words_.score,
                        Bold(FormatPoints(e_.score)), words_.stage, Bold(e_.stage), words_.as_of,
                        AsOf());
    Counted();
    Listed(words_.unknown, true);
    Listed(words_.not_met, false);
    Stages();
    Lines(words_.gates, e_.gates);
    if (!e_.lifts.empty()) Lines(fmt::format(fmt::runtime(words_.lifts), e_.next_stage), e_.lifts);
    if (!e_.steps.empty()) Lines(fmt::format(fmt::runtime(words_.steps), e_.next_stage), e_.steps);
    return std::move(out_);
  }

 private:
  // The last microsecond of a day is that day.
  std::string AsOf() const {
    const size_t end = e_.as_of.find("T23:59:59.999999");
    return end == std::string::npos ? e_.as_of : e_.as_of.substr(0, end);
  }
  std::string Paint(const char* code, const std::string& text) const {
    return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
  std::string Bold(const std::string& text) const { return Paint("1", text); }

  void Title(const std::string& text) { out_ += "\n" + Bold(text) + "\n"; }

  void Lines(const std::string& title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    Title(title);
    for (const std::string& line : lines) out_ += "  " + line + "\n";
  }

  std::string Padded(const std::string& text) const {
    const size_t w = source::DisplayWidth(text);
    return text + std::string(w < width_ ? width_ - w : 0, ' ');
  }

  std::string Behind(const Explanation::Rule& r) const {
    std::string text;
    for (const Explanation::Evidence& ev : r.evidence) {
      const std::string value = ev.missing ? words_.missing : ev.value;
      text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", ev.name, value);
    }
    return text;
  }

  void RuleLine(const Explanation::Rule& r) {
    out_ += fmt::format("  {} {:>8}", Padded(r.label), r.points == 0 ? "0" : Signed(r.points));
    if (r.uncapped != r.points)
      out_ +=
          fmt::format("  ({})", fmt::format(fmt::runtime(words_.cap), FormatPoints(r.uncapped)));
    if (const std::string behind = Behind(r); !behind.empty()) out_ += "  " + Paint("2", behind);
    out_ += "\n";
    if (!r.next_change.empty())
      out_ += fmt::format("      {}\n", Paint("2", fmt::format("{}: {} {}", words_.next,
                                                               r.next_change, r.next_note)));
  }

  static bool Counts(const Explanation::Rule& r) { return r.points != 0 || r.uncapped != 0; }

  // The rules that gave points, group by group, with each group's sum, adding up to the score.
  void Counted() {
    Title(words_.gave);
    bool any = false;
    std::unordered_map<std::string_view, std::vector<const Explanation::Rule*>> of_group;
    for (const Explanation::Rule& r : e_.rules) {
      if (Counts(r)) of_group[r.group].push_back(&r);
    }
    for (const Explanation::Group& g : e_.groups) {
      const std::vector<const Explanation::Rule*>& rules = of_group[g.name];
      for (const Explanation::Rule* r : rules) RuleLine(*r);
      any = any || !rules.empty();
      if (rules.empty() && g.points == 0) continue;
      std::string line =
          fmt::format("  {} {:>8}", Padded("= " + fmt::format(fmt::runtime(words_.group), g.name)),
                      FormatPoints(g.points));
      if (g.sum != g.points)
        line += fmt::format("  ({})", fmt::format(fmt::runtime(words_.cap), FormatPoints(g.sum)));
      out_ += Bold(line) + "\n";
    }
    for (const Explanation::Rule* r : of_group[""]) {
      RuleLine(*r);
      any = true;
    }
    if (!any) out_ += fmt::format("  {}\n", e_.rules.empty() ? words_.rules_none : words_.nothing);
    out_ += Bold(fmt::format("  {} {:>8}", Padded(fmt::format("= {}", words_.score)),
                             FormatPoints(e_.score))) +
            "\n";
  }

  void Listed(const char* title, bool unknown) {
    bool any = false;
    for (const Explanation::Rule& r : e_.rules) {
      if (Counts(r) || r.unknown != unknown) continue;
      if (!any) Title(title);
      any = true;
      RuleLine(r);
    }
  }

  void Stages() {
    if (e_.stages.empty()) return;
    Title(words_.stages);
    for (const Explanation::Stage& s : e_.stages) {
      out_ += fmt::format("  {} {}  {}: {}\n", s.holds ? Paint("32", "✓") : Paint("31", "✗"),
                          s.stage, s.holds ? words_.holds : words_.holds_not, s.condition);
      for (const std::string& lacking : s.lacking)
        out_ += fmt::format("      {}: {}\n", words_.lacking, lacking);
    }
  }

  const Explanation& e_;
  const Words& words_;
  const bool color_;
  size_t width_ = 12;
  std::string out_;
};

// Points as JSON numbers: whole where they are.
Json Points(int64_t thousandths) {
  if (thousandths % 1000 == 0) return thousandths / 1000;
  return static_cast<double>(thousandths) / 1000.0;
}

}  // namespace

std::string RenderText(const Explanation& explanation, Language language, bool color) {
  return TextRenderer(explanation, language, color).Render();
}

std::string RenderJson(const Explanation& e) {
  Json json;
  json["id"] = e.id;
  json["as_of"] = e.as_of;
  json["score"] = Points(e.score);
  json["stage"] = e.stage;
  json["rules"] = Json::array();
  for (const Explanation::Rule& r : e.rules) {
    Json rule{
        {"label", r.label},           {"condition", r.condition},       {"line", r.line},
        {"points", Points(r.points)}, {"uncapped", Points(r.uncapped)}, {"unknown", r.unknown}};
    if (!r.group.empty()) rule["group"] = r.group;
    rule["evidence"] = Json::array();
    for (const auto& ev : r.evidence)
      rule["evidence"].push_back({{"name", ev.name}, {"value", ev.value}, {"missing", ev.missing}});
    if (!r.next_change.empty())
      rule["next_change"] = {{"at", r.next_change}, {"what", r.next_note}};
    json["rules"].push_back(std::move(rule));
  }
  json["groups"] = Json::array();
  for (const auto& g : e.groups)
    json["groups"].push_back(
        {{"name", g.name}, {"sum", Points(g.sum)}, {"points", Points(g.points)}});
  json["stages"] = Json::array();
  for (const auto& s : e.stages) {
    json["stages"].push_back({{"stage", s.stage},
                              {"condition", s.condition},
                              {"holds", s.holds},
                              {"unknown", s.unknown},
                              {"lacking", s.lacking}});
  }
  json["gates"] = e.gates;
  json["next_stage"] = e.next_stage;
  json["lifts"] = e.lifts;
  json["steps"] = e.steps;
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace ripe
