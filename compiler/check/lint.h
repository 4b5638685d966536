// Warnings about a checked module: what is valid but surely not meant. From the bounds of what the
// rules can give, from ranges, windows and repeated rules. Reads the Module only; never changes
// what it means.
#pragma once

#include "compiler/check/module.h"
#include "compiler/diag/diag.h"
#include "compiler/source/source_set.h"
#include "compiler/syntax/ast.h"

namespace ripe::check {

// `ast` is the file's own tree (for declarations that are never used, and the places of names).
void Lint(const source::SourceSet& sources, const syntax::Ast& ast, const Module& module,
          diag::Bag* bag);

// The least and the most points, in thousandths, that a set of rules can give.
struct Bounds {
  int64_t low = 0, high = 0;
};
Bounds RuleBounds(const Module& module, const Rule& rule);
Bounds GroupBounds(const Module& module, GroupId group);  // after its caps
Bounds ScoreBounds(const Module& module);

}  // namespace ripe::check
