// The text operators, one row each. `match` sees folded texts and decides one value against one
// needle; quantifiers, negation, missing values and tables per distinct value are the lowering's
// and the engines' work, the same for all of them.
#include <array>
#include <vector>

#include "compiler/ops/ops.h"
#include "compiler/ops/words.h"
#include "compiler/source/unicode.h"

namespace ripe::ops {
namespace {

// Shorter ones are compared at each place where they might stand: that is fastest, and as many
// bytes again at most.
constexpr size_t kLongNeedle = 64;

// Whether accept(at) holds for one of the places where the needle stands in the value. Linear in
// both, also where the value is nearly the needle all along (Knuth, Morris and Pratt).
template <class Accept>
bool AnyPlace(std::string_view value, std::string_view needle, Accept accept) {
  if (needle.size() < kLongNeedle) {
    for (size_t at = value.find(needle); at != std::string_view::npos;
         at = value.find(needle, at + 1)) {
      if (accept(at)) return true;
    }
    return false;
  }
  if (value.size() < needle.size()) return false;
  // border[i]: of the first i bytes, how many of the last ones are also the first ones.
  std::vector<size_t> border(needle.size() + 1, 0);
  for (size_t i = 1, k = 0; i < needle.size(); ++i) {
    while (k > 0 && needle[i] != needle[k]) k = border[k];
    k += needle[i] == needle[k];
    border[i + 1] = k;
  }
  for (size_t i = 0, k = 0; i < value.size(); ++i) {
    while (k > 0 && (k == needle.size() || value[i] != needle[k])) k = border[k];
    k += value[i] == needle[k];
    if (k == needle.size() && accept(i + 1 - k)) return true;
  }
  return false;
}

bool Contains(std::string_view value, std::string_view needle) {
  return AnyPlace(value, needle, [](size_t) { return true; });
}
bool StartsWith(std::string_view value, std::string_view needle) {
  return value.starts_with(needle);
}
bool EndsWith(std::string_view value, std::string_view needle) { return value.ends_with(needle); }

bool HasWord(std::string_view value, std::string_view needle) {
  return AnyPlace(value, needle, [&](size_t at) {
    return !LetterBefore(value, at) && EndsWord(value.substr(at + needle.size()));
  });
}

constexpr std::array<TextOp, 4> kTextOps = {{
    {"contains", "True where the text has the given text anywhere in it.",
     "title contains \"sales\"", Contains, Place::kAnywhere},
    {"starts with", "True where the text begins with the given text.", "phone starts with \"+82\"",
     StartsWith, Place::kStart},
    {"ends with", "True where the text ends with the given text.", "email ends with \"@naver.com\"",
     EndsWith, Place::kEnd},
    {"has word",
     "True where the given text stands in it as a word: no letter or digit directly before it, and "
     "after it none either, or a Korean "
     "particle (은 는 이 가 을 를 의 에 와 과 도 만 로 으로 님).",
     "title has word \"VP\"", HasWord, Place::kWord},
}};

}  // namespace

std::span<const TextOp> TextOps() { return kTextOps; }

std::optional<TextOpId> FindTextOp(std::string_view first, std::string_view second) {
  for (size_t i = 0; i < kTextOps.size(); ++i) {
    const std::string_view s = kTextOps[i].spelling;
    const size_t space = s.find(' ');
    const std::string_view head = s.substr(0, space);
    const std::string_view tail =
        space == std::string_view::npos ? std::string_view() : s.substr(space + 1);
    if (head == first && tail == second) return TextOpId{static_cast<uint8_t>(i)};
  }
  return std::nullopt;
}

}  // namespace ripe::ops
