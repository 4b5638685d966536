// `ripe score` and `ripe explain` as a user meets them: outputs, summaries, strictness, statuses.
// What scores mean is tested elsewhere (tests/reference, tests/api).
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

using nlohmann::json;

std::vector<std::string> ScoreWords(const Case& c, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words{"score",    c.rules(), c.leads(),   "--events",
                                 c.events(), "--as-of", "2026-11-20"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

TEST_CASE("scores go to standard output, the counts to standard error") {
  const Case c;
  const RunResult r = Ripe(ScoreWords(c));
  CHECK(r.status == 0);
  CHECK(r.out == kCaseScores);
  CHECK(Has(r.err, "leads: 3 rows read = 3 scored + 0 rejected\n"));
  CHECK(Has(r.err, "events: 3 rows read = 3 used + 0 rejected\n"));
  CHECK(Has(r.err, "Lead 2, MQL 1"));
  CHECK(Has(r.err, "stages as of 2026-11-20: "));
  CHECK(Ripe(ScoreWords(c, {"-q"})).err.empty());
  CHECK(Has(Ripe(ScoreWords(c, {"--lang", "ko"})).err,
            "리드: 읽은 행 3 = 점수를 매긴 행 3 + 거부된 행 0"));
}

TEST_CASE("the same bytes at any number of threads and with any engine") {
  const Case c;
  for (const char* threads : {"0", "1", "2", "7"})
    CHECK(Ripe(ScoreWords(c, {"--threads", threads})).out == kCaseScores);
  for (const char* engine : {"auto", "interpreter", "jit"})
    CHECK(Ripe(ScoreWords(c, {"--engine", engine})).out == kCaseScores);
}

TEST_CASE("JSONL on standard output with --format json, and by the extension of -o") {
  const Case c;
  const RunResult r = Ripe(ScoreWords(c, {"--format", "json"}));
  CHECK(CountLines(r.out) == 3);
  const json first = json::parse(r.out.substr(0, r.out.find('\n')));
  CHECK(first["id"] == "a1");
  CHECK(first["score"] == 35);
  CHECK(first["stage"] == "MQL");
  const std::string out = c.File("out.jsonl");
  CHECK(Ripe(ScoreWords(c, {"-o", out})).out.empty());
  CHECK(ReadFile(out) == r.out);
  const std::string csv = c.File("out.csv");
  CHECK(Ripe(ScoreWords(c, {"-o", csv, "--format", "json"})).status == 0);
  CHECK(ReadFile(csv) == kCaseScores);
  const RunResult later = Ripe(ScoreWords(c, {"-o", c.File("out.xlsx.parquet.gz")}));
  CHECK(later.status == 2);
  CHECK(Has(later.err, "leave the .gz or .zst away"));
}

TEST_CASE("the extension of -o names the format, in capitals too, and of the file alone") {
  const Case c;
  const std::string expected = Ripe(ScoreWords(c, {"--format", "json"})).out;
  for (const char* name : {"out.JSONL", "out.ndjson", "out.json", "out.csv.Ndjson"}) {
    CHECK(Ripe(ScoreWords(c, {"-o", c.File(name)})).status == 0);
    CHECK(ReadFile(c.File(name)) == expected);
  }
  std::filesystem::create_directory(c.File("to.jsonl"));
  for (const char* name : {"to.jsonl/out", "to.jsonl/out.csv", "to.jsonl/out.CSV", "out.unheard"}) {
    CHECK(Ripe(ScoreWords(c, {"-o", c.File(name)})).status == 0);
    CHECK(ReadFile(c.File(name)) == kCaseScores);
  }
  const std::string tabs = c.File("out.TSV");
  CHECK(Ripe(ScoreWords(c, {"-o", tabs})).status == 0);
  CHECK(ReadFile(tabs).starts_with("id\tscore\tfit\tstage\na1\t35\t15\tMQL\n"));
  // A name alone, without a folder.
  const RunResult here = Shell(
      "cd $DIR && $RIPE score rules.ripe leads.csv --events events.csv"
      " --as-of 2026-11-20 -q -o here && cat here",
      c.dir().path().string());
  CHECK(here.out == kCaseScores);
}

TEST_CASE("ids with any character come out of JSONL as they went in") {
  const Case c;
  const json id = "a\tb\nc\rd\"e\\f\x01\x1f/\u2028한";
  c.Write("in.jsonl", json{{"id", id}}.dump() + "\n");
  c.Write("r.ripe", "id is known +1\n");
  const RunResult r = Ripe({"score", c.File("r.ripe"), c.File("in.jsonl"), "--format", "json"});
  CHECK(r.status == 0);
  CHECK(json::parse(r.out)["id"] == id);
  CHECK(Has(r.out, "a\\tb\\nc\\rd\\\"e\\\\f\\u0001\\u001f/"));
}

TEST_CASE("the delimiter of CSV by its sign or its name") {
  const Case c;
  const std::string expected = "id,score,stage\n1,1,Lead\n";
  c.Write("r.ripe", "size = 3 +1\n");
  const auto scored = [&](const std::string& sign, const std::string& name) {
    const std::string leads = c.Write("d.csv", "id" + sign + "size\n1" + sign + "3\n");
    return Ripe({"score", c.File("r.ripe"), leads, "--delimiter", name});
  };
  CHECK(scored("\t", "tab").out == expected);
  CHECK(scored("\t", "\\t").out == expected);
  CHECK(scored("\t", "\t").out == expected);
  CHECK(scored(";", ";").out == expected);
  CHECK(scored("|", "|").out == expected);
  for (const char* bad : {" ", ";;", "\"", "é", "\x7f"}) {
    INFO(bad);
    const RunResult r = scored(";", bad);
    CHECK(r.status == 2);
    CHECK(Has(r.err, "--delimiter"));
  }
}

TEST_CASE("standard input as rules, as leads, as events") {
  const Case c;
  const auto score = [&](const std::string& rules, const std::string& leads,
                         const std::string& events, const std::string& text) {
    return Ripe({"score", rules, leads, "--events", events, "--as-of", "2026-11-20", "-q"}, text)
        .out;
  };
  CHECK(score("-", c.leads(), c.events(), ReadFile(c.rules())) == kCaseScores);
  CHECK(score(c.rules(), "-", c.events(), ReadFile(c.leads())) == kCaseScores);
  CHECK(score(c.rules(), c.leads(), "-", ReadFile(c.events())) == kCaseScores);
}

TEST_CASE("--reasons, --bom, --raw") {
  const Case c;
  const RunResult r = Ripe(ScoreWords(c, {"--reasons", "1", "--bom"}));
  CHECK(
      r.out.starts_with("\xEF\xBB\xBF"
                        "id,score,fit,stage,reasons\n"));
  CHECK(Has(r.out, "a1,35,15,MQL,demo in 30d (+20)\n"));
  const std::string leads = c.Write("formula.csv", "id\n=1+1\n");
  CHECK(Has(Ripe({"score", c.rules(), leads}).out, "\n'=1+1,"));
  CHECK(Has(Ripe({"score", c.rules(), leads, "--raw"}).out, "\n=1+1,"));
}

TEST_CASE("errors in the rules: status 1, nothing scored, nothing written") {
  const Case c;
  const std::string bad = c.Write("bad.ripe", "vip 20\n"), out = c.Write("out.csv", "before\n");
  const RunResult r = Ripe({"score", bad, c.leads(), "-o", out});
  CHECK(r.status == 1);
  CHECK(r.out.empty());
  CHECK(Has(r.err, bad + ":1:"));
  CHECK(ReadFile(out) == "before\n");
}

TEST_CASE("files that are not there, and columns that an option names") {
  const Case c;
  CHECK(Ripe({"score", c.File("none.ripe"), c.leads()}).status == 3);
  CHECK(Ripe({"score", c.rules(), c.File("none.csv")}).status == 3);
  CHECK(Ripe({"score", c.rules(), c.leads(), "--events", c.File("none.csv")}).status == 3);
  const RunResult id = Ripe({"score", c.rules(), c.leads(), "--id", "nummer"});
  CHECK(id.status == 2);
  CHECK(Has(id.err, "nummer"));
  CHECK(id.err.starts_with("ripe: "));
  CHECK(
      Ripe({"score", c.rules(), c.leads(), "--events", c.events(), "--event-id", "nope"}).status ==
      2);
  CHECK(Ripe({"score", c.rules(), c.leads(), "--as-of", "yesterday"}).status == 2);
  CHECK(Ripe({"score", c.rules(), c.leads(), "--encoding", "klingon"}).status == 2);
  CHECK(Ripe({"score", c.rules(), c.leads(), "--leads-format", "xlsx"}).status == 2);
  CHECK(Ripe({"score", c.rules(), c.leads(), "-o", c.File("no/such/folder/out.csv")}).status == 3);
  CHECK(Ripe({"score", c.rules(), c.leads(), "-o", c.leads()}).status == 2);
}

TEST_CASE("bad rows are counted, shown and kept; --strict stops at the first") {
  const Case c;
  const std::string leads =
      c.Write("bad.csv", "id,title,size\na1,VP,1\n,x,2\na1,again,3\na2,CEO,about 500\na3,short\n");
  const std::string rejects = c.File("rejects.csv");
  const RunResult r = Ripe({"score", c.rules(), leads, "--rejects", rejects});
  CHECK(r.status == 0);
  CHECK(CountLines(r.out) == 3);
  CHECK(Has(r.err, "leads: 5 rows read = 2 scored + 3 rejected\n"));
  CHECK(Has(r.err, leads + ":3:1: "));
  CHECK(Has(r.err, leads + ":4:1: "));
  CHECK(Has(r.err, leads + ":6:"));
  CHECK(Has(r.err, "about 500"));
  CHECK(CountLines(ReadFile(rejects)) >= 4);

  const std::string out = c.File("out.csv");
  const RunResult strict = Ripe({"score", c.rules(), leads, "--strict", "-o", out});
  CHECK(strict.status == 1);
  CHECK(strict.err.starts_with(leads + ":3:1: "));
  CHECK_FALSE(std::filesystem::exists(out));
  CHECK(Ripe({"score", c.rules(), c.Write("cell.csv", "id,size\na,ten\n"), "--strict"}).status ==
        1);
  CHECK(Ripe({"score", c.rules(), c.leads(), "--strict"}).status == 0);
}

TEST_CASE("explain says of the data what score says, and heeds --strict and --rejects") {
  const Case c;
  const std::string rules =
      c.Write("r.ripe", "size > 3 +5\nvisit in 90d +1 each\nscore >= 5 => MQL\n");
  // What is wrong stands before the lead and behind it, in the leads and in two files of events.
  const std::string leads = c.Write("bad.csv", "id,size\n,2\na1,7\na1,3\nb,about 500\nshort\n");
  const std::string more =
      c.Write("1.csv", "lead_id,type,at\na1,visit,soon\na1,visit,2026-11-19\n");
  const std::string last = c.Write("2.csv", "at,type,lead_id\n2026-11-19,,b\n2026-11-19,visit,b\n");
  const auto run = [&](const std::string& command, std::vector<std::string> with) {
    with.insert(with.begin(), {command, rules, leads, "--events", more, "--events", last, "--as-of",
                               "2026-11-20"});
    return Ripe(with);
  };
  const RunResult scored = run("score", {"--rejects", c.File("scored.csv")});
  const std::string notes = scored.err.substr(0, scored.err.find("leads: "));
  REQUIRE(CountLines(notes) == 6);
  const std::string strict = run("score", {"--strict"}).err;
  REQUIRE(strict.starts_with(leads + ":2:1: "));
  for (const char* id : {"a1", "b"}) {
    INFO(id);
    const RunResult why = run("explain", {"--id", id, "--rejects", c.File("explained.csv")});
    CHECK(why.status == 0);
    CHECK(why.err == notes);
    CHECK(ReadFile(c.File("explained.csv")) == ReadFile(c.File("scored.csv")));
    CHECK(run("explain", {"--id", id, "-q"}).err.empty());
    const RunResult stopped = run("explain", {"--id", id, "--strict", "-o", c.File("out.txt")});
    CHECK(stopped.status == 1);
    CHECK(stopped.err == strict);
    CHECK_FALSE(std::filesystem::exists(c.File("out.txt")));
  }
  CHECK(run("explain", {"--id", "a1", "-o", c.File("x"), "--rejects", c.File("x")}).status == 2);
}

TEST_CASE("of many bad rows some are shown, and how many more there are") {
  const TempDir dir;
  const std::string rules = dir.Write("r.ripe", "a = 1 +1\n");
  for (size_t bad = 1; bad <= 8; ++bad) {
    std::string leads = "id\n1\n";
    for (size_t k = 0; k < bad; ++k) leads += "1\n";
    const RunResult r = Ripe({"score", rules, dir.Write("l.csv", leads)});
    INFO(bad << ": " << r.err);
    for (size_t k = 0; k < bad; ++k)
      CHECK((r.err.find("l.csv:" + std::to_string(k + 3) + ":1: row rejected: ") !=
             std::string::npos) == (k < 5));
    const size_t at = r.err.find("... and ");
    CHECK((at != std::string::npos) == (bad > 5));
    if (bad > 5)
      CHECK(r.err.substr(at, r.err.find('\n', at) - at) ==
            fmt::format("... and {} more rejected {} (--rejects FILE keeps them all)", bad - 5,
                        bad == 6 ? "row" : "rows"));
  }
}

TEST_CASE(
    "events at the instant count, later ones do not, and ids of events are known over files") {
  const TempDir dir;
  const std::string rules = dir.Write("r.ripe", "event e\ne +1 each\n");
  const std::string leads = dir.Write("l.csv", "id\na\nb\n");
  const std::string first = dir.Write("e0.csv",
                                      "lead_id,type,at,eid\na,e,2026-11-20T00:00:00Z,x1\n"
                                      "a,e,2026-11-20T00:00:00.000001Z,x2\n");
  const std::string second = dir.Write(
      "e1.csv", "lead_id,type,at,eid\na,e,2026-11-19T00:00:00Z,x1\nb,e,2026-11-19T00:00:00Z,x3\n");
  // Held, and worked off in parts.
  for (const bool limited : {false, true}) {
    std::vector<std::string> words{"score",
                                   rules,
                                   leads,
                                   "--events",
                                   first,
                                   "--events",
                                   second,
                                   "--event-id",
                                   "eid",
                                   "--as-of",
                                   "2026-11-20T00:00:00Z"};
    if (limited) words.insert(words.end(), {"--memory-limit", "500MB", "--profile"});
    const RunResult r = Ripe(words, "", {"RIPE_MEMORY_ROOM=1000000"});
    INFO("limited " << limited);
    CHECK(Has(r.err, "part leads") == limited);
    CHECK(r.out == "id,score,stage\na,1,Lead\nb,1,Lead\n");
    CHECK(Has(r.err,
              "events: 4 rows read = 3 used + 0 rejected + 1 repeated; 1 of them lie after the "
              "instant and do not count\n"));
  }
}

TEST_CASE("a type of events is known whichever file has it") {
  const TempDir dir;
  // The type that is called so where the data have it, else `order in 30d`.
  const std::string rules = dir.Write("r.ripe", "order_30d +5\n");
  const std::string leads = dir.Write("l.csv", "id\n1\n");
  const std::string visit = dir.Write("e0.csv", "lead_id,type,at\n1,visit,2026-11-01\n");
  // The columns of a file stand where that file has them.
  for (const char* text :
       {"lead_id,type,at\n1,order_30d,2025-11-01\n", "at,lead_id,type\n2025-11-01,1,order_30d\n",
        "event,at,user_id\norder_30d,2025-11-01,1\n"}) {
    const std::string order = dir.Write("e1.csv", text);
    for (const auto& [first, second] : {std::pair(visit, order), std::pair(order, visit)}) {
      const RunResult r = Ripe(
          {"score", rules, leads, "--events", first, "--events", second, "--as-of", "2026-11-20"});
      CHECK(r.out == "id,score,stage\n1,5,Lead\n");
    }
  }
}

TEST_CASE("Korean Excel: cp949 in, a byte-order mark out") {
  const Case c;
  const std::string rules = c.Write("k.ripe", "직함 contains \"대표\" +10\n점수 +1 each\n");
  // "id,직함,점수\n1,대표이사,3\n" in cp949
  const std::string leads = c.Write("k.csv",
                                    "id,\xC1\xF7\xC7\xD4,\xC1\xA1\xBC\xF6\n"
                                    "1,\xB4\xEB\xC7\xA5\xC0\xCC\xBB\xE7,3\n");
  const RunResult r = Ripe({"score", rules, leads, "--encoding", "cp949", "--bom"});
  CHECK(r.out ==
        "\xEF\xBB\xBF"
        "id,score,stage\n1,13,Lead\n");
  CHECK(Ripe({"score", rules, leads}).status == 3);
}

TEST_CASE("explain") {
  const Case c;
  const std::vector<std::string> words{"explain",  c.rules(), c.leads(),   "--events",
                                       c.events(), "--as-of", "2026-11-20"};
  const auto with = [&words](std::vector<std::string> more) {
    more.insert(more.begin(), words.begin(), words.end());
    return Ripe(more);
  };
  const RunResult r = with({"--id", "a1"});
  CHECK(r.status == 0);
  CHECK(Has(r.out, "Decision maker"));
  CHECK(Has(r.out, "35"));
  CHECK(Has(r.out, "MQL"));
  CHECK_FALSE(Has(r.out, "\x1b["));
  CHECK(Has(with({"--id", "a1", "--lang", "ko"}).out, "점수"));
  const json explained = json::parse(with({"--id", "a2", "--format", "json"}).out);
  CHECK(explained["score"] == 5);
  CHECK(explained["stage"] == "Lead");
  CHECK(explained["rules"].size() == 3);
  const std::string out = c.File("why.json");
  CHECK(with({"--id", "a2", "--format", "json", "-o", out}).out.empty());
  CHECK(json::parse(ReadFile(out)) == explained);

  const RunResult none = with({"--id", "zz"});
  CHECK(none.status == 2);
  CHECK(Has(none.err, "zz"));
  CHECK(with({"--id", "a1", "--id-column", "nope"}).status == 2);
  CHECK(with({"--id", "a1", "--id-column", "id"}).out == r.out);
  CHECK(Ripe({"explain", c.Write("bad.ripe", "vip 20\n"), c.leads(), "--id", "a1"}).status == 1);
}

}  // namespace
}  // namespace ripe::test
