// Help pages, wrong usage and the options that every command has.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

const std::vector<std::string> kCommands{"score", "explain",      "check",  "test",
                                         "fmt",   "explain-code", "version"};

TEST_CASE("the list of commands") {
  const RunResult alone = Ripe({});
  CHECK(alone.status == 0);
  CHECK(alone.err.empty());
  CheckGolden("cli/golden/help.txt", alone.out);
  for (const std::string& command : kCommands) CHECK(Has(alone.out, "\n  " + command + " "));
  CHECK(Ripe({"--help"}).out == alone.out);
  CHECK(Ripe({"-h"}).out == alone.out);
  CHECK(Ripe({"help"}).out == alone.out);
  const RunResult korean = Ripe({"--lang", "ko", "--help"});
  CheckGolden("cli/golden/help.ko.txt", korean.out);
}

TEST_CASE("the help of each command shows an example first") {
  for (const std::string& command : kCommands) {
    CAPTURE(command);
    const RunResult help = Ripe({command, "--help"});
    CHECK(help.status == 0);
    CHECK(help.err.empty());
    CHECK(help.out.starts_with("Example\n  ripe " + command));
    CheckGolden("cli/golden/help-" + command + ".txt", help.out);
    CHECK(Ripe({"help", command}).out == help.out);
    // Also where the rest is wrong, and before it is looked at.
    CHECK(Ripe({command, "--nonsense", "-h"}).out == help.out);
    CHECK(Ripe({"--lang", "ko", command, "--help"}).out.starts_with("예\n  ripe " + command));
  }
}

TEST_CASE("the version") {
  const RunResult line = Ripe({"--version"});
  CHECK(line.status == 0);
  CHECK(line.out.starts_with("ripe "));
  CHECK(CountLines(line.out) == 1);
  const RunResult all = Ripe({"version"});
  CHECK(all.out.starts_with(line.out));
  CHECK(Has(all.out, "time zones: "));
  const auto json = nlohmann::json::parse(Ripe({"version", "--format", "json"}).out);
  CHECK("ripe " + json["version"].get<std::string>() + "\n" == line.out);
}

struct Wrong {
  std::vector<std::string> words;
  std::string message;  // a part of it
};

TEST_CASE(
    "wrong usage exits with 2, says nothing on standard output, and what to do on standard error") {
  const std::vector<Wrong> all{
      {{"frobnicate"}, "there is no command \"frobnicate\""},
      {{"scor"}, "did you mean `ripe score`?"},
      {{"chekc"}, "did you mean `ripe check`?"},
      {{"format", "x.ripe"}, "did you mean `ripe fmt`?"},
      {{"x.ripe"}, "as in `ripe check x.ripe`"},
      {{"impact", "a", "b", "c"}, "comes in a later version"},
      {{"replay"}, "comes in a later version"},
      {{"funnel"}, "comes in a later version"},
      {{"-x"}, "there is no option -x"},
      {{"-q"}, "a command is missing"},
      {{"score"}, "RULES is missing: write `ripe score RULES LEADS`"},
      {{"score", "r.ripe"}, "LEADS is missing"},
      {{"score", "r.ripe", "l.csv", "e.csv"}, "\"e.csv\" is too much"},
      {{"score", "r.ripe", "l.csv", "--evnts", "e.csv"},
       "there is no option --evnts; did you mean --events?"},
      {{"score", "r.ripe", "l.csv", "--asof=2026-01-01"}, "did you mean --as-of?"},
      {{"score", "r.ripe", "l.csv", "-output", "x.csv"}, "did you mean --output?"},
      {{"score", "r.ripe", "l.csv", "--id"}, "--id needs a value"},
      {{"score", "r.ripe", "l.csv", "--id", "--strict"}, "--id needs a value"},
      {{"score", "r.ripe", "l.csv", "--id", "a", "--id", "b"}, "--id is given twice"},
      {{"score", "r.ripe", "l.csv", "--id="}, "--id"},
      {{"score", "r.ripe", "l.csv", "--reasons", "many"}, "--reasons takes a whole number"},
      {{"score", "r.ripe", "l.csv", "--reasons", "-1"}, "--reasons takes a whole number"},
      {{"score", "r.ripe", "l.csv", "--threads", "1e9"}, "--threads takes a whole number"},
      {{"score", "r.ripe", "l.csv", "--format", "xml"}, "--format is text or json, not \"xml\""},
      {{"score", "r.ripe", "l.csv", "--format", "sarif"}, "--format is text or json"},
      {{"check", "r.ripe", "--format", "junit"}, "--format is text, json, sarif or github"},
      {{"test", "r.ripe", "--format", "sarif"}, "--format is text, json or junit"},
      {{"score", "r.ripe", "l.csv", "--lang", "de"}, "--lang is en or ko"},
      {{"score", "r.ripe", "l.csv", "--color", "yes"}, "--color is auto, always or never"},
      {{"score", "r.ripe", "l.csv", "--engine", "gpu"}, "--engine is auto, interpreter or jit"},
      {{"score", "r.ripe", "l.csv", "--delimiter", "ab"}, "--delimiter is one character"},
      {{"score", "r.ripe", "l.csv", "--strict=maybe"}, "--strict"},
      {{"score", "-", "-"}, "standard input (-) can be read once only"},
      {{"explain", "r.ripe", "l.csv"}, "--id ID"},
      {{"check"}, "is missing"},
      {{"check", ""}, "is empty"},
      {{"check", "r.ripe", "--events", "e.csv"}, "add --leads FILE"},
      {{"check", "-", "-"}, "standard input (-) can be read once only"},
      {{"check", "r.ripe", "l.csv"}, "l.csv is a file of data, not of rules; to check the rules against it write --leads l.csv"},
      {{"fmt", "Leads.JSONL.gz"}, "Leads.JSONL.gz is a file of data, not of rules; name files with rules"},
      {{"test", "l.parquet"}, "l.parquet is a file of data"},
      {{"score", "l.csv", "r.ripe"}, "l.csv is a file of data, not of rules; the rules come first, then the leads"},
      {{"explain", "l.csv", "r.ripe"}, "the rules come first"},
      {{"explain-code", "R999"}, "R999"},
      {{"version", "now"}, "\"now\" is too much"},
  };
  for (const Wrong& wrong : all) {
    CAPTURE(wrong.words);
    const RunResult r = Ripe(wrong.words);
    CHECK(r.status == 2);
    CHECK(r.out.empty());
    CAPTURE(r.err);
    CHECK(r.err.starts_with("ripe: "));
    CHECK(Has(r.err, wrong.message));
  }
}

