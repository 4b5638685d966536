// Where words begin and end, for `has word`: for one needle (text_ops.cc) and for many at once
// (text_search.cc), so that both mean the same.
#pragma once

#include <cstddef>
#include <string_view>

namespace ripe::ops {

// Whether a word may end where `rest` begins: there is nothing, no letter or digit, or a Korean
// particle that is followed by none.
bool EndsWord(std::string_view rest);

// Whether the scalar value that ends just before `offset` is a letter or digit.
bool LetterBefore(std::string_view value, size_t offset);

}  // namespace ripe::ops
