// The CSV scanner against a parser written for clarity: the cases of RFC 4180 and random texts made of its special characters, whole
// and cut at every place.
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <random>

#include "runtime/io/csv_rows.h"
#include "runtime/io/csv_scan.h"
#include "tests/io/support.h"

namespace ripe::test {
namespace {

using io::CellKind;
using io::CsvFault;
using io::CsvRows;
using io::CsvScanner;

// All cells of the scanner's records, blank ones left out.
std::vector<NaiveRow> Scanned(const CsvScanner& scanner, const std::string& text) {
  std::vector<NaiveRow> rows;
  for (size_t r = 0; r < scanner.records(); ++r) {
    NaiveRow row;
    CsvFault fault = CsvFault::kTooLong;
    for (const CsvScanner::Fault& f : scanner.faults()) {
      if (f.record == r) {
        row.fault = true;
        fault = f.fault;
      }
    }
    const uint32_t first = scanner.first_mark(r), last = scanner.last_mark(r);
    for (uint32_t i = first; i < last; ++i) {
      const uint32_t begin = scanner.mark(i) + 1;
      std::string cell = text.substr(begin, scanner.mark(i + 1) - begin);
      if (i + 1 == last && cell.ends_with('\r')) cell.pop_back();
      if (cell.size() >= 2 && cell[0] == '"' && !row.fault) {
        std::string inner;
        for (size_t k = 1; k + 1 < cell.size(); ++k) {
          inner += cell[k];
          if (cell[k] == '"') ++k;
        }
        cell = inner;
        if (cell.empty()) row.cells.push_back("\x01");  // quoted and empty: not a blank line
        if (cell.empty()) continue;
      }
      row.cells.push_back(cell);
    }
    if (row.cells.size() == 1 && row.cells[0].empty() && !row.fault) continue;
    for (std::string& cell : row.cells) {
      if (cell == "\x01") cell.clear();
    }
    if (row.fault && fault == CsvFault::kOpenQuote) row.cells.clear();
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string Shown(const std::vector<NaiveRow>& rows) {
  std::string out;
  for (const NaiveRow& row : rows) {
    out += row.fault ? "!" : "";
    // Of a row at fault only how many there are matters: its cells are not read.
    if (!row.fault) {
      for (const std::string& cell : row.cells) out += fmt::format("[{}]", cell);
    }
    out += "\n";
  }
  return out;
}

std::string Padded(std::string text) {
  text.append(64, '\0');
  return text;
}

// The text in two calls, the second with what the first left over.
std::string ScannedInTwo(const std::string& text, size_t cut) {
  CsvScanner scanner(',');
  const std::string head = text.substr(0, cut);
  scanner.Scan(Padded(head).data(), cut, CsvScanner::End::kMore);
  std::vector<NaiveRow> rows = Scanned(scanner, head);
  const std::string rest = text.substr(scanner.consumed());
  scanner.Scan(Padded(rest).data(), rest.size(), CsvScanner::End::kOfInput);
  for (NaiveRow& row : Scanned(scanner, rest)) rows.push_back(std::move(row));
  return Shown(rows);
}

std::string ScannedWhole(const std::string& text) {
  CsvScanner scanner(',');
  scanner.Scan(Padded(text).data(), text.size(), CsvScanner::End::kOfInput);
  CHECK(scanner.consumed() == text.size());
  return Shown(Scanned(scanner, text));
}

TEST_CASE("the scanner knows RFC 4180") {
  CHECK(ScannedWhole("a,b\n1,2\n") == "[a][b]\n[1][2]\n");
  CHECK(ScannedWhole("a,b\r\n1,2\r\n") == "[a][b]\n[1][2]\n");
  CHECK(ScannedWhole("a,b\r1,2") == "[a][b]\n[1][2]\n");
  CHECK(ScannedWhole("a,\"b\nc\",d\n") == "[a][b\nc][d]\n");
  CHECK(ScannedWhole("\"a\"\"b\",\"\",\"\"\"\"\n") == "[a\"b][][\"]\n");
  CHECK(ScannedWhole("a,b,\n,,\n") == "[a][b][]\n[][][]\n");
  CHECK(ScannedWhole("a\n\n\r\n\nb") == "[a]\n[b]\n");
  CHECK(ScannedWhole("").empty());
}

TEST_CASE("a quote within a plain cell is a character like any other") {
  CHECK(ScannedWhole("5\" disk,x\ny,z\n") == "[5\" disk][x]\n[y][z]\n");
  CHECK(ScannedWhole("a,b\"\"c,\"d\"\n\"e\",f\n") == "[a][b\"\"c][d]\n[e][f]\n");
}

TEST_CASE("text after a closing quote and a quote never closed are faults of one row") {
  CHECK(ScannedWhole("\"a\"b,c\nd,e\n") == "!\n[d][e]\n");
  CHECK(ScannedWhole("a,b\n\"c,d\ne,f\n") == "[a][b]\n!\n[e][f]\n");
  CHECK(ScannedWhole("a,\"b") == "!\n");
}

TEST_CASE("random texts are scanned as the plain parser does, whole and cut anywhere") {
  std::mt19937 random(20261122);
  const std::string alphabet = "a,,\"\"\"\n\r\nbc ";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const size_t size = random() % 300;
    const bool tame = round % 3 == 0;  // quotes where they belong, so that long runs stay on the fast path
    while (text.size() < size) {
      if (!tame) {
        text += alphabet[random() % alphabet.size()];
      } else if (random() % 4 == 0) {
        text += "\"x,\n\"\"y\"";
        text += ",\n"[random() % 2];
      } else {
        text += std::string(random() % 30, 'p') + (random() % 5 == 0 ? "\r\n" : ",");
      }
    }
    const std::string expected = Shown(NaiveCsv(text));
    INFO("text: " << Catch::Detail::stringify(text));
    REQUIRE(ScannedWhole(text) == expected);
    const size_t step = round < 300 ? 1 : 17;
    for (size_t cut = 0; cut <= text.size(); cut += step) {
      INFO("cut at " << cut);
      REQUIRE(ScannedInTwo(text, cut) == expected);
    }
  }
}

// Block by block, of a few bytes each.
TEST_CASE("rows do not depend on blocks") {
  std::string text = "id,name\n";
  for (int i = 0; i < 300; ++i) text += fmt::format("{},\"n{}\n{}\"\"\"\r\n", i, i, std::string(static_cast<size_t>(i % 70), 'x'));
  for (size_t bytes : {1u, 16u, 64u, 100u, 1000u, 1u << 18}) {
    Result<io::CsvOpened> opened = io::OpenCsv("t", std::make_unique<MemorySource>(text, 7), ',', true, {1, 0}, bytes);
    REQUIRE(opened.ok());
    REQUIRE(opened->header == std::vector<std::string>{"id", "name"});
    REQUIRE(opened->stream.first_line == 2);
    const std::unique_ptr<io::RowSource> rows = opened->stream.new_rows();
    uint64_t line = opened->stream.first_line;
    int n = 0;
    while (true) {
      bool wait = false;
      Result<std::shared_ptr<io::TextBlock>> block = opened->stream.blocks->Next(&wait);
      REQUIRE(block.ok());
      REQUIRE_FALSE(wait);
      if (*block == nullptr) break;
      io::Places places((*block)->text(), line, true);
      rows->Open(**block, (*block)->size);
      while (rows->NextRows()) {
        CHECK(rows->bad_rows().empty());
        for (uint32_t r = 0; r < rows->rows(); ++r, ++n) {
          io::Cell cell;
          rows->Cells(0, {&r, 1}, &cell);
          REQUIRE(cell.text() == fmt::format("n{}\n{}\"", n, std::string(static_cast<size_t>(n % 70), 'x')));
          REQUIRE(places.At(rows->CellBegin(r, 0)).line == static_cast<uint64_t>(2 + 2 * n));
        }
      }
      REQUIRE(rows->consumed() == (*block)->size);
      REQUIRE(opened->stream.blocks->Finish(*block, rows->consumed()));
      line += io::LinesIn((*block)->text(), true);
    }
    CHECK(n == 300);
  }
}

TEST_CASE("lines are counted by LF, CRLF and CR") {
  CHECK(io::CountLines("") == 0);
  CHECK(io::CountLines("a\nb\r\nc\rd") == 3);
  CHECK(io::CountLines("\r\r\n\n") == 3);
}

}  // namespace
}  // namespace ripe::test
