// Text -> tokens, in one pass and linear time. Mistakes in single characters and words (curly quotes, full-width signs, `&&`, `1,000`, `30일`)
// are reported here and mended, so that the rest of the statement can still be read.
#pragma once

#include "compiler/diag/diag.h"
#include "compiler/source/source_set.h"
#include "compiler/syntax/token.h"

namespace ripe::syntax {

// False where the file cannot be read at all (not UTF-8, a NUL, too large): the buffer is empty then.
bool Lex(const source::SourceSet& sources, source::FileId file, diag::Bag* bag, TokenBuffer* out);

// What a text token says: without quotes, escapes resolved, not yet normalised. `spelling` is the token's canonical one.
std::string TextValue(std::string_view spelling);
// Text as a literal of the language: quotes and what needs escaping in it.
std::string QuoteText(std::string_view value);
// A name as the language would write it: as it is, or in backticks.
std::string QuoteName(std::string_view name);

// The kind of a word that is reserved everywhere, else kName.
TokenKind ReservedWord(std::string_view word);

}  // namespace ripe::syntax
