// What would lift the lead: the record is changed in one way at a time (one more event, one field
// with another value) and scored again by the same program. What is said to lift it therefore does.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <unordered_set>

#include "runtime/api/explain_facts.h"

namespace ripe::api {
namespace {

using check::CompareOp;
using check::ExprId;
using types::ValueType;

constexpr size_t kMostTried = 3'000;
constexpr size_t kMostShown = 8;
constexpr size_t kMostSteps = 5;

// What a text must hold for one (or all) of the needles to be in it: of many the first ones, which
// will not do, but nobody would write them all.
std::vector<std::string> WishedTexts(const check::ValueList& needles, bool all) {
  constexpr size_t kMostWished = 100;
  std::vector<std::string> out;
  for (const check::ValueList::Part& part : needles.parts()) {
    for (const check::Literal& needle : *part) {
      if (out.size() == (all ? kMostWished : 1)) return out;
      out.push_back(std::get<std::string>(needle));
    }
  }
  return out;
}

struct Change {
  std::string text;  // "1 more webinar_attended"
  std::function<void(Record*)> apply;
  std::string subject;  // what there is more of; empty: no other change is of the same kind
};

class Changes {
 public:
  explicit Changes(const Facts& facts)
      : facts_(facts), module_(facts.module), most_(facts.Tries(kMostTried)) {}

  std::vector<Change> All() {
    for (const check::Rule& r : module_.rules) {
      if (r.condition.valid()) Wish(r.condition, true, 0);
      if (r.counted.events.valid()) {
        for (int64_t more : {1, 2, 3, 5, 10, 20, 50}) MoreEvents(r.counted, more);
      }
      if (r.units.valid()) MoreUnits(r);
    }
    for (const check::StageRule& r : module_.stage_rules) {
      if (!r.is_exit) Wish(r.condition, true, 0);
    }
    for (const check::Requirement& r : module_.requirements) {
      for (const auto& alternatives : r.needs) {
        for (check::FieldId f : alternatives) FillIn(f);
      }
    }
    return std::move(changes_);
  }

 private:
  void Add(std::string text, std::function<void(Record*)> apply, std::string subject = {}) {
    if (changes_.size() >= most_ || !texts_.insert(text).second) return;
    changes_.push_back({std::move(text), std::move(apply), std::move(subject)});
  }

  void Set(check::FieldId field, Cell value, std::string subject = {}) {
    const std::string& name = module_.fields[field.value].name;
    if (facts_.record.fields[field.value] == value) return;
    std::string text = fmt::format("{} = {}", name, CellText(value, facts_.zone));
    Add(
        std::move(text), [field, value](Record* r) { r->fields[field.value] = value; },
        std::move(subject));
  }

  void FillIn(check::FieldId field) {
    if (!std::holds_alternative<std::monostate>(facts_.record.fields[field.value])) return;
    Cell value;
    switch (module_.fields[field.value].type) {
      case ValueType::kText:
        value = std::string("x");
        break;
      case ValueType::kNumber:
        value = 1.0;
        break;
      case ValueType::kYesNo:
        value = true;
        break;
      case ValueType::kDate:
        value = facts_.zone.DateOf(facts_.as_of);
        break;
      case ValueType::kTime:
        value = Instant{facts_.as_of};
        break;
      case ValueType::kTags:
        value = std::vector<std::string>{"x"};
        break;
    }
    Add(module_.fields[field.value].name + " is filled in",
        [field, value](Record* r) { r->fields[field.value] = value; });
  }

  // Changes that may make `id` true (or, unwanted, false). Each alone; it need not succeed, the
  // engine decides.
  void Wish(ExprId id, bool wanted, size_t depth) {
    if (depth > 60 || !visited_.insert((uint64_t{id.value} << 1) | (wanted ? 1 : 0)).second) return;
    const auto& node = module_.expr(id).node;
    if (const auto* n = std::get_if<check::NotCondition>(&node))
      Wish(n->operand, !wanted, depth + 1);
    if (const auto* n = std::get_if<check::LogicCondition>(&node)) {
      for (ExprId operand : n->operands) Wish(operand, wanted, depth + 1);
    }
    if (const auto* n = std::get_if<check::IsYes>(&node)) {
      if (const auto f = FieldOf(n->value)) Set(*f, wanted);
    }
    if (const auto* n = std::get_if<check::KnownCondition>(&node); n != nullptr && wanted) {
      if (const auto f = FieldOf(n->value)) FillIn(*f);
    }
    if (const auto* n = std::get_if<check::EventCondition>(&node)) WishEvents(*n, wanted);
    if (const auto* n = std::get_if<check::CompareCondition>(&node)) WishCompare(*n, wanted, depth);
    if (const auto* n = std::get_if<check::RangeCondition>(&node); n != nullptr && wanted) {
      const auto f = FieldOf(n->value);
      if (const auto* low = LiteralOf(n->low); f && low != nullptr)
        Set(*f, LiteralCell(*low, module_.fields[f->value].type, facts_.zone));
    }
    if (const auto* n = std::get_if<check::MemberCondition>(&node);
        n != nullptr && wanted && !n->list.empty()) {
      if (const auto f = FieldOf(n->value))
        Set(*f, LiteralCell(n->list.front(), module_.fields[f->value].type, facts_.zone));
    }
    if (const auto* n = std::get_if<check::TextCondition>(&node);
        n != nullptr && wanted && !n->needles.empty()) {
      if (const auto f = FieldOf(n->value))
        Set(*f, fmt::format("{}", fmt::join(WishedTexts(n->needles, n->all), " ")));
    }
    if (const auto* n = std::get_if<check::TagsCondition>(&node);
        n != nullptr && wanted && !n->needles.empty()) {
      if (const auto f = FieldOf(n->value)) Set(*f, WishedTexts(n->needles, n->all));
    }
    if (const auto* n = std::get_if<check::ChecklistValue>(&node)) {
      for (const auto& item : module_.checklists[n->checklist.value].items)
        Wish(item.condition, true, depth + 1);
    }
  }

