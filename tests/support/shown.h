// What readers give, as text: to compare two ways of reading, and with what is expected. For tests
// of io/ and for fuzz targets alike; so nothing here needs Catch2.
#pragma once

#include <cstdint>
#include <string>

#include "ripe/status.h"
#include "runtime/columns/columns.h"
#include "runtime/io/chunk_work.h"
#include "runtime/io/report.h"

namespace ripe::test {

// One value of a column: numbers by fmt, dates as YYYY-MM-DD, instants in microseconds, "-" where
// it is missing, tags joined by '|'; "none" where there is no column.
std::string Show(const columns::Column& column, size_t row);

// The error, what was rejected, and the cells that could not be read.
std::string Said(const io::Report& report, const Status& status);
std::string Counted(const io::RowCounts& counts);

struct ShownRows {
  std::string text;  // a line each
  uint64_t rows = 0;
};
// All leads of a reader, for io::RunOrdered.
class LeadRows : public io::ChunkWork<io::LeadReader, ShownRows> {
 public:
  using ChunkWork::ChunkWork;
  const ShownRows& all() const { return all_; }

 private:
  Status Use(columns::LeadChunk chunk, ShownRows* made, unsigned) override;
  Status Done(ShownRows* made) override;

  ShownRows all_;
};

}  // namespace ripe::test
