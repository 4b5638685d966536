// See junit.h. Names and messages hold whatever authors write, so every character that XML 1.0
// forbids is replaced: an unreadable report would lose all results for one strange name.
#include "runtime/cli/junit.h"

#include <fmt/format.h>

#include <string_view>

namespace ripe::cli {
namespace {

bool IsContinuation(unsigned char c) { return (c & 0xC0) == 0x80; }

// The length of the UTF-8 character at the beginning; 0 where there is none that XML allows.
size_t AllowedLength(std::string_view text) {
  const auto byte = [&text](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const unsigned c = byte(0);
  if (c < 0x80) return c >= 0x20 || c == '\t' || c == '\n' || c == '\r' ? 1 : 0;
  const size_t length = c >= 0xF0 && c <= 0xF4 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
  if (length == 0 || c > 0xF4) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(static_cast<unsigned char>(byte(i)))) return 0;
  }
  const unsigned second = byte(1);
  const bool overlong = (c == 0xE0 && second < 0xA0) || (c == 0xF0 && second < 0x90);
  const bool beyond = (c == 0xED && second >= 0xA0) || (c == 0xF4 && second >= 0x90);
  const bool not_a_character = c == 0xEF && second == 0xBF && byte(2) >= 0xBE;  // U+FFFE, U+FFFF
  return overlong || beyond || not_a_character ? 0 : length;
}

std::string Xml(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t length = AllowedLength(text);
    const char c = text[0];
    if (length == 0) {
      out += "\uFFFD";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out += fmt::format("&#{};", static_cast<int>(c));  // else an attribute's are read as spaces
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(std::max<size_t>(length, 1));
  }
  return out;
}

std::string CaseXml(const TestReport::Case& test, const std::string& path) {
  const std::string head =
      fmt::format(R"(    <testcase name="{}" classname="{}" file="{}" line="{}")", Xml(test.name),
                  Xml(path), Xml(test.file), test.line);
  if (test.passed) return head + "/>\n";
  std::string all;
  for (const std::string& failure : test.failures)
    all += fmt::format("{}{}:{}: {}", all.empty() ? "" : "\n", test.file, test.line, failure);
  const std::string first = test.failures.empty() ? "" : test.failures[0];
  return fmt::format("{}>\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n", head,
                     Xml(first), Xml(all));
}

}  // namespace

std::pair<size_t, size_t> CountCases(const TestedFiles& files) {
  size_t passed = 0, failed = 0;
  for (const TestedFile& file : files) {
    for (const TestReport::Case& test : file.report.cases) ++(test.passed ? passed : failed);
  }
  return {passed, failed};
}

std::string RenderJunit(const TestedFiles& files, Language language) {
  size_t all_errors = 0;
  std::string suites;
  for (const TestedFile& file : files) {
    const auto [passed, failed] = CountCases({file});
    const bool broken = file.report.diagnostics.has_errors();
    all_errors += broken ? 1 : 0;
    suites +=
        fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
                    Xml(file.path), passed + failed + (broken ? 1 : 0), failed, broken ? 1 : 0);
    if (broken) {
      const std::string text =
          file.report.diagnostics.Render(Diagnostics::Format::kText, language, false);
      suites += fmt::format(
          "    <testcase name=\"check\" classname=\"{}\">\n      <error "
          "message=\"{}\">{}</error>\n    </testcase>\n",
          Xml(file.path), Xml(text.substr(0, text.find('\n'))), Xml(text));
    }
    for (const TestReport::Case& test : file.report.cases) suites += CaseXml(test, file.path);
    suites += "  </testsuite>\n";
  }
  const auto [passed, failed] = CountCases(files);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ripe\" tests=\"{}\" "
      "failures=\"{}\" errors=\"{}\">\n{}</testsuites>\n",
      passed + failed + all_errors, failed, all_errors, suites);
}

}  // namespace ripe::cli
