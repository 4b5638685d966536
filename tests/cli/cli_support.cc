// See cli_support.h.
#include "tests/cli/cli_support.h"

#include <algorithm>
#include <filesystem>

namespace ripe::test {

RunResult Ripe(std::vector<std::string> arguments, const std::string& stdin_text,
               std::vector<std::string> environment, double timeout_seconds) {
  std::vector<std::string> argv{"env", "-u", "NO_COLOR", "-u", "LC_MESSAGES", "LC_ALL=C"};
  argv.insert(argv.end(), environment.begin(), environment.end());
  argv.push_back(RipeBinary());
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  return Run(argv, stdin_text, timeout_seconds);
}

RunResult Shell(const std::string& script, const std::string& folder) {
  return Run({"env", "-u", "NO_COLOR", "LC_ALL=C", "RIPE=" + RipeBinary(), "DIR=" + folder, "sh",
              "-c", script});
}

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

size_t CountLines(const std::string& text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

const char* const kCaseScores =
    "id,score,fit,stage\n"
    "a1,35,15,MQL\n"
    "a2,5,5,Lead\n"
    "a3,0,0,Lead\n";

Case::Case() {
  rules_ = Write("rules.ripe",
                 "field title: text\n"
                 "field size: number\n"
                 "event demo\n"
                 "\n"
                 "group fit up to 15 {\n"
                 "  title has word \"VP\"  +10  \"Decision maker\"\n"
                 "  size >= 100          +5\n"
                 "}\n"
                 "\n"
                 "demo in 30d  +20\n"
                 "\n"
                 "score >= 30 => MQL\n"
                 "\n"
                 "test \"a big one\" {\n"
                 "  given size = 200\n"
                 "  expect fit = 5, Lead\n"
                 "}\n");
  leads_ = Write("leads.csv", "id,title,size\na1,VP Sales,200\na2,Clerk,150\na3,,\n");
  events_ = Write("events.csv",
                  "lead_id,type,at\na1,demo,2026-11-18T09:00:00Z\na1,open,2026-11-18T09:00:00Z\na2,"
                  "demo,2026-01-01\n");
}

std::vector<std::string> Case::Files() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(dir_.path()))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace ripe::test