TEST_CASE("wrong usage speaks the language that is asked for, wherever --lang stands") {
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"--lang", "ko", "check"},
                                             {"check", "--lang=ko"},
                                             {"check", "--lang", "ko", "--nope"}}) {
    CHECK(Has(Ripe(words).err, "`ripe check --help`에서"));
  }
  CHECK(Has(Ripe({"check"}, "", {"LC_ALL=ko_KR.UTF-8"}).err, "에서"));
  CHECK(Has(Ripe({"check"}, "", {"LC_ALL=", "LC_MESSAGES=", "LANG=ko_KR.UTF-8"}).err, "에서"));
  CHECK_FALSE(Has(Ripe({"check", "--lang", "en"}, "", {"LC_ALL=ko_KR.UTF-8"}).err, "에서"));
}

TEST_CASE("options may stand before, between and after the paths, and before the command") {
  const Case c;
  const std::string as_of = "--as-of=2026-11-20";
  for (const auto& words : std::vector<std::vector<std::string>>{
           {"score", c.rules(), c.leads(), "--events", c.events(), as_of, "-q"},
           {"score", "-q", "--events", c.events(), as_of, c.rules(), c.leads()},
           {"score", c.rules(), "--events=" + c.events(), "-q", c.leads(), as_of},
           {"-q", "--threads", "2", "--color", "never", "score", c.rules(), c.leads(), "--events",
            c.events(), as_of},
           {"score", as_of, "-qv", "--events", c.events(), "--", c.rules(), c.leads()}}) {
    CAPTURE(words);
    const RunResult r = Ripe(words);
    CHECK(r.status == 0);
    CHECK(r.out == kCaseScores);
    CHECK(r.err.empty());
  }
}

TEST_CASE("--engine jit does without a JIT where there is none, and says so") {
  const Case c;
  const RunResult r = Ripe({"score", c.rules(), c.leads(), "--events", c.events(), "--as-of",
                            "2026-11-20", "--engine", "jit"});
  CHECK(r.status == 0);
  CHECK(r.out == kCaseScores);
  const bool has_llvm = Ripe({"version"}).out.find("LLVM") != std::string::npos;
  CHECK((r.err.find("no JIT") == std::string::npos) == has_llvm);
}

TEST_CASE("explain-code") {
  const RunResult list = Ripe({"explain-code"});
  CHECK(list.status == 0);
  CHECK(Has(list.out, "R300  "));
  CHECK(CountLines(list.out) > 30);
  const RunResult page = Ripe({"explain-code", "r300"});
  CHECK(page.status == 0);
  CHECK(page.out.starts_with("R300: "));
  CHECK_FALSE(Has(page.out, "```"));
  CHECK_FALSE(Has(page.out, "**"));
  CHECK(Has(page.out, "    score >= 60 => MQL"));
  const auto json = nlohmann::json::parse(Ripe({"explain-code", "R300", "--format", "json"}).out);
  CHECK(json["code"] == "R300");
  CHECK(Has(json["page"].get<std::string>(), "```ripe"));
  CHECK(Ripe({"explain-code", "R300", "--lang", "ko"}).out != page.out);
  CHECK(nlohmann::json::parse(Ripe({"explain-code", "--format=json"}).out).size() ==
        CountLines(list.out));
  for (const auto& entry : nlohmann::json::parse(Ripe({"explain-code", "--format=json"}).out)) {
    CHECK_FALSE(entry["message"].get<std::string>().empty());
  }
}

}  // namespace
}  // namespace ripe::test
