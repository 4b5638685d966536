// The texts of one compilation: the rules file and the modules and lists it names. Files are loaded through a FileSystem,
// so that tests and hosts can compile from memory. A text is kept as it was read, less a leading byte-order mark;
// spans are byte offsets into it.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/span.h"

namespace ripe::source {

// The largest rules file, module or list that is read, in bytes.
inline constexpr size_t kMaxFileBytes = 16u << 20;

// What reading a file gives: its bytes, or why not (a short reason in English without the path).
struct ReadResult {
  std::optional<std::string> text;
  std::string error;
  bool too_large = false;
};

// How a compilation reaches files. `RealFileSystem()` is the disk. Implementations must be thread-safe.
class FileSystem {
 public:
  virtual ~FileSystem() = default;
  // Reads a whole file; at most kMaxFileBytes (else too_large).
  virtual ReadResult Read(const std::string& path) const = 0;
  // The path with symbolic links resolved, for deciding whether a file lies below a folder; empty where there is none.
  virtual std::string Canonical(const std::string& path) const = 0;
};
const FileSystem& RealFileSystem();

// A file in memory over another file system: `path` reads as `text`, everything else goes to `below`.
std::unique_ptr<FileSystem> OverlayFileSystem(std::string path, std::string text, const FileSystem& below);

// A place for people: lines and columns from 1; `column` counts Unicode scalar values, `cell` terminal cells (a Hangul
// syllable is two).
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
  uint32_t cell = 1;
};

// One loaded text with its line starts.
class SourceFile {
 public:
  SourceFile(std::string path, std::string text);
  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  // The text of line `line` (from 1) without its line end.
  std::string_view LineText(uint32_t line) const;
  uint32_t line_count() const { return static_cast<uint32_t>(line_starts_.size()); }
  Position PositionOf(uint32_t offset) const;
  // Byte offset at which line `line` (from 1) begins.
  uint32_t LineStart(uint32_t line) const { return line_starts_[line - 1]; }

 private:
  std::string path_;
  std::string text_;
  std::vector<uint32_t> line_starts_;
  struct Checkpoint {
    uint32_t offset;
    Position position;
  };
  std::vector<Checkpoint> checkpoints_;  // every few kilobytes of very long lines
};

// Owns the files of one compilation. Not thread-safe; references stay valid while the set lives.
class SourceSet {
 public:
  FileId Add(std::string path, std::string text);  // strips a UTF-8 byte-order mark
  const SourceFile& file(FileId id) const { return files_[id.value]; }
  std::string_view TextOf(Span span) const {
    return file(span.file).text().substr(span.begin, span.end - span.begin);
  }
  size_t size() const { return files_.size(); }

 private:
  std::deque<SourceFile> files_;
};

}  // namespace ripe::source
