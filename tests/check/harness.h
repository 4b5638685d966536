// Checks rules from memory, with a few files beside them and data described in comments: `# columns: Lead Source, seats number`
// says which columns the leads have (a type only where the format brings one), `# events: visit, demo` which event types
// occur, `# event columns: url` which properties they have.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "compiler/check/check.h"
#include "compiler/diag/diag.h"
#include "compiler/source/source_set.h"
#include "compiler/syntax/ast.h"

namespace ripe::test {

struct Checked {
  std::unique_ptr<source::SourceSet> sources = std::make_unique<source::SourceSet>();
  std::unique_ptr<syntax::Ast> ast;
  diag::Bag bag;
  check::Module module;
  std::string rendered;  // every diagnostic as text

  bool Has(diag::Id id) const;
  bool clean() const { return bag.error_count() == 0; }
};

// The file is `rules.ripe`; `files` lie beside it (a name may have folders, `../` leads out).
Checked CheckText(const std::string& text, const std::map<std::string, std::string>& files = {});
// The data that comments of the rules describe; none where none does.
std::optional<check::Schema> SchemaOf(const std::string& text);
// The files that the catalogue's examples name.
const std::map<std::string, std::string>& ExampleFiles();

}  // namespace ripe::test
