// JSON Lines: every kind of value in every type of column, keys that come late, and lines that are
// no objects.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <random>

#include "runtime/io/jsonl_rows.h"
#include "runtime/io/writer.h"
#include "tests/io/support.h"
#include "tests/support/run.h"

namespace ripe::test {
namespace {

using io::Report;
using io::ValueType;

ReadResult ReadText(const std::string& text, const ReadHow& how, Report* report,
                    const std::string& name = "leads.jsonl") {
  const TempDir folder;
  return ReadAllLeads(folder.Write(name, text), how, report);
}

TEST_CASE("JSON values in each type of column") {
  Report report;
  const std::string text =
      R"({"id": 7, "t": "Kim \"K\"\nA\u00e9\ud55c", "n": 1.50, "y": true, "d": "2026-11-20", "w": 1700000000, "g": ["a", "b, c", 5, null]})"
      "\n"
      R"({"id": "b", "t": 1.50, "n": "1,200", "y": "아니오", "d": null, "w": "1970-01-01T00:00:01Z", "g": "x;y"})"
      "\n"
      R"({"id": 12345678901234567890123, "t": false, "n": true, "y": 1, "d": 5, "w": true, "g": []})"
      "\n"
      R"({"id": "d", "t": {"a": [1, "}"]}, "n": NaN, "y": -1, "d": ["2026-01-01"], "w": {}, "g": [["a"]]})"
      "\n"
      R"({ "id" : "e" , "t" : "  " , "n" : "" })"
      "\r\n";
  const ReadResult read = ReadText(text,
                                   {.columns = {{"t", ValueType::kText},
                                                {"n", ValueType::kNumber},
                                                {"y", ValueType::kYesNo},
                                                {"d", ValueType::kDate},
                                                {"w", ValueType::kTime},
                                                {"g", ValueType::kTags}}},
                                   &report);
  REQUIRE(read.status.ok());
  CHECK(read.columns == std::vector<std::string>{"id", "t", "n", "y", "d", "w", "g"});
  REQUIRE(read.rows.size() == 5);
  CHECK(read.rows[0] ==
        Row{"7", "Kim \"K\"\nAé한", "1.5", "y", "2026-11-20", "1700000000000000", "a|b, c|5"});
  CHECK(read.rows[1] == Row{"b", "1.50", "1200", "n", "-", "1000000", "x|y"});
  CHECK(read.rows[2] == Row{"12345678901234567890123", "false", "-", "y", "-", "-", "-"});
  CHECK(read.rows[3] == Row{"d", "-", "-", "-", "-", "-", "-"});
  CHECK(read.rows[4] == Row{"e", "-", "-", "-", "-", "-", "-"});
  CHECK(report.rejected() == 0);
  std::string unreadable;
  for (const io::UnreadableCells& u : report.unreadable())
    unreadable += fmt::format("{} {} {} {}\n", u.column, u.count, u.example_line, u.example);
  CHECK(unreadable ==
        "n 2 3 true\nd 2 3 5\nw 2 3 true\nt 1 4 {\"a\": [1, \"}\"]}\ny 1 4 -1\ng 1 4 [[\"a\"]]\n");
}

TEST_CASE("keys that appear late are columns") {
  Report report;
  std::string text;
  for (int i = 0; i < 5000; ++i) text += fmt::format("{{\"id\":{},\"a\":1}}\n", i);
  text += "{\"late\":\"x\",\"a\":2,\"id\":9999}\n";
  const ReadResult read =
      ReadText(text, {.columns = {{"a", ValueType::kNumber}, {"late", ValueType::kText}}}, &report);
  CHECK(read.columns == std::vector<std::string>{"id", "a", "late"});
  REQUIRE(read.rows.size() == 5001);
  CHECK(read.rows[5000] == Row{"9999", "2", "x"});
  CHECK(read.rows[0] == Row{"0", "1", "-"});
}

TEST_CASE("lines that are no objects are rejected, the others are read") {
  Report report({.max_examples = 20});
  const std::string text =
      "{\"id\":1,\"v\":1}\n"
      "[1,2]\n"
      "7\n"
      "{\"id\":2\n"
      "\n"
      "{\"id\":3,\"v\":tru}\n"
      "{\"id\":4,\"v\":01}\n"
      "{\"id\":5,\"v\":1} x\n"
      "{\"id\":6,\"v\":1,\"v\":2}\n"
      "{\"v\":1}\n"
      "{\"id\":1}\n"
      "hello\n"
      "{\"id\":\"a\tb\"}\n"
      "{\"id\":8,\"v\":\"x\"}\n"
      "{}\n"
      "{\"id\":[1]}\n"
      "{\"id\":9,\"v\":2}";
  const ReadResult read = ReadText(text, {.columns = {{"v", ValueType::kNumber}}}, &report);
  REQUIRE(read.status.ok());
  CHECK(read.rows == std::vector<Row>{{"1", "1"}, {"8", "-"}, {"9", "2"}});
  std::vector<uint64_t> lines;
  for (const io::Reject& r : report.examples()) lines.push_back(r.line);
  CHECK(lines == std::vector<uint64_t>{2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16});
  CHECK(report.leads().rows == 16);
  CHECK(report.leads().used() == 3);
  CHECK(io::RejectText(report.examples()[6]) == "the key \"v\" occurs twice");
  CHECK(report.examples()[6].column == 19);
  CHECK(report.unreadable().size() == 1);
}

