// `score --profile`: phases and rules with what they took. Figures differ from run to run; what is
// tested is that nobody is left out, that a costly rule comes first, and that scores stay as they
// are.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "ripe/ripe.h"
#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

using nlohmann::json;

// Texts of which each is another, so that a rule about them looks at every one.
std::string ManyLeads() {
  std::string text = "id,size,budget,vip,note\n";
  for (int row = 0; row < 20'000; ++row) {
    text += fmt::format("l{},{},{},{},", row, row % 500, row * 3, row % 2 ? "yes" : "no");
    for (int word = 0; word < 12; ++word) text += fmt::format("w{}ab{} ", row * 31 + word, word);
    text += "\n";
  }
  return text;
}

constexpr const char* kRules =
    "size >= 100 +5\n"
    "budget > 3000 +7\n"
    "note matches /(a.*b.*c.*d|[aeiou]+.*9{2,}.*|w[0-9]+ab.*x).*z/ +20\n"
    "vip +4\n"
    "size in 3 to 7 -2\n"
    "score >= 10 => MQL\n";

json ProfileOf(const std::string& err) { return json::parse(err); }

TEST_CASE("a costly rule comes first, all rules are named, scores stay as they are", "[profile]") {
  const Case c;
  const std::string rules = c.Write("r.ripe", kRules), leads = c.Write("l.csv", ManyLeads());
  const RunResult plain = Ripe({"score", rules, leads, "-q"});
  REQUIRE(plain.status == 0);
  for (const char* engine : {"interpreter", "jit", "auto"}) {
    for (const char* threads : {"1", "3"}) {
      INFO(engine << ", " << threads << " threads");
      const RunResult r = Ripe({"score", rules, leads, "-q", "--profile=json", "--engine", engine,
                                "--threads", threads});
      REQUIRE(r.status == 0);
      REQUIRE(r.out == plain.out);
      // Without LLVM, and for want of it, a line more is said.
      const json profile = ProfileOf(r.err.substr(r.err.find('{')));
      REQUIRE(profile["rules"].size() == 6);
      CHECK(profile["rules"][0]["line"] == 3);
      CHECK(profile["rules"][0]["kind"] == "rule");
      CHECK(profile["rules_timed_in"] == "interpreter");
      CHECK(profile["leads_scored"] == 20'000);
      CHECK(profile["leads_timed"].get<int>() >= 20'000 / 17);
      CHECK(profile["leads_timed"].get<int>() < 20'000);
      std::vector<int> lines;
      double shares = profile["rest_share"].get<double>(), last = 1;
      for (const json& rule : profile["rules"]) {
        lines.push_back(rule["line"].get<int>());
        const double share = rule["share"].get<double>();
        shares += share;
        CHECK(share <= last);
        CHECK(rule["shared"].get<double>() <= share);
        CHECK(share > 0);
        CHECK(rule["file"] == rules);
        last = share;
      }
      CHECK(profile["rules"][0]["share"].get<double>() > 0.5);
      CHECK(shares == Approx(1.0));
      // What all take a lead is, for all leads, no more than the threads had.
      double nanoseconds = 0;
      for (const json& rule : profile["rules"])
        nanoseconds += rule["nanoseconds_a_lead"].get<double>();
      CHECK(nanoseconds > 0);
      CHECK(nanoseconds * 20'000 <=
            10e9 * profile["wall_seconds"].get<double>() * profile["threads"].get<double>());
      std::sort(lines.begin(), lines.end());
      CHECK(lines == std::vector<int>{1, 2, 3, 4, 5, 6});
    }
  }
}

TEST_CASE("every phase that there was, with rows and bytes", "[profile]") {
  const Case c;
  const std::string rules = c.Write("r.ripe", kRules), leads = c.Write("l.csv", ManyLeads());
  const std::string out = c.File("out.csv");
  const RunResult r =
      Ripe({"score", rules, leads, "-q", "--profile=json", "-o", out, "--engine", "interpreter"});
  const json profile = ProfileOf(r.err);
  std::vector<std::string> names;
  for (const json& phase : profile["phases"]) {
    names.push_back(phase["name"].get<std::string>());
    CHECK(phase["wall_seconds"].get<double>() >= 0);
    CHECK(phase["wall_seconds"].get<double>() <= profile["wall_seconds"].get<double>());
    CHECK(phase["cpu_seconds"].get<double>() >= 0);
  }
  CHECK(names == std::vector<std::string>{"open", "rules", "bind", "read leads", "parse leads",
                                          "score", "format", "write"});
  CHECK(profile["phases"][3]["rows"] == 20'000);
  CHECK(profile["phases"][3]["bytes"] == ReadFile(leads).size());
  CHECK(profile["phases"][5]["rows"] == 20'000);
  CHECK(profile["phases"][7]["bytes"] == ReadFile(out).size());
  if (HasJit()) {
    const RunResult jit = Ripe({"score", rules, leads, "-q", "--profile=json", "--engine", "jit"});
    CHECK(Has(jit.err, "\"name\":\"compile\""));
    CHECK(Has(jit.err, "compiled "));
  }
}

TEST_CASE("events: conditions of `where` cost the rules that ask, folding is a phase",
          "[profile]") {
  const Case c;
  std::string events = "lead_id,type,at,page\n", leads = "id\n";
  for (int row = 0; row < 200; ++row) leads += fmt::format("l{}\n", row);
  for (int row = 0; row < 30'000; ++row) {
    events += fmt::format("l{},{},2026-11-{:02}T10:00:00Z,/p{}/ab{}\n", row % 200,
                          row % 3 ? "view" : "click", row % 15 + 1, row * 17, row);
  }
  const std::string rules = c.Write("r.ripe",
                                    "click in 30d +3\n"
                                    "view where page matches /(a.*b.*c|[0-9]+.*9{2,}).*z/ +10\n"
                                    "at least 4 view in 90d +5\n");
  const std::vector<std::string> words = {
      "score",      rules, c.Write("l.csv", leads), "--events", c.Write("e.csv", events), "--as-of",
      "2026-11-20", "-q"};
  const RunResult plain = Ripe(words);
  REQUIRE(plain.status == 0);
  for (const char* limit : {"", "2GB"}) {
    INFO("limit " << limit);
    std::vector<std::string> more = words;
    more.push_back("--profile=json");
    if (*limit != '\0') more.insert(more.end(), {"--memory-limit", limit});
    const RunResult r = Ripe(more);
    REQUIRE(r.status == 0);
    CHECK(r.out == plain.out);
    const json profile = ProfileOf(r.err);
    REQUIRE(profile["rules"].size() == 3);
    CHECK(profile["rules"][0]["line"] == 2);
    CHECK(profile["rules"][0]["share"].get<double>() > 0.5);
    for (const char* phase : {"read events", "parse events", "fold events"})
      CHECK(Has(r.err, fmt::format("\"name\":\"{}\"", phase)));
  }
}

TEST_CASE("what several rules share is shared, a stage of two rules is one line", "[profile]") {
  const Case c;
  std::string events = "lead_id,type,at,page\n", leads = "id,labels\n";
  for (int row = 0; row < 200; ++row)
    leads += fmt::format("l{},{}\n", row, row % 2 == 0 ? "x;y" : "z");
  for (int row = 0; row < 20'000; ++row) {
    events += fmt::format("l{},view,2026-11-{:02}T10:00:00Z,/p{}/ab{}\n", row % 200, row % 15 + 1,
                          row * 17, row);
  }
  const std::string rules =
      c.Write("r.ripe",
              "field labels: tags\nfield gone: number\nevent view { page: text }\n"
              "define hot = view where page matches /(a.*b.*c|[0-9]+.*9{2,}).*z?/\n"
              "define idle = view where page matches /x.*y.*z/\n"
              "hot in 30d +3\nhot in 9d +4\nlabels contains \"x\" +1\n"
              "gone > 3 and hot in 4d +9\nscore >= 3 => MQL\nlabels contains \"y\" => MQL\n");
  const RunResult r =
      Ripe({"score", rules, c.Write("l.csv", leads), "--events", c.Write("e.csv", events),
            "--as-of", "2026-11-20", "-q", "--profile=json"});
  REQUIRE(r.status == 0);
  const json profile = ProfileOf(r.err.substr(r.err.find('{')));
  REQUIRE(profile["rules"].size() == 5);
  double shares = profile["rest_share"].get<double>();
  size_t stages = 0;
  std::set<int> lines;
  for (const json& rule : profile["rules"]) {
    shares += rule["share"].get<double>();
    stages += rule["kind"] == "stage";
    const int line = rule["line"].get<int>();
    lines.insert(line);
    // What looking at the pages cost is half the one rule's and half the other's.
    if (line == 6 || line == 7) CHECK(rule["shared"].get<double>() > 0);
    if (rule["kind"] == "stage") CHECK(line == 10);
  }
  CHECK(lines == std::set<int>{6, 7, 8, 9, 10});
  CHECK(stages == 1);
  CHECK(profile["rest_share"].get<double>() > 0);  // of `idle`, which no rule asks for
  CHECK(shares == Approx(1.0));
}

TEST_CASE("tables for people, in both languages; what is no form is said", "[profile]") {
  const Case c;
  const std::vector<std::string> words = {"score",    c.rules(), c.leads(),   "--events",
                                          c.events(), "--as-of", "2026-11-20"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), words.begin(), words.end());
    return Ripe(more);
  };
  const RunResult r = with({"--profile"});
  CHECK(r.out == kCaseScores);
  CHECK(Has(r.err, "rows/s"));
  CHECK(Has(r.err, "rules by cost: as the interpreter runs them, step by step over 3 of 3 leads"));
  CHECK(Has(r.err, c.rules() + ":"));
  CHECK(with({"--profile=text"}).status == 0);
  CHECK(Has(with({"--profile", "--lang", "ko"}).err, "비용 순 규칙"));
  const RunResult verbose = with({"-v"});
  CHECK(Has(verbose.err, "rows/s"));  // phases, but no rules
  CHECK(!verbose.err.empty());
  CHECK(verbose.err.find("rules by cost") == std::string::npos);
  const RunResult wrong = with({"--profile=xml"});
  CHECK(wrong.status == 2);
  CHECK(Has(wrong.err, "--profile is text or json, not \"xml\""));
  CHECK(with({"--profile="}).status == 2);
  CHECK(with({"--profile=json", "--profile=json"}).status == 2);
}

TEST_CASE("stages and exits stand in the lines of their own rules", "[profile]") {
  const Case c;
  const std::string rules = c.Write("r.ripe",
                                    "stages Lead > MQL > SQL exits Lost, Gone, Won\n"
                                    "size > 3 +4\n"
                                    "size > 4 => Won\n"
                                    "score >= 3 => SQL\n"
                                    "size < 9 => Lost\n"
                                    "score >= 2 => MQL\n"
                                    "size < 1 => Lost\n");
  const RunResult r = Ripe({"score", rules, c.Write("l.csv", ManyLeads()), "-q", "--profile=json"});
  REQUIRE(r.status == 0);
  const json profile = ProfileOf(r.err);
  std::map<std::string, int> lines;
  for (const json& rule : profile["rules"])
    lines[rule["text"].get<std::string>()] = rule["line"].get<int>();
  CHECK(lines ==
        std::map<std::string, int>{
            {"size > 3 +4", 2}, {"=> MQL", 6}, {"=> SQL", 4}, {"=> Lost", 5}, {"=> Won", 3}});
}

TEST_CASE("no leads: nothing was timed, and that is said", "[profile]") {
  const Case c;
  const std::string leads = c.Write("none.csv", "id,size\n");
  const RunResult r = Ripe({"score", c.rules(), leads, "--profile"});
  CHECK(r.status == 0);
  CHECK(Has(r.err, "no lead was scored"));
  CHECK(ProfileOf(Ripe({"score", c.rules(), leads, "-q", "--profile=json"}).err)["leads_timed"] ==
        0);
}

}  // namespace
}  // namespace ripe::test
