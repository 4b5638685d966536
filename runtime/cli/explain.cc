// `ripe explain`: why one lead scores what it scores.
#include "runtime/cli/commands.h"
#include "runtime/cli/options.h"

namespace ripe::cli {
namespace {

int Explain(CommandLine* line) {
  ExplainRequest request;
  std::string output;
  line->Argument("RULES", &request.rules,
                 {"the rules file, or - for standard input", "규칙 파일(-는 표준 입력)"});
  line->Argument("LEADS", &request.data.leads,
                 {"the leads: .csv, .jsonl (also .gz, .zst), .parquet, .arrow",
                  "리드 파일: .csv, .jsonl(.gz, .zst도 됨), .parquet, .arrow"});
  line->Option("--id", "ID", &request.id, {"the lead to explain", "설명할 리드의 id"});
  AddDataOptions(line, &request.data, "--id-column");
  AddRunOptions(line, &request.data);
  line->Option(
      "-o,--output", "FILE", &output,
      {"where the explanation goes (else standard output)", "결과를 쓸 파일(없으면 표준 출력)"});
  line->Afterwards([&]() -> Status {
    RIPE_RETURN_IF_ERROR(RulesAreNoData({request.rules}, kRulesFirst, line->language()));
    if (request.id.empty()) {
      return {StatusCode::kUsage,
              std::string(Text{"which lead? add --id ID", "어느 리드인가요? --id ID를 더하세요"}.In(
                  line->language()))};
    }
    std::vector<std::string> inputs{request.rules, request.data.leads};
    inputs.insert(inputs.end(), request.data.events.begin(), request.data.events.end());
    RIPE_RETURN_IF_ERROR(OneStandardInput(inputs, line->language()));
    RIPE_RETURN_IF_ERROR(NotAnInput("-o", output, inputs, line->language()));
    RIPE_RETURN_IF_ERROR(NotAnInput("--rejects", request.data.rejects, inputs, line->language()));
    return TwoFiles("-o", output, "--rejects", request.data.rejects, line->language());
  });
  if (const auto status = line->Parse()) return *status;

  const Console& console = line->console();
  const Result<Explanation> explanation = ripe::Explain(request);
  if (!explanation.ok()) return console.Fail(explanation.status());
  if (const Status status =
          NotOfTheRules("-o", output, explanation.value().diagnostics, line->language());
      !status.ok())
    return console.Fail(status);
  console.ShowDiagnostics(explanation.value().diagnostics);
  if (explanation.value().diagnostics.has_errors()) return ExitStatus(StatusCode::kData);
  for (const std::string& note : explanation.value().read.notes) console.Note(Harmless(note));
  const bool color = output.empty() && console.color_out();
  const std::string text = line->common().format == "json"
                               ? RenderJson(explanation.value())
                               : RenderText(explanation.value(), line->language(), color);
  return console.Fail(console.Print(text, output));
}

}  // namespace

const Command kExplainCommand{
    .name = "explain",
    .arguments = "RULES LEADS --id ID",
    .summary = {"says why one lead scores what it scores", "한 리드의 점수가 왜 그런지 설명합니다"},
    .examples =
        "ripe explain rules.ripe leads.csv --id 1003\n"
        "ripe explain rules.ripe leads.csv --events events.csv --as-of 2026-11-20 --id 1003",
    .formats = "text json",
    .runs_rules = true,
    .run = Explain,
};

}  // namespace ripe::cli
