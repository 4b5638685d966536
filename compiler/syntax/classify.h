// Gives a unit's tokens their kinds for the grammar: which words are keywords in their place, which two are one (`up to`, `starts with`,
// `at least`), whether a glued sign makes points or a negative number. One pass, by what stands before a word: after a value
// a word can only be an operator or a keyword, before one only a name.
#pragma once

#include "compiler/diag/diag.h"
#include "compiler/syntax/layout.h"
#include "compiler/syntax/token.h"

namespace ripe::syntax {

// Reports signs that touch what they should not, and points that no number can be. The unit is then ready for the parser.
void Classify(TokenBuffer* buffer, diag::Bag* bag, Unit* unit);

// Reports what is wrong with points or a cap, and mends the token. Exact thousandths.
int64_t CheckedPoints(TokenBuffer* buffer, diag::Bag* bag, Token* token);

}  // namespace ripe::syntax
