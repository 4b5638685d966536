// Size and speed: files of garbage and very long lines finish soon, in bounded memory, with a bounded number of diagnostics. And a
// small fuzzer: whatever is typed, the parser ends, says something when it gives up, and never points outside the file.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <random>

#include "compiler/syntax/format.h"
#include "compiler/syntax/dump.h"
#include "tests/parse/harness.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

std::string Repeat(std::string_view text, size_t bytes) {
  std::string out;
  out.reserve(bytes + text.size());
  while (out.size() < bytes) out += text;
  return out;
}

double Seconds(const std::function<void()>& body) {
  const auto begin = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// The limits are for hangs, not for speed: a busy machine is several times slower, sanitizers and unoptimised code more.
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr double kSlack = 5;
constexpr bool kQuickBuild = true;
#else
constexpr double kSlack = 15;
constexpr bool kQuickBuild = false;
#endif

}  // namespace

TEST_CASE("garbage ends soon, with a bounded number of diagnostics") {
  for (const char* piece : {"x @ ) ( \" { ,", "a,", "(", "{", "}", ")", "[", "]", "\"\n", "'", "`", "not ", "a-", "1", "1,", "+1 ", "=> ", "group x {\n",
                            "a and ", "event a { b ", "in ", "30일 ", "“", "/", "\\", "\xEF\xBC\x8B", "if ", "stages a, "}) {
    DYNAMIC_SECTION(piece) {
      const std::string text = Repeat(piece, 5u << 20);
      const double seconds = Seconds([&] {
        const Parsed parsed(text);
        CHECK(parsed.bag.all().size() <= diag::Bag::kMax);
        CHECK(parsed.bag.has_errors());
        CHECK(parsed.Rendered().size() < (4u << 20));
      });
      CHECK(seconds < 8 * kSlack);
    }
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  if (kQuickBuild) CHECK(usage.ru_maxrss < 1'000'000);  // kilobytes
}

TEST_CASE("long valid files are read quickly") {
  const std::string rules = Repeat("title contains \"VP\" and company_size in 200 to 1000 +10 \"Label\"\n", 650'000);  // 10,000 lines
  { const Parsed warm("a +1"); }
  double seconds = 0;
  size_t statements = 0;
  seconds = Seconds([&] { statements = Parsed(rules).ast.statements.size(); });
  CHECK(statements >= 10'000);
  CHECK(seconds < 0.6 * kSlack);
  // One line of 5 MB
  CHECK(Seconds([] { CHECK(Parsed(Repeat("a +1, ", 5u << 20)).bag.all().size() == 1); }) < 8 * kSlack);
}

TEST_CASE("limits are said") {
  CHECK(Parsed(Repeat("a +1\n", 5 * 250'010)).Has(diag::Id::kStatementTooLong));
  CHECK(Parsed("a +1").bag.all().empty());
  const std::string deep = std::string(99, '(') + "a" + std::string(99, ')') + " +1";
  CHECK(Parsed(deep).bag.all().empty());
}

TEST_CASE("whatever is typed, the parser ends and says where") {
  std::vector<std::string> lines;
  for (const char* name : {"cases/guesses.txt", "cases/many_mistakes.ripe", "cases/unclosed.ripe", "cases/valid/conditions.ripe",
                           "cases/valid/statements.ripe", "cases/valid/names.ripe", "cases/valid/layout.ripe"}) {
    std::string line;
    std::istringstream in(ReadFile(SourceDir() / "tests/parse" / name));
    while (std::getline(in, line)) lines.push_back(line);
  }
  std::mt19937 random(20261122);
  const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  for (int i = 0; i < (kQuickBuild ? 6000 : 800); ++i) {
    std::string text = lines[below(lines.size())] + "\n" + lines[below(lines.size())];
    for (size_t n = below(4); n > 0 && !text.empty(); --n) {
      const size_t at = below(text.size());
      switch (below(3)) {
        case 0:
          text.erase(at, 1 + below(4));
          break;
        case 1:
          text[at] = " +-(){}\",;=<>:.#`/a1\n"[below(22)];
          break;
        default:
          text.insert(at, lines[below(lines.size())].substr(0, 12));
      }
    }
    INFO(text);
    const Parsed parsed(text);
    CHECK((parsed.ast.complete || parsed.bag.has_errors()));
    for (const diag::Diagnostic& d : parsed.bag.all()) CHECK((d.span.begin <= d.span.end && d.span.end <= text.size()));
    if (parsed.bag.has_errors()) continue;
    const std::string formatted = syntax::Format(parsed.sources, parsed.file);
    const Parsed again(formatted);
    CHECK(Dump(again.ast) == Dump(parsed.ast));
    CHECK(syntax::Format(again.sources, again.file) == formatted);
  }
}

}  // namespace ripe::test
