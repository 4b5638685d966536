// Options beside each other: each pair of those that change nothing of the scores, under each set
// of those that do; and exit statuses of several files in every order.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

using Words = std::vector<std::string>;

Words Together(const std::vector<Words>& all) {
  Words words;
  for (const Words& some : all) words.insert(words.end(), some.begin(), some.end());
  return words;
}

// What changes the output: each by itself, and all sets of them.
struct Effects {
  bool bom, raw, reasons, json;
};

std::string Expected(const Effects& e) {
  if (e.json) {
    const char* more = e.reasons ? ",\"reasons\":\"size > 3 (+5)\"" : "";
    return fmt::format(
        "{{\"id\":\"=1\",\"score\":5,\"stage\":\"MQL\"{}}}\n{{\"id\":\"b\",\"score\":0,\"stage\":"
        "\"Lead\"{}}}\n",
        more, e.reasons ? ",\"reasons\":\"\"" : "");
  }
  return fmt::format("{}id,score,stage{}\n{}=1,5,MQL{}\nb,0,Lead{}\n", e.bom ? "\xef\xbb\xbf" : "",
                     e.reasons ? ",reasons" : "", e.raw ? "" : "'",
                     e.reasons ? ",size > 3 (+5)" : "", e.reasons ? "," : "");
}

TEST_CASE("score: each pair of options that change no score, under all that change the output") {
  const TempDir dir;
  const std::string rules =
      dir.Write("r.ripe", "size > 3 +5\nvisit in 30d and size > 9 +1\nscore >= 5 => MQL\n");
  const std::string leads = dir.Write("l.csv", "id,size\n=1,5\nb,1\n");
  const std::string events =
      dir.Write("e.csv", "lead_id,type,at,key\nb,visit,2026-11-19,1\n=1,visit,2026-11-19,2\n");
  const std::string out = dir.File("out.file");
  const std::vector<Words> neutral{{"--threads", "1"},
                                   {"--threads=32"},
                                   {"--engine", "interpreter"},
                                   {"--engine=jit"},
                                   {"-q"},
                                   {"-v"},
                                   {"--lang", "ko"},
                                   {"--color", "always"},
                                   {"--profile"},
                                   {"--profile=json"},
                                   {"--memory-limit", "4GB"},
                                   {"--rejects", dir.File("rejects.csv")},
                                   {"--strict"},
                                   {"--event-id", "key"},
                                   {"--id", "ID"},
                                   {"--leads-format", "csv"},
                                   {"--events-format=CSV"},
                                   {"--delimiter", ","},
                                   {"--encoding", "utf-8"},
                                   {"-o", "-"},
                                   {"-o", out}};
  size_t runs = 0;
  for (size_t a = 0; a < neutral.size(); ++a) {
    for (size_t b = a + 1; b < neutral.size(); ++b) {
      const auto name = [](const std::string& word) { return word.substr(0, word.find('=')); };
      if (name(neutral[a][0]) == name(neutral[b][0])) continue;  // once is enough
      const size_t set = runs++ % 16;                            // each set comes with many pairs
      const bool to_file = neutral[b].back() == out;
      // A file is CSV by its name, whatever --format says.
      const Effects effects{(set & 1) != 0, (set & 2) != 0, (set & 4) != 0,
                            (set & 8) != 0 && !to_file};
      Words words{"score", rules, leads, "--events", events, "--as-of", "2026-11-20"};
      words = Together({words, neutral[a], neutral[b]});
      if (effects.bom) words.emplace_back("--bom");
      if (effects.raw) words.emplace_back("--raw");
      if (effects.reasons) words = Together({words, {"--reasons", "3"}});
      if ((set & 8) != 0) words = Together({words, {"--format", "json"}});
      INFO(neutral[a][0] << " " << neutral[b][0] << " set " << set);
      const RunResult r = Ripe(words);
      CHECK(r.status == 0);
      const std::string expected = Expected(effects);
      CHECK(r.out == (to_file ? "" : expected));
      if (to_file) CHECK(ReadFile(out) == expected);
    }
  }
  CHECK(runs > 190);
}

