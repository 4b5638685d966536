// `ripe fmt`: in place, --check, standard input; and that nothing is lost when something goes
// wrong.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

const char* const kUntidy = "# who\nwebinar    +20   ,demo +5\nscore>=20=>MQL # enough\n";

TEST_CASE("files are laid out in place, once") {
  const TempDir dir;
  const std::string path = dir.Write("a.ripe", kUntidy);
  REQUIRE(chmod(path.c_str(), 0640) == 0);
  const RunResult first = Ripe({"fmt", path});
  CHECK(first.status == 0);
  CHECK(first.out.empty());
  CHECK(Has(first.err, path));
  const std::string tidy = ReadFile(path);
  CHECK(tidy != kUntidy);
  CHECK(Has(tidy, "# who"));
  CHECK(Has(tidy, "# enough"));
  struct stat info;
  REQUIRE(stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 07777) == 0640);
  // The second time there is nothing to do, and the file is not touched.
  const auto before = std::filesystem::last_write_time(path);
  CHECK(Ripe({"fmt", path}).err.empty());
  CHECK(std::filesystem::last_write_time(path) == before);
  CHECK(Ripe({"fmt", "--check", path}).status == 0);
}

TEST_CASE("--check lists what would change and changes nothing") {
  const TempDir dir;
  const std::string untidy = dir.Write("a.ripe", kUntidy),

                    tidy = dir.Write("b.ripe", Ripe({"fmt", "-"}, "webinar +20\n").out);
  const RunResult r = Ripe({"fmt", "--check", untidy, tidy});
  CHECK(r.status == 1);
  CHECK(r.out == untidy + "\n");
  CHECK(ReadFile(untidy) == kUntidy);
  const RunResult shown = Ripe({"fmt", "--check", "-v", untidy});
  CHECK(Has(shown.out, "\n@@ -"));
  CHECK(Has(shown.out, "\n-webinar    +20   ,demo +5\n"));
  CHECK(Has(shown.out, "\n+webinar"));
  const auto json =
      nlohmann::json::parse(Ripe({"fmt", "--check", untidy, tidy, "--format", "json"}).out);
  CHECK(json["files"].at(0)["changed"] == true);
  CHECK(json["files"].at(1)["changed"] == false);
}

// Applies a unified diff by its own rules: what it keeps and removes must stand where it says.
std::string Patched(const std::string& before, const std::string& diff) {
  const auto lines_of = [](const std::string& text) {
    std::vector<std::string> lines;
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
      lines.push_back(text.substr(at, end - at));
      at = end;
    }
    return lines;
  };
  const std::vector<std::string> old = lines_of(before), script = lines_of(diff);
  std::string after;
  size_t at = 0;
  for (size_t i = 2; i < script.size(); ++i) {  // behind --- and +++
    std::string line = script[i];
    if (line.starts_with("@@")) {
      size_t first = std::stoul(line.substr(4));
      const bool none = line.substr(4, line.find(' ', 4) - 4).ends_with(",0");
      for (first -= none ? 0 : 1; at < first; ++at) after += old.at(at);
      continue;
    }
    if (i + 1 < script.size() && script[i + 1].starts_with("\\ No newline")) line.pop_back();
    if (line[0] == '\\') continue;
    if (line[0] != '+') {
      CHECK(old.at(at) == line.substr(1));
      ++at;
    }
    if (line[0] != '-') after += line.substr(1);
  }
  for (; at < old.size(); ++at) after += old[at];
  return after;
}