  void WishEvents(const check::EventCondition& n, bool wanted) {
    if ((n.quantifier == check::EventQuantifier::kAtLeast) != wanted)
      return;  // events cannot be taken back
    const int64_t target = wanted ? n.count : n.count + 1;
    const auto have = static_cast<int64_t>(Matches(facts_, n.term).size());
    if (target > have) MoreEvents(n.term, target - have);
  }

  void WishCompare(const check::CompareCondition& n, bool wanted, size_t depth) {
    if (std::holds_alternative<check::ChecklistValue>(module_.expr(n.left).node))
      Wish(n.left, true, depth + 1);
    const auto* right = LiteralOf(n.right);
    if (right == nullptr) return;
    const auto* number = std::get_if<double>(right);
    if (const auto* events = std::get_if<check::EventValue>(&module_.expr(n.left).node)) {
      if (number != nullptr && events->aggregate == ops::Aggregate::kCount && wanted &&
          *number < 1e6) {
        const auto have = static_cast<double>(Matches(facts_, events->term).size());
        const double least = n.op == CompareOp::kGt ? std::floor(*number) + 1 : std::ceil(*number);
        const double more = least - have;
        if (more >= 1) MoreEvents(events->term, static_cast<int64_t>(more));
      } else if (events->aggregate == ops::Aggregate::kNewest) {
        MoreEvents(events->term, 1);
      }
      return;
    }
    const auto f = FieldOf(n.left);
    if (!f) return;
    if (number == nullptr) {
      if ((n.op == CompareOp::kEq) == wanted)
        Set(*f, LiteralCell(*right, module_.fields[f->value].type, facts_.zone));
      return;
    }
    if (n.op == CompareOp::kEq || n.op == CompareOp::kNe) {
      Set(*f, (n.op == CompareOp::kEq) == wanted ? *number : *number + 1);
      return;
    }
    const bool up = n.op == CompareOp::kGt || n.op == CompareOp::kGe;
    const bool strict = n.op == CompareOp::kGt || n.op == CompareOp::kLt;
    const double step = strict == wanted ? 1 : 0;
    Set(*f, up == wanted ? *number + step : *number - step);
  }

  void MoreUnits(const check::Rule& rule) {
    const auto f = FieldOf(rule.units);
    if (!f) return;
    const auto* now = std::get_if<double>(&facts_.record.fields[f->value]);
    const double base = now == nullptr ? 0 : std::max(0.0, std::trunc(*now));
    std::set<double> values;
    for (double more : {1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0}) values.insert(base + more);
    // As many as bring all that the rule can give.
    if (rule.up_to && rule.points > 0) {
      const int64_t all = (*rule.up_to + rule.points - 1) / rule.points;
      if (static_cast<double>(all) > base) values.insert(static_cast<double>(all));
    }
    for (const double value : values) Set(*f, value, module_.fields[f->value].name);
  }