// Files of each kind, and the status that one of them alone gives.
struct Kind {
  std::string path;
  int status;
};

TEST_CASE("the status of several files is the worst of each, in any order") {
  const TempDir dir;
  const char* const good = "vip +1\ntest \"t\" {\n  given vip = yes\n  expect score = 1\n}\n";
  const std::string tidy = Ripe({"fmt", "-"}, good).out;
  for (const std::string command : {"check", "test", "fmt --check", "fmt"}) {
    std::vector<Kind> kinds{{"good.ripe", 0}, {"broken.ripe", 1}, {"missing.ripe", 3}};
    if (command == "test") kinds.push_back({"failing.ripe", 1});
    if (command == "fmt --check") kinds.push_back({"untidy.ripe", 1});
    if (command == "check") kinds.push_back({"warned.ripe", 0});
    std::sort(kinds.begin(), kinds.end(),
              [](const Kind& a, const Kind& b) { return a.path < b.path; });
    dir.Write("good.ripe", tidy);
    dir.Write("broken.ripe", "vip 20\n");
    dir.Write("failing.ripe", tidy + "test \"u\" {\n  given vip = yes\n  expect score = 2\n}\n");
    dir.Write("untidy.ripe", "vip    +1\n");
    dir.Write("warned.ripe", "vip +1\nscore >= 600 => MQL\n");
    do {
      for (size_t count = 1; count <= kinds.size(); ++count) {
        Words words = command.starts_with("fmt") ? Words{"fmt"} : Words{command};
        if (command == "fmt --check") words.emplace_back("--check");
        int worst = 0;
        std::string names;
        for (size_t k = 0; k < count; ++k) {
          words.push_back(dir.File(kinds[k].path));
          worst = std::max(worst, kinds[k].status);
          names += kinds[k].path + " ";
        }
        INFO(command << " " << names);
        CHECK(Ripe(words).status == worst);
      }
    } while (std::next_permutation(kinds.begin(), kinds.end(),
                                   [](const Kind& a, const Kind& b) { return a.path < b.path; }));
  }
}

const char* const kTested =
    "vip +1\nscore >= 9 => MQL\ntest \"t\" {\n  given vip = yes\n  expect score = 2\n}\n";

TEST_CASE("a file gets no colours and the same text, whatever --color says") {
  const Case c;
  const std::string bad = c.Write("bad.ripe", "vip 20\nsize >\n"),
                    tests = c.Write("t.ripe", kTested);
  const std::string out = c.File("out.txt");
  const std::vector<Words> all{{"check", bad},
                               {"check", tests},
                               {"check", bad, "--lang", "ko"},
                               {"test", tests},
                               {"explain", c.rules(), c.leads(), "--events", c.events(), "--as-of",
                                "2026-11-20", "--id", "a1"}};
  for (const Words& words : all) {
    INFO(words[0] << " " << words.back());
    const RunResult plain = Ripe(Together({words, {"--color", "never"}}));
    const RunResult loud = Ripe(Together({words, {"--color", "always"}}));
    CHECK(Has(loud.out, "\x1b["));
    CHECK_FALSE(Has(plain.out, "\x1b["));
    for (const char* color : {"always", "auto", "never"}) {
      const RunResult r = Ripe(Together({words, {"--color", color, "-o", out}}));
      CHECK(r.status == plain.status);
      CHECK(r.out.empty());
      CHECK(ReadFile(out) == plain.out);
    }
  }
}

