// Which format a file has, and the Arrow IPC formats. parquet_reader.cc has the third.
#include "runtime/arrow/reader.h"

#include <arrow/ipc/reader.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "runtime/arrow/pool.h"
#include "runtime/arrow/threads.h"

namespace ripe::arrow_library {
namespace {

using arrow::Result;
using arrow::Status;

class CutReader : public arrow::RecordBatchReader {
 public:
  CutReader(std::shared_ptr<arrow::RecordBatchReader> from, bool check)
      : from_(std::move(from)), check_(check) {}
  std::shared_ptr<arrow::Schema> schema() const override { return from_->schema(); }

  Status ReadNext(std::shared_ptr<arrow::RecordBatch>* out) override {
    return Guarded([&]() -> Status {
      while (whole_ == nullptr || at_ == whole_->num_rows()) {
        at_ = 0;
        ARROW_RETURN_NOT_OK(from_->ReadNext(&whole_));
        if (whole_ == nullptr) {
          *out = nullptr;
          return Status::OK();
        }
        if (check_) ARROW_RETURN_NOT_OK(whole_->ValidateFull());
      }
      const int64_t rows = std::min<int64_t>(whole_->num_rows() - at_, RIPE_ARROW_BATCH);
      *out = rows == whole_->num_rows() ? whole_ : whole_->Slice(at_, rows);
      at_ += rows;
      return Status::OK();
    });
  }

 private:
  std::shared_ptr<arrow::RecordBatchReader> from_;
  bool check_;
  std::shared_ptr<arrow::RecordBatch> whole_;
  int64_t at_ = 0;  // its rows given away
};

arrow::ipc::IpcReadOptions Options(unsigned threads) {
  arrow::ipc::IpcReadOptions options = arrow::ipc::IpcReadOptions::Defaults();
  options.use_threads = threads > 1;
  options.memory_pool = Pool();
  options.ensure_alignment = arrow::ipc::Alignment::kDataTypeSpecificAlignment;
  return options;
}

// One record batch after another of a file with a footer.
class IpcFileBatches : public arrow::RecordBatchReader {
 public:
  explicit IpcFileBatches(std::shared_ptr<arrow::ipc::RecordBatchFileReader> file)
      : file_(std::move(file)), schema_(file_->schema()) {}
  std::shared_ptr<arrow::Schema> schema() const override { return schema_; }
  Status ReadNext(std::shared_ptr<arrow::RecordBatch>* out) override {
    *out = nullptr;
    if (next_ == file_->num_record_batches()) return Status::OK();
    return file_->ReadRecordBatch(next_++).Value(out);
  }

 private:
  std::shared_ptr<arrow::ipc::RecordBatchFileReader> file_;
  std::shared_ptr<arrow::Schema> schema_;
  int next_ = 0;
};

// A file is opened anew for each reading: which columns are loaded is an option of opening.
class IpcReader : public Reader {
 public:
  IpcReader(std::shared_ptr<SourceFile> file, bool stream, unsigned threads)
      : file_(std::move(file)), stream_(stream), threads_(threads) {}

  Status ReadSchema() {
    ARROW_ASSIGN_OR_RAISE(const auto batches, Batches({}));
    schema_ = batches->schema();
    return Status::OK();
  }
  std::shared_ptr<arrow::Schema> schema() const override { return schema_; }
  Result<std::shared_ptr<arrow::RecordBatchReader>> Read(const std::vector<int>& columns) override {
    ARROW_ASSIGN_OR_RAISE(auto batches, Batches(columns));
    return Cut(std::move(batches), true);
  }

 private:
  Result<std::shared_ptr<arrow::RecordBatchReader>> Batches(const std::vector<int>& columns) {
    arrow::ipc::IpcReadOptions options = Options(threads_);
    options.included_fields = columns;
    if (stream_) {
      ARROW_ASSIGN_OR_RAISE(const int64_t size, file_->GetSize());
      ARROW_ASSIGN_OR_RAISE(auto stream, arrow::io::RandomAccessFile::GetStream(file_, 0, size));
      return arrow::ipc::RecordBatchStreamReader::Open(std::move(stream), options);
    }
    ARROW_ASSIGN_OR_RAISE(auto file, arrow::ipc::RecordBatchFileReader::Open(file_, options));
    return std::make_shared<IpcFileBatches>(std::move(file));
  }

