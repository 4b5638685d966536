// Each example of a mistake as JSON, SARIF, GitHub's annotations and text, beside the diagnostics
// that they are made of: every place, label and fix is there, and stands where it is.
#include <array>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/check/lint.h"
#include "compiler/diag/catalogue.h"
#include "compiler/diag/render.h"
#include "tests/check/harness.h"
#include "tests/check/lint_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

using nlohmann::json;

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end == std::string::npos ? text.size() : end + 1;
  }
  return lines;
}

void CheckPlace(const json& place, const source::SourceSet& sources, source::Span span) {
  const source::SourceFile& file = sources.file(span.file);
  CHECK(place["file"] == file.path());
  CHECK(place["line"] == file.PositionOf(span.begin).line);
  CHECK(place["column"] == file.PositionOf(span.begin).column);
  CHECK(place["end_line"] == file.PositionOf(span.end).line);
  CHECK(place["end_column"] == file.PositionOf(span.end).column);
  CHECK(place["begin"] == span.begin);
  CHECK(place["end"] == span.end);
}

void CheckRegion(const json& region, const source::SourceSet& sources, source::Span span) {
  const source::SourceFile& file = sources.file(span.file);
  CHECK(region["startLine"] == file.PositionOf(span.begin).line);
  CHECK(region["startColumn"] == file.PositionOf(span.begin).column);
  CHECK(region["endLine"] == file.PositionOf(span.end).line);
  CHECK(region["endColumn"] == file.PositionOf(span.end).column);
}

void CheckJson(const source::SourceSet& sources, const std::vector<diag::Diagnostic>& all) {
  const json list = json::parse(diag::RenderJson(sources, all, {}));
  REQUIRE(list.size() == all.size());
  for (size_t i = 0; i < all.size(); ++i) {
    CHECK(list[i]["code"] == diag::EntryOf(all[i].id).code);
    CheckPlace(list[i], sources, all[i].span);
    REQUIRE(list[i]["labels"].size() == all[i].labels.size());
    for (size_t k = 0; k < all[i].labels.size(); ++k)
      CheckPlace(list[i]["labels"][k], sources, all[i].labels[k].span);
    REQUIRE(list[i]["fixes"].size() == all[i].fixes.size());
    for (size_t k = 0; k < all[i].fixes.size(); ++k) {
      CheckPlace(list[i]["fixes"][k], sources, all[i].fixes[k].span);
      CHECK(list[i]["fixes"][k]["replacement"] == all[i].fixes[k].text);
    }
  }
}

void CheckSarif(const source::SourceSet& sources, const std::vector<diag::Diagnostic>& all) {
  const json results = json::parse(diag::RenderSarif(sources, all, {}))["runs"][0]["results"];
  REQUIRE(results.size() == all.size());
  std::set<std::string> fingerprints;
  for (size_t i = 0; i < all.size(); ++i) {
    CheckRegion(results[i]["locations"][0]["physicalLocation"]["region"], sources, all[i].span);
    fingerprints.insert(results[i]["partialFingerprints"]["ripe/v1"].get<std::string>());
    REQUIRE(results[i].contains("relatedLocations") == !all[i].labels.empty());
    for (size_t k = 0; k < all[i].labels.size(); ++k) {
      const json& related = results[i]["relatedLocations"].at(k);
      CHECK(related["id"] == k);
      CheckRegion(related["physicalLocation"]["region"], sources, all[i].labels[k].span);
    }
    REQUIRE(results[i].contains("fixes") == !all[i].fixes.empty());
    if (all[i].fixes.empty()) continue;
    const json& changes = results[i]["fixes"][0]["artifactChanges"];
    REQUIRE(changes.size() == 1);
    REQUIRE(changes[0]["replacements"].size() == all[i].fixes.size());
    for (size_t k = 0; k < all[i].fixes.size(); ++k) {
      const json& replacement = changes[0]["replacements"][k];
      CheckRegion(replacement["deletedRegion"], sources, all[i].fixes[k].span);
      CHECK(replacement["insertedContent"]["text"] == all[i].fixes[k].text);
    }
  }
  CHECK(fingerprints.size() == all.size());
}

