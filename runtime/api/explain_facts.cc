#include "runtime/api/explain_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace ripe::api {
namespace {

using check::ExprId;
using check::Module;

// Calls `visit` with each direct child of a node, also those inside checklists.
template <class Visit>
void Children(const Module& module, const check::Expr& e, Visit visit) {
  struct Visitor {
    const Module& module;
    Visit& visit;
    void operator()(const check::ChecklistValue& n) const {
      for (const auto& item : module.checklists[n.checklist.value].items) visit(item.condition);
    }
    void operator()(const check::ArithValue& n) const { visit(n.left), visit(n.right); }
    void operator()(const check::DaysValue& n) const { visit(n.value); }
    void operator()(const check::IsYes& n) const { visit(n.value); }
    void operator()(const check::NotCondition& n) const { visit(n.operand); }
    void operator()(const check::LogicCondition& n) const {
      for (ExprId operand : n.operands) visit(operand);
    }
    void operator()(const check::CompareCondition& n) const { visit(n.left), visit(n.right); }
    void operator()(const check::RangeCondition& n) const {
      visit(n.value), visit(n.low), visit(n.high);
    }
    void operator()(const check::MemberCondition& n) const { visit(n.value); }
    void operator()(const check::TextCondition& n) const { visit(n.value); }
    void operator()(const check::TagsCondition& n) const { visit(n.value); }
    void operator()(const check::MatchesCondition& n) const { visit(n.value); }
    void operator()(const check::KnownCondition& n) const { visit(n.value); }
    void operator()(const check::DateWindowCondition& n) const { visit(n.value); }
    void operator()(const check::LiteralValue&) const {}
    void operator()(const check::FieldValue&) const {}
    void operator()(const check::PropertyValue&) const {}
    void operator()(const check::ScoreValue&) const {}
    void operator()(const check::GroupValue&) const {}
    void operator()(const check::EventValue&) const {}
    void operator()(const check::Constant&) const {}
    void operator()(const check::EventCondition&) const {}
    void operator()(const check::StageCondition&) const {}
  };
  std::visit(Visitor{module, visit}, e.node);
}

}  // namespace

