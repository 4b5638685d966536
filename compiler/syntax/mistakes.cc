#include "compiler/syntax/mistakes.h"
namespace ripe::syntax {
Mending MendMistake(TokenBuffer*, diag::Bag*, Unit*, const Failure&) { return Mending::kUnknown; }
void ReportUnexpected(const TokenBuffer& buffer, diag::Bag* bag, const Unit& unit, const Failure& f) {
  bag->Add(diag::Id::kUnexpected, buffer.SpanOf(unit.tokens[f.at < unit.tokens.size() ? f.at : unit.tokens.size() - 1]), {});
}
}
