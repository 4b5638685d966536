// The module: the steps of each program cut into functions, what goes from one to the next, and the
// entry that calls them one after another. One huge function would be as fast to run, but code
// generation of it takes far longer (registers are allocated over the whole of it).
#include "compiler/llvm/emit.h"

#include <llvm/IR/Module.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/raw_ostream.h>

#include <string>

#include "compiler/llvm/emitter.h"

namespace ripe::codegen {

#ifdef RIPE_PLANTED_BUGS
int planted_bug = 0;
#endif

namespace {

// Calls visit(place) for each register that a step reads.
template <class Visit>
void ForEachRead(const ir::BoundProgram& program, const ir::Step& step, const Visit& visit) {
  if (step.a != ir::kNoIndex) visit(step.a);
  if (step.b != ir::kNoIndex) visit(step.b);
  if (step.op == ir::Op::kCount) {
    for (uint32_t k = 0; k < step.count; ++k) visit(program.operands[step.index + k]);
  }
  if (step.op == ir::Op::kGive && !RIPE_BUG(44)) {
    for (uint32_t k = 0; k < step.count; ++k) visit(program.operands[step.aux + 2 * k]);
  }
}

bool Gives(ir::Op op) {
  return op == ir::Op::kGive || op == ir::Op::kGiveAll || op == ir::Op::kGiveUnits ||
         op == ir::Op::kGiveFaded || op == ir::Op::kGiveWorth || op == ir::Op::kCloseGroup;
}

// Cuts the steps into parts and finds out what crosses their borders.
std::vector<Part> Cut(const ir::BoundPlan& plan, const ir::BoundProgram& program,
                      uint32_t steps_a_function) {
  std::vector<Part> parts;
  const size_t steps = program.steps.size();
  for (size_t begin = 0; begin == 0 || begin < steps; begin += steps_a_function)
    parts.push_back({.begin = begin, .end = std::min(steps, begin + steps_a_function)});
  std::vector<bool> started(plan.groups + 1, false);
  bool stage_started = false;
  for (Part& part : parts) {
    part.started = started;
    part.stage_started = stage_started;
    for (size_t at = part.begin; at < part.end; ++at) {
      const ir::Step& step = program.steps[at];
      stage_started = stage_started || step.op == ir::Op::kStage;
      if (!Gives(step.op)) continue;
      started[step.index == ir::kScore ? plan.groups : step.index] = true;
      if (step.op == ir::Op::kCloseGroup) started[plan.groups] = true;
    }
  }
  parts.back().last = true;
  std::set<uint32_t> live;
  for (size_t p = parts.size(); p-- > 0;) {
    Part& part = parts[p];
    part.live_out = live;
    for (size_t at = part.end; at-- > part.begin;) {
      const ir::Step& step = program.steps[at];
      if (step.dst != ir::kNoIndex) live.erase(step.dst);
      ForEachRead(program, step, [&](uint32_t place) { live.insert(place); });
    }
  }
  return parts;
}

llvm::FunctionType* FunctionType(llvm::LLVMContext& context) {
  Type* i64 = Type::getInt64Ty(context);
  return llvm::FunctionType::get(i64, {llvm::PointerType::getUnqual(context), i64}, false);
}

// CPU features come with the target machine; functions need only say that they do not unwind.
llvm::Function* NewFunction(const std::string& name, bool visible, llvm::Module* module) {
  auto* function = llvm::Function::Create(
      FunctionType(module->getContext()),
      visible ? llvm::GlobalValue::ExternalLinkage : llvm::GlobalValue::InternalLinkage, name,
      module);
  function->addFnAttr(llvm::Attribute::NoUnwind);
  // Nothing outside can be called: the optimiser must not make loops of stores into memset.
  function->addFnAttr("no-builtins");
  return function;
}

void EmitProgram(const ir::BoundPlan& plan, bool leads, const EmitOptions& options,
                 llvm::Module* module) {
  const ir::BoundProgram& program = leads ? plan.leads : plan.where;
  const std::string name = leads ? kLeadsFunction : kWhereFunction;
  std::vector<llvm::Function*> functions;
  for (const Part& part : Cut(plan, program, options.steps_a_function)) {
    llvm::Function* function =
        NewFunction(name + "_" + std::to_string(functions.size()), false, module);
    PartEmitter(plan, program, leads, options, function).Run(part);
    functions.push_back(function);
  }
  // The entry: whole strips only.
  llvm::Function* entry = NewFunction(name, true, module);
  llvm::IRBuilder<> b(llvm::BasicBlock::Create(module->getContext(), "entry", entry));
  const unsigned strip = RowsAStrip(options.vectors, plan.lane);
  Value* rows = b.CreateAnd(entry->getArg(1), b.getInt64(~uint64_t{strip - 1}));
  auto* run = llvm::BasicBlock::Create(module->getContext(), "run", entry);
  auto* done = llvm::BasicBlock::Create(module->getContext(), "done", entry);
  b.CreateCondBr(b.CreateICmpEQ(rows, b.getInt64(0)), done, run);
  b.SetInsertPoint(run);
  if (RIPE_BUG(kExternalCall)) b.CreateCall(module->getOrInsertFunction("getpid", b.getInt32Ty()));
  for (llvm::Function* function : functions) b.CreateCall(function, {entry->getArg(0), rows});
  b.CreateBr(done);
  b.SetInsertPoint(done);
  b.CreateRet(RIPE_BUG(45) ? entry->getArg(1) : rows);  // or: nobody does the last rows
}

}  // namespace

unsigned RowsAStrip(Vectors vectors, ir::PointsLane lane) {
  switch (vectors) {
    case Vectors::kOneRow:
      return 1;
    case Vectors::kBits128:
      return 8;
    case Vectors::kAvx2:
      return 16;
    case Vectors::kAvx512:
    case Vectors::kAvx512Vbmi:
      return lane == ir::PointsLane::kI16 ? 32 : 16;
  }
  return 1;
}

std::unique_ptr<llvm::Module> Emit(const ir::BoundPlan& plan, const EmitOptions& options,
                                   llvm::LLVMContext* context) {
  auto module = std::make_unique<llvm::Module>("ripe", *context);
  EmitProgram(plan, true, options, module.get());
  if (options.vectors != Vectors::kOneRow && !plan.where.steps.empty())
    EmitProgram(plan, false, options, module.get());
#ifndef NDEBUG
  if (llvm::verifyModule(*module, &llvm::errs())) std::abort();
#endif
  return module;
}

}  // namespace ripe::codegen
