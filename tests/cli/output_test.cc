// What happens when outputs fail: full disks, closed pipes, interrupted runs. Whatever was there
// before must survive, and nothing may be left beside it.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

// A file of many leads, so that outputs are larger than any buffer.
std::string ManyLeads(const Case& c, int count) {
  std::string text = "id,title,size\n";
  for (int i = 0; i < count; ++i)
    text += "lead-" + std::to_string(i) + ",VP Sales," + std::to_string(i % 300) + "\n";
  return c.Write("many.csv", text);
}

TEST_CASE("a full disk is status 3 and said in plain words") {
  if (!std::filesystem::exists("/dev/full")) return;
  const Case c;
  c.Write("bad.ripe", "vip 20\n");
  for (const char* line :
       {"$RIPE score $DIR/rules.ripe $DIR/leads.csv > /dev/full",
        "$RIPE check $DIR/bad.ripe > /dev/full", "$RIPE test $DIR/rules.ripe > /dev/full",
        "$RIPE fmt - < $DIR/rules.ripe > /dev/full",
        "$RIPE explain $DIR/rules.ripe $DIR/leads.csv --id a1 > /dev/full",
        "$RIPE version > /dev/full", "$RIPE explain-code > /dev/full", "$RIPE --help > /dev/full",
        "$RIPE score $DIR/rules.ripe $DIR/leads.csv -o /dev/full"}) {
    CAPTURE(line);
    const RunResult r = Shell(line, c.dir().path().string());
    CHECK(r.status == 3);
    CHECK(Has(r.err, "ripe: "));
    CHECK(Has(r.err, "No space left"));
  }
}

TEST_CASE("a reader that goes away ends the run quietly") {
  const Case c;
  ManyLeads(c, 100'000);
  for (const char* line :
       {"{ $RIPE score $DIR/rules.ripe $DIR/many.csv; echo status $? >&2; } | head -n 1",
        "{ $RIPE score $DIR/rules.ripe $DIR/leads.csv; echo status $? >&2; } | true",
        "{ sleep 0.1; $RIPE explain-code; echo status $? >&2; } | true",
        "{ sleep 0.1; $RIPE --help; echo status $? >&2; } | true"}) {
    CAPTURE(line);
    const RunResult r = Shell(line, c.dir().path().string());
    CHECK(Has(r.err, "status 0\n"));
    CHECK_FALSE(Has(r.err, "ripe: "));
  }
}

TEST_CASE("an existing output survives any failure, and nothing is left beside it") {
  const Case c;
  const std::string out = c.Write("out.csv", "before\n");
  // A repeated id far down, after much has been written already.
  std::string text = "id\n";
  for (int i = 0; i < 200'000; ++i) text += "lead-" + std::to_string(i) + "\n";
  const std::string leads = c.Write("twice.csv", text + "lead-7\n");
  const auto before = c.Files();
  CHECK(Ripe({"score", c.rules(), leads, "-o", out, "--strict"}).status == 1);
  CHECK(ReadFile(out) == "before\n");
  CHECK(c.Files() == before);
  // A disk that fills up: files of this shell may have at most 64 blocks of 512 bytes.
  const RunResult full = Shell(
      "export LLVM_PROFILE_FILE=/dev/null; trap '' XFSZ; ulimit -f 64; $RIPE score $DIR/rules.ripe $DIR/twice.csv -o $DIR/out.csv",
      c.dir().path().string());
  CHECK(full.status == 3);
  CHECK(ReadFile(out) == "before\n");
  CHECK(c.Files() == before);
  CHECK(Ripe({"score", c.rules(), leads, "-o", out}).status == 0);
  CHECK(ReadFile(out) != "before\n");
  CHECK(c.Files() == before);
}

TEST_CASE("an output that cannot be made is status 3 before anything is scored") {
  const Case c;
  const std::string folder = c.dir().path().string();
  CHECK(Ripe({"score", c.rules(), c.leads(), "-o", folder}).status == 3);
  CHECK(Ripe({"test", c.rules(), "-o", folder}).status == 3);
  CHECK(Ripe({"check", c.rules(), "-o", c.File("none/out.txt")}).status == 3);
}

TEST_CASE("ctrl-C leaves no temporary file") {
  const Case c;
  ManyLeads(c, 3'000'000);
  c.Write("out.csv", "before\n");
  const auto before = c.Files();
  const RunResult r = Shell(
      "$RIPE score $DIR/rules.ripe $DIR/many.csv -o $DIR/out.csv -q & pid=$!; sleep 0.4; kill "
      "-TERM $pid; wait $pid; echo ended $?",
      c.dir().path().string());
  CAPTURE(r.out);
  // On a fast machine the run may be over before; then the output is there, whole.
  const std::string out = ReadFile(c.File("out.csv"));
  CHECK((out == "before\n" || CountLines(out) == 3'000'001));
  CHECK(c.Files() == before);
}

}  // namespace
}  // namespace ripe::test
