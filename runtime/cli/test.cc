// `ripe test`: runs the tests in rules files. Each file that can be read is run; the result is
// text, JSON or JUnit's XML.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "runtime/cli/commands.h"
#include "runtime/cli/junit.h"
#include "runtime/cli/options.h"

namespace ripe::cli {
namespace {

using Json = nlohmann::ordered_json;

// "✓ name", or "✗ name" with what failed below.
std::string CaseText(const TestReport::Case& test, const Console& console) {
  const bool color = console.color_out();
  std::string text =
      fmt::format("{} {}", test.passed ? Styled(color, "32", "✓") : Styled(color, "1;31", "✗"),
                  Harmless(test.name));
  if (console.verbose()) text += fmt::format("  ({}:{})", Harmless(test.file), test.line);
  text += "\n";
  for (const std::string& failure : test.failures) {
    text += fmt::format("    {}:{}: {}\n", Harmless(test.file), test.line, Harmless(failure));
  }
  return text;
}

std::string AsText(const TestedFiles& files, const Console& console) {
  std::string text;
  for (const TestedFile& file : files) {
    if (files.size() > 1) text += Styled(console.color_out(), "1", Harmless(file.path)) + "\n";
    for (const TestReport::Case& test : file.report.cases) text += CaseText(test, console);
  }
  const auto [passed, failed] = CountCases(files);
  const std::string closing = Fill({"{0} passed, {1} failed", "통과 {0}개, 실패 {1}개"},
                                   console.language(), passed, failed);
  return text + Styled(console.color_out(), failed > 0 ? "1;31" : "1", closing) + "\n";
}

std::string AsJson(const TestedFiles& files) {
  Json list = Json::array();
  for (const TestedFile& file : files) {
    Json tests = Json::array();
    for (const TestReport::Case& test : file.report.cases) {
      tests.push_back({{"name", test.name},
                       {"line", test.line},
                       {"passed", test.passed},
                       {"failures", test.failures}});
    }
    list.push_back({{"file", file.path},
                    {"errors", file.report.diagnostics.errors()},
                    {"tests", std::move(tests)}});
  }
  const auto [passed, failed] = CountCases(files);
  const Json json{{"files", std::move(list)}, {"passed", passed}, {"failed", failed}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

int Run(CommandLine* line) {
  std::vector<std::string> rules;
  std::string output;
  line->Arguments("RULES…", &rules,
                  {"rules files, or - for standard input", "규칙 파일(-는 표준 입력)"});
  line->Option("-o,--output", "FILE", &output,
               {"where the results go (else standard output)", "결과를 쓸 파일(없으면 표준 출력)"});
  line->Afterwards([&]() -> Status {
    RIPE_RETURN_IF_ERROR(RulesAreNoData(rules, kNameRules, line->language()));
    RIPE_RETURN_IF_ERROR(OneStandardInput(rules, line->language()));
    return NotAnInput("-o", output, rules, line->language());
  });
  if (const auto status = line->Parse()) return *status;

  const Console& console = line->console();
  TestedFiles files;
  int exit_status = 0;
  bool whole = true;
  for (const std::string& path : rules) {
    const Result<TestReport> report = RunTests(path, line->language());
    if (!report.ok()) {
      exit_status = std::max(exit_status, console.Fail(report.status()));
      whole = false;
      continue;
    }
    if (const Status status =
            NotOfTheRules("-o", output, report.value().diagnostics, line->language());
        !status.ok())
      return console.Fail(status);
    const std::string name = path == "-" ? "standard input" : path;
    files.push_back({name, report.value()});
    const Diagnostics& diagnostics = report.value().diagnostics;
    // Warnings are for `ripe check`: here they would hide what failed.
    if (diagnostics.has_errors()) {
      console.ShowDiagnostics(diagnostics);
      exit_status = std::max(exit_status, ExitStatus(StatusCode::kData));
    } else if (report.value().cases.empty()) {
      console.Note(
          Fill({"{0} has no tests", "{0}: 테스트가 없습니다"}, line->language(), Harmless(name)));
    }
  }
  const std::string& format = line->common().format;
  const Console plain(line->language());
  const std::string result = format == "json"    ? AsJson(files)
                             : format == "junit" ? RenderJunit(files, line->language())
                                                 : AsText(files, output.empty() ? console : plain);
  exit_status = std::max(exit_status, console.PrintReport(result, output, whole));
  if (CountCases(files).second > 0)
    exit_status = std::max(exit_status, ExitStatus(StatusCode::kData));
  return exit_status;
}

}  // namespace

const Command kTestCommand{
    .name = "test",
    .arguments = "RULES…",
    .summary = {"runs the tests in rules files", "규칙 파일 안의 테스트를 실행합니다"},
    .examples =
        "ripe test rules.ripe\n"
        "ripe test *.ripe --format junit -o tests.xml",
    .formats = "text json junit",
    .runs_rules = true,
    .run = Run,
};

}  // namespace ripe::cli
