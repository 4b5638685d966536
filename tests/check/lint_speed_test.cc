// Lint grows with the number of rules, not of pairs: files that a quadratic step would make slow, and defines so deep or so shared
// that recursion would not survive them.
#include <catch2/catch.hpp>
#include <chrono>

#include "compiler/check/check.h"
#include "compiler/check/lint.h"
#include "tests/check/lint_support.h"

namespace ripe::test {
namespace {

// Milliseconds that lint takes; the rest is left out. The best of three.
double LintMillis(const std::string& text) {
  Linted linted = LintText(text);
  REQUIRE_FALSE(linted.bag.has_errors());
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    diag::Bag bag;
    const auto begin = std::chrono::steady_clock::now();
    check::Lint(linted.sources, linted.ast, linted.module, &bag);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    best = std::min(best, took.count());
  }
  return best;
}

// Far above what is measured, so that a busy machine does not fail it, and far below what a quadratic step would take.
constexpr double kLimitMillis = 1000;

TEST_CASE("lint: ten thousand rules", "[lint][speed]") {
  std::string text;
  for (int i = 0; i < 10'000; ++i) {
    const std::string n = std::to_string(i);
    switch (i % 5) {
      case 0: text += "f" + n + " >= " + n + " +1\n"; break;
      case 1: text += "e" + n + " in 30d and no g" + n + " in 10d -1\n"; break;
      case 2: text += "t in (\"a" + n + "\", \"b" + n + "\") +1\n"; break;
      case 3: text += "size in " + n + "0 to " + n + "5 +1\n"; break;
      case 4: text += "v" + n + " and (w < 10 or u > " + n + ") +1\n"; break;
    }
  }
  const double millis = LintMillis(text);
  INFO("10,000 rules: " << millis << " ms");
  CHECK(millis < kLimitMillis);
}

TEST_CASE("lint: thousands of stage rules and of equal rules", "[lint][speed]") {
  std::string text = "a +50, b +50\n";
  for (int i = 0; i < 5'000; ++i) text += "score >= 50 and x > " + std::to_string(i) + " => MQL\n";
  for (int i = 0; i < 5'000; ++i) text += "c and d +5\n";
  CHECK(LintMillis(text) < kLimitMillis);
}

TEST_CASE("lint: conditions of thousands of parts", "[lint][speed]") {
  std::string all = "x != 0", any = "y = \"0\"", none = "no e0 in 5d";
  for (int i = 1; i < 5'000; ++i) {
    all += " and x != " + std::to_string(i);
    any += " or y = \"" + std::to_string(i) + "\"";
    none += " and no e" + std::to_string(i % 50) + " in " + std::to_string(i + 5) + "d";
  }
  CHECK(LintMillis(all + " +1\n" + any + " +1\n" + none + " +1\n") < kLimitMillis);
}

TEST_CASE("lint: a define that doubles sixty times", "[lint][speed]") {
  std::string text = "define d0 = x > 1\n";
  for (int i = 1; i <= 60; ++i) {
    const std::string before = "d" + std::to_string(i - 1);
    text += "define d" + std::to_string(i) + " = (" + before + " and a" + std::to_string(i) + ") or (" + before + " and b)\n";
  }
  CHECK(LintMillis(text + "d60 +5\n") < kLimitMillis);
}

TEST_CASE("lint: a chain of defines", "[lint][speed]") {
  std::string text = "define d0 = x > 1\n";
  for (int i = 1; i <= 5'000; ++i) {
    text += "define d" + std::to_string(i) + " = d" + std::to_string(i - 1) + " and y" + std::to_string(i) + " > 2\n";
  }
  CHECK(LintMillis(text + "d5000 +5\n") < kLimitMillis);
}

}  // namespace
}  // namespace ripe::test
