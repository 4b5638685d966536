// `ripe explain-code`: the page of a diagnostic code, plain for a terminal; without a code, all
// codes with their messages.
#include <nlohmann/json.hpp>

#include "runtime/cli/commands.h"

namespace ripe::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string Dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// The page's first line without its mark: "R010: the message".
std::string TitleOf(const std::string& page) {
  const std::string line = page.substr(0, page.find('\n'));
  return line.substr(std::min(line.size(), line.find_first_not_of("# ")));
}

// "**What to do:** …" in bold, or without the stars.
std::string WithBold(std::string_view line, bool color) {
  std::string out;
  for (;;) {
    const size_t open = line.find("**");
    const size_t close = open == std::string_view::npos ? open : line.find("**", open + 2);
    if (close == std::string_view::npos) return out + std::string(line);
    out += line.substr(0, open);
    out += Styled(color, "1", line.substr(open + 2, close - open - 2));
    line.remove_prefix(close + 2);
  }
}

// The Markdown that pages are made of: a title, paragraphs with bold words, fenced code.
std::string PlainPage(std::string_view page, bool color) {
  std::string out;
  bool code = false;
  while (!page.empty()) {
    const size_t end = std::min(page.find('\n'), page.size());
    const std::string_view line = page.substr(0, end);
    page.remove_prefix(std::min(end + 1, page.size()));
    if (line.starts_with("```")) {
      code = !code;
      continue;
    }
    if (code) {
      out += fmt::format("    {}\n", line);
    } else if (line.starts_with("# ")) {
      out += Styled(color, "1", line.substr(2)) + "\n";
    } else {
      out += WithBold(line, color) + "\n";
    }
  }
  return out;
}

int ListAll(CommandLine* line) {
  const bool json = line->common().format == "json";
  Json list = Json::array();
  std::string text;
  for (const std::string& code : DiagnosticCodes()) {
    const Result<std::string> page = ExplainCode(code, line->language());
    if (!page.ok()) continue;
    const std::string title = TitleOf(page.value());
    const size_t colon = title.find(": ");
    const std::string message = colon == std::string::npos ? title : title.substr(colon + 2);
    if (json) {
      list.push_back({{"code", code}, {"message", message}});
    } else {
      text += fmt::format("{}  {}\n", Styled(line->console().color_out(), "1", code), message);
    }
  }
  return line->console().Fail(line->console().Print(json ? Dump(list) : text));
}

int Explain(CommandLine* line) {
  std::vector<std::string> codes;
  line->Arguments("CODE", &codes,
                  {"such as R300; without one, all are listed", "R300 같은 코드(없으면 모두 표시)"},
                  true);
  if (const auto status = line->Parse()) return *status;
  if (codes.empty()) return ListAll(line);

  const bool json = line->common().format == "json";
  const Console& console = line->console();
  Json list = Json::array();
  std::string text;
  for (const std::string& code : codes) {
    const Result<std::string> page = ExplainCode(code, line->language());
    if (!page.ok()) return console.Fail(page.status());
    const std::string title = TitleOf(page.value());
    if (!text.empty()) text += "\n";
    text += PlainPage(page.value(), console.color_out());
    list.push_back({{"code", title.substr(0, title.find(':'))}, {"page", page.value()}});
  }
  return console.Fail(console.Print(json ? Dump(codes.size() == 1 ? list[0] : list) : text));
}

}  // namespace

const Command kExplainCodeCommand{
    .name = "explain-code",
    .arguments = "[CODE]",
    .summary = {"says what an error or warning means, with an example",
                "오류나 경고의 뜻을 예와 함께 보여 줍니다"},
    .examples =
        "ripe explain-code R300\n"
        "ripe explain-code",
    .formats = "text json",
    .runs_rules = false,
    .run = Explain,
};

}  // namespace ripe::cli
