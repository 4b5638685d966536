// The JIT behind the benchmark's own two functions. A build without LLVM measures everything else.
#include "runtime/jit/jit.h"

#include "tests/bench/measure.h"
#include "tests/bench/rules.h"

namespace ripe::bench {
namespace {

jit::Vectors Widest() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl")) {
    return __builtin_cpu_supports("avx512vbmi") ? jit::Vectors::kAvx512Vbmi : jit::Vectors::kAvx512;
  }
  if (__builtin_cpu_supports("avx2")) return jit::Vectors::kAvx2;
#endif
  return jit::Vectors::kBits128;
}

}  // namespace

bool HasJit() { return jit::Available(); }
std::string WhyNoJit() { return jit::WhyNot(); }

std::vector<Engine> Engines() {
  if (!HasJit()) return {{"interpreter", false, false}};
  return {{"interpreter", false, false}, {"jit", true, false}, {"jit, optimised", true, true}};
}

void AdoptJit(const std::shared_ptr<const interp::Program>& program, const JitOptions& options) {
  Result<jit::Code> code =
      jit::Compile(program->bound(), {.vectors = options.one_row ? jit::Vectors::kOneRow : Widest(),
                                      .optimize = options.optimize});
  if (!code.ok()) Fail("the JIT: " + code.status().message());
  if (options.one_row) return program->AdoptRow(code->leads, code->owner);
  program->Adopt(code->leads, code->where, code->owner);
}

}  // namespace ripe::bench
