// What the shell and the system make of a run: streams that are closed, files that may not grow,
// links to nothing, outputs that are inputs, and too little memory for Parquet's libraries.
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>

#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

// $SCORE is a run that gives kCaseScores.
RunResult ShellIn(const Case& c, const std::string& script) {
  return Shell(
      "export LLVM_PROFILE_FILE=/dev/null; SCORE=\"$RIPE score $DIR/rules.ripe $DIR/leads.csv "
      "--events $DIR/events.csv --as-of 2026-11-20\"; " +
          script,
      c.dir().path().string());
}

TEST_CASE("a closed stream is no file that something else is written to") {
  const Case c;
  for (const char* closed : {"<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"}) {
    CAPTURE(closed);
    const RunResult r =
        ShellIn(c, std::string("$SCORE -o $DIR/out.csv --rejects $DIR/rejects.csv -v ") + closed);
    CHECK(r.status == 0);
    CHECK(ReadFile(c.File("out.csv")) == kCaseScores);
    CHECK(ReadFile(c.File("rejects.csv")) == "file,line,column,reason,row\n");
    std::filesystem::remove(c.File("out.csv"));
    std::filesystem::remove(c.File("rejects.csv"));
  }
}

TEST_CASE("using a closed stream is an error with words") {
  const Case c;
  for (const char* line : {"$SCORE >&-", "$RIPE version >&-", "$RIPE explain-code >&-",
                           "$RIPE test $DIR/rules.ripe >&-", "$RIPE check - <&-", "$RIPE fmt - <&-",
                           "$RIPE score $DIR/rules.ripe - <&-"}) {
    CAPTURE(line);
    const RunResult r = ShellIn(c, line);
    CHECK(r.status == 3);
    CHECK(Has(r.err, "Bad file descriptor"));
  }
}

