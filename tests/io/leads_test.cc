// Reading leads from CSV: types, what is rejected and why, what is counted, how chunks come out.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>

#include "runtime/io/text_codes.h"
#include "runtime/io/writer.h"
#include "tests/io/support.h"
#include "tests/support/golden.h"
#include "tests/support/run.h"
#include "tests/support/shown.h"

namespace ripe::test {
namespace {

using io::RejectReason;
using io::Report;
using io::ValueType;

ReadResult ReadText(const std::string& text, const ReadHow& how, Report* report,
                    const std::string& name = "leads.csv") {
  const TempDir folder;
  return ReadAllLeads(folder.Write(name, text), how, report);
}

// "line:column reason" of each rejected row.
std::vector<std::string> Rejects(const Report& report) {
  std::vector<std::string> out;
  for (const io::Reject& r : report.examples())
    out.push_back(fmt::format("{}:{} {}", r.line, r.column, io::RejectText(r)));
  return out;
}

TEST_CASE("each type of column") {
  Report report;
  const std::string text =
      "id,name,size,member,born,seen,likes\n"
      "1,Kim,\"1,200\",yes,2000-01-02,1970-01-01T00:00:01Z,a;b\n"
      "2,,x,maybe,never,later,\n"
      "3, ,12.5%,O,2000. 1. 2.,1970-01-01 09:00,\"c, a\"\n";
  const ReadResult read = ReadText(text,
                                   {.columns = {{"name", ValueType::kText},
                                                {"size", ValueType::kNumber},
                                                {"member", ValueType::kYesNo},
                                                {"born", ValueType::kDate},
                                                {"seen", ValueType::kTime},
                                                {"likes", ValueType::kTags},
                                                {"nothing", ValueType::kText}},
                                    .zone = "Asia/Seoul"},
                                   &report);
  REQUIRE(read.status.ok());
  CHECK(read.rows ==
        std::vector<Row>{{"1", "Kim", "1200", "y", "2000-01-02", "1000000", "a|b", "none"},
                         {"2", "-", "-", "-", "-", "-", "-", "none"},
                         {"3", "-", "0.125", "y", "2000-01-02", "0", "c|a", "none"}});
  CHECK(report.leads().rows == 3);
  CHECK(report.leads().used() == 3);
  REQUIRE(report.unreadable().size() == 4);
  const io::UnreadableCells& size = report.unreadable()[0];
  CHECK(size.column == "size");
  CHECK(size.type == "number");
  CHECK(size.count == 1);
  CHECK(size.example == "x");
  CHECK(size.example_line == 3);
  CHECK(size.example_column == 4);
}

TEST_CASE("rows are rejected with file, line, column and reason") {
  Report report({.max_examples = 20});
  const std::string text =
      "id,name\n"
      "1,a\n"
      ",b\n"
      "1,c\n"
      "2\n"
      "3,d,e\n"
      "\n"
      "\"4\"x,f\n"
      "가,\"나\n다\"\n"
      "  ,g\n"
      "5,h\n"
      "6,\"open\n"
      "7,i\n";
  const ReadResult read = ReadText(text, {.columns = {{"name", ValueType::kText}}}, &report);
  REQUIRE(read.status.ok());
  CHECK(read.rows == std::vector<Row>{{"1", "a"}, {"가", "나\n다"}, {"5", "h"}, {"7", "i"}});
  CHECK(Rejects(report) ==
        std::vector<std::string>{
            "3:1 the id is missing",
            "4:1 the id \"1\" has occurred before",
            "5:2 the row has 1 cell, the header 2",
            "6:5 the row has 3 cells, the header 2",
            "8:4 there is text after the closing quote (a quote within quotes is written twice)",
            "11:1 the id is missing",
            "13:3 a quote is never closed",
        });
  CHECK(report.leads().rows == 11);
  CHECK(report.leads().rejected == 7);
  CHECK(report.leads().rows == report.leads().used() + report.leads().rejected);
  CHECK(report.rejected(RejectReason::kWrongCells) == 2);
  CHECK(report.examples()[2].row == "2");
}

TEST_CASE("what is wrong at the very end of a file is said too") {
  // Found by the fuzzer: without a last line end these rows were dropped in silence, and counted as
  // read.
  Report report;
  const ReadResult read =
      ReadText("id,name\n1,a\n2", {.columns = {{"name", ValueType::kText}}}, &report);
  CHECK(read.rows == std::vector<Row>{{"1", "a"}});
  CHECK(report.leads().rows == 2);
  CHECK(report.leads().rejected == 1);
  CHECK(Rejects(report) == std::vector<std::string>{"3:2 the row has 1 cell, the header 2"});
  Report no_id;
  CHECK(ReadText("name,id\na,1\nb,", {}, &no_id).rows.size() == 1);
  CHECK(no_id.leads().rejected == 1);
  CHECK(Rejects(no_id).size() == 1);
  Report strict({.strict = true});
  CHECK(ReadText("id,name\n1,a\n2", {}, &strict).status.code() == StatusCode::kData);
}

TEST_CASE("--rejects keeps every rejected row") {
  const TempDir folder;
  Report report({.max_examples = 1, .rejects_path = folder.File("rejects.csv")});
  const std::string path = folder.Write("leads.csv", "id,name\n,\"a,b\"\n1,x\n1,y\n");
  REQUIRE(ReadAllLeads(path, {}, &report).status.ok());
  CHECK(report.examples().size() == 1);
  CHECK_FALSE(std::filesystem::exists(folder.File("rejects.csv")));
  REQUIRE(report.Finish().ok());
  CHECK(ReadFile(folder.File("rejects.csv")) ==
        "file,line,column,reason,row\n" + path + ",2,1,the id is missing,\",\"\"a,b\"\"\"\n" +
            path + ",4,1,\"the id \"\"1\"\" has occurred before\",\"1,y\"\n");
  Report none({.rejects_path = folder.File("rejects.csv")});
  REQUIRE(none.Finish().ok());
  CHECK(ReadFile(folder.File("rejects.csv")) == "file,line,column,reason,row\n");
}

TEST_CASE("strict stops at the first in the file, row or cell") {
  const TempDir folder;
  const auto first_error = [&](const std::string& text) {
    Report report({.strict = true});
    return ReadAllLeads(folder.Write("l.csv", text),
                        {.columns = {{"b", ValueType::kNumber}, {"a", ValueType::kNumber}}},
                        &report)
        .status;
  };
  // Column b is read before column a, but a's cell comes first.
  const Status cell = first_error("id,a,b\n1,x,1\n2,1,y\n,1,1\n");
  CHECK(cell.code() == StatusCode::kData);
  CHECK(cell.message() ==
        folder.File("l.csv") + ":2:3: \"x\" in the column a cannot be read as a number.");
  CHECK(first_error("id,a,b\n1,2,1\n1,1,1\n2,z,1\n").message() ==
        folder.File("l.csv") + ":3:1: the id \"1\" has occurred before.");
  CHECK(first_error("id,a,b\n1,2,1\n1,1\n2,z,1\n").message() ==
        folder.File("l.csv") + ":3:4: the row has 2 cells, the header 3.");
  CHECK(first_error("id,a,b\n1,2,1\n").ok());
}

TEST_CASE("byte-order mark, CR, CRLF, blank lines, no last line end") {
  Report report;
  const std::vector<Row> expected = {{"1", "a"}, {"2", "b"}};
  const ReadHow how = {.columns = {{"name", ValueType::kText}}};
  for (const char* text :
       {"\xef\xbb\xbfid,name\n1,a\n2,b\n", "id,name\r\n1,a\r\n2,b", "id,name\r1,a\r2,b\r",
        "\n\nid,name\n\n1,a\n\r\n2,b\n\n\n\n", "\"id\",\"name\"\n\"1\",\"a\"\n2,b"}) {
    INFO(text);
    const ReadResult read = ReadText(text, how, &report);
    REQUIRE(read.status.ok());
    CHECK(read.rows == expected);
  }
  CHECK(report.rejected() == 0);
}

TEST_CASE("blank lines are no rows, also in a file of one column; a header's line is counted") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    for (size_t blank = 0; blank <= 3; ++blank) {
      std::string lines;
      for (size_t i = 0; i < blank; ++i) lines += end;
      Report report;
      const ReadResult read = ReadText(
          lines + "id" + end + lines + "1" + end + lines + "\"2\"" + end + lines, {}, &report);
      INFO(Catch::Detail::stringify(end) << " " << blank);
      CHECK(read.rows == std::vector<Row>{{"1"}, {"2"}});
      CHECK(report.leads().rows == 2);
      CHECK(report.rejected() == 0);
      // A quoted cell without a text is a row, and lacks its id.
      CHECK(ReadText("id" + end + "\"\"" + end + lines + "1", {}, &report).rows ==
            std::vector<Row>{{"1"}});
      CHECK(report.rejected() == 1);
      const std::string broken =
          ReadText(lines + "id,\xff" + end + "1,2" + end, {}, &report).status.message();
      CHECK(broken.find(fmt::format(":{}:4: the byte 0xFF", blank + 1)) != std::string::npos);
      const std::string open =
          ReadText(lines + "id,\"a\"b" + end + "1,2" + end, {}, &report).status.message();
      CHECK(open.find(fmt::format(":{}:7: there is text after the closing quote", blank + 1)) !=
            std::string::npos);
    }
  }
}

