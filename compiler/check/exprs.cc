// Names, logic, arithmetic and `is known`: the part of the Emitter that every expression passes
// through.
#include <algorithm>

#include "compiler/check/emit.h"
#include "compiler/check/suggest.h"
#include "compiler/syntax/lex.h"

namespace ripe::check {

using OpKind = Operand::Kind;

ExprId Emitter::Push(Span span, bool is_condition, ValueType type, decltype(Expr::node) node) {
  if (c_.module.exprs.size() >= kMaxExprs) {
    if (!c_.too_big) c_.Error(Code::kTooBig, span, {});
    c_.too_big = true;
    return ExprId{0};
  }
  c_.module.exprs.push_back({span, is_condition, type, std::move(node)});
  return ExprId{static_cast<uint32_t>(c_.module.exprs.size() - 1)};
}

Operand Emitter::AConditionNode(Span span, decltype(Expr::node) node, bool negated) {
  Operand out;
  out.kind = OpKind::kCondition;
  out.type = ValueType::kYesNo;
  out.id = Push(span, true, ValueType::kYesNo, std::move(node));
  if (negated) out.id = Push(span, true, ValueType::kYesNo, NotCondition{out.id});
  return out;
}

Operand Emitter::AValue(Span span, ValueType type, decltype(Expr::node) node) {
  Operand out;
  out.kind = OpKind::kValue;
  out.type = type;
  out.id = Push(span, false, type, std::move(node));
  return out;
}

Operand Emitter::Literal_(Literal literal, ValueType type, Span span) {
  Operand out = AValue(span, type, LiteralValue{std::move(literal)});
  out.literal = true;
  return out;
}

Operand Emitter::Evaluate(syntax::ExprId id) {
  const syntax::Expr& e = At(id);
  const Span span = e.span;
  struct Visitor {
    Emitter& self;
    syntax::ExprId id;
    Span span;
    Operand operator()(const syntax::NumberExpr& n) {
      return self.Literal_(n.value, ValueType::kNumber, span);
    }
    Operand operator()(const syntax::TextExpr& t) {
      return self.Literal_(t.value, ValueType::kText, span);
    }
    Operand operator()(const syntax::DateExpr& d) {
      return self.Literal_(d.days, ValueType::kDate, span);
    }
    Operand operator()(const syntax::YesNoExpr& y) {
      return self.Literal_(y.value, ValueType::kYesNo, span);
    }
    Operand operator()(const syntax::NameExpr& n) { return self.Name(n.name, span); }
    Operand operator()(const syntax::MemberExpr& m) { return self.Member(m, span); }
    Operand operator()(const syntax::NotExpr& n) {
      const ExprId operand = self.Condition(n.operand);
      return operand.valid() ? self.AConditionNode(span, NotCondition{operand}) : Operand{};
    }
    Operand operator()(const syntax::LogicExpr& l) { return self.Logic(l, span); }
    Operand operator()(const syntax::ArithExpr& a) { return self.Arith(a, span); }
    Operand operator()(const syntax::CompareExpr& c) { return self.Compare(c, span); }
    Operand operator()(const syntax::RangeExpr& r) { return self.Range(r, span); }
    Operand operator()(const syntax::MemberOfExpr& m) { return self.MemberOf(m, span); }
    Operand operator()(const syntax::TextTestExpr& t) { return self.TextTest(t, span); }
    Operand operator()(const syntax::MatchesExpr& m) { return self.Matches(m, span); }
    Operand operator()(const syntax::KnownExpr& k) { return self.Known(k, span); }
    Operand operator()(const syntax::EventExpr& e) { return self.Event(e, span); }
    Operand operator()(const syntax::BuiltinExpr& b) { return self.Builtin(b, span); }
    Operand operator()(const syntax::EventSetExpr& s) {
      Operand out;
      if (auto cls = self.ClassOf(s.ref)) {
        out.kind = OpKind::kEvents;
        out.events = *cls;
        out.term = EventTerm{*cls, {}};
      }
      return out;
    }
  };
  return std::visit(Visitor{*this, id, span}, e.node);
}

Operand Emitter::Name(const syntax::Name& name, Span span) {
  if (where_) return PropertyName(name, span);
  if (const Symbol* symbol = FindSymbol(c_, name)) return Declared(*symbol, name, span);
  return Undeclared(name, span);
}

Operand Emitter::OfMeaning(const Node& node, Span span) {
  Operand out;
  const Meaning& m = node.meaning;
  switch (m.kind) {
    case Meaning::Kind::kError:
      break;
    case Meaning::Kind::kValue:
      out.kind = OpKind::kValue;
      out.id = m.expr;
      out.type = c_.module.expr(m.expr).value_type;
      out.literal = std::holds_alternative<LiteralValue>(c_.module.expr(m.expr).node);
      break;
    case Meaning::Kind::kCondition:
      out.kind = OpKind::kCondition;
      out.id = m.expr;
      out.type = ValueType::kYesNo;
      out.term = m.term;
      break;
    case Meaning::Kind::kEvents:
      out.kind = OpKind::kEvents;
      out.events = m.events;
      out.term = EventTerm{m.events, {}};
      break;
  }
  (void)span;
  return out;
}

Operand Emitter::Declared(const Symbol& symbol, const syntax::Name& name, Span span) {
  switch (symbol.kind) {
    case SymbolKind::kField:
      if (c_.fields[symbol.index].broken) return {};
      return AValue(span, c_.fields[symbol.index].field.type,
                    FieldValue{UseField(&c_, symbol.index)});
    case SymbolKind::kEvent: {
      Operand out;
      out.kind = OpKind::kEvents;
      out.events = ClassOfType(UseEvent(&c_, symbol.index));
      out.term = EventTerm{out.events, {}};
      return out;
    }
    case SymbolKind::kDefine:
      return OfMeaning(c_.nodes[c_.defines[symbol.index].node], span);
    case SymbolKind::kList:
      c_.Error(Code::kListAlone, span, {name.text});
      return {};
    case SymbolKind::kChecklist: {
      const ChecklistId id = c_.checklists[symbol.index].id;
      return id.valid() ? AValue(span, ValueType::kNumber, ChecklistValue{id}) : Operand{};
    }
    case SymbolKind::kGroup:
      return AValue(span, ValueType::kNumber, GroupValue{GroupId{symbol.index}});
    case SymbolKind::kScore:
      return AValue(span, ValueType::kNumber, ScoreValue{});
    case SymbolKind::kStage:
      return AConditionNode(span, StageCondition{symbol.index});
    case SymbolKind::kExit:
      c_.Error(Code::kExitNamed, span, {name.text});
      return {};
  }
  return {};
}

Operand Emitter::Undeclared(const syntax::Name& name, Span span) {
  const OpenName* open = FindOpen(c_, name, false);
  if (open != nullptr && open->decision == OpenName::Decision::kError) return {};
  if (open != nullptr && open->decision == OpenName::Decision::kColumn) {
    const auto index = static_cast<uint32_t>(open - c_.opens.data());
    return AValue(span, open->type, FieldValue{UseOpenField(&c_, index)});
  }
  std::optional<Ref> ref = RefOfName(name);
  if (!ref) return {};
  Operand out;
  EventTerm term{ref->events, ref->window.value_or(Window{})};
  if (!ref->window) {
    out.kind = OpKind::kEvents;
    out.events = ref->events;
    out.term = term;
    return out;
  }
  const auto quantifier = ref->negated ? EventQuantifier::kAtMost : EventQuantifier::kAtLeast;
  out = AConditionNode(span, EventCondition{quantifier, ref->negated ? 0 : 1, term});
  if (!ref->negated) out.term = term;
  return out;
}

Operand Emitter::Member(const syntax::MemberExpr& e, Span span) {
  if (where_) return OnlyProperties(span);
  const Symbol* symbol = FindSymbol(c_, e.base);
  if (symbol == nullptr || symbol->kind != SymbolKind::kChecklist) {
    if (!MayBeKnownElsewhere(c_, e.base.text)) {
      if (symbol == nullptr && !FindOpen(c_, e.base, false) && c_.StrictIn(unit_)) {
        ReportUnknown(&c_, e.base);
      } else {
        c_.Error(Code::kNotAChecklist, span, {e.base.text, e.member.text});
      }
    }
    return {};
  }
  const ChecklistDecl& decl = c_.checklists[symbol->index];
  auto item = decl.items.find(e.member.text);
  if (item == decl.items.end()) {
    const auto& items = decl.statement->items;
    std::string all;
    for (size_t i = 0; i < items.size() && i < 20; ++i)
      all += (i == 0 ? "" : ", ") + items[i].name.text;
    diag::Diagnostic& d =
        c_.Error(Code::kUnknownItem, e.member.span, {e.base.text, e.member.text, all});
    const auto names = [&items] {
      std::vector<std::string> out;
      for (const auto& i : items) out.push_back(i.name.text);
      return out;
    };
    if (auto near = NearestOf(&c_, e.member.text, names)) d.fixes.push_back({e.member.span, *near});
    return {};
  }
  return OfMeaning(c_.nodes[decl.node + 1 + item->second], span);
}

Operand Emitter::Logic(const syntax::LogicExpr& e, Span span) {
  LogicCondition logic{e.is_and, {}};
  bool broken = false;
  for (syntax::ExprId id : e.operands) {
    const ExprId operand = Condition(id);
    broken |= !operand.valid();
    logic.operands.push_back(operand);
  }
  return broken ? Operand{} : AConditionNode(span, std::move(logic));
}

Operand Emitter::Arith(const syntax::ArithExpr& e, Span span) {
  if (where_) return OnlyProperties(span);
  bool broken = false;
  const auto number = [&](syntax::ExprId id) {
    const Operand operand = Evaluate(id);
    const Span at = At(id).span;
    if (operand.kind == OpKind::kValue && operand.type == ValueType::kNumber) return operand.id;
    if (operand.kind == OpKind::kValue) {
      c_.Error(Code::kArithmeticOnOther, at, {Text(at), TypePhrase(operand.type)});
    } else if (operand.kind == OpKind::kEvents) {
      c_.Error(Code::kEventCompared, at, {Text(at)});
    } else if (operand.kind == OpKind::kCondition) {
      c_.Error(Code::kConditionCompared, at, {Text(at)});
    }
    broken = true;
    return ExprId{};
  };
  ExprId left = number(e.first);
  const Span first = At(e.first).span;
  for (const auto& [op, id] : e.rest) {
    const ExprId right = number(id);
    if (broken) continue;
    ArithOp kind = ArithOp::kAdd;
    switch (op) {
      case syntax::ArithOp::kAdd:
        kind = ArithOp::kAdd;
        break;
      case syntax::ArithOp::kSub:
        kind = ArithOp::kSub;
        break;
      case syntax::ArithOp::kMul:
        kind = ArithOp::kMul;
        break;
      case syntax::ArithOp::kDiv:
        kind = ArithOp::kDiv;
        break;
    }
    left =
        Push(Cover(first, At(id).span), false, ValueType::kNumber, ArithValue{kind, left, right});
  }
  if (broken) return {};
  Operand out;
  out.kind = OpKind::kValue;
  out.type = ValueType::kNumber;
  out.id = left;
  (void)span;
  return out;
}

Operand Emitter::Known(const syntax::KnownExpr& e, Span span) {
  const Operand operand = Evaluate(e.value);
  const Span at = At(e.value).span;
  switch (operand.kind) {
    case OpKind::kError:
      return {};
    case OpKind::kEvents:
      c_.Error(Code::kKnownOfEvent, at, {Text(at)});
      return {};
    case OpKind::kCondition:
      c_.Error(Code::kKnownOfCondition, at, {Text(at)});
      return {};
    case OpKind::kValue:
      break;
  }
  // Points, checklists and literals are always known.
  const Expr& value = c_.module.expr(operand.id);
  const bool always = operand.literal || std::holds_alternative<ScoreValue>(value.node) ||
                      std::holds_alternative<GroupValue>(value.node) ||
                      std::holds_alternative<ChecklistValue>(value.node);
  if (always) return AConditionNode(span, Constant{!e.missing});
  return AConditionNode(span, KnownCondition{operand.id}, e.missing);
}

ExprId Emitter::And(std::vector<ExprId> operands, Span span) {
  if (operands.size() == 1) return operands[0];
  return Push(span, true, ValueType::kYesNo, LogicCondition{true, std::move(operands)});
}

void Emitter::NotACondition(const Operand& operand, Span span) {
  const std::string text = Text(span);
  switch (operand.type) {
    case ValueType::kNumber:
      c_.Error(Code::kNumberAsCondition, span, {text});
      break;
    case ValueType::kText:
      if (operand.literal && text.starts_with('"') && text.size() > 2) {  // `"vip" +20`
        c_.Error(Code::kQuotedCondition, span,
                 {text, syntax::QuoteName(text.substr(1, text.size() - 2))});
        break;
      }
      c_.Error(Code::kTextAsCondition, span, {text});
      break;
    case ValueType::kTags:
      c_.Error(Code::kTagsAsCondition, span, {text});
      break;
    case ValueType::kDate:
    case ValueType::kTime:
      c_.Error(Code::kDateAsCondition, span, {text});
      break;
    case ValueType::kYesNo:
      break;
  }
}

ExprId Emitter::AsCondition(const Operand& operand, syntax::ExprId id) {
  const Span span = At(id).span;
  switch (operand.kind) {
    case OpKind::kError:
      return {};
    case OpKind::kCondition:
      return operand.id;
    case OpKind::kEvents:
      return Push(span, true, ValueType::kYesNo,
                  EventCondition{EventQuantifier::kAtLeast, 1, EventTerm{operand.events, {}}});
    case OpKind::kValue:
      break;
  }
  if (operand.type != ValueType::kYesNo) {
    NotACondition(operand, span);
    return {};
  }
  if (const auto* literal = std::get_if<LiteralValue>(&c_.module.expr(operand.id).node)) {
    return Push(span, true, ValueType::kYesNo, Constant{std::get<bool>(literal->value)});
  }
  return Push(span, true, ValueType::kYesNo, IsYes{operand.id});
}

ExprId Emitter::Condition(syntax::ExprId id) { return AsCondition(Evaluate(id), id); }

}  // namespace ripe::check