TEST_CASE("a file that may not grow is status 3, whatever the shell does with SIGXFSZ") {
  const Case c;
  std::string many = "id,title,size\n";
  for (int i = 0; i < 20'000; ++i) many += "lead-" + std::to_string(i) + ",VP Sales,5\n";
  c.Write("many.csv", many);
  c.Write("out.csv", "before\n");
  const auto before = c.Files();
  for (const char* line :
       {"$RIPE score $DIR/rules.ripe $DIR/many.csv -o $DIR/out.csv",
        "$RIPE score $DIR/rules.ripe $DIR/many.csv -o $DIR/out.csv --engine jit"}) {
    CAPTURE(line);
    const RunResult r = ShellIn(c, std::string("ulimit -f 64; ") + line);
    CHECK(r.status == 3);
    CHECK(Has(r.err, "cannot write the file: File too large"));
    CHECK(ReadFile(c.File("out.csv")) == "before\n");
    CHECK(c.Files() == before);
  }
}

TEST_CASE("a link to nothing stays, and what it names is made") {
  const Case c;
  std::filesystem::create_directory(c.File("deep"));
  std::filesystem::create_symlink("deep/link.csv", c.File("first.csv"));
  std::filesystem::create_symlink("real.csv", c.File("deep/link.csv"));
  CHECK(ShellIn(c, "$SCORE -q -o $DIR/first.csv").status == 0);
  CHECK(std::filesystem::is_symlink(c.File("first.csv")));
  CHECK(std::filesystem::is_symlink(c.File("deep/link.csv")));
  CHECK(ReadFile(c.File("deep/real.csv")) == kCaseScores);
  std::filesystem::create_symlink(c.File("nowhere/real.csv"), c.File("lost.csv"));
  const RunResult r = ShellIn(c, "$SCORE -q -o $DIR/lost.csv");
  CHECK(r.status == 3);
  CHECK(Has(r.err, "No such file or directory"));
  CHECK(std::filesystem::is_symlink(c.File("lost.csv")));
}

TEST_CASE("standard input that stands within a file is read from there") {
  const Case c;
  c.Write("lines.csv", "not of the table\nid,title,size\na,VP,200\n");
  c.Write("events.lines", "x\nlead_id,type,at\na,demo,2026-11-19\n");
  for (const char* limit : {"", "--memory-limit 4GB"}) {
    const RunResult leads = ShellIn(
        c, std::string("{ read -r line; $RIPE score $DIR/rules.ripe - --as-of 2026-11-20 ") +
               limit + "; } < $DIR/lines.csv");
    CHECK(leads.out == "id,score,fit,stage\na,15,15,Lead\n");
    const RunResult events =
        ShellIn(c, std::string("printf 'id,title,size\\na,VP,200\\n' > $DIR/l.csv; { read -r line; "
                               "$RIPE score $DIR/rules.ripe $DIR/l.csv --events - --as-of "
                               "2026-11-20 ") +
                       limit + "; } < $DIR/events.lines");
    CHECK(events.out == "id,score,fit,stage\na,35,15,MQL\n");
  }
}

TEST_CASE("no output replaces another, nor anything that the rules read") {
  const Case c;
  c.Write("near.txt", "KR\n");
  c.Write("module.ripe", "define large = size > 5\n");
  c.Write("using.ripe",
          "use \"module.ripe\"\nlist near from \"near.txt\"\ntitle in near +1\nlarge +1\n");
  std::filesystem::create_hard_link(c.File("near.txt"), c.File("same.txt"));
  const std::string score = "$RIPE score $DIR/using.ripe $DIR/leads.csv --as-of 2026-11-20 ";
  for (const char* output : {"-o $DIR/near.txt", "-o $DIR/same.txt", "-o $DIR/module.ripe",
                             "--rejects $DIR/near.txt", "-o $DIR/using.ripe"}) {
    CAPTURE(output);
    for (const std::string& command : {score, "$RIPE explain" + score.substr(11) + "--id a1 "}) {
      const RunResult r = ShellIn(c, command + output);
      CHECK(r.status == 2);
      CHECK(Has(r.err, "name another file"));
    }
    if (std::string(output).starts_with("--rejects")) continue;
    // Also where another file comes first.
    for (const char* command :
         {"test", "check", "check --dump ast", "check --leads $DIR/leads.csv"}) {
      CAPTURE(command);
      const RunResult r = ShellIn(
          c, std::string("$RIPE ") + command + " $DIR/rules.ripe " + "$DIR/using.ripe " + output);
      CHECK(r.status == 2);
      CHECK(Has(r.err, "name another file"));
    }
  }
  CHECK(ReadFile(c.File("near.txt")) == "KR\n");
  CHECK(ReadFile(c.File("module.ripe")) == "define large = size > 5\n");
  const RunResult r = ShellIn(c, score + "-o $DIR/new.csv --rejects $DIR/./new.csv");
  CHECK(r.status == 2);
  CHECK(Has(r.err, "-o and --rejects name the same file"));
  CHECK_FALSE(std::filesystem::exists(c.File("new.csv")));
  CHECK(ShellIn(c, score + "-o /dev/null --rejects /dev/null").status == 0);
}

// Pipes that another program (node, an editor) has set so that calls on them do not wait.
TEST_CASE("streams that do not wait are waited for") {
  const Case c;
  std::string many = "id,title,size\n";
  for (int i = 0; i < 50'000; ++i) many += "lead-" + std::to_string(i) + ",VP Sales,5\n";
  c.Write("many.csv", many);
  c.Write("not_waiting.py",
          "import fcntl, os, subprocess, sys, time\n"
          "ripe, folder = sys.argv[1:]\n"
          "def pipe(end):\n"
          "    ends = os.pipe()\n"
          "    fcntl.fcntl(ends[end], fcntl.F_SETFL, os.O_NONBLOCK)\n"
          "    return ends\n"
          "from_us, ours = pipe(0)\n"
          "theirs, to_us = pipe(1)\n"
          "p = subprocess.Popen([ripe, 'score', folder + '/rules.ripe', '-', '-q'], stdin=from_us, "
          "stdout=to_us)\n"
          "os.close(from_us), os.close(to_us)\n"
          "data = open(folder + '/many.csv', 'rb').read()\n"
          "for i in range(0, len(data), 60000):\n"
          "    time.sleep(0.01)\n"
          "    os.write(ours, data[i:i + 60000])\n"
          "os.close(ours)\n"
          "lines = 0\n"
          "while part := os.read(theirs, 20000):\n"
          "    lines += part.count(b'\\n')\n"
          "    time.sleep(0.001)\n"
          "print(p.wait(), lines)\n");
  const RunResult r = ShellIn(c, "python3 $DIR/not_waiting.py $RIPE $DIR");
  CHECK(r.out == "0 50001\n");
  CHECK(r.err.empty());
}

// The address spaces from where the command starts to where it has enough: each step ends well, or
// with status 3 and words. 127 and words is glibc's own end, where a thread finds no memory for its
// thread-local data.
TEST_CASE("too little memory for Parquet's libraries is said in words") {
  const Case c;
  if (Ripe({"score", c.rules(), c.leads(), "-o", c.File("out.parquet")}).status != 0) return;
  c.Write("out.parquet", "before\n");
  const RunResult r = ShellIn(
      c,
      "k=50000; while [ $k -lt 200000 ]; do (ulimit -v $k; $SCORE -o $DIR/out.parquet --threads 2 "
      ">/dev/null 2>$DIR/words); echo $? $(wc -c < $DIR/out.parquet) $(grep -c memory $DIR/words); "
      "k=$((k + 3000)); done | sort | uniq -c | sed 's/^ *[0-9]* //'");
  CAPTURE(r.out, r.err);
  CHECK(Has(r.out, "3 7 1\n"));  // the old file, a word
  size_t good = 0;
  std::istringstream lines(r.out);
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    const bool fine = line.starts_with("0 ") && !line.starts_with("0 7 ");
    good += fine;
    const bool refused = line.starts_with("3 ") || line.starts_with("127 ");
    CHECK((fine || (refused && line.ends_with(" 1"))));
  }
  CHECK(good == 1);
}

}  // namespace
}  // namespace ripe::test
