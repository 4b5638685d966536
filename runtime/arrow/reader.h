// Reading: a file of any of the formats behind one class, so that library.cc needs no cases.
#pragma once

#include <arrow/record_batch.h>
#include <arrow/result.h>
#include <arrow/type.h>

#include <memory>
#include <vector>

#include "runtime/arrow/abi.h"
#include "runtime/arrow/streams.h"

namespace ripe::arrow_library {

class Reader {
 public:
  virtual ~Reader() = default;
  virtual std::shared_ptr<arrow::Schema> schema() const = 0;
  // Batches of these columns (ascending) from the first row, of any length.
  virtual arrow::Result<std::shared_ptr<arrow::RecordBatchReader>> Read(
      const std::vector<int>& columns) = 0;
};

arrow::Result<std::unique_ptr<Reader>> OpenParquet(std::shared_ptr<SourceFile> file,
                                                   unsigned threads);
arrow::Result<std::unique_ptr<Reader>> OpenIpcFile(std::shared_ptr<SourceFile> file,
                                                   unsigned threads);
arrow::Result<std::unique_ptr<Reader>> OpenIpcStream(std::shared_ptr<SourceFile> file,
                                                     unsigned threads);
// By the first bytes, which must fit `format`.
arrow::Result<std::unique_ptr<Reader>> Open(std::shared_ptr<SourceFile> file,
                                            RipeArrowFormat format, unsigned threads);

// Another reader's batches cut to RIPE_ARROW_BATCH rows, none of them empty; exceptions become
// statuses. `check`: each batch is looked through for offsets and indices that lead out of it,
// which Parquet's decoder cannot make, but a broken Arrow file can.
std::shared_ptr<arrow::RecordBatchReader> Cut(std::shared_ptr<arrow::RecordBatchReader> from,
                                              bool check);

}  // namespace ripe::arrow_library
