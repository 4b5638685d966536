// The catalogue as a whole: every entry is complete, its codes lie in the range of their table, the
// Korean table fits the English one, and docs/diagnostics/ holds exactly the pages that `ripe
// explain-code` prints. The pages are goldens: `./dev golden -R diag` writes them. That each
// entry's examples give (and do not give) the diagnostic is checked in tests/check and
// tests/syntax.
#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/catalogue.h"
#include "compiler/diag/catalogue_ko.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

using diag::Entry;
using diag::Language;
using diag::Severity;

// The tables, with the codes that each may hand out.
struct Table {
  std::string_view name;
  std::string_view heading;
  std::string_view first, last;
};
constexpr std::array<Table, 3> kTables = {{
    {"syntax", "Reading a file", "R001", "R099"},
    {"check", "What the rules mean", "R100", "R299"},
    {"lint", "Valid, but surely not meant", "R300", "R399"},
}};

// Id -> its table, as the .inc files have it.
size_t TableOf(diag::Id id) {
  switch (id) {
#define RIPE_DIAG(name, code, severity, message, help, why, wrong, right) case diag::Id::name:
#include "compiler/diag/catalogue_syntax.inc"
    return 0;
#include "compiler/diag/catalogue_check.inc"
    return 1;
#include "compiler/diag/catalogue_lint.inc"
    return 2;
#undef RIPE_DIAG
    case diag::Id::kCount:
      break;
  }
  FAIL("not a diagnostic");
  return 0;
}

std::vector<const Entry*> ByCode() {
  std::vector<const Entry*> out;
  for (const Entry& entry : diag::Entries()) out.push_back(&entry);
  std::sort(out.begin(), out.end(),
            [](const Entry* a, const Entry* b) { return a->code < b->code; });
  return out;
}

std::string PagePath(const Entry& entry) {
  return fmt::format("../docs/diagnostics/{}.md", entry.code);
}

// "# R010: "…" is a number …" -> the message, ready for a cell of a Markdown table.
std::string TitleOf(const Entry& entry) {
  const std::string page = diag::PageOf(entry, Language::kEnglish);
  const size_t begin = page.find(": ") + 2;
  std::string out;
  for (const char c : page.substr(begin, page.find('\n') - begin))
    out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string Index() {
  std::string out =
      "# Diagnostics\n\n"
      "Every code that Ripe reports, with a page for each: why it is reported, what to do, an "
      "example and the same mended.\n"
      "`ripe explain-code CODE` prints the page (`--lang ko` in Korean). A code never gets another "
      "meaning.\n\n"
      "These files are made from the catalogue in `compiler/diag/` by `./dev golden -R diag`; a "
      "test holds them to it.\n";
  for (size_t t = 0; t < kTables.size(); ++t) {
    out += fmt::format("\n## {} ({} to {})\n\n| code | | message |\n| --- | --- | --- |\n",
                       kTables[t].heading, kTables[t].first, kTables[t].last);
    for (const Entry* entry : ByCode()) {
      if (TableOf(entry->id) != t) continue;
      out +=
          fmt::format("| [{0}]({0}.md) | {1} | {2} |\n", entry->code,
                      entry->severity == Severity::kError ? "error" : "warning", TitleOf(*entry));
    }
  }
  return out;
}

// The places of a template, and whether fmt can fill it in.
struct Places {
  std::set<int> used;
  bool valid = true;
};
Places PlacesOf(std::string_view format) {
  Places places;
  // One argument more or less shows whether the template names it.
  constexpr int kMost = 10;
  for (int count = 0; count <= kMost; ++count) {
    fmt::dynamic_format_arg_store<fmt::format_context> store;
    for (int i = 0; i < count; ++i) store.push_back(std::string("x"));
    try {
      fmt::vformat(fmt::string_view(format.data(), format.size()), store);
      break;
    } catch (const fmt::format_error&) {
      places.valid = count < kMost;
    }
  }
  for (int i = 0; i < kMost; ++i) {
    if (format.find(fmt::format("{{{}}}", i)) != std::string_view::npos) places.used.insert(i);
  }
  return places;
}

bool Updating() {
  const char* value = std::getenv("RIPE_UPDATE_GOLDENS");
  return value != nullptr && std::string_view(value) == "1";
}

}  // namespace

