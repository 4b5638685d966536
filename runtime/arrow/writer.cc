// See writer.h.
#include "runtime/arrow/writer.h"

#include <arrow/c/bridge.h>
#include <parquet/properties.h>

#include <mutex>
#include <utility>

#include "runtime/arrow/pool.h"
#include "runtime/arrow/threads.h"

namespace ripe::arrow_library {
namespace {

using arrow::Status;

constexpr int64_t kRowGroup = 16 * RIPE_ARROW_BATCH;

}  // namespace

Status Writer::Open(RipeArrowFormat format, unsigned threads) {
  arrow::ipc::IpcWriteOptions options = arrow::ipc::IpcWriteOptions::Defaults();
  options.use_threads = false;
  options.memory_pool = Pool();
  options.emit_dictionary_deltas = true;  // a dictionary may grow, also in a file
  switch (format) {
    case RIPE_ARROW_PARQUET:
      return OpenParquet(threads);
    case RIPE_ARROW_FILE:
      return arrow::ipc::MakeFileWriter(sink_, schema_, options).Value(&ipc_);
    case RIPE_ARROW_STREAM:
      return arrow::ipc::MakeStreamWriter(sink_, schema_, options).Value(&ipc_);
    case RIPE_ARROW_ANY:
      break;
  }
  return Status::Invalid("no format is named");
}

Status Writer::OpenParquet(unsigned threads) {
  parquet::WriterProperties::Builder properties;
  // Not Arrow's version: the same scores are the same bytes after an update, unless the encoding
  // itself has changed.
  properties.memory_pool(Pool())
      ->created_by("ripe version 1.0.0")
      ->compression(parquet::Compression::ZSTD)
      ->compression_level(1)
      ->max_row_group_length(kRowGroup);
  for (const auto& field : schema_->fields()) {
    // Texts that are no dictionary here (ids, reasons) hardly repeat: one would be built and thrown
    // away.
    if (field->type()->id() == arrow::Type::STRING) properties.disable_dictionary(field->name());
    // The first and the last of a few names tell no reader what to leave out, and cost the writer
    // a search through every batch.
    if (field->type()->id() == arrow::Type::DICTIONARY)
      properties.disable_statistics(field->name());
    // Ids that are numbers mostly ascend.
    if (field->type()->id() == arrow::Type::INT64) {
      properties.disable_dictionary(field->name())
          ->encoding(field->name(), parquet::Encoding::DELTA_BINARY_PACKED);
    }
  }
  parquet::ArrowWriterProperties::Builder arrow_properties;
  arrow_properties.store_schema()->set_use_threads(HaveThreads(threads));
  return parquet::arrow::FileWriter::Open(*schema_, Pool(), sink_, properties.build(),
                                          arrow_properties.build())
      .Value(&parquet_);
}

Status Writer::Write(ArrowArray* batch) {
  ARROW_ASSIGN_OR_RAISE(const auto rows, arrow::ImportRecordBatch(batch, schema_));
  return parquet_ ? parquet_->WriteRecordBatch(*rows) : ipc_->WriteRecordBatch(*rows);
}

void Writer::GiveUp(std::unique_ptr<Writer> writer) {
  // In a list, so that nobody takes them for leaks.
  static std::mutex mutex;
  static Writer* given_up = nullptr;
  writer->sink_->Abandon();
  const std::lock_guard lock(mutex);
  writer->given_up_before_ = given_up;
  given_up = writer.release();
}

Status Writer::Finish() { return parquet_ ? parquet_->Close() : ipc_->Close(); }

}  // namespace ripe::arrow_library
