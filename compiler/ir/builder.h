// Builds one Program of a Plan: each equal instruction once, masks simplified where an operand is
// constant. The lowering says what it means through these functions; nothing else makes
// instructions.
#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "compiler/ir/plan.h"

namespace ripe::ir {

class Builder {
 public:
  // Both must outlive the builder; params and predicates go to the plan.
  Builder(Plan* plan, Program* program) : plan_(plan), program_(program) {}

  // Inputs.
  Value Load(uint32_t column, types::ValueType type);
  Value LoadMask(uint32_t column, bool yes);
  Value Known(uint32_t column);
  Value Constant(bool truth);
  Value Number(double number);
  Value Parameter(const Param& param);
  Value Answer(uint32_t question, Kind kind);
  // Numbers and instants.
  Value Arith(check::ArithOp op, Value a, Value b);
  Value Compare(CompareOp op, Value a, Value b);
  Value Between(Value a, Value low, Value high);
  Value Select(Value a, Value otherwise);
  // `set` counts in Plan::sets.
  Value Among(uint32_t column, uint32_t set, bool among);
  Value Days(Value from, Value to, bool micros, int sign);
  // Texts.
  Value Lookup(uint32_t column, const Predicate& predicate);
  Value AnyTag(uint32_t column, const Predicate& predicate);
  Value SameText(uint32_t column, uint32_t other, bool same);
  // Masks.
  Value And(Value a, Value b);
  Value Or(Value a, Value b);
  Value AndNot(Value a, Value b);
  Value Not(Value a) { return AndNot(Constant(true), a); }
  Value CountTrue(std::vector<Value> masks);
  // Points and results: never shared.
  void Give(Prim prim, Value mask, Value amount, uint32_t rule);
  Value Total(uint32_t group);
  void Stage(Value mask, uint32_t stage);
  uint32_t Store(Value value);  // the output's index

 private:
  struct Hash {
    size_t operator()(const Instr& i) const;
  };
  Value Emit(const Instr& instr);
  Value Append(const Instr& instr);
  bool IsConstant(Value v, bool truth) const;
  uint32_t AddPredicate(const Predicate& predicate);
  Kind KindOf(Value v) const { return program_->instrs[v.index].kind; }

  Plan* plan_;
  Program* program_;
  std::unordered_map<Instr, uint32_t, Hash> known_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> params_by_hash_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> lists_by_hash_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> predicates_by_hash_;
};

}  // namespace ripe::ir
