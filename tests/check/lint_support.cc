// See lint_support.h.
#include "tests/check/lint_support.h"

#include "compiler/check/check.h"
#include "compiler/check/lint.h"
#include "compiler/diag/catalogue.h"
#include "compiler/diag/render.h"
#include "compiler/syntax/parse.h"
#include "tests/check/harness.h"

namespace ripe::test {

Linted LintText(const std::string& text, const std::string& path) {
  Linted out;
  const source::FileId file = out.sources.Add(path, text);
  out.ast = syntax::Parse(out.sources, file, &out.bag);
  const std::optional<check::Schema> schema = SchemaOf(text);
  out.module = check::Check(&out.sources, out.ast,
                            {.schema = schema ? &*schema : nullptr, .files = nullptr}, &out.bag);
  if (!out.bag.has_errors()) check::Lint(out.sources, out.ast, out.module, &out.bag);
  return out;
}

std::vector<std::string> Linted::Codes() const {
  std::vector<std::string> out;
  for (const diag::Diagnostic& d : bag.Sorted()) out.emplace_back(diag::EntryOf(d.id).code);
  return out;
}

std::string Linted::Rendered(diag::Language language) const {
  const std::vector<diag::Diagnostic> sorted = bag.Sorted();
  return diag::RenderText(sources, sorted, {.language = language, .color = false});
}

std::vector<std::string> CodesOf(const std::string& text) { return LintText(text).Codes(); }

}  // namespace ripe::test
