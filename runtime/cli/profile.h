// `score --profile`: tables for people, or a JSON object for tools, on standard error.
#pragma once

#include <string_view>

#include "ripe/ripe.h"
#include "runtime/cli/console.h"

namespace ripe::cli {

// `form`: "text", "json"; empty: nothing.
void ShowProfile(const ScoreReport& report, std::string_view form, const Console& console);

}  // namespace ripe::cli
