// See input.h. Everything that touches the operating system for reading is here.
#include "runtime/io/input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include "compiler/source/descriptor.h"

namespace ripe::io {
namespace {

Status IoError(const std::string& name, const char* what, int error) {
  return {StatusCode::kIo, fmt::format("{}: cannot {}: {}.", name, what, std::strerror(error))};
}

// An Input from a given offset on.
class InputSource : public ByteSource {
 public:
  explicit InputSource(std::shared_ptr<Input> input) : input_(std::move(input)) {}
  Result<size_t> Read(char* out, size_t size) override {
    Result<size_t> got = input_->ReadAt(offset_, out, size);
    if (got.ok()) offset_ += *got;
    return got;
  }

 private:
  std::shared_ptr<Input> input_;
  uint64_t offset_ = 0;
};

// Another source whose first bytes have been looked at.
class PeekedSource : public ByteSource {
 public:
  explicit PeekedSource(std::unique_ptr<ByteSource> raw) : raw_(std::move(raw)) {}
  // Up to `size` of the first bytes.
  Result<std::string_view> Peek(size_t size) {
    while (head_.size() < size) {
      char bytes[16];
      Result<size_t> got = raw_->Read(bytes, std::min(sizeof(bytes), size - head_.size()));
      if (!got.ok()) return got.status();
      if (*got == 0) break;
      head_.append(bytes, *got);
    }
    return std::string_view(head_);
  }
  void Skip(size_t size) { at_ += size; }
  Result<size_t> Read(char* out, size_t size) override {
    if (at_ == head_.size()) return raw_->Read(out, size);
    const size_t n = std::min(size, head_.size() - at_);
    std::memcpy(out, head_.data() + at_, n);
    at_ += n;
    return n;
  }

 private:
  std::unique_ptr<ByteSource> raw_;
  std::string head_;
  size_t at_ = 0;
};

}  // namespace

Result<std::shared_ptr<Input>> Input::Open(const std::string& path) {
  std::shared_ptr<Input> input(new Input);
  if (path == "-") {
    input->fd_ = STDIN_FILENO;
    input->name_ = "standard input";
  } else {
    input->name_ = path;
    input->fd_ = source::Retry([&] { return open(path.c_str(), O_RDONLY | O_CLOEXEC); });
    if (input->fd_ < 0) return IoError(path, "open", errno);
    input->owned_ = true;
  }
  struct stat info;
  if (fstat(input->fd_, &info) != 0) return IoError(input->name_, "open", errno);
  if (S_ISDIR(info.st_mode)) return IoError(input->name_, "read", EISDIR);
  // Standard input that is a file may stand somewhere within it; it is then read like a pipe.
  input->seekable_ =
      S_ISREG(info.st_mode) && (input->owned_ || lseek(input->fd_, 0, SEEK_CUR) == 0);
#ifdef POSIX_FADV_SEQUENTIAL
  if (input->seekable_) (void)posix_fadvise(input->fd_, 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
  return input;
}

Input::~Input() {
  if (owned_) close(fd_);
}

Result<size_t> Input::ReadAt(uint64_t offset, char* out, size_t size) {
  if (!seekable_ && offset < head_.size()) {
    const size_t n = std::min(size, head_.size() - static_cast<size_t>(offset));
    std::memcpy(out, head_.data() + offset, n);
    return n;
  }
  if (!seekable_ && offset != read_) {
    return Status(StatusCode::kIo, fmt::format("{}: cannot be read twice.", name_));
  }
  const ssize_t n = source::RetryWaiting(fd_, POLLIN, [&] {
    return seekable_ ? pread(fd_, out, size, static_cast<off_t>(offset)) : read(fd_, out, size);
  });
  if (n < 0) return IoError(name_, "read", errno);
  if (!seekable_) {
    read_ += static_cast<uint64_t>(n);
    if (keep_) head_.append(out, static_cast<size_t>(n));
  }
  return static_cast<size_t>(n);
}

Result<uint64_t> Input::Size() const {
  struct stat info;
  if (fstat(fd_, &info) != 0) return IoError(name_, "read", errno);
  return static_cast<uint64_t>(info.st_size);
}

Status Input::Spool() {
  if (seekable_) return {};
  if (head_.size() != read_)
    return {StatusCode::kIo, fmt::format("{}: cannot be read twice.", name_)};
  const char* folder = std::getenv("TMPDIR");
  std::string path;
  const int spool = source::Retry([&] {
    path = fmt::format("{}/ripe-XXXXXX", folder != nullptr && *folder != '\0' ? folder : "/tmp");
    return mkostemp(path.data(), O_CLOEXEC);
  });
  if (spool < 0) return IoError(path, "make a temporary file", errno);
  unlink(path.c_str());
  std::string bytes = std::move(head_);
  Status status;
  while (true) {
    if (!source::WriteAll(spool, bytes)) {
      status = IoError(path, "write the temporary file", errno);
      break;
    }
    bytes.resize(size_t{1} << 20);
    const ssize_t n =
        source::RetryWaiting(fd_, POLLIN, [&] { return read(fd_, bytes.data(), bytes.size()); });
    if (n < 0) status = IoError(name_, "read", errno);
    if (n <= 0) break;
    bytes.resize(static_cast<size_t>(n));
  }
  if (!status.ok()) {
    close(spool);
    return status;
  }
  if (owned_) close(fd_);
  fd_ = spool;
  owned_ = seekable_ = true;
  head_.clear();
  return {};
}

Result<std::unique_ptr<ByteSource>> OpenText(std::shared_ptr<Input> input,
                                             const std::string& encoding, bool* validate) {
  const std::string name = input->name();
  auto raw = std::make_unique<PeekedSource>(std::make_unique<InputSource>(std::move(input)));
  Result<std::string_view> magic = raw->Peek(4);
  if (!magic.ok()) return magic.status();
  Compression compression = Compression::kNone;
  if (magic->starts_with("\x1f\x8b")) compression = Compression::kGzip;
  if (magic->starts_with("\x28\xb5\x2f\xfd")) compression = Compression::kZstd;
  if (compression != Compression::kNone) {
    raw = std::make_unique<PeekedSource>(MakeDecompressor(compression, std::move(raw), name));
  }
  *validate = false;
  if (!IsUtf8Name(encoding)) {
    return MakeDecoder(encoding, std::move(raw), name);
  }
  Result<std::string_view> mark = raw->Peek(3);
  if (!mark.ok()) return mark.status();
  if (mark->starts_with("\xff\xfe") || mark->starts_with("\xfe\xff"))
    return MakeDecoder("utf-16", std::move(raw), name);
  if (mark->starts_with("\xef\xbb\xbf"))
    raw->Skip(3);  // a peek may show more than it was asked for
  *validate = true;
  return std::unique_ptr<ByteSource>(std::move(raw));
}

}  // namespace ripe::io
