// The checked module: what a rules file means. Every name is resolved, every expression typed,
// modules merged, defines shared (an expression used twice is one node: the tree is a DAG, so a
// define that doubles 60 times stays small). No data is in it, only which columns, event types and
// properties the rules look at. Made by Check (check.h); read by lint, ir/ and explain.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/ops/ops.h"
#include "compiler/source/span.h"
#include "compiler/types/types.h"

namespace ripe::check {

using source::Span;
using types::ValueType;

template <class Tag>
struct Id {
  uint32_t value = UINT32_MAX;
  bool valid() const { return value != UINT32_MAX; }
  friend bool operator==(Id, Id) = default;
};
using FieldId = Id<struct FieldTag>;          // Module::fields
using PropertyId = Id<struct PropertyTag>;    // Module::properties
using EventTypeId = Id<struct EventTypeTag>;  // Module::event_types
using ClassId = Id<struct ClassTag>;          // Module::classes
using ExprId = Id<struct ExprTag>;            // Module::exprs
using GroupId = Id<struct GroupTag>;          // Module::groups; invalid: outside any
using ChecklistId = Id<struct ChecklistTag>;  // Module::checklists

// A literal of a value's type: kNumber double, kText and kTags std::string (NFC, not folded),
// kYesNo bool, kDate int32_t days.
using Literal = std::variant<double, std::string, bool, int32_t>;

// The values that a condition names, in their order: `list`s of the rules, which all conditions
// that name them share, and runs of literals between them. None is empty.
class ValueList {
 public:
  using Part = std::shared_ptr<const std::vector<Literal>>;
  ValueList() = default;
  ValueList(std::vector<Literal> values) {  // NOLINT(google-explicit-constructor)
    Add(std::make_shared<const std::vector<Literal>>(std::move(values)));
  }
  void Add(Part part) {
    if (part->empty()) return;
    size_ += part->size();
    parts_.push_back(std::move(part));
  }
  const std::vector<Part>& parts() const { return parts_; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Literal& front() const { return parts_.front()->front(); }
  template <class F>
  void Each(const F& f) const {
    for (const Part& part : parts_) {
      for (const Literal& value : *part) f(value);
    }
  }

 private:
  std::vector<Part> parts_;
  size_t size_ = 0;
};

// A column of the leads that the rules look at.
struct Field {
  std::string name;     // as the rules write it
  bool quoted = false;  // in backticks: matches a column to the letter, else by source::NameKey
  ValueType type = ValueType::kText;
  bool declared = false;
  std::vector<Literal>
      missing;  // cells that stand for missing (texts compare folded, numbers by value)
  std::optional<Literal>
      otherwise;      // `else`: the value where missing; such a field is never missing
  std::string label;  // empty: none
  Span span;          // of the declaration, or of the first use
  int column = -1;    // its column in the Schema's leads; -1: none there, or no Schema
};

// A property of events: a column of the events, read as `type`. Two event types may share one.
struct Property {
  std::string name;
  bool quoted = false;
  ValueType type = ValueType::kText;
};

struct EventType {
  std::string name;
  bool quoted = false;
  bool declared = false;
  Span span;
};

// Which events: any of its members; a member's `where` is a condition on the event's own properties
// (invalid: none).
struct ClassMember {
  EventTypeId type;
  ExprId where;
  friend bool operator==(const ClassMember&, const ClassMember&) = default;
};
struct EventClass {
  // True for `event`: every type of the data except stage_changed (in strict files: every declared
  // one, listed in members instead).
  bool any_type = false;
  std::vector<ClassMember> members;
};

// Which span of time. Seconds back from (or on from) as-of; half-open as the language says.
struct Window {
  enum class Kind : uint8_t { kEver, kLast, kBetween, kAfter } kind = Kind::kEver;
  int64_t far_seconds = 0;  // kLast: (as-of - far, as-of]; kBetween: (as-of - far, as-of - near]
  int64_t near_seconds = 0;
  ClassId after;  // kAfter: later than the newest of these; none of those: nothing matches
  friend bool operator==(const Window&, const Window&) = default;
};
struct EventTerm {
  ClassId events;
  Window window;
};

// ---- expressions
// -------------------------------------------------------------------------------------------------

enum class CompareOp : uint8_t { kEq, kNe, kLt, kLe, kGt, kGe };
enum class ArithOp : uint8_t { kAdd, kSub, kMul, kDiv };

// Values. Each has the Expr's value_type.
struct LiteralValue {
  Literal value;
};
struct FieldValue {
  FieldId field;
};
struct PropertyValue {  // only inside a ClassMember's where
  PropertyId property;
};
struct ScoreValue {};  // points as a number
struct GroupValue {
  GroupId group;
};
struct ChecklistValue {  // how many items are true
  ChecklistId checklist;
};
struct ArithValue {
  ArithOp op;
  ExprId left, right;
};
struct EventValue {          // count of, sum of, days since
  ops::Aggregate aggregate;  // kNewest means days since (sign +1)
  EventTerm term;
  PropertyId property;  // kSum
};
struct DaysValue {  // days since / until a date or time value
  ExprId value;
  int sign;  // +1 since, -1 until
};

// Conditions.
struct Constant {  // yes, no
  bool value;
};
struct IsYes {  // a yesno field or property by its name
  ExprId value;
};
struct NotCondition {
  ExprId operand;
};
struct LogicCondition {
  bool is_and;
  std::vector<ExprId> operands;
};
// Both sides of one type: number, date, time; yesno and text only with kEq, kNe. `time` against a
// date literal: the literal is the right side with value_type kDate and the time's local calendar
// date is compared.
struct CompareCondition {
  CompareOp op;
  ExprId left, right;
};
struct RangeCondition {  // low <= value <= high
  ExprId value, low, high;
};
// One of these literals: numbers, dates, dates against times (the calendar date of the instant is
// one of these), texts (folded equality), or tags against texts (any tag equals).
struct MemberCondition {
  ExprId value;
  ValueList list;
};
struct TextCondition {  // a text operator over a text value
  ExprId value;
  ops::TextOpId op;
  bool all = false;   // every needle, else any
  ValueList needles;  // texts
};
struct TagsCondition {  // tags contains
  ExprId value;
  bool all = false;
  ValueList needles;  // texts
};
struct MatchesCondition {
  ExprId value;
  std::string pattern;  // NFC; valid RE2
};
struct KnownCondition {  // never unknown
  ExprId value;
};
enum class EventQuantifier : uint8_t { kAtLeast, kAtMost };  // exists: at least 1; no: at most 0
struct EventCondition {                                      // never unknown
  EventQuantifier quantifier;
  int64_t count;
  EventTerm term;
};
struct DateWindowCondition {  // a date or time value `in D`, `in A to B`, `in next D`
  ExprId value;
  bool next = false;
  int64_t far_seconds = 0,
          near_seconds = 0;  // past: (as-of - far, as-of - near]; next: (as-of, as-of + far]
};
struct StageCondition {  // at least this rung; which rungs count depends on the stage being decided
  uint32_t rung;         // index in Module::ladder
};

struct Expr {
  Span span;                  // where it was written (the first use, for shared nodes)
  bool is_condition = false;  // else a value of value_type
  ValueType value_type = ValueType::kNumber;
  std::variant<LiteralValue, FieldValue, PropertyValue, ScoreValue, GroupValue, ChecklistValue,
               ArithValue, EventValue, DaysValue, Constant, IsYes, NotCondition, LogicCondition,
               CompareCondition, RangeCondition, MemberCondition, TextCondition, TagsCondition,
               MatchesCondition, KnownCondition, EventCondition, DateWindowCondition,
               StageCondition>
      node;
};

// ---- rules, groups, stages
// ------------------------------------------------------------------------------------------

// How a rule turns its condition into points.
struct Rule {
  ExprId condition;  // for kOnce: all of it; for the others: the guards only (invalid: none)
  enum class Kind : uint8_t {
    kOnce,        // points, once
    kPerUnit,     // each, over `units`
    kPerEvent,    // each, over `counted`
    kFadingOnce,  // halving without each: the worth of the newest event of `counted`
    kFadingEach,  // halving and each: the sum of the worths of `counted`
  } kind = Kind::kOnce;
  ExprId units;                  // kPerUnit: a number value
  EventTerm counted;             // kPerEvent, kFading*
  int64_t points = 0;            // thousandths, signed
  std::optional<int64_t> up_to;  // thousandths, a size (>= 0)
  int32_t halving_days = 0;      // kFading*
  GroupId group;
  std::string label;  // the label, or the condition's text as written, white space folded
  bool has_label = false;
  Span span;  // the whole rule
  Span condition_span;
};
struct Group {
  std::string name;
  std::optional<int64_t> up_to, down_to;  // thousandths, signed
  Span span;
};
struct Stage {
  std::string name;
  Span span;  // where declared, or of its first rule; empty for the default ladder
};
struct StageRule {
  ExprId condition;
  uint32_t stage;  // index in ladder, or in exits
  bool is_exit = false;
  Span span;
};
struct Requirement {
  std::vector<std::vector<FieldId>> needs;  // all of; each: any of, known
  uint32_t rung;                            // binds this rung and all above
  Span span;
};
struct Checklist {
  std::string name;
  struct Item {
    std::string name;
    ExprId condition;
    Span span;
  };
  std::vector<Item> items;
  Span span;
};

// One `test` block of the file, literals checked against the types.
struct Test {
  std::string name;
  Span span;
  std::optional<std::string> at;  // as written
  struct FieldGiven {
    FieldId field;
    std::vector<Literal>
        values;  // of the field's type; of a time: a date, or a text that types::ParseTime reads
  };
  struct EventGiven {
    EventTypeId type;
    int64_t count = 1;
    int64_t ago_seconds = 0;
    std::vector<std::pair<PropertyId, Literal>> properties;  // of a time: likewise
  };
  std::vector<FieldGiven> fields;
  std::vector<EventGiven> events;
  // A bare stage (or exit) name means exactly that stage; anything else is an ordinary condition,
  // which may name score, groups, checklists and defines.
  struct Expect {
    Span span;
    std::optional<uint32_t> stage;  // index in ladder, or in exits
    bool is_exit = false;
    bool negated = false;  // `not MQL`: any result but that stage
    ExprId condition;      // where no stage is named
  };
  std::vector<Expect> expects;
};

struct Module {
  bool strict = false;
  bool columns_known = false;  // checked against leads: a Field without a column has none
  std::string timezone = "UTC";
  std::vector<Field> fields;
  std::vector<Property> properties;
  std::vector<EventType> event_types;
  std::vector<EventClass> classes;
  std::vector<Expr> exprs;
  std::vector<Rule> rules;    // in the order of the file
  std::vector<Group> groups;  // in the order of the file
  std::vector<Stage> ladder;  // lowest first; at least one
  std::vector<Stage> exits;   // in the order that decides
  std::vector<StageRule> stage_rules;
  std::vector<Requirement> requirements;
  std::vector<Checklist> checklists;
  std::vector<Test> tests;
  // Conditions and values of the file's own defines, for explain and lint: name, expression
  // (invalid for sets).
  struct Define {
    std::string name;
    ExprId value;
    Span span;
    bool used = false;
  };
  std::vector<Define> defines;

  const Expr& expr(ExprId id) const { return exprs[id.value]; }
  const EventClass& cls(ClassId id) const { return classes[id.value]; }
};

}  // namespace ripe::check
