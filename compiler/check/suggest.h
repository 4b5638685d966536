// The name that was probably meant: the nearest by edit distance, with Hangul taken apart into its
// letters, so that one wrong vowel is one edit. One entry point, Nearest.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ripe::check {

// The candidate nearest to `name`, or none where nothing is near enough to be a slip. Ties go to
// the first.
std::optional<std::string> Nearest(std::string_view name, std::span<const std::string> candidates);

}  // namespace ripe::check
