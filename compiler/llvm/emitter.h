// One function of the emitted code: a loop over strips of rows that does a run of steps. Values of
// registers and accumulators are SSA values while the function runs; what a later function reads
// goes through the register file and BatchContext::points. Internal to compiler/llvm.
#pragma once

#include <llvm/IR/IRBuilder.h>

#include <set>
#include <span>
#include <vector>

#include "compiler/llvm/emit.h"

namespace ripe::codegen {

using llvm::Type;
using llvm::Value;

// What a function takes over and leaves behind.
struct Part {
  size_t begin = 0, end = 0;    // its steps
  std::set<uint32_t> live_out;  // places in the register file that later functions read
  std::vector<bool> started;    // accumulators that earlier functions have begun
  bool stage_started = false;   // and whether they have begun the stage
  bool last = false;            // finishes what nobody has begun
};

class PartEmitter {
 public:
  PartEmitter(const ir::BoundPlan& plan, const ir::BoundProgram& program, bool leads,
              const EmitOptions& options, llvm::Function* function);
  void Run(const Part& part);

 private:
  using Predicate = llvm::CmpInst::Predicate;

  // Types and constants; with one row vectors are scalars.
  Type* Vec(Type* element) const;
  Type* I(unsigned bits) const { return b_.getIntNTy(bits); }
  Type* Double() const { return b_.getDoubleTy(); }
  Type* ElementOf(ir::Physical type) const;
  Value* Splat(Value* scalar);
  Value* SplatInt(Type* element, int64_t value);
  Value* SplatDouble(double value);

  // Memory. Offsets count values of `element` from the batch's first row.
  Value* Field(size_t offset, Type* type);  // of the BatchContext, in the entry block
  Value* Entry(Value* array, uint32_t index, Type* type);  // array[index], in the entry block
  Value* InputBase(uint32_t input);
  Value* LoadRows(Value* base, Type* element);
  void StoreRows(Value* base, Value* rows);
  Value* LoadInput(const ir::Step& step) { return LoadInput(step.input, step.type); }
  Value* LoadInput(uint32_t input, ir::Physical type);
  void Prefetch(uint32_t input, Type* element);
  Value* LoadBitmap(Value* base);      // a mask
  Value* Valid(const ir::Step& step);  // a mask; null: all known
  // Parameters: the low bits of an integer, or a double.
  Value* Params();
  Value* ParamScalar(uint32_t param, Type* type);
  Value* EntryParam(uint32_t param, Type* type);
  Value* Param(uint32_t param, Type* type);
  Value* Broadcast(Value* scalar);

  // Registers, as what a step reads them as.
  Value* Mask(uint32_t place);
  Value* Byte(uint32_t place);
  Value* Wide(uint32_t place, Type* type);
  Value* Number(uint32_t place) { return Wide(place, Double()); }
  Value* Whole(uint32_t place) { return Wide(place, I(64)); }
  void Set(uint32_t place, Value* value) { registers_[place] = value; }
  Value* RegisterBase(uint32_t place);

  // Accumulators; ir::kScore is the last one.
  size_t PlaceOf(uint32_t accumulator) const {
    return accumulator == ir::kScore ? plan_.groups : accumulator;
  }
  Value* Sum(uint32_t accumulator);
  void SetSum(uint32_t accumulator, Value* value);
  void Add(uint32_t accumulator, Value* points, Value* mask);  // mask may be null
  Value* PointsBase(size_t place);

  // Steps, by family: emit_inputs.cc, emit_values.cc, emit_points.cc.
  void Emit(const ir::Step& step);
  void EmitLoadNumber(const ir::Step& step);
  void EmitLoadKnown(const ir::Step& step);
  void EmitLoadYesNo(const ir::Step& step);
  void EmitLoadBits(const ir::Step& step);
  Value* LookUp(Value* codes, Value* table);
  Value* LookUpVbmi(Value* codes, Value* table);
  void EmitRangeColumn(const ir::Step& step);
  Value* InRange(const ir::Step& step, Value* value);
  void EmitRange(const ir::Step& step, Value* value, Value* known);
  void EmitCompare(const ir::Step& step);
  void EmitArithmetic(const ir::Step& step);
  void EmitDays(const ir::Step& step);
  void EmitCount(const ir::Step& step);
  void EmitPoints(const ir::Step& step);
  void EmitGive(const ir::Step& step);
  void EmitGiveUnits(const ir::Step& step);
  void EmitGiveFaded(const ir::Step& step);
  void EmitGiveWorth(const ir::Step& step);
  void EmitCloseGroup(const ir::Step& step);
  void EmitStage(const ir::Step& step);

  Value* Finite(Value* number);
  Value* IsFinite(Value* number);
  Value* Min(Value* a, Value* b);  // signed
  Value* Max(Value* a, Value* b);
  Value* Resize(Value* value, Type* element);  // sign-extended or cut
  static Predicate IntPredicate(ir::CompareOp op);
  static Predicate DoublePredicate(ir::CompareOp op);

  void Finish(const Part& part);

  const ir::BoundPlan& plan_;
  const ir::BoundProgram& program_;
  const bool leads_;
  const EmitOptions& options_;
  llvm::Function* function_;
  unsigned rows_;  // a strip has
  mutable llvm::IRBuilder<> entry_;
  mutable llvm::IRBuilder<> b_;  // in the loop
  Value* context_ = nullptr;
  Value* row_ = nullptr;  // the strip's first, i64
  Type* lane_ = nullptr;
  Value* params_ = nullptr;
  Value* inputs_array_ = nullptr;
  std::vector<Value*> inputs_;
  std::vector<bool> fetched_;
  std::vector<Value*> registers_;
  std::vector<Value*> sums_;
  std::vector<bool> started_;
  std::vector<bool> changed_;
  Value* stage_ = nullptr;
  bool stage_started_ = false;
};

// Rows a strip, so that the accumulators are whole vectors and bitmaps whole bytes.
unsigned RowsAStrip(Vectors vectors, ir::PointsLane lane);

}  // namespace ripe::codegen
