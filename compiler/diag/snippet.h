// The author's line with a place marked under it, for a terminal.
#pragma once

#include <string>

#include "compiler/source/source_set.h"

namespace ripe::diag {

struct Snippet {
  std::string line;    // harmless, tabs widened, a window of a long line
  std::string marker;  // spaces up to the place, then one mark for each of its cells (at least one)
};

// `mark` is '^' or '-'. A place that spans several lines is marked to the end of the first.
Snippet MakeSnippet(const source::SourceFile& file, source::Span span, char mark);

}  // namespace ripe::diag
