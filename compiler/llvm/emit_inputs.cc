// Inputs into registers: numbers, yesno, validity, and texts by table.
#include <llvm/IR/IntrinsicsX86.h>

#include "compiler/llvm/emitter.h"

namespace ripe::codegen {

using ir::Physical;

namespace {
constexpr double kMostFinite = 1.7976931348623157e308;
}

Value* PartEmitter::IsFinite(Value* number) {
  Value* size = b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, number);
  return b_.CreateFCmpOLE(size, SplatDouble(kMostFinite));
}

Value* PartEmitter::Finite(Value* number) {
  return b_.CreateSelect(IsFinite(number), number, SplatDouble(__builtin_nan("")));
}

Value* PartEmitter::Resize(Value* value, Type* element) {
  const unsigned from = value->getType()->getScalarSizeInBits();
  const unsigned to = element->getScalarSizeInBits();
  if (from < to) return b_.CreateSExt(value, Vec(element));
  return from > to ? b_.CreateTrunc(value, Vec(element)) : value;
}

void PartEmitter::EmitLoadNumber(const ir::Step& step) {
  Value* value = LoadInput(step);
  if (step.type == Physical::kF64) return Set(step.dst, RIPE_BUG(5) ? value : Finite(value));
  Value* number = b_.CreateSIToFP(value, Vec(Double()));
  if (Value* valid = RIPE_BUG(6) ? nullptr : Valid(step))
    number = b_.CreateSelect(valid, number, SplatDouble(__builtin_nan("")));
  Set(step.dst, number);
}

void PartEmitter::EmitLoadYesNo(const ir::Step& step) {
  if (step.type == Physical::kYesNoBits) {
    Value* mask = LoadBitmap(InputBase(step.input));
    if (step.flag == 0) mask = b_.CreateNot(mask);
    if (Value* valid = RIPE_BUG(7) ? nullptr : Valid(step)) mask = b_.CreateAnd(mask, valid);
    return Set(step.dst, mask);
  }
  Set(step.dst, b_.CreateICmpEQ(LoadInput(step), SplatInt(I(8), step.flag)));
}

void PartEmitter::EmitLoadKnown(const ir::Step& step) {
  switch (step.type) {
    case Physical::kF64:
      return Set(step.dst, IsFinite(LoadInput(step)));
    case Physical::kI8:
    case Physical::kI16:
    case Physical::kI32:
    case Physical::kI64:
    case Physical::kYesNoBits: {
      Value* valid = Valid(step);
      return Set(step.dst, valid != nullptr ? valid : SplatInt(I(1), -1));
    }
    case Physical::kYesNo8:
      return Set(step.dst, b_.CreateICmpULT(LoadInput(step), SplatInt(I(8), RIPE_BUG(38) ? 3 : 2)));
    case Physical::kDate32:
      return Set(step.dst, b_.CreateICmpNE(LoadInput(step), SplatInt(I(32), types::kMissingDate)));
    case Physical::kTime64:
      return Set(step.dst, b_.CreateICmpNE(LoadInput(step), SplatInt(I(64), types::kMissingTime)));
    case Physical::kCode8:
    case Physical::kCode16:
    case Physical::kCode32: {
      Value* code = LoadInput(step);
      return Set(step.dst, b_.CreateICmpNE(code, llvm::Constant::getNullValue(code->getType())));
    }
    case Physical::kRawText:
    case Physical::kTagLists: {
      Value* base = InputBase(step.input);
      Value* next = b_.CreateConstGEP1_64(I(32), base, 1);
      return Set(step.dst, b_.CreateICmpNE(LoadRows(base, I(32)), LoadRows(next, I(32))));
    }
    case Physical::kNone:
      return Set(step.dst, SplatInt(I(1), 0));
  }
}

void PartEmitter::EmitLoadBits(const ir::Step& step) {
  Value* tables = Field(offsetof(ir::BatchContext, text_tables), b_.getPtrTy());
  Value* table = Entry(tables, step.index, b_.getPtrTy());
  Value* codes = LoadInput(step);
  const bool permute = options_.vectors == Vectors::kAvx512Vbmi && step.type == Physical::kCode8;
  Set(step.dst, permute ? LookUpVbmi(codes, table) : LookUp(codes, table));
}

// A gather of 32 bits an entry, the lowest byte of which is it: tables are padded for that.
Value* PartEmitter::LookUp(Value* codes, Value* table) {
  if (rows_ == 1)
    return b_.CreateLoad(I(8), b_.CreateGEP(I(8), table, b_.CreateZExt(codes, I(64))));
  Value* index =
      codes->getType()->getScalarSizeInBits() < 32 ? b_.CreateZExt(codes, Vec(I(32))) : codes;
  if (RIPE_BUG(39)) index = b_.CreateAnd(index, SplatInt(I(32), 0x7f));
  // Codes of 32 bits stay below 2^31: there are as many texts in memory.
  Value* places = b_.CreateGEP(I(8), table, index);
  Value* found = b_.CreateMaskedGather(Vec(I(32)), places, llvm::Align(1));
  return b_.CreateTrunc(found, Vec(I(8)));
}

// Two permutations of 128 entries each, and the highest bit of the code between them.
Value* PartEmitter::LookUpVbmi(Value* codes, Value* table) {
  auto* bytes = llvm::FixedVectorType::get(I(8), 64);
  Value* index = codes;
  if (rows_ < 64) {
    llvm::SmallVector<int, 64> widen(64, -1);
    for (unsigned i = 0; i < rows_; ++i) widen[i] = static_cast<int>(i);
    index = b_.CreateShuffleVector(codes, widen);
  }
  const auto quarter = [&](unsigned k) {
    return b_.CreateAlignedLoad(bytes, b_.CreateConstGEP1_64(I(8), table, uint64_t{k} * 64),
                                llvm::Align(1));
  };
  const auto half = [&](unsigned k) {
    return b_.CreateIntrinsic(llvm::Intrinsic::x86_avx512_vpermi2var_qi_512, {},
                              {quarter(k), index, quarter(k + 1)});
  };
  Value* low = half(0);
  Value* high = half(2);
  Value* upper = b_.CreateICmpSLT(index, llvm::Constant::getNullValue(bytes));
  Value* found = b_.CreateSelect(upper, RIPE_BUG(8) ? low : high, low);
  if (rows_ == 64) return found;
  llvm::SmallVector<int, 64> narrow;
  for (unsigned i = 0; i < rows_; ++i) narrow.push_back(static_cast<int>(i));
  return b_.CreateShuffleVector(found, narrow);
}

}  // namespace ripe::codegen
