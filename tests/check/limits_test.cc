// Rules that a program has written, or somebody with bad intentions: long chains of defines, defines that double, many rules. All of it is
// checked in linear time and without deep recursion.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "tests/check/harness.h"

namespace ripe::test {
namespace {

double Milliseconds(const std::string& text, Checked* out) {
  const auto begin = std::chrono::steady_clock::now();
  *out = CheckText(text);
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

TEST_CASE("a chain of 10,000 defines") {
  std::string text = "field seats: number\n";
  for (int i = 0; i < 10'000; ++i) text += "define d" + std::to_string(i) + " = d" + std::to_string(i + 1) + "\n";
  text += "define d10000 = seats > 3\nd0 +10\n";
  const Checked checked = CheckText(text);
  INFO(checked.rendered);
  CHECK(checked.clean());
  CHECK(checked.module.rules.size() == 1);
}

TEST_CASE("a circle of 10,000 defines is one error") {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "define d" + std::to_string(i) + " = d" + std::to_string((i + 1) % 10'000) + "\n";
  const Checked checked = CheckText(text + "d0 +10\n");
  CHECK(checked.bag.error_count() == 1);
  CHECK(checked.Has(diag::Id::kCircle));
}

TEST_CASE("a define that doubles 60 times is typed once") {
  std::string text = "define d0 = seats > 3\n";
  for (int i = 1; i <= 60; ++i) {
    const std::string before = "d" + std::to_string(i - 1);
    text += "define d" + std::to_string(i) + " = (" + before + " and not " + before + ") or " + before + "\n";
  }
  const Checked checked = CheckText(text + "d60 +10\n");
  INFO(checked.rendered);
  CHECK(checked.clean());
  CHECK(checked.module.exprs.size() < 1'000);
}

TEST_CASE("sets that double without saying more stay small, others are refused") {
  std::string text = "define s0 = any of (visit, demo)\n", growing = text;
  for (int i = 1; i <= 40; ++i) {
    const std::string before = "s" + std::to_string(i - 1), name = "define s" + std::to_string(i) + " = any of (";
    text += name + before + ", " + before + ")\n";
    growing += name + before + " where a" + std::to_string(i) + " = 1, " + before + " where a" + std::to_string(i) + " = 2)\n";
  }
  CHECK(CheckText(text + "s40 +10\n").clean());
  const Checked checked = CheckText(growing + "s40 +10\n");
  CHECK(checked.Has(diag::Id::kSetTooLarge));
}

TEST_CASE("a list that a million conditions copy is refused") {
  std::string text = "list l from \"long.txt\"\n";
  for (int i = 0; i < 30; ++i) text += "plan in l +1\n";
  std::map<std::string, std::string> files = {{"long.txt", ""}};
  for (int i = 0; i < 900'000; ++i) files["long.txt"] += "x\n";
  CHECK(CheckText(text, files).Has(diag::Id::kTooBig));
}

TEST_CASE("10,000 rules") {
  std::string text;
  for (int i = 0; i < 10'000; ++i) {
    text += "column" + std::to_string(i % 500) + " >= " + std::to_string(i) + " and no event" + std::to_string(i % 100) + "_30d +1\n";
  }
  Checked checked;
  const double ms = Milliseconds(text, &checked);
  INFO(checked.rendered);
  CHECK(checked.clean());
  CHECK(checked.module.rules.size() == 10'000);
  WARN("10,000 rules parsed and checked in " << ms << " ms");
}

TEST_CASE("10,000 unknown names end quickly") {
  std::string text = "field seats: number\n";
  for (int i = 0; i < 10'000; ++i) text += "define known" + std::to_string(i) + " = seats > 3\nunknown" + std::to_string(i) + " +1\n";
  const Checked checked = CheckText(text);
  CHECK(checked.bag.error_count() == 10'000);
}

TEST_CASE("fadings that would fill the memory are refused, equal ones share") {
  const auto line = [](int points) { return "visit +" + std::to_string(points) + " halving every 36500d\n"; };
  std::string text = "event visit\n";
  int64_t days = 0;
  int points = 1;
  for (;; ++points) {
    int halvings = 0;
    for (int64_t rest = points * 1000; rest > 0; rest /= 2) ++halvings;
    days += int64_t{36'500} * halvings;
    if (days > 10'000'000) break;
    text += line(points) + line(points);
  }
  REQUIRE(points > 10);
  const Checked most = CheckText(text);
  INFO(most.rendered);
  CHECK(most.clean());
  const Checked more = CheckText(text + line(points) + line(points + 1));
  CHECK(more.bag.error_count() == 1);
  CHECK(more.Has(diag::Id::kTooMuchFading));
  CHECK(more.rendered.find(":" + std::to_string(2 * points) + ":") != std::string::npos);
}

}  // namespace ripe::test
