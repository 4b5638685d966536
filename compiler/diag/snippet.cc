// See snippet.h. All counting is in terminal cells of what is shown, after control characters were
// replaced, so that the mark stands under the place for Hangul, emoji and tabs.
#include "compiler/diag/snippet.h"

#include <algorithm>

#include "compiler/diag/words.h"
#include "compiler/source/unicode.h"

namespace ripe::diag {
namespace {

constexpr uint32_t kTabCells = 4;
constexpr size_t kWindowBefore = 60;  // scalar values shown left of the place in a long line
constexpr size_t kWindowTotal = 120;

// Moves back over `count` scalar values.
size_t StepBack(std::string_view text, size_t at, size_t count) {
  while (count-- > 0 && at > 0) {
    --at;
    while (at > 0 && source::IsContinuation(text[at])) --at;
  }
  return at;
}

size_t StepOn(std::string_view text, size_t at, size_t count) {
  while (count-- > 0 && at < text.size()) source::DecodeAt(text, &at);
  return at;
}

// Appends the text as shown, and counts its cells.
void Show(std::string_view text, std::string* out, uint32_t* cells) {
  for (size_t offset = 0; offset < text.size();) {
    const size_t begin = offset;
    const char32_t c = source::DecodeAt(text, &offset);
    if (c == '\t') {
      const uint32_t width = kTabCells - *cells % kTabCells;
      out->append(width, ' ');
      *cells += width;
      continue;
    }
    const std::string shown = Harmless(text.substr(begin, offset - begin));
    *cells += source::DisplayWidth(shown);
    *out += shown;
  }
}

}  // namespace

Snippet MakeSnippet(const source::SourceFile& file, source::Span span, char mark) {
  const uint32_t line_number = file.PositionOf(span.begin).line;
  const std::string_view line = file.LineText(line_number);
  const size_t line_start = file.LineStart(line_number);
  const size_t begin = std::min<size_t>(span.begin - line_start, line.size());
  const size_t end = std::clamp<size_t>(span.end - line_start, begin, line.size());

  const size_t from =
      StepOn(line, 0, kWindowTotal) == line.size() ? 0 : StepBack(line, begin, kWindowBefore);
  const size_t to = StepOn(line, from, kWindowTotal);
  Snippet snippet;
  uint32_t cells = 0;
  if (from > 0) {
    snippet.line = "…";
    cells = 1;
  }
  Show(line.substr(from, begin - from), &snippet.line, &cells);
  const uint32_t marked_from = cells;
  const size_t shown_end = std::min(end, to);
  Show(line.substr(begin, shown_end - begin), &snippet.line, &cells);
  const uint32_t marked_to = std::max(cells, marked_from + 1);
  Show(line.substr(shown_end, to - shown_end), &snippet.line, &cells);
  if (to < line.size()) snippet.line += "…";
  snippet.marker = std::string(marked_from, ' ') + std::string(marked_to - marked_from, mark);
  return snippet;
}

}  // namespace ripe::diag
