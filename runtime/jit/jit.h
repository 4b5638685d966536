// Compiled scoring as the rest of the runtime sees it. LLVM lives in a library of its own
// (libripe_jit.so), which is opened when somebody first asks for compiled code: a program that
// never does starts as if there were no LLVM. Entry points: Compile and Dump; Available says
// whether the library is there. Thread-safe throughout; compiles may run at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "compiler/llvm/emit.h"
#include "ripe/status.h"

namespace ripe::jit {

using codegen::Vectors;

struct CompileOptions {
  Vectors vectors = Vectors::kBits128;  // what this machine must be able to run
  bool optimize = false;  // the optimiser's passes and -O2 code generation: slower to compile
  // For tests, which want values to cross from function to function often.
  uint32_t steps_a_function = codegen::EmitOptions{}.steps_a_function;
  // Where compiled objects are kept between processes; empty: nowhere. CacheFolder() is the usual
  // one.
  std::string cache;
};

// Code in memory; it goes away with the last holder. Immutable.
struct Code {
  ir::CompiledBatch leads = nullptr;
  ir::CompiledBatch where = nullptr;  // null: the where program has no steps
  size_t bytes = 0;                   // of the object
  bool from_cache = false;
  std::string cache_note;  // what was wrong with the cache, in words; mostly empty
  std::shared_ptr<const void> owner;
};

// Empty, or why there is no compiled code here ("this ripe was built without LLVM").
std::string WhyNot();
inline bool Available() { return WhyNot().empty(); }

// kLimit: the plan is too large for the compiler. kInternal: LLVM refused.
Result<Code> Compile(const ir::BoundPlan& plan, const CompileOptions& options);

// The module as LLVM's text, or its assembly.
enum class DumpKind : uint8_t { kLlvm, kAssembly };
Result<std::string> Dump(const ir::BoundPlan& plan, const CompileOptions& options, DumpKind kind);

// ${XDG_CACHE_HOME:-~/.cache}/ripe/jit; empty where there is no such place.
std::string CacheFolder();

}  // namespace ripe::jit
