// The compiler that is linked into tests_agree_bugs, part by part. There with LLVM only.
#pragma once

#include <string>
#include <vector>

#include "runtime/jit/library.h"
#include "tests/agree/agree.h"

extern "C" const ripe::jit::LibraryApi* ripe_jit_library();

namespace ripe::test {

const jit::LibraryApi& LinkedCompiler();
Result<std::string> ObjectOf(const ir::BoundPlan& bound, const Variant& variant);
Result<jit::Code> LinkObject(const std::string& object);
// The names that an ELF object wants from elsewhere.
std::vector<std::string> Undefined(const std::string& object);

}  // namespace ripe::test
