// What few files say: names declared twice over modules, circles, values where events belong,
// conditions that never hold in uncommon spellings. Each file of cases/uncommon with all that is
// said about it, warnings too; modules lie in modules/.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/check/lint_support.h"
#include "tests/support/golden.h"

namespace ripe::test {

TEST_CASE("uncommon cases say what their goldens say") {
  const std::filesystem::path folder = SourceDir() / "tests/check/cases/uncommon";
  size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".ripe") continue;
    const std::filesystem::path path = entry.path();
    ++count;
    INFO(path.stem().string());
    std::string said = LintText(ReadFile(path), path.string()).Rendered();
    const std::string prefix = folder.string() + "/";
    for (size_t at = said.find(prefix); at != std::string::npos; at = said.find(prefix, at))
      said.erase(at, prefix.size());
    CheckGolden("check/golden/uncommon/" + path.stem().string() + ".txt", said);
  }
  CHECK(count == 26);
}

// Beyond these limits lint looks less closely, and warns of less; it never warns of what is not so.
TEST_CASE("lint of more than it follows", "[lint]") {
  using Codes = std::vector<std::string>;
  const auto joined = [](int count, const std::string& between, auto&& part) {
    std::string out;
    for (int i = 0; i < count; ++i) out += (i == 0 ? "" : between) + part(i);
    return out;
  };
  const auto number = [](int i) { return std::to_string(i); };
  const std::string list =
      "(" + joined(300, ", ", [](int i) { return "\"v" + std::to_string(i) + "\""; }) + ")";
  CHECK(CodesOf("t in " + list + " and t = \"w\" +5") == Codes{});
  CHECK(CodesOf("t in (\"v1\", \"v2\") and t = \"w\" +5") != Codes{});
  // A ladder of forty stages, and conditions of the lowest far above.
  const std::string ladder =
      "stages Lead > " + joined(40, " > ", [](int i) { return "S" + std::to_string(i); }) + "\n";
  const std::string rules = joined(40, "", [](int i) {
    return (i == 0 ? "a > 100"
                   : "S" + std::to_string(i - 1) + " and b" + std::to_string(i) + " > 1") +
           " => S" + std::to_string(i) + "\n";
  });
  CHECK(CodesOf(ladder + rules + "S0 and a < 3 => S39") == Codes{});
  CHECK(CodesOf("stages Lead > S0 > S1\na > 100 => S0\nS0 and a < 3 => S1") != Codes{});
  // Values and spans beyond what gates keep.
  const std::string many = joined(
      70, " and ", [](int i) { return "f" + std::to_string(i) + " > " + std::to_string(i); });
  CHECK(CodesOf(many + " => MQL\nMQL and f2 < 1 and f3 > 1 => SQL") != Codes{});
  const std::string spans = joined(
      20, " or ", [&](int i) { return "c in " + number(10 * i) + " to " + number(10 * i + 5); });
  CHECK(CodesOf("(" + spans + ") => MQL\nMQL and c > 900 => SQL") == Codes{});
  const std::string two = joined(
      9, " or ", [&](int i) { return "c in " + number(10 * i) + " to " + number(10 * i + 5); });
  const std::string more = joined(9, " or ", [&](int i) {
    return "c in " + number(200 + 10 * i) + " to " + number(205 + 10 * i);
  });
  CHECK(CodesOf(two + " => MQL\n" + more + " => MQL\nMQL and c > 900 => SQL") == Codes{});
  // Logic in logic: 16 deep, 32 wide.
  std::string deep = "days since visit > 30";
  for (int i = 0; i < 40; ++i)
    deep = "(" + deep + (i % 2 == 0 ? " or a" : " and a") + std::to_string(i) + " > 1)";
  CHECK(CodesOf("days since visit > 30 and a > 3 +5") == Codes{"R352"});
  CHECK(CodesOf(deep + " +5") == Codes{});
  const std::string fields = "field v: yesno\nfield " +
                             joined(40, ", ", [](int i) { return "a" + std::to_string(i); }) +
                             ": number\n";
  const auto codes_of_not = [&](int depth) {
    std::string nested = "not v";
    for (int i = 0; i < depth; ++i)
      nested = "(" + nested + (i % 2 == 0 ? " or a" : " and a") + std::to_string(i) + " > 1)";
    std::vector<std::string> codes = CodesOf(fields + nested + " +5");
    std::erase(codes, "R340");  // declared and never used
    return codes;
  };
  CHECK(codes_of_not(10) == Codes{"R353"});
  CHECK(codes_of_not(40) == Codes{});
  const std::string wide =
      "define wide = " +
      joined(40, " and ", [](int i) { return "w" + std::to_string(i) + " > 1"; }) + "\n";
  CHECK(CodesOf(wide + "wide and w0 < 1 +5") == Codes{});
  CHECK(CodesOf("define narrow = w0 > 1 and w1 > 1\nnarrow and w0 < 1 +5") != Codes{});
  CHECK(CodesOf(wide + "wide and days since visit > 30 +5") == Codes{"R352"});
}

TEST_CASE("rules in the root folder read what lies there and below") {
  const std::string below =
      SourceDir().string().substr(1) + "/tests/check/cases/uncommon/modules/blank.txt";
  CHECK(
      LintText("list l from \"" + below + "\"\nfield t: text\nt in l +5", "/rules.ripe").Codes() ==
      std::vector<std::string>{});
  CHECK(LintText("use \"no such file.ripe\"", "/rules.ripe").Codes() ==
        std::vector<std::string>{"R122"});
}

}  // namespace ripe::test
