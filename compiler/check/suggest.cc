#include "compiler/check/suggest.h"

#include <algorithm>
#include <vector>

#include "compiler/source/unicode.h"

namespace ripe::check {
namespace {

constexpr size_t kLongest = 64;  // letters; longer names are compared by their beginning

// Folded scalar values, Hangul syllables as their two or three letters.
std::u32string Letters(std::string_view text) {
  const std::string folded = source::Fold(text);
  std::u32string out;
  for (size_t at = 0; at < folded.size() && out.size() < kLongest;) {
    const char32_t c = source::DecodeAt(folded, &at);
    if (!source::IsHangulSyllable(c)) {
      out.push_back(c);
      continue;
    }
    const uint32_t index = c - 0xAC00;
    out.push_back(0x1100 + index / 588);
    out.push_back(0x1161 + index % 588 / 28);
    if (index % 28 != 0) out.push_back(0x11A7 + index % 28);
  }
  return out;
}

// Edits (insert, delete, replace, swap neighbours) from a to b; `limit` + 1 once it is certain to
// be more.
size_t Distance(const std::u32string& a, const std::u32string& b, size_t limit) {
  const size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit) return limit + 1;
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    size_t least = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string> Nearest(std::string_view name, std::span<const std::string> candidates) {
  const std::u32string wanted = Letters(name);
  // A third of the letters may be wrong, no more than four; of a name of two letters only their
  // case.
  size_t limit = std::min<size_t>(4, wanted.size() / 3);
  std::optional<std::string> best;
  for (const std::string& candidate : candidates) {
    if (candidate == name) continue;
    const size_t d = Distance(wanted, Letters(candidate), limit);
    if (d > limit) continue;
    best = candidate;
    if (d == 0) return best;
    limit = d - 1;
  }
  return best;
}

}  // namespace ripe::check
