// In the place of libripe_jit.so: one of this version whose LLVM refuses every program.
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "runtime/jit/library.h"

namespace ripe::jit {
namespace {

bool Refuse(Bytes* result) {
  constexpr std::string_view kWhy = "a planted refusal";
  auto* text = new char[kWhy.size()];
  std::memcpy(text, kWhy.data(), kWhy.size());
  *result = {text, kWhy.size()};
  return false;
}

constexpr LibraryApi kApi = {
    .build = BuildId(),
    .generate = [](const ir::BoundPlan&, const codegen::EmitOptions&, bool,
                   Bytes* result) { return Refuse(result); },
    .link = [](Bytes, LibraryApi::Linked*, Bytes* error) { return Refuse(error); },
    .unload = [](void*) { std::abort(); },
    .dump = [](const ir::BoundPlan&, const codegen::EmitOptions&, bool, bool,
               Bytes* result) { return Refuse(result); },
    .release = [](Bytes bytes) { delete[] bytes.data; }};

}  // namespace
}  // namespace ripe::jit

extern "C" __attribute__((visibility("default"))) const ripe::jit::LibraryApi* ripe_jit_library() {
  return &ripe::jit::kApi;
}
