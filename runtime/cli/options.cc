// See options.h.
#include "runtime/cli/options.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>

namespace ripe::cli {
namespace {

// "tab", "\t", ";" -> the character; 0 where it is none.
char DelimiterOf(const std::string& text) {
  if (text == "tab" || text == "\\t" || text == "\t") return '\t';
  const bool usable = text.size() == 1 && text[0] > ' ' && text[0] < 0x7F && text[0] != '"';
  return usable ? text[0] : '\0';
}

}  // namespace

void AddDataOptions(CommandLine* line, DataOptions* data, std::string_view id_names) {
  line->Option(
      "--events", "FILE", &data->events,
      {"events of the leads; may be given several times", "이벤트 파일(여러 번 쓸 수 있음)"});
  line->Option(
      "--as-of", "TIME", &data->as_of,
      {"the instant to judge at: 2026-11-20 (else now)", "기준 시각: 2026-11-20(없으면 지금)"});
  line->Option("--event-id", "COL", &data->event_id,
               {"a column that tells events apart; repeated ones count once",
                "이벤트를 구별하는 열(같은 값은 한 번만 셈)"});
  line->Option(id_names, "COL", &data->id,
               {"the leads' id column (else id, lead_id, email)",
                "리드의 id 열(없으면 id, lead_id, email)"});
  line->Option("--leads-format", "FORMAT", &data->leads_format,
               {"csv, tsv, jsonl, parquet or arrow (else by the extension)",
                "csv, tsv, jsonl, parquet, arrow(없으면 확장자)"});
  line->Option("--events-format", "FORMAT", &data->events_format,
               {"the same for events", "이벤트 파일의 형식"});
  auto delimiter = std::make_shared<std::string>();
  line->Option("--delimiter", "CHAR", delimiter.get(),
               {"what parts the cells of CSV: ; or tab", "CSV의 구분 문자: ; 또는 tab"});
  line->Option(
      "--encoding", "NAME", &data->encoding,
      {"cp949 for files of Korean Excel (else UTF-8)", "한글 Excel 파일은 cp949(없으면 UTF-8)"});
  line->Afterwards([line, data, delimiter]() -> Status {
    data->threads = line->common().threads;
    if (delimiter->empty()) return {};
    data->delimiter = DelimiterOf(*delimiter);
    if (data->delimiter != '\0') return {};
    return {StatusCode::kUsage,
            Fill({"--delimiter is one character, such as ; or the word tab, not \"{0}\"",
                  "--delimiter 값은 ; 같은 한 글자이거나 tab이어야 합니다(\"{0}\" 불가)"},
                 line->language(), *delimiter)};
  });
}

void AddRunOptions(CommandLine* line, DataOptions* data) {
  line->Flag("--strict", &data->strict,
             {"stop at the first row or cell that cannot be read",
              "읽을 수 없는 행이나 칸이 있으면 멈춤"});
  line->Option("--rejects", "FILE", &data->rejects,
               {"keep the rejected rows, with the reasons", "거부된 행과 이유를 저장"});
}

Status ReadSize(std::string_view option, const std::string& text, Language language,
                uint64_t* bytes) {
  *bytes = 0;
  if (text.empty()) return {};
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  std::string unit(rest, end);
  unit.erase(0, unit.find_first_not_of(' ') == std::string::npos ? unit.size()
                                                                 : unit.find_first_not_of(' '));
  for (char& c : unit) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  constexpr std::pair<std::string_view, double> kUnits[] = {
      {"B", 1.0},      {"KB", 1e3},     {"MB", 1e6},     {"GB", 1e9},    {"TB", 1e12},
      {"KIB", 0x1p10}, {"MIB", 0x1p20}, {"GIB", 0x1p30}, {"TIB", 0x1p40}};
  for (const auto& [name, size] : kUnits) {
    const double product = value * size;
    if (error != std::errc() || unit != name || product < 1 || product > 0x1p62) continue;
    *bytes = static_cast<uint64_t>(product);
    return {};
  }
  return {StatusCode::kUsage,
          Fill({"{0} is a size with its unit, such as 500MB or 2GiB, not \"{1}\"",
                "{0} 값은 500MB, 2GiB처럼 단위가 있는 크기여야 합니다(\"{1}\" 불가)"},
               language, option, text)};
}

Status RulesAreNoData(const std::vector<std::string>& rules, Text what_to_do, Language language) {
  for (const std::string& path : rules) {
    std::string name = path;
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (const std::string_view compressed : {".gz", ".zst"}) {
      if (name.ends_with(compressed)) name.resize(name.size() - compressed.size());
    }
    for (const std::string_view data : {".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet",
                                        ".arrow", ".arrows", ".feather", ".xls", ".xlsx"}) {
      if (!name.ends_with(data)) continue;
      return {StatusCode::kUsage, Fill({"{0} is a file of data, not of rules; ",
                                        "{0} 파일은 규칙이 아니라 데이터입니다. "},
                                       language, path) +
                                      Fill(what_to_do, language, path)};
    }
  }
  return {};
}

Status OneStandardInput(const std::vector<std::string>& paths, Language language) {
  if (std::count(paths.begin(), paths.end(), "-") <= 1) return {};
  return {StatusCode::kUsage,
          std::string(Text{"standard input (-) can be read once only; name a file for the others",
                           "표준 입력(-)은 한 번만 쓸 수 있습니다. 나머지는 파일 이름을 쓰세요"}
                          .In(language))};
}

Status NotAnInput(std::string_view option, const std::string& output,
                  const std::vector<std::string>& inputs, Language language) {
  if (output.empty() || output == "-") return {};
  for (const std::string& input : inputs) {
    std::error_code error;
    // A device or a pipe may well be both.
    if (!std::filesystem::is_regular_file(output, error) ||
        !std::filesystem::equivalent(output, input, error))
      continue;
    return {StatusCode::kUsage,
            Fill({"{0} {1} would replace {2}, which is read; name another file",
                  "{0} {1} 파일이 읽는 파일({2})을 덮어쓰게 됩니다. 다른 이름을 쓰세요"},
                 language, option, output, input)};
  }
  return {};
}

Status NotOfTheRules(std::string_view option, const std::string& output,
                     const Diagnostics& diagnostics, Language language) {
  if (!diagnostics.ReadFrom(output)) return {};
  return {StatusCode::kUsage,
          Fill({"{0} {1} would be replaced, and the rules read it; name another file",
                "{0} {1} 파일은 규칙이 읽는 파일이라 덮어쓸 수 없습니다. 다른 이름을 쓰세요"},
               language, option, output)};
}

Status TwoFiles(std::string_view option, const std::string& output, std::string_view other_option,
                const std::string& other, Language language) {
  namespace fs = std::filesystem;
  if (output.empty() || other.empty()) return {};
  std::error_code error;
  // A device or a pipe may well be both.
  if (fs::exists(output, error) && !fs::is_regular_file(output, error)) return {};
  if (!fs::equivalent(output, other, error) &&
      fs::weakly_canonical(fs::absolute(output, error), error) !=
          fs::weakly_canonical(fs::absolute(other, error), error))
    return {};
  return {StatusCode::kUsage, Fill({"{0} and {1} name the same file; name two",
                                    "{0}, {1} 옵션이 같은 파일을 가리킵니다. 다른 이름을 쓰세요"},
                                   language, option, other_option)};
}

}  // namespace ripe::cli
