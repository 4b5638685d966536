// Rules that stand twice, ladders of ranges.
#include <catch2/catch.hpp>

#include "tests/check/lint_support.h"

namespace ripe::test {
namespace {

using Codes = std::vector<std::string>;

TEST_CASE("lint: rules that stand twice", "[lint]") {
  CHECK(CodesOf("a +5\nb +5\na +5") == Codes{"R330"});
  CHECK(CodesOf("a +5\na +10") == Codes{"R331"});
  CHECK(CodesOf("a and b +5\nb and a +5") == Codes{"R330"});
  CHECK(CodesOf("t in (\"x\", \"y\") +5\nt in (\"Y\", \"X\") +5") == Codes{"R330"});
  CHECK(CodesOf("not x > 5 +5\nx <= 5 +5") == Codes{"R330"});
  CHECK(CodesOf("define d = a in 30d\nd +5\na in 30d +5") == Codes{"R330"});
  CHECK(CodesOf("a in 30d +5\na in 60d +5") == Codes{});
  CHECK(CodesOf("a in 30d +5\na in 30d +1 each up to 20") == Codes{});
  CHECK(CodesOf("a in 30d +1 each up to 10\na in 30d +1 each up to 20") == Codes{"R331"});
  CHECK(CodesOf("a in 90d +5 halving every 10d\na in 90d +5 halving every 20d") == Codes{});
  CHECK(CodesOf("group g { a +5 }\ngroup h { a +5 }") == Codes{});
  CHECK(CodesOf("group g { a +5, a +5 }") == Codes{"R330"});
}

TEST_CASE("lint: bounds of groups at 0, a hair above and below", "[lint]") {
  CHECK(CodesOf("group g down to 0 { a +5 }") == Codes{});
  CHECK(CodesOf("group g down to 0.001 { a +5 }") == Codes{"R333"});
  CHECK(CodesOf("group g up to 0 { a -5 }") == Codes{});
  CHECK(CodesOf("group g up to -0.001 { a -5 }") == Codes{"R334"});
}

TEST_CASE("lint: a gap of one step, in as many decimals as the ends have", "[lint]") {
  for (size_t decimals = 2; decimals <= 5; ++decimals) {
    INFO(decimals << " decimals");
    const auto from = [&](const char* last) {
      return "x in 0 to 0.5 +5\nx in 0.5" + std::string(decimals - 2, '0') + last + " to 1 +6";
    };
    // Finer steps than thousandths are no ladder of anybody's.
    CHECK(CodesOf(from("1")) == Codes{});
    CHECK(CodesOf(from("2")) == (decimals <= 3 ? Codes{"R337"} : Codes{}));
    CHECK(CodesOf(from("3")) == Codes{});
  }
}

TEST_CASE("lint: rules without points", "[lint]") {
  CHECK(CodesOf("a +0") == Codes{"R332"});
  CHECK(CodesOf("a in 30d +5 each up to 0") == Codes{"R332"});
}

TEST_CASE("lint: ranges that share an end or overlap", "[lint]") {
  CHECK(CodesOf("x in 1 to 10 +5\nx in 10 to 20 +6") == Codes{"R335"});
  CHECK(CodesOf("x in 10 to 20 +6\nx in 1 to 10 +5") == Codes{"R335"});
  CHECK(CodesOf("x in 1 to 10 +5\nx >= 10 +6") == Codes{"R335"});
  CHECK(CodesOf("x in 1 to 10 +5\nx > 10 +6") == Codes{});
  CHECK(CodesOf("x in 1 to 10 +5\nx in 5 to 20 +6") == Codes{"R336"});
  CHECK(CodesOf("x in 1 to 100 +5\nx in 5 to 20 +6") == Codes{});  // on top of each other
  CHECK(CodesOf("x > 30 -15\nx > 90 -15") == Codes{});
  CHECK(CodesOf("x >= 10000 +15\nx >= 100000 +10") == Codes{});
  CHECK(CodesOf("x in 1 to 10 +5\nx > 5 +6") == Codes{});
  CHECK(CodesOf("group g { x in 1 to 10 +5 }\ngroup h { x in 10 to 20 +6 }") == Codes{});
  CHECK(CodesOf("x in 1 to 10 +5\ny in 10 to 20 +6") == Codes{});
}

TEST_CASE("lint: gaps", "[lint]") {
  CHECK(CodesOf("x in 1 to 10 +5\nx in 11 to 20 +6") == Codes{});
  CHECK(CodesOf("x in 1 to 10 +5\nx in 12 to 20 +6") == Codes{"R337"});
  CHECK(CodesOf("x in 1 to 10 +5\nx > 11 +6") == Codes{"R337"});
  CHECK(CodesOf("x in 1 to 10 +5\nx in 50 to 60 +6") == Codes{});  // a choice
  CHECK(CodesOf("x < 10 -5\nx in 200 to 1000 +10\nx > 1000 +15") == Codes{});
  CHECK(CodesOf("x < 10 -5\nx > 10 +5") == Codes{});
  CHECK(CodesOf("x in 0 to 0.5 +5\nx in 0.51 to 1 +6") == Codes{});
  CHECK(CodesOf("x in 0 to 0.5 +5\nx in 0.6 to 1 +6") == Codes{});
  CHECK(CodesOf("x in 0 to 0.5 +5\nx in 0.7 to 1 +6") == Codes{"R337"});
  CHECK(CodesOf("x in 1 to 49 +1\nx in 60 to 199 +2\nx in 200 to 999 +3\nx >= 1000 +4") == Codes{"R338"});
  CHECK(CodesOf("x in 1 to 9 +1\nx in 60 to 199 +2\nx in 200 to 999 +3\nx >= 1000 +4") == Codes{});
  CHECK(CodesOf("x in 1 to 100 +5\nx in 90 to 99 +6\nx in 101 to 200 +7") == Codes{});
  CHECK(CodesOf("d in 2026-01-01 to 2026-03-31 +5\nd in 2026-04-01 to 2026-06-30 +6") == Codes{});
  CHECK(CodesOf("d in 2026-01-01 to 2026-03-30 +5\nd in 2026-04-01 to 2026-06-30 +6") == Codes{"R337"});
}

}  // namespace
}  // namespace ripe::test
