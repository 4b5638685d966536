// Lowers checked expressions. A condition is asked for a side: the rows where it is true, or the
// rows where it is false; where neither holds it is unknown. `not` swaps the sides, `and` and `or`
// follow Kleene by construction, and a side that nobody asks for is never made.
#pragma once

#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/check/children.h"
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

// The lists of the rules made ready, each once, shared by all expressions of a plan.
class ListTable {
 public:
  explicit ListTable(Plan* plan) : plan_(plan) {}
  // Its texts folded; lists with the same texts are the same list.
  Needles::List TextsOf(const check::ValueList::Part& part);
  // Its place in Plan::sets, of numbers or dates.
  uint32_t SetOf(const check::ValueList::Part& part);
  const NumberSet& set(uint32_t index) const { return *plan_->sets[index]; }

 private:
  Plan* plan_;
  std::unordered_map<const void*, Needles::List> texts_;  // by part
  std::unordered_map<uint64_t, std::vector<Needles::List>> texts_by_hash_;
  std::unordered_map<const void*, uint32_t> sets_;  // by part
};

class ExprLowerer {
 public:
  // In the where program (`of_events`) columns are properties; questions may then be null.
  ExprLowerer(const check::Module& module, Builder* builder, QuestionTable* questions,
              ListTable* lists)
      : module_(module),
        builder_(builder),
        questions_(questions),
        lists_(lists),
        has_stage_(check::WithStages(module)) {}

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
  struct Column {
    uint32_t index;
    const check::Field* field;  // null for a property
  };
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
  Value MemberOfPart(check::ExprId value, const check::ValueList::Part& part, bool truth);
  Value MemberOfSet(const Column& column, const check::ValueList::Part& part, bool truth);
  Value MemberOneByOne(check::ExprId value, const std::vector<check::Literal>& list, bool truth);
  Needles NeedlesOf(const check::ValueList& list);
  Value Text(check::ExprId value, Predicate predicate, bool truth);
  Value Tags(check::ExprId value, Predicate predicate, bool truth);
  Value KnownValue(check::ExprId value);
  Value Events(const check::EventCondition& node, bool truth);
  Value DateWindow(const check::DateWindowCondition& node, bool truth);
  Value AtLeastRung(uint32_t rung);
  Value AnyOfRungs(uint32_t power, uint32_t first);
  Value StartOfDay(int32_t date, int64_t offset);
  Value Back(bool of_time, int64_t seconds, int64_t steps);

  Column ColumnOf(check::ExprId value) const;
  const check::Literal* LiteralOf(check::ExprId value) const;

  const check::Module& module_;
  Builder* builder_;
  QuestionTable* questions_;
  ListTable* lists_;
  uint32_t deciding_ = 0;
  const std::vector<Value>* reached_ = nullptr;
  // What was lowered: sides by (expr, truth), and numbers. What a stage's name stands in means
  // another thing for each rung, and is forgotten with it; all else is not, or a chain of defines
  // that n rungs name would be lowered n times.
  struct Lowered {
    std::unordered_map<uint64_t, Value> sides;
    std::unordered_map<uint32_t, Value> numbers;
  };
  Lowered& LoweredOf(check::ExprId id) { return has_stage_[id.value] ? of_rung_ : of_all_; }
  Lowered of_all_, of_rung_;
  std::vector<bool> has_stage_;  // by expr
  // Reached rungs [first, first + 2^k): any of them. By (k, first).
  std::map<std::pair<uint32_t, uint32_t>, Value> any_of_rungs_;
  // What comparing a value with each of a list gave: (value, list, truth).
  std::map<std::tuple<uint32_t, const void*, bool>, Value> members_;
};

}  // namespace ripe::ir
