// See lint_shape.h. A meaning is interned from a key: a letter for the kind and the meanings of the
// parts, those of `and` and `or` sorted. Conditions on one value are keyed by what they leave of it
// (lint_value.h), which makes their spellings equal.
#include "compiler/check/lint_shape.h"

#include <algorithm>
#include <cstring>

#include "compiler/source/unicode.h"

namespace ripe::check {
namespace {

template <class T>
void Put(std::string* key, T value) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  key->append(bytes, sizeof(T));
}
void PutText(std::string* key, const std::string& text) {
  Put(key, static_cast<uint32_t>(text.size()));
  *key += text;
}
void PutLiteral(std::string* key, const Literal& literal) {
  Put(key, static_cast<uint8_t>(literal.index()));
  if (const double* number = std::get_if<double>(&literal)) Put(key, *number == 0 ? 0.0 : *number);
  if (const std::string* text = std::get_if<std::string>(&literal))
    PutText(key, source::Fold(*text));
  if (const bool* yes = std::get_if<bool>(&literal)) Put(key, *yes);
  if (const int32_t* days = std::get_if<int32_t>(&literal)) Put(key, *days);
}

}  // namespace

Shape::Shape(const Module& module)
    : module_(module),
      meanings_(module.exprs.size(), kNone),
      has_stage_(module.exprs.size(), false),
      class_meanings_(module.classes.size(), kNone),
      types_meanings_(module.classes.size(), kNone) {
  // The `where` of events first: they are about properties alone, so nothing else needs to be
  // settled before them.
  for (uint32_t i = 0; i < module.classes.size(); ++i) {
    for (const ClassMember& member : module.classes[i].members) Visit(member.where);
    SettleClass(ClassId{i});
  }
  for (const Rule& rule : module.rules) {
    Visit(rule.condition);
    Visit(rule.units);
  }
  for (const StageRule& rule : module.stage_rules) Visit(rule.condition);
  for (const Checklist& list : module.checklists) {
    for (const Checklist::Item& item : list.items) Visit(item.condition);
  }
  for (const Module::Define& define : module.defines) Visit(define.value);
}

// Children before parents, with a stack of its own: a chain of defines may be deeper than the
// thread's stack.
void Shape::Visit(ExprId root) {
  struct Step {
    ExprId id;
    bool children_done;
  };
  std::vector<Step> stack;
  if (root.valid()) stack.push_back({root, false});
  while (!stack.empty()) {
    const Step step = stack.back();
    stack.pop_back();
    if (meanings_[step.id.value] != kNone) continue;
    if (step.children_done) {
      Settle(step.id);
      continue;
    }
    stack.push_back({step.id, true});
    for (const ExprId child : ChildrenOf(module_.expr(step.id))) {
      if (meanings_[child.value] == kNone) stack.push_back({child, false});
    }
  }
}

void Shape::Settle(ExprId id) {
  const Expr& expr = module_.expr(id);
  bool stage = std::holds_alternative<StageCondition>(expr.node);
  for (const ExprId child : ChildrenOf(expr)) stage = stage || has_stage_[child.value];
  has_stage_[id.value] = stage;
  order_.push_back(id);
  // `not not x` and an `and` of equal parts are their part.
  if (const auto* outer = std::get_if<NotCondition>(&expr.node)) {
    if (const auto* inner = std::get_if<NotCondition>(&module_.expr(outer->operand).node)) {
      meanings_[id.value] = meanings_[inner->operand.value];
      return;
    }
  }
  if (const auto* logic = std::get_if<LogicCondition>(&expr.node);
      logic != nullptr && !logic->operands.empty()) {
    const uint32_t first = meanings_[logic->operands[0].value];
    if (std::all_of(logic->operands.begin(), logic->operands.end(),
                    [&](ExprId part) { return meanings_[part.value] == first; })) {
      meanings_[id.value] = first;
      return;
    }
  }
  meanings_[id.value] = Intern(KeyOf(id));
}

void Shape::SettleClass(ClassId id) {
  const EventClass& events = module_.cls(id);
  std::vector<std::pair<uint32_t, uint32_t>> members;
  for (const ClassMember& member : events.members) {
    members.emplace_back(member.type.value, Meaning(member.where));
  }
  std::sort(members.begin(), members.end());
  std::string key = events.any_type ? "c*" : "c", types = key;
  for (const auto& [type, where] : members) {
    Put(&key, type);
    Put(&key, where);
    Put(&types, type);
    Put(&types, kNone);
  }
  class_meanings_[id.value] = Intern(std::move(key));
  types_meanings_[id.value] = Intern(std::move(types));
}

uint32_t Shape::TermMeaning(const EventTerm& term) {
  std::string key = "w";
  Put(&key, class_meanings_[term.events.value]);
  Put(&key, static_cast<uint8_t>(term.window.kind));
  Put(&key, term.window.far_seconds);
  Put(&key, term.window.near_seconds);
  Put(&key, term.window.after.valid() ? class_meanings_[term.window.after.value] : kNone);
  return Intern(std::move(key));
}

