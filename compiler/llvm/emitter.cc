// The frame of a function: its loop over strips, memory, registers and accumulators. The steps are
// in emit_inputs.cc, emit_values.cc and emit_points.cc.
#include "compiler/llvm/emitter.h"

#include <llvm/IR/InlineAsm.h>

#include <cstddef>

namespace ripe::codegen {

using ir::BatchContext;
using ir::Op;
using ir::Physical;

namespace {

Type* LaneType(ir::PointsLane lane, llvm::IRBuilder<>& b) {
  switch (lane) {
    case ir::PointsLane::kI16:
      return b.getInt16Ty();
    case ir::PointsLane::kI32:
      return b.getInt32Ty();
    case ir::PointsLane::kI64:
      return b.getInt64Ty();
  }
  return nullptr;
}

}  // namespace

PartEmitter::PartEmitter(const ir::BoundPlan& plan, const ir::BoundProgram& program, bool leads,
                         const EmitOptions& options, llvm::Function* function)
    : plan_(plan),
      program_(program),
      leads_(leads),
      options_(options),
      function_(function),
      rows_(RowsAStrip(options.vectors, plan.lane)),
      entry_(function->getContext()),
      b_(function->getContext()) {
  lane_ = LaneType(plan.lane, b_);
  inputs_.resize(program.inputs.size());
  fetched_.resize(program.inputs.size());
  registers_.resize(program.register_columns);
  sums_.resize(plan.groups + 1);
  changed_.resize(plan.groups + 1);
}

void PartEmitter::Run(const Part& part) {
  llvm::LLVMContext& context = function_->getContext();
  auto* entry = llvm::BasicBlock::Create(context, "entry", function_);
  auto* loop = llvm::BasicBlock::Create(context, "strip", function_);
  auto* done = llvm::BasicBlock::Create(context, "done", function_);
  context_ = function_->getArg(0);
  Value* rows = function_->getArg(1);
  // The entry block gets its loads while the loop is written; they go before this branch.
  entry_.SetInsertPoint(entry);
  entry_.SetInsertPoint(entry_.CreateBr(loop));
  b_.SetInsertPoint(loop);
  llvm::PHINode* row = b_.CreatePHI(I(64), 2, "row");
  row->addIncoming(b_.getInt64(0), entry);
  row_ = row;
  started_ = part.started;
  stage_started_ = part.stage_started;
  if (leads_ && stage_started_)
    stage_ = LoadRows(Field(offsetof(BatchContext, stage), b_.getPtrTy()), I(16));
  for (size_t at = part.begin; at < part.end; ++at) Emit(program_.steps[at]);
  Finish(part);
  Value* next = b_.CreateAdd(row_, b_.getInt64(rows_));
  row->addIncoming(next, b_.GetInsertBlock());
  b_.CreateCondBr(b_.CreateICmpULT(next, rows), loop, done);
  b_.SetInsertPoint(done);
  b_.CreateRet(rows);
}

void PartEmitter::Finish(const Part& part) {
  for (const uint32_t place : part.live_out) {
    Value* value = registers_[place];
    if (value == nullptr) continue;  // an earlier function's
    if (RIPE_BUG(29) && place == *part.live_out.begin()) continue;
    if (value->getType()->getScalarType()->isIntegerTy(1)) value = b_.CreateZExt(value, Vec(I(8)));
    StoreRows(RegisterBase(place), value);
  }
  if (!leads_) return;
  for (size_t g = 0; g < sums_.size(); ++g) {
    if (changed_[g] && !(RIPE_BUG(30) && g == 0)) {
      StoreRows(PointsBase(g), sums_[g]);
    } else if (part.last && !started_[g]) {
      StoreRows(PointsBase(g), SplatInt(lane_, 0));
    }
  }
  if (stage_ == nullptr && part.last && !stage_started_ && !RIPE_BUG(31))
    stage_ = SplatInt(I(16), 0);
  if (stage_ != nullptr) StoreRows(Field(offsetof(BatchContext, stage), b_.getPtrTy()), stage_);
}

// ---- types and constants
// -----------------------------------------------------------------------------------------

Type* PartEmitter::Vec(Type* element) const {
  if (rows_ == 1) return element;
  return llvm::FixedVectorType::get(element, rows_);
}

Type* PartEmitter::ElementOf(Physical type) const {
  switch (type) {
    case Physical::kF64:
      return Double();
    case Physical::kI16:
    case Physical::kCode16:
      return I(16);
    case Physical::kI32:
    case Physical::kDate32:
    case Physical::kCode32:
    case Physical::kRawText:
    case Physical::kTagLists:
      return I(32);
    case Physical::kI64:
    case Physical::kTime64:
      return I(64);
    case Physical::kNone:
    case Physical::kI8:
    case Physical::kYesNo8:
    case Physical::kYesNoBits:
    case Physical::kCode8:
      return I(8);
  }
  return nullptr;
}

Value* PartEmitter::Splat(Value* scalar) {
  return rows_ == 1 ? scalar : b_.CreateVectorSplat(rows_, scalar);
}
Value* PartEmitter::SplatInt(Type* element, int64_t value) {
  return llvm::ConstantInt::getSigned(Vec(element), value);
}
Value* PartEmitter::SplatDouble(double value) {
  return llvm::ConstantFP::get(Vec(Double()), value);
}

// ---- memory
// ------------------------------------------------------------------------------------------------------

Value* PartEmitter::Field(size_t offset, Type* type) {
  Value* place = entry_.CreateConstGEP1_64(entry_.getInt8Ty(), context_, offset);
  return entry_.CreateLoad(type, place);
}

Value* PartEmitter::Entry(Value* array, uint32_t index, Type* type) {
  return entry_.CreateLoad(type, entry_.CreateConstGEP1_64(type, array, index));
}

Value* PartEmitter::InputBase(uint32_t input) {
  if (inputs_array_ == nullptr)
    inputs_array_ = Field(offsetof(BatchContext, inputs), b_.getPtrTy());
  if (inputs_[input] == nullptr) inputs_[input] = Entry(inputs_array_, input, b_.getPtrTy());
  return inputs_[input];
}

Value* PartEmitter::LoadRows(Value* base, Type* element) {
  Value* place = b_.CreateGEP(element, base, row_);
  return b_.CreateAlignedLoad(Vec(element), place, llvm::Align(1));
}

void PartEmitter::StoreRows(Value* base, Value* rows) {
  Value* place = b_.CreateGEP(rows->getType()->getScalarType(), base, row_);
  b_.CreateAlignedStore(rows, place, llvm::Align(1));
}

// The processor's own prefetching stops at the ends of pages, and there are as many streams as
// columns. Measured at 512 to 4,096 bytes ahead: all help by a tenth, 1,024 as much as any.
// Prefetching past the end of a column harms nothing.
void PartEmitter::Prefetch(uint32_t input, Type* element) {
  constexpr unsigned kAhead = 1024, kLine = 64;
  if (rows_ == 1 || ir::IsMade(program_.inputs[input]) || fetched_[input]) return;
  fetched_[input] = true;
  Value* first = b_.CreateGEP(element, InputBase(input), row_);
  const unsigned bytes = rows_ * element->getScalarSizeInBits() / 8;
  for (unsigned at = 0; at < bytes; at += kLine) {
    b_.CreateIntrinsic(llvm::Intrinsic::prefetch, {b_.getPtrTy()},
                       {b_.CreateConstGEP1_64(I(8), first, kAhead + at), b_.getInt32(0),
                        b_.getInt32(3), b_.getInt32(1)});
  }
}

Value* PartEmitter::LoadInput(uint32_t input, Physical type) {
  Prefetch(input, ElementOf(type));
  return LoadRows(InputBase(input), ElementOf(type));
}

Value* PartEmitter::LoadBitmap(Value* base) {
  Value* byte = b_.CreateGEP(I(8), base, b_.CreateLShr(row_, RIPE_BUG(1) ? 2 : 3));
  if (rows_ == 1) {
    Value* bits = b_.CreateLoad(I(8), byte);
    Value* bit = b_.CreateTrunc(b_.CreateAnd(row_, b_.getInt64(7)), I(8));
    return b_.CreateTrunc(b_.CreateLShr(bits, bit), I(1));
  }
#if defined(__x86_64__)
  if (options_.vectors == Vectors::kAvx512 || options_.vectors == Vectors::kAvx512Vbmi) {
    // The obvious bitcast of iN to <N x i1> makes LLVM 19.1's instruction selection run for ever on
    // some and-trees; into what is written in assembly it cannot look.
    auto* type = llvm::FunctionType::get(Vec(I(1)), {b_.getPtrTy()}, false);
    const char* load = rows_ == 16 ? "kmovw ($1), $0" : "kmovd ($1), $0";
    return b_.CreateCall(llvm::InlineAsm::get(type, load, "=k,r,~{memory}", false), {byte});
  }
#endif
  // Each lane tests its own bit of them all.
  Value* bits = b_.CreateAlignedLoad(I(rows_), byte, llvm::Align(1));
  llvm::SmallVector<llvm::Constant*, 64> own;
  for (unsigned i = 0; i < rows_; ++i)
    own.push_back(llvm::ConstantInt::get(I(rows_), uint64_t{1} << (RIPE_BUG(32) ? i ^ 7 : i)));
  Value* tested = b_.CreateAnd(Splat(bits), llvm::ConstantVector::get(own));
  return b_.CreateICmpNE(tested, llvm::Constant::getNullValue(tested->getType()));
}

Value* PartEmitter::Valid(const ir::Step& step) {
  if (step.valid == ir::kNoIndex) return nullptr;
  if (program_.inputs[step.valid].type == Physical::kYesNoBits)
    return LoadBitmap(InputBase(step.valid));
  return b_.CreateICmpNE(LoadInput(step.valid, Physical::kNone), SplatInt(I(8), 0));
}

// The address of parameters, in the entry block.
Value* PartEmitter::Params() {
  if (params_ == nullptr) params_ = Field(offsetof(BatchContext, params), b_.getPtrTy());
  return params_;
}

// A scalar of the entry block in every lane. It goes through memory, four bytes of copies of it, so
// that each strip broadcasts it while loading, for which any load port will do.
Value* PartEmitter::Broadcast(Value* scalar) {
  Type* type = scalar->getType();
  if (rows_ == 1) return scalar;
  const unsigned bits = type->getScalarSizeInBits();
  if (type->isIntegerTy() && bits < 32) {
    Value* wide = entry_.CreateZExt(scalar, I(32));
    scalar = entry_.CreateMul(
        wide, entry_.getInt32(bits == 8 && !RIPE_BUG(33) ? 0x01010101 : 0x00010001));
  }
  llvm::Value* slot = entry_.CreateAlloca(scalar->getType());
  entry_.CreateStore(scalar, slot);
  Value* loaded = b_.CreateLoad(scalar->getType(), slot);
  if (!type->isIntegerTy() || bits >= 32) return Splat(loaded);
  Value* copies = b_.CreateVectorSplat(rows_ * bits / 32, loaded);
  return b_.CreateBitCast(copies, Vec(type));
}

Value* PartEmitter::Param(uint32_t param, Type* type) {
  // Wide parameters broadcast from where they are.
  if (rows_ == 1 || type->getScalarSizeInBits() >= 32) return Splat(ParamScalar(param, type));
  return Broadcast(EntryParam(param, type));
}

Value* PartEmitter::EntryParam(uint32_t param, Type* type) {
  return entry_.CreateLoad(type, entry_.CreateConstGEP1_64(I(64), Params(), param));
}

Value* PartEmitter::ParamScalar(uint32_t param, Type* type) {
  // Little-endian: the low bits of an integer come first.
  return b_.CreateLoad(type, b_.CreateConstGEP1_64(I(64), Params(), param));
}

// ---- registers and accumulators
// ----------------------------------------------------------------------------------

Value* PartEmitter::RegisterBase(uint32_t place) {
  Value* file = Field(offsetof(BatchContext, registers), b_.getPtrTy());
  return entry_.CreateConstGEP1_64(I(8), file, uint64_t{place} * ir::kBatchRows);
}

Value* PartEmitter::Byte(uint32_t place) {
  Value*& value = registers_[place];
  if (value == nullptr) value = LoadRows(RegisterBase(place), I(8));
  if (value->getType()->getScalarType()->isIntegerTy(1)) return b_.CreateZExt(value, Vec(I(8)));
  return value;
}

Value* PartEmitter::Mask(uint32_t place) {
  Value*& value = registers_[place];
  if (value == nullptr) value = LoadRows(RegisterBase(place), I(8));
  if (!value->getType()->getScalarType()->isIntegerTy(1))
    value = b_.CreateICmpNE(value, SplatInt(I(8), 0));
  return value;
}

Value* PartEmitter::Wide(uint32_t place, Type* type) {
  Value*& value = registers_[place];
  if (value == nullptr) value = LoadRows(RegisterBase(place), type);
  return value;
}

Value* PartEmitter::PointsBase(size_t place) {
  Value* points = Field(offsetof(BatchContext, points), b_.getPtrTy());
  return entry_.CreateConstGEP1_64(lane_, points, place * ir::kBatchRows);
}

Value* PartEmitter::Sum(uint32_t accumulator) {
  const size_t place = PlaceOf(accumulator);
  if (sums_[place] == nullptr)
    sums_[place] = (started_[place] && !RIPE_BUG(28)) || RIPE_BUG(27)
                       ? LoadRows(PointsBase(place), lane_)
                       : SplatInt(lane_, 0);
  return sums_[place];
}

void PartEmitter::SetSum(uint32_t accumulator, Value* value) {
  sums_[PlaceOf(accumulator)] = value;
  changed_[PlaceOf(accumulator)] = true;
}

void PartEmitter::Add(uint32_t accumulator, Value* points, Value* mask) {
  Value* sum = Sum(accumulator);
  if (mask == nullptr) return SetSum(accumulator, b_.CreateAdd(sum, points));
  Value* given = b_.CreateSelect(mask, points, SplatInt(lane_, 0));
  SetSum(accumulator, b_.CreateAdd(sum, given));
}

// ---- steps
// -------------------------------------------------------------------------------------------------------

void PartEmitter::Emit(const ir::Step& step) {
  switch (step.op) {
    case Op::kLoadNumber:
      return EmitLoadNumber(step);
    case Op::kLoadInstant: {
      Value* value = LoadInput(step);
      if (step.type == Physical::kTime64) return Set(step.dst, value);
      Value* known = b_.CreateICmpNE(value, SplatInt(I(32), types::kMissingDate));
      return Set(step.dst, RIPE_BUG(34) ? Resize(value, I(64))
                                        : b_.CreateSelect(known, Resize(value, I(64)),
                                                          SplatInt(I(64), types::kMissingTime)));
    }
    case Op::kLoadYesNo:
      return EmitLoadYesNo(step);
    case Op::kLoadKnown:
      return EmitLoadKnown(step);
    case Op::kLoadBytes:
      return Set(step.dst, LoadInput(step.input, Physical::kNone));
    case Op::kLoadBits:
      return EmitLoadBits(step);
    case Op::kMissing:
      return Set(step.dst, step.flag != 0 ? SplatDouble(__builtin_nan(""))
                                          : SplatInt(I(64), types::kMissingTime));
    case Op::kNumberParam:
      return Set(step.dst, Param(step.param, Double()));
    case Op::kInstantParam:
      return Set(step.dst, Param(step.param, I(64)));
    case Op::kConstMask:
      return Set(step.dst, SplatInt(I(1), step.flag != 0 ? -1 : 0));
    case Op::kRangeColumn:
      return EmitRangeColumn(step);
    case Op::kRangeNumber: {
      Value* value = Number(step.a);
      return EmitRange(step, value, b_.CreateFCmpORD(value, value));
    }
    case Op::kRangeInstant: {
      Value* value = Whole(step.a);
      return EmitRange(step, value, b_.CreateICmpNE(value, SplatInt(I(64), types::kMissingTime)));
    }
    case Op::kRangeSmall: {
      // Counts are unsigned bytes; an empty range is one in bytes too.
      Value* value = Byte(step.a);
      Value* least = Param(step.param, I(8));
      Value* above = RIPE_BUG(35) ? b_.CreateICmpSGE(value, least) : b_.CreateICmpUGE(value, least);
      Value* below = b_.CreateICmpULE(value, Param(step.param + 1, I(8)));
      Value* inside = b_.CreateAnd(above, below);
      return Set(step.dst, step.flag != 0 ? b_.CreateNot(inside) : inside);
    }
    case Op::kCmpNumber:
    case Op::kCmpInstant:
      return EmitCompare(step);
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kDiv:
      return EmitArithmetic(step);
    case Op::kSelectNumber: {
      Value* a = Number(step.a);
      Value* known = RIPE_BUG(36) ? b_.CreateFCmpONE(a, SplatDouble(0)) : b_.CreateFCmpORD(a, a);
      return Set(step.dst, b_.CreateSelect(known, a, Number(step.b)));
    }
    case Op::kSelectInstant: {
      Value* a = Whole(step.a);
      Value* known = b_.CreateICmpNE(a, SplatInt(I(64), types::kMissingTime));
      return Set(step.dst, b_.CreateSelect(known, a, Whole(step.b)));
    }
    case Op::kDays:
      return EmitDays(step);
    case Op::kSmallToNumber:
      return Set(step.dst, RIPE_BUG(37) ? b_.CreateSIToFP(Byte(step.a), Vec(Double()))
                                        : b_.CreateUIToFP(Byte(step.a), Vec(Double())));
    case Op::kAnd:
      return Set(step.dst, RIPE_BUG(2) ? Mask(step.a) : b_.CreateAnd(Mask(step.a), Mask(step.b)));
    case Op::kOr:
      return Set(step.dst, RIPE_BUG(3) ? b_.CreateXor(Mask(step.a), Mask(step.b))
                                       : b_.CreateOr(Mask(step.a), Mask(step.b)));
    case Op::kAndNot:
      return Set(step.dst, RIPE_BUG(4) ? b_.CreateXor(Mask(step.a), Mask(step.b))
                                       : b_.CreateAnd(Mask(step.a), b_.CreateNot(Mask(step.b))));
    case Op::kBit: {
      Value* bit = b_.CreateAnd(Byte(step.a), SplatInt(I(8), int64_t{1} << step.flag));
      return Set(step.dst, b_.CreateICmpNE(bit, SplatInt(I(8), 0)));
    }
    case Op::kCount:
      return EmitCount(step);
    case Op::kRangeTotal:
    case Op::kTotalToNumber:
    case Op::kGive:
    case Op::kGiveAll:
    case Op::kGiveUnits:
    case Op::kGiveFaded:
    case Op::kGiveWorth:
    case Op::kCloseGroup:
      return EmitPoints(step);
    case Op::kStage:
      return EmitStage(step);
    case Op::kStoreMask:
    case Op::kStoreNumber: {
      Value* outputs = Field(offsetof(BatchContext, outputs), b_.getPtrTy());
      const bool mask = step.op == Op::kStoreMask;
      return StoreRows(Entry(outputs, step.index, b_.getPtrTy()),
                       mask ? Byte(step.a) : Number(step.a));
    }
  }
}

void PartEmitter::EmitStage(const ir::Step& step) {
  if (stage_ == nullptr) stage_ = SplatInt(I(16), 0);
  Value* stage = SplatInt(I(16), step.index);
  if (RIPE_BUG(26))  // the first condition wins
    stage = b_.CreateSelect(b_.CreateICmpEQ(stage_, SplatInt(I(16), 0)), stage, stage_);
  stage_ = b_.CreateSelect(Mask(step.a), stage, stage_);
}

}  // namespace ripe::codegen
