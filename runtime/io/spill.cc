// See spill.h.
#include "runtime/io/spill.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "compiler/source/descriptor.h"

namespace ripe::io {

Result<std::unique_ptr<SpillStreams>> SpillStreams::Open(size_t streams, size_t buffer_bytes) {
  std::unique_ptr<SpillStreams> spill(new SpillStreams());
  const char* folder = std::getenv("TMPDIR");
  spill->folder_ = folder != nullptr && *folder != '\0' ? folder : "/tmp";
  spill->buffer_bytes_ = buffer_bytes;
  spill->streams_.resize(streams);
#ifdef O_TMPFILE
  spill->fd_ = source::Retry(
      [&] { return open(spill->folder_.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600); });
#endif
  if (spill->fd_ < 0) {  // some file systems have no files without a name
    std::string path;
    spill->fd_ = source::Retry([&] {
      path = spill->folder_ + "/ripe-XXXXXX";
      return mkostemp(path.data(), O_CLOEXEC);
    });
    if (spill->fd_ < 0) return spill->Fail("made", errno);
    unlink(path.c_str());
  }
  return spill;
}

SpillStreams::~SpillStreams() {
  if (fd_ >= 0) close(fd_);
}

Status SpillStreams::Fail(const char* what, int error) const {
  std::string message =
      fmt::format("A temporary file in {} cannot be {}: {}.", folder_, what, std::strerror(error));
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
    message +=
        " What does not fit into --memory-limit is kept there; set TMPDIR to a folder with "
        "more room, or give a larger limit.";
  }
  return {StatusCode::kIo, message};
}

Status SpillStreams::Append(size_t index, std::string_view bytes) {
  Stream& stream = streams_[index];
  stream.bytes += bytes.size();
  if (stream.gathered.capacity() == 0) stream.gathered.reserve(buffer_bytes_);
  while (!bytes.empty()) {
    const size_t room = buffer_bytes_ - stream.gathered.size();
    stream.gathered.append(bytes.substr(0, room));
    bytes.remove_prefix(std::min(room, bytes.size()));
    if (stream.gathered.size() == buffer_bytes_) {
      Status status = Write(&stream);
      if (!status.ok()) return status;
    }
  }
  return {};
}

Status SpillStreams::Write(Stream* stream) {
  const std::string& bytes = stream->gathered;
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t n = source::Retry([&] {
      return pwrite(fd_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(end_ + done));
    });
    // Neither written nor refused: asking again would never end.
    if (n <= 0) return Fail("written", n == 0 ? EIO : errno);
    done += static_cast<size_t>(n);
  }
  // A stream that is written several times in a row has one long extent.
  if (!stream->extents.empty() &&
      stream->extents.back().offset + stream->extents.back().size == end_) {
    stream->extents.back().size += bytes.size();
  } else {
    stream->extents.push_back({end_, bytes.size()});
  }
  end_ += bytes.size();
  stream->gathered.clear();
  return {};
}

Status SpillStreams::Finish() {
  for (Stream& stream : streams_) {
    if (!stream.gathered.empty()) RIPE_RETURN_IF_ERROR(Write(&stream));
    std::string().swap(stream.gathered);
  }
  return {};
}

Result<std::string_view> SpillStreams::Cursor::Peek(size_t at_least) {
  const std::vector<Extent>& extents = streams_->streams_[stream_].extents;
  while (buffer_.size() - begin_ < at_least && extent_ < extents.size()) {
    if (begin_ > 0) {
      buffer_.erase(0, begin_);
      begin_ = 0;
    }
    const Extent& extent = extents[extent_];
    const size_t had = buffer_.size();
    const uint64_t wanted = std::max(at_least, buffer_bytes_) - had;
    const auto size = static_cast<size_t>(std::min(wanted, extent.size - at_));
    buffer_.resize(had + size);
    const ssize_t n = source::Retry([&] {
      return pread(streams_->fd_, buffer_.data() + had, size,
                   static_cast<off_t>(extent.offset + at_));
    });
    if (n < 0) return streams_->Fail("read", errno);
    if (n == 0) return streams_->Fail("read", EIO);
    buffer_.resize(had + static_cast<size_t>(n));
    at_ += static_cast<uint64_t>(n);
    if (at_ == extent.size) {
      ++extent_;
      at_ = 0;
    }
  }
  return std::string_view(buffer_).substr(begin_);
}

}  // namespace ripe::io
