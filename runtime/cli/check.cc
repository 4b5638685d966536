// `ripe check`: every problem in rules files, as text for people, JSON or SARIF for tools, or
// GitHub's annotations. The problems are the result and go to standard output; the closing line
// goes to standard error.
#include <array>
#include <optional>

#include "runtime/cli/commands.h"
#include "runtime/cli/options.h"

namespace ripe::cli {
namespace {

Diagnostics::Format FormatOf(const std::string& name) {
  if (name == "json") return Diagnostics::Format::kJson;
  if (name == "sarif") return Diagnostics::Format::kSarif;
  if (name == "github") return Diagnostics::Format::kGithub;
  return Diagnostics::Format::kText;
}

std::string ClosingLine(const Diagnostics& diagnostics, const std::vector<std::string>& rules,
                        Language language) {
  const std::string where =
      rules.size() == 1 ? Harmless(rules[0] == "-" ? "standard input" : rules[0])
                        : Fill({"{0} files", "파일 {0}개"}, language, Grouped(rules.size()));
  std::string counts;
  if (diagnostics.errors() > 0)
    counts = CountOf(diagnostics.errors(), {"{0} error", "오류 {0}개"},
                     {"{0} errors", "오류 {0}개"}, language);
  if (diagnostics.warnings() > 0) {
    if (!counts.empty()) counts += ", ";
    counts += CountOf(diagnostics.warnings(), {"{0} warning", "경고 {0}개"},
                      {"{0} warnings", "경고 {0}개"}, language);
  }
  if (counts.empty())
    return Fill({"no problems found in {0}", "{0}: 문제가 없습니다"}, language, where);
  return Fill({"{0} in {1}", "{1}: {0}"}, language, counts, where);
}

std::optional<DumpStage> StageOf(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, DumpStage>, 5> kStages = {
      {{"ast", DumpStage::kAst},
       {"plan", DumpStage::kPlan},
       {"bound", DumpStage::kBound},
       {"llvm", DumpStage::kLlvm},
       {"asm", DumpStage::kAssembly}}};
  for (const auto& [known, stage] : kStages) {
    if (known == name) return stage;
  }
  return std::nullopt;
}

int ShowDump(const Console& console, const std::vector<std::string>& rules, const std::string& dump,
             const std::string& output) {
  std::string text;
  int exit_status = 0;
  for (const std::string& path : rules) {
    const Result<DumpReport> report = ripe::Dump(path, *StageOf(dump));
    if (!report.ok()) {
      exit_status = std::max(exit_status, console.Fail(report.status()));
      continue;
    }
    if (const Status status =
            NotOfTheRules("-o", output, report.value().diagnostics, console.language());
        !status.ok())
      return console.Fail(status);
    console.ShowDiagnostics(report.value().diagnostics);
    if (report.value().diagnostics.has_errors())
      exit_status = std::max(exit_status, ExitStatus(StatusCode::kData));
    text += report.value().text;
  }
  if (const Status status = console.Print(text, output); !status.ok())
    exit_status = std::max(exit_status, console.Fail(status));
  return exit_status;
}

int Check(CommandLine* line) {
  CheckRequest request;
  std::string output;
  std::string dump;
  std::vector<std::string> rules;
  line->Arguments("RULES…", &rules,
                  {"rules files, or - for standard input", "규칙 파일(-는 표준 입력)"});
  line->Option("--leads", "FILE", &request.data.leads,
               {"also check against these leads: rules that never fire, columns that are not there",
                "리드 파일과도 맞춰 봄: 맞는 리드가 없는 규칙, 없는 열"});
  AddDataOptions(line, &request.data, "--id,--id-column");
  line->Option(
      "-o,--output", "FILE", &output,
      {"where the problems go (else standard output)", "결과를 쓸 파일(없으면 표준 출력)"});
  line->Option(
      "--dump", "ast|plan|bound|llvm|asm", &dump,
      {"show what the rules become instead: tree, plan, bound plan, LLVM code, assembly",
       "규칙이 변환되는 단계를 출력: 구문 트리, 계획, 바인딩된 계획, LLVM 코드, 어셈블리"});
  line->Afterwards([&]() -> Status {
    if (!dump.empty() && !StageOf(dump)) {
      return {StatusCode::kUsage,
              Fill({"--dump knows ast, plan, bound, llvm and asm, not \"{0}\"",
                    "--dump 값은 ast, plan, bound, llvm, asm 중 하나입니다(\"{0}\" 아님)"},
                   line->language(), dump)};
    }
    RIPE_RETURN_IF_ERROR(
        RulesAreNoData(rules,
                       {"to check the rules against it write --leads {0}",
                        "규칙을 이 데이터와 맞춰 보려면 --leads {0} 형식으로 쓰세요"},
                       line->language()));
    if (request.data.leads.empty() && !request.data.events.empty()) {
      return {StatusCode::kUsage,
              std::string(Text{"--events needs the leads too: add --leads FILE",
                               "--events에는 리드 파일도 필요합니다. --leads FILE을 더하세요"}
                              .In(line->language()))};
    }
    std::vector<std::string> inputs = rules;
    inputs.push_back(request.data.leads);
    inputs.insert(inputs.end(), request.data.events.begin(), request.data.events.end());
    RIPE_RETURN_IF_ERROR(OneStandardInput(inputs, line->language()));
    // With several rules files the data are read again for each.
    if (rules.size() > 1)
      RIPE_RETURN_IF_ERROR(OneStandardInput({request.data.leads, "-"}, line->language()));
    return NotAnInput("-o", output, inputs, line->language());
  });
  if (const auto status = line->Parse()) return *status;

  if (!dump.empty()) return ShowDump(line->console(), rules, dump, output);

  // One file that cannot be read keeps no other from being checked.
  const Console& console = line->console();
  Diagnostics all;
  std::vector<std::string> notes;
  int exit_status = 0;
  for (const std::string& path : rules) {
    request.rules = {path};
    const Result<CheckReport> report = ripe::Check(request);
    if (!report.ok()) {
      exit_status = std::max(exit_status, console.Fail(report.status()));
      continue;
    }
    if (const Status status =
            NotOfTheRules("-o", output, report.value().diagnostics, line->language());
        !status.ok())
      return console.Fail(status);
    all.Append(report.value().diagnostics);
    notes.insert(notes.end(), report.value().notes.begin(), report.value().notes.end());
  }
  const Diagnostics::Format format = FormatOf(line->common().format);
  const bool text = format == Diagnostics::Format::kText;
  std::string result =
      all.Render(format, line->language(), text && output.empty() && console.color_out());
  // The other formats have no place for notes.
  for (const std::string& note : notes) {
    if (text) {
      result += Harmless(note) + "\n";
    } else {
      console.Note(Harmless(note));
    }
  }
  const bool whole = exit_status == 0;
  exit_status = std::max(exit_status, console.PrintReport(result, output, whole));
  const bool clean = exit_status == 0 && notes.empty();
  if (clean || !all.empty()) console.Note(ClosingLine(all, rules, line->language()));
  if (all.has_errors()) exit_status = std::max(exit_status, ExitStatus(StatusCode::kData));
  return exit_status;
}

}  // namespace

const Command kCheckCommand{
    .name = "check",
    .arguments = "RULES…",
    .summary = {"finds every problem in rules files", "규칙 파일의 문제를 모두 찾습니다"},
    .examples =
        "ripe check rules.ripe\n"
        "ripe check rules.ripe --leads leads.csv --events events.csv\n"
        "ripe check *.ripe --format sarif -o ripe.sarif\n"
        "ripe check rules.ripe --dump plan",
    .formats = "text json sarif github",
    .runs_rules = false,
    .run = Check,
};

}  // namespace ripe::cli
