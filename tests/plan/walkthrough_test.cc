// docs/architecture.md follows one rule through all phases; what it shows of the Plan and the
// BoundPlan is what the compiler makes.
#include <catch2/catch.hpp>
#include <string>

#include "compiler/check/check.h"
#include "compiler/ir/bind.h"
#include "compiler/ir/lower.h"
#include "compiler/syntax/parse.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

// The first fenced block after `mark`.
std::string BlockAfter(const std::string& page, const std::string& mark) {
  const size_t at = page.find(mark);
  REQUIRE(at != std::string::npos);
  const size_t fence = page.find("\n```", at);
  REQUIRE(fence != std::string::npos);
  const size_t begin = page.find('\n', fence + 1) + 1;
  return page.substr(begin, page.find("```", begin) - begin);
}

}  // namespace

TEST_CASE("the walk through in docs/architecture.md is true") {
  const std::string page = ReadFile(SourceDir() / "docs/architecture.md");
  const std::string rule = BlockAfter(page, "## One rule, all the way");
  source::SourceSet sources;
  diag::Bag bag;
  const source::FileId file = sources.Add("rules.ripe", rule);
  const syntax::Ast ast = syntax::Parse(sources, file, &bag);
  const check::Module module = check::Check(&sources, ast, {}, &bag);
  REQUIRE(bag.error_count() == 0);
  const ir::Plan plan = ir::Lower(module);
  const std::string printed = ir::Print(plan);
  INFO(printed);
  CHECK(printed.starts_with(BlockAfter(page, "**Plan**")));
  const ir::BoundPlan bound = ir::Bind(plan, {});
  const std::string bound_printed = ir::Print(bound);
  INFO(bound_printed);
  CHECK(bound_printed.starts_with(BlockAfter(page, "**BoundPlan.**")));
  const ir::Params params = ir::ResolveParams(plan, bound, 0, types::Zone::Utc());
  CHECK(params.unit == 1000);
  REQUIRE(params.leads.size() == 3);
  CHECK(params.leads == std::vector<int64_t>{1, 20, 20});
}

}  // namespace ripe::test
