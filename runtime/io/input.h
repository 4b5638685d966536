// Bytes from a file or a pipe, and over them a text source: decompressed (gzip and zstd are known
// by their first bytes), its byte-order mark taken off, in UTF-8. Plain read() into a reused buffer
// is used rather than mmap: it is as fast for one pass over a cached file, needs no more memory
// than the buffer, and a file that another program cuts short while it is read is an ordinary end
// instead of a SIGBUS.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "ripe/status.h"

namespace ripe::io {

// A file descriptor that can be read from any offset that is still to be had. A regular file: any.
// Anything else (a pipe, a terminal): what has been read so far is kept, until Release says that
// one last reader follows, or Spool copies the rest to a temporary file.
class Input {
 public:
  // "-" is standard input.
  static Result<std::shared_ptr<Input>> Open(const std::string& path);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // Reads up to `size` bytes at `offset`; 0 at the end.
  Result<size_t> ReadAt(uint64_t offset, char* out, size_t size);
  // Of a seekable input, in bytes.
  Result<uint64_t> Size() const;
  bool seekable() const { return seekable_; }
  void Release() { keep_ = false; }
  Status Spool();
  const std::string& name() const { return name_; }

 private:
  Input() = default;
  int fd_ = -1;
  bool owned_ = false;
  bool seekable_ = false;
  bool keep_ = true;
  uint64_t read_ = 0;  // bytes taken from the pipe
  std::string head_;   // the first of them
  std::string name_;
};

// A stream of bytes.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Up to `size` bytes (size > 0); 0 at the end only.
  virtual Result<size_t> Read(char* out, size_t size) = 0;
};

// The text of an input from its beginning. `encoding` as in SourceOptions. `*validate` is set where
// the bytes are passed on as they are, so that the caller must check that they are UTF-8.
Result<std::unique_ptr<ByteSource>> OpenText(std::shared_ptr<Input> input,
                                             const std::string& encoding, bool* validate);

// The parts of OpenText (compress.cc, encoding.cc).
enum class Compression : uint8_t { kNone, kGzip, kZstd };
std::unique_ptr<ByteSource> MakeDecompressor(Compression kind, std::unique_ptr<ByteSource> raw,
                                             std::string name);
// kUsage where the encoding is unknown. `name` is for messages.
Result<std::unique_ptr<ByteSource>> MakeDecoder(const std::string& encoding,
                                                std::unique_ptr<ByteSource> raw, std::string name);
// "" and the names of UTF-8 itself.
bool IsUtf8Name(const std::string& encoding);

}  // namespace ripe::io
