// The ledger: each rule with its points, what it would have given without its cap, and the values
// and events behind it; and when its points next change by themselves. The forecast asks the engine
// itself at the instants where anything can change, so it cannot differ from scoring.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "compiler/ir/worth.h"
#include "runtime/api/explain_facts.h"

namespace ripe::api {
namespace {

using check::ExprId;
using check::Rule;

constexpr size_t kEventsShown = 3;
constexpr size_t kMostInstants = 2'000;

int64_t Held(double points) {
  return static_cast<int64_t>(
      std::clamp(points, -static_cast<double>(ir::kMaxGiven), static_cast<double>(ir::kMaxGiven)));
}

void FieldEvidence(const Facts& facts, check::FieldId id, std::vector<Explanation::Evidence>* out) {
  const check::Field& field = facts.module.fields[id.value];
  for (const Explanation::Evidence& e : *out) {
    if (e.name == field.name) return;
  }
  const Cell& cell = facts.record.fields[id.value];
  Explanation::Evidence evidence{field.name, CellText(cell, facts.zone),
                                 std::holds_alternative<std::monostate>(cell)};
  if (evidence.missing && field.otherwise) {
    evidence.value = "missing, so " +
                     CellText(LiteralCell(*field.otherwise, field.type, facts.zone), facts.zone);
    evidence.missing = false;
  }
  out->push_back(std::move(evidence));
}

void EventEvidence(const Facts& facts, const check::EventTerm& term,
                   std::vector<Explanation::Evidence>* out) {
  const std::vector<size_t> found = Matches(facts, term);
  const std::string window = WindowText(facts.module, term.window);
  if (found.empty()) {
    out->push_back(
        {ClassText(facts.module, term.events), window.empty() ? "never" : "none " + window, false});
    return;
  }
  for (size_t k = 0; k < std::min(found.size(), kEventsShown); ++k) {
    const RecordEvent& event = facts.record.events[found[k]];
    std::string value = fmt::format("{} ({})", types::FormatInstant(event.time, facts.zone),
                                    AgeText(facts.as_of - event.time));
    if (k + 1 == kEventsShown && found.size() > kEventsShown)
      value += fmt::format(", and {} more", found.size() - kEventsShown);
    out->push_back({event.type, std::move(value), false});
  }
}

void Evidence(const Facts& facts, ExprId root, std::vector<Explanation::Evidence>* out) {
  constexpr size_t kMost = 200;
  for (ExprId id : Below(facts.module, root, kMost)) {
    const check::Expr& e = facts.module.expr(id);
    if (const auto* field = std::get_if<check::FieldValue>(&e.node))
      FieldEvidence(facts, field->field, out);
    if (const auto* events = std::get_if<check::EventCondition>(&e.node))
      EventEvidence(facts, events->term, out);
    if (const auto* events = std::get_if<check::EventValue>(&e.node))
      EventEvidence(facts, events->term, out);
  }
}

// What the rule gives before `up to`, where its guards let it.
int64_t Uncapped(const Facts& facts, const Rule& rule, double units) {
  switch (rule.kind) {
    case Rule::Kind::kOnce:
      return rule.points;
    case Rule::Kind::kPerUnit:
      return std::isnan(units) || units < 1
                 ? 0
                 : Held(std::trunc(units) * static_cast<double>(rule.points));
    case Rule::Kind::kPerEvent:
      return Held(static_cast<double>(Matches(facts, rule.counted).size()) *
                  static_cast<double>(rule.points));
    case Rule::Kind::kFadingOnce:
    case Rule::Kind::kFadingEach: {
      const std::vector<int64_t> worths = ir::WorthTable(rule.points, rule.halving_days);
      int64_t sum = 0;
      for (size_t i : Matches(facts, rule.counted)) {
        const auto age =
            static_cast<size_t>((facts.as_of - facts.record.events[i].time) / types::kMicrosPerDay);
        if (age < worths.size()) sum = std::clamp(sum + worths[age], -ir::kMaxGiven, ir::kMaxGiven);
        if (rule.kind == Rule::Kind::kFadingOnce) break;
      }
      return sum;
    }
  }
  __builtin_unreachable();
}

// The spans of all windows that the rules look through, in microseconds.
std::set<int64_t> WindowEdges(const check::Module& module) {
  std::set<int64_t> edges;
  const auto add = [&](int64_t seconds) {
    if (seconds > 0) edges.insert(seconds * types::kMicrosPerSecond);
  };
  const auto add_window = [&](const check::Window& w) { add(w.far_seconds), add(w.near_seconds); };
  for (const check::Expr& e : module.exprs) {
    if (const auto* n = std::get_if<check::EventCondition>(&e.node)) add_window(n->term.window);
    if (const auto* n = std::get_if<check::EventValue>(&e.node)) add_window(n->term.window);
    if (const auto* n = std::get_if<check::DateWindowCondition>(&e.node))
      add(n->far_seconds), add(n->near_seconds);
  }
  for (const Rule& r : module.rules) {
    if (r.counted.events.valid()) add_window(r.counted.window);
  }
  return edges;
}

// A window's span in whole days, held within what dates can be apart.
int32_t DaysOf(int64_t micros) {
  return static_cast<int32_t>(std::min<int64_t>(micros / types::kMicrosPerDay, 4'000'000));
}

// The first instants of many, each once. What is later than the last of as many as are wanted is
// not kept: windows times events may be more than fit into memory.
class Instants {
 public:
  Instants(int64_t after, size_t most) : after_(after), most_(most) {}
  // False where a later one need not be offered either.
  bool Add(int64_t at) {
    if (at <= after_) return true;
    if (kept_.size() >= most_ && at >= *kept_.rbegin()) return false;
    kept_.insert(at);
    if (kept_.size() > most_) kept_.erase(std::prev(kept_.end()));
    return true;
  }
  const std::set<int64_t>& kept() const { return kept_; }

