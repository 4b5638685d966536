// Reading gzip and zstd as a stream. Several members or frames after one another are one text, as
// the tools that write them in parallel make them. A file that ends within one is an error, never a
// short text.
#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <utility>
#include <vector>

#include "runtime/io/input.h"

namespace ripe::io {
namespace {

constexpr size_t kRawSize = size_t{1} << 17;

Status Broken(const std::string& name, const char* format, const char* why) {
  return {StatusCode::kIo, fmt::format("{}: the {} data is broken: {}.", name, format, why)};
}

class GzipSource : public ByteSource {
 public:
  GzipSource(std::unique_ptr<ByteSource> raw, std::string name)
      : raw_(std::move(raw)), name_(std::move(name)), in_(kRawSize) {
    ready_ = inflateInit2(&stream_, 15 + 16) == Z_OK;
  }
  ~GzipSource() override {
    if (ready_) inflateEnd(&stream_);
  }
  Result<size_t> Read(char* out, size_t size) override {
    if (!ready_) return Status(StatusCode::kLimit, name_ + ": no memory for gzip.");
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(std::min(size, kRawSize * 64));
    const size_t asked = stream_.avail_out;
    while (stream_.avail_out == asked) {
      if (stream_.avail_in == 0) {
        Result<size_t> got = raw_->Read(in_.data(), in_.size());
        if (!got.ok()) return got.status();
        if (*got == 0) {
          if (between_) return size_t{0};
          return Broken(name_, "gzip", "it ends too early");
        }
        stream_.next_in = reinterpret_cast<Bytef*>(in_.data());
        stream_.avail_in = static_cast<uInt>(*got);
      }
      if (between_) {
        // What follows the last member must be another one; padding zeros, which tapes and some
        // tools leave, are skipped.
        if (*stream_.next_in == 0) {
          ++stream_.next_in;
          --stream_.avail_in;
          continue;
        }
        inflateReset(&stream_);
        between_ = false;
      }
      const int code = inflate(&stream_, Z_NO_FLUSH);
      if (code == Z_STREAM_END) {
        between_ = true;
      } else if (code != Z_OK && code != Z_BUF_ERROR) {
        return Broken(name_, "gzip", stream_.msg != nullptr ? stream_.msg : "it cannot be read");
      }
    }
    return asked - stream_.avail_out;
  }

 private:
  std::unique_ptr<ByteSource> raw_;
  std::string name_;
  std::vector<char> in_;
  z_stream stream_{};
  bool ready_ = false;
  bool between_ = false;  // a member is over
};

class ZstdSource : public ByteSource {
 public:
  ZstdSource(std::unique_ptr<ByteSource> raw, std::string name)
      : raw_(std::move(raw)),
        name_(std::move(name)),
        in_(kRawSize),
        stream_(ZSTD_createDStream()) {}
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }
  Result<size_t> Read(char* out, size_t size) override {
    if (stream_ == nullptr) return Status(StatusCode::kLimit, name_ + ": no memory for zstd.");
    ZSTD_outBuffer target{out, size, 0};
    while (target.pos == 0) {
      if (input_.pos == input_.size) {
        Result<size_t> got = raw_->Read(in_.data(), in_.size());
        if (!got.ok()) return got.status();
        if (*got == 0) {
          if (between_) return size_t{0};
          return Broken(name_, "zstd", "it ends too early");
        }
        input_ = {in_.data(), *got, 0};
      }
      const size_t code = ZSTD_decompressStream(stream_, &target, &input_);
      if (ZSTD_isError(code)) return Broken(name_, "zstd", ZSTD_getErrorName(code));
      between_ = code == 0;
    }
    return target.pos;
  }

 private:
  std::unique_ptr<ByteSource> raw_;
  std::string name_;
  std::vector<char> in_;
  ZSTD_DStream* stream_;
  ZSTD_inBuffer input_{nullptr, 0, 0};
  bool between_ = true;  // a frame is over
};

}  // namespace

std::unique_ptr<ByteSource> MakeDecompressor(Compression kind, std::unique_ptr<ByteSource> raw,
                                             std::string name) {
  switch (kind) {
    case Compression::kNone:
      return raw;
    case Compression::kGzip:
      return std::make_unique<GzipSource>(std::move(raw), std::move(name));
    case Compression::kZstd:
      return std::make_unique<ZstdSource>(std::move(raw), std::move(name));
  }
  return raw;
}

}  // namespace ripe::io