TEST_CASE("ids that are missing and ids that occur again, wherever in a block they stand") {
  // A block of half a megabyte is read in pieces of a quarter.
  constexpr size_t kRows = 50'000;
  for (const auto& [missing, again] : {std::pair(5, 9),
                                       {5, 45'000},
                                       {45'000, 5},
                                       {40'000, 45'000},
                                       {1, 26'000},
                                       {26'000, 45'000}}) {
    std::string text = "id,name\n";
    for (size_t i = 0; i < kRows; ++i) {
      const bool none = i == static_cast<size_t>(missing), twice = i == static_cast<size_t>(again);
      text += fmt::format("{},n{:05}\n", none ? "" : twice ? "00000" : fmt::format("{:05}", i), i);
    }
    Report report;
    const ReadResult read = ReadText(text, {.columns = {{"name", ValueType::kText}}}, &report);
    INFO(missing << " " << again);
    CHECK(read.rows.size() == kRows - 2);
    for (const Row& row : read.rows) REQUIRE("n" + row[0] == row[1]);
    std::vector<std::string> said{
        fmt::format("{}:1 the id is missing", missing + 2),
        fmt::format("{}:1 the id \"00000\" has occurred before", again + 2)};
    if (again < missing) std::swap(said[0], said[1]);
    CHECK(Rejects(report) == said);
  }
}

TEST_CASE("no cell of a rejects file is run by a spreadsheet") {
  const TempDir folder;
  for (const std::string cell : {"=1+1", "+1", "-1", "@x", "\tx"}) {
    Report report({.rejects_path = folder.File("rejects.csv")});
    REQUIRE(ReadAllLeads(folder.Write("=leads.csv", "name,id\n" + cell + ",\nx,1\n" + cell + ",\n"),
                         {}, &report)
                .status.ok());
    REQUIRE(report.Finish().ok());
    const std::string file = ReadFile(folder.File("rejects.csv"));
    INFO(file);
    CHECK(file.find("\"'" + cell + ",\"\n") != std::string::npos);
  }
}

TEST_CASE("delimiters and formats") {
  Report report;
  const std::vector<Row> expected = {{"1", "a,b"}};
  ReadHow how = {.columns = {{"name", ValueType::kText}}};
  CHECK(ReadText("id\tname\n1\ta,b\n", how, &report, "l.tsv").rows == expected);
  how.source.delimiter = ";";
  CHECK(ReadText("id;name\n1;a,b\n", how, &report).rows == expected);
  how.source.delimiter = "tab";
  CHECK(ReadText("id\tname\n1\ta,b\n", how, &report).rows == expected);
  how.source.delimiter = "ab";
  CHECK(ReadText("id\n1\n", how, &report).status.code() == StatusCode::kUsage);
  how.source.delimiter = "\"";
  CHECK(ReadText("id\n1\n", how, &report).status.code() == StatusCode::kUsage);
  how = {};
  how.source.format = "xlsx";
  CHECK(ReadText("id\n1\n", how, &report).status.code() == StatusCode::kUsage);
  how.source.format = "tsv";
  CHECK(ReadText("id\tname\n1\ta\n", how, &report, "l.txt").columns.size() == 2);
}

TEST_CASE("files that are no tables") {
  Report report;
  CHECK(ReadText("", {}, &report).status.code() == StatusCode::kIo);
  CHECK(ReadText("\n\n", {}, &report).status.code() == StatusCode::kIo);
  CHECK(ReadText("\xef\xbb\xbf", {}, &report).status.code() == StatusCode::kIo);
  CHECK(ReadText("id,\"a\nb,c\n", {}, &report).status.code() == StatusCode::kIo);
  CHECK(ReadAllLeads("/nowhere/leads.csv", {}, &report).status.code() == StatusCode::kIo);
  CHECK(ReadAllLeads("/tmp", {}, &report).status.code() == StatusCode::kIo);
  const ReadResult header_only = ReadText("id,a\n", {}, &report);
  CHECK(header_only.status.ok());
  CHECK(header_only.rows.empty());
}

TEST_CASE("the id column") {
  Report report;
  CHECK(ReadText("Email,Lead ID\na,1\n", {}, &report).rows == std::vector<Row>{{"1"}});
  CHECK(ReadText("email,x\na,1\n", {}, &report).rows == std::vector<Row>{{"a"}});
  CHECK(ReadText("ID,id\na,1\n", {}, &report).rows == std::vector<Row>{{"1"}});
  CHECK(ReadText("a,B c\na,1\n", {.id = "b_c"}, &report).rows == std::vector<Row>{{"1"}});
  const Status lacking = ReadText("a;b\n1;2\n", {}, &report).status;
  CHECK(lacking.code() == StatusCode::kUsage);
  CHECK(lacking.message().find("--delimiter") != std::string::npos);
  CHECK(ReadText("id\n1\n", {.id = "key"}, &report).status.code() == StatusCode::kUsage);
  CHECK(ReadText("id,id\n1,2\n", {}, &report).status.code() == StatusCode::kUsage);
}

TEST_CASE("missing literals apply before the type") {
  Report report;
  const ReadResult read =
      ReadText("id,a,b\n1,Select,select\n2,x,7\n3,-1,-1\n4,N/A,n/a\n",
               {.columns = {{"a", ValueType::kText}, {"b", ValueType::kNumber}},
                .missing = {io::Literal(std::string("Select")), io::Literal(std::string("N/A")),
                            io::Literal(-1.0)}},
               &report);
  CHECK(read.rows ==
        std::vector<Row>{{"1", "-", "-"}, {"2", "x", "7"}, {"3", "-", "-"}, {"4", "-", "-"}});
  CHECK(report.unreadable().empty());
}

TEST_CASE("texts are codes while they are few, else raw; chunks share a dictionary") {
  std::string text = "id,few,many\n";
  for (int i = 0; i < 30000; ++i) text += fmt::format("{},v{},person{}@example.com\n", i, i % 7, i);
  Report report;
  const TempDir folder;
  const std::string path = folder.Write("l.csv", text);
  Result<std::unique_ptr<io::Table>> table = io::OpenTable({.path = path, .block_bytes = 100'000});
  REQUIRE(table.ok());
  io::LeadIndex index;
  io::LeadRequest request;
  request.columns = {{1, ValueType::kText, {}}, {2, ValueType::kText, {}}};
  auto reader = io::ReadLeads(table->get(), request, &index, &report);
  REQUIRE(reader.ok());
  std::set<const columns::Dictionary*> dictionaries;
  std::vector<columns::LeadChunk> chunks;
  while (true) {
    auto chunk = (*reader)->Next();
    REQUIRE(chunk.ok());
    if (!*chunk) break;
    chunks.push_back(std::move(**chunk));
  }
  reader->reset();
  size_t row = 0;
  for (const columns::LeadChunk& chunk : chunks) {
    CHECK(chunk.first_row == row);
    CHECK(chunk.columns[0].physical == columns::Physical::kCode8);
    CHECK(chunk.columns[1].physical == columns::Physical::kRawText);
    dictionaries.insert(chunk.columns[0].dictionary);
    for (size_t i = 0; i < chunk.rows; ++i, ++row) {
      REQUIRE(Show(chunk.ids, i) == fmt::format("{}", row));
      REQUIRE(Show(chunk.columns[0], i) == fmt::format("v{}", row % 7));
      REQUIRE(Show(chunk.columns[1], i) == fmt::format("person{}@example.com", row));
    }
  }
  CHECK(row == 30000);
  CHECK(chunks.size() > 2);
  CHECK(dictionaries.size() == 1);
}

TEST_CASE(
    "a dictionary that grows stays the same one, so that what was made of it is only added to") {
  io::TextCodes codes;
  CHECK(codes.Code("a") == 1);
  const auto first = codes.Snapshot();
  CHECK(codes.Code("a") == 1);
  CHECK(codes.Snapshot() == first);
  for (uint32_t i = 2; i <= 1000; ++i) {
    REQUIRE(codes.Code(fmt::format("v{}", i)) == i);
    const auto later = codes.Snapshot();
    REQUIRE(later->id() == first->id());
    REQUIRE(later->size() == i);
    REQUIRE(later->at(0) == "a");
  }
  CHECK(first->size() == 1);
  codes.Clear();
  CHECK(codes.Code("b") == 1);
  CHECK(codes.Snapshot()->id() != first->id());
}

TEST_CASE("codes widen with the dictionary") {
  // All in one block, so that they stay codes.
  const TempDir folder;
  for (const int distinct :
       {1, 200, 254, 255, 256, 257, 32767, 32768, 65534, 65535, 65536, 65537, 70000}) {
    INFO(distinct << " texts");
    std::string text = "id,v\n";
    const int rows = distinct * 3;
    for (int i = 0; i < rows; ++i) text += fmt::format("{},v{}\n", i, i / 3);
    Report report;
    const std::string path = folder.Write("l.csv", text);
    Result<std::unique_ptr<io::Table>> table =
        io::OpenTable({.path = path, .block_bytes = size_t{8} << 20});
    REQUIRE(table.ok());
    io::LeadIndex index;
    io::LeadRequest request;
    request.columns = {{1, ValueType::kText, {}}};
    auto reader = io::ReadLeads(table->get(), request, &index, &report);
    REQUIRE(reader.ok());
    auto chunk = (*reader)->Next();
    REQUIRE(chunk.ok());
    REQUIRE(chunk->has_value());
    REQUIRE((*chunk)->rows == static_cast<size_t>(rows));
    const columns::Column& column = (*chunk)->columns[0];
    CHECK(column.physical == (distinct <= 255     ? columns::Physical::kCode8
                              : distinct <= 65535 ? columns::Physical::kCode16
                                                  : columns::Physical::kCode32));
    int wrong = 0;
    for (int i = 0; i < rows; ++i)
      wrong += Show(column, static_cast<size_t>(i)) != fmt::format("v{}", i / 3);
    CHECK(wrong == 0);
  }
}

TEST_CASE("a row longer than 64 MB is rejected, the rest is read") {
  const TempDir folder;
  Report report;
  const std::string path = folder.Write(
      "l.csv", "id,v\n1,a\n2," + std::string((size_t{64} << 20) + 70'000'000, 'x') + "\n3,c\n");
  const ReadResult read = ReadAllLeads(path, {.columns = {{"v", ValueType::kText}}}, &report);
  REQUIRE(read.status.ok());
  CHECK(read.rows == std::vector<Row>{{"1", "a"}, {"3", "c"}});
  CHECK(report.rejected(RejectReason::kRowTooLong) == 1);
}

TEST_CASE("an open quote does not take the file with it") {
  std::string text = "id,v\n1,\"open\n";
  for (int i = 2; i < 100000; ++i) text += fmt::format("{},plain text without quotes\n", i);
  Report report;
  const ReadResult read = ReadText(text, {.columns = {{"v", ValueType::kText}}}, &report);
  CHECK(read.rows.size() == 99998);
  CHECK(Rejects(report) == std::vector<std::string>{"2:3 a quote is never closed"});
}

TEST_CASE("invalid UTF-8 is an error with its place that names the way out") {
  Report report;
  const Status status =
      ReadText("id,v\n1,a\n2,\xb0\xa1\n", {.columns = {{"v", ValueType::kText}}}, &report).status;
  CHECK(status.code() == StatusCode::kIo);
  CHECK(status.message().find("l") != std::string::npos);
  CHECK(status.message().find(":3:3:") != std::string::npos);
  CHECK(status.message().find("--encoding cp949") != std::string::npos);
  CHECK(ReadText("id,\xb0\xa1\n1,a\n", {}, &report).status.code() == StatusCode::kIo);
}

TEST_CASE("random tables round trip") {
  std::mt19937 random(7);
  const std::vector<std::string> pieces = {"a", "\"", ",", "\n", "\r\n", "한", " ", "=", "x y"};
  for (int round = 0; round < 200; ++round) {
    const size_t columns = 1 + random() % 5;
    std::string text = "id";
    ReadHow how;
    for (size_t c = 0; c < columns; ++c) {
      text += fmt::format(",c{}", c);
      how.columns.push_back({fmt::format("c{}", c), ValueType::kText});
    }
    text += "\n";
    std::vector<Row> expected;
    for (size_t r = 0; r < random() % 60; ++r) {
      Row row = {fmt::format("{}", r)};
      text += row[0];
      for (size_t c = 0; c < columns; ++c) {
        std::string cell = "t";
        for (size_t k = random() % 6; k > 0; --k) cell += pieces[random() % pieces.size()];
        text += ',';
        io::AppendCsvText(cell, ',', false, &text);
        row.push_back(cell);
      }
      text += round % 2 == 0 ? "\n" : "\r\n";
      expected.push_back(std::move(row));
    }
    Report report;
    const ReadResult read = ReadText(text, how, &report);
    REQUIRE(read.status.ok());
    REQUIRE(read.rows == expected);
    REQUIRE(report.rejected() == 0);
  }
}

TEST_CASE("real leads") {
  const std::string folder = "/work/shared/data/";
  if (!std::filesystem::exists(folder + "xeducation.csv")) {
    WARN("no real data here: skipped");
    return;
  }
  Report report;
  const ReadResult x = ReadAllLeads(folder + "xeducation.csv",
                                    {.columns = {{"TotalVisits", ValueType::kNumber},
                                                 {"Specialization", ValueType::kText},
                                                 {"Do Not Email", ValueType::kYesNo}},
                                     .missing = {io::Literal(std::string("Select"))},
                                     .id = "Prospect ID"},
                                    &report);
  REQUIRE(x.status.ok());
  CHECK(x.rows.size() == 9240);
  CHECK(x.rows[0] == Row{"7927b2df-8bba-4d29-b9a2-b6e0beafe620", "0", "-", "n"});
  CHECK(report.rejected() == 0);
  CHECK(report.unreadable().empty());
  const ReadResult mql = ReadAllLeads(
      folder + "olist_mql.csv",
      {.columns = {{"first_contact_date", ValueType::kDate}}, .id = "mql_id"}, &report);
  CHECK(mql.rows.size() == 8000);
  CHECK(mql.rows[0][1] == "2018-02-01");
  const ReadResult deals =
      ReadAllLeads(folder + "olist_deals.csv",
                   {.columns = {{"won_date", ValueType::kTime}}, .id = "mql_id"}, &report);
  CHECK(deals.rows.size() == 842);
  CHECK(report.rejected() == 0);
}

}  // namespace
}  // namespace ripe::test