 private:
  const int64_t after_;
  const size_t most_;
  std::set<int64_t> kept_;
};

// The instants after as-of at which any rule can change by itself: an event enters or leaves a
// window, grows a day older, a date or time crosses an edge, a local day begins.
std::set<int64_t> InstantsOf(const Facts& facts) {
  Instants instants(facts.as_of, facts.Tries(kMostInstants));
  const std::set<int64_t> edges = WindowEdges(facts.module);
  std::set<int64_t> done;  // many events at one instant are one
  const auto add_around = [&](int64_t at) {
    if (!done.insert(at).second) return;
    instants.Add(at);
    // Each way from the nearest after as-of on.
    for (auto edge = edges.upper_bound(facts.as_of - at); edge != edges.end(); ++edge) {
      if (!instants.Add(at + *edge)) break;
    }
    for (auto edge = edges.lower_bound(at - facts.as_of); edge != edges.begin();) {
      if (!instants.Add(at - *--edge)) break;
    }
    const int64_t age = facts.as_of - at;
    const int64_t day = types::kMicrosPerDay;
    instants.Add(at + (age >= 0 ? age / day + 1 : 1) * day);
  };
  for (const RecordEvent& event : facts.record.events) add_around(event.time);
  std::set<int32_t> dates;
  for (const Cell& cell : facts.record.fields) {
    if (const auto* time = std::get_if<Instant>(&cell)) add_around(time->micros);
    if (const auto* date = std::get_if<int32_t>(&cell)) dates.insert(*date);
  }
  const auto add_day = [&](int32_t at) {
    return at <= types::kMinDate || at >= types::kMaxDate ||
           instants.Add(facts.zone.StartOfDay(at));
  };
  const int32_t today = facts.zone.DateOf(facts.as_of);
  for (const int32_t date : dates) {
    add_day(date);
    for (auto edge = edges.lower_bound(int64_t{today - date} * types::kMicrosPerDay);
         edge != edges.end(); ++edge) {
      if (!add_day(date + DaysOf(*edge))) break;
    }
    for (auto edge = edges.upper_bound(int64_t{date - today + 1} * types::kMicrosPerDay);
         edge != edges.begin();) {
      const int32_t days = DaysOf(*--edge);
      if (!add_day(date - days) || !add_day(date - days + 1)) break;
    }
  }
  if (!dates.empty()) instants.Add(facts.zone.StartOfDay(today + 1));
  return instants.kept();
}

}  // namespace

void ExplainRules(const Facts& facts, const ExplainProbes& probes, Explanation* out) {
  for (size_t i = 0; i < facts.module.rules.size(); ++i) {
    const Rule& rule = facts.module.rules[i];
    Explanation::Rule r;
    r.label = rule.label;
    r.condition = facts.Text(rule.condition_span);
    if (rule.group.valid()) r.group = facts.module.groups[rule.group.value].name;
    r.line = facts.sources.file(rule.span.file).PositionOf(rule.span.begin).line;
    r.points = facts.base.ledger[i];
    bool may = true;
    if (const size_t output = probes.rule_condition[i].output; output != SIZE_MAX) {
      may = facts.base.outputs[output] != 0;
      r.unknown = !may && facts.base.outputs[output + 1] == 0;
    }
    const double units =
        probes.rule_units[i] == SIZE_MAX ? 0 : facts.base.outputs[probes.rule_units[i]];
    r.uncapped = may ? Uncapped(facts, rule, units) : 0;
    if (rule.condition.valid()) Evidence(facts, rule.condition, &r.evidence);
    if (rule.units.valid()) Evidence(facts, rule.units, &r.evidence);
    if (rule.counted.events.valid()) EventEvidence(facts, rule.counted, &r.evidence);
    out->rules.push_back(std::move(r));
  }
  for (size_t g = 0; g < facts.module.groups.size(); ++g) {
    out->groups.push_back({facts.module.groups[g].name, 0, facts.base.groups[g]});
  }
  for (size_t i = 0; i < facts.module.rules.size(); ++i) {
    const check::GroupId group = facts.module.rules[i].group;
    if (group.valid()) out->groups[group.value].sum += facts.base.ledger[i];
  }
}

void ExplainForecast(const Facts& facts, Explanation* out) {
  size_t open = out->rules.size();
  for (int64_t at : InstantsOf(facts)) {
    if (open == 0) break;
    const RecordResult then = facts.plain.Run(facts.record, at);
    for (size_t i = 0; i < out->rules.size(); ++i) {
      Explanation::Rule& r = out->rules[i];
      const int64_t now = facts.base.ledger[i], later = then.ledger[i];
      if (!r.next_change.empty() || now == later) continue;
      r.next_change = types::FormatInstant(at, facts.zone);
      const std::string value = FormatPoints(later);
      r.next_note = later == 0                        ? "ends"
                    : now == 0                        ? "begins: " + value
                    : std::abs(later) < std::abs(now) ? "falls to " + value
                                                      : "becomes " + value;
      --open;
    }
  }
}

}  // namespace ripe::api
