// The expressions that the rules stand on, in an order in which each comes after those it is made
// of, each with a number for its meaning: two expressions with one number surely mean the same,
// however they are written (`5 < x`, `x > 5`, `not x <= 5`). Everything else in lint walks this
// order and compares these numbers, so that no warning recurses into an expression or compares
// rules in pairs. Expressions of tests are left out. Entry: the constructor.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/check/children.h"
#include "compiler/check/lint_value.h"
#include "compiler/check/module.h"

namespace ripe::check {

class Shape {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;
  explicit Shape(const Module& module);

  const std::vector<ExprId>& order() const { return order_; }
  // The number of an expression's meaning; kNone for those that the rules do not use.
  uint32_t Meaning(ExprId id) const { return id.valid() ? meanings_[id.value] : kNone; }
  // Of which events, wherever the window; and of their types, whatever the `where`.
  uint32_t ClassMeaning(ClassId id) const { return class_meanings_[id.value]; }
  uint32_t TypesMeaning(ClassId id) const { return types_meanings_[id.value]; }
  // Of a whole term: events and window.
  uint32_t TermMeaning(const EventTerm& term);
  // True where a stage's name stands in it: such a condition depends on which stage is being
  // decided.
  bool HasStage(ExprId id) const { return has_stage_[id.value]; }

 private:
  void Visit(ExprId root);
  void Settle(ExprId id);
  void SettleClass(ClassId id);
  std::string KeyOf(ExprId id);
  std::string KeyOfValue(const Expr& expr);
  std::string KeyOfTest(const ValueTest& test);
  uint32_t MeaningOf(const ValueList::Part& part);
  void PutValues(std::string* key, const ValueList& list);
  uint32_t Intern(std::string key);

  const Module& module_;
  std::vector<ExprId> order_;
  std::vector<uint32_t> meanings_;
  std::vector<bool> has_stage_;
  std::vector<uint32_t> class_meanings_, types_meanings_;
  std::unordered_map<std::string, uint32_t> numbers_;
  std::unordered_map<const void*, uint32_t> lists_;  // what parts of lists mean
};

}  // namespace ripe::check
