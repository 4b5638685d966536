// The author's words on their way into a message: made harmless for terminals and cut to a sane length.
#pragma once

#include <string>
#include <string_view>

namespace ripe::diag {

// Control characters become their pictures (U+2400...), characters that hide or reorder text become U+XXXX in angle brackets,
// invalid bytes U+FFFD. A tab is one space.
std::string Harmless(std::string_view text);

// Harmless, and not longer than `max_characters` (then it ends in "…").
std::string ShortWords(std::string_view text, size_t max_characters = 80);

}  // namespace ripe::diag
