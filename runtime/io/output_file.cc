// See output_file.h. Everything that touches the operating system for writing is here.
#include "runtime/io/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include "compiler/source/descriptor.h"

namespace ripe::io {
namespace {

constexpr size_t kBuffer = size_t{1} << 18;

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// A symbolic link is followed, so that the file it points to is replaced, or made, and the link
// stays.
std::string Resolved(std::string path) {
  char name[PATH_MAX];
  if (realpath(path.c_str(), name) != nullptr) return name;
  // Only what is not there yet is left, and stat has found no circle.
  for (ssize_t size; (size = readlink(path.c_str(), name, sizeof(name))) > 0;) {
    const std::string to(name, static_cast<size_t>(size));
    path = to.starts_with("/") ? to : FolderOf(path) + "/" + to;
  }
  return path;
}

mode_t NewFileMode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

}  // namespace

struct OutputFile::Gzip {
  z_stream stream{};
  std::vector<char> out = std::vector<char>(size_t{1} << 17);
  ~Gzip() { deflateEnd(&stream); }
};
struct OutputFile::Zstd {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  std::vector<char> out = std::vector<char>(size_t{1} << 17);
  ~Zstd() { ZSTD_freeCCtx(context); }
};

Result<std::unique_ptr<OutputFile>> OutputFile::Open(const std::string& path) {
  std::unique_ptr<OutputFile> file(new OutputFile);
  file->path_ = path == "-" ? "standard output" : path;
  // A write to a closed pipe must come back as an error, which Fail turns into kClosedPipe.
  static const bool ignored = std::signal(SIGPIPE, SIG_IGN) != SIG_ERR;
  (void)ignored;
  if (path == "-") {
    file->fd_ = STDOUT_FILENO;
    return file;
  }
  struct stat info;
  const bool exists = stat(path.c_str(), &info) == 0;
  // What is there cannot be seen: it might be anything, and must not be replaced.
  if (!exists && errno != ENOENT) return file->Fail("look at", errno);
  if (exists && !S_ISREG(info.st_mode)) {
    if (S_ISDIR(info.st_mode)) return file->Fail("write", EISDIR);
    file->fd_ = source::Retry([&] { return open(path.c_str(), O_WRONLY | O_CLOEXEC); });
    if (file->fd_ < 0) return file->Fail("open", errno);
    file->owned_ = true;
    return file;
  }
  // A file that may not be written must not be replaced either, though its folder would allow that.
  if (exists && access(path.c_str(), W_OK) != 0) return file->Fail("write", errno);
  file->target_ = Resolved(path);
  // A file without a name vanishes with its process, however that ends; where the file system has
  // none, one with a name.
  const std::string folder = FolderOf(file->target_);
  file->fd_ =
      source::Retry([&] { return open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600); });
  file->nameless_ = file->fd_ >= 0;
  if (!file->nameless_) {
    file->fd_ = source::Retry([&] {
      file->temporary_ = folder + "/.ripe-XXXXXX";
      return mkostemp(file->temporary_.data(), O_CLOEXEC);  // O_EXCL, mode 0600
    });
  }
  if (file->fd_ < 0) {
    file->temporary_.clear();
    return file->Fail("write beside", errno);
  }
  file->owned_ = true;
  if (fchmod(file->fd_, exists ? info.st_mode & 07777 : NewFileMode()) != 0)
    return file->Fail("set the mode of", errno);
  if (path.ends_with(".gz")) {
    file->gzip_ = std::make_unique<Gzip>();
    if (deflateInit2(&file->gzip_->stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
      return file->Fail("compress", ENOMEM);
  } else if (path.ends_with(".zst")) {
    file->zstd_ = std::make_unique<Zstd>();
    if (file->zstd_->context == nullptr) return file->Fail("compress", ENOMEM);
    ZSTD_CCtx_setParameter(file->zstd_->context, ZSTD_c_checksumFlag, 1);
  }
  return file;
}

OutputFile::~OutputFile() { Discard(); }

void OutputFile::Discard() {
  if (owned_ && fd_ >= 0) close(fd_);
  fd_ = -1;
  if (!temporary_.empty()) unlink(temporary_.c_str());
  temporary_.clear();
}

Status OutputFile::Fail(const char* what, int error) {
  if (error == EPIPE) {
    failed_ = {StatusCode::kClosedPipe, path_ + ": nobody reads it any more."};
  } else {
    failed_ = {StatusCode::kIo,
               fmt::format("{}: cannot {} the file: {}.", path_, what, std::strerror(error))};
  }
  Discard();
  return failed_;
}

Status OutputFile::Write(std::string_view bytes) {
  if (!failed_.ok()) return failed_;
  if (gzip_ || zstd_) return Compress(bytes, false);
  return Put(bytes);
}

Status OutputFile::Compress(std::string_view bytes, bool last) {
  if (gzip_) {
    z_stream& stream = gzip_->stream;
    // zlib counts in 32 bits: pieces of 1 GB.
    do {
      const size_t n = std::min<size_t>(bytes.size(), size_t{1} << 30);
      const bool final = last && n == bytes.size();
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
      stream.avail_in = static_cast<uInt>(n);
      do {
        stream.next_out = reinterpret_cast<Bytef*>(gzip_->out.data());
        stream.avail_out = static_cast<uInt>(gzip_->out.size());
        deflate(&stream, final ? Z_FINISH : Z_NO_FLUSH);
        RIPE_RETURN_IF_ERROR(Put({gzip_->out.data(), gzip_->out.size() - stream.avail_out}));
      } while (stream.avail_out == 0);
      bytes.remove_prefix(n);
    } while (!bytes.empty());
    return {};
  }
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  while (true) {
    ZSTD_outBuffer out{zstd_->out.data(), zstd_->out.size(), 0};
    const size_t left =
        ZSTD_compressStream2(zstd_->context, &out, &in, last ? ZSTD_e_end : ZSTD_e_continue);
    if (ZSTD_isError(left)) return Fail("compress", ENOMEM);
    RIPE_RETURN_IF_ERROR(Put({zstd_->out.data(), out.pos}));
    if (last ? left == 0 : in.pos == in.size) return {};
  }
}

Status OutputFile::Put(std::string_view bytes) {
  if (buffer_.size() + bytes.size() >= kBuffer) {
    RIPE_RETURN_IF_ERROR(WriteAll(buffer_));
    buffer_.clear();
    if (bytes.size() >= kBuffer) return WriteAll(bytes);
  }
  buffer_.append(bytes);
  return {};
}

Status OutputFile::WriteAll(std::string_view bytes) {
  return source::WriteAll(fd_, bytes) ? Status() : Fail("write", errno);
}

// An interrupted close has closed the file, and fsync has told before whether all was written.
bool OutputFile::Closed() { return close(std::exchange(fd_, -1)) == 0 || errno == EINTR; }

// A file without a name cannot replace another: it first gets one beside it, of which only the
// rename is left to do.
Status OutputFile::GiveName() {
  const std::string self = fmt::format("/proc/self/fd/{}", fd_);
  for (int attempt = 0; attempt < 100; ++attempt) {
    temporary_ = fmt::format("{}/.ripe-{}-{}", FolderOf(target_), getpid(), attempt);
    if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, temporary_.c_str(), AT_SYMLINK_FOLLOW) == 0)
      return {};
    if (errno != EEXIST) break;
  }
  temporary_.clear();
  return Fail("name", errno);
}

Status OutputFile::Finish() {
  if (!failed_.ok() || finished_) return failed_;
  if (gzip_ || zstd_) RIPE_RETURN_IF_ERROR(Compress({}, true));
  RIPE_RETURN_IF_ERROR(WriteAll(buffer_));
  buffer_.clear();
  finished_ = true;
  if (temporary_.empty() && !nameless_) {
    if (owned_ && !Closed()) return Fail("write", errno);
    return {};
  }
  if (source::Retry([&] { return fsync(fd_); }) != 0) return Fail("sync", errno);
  if (nameless_) RIPE_RETURN_IF_ERROR(GiveName());
  if (!Closed()) return Fail("write", errno);
  if (rename(temporary_.c_str(), target_.c_str()) != 0) return Fail("replace", errno);
  temporary_.clear();
  // So that the new name survives a power cut too. Some file systems cannot sync a folder: no error
  // then.
  if (const int folder = open(FolderOf(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      folder >= 0) {
    (void)fsync(folder);
    close(folder);
  }
  return {};
}

}  // namespace ripe::io
