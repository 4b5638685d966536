// Entries that need rules and no engine: formatting, points as text, the version.
#include <fmt/format.h>

#include "compiler/syntax/format.h"
#include "compiler/syntax/parse.h"
#include "ripe/ripe.h"
#include "runtime/api/compile.h"
#include "runtime/io/guard.h"
#include "runtime/jit/jit.h"

namespace ripe {

namespace {

Result<FormatReport> FormatRulesUnguarded(const std::string& path) {
  Result<api::RulesText> rules = api::ReadRules(path);
  if (!rules.ok()) return rules.status();
  FormatReport report;
  report.before = rules->text;
  report.after = rules->text;
  // Only what cannot be read stops the formatter: a file with unknown names still has a layout.
  auto sources = std::make_shared<source::SourceSet>();
  diag::Bag bag;
  const source::FileId file = sources->Add(rules->name, rules->text);
  syntax::Parse(*sources, file, &bag);
  if (!bag.has_errors()) report.after = syntax::Format(*sources, file);
  report.diagnostics = api::Wrap(std::move(sources), bag);
  return report;
}

}  // namespace

Result<FormatReport> FormatRules(const std::string& path) {
  return io::Guarded([&] { return FormatRulesUnguarded(path); });
}

std::string FormatPoints(int64_t thousandths) {
  const uint64_t size =
      thousandths < 0 ? 0 - static_cast<uint64_t>(thousandths) : static_cast<uint64_t>(thousandths);
  std::string text = fmt::format("{}{}", thousandths < 0 ? "-" : "", size / 1000);
  if (const uint64_t part = size % 1000; part != 0) {
    text += fmt::format(".{:03}", part);
    while (text.back() == '0') text.pop_back();
  }
  return text;
}

bool HasJit() { return jit::Available(); }

}  // namespace ripe
