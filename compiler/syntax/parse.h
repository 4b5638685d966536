// Text -> Ast. Tokens are made first, by hand (lex.h): layout (which newlines separate), glued signs, contextual keywords and limits are
// decided there, in linear time; then ANTLR's parser for grammar/Ripe.g4 reads one statement at a time, so that one mistake never
// hides another. Errors go to the Bag; the Ast holds every statement that could be read.
#pragma once

#include "compiler/diag/diag.h"
#include "compiler/source/source_set.h"
#include "compiler/syntax/ast.h"

namespace ripe::syntax {

// Limits on one file; exceeding one is a diagnostic.
inline constexpr int kMaxNesting = 100;               // ( ), { }, `not` within one statement
inline constexpr size_t kMaxStatementTokens = 100'000;
inline constexpr size_t kMaxStatements = 250'000;     // statements and items of blocks

// Thread-safe for different SourceSets (ANTLR's shared DFA cache is locked).
Ast Parse(const source::SourceSet& sources, source::FileId file, diag::Bag* bag);

}  // namespace ripe::syntax