TEST_CASE("--check -v shows changes that make the neat file of the untidy one") {
  const TempDir dir;
  const auto tried = [&](const std::string& text) {
    const std::string path = dir.Write("u.ripe", text);
    const RunResult shown = Ripe({"fmt", "--check", "-v", path});
    INFO(text.substr(0, 200) << shown.err);
    CHECK(shown.status == 1);
    CHECK(ReadFile(path) == text);
    const size_t from = shown.out.find("--- ");
    REQUIRE(from != std::string::npos);
    const std::string diff = shown.out.substr(from);
    CHECK(Ripe({"fmt", "-q", path}).status == 0);
    const std::string neat = ReadFile(path);
    CHECK(neat != text);
    INFO(diff);
    CHECK(Patched(text, diff) == neat);
    return diff;
  };
  CHECK(Has(tried("vip   +1"), "\\ No newline at end of file\n"));  // nothing is the same
  tried("vip   +1\n");
  std::string many;
  for (int i = 0; i < 40; ++i)
    many += "size >= " + std::to_string(i) + (i % 13 == 5 ? "    +" : "  +") + "1\n";
  const std::string diff = tried(many);
  CHECK(Has(diff, "@@"));
  tried("vip  +1\nsize > 3  +2");  // only the end is missing
  tried("\n\n\n" + many.substr(0, many.find("size >= 30")) + "\n\n\n\n");  // lines go at both ends
  tried("group a {\nvip +1\nvip +1\n}\ngroup b {\nvip +1\n}\n");
  tried("vip +1 # one\n\n\n\n\nvip +1 # two\nvip +1\n\n\n\n\nsize>3 +1\n");
  // Too many changed lines to be paired: first all old ones, then all new ones.
  std::string large;
  for (int i = 0; i < 3'000; ++i) large += "size>=" + std::to_string(i) + "   +1\n";
  tried(large);
}

TEST_CASE("--check -v: of a file of which nothing is left, the line before the first is 0") {
  const TempDir dir;
  const std::string blank = dir.Write("blank.ripe", "\n\n");
  const RunResult r = Ripe({"fmt", "--check", "-v", blank});
  CHECK(r.status == 1);
  CHECK(r.out == blank + "\n--- " + blank + "\n+++ " + blank + "\n@@ -1,2 +0,0 @@\n-\n-\n");
}

TEST_CASE("standard input goes to standard output") {
  const RunResult r = Ripe({"fmt", "-"}, kUntidy);
  CHECK(r.status == 0);
  CHECK(r.err.empty());
  CHECK(Ripe({"fmt", "-"}, r.out).out == r.out);
  CHECK(Ripe({"fmt", "-", "--check"}, kUntidy).status == 1);
  CHECK(Ripe({"fmt", "-"}, "").out.empty());
}

TEST_CASE("a file with errors stays as it is") {
  const TempDir dir;
  const std::string bad = dir.Write("bad.ripe", "webinar    +20\n( ( +5\n"),
                    good = dir.Write("good.ripe", kUntidy);
  const RunResult r = Ripe({"fmt", bad, good});
  CHECK(r.status == 1);
  CHECK(r.out.empty());
  CHECK(Has(r.err, bad + ":2:"));
  CHECK(ReadFile(bad) == "webinar    +20\n( ( +5\n");
  CHECK(ReadFile(good) != kUntidy);
  const RunResult piped = Ripe({"fmt", "-"}, "( ( +5\n");
  CHECK(piped.status == 1);
  CHECK(piped.out.empty());
}

TEST_CASE("what cannot be read or written is status 3, and leaves nothing behind") {
  const Case c;
  CHECK(Ripe({"fmt", c.File("none.ripe")}).status == 3);
  const std::string path = c.Write("locked/a.ripe", kUntidy);
  const std::string folder = c.File("locked");
  if (geteuid() != 0) {
    REQUIRE(chmod(folder.c_str(), 0555) == 0);
    CHECK(Ripe({"fmt", path}).status == 3);
    REQUIRE(chmod(folder.c_str(), 0755) == 0);
    CHECK(ReadFile(path) == kUntidy);
  }
  CHECK(std::distance(std::filesystem::directory_iterator(folder), {}) == 1);
}

TEST_CASE("a name without a folder, a pipe, and a file that may not be written") {
  const TempDir dir;
  const std::string neat = Ripe({"fmt", "-"}, kUntidy).out;
  dir.Write("a.ripe", kUntidy);
  const RunResult here = Shell("cd $DIR && $RIPE fmt -q a.ripe && cat a.ripe", dir.path().string());
  CHECK(here.status == 0);
  CHECK(here.out == neat);
  // What is no file is written as it is, not replaced.
  dir.Write("b.ripe", kUntidy);
  const RunResult piped = Shell(
      "cd $DIR && mkfifo p && { (cat b.ripe > p; cat p > got) & timeout 20 $RIPE fmt -q p;"
      " wait; test -p p && cat got; }",
      dir.path().string());
  CHECK(piped.out == neat);
  if (geteuid() != 0) {
    const std::string locked = dir.Write("c.ripe", kUntidy);
    CHECK(chmod(locked.c_str(), 0444) == 0);
    CHECK(Ripe({"fmt", locked}).status == 3);
    CHECK(ReadFile(locked) == kUntidy);
  }
}

TEST_CASE("a symbolic link stays one") {
  const TempDir dir;
  const std::string path = dir.Write("real.ripe", kUntidy), link = dir.File("link.ripe");
  std::filesystem::create_symlink(path, link);
  CHECK(Ripe({"fmt", link}).status == 0);
  CHECK(std::filesystem::is_symlink(link));
  CHECK(ReadFile(path) != kUntidy);
}

}  // namespace
}  // namespace ripe::test
