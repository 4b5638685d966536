// Every warning of the catalogue: its wrong example gives it, its right one gives none, and what the author sees is in a golden.
#include <algorithm>
#include <catch2/catch.hpp>

#include "compiler/diag/catalogue.h"
#include "tests/check/lint_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

bool IsLint(std::string_view code) { return code >= "R300" && code < "R400"; }

TEST_CASE("lint: each code's examples", "[lint]") {
  for (const diag::Entry& entry : diag::Entries()) {
    if (!IsLint(entry.code)) continue;
    const std::string code(entry.code);
    INFO(code << " " << entry.name);
    CHECK(entry.severity == diag::Severity::kWarning);
    CHECK(!entry.message.empty());
    CHECK(!entry.help.empty());
    CHECK(!entry.why.empty());
    CHECK(CodesOf(std::string(entry.wrong)) == std::vector<std::string>{code});
    CHECK(CodesOf(std::string(entry.right)) == std::vector<std::string>{});
  }
}

TEST_CASE("lint: each code's messages", "[lint]") {
  for (const diag::Entry& entry : diag::Entries()) {
    if (!IsLint(entry.code)) continue;
    const Linted wrong = LintText(std::string(entry.wrong));
    const std::string text = wrong.Rendered() + "\n" + wrong.Rendered(diag::Language::kKorean);
    CheckGolden("check/golden/lint_" + std::string(entry.code) + ".txt", text);
  }
}

}  // namespace
}  // namespace ripe::test
