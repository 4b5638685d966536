// The walk of infer.cc: collects what each use of an undeclared name says of it. Uses that a column
// and an event can both have are kept until it is decided which of the two the name is
// (SettleDeferred).
#pragma once

#include <vector>

#include "compiler/check/context.h"

namespace ripe::check {

// Sets of types as bits.
constexpr uint8_t Bit(ValueType type) {
  return static_cast<uint8_t>(1u << static_cast<unsigned>(type));
}
// The first type in the set.
constexpr ValueType TypeOfMask(uint8_t mask) {
  for (unsigned i = 0; i < 6; ++i) {
    if ((mask & (1u << i)) != 0) return static_cast<ValueType>(i);
  }
  return ValueType::kText;
}

class InferWalk {
 public:
  explicit InferWalk(Context* c) : c_(*c) {}

  void WalkNode(uint32_t node);  // in the graph's order
  void WalkStatements();         // the rules file's own
  void SettleDeferred();         // after every name is decided
  uint32_t Open(const syntax::Name& name, bool property);

 private:
  struct Scope {  // inside a `where`: the declared events it is about
    std::vector<uint32_t> events;
  };
  struct Deferred {
    uint32_t open;
    uint8_t mask, prefer;  // its types if it is a column
    Span span;
  };
  struct DeferredEach {  // the bare names of a rule with `each`
    std::vector<std::pair<uint32_t, Span>> bare;
    bool decided;  // the rule has an event term or a number besides
  };

  const syntax::Expr& At(syntax::ExprId id) const { return c_.ast_of(unit_).expr(id); }
  Shape Typed(ValueType type) const;
  Shape NameShape(const syntax::Name& name);
  Shape Value(syntax::ExprId id);
  void Condition(syntax::ExprId id);
  void Bare(const syntax::Name& name);
  void Rule(const syntax::RuleStatement& rule);
  void Test(const syntax::TestStatement& test);
  void Compare(const syntax::CompareExpr& e);
  void Argument(const Shape& value, const syntax::ListArgument& argument);
  void Need(const Shape& shape, uint8_t mask, uint8_t prefer, Span span);
  void NeedType(const Shape& shape, ValueType type, Span span) {
    Need(shape, Bit(type), Bit(type), span);
  }
  void Relate(const Shape& a, const Shape& b, Span a_span, Span b_span, bool ordered);
  void Term(const syntax::EventTerm& term, bool event_only, Span span);
  Shape Ref(const syntax::EventRef& ref);
  void EventUse(const syntax::Name& name);
  void InstantUse(const syntax::Name& name, bool or_event, Span span);
  void Builtin(const syntax::BuiltinExpr& e, Span span);
  void GivenLiteral(const Shape& shape, syntax::ExprId literal, Span span);
  Shape PropertyShape(const Scope& scope, const syntax::Name& name);

  Context& c_;
  uint32_t unit_ = 0;
  const Scope* where_ = nullptr;
  std::vector<Deferred> deferred_;
  std::vector<DeferredEach> each_;
};

}  // namespace ripe::check
