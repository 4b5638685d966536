// The options about data that score, explain and check share, and the rules about paths that hold
// for all of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ripe/ripe.h"
#include "runtime/cli/command_line.h"

namespace ripe::cli {

// Adds --events, --id, --leads-format and so on, bound to `data`, which must outlive Parse.
// `id_names`: how the option for the id column is called (explain's --id is the lead's).
void AddDataOptions(CommandLine* line, DataOptions* data, std::string_view id_names);
// Adds what only a run over the data has: --as-of, --strict, --rejects, --event-id.
void AddRunOptions(CommandLine* line, DataOptions* data);

// "500MB", "2GiB", "1.5 GB": bytes; empty: 0. kUsage where it is no size, or 0.
Status ReadSize(std::string_view option, const std::string& text, Language language,
                uint64_t* bytes);

// kUsage where one of the rules files has the name of a file of data; `what_to_do`, where {0} is
// that file, ends the message.
inline constexpr Text kNameRules = {"name files with rules, as rules.ripe",
                                    "rules.ripe 같은 규칙 파일을 쓰세요"};
inline constexpr Text kRulesFirst = {"the rules come first, then the leads",
                                     "규칙 파일을 먼저, 리드 파일을 다음에 쓰세요"};
Status RulesAreNoData(const std::vector<std::string>& rules, Text what_to_do, Language language);

// Standard input can be read once: kUsage where more than one of the paths is `-`.
Status OneStandardInput(const std::vector<std::string>& paths, Language language);
// kUsage where `output` is one of the files that are read: it would take that file's place.
Status NotAnInput(std::string_view option, const std::string& output,
                  const std::vector<std::string>& inputs, Language language);
// The same of the files that only reading the rules finds: their modules and lists.
Status NotOfTheRules(std::string_view option, const std::string& output,
                     const Diagnostics& diagnostics, Language language);
// Two options for files that are written must not name the same one.
Status TwoFiles(std::string_view option, const std::string& output, std::string_view other_option,
                const std::string& other, Language language);

}  // namespace ripe::cli
