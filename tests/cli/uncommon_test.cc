// What few runs meet: data that breaks off while another command than `score` reads it, dumps, both
// engines' switches for tests, rules spread over lines with tabs, names that end as our own do.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

const char* const kRules =
    "field size: number\nfield joined: date\nfield seen: time\nfield vip: yesno\nfield labels: "
    "tags\n"
    "field title: text\nevent visit { url: text, amount: number }\nevent demo\n"
    "size > 3 +5\nvip +2\nlabels contains \"x\" +1\njoined in 90d +3\nseen in 90d +4\n"
    "visit where url contains \"/p\" in 30d +6\nsum of visit.amount in 30d > 5 +7\nscore >= 5 => "
    "MQL\n";
const char* const kLeads =
    "id,size,joined,seen,vip,labels,title\na,5,2026-11-01,2026-11-01T10:00:00Z,yes,x;y,CEO\n"
    "b,many,,,,,\n";
const char* const kEvents =
    "lead_id,type,at,url,amount\na,visit,2026-11-02,/"
    "p,9\nzoe,demo,2026-11-02,,\na,visit,2026-12-30,/p,9\n";

struct Files {
  TempDir dir;
  std::string rules, leads, events;
  Files(const std::string& rules_text = kRules, const std::string& leads_text = kLeads,
        const std::string& events_text = kEvents)
      : rules(dir.Write("rules.ripe", rules_text)),
        leads(dir.Write("leads.csv", leads_text)),
        events(dir.Write("events.csv", events_text)) {}
};

TEST_CASE("data that cannot be read to the end: check, explain and score say where") {
  const std::string bad_utf8 = "\xff\xfe broken";
  // An open rules file asks the events for their types before it is checked.
  const Files open(
      "visit_30d +5\n", kLeads,
      std::string(kEvents) + bad_utf8 + ",visit,2026-11-02,,9\na," + bad_utf8 + ",2026-11-02,,9\n");
  const Files in_leads(kRules, std::string(kLeads) + "c,5,,,,," + bad_utf8 + "\n");
  const Files in_events(kRules, kLeads,
                        std::string(kEvents) + "a,visit,2026-11-02," + bad_utf8 + ",9\n");
  for (const Files* f : {&in_leads, &in_events, &open}) {
    const std::string file = f == &in_leads ? f->leads : f->events;
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"check", f->rules, "--leads", f->leads, "--events", f->events},
          {"explain", f->rules, f->leads, "--events", f->events, "--id", "a", "--as-of",
           "2026-11-20"},
          {"score", f->rules, f->leads, "--events", f->events, "--as-of", "2026-11-20"}}) {
      INFO(command[0] << " " << file);
      const RunResult r = Ripe(command);
      CHECK(r.status == 3);
      CHECK(Has(r.err, file));
      CHECK(Has(r.err, "UTF-8"));
    }
  }
}

TEST_CASE("an instant that is none, files that are not there, standard input for two") {
  const Files f;
  for (const char* command : {"check", "explain", "score"}) {
    INFO(command);
    std::vector<std::string> words{command, f.rules};
    if (std::string(command) == "check") words.push_back("--leads");
    words.push_back(f.leads);
    if (std::string(command) == "explain") words.insert(words.end(), {"--id", "a"});
    std::vector<std::string> bad = words, missing = words;
    bad.insert(bad.end(), {"--as-of", "tomorrow"});
    const RunResult r = Ripe(bad);
    CHECK(r.status == 2);
    CHECK(Has(r.err, "tomorrow"));
    missing[1] = f.dir.File("none.ripe");
    CHECK(Ripe(missing).status == 3);
    CHECK(Has(Ripe(missing).err, "none.ripe"));
  }
  const RunResult two =
      Ripe({"score", f.rules, "-", "--events", "-", "--as-of", "2026-11-20"}, kLeads);
  CHECK(two.status == 2);
  CHECK(Has(two.err, "standard input"));
}

TEST_CASE("check with data: what was put by is told, and no leads are no reason to complain") {
  const Files f;
  const RunResult r =
      Ripe({"check", f.rules, "--leads", f.leads, "--events", f.events, "--as-of", "2026-11-20"});
  CHECK(r.status == 0);
  CHECK(Has(r.out + r.err, "\"many\""));
  const Files none(kRules, "id,size,joined,seen,vip,labels,title\n",
                   "lead_id,type,at,url,amount\n");
  const RunResult empty = Ripe({"check", none.rules, "--leads", none.leads, "--events", none.events,
                                "--as-of", "2026-11-20"});
  CHECK(empty.status == 0);
  CHECK_FALSE(Has(empty.out + empty.err, "leads"));
  const RunResult some = Ripe({"check", none.rules, "--leads", f.leads, "--as-of", "2026-11-20"});
  CHECK(Has(some.out + some.err, "leads"));
  const Files wrong("size > > 3 +5\n");
  CHECK(Ripe({"check", wrong.rules, "--leads", wrong.leads}).status == 1);
}