  // Events of the class's first member, now, with properties that meet its `where`.
  void MoreEvents(const check::EventTerm& term, int64_t count) {
    const check::EventClass& c = module_.cls(term.events);
    if (c.members.empty() || count < 1 || count > 1'000) return;
    const check::ClassMember& member = c.members[0];
    RecordEvent event;
    event.type = module_.event_types[member.type.value].name;
    event.properties.resize(module_.properties.size());
    std::string where;
    if (member.where.valid()) {
      where = " where " + facts_.ShortText(module_.expr(member.where).span);
      Satisfy(member.where, &event, 0);
    }
    int64_t at = facts_.as_of;
    if (term.window.kind == check::Window::Kind::kBetween)
      return;  // its span is past: no new event can enter it today
    event.time = at;
    Add(
        fmt::format("{} more {}{}", count, event.type, where),
        [event, count](Record* r) {
          r->events.insert(r->events.end(), static_cast<size_t>(count), event);
        },
        fmt::format("more {}{}", event.type, where));
  }

  void Satisfy(ExprId id, RecordEvent* event, size_t depth) {
    if (depth > 60) return;
    const auto& node = module_.expr(id).node;
    const auto set = [&](ExprId value, Cell cell) {
      if (const auto* p = std::get_if<check::PropertyValue>(&module_.expr(value).node))
        event->properties[p->property.value] = std::move(cell);
    };
    const auto literal = [&](ExprId value, const check::Literal& l) {
      const auto* p = std::get_if<check::PropertyValue>(&module_.expr(value).node);
      return p == nullptr ? Cell()
                          : LiteralCell(l, module_.properties[p->property.value].type, facts_.zone);
    };
    if (const auto* n = std::get_if<check::LogicCondition>(&node)) {
      for (ExprId operand : n->operands) Satisfy(operand, event, depth + 1);
    } else if (const auto* n = std::get_if<check::TextCondition>(&node)) {
      set(n->value, fmt::format("{}", fmt::join(WishedTexts(n->needles, n->all), " ")));
    } else if (const auto* n = std::get_if<check::MemberCondition>(&node)) {
      if (!n->list.empty()) set(n->value, literal(n->value, n->list.front()));
    } else if (const auto* n = std::get_if<check::IsYes>(&node)) {
      set(n->value, true);
    } else if (const auto* n = std::get_if<check::RangeCondition>(&node)) {
      if (const auto* low = LiteralOf(n->low)) set(n->value, literal(n->value, *low));
    } else if (const auto* n = std::get_if<check::CompareCondition>(&node)) {
      const auto* right = LiteralOf(n->right);
      if (right == nullptr) return;
      if (const auto* number = std::get_if<double>(right)) {
        const double step = n->op == CompareOp::kGt                              ? 1
                            : n->op == CompareOp::kLt || n->op == CompareOp::kNe ? -1
                                                                                 : 0;
        set(n->left, *number + step);
      } else {
        set(n->left, literal(n->left, *right));
      }
    }
  }

  std::optional<check::FieldId> FieldOf(ExprId value) const {
    if (const auto* f = std::get_if<check::FieldValue>(&module_.expr(value).node)) return f->field;
    return std::nullopt;
  }
  const check::Literal* LiteralOf(ExprId value) const {
    const auto* l = std::get_if<check::LiteralValue>(&module_.expr(value).node);
    return l == nullptr ? nullptr : &l->value;
  }

  const Facts& facts_;
  const check::Module& module_;
  const size_t most_;
  std::vector<Change> changes_;
  std::unordered_set<std::string> texts_;
  std::unordered_set<uint64_t> visited_;
};

struct Tried {
  const Change* change;
  int64_t gain;
};

// Of "5 more" and "10 more", which bring the same, only the least is worth saying.
class Subjects {
 public:
  bool Said(const Change& change) {
    return !change.subject.empty() && !said_.insert(change.subject).second;
  }

 private:
  std::unordered_set<std::string> said_;
};

}  // namespace

void ExplainLifts(const Facts& facts, Explanation* out) {
  if (out->next_stage.empty()) return;
  const ir::Plan& plan = facts.program.plan();
  uint32_t target = 0;
  while (plan.stages[target] != out->next_stage) ++target;
  std::vector<Tried> steps;
  Subjects lifting, stepping;
  const auto judge = [&](const Change& change, const RecordResult& then) {
    const int64_t gain = then.score - facts.base.score;
    if (then.stage >= target && then.stage < plan.ladder_size) {
      if (out->lifts.size() < kMostShown && !lifting.Said(change)) {
        out->lifts.push_back(fmt::format("{}: score {}, {}", change.text, FormatPoints(then.score),
                                         plan.stages[then.stage]));
      }
    } else if (gain > 0) {
      steps.push_back({&change, gain});
    }
  };
  // Some at once: rows of one table cost little more than one.
  constexpr size_t kAtOnce = 64;
  const std::vector<Change> changes = Changes(facts).All();
  for (size_t begin = 0; begin < changes.size(); begin += kAtOnce) {
    std::vector<Record> changed(std::min(kAtOnce, changes.size() - begin), facts.record);
    for (size_t k = 0; k < changed.size(); ++k) changes[begin + k].apply(&changed[k]);
    facts.plain.RunAll(changed, facts.as_of, [&](size_t row, const RecordResult& then) {
      judge(changes[begin + row], then);
    });
  }
  if (!out->lifts.empty()) return;
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Tried& a, const Tried& b) { return a.gain > b.gain; });
  for (const Tried& step : steps) {
    if (out->steps.size() == kMostSteps) break;
    if (stepping.Said(*step.change)) continue;
    out->steps.push_back(fmt::format("{}: +{}", step.change->text, FormatPoints(step.gain)));
  }
}

}  // namespace ripe::api
