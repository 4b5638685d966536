#include "runtime/api/compile.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "compiler/check/lint.h"
#include "compiler/source/descriptor.h"
#include "compiler/syntax/parse.h"

namespace ripe::api {
namespace {

Result<RulesText> ReadStandardInput() {
  RulesText rules{"standard input", ""};
  if (!source::ReadUpTo(source::kMaxFileBytes, STDIN_FILENO, &rules.text))
    return Status(StatusCode::kIo,
                  std::string("standard input could not be read: ") + std::strerror(errno));
  if (rules.text.size() > source::kMaxFileBytes)
    return Status(StatusCode::kLimit, "the rules on standard input are larger than 16 MB");
  return rules;
}

}  // namespace

Diagnostics Wrap(std::shared_ptr<const source::SourceSet> sources, const diag::Bag& bag) {
  auto impl = std::make_shared<Diagnostics::Impl>();
  impl->sources = std::move(sources);
  impl->list = bag.Sorted();
  impl->errors = bag.error_count();
  impl->warnings = bag.warning_count();
  return Diagnostics(std::move(impl));
}

Result<RulesText> ReadRules(const std::string& path) {
  if (path == "-") return ReadStandardInput();
  source::ReadResult read = source::RealFileSystem().Read(path);
  if (read.too_large)
    return Status(StatusCode::kLimit,
                  path + " is larger than 16 MB, the most a rules file may have");
  if (!read.text) return Status(StatusCode::kIo, path + " could not be read: " + read.error);
  return RulesText{path, std::move(*read.text)};
}

Compiled CompileText(const RulesText& rules, const check::Schema* schema) {
  auto sources = std::make_shared<source::SourceSet>();
  diag::Bag bag;
  Compiled compiled;
  const source::FileId file = sources->Add(rules.name, rules.text);
  compiled.ast = syntax::Parse(*sources, file, &bag);
  check::CheckOptions options;
  options.schema = schema;
  compiled.module = check::Check(sources.get(), compiled.ast, options, &bag);
  // Warnings about what the rules can give make sense only for rules that mean something.
  if (!bag.has_errors()) check::Lint(*sources, compiled.ast, compiled.module, &bag);
  compiled.sources = sources;
  compiled.diagnostics = Wrap(std::move(sources), bag);
  return compiled;
}

Result<Compiled> Compile(const std::string& path, const check::Schema* schema) {
  Result<RulesText> rules = ReadRules(path);
  if (!rules.ok()) return rules.status();
  return CompileText(*rules, schema);
}

bool ReadFrom(const source::SourceSet& sources, const std::string& path) {
  std::error_code error;
  if (path.empty() || !std::filesystem::is_regular_file(path, error)) return false;
  for (uint32_t i = 0; i < sources.size(); ++i) {
    if (std::filesystem::equivalent(path, sources.file(source::FileId{i}).path(), error))
      return true;
  }
  return false;
}

Status WouldReplaceRules(const std::string& path) {
  return {StatusCode::kUsage,
          path + " would be replaced, and the rules read it; name another file"};
}

}  // namespace ripe::api
