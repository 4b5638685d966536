// See library_file.h.
#include "compiler/source/library_file.h"

#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <vector>

namespace ripe::source {
namespace {

bool ReadAt(int fd, uint64_t offset, void* out, size_t size) {
  auto* at = static_cast<char*>(out);
  while (size > 0) {
    const ssize_t got = ::pread(fd, at, size, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    offset += static_cast<uint64_t>(got);
    size -= static_cast<size_t>(got);
  }
  return true;
}

bool Within(uint64_t offset, uint64_t size, uint64_t file) {
  return offset <= file && size <= file - offset;
}

std::string WhyNot(int fd) {
  struct stat info{};
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) return "is not a file";
  const auto size = static_cast<uint64_t>(info.st_size);
  Elf64_Ehdr head{};
  const bool whole = ReadAt(fd, 0, &head, sizeof(head));
  // Of a shorter file as much as there is has been read.
  if (std::memcmp(head.e_ident, ELFMAG, std::min<uint64_t>(SELFMAG, size)) != 0)
    return "is not a library";
  if (!whole) return "is cut short";
  if (head.e_ident[EI_CLASS] != ELFCLASS64 || head.e_phentsize != sizeof(Elf64_Phdr))
    return "is not a library";
  // The table of sections is what a linker writes last.
  if (!Within(head.e_shoff, uint64_t{head.e_shnum} * head.e_shentsize, size)) return "is cut short";
  std::vector<Elf64_Phdr> parts(head.e_phnum);
  if (!ReadAt(fd, head.e_phoff, parts.data(), parts.size() * sizeof(Elf64_Phdr)))
    return "is cut short";
  for (const Elf64_Phdr& part : parts) {
    if (!Within(part.p_offset, part.p_filesz, size)) return "is cut short";
  }
  return {};
}

}  // namespace

std::string WhyNoLibrary(const std::string& path) {
  // Without O_NONBLOCK a pipe in its place would wait for somebody to write to it.
  int fd;
  do {
    fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  } while (fd < 0 && errno == EINTR);
  if (fd < 0) return "cannot be opened (" + std::generic_category().message(errno) + ")";
  std::string why = WhyNot(fd);
  ::close(fd);
  return why;
}

}  // namespace ripe::source
