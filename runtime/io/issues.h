// What was wrong in one block of rows, put into the order of the file before it goes to the Report:
// columns are read one after another, but the first error under --strict must be the first in the
// file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/io/report.h"
#include "runtime/io/rows.h"

namespace ripe::io {

// A cell for people to see, not too long.
std::string ExampleOf(const Cell& cell);

class BlockIssues {
 public:
  // `w`: the wanted column whose cell is at fault, or -1 for the row.
  void Reject(uint32_t row, int w, RejectReason reason, std::string detail = {});
  // `count` cells of column `w` cannot be read as `type`, the first of them in `row`.
  void Unreadable(uint32_t row, int w, std::string column, std::string type, uint64_t count);
  // Hands over these and the block's bad rows, and counts all of its rows in `counts`.
  Status Flush(RowSource* rows, const std::string& file, RowCounts* counts, Report* report);

 private:
  struct Issue {
    uint32_t row;
    int w;
    bool reject;
    RejectReason reason;
    std::string detail;  // of a reject; else the column
    std::string type;
    uint64_t count;
  };
  std::vector<Issue> issues_;
};

}  // namespace ripe::io
