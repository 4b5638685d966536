// `contains` and `has word` beside the plainest search there is: short needles and long ones are
// looked for in different ways (compiler/ops/text_ops.cc), over texts that are nearly the needle
// again and again. And many needles at once beside each alone.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "compiler/ops/ops.h"
#include "compiler/ops/text_search.h"
#include "tests/eval/sample.h"

namespace ripe::test {
namespace {

bool IsWordByte(const std::string& text, size_t at) { return at < text.size() && text[at] != ' '; }

// Whether the needle stands somewhere in the text, with `words` only where no letter is beside it.
bool Naive(const std::string& text, const std::string& needle, bool words) {
  for (size_t at = 0; at + needle.size() <= text.size(); ++at) {
    if (text.compare(at, needle.size(), needle) != 0) continue;
    const bool alone =
        (at == 0 || !IsWordByte(text, at - 1)) && !IsWordByte(text, at + needle.size());
    if (!words || alone) return true;
  }
  return false;
}

// Letters from few, in a period that is broken now and then.
std::string Periodic(Random& random, size_t size, size_t period, int broken) {
  std::string text, unit;
  for (size_t i = 0; i < period; ++i) unit += "aab "[Pick(random, 4)];
  for (size_t i = 0; i < size; ++i)
    text += Chance(random, broken) ? "ab "[Pick(random, 3)] : unit[i % period];
  return text;
}

TEST_CASE("texts are found wherever they stand, short ones and long ones") {
  const auto contains = ops::FindTextOp("contains", "");
  const auto has_word = ops::FindTextOp("has", "word");
  REQUIRE((contains && has_word));
  size_t found = 0, words = 0, missed = 0;
  for (uint64_t seed = 0; seed < 4'000; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    const size_t size = Any(random, std::array<size_t, 7>{1, 5, 63, 64, 65, 80, 200});
    const size_t period = 1 + Pick(random, 9);
    std::string text =
        Periodic(random, Pick(random, 900), period, Any(random, std::array<int, 3>{0, 1, 5}));
    // A piece of the text, with a change now and then.
    std::string needle = text.size() < size
                             ? Periodic(random, size, period, 1)
                             : text.substr(Pick(random, text.size() - size + 1), size);
    if (Chance(random, 40)) needle[Pick(random, needle.size())] = "ab "[Pick(random, 3)];
    if (Chance(random, 30)) text += " " + needle;
    const bool in = Naive(text, needle, false), word = Naive(text, needle, true);
    CHECK(ops::TextOpOf(*contains).match(text, needle) == in);
    CHECK(ops::TextOpOf(*has_word).match(text, needle) == word);
    found += in;
    words += word;
    missed += !in;
  }
  // Each answer is met often.
  CHECK(found > 1'000);
  CHECK(missed > 500);
  CHECK(words > 500);
  CHECK(found - words > 500);
}

// A text, or needles, of few letters, of signs and of Hangul with particles.
std::string Piece(Random& random, size_t most) {
  static constexpr std::array<const char*, 9> kParts = {"a",    "b",  " ",    "-", "ab",
                                                        "대표", "를", "으로", "é"};
  std::string text = Any(random, std::array<const char*, 4>{"a", "b", "대", "-"});
  for (size_t k = Pick(random, most); k > 0; --k) text += Any(random, kParts);
  return text;
}

TEST_CASE("many needles at once are what they are one by one") {
  std::array<std::array<size_t, 2>, 4> any{}, all{};
  for (uint64_t seed = 0; seed < 3'000; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    std::vector<std::string> needles;
    for (size_t k = 1 + Pick(random, 8); k > 0; --k)
      needles.push_back(Piece(random, 1 + Pick(random, 4)));
    if (Chance(random, 30)) needles.push_back(needles.front());
    std::string text = Piece(random, 12);
    // Each needle, between letters or alone.
    if (Chance(random, 40)) {
      for (const std::string& needle : needles)
        text += Any(random, std::array<const char*, 3>{" ", "a", "-"}) + needle;
    }
    if (Chance(random, 20)) text = needles.back() + text;
    for (uint8_t op = 0; op < ops::TextOps().size(); ++op) {
      const ops::TextOp& row = ops::TextOps()[op];
      REQUIRE(row.place.has_value());
      const ops::TextSearch search(*row.place, needles);
      const auto holds = [&](const std::string& needle) { return row.match(text, needle); };
      const bool some = std::any_of(needles.begin(), needles.end(), holds);
      const bool each = std::all_of(needles.begin(), needles.end(), holds);
      INFO(row.spelling << " in \"" << text << "\"");
      CHECK(search.Any(text) == some);
      CHECK(search.All(text) == each);
      ++any[op][some];
      ++all[op][each];
    }
  }
  for (size_t op = 0; op < any.size(); ++op) {
    INFO("operator " << op);
    for (const size_t answer : {0, 1}) {
      CHECK(any[op][answer] > 200);
      CHECK(all[op][answer] > 50);
    }
  }
}

}  // namespace
}  // namespace ripe::test
