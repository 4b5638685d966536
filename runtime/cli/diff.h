// What changes between two texts, line by line, as `diff -u` shows it.
#pragma once

#include <string>
#include <string_view>

namespace ripe::cli {

// Empty where the texts are equal. Linear where little changes; where very much does, the changed
// part is shown as one block.
std::string UnifiedDiff(std::string_view before, std::string_view after, std::string_view name,
                        bool color);

}  // namespace ripe::cli