  std::shared_ptr<SourceFile> file_;
  bool stream_;
  unsigned threads_;
  std::shared_ptr<arrow::Schema> schema_;
};

Result<std::unique_ptr<Reader>> OpenIpc(std::shared_ptr<SourceFile> file, bool stream,
                                        unsigned threads) {
  auto reader = std::make_unique<IpcReader>(std::move(file), stream, threads);
  ARROW_RETURN_NOT_OK(reader->ReadSchema());
  return std::unique_ptr<Reader>(std::move(reader));
}

// What the bytes at both ends say; RIPE_ARROW_ANY where it is none of the formats.
Result<RipeArrowFormat> FormatOf(SourceFile* file) {
  std::array<char, 8> head{}, tail{};
  ARROW_ASSIGN_OR_RAISE(const int64_t size, file->GetSize());
  ARROW_ASSIGN_OR_RAISE(const int64_t got, file->ReadAt(0, head.size(), head.data()));
  ARROW_RETURN_NOT_OK(
      file->ReadAt(std::max<int64_t>(0, size - 8), tail.size(), tail.data()).status());
  const std::string_view begin(head.data(), static_cast<size_t>(got));
  if (size == 0) return Status::Invalid("the file is empty");
  if (begin.starts_with("PARE") ||
      (begin.starts_with("PAR1") && std::string_view(tail.data() + 4, 4) == "PARE"))
    return Status::Invalid("the file is encrypted; decrypt it before");
  if (begin.starts_with("PAR1")) return RIPE_ARROW_PARQUET;
  if (begin.starts_with("ARROW1")) return RIPE_ARROW_FILE;
  if (begin.starts_with("FEA1"))
    return Status::Invalid("the file is Feather version 1; write it again as version 2 (Arrow)");
  if (begin.starts_with("\x1f\x8b") || begin.starts_with("\x28\xb5\x2f\xfd"))
    return Status::Invalid("the file is compressed as a whole; unpack it before");
  if (begin.starts_with("\xff\xff\xff\xff")) return RIPE_ARROW_STREAM;
  // Before Arrow 0.15 a stream began with the length of its schema, which is small.
  if (begin.size() == 8 && begin[2] == 0 && begin[3] == 0 && begin[1] < 16 && begin[4] == 16)
    return RIPE_ARROW_STREAM;
  return RIPE_ARROW_ANY;
}

}  // namespace

std::shared_ptr<arrow::RecordBatchReader> Cut(std::shared_ptr<arrow::RecordBatchReader> from,
                                              bool check) {
  return std::make_shared<CutReader>(std::move(from), check);
}

Result<std::unique_ptr<Reader>> OpenIpcFile(std::shared_ptr<SourceFile> file, unsigned threads) {
  return OpenIpc(std::move(file), false, threads);
}
Result<std::unique_ptr<Reader>> OpenIpcStream(std::shared_ptr<SourceFile> file, unsigned threads) {
  return OpenIpc(std::move(file), true, threads);
}

Result<std::unique_ptr<Reader>> Open(std::shared_ptr<SourceFile> file, RipeArrowFormat format,
                                     unsigned threads) {
  ARROW_ASSIGN_OR_RAISE(const RipeArrowFormat found, FormatOf(file.get()));
  const bool parquet = found == RIPE_ARROW_PARQUET;
  if (found == RIPE_ARROW_ANY ||
      (format != RIPE_ARROW_ANY && parquet != (format == RIPE_ARROW_PARQUET))) {
    return Status::Invalid(format == RIPE_ARROW_PARQUET ? "this is not a Parquet file"
                           : format == RIPE_ARROW_ANY
                               ? "this is neither a Parquet nor an Arrow file"
                               : "this is not an Arrow file");
  }
  threads = HaveThreads(threads) ? threads : 1;
  switch (found) {
    case RIPE_ARROW_PARQUET:
      return OpenParquet(std::move(file), threads);
    case RIPE_ARROW_FILE:
      return OpenIpcFile(std::move(file), threads);
    case RIPE_ARROW_STREAM:
      return OpenIpcStream(std::move(file), threads);
    case RIPE_ARROW_ANY:
      break;
  }
  return Status::Invalid("this is neither a Parquet nor an Arrow file");
}

}  // namespace ripe::arrow_library
