// What every part of lint works with: the module, the shape of its expressions, the bounds of its
// numbers, and the author's own words for a message. The parts are independent of each other, but
// for `truth`, which LintConditions makes for LintStages. Warnings are given only for what stands
// in the author's own file, never for the modules it uses.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/check/bounds.h"
#include "compiler/check/lint_shape.h"
#include "compiler/diag/diag.h"
#include "compiler/source/source_set.h"
#include "compiler/syntax/ast.h"

namespace ripe::check {

// What a condition can be, as far as the rules alone tell.
struct Truth {
  bool holds = true;  // for some lead, perhaps
  bool fails = true;
  bool unknown = true;
};

class Linter {
 public:
  Linter(const source::SourceSet& sources, const syntax::Ast& ast, const Module& module,
         diag::Bag* bag)
      : sources(sources),
        ast(ast),
        module(module),
        bag(bag),
        shape(module),
        bounds(ComputeBounds(module)),
        numbers(ComputeNumberBounds(module, bounds, shape.order())),
        truth(module.exprs.size()),
        never(module.exprs.size()),
        always(module.exprs.size()) {}

  bool Own(Span span) const { return span.file == ast.file && span.begin < span.end; }
  bool Own(ExprId id) const { return Own(module.expr(id).span); }
  // As written, comments left out, white space folded, shortened where it is long.
  std::string Text(Span span) const;
  std::string Text(ExprId id) const { return Text(module.expr(id).span); }
  // The name of a class of events, as written in `id`'s own text: `page_view` for `no page_view in
  // 30d`.
  std::string NameOf(ClassId id) const;

  diag::Diagnostic& Warn(diag::Id id, Span span, std::vector<std::string> args = {}) {
    return bag->Add(id, span, std::move(args));
  }

  const source::SourceSet& sources;
  const syntax::Ast& ast;
  const Module& module;
  diag::Bag* const bag;
  Shape shape;
  ModuleBounds bounds;
  std::vector<NumberBounds> numbers;  // by ExprId
  std::vector<Truth> truth;           // by ExprId; stages taken as open
  std::vector<bool> never,
      always;  // by ExprId: an `and` whose parts exclude, an `or` whose parts complete each other
};

std::string PointsText(int64_t thousandths);  // "285", "12.5"
std::string NumberText(double number);        // "1000", "0.2"
std::string DurationText(int64_t seconds);    // "30d", "12h"

// The truth of `expr` from that of its parts; of those without parts, whatever is not settled by
// the bounds.
Truth TruthOfParts(const Linter& linter, ExprId id, const std::vector<Truth>& truth);

// The parts, each over the whole module.
void LintLogic(Linter* linter);  // parts of one `and` or `or` that exclude or complete each other
                                 // (lint_logic.cc)
void LintConditions(
    Linter* linter);  // single conditions that no lead or every lead meets (lint_conditions.cc)
void LintStages(Linter* linter);  // the ladder: out of reach, overtaken, shadowed (lint_stages.cc)
void LintGates(Linter* linter);   // stage rules that exclude the stage they ask for (lint_gates.cc)
void LintRules(Linter* linter);   // rules repeated or without effect (lint_rules.cc)
void LintRanges(Linter* linter);  // ladders of ranges with gaps and overlaps (lint_ranges.cc)
void LintEvents(Linter* linter);  // windows, `after`, `days since`, `not` of what may be missing
                                  // (lint_events.cc)
void LintNames(Linter* linter);   // declared and never used, scripts mixed (lint_names.cc)

}  // namespace ripe::check
