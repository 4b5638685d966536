// See words.h.
#include "compiler/ops/words.h"

#include <array>

#include "compiler/source/unicode.h"

namespace ripe::ops {
namespace {

// Korean particles that may follow a word without ending it: "CEO를" has the word "CEO".
constexpr std::array<std::string_view, 15> kParticles = {
    "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "만", "로", "으로", "님"};

// True where `rest` begins at the end of a word: nothing, or no letter or digit.
bool EndsHere(std::string_view rest) {
  if (rest.empty()) return true;
  size_t offset = 0;
  return !source::IsLetterOrDigit(source::DecodeAt(rest, &offset));
}

}  // namespace

bool EndsWord(std::string_view rest) {
  if (EndsHere(rest)) return true;
  for (std::string_view particle : kParticles) {
    if (rest.starts_with(particle) && EndsHere(rest.substr(particle.size()))) return true;
  }
  return false;
}

bool LetterBefore(std::string_view value, size_t offset) {
  if (offset == 0) return false;
  size_t begin = offset - 1;
  while (begin > 0 && source::IsContinuation(value[begin])) --begin;
  return source::IsLetterOrDigit(source::DecodeAt(value, &begin));
}

}  // namespace ripe::ops
