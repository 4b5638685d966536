// What the fuzz targets share. A target is a function of bytes that calls Fail where a promise is
// broken; crashes, leaks and undefined behaviour are the sanitizers' to find. The same functions
// run in two programs: under libFuzzer (libfuzzer_main.cc, one program a target, clang) and in the
// replay of corpora and old findings (replay_main.cc, the ordinary build). Targets keep no state
// between calls.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripe::fuzz {

struct Target {
  const char* name;
  void (*run)(std::string_view input);
  bool words;  // its input is mostly rules: mutated by words too
};
std::span<const Target> Targets();
// The one called `name`; null where there is none.
const Target* FindTarget(std::string_view name);

void RunRules(std::string_view input);  // rules.cc
void RunFormat(std::string_view input);
void RunScore(std::string_view input);  // score.cc
void RunCsv(std::string_view input);    // readers.cc
void RunJsonl(std::string_view input);
void RunEvents(std::string_view input);
void RunTables(std::string_view input);
void RunPacked(std::string_view input);  // packed.cc
void RunCells(std::string_view input);   // cells.cc
void RunCache(std::string_view input);   // cache.cc

// Thrown by Fail and caught by nobody but the replay, so that libFuzzer keeps the input.
struct Broken {
  std::string what;
};
[[noreturn]] void Fail(std::string what);
inline void Require(bool holds, const char* what) {
  if (!holds) Fail(what);
}
// The two must be the same text.
void RequireSame(std::string_view a, std::string_view b, const char* what);

// The parts of an input between lines of four equals signs; at least `count`, the missing ones
// empty.
inline constexpr std::string_view kSeparator = "\n====\n";
std::vector<std::string_view> Sections(std::string_view input, size_t count);
// Takes the first byte as options: 'A' is 0, so that seeds can be written by hand. 0 where there is
// none.
unsigned TakeOptions(std::string_view* input);

// A file in memory with a path.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes);
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  int fd_;
  std::string path_;
};
// A folder of this process, in memory where there is /dev/shm; removed at exit.
const std::string& Folder();
// Empty where it cannot be read.
std::string ReadFile(const std::string& path);

}  // namespace ripe::fuzz