TEST_CASE("every diagnostic is complete") {
  for (const Entry& entry : diag::Entries()) {
    INFO(entry.code << " " << entry.name);
    CHECK(!entry.code.empty());
    CHECK(!entry.message.empty());
    CHECK(!entry.why.empty());
    CHECK(!entry.wrong.empty());
    CHECK(!entry.right.empty());
    CHECK(PlacesOf(entry.message).valid);
    CHECK(PlacesOf(entry.help).valid);
    // The page and the terminal end the sentence themselves.
    CHECK(!entry.message.ends_with('.'));
    CHECK(!entry.help.ends_with('.'));
  }
}

TEST_CASE("codes are unique and lie in the range of their table") {
  std::map<std::string_view, std::string_view> seen;
  for (const Entry& entry : diag::Entries()) {
    const Table& table = kTables[TableOf(entry.id)];
    INFO(entry.code << " " << entry.name << ", catalogue_" << table.name << ".inc");
    CHECK(entry.code.size() == 4);
    CHECK((entry.code >= table.first && entry.code <= table.last));
    const auto [at, fresh] = seen.emplace(entry.code, entry.name);
    if (!fresh) FAIL_CHECK("also " << at->second);
    CHECK(diag::FindCode(entry.code) == &entry);
  }
}

TEST_CASE("Korean messages have the places that the English ones have") {
  for (const Entry& entry : diag::Entries()) {
    const diag::Translation* korean = diag::KoreanOf(entry.id);
    if (korean == nullptr) continue;
    INFO(entry.code << " " << entry.name);
    // What the phase gives is what English shows, in the message or the help.
    std::set<int> given = PlacesOf(entry.message).used;
    given.merge(PlacesOf(entry.help).used);
    for (const std::string_view text : {korean->message, korean->help}) {
      const Places places = PlacesOf(text);
      INFO(text);
      CHECK(places.valid);
      CHECK(std::includes(given.begin(), given.end(), places.used.begin(), places.used.end()));
    }
    CHECK(korean->help.empty() == entry.help.empty());
    CHECK(!korean->why.empty());
  }
}

// While a Korean table is being written, set its entry to false: what it lacks is then counted, not
// failed.
TEST_CASE("every diagnostic has its Korean words") {
  constexpr std::array<bool, kTables.size()> kComplete = {true, true, true};
  std::array<std::vector<std::string>, kTables.size()> missing;
  for (const Entry& entry : diag::Entries()) {
    if (diag::KoreanOf(entry.id) == nullptr) missing[TableOf(entry.id)].emplace_back(entry.code);
  }
  size_t labels = 0;
  for (size_t i = 0; i < static_cast<size_t>(diag::LabelId::kCount); ++i) {
    labels += diag::KoreanLabel(static_cast<diag::LabelId>(i)).empty();
  }
  for (size_t t = 0; t < kTables.size(); ++t) {
    if (missing[t].empty()) continue;
    const std::string what = fmt::format("catalogue_ko_{}.inc lacks {}: {}", kTables[t].name,
                                         missing[t].size(), fmt::join(missing[t], " "));
    if (kComplete[t]) {
      FAIL_CHECK(what);
    } else {
      WARN(what);
    }
  }
  CHECK(labels == 0);
}

TEST_CASE("each code has its page in docs/diagnostics") {
  for (const Entry& entry : diag::Entries()) {
    DYNAMIC_SECTION(entry.code) {
      CheckGolden(PagePath(entry), diag::PageOf(entry, Language::kEnglish));
    }
  }
}

TEST_CASE("docs/diagnostics has an index") {
  CheckGolden("../docs/diagnostics/README.md", Index());
}

TEST_CASE("docs/diagnostics has no page without a code") {
  const std::filesystem::path folder = SourceDir() / "docs/diagnostics";
  REQUIRE(std::filesystem::is_directory(folder));
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const std::string name = file.path().filename().string();
    const std::string code = file.path().stem().string();
    if (name == "README.md" ||
        (file.path().extension() == ".md" && diag::FindCode(code) != nullptr))
      continue;
    if (Updating()) {
      std::filesystem::remove(file.path());
    } else {
      FAIL_CHECK("docs/diagnostics/" << name
                                     << " belongs to no code; `./dev golden -R diag` removes it");
    }
  }
}

}  // namespace ripe::test
