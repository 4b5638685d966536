// From rules to programs, phase by phase, for the benchmark.
#pragma once

#include <memory>
#include <string>

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

// The JIT, where this build has it.
bool HasJit();
// Compiles the program and has it run the compiled code; true where that worked.
bool AdoptJit(const std::shared_ptr<const interp::Program>& program);

}  // namespace ripe::bench
