// See diff.h. Equal lines at both ends are taken off first; the middle, which the formatter keeps
// small, is compared by the textbook table of longest common subsequences.
#include "runtime/cli/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "runtime/cli/console.h"

namespace ripe::cli {
namespace {

constexpr size_t kContext = 3;
constexpr size_t kMostCells = 16'000'000;  // of the table; 32 MB

enum class Kind : char { kSame = ' ', kRemoved = '-', kAdded = '+' };
struct Line {
  Kind kind;
  std::string_view text;  // with its newline, if it has one
};

std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

using Lines = std::vector<std::string_view>;

// The script for the middle: a[from, a_end) to b[from, b_end).
void Compare(const Lines& a, const Lines& b, size_t from, size_t a_end, size_t b_end,
             std::vector<Line>* script) {
  const size_t rows = a_end - from, columns = b_end - from;
  if (rows > UINT16_MAX || columns > UINT16_MAX || (rows + 1) * (columns + 1) > kMostCells) {
    for (size_t i = from; i < a_end; ++i) script->push_back({Kind::kRemoved, a[i]});
    for (size_t j = from; j < b_end; ++j) script->push_back({Kind::kAdded, b[j]});
    return;
  }
  // common[i][j]: how many lines the rests from i and from j have in common.
  std::vector<uint16_t> common((rows + 1) * (columns + 1), 0);
  const auto at = [&](size_t i, size_t j) -> uint16_t& { return common[i * (columns + 1) + j]; };
  for (size_t i = rows; i-- > 0;) {
    for (size_t j = columns; j-- > 0;) {
      const bool same = a[from + i] == b[from + j];
      at(i, j) =
          same ? static_cast<uint16_t>(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  size_t i = 0, j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && a[from + i] == b[from + j]) {
      script->push_back({Kind::kSame, a[from + i]});
      ++i, ++j;
    } else if (j == columns || (i < rows && at(i + 1, j) >= at(i, j + 1))) {
      script->push_back({Kind::kRemoved, a[from + i++]});
    } else {
      script->push_back({Kind::kAdded, b[from + j++]});
    }
  }
}

std::vector<Line> ScriptOf(const Lines& a, const Lines& b) {
  size_t head = 0;
  while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
  size_t tail = 0;
  while (tail < a.size() - head && tail < b.size() - head &&
         a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  std::vector<Line> script;
  script.reserve(a.size() + b.size());
  for (size_t i = 0; i < head; ++i) script.push_back({Kind::kSame, a[i]});
  Compare(a, b, head, a.size() - tail, b.size() - tail, &script);
  for (size_t i = a.size() - tail; i < a.size(); ++i) script.push_back({Kind::kSame, a[i]});
  return script;
}

void AppendLine(const Line& line, bool color, std::string* out) {
  std::string_view text = line.text;
  const bool ended = !text.empty() && text.back() == '\n';
  if (ended) text.remove_suffix(1);
  const std::string whole = static_cast<char>(line.kind) + Harmless(text);
  *out += line.kind == Kind::kSame
              ? whole
              : Styled(color, line.kind == Kind::kRemoved ? "31" : "32", whole);
  *out += ended ? "\n" : "\n\\ No newline at end of file\n";
}

// "3" or "3,5": where a hunk lies; a side without lines is named by the line before.
std::string RangeOf(size_t first, size_t count) {
  if (count == 1) return fmt::format("{}", first + 1);
  return fmt::format("{},{}", count == 0 ? first : first + 1, count);
}

}  // namespace

std::string UnifiedDiff(std::string_view before, std::string_view after, std::string_view name,
                        bool color) {
  if (before == after) return {};
  const Lines a = LinesOf(before), b = LinesOf(after);
  const std::vector<Line> script = ScriptOf(a, b);
  std::string out = Styled(color, "1", fmt::format("--- {}", name)) + "\n" +
                    Styled(color, "1", fmt::format("+++ {}", name)) + "\n";
  size_t a_line = 0, b_line = 0;  // of script[i]
  size_t i = 0;
  while (i < script.size()) {
    size_t change = i;
    while (change < script.size() && script[change].kind == Kind::kSame) ++change;
    if (change == script.size()) break;
    const size_t begin = std::max(i, change - std::min(change, kContext));
    // The hunk ends where enough equal lines follow.
    size_t end = change, same = 0;
    while (end < script.size() && same <= 2 * kContext)
      same = script[end++].kind == Kind::kSame ? same + 1 : 0;
    end -= same - std::min(same, kContext);
    a_line += begin - i;
    b_line += begin - i;
    size_t a_count = 0, b_count = 0;
    std::string body;
    for (size_t k = begin; k < end; ++k) {
      if (script[k].kind != Kind::kAdded) ++a_count;
      if (script[k].kind != Kind::kRemoved) ++b_count;
      AppendLine(script[k], color, &body);
    }
    out +=
        Styled(color, "36",
               fmt::format("@@ -{} +{} @@", RangeOf(a_line, a_count), RangeOf(b_line, b_count))) +
        "\n" + body;
    a_line += a_count;
    b_line += b_count;
    i = end;
  }
  return out;
}

}  // namespace ripe::cli
