// The one canonical layout of a rules file: `ripe fmt`. Works on the tokens, so that comments and every literal's spelling are kept;
// formatting twice gives what formatting once gave, and the Ast is unchanged.
#pragma once

#include <string>

#include "compiler/source/source_set.h"

namespace ripe::syntax {

// The file must have been parsed without errors.
std::string Format(const source::SourceSet& sources, source::FileId file);

}  // namespace ripe::syntax
