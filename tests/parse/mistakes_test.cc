// Mistakes that teach. Each code has a golden (golden/codes/R0xx.txt) with its catalogue example and what is said in both languages;
// golden/guesses.txt holds what people guess (cases/guesses.txt, one a line) and the answers.
#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "compiler/syntax/dump.h"
#include "tests/parse/harness.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

using diag::Id;

bool IsSyntax(const diag::Entry& entry) { return entry.code >= "R001" && entry.code <= "R099"; }

// Their examples are no text of a page: a file of 20 MB, bytes that are no UTF-8. Made here instead.
std::string WrongExample(const diag::Entry& entry) {
  switch (entry.id) {
    case Id::kInvalidUtf8:
      return "title contains \"\xB4\xEB\xC7\xA5\" +5";
    case Id::kNulCharacter:
      return std::string("vip\0 +20", 8);
    case Id::kRulesFileTooLarge:
      return std::string(source::kMaxFileBytes + 1, ' ');
    case Id::kNestingTooDeep:
      return std::string(101, '(') + "a" + std::string(101, ')') + " +5";
    case Id::kStatementTooLong: {
      std::string text = "list a = (1";
      for (int i = 0; i < 60'000; ++i) text += ", 2";
      return text + ")";
    }
    default:
      return std::string(entry.wrong);
  }
}

}  // namespace

TEST_CASE("every example gives its code, and only that; mended it gives none") {
  for (const diag::Entry& entry : diag::Entries()) {
    if (!IsSyntax(entry)) continue;
    DYNAMIC_SECTION(entry.code << " " << entry.name) {
      const Parsed wrong(WrongExample(entry));
      INFO(wrong.Rendered());
      CHECK(wrong.Has(entry.id));
      CHECK(wrong.bag.all().size() == 1);
      const Parsed right{std::string(entry.right)};
      INFO(right.Rendered());
      CHECK(right.bag.all().empty());
    }
  }
}

TEST_CASE("what each code says") {
  for (const diag::Entry& entry : diag::Entries()) {
    if (!IsSyntax(entry)) continue;
    DYNAMIC_SECTION(entry.code) {
      const std::string text = WrongExample(entry);
      const Parsed parsed(text);
      const std::string shown = text == entry.wrong ? text : "(" + std::string(entry.wrong.substr(2)) + ")";
      CheckGolden("parse/golden/codes/" + std::string(entry.code) + ".txt",
                  shown + "\n\n" + parsed.Rendered() + "\n" + parsed.Rendered(diag::Language::kKorean));
    }
  }
}

TEST_CASE("examples of other ranges are read without mistakes") {
  for (const diag::Entry& entry : diag::Entries()) {
    if (IsSyntax(entry)) continue;
    const Parsed right{std::string(entry.right)};
    INFO(entry.code << "\n" << entry.right << "\n" << right.Rendered());
    CHECK(right.bag.all().empty());
  }
}

TEST_CASE("what people guess") {
  std::ifstream in(SourceDir() / "tests/parse/cases/guesses.txt");
  std::string out, line;
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    out += ">>> " + line + "\n" + Parsed(line).Rendered() + "\n";
  }
  CheckGolden("parse/golden/guesses.txt", out);
}

// A file with many mistakes: all are found in one go, and what could be read is there.
TEST_CASE("one mistake does not hide another") {
  const std::string text = ReadFile(SourceDir() / "tests/parse/cases/many_mistakes.ripe");
  const Parsed parsed(text);
  CheckGolden("parse/golden/many_mistakes.txt", parsed.Rendered() + "\n" + Dump(parsed.ast));
}

TEST_CASE("brackets and quotes that are not closed recover at a sensible line") {
  const std::string text = ReadFile(SourceDir() / "tests/parse/cases/unclosed.ripe");
  const Parsed parsed(text);
  CheckGolden("parse/golden/unclosed.txt", parsed.Rendered() + "\n" + Dump(parsed.ast));
}

// Applying the fixes of a file with one mistake gives a file without it.
TEST_CASE("fixes mend") {
  for (const diag::Entry& entry : diag::Entries()) {
    if (!IsSyntax(entry)) continue;
    const std::string text = WrongExample(entry);
    const Parsed parsed(text);
    if (parsed.bag.all().size() != 1 || parsed.bag.all()[0].fixes.empty()) continue;
    std::vector<diag::Fix> fixes = parsed.bag.all()[0].fixes;
    std::sort(fixes.begin(), fixes.end(), [](const diag::Fix& a, const diag::Fix& b) { return a.span.begin > b.span.begin; });
    std::string mended = text;
    for (const diag::Fix& fix : fixes) mended.replace(fix.span.begin, fix.span.end - fix.span.begin, fix.text);
    INFO(entry.code << "\n" << text << "\n" << mended);
    const Parsed again(mended);
    INFO(again.Rendered());
    CHECK(again.bag.all().empty());
  }
}

TEST_CASE("names in statements that cannot be read are remembered") {
  const Parsed parsed("field a ]\nb c d\nok +5");
  CHECK(!parsed.ast.complete);
  const std::set<std::string> names(parsed.ast.names_in_broken_statements.begin(), parsed.ast.names_in_broken_statements.end());
  CHECK(names.contains("a"));
}

}  // namespace ripe::test
