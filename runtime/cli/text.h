// The command's own words in each language. A text stands where it is used, in both languages side
// by side, so that neither is forgotten when the other changes; what rules files get wrong is
// worded in the compiler's catalogue instead.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "ripe/ripe.h"

namespace ripe::cli {

struct Text {
  std::string_view en, ko;
  constexpr std::string_view In(Language language) const {
    return language == Language::kKorean ? ko : en;
  }
};

// The text with its places {0}, {1}, … filled.
template <class... Args>
std::string Fill(const Text& text, Language language, const Args&... args) {
  return fmt::format(fmt::runtime(text.In(language)), args...);
}

// "1 error", "2 errors"; Korean has no plural.
std::string CountOf(uint64_t count, const Text& one, const Text& many, Language language);
// 1234567 -> "1,234,567".
std::string Grouped(uint64_t count);

// What the user most likely meant: the candidate nearest to `word` by edits (also swapped letters),
// if near enough; else empty.
std::string Nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace ripe::cli
