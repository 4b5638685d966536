// One lead explained, from rules and data as texts.
#pragma once

#include <string>

#include "ripe/ripe.h"

namespace ripe::test {

// The explanation of lead `1`; `events` without rows by default.
Explanation Explained(const std::string& rules, const std::string& leads, const std::string& as_of,
                      const std::string& events = "lead_id,type,at\n");

}  // namespace ripe::test
