#include "compiler/check/infer_walk.h"

#include <algorithm>

namespace ripe::check {
namespace {

constexpr uint8_t kDays = Bit(ValueType::kDate) | Bit(ValueType::kTime);

// The types that fit a value of this one: a date in the rules compares with instants too.
uint8_t FittingMask(const Shape& s) { return s.date_literal ? kDays : Bit(s.type); }

}  // namespace

Shape InferWalk::Typed(ValueType type) const {
  Shape s;
  s.kind = Shape::Kind::kTyped;
  s.type = type;
  return s;
}

uint32_t InferWalk::Open(const syntax::Name& name, bool property) {
  const auto [it, fresh] =
      c_.open_index.emplace(OpenKey(name, property), static_cast<uint32_t>(c_.opens.size()));
  if (fresh) {
    OpenName open;
    open.name = name;
    open.property = property;
    open.column = FindColumn(c_, name.text, name.quoted, property);
    if (open.column >= 0) {
      const Schema& schema = *c_.options->schema;
      const auto& column =
          (property ? schema.event_columns : schema.leads)[static_cast<size_t>(open.column)];
      if (column.type) {
        open.type = *column.type;
        open.typed_by_data = true;
      }
    }
    c_.opens.push_back(std::move(open));
  }
  return it->second;
}

Shape InferWalk::PropertyShape(const Scope& scope, const syntax::Name& name) {
  for (uint32_t event : scope.events) {
    auto it = c_.events[event].properties.find(name.text);
    if (it != c_.events[event].properties.end()) return Typed(it->second.type);
  }
  if (FindSymbol(c_, name) != nullptr) return NameShape(name);
  if (c_.StrictIn(unit_)) return {};
  Shape s;
  s.kind = Shape::Kind::kOpen;
  s.open = Open(name, true);
  return s;
}

Shape InferWalk::NameShape(const syntax::Name& name) {
  const Symbol* symbol = FindSymbol(c_, name);
  if (symbol == nullptr) {
    if (c_.StrictIn(unit_)) return {};
    // `response_30d` of a declared event or set needs no decision.
    Shape s;
    s.kind = Shape::Kind::kOpen;
    s.open = Open(name, false);
    return s;
  }
  switch (symbol->kind) {
    case SymbolKind::kField:
      return Typed(c_.fields[symbol->index].field.type);
    case SymbolKind::kEvent: {
      Shape s;
      s.kind = Shape::Kind::kEvents;
      s.events = {symbol->index};
      return s;
    }
    case SymbolKind::kDefine:
      return c_.nodes[c_.defines[symbol->index].node].shape;
    case SymbolKind::kChecklist:
    case SymbolKind::kGroup:
    case SymbolKind::kScore:
      return Typed(ValueType::kNumber);
    case SymbolKind::kList:
    case SymbolKind::kStage:
    case SymbolKind::kExit:
      return {};
  }
  return {};
}

void InferWalk::Need(const Shape& shape, uint8_t mask, uint8_t prefer, Span span) {
  if (shape.kind != Shape::Kind::kOpen) return;
  OpenName& open = c_.opens[shape.open];
  if (!open.column_use) open.column_use = span;
  if (mask != 0xFF && !open.typed_by_data) open.uses.push_back({mask, prefer, span});
}

void InferWalk::Relate(const Shape& a, const Shape& b, Span a_span, Span b_span, bool ordered) {
  constexpr uint8_t kOrdered = Bit(ValueType::kNumber) | kDays;
  const bool a_open = a.kind == Shape::Kind::kOpen, b_open = b.kind == Shape::Kind::kOpen;
  const auto fixed = [&](const Shape& s) {
    if (s.kind == Shape::Kind::kOpen && c_.opens[s.open].typed_by_data)
      return Typed(c_.opens[s.open].type);
    return s;
  };
  const Shape fa = fixed(a), fb = fixed(b);
  if (a_open) Need(a, 0xFF, 0, a_span);
  if (b_open) Need(b, 0xFF, 0, b_span);
  if (fa.kind == Shape::Kind::kTyped) {
    Need(b, FittingMask(fa), Bit(fa.type), b_span);
  } else if (fb.kind == Shape::Kind::kTyped) {
    Need(a, FittingMask(fb), Bit(fb.type), a_span);
  } else if (a_open && b_open) {
    if (ordered) Need(a, kOrdered, Bit(ValueType::kNumber), a_span);
    uint32_t x = a.open, y = b.open;
    while (c_.opens[x].parent != UINT32_MAX) x = c_.opens[x].parent;
    while (c_.opens[y].parent != UINT32_MAX) y = c_.opens[y].parent;
    if (x != y) c_.opens[y].parent = x;
  }
}

Shape InferWalk::Value(syntax::ExprId id) {
  const syntax::Expr& e = At(id);
  if (const auto* name = std::get_if<syntax::NameExpr>(&e.node)) {
    return where_ != nullptr ? PropertyShape(*where_, name->name) : NameShape(name->name);
  }
  if (std::holds_alternative<syntax::NumberExpr>(e.node)) return Typed(ValueType::kNumber);
  if (std::holds_alternative<syntax::TextExpr>(e.node)) return Typed(ValueType::kText);
  if (std::holds_alternative<syntax::YesNoExpr>(e.node)) return Typed(ValueType::kYesNo);
  if (std::holds_alternative<syntax::DateExpr>(e.node)) {
    Shape s = Typed(ValueType::kDate);
    s.date_literal = true;
    return s;
  }
  if (const auto* arith = std::get_if<syntax::ArithExpr>(&e.node)) {
    NeedType(Value(arith->first), ValueType::kNumber, At(arith->first).span);
    for (const auto& [op, operand] : arith->rest)
      NeedType(Value(operand), ValueType::kNumber, At(operand).span);
    return Typed(ValueType::kNumber);
  }
  if (const auto* builtin = std::get_if<syntax::BuiltinExpr>(&e.node)) {
    Builtin(*builtin, e.span);
    return Typed(ValueType::kNumber);
  }
  Condition(id);
  return {};
}

void InferWalk::Bare(const syntax::Name& name) {
  if (where_ != nullptr) {
    NeedType(PropertyShape(*where_, name), ValueType::kYesNo, name.span);
    return;
  }
  const Shape s = NameShape(name);
  if (s.kind != Shape::Kind::kOpen) return;
  OpenName& open = c_.opens[s.open];
  if (!open.bare_use) open.bare_use = name.span;
  deferred_.push_back({s.open, Bit(ValueType::kYesNo), Bit(ValueType::kYesNo), name.span});
}

void InferWalk::Compare(const syntax::CompareExpr& e) {
  const Shape left = Value(e.left);
  const bool equality = e.op == syntax::CompareOp::kEq || e.op == syntax::CompareOp::kNe;
  const auto* right_name = std::get_if<syntax::NameExpr>(&At(e.right).node);
  Shape right = Value(e.right);
  // `industry = Software`: a name that is used like this only is text without its quotes.
  if (equality && right_name != nullptr && right.kind == Shape::Kind::kOpen) {
    const bool text = left.kind == Shape::Kind::kOpen ||
                      (left.kind == Shape::Kind::kTyped && left.type == ValueType::kText);
    if (text) {
      OpenName& open = c_.opens[right.open];
      const std::optional<Span> column_use = open.column_use;
      if (!open.quote_use) open.quote_use = right_name->name.span;
      Relate(left, right, At(e.left).span, At(e.right).span, false);
      c_.opens[right.open].column_use = column_use;
      return;
    }
  }
  Relate(left, right, At(e.left).span, At(e.right).span, !equality);
}

void InferWalk::Argument(const Shape& value, const syntax::ListArgument& argument) {
  for (syntax::ExprId id : argument.items) {
    const syntax::Expr& item = At(id);
    if (std::holds_alternative<syntax::NameExpr>(item.node) &&
        FindSymbol(c_, std::get<syntax::NameExpr>(item.node).name) == nullptr)
      continue;
    Relate(value, Value(id), argument.span, item.span, false);
  }
  if (!argument.name) return;
  const Symbol* symbol = FindSymbol(c_, *argument.name);
  if (symbol == nullptr) {
    Need(value, 0xFF, 0, argument.span);
  } else if (symbol->kind == SymbolKind::kList) {
    const ListDecl& list = c_.lists[symbol->index];
    Shape shape = list.type ? Typed(*list.type) : Shape{};
    shape.date_literal = list.type == ValueType::kDate;
    Relate(value, shape, argument.name->span, argument.span, false);
  } else {
    Relate(value, NameShape(*argument.name), argument.name->span, argument.span, false);
  }
}

void InferWalk::Condition(syntax::ExprId id) {
  const syntax::Expr& e = At(id);
  if (const auto* name = std::get_if<syntax::NameExpr>(&e.node)) {
    Bare(name->name);
  } else if (const auto* negation = std::get_if<syntax::NotExpr>(&e.node)) {
    Condition(negation->operand);
  } else if (const auto* logic = std::get_if<syntax::LogicExpr>(&e.node)) {
    for (syntax::ExprId operand : logic->operands) Condition(operand);
  } else if (const auto* compare = std::get_if<syntax::CompareExpr>(&e.node)) {
    Compare(*compare);
  } else if (const auto* range = std::get_if<syntax::RangeExpr>(&e.node)) {
    const Shape value = Value(range->value);
    const Span span = At(range->value).span;
    Relate(value, Value(range->low), span, At(range->low).span, true);
    Relate(value, Value(range->high), span, At(range->high).span, true);
  } else if (const auto* member = std::get_if<syntax::MemberOfExpr>(&e.node)) {
    const Shape value = Value(member->value);
    Need(value, 0xFF, 0, At(member->value).span);
    Argument(value, member->list);
  } else if (const auto* text = std::get_if<syntax::TextTestExpr>(&e.node)) {
    NeedType(Value(text->value), ValueType::kText, At(text->value).span);
  } else if (const auto* matches = std::get_if<syntax::MatchesExpr>(&e.node)) {
    NeedType(Value(matches->value), ValueType::kText, At(matches->value).span);
  } else if (const auto* known = std::get_if<syntax::KnownExpr>(&e.node)) {
    Need(Value(known->value), 0xFF, 0, At(known->value).span);
  } else if (const auto* event = std::get_if<syntax::EventExpr>(&e.node)) {
    Term(event->term, event->quantifier != syntax::EventQuantifier::kExists, e.span);
  } else if (const auto* set = std::get_if<syntax::EventSetExpr>(&e.node)) {
    Ref(set->ref);
  } else if (!std::holds_alternative<syntax::MemberExpr>(e.node)) {
    Value(id);
  }
}

void InferWalk::EventUse(const syntax::Name& name) {
  const Shape s = NameShape(name);
  if (s.kind != Shape::Kind::kOpen) return;
  OpenName& open = c_.opens[s.open];
  if (!open.event_use) open.event_use = name.span;
}

// The events of a reference, as far as they are declared.
Shape InferWalk::Ref(const syntax::EventRef& ref) {
  Shape out;
  out.kind = Shape::Kind::kEvents;
  const Scope* outer = where_;
  const auto add = [&](const syntax::Name& name) {
    const Shape s = NameShape(name);
    std::vector<uint32_t> events =
        s.kind == Shape::Kind::kEvents ? s.events : std::vector<uint32_t>{};
    for (uint32_t e : events) {
      if (std::find(out.events.begin(), out.events.end(), e) == out.events.end() &&
          out.events.size() < 64)
        out.events.push_back(e);
    }
    return events;
  };
  switch (ref.kind) {
    case syntax::EventRef::Kind::kName:
      EventUse(ref.name);
      add(ref.name);
      break;
    case syntax::EventRef::Kind::kAnyType:
      break;
    case syntax::EventRef::Kind::kSet:
      for (const syntax::EventMember& m : ref.members) {
        EventUse(m.name);
        const Scope scope{add(m.name)};
        if (!m.where.valid()) continue;
        where_ = &scope;
        Condition(m.where);
        where_ = outer;
      }
      break;
  }
  return out;
}

// A column's instant or, `or_event`, an event: then it is decided when all else is known.
void InferWalk::InstantUse(const syntax::Name& name, bool or_event, Span span) {
  const Shape s = NameShape(name);
  if (s.kind != Shape::Kind::kOpen) return;
  if (!or_event) return Need(s, kDays, Bit(ValueType::kTime), span);
  OpenName& open = c_.opens[s.open];
  if (!open.bare_use) open.bare_use = span;
  deferred_.push_back({s.open, kDays, Bit(ValueType::kTime), span});
}

void InferWalk::Term(const syntax::EventTerm& term, bool event_only, Span span) {
  using Kind = syntax::Window::Kind;
  const bool window_only = !term.where.valid() && term.ref.kind == syntax::EventRef::Kind::kName;
  const Kind window = term.window.kind;
  if (!event_only && window_only &&
      (window == Kind::kLast || window == Kind::kBetween || window == Kind::kNext)) {
    // `X in 30d`: a column's instant, or an event; `in next` only the former.
    return InstantUse(term.ref.name, window != Kind::kNext, span);
  }
  const Shape events = Ref(term.ref);
  if (term.where.valid()) {
    const Scope* outer = where_;
    const Scope scope{events.events};
    where_ = &scope;
    Condition(term.where);
    where_ = outer;
  }
  if (term.window.after) Ref(*term.window.after);
}

void InferWalk::Builtin(const syntax::BuiltinExpr& e, Span span) {
  const ops::Builtin& builtin = ops::BuiltinOf(e.builtin);
  const bool bare = e.term.ref.kind == syntax::EventRef::Kind::kName && !e.term.where.valid() &&
                    e.term.window.kind == syntax::Window::Kind::kNone;
  if (builtin.days_sign != 0 && bare) {
    return InstantUse(e.term.ref.name, builtin.of_events.has_value(), span);
  }
  Term(e.term, true, span);
  if (e.property) {
    const Scope scope{Ref(e.term.ref).events};
    NeedType(PropertyShape(scope, *e.property), ValueType::kNumber, e.property->span);
  }
}

void InferWalk::WalkNode(uint32_t id) {
  Node& node = c_.nodes[id];
  if (!node.body.valid() || node.in_circle) return;
  unit_ = node.unit;
  const syntax::Expr& e = At(node.body);
  if (node.kind == Node::Kind::kItem) {
    Condition(node.body);
  } else if (const auto* set = std::get_if<syntax::EventSetExpr>(&e.node)) {
    node.shape = Ref(set->ref);
  } else if (const auto* event = std::get_if<syntax::EventExpr>(&e.node); event != nullptr) {
    Condition(node.body);
    const bool exists = event->quantifier == syntax::EventQuantifier::kExists && !event->negated;
    if (exists && event->term.window.kind == syntax::Window::Kind::kNone)
      c_.nodes[id].shape = Ref(event->term.ref);
  } else {
    c_.nodes[id].shape = Value(node.body);
  }
  unit_ = 0;
}

void InferWalk::Rule(const syntax::RuleStatement& rule) {
  if (!rule.each && !rule.halving) {
    Condition(rule.condition);
    return;
  }
  std::vector<syntax::ExprId> terms = {rule.condition};
  if (const auto* logic = std::get_if<syntax::LogicExpr>(&At(rule.condition).node);
      logic != nullptr && logic->is_and)
    terms = logic->operands;
  DeferredEach each{{}, false};
  for (syntax::ExprId id : terms) {
    const syntax::Expr& e = At(id);
    if (const auto* name = std::get_if<syntax::NameExpr>(&e.node)) {
      const Shape s = NameShape(name->name);
      if (s.kind == Shape::Kind::kOpen) {
        OpenName& open = c_.opens[s.open];
        if (!open.bare_use) open.bare_use = e.span;
        each.bare.emplace_back(s.open, e.span);
      } else if (s.kind == Shape::Kind::kEvents ||
                 (s.kind == Shape::Kind::kTyped && s.type == ValueType::kNumber)) {
        each.decided = true;
      }
      continue;
    }
    const auto* event = std::get_if<syntax::EventExpr>(&e.node);
    if (event != nullptr && event->quantifier == syntax::EventQuantifier::kExists &&
        !event->negated)  // `X not in 30d` is a guard: there is nothing to count
      each.decided = true;
    if (std::holds_alternative<syntax::BuiltinExpr>(e.node) ||
        std::holds_alternative<syntax::ArithExpr>(e.node))
      each.decided = true;
    Condition(id);
  }
  if (rule.halving && !each.decided && each.bare.size() == 1) {
    // Only events fade.
    OpenName& open = c_.opens[each.bare[0].first];
    if (!open.event_use) open.event_use = each.bare[0].second;
  }
  if (!each.bare.empty()) each_.push_back(std::move(each));
}

void InferWalk::GivenLiteral(const Shape& shape, syntax::ExprId literal, Span span) {
  const syntax::Expr& e = At(literal);
  if (std::holds_alternative<syntax::TextExpr>(e.node)) {
    // An instant is written as text too.
    Need(shape, Bit(ValueType::kText) | Bit(ValueType::kTime), Bit(ValueType::kText), span);
  } else if (!std::holds_alternative<syntax::NameExpr>(e.node)) {
    const Shape value = Value(literal);
    if (value.kind == Shape::Kind::kTyped) Need(shape, FittingMask(value), Bit(value.type), span);
  }
}

void InferWalk::Test(const syntax::TestStatement& test) {
  for (const auto& given : test.givens) {
    if (const auto* field = std::get_if<syntax::TestStatement::FieldGiven>(&given)) {
      const Shape s = NameShape(field->name);
      Need(s, 0xFF, 0, field->span);
      if (field->values.size() == 1) GivenLiteral(s, field->values[0], field->span);
    } else {
      const auto& event = std::get<syntax::TestStatement::EventGiven>(given);
      const Shape s = NameShape(event.name);
      EventUse(event.name);
      const Scope scope{s.kind == Shape::Kind::kEvents ? s.events : std::vector<uint32_t>{}};
      for (const auto& [name, value] : event.properties)
        GivenLiteral(PropertyShape(scope, name), value, name.span);
    }
  }
  for (syntax::ExprId id : test.expects) Condition(id);
}

void InferWalk::WalkStatements() {
  unit_ = 0;
  for (const syntax::Statement& s : c_.ast_of(0).statements) {
    if (const auto* rule = std::get_if<syntax::RuleStatement>(&s.node)) Rule(*rule);
    if (const auto* stage = std::get_if<syntax::StageRuleStatement>(&s.node))
      Condition(stage->condition);
    if (const auto* group = std::get_if<syntax::GroupStatement>(&s.node)) {
      for (const auto& [rule, span] : group->rules) Rule(rule);
    }
    if (const auto* require = std::get_if<syntax::RequireStatement>(&s.node)) {
      for (const auto& alternatives : require->needs) {
        for (const syntax::Name& name : alternatives) Need(NameShape(name), 0xFF, 0, name.span);
      }
    }
    if (const auto* test = std::get_if<syntax::TestStatement>(&s.node)) Test(*test);
  }
}

void InferWalk::SettleDeferred() {
  const auto column = [&](uint32_t open) {
    return c_.opens[open].decision == OpenName::Decision::kColumn && !c_.opens[open].typed_by_data;
  };
  for (const Deferred& d : deferred_) {
    if (column(d.open)) c_.opens[d.open].uses.push_back({d.mask, d.prefer, d.span});
  }
  constexpr uint8_t kYesNo = Bit(ValueType::kYesNo), kNumber = Bit(ValueType::kNumber);
  for (const DeferredEach& each : each_) {
    size_t columns = 0, events = 0;
    for (const auto& [open, span] : each.bare) {
      if (c_.opens[open].decision == OpenName::Decision::kColumn) {
        ++columns;
      } else {
        ++events;
      }
    }
    for (const auto& [open, span] : each.bare) {
      if (!column(open)) continue;
      if (each.decided || events > 0) {
        c_.opens[open].uses.push_back({kYesNo, kYesNo, span});
      } else if (columns == 1) {
        c_.opens[open].uses.push_back({kNumber, kNumber, span});
      } else {
        c_.opens[open].uses.push_back({kYesNo | kNumber, kYesNo, span});
      }
    }
  }
}

}  // namespace ripe::check
