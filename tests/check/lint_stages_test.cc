// The ladder: what is out of reach, overtaken or shadowed.
#include <catch2/catch.hpp>

#include "tests/check/lint_support.h"

namespace ripe::test {
namespace {

using Codes = std::vector<std::string>;

TEST_CASE("lint: stages out of reach", "[lint]") {
  CHECK(CodesOf("a => MQL\nMQL and b => SQL") == Codes{});
  CHECK(CodesOf("a => PQL\nMQL and b => SQL") == Codes{});  // PQL is at least MQL
  CHECK(CodesOf("a => SQL\nMQL and b => SAL") == Codes{"R320"});  // SQL is not below SAL
  CHECK(CodesOf("Lead and a => MQL") == Codes{});
  CHECK(CodesOf("SAL and a => SQL\nSQL and b => Customer") == Codes{"R320", "R320"});
  CHECK(CodesOf("SAL or a => SQL") == Codes{});
}

TEST_CASE("lint: an unreachable score takes the stages above along", "[lint]") {
  CHECK(CodesOf("a +10\nscore >= 60 => MQL\nMQL and b => SQL") == Codes{"R300", "R320"});
  CHECK(CodesOf("a +10\nscore >= 60 => MQL\nc => MQL\nMQL and b => SQL") == Codes{"R300"});
}

TEST_CASE("lint: exits may name any stage", "[lint]") {
  CHECK(CodesOf("a => MQL\nMQL and b => Recycled") == Codes{});
  CHECK(CodesOf("a => MQL\nSQL and b => Recycled") == Codes{"R320"});
}

TEST_CASE("lint: a ladder of the file's own", "[lint]") {
  CHECK(CodesOf("stages A > B exits X\na => B\nb => X") == Codes{});
  CHECK(CodesOf("stages A > B exits X\na => B") == Codes{"R321"});
  CHECK(CodesOf("stages A > B > C\na +5") == Codes{});  // no stages decided at all
}

TEST_CASE("lint: equal rules are said once; a requirement keeps leads below it", "[lint]") {
  CHECK(CodesOf("x >= 5 => MQL\nx >= 5 => MQL") == Codes{"R323"});
  CHECK(CodesOf("x >= 5 => MQL\nx >= 5 => MQL\nx >= 5 => MQL") == Codes{"R323", "R323"});
  // Whoever lacks an email stays an MQL; only SAL is nobody's stage.
  CHECK(CodesOf("a => MQL\nb => SAL\nMQL => SQL\nrequire email for SAL") == Codes{"R324"});
  CHECK(CodesOf("a => MQL\nb => SAL\nMQL => SQL") == Codes{"R324", "R324"});
  CHECK(CodesOf("a => MQL\nb => SAL\nMQL => SQL\nrequire email for SQL") == Codes{});
  CHECK(CodesOf("a +5\nrequire email for Lead") == Codes{"R326"});
  CHECK(CodesOf("a => MQL\nrequire email for Lead") == Codes{});
  CHECK(CodesOf("a => MQL\nrequire email for PQL") == Codes{"R326"});
}

TEST_CASE("lint: rules for one stage", "[lint]") {
  const std::string rules = "a +50, b +50\n";
  CHECK(CodesOf(rules + "score >= 60 => MQL\nscore >= 80 => MQL") == Codes{"R323"});
  CHECK(CodesOf(rules + "score >= 80 => MQL\nscore >= 60 => MQL") == Codes{"R323"});
  CHECK(CodesOf(rules + "score >= 60 => MQL\nscore >= 60 and c => MQL") == Codes{"R323"});
  CHECK(CodesOf(rules + "score >= 60 => MQL\nscore >= 40 and c => MQL") == Codes{});
  CHECK(CodesOf(rules + "c => MQL\nc => MQL") == Codes{"R323"});
  CHECK(CodesOf(rules + "c or d => MQL\nc => MQL") == Codes{"R323"});
  CHECK(CodesOf(rules + "c and d => MQL\nc and e => MQL") == Codes{});
  CHECK(CodesOf(rules + "score <= 10 => MQL\nscore >= 60 => MQL") == Codes{});
}

TEST_CASE("lint: stages overtaken", "[lint]") {
  const std::string rules = "a +50, b +50\n";
  CHECK(CodesOf(rules + "score >= 60 => MQL\nscore >= 80 => SQL") == Codes{});
  CHECK(CodesOf(rules + "score >= 80 => MQL\nscore >= 60 => SQL") == Codes{"R324"});
  CHECK(CodesOf(rules + "score >= 80 => MQL\nscore >= 60 => SQL\nrequire phone for SQL") == Codes{});
  CHECK(CodesOf(rules + "score >= 80 => MQL\nscore >= 60 => SQL\nrequire phone for MQL") == Codes{"R324"});
  CHECK(CodesOf(rules + "score >= 80 => MQL\nc => MQL\nscore >= 60 => SQL") == Codes{});
  CHECK(CodesOf(rules + "score >= 60 => MQL\nMQL => SQL") == Codes{"R324"});
  CHECK(CodesOf(rules + "score >= 60 => MQL\nMQL and c => SAL\nMQL and c => SQL") == Codes{"R324"});
}

TEST_CASE("lint: exits overtaken", "[lint]") {
  CHECK(CodesOf("a => Disqualified\na and b => Recycled") == Codes{"R325"});
  CHECK(CodesOf("a and b => Disqualified\na => Recycled") == Codes{});
}

TEST_CASE("lint: rules that exclude the stage they ask for", "[lint]") {
  const std::string rules = "a +50, b +50\nscore >= 60 => MQL\n";
  CHECK(CodesOf(rules + "MQL and score < 60 => Recycled") == Codes{"R327"});
  CHECK(CodesOf(rules + "MQL and score <= 60 => Recycled") == Codes{});
  CHECK(CodesOf(rules + "MQL and score >= 80 => SQL") == Codes{});
  CHECK(CodesOf(rules + "c => MQL\nMQL and score < 20 => SQL") == Codes{});
  CHECK(CodesOf(rules + "c => SAL\nMQL and score < 20 => SQL") == Codes{});  // SAL is at least MQL
  CHECK(CodesOf(rules + "MQL and c => SAL\nSAL and score < 20 => SQL") == Codes{"R327"});
  CHECK(CodesOf(rules + "c or MQL and score < 20 => SQL") == Codes{"R327"});
}

TEST_CASE("lint: requirements", "[lint]") {
  CHECK(CodesOf("a => SQL\nrequire email for MQL") == Codes{});
  CHECK(CodesOf("a => MQL\nrequire email for SQL") == Codes{"R326"});
  CHECK(CodesOf("a => Disqualified\nrequire email for MQL") == Codes{"R326"});
}

}  // namespace
}  // namespace ripe::test
