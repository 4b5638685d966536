// How tests_agree compiles: as everybody does, through libripe_jit.so.
#include "tests/agree/agree.h"

namespace ripe::test {

std::string NoCompiler() { return jit::WhyNot(); }

Result<jit::Code> CompileFor(const ir::BoundPlan& bound, const Variant& variant) {
  return jit::Compile(bound, {.vectors = variant.vectors,
                              .optimize = variant.optimize,
                              .steps_a_function = variant.steps_a_function});
}

}  // namespace ripe::test
