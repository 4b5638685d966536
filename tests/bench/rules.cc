// Compiling the benchmark's rules; the JIT's part is in jit.cc.
#include "tests/bench/rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/ir/lower.h"
#include "compiler/syntax/parse.h"
#include "tests/bench/measure.h"

namespace ripe::bench {

std::string RulesText(const char* file) {
  const std::string path = std::string(RIPE_SOURCE_DIR) + "/tests/bench/" + file;
  const source::ReadResult read = source::RealFileSystem().Read(path);
  if (!read.text) Fail(fmt::format("{}: {}", path, read.error));
  return *read.text;
}

std::shared_ptr<const ir::Plan> CompileText(const std::string& text, const check::Schema* schema) {
  source::SourceSet sources;
  diag::Bag bag;
  const source::FileId id = sources.Add("bench.ripe", text);
  const syntax::Ast ast = syntax::Parse(sources, id, &bag);
  const check::Module module = check::Check(&sources, ast, {.schema = schema}, &bag);
  if (bag.has_errors()) Fail("the benchmark's rules have errors");
  return std::make_shared<const ir::Plan>(ir::Lower(module));
}

std::shared_ptr<const ir::Plan> Compile(const char* file, const check::Schema* schema) {
  return CompileText(RulesText(file), schema);
}

int64_t CountStage(const ir::Plan& plan, const std::vector<uint16_t>& stages,
                   std::string_view name) {
  const auto index = std::find(plan.stages.begin(), plan.stages.end(), name) - plan.stages.begin();
  return std::count(stages.begin(), stages.end(), index);
}

}  // namespace ripe::bench