uint32_t Shape::Intern(std::string key) {
  return numbers_.emplace(std::move(key), static_cast<uint32_t>(numbers_.size())).first->second;
}

uint32_t Shape::MeaningOf(const ValueList::Part& part) {
  const auto [known, is_new] = lists_.try_emplace(part.get(), 0);
  if (is_new) {
    std::string key = "l";
    for (const Literal& literal : *part) PutLiteral(&key, literal);
    known->second = Intern(std::move(key));
  }
  return known->second;
}

// A set of values: neither their order counts nor how often one comes; of long lists just which
// lists they are.
void Shape::PutValues(std::string* key, const ValueList& list) {
  std::vector<std::string> keys;
  if (list.size() <= kMostCompared) {
    list.Each([&](const Literal& literal) { PutLiteral(&keys.emplace_back(), literal); });
  } else {
    for (const ValueList::Part& part : list.parts()) Put(&keys.emplace_back("l"), MeaningOf(part));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  for (const std::string& one : keys) PutText(key, one);
}

std::string Shape::KeyOfTest(const ValueTest& test) {
  std::string key = "t";
  Put(&key, Meaning(test.subject));
  Put(&key, static_cast<uint8_t>(test.kind));
  for (const Interval& span : test.spans) {
    Put(&key, span.low);
    Put(&key, span.high);
    Put(&key, span.low_open);
    Put(&key, span.high_open);
  }
  for (const std::string& value : test.values) PutText(&key, value);
  return key;
}

std::string Shape::KeyOf(ExprId id) {
  const Expr& expr = module_.expr(id);
  if (const auto test = TestOf(module_, id)) return KeyOfTest(*test);
  if (!expr.is_condition) return KeyOfValue(expr);
  std::string key = "b";
  Put(&key, static_cast<uint8_t>(expr.node.index()));
  if (const auto* logic = std::get_if<LogicCondition>(&expr.node)) {
    Put(&key, logic->is_and);
    std::vector<uint32_t> parts;
    for (const ExprId part : logic->operands) parts.push_back(Meaning(part));
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    for (const uint32_t part : parts) Put(&key, part);
    return key;
  }
  for (const ExprId child : ChildrenOf(expr)) Put(&key, Meaning(child));
  if (const auto* n = std::get_if<Constant>(&expr.node)) Put(&key, n->value);
  if (const auto* n = std::get_if<CompareCondition>(&expr.node))
    Put(&key, static_cast<uint8_t>(n->op));
  if (const auto* n = std::get_if<MemberCondition>(&expr.node)) PutValues(&key, n->list);
  if (const auto* n = std::get_if<TextCondition>(&expr.node)) {
    Put(&key, n->op.value);
    Put(&key, n->all && n->needles.size() > 1);
    PutValues(&key, n->needles);
  }
  if (const auto* n = std::get_if<TagsCondition>(&expr.node)) {
    Put(&key, n->all && n->needles.size() > 1);
    PutValues(&key, n->needles);
  }
  if (const auto* n = std::get_if<MatchesCondition>(&expr.node)) PutText(&key, n->pattern);
  if (const auto* n = std::get_if<EventCondition>(&expr.node)) {
    Put(&key, static_cast<uint8_t>(n->quantifier));
    Put(&key, n->count);
    Put(&key, TermMeaning(n->term));
  }
  if (const auto* n = std::get_if<DateWindowCondition>(&expr.node)) {
    Put(&key, n->next);
    Put(&key, n->far_seconds);
    Put(&key, n->near_seconds);
  }
  if (const auto* n = std::get_if<StageCondition>(&expr.node)) Put(&key, n->rung);
  return key;
}

std::string Shape::KeyOfValue(const Expr& expr) {
  std::string key = "v";
  Put(&key, static_cast<uint8_t>(expr.node.index()));
  for (const ExprId child : ChildrenOf(expr)) Put(&key, Meaning(child));
  if (const auto* n = std::get_if<LiteralValue>(&expr.node)) PutLiteral(&key, n->value);
  if (const auto* n = std::get_if<FieldValue>(&expr.node)) Put(&key, n->field.value);
  if (const auto* n = std::get_if<PropertyValue>(&expr.node)) Put(&key, n->property.value);
  if (const auto* n = std::get_if<GroupValue>(&expr.node)) Put(&key, n->group.value);
  if (const auto* n = std::get_if<ChecklistValue>(&expr.node)) Put(&key, n->checklist.value);
  if (const auto* n = std::get_if<ArithValue>(&expr.node)) Put(&key, static_cast<uint8_t>(n->op));
  if (const auto* n = std::get_if<DaysValue>(&expr.node)) Put(&key, n->sign);
  if (const auto* n = std::get_if<EventValue>(&expr.node)) {
    Put(&key, static_cast<uint8_t>(n->aggregate));
    Put(&key, TermMeaning(n->term));
    Put(&key, n->property.value);
  }
  return key;
}

}  // namespace ripe::check
