// Conditions whose silence about what is not there is easily overlooked.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/check/lint_support.h"

namespace ripe::test {
namespace {

using Codes = std::vector<std::string>;

TEST_CASE("lint: one window for two events", "[lint]") {
  CHECK(CodesOf("no a and no b in 30d -10") == Codes{"R350"});
  CHECK(CodesOf("no b in 30d and no a -10") == Codes{});
  CHECK(CodesOf("event a, b\na or b in 30d +10") == Codes{"R350"});
  CHECK(CodesOf("event a, b\na and b in 30d +10") == Codes{});  // a state beside something recent
  CHECK(CodesOf("event a, b\na and no b in 30d +10") == Codes{});
  CHECK(CodesOf("event a, b\na and no b after a +10") == Codes{});
  CHECK(CodesOf("event a, b\ndefine quiet = (no a)\nquiet and no b in 30d -10") == Codes{});
}

TEST_CASE("lint: one window for two events: any neighbours, windows up to now alone", "[lint]") {
  CHECK(CodesOf("no c in 30d and no a and no b in 30d -10") == Codes{"R350"});
  CHECK(CodesOf("no a and no b in 30d and no c in 30d -10") == Codes{"R350"});
  CHECK(CodesOf("no a and x > 3 and no b in 30d -10") == Codes{});
  CHECK(CodesOf("no a and no b in 90d to 30d -10") == Codes{});
  CHECK(CodesOf("c and no a and no b after c -10") == Codes{});
}

TEST_CASE("lint: no X after Y", "[lint]") {
  const std::string events = "event x, y, z\n";
  CHECK(CodesOf(events + "no x after y => MQL\nz => Recycled") == Codes{"R351"});
  CHECK(CodesOf(events + "y and no x after y => MQL\nz => Recycled") == Codes{});
  CHECK(CodesOf(events + "y in 90d and no x after y => MQL\nz => Recycled") == Codes{});
  CHECK(CodesOf(events + "z and no x after y => MQL") == Codes{"R351"});
  CHECK(CodesOf(events + "y and (no x after y or z) => MQL") == Codes{});
  CHECK(CodesOf(events + "x after y => MQL\nz => Recycled") == Codes{});
  CHECK(CodesOf(events + "count of y >= 2 and no x after y => MQL\nz => Recycled") == Codes{});
  CHECK(CodesOf(events + "define gone = y and z\ngone and no x after y => MQL") == Codes{});
  CHECK(CodesOf(events + "define s = any of (y, z)\ny and no x after s => MQL") == Codes{});
  CHECK(CodesOf(events + "y in 30d and no x after y +5 each\nz => MQL") == Codes{});
}

TEST_CASE("lint: at least 0 asks for nothing", "[lint]") {
  CHECK(CodesOf("at least 0 y and no x after y => MQL") == Codes{"R351"});
  CHECK(CodesOf("at least 1 y and no x after y => MQL") == Codes{});
  CHECK(CodesOf("not (at least 0 a) => MQL\nMQL and b => SQL") == Codes{"R320"});
  CHECK(CodesOf("not (at least 1 a) => MQL\nMQL and b => SQL") == Codes{});
}

TEST_CASE("lint: days since: limits that a window can have", "[lint]") {
  for (const auto& [limit, said] :
       {std::pair("0", false), {"1", true}, {"1.5", false}, {"100000", true}, {"100001", false}}) {
    INFO(limit);
    for (const char* op : {" > ", " >= "})
      CHECK(CodesOf(std::string("event x\ndays since x") + op + limit + " -10") ==
            (said ? Codes{"R352"} : Codes{}));
    for (const char* op : {" < ", " <= ", " = ", " != "}) {
      const Codes codes = CodesOf(std::string("event x\ndays since x") + op + limit + " -10");
      CHECK(std::find(codes.begin(), codes.end(), "R352") == codes.end());
    }
  }
}

TEST_CASE("lint: days since", "[lint]") {
  const std::string events = "event x, y\nfield d: date\nd is known +1\ny +1\n";
  CHECK(CodesOf(events + "days since x > 30 -10") == Codes{"R352"});
  CHECK(CodesOf(events + "30 <= days since x -10") == Codes{"R352"});
  CHECK(CodesOf(events + "days since x <= 30 +10") == Codes{});
  CHECK(CodesOf(events + "days since d > 30 +10\nx +1") == Codes{});
  CHECK(CodesOf(events + "x and days since x > 30 +10") == Codes{});
  CHECK(CodesOf(events + "days since x > 30 or no x -10") == Codes{});
}

TEST_CASE("lint: not of what may be missing", "[lint]") {
  CHECK(CodesOf("field s: yesno\nnot s -10") == Codes{"R353"});
  CHECK(CodesOf("field s: yesno else no\nnot s -10") == Codes{});
  CHECK(CodesOf("field s: yesno\nnot s or s is missing -10") == Codes{});
  CHECK(CodesOf("field s: yesno\ns is known and not s -10") == Codes{});
  CHECK(CodesOf("field s: yesno\ns = no -10") == Codes{});
  CHECK(CodesOf("define d = title has word \"CEO\" or big\nnot d -10") == Codes{});
}

}  // namespace
}  // namespace ripe::test
