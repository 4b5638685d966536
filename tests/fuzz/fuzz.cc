// See fuzz.h.
#include "tests/fuzz/fuzz.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace ripe::fuzz {
namespace {

constexpr std::array<Target, 10> kTargets = {{
    {"rules", RunRules, true},
    {"format", RunFormat, true},
    {"score", RunScore, true},
    {"csv", RunCsv, false},
    {"jsonl", RunJsonl, false},
    {"events", RunEvents, false},
    {"tables", RunTables, false},
    {"packed", RunPacked, false},
    {"cells", RunCells, false},
    {"cache", RunCache, false},
}};

}  // namespace

std::span<const Target> Targets() { return kTargets; }

const Target* FindTarget(std::string_view name) {
  for (const Target& target : kTargets) {
    if (name == target.name) return &target;
  }
  return nullptr;
}

void Fail(std::string what) {
  fmt::print(stderr, "a promise is broken: {}\n", what);
  throw Broken{std::move(what)};
}

void RequireSame(std::string_view a, std::string_view b, const char* what) {
  if (a == b) return;
  size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  const size_t from = at < 60 ? 0 : at - 60;
  Fail(fmt::format("{}; they differ at byte {}:\n--- one\n{}\n--- other\n{}", what, at,
                   a.substr(from, 400), b.substr(from, 400)));
}

std::vector<std::string_view> Sections(std::string_view input, size_t count) {
  std::vector<std::string_view> out;
  while (out.size() + 1 < count) {
    const size_t at = input.find(kSeparator);
    if (at == std::string_view::npos) break;
    out.push_back(input.substr(0, at + 1));  // with its newline
    input.remove_prefix(at + kSeparator.size());
  }
  out.push_back(input);
  out.resize(std::max(out.size(), count));
  return out;
}

unsigned TakeOptions(std::string_view* input) {
  if (input->empty()) return 0;
  const unsigned options = static_cast<uint8_t>(static_cast<uint8_t>(input->front()) - 'A');
  input->remove_prefix(1);
  return options;
}

MemoryFile::MemoryFile(std::string_view bytes) : fd_(memfd_create("ripe-fuzz", MFD_CLOEXEC)) {
  size_t done = 0;
  while (fd_ >= 0 && done < bytes.size()) {
    const ssize_t put = ::write(fd_, bytes.data() + done, bytes.size() - done);
    if (put <= 0) break;
    done += static_cast<size_t>(put);
  }
  if (done < bytes.size() || fd_ < 0) {
    fmt::print(stderr, "fuzz: no file in memory\n");
    std::abort();
  }
  path_ = fmt::format("/proc/self/fd/{}", fd_);
}
MemoryFile::~MemoryFile() { ::close(fd_); }

const std::string& Folder() {
  struct Own {
    std::string path;
    Own() {
      const bool shm = ::access("/dev/shm", W_OK) == 0;
      path = std::string(shm ? "/dev/shm" : "/tmp") + "/ripe-fuzz-XXXXXX";
      if (::mkdtemp(path.data()) == nullptr) std::abort();
    }
    ~Own() {
      std::error_code ignored;
      std::filesystem::remove_all(path, ignored);
    }
  };
  static const Own own;
  return own.path;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return std::move(out).str();
}

}  // namespace ripe::fuzz
