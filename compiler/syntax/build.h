// Parse trees -> Ast. One Builder for a file; each statement's tree is read once and thrown away. Expressions are in
// build_expr.cc, statements in build.cc.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/syntax/ast.h"
#include "compiler/syntax/layout.h"
#include "compiler/syntax/token.h"
#include "compiler/syntax/tree.h"

namespace ripe::syntax {

// Reads one unit with the parser: false where it cannot be read (which is then reported).
class UnitReader {
 public:
  virtual ~UnitReader() = default;
  virtual bool Read(Unit* unit, Tree* tree) = 0;
};

class Builder {
 public:
  Builder(TokenBuffer* buffer, diag::Bag* bag, UnitReader* reader, Ast* ast) : buffer_(*buffer), bag_(*bag), reader_(*reader), ast_(*ast) {}
  // Reads a statement of the file and the items of its blocks, and adds it to the Ast.
  void Add(Unit* unit);
  // After the last statement: what can be judged only then.
  void CheckFile();

 private:
  // The unit and tree that are being read.
  struct Context {
    const Unit* unit;
    const Tree* tree;
  };
  Children Of(const Context& c, uint32_t index) const { return Children(*c.tree, *c.unit, index); }
  Span SpanOf(const Context& c, uint32_t index) const;
  Span SpanOf(const Token& token) const { return buffer_.SpanOf(token); }
  bool ReadItem(Unit* unit, Tree* tree);
  void ReadBlocks(Unit* unit);

  // build.cc
  Name NameOf(const Token& token) const;
  TextLiteral TextOf(const Token& token) const;
  Duration DurationOf(const Token& token) const;
  Points PointsOf(const Token& token);
  std::optional<Statement> MakeStatement(const Context& c, uint32_t index, Unit* unit);
  void Scoring(const Context& c, uint32_t index, Statement* out);
  RuleStatement PointsRule(const Context& c, ExprId condition, uint32_t reward);
  GroupStatement Group(const Context& c, uint32_t index, Unit* unit);
  RequireStatement Require(const Context& c, uint32_t index);
  StagesStatement Stages(const Context& c, uint32_t index);
  ChecklistStatement Checklist(const Context& c, uint32_t index, Unit* unit);
  ListStatement List(const Context& c, uint32_t index);
  FieldStatement Field(const Context& c, uint32_t index);
  EventStatement Events(const Context& c, uint32_t index, Unit* unit);
  std::vector<EventStatement::Property> Properties(std::vector<Unit>* items);
  TestStatement Test(const Context& c, uint32_t index, Unit* unit);
  void Given(const Context& c, uint32_t index, Unit* line, TestStatement* test);
  void Fact(const Context& c, uint32_t index, Unit* line, size_t* block, TestStatement* test);

  // build_expr.cc
  ExprId Condition(const Context& c, uint32_t index);
  ExprId Conjunction(const Context& c, uint32_t index);
  ExprId Negation(const Context& c, uint32_t index);
  ExprId Quantified(const Context& c, uint32_t index);
  ExprId Predicate(const Context& c, uint32_t index);
  ExprId Tail(const Context& c, uint32_t index, ExprId left);
  ExprId Membership(const Context& c, uint32_t index, ExprId left, bool negated);
  ExprId TextTest(const Context& c, uint32_t index, ExprId left, bool negated);
  ExprId EventTail(const Context& c, uint32_t index, ExprId left);
  EventTerm Term(const Context& c, uint32_t index);
  EventRef Ref(const Context& c, uint32_t index);
  EventRef Set(const Context& c, uint32_t index);
  ExprId Where(const Context& c, uint32_t index);
  Window WindowOf(const Context& c, uint32_t index);
  ExprId Value(const Context& c, uint32_t index);
  ExprId Sum(const Context& c, uint32_t index);
  ExprId Product(const Context& c, uint32_t index);
  ExprId Atom(const Context& c, uint32_t index);
  ExprId BuiltinAtom(const Context& c, uint32_t index);
  ExprId Literal(const Context& c, uint32_t index);
  ExprId LiteralOf(const Token& token);
  ListArgument Literals(const Context& c, uint32_t index);
  ExprId AddExpr(Span span, decltype(Expr::node) node, bool parenthesized = false) {
    return ast_.Add(Expr{span, parenthesized, std::move(node)});
  }

  // build_check.cc: mistakes that the grammar lets through.
  void NoteList(const std::vector<ExprId>& operands, size_t first);
  void CheckOperands(std::vector<ExprId>* operands);
  void CheckOperand(ExprId* operand, const Expr& before);
  void CheckLeft(ExprId left);
  void CheckRight(ExprId right);
  bool IsNull(ExprId left, const Token& op, ExprId right);
  void CheckNeedle(ExprId id, const std::set<std::string>& lists);
  void CheckAfterWhere(ExprId id, const std::set<std::string>& plain);
  ExprId LeftOf(ExprId id) const;
  bool IsProperty(const std::string& event, const std::string& property) const;
  std::string Words(Span span) const { return std::string(buffer_.file->text().substr(span.begin, span.end - span.begin)); }

  TokenBuffer& buffer_;
  diag::Bag& bag_;
  UnitReader& reader_;
  Ast& ast_;
};

}  // namespace ripe::syntax
