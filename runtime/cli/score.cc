// `ripe score`: every lead of a file into a file or standard output; what became of the rows, in a
// few lines at the end.
#include <utility>

#include "runtime/cli/commands.h"
#include "runtime/cli/options.h"
#include "runtime/cli/profile.h"
#include "runtime/cli/progress.h"

namespace ripe::cli {
namespace {

// "leads: 27 rows read = 25 scored + 2 rejected".
std::string LeadsLine(const ReadSummary& read, Language language) {
  return Fill({"leads: {0} rows read = {1} scored + {2} rejected",
               "리드: 읽은 행 {0} = 점수를 매긴 행 {1} + 거부된 행 {2}"},
              language, Grouped(read.leads_read), Grouped(read.leads_scored),
              Grouped(read.leads_rejected));
}

// The same of events; what there is none of is left out, but used and rejected.
std::string EventsLine(const ReadSummary& read, Language language) {
  std::string text = Fill({"events: {0} rows read = {1} used + {2} rejected",
                           "이벤트: 읽은 행 {0} = 쓰인 행 {1} + 거부된 행 {2}"},
                          language, Grouped(read.events_read), Grouped(read.events_used),
                          Grouped(read.events_rejected));
  if (read.events_of_unknown_leads > 0) {
    text += Fill({" + {0} of leads that are not there", " + 없는 리드의 행 {0}"}, language,
                 Grouped(read.events_of_unknown_leads));
  }
  if (read.events_repeated > 0)
    text +=
        Fill({" + {0} repeated", " + 되풀이된 행 {0}"}, language, Grouped(read.events_repeated));
  if (read.events_after_as_of > 0) {
    text += Fill({"; {0} of them lie after the instant and do not count",
                  " (기준 시각 뒤라서 세지 않은 행 {0})"},
                 language, Grouped(read.events_after_as_of));
  }
  return text;
}

std::string StagesLine(const ScoreReport& report, Language language) {
  std::string stages;
  for (const auto& [stage, count] : report.by_stage) {
    stages += fmt::format("{}{} {}", stages.empty() ? "" : ", ", stage, Grouped(count));
  }
  return Fill({"stages as of {0}: {1}", "단계({0} 기준): {1}"}, language, report.as_of, stages);
}

void ShowSummary(const ScoreReport& report, bool with_events, bool profile,
                 const Console& console) {
  const Language language = console.language();
  for (const std::string& note : report.read.notes) console.Note(Harmless(note));
  console.Note(LeadsLine(report.read, language));
  if (with_events) console.Note(EventsLine(report.read, language));
  console.Note(Harmless(StagesLine(report, language)));
  for (const std::string& line : report.engine) {
    if (profile || report.fell_back) console.Note("engine: " + Harmless(line));
  }
}

int Score(CommandLine* line) {
  ScoreRequest request;
  std::string profile;
  line->Argument("RULES", &request.rules,
                 {"the rules file, or - for standard input", "규칙 파일(-는 표준 입력)"});
  line->Argument("LEADS", &request.data.leads,
                 {"the leads: .csv, .jsonl (also .gz, .zst), .parquet, .arrow",
                  "리드 파일: .csv, .jsonl(.gz, .zst도 됨), .parquet, .arrow"});
  line->Option("-o,--output", "FILE", &request.output,
               {"where scores go: .csv, .jsonl, .parquet, .arrow (else standard output)",
                "점수를 쓸 파일: .csv, .jsonl, .parquet, .arrow"});
  line->Number("--reasons", "N", &request.reasons, 1000,
               {"also the N rules with the largest effect", "영향이 가장 큰 규칙 N개도 표시"});
  AddDataOptions(line, &request.data, "--id,--id-column");
  AddRunOptions(line, &request.data);
  line->Flag("--bom", &request.bom,
             {"begin CSV with the mark that Excel needs for Korean",
              "Excel에서 한글이 깨지지 않게 BOM을 씀"});
  line->Flag("--raw", &request.raw,
             {"do not guard cells that a spreadsheet would run", "수식처럼 보이는 칸도 그대로 씀"});
  std::string memory_limit;
  line->Option("--memory-limit", "SIZE", &memory_limit,
               {"take no more memory than this: 500MB, 2GiB (else as needed)",
                "메모리를 이만큼만 씀: 500MB, 2GiB(없으면 필요한 만큼)"});
  line->FlagWith("--profile", "text json", &profile,
                 {"which phases and which rules took the time",
                  "어느 단계와 어느 규칙에 시간이 걸렸는지 표시"});
  line->Afterwards([line, &request, &memory_limit]() -> Status {
    RIPE_RETURN_IF_ERROR(RulesAreNoData({request.rules}, kRulesFirst, line->language()));
    RIPE_RETURN_IF_ERROR(
        ReadSize("--memory-limit", memory_limit, line->language(), &request.memory_limit));
    std::vector<std::string> inputs{request.rules, request.data.leads};
    inputs.insert(inputs.end(), request.data.events.begin(), request.data.events.end());
    RIPE_RETURN_IF_ERROR(OneStandardInput(inputs, line->language()));
    RIPE_RETURN_IF_ERROR(NotAnInput("-o", request.output, inputs, line->language()));
    RIPE_RETURN_IF_ERROR(NotAnInput("--rejects", request.data.rejects, inputs, line->language()));
    return TwoFiles("-o", request.output, "--rejects", request.data.rejects, line->language());
  });
  if (const auto status = line->Parse()) return *status;

  request.engine = line->common().engine;
  request.profile = !profile.empty();
  const bool to_stdout = request.output.empty() || request.output == "-";
  if (line->common().format == "json" && to_stdout) request.output_format = "jsonl";
  Progress progress(line->console(), to_stdout && line->console().out_is_terminal());
  if (progress.wanted()) request.progress = [&progress](uint64_t leads) { progress.Update(leads); };
  const Result<ScoreReport> report = ScoreFile(request);
  progress.Clear();
  if (!report.ok()) return line->console().Fail(report.status());
  line->console().ShowDiagnostics(report.value().diagnostics);
  if (report.value().diagnostics.has_errors()) return ExitStatus(StatusCode::kData);
  const bool verbose = line->console().verbose();
  ShowSummary(report.value(), !request.data.events.empty(), request.profile || verbose,
              line->console());
  ShowProfile(report.value(), profile.empty() && verbose ? "text" : profile, line->console());
  return 0;
}

}  // namespace

const Command kScoreCommand{
    .name = "score",
    .arguments = "RULES LEADS",
    .summary = {"scores every lead", "모든 리드의 점수와 단계를 계산합니다"},
    .examples =
        "ripe score rules.ripe leads.csv\n"
        "ripe score rules.ripe leads.csv --events events.csv --as-of 2026-11-20 -o scores.csv\n"
        "ripe score rules.ripe leads.csv --encoding cp949 --bom --reasons 3 -o scores.csv",
    .formats = "text json",
    .runs_rules = true,
    .run = Score,
};

}  // namespace ripe::cli
