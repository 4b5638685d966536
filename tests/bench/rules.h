// From rules to programs, phase by phase, for the benchmark.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/ir/plan.h"
#include "runtime/interp/program.h"

namespace ripe::bench {

inline constexpr int64_t kAsOf = 1'795'132'800'000'000;  // 2026-11-20T00:00:00Z

// A rules file of this folder.
std::string RulesText(const char* file);
// `schema`: what the leads have; null: no columns. Ends the process where the rules have errors.
std::shared_ptr<const ir::Plan> CompileText(const std::string& text, const check::Schema* schema);
std::shared_ptr<const ir::Plan> Compile(const char* file, const check::Schema* schema);

int64_t CountStage(const ir::Plan& plan, const std::vector<uint16_t>& stages,
                   std::string_view name);

// The JIT, where this build has it. `one_row`: code for a lead at a time instead of vectors;
// `optimize`: the slower compiler that makes quicker code.
bool HasJit();
std::string WhyNoJit();  // empty where there is one
struct JitOptions {
  bool one_row = false;
  bool optimize = false;
};
// Compiles the program, without the cache on disk, and has it run the compiled code. Ends the
// process where that fails.
void AdoptJit(const std::shared_ptr<const interp::Program>& program, const JitOptions& options);

// The engines of this build, as contenders name them.
struct Engine {
  const char* name;
  bool jit;
  bool optimize;
};
std::vector<Engine> Engines();

}  // namespace ripe::bench