TEST_CASE("a line is one object, and a key occurs once, null or not") {
  Report report;
  const ReadResult read = ReadText(
      "{\"id\":1,\"v\":1}{\"id\":2,\"v\":2}\n"
      "{\"id\":3,\"v\":3} {\"id\":4}\n"
      "{\"id\":5,\"v\":5}}\n"
      "{\"id\":6,\"v\":null,\"v\":7}\n"
      "{\"id\":8,\"v\":null}\n",
      {.columns = {{"v", ValueType::kNumber}}}, &report);
  REQUIRE(read.status.ok());
  CHECK(read.rows == std::vector<Row>{{"8", "-"}});
  REQUIRE(report.examples().size() == 4);
  for (size_t k = 0; k < 4; ++k) CHECK(report.examples()[k].line == k + 1);
  CHECK(io::RejectText(report.examples()[3]) == "the key \"v\" occurs twice");
}

TEST_CASE("escaped keys are the keys they spell") {
  Report report;
  const ReadResult read = ReadText("{\"id\":1,\"a\\u0062\\\"\":\"x\"}\n",
                                   {.columns = {{"ab\"", ValueType::kText}}}, &report);
  CHECK(read.columns == std::vector<std::string>{"id", "ab\""});
  CHECK(read.rows == std::vector<Row>{{"1", "x"}});
}

TEST_CASE("JSONL rows do not depend on blocks") {
  std::string text;
  for (int i = 0; i < 200; ++i)
    text += fmt::format("{{\"id\":{},\"v\":\"{}\\n\"}}\n{}", i,
                        std::string(static_cast<size_t>(i % 90), 'x'), i % 3 == 0 ? "\n" : "");
  const std::vector<std::string_view> keys{"id", "v"};
  for (size_t bytes : {1u, 16u, 64u, 333u, 1u << 18}) {
    io::LineSplitter blocks(std::make_unique<MemorySource>(text, 11), bytes);
    io::JsonlRows rows(keys, {1});
    uint64_t line = 1;
    int n = 0;
    while (true) {
      bool wait = false;
      Result<std::shared_ptr<io::TextBlock>> block = blocks.Next(&wait);
      REQUIRE(block.ok());
      if (*block == nullptr) break;
      io::Places places((*block)->text(), line, false);
      rows.Open(**block, (*block)->size);
      while (rows.NextRows()) {
        for (uint32_t r = 0; r < rows.rows(); ++r, ++n) {
          io::Cell cell;
          rows.Cells(0, {&r, 1}, &cell);
          REQUIRE(cell.text() == std::string(static_cast<size_t>(n % 90), 'x') + "\n");
          REQUIRE(places.At(rows.RowExtent(r).begin).line ==
                  static_cast<uint64_t>(1 + n + (n + 2) / 3));
        }
      }
      REQUIRE(blocks.Finish(*block, rows.consumed()));
      line += io::LinesIn((*block)->text(), false);
    }
    CHECK(n == 200);
  }
}

TEST_CASE("a JSON line longer than 64 MB is rejected, the rest is read") {
  Report report;
  const std::string text = "{\"id\":1}\n{\"id\":2,\"v\":\"" +
                           std::string((size_t{64} << 20) + 70'000'000, 'x') + "\"}\n{\"id\":3}\n";
  const ReadResult read = ReadText(text, {}, &report);
  REQUIRE(read.status.ok());
  CHECK(read.rows == std::vector<Row>{{"1"}, {"3"}});
  REQUIRE(report.examples().size() == 1);
  CHECK(report.examples()[0].line == 2);
}

TEST_CASE("a JSONL file without one object is said to be so") {
  for (const std::string text : {"", "\n", "x\ny\n", "{}\n", "[1]\n", "{\"id\":\n"}) {
    INFO(text);
    Report report;
    const ReadResult read = ReadText(text, {}, &report);
    CHECK(read.columns.empty());
    CHECK(read.status.code() == StatusCode::kIo);
    CHECK(read.status.message().find("no line is a JSON object with a key") != std::string::npos);
  }
}

TEST_CASE("invalid UTF-8 in JSONL is an error of the file") {
  Report report;
  const Status status = ReadText("{\"id\":1}\n{\"id\":\"\xb0\xa1\"}\n", {}, &report).status;
  CHECK(status.code() == StatusCode::kIo);
  CHECK(status.message().find(":2:8:") != std::string::npos);
}

TEST_CASE("random texts survive JSON") {
  std::mt19937 random(4);
  const std::vector<std::string> pieces = {"a",  "\"",   "\\", "\n", "\t",
                                           "한", "\x01", "😀", "/",  "u0041"};
  std::string text;
  std::vector<Row> expected;
  for (int i = 0; i < 2000; ++i) {
    std::string value = "v";
    for (size_t k = random() % 8; k > 0; --k) value += pieces[random() % pieces.size()];
    text += fmt::format("{{\"id\":{},\"v\":", i);
    io::AppendJsonText(value, &text);
    text += "}\n";
    expected.push_back({fmt::format("{}", i), value});
  }
  Report report;
  const ReadResult read = ReadText(text, {.columns = {{"v", ValueType::kText}}}, &report);
  REQUIRE(read.status.ok());
  CHECK((read.rows == expected));
}

}  // namespace
}  // namespace ripe::test
