// Mistakes in the shape of a statement: what the parser stumbled over is compared with what people who guess write. Each that
// is recognised is reported with the mended text, and the unit is mended, so that the parser can go on to the next mistake.
#pragma once

#include <bitset>

#include "compiler/diag/diag.h"
#include "compiler/syntax/joined_names.h"
#include "compiler/syntax/layout.h"
#include "compiler/syntax/token.h"

namespace ripe::syntax {

// Where the parser stopped, as an index into the unit's tokens (their number: at the end), and what could have stood there.
struct Failure {
  size_t at = 0;
  std::bitset<128> expected;  // by TokenKind; bit 0 is the end of the statement
};

enum class Mending : uint8_t { kMended, kReported, kUnknown };

// kMended: reported, and the unit changed: parse again. kReported: reported, the unit cannot be used. kUnknown: no known mistake.
Mending MendMistake(TokenBuffer* buffer, diag::Bag* bag, Unit* unit, JoinedNames* names, const Failure& failure);

// After a unit could be read: several slips of spelling in it become one error that shows the whole line as it should be. `span` is the
// unit's as it was written, `mended` says that MendMistake had a part in it.
void SayOnce(TokenBuffer* buffer, diag::Bag* bag, Unit* unit, JoinedNames* names, source::Span span, bool mended);

// The answer to everything else: what was understood, what came instead, what could stand there.
void ReportUnexpected(const TokenBuffer& buffer, diag::Bag* bag, const Unit& unit, const Failure& failure);

}  // namespace ripe::syntax
