// `ripe test`: one line a test, failures below, JSON and JUnit.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

const char* const kRules =
    "field size: number\n"
    "size > 10 +20\n"
    "score >= 20 => MQL\n"
    "\n"
    "test \"big & <strong>\" {\n"
    "  given size = 11\n"
    "  expect MQL, score = 20\n"
    "}\n"
    "test \"wrong on purpose\" {\n"
    "  given size = 10\n"
    "  expect MQL\n"
    "}\n";

TEST_CASE("tests that pass") {
  const Case c;
  const RunResult r = Ripe({"test", c.rules()});
  CHECK(r.status == 0);
  CHECK(r.out == "✓ a big one\n1 passed, 0 failed\n");
  CHECK(r.err.empty());
  CHECK(Has(Ripe({"test", c.rules(), "--lang", "ko"}).out, "통과 1개, 실패 0개"));
}

TEST_CASE("tests that fail: status 1, what was expected and what came") {
  const TempDir dir;
  const std::string path = dir.Write("t.ripe", kRules);
  const RunResult r = Ripe({"test", path});
  CHECK(r.status == 1);
  CHECK(Has(r.out, "✓ big & <strong>\n✗ wrong on purpose\n    " + path + ":9: expected MQL"));
  CHECK(Has(r.out, "\n1 passed, 1 failed\n"));
  CHECK(Ripe({"test", "-"}, kRules).status == 1);
}

TEST_CASE("JSON") {
  const TempDir dir;
  const auto json =
      nlohmann::json::parse(Ripe({"test", dir.Write("t.ripe", kRules), "--format", "json"}).out);
  CHECK(json["passed"] == 1);
  CHECK(json["failed"] == 1);
  CHECK(json["files"].at(0)["tests"].at(1)["line"] == 9);
  CHECK(json["files"].at(0)["tests"].at(1)["failures"].size() == 1);
}

TEST_CASE("JUnit's XML holds any file name: what XML forbids is replaced, byte by byte") {
  const TempDir dir;
  const std::string rules =
      "field vip: yesno\nvip +1\ntest \"t\" {\n  given vip = yes\n  expect score = 1\n}\n";
  const std::string no = "\uFFFD";
  // What the name holds, and what the report says.
  const std::vector<std::pair<std::string, std::string>> names = {
      {"a\tb\nc\rd", "a&#9;b&#10;c&#13;d"},
      {"<&>\"", "&lt;&amp;&gt;&quot;"},
      {"\x01\x1f\x7f", no + no + "\x7f"},
      {"\u00e9\u0800\ud55c\ud7fb\uffee\U00010000\U0010ffff",
       "\u00e9\u0800\ud55c\ud7fb\uffee\U00010000\U0010ffff"},
      {"\x80\xbf\xc0\xc1\xf5\xff", no + no + no + no + no + no},
      {"\xc3(", no + "("},             // its second byte is missing
      {"\xe2\x82", no + no},           // its last byte is
      {"\xe0\x9f\xbf", no + no + no},  // longer than it need be
      {"\xf0\x8f\xbf\xbf", no + no + no + no},
      {"\xed\xa0\x80", no + no + no},           // half of a pair of UTF-16
      {"\xf4\x90\x80\x80", no + no + no + no},  // beyond Unicode
      {"\xef\xbf\xbd", no},                     // the sign itself
      {"\xef\xbf\xbe", no + no + no},           // never a character
      {"\xef\xbf\xbf", no + no + no},
  };
  for (const auto& [name, said] : names) {
    const RunResult r = Ripe({"test", dir.Write(name + ".ripe", rules), "--format", "junit"});
    CHECK(r.status == 0);
    CHECK(Has(r.out, "/" + said + ".ripe\" tests=\"1\" failures=\"0\" errors=\"0\">"));
  }
}

TEST_CASE("JUnit is XML that parses, whatever the names hold") {
  const Case c;
  const std::string path = c.Write("t.ripe", kRules), bad = c.Write("bad.ripe", "vip 20\n");
  const RunResult r =
      Ripe({"test", path, c.rules(), bad, "--format", "junit", "-o", c.File("out.xml")});
  CHECK(r.status == 1);
  CHECK(r.out.empty());
  const RunResult parsed = Run({"python3", "-c",
                                "import sys, xml.etree.ElementTree as e\n"
                                "r = e.parse(sys.argv[1]).getroot()\n"
                                "print(r.tag, r.get('tests'), r.get('failures'), r.get('errors'))\n"
                                "for s in r:\n"
                                "  for t in s: print(t.tag, t.get('name'), [x.tag for x in t])\n",
                                c.File("out.xml")});
  CHECK(parsed.err.empty());
  CHECK(parsed.out ==
        "testsuites 4 1 1\n"
        "testcase big & <strong> []\n"
        "testcase wrong on purpose ['failure']\n"
        "testcase a big one []\n"
        "testcase check ['error']\n");
}

