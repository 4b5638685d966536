// For the tests of lint: a rules text from memory, read, checked and linted as the command does.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/module.h"
#include "compiler/diag/diag.h"
#include "compiler/source/source_set.h"
#include "compiler/syntax/ast.h"

namespace ripe::test {

struct Linted {
  source::SourceSet sources;
  syntax::Ast ast;
  check::Module module;
  diag::Bag bag;

  // The codes of all diagnostics in the order of their places: {"R300", "R340"}.
  std::vector<std::string> Codes() const;
  // As the command shows them.
  std::string Rendered(diag::Language language = diag::Language::kEnglish) const;
};

// `path` is where the text is said to stand: `use "..."` and lists are looked for beside it.
Linted LintText(const std::string& text, const std::string& path = "rules.ripe");
std::vector<std::string> CodesOf(const std::string& text);

}  // namespace ripe::test