void CheckGithub(const source::SourceSet& sources, const std::vector<diag::Diagnostic>& all) {
  const std::vector<std::string> lines = LinesOf(diag::RenderGithub(sources, all, {}));
  REQUIRE(lines.size() == all.size());
  for (size_t i = 0; i < all.size(); ++i) {
    const source::SourceFile& file = sources.file(all[i].span.file);
    const source::Position begin = file.PositionOf(all[i].span.begin);
    const source::Position end = file.PositionOf(all[i].span.end);
    std::string place =
        ",line=" + std::to_string(begin.line) + ",col=" + std::to_string(begin.column);
    if (begin.line == end.line)
      place += ",endLine=" + std::to_string(end.line) + ",endColumn=" + std::to_string(end.column);
    INFO(lines[i]);
    CHECK(lines[i].find(place + ",title=") != std::string::npos);
  }
}

void CheckAll(const source::SourceSet& sources, const std::vector<diag::Diagnostic>& all) {
  CheckJson(sources, all);
  CheckSarif(sources, all);
  CheckGithub(sources, all);
}

TEST_CASE("every form of every mistake tells all its places, labels and fixes") {
  size_t labels = 0, fixes = 0, over_lines = 0;
  const auto check = [&](const std::string& name, const std::string& text) {
    INFO(name << "\n" << text);
    const Checked checked = CheckText(text, ExampleFiles());
    const std::vector<diag::Diagnostic> all = checked.bag.Sorted();
    CheckAll(*checked.sources, all);
    for (const diag::Diagnostic& d : all) {
      labels = std::max(labels, d.labels.size());
      fixes = std::max(fixes, d.fixes.size());
      const source::SourceFile& file = checked.sources->file(d.span.file);
      over_lines += file.PositionOf(d.span.begin).line != file.PositionOf(d.span.end).line;
    }
  };
  size_t turn = 0;
  for (const diag::Entry& entry : diag::Entries()) {
    const std::array<std::string, 3> before{"", "# 대표\r\n", "\xEF\xBB\xBF\n\n"};
    check(std::string(entry.code), before[turn++ % before.size()] + std::string(entry.wrong));
  }
  for (const char* folder : {"tests/check/cases", "tests/parse/cases"}) {
    for (const auto& file : std::filesystem::directory_iterator(SourceDir() / folder)) {
      if (file.path().extension() == ".ripe") check(file.path(), ReadFile(file.path()));
    }
  }
  for (const char* text :
       {"stages A >\n  B\nstages C >\n  D\n", "field a: text\na in (1,\n 2) +5\n",
        "(vip\n and demo\n) >= 3 +5\n", "event e\nvisit in\n 30d to\n 60d +5\n"})
    check("over lines", text);
  for (const diag::Entry& entry : diag::Entries()) {
    if (entry.severity != diag::Severity::kWarning) continue;
    const Linted linted = LintText(std::string(entry.wrong));
    INFO(entry.code);
    CheckAll(linted.sources, linted.bag.Sorted());
  }
  // All that can be is met.
  CHECK(labels > 1);
  CHECK(fixes > 1);
  CHECK(over_lines > 2);
}

TEST_CASE("the number of a line has a space before it, the bars stand under each other") {
  for (const size_t line : {1, 9, 10, 99, 100, 999, 1'000, 9'999, 10'000, 99'999, 100'000}) {
    const Checked checked = CheckText(std::string(line - 1, '\n') + "vip >\n");
    const std::vector<std::string> lines = LinesOf(checked.rendered);
    REQUIRE(lines.size() >= 3);
    const std::string number = " " + std::to_string(line) + " | vip >";
    INFO(checked.rendered);
    CHECK(lines[1].ends_with(number));
    CHECK(lines[1].find('|') == lines[2].find('|'));
  }
}

}  // namespace
}  // namespace ripe::test
