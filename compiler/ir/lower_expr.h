// Lowers checked expressions. A condition is asked for a side: the rows where it is true, or the
// rows where it is false; where neither holds it is unknown. `not` swaps the sides, `and` and `or`
// follow Kleene by construction, and a side that nobody asks for is never made.
#pragma once

#include <map>
#include <unordered_map>
#include <utility>

#include "compiler/check/module.h"
#include "compiler/ir/builder.h"
#include "compiler/ir/plan.h"

namespace ripe::ir {

// Where the questions to events are collected, shared by all expressions of a plan.
class QuestionTable {
 public:
  explicit QuestionTable(Plan* plan) : plan_(plan) {}
  // `saturate` as in Question: the same question asked with two limits keeps the larger, 0 (exact)
  // wins over all.
  uint32_t Ask(const check::EventTerm& term, ops::Aggregate aggregate, int64_t saturate,
               uint32_t property = 0, uint32_t fading = 0);
  uint32_t AddFading(int64_t points, int32_t halving_days);

 private:
  Plan* plan_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> by_hash_;
  std::map<std::pair<int64_t, int32_t>, uint32_t> fadings_;
};

class ExprLowerer {
 public:
  // In the where program (`of_events`) columns are properties; questions may then be null.
  ExprLowerer(const check::Module& module, Builder* builder, QuestionTable* questions)
      : module_(module), builder_(builder), questions_(questions) {}

  Value True(check::ExprId id) { return Side(id, true); }
  Value False(check::ExprId id) { return Side(id, false); }
  // A number (kNumber), date or time value (kInstant).
  Value Number(check::ExprId id);

  // What a stage's name means from here on: `deciding` is the rung being decided (the ladder's size
  // for exits), `reached` the masks of the rungs below it.
  void Decide(uint32_t deciding, const std::vector<Value>* reached);
  // The masks of a field being known (`else` makes it so everywhere).
  Value KnownField(check::FieldId field);

 private:
  Value Side(check::ExprId id, bool truth);
  Value LowerSide(check::ExprId id, bool truth);
  Value LowerNumber(check::ExprId id);

  Value Logic(const check::LogicCondition& node, bool truth);
  Value Compare(const check::CompareCondition& node, bool truth);
  Value CompareInstantWithDate(CompareOp op, check::ExprId time, int32_t date);
  Value YesNo(check::ExprId value, bool wanted);
  Value YesNoEqual(check::ExprId left, check::ExprId right, bool equal);
  Value TextEqual(check::ExprId left, check::ExprId right, bool equal);
  Value Range(const check::RangeCondition& node, bool truth);
  Value Member(const check::MemberCondition& node, bool truth);
  Value Text(check::ExprId value, Predicate predicate, bool truth);
  Value Tags(check::ExprId value, Predicate predicate, bool truth);
  Value KnownValue(check::ExprId value);
  Value Events(const check::EventCondition& node, bool truth);
  Value DateWindow(const check::DateWindowCondition& node, bool truth);
  Value AtLeastRung(uint32_t rung);
  Value StartOfDay(int32_t date, int64_t offset);
  Value Back(bool of_time, int64_t seconds, int64_t steps);

  struct Column {
    uint32_t index;
    const check::Field* field;  // null for a property
  };
  Column ColumnOf(check::ExprId value) const;
  const check::Literal* LiteralOf(check::ExprId value) const;

  const check::Module& module_;
  Builder* builder_;
  QuestionTable* questions_;
  uint32_t deciding_ = 0;
  const std::vector<Value>* reached_ = nullptr;
  std::unordered_map<uint64_t, Value> sides_;  // (expr, truth)
  std::unordered_map<uint32_t, Value> numbers_;
};

}  // namespace ripe::ir
