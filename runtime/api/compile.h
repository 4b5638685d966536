// A rules file from its path to a checked module: what every entry of the API begins with. One
// entry point, Compile.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/check/module.h"
#include "compiler/diag/diag.h"
#include "compiler/source/source_set.h"
#include "compiler/syntax/ast.h"
#include "ripe/ripe.h"
#include "ripe/status.h"

namespace ripe {

// What Diagnostics holds: the texts and what is wrong with them.
struct Diagnostics::Impl {
  std::shared_ptr<const source::SourceSet> sources;
  std::vector<diag::Diagnostic> list;  // sorted
  size_t errors = 0, warnings = 0;
};

namespace api {

struct Compiled {
  std::shared_ptr<const source::SourceSet> sources;
  syntax::Ast ast;
  check::Module module;  // meaningful where there are no errors
  Diagnostics diagnostics;
};

// A rules file's text; "-" is standard input (shown as "standard input"). kIo where it cannot be
// read, kLimit where it is too large.
struct RulesText {
  std::string name;
  std::string text;
};
Result<RulesText> ReadRules(const std::string& path);

// All that was found.
Diagnostics Wrap(std::shared_ptr<const source::SourceSet> sources, const diag::Bag& bag);

// Parses, checks and lints. Everything wrong with the rules is in the diagnostics; only a file that
// cannot be read at all is an error.
Result<Compiled> Compile(const std::string& path, const check::Schema* schema = nullptr);
Compiled CompileText(const RulesText& rules, const check::Schema* schema);

// Whether `path` is a file that the rules were read from: the rules file itself, a module, a list.
bool ReadFrom(const source::SourceSet& sources, const std::string& path);
Status WouldReplaceRules(const std::string& path);  // kUsage

}  // namespace api
}  // namespace ripe
