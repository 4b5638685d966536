// The LLVM side: libripe_jit.so. A compile makes its own context and target machine, emits the
// module and generates an object file, so that compiles run side by side; the object is linked by
// the process's one LLJIT, into a JITDylib of its own that is removed with the code. No generator
// of symbols is attached: compiled code can call nothing but itself. JITLink maps code read-execute
// and data read-only or read-write, never write-execute.
#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Module.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/SmallVectorMemoryBuffer.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/TargetParser/Host.h>

#include <atomic>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>

#include "runtime/jit/library.h"

namespace ripe::jit {
namespace {

using codegen::Vectors;

// What the code may use, spelled out rather than taken from the machine: the same rules give the
// same code wherever the vectors are the same. Without "prefer-256-bit", which some CPUs' names
// bring along, vectors of 512 bits stay whole.
std::string FeaturesOf(Vectors vectors) {
#if defined(__x86_64__)
  const std::string avx2 = "+avx2,+bmi,+bmi2,+fma,+lzcnt,+popcnt,+f16c";
  const std::string avx512 = avx2 + ",+avx512f,+avx512bw,+avx512cd,+avx512dq,+avx512vl";
  switch (vectors) {
    case Vectors::kOneRow:
    case Vectors::kBits128:
      return "";
    case Vectors::kAvx2:
      return avx2;
    case Vectors::kAvx512:
      return avx512;
    case Vectors::kAvx512Vbmi:
      return avx512 + ",+avx512vbmi";
  }
#endif
  static_cast<void>(vectors);
  return "";
}

void StartLlvm() {
  static std::once_flag once;
  std::call_once(once, [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    llvm::InitializeNativeTargetAsmParser();
  });
}

std::unique_ptr<llvm::TargetMachine> MachineFor(Vectors vectors, bool optimize,
                                                std::string* error) {
  StartLlvm();
  const std::string triple = llvm::sys::getProcessTriple();
  const llvm::Target* target = llvm::TargetRegistry::lookupTarget(triple, *error);
  if (target == nullptr) return nullptr;
#if defined(__x86_64__)
  const char* cpu = "x86-64";
#else
  const char* cpu = "generic";
#endif
  llvm::TargetOptions options;
  options.AllowFPOpFusion = llvm::FPOpFusion::Strict;  // a * b + c is two roundings, as elsewhere
  std::unique_ptr<llvm::TargetMachine> machine(target->createTargetMachine(
      triple, cpu, FeaturesOf(vectors), options, llvm::Reloc::PIC_, llvm::CodeModel::Small,
      optimize ? llvm::CodeGenOptLevel::Default : llvm::CodeGenOptLevel::None));
  // Fast instruction selection knows few of our vectors and breaks blocks where it gives up.
  if (machine != nullptr && !optimize) machine->setFastISel(vectors == Vectors::kOneRow);
  return machine;
}

void Optimize(llvm::TargetMachine* machine, llvm::Module* module) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager sccs;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, sccs, modules);
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2).run(*module, modules);
}

Bytes Copy(llvm::StringRef text) {
  auto* data = new char[text.size()];
  std::memcpy(data, text.data(), text.size());
  return {data, text.size()};
}

// The module, ready for code generation.
std::unique_ptr<llvm::Module> MakeModule(const ir::BoundPlan& plan,
                                         const codegen::EmitOptions& options, bool optimize,
                                         llvm::TargetMachine* machine, llvm::LLVMContext* context) {
  std::unique_ptr<llvm::Module> module = codegen::Emit(plan, options, context);
  module->setTargetTriple(machine->getTargetTriple().str());
  module->setDataLayout(machine->createDataLayout());
  if (optimize) Optimize(machine, module.get());
  return module;
}

bool GenerateAs(const ir::BoundPlan& plan, const codegen::EmitOptions& options, bool optimize,
                llvm::CodeGenFileType type, Bytes* result) {
  std::string error;
  const std::unique_ptr<llvm::TargetMachine> machine =
      MachineFor(options.vectors, optimize, &error);
  if (machine == nullptr) return *result = Copy(error), false;
  llvm::LLVMContext context;
  const auto module = MakeModule(plan, options, optimize, machine.get(), &context);
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream out(bytes);
  llvm::legacy::PassManager passes;
  if (machine->addPassesToEmitFile(passes, out, nullptr, type))
    return *result = Copy("LLVM cannot write such files for this machine"), false;
  passes.run(*module);
  *result = Copy({bytes.data(), bytes.size()});
  return true;
}

