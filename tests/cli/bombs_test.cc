// Files made to hurt: every one ends within 10 seconds and 2 GiB, with a status of 0 to 3 and words
// on what is wrong.
#include <catch2/catch.hpp>

#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define RIPE_SANITIZED 1
#else
#define RIPE_SANITIZED 0
#endif

namespace ripe::test {
namespace {

constexpr double kSeconds = RIPE_SANITIZED ? 60 : 10;
constexpr int64_t kMemoryKib = 2 * 1024 * 1024;

// Runs, and checks what holds for every bomb.
RunResult Survive(const std::vector<std::string>& words, const std::string& stdin_text = "") {
  const RunResult r = Ripe(words, stdin_text, {}, kSeconds * 3);
  CHECK_FALSE(r.timed_out);
  CHECK(r.seconds < kSeconds);
  if (!RIPE_SANITIZED) CHECK(r.peak_rss_kib < kMemoryKib);
  CAPTURE(r.err.substr(0, 400));
  CHECK(r.status >= 0);
  CHECK(r.status <= 3);
  // What is said about a bomb is no bomb itself.
  CHECK(r.out.size() + r.err.size() < (size_t{4} << 20));
  return r;
}

std::string Repeat(const std::string& text, size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) all += text;
  return all;
}

// check, fmt and test must all survive, with `status`.
void SurviveRules(const std::string& text, int status) {
  const TempDir dir;
  const std::string path = dir.Write("bomb.ripe", text);
  const RunResult check = Survive({"check", path});
  CHECK(check.status == status);
  if (status == 1) CHECK(Has(check.out, path + ":"));
  if (status == 3) CHECK(Has(check.err, "bomb.ripe"));
  Survive({"fmt", "--check", path});
  CHECK(Survive({"test", path}).status == status);
}

TEST_CASE("200,000 nested parentheses") {
  SurviveRules(Repeat("(", 200'000) + "vip" + Repeat(")", 200'000) + " +1\n", 1);
  SurviveRules(Repeat("(", 200'000) + "\n", 1);
  SurviveRules(Repeat(")", 200'000) + "\n", 1);
}

TEST_CASE("nesting by other means") {
  SurviveRules(Repeat("not ", 200'000) + "vip +1\n", 1);
  SurviveRules("x = " + Repeat("-", 200'000) + "1 +1\n", 1);
  SurviveRules(Repeat("group a {\n", 100'000), 1);
  // Long, but flat: a chain of `or` is no nesting.
  const TempDir dir;
  const RunResult flat =
      Survive({"check", dir.Write("flat.ripe", "vip" + Repeat(" or vip", 50'000) + " +1\n")});
  CHECK(flat.status <= 1);
}

TEST_CASE("a definition that doubles 60 times") {
  std::string text = "define d0 = vip\n";
  for (int i = 1; i <= 60; ++i) {
    const std::string before = "d" + std::to_string(i - 1);
    text += "define d" + std::to_string(i) + " = " + before + " and " + before + "\n";
  }
  text += "d60 +1\n";
  const TempDir dir;
  const std::string rules = dir.Write("doubling.ripe", text);
  CHECK(Survive({"check", rules}).status <= 1);
  const RunResult scored =
      Survive({"score", rules, dir.Write("leads.csv", "id,vip\n1,yes\n2,no\n")});
  CHECK(scored.status <= 1);
  if (scored.status == 0) CHECK(scored.out == "id,score,stage\n1,1,Lead\n2,0,Lead\n");
}

TEST_CASE("definitions in a circle") {
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += "define d" + std::to_string(i) + " = d" + std::to_string((i + 1) % 2000) + "\n";
  SurviveRules(text + "d0 +1\n", 1);
}

TEST_CASE("a line of 5 MB") {
  SurviveRules("# " + Repeat("x", 5'000'000) + "\nvip +1\n", 0);
  SurviveRules(Repeat("x", 5'000'000) + " +1\n", 0);  // a column with a long name
  SurviveRules("title = \"" + Repeat("x", 5'000'000) + "\" +1\n", 0);
  SurviveRules("title = " + Repeat("x", 5'000'000) + " +1\n", 1);
  SurviveRules(Repeat("@", 5'000'000), 1);
  SurviveRules("size > " + Repeat("9", 1'000'000) + " +1\n", 1);
}

TEST_CASE("100,000 mistakes") {
  SurviveRules(Repeat("vip 20\n", 100'000), 1);
  SurviveRules(Repeat("vip +1 +2 +3\n", 100'000), 1);
  SurviveRules(Repeat("\"", 300'001), 1);
}

TEST_CASE("bytes that are no text") {
  SurviveRules("vip +1 # \xFF\xFE\n", 1);
  SurviveRules(std::string("vip\0 +1\n", 8), 1);
  SurviveRules(Repeat("\xC3", 1'000'000), 1);
  std::string noise;
  uint32_t state = 12345;
  for (int i = 0; i < 200'000; ++i)
    noise.push_back(static_cast<char>((state = state * 1664525 + 1013904223) >> 24));
  SurviveRules(noise, 1);
}

TEST_CASE("a rules file larger than the limit") {
  const TempDir dir;
  const std::string path =
      dir.Write("large.ripe", "# " + std::string(size_t{17} << 20, 'x') + "\n");
  const RunResult r = Survive({"check", path});
  CHECK(r.status == 3);
  CHECK(Has(r.err, "16 MB"));
  CHECK(Survive({"check", "-"}, ReadFile(path)).status == 3);
  // /dev/zero never ends.
  CHECK(Survive({"check", "/dev/zero"}).status == 3);
}

TEST_CASE("data that are no data") {
  const Case c;
  const auto score = [&c](const std::string& bytes) {
    return Survive({"score", c.rules(), c.Write("data.csv", bytes)});
  };
  // A ragged file: each short or long row is rejected, the others are scored.
  const RunResult ragged =
      score("id,title,size\n1\n2,a\n3,a,1\n4,a,1,1\n" + Repeat(",", 100'000) + "\n");
  CHECK(ragged.status == 0);
  CHECK(CountLines(ragged.out) == 2);
  CHECK(Has(ragged.err, "5 rows read = 1 scored + 4 rejected"));
  // All ids the same.
  const RunResult same = score("id,title,size\n" + Repeat("7,a,1\n", 300'000));
  CHECK(same.status == 0);
  CHECK(Has(same.err, "300,000 rows read = 1 scored + 299,999 rejected"));
  CHECK(same.err.size() < 10'000);
  // A quote that is never closed takes the rest of the file with it.
  const RunResult open = score("id,title,size\n1,\"a,1\n" + Repeat("2,b,2\n", 100'000));
  CHECK(open.status == 0);
  CHECK(Has(open.err, "quote"));
  // NUL, bytes that are not UTF-8, an empty file, a header alone.
  CHECK(score(std::string("id,title\n1,a\0b\n", 15)).status <= 3);
  CHECK(score("id,title\n1,\xFF\xFE\n").status == 3);
  CHECK(score("").status == 3);
  const RunResult header = score("id,title,size\n");
  CHECK(header.status == 0);
  CHECK(CountLines(header.out) == 1);
}

TEST_CASE("many columns and wide rows") {
  const Case c;
  std::string header = "id", row = "1";
  for (int i = 0; i < 20'000; ++i) {
    header += ",c" + std::to_string(i);
    row += ",x";
  }
  CHECK(Survive({"score", c.rules(), c.Write("wide.csv", header + "\n" + row + "\n")}).status == 0);
  CHECK(Survive({"score", c.rules(),
                 c.Write("long.csv", "id,title\n1," + Repeat("x", 20'000'000) + "\n")})
            .status == 0);
  CHECK(Survive({"score", c.rules(),
                 c.Write("deep.jsonl", "{\"id\":1,\"title\":" + Repeat("[", 200'000) + "}\n")})
            .status <= 3);
}

TEST_CASE("regular expressions that explode elsewhere") {
  const TempDir dir;
  const std::string rules = dir.Write(
      "r.ripe", "field t: text\nt matches /(a+)+(b+)+$/ +1\nt matches /(x?){50}x{50}/ +1\n");
  const std::string leads = dir.Write("l.csv", "id,t\n1," + Repeat("a", 100'000) + "!\n");
  CHECK(Survive({"score", rules, leads}).status == 0);
  SurviveRules("field t: text\nt matches /((a{1000}){1000}){1000}/ +1\n", 1);
}

}  // namespace
}  // namespace ripe::test