std::string Facts::Text(source::Span span) const {
  std::string out;
  for (char c : sources.TextOf(span)) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

std::string Facts::ShortText(source::Span span) const {
  constexpr uint32_t kLongest = 1'000;
  if (span.end - span.begin <= kLongest) return Text(span);
  source::Span begin = span;
  begin.end = begin.begin + kLongest;
  while (begin.end > begin.begin && (sources.TextOf(span)[begin.end - begin.begin] & 0xC0) == 0x80)
    --begin.end;  // within a letter
  return Text(begin) + "...";
}

size_t Facts::Tries(size_t most) const {
  constexpr size_t kMostWork = 30'000'000, kLeast = 50;
  // Roughly what each takes, a few nanoseconds being 1.
  const size_t work = 1 + 2 * plain.plan().leads.instrs.size() + 10 * module.fields.size() +
                      20 * record.events.size() + 100 * plain.plan().questions.size() +
                      50 * module.event_types.size();
  return std::clamp(kMostWork / work, std::min(kLeast, most), most);
}

std::vector<ExprId> Below(const Module& module, ExprId root, size_t limit) {
  std::vector<ExprId> found;
  if (!root.valid()) return found;
  std::unordered_set<uint32_t> seen{root.value};
  found.push_back(root);
  for (size_t i = 0; i < found.size(); ++i) {
    Children(module, module.expr(found[i]), [&](ExprId child) {
      if (found.size() < limit && seen.insert(child.value).second) found.push_back(child);
    });
  }
  return found;
}

std::string DurationText(int64_t seconds) {
  if (seconds % 86'400 == 0) return fmt::format("{}d", seconds / 86'400);
  if (seconds % 3'600 == 0) return fmt::format("{}h", seconds / 3'600);
  return fmt::format("{}min", seconds / 60);
}

std::string AgeText(int64_t micros_ago) {
  const int64_t seconds = micros_ago / types::kMicrosPerSecond;
  const auto part = [](int64_t n, const char* unit) {
    return fmt::format("{} {}{} ago", n, unit, n == 1 ? "" : "s");
  };
  if (seconds >= 86'400) return part(seconds / 86'400, "day");
  if (seconds >= 3'600) return part(seconds / 3'600, "hour");
  if (seconds >= 60) return part(seconds / 60, "minute");
  return "just now";
}

std::string ClassText(const Module& module, check::ClassId id) {
  const check::EventClass& c = module.cls(id);
  if (c.any_type) return "event";
  std::string out;
  constexpr size_t kMostNamed = 100;
  std::unordered_set<std::string> seen;
  for (const check::ClassMember& m : c.members) {
    const std::string& name = module.event_types[m.type.value].name;
    if (!seen.insert(name).second) continue;
    if (seen.size() > kMostNamed) return out + " or ...";
    if (!out.empty()) out += " or ";
    out += name;
  }
  return out;
}

std::string WindowText(const Module& module, const check::Window& window) {
  switch (window.kind) {
    case check::Window::Kind::kEver:
      return "";
    case check::Window::Kind::kLast:
      return "in " + DurationText(window.far_seconds);
    case check::Window::Kind::kBetween:
      return "in " + DurationText(window.far_seconds) + " to " + DurationText(window.near_seconds);
    case check::Window::Kind::kAfter:
      return "after " + ClassText(module, window.after);
  }
  __builtin_unreachable();
}

std::vector<size_t> Matches(const Facts& facts, const check::EventTerm& term) {
  const std::vector<RecordEvent>& events = facts.record.events;
  const auto exists = [&](size_t i, check::ClassId c) {
    return facts.classes[i][c.value] && events[i].time <= facts.as_of;
  };
  int64_t low = types::kMissingTime, high = facts.as_of;  // (low, high]
  const auto back = [&](int64_t seconds) {
    return facts.as_of - seconds * types::kMicrosPerSecond;
  };
  switch (term.window.kind) {
    case check::Window::Kind::kEver:
      break;
    case check::Window::Kind::kLast:
      low = back(term.window.far_seconds);
      break;
    case check::Window::Kind::kBetween:
      low = back(term.window.far_seconds);
      high = back(term.window.near_seconds);
      break;
    case check::Window::Kind::kAfter:
      for (size_t i = 0; i < events.size(); ++i) {
        if (exists(i, term.window.after)) low = std::max(low, events[i].time);
      }
      if (low == types::kMissingTime) return {};
      break;
  }
  std::vector<size_t> found;
  for (size_t i = 0; i < events.size(); ++i) {
    if (exists(i, term.events) && events[i].time > low && events[i].time <= high)
      found.push_back(i);
  }
  std::stable_sort(found.begin(), found.end(),
                   [&](size_t a, size_t b) { return events[a].time > events[b].time; });
  return found;
}

ExplainProbes MakeProbes(const Module& module) {
  constexpr size_t kMostBelow = 500;  // of one stage's condition: more than anyone reads
  ExplainProbes probes;
  size_t outputs = 0;
  const auto ask = [&](ExprId id, std::optional<uint32_t> deciding) {
    const bool two = module.expr(id).is_condition;  // else a number
    probes.options.probes.push_back({id, deciding});
    const ExplainProbes::Sides sides{outputs};
    outputs += two ? 2 : 1;
    return sides;
  };
  for (const check::Rule& r : module.rules) {
    probes.rule_condition.push_back(r.condition.valid() ? ask(r.condition, std::nullopt)
                                                        : ExplainProbes::Sides{});
    probes.rule_units.push_back(r.units.valid() ? ask(r.units, std::nullopt).output : SIZE_MAX);
  }
  for (const check::StageRule& r : module.stage_rules) {
    auto& stage = probes.stages.emplace_back();
    const auto deciding = r.is_exit ? std::nullopt : std::optional<uint32_t>(r.stage);
    for (ExprId id : Below(module, r.condition, kMostBelow)) {
      if (module.expr(id).is_condition || module.expr(id).value_type == types::ValueType::kNumber)
        stage.emplace_back(id, ask(id, deciding));
    }
  }
  return probes;
}

}  // namespace ripe::api
