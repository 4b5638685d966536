// Reading rules from memory, for the tests of this folder.
#pragma once

#include <string>

#include "compiler/diag/render.h"
#include "compiler/source/source_set.h"
#include "compiler/syntax/parse.h"

namespace ripe::test {

struct Parsed {
  source::SourceSet sources;
  source::FileId file;
  diag::Bag bag;
  syntax::Ast ast;

  explicit Parsed(std::string text) : file(sources.Add("rules.ripe", std::move(text))), ast(syntax::Parse(sources, file, &bag)) {}
  std::string Rendered(diag::Language language = diag::Language::kEnglish) const {
    return diag::RenderText(sources, bag.Sorted(), {.language = language});
  }
  bool Has(diag::Id id) const {
    for (const diag::Diagnostic& d : bag.all()) {
      if (d.id == id) return true;
    }
    return false;
  }
};

}  // namespace ripe::test
