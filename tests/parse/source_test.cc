// source/: lines and columns, Unicode; diag/: the bag and the renderers.
#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "compiler/diag/snippet.h"
#include "compiler/source/unicode.h"
#include "tests/parse/harness.h"
#include "tests/support/golden.h"

namespace ripe::test {

using diag::Id;

TEST_CASE("positions count lines, scalar values and cells") {
  source::SourceSet sources;
  const auto& file = sources.file(sources.Add("a", "ab\r\n대표 x\n\tz"));
  CHECK(file.line_count() == 3);
  CHECK(file.LineText(1) == "ab");
  const source::Position x = file.PositionOf(4 + 7);
  CHECK(x.line == 2);
  CHECK(x.column == 4);
  CHECK(x.cell == 6);
  CHECK(file.PositionOf(1000).line == 3);
}

TEST_CASE("positions in very long lines") {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += i % 2 == 0 ? "a" : "대";
  source::SourceSet sources;
  const auto& file = sources.file(sources.Add("a", text));
  const source::Position at = file.PositionOf(4 * 20'000 + 1);
  CHECK(at.column == 40'002);
  CHECK(at.cell == 60'002);
}

TEST_CASE("UTF-8 is checked to the letter") {
  CHECK(source::FindInvalidUtf8("대표 CEO \xF0\x9F\x98\x80") == std::string_view::npos);
  CHECK(source::FindInvalidUtf8("12345678\xC0\x80") == 8);      // overlong
  CHECK(source::FindInvalidUtf8("\xED\xA0\x80") == 0);          // surrogate
  CHECK(source::FindInvalidUtf8("\xF4\x90\x80\x80") == 0);      // beyond U+10FFFF
  CHECK(source::FindInvalidUtf8("abc\xE2\x82") == 3);           // cut off
  CHECK(source::FindInvalidUtf8("abc\x80") == 3);
}

TEST_CASE("folding") {
  CHECK(source::Fold("VP of Sales") == "vp of sales");
  CHECK(source::Fold("STRASSE") == source::Fold("Straße"));
  CHECK(source::Fold("\u110B\u1170") == "웨");
  CHECK(source::Fold("É") == source::Fold("E\u0301"));
  CHECK(source::Fold("ΑΣ") == source::Fold("ας"));
  CHECK(source::Nfc("e\u0301") == "é");
}

TEST_CASE("which characters are space, and which are not seen, of all there are") {
  const auto within = [](char32_t c, const std::vector<std::pair<char32_t, char32_t>>& ranges) {
    return std::any_of(ranges.begin(), ranges.end(), [c](const auto& range) { return range.first <= c && c <= range.second; });
  };
  // Unicode's White_Space.
  const std::vector<std::pair<char32_t, char32_t>> spaces{{0x09, 0x0D}, {0x20, 0x20}, {0x85, 0x85}, {0xA0, 0xA0}, {0x1680, 0x1680}, {0x2000, 0x200A},
                                                          {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};
  // Marks of direction, joiners and fillers.
  const std::vector<std::pair<char32_t, char32_t>> hidden{{0xAD, 0xAD}, {0x61C, 0x61C}, {0x115F, 0x1160}, {0x180E, 0x180E}, {0x200B, 0x200F}, {0x202A, 0x202E},
                                                          {0x2060, 0x2064}, {0x2066, 0x206F}, {0x3164, 0x3164}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}};
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    source::AppendUtf8(c, &text);
    const bool space = within(c, spaces);
    if (source::IsBlank(text) != space || source::TrimSpace("a" + text).size() != (space ? 1 : 1 + text.size()) || source::TrimSpace(text + "a").size() != (space ? 1 : 1 + text.size()) ||
        source::IsDirectionOrHidden(c) != within(c, hidden)) {
      FAIL("U+" << std::hex << static_cast<uint32_t>(c));
    }
  }
}

TEST_CASE("space, keys, widths") {
  CHECK(source::IsBlank(" \t\u3000\u00A0"));
  CHECK(!source::IsBlank("\u200B"));
  CHECK(source::TrimSpace("\u3000 a b \n") == "a b");
  CHECK(source::NameKey("  Lead Source (first) ") == "lead_source_first");
  CHECK(source::NameKey("회사 규모") == "회사_규모");
  CHECK(source::DisplayWidth("a대\u0301\U0001F600") == 5);
}

TEST_CASE("the bag is bounded, keeps equal ones once, and prefers errors") {
  diag::Bag bag;
  for (int i = 0; i < 3; ++i) bag.Add(Id::kNulCharacter, {});
  CHECK(bag.all().size() == 1);
  for (uint32_t i = 0; i < 5000; ++i) bag.Add(Id::kNulCharacter, {{}, i, i + 1});
  CHECK(bag.all().size() == diag::Bag::kMax);
  CHECK(bag.dropped() == 5001 - diag::Bag::kMax);
  CHECK(bag.error_count() == 5001);
}

TEST_CASE("terminals cannot be attacked through messages") {
  const Parsed parsed("title contains \"a\x1b[31m\u202Eb +5\nbad\x07name ] \x7f +5");
  const std::string text = parsed.Rendered();
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
  CHECK(text.find("\u202E") == std::string::npos);
  CHECK(text.find("\u241B") != std::string::npos);  // the picture of ESC
}

TEST_CASE("marks stand under Hangul, emoji and tabs; long lines are cut") {
  const std::string text = "회사명 == \"가나다\" +5\n\t\xF0\x9F\x98\x80_x 20\ntitle == \"" + std::string(300, 'a') + "\" and x == 1 +5\n";
  CheckGolden("parse/golden/render.txt", Parsed(text).Rendered() + "\n" + Parsed(text).Rendered(diag::Language::kKorean));
}

// The text with its tabs as spaces up to the next multiple of four cells.
std::string Widened(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '\t') {
      out += c;
      continue;
    }
    do out += ' ';
    while (source::DisplayWidth(out) % 4 != 0);
  }
  return out;
}

TEST_CASE("the mark stands under the place wherever that stands; 120 characters of a line are shown") {
  const std::string word = "회x";
  for (const std::string unit : {"a", "대", "a\t", "\t", "\xF0\x9F\x98\x80"}) {
    const size_t each = unit == "a\t" ? 2 : 1;  // characters
    for (size_t before = 0; before < 130; ++before) {
      for (const size_t behind : {0, 1, 2, 58, 59, 60, 61, 117, 118, 119, 120}) {
        std::string line;
        for (size_t i = 0; i < before; ++i) line += unit;
        const auto begin = static_cast<uint32_t>(line.size());
        line += word + std::string(behind, 'b');
        source::SourceSet sources;
        const source::FileId file = sources.Add("a", "x\n" + line + "\ny");
        const diag::Snippet shown = diag::MakeSnippet(sources.file(file), {file, begin + 2, begin + 2 + static_cast<uint32_t>(word.size())}, '^');
        INFO(before << " of '" << unit << "' before, " << behind << " behind: " << shown.line);
        std::string above;
        uint32_t cells = 0;
        for (size_t at = 0; at < shown.line.size();) {
          const size_t from = at;
          source::DecodeAt(shown.line, &at);
          const std::string c = shown.line.substr(from, at - from);
          if (cells >= shown.marker.find('^') && cells < shown.marker.size()) above += c;
          cells += source::DisplayWidth(c);
        }
        REQUIRE(above == word);
        const bool whole = before * each + 2 + behind <= 120;
        REQUIRE((shown.line.find("…") == std::string::npos) == whole);
        if (whole) REQUIRE(shown.line == Widened(line));
      }
    }
  }
}

TEST_CASE("JSON, SARIF and GitHub") {
  const Parsed parsed("회사명 == \"가나다\" +5\nvip +20 +10\n");
  const auto list = parsed.bag.Sorted();
  CheckGolden("parse/golden/render.json", diag::RenderJson(parsed.sources, list, {}));
  CheckGolden("parse/golden/render.github.txt", diag::RenderGithub(parsed.sources, list, {}));
  const auto sarif = nlohmann::json::parse(diag::RenderSarif(parsed.sources, list, {}));
  CHECK(sarif["version"] == "2.1.0");
  const auto& run = sarif["runs"][0];
  CHECK(run["tool"]["driver"]["rules"].size() == diag::Entries().size());
  REQUIRE(run["results"].size() == 2);
  const auto& result = run["results"][0];
  CHECK(run["tool"]["driver"]["rules"][result["ruleIndex"].get<size_t>()]["id"] == result["ruleId"]);
  CHECK(result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 5);
  CHECK(!result["partialFingerprints"].empty());
  CHECK(nlohmann::json::parse(diag::RenderSarif(parsed.sources, {}, {}))["runs"][0]["results"].empty());
}

}  // namespace ripe::test