bool Generate(const ir::BoundPlan& plan, const codegen::EmitOptions& options, bool optimize,
              Bytes* result) {
  return GenerateAs(plan, options, optimize, llvm::CodeGenFileType::ObjectFile, result);
}

bool Dump(const ir::BoundPlan& plan, const codegen::EmitOptions& options, bool optimize,
          bool assembly, Bytes* result) {
  if (assembly)
    return GenerateAs(plan, options, optimize, llvm::CodeGenFileType::AssemblyFile, result);
  std::string error;
  const std::unique_ptr<llvm::TargetMachine> machine =
      MachineFor(options.vectors, optimize, &error);
  if (machine == nullptr) return *result = Copy(error), false;
  llvm::LLVMContext context;
  std::string text;
  llvm::raw_string_ostream out(text);
  MakeModule(plan, options, optimize, machine.get(), &context)->print(out, nullptr);
  *result = Copy(out.str());
  return true;
}

// ---- linking
// -----------------------------------------------------------------------------------------------------

struct Loaded {
  llvm::orc::JITDylib* library;
};

// What the session reported while this thread links: an object is materialised on the thread that
// looks it up.
thread_local std::string reported;

// The process's one; never destroyed, since code may be in use until the very end.
llvm::orc::LLJIT* Session(std::string* error) {
  static std::string why;
  static llvm::orc::LLJIT* session = [] {
    StartLlvm();
    llvm::orc::LLJITBuilder builder;
    builder.setLinkProcessSymbolsByDefault(false);
    builder.setPlatformSetUp(llvm::orc::setUpInactivePlatform);
    auto jit = builder.create();
    if (!jit) {
      why = llvm::toString(jit.takeError());
      return static_cast<llvm::orc::LLJIT*>(nullptr);
    }
    // What it would print to standard error says why; lookup only says that it failed.
    (*jit)->getExecutionSession().setErrorReporter(
        [](llvm::Error e) { reported += llvm::toString(std::move(e)) + "; "; });
    return jit->release();
  }();
  if (session == nullptr) *error = why;
  return session;
}

void Remove(llvm::orc::LLJIT* session, llvm::orc::JITDylib* library) {
  llvm::consumeError(session->getExecutionSession().removeJITDylib(*library));
}

bool Link(Bytes object, LibraryApi::Linked* linked, Bytes* error) {
  std::string why;
  llvm::orc::LLJIT* session = Session(&why);
  if (session == nullptr) return *error = Copy(why), false;
  static std::atomic<uint64_t> next{0};
  auto& library =
      session->getExecutionSession().createBareJITDylib("ripe" + std::to_string(next++));
  const auto fail = [&](llvm::Error e) {
    *error = Copy(reported + llvm::toString(std::move(e)));
    Remove(session, &library);
    return false;
  };
  reported.clear();
  auto buffer = llvm::MemoryBuffer::getMemBufferCopy({object.data, object.size}, "ripe");
  if (llvm::Error e = session->addObjectFile(library, std::move(buffer))) return fail(std::move(e));
  auto leads = session->lookup(library, codegen::kLeadsFunction);
  if (!leads) return fail(leads.takeError());
  linked->leads = leads->toPtr<ir::CompiledBatch>();
  linked->where = nullptr;
  auto where = session->lookup(library, codegen::kWhereFunction);
  if (where) {
    linked->where = where->toPtr<ir::CompiledBatch>();
  } else {
    llvm::consumeError(where.takeError());  // a plan without `where`
  }
  linked->code = new Loaded{&library};
  return true;
}

void Unload(void* code) {
  std::string error;
  auto* loaded = static_cast<Loaded*>(code);
  Remove(Session(&error), loaded->library);
  delete loaded;
}

void Release(Bytes bytes) { delete[] bytes.data; }

constexpr LibraryApi kApi = {.build = BuildId(),
                             .generate = Generate,
                             .link = Link,
                             .unload = Unload,
                             .dump = Dump,
                             .release = Release};

}  // namespace
}  // namespace ripe::jit

extern "C" __attribute__((visibility("default"))) const ripe::jit::LibraryApi* ripe_jit_library() {
  return &ripe::jit::kApi;
}
