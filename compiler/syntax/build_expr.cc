// Conditions and values: parse tree -> Ast. One function for each rule of the grammar; chains stay flat.
#include "compiler/source/unicode.h"
#include "compiler/syntax/build.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/number.h"

namespace ripe::syntax {

using diag::Id;

ExprId Builder::Condition(const Context& c, uint32_t index) {
  std::vector<ExprId> operands;
  for (Children child = Of(c, index); child.more(); child.Accept(TokenKind::kOr)) operands.push_back(Conjunction(c, child.Take()));
  if (operands.size() == 1) return operands[0];
  CheckOperands(&operands);
  return AddExpr(SpanOf(c, index), LogicExpr{false, std::move(operands)});
}

ExprId Builder::Conjunction(const Context& c, uint32_t index) {
  std::vector<ExprId> operands;
  for (Children child = Of(c, index); child.more(); child.Accept(TokenKind::kAnd)) operands.push_back(Negation(c, child.Take()));
  if (operands.size() == 1) return operands[0];
  return AddExpr(SpanOf(c, index), LogicExpr{true, std::move(operands)});
}

ExprId Builder::Negation(const Context& c, uint32_t index) {
  Children child = Of(c, index);
  std::vector<Span> nots;
  while (child.IsToken(TokenKind::kNot)) nots.push_back(SpanOf(child.TakeToken()));
  const bool quantified = child.IsRule(Rule::kQuantified);
  ExprId expr = quantified ? Quantified(c, child.Take()) : Predicate(c, child.Take());
  for (size_t i = nots.size(); i > 0; --i) expr = AddExpr(Cover(nots[i - 1], ast_.expr(expr).span), NotExpr{expr});
  return expr;
}

ExprId Builder::Quantified(const Context& c, uint32_t index) {
  Children child = Of(c, index);
  EventExpr expr;
  const Token& word = child.TakeToken();
  if (word.kind == TokenKind::kNo) {
    expr.quantifier = EventQuantifier::kNo;
  } else {
    expr.quantifier = word.kind == TokenKind::kAtLeast ? EventQuantifier::kAtLeast : EventQuantifier::kAtMost;
    const Token& count = child.TakeToken();
    expr.count = NumberValue(buffer_.Spelling(count));
    expr.count_span = SpanOf(count);
  }
  expr.term = Term(c, child.Take());
  return AddExpr(SpanOf(c, index), std::move(expr));
}

ExprId Builder::Predicate(const Context& c, uint32_t index) {
  Children child = Of(c, index);
  const ExprId left = Sum(c, child.Take());
  if (!child.more()) return left;
  CheckLeft(left);
  return Tail(c, child.index(), left);
}

namespace {
CompareOp CompareOpOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::kEq:
      return CompareOp::kEq;
    case TokenKind::kNe:
      return CompareOp::kNe;
    case TokenKind::kLt:
      return CompareOp::kLt;
    case TokenKind::kLe:
      return CompareOp::kLe;
    case TokenKind::kGt:
      return CompareOp::kGt;
    default:  // the grammar leaves only this
      return CompareOp::kGe;
  }
}
}  // namespace

// What is asked about `left`: by `tail`, or by `whereTail` inside a `where`.
ExprId Builder::Tail(const Context& c, uint32_t index, ExprId left) {
  Children child = Of(c, index);
  const Span span = Cover(ast_.expr(left).span, SpanOf(c, index));
  const bool negated = child.Accept(TokenKind::kNot);
  if (child.IsRule(Rule::kWindow) || child.IsRule(Rule::kWhere)) return EventTail(c, index, left);
  if (child.IsRule(Rule::kMembership) || child.IsRule(Rule::kWhereMembership)) return Membership(c, child.index(), left, negated);
  if (child.IsRule(Rule::kTextTest)) return TextTest(c, child.index(), left, negated);
  const Token& op = child.TakeToken();
  if (op.kind == TokenKind::kIs) return AddExpr(span, KnownExpr{left, child.IsToken(TokenKind::kMissing)});
  if (op.kind == TokenKind::kMatches) {
    const Token& regex = child.TakeToken();
    const std::string_view spelling = buffer_.Spelling(regex);
    std::string pattern;
    for (size_t i = 1; i + 1 < spelling.size(); ++i) {
      if (spelling[i] == '\\' && spelling[i + 1] == '/') ++i;
      pattern.push_back(spelling[i]);
    }
    return AddExpr(span, MatchesExpr{left, source::Nfc(pattern), SpanOf(regex), negated});
  }
  const ExprId right = Value(c, child.Take());
  if (op.kind == TokenKind::kEq || op.kind == TokenKind::kNe) {
    CheckRight(right);
    if (IsNull(left, op, right)) return AddExpr(span, KnownExpr{left, op.kind == TokenKind::kEq});
  }
  return AddExpr(span, CompareExpr{CompareOpOf(op.kind), left, right, SpanOf(op)});
}

