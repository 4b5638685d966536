// See cache.h. A file is: a magic word, the lengths of the key and of the object, the key, the
// object, and the XXH3 hash (128 bits) of all that. The lengths are there since an object may hold
// the hash of what stands before it: cut behind that, the file would have the right hash again.
#include "runtime/jit/cache.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <vector>

#include "compiler/source/descriptor.h"

namespace ripe::jit {
namespace {

constexpr std::string_view kMagic = "ripejit2";
constexpr size_t kHead = 24;  // magic, and the lengths of key and object in 8 bytes each
constexpr size_t kTail = sizeof(XXH128_canonical_t);

class Fd {
 public:
  explicit Fd(int fd) : fd_(fd) {}
  ~Fd() {
    if (fd_ >= 0) ::close(fd_);
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }

 private:
  int fd_;
};

std::string ErrorText() { return std::generic_category().message(errno); }

bool IsOurs(int fd, mode_t kind) {
  struct stat info{};
  return ::fstat(fd, &info) == 0 && (info.st_mode & S_IFMT) == kind && info.st_uid == ::geteuid() &&
         (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool ReadAll(int fd, std::string* out) {
  struct stat info{};
  if (::fstat(fd, &info) != 0 || info.st_size < 0 ||
      static_cast<size_t>(info.st_size) > Cache::kMaxBytes)
    return false;
  out->resize(static_cast<size_t>(info.st_size));
  return source::ReadAt(fd, 0, out->data(), out->size());
}

std::string HashOf(std::string_view text) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(text.data(), text.size()));
  return {reinterpret_cast<const char*>(canonical.digest), sizeof(canonical.digest)};
}

std::string Hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    hex += kDigits[static_cast<unsigned char>(c) >> 4];
    hex += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return hex;
}

// The folder, made where it is not there yet; not ok, and `*why` set, where it is not ours alone.
int OpenFolder(const std::string& folder, bool make, std::string* why = nullptr) {
  if (make) {
    std::error_code ignored;
    std::filesystem::create_directories(std::filesystem::path(folder).parent_path(), ignored);
    ::mkdir(folder.c_str(), 0700);
  }
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd >= 0 && IsOurs(fd, S_IFDIR)) return fd;
  if (why != nullptr) {
    *why = fd < 0 ? fmt::format("the folder {} cannot be made or opened ({})", folder, ErrorText())
                  : fmt::format("the folder {} is not this user's alone", folder);
  }
  if (fd >= 0) ::close(fd);
  return -1;
}

}  // namespace

std::string Cache::PathOf(std::string_view key) const { return Hex(HashOf(key)) + ".o"; }

std::optional<std::string> Cache::Load(std::string_view key, bool* unusable) const {
  const Fd folder(OpenFolder(folder_, false));
  if (!folder.ok()) return std::nullopt;
  bool found = false;
  std::optional<std::string> object = Read(folder.get(), key, &found);
  if (unusable != nullptr) *unusable = found && !object.has_value();
  return object;
}

std::optional<std::string> Cache::Read(int folder, std::string_view key, bool* found) const {
  const std::string name = PathOf(key);
  // Without O_NONBLOCK a pipe in its place would wait for somebody to write to it.
  const Fd file(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  *found = file.ok() || errno != ENOENT;
  std::string text;
  if (!file.ok() || !IsOurs(file.get(), S_IFREG) || !ReadAll(file.get(), &text))
    return std::nullopt;
  const std::string_view view = text;
  if (view.size() < kHead + key.size() + kTail || view.substr(0, kMagic.size()) != kMagic)
    return std::nullopt;
  uint64_t sizes[2] = {};
  std::memcpy(sizes, view.data() + kMagic.size(), sizeof(sizes));
  if (sizes[0] != key.size() || sizes[1] != view.size() - kHead - key.size() - kTail ||
      view.substr(kHead, key.size()) != key)
    return std::nullopt;
  if (HashOf(view.substr(0, view.size() - kTail)) != view.substr(view.size() - kTail))
    return std::nullopt;
  ::futimens(file.get(), nullptr);  // used just now
  const size_t begin = kHead + key.size();
  return text.substr(begin, text.size() - kTail - begin);
}

std::string Cache::Store(std::string_view key, std::string_view object) const {
  std::string why;
  const Fd folder(OpenFolder(folder_, true, &why));
  if (!folder.ok()) return why;
  const auto not_written = [&] {
    return fmt::format("no file can be written into {} ({})", folder_, ErrorText());
  };
  std::string text(kMagic);
  const uint64_t sizes[2] = {key.size(), object.size()};
  text.append(reinterpret_cast<const char*>(sizes), sizeof(sizes));
  text.append(key).append(object);
  text += HashOf(text);
  const std::string name = PathOf(key);
  static std::atomic<unsigned> serial{0};
  const std::string temporary =
      name + "." + std::to_string(::getpid()) + "." + std::to_string(serial++) + ".tmp";
  {
    const Fd file(::openat(folder.get(), temporary.c_str(),
                           O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.ok()) return not_written();
    if (!source::WriteAll(file.get(), text)) {
      why = not_written();
      ::unlinkat(folder.get(), temporary.c_str(), 0);
      return why;
    }
  }
  if (::renameat(folder.get(), temporary.c_str(), folder.get(), name.c_str()) != 0) {
    why = not_written();
    ::unlinkat(folder.get(), temporary.c_str(), 0);
  }
  // Looking through a full folder takes longer than compiling a few rules. So the chance of it is
  // that of the bytes in a 64th of the limit, which then is about how far it is overstepped; the
  // file's hash draws the lot.
  uint32_t lot;
  std::memcpy(&lot, text.data() + text.size() - kTail, sizeof(lot));
  if (lot * uint64_t{kMaxBytes / 64} <= uint64_t{text.size()} << 32) Trim();
  return why;
}

void Cache::Trim() const {
  namespace fs = std::filesystem;
  struct File {
    fs::file_time_type used;
    uintmax_t bytes;
    fs::path path;
  };
  std::error_code error;
  std::vector<File> files;
  uintmax_t total = 0;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    std::error_code gone;  // somebody else may be trimming too; what is no file has no size
    File file{it->last_write_time(gone), it->file_size(gone), it->path()};
    if (gone) continue;
    total += file.bytes;
    files.push_back(std::move(file));
  }
  if (total <= kMaxBytes) return;
  std::sort(files.begin(), files.end(),
            [](const File& a, const File& b) { return a.used < b.used; });
  for (const File& file : files) {
    if (total <= kMaxBytes / 2) break;
    total -= file.bytes;
    fs::remove(file.path, error);
  }
}

}  // namespace ripe::jit