TEST_CASE("--strict says of which kind a cell should be") {
  for (const auto& [column, cell, kind] : {std::tuple{"joined", "soon", "a date"},
                                           {"seen", "soon", "a date and time"},
                                           {"vip", "perhaps", "a yes or no"},
                                           {"size", "many", "a number"}}) {
    const Files f(kRules, fmt::format("id,{}\na,{}\n", column, cell));
    const RunResult r = Ripe({"score", f.rules, f.leads, "--as-of", "2026-11-20", "--strict"});
    CHECK(r.status == 1);
    CHECK(Has(r.err, cell));
    CHECK(Has(r.err, kind));
  }
}

TEST_CASE("fmt in the folder of the rules") {
  const Files f("field size:number\nsize>3 +5\n");
  const RunResult r = Shell("cd $DIR; $RIPE fmt rules.ripe; cat rules.ripe", f.dir.path().string());
  CHECK(r.status == 0);
  CHECK(Has(r.out, "field size: number\nsize > 3"));
  CHECK(Shell("cd $DIR; $RIPE check rules.ripe --format json -o new.json; test -s new.json",
              f.dir.path().string())
            .status == 0);
}

TEST_CASE("dumps of every stage, and of rules that are not there") {
  const Files f;
  for (const char* stage : {"ast", "plan", "bound", "llvm", "asm"}) {
    INFO(stage);
    const RunResult r = Ripe({"check", f.rules, std::string("--dump=") + stage});
    CHECK(r.status == 0);
    CHECK(r.out.size() > 100);
    CHECK(Ripe({"check", f.dir.File("none.ripe"), std::string("--dump=") + stage}).status == 3);
  }
}

TEST_CASE("compiled code, optimised or not, scores the same") {
  const Files f;
  const auto score = [&](const std::string& engine, std::vector<std::string> environment) {
    return Ripe({"score", f.rules, f.leads, "--events", f.events, "--as-of", "2026-11-20",
                 "--engine", engine},
                "", std::move(environment));
  };
  const RunResult plain = score("interpreter", {});
  CHECK(plain.out == "id,score,stage\na,28,MQL\nb,0,Lead\n");
  for (const char* wish : {"RIPE_JIT_OPTIMIZE=1", "RIPE_JIT_OPTIMIZE=0"})
    CHECK(score("jit", {wish, "XDG_CACHE_HOME=" + f.dir.File("cache")}).out == plain.out);
}

TEST_CASE("rules over several lines, with tabs: profile and explain show them on one") {
  const Files f(
      "field size: number\nfield title: text\n(size\t>\r\n   3\tor # why\n\ttitle = "
      "\"CEO\")\t+5\nscore >= 5 => MQL\nMQL and\tsize > 900 => SQL\n");
  const RunResult profile = Ripe({"score", f.rules, f.leads, "--as-of", "2026-11-20", "--profile"});
  CHECK(profile.status == 0);
  CHECK_FALSE(Has(profile.err, "size\t>"));
  const RunResult why = Ripe({"explain", f.rules, f.leads, "--as-of", "2026-11-20", "--id", "a"});
  CHECK(why.status == 0);
  CHECK_FALSE(Has(why.out, "\t"));
  CHECK(Has(why.out, "size > 3 or"));
}

TEST_CASE("events named in backticks, and as the engine names those that nothing asks for") {
  const Files f(
      "event `Visit`, `visit_`, `0`, `00`, demo\n`Visit` in 90d +1\n`visit_` in 90d +2\n`0` in 90d "
      "+4\n`00` in 90d +8\ndemo in 90d +16\nno event in 3d -1\n",
      "id\na\nb\nc\n",
      "lead_id,type,at\na,Visit,2026-11-02\na,visit,2026-11-02\nb,0,2026-11-02\nb,other,2026-11-"
      "19T23:00:00Z\nc,00,2026-11-02\nc,DEMO,2026-11-02\nc,visit_,2026-11-02\n");
  for (const char* engine : {"interpreter", "jit"}) {
    for (const char* room : {"", "1000000"}) {
      std::vector<std::string> words{"score",   f.rules,      f.leads,    "--events", f.events,
                                     "--as-of", "2026-11-20", "--engine", engine};
      if (*room != '\0') words.insert(words.end(), {"--memory-limit", "500MB"});
      CHECK(Ripe(words, "", {std::string("RIPE_MEMORY_ROOM=") + room}).out ==
            "id,score,stage\na,0,Lead\nb,3,Lead\nc,25,Lead\n");
    }
  }
}

