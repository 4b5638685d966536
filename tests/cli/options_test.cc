// Options beside each other: each pair of those that change nothing of the scores, under each set
// of those that do; and exit statuses of several files in every order.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

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
      const size_t set = runs++ % 16;  // each set comes with many pairs
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

}  // namespace
}  // namespace ripe::test
