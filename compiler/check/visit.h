// Walks one expression of the tree and shows every name in it to a visitor. Recursion is bounded by
// the parser's limit on nesting; it does not follow names into what they stand for.
#pragma once

#include <variant>

#include "compiler/syntax/ast.h"

namespace ripe::check {

// A visitor has OnName(const syntax::Name&, bool in_where) and OnMember(const syntax::MemberExpr&,
// Span).
template <class Visitor>
class NameWalk {
 public:
  NameWalk(const syntax::Ast& ast, Visitor* visitor) : ast_(ast), v_(*visitor) {}

  void Expr(syntax::ExprId id, bool in_where = false) {
    if (!id.valid()) return;
    const syntax::Expr& e = ast_.expr(id);
    std::visit([&](const auto& node) { Walk(node, e.span, in_where); }, e.node);
  }

 private:
  void Walk(const syntax::NumberExpr&, source::Span, bool) {}
  void Walk(const syntax::TextExpr&, source::Span, bool) {}
  void Walk(const syntax::DateExpr&, source::Span, bool) {}
  void Walk(const syntax::YesNoExpr&, source::Span, bool) {}
  void Walk(const syntax::NameExpr& n, source::Span, bool in_where) { v_.OnName(n.name, in_where); }
  void Walk(const syntax::MemberExpr& n, source::Span span, bool) { v_.OnMember(n, span); }
  void Walk(const syntax::NotExpr& n, source::Span, bool in_where) { Expr(n.operand, in_where); }
  void Walk(const syntax::LogicExpr& n, source::Span, bool in_where) {
    for (syntax::ExprId id : n.operands) Expr(id, in_where);
  }
  void Walk(const syntax::ArithExpr& n, source::Span, bool in_where) {
    Expr(n.first, in_where);
    for (const auto& [op, id] : n.rest) Expr(id, in_where);
  }
  void Walk(const syntax::CompareExpr& n, source::Span, bool in_where) {
    Expr(n.left, in_where);
    Expr(n.right, in_where);
  }
  void Walk(const syntax::RangeExpr& n, source::Span, bool in_where) {
    Expr(n.value, in_where);
    Expr(n.low, in_where);
    Expr(n.high, in_where);
  }
  void Argument(const syntax::ListArgument& argument, bool in_where) {
    for (syntax::ExprId id : argument.items) Expr(id, in_where);
    if (argument.name) v_.OnName(*argument.name, in_where);
  }
  void Walk(const syntax::MemberOfExpr& n, source::Span, bool in_where) {
    Expr(n.value, in_where);
    Argument(n.list, in_where);
  }
  void Walk(const syntax::TextTestExpr& n, source::Span, bool in_where) {
    Expr(n.value, in_where);
    Argument(n.argument, in_where);
  }
  void Walk(const syntax::MatchesExpr& n, source::Span, bool in_where) { Expr(n.value, in_where); }
  void Walk(const syntax::KnownExpr& n, source::Span, bool in_where) { Expr(n.value, in_where); }
  void Ref(const syntax::EventRef& ref) {
    switch (ref.kind) {
      case syntax::EventRef::Kind::kName:
        v_.OnName(ref.name, false);
        break;
      case syntax::EventRef::Kind::kAnyType:
        break;
      case syntax::EventRef::Kind::kSet:
        for (const syntax::EventMember& m : ref.members) {
          v_.OnName(m.name, false);
          Expr(m.where, true);
        }
        break;
    }
  }
  void Term(const syntax::EventTerm& term) {
    Ref(term.ref);
    Expr(term.where, true);
    if (term.window.after) Ref(*term.window.after);
  }
  void Walk(const syntax::EventExpr& n, source::Span, bool) { Term(n.term); }
  void Walk(const syntax::BuiltinExpr& n, source::Span, bool) { Term(n.term); }
  void Walk(const syntax::EventSetExpr& n, source::Span, bool) { Ref(n.ref); }

  const syntax::Ast& ast_;
  Visitor& v_;
};

}  // namespace ripe::check