ExprId Builder::Membership(const Context& c, uint32_t index, ExprId left, bool negated) {
  Children child = Of(c, index);
  const Span span = Cover(ast_.expr(left).span, SpanOf(c, index));
  child.Accept(TokenKind::kIn);
  if (child.IsRule(Rule::kLiterals)) return AddExpr(span, MemberOfExpr{left, Literals(c, child.index()), negated});
  const ExprId low = Value(c, child.Take());
  if (child.Accept(TokenKind::kTo)) return AddExpr(span, RangeExpr{left, low, Value(c, child.Take()), negated});
  const Expr& value = ast_.expr(low);
  ListArgument list;
  list.span = value.span;
  if (const auto* name = std::get_if<NameExpr>(&value.node)) {
    list.name = name->name;
  } else if (const auto* sum = std::get_if<ArithExpr>(&value.node); sum != nullptr && sum->rest.size() == 1 && sum->rest[0].first == ArithOp::kSub) {
    // in 200 - 1000
    const ArithExpr range = *sum;
    const std::string meant = Words(ast_.expr(range.first).span) + " to " + Words(ast_.expr(range.rest[0].second).span);
    bag_.Add(Id::kRangeSign, value.span, {Words(value.span), meant}).fixes.push_back({value.span, meant});
    return AddExpr(span, RangeExpr{left, range.first, range.rest[0].second, negated});
  } else {  // in "KR"
    bag_.Add(Id::kListNeedsParens, value.span, {Words(value.span), "(" + Words(value.span) + ")"})
        .fixes.push_back({value.span, "(" + Words(value.span) + ")"});
    list.items.push_back(low);
  }
  return AddExpr(span, MemberOfExpr{left, std::move(list), negated});
}

ExprId Builder::TextTest(const Context& c, uint32_t index, ExprId left, bool negated) {
  Children child = Of(c, index);
  TextTestExpr expr;
  expr.value = left;
  expr.negated = negated;
  const Token& op = child.TakeToken();
  expr.op = ops::TextOpId{op.row};
  expr.op_span = SpanOf(op);
  if (child.Accept(TokenKind::kAnyOf)) expr.quantifier = Quantifier::kAny;
  if (child.Accept(TokenKind::kAllOf)) expr.quantifier = Quantifier::kAll;
  if (child.IsRule(Rule::kLiterals)) {
    if (expr.quantifier == Quantifier::kOne) expr.quantifier = Quantifier::kAny;
    expr.argument = Literals(c, child.index());
  } else {
    const Token& token = child.TakeToken();
    expr.argument.span = SpanOf(token);
    if (token.kind == TokenKind::kName) {
      expr.argument.name = NameOf(token);
    } else {
      expr.argument.items.push_back(LiteralOf(token));
    }
  }
  return AddExpr(Cover(ast_.expr(left).span, SpanOf(c, index)), std::move(expr));
}

// `X where ...`, `X in 30d`, `X not in 30d`, `X after Y`: X must be a name, `event` or a set.
ExprId Builder::EventTail(const Context& c, uint32_t index, ExprId left) {
  Children child = Of(c, index);
  EventExpr expr;
  const Expr base = ast_.expr(left);
  expr.term.ref.span = base.span;
  expr.term.span = Cover(base.span, SpanOf(c, index));
  if (const auto* name = std::get_if<NameExpr>(&base.node); name != nullptr && !base.parenthesized) {
    expr.term.ref.name = name->name;
  } else if (const auto* event = std::get_if<EventExpr>(&base.node); event != nullptr && !base.parenthesized) {
    expr.term.ref = event->term.ref;
  } else if (const auto* set = std::get_if<EventSetExpr>(&base.node)) {
    expr.term.ref = set->ref;
  } else {
    bag_.Add(Id::kEventNameNeeded, base.span, {Words(base.span), Words(SpanOf(c, index))});
    ast_.complete = false;
    return left;
  }
  expr.negated = child.Accept(TokenKind::kNot);
  if (child.IsRule(Rule::kWhere)) expr.term.where = Where(c, child.Take());
  if (child.IsRule(Rule::kWindow)) expr.term.window = WindowOf(c, child.Take());
  const Span span = expr.term.span;
  return AddExpr(span, std::move(expr));
}

