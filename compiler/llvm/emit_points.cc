// Points: what rules give, caps of groups, and totals. Binding has made sure that no sum leaves its
// lane, so that lanes wrap nowhere.
#include "compiler/llvm/emitter.h"

namespace ripe::codegen {

using ir::Op;
using ir::Physical;

namespace {
constexpr int64_t kMicrosPerDay = int64_t{86'400} * 1'000'000;
constexpr double kMostFinite = 1.7976931348623157e308;
}  // namespace

Value* PartEmitter::Min(Value* a, Value* b) {
  return b_.CreateBinaryIntrinsic(llvm::Intrinsic::smin, a, b);
}
Value* PartEmitter::Max(Value* a, Value* b) {
  return b_.CreateBinaryIntrinsic(llvm::Intrinsic::smax, a, b);
}

void PartEmitter::EmitPoints(const ir::Step& step) {
  switch (step.op) {
    case Op::kRangeTotal:
      return EmitRange(step, Sum(step.index), nullptr);
    case Op::kTotalToNumber: {
      Value* unit = Broadcast(Field(offsetof(ir::BatchContext, unit), I(64)));
      Value* points = Resize(Sum(step.index), I(64));
      if (!RIPE_BUG(40)) points = b_.CreateMul(points, unit);
      return Set(step.dst,
                 b_.CreateFDiv(b_.CreateSIToFP(points, Vec(Double())), SplatDouble(1000)));
    }
    case Op::kGive:
      return EmitGive(step);
    case Op::kGiveAll:
      return Add(step.index, Param(step.param, lane_), nullptr);
    case Op::kGiveUnits:
      return EmitGiveUnits(step);
    case Op::kGiveFaded:
      return EmitGiveFaded(step);
    case Op::kGiveWorth:
      return EmitGiveWorth(step);
    default:
      return EmitCloseGroup(step);
  }
}

void PartEmitter::EmitGive(const ir::Step& step) {
  for (uint32_t k = 0; k < step.count; ++k) {
    Add(step.index, Param(step.param + (RIPE_BUG(21) ? 0 : k), lane_),
        Mask(program_.operands[step.aux + 2 * k]));
  }
}

// The units are positive and held, times the points, held within the most; all in lanes.
void PartEmitter::EmitGiveUnits(const ir::Step& step) {
  Value* units = nullptr;
  if (step.input == ir::kNoIndex || step.type == Physical::kF64) {
    Value* value = step.input == ir::kNoIndex ? Number(step.a) : LoadInput(step);
    Value* zero = SplatDouble(0);
    Value* counts = b_.CreateAnd(b_.CreateFCmpOGT(value, zero),
                                 b_.CreateFCmpOLE(value, SplatDouble(kMostFinite)));
    Value* most = Broadcast(entry_.CreateSIToFP(EntryParam(step.param + 2, I(64)), Double()));
    Value* positive = b_.CreateSelect(counts, value, zero);
    Value* held = b_.CreateSelect(b_.CreateFCmpOLT(positive, most), positive, most);
    const bool wide = lane_->isIntegerTy(64);
    units = Resize(b_.CreateFPToSI(held, Vec(I(wide ? 64 : 32))), lane_);
  } else {
    Value* value = LoadInput(step);
    Type* type = value->getType()->getScalarType();
    const unsigned bits = type->getScalarSizeInBits();
    Value* cap = EntryParam(step.param + 2, I(64));
    if (bits < 64) {
      cap = entry_.CreateBinaryIntrinsic(llvm::Intrinsic::smin, cap,
                                         entry_.getInt64((uint64_t{1} << (bits - 1)) - 1));
    }
    Value* most = Broadcast(entry_.CreateTrunc(cap, type));
    units = Resize(Min(RIPE_BUG(41) ? value : Max(value, SplatInt(type, 0)), most), lane_);
    if (Value* valid = RIPE_BUG(22) ? nullptr : Valid(step))
      units = b_.CreateSelect(valid, units, SplatInt(lane_, 0));
  }
  Value* all = b_.CreateMul(units, Param(step.param, lane_));
  Value* most = EntryParam(step.param + 1, lane_);
  Value* least = entry_.CreateNeg(most);
  Value* held = Max(Min(all, Broadcast(most)), Broadcast(least));
  Add(step.index, RIPE_BUG(23) ? all : held, step.b == ir::kNoIndex ? nullptr : Mask(step.b));
}

void PartEmitter::EmitGiveFaded(const ir::Step& step) {
  Value* newest = LoadInput(step.input, Physical::kTime64);
  Value* tables = Field(offsetof(ir::BatchContext, worths), b_.getPtrTy());
  Value* sizes = Field(offsetof(ir::BatchContext, worth_sizes), b_.getPtrTy());
  Value* table = Entry(tables, step.table, b_.getPtrTy());
  Value* size = Broadcast(entry_.CreateZExt(Entry(sizes, step.table, I(32)), I(64)));
  Value* age = b_.CreateSub(Param(step.param, I(64)), newest);
  Value* day = b_.CreateUDiv(age, SplatInt(I(64), kMicrosPerDay));
  Value* counts =
      b_.CreateAnd(b_.CreateICmpNE(newest, SplatInt(I(64), types::kMissingTime)),
                   RIPE_BUG(24) ? b_.CreateICmpULT(b_.CreateAdd(day, SplatInt(I(64), 1)), size)
                                : b_.CreateICmpULT(day, size));
  if (step.b != ir::kNoIndex && !RIPE_BUG(42)) counts = b_.CreateAnd(counts, Mask(step.b));
  Value* worth = nullptr;
  if (rows_ == 1) {
    // Where nothing counts, any readable place will do.
    Value* place = b_.CreateSelect(counts, b_.CreateGEP(I(64), table, day), Params());
    worth = b_.CreateSelect(counts, b_.CreateLoad(I(64), place), b_.getInt64(0));
  } else {
    worth = b_.CreateMaskedGather(Vec(I(64)), b_.CreateGEP(I(64), table, day), llvm::Align(8),
                                  counts, SplatInt(I(64), 0));
  }
  Add(step.index, Resize(worth, lane_), nullptr);
}

void PartEmitter::EmitGiveWorth(const ir::Step& step) {
  Value* worth = Resize(LoadInput(step), I(64));
  Value* most = EntryParam(step.param, I(64));
  Value* least = entry_.CreateNeg(most);
  Value* held = RIPE_BUG(43) ? worth : Max(Min(worth, Broadcast(most)), Broadcast(least));
  Add(step.index, Resize(held, lane_), step.b == ir::kNoIndex ? nullptr : Mask(step.b));
}

void PartEmitter::EmitCloseGroup(const ir::Step& step) {
  Value* raised = Max(Sum(step.index), Param(step.param, lane_));
  Value* held = RIPE_BUG(25) ? raised : Min(raised, Param(step.param + 1, lane_));
  SetSum(step.index, held);
  SetSum(ir::kScore, b_.CreateAdd(Sum(ir::kScore), held));
}

}  // namespace ripe::codegen
