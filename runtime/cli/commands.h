// The commands of this version; each lies in the file of its name.
#pragma once

#include "runtime/cli/command_line.h"

namespace ripe::cli {

extern const Command kScoreCommand;
extern const Command kExplainCommand;
extern const Command kCheckCommand;
extern const Command kTestCommand;
extern const Command kFmtCommand;
extern const Command kExplainCodeCommand;
extern const Command kVersionCommand;

}  // namespace ripe::cli
