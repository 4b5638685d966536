// Arrow's view of the files that ripe opened: a RandomAccessFile over RipeArrowSource and an
// OutputStream over RipeArrowSink; and the door through which no exception passes.
#pragma once

#include <arrow/io/interfaces.h>
#include <arrow/result.h>
#include <arrow/status.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <string_view>

#include "runtime/arrow/abi.h"

namespace ripe::arrow_library {

class SourceFile : public arrow::io::RandomAccessFile {
 public:
  explicit SourceFile(const RipeArrowSource& source) : source_(source) {}

  arrow::Result<int64_t> GetSize() override { return source_.size; }
  arrow::Result<int64_t> ReadAt(int64_t position, int64_t size, void* out) override;
  arrow::Result<std::shared_ptr<arrow::Buffer>> ReadAt(int64_t position, int64_t size) override;
  arrow::Result<int64_t> Read(int64_t size, void* out) override;
  arrow::Result<std::shared_ptr<arrow::Buffer>> Read(int64_t size) override;
  arrow::Result<int64_t> Tell() const override { return at_; }
  arrow::Status Seek(int64_t position) override;
  arrow::Status Close() override { return arrow::Status::OK(); }
  bool closed() const override { return false; }

 private:
  RipeArrowSource source_;
  int64_t at_ = 0;
};

class SinkStream : public arrow::io::OutputStream {
 public:
  explicit SinkStream(const RipeArrowSink& sink) : sink_(sink) {}

  arrow::Status Write(const void* data, int64_t size) override;
  using arrow::io::OutputStream::Write;
  arrow::Result<int64_t> Tell() const override { return written_; }
  arrow::Status Close() override { return arrow::Status::OK(); }
  bool closed() const override { return false; }
  // Whatever Arrow's destructors still want to write goes nowhere.
  void Abandon() { abandoned_ = true; }

 private:
  RipeArrowSink sink_;
  int64_t written_ = 0;
  bool abandoned_ = false;
};

void SetError(RipeArrowError* error, std::string_view text);
// The message of a status, in one line.
void SetError(RipeArrowError* error, const arrow::Status& status);

// work(), a Status, or what it throws as one.
template <class Work>
arrow::Status Guarded(Work&& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return arrow::Status::OutOfMemory("there is not enough memory");
  } catch (const std::exception& error) {
    return arrow::Status::IOError(error.what());
  } catch (...) {
    return arrow::Status::UnknownError("something unexpected happened");
  }
}

}  // namespace ripe::arrow_library
