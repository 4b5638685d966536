// The library's one symbol, RipeArrowTable, and the functions of its table (abi.h): each turns
// Arrow's statuses, and whatever is thrown, into a number and a text.
#include <arrow/c/bridge.h>
#include <arrow/config.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "runtime/arrow/abi.h"
#include "runtime/arrow/reader.h"
#include "runtime/arrow/streams.h"
#include "runtime/arrow/writer.h"

struct RipeArrowReader {
  std::unique_ptr<ripe::arrow_library::Reader> reader;
};
struct RipeArrowWriter {
  std::unique_ptr<ripe::arrow_library::Writer> writer;
  bool failed = false;
};

namespace ripe::arrow_library {
namespace {

using arrow::Status;

// 0, or 1 with the text in `error`.
template <class Work>
int Run(RipeArrowError* error, Work&& work) {
  const Status status = Guarded(std::forward<Work>(work));
  if (status.ok()) return 0;
  SetError(error, status);
  return 1;
}

RipeArrowReader* OpenReader(const RipeArrowSource* source, RipeArrowFormat format, unsigned threads,
                            RipeArrowError* error) {
  std::unique_ptr<RipeArrowReader> opened;
  Run(error, [&]() -> Status {
    ARROW_ASSIGN_OR_RAISE(auto reader,
                          Open(std::make_shared<SourceFile>(*source), format, threads));
    opened = std::make_unique<RipeArrowReader>();
    opened->reader = std::move(reader);
    return Status::OK();
  });
  return opened.release();
}

int ReadSchema(RipeArrowReader* reader, ArrowSchema* out, RipeArrowError* error) {
  return Run(error, [&] { return arrow::ExportSchema(*reader->reader->schema(), out); });
}

int Read(RipeArrowReader* reader, const int* columns, int column_count, ArrowArrayStream* out,
         RipeArrowError* error) {
  return Run(error, [&]() -> Status {
    ARROW_ASSIGN_OR_RAISE(auto batches,
                          reader->reader->Read(std::vector<int>(columns, columns + column_count)));
    return arrow::ExportRecordBatchReader(std::move(batches), out);
  });
}

void CloseReader(RipeArrowReader* reader) { delete reader; }

RipeArrowWriter* OpenWriter(const RipeArrowSink* sink, RipeArrowFormat format, unsigned threads,
                            ArrowSchema* schema, RipeArrowError* error) {
  std::unique_ptr<RipeArrowWriter> opened;
  Run(error, [&]() -> Status {
    ARROW_ASSIGN_OR_RAISE(auto imported, arrow::ImportSchema(schema));
    auto made = std::make_unique<RipeArrowWriter>();
    made->writer = std::make_unique<Writer>(*sink, std::move(imported));
    ARROW_RETURN_NOT_OK(made->writer->Open(format, threads));
    opened = std::move(made);
    return Status::OK();
  });
  return opened.release();
}

int Write(RipeArrowWriter* writer, ArrowArray* batch, RipeArrowError* error) {
  const int result = Run(error, [&] { return writer->writer->Write(batch); });
  writer->failed = writer->failed || result != 0;
  return result;
}

int Finish(RipeArrowWriter* writer, RipeArrowError* error) {
  const int result = Run(error, [&] { return writer->writer->Finish(); });
  writer->failed = writer->failed || result != 0;
  return result;
}

void CloseWriter(RipeArrowWriter* writer) {
  if (writer->failed) Writer::GiveUp(std::move(writer->writer));
  delete writer;
}

constexpr RipeArrowFunctions kFunctions = {
    .abi = RIPE_ARROW_ABI,
    .arrow_version = ARROW_VERSION_STRING,
    .open_reader = OpenReader,
    .schema = ReadSchema,
    .read = Read,
    .close_reader = CloseReader,
    .open_writer = OpenWriter,
    .write = Write,
    .finish = Finish,
    .close_writer = CloseWriter,
};

}  // namespace
}  // namespace ripe::arrow_library

extern "C" __attribute__((visibility("default"))) const RipeArrowFunctions* RipeArrowTable(
    uint32_t abi) {
  return abi == RIPE_ARROW_ABI ? &ripe::arrow_library::kFunctions : nullptr;
}
