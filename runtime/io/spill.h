// What does not fit into memory, on disk for the length of a run: many streams of bytes in one
// temporary file without a name (in $TMPDIR, else /tmp), so that nothing is left behind however the
// run ends. Each stream is appended to and later read from its beginning, as often as wanted.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ripe/status.h"

namespace ripe::io {

class SpillStreams {
 public:
  // Each stream gathers up to `buffer_bytes` before it is written.
  static Result<std::unique_ptr<SpillStreams>> Open(size_t streams, size_t buffer_bytes);
  ~SpillStreams();
  SpillStreams(const SpillStreams&) = delete;
  SpillStreams& operator=(const SpillStreams&) = delete;

  // One thread at a time. kIo: the disk is full, or fails.
  Status Append(size_t stream, std::string_view bytes);
  // When all is appended: writes what was gathered, and frees the buffers.
  Status Finish();
  uint64_t bytes(size_t stream) const { return streams_[stream].bytes; }

  // Reads a stream. Several may read at once, on any threads, after Finish.
  class Cursor {
   public:
    Cursor(const SpillStreams* streams, size_t stream, size_t buffer_bytes)
        : streams_(streams), stream_(stream), buffer_bytes_(buffer_bytes) {}
    // At least so many of the next bytes, in one piece; fewer at the end only. They live until the
    // next Peek.
    Result<std::string_view> Peek(size_t at_least);
    // Goes on behind `bytes` of what Peek showed.
    void Skip(size_t bytes) { begin_ += bytes; }

   private:
    const SpillStreams* streams_;
    size_t stream_;
    size_t buffer_bytes_;
    std::string buffer_;
    size_t begin_ = 0;
    size_t extent_ = 0;  // the next to read from,
    uint64_t at_ = 0;    // from here on
  };

 private:
  SpillStreams() = default;
  struct Extent {
    uint64_t offset, size;
  };
  struct Stream {
    std::string gathered;
    std::vector<Extent> extents;
    uint64_t bytes = 0;
  };
  Status Write(Stream* stream);
  Status Fail(const char* what, int error) const;

  int fd_ = -1;
  std::string folder_;
  uint64_t end_ = 0;
  size_t buffer_bytes_ = 0;
  std::vector<Stream> streams_;
};

}  // namespace ripe::io