TEST_CASE("one event under two names, as it is called and to the letter") {
  const Files f("visit in 30d +5\n`visit` in 30d +7\n_0 in 30d +1\nno `00` in 30d +20\n",
                "id\n1\n2\n3\n4\n5\n",
                "lead_id,type,at\n1,visit,2026-11-19\n2,Visit,2026-11-19\n3,0,2026-11-19\n"
                "4,00,2026-11-19\n5,other,2026-11-19\n");
  for (const char* engine : {"interpreter", "jit"}) {
    CHECK(Ripe({"score", f.rules, f.leads, "--events", f.events, "--as-of", "2026-11-20",
                "--engine", engine})
              .out == "id,score,stage\n1,32,Lead\n2,25,Lead\n3,21,Lead\n4,0,Lead\n5,20,Lead\n");
  }
}

TEST_CASE("leads in parts: two sums of one property") {
  const Files f(
      "event visit { amount: number }\nsum of visit.amount in 30d > 5 +1\n"
      "sum of visit.amount in 7d > 2 +2\n",
      "id\na\nb\nc\n",
      "lead_id,type,at,amount\na,visit,2026-11-02,9\nb,visit,2026-11-19,3\nc,visit,2026-11-19,"
      "2\nc,visit,2026-11-18,4\n");
  for (const char* room : {"", "1000000"}) {
    std::vector<std::string> words{"score",  f.rules,   f.leads,     "--events",
                                   f.events, "--as-of", "2026-11-20"};
    const bool parts = *room != '\0';
    if (parts) words.insert(words.end(), {"--memory-limit", "500MB", "--profile"});
    const RunResult r = Ripe(words, "", {std::string("RIPE_MEMORY_ROOM=") + room});
    CHECK(r.out == "id,score,stage\na,1,Lead\nb,2,Lead\nc,3,Lead\n");
    CHECK(Has(r.err, "part leads") == parts);
  }
}

TEST_CASE("explain: every kind of column, ages of all sizes, events to come, and what would lift") {
  const Files f(
      std::string(kRules) +
          "MQL and visit where (url contains \"/q\" and amount > 3) in 7d and size in 4 to 900 => "
          "SQL\n"
          "SQL and title in (\"CEO\", \"CFO\") and labels contains \"z\" and vip and count of demo "
          "in 30d >= 3 => Customer\n"
          "(visit where url in (\"/x\", \"/y\")) or (visit where amount in 3 to 5) => SAL\n",
      kLeads,
      "lead_id,type,at,url,amount\na,visit,2026-11-19T23:59:59Z,/"
      "p,9\na,visit,2026-11-19T22:00:00Z,/p,1\n"
      "a,visit,2026-11-19T23:30:00Z,,\na,visit,2026-11-02,/p,9\nb,visit,2026-11-02,/"
      "p,9\na,demo,2026-12-30,,\n"
      "a,demo,2026-11-20T01:00:00Z,,\n");
  for (const char* id : {"a", "b"}) {
    INFO(id);
    const RunResult plain = Ripe({"explain", f.rules, f.leads, "--events", f.events, "--as-of",
                                  "2026-11-20T00:00:00Z", "--id", id});
    CHECK(plain.status == 0);
    CheckGolden(std::string("cli/golden/explain-every-kind-") + id + ".txt", plain.out);
  }
}

