// How tests_agree_bugs compiles: by the emitter and the session that are linked into it, with
// planted bugs.
#include "tests/agree/agree.h"

#ifdef RIPE_WITH_LLVM
#include <elf.h>

#include <catch2/catch.hpp>
#include <cstring>

#include "tests/agree/linked.h"
#endif

namespace ripe::test {

#ifdef RIPE_WITH_LLVM
namespace {
std::string Take(jit::Bytes bytes) {
  std::string text(bytes.data, bytes.size);
  LinkedCompiler().release(bytes);
  return text;
}
Status Refused(const std::string& why) { return {StatusCode::kLimit, why}; }
}  // namespace

const jit::LibraryApi& LinkedCompiler() { return *ripe_jit_library(); }

std::string NoCompiler() { return ""; }

Result<std::string> ObjectOf(const ir::BoundPlan& bound, const Variant& variant) {
  jit::Bytes bytes;
  const bool made = LinkedCompiler().generate(
      bound, {.vectors = variant.vectors, .steps_a_function = variant.steps_a_function},
      variant.optimize, &bytes);
  std::string text = Take(bytes);
  if (!made) return Refused(text);
  return text;
}

Result<jit::Code> LinkObject(const std::string& object) {
  jit::LibraryApi::Linked linked{};
  jit::Bytes error;
  if (!LinkedCompiler().link({object.data(), object.size()}, &linked, &error))
    return Refused(Take(error));
  jit::Code code{.leads = linked.leads, .where = linked.where, .bytes = object.size()};
  code.owner =
      std::shared_ptr<const void>(linked.code, [](void* c) { LinkedCompiler().unload(c); });
  return code;
}

std::vector<std::string> Undefined(const std::string& object) {
  Elf64_Ehdr head;
  REQUIRE(object.size() > sizeof(head));
  std::memcpy(&head, object.data(), sizeof(head));
  REQUIRE(std::memcmp(head.e_ident, ELFMAG, SELFMAG) == 0);
  std::vector<std::string> names;
  const auto section = [&](size_t k) {
    Elf64_Shdr s;
    std::memcpy(&s, object.data() + head.e_shoff + k * sizeof(s), sizeof(s));
    return s;
  };
  size_t tables = 0;
  for (size_t k = 0; k < head.e_shnum; ++k) {
    const Elf64_Shdr symbols = section(k);
    if (symbols.sh_type != SHT_SYMTAB) continue;
    ++tables;
    const Elf64_Shdr strings = section(symbols.sh_link);
    for (size_t at = sizeof(Elf64_Sym); at < symbols.sh_size; at += sizeof(Elf64_Sym)) {
      Elf64_Sym symbol;
      std::memcpy(&symbol, object.data() + symbols.sh_offset + at, sizeof(symbol));
      if (symbol.st_shndx == SHN_UNDEF)
        names.emplace_back(object.data() + strings.sh_offset + symbol.st_name);
    }
  }
  REQUIRE(tables == 1);
  return names;
}

Result<jit::Code> CompileFor(const ir::BoundPlan& bound, const Variant& variant) {
  Result<std::string> object = ObjectOf(bound, variant);
  if (!object.ok()) return object.status();
  return LinkObject(*object);
}
#else
std::string NoCompiler() { return "this ripe was built without LLVM"; }
Result<jit::Code> CompileFor(const ir::BoundPlan&, const Variant&) {
  return Status(StatusCode::kLimit, NoCompiler());
}
#endif

}  // namespace ripe::test
