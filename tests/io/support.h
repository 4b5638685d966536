// Helpers of the tests of io/: sources in memory, a naive CSV parser to compare with, and tables read into plain texts.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "runtime/io/input.h"
#include "runtime/io/reader.h"
#include "runtime/io/report.h"

namespace ripe::test {

// Bytes that come in pieces of at most `piece`.
class MemorySource : public io::ByteSource {
 public:
  explicit MemorySource(std::string bytes, size_t piece = SIZE_MAX) : bytes_(std::move(bytes)), piece_(piece) {}
  Result<size_t> Read(char* out, size_t size) override {
    const size_t n = std::min({size, piece_, bytes_.size() - at_});
    std::memcpy(out, bytes_.data() + at_, n);
    at_ += n;
    return n;
  }

 private:
  std::string bytes_;
  size_t piece_, at_ = 0;
};

using Row = std::vector<std::string>;

struct NaiveRow {
  Row cells;
  bool fault = false;  // text after a closing quote, or an open quote
};
// RFC 4180, character by character; what the scanner must agree with. Blank lines are left out.
std::vector<NaiveRow> NaiveCsv(const std::string& text, char delimiter = ',');

// Leads as texts, a row each: the id, then the columns, as Show has them (tests/support/shown.h).
struct ReadResult {
  Status status;
  std::vector<std::string> columns;
  std::vector<Row> rows;
  size_t chunks = 0;
};
struct ReadHow {
  std::vector<std::pair<std::string, io::ValueType>> columns;  // wanted, by exact name
  std::vector<io::Literal> missing;                            // for all of them
  std::string id;
  std::string zone = "UTC";
  io::SourceOptions source;  // without the path
};
ReadResult ReadAllLeads(const std::string& path, const ReadHow& how, io::Report* report, io::LeadIndex* index = nullptr);

}  // namespace ripe::test