TEST_CASE(
    "explain: values that no field holds alone, thousands of events, sixty levels of and and or") {
  std::string deep = "size > 900";
  for (int i = 0; i < 70; ++i)
    deep = fmt::format("({} {} b{} > 1)", deep, i % 2 == 0 ? "and" : "or", i % 5);
  const std::string places = "visit where (amount in 3 to 5 and url in nobody) in 30d";
  const std::string flags = "visit where (flag and amount in cost to 9) in 30d";
  const Files f(
      "field size, low, b0, b1, b2, b3, b4: number\nfield title: text\nfield vip: yesno\nfield "
      "joined: date\n"
      "event visit { url: text, amount: number, cost: number, flag: yesno }\nevent demo\n"
      "list nobody from \"empty.txt\"\nchecklist bant { need = vip, budget = size > 3 }\n"
      "size + 1 in (3, 4) +1\nsize + 2 in 9 to 12 +2\nsize in low to 9 +3\njoined in next 30d +4\n"
      "title in nobody +5\nat least 2000 visit in 30d +6\n" +
          flags +
          " +7\n"
          "visit where amount > cost in 30d +8\n" +
          places +
          " +9\nsize > 3 and size > 4 +10\n"
          "not (visit in 30d) +11\nsize - 3 > 2 +12\n" +
          deep +
          " +13\n"
          "score >= 40 => MQL\n"
          "score >= 41 and size + 1 in (3, 4) and size + 2 in 9 to 12 and size in low to 9 and "
          "title in nobody => SQL\n"
          "MQL and at least 2000 visit in 30d and " +
          flags + " and visit where amount > cost in 30d and " + places +
          " => Customer\n"
          "MQL and " +
          deep + " and bant >= 2 and joined in next 30d and no demo in 30d => SAL\n",
      "id,size,low,title,vip,joined\na,5,2,CEO,yes,2026-11-25\nb,,,,,\nc,1,2,x,no,2026-11-19\n",
      "lead_id,type,at,url,amount,cost,flag\na,visit,2026-11-19,/,4,3,yes\na,visit,2026-11-19,/"
      ",4,3,yes\n"
      "a,demo,2026-11-19,,,,\na,demo,2026-12-19,,,,\n");
  f.dir.Write("empty.txt", "");
  const auto why = [&](const char* id) {
    const RunResult r = Ripe({"explain", f.rules, f.leads, "--events", f.events, "--as-of",
                              "2026-11-20", "--id", id, "-q"});
    CHECK(r.status == 0);
    return r.out;
  };
  const std::string a = why("a"), b = why("b"), c = why("c");
  CHECK(Has(a, "a  score 32  stage Lead"));
  CHECK(Has(a, "lacking: score >= 40 (score is 32: 8 short)"));
  CHECK(Has(b, "b  score 11  stage Lead"));
  CHECK(Has(b, "lacking: size + 1 in (3, 4) (size is missing)"));
  CHECK(Has(c, "c  score 11  stage Lead"));
  CHECK(Has(c, "No single change lifts the lead to MQL; these bring the most"));
  CHECK(Has(c, "lacking: size + 1 in (3, 4) (size is 1)"));
}

TEST_CASE("test: each number that an expectation names is told once") {
  const Files f(
      "field title: text missing \"N/A\"\nfield size: number missing -1\nfield labels: tags\n"
      "event visit { amount: number }\ngroup fit up to 50 { size > 3 +5 }\n"
      "checklist bant { need = size > 9, buy = visit in 30d }\ndefine good = fit > 7\n"
      "title is missing +1\nlabels contains \"x\" +2\nscore >= 5 => MQL\n"
      "test \"numbers\" at \"2026-02-01 10:00\" {\n"
      "  given title = \"n/a\", size = 4, labels = (\"x\", \"y\"), 2 visit { amount = 3 } 3d ago\n"
      "  expect (fit = 6 or fit = 7) and not (fit = 8), bant >= 2 and bant in 2 to 3, score + fit "
      "> 100\n"
      "  expect good and (good or score > 9), fit in 6 to 7\n}\n"
      "test \"missing\" {\n  given size = -1\n  expect size > 3, title is missing\n}\n");
  const RunResult r = Ripe({"test", f.rules});
  CHECK(r.status == 1);
  CHECK(Has(r.out,
            "expected (fit = 6 or fit = 7) and not (fit = 8), but fit is 5, the stage is MQL, the "
            "score is 8\n"));
  CHECK(Has(
      r.out,
      "expected bant >= 2 and bant in 2 to 3, but bant is 1, the stage is MQL, the score is 8\n"));
  CHECK(Has(r.out, "expected score + fit > 100, but fit is 5, the stage is MQL, the score is 8\n"));
  CHECK(Has(
      r.out,
      "expected good and (good or score > 9), but fit is 5, the stage is MQL, the score is 8\n"));
  CHECK(Has(r.out, "expected fit in 6 to 7, but fit is 5, the stage is MQL, the score is 8\n"));
  CHECK(Has(r.out,
            "expected size > 3, but that is unknown (something in it is missing); the stage is "
            "Lead, the score is 1\n"));
  CHECK_FALSE(Has(r.out, "expected title"));
}

}  // namespace
}  // namespace ripe::test
