// Code for AArch64, which these machines cannot run: its objects want nothing from elsewhere, and
// its assembly does the work in NEON registers. What the code means is the same IR as for SSE2,
// whose results the other tests compare.
#include <catch2/catch.hpp>

#ifdef RIPE_WITH_LLVM
#include <llvm-c/Target.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/Verifier.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>

#include <regex>

#include "compiler/llvm/emit.h"
#include "tests/agree/linked.h"

namespace ripe::test {
namespace {

std::unique_ptr<llvm::TargetMachine> Arm(llvm::CodeGenOptLevel level) {
  LLVMInitializeAArch64TargetInfo();
  LLVMInitializeAArch64Target();
  LLVMInitializeAArch64TargetMC();
  LLVMInitializeAArch64AsmPrinter();
  const std::string triple = "aarch64-unknown-linux-gnu";
  std::string error;
  const llvm::Target* target = llvm::TargetRegistry::lookupTarget(triple, error);
  INFO(error);
  REQUIRE(target != nullptr);
  llvm::TargetOptions options;
  options.AllowFPOpFusion = llvm::FPOpFusion::Strict;
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      triple, "generic", "+neon", options, llvm::Reloc::PIC_, llvm::CodeModel::Small, level));
}

// The code of a case in groups of eight rows, as `type`.
std::string ArmCode(const Case& c, llvm::CodeGenOptLevel level, llvm::CodeGenFileType type) {
  const std::unique_ptr<llvm::TargetMachine> machine = Arm(level);
  llvm::LLVMContext context;
  const std::unique_ptr<llvm::Module> module = codegen::Emit(
      ir::Bind(*c.data.plan, c.layout), {.vectors = codegen::Vectors::kBits128}, &context);
  module->setTargetTriple(machine->getTargetTriple().str());
  module->setDataLayout(machine->createDataLayout());
  REQUIRE(!llvm::verifyModule(*module));
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream out(bytes);
  llvm::legacy::PassManager passes;
  REQUIRE(!machine->addPassesToEmitFile(passes, out, nullptr, type));
  passes.run(*module);
  return {bytes.data(), bytes.size()};
}

size_t Count(const std::string& text, const char* pattern) {
  const std::regex regex(pattern);
  return static_cast<size_t>(
      std::distance(std::sregex_iterator(text.begin(), text.end(), regex), std::sregex_iterator()));
}

TEST_CASE("AArch64: objects call nothing", "[neon]") {
  std::vector<Case> cases = GridCases();
  for (uint64_t seed = 300; seed < 306; ++seed) cases.push_back(RandomCase(seed, 60, 100));
  for (size_t i = 0; i < cases.size(); ++i) {
    INFO(cases[i].name);
    const auto level = i % 2 == 0 ? llvm::CodeGenOptLevel::None : llvm::CodeGenOptLevel::Default;
    REQUIRE(Undefined(ArmCode(cases[i], level, llvm::CodeGenFileType::ObjectFile)) ==
            std::vector<std::string>{});
  }
}

TEST_CASE("AArch64: comparisons, masks and points are done in NEON registers", "[neon]") {
  for (uint64_t seed = 300; seed < 303; ++seed) {
    const Case c = RandomCase(seed, 60, 100);
    const std::string code =
        ArmCode(c, llvm::CodeGenOptLevel::Default, llvm::CodeGenFileType::AssemblyFile);
    INFO(c.name);
    INFO(code.substr(0, 3000));
    CHECK(Count(code, "\\bcm(gt|ge|eq|hi|hs|le|lt|tst)\\s+v\\d+\\.") > 10);
    CHECK(Count(code, "\\b(and|orr|bic|eor|bsl|bit|bif)\\s+v\\d+\\.") > 10);
    CHECK(Count(code, "\\badd\\s+v\\d+\\.(4s|2d)") > 1);
    CHECK(Count(code, "\\bblr?\\s+(?!ripe_)") == 0);
  }
}

}  // namespace
}  // namespace ripe::test
#endif