TEST_CASE("a report that would lack a file replaces none") {
  const Case c;
  const std::string out = c.Write("report", "old\n"), missing = c.File("missing.ripe");
  for (const auto& [command, format] :
       std::vector<std::pair<std::string, std::string>>{{"test", "junit"},
                                                        {"test", "json"},
                                                        {"test", "text"},
                                                        {"check", "sarif"},
                                                        {"check", "json"}}) {
    INFO(command << " " << format);
    const RunResult r = Ripe({command, c.rules(), missing, "--format", format, "-o", out, "-q"});
    CHECK(r.status == 3);
    CHECK(Has(r.err, "missing.ripe could not be read"));
    CHECK(Has(r.err, "report is not written"));
    CHECK(ReadFile(out) == "old\n");
    CHECK(Ripe({command, c.rules(), "--format", format, "-o", out}).status == 0);
    CHECK(ReadFile(out) != "old\n");
    c.Write("report", "old\n");
  }
}

TEST_CASE("a file with errors, one without tests, one that is not there") {
  const TempDir dir;
  const RunResult bad = Ripe({"test", dir.Write("bad.ripe", "vip 20\n")});
  CHECK(bad.status == 1);
  CHECK(Has(bad.err, "bad.ripe:1:"));
  const RunResult none = Ripe({"test", dir.Write("none.ripe", "webinar +20\n")});
  CHECK(none.status == 0);
  CHECK(none.out == "0 passed, 0 failed\n");
  CHECK(Has(none.err, "has no tests"));
  CHECK(Ripe({"test", dir.File("missing.ripe")}).status == 3);
}

TEST_CASE("hundreds of tests in one file: each is judged by its own lead and expectations") {
  const TempDir dir;
  std::string rules = "field n, m: number\nn +1 each\nm +1000 each\ngroup g { n +2 each }\n";
  for (int i = 0; i < 150; ++i) {
    // Some give more, some expect more than others, and some of each are wrong.
    rules += "test \"t" + std::to_string(i) + "\" {\n  given n = " + std::to_string(i);
    if (i % 4 == 0) rules += ", m = 1";
    // A stage takes no place among what is computed, two numbers take two.
    rules += std::string("\n  expect ") + (i % 5 == 0 ? "Lead, " : "") +
             (i % 6 == 1 ? "g + score > -1, " : "") +
             "score = " + std::to_string(3 * i + (i % 4 == 0 ? 1000 : 0) + (i % 7 == 0));
    if (i % 3 == 0) rules += ", g = " + std::to_string(2 * i + (i % 11 == 0));
    rules += "\n}\n";
  }
  const auto json =
      nlohmann::json::parse(Ripe({"test", dir.Write("t.ripe", rules), "--format", "json"}).out);
  const auto& tests = json["files"].at(0)["tests"];
  REQUIRE(tests.size() == 150);
  for (size_t i = 0; i < tests.size(); ++i) {
    INFO(i);
    const size_t wrong = (i % 7 == 0 ? 1 : 0) + (i % 3 == 0 && i % 11 == 0 ? 1 : 0);
    CHECK(tests[i]["name"] == "t" + std::to_string(i));
    CHECK(tests[i]["passed"] == (wrong == 0));
    CHECK(tests[i]["failures"].size() == wrong);
    for (const auto& failure : tests[i]["failures"])
      CHECK(Has(failure, "the score is " + std::to_string(3 * i + (i % 4 == 0 ? 1000 : 0))));
  }
}

TEST_CASE("what stands for missing, blank texts, tags and exits in tests") {
  const TempDir dir;
  const std::string rules =
      "field title: text missing \"Select\"\nfield g: tags missing \"none\"\nfield x: number "
      "missing 9\n"
      "g contains \"y\" +1\nx > 0 +2\nx = 1 => MQL\nx = 2 => Disqualified\nx = 3 => Recycled\n";
  const auto tested = [&](const std::string& given, const std::string& expect) {
    const std::string text =
        rules + "test \"t\" {\n  given " + given + "\n  expect " + expect + "\n}\n";
    const RunResult r = Ripe({"test", dir.Write("t.ripe", text)});
    INFO(text << r.out << r.err);
    CHECK((r.status == 0) == Has(r.out, "1 passed, 0 failed"));
    return r.status == 0;
  };
  for (const char* title : {"\"Select\"", "\"SELECT\"", "\"select\"", "\" \""}) {
    CHECK(tested(std::string("title = ") + title, "title is missing"));
    CHECK_FALSE(tested(std::string("title = ") + title, "title is known"));
  }
  CHECK(tested("title = \"Selected\"", "title is known"));
  CHECK(tested("g = \"none\"", "g is missing, score = 0"));
  CHECK(tested("g = (\"none\", \"y\")", "g is known, g contains \"none\", score = 1"));
  CHECK(tested("x = 9", "x is missing, score = 0, Lead"));
  // Each result against each expectation of one.
  const std::vector<std::string> results{"Lead", "MQL", "Disqualified", "Recycled"};
  for (size_t got = 0; got < results.size(); ++got) {
    for (size_t wanted = 0; wanted < results.size(); ++wanted) {
      const std::string given = "x = " + std::to_string(got);
      CHECK(tested(given, results[wanted]) == (got == wanted));
      CHECK(tested(given, "not " + results[wanted]) == (got != wanted));
    }
  }
}

}  // namespace
}  // namespace ripe::test