EventTerm Builder::Term(const Context& c, uint32_t index) {
  Children child = Of(c, index);
  EventTerm term;
  term.span = SpanOf(c, index);
  term.ref = Ref(c, child.Take());
  if (child.IsRule(Rule::kWhere)) term.where = Where(c, child.Take());
  if (child.IsRule(Rule::kWindow)) term.window = WindowOf(c, child.Take());
  return term;
}

EventRef Builder::Ref(const Context& c, uint32_t index) {
  Children child = Of(c, index);
  if (child.IsRule(Rule::kEventSet)) return Set(c, child.index());
  EventRef ref;
  ref.span = SpanOf(c, index);
  if (child.IsToken(TokenKind::kEvent)) {
    ref.kind = EventRef::Kind::kAnyType;
  } else {
    ref.name = NameOf(child.token());
  }
  return ref;
}

EventRef Builder::Set(const Context& c, uint32_t index) {
  EventRef ref;
  ref.kind = EventRef::Kind::kSet;
  ref.span = SpanOf(c, index);
  for (Children child = Of(c, index); child.more(); child.Next()) {
    if (!child.IsRule(Rule::kMember)) continue;
    Children part = Of(c, child.index());
    EventMember member;
    member.name = NameOf(part.TakeToken());
    if (part.more()) member.where = Where(c, part.Take());
    ref.members.push_back(std::move(member));
  }
  return ref;
}

ExprId Builder::Where(const Context& c, uint32_t index) {
  Children child = Of(c, index);
  child.Accept(TokenKind::kWhere);
  std::vector<Span> nots;
  while (child.IsToken(TokenKind::kNot)) nots.push_back(SpanOf(child.TakeToken()));
  ExprId expr;
  if (child.IsToken(TokenKind::kLParen)) {
    const Span open = SpanOf(child.TakeToken());
    expr = Condition(c, child.Take());
    ast_.expr(expr).parenthesized = true;
    ast_.expr(expr).span = Cover(open, SpanOf(child.TakeToken()));
  } else {
    expr = Atom(c, child.Take());
    if (child.more()) expr = Tail(c, child.Take(), expr);
  }
  for (size_t i = nots.size(); i > 0; --i) expr = AddExpr(Cover(nots[i - 1], ast_.expr(expr).span), NotExpr{expr});
  return expr;
}

Window Builder::WindowOf(const Context& c, uint32_t index) {
  Children child = Of(c, index);
  Window window;
  window.span = SpanOf(c, index);
  if (child.Accept(TokenKind::kAfter)) {
    window.kind = Window::Kind::kAfter;
    window.after = Ref(c, child.Take());
    return window;
  }
  child.Accept(TokenKind::kInTime);
  const bool next = child.Accept(TokenKind::kNext);
  window.kind = next ? Window::Kind::kNext : Window::Kind::kLast;
  window.first = DurationOf(child.TakeToken());
  if (child.Accept(TokenKind::kTo)) {
    window.kind = Window::Kind::kBetween;
    window.second = DurationOf(child.TakeToken());
  }
  return window;
}

// ---- Values ----------------------------------------------------------------------------------------------------------

// A side of a comparison: a sum, or an atom inside a `where`.
ExprId Builder::Value(const Context& c, uint32_t index) { return c.tree->nodes[index].rule == Rule::kSum ? Sum(c, index) : Atom(c, index); }

ExprId Builder::Sum(const Context& c, uint32_t index) {
  Children child = Of(c, index);
  ArithExpr chain;
  chain.first = Product(c, child.Take());
  if (!child.more()) return chain.first;
  while (child.more()) {
    const ArithOp op = child.TakeToken().kind == TokenKind::kPlus ? ArithOp::kAdd : ArithOp::kSub;
    chain.rest.emplace_back(op, Product(c, child.Take()));
  }
  return AddExpr(SpanOf(c, index), std::move(chain));
}

