// `ripe version`: what this build is, for bug reports.
#include <nlohmann/json.hpp>

#include "runtime/cli/commands.h"

namespace ripe::cli {
namespace {

int ShowVersion(CommandLine* line) {
  if (const auto status = line->Parse()) return *status;
  const VersionInfo info = Version();
  const Language in = line->language();
  std::string text;
  if (line->common().format == "json") {
    const nlohmann::ordered_json json{{"version", info.version},
                                      {"back_ends", info.back_ends},
                                      {"cpu", info.cpu},
                                      {"unicode", info.unicode},
                                      {"time_zones", info.time_zones}};
    text = json.dump(2) + "\n";
  } else {
    text = fmt::format("ripe {}\n", info.version);
    text += fmt::format("{}: {}\n", Text{"back ends", "엔진"}.In(in), info.back_ends);
    text += fmt::format("{}: {}\n", Text{"CPU", "CPU"}.In(in), info.cpu);
    text += fmt::format("{}: {}\n", Text{"Unicode", "유니코드"}.In(in), info.unicode);
    text += fmt::format("{}: {}\n", Text{"time zones", "시간대 자료"}.In(in), info.time_zones);
  }
  return line->console().Fail(line->console().Print(text));
}

}  // namespace

const Command kVersionCommand{
    .name = "version",
    .arguments = "",
    .summary = {"says which version this is, and what it was built with",
                "버전과 빌드 정보를 보여 줍니다"},
    .examples = "ripe version",
    .formats = "text json",
    .runs_rules = false,
    .run = ShowVersion,
};

}  // namespace ripe::cli
