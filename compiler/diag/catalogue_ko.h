// The Korean table beside the catalogue: message, help and why by Id. What it lacks is shown in English.
#pragma once

#include "compiler/diag/catalogue.h"

namespace ripe::diag {

struct Translation {
  std::string_view message, help, why;
};

// Null where there is none.
const Translation* KoreanOf(Id id);
// Empty where there is none.
std::string_view KoreanLabel(LabelId id);

}  // namespace ripe::diag