ExprId Builder::Product(const Context& c, uint32_t index) {
  Children child = Of(c, index);
  ArithExpr chain;
  chain.first = Atom(c, child.Take());
  if (!child.more()) return chain.first;
  while (child.more()) {
    const ArithOp op = child.TakeToken().kind == TokenKind::kStar ? ArithOp::kMul : ArithOp::kDiv;
    chain.rest.emplace_back(op, Atom(c, child.Take()));
  }
  return AddExpr(SpanOf(c, index), std::move(chain));
}

ExprId Builder::Atom(const Context& c, uint32_t index) {
  Children child = Of(c, index);
  if (child.IsRule(Rule::kLiteral)) return Literal(c, child.index());
  if (child.IsRule(Rule::kEventSet)) return AddExpr(SpanOf(c, index), EventSetExpr{Set(c, child.index())});
  if (child.Accept(TokenKind::kLParen)) {
    const ExprId inner = Condition(c, child.Take());
    ast_.expr(inner).parenthesized = true;
    ast_.expr(inner).span = SpanOf(c, index);
    return inner;
  }
  if (child.IsToken(TokenKind::kBuiltin)) return BuiltinAtom(c, index);
  if (child.IsToken(TokenKind::kEvent)) {
    EventExpr expr;
    expr.term.ref.kind = EventRef::Kind::kAnyType;
    expr.term.ref.span = expr.term.span = SpanOf(c, index);
    return AddExpr(SpanOf(c, index), std::move(expr));
  }
  Name name = NameOf(child.TakeToken());
  if (child.Accept(TokenKind::kDot)) return AddExpr(SpanOf(c, index), MemberExpr{std::move(name), NameOf(child.TakeToken())});
  return AddExpr(SpanOf(c, index), NameExpr{std::move(name)});
}

ExprId Builder::BuiltinAtom(const Context& c, uint32_t index) {
  Children child = Of(c, index);
  BuiltinExpr expr;
  const Token& word = child.TakeToken();
  expr.builtin = ops::BuiltinId{word.row};
  expr.builtin_span = SpanOf(word);
  expr.term.ref = Ref(c, child.Take());
  expr.term.span = expr.term.ref.span;
  if (child.Accept(TokenKind::kDot)) expr.property = NameOf(child.TakeToken());
  if (child.IsRule(Rule::kWhere)) expr.term.where = Where(c, child.Take());
  if (child.IsRule(Rule::kWindow)) expr.term.window = WindowOf(c, child.Take());
  expr.term.span = Cover(expr.term.span, SpanOf(c, index));
  return AddExpr(SpanOf(c, index), std::move(expr));
}

ExprId Builder::Literal(const Context& c, uint32_t index) { return LiteralOf(Of(c, index).token()); }

ExprId Builder::LiteralOf(const Token& token) {
  const std::string_view spelling = buffer_.Spelling(token);
  switch (token.kind) {
    case TokenKind::kNumber:
      return AddExpr(SpanOf(token), NumberExpr{NumberValue(spelling)});
    case TokenKind::kText:
      return AddExpr(SpanOf(token), TextExpr{source::Nfc(TextValue(spelling))});
    case TokenKind::kDate:
      return AddExpr(SpanOf(token), DateExpr{DateDays(spelling).value_or(0)});
    case TokenKind::kName:
      return AddExpr(SpanOf(token), NameExpr{NameOf(token)});
    default:  // the grammar leaves only these
      return AddExpr(SpanOf(token), YesNoExpr{token.kind == TokenKind::kYesValue});
  }
}

ListArgument Builder::Literals(const Context& c, uint32_t index) {
  ListArgument list;
  list.span = SpanOf(c, index);
  for (Children child = Of(c, index); child.more(); child.Next()) {
    if (!child.IsRule(Rule::kListItem)) continue;
    Children item = Of(c, child.index());
    list.items.push_back(item.IsRule(Rule::kLiteral) ? Literal(c, item.index()) : LiteralOf(item.token()));
  }
  return list;
}

}  // namespace ripe::syntax
