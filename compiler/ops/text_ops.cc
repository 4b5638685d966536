// The text operators, one row each. `match` sees folded texts and decides one value against one
// needle; quantifiers, negation, missing values and tables per distinct value are the lowering's
// and the engines' work, the same for all of them.
#include <array>
#include <vector>

#include "compiler/ops/ops.h"
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

// Korean particles that may follow a word without ending it: "CEO를" has the word "CEO".
constexpr std::array<std::string_view, 15> kParticles = {
    "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "만", "로", "으로", "님"};

// True where `rest` begins at the end of a word: nothing, or no letter or digit.
bool EndsHere(std::string_view rest) {
  if (rest.empty()) return true;
  size_t offset = 0;
  return !source::IsLetterOrDigit(source::DecodeAt(rest, &offset));
}

bool EndsWord(std::string_view rest) {
  if (EndsHere(rest)) return true;
  for (std::string_view particle : kParticles) {
    if (rest.starts_with(particle) && EndsHere(rest.substr(particle.size()))) return true;
  }
  return false;
}

// The scalar value that ends just before `offset`.
bool LetterBefore(std::string_view value, size_t offset) {
  if (offset == 0) return false;
  size_t begin = offset - 1;
  while (begin > 0 && source::IsContinuation(value[begin])) --begin;
  return source::IsLetterOrDigit(source::DecodeAt(value, &begin));
}

bool HasWord(std::string_view value, std::string_view needle) {
  return AnyPlace(value, needle, [&](size_t at) {
    return !LetterBefore(value, at) && EndsWord(value.substr(at + needle.size()));
  });
}

constexpr std::array<TextOp, 4> kTextOps = {{
    {"contains", "True where the text has the given text anywhere in it.",
     "title contains \"sales\"", Contains},
    {"starts with", "True where the text begins with the given text.", "phone starts with \"+82\"",
     StartsWith},
    {"ends with", "True where the text ends with the given text.", "email ends with \"@naver.com\"",
     EndsWith},
    {"has word",
     "True where the given text stands in it as a word: no letter or digit directly before it, and "
     "after it none either, or a Korean "
     "particle (은 는 이 가 을 를 의 에 와 과 도 만 로 으로 님).",
     "title has word \"VP\"", HasWord},
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