TEST_CASE("check: notes about data stand beside the documents of tools, not in them") {
  const Case c;
  const std::string rules = c.Write("r.ripe", "size > 3 +1\nsize > 900 +2\nscore >= 600 => MQL\n");
  for (const std::string format : {"json", "sarif", "github"}) {
    INFO(format);
    const Words with{"check", rules, "--leads", c.leads(), "--format", format};
    const RunResult r = Ripe(with), alone = Ripe({"check", rules, "--format", format});
    CHECK(r.status == 0);
    CHECK(r.out == alone.out);
    CHECK(Has(r.err, "gives points to none of the 3 leads"));
  }
  CHECK(
      Has(Ripe({"check", rules, "--leads", c.leads()}).out, "gives points to none of the 3 leads"));
}

TEST_CASE("test: files have their names above them where there are several") {
  const TempDir dir;
  const std::string a = dir.Write("a.ripe", kTested), b = dir.Write("b.ripe", kTested);
  const std::string one = Ripe({"test", a}).out, other = Ripe({"test", b}).out;
  const auto body = [](const std::string& text) { return text.substr(0, text.find("0 passed")); };
  CHECK(one == body(one) + "0 passed, 1 failed\n");
  CHECK_FALSE(one.starts_with(a));
  CHECK(Ripe({"test", a, b}).out ==
        a + "\n" + body(one) + b + "\n" + body(other) + "0 passed, 2 failed\n");
  CHECK(Ripe({"test", b, a, b}).out == b + "\n" + body(other) + a + "\n" + body(one) + b + "\n" +
                                           body(other) + "0 passed, 3 failed\n");
}

TEST_CASE("test: JUnit counts the broken files, in any order") {
  const TempDir dir;
  const std::string bad = dir.Write("bad.ripe", "vip 20\n"), good = dir.Write("good.ripe", kTested);
  const auto head = [](const Words& files) {
    const std::string out = Ripe(Together({{"test", "--format", "junit"}, files})).out;
    const size_t at = out.find("<testsuites");
    return out.substr(at, out.find('>', at) - at + 1);
  };
  CHECK(head({bad, good}) == "<testsuites name=\"ripe\" tests=\"2\" failures=\"1\" errors=\"1\">");
  CHECK(head({good, bad}) == "<testsuites name=\"ripe\" tests=\"2\" failures=\"1\" errors=\"1\">");
  CHECK(head({bad, good, bad, good, good}) ==
        "<testsuites name=\"ripe\" tests=\"5\" failures=\"3\" errors=\"2\">");
}

TEST_CASE("fmt - as JSON has the text, laid out already or not") {
  for (const char* text : {"vip  +1\n", "vip +1\n", ""}) {
    const std::string tidy = Ripe({"fmt", "-"}, text).out;
    const auto file =
        nlohmann::json::parse(Ripe({"fmt", "-", "--format", "json"}, text).out)["files"].at(0);
    CHECK(file["text"] == tidy);
    CHECK(file["changed"] == (tidy != text));
  }
}

TEST_CASE("no option writes over what is read") {
  const Case c;
  const std::string second = c.Write("second.csv", "lead_id,type,at\n");
  for (const std::string& input : {c.rules(), c.leads(), c.events(), second}) {
    const std::string before = ReadFile(input);
    for (const char* command : {"score", "explain", "check"}) {
      for (const char* option : {"-o", "--rejects"}) {
        if (std::string(command) == "check" && std::string(option) != "-o") continue;
        Words words{command, c.rules()};
        if (std::string(command) == "check") words.emplace_back("--leads");
        words = Together({words, {c.leads(), "--events", c.events(), "--events", second}});
        if (std::string(command) == "explain") words = Together({words, {"--id", "a1"}});
        const RunResult r = Ripe(Together({words, {option, input}}));
        INFO(command << " " << option << " " << input);
        CHECK(r.status == 2);
        CHECK(Has(r.err, input));
        CHECK(ReadFile(input) == before);
      }
    }
  }
}

