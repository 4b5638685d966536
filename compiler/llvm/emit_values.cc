// Ranges, comparisons, numbers and counts.
#include "compiler/llvm/emitter.h"

namespace ripe::codegen {

using ir::CompareOp;
using ir::Op;
using ir::Physical;

namespace {
constexpr int64_t kMicrosPerDay = int64_t{86'400} * 1'000'000;
}

Value* PartEmitter::InRange(const ir::Step& step, Value* value) {
  Type* type = value->getType()->getScalarType();
  const auto low = [&] { return Param(step.param, type); };
  const auto high = [&] { return Param(step.param + 1, type); };
  if (type->isDoubleTy())
    return b_.CreateAnd(b_.CreateFCmpOGE(value, low()), b_.CreateFCmpOLE(value, high()));
  const auto above = [&] {
    return RIPE_BUG(9) ? b_.CreateICmpSGT(value, low()) : b_.CreateICmpSGE(value, low());
  };
  const auto below = [&] {
    return RIPE_BUG(10) ? b_.CreateICmpULE(value, high()) : b_.CreateICmpSLE(value, high());
  };
  switch (static_cast<ir::RangeSides>(step.aux)) {
    case ir::RangeSides::kBoth: {
      Value* least = above();
      return b_.CreateAnd(least, below());
    }
    case ir::RangeSides::kLow:
      return above();
    case ir::RangeSides::kHigh:
      return below();
    case ir::RangeSides::kEqual:
      return b_.CreateICmpEQ(value, low());
  }
  return nullptr;
}

// `known`, where the range is one of what is outside; null: always.
void PartEmitter::EmitRange(const ir::Step& step, Value* value, Value* known) {
  Value* inside = InRange(step, value);
  if (step.flag == 0) return Set(step.dst, inside);
  Value* outside = b_.CreateNot(inside);
  Set(step.dst, known == nullptr || RIPE_BUG(11) ? outside : b_.CreateAnd(outside, known));
}

void PartEmitter::EmitRangeColumn(const ir::Step& step) {
  Value* value = LoadInput(step);
  if (step.flag != 0) {
    Value* known = nullptr;
    if (step.type == Physical::kF64) known = IsFinite(value);
    if (step.type == Physical::kDate32)
      known = b_.CreateICmpNE(value, SplatInt(I(32), types::kMissingDate));
    if (step.type == Physical::kTime64)
      known = b_.CreateICmpNE(value, SplatInt(I(64), types::kMissingTime));
    if (ir::HasValid(step.type)) known = Valid(step);
    return EmitRange(step, value, known);
  }
  EmitRange(step, value, nullptr);
  if (Value* valid = RIPE_BUG(12) ? nullptr : Valid(step))
    Set(step.dst, b_.CreateAnd(registers_[step.dst], valid));
}

PartEmitter::Predicate PartEmitter::IntPredicate(CompareOp op) {
  switch (op) {
    case CompareOp::kEq:
      return Predicate::ICMP_EQ;
    case CompareOp::kNe:
      return Predicate::ICMP_NE;
    case CompareOp::kLt:
      return Predicate::ICMP_SLT;
    case CompareOp::kLe:
      return RIPE_BUG(13) ? Predicate::ICMP_SLT : Predicate::ICMP_SLE;
    case CompareOp::kGt:
      return Predicate::ICMP_SGT;
    case CompareOp::kGe:
      return Predicate::ICMP_SGE;
  }
  return Predicate::ICMP_EQ;
}

// Ordered: missing (NaN) compares with nothing, not even as different.
PartEmitter::Predicate PartEmitter::DoublePredicate(CompareOp op) {
  switch (op) {
    case CompareOp::kEq:
      return Predicate::FCMP_OEQ;
    case CompareOp::kNe:
      return RIPE_BUG(14) ? Predicate::FCMP_UNE : Predicate::FCMP_ONE;
    case CompareOp::kLt:
      return Predicate::FCMP_OLT;
    case CompareOp::kLe:
      return RIPE_BUG(17) ? Predicate::FCMP_ULE : Predicate::FCMP_OLE;
    case CompareOp::kGt:
      return Predicate::FCMP_OGT;
    case CompareOp::kGe:
      return RIPE_BUG(15) ? Predicate::FCMP_OGT : Predicate::FCMP_OGE;
  }
  return Predicate::FCMP_OEQ;
}

void PartEmitter::EmitCompare(const ir::Step& step) {
  if (step.op == Op::kCmpNumber) {
    Value* a = Number(step.a);
    return Set(step.dst, b_.CreateFCmp(DoublePredicate(step.compare), a, Number(step.b)));
  }
  Value* a = Whole(step.a);
  Value* b = Whole(step.b);
  Value* missing = SplatInt(I(64), types::kMissingTime);
  Value* known = b_.CreateAnd(b_.CreateICmpNE(a, missing), b_.CreateICmpNE(b, missing));
  Value* holds = b_.CreateICmp(IntPredicate(step.compare), a, b);
  Set(step.dst, RIPE_BUG(16) ? holds : b_.CreateAnd(holds, known));
}

void PartEmitter::EmitArithmetic(const ir::Step& step) {
  Value* a = Number(step.a);
  Value* b = Number(step.b);
  Value* result = nullptr;
  switch (step.op) {
    case Op::kAdd:
      result = b_.CreateFAdd(a, b);
      break;
    case Op::kSub:
      result = b_.CreateFSub(a, b);
      break;
    case Op::kMul:
      result = b_.CreateFMul(a, b);
      break;
    default:
      result = b_.CreateFDiv(a, b);
      break;
  }
  Set(step.dst, RIPE_BUG(18) ? result : Finite(result));
}

void PartEmitter::EmitDays(const ir::Step& step) {
  Value* a = Whole(step.a);
  Value* b = Whole(step.b);
  Value* missing = SplatInt(I(64), types::kMissingTime);
  Value* known = b_.CreateAnd(b_.CreateICmpNE(a, missing), b_.CreateICmpNE(b, missing));
  Value* days = b_.CreateSub(b, a);
  if (step.flag != 0) {
    // To zero; a floor is a bug that only shows before the other instant.
    if (RIPE_BUG(19)) days = b_.CreateSub(days, SplatInt(I(64), kMicrosPerDay - 1));
    days = b_.CreateSDiv(days, SplatInt(I(64), kMicrosPerDay));
  }
  if (step.sign < 0 && !RIPE_BUG(46)) days = b_.CreateNeg(days);
  Value* number = b_.CreateSIToFP(days, Vec(Double()));
  Set(step.dst, b_.CreateSelect(known, number, SplatDouble(__builtin_nan(""))));
}

void PartEmitter::EmitCount(const ir::Step& step) {
  Value* sum = SplatInt(I(8), 0);
  for (uint32_t k = RIPE_BUG(20) ? 1 : 0; k < step.count; ++k)
    sum = b_.CreateAdd(sum, Byte(program_.operands[step.index + k]));
  Set(step.dst, sum);
}

}  // namespace ripe::codegen
