// See library_file.h.
#include "compiler/source/library_file.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
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

struct Searched {
  uint64_t address;
  std::string id;
};

// Of a library's notes the one that the linker writes; a note is a head, a name and what it says,
// each padded to four bytes.
std::string BuildIdIn(const char* notes, uint64_t size) {
  constexpr char kName[] = "GNU";
  const auto padded = [](uint64_t bytes) { return (bytes + 3) / 4 * 4; };
  for (uint64_t at = 0; Within(at, sizeof(Elf64_Nhdr), size);) {
    Elf64_Nhdr head;
    std::memcpy(&head, notes + at, sizeof(head));
    const uint64_t name = at + sizeof(head), text = name + padded(head.n_namesz);
    if (!Within(text, head.n_descsz, size)) break;
    if (head.n_type == NT_GNU_BUILD_ID && head.n_namesz == sizeof(kName) &&
        std::memcmp(notes + name, kName, sizeof(kName)) == 0)
      return {notes + text, head.n_descsz};
    at = text + padded(head.n_descsz);
  }
  return {};
}

int Search(dl_phdr_info* library, size_t /*size*/, void* data) {
  auto* searched = static_cast<Searched*>(data);
  std::string id;
  bool found = false;
  for (const ElfW(Phdr)* part = library->dlpi_phdr;
       part != library->dlpi_phdr + library->dlpi_phnum; ++part) {
    const uint64_t begin = library->dlpi_addr + part->p_vaddr;
    if (part->p_type == PT_LOAD && searched->address - begin < part->p_memsz) found = true;
    if (part->p_type == PT_NOTE && id.empty())
      id = BuildIdIn(reinterpret_cast<const char*>(begin), part->p_memsz);
  }
  if (!found) return 0;
  searched->id = std::move(id);
  return 1;
}

}  // namespace

std::string BuildIdAt(const void* address) {
  Searched searched{reinterpret_cast<uintptr_t>(address), {}};
  ::dl_iterate_phdr(Search, &searched);
  return searched.id;
}

std::string WhyNoLibrary(const std::string& path) {
  // Without O_NONBLOCK a pipe in its place would wait for somebody to write to it.
  const int fd = Retry([&] { return ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC); });
  if (fd < 0) return "cannot be opened (" + std::generic_category().message(errno) + ")";
  std::string why = WhyNot(fd);
  ::close(fd);
  return why;
}

}  // namespace ripe::source
