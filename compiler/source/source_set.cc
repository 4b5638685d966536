// See source_set.h. Lines end at LF, CRLF or a lone CR. Very long lines carry checkpoints, so that
// finding the column of many places in one line stays cheap.
#include "compiler/source/source_set.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "compiler/source/descriptor.h"
#include "compiler/source/unicode.h"

namespace ripe::source {
namespace {

constexpr size_t kCheckpointBytes = 4096;

struct Closer {
  int fd;
  ~Closer() { close(fd); }
};

class DiskFileSystem : public FileSystem {
 public:
  ReadResult Read(const std::string& path) const override {
    ReadResult result;
    // Not a stream: those take an interrupted call for an error.
    const int fd = Retry([&] { return open(path.c_str(), O_RDONLY | O_CLOEXEC); });
    if (fd < 0) {
      result.error = Reason(errno);
      return result;
    }
    const Closer closer{fd};
    std::string text;
    if (!ReadUpTo(kMaxFileBytes, fd, &text)) {
      result.error = Reason(errno);
    } else if (text.size() > kMaxFileBytes) {
      result.error = "it is larger than 16 MB";
      result.too_large = true;
    } else {
      result.text = std::move(text);
    }
    return result;
  }

  std::string Canonical(const std::string& path) const override {
    std::error_code error;
    const std::filesystem::path canonical = std::filesystem::canonical(path, error);
    return error ? std::string() : canonical.string();
  }

 private:
  static std::string Reason(int error) {
    switch (error) {
      case ENOENT:
        return "there is no such file";
      case EACCES:
      case EPERM:
        return "it may not be read by you";
      case EISDIR:
        return "it is a folder";
      case ENAMETOOLONG:
        return "its name is too long";
      default:
        return std::generic_category().message(error);
    }
  }
};

class Overlay : public FileSystem {
 public:
  Overlay(std::string path, std::string text, const FileSystem& below)
      : path_(std::move(path)), text_(std::move(text)), below_(below) {}
  ReadResult Read(const std::string& path) const override {
    if (path != path_) return below_.Read(path);
    ReadResult result;
    if (text_.size() > kMaxFileBytes) {
      result.error = "it is larger than 16 MB";
      result.too_large = true;
    } else {
      result.text = text_;
    }
    return result;
  }
  std::string Canonical(const std::string& path) const override {
    if (path != path_) return below_.Canonical(path);
    const std::string canonical = below_.Canonical(path);
    return canonical.empty() ? path : canonical;
  }

 private:
  std::string path_;
  std::string text_;
  const FileSystem& below_;
};

// Moves `position` over `text`.
void Advance(std::string_view text, Position* position) {
  for (size_t offset = 0; offset < text.size();) {
    const size_t begin = offset;
    DecodeAt(text, &offset);
    ++position->column;
    position->cell += DisplayWidth(text.substr(begin, offset - begin));
  }
}

}  // namespace

const FileSystem& RealFileSystem() {
  static const DiskFileSystem file_system;
  return file_system;
}

std::unique_ptr<FileSystem> OverlayFileSystem(std::string path, std::string text,
                                              const FileSystem& below) {
  return std::make_unique<Overlay>(std::move(path), std::move(text), below);
}

SourceFile::SourceFile(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (size_t i = 0; i < text_.size(); ++i) {
    const bool lone_cr = text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n');
    if (text_[i] == '\n' || lone_cr) line_starts_.push_back(static_cast<uint32_t>(i + 1));
  }
  for (uint32_t line = 1; line <= line_count(); ++line) {
    const std::string_view content = LineText(line);
    if (content.size() <= 2 * kCheckpointBytes) continue;
    Position position{line, 1, 1};
    size_t done = 0;
    while (content.size() - done > kCheckpointBytes) {
      size_t next = done + kCheckpointBytes;
      while (next > done && IsContinuation(content[next])) --next;
      if (next == done) break;  // not UTF-8
      Advance(content.substr(done, next - done), &position);
      done = next;
      checkpoints_.push_back({LineStart(line) + static_cast<uint32_t>(done), position});
    }
  }
}

std::string_view SourceFile::LineText(uint32_t line) const {
  const size_t begin = line_starts_[line - 1];
  size_t end = line < line_count() ? line_starts_[line] : text_.size();
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return std::string_view(text_).substr(begin, end - begin);
}

Position SourceFile::PositionOf(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  Position position;
  position.line = static_cast<uint32_t>(after - line_starts_.begin());
  uint32_t from = LineStart(position.line);
  const auto checkpoint =
      std::upper_bound(checkpoints_.begin(), checkpoints_.end(), offset,
                       [](uint32_t value, const Checkpoint& c) { return value < c.offset; });
  if (checkpoint != checkpoints_.begin() && std::prev(checkpoint)->position.line == position.line) {
    from = std::prev(checkpoint)->offset;
    position = std::prev(checkpoint)->position;
  }
  Advance(std::string_view(text_).substr(from, offset - from), &position);
  return position;
}

FileId SourceSet::Add(std::string path, std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  files_.emplace_back(std::move(path), std::move(text));
  return FileId{static_cast<uint32_t>(files_.size() - 1)};
}

}  // namespace ripe::source
