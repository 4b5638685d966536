// The abstract syntax tree of one rules file: what was written, names not yet resolved, every node with its span. Nodes live in
// the Ast's vectors and name each other by typed ids; a whole tree is freed at once. Produced by Parse (parse.h), printed by
// Format (format.h), given meaning by check/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/ops/ops.h"
#include "compiler/source/span.h"
#include "compiler/types/types.h"

namespace ripe::syntax {

using source::Span;

struct ExprId {
  uint32_t value = UINT32_MAX;
  bool valid() const { return value != UINT32_MAX; }
  friend bool operator==(ExprId, ExprId) = default;
};

// A name as written: `text` is in NFC, without the backticks.
struct Name {
  std::string text;
  Span span;
  bool quoted = false;  // stood in backticks: meant to the letter
};

struct Duration {
  int64_t seconds = 0;
  Span span;
};

// Points and caps: exact thousandths.
struct Points {
  int64_t thousandths = 0;
  Span span;
};

struct TextLiteral {
  std::string value;  // escapes resolved, NFC
  Span span;
};

// ---- expressions -------------------------------------------------------------------------------------------------

// Literals.
struct NumberExpr {
  double value;
};
struct TextExpr {
  std::string value;
};
struct DateExpr {
  int32_t days;  // since 1970-01-01
};
struct YesNoExpr {
  bool value;
};

// `title`, `decision_maker`, `webinar_attended`, `MQL`, `score`: check/ finds out which.
struct NameExpr {
  Name name;
};
// `BANT.budget`.
struct MemberExpr {
  Name base;
  Name member;
};

struct NotExpr {
  ExprId operand;
};
// `a and b and c`: two or more operands, one operator.
struct LogicExpr {
  bool is_and;
  std::vector<ExprId> operands;
};
// `a + b - c`: left to right, one level of precedence.
enum class ArithOp : uint8_t { kAdd, kSub, kMul, kDiv };
struct ArithExpr {
  ExprId first;
  std::vector<std::pair<ArithOp, ExprId>> rest;  // at least one
};

enum class CompareOp : uint8_t { kEq, kNe, kLt, kLe, kGt, kGe };
struct CompareExpr {
  CompareOp op;
  ExprId left, right;
  Span op_span;
};
// `X [not] in A to B`, both ends included.
struct RangeExpr {
  ExprId value, low, high;
  bool negated = false;
};

// The right side of `in`, `contains`, ...: `("a", "b")`, one literal, or a name (a list, or a define).
enum class Quantifier : uint8_t { kOne, kAny, kAll };
struct ListArgument {
  std::vector<ExprId> items;  // literals (or names of defines); empty where `name` is set
  std::optional<Name> name;
  Span span;
};
// `X [not] in ("a", "b")`, `X [not] in LIST`.
struct MemberOfExpr {
  ExprId value;
  ListArgument list;
  bool negated = false;
};
// `X [not] contains ...` and the other text operators of ops/: which one is `op`.
struct TextTestExpr {
  ExprId value;
  ops::TextOpId op;
  Quantifier quantifier = Quantifier::kOne;  // kOne with a list's name means any of it
  ListArgument argument;
  bool negated = false;
  Span op_span;
};
// `X [not] matches /regex/`; the pattern as written between the slashes, `\/` resolved.
struct MatchesExpr {
  ExprId value;
  std::string pattern;
  Span pattern_span;
  bool negated = false;
};
// `X is known`, `X is missing`.
struct KnownExpr {
  ExprId value;
  bool missing = false;
};

// ---- events ------------------------------------------------------------------------------------------------------

struct EventTerm;

// Which events: a type or set by name, `event` (any type), or `any of (A, B where ...)`.
struct EventMember {
  Name name;
  ExprId where;  // may be invalid
};
struct EventRef {
  enum class Kind : uint8_t { kName, kAnyType, kSet } kind = Kind::kName;
  Name name;                         // kName
  std::vector<EventMember> members;  // kSet
  Span span;
};

struct Window {
  enum class Kind : uint8_t { kNone, kLast, kBetween, kNext, kAfter } kind = Kind::kNone;
  Duration first;                // kLast: D; kBetween: the far edge; kNext: D
  Duration second;               // kBetween: the near edge
  std::optional<EventRef> after; // kAfter
  Span span;
};

struct EventTerm {
  EventRef ref;
  ExprId where;  // may be invalid
  Window window;
  Span span;
};

// `X in 30d` (also of a date field: check/ decides), `X where ...`, `X after Y`, `no ...`, `at least N ...`, `at most N ...`.
// A bare name alone is a NameExpr.
enum class EventQuantifier : uint8_t { kExists, kNo, kAtLeast, kAtMost };
struct EventExpr {
  EventQuantifier quantifier = EventQuantifier::kExists;
  double count = 0;      // kAtLeast, kAtMost: a whole number is checked by check/
  Span count_span;
  bool negated = false;  // `X not in 30d`
  EventTerm term;
};
// `count of TERM`, `sum of EVENT.property ...`, `days since TERM or X`, `days until X`: the prefix builtins of ops/.
struct BuiltinExpr {
  ops::BuiltinId builtin;
  EventTerm term;
  std::optional<Name> property;  // after the dot
  Span builtin_span;
};
// `any of (A, B where ...)` as a value: only in `define`.
struct EventSetExpr {
  EventRef ref;  // kSet
};

struct Expr {
  Span span;
  bool parenthesized = false;  // stood in ( ): kept for messages and the formatter
  std::variant<NumberExpr, TextExpr, DateExpr, YesNoExpr, NameExpr, MemberExpr, NotExpr, LogicExpr, ArithExpr, CompareExpr, RangeExpr,
               MemberOfExpr, TextTestExpr, MatchesExpr, KnownExpr, EventExpr, BuiltinExpr, EventSetExpr>
      node;
};

// ---- statements --------------------------------------------------------------------------------------------------

struct RuleStatement {
  ExprId condition;
  Points points;
  bool each = false;
  Span each_span;
  std::optional<Points> up_to;      // a size, >= 0 is checked by check/
  std::optional<Duration> halving;
  std::optional<TextLiteral> label;
};
struct StageRuleStatement {
  ExprId condition;
  Name stage;
};
struct GroupStatement {
  Name name;
  std::optional<Points> up_to, down_to;  // both signed as written
  std::vector<std::pair<RuleStatement, Span>> rules;
};
struct RequireStatement {
  std::vector<std::vector<Name>> needs;  // each inner list: alternatives joined by `or`
  Name stage;
};
struct StagesStatement {
  std::vector<Name> ladder;  // lowest first
  std::vector<Name> exits;
};
struct ChecklistStatement {
  struct Item {
    Name name;
    ExprId condition;
    Span span;
  };
  Name name;
  std::vector<Item> items;
};
struct DefineStatement {
  Name name;
  ExprId value;
};
struct ListStatement {
  Name name;
  std::vector<ExprId> items;        // literals
  std::optional<TextLiteral> file;  // `list NAME from "file.txt"`
};
struct FieldStatement {
  std::vector<Name> names;
  types::ValueType type = types::ValueType::kText;
  std::vector<ExprId> missing;  // literals that stand for missing
  ExprId otherwise;             // `else VALUE`; may be invalid
  std::optional<TextLiteral> label;
};
struct EventStatement {
  struct Property {
    std::vector<Name> names;
    types::ValueType type = types::ValueType::kText;
  };
  struct Declared {
    Name name;
    std::vector<Property> properties;
  };
  std::vector<Declared> events;
};
struct UseStatement {
  std::optional<Name> module;       // of the standard library
  std::optional<TextLiteral> file;  // a file in or below this file's folder
};
struct TimezoneStatement {
  TextLiteral name;
};
struct TestStatement {
  struct FieldGiven {
    Name name;
    std::vector<ExprId> values;  // one literal; several for tags: `tags = ("a", "b")`
    Span span;
  };
  struct EventGiven {
    Name name;
    int64_t count = 1;
    std::vector<std::pair<Name, ExprId>> properties;
    std::optional<Duration> ago;
    Span span;
  };
  TextLiteral name;
  std::optional<TextLiteral> at;  // the instant as written: `2026-01-01`, `2026-01-01T09:00`, with or without an offset
  std::vector<std::variant<FieldGiven, EventGiven>> givens;
  std::vector<ExprId> expects;
};

struct Statement {
  Span span;
  std::variant<RuleStatement, StageRuleStatement, GroupStatement, RequireStatement, StagesStatement, ChecklistStatement, DefineStatement,
               ListStatement, FieldStatement, EventStatement, UseStatement, TimezoneStatement, TestStatement>
      node;
};

// One file. A statement that could not be read is left out (its diagnostic is in the Bag).
class Ast {
 public:
  source::FileId file;
  std::vector<Statement> statements;
  // False where something could not be read: names it may have declared are unknown, so check/ stays quiet about unknown names.
  bool complete = true;
  // Names that stood in unreadable statements: check/ does not report these as unknown.
  std::vector<std::string> names_in_broken_statements;
  // `industry = IT or SaaS`: by where IT begins, the line as it is if both words turn out to be text.
  std::unordered_map<uint32_t, std::string> lines_with_lists;

  const Expr& expr(ExprId id) const { return exprs_[id.value]; }
  Expr& expr(ExprId id) { return exprs_[id.value]; }
  ExprId Add(Expr e) {
    exprs_.push_back(std::move(e));
    return ExprId{static_cast<uint32_t>(exprs_.size() - 1)};
  }
  size_t expr_count() const { return exprs_.size(); }

 private:
  std::vector<Expr> exprs_;
};

}  // namespace ripe::syntax
