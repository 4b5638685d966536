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

#include "compiler/source/descriptor.h"

namespace ripe::source {
namespace {

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
  const int fd = Retry([&] { return ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC); });
  if (fd < 0) return "cannot be opened (" + std::generic_category().message(errno) + ")";
  std::string why = WhyNot(fd);
  ::close(fd);
  return why;
}

}  // namespace ripe::source
