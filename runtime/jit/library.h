// The border between the runtime and libripe_jit.so: plain functions and plain data, so that no C++
// object of one side is freed by the other. Both sides are of the same build; `build` makes sure.
#pragma once

#include <cstddef>
#include <cstdint>

#include "compiler/llvm/emit.h"

namespace ripe::jit {

struct Bytes {
  const char* data = nullptr;
  size_t size = 0;
};

struct LibraryApi {
  uint64_t build;  // BuildId() of the library
  // An object file for the plan; `result` gets its bytes, or on false what went wrong in words. It
  // must be given back to `release`.
  bool (*generate)(const ir::BoundPlan& plan, const codegen::EmitOptions& options, bool optimize,
                   Bytes* result);
  // Loads an object into memory. On success `code` is what `unload` wants; else `error` is set.
  struct Linked {
    ir::CompiledBatch leads, where;
    void* code;
  };
  bool (*link)(Bytes object, Linked* linked, Bytes* error);
  void (*unload)(void* code);
  bool (*dump)(const ir::BoundPlan& plan, const codegen::EmitOptions& options, bool optimize,
               bool assembly, Bytes* result);
  void (*release)(Bytes bytes);
};

// Differs where the two sides could misread each other's structs.
constexpr uint64_t BuildId() {
  uint64_t id = 0;
  for (const size_t part :
       {sizeof(ir::BatchContext), sizeof(ir::Step), sizeof(ir::BoundPlan), sizeof(ir::BoundProgram),
        sizeof(ir::Input), sizeof(codegen::EmitOptions), static_cast<size_t>(ir::Op::kStoreNumber),
        static_cast<size_t>(ir::Physical::kTagLists)})
    id = id * 1'000'003 + part;
  return id;
}

// The one symbol of the library.
inline constexpr char kLibrarySymbol[] = "ripe_jit_library";
using LibraryEntry = const LibraryApi* (*)();

}  // namespace ripe::jit
