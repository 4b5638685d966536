// BoundPlan -> llvm::Module: the second back end. Emit is the entry. The code is explicit vectors,
// one strip of rows after another through all steps of a function, so that it needs no passes of
// LLVM's optimiser: what is emitted is what should run, and code generation alone is quick. Every
// number of the rules is a parameter, read from BatchContext::params; text predicates are tables;
// so one compilation serves all rules files of the same shape. See docs/decisions/0013.
//
// Must agree bit for bit with runtime/interp/kernels*.{cc,inc}, step by step.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "compiler/ir/batch.h"

namespace llvm {
class LLVMContext;
class Module;
}  // namespace llvm

namespace ripe::codegen {

// The vectors to write code for. kOneRow: none, a row at a time, for scoring one lead.
enum class Vectors : uint8_t { kOneRow, kBits128, kAvx2, kAvx512, kAvx512Vbmi };

struct EmitOptions {
  Vectors vectors = Vectors::kBits128;
  // A function has about this many steps: register allocation costs more than proportionally.
  uint32_t steps_a_function = 192;
};

// Names of the functions in the module, of type ir::CompiledBatch. The second is there only if the
// where program has steps (and not for kOneRow).
inline constexpr char kLeadsFunction[] = "ripe_leads";
inline constexpr char kWhereFunction[] = "ripe_where";

std::unique_ptr<llvm::Module> Emit(const ir::BoundPlan& plan, const EmitOptions& options,
                                   llvm::LLVMContext* context);

#ifdef RIPE_PLANTED_BUGS
// Test builds: which of the bugs planted in the emitter is on (0: none), and how many there are.
extern int planted_bug;
inline constexpr int kPlantedBugs = 46;
inline constexpr int kExternalCall = -1;  // calls a function of the process, which none may
#define RIPE_BUG(k) (::ripe::codegen::planted_bug == (k))
#else
#define RIPE_BUG(k) false
#endif

}  // namespace ripe::codegen
