// See streams.h.
#include "runtime/arrow/streams.h"

#include <arrow/buffer.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "runtime/arrow/pool.h"

namespace ripe::arrow_library {

arrow::Result<int64_t> SourceFile::ReadAt(int64_t position, int64_t size, void* out) {
  if (position < 0 || size < 0) return arrow::Status::Invalid("an offset or size is negative");
  if (position >= source_.size) return 0;
  const int64_t got =
      source_.read_at(source_.context, position, out, std::min(size, source_.size - position));
  if (got < 0) return arrow::Status::IOError("the file cannot be read");
  return got;
}

arrow::Result<std::shared_ptr<arrow::Buffer>> SourceFile::ReadAt(int64_t position, int64_t size) {
  if (position < 0 || size < 0) return arrow::Status::Invalid("an offset or size is negative");
  // No more than there is: a size that is a lie must not take the memory.
  size = std::max<int64_t>(0, std::min(size, source_.size - position));
  ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateResizableBuffer(size, Pool()));
  ARROW_ASSIGN_OR_RAISE(const int64_t got, ReadAt(position, size, buffer->mutable_data()));
  if (got < size) ARROW_RETURN_NOT_OK(buffer->Resize(got));
  return std::shared_ptr<arrow::Buffer>(std::move(buffer));
}

arrow::Result<int64_t> SourceFile::Read(int64_t size, void* out) {
  ARROW_ASSIGN_OR_RAISE(const int64_t got, ReadAt(at_, size, out));
  at_ += got;
  return got;
}

arrow::Result<std::shared_ptr<arrow::Buffer>> SourceFile::Read(int64_t size) {
  ARROW_ASSIGN_OR_RAISE(auto buffer, ReadAt(at_, size));
  at_ += buffer->size();
  return buffer;
}

arrow::Status SourceFile::Seek(int64_t position) {
  if (position < 0) return arrow::Status::Invalid("an offset is negative");
  at_ = position;
  return arrow::Status::OK();
}

arrow::Status SinkStream::Write(const void* data, int64_t size) {
  if (abandoned_) return arrow::Status::OK();
  if (sink_.write(sink_.context, data, size) != 0)
    return arrow::Status::IOError("the file cannot be written");
  written_ += size;
  return arrow::Status::OK();
}

void SetError(RipeArrowError* error, std::string_view text) {
  const size_t size = std::min(text.size(), sizeof(error->text) - 1);
  std::memcpy(error->text, text.data(), size);
  error->text[size] = '\0';
  std::replace(error->text, error->text + size, '\n', ' ');
}

void SetError(RipeArrowError* error, const arrow::Status& status) {
  SetError(error, std::string_view(status.message()));
}

}  // namespace ripe::arrow_library
