// Turns expressions of the tree into typed nodes of the Module, once every name is settled. One
// Emitter serves one unit; a define is emitted once, in the graph's order (nodes.cc), and shared by
// its uses, so nothing here recurses through names. A result that is kError was reported already:
// callers stay quiet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.h"

namespace ripe::check {

// What an expression turned out to be.
struct Operand {
  enum class Kind : uint8_t { kError, kValue, kCondition, kEvents } kind = Kind::kError;
  ExprId id;  // kValue, kCondition
  ValueType type = ValueType::kText;
  bool literal = false;           // kValue: a constant of the rules
  ClassId events;                 // kEvents: as a condition, one of them ever
  std::optional<EventTerm> term;  // a bare event term: what `each` may count
};

class Emitter {
 public:
  Emitter(Context* c, uint32_t unit) : c_(*c), unit_(unit) {}

  // Whatever it is.
  Operand Evaluate(syntax::ExprId id);
  // Something that is true, false or unknown; invalid where it is not.
  ExprId Condition(syntax::ExprId id);
  // The same, of an operand that is at hand.
  ExprId AsCondition(const Operand& operand, syntax::ExprId id);
  ExprId And(std::vector<ExprId> operands, Span span);
  ExprId Push(Span span, bool is_condition, ValueType type, decltype(Expr::node) node);

  // The type of a property of these events; reports one that they do not have. `name` may also be a
  // constant in a `where`.
  std::optional<PropertyId> Property(ClassId events, const syntax::Name& name);
  std::optional<ClassId> ClassOf(const syntax::EventRef& ref);
  ClassId ClassOfType(EventTypeId type);

 private:
  // exprs.cc
  Operand Name(const syntax::Name& name, Span span);
  Operand Declared(const Symbol& symbol, const syntax::Name& name, Span span);
  Operand Undeclared(const syntax::Name& name, Span span);
  Operand OfMeaning(const Node& node, Span span);
  Operand Member(const syntax::MemberExpr& e, Span span);
  Operand Logic(const syntax::LogicExpr& e, Span span);
  Operand Arith(const syntax::ArithExpr& e, Span span);
  Operand Known(const syntax::KnownExpr& e, Span span);
  Operand Literal_(Literal literal, ValueType type, Span span);
  Operand AConditionNode(Span span, decltype(Expr::node) node, bool negated = false);
  Operand AValue(Span span, ValueType type, decltype(Expr::node) node);
  void NotACondition(const Operand& operand, Span span);
  const syntax::Expr& At(syntax::ExprId id) const { return c_.ast_of(unit_).expr(id); }
  std::string Text(Span span) const { return SourceText(c_, span); }

  // compare.cc
  Operand Compare(const syntax::CompareExpr& e, Span span);
  Operand Range(const syntax::RangeExpr& e, Span span);
  Operand MemberOf(const syntax::MemberOfExpr& e, Span span);
  Operand TextTest(const syntax::TextTestExpr& e, Span span);
  Operand Matches(const syntax::MatchesExpr& e, Span span);
  // The operand as a value to compare; reports events and conditions.
  bool ToValue(Operand* operand, syntax::ExprId id, const syntax::CompareExpr* compare);
  // Whether two values may be compared; reports where not.
  bool Agree(const Operand& a, const Operand& b, Span a_span, Span b_span);
  bool NotEmpty(const Operand& operand, Span span);
  void SayWithoutQuotes(const syntax::CompareExpr& e, const Operand& left, const Operand& right,
                        diag::Diagnostic* d) const;
  struct Needles {
    ValueType type = ValueType::kText;
    ValueList items;
  };
  std::optional<Needles> ListOf(const syntax::ListArgument& argument, Span value_span,
                                bool blanks_match);
  std::optional<Needles> NamedList(const syntax::Name& name);
  // False (and reported) where comparing with each value of such lists is too much for these rules.
  bool MayTest(const Operand& value, const ValueList& list, Span span);
  bool UnquotedText(const Operand& other, syntax::ExprId id);
  void ReportQuotes(const syntax::Name& name);

  // events.cc
  struct Ref {
    ClassId events;
    std::optional<Window> window;  // from `_30d`
    bool negated = false;          // from `no_`, before such a window
  };
  Operand Event(const syntax::EventExpr& e, Span span);
  Operand DateWindow(const Operand& value, const syntax::EventExpr& e, Span span);
  Operand Builtin(const syntax::BuiltinExpr& e, Span span);
  std::optional<EventTerm> Term(const syntax::EventTerm& term, bool any_allowed);
  std::optional<Ref> RefOf(const syntax::EventRef& ref, bool any_allowed);
  std::optional<Ref> RefOfName(const syntax::Name& name);
  std::optional<Window> WindowOf(const syntax::Window& window);
  bool DurationFits(const syntax::Duration& d);
  // False where the lexer has put another duration in the place of one that it has reported.
  bool AsWritten(const syntax::Window& window) const;
  std::optional<ClassId> WithWhere(ClassId events, syntax::ExprId where);
  std::optional<ClassId> Intern(EventClass cls, Span span);
  void NotAnEvent(const Operand& operand, const syntax::Name& name);
  Operand PropertyName(const syntax::Name& name, Span span);
  Operand OnlyProperties(Span span);
  const EventDecl* DeclOf(EventTypeId type) const;
  std::vector<std::string> PropertiesOf(ClassId events) const;
  const std::string& SomePropertiesOf(ClassId events);

  Context& c_;
  uint32_t unit_;
  std::optional<ClassId> where_;  // inside a `where`: of these events
};

// Emits the graph's nodes [from, to) of Context::order.
void EmitNodes(Context* c, size_t from, size_t to);

}  // namespace ripe::check
