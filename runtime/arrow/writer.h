// Writing: one class for the three formats. Nothing in a file depends on the clock, the machine or
// the number of threads.
#pragma once

#include <arrow/ipc/writer.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>
#include <parquet/arrow/writer.h>

#include <memory>

#include "runtime/arrow/abi.h"
#include "runtime/arrow/streams.h"

namespace ripe::arrow_library {

class Writer {
 public:
  Writer(const RipeArrowSink& sink, std::shared_ptr<arrow::Schema> schema)
      : sink_(std::make_shared<SinkStream>(sink)), schema_(std::move(schema)) {}
  // Arrow's own writers finish a file when they are destroyed: not into ours.
  ~Writer() { sink_->Abandon(); }
  // Instead of destroying it after a failure: Arrow's writers would finish what memory was too
  // short to make (~ParquetFileWriter follows page indexes that are null). What they hold stays.
  static void GiveUp(std::unique_ptr<Writer> writer);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  arrow::Status Open(RipeArrowFormat format, unsigned threads);
  arrow::Status Write(ArrowArray* batch);
  arrow::Status Finish();

 private:
  arrow::Status OpenParquet(unsigned threads);

  std::shared_ptr<SinkStream> sink_;
  std::shared_ptr<arrow::Schema> schema_;
  std::unique_ptr<parquet::arrow::FileWriter> parquet_;
  std::shared_ptr<arrow::ipc::RecordBatchWriter> ipc_;
  Writer* given_up_before_ = nullptr;
};

}  // namespace ripe::arrow_library
