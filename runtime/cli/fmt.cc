// `ripe fmt`: one layout. Files are replaced whole; `-` goes from standard input to standard
// output; --check only tells which files would change.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "runtime/cli/commands.h"
#include "runtime/cli/diff.h"
#include "runtime/cli/options.h"

namespace ripe::cli {
namespace {

using Json = nlohmann::ordered_json;

class Formatter {
 public:
  Formatter(CommandLine* line, bool check_only)
      : console_(line->console()),
        json_(line->common().format == "json"),
        check_only_(check_only) {}

  void Format(const std::string& path) {
    const Result<FormatReport> report = FormatRules(path);
    if (!report.ok()) return Worsen(console_.Fail(report.status()));
    const FormatReport& r = report.value();
    if (r.diagnostics.has_errors()) {
      console_.ShowDiagnostics(r.diagnostics);
      console_.Note(Fill({"{0}: left as it is until the errors are mended",
                          "{0}: 오류를 고칠 때까지 그대로 둡니다"},
                         console_.language(), NameOf(path)));
      files_.push_back({{"file", path}, {"errors", r.diagnostics.errors()}});
      return Worsen(ExitStatus(StatusCode::kData));
    }
    const bool changed = r.before != r.after;
    Json file{{"file", path}, {"changed", changed}};
    if (check_only_) {
      if (changed) WouldChange(path, r);
    } else if (path == "-") {
      if (json_) file["text"] = r.after;
      if (!json_) Print(r.after);
    } else if (changed) {
      const Status status = console_.Print(r.after, path);
      if (!status.ok()) return Worsen(console_.Fail(status));
      console_.Note(
          Fill({"{0}: laid out", "{0}: 정리했습니다"}, console_.language(), NameOf(path)));
    }
    if (!changed && console_.verbose()) {
      console_.Note(Fill({"{0}: as it should be", "{0}: 고칠 것이 없습니다"}, console_.language(),
                         NameOf(path)));
    }
    files_.push_back(std::move(file));
  }

  int Finish() {
    if (json_)
      Print(Json{{"files", files_}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    return exit_status_;
  }

 private:
  static std::string NameOf(const std::string& path) {
    return Harmless(path == "-" ? "standard input" : path);
  }

  void WouldChange(const std::string& path, const FormatReport& report) {
    Worsen(ExitStatus(StatusCode::kData));
    if (json_) return;
    Print(NameOf(path) + "\n");
    if (console_.verbose())
      Print(UnifiedDiff(report.before, report.after, NameOf(path), console_.color_out()));
  }

  void Print(const std::string& text) {
    const Status status = console_.Print(text);
    if (!status.ok()) Worsen(console_.Fail(status));
  }
  void Worsen(int status) { exit_status_ = std::max(exit_status_, status); }

  const Console& console_;
  const bool json_, check_only_;
  int exit_status_ = 0;
  Json files_ = Json::array();
};

int Run(CommandLine* line) {
  std::vector<std::string> rules;
  bool check_only = false;
  line->Arguments("RULES…", &rules,
                  {"rules files; - goes from standard input to standard output",
                   "규칙 파일(-는 표준 입력에서 표준 출력으로)"});
  line->Flag("--check", &check_only,
             {"only list the files that would change (exit status 1); -v shows how",
              "바뀔 파일만 표시(종료 코드 1), -v는 차이도 표시"});
  line->Afterwards([&]() -> Status {
    RIPE_RETURN_IF_ERROR(RulesAreNoData(rules, kNameRules, line->language()));
    return OneStandardInput(rules, line->language());
  });
  if (const auto status = line->Parse()) return *status;

  Formatter formatter(line, check_only);
  for (const std::string& path : rules) formatter.Format(path);
  return formatter.Finish();
}

}  // namespace

const Command kFmtCommand{
    .name = "fmt",
    .arguments = "RULES…",
    .summary = {"lays rules files out neatly, comments kept",
                "규칙 파일을 보기 좋게 정리합니다(주석은 그대로)"},
    .examples =
        "ripe fmt rules.ripe\n"
        "ripe fmt --check -v *.ripe",
    .formats = "text json",
    .runs_rules = false,
    .run = Run,
};

}  // namespace ripe::cli