TEST_CASE("the language: --lang wherever it stands, else the first variable that is set") {
  const Case c;
  const auto korean = [](const RunResult& r) { return Has(r.out + r.err, "니다"); };
  const auto check = [&](const Words& environment) {
    return korean(Ripe({"check", c.rules()}, "", environment));
  };
  for (const char* locale : {"ko", "ko_KR", "ko_KR.UTF-8", "ko.UTF-8"})
    CHECK(check({std::string("LC_ALL=") + locale}));
  for (const char* locale : {"kok_IN", "k", "C", "en_US.UTF-8", "Korean"})
    CHECK_FALSE(check({std::string("LC_ALL=") + locale, "LC_MESSAGES=ko", "LANG=ko"}));
  CHECK(check({"LC_ALL=", "LC_MESSAGES=ko", "LANG=en"}));
  CHECK_FALSE(check({"LC_ALL=", "LC_MESSAGES=en", "LANG=ko"}));
  CHECK(check({"LC_ALL=", "LC_MESSAGES=", "LANG=ko_KR"}));
  for (const Words& words : std::vector<Words>{{"--lang", "ko", "chekc"},
                                               {"--lang=ko", "chekc"},
                                               {"chekc", "--lang=ko"},
                                               {"chekc", "a", "--lang", "ko"},
                                               {"check", "--nonsense", "--lang=ko"},
                                               {"check", "--lang=ko", "--nonsense"}}) {
    const RunResult r = Ripe(words);
    CHECK(r.status == 2);
    CHECK(korean(r));
  }
}

TEST_CASE("two letters swapped in a command are seen; names that are empty, and what -- ends") {
  for (const std::string command : {"score", "explain", "check", "test", "version"}) {
    for (size_t i = 0; i + 1 < command.size(); ++i) {
      std::string wrong = command;
      std::swap(wrong[i], wrong[i + 1]);
      if (wrong == command) continue;
      const RunResult r = Ripe({wrong});
      INFO(wrong);
      CHECK(r.status == 2);
      CHECK(Has(r.err, "did you mean `ripe " + command + "`?"));
    }
  }
  const Case c;
  for (const Words& words : std::vector<Words>{{"check", ""},
                                               {"check", c.rules(), ""},
                                               {"check", "", c.rules()},
                                               {"score", "", c.leads()},
                                               {"score", c.rules(), ""}}) {
    const RunResult r = Ripe(words);
    CHECK(r.status == 2);
    CHECK(Has(r.err, "is empty; it needs a name"));
  }
  c.Write("-odd.ripe", "vip +1\n");
  c.Write("--", "vip +1\n");
  for (const char* words :
       {"check -- -odd.ripe", "check -- --", "check rules.ripe -- -odd.ripe --"})
    CHECK(Shell(std::string("cd $DIR && $RIPE ") + words, c.dir().path().string()).status == 0);
  for (const auto& [threads, status] :
       {std::pair("0", 0), {"1024", 0}, {"1025", 2}, {"-1", 2}, {"1.5", 2}, {"99999999999", 2}})
    CHECK(Ripe({"check", c.rules(), std::string("--threads=") + threads}).status == status);
}

TEST_CASE("no control character of a name reaches the terminal") {
  const Case c;
  for (int byte = 1; byte < 0x80; ++byte) {
    if (byte >= 0x20 && byte != 0x7F) continue;
    if (byte == '\n' || byte == '\t') continue;
    const std::string sign(1, static_cast<char>(byte));
    INFO(byte);
    for (const Words& words : std::vector<Words>{{"check", c.File("no" + sign + ".ripe")},
                                                 {"score", c.rules(), c.File("no" + sign + ".csv")},
                                                 {"test", c.File("no" + sign + ".ripe")}}) {
      const RunResult r = Ripe(words);
      CHECK(r.status == 3);
      CHECK_FALSE(Has(r.err, sign));
      CHECK(Has(r.err, "no?."));
    }
  }
}

}  // namespace
}  // namespace ripe::test
