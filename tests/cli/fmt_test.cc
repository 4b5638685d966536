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
