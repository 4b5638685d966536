// What a rules file becomes, stage by stage: for those who work on Ripe, or want to know what runs.
#include "compiler/syntax/dump.h"

#include "compiler/ir/lower.h"
#include "ripe/ripe.h"
#include "runtime/api/compile.h"
#include "runtime/api/engine.h"
#include "runtime/io/guard.h"

namespace ripe {
namespace {

// The layout that a CSV of few different texts would have.
ir::Layout UsualLayout(const ir::Plan& plan) {
  ir::Layout layout;
  const auto add = [](types::ValueType type, std::vector<ir::ColumnLayout>* columns) {
    ir::Physical physical = ir::Physical::kF64;
    switch (type) {
      case types::ValueType::kNumber:
        break;
      case types::ValueType::kText:
        physical = ir::Physical::kCode8;
        break;
      case types::ValueType::kYesNo:
        physical = ir::Physical::kYesNo8;
        break;
      case types::ValueType::kDate:
        physical = ir::Physical::kDate32;
        break;
      case types::ValueType::kTime:
        physical = ir::Physical::kTime64;
        break;
      case types::ValueType::kTags:
        physical = ir::Physical::kTagLists;
        break;
    }
    columns->push_back({.physical = physical});
  };
  for (const check::Field& field : plan.fields) add(field.type, &layout.fields);
  for (const check::Property& property : plan.properties) add(property.type, &layout.properties);
  return layout;
}

Result<DumpReport> DumpUnguarded(const std::string& path, DumpStage stage) {
  Result<api::Compiled> compiled = api::Compile(path);
  if (!compiled.ok()) return compiled.status();
  DumpReport report{.diagnostics = compiled->diagnostics, .text = {}};
  if (stage == DumpStage::kAst) {
    report.text = syntax::Dump(compiled->ast);
    return report;
  }
  if (report.diagnostics.has_errors()) return report;
  const ir::Plan plan = ir::Lower(compiled->module);
  if (stage == DumpStage::kPlan) {
    report.text = ir::Print(plan);
    return report;
  }
  const ir::BoundPlan bound = ir::Bind(plan, UsualLayout(plan));
  if (stage == DumpStage::kBound) {
    report.text = ir::Print(bound);
    return report;
  }
  Result<std::string> text =
      jit::Dump(bound, {.vectors = api::VectorsOf(interp::BestIsa())},
                stage == DumpStage::kLlvm ? jit::DumpKind::kLlvm : jit::DumpKind::kAssembly);
  if (!text.ok()) return text.status();
  report.text = std::move(*text);
  return report;
}

}  // namespace

Result<DumpReport> Dump(const std::string& path, DumpStage stage) {
  return io::Guarded([&] { return DumpUnguarded(path, stage); });
}

}  // namespace ripe
