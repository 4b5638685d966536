// The checks of agreement find each bug planted in the emitter, and none where there is none. Also
// what only the linked compiler shows: the objects themselves.
#include <catch2/catch.hpp>

#ifdef RIPE_WITH_LLVM
#include <cstdlib>

#include "tests/agree/linked.h"

namespace ripe::test {
namespace {

// In the order in which they are tried; random ones for what needs several things at once.
std::vector<Case> AllCases() {
  std::vector<Case> cases = GridCases();
  for (Case& small : SmallCases()) {
    if (cases.size() % 40 == 0 || small.name.find("results 0 1") != std::string::npos)
      cases.push_back(std::move(small));
  }
  for (uint64_t seed = 1; seed <= 12; ++seed) cases.push_back(RandomCase(seed, 50, 1500));
  for (Case& c : cases) REQUIRE(Prepare(&c, false) == "");
  return cases;
}

std::vector<Variant> BugVariants() {
  std::vector<Variant> variants = {{.vectors = Widest()},
                                   {.vectors = Widest(), .steps_a_function = 5},
                                   {.vectors = jit::Vectors::kBits128}};
  if (interp::HasIsa(interp::Isa::kAvx2))
    variants.push_back({.vectors = jit::Vectors::kAvx2, .steps_a_function = 17});
  return variants;
}

// The first case that shows the bug which is on.
std::string Find(const std::vector<Case>& cases, const std::vector<Variant>& variants) {
  for (const Case& c : cases) {
    for (const Variant& variant : variants) {
      std::string wrong = Disagreement(c, variant);
      if (wrong.empty() && !c.data.plan->where.outputs.empty())
        wrong = WhereDisagreement(c, variant);
      if (!wrong.empty()) return wrong;
    }
  }
  return "";
}

TEST_CASE("planted bugs are found, every one", "[bugs]") {
  const std::vector<Case> cases = AllCases();
  const std::vector<Variant> variants = BugVariants();
  const bool vbmi = Widest() == jit::Vectors::kAvx512Vbmi;
  codegen::planted_bug = 0;
  // RIPE_AGREE_FROM_BUG=44: while one is looked into.
  const char* from = std::getenv("RIPE_AGREE_FROM_BUG");
  if (from == nullptr) REQUIRE(Find(cases, variants) == "");
  for (int bug = from == nullptr ? 1 : std::atoi(from); bug <= codegen::kPlantedBugs; ++bug) {
    if (bug == 8 && !vbmi) {
      WARN("bug 8 is in code that this processor cannot run");
      continue;
    }
    codegen::planted_bug = bug;
    INFO("bug " << bug);
    const std::string found = Find(cases, variants);
    CHECK(found != "");
    UNSCOPED_INFO(found);
  }
  codegen::planted_bug = 0;
}

TEST_CASE("objects call nothing, and would not be linked if they did", "[objects]") {
  std::vector<Case> cases = GridCases();
  cases.resize(8);  // those have every operation
  for (uint64_t seed = 100; seed < 104; ++seed) cases.push_back(RandomCase(seed, 60, 100));
  for (const Case& c : cases) {
    const ir::BoundPlan bound = ir::Bind(*c.data.plan, c.layout);
    for (const Variant& variant : Variants()) {
      Result<std::string> object = ObjectOf(bound, variant);
      REQUIRE(object.ok());
      INFO(c.name << ", " << variant.Name());
      REQUIRE(Undefined(*object) == std::vector<std::string>{});
    }
  }
  // An emitter that calls a function of the process: found above, and refused by the linker.
  codegen::planted_bug = codegen::kExternalCall;
  Result<std::string> object = ObjectOf(ir::Bind(*cases[0].data.plan, cases[0].layout), {});
  codegen::planted_bug = 0;
  REQUIRE(object.ok());
  REQUIRE(Undefined(*object) == std::vector<std::string>{"getpid"});
  Result<jit::Code> linked = LinkObject(*object);
  REQUIRE(!linked.ok());
  INFO(linked.status().message());
  CHECK(linked.status().message().find("getpid") != std::string::npos);
}

TEST_CASE("an object that is cut short or spoilt is refused or harmless", "[objects]") {
  Case c = RandomCase(3, 10, 100);
  Result<std::string> object = ObjectOf(ir::Bind(*c.data.plan, c.layout), {});
  REQUIRE(object.ok());
  for (size_t size = 0; size < object->size(); size += 1 + object->size() / 200) {
    INFO("the first " << size << " bytes of " << object->size());
    CHECK(!LinkObject(object->substr(0, size)).ok());
  }
}

}  // namespace
}  // namespace ripe::test
#else
TEST_CASE("planted bugs are found, every one", "[bugs]") {
  WARN("skipped: this ripe was built without LLVM");
}
#endif
