// A file that appears whole or not at all. What is written goes to a temporary file in the same
// folder; Finish syncs it and renames it over the target, whose mode it keeps. Without Finish, or
// after any error, the temporary file is removed and what was there before is untouched. Standard
// output, and targets that are not regular files (/dev/null, a pipe), are written to directly.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "ripe/status.h"

namespace ripe::io {

class OutputFile {
 public:
  // "-": standard output. Names that end in .gz or .zst are compressed.
  static Result<std::unique_ptr<OutputFile>> Open(const std::string& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  // Buffered. After an error every further call gives it again. kClosedPipe: nobody reads standard
  // output any more.
  Status Write(std::string_view bytes);
  Status Finish();

 private:
  OutputFile() = default;
  Status Compress(std::string_view bytes, bool last);
  Status Put(std::string_view bytes);       // into the buffer
  Status WriteAll(std::string_view bytes);  // to the file
  Status Fail(const char* what, int error);
  bool Closed();
  void Discard();

  struct Gzip;
  struct Zstd;
  Status GiveName();
  std::string path_, target_, temporary_;
  bool nameless_ = false;  // made with O_TMPFILE
  int fd_ = -1;
  bool owned_ = false;
  bool finished_ = false;
  Status failed_;
  std::string buffer_;
  std::unique_ptr<Gzip> gzip_;
  std::unique_ptr<Zstd> zstd_;
};

}  // namespace ripe::io
