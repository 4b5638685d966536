// In the place of libripe_jit.so: the same library of another version of ripe. Nothing in it may be
// called but the entry, since the two sides would misread each other's structs.
#include <cstdlib>

#include "runtime/jit/library.h"

namespace ripe::jit {
namespace {
constexpr LibraryApi kApi = {
    .build = BuildId() + 1,
    .generate = [](const ir::BoundPlan&, const codegen::EmitOptions&, bool, Bytes*) -> bool {
      std::abort();
    },
    .link = [](Bytes, LibraryApi::Linked*, Bytes*) -> bool { std::abort(); },
    .unload = [](void*) { std::abort(); },
    .dump = [](const ir::BoundPlan&, const codegen::EmitOptions&, bool, bool, Bytes*) -> bool {
      std::abort();
    },
    .release = [](Bytes) { std::abort(); }};
}  // namespace
}  // namespace ripe::jit

extern "C" __attribute__((visibility("default"))) const ripe::jit::LibraryApi* ripe_jit_library() {
  return &ripe::jit::kApi;
}
