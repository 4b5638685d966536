// See memory.h.
#include "runtime/api/memory.h"

#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace ripe::api {
namespace {

constexpr uint64_t kMiB = uint64_t{1} << 20;
// Beside what is there at the beginning: a thread's blocks on their way (four of half a megabyte as
// text, as columns and as output), and what else is made once.
constexpr uint64_t kEachThread = 10 * kMiB;
constexpr uint64_t kOnce = 16 * kMiB;
// Less room than this is none: buffers of partitions alone take half of it.
constexpr uint64_t kLeastRoom = 16 * kMiB;
// What is there at the beginning differs a little from run to run.
constexpr uint64_t kSlack = 3 * kMiB;

// What of this process is in memory now, as the system sees it.
uint64_t ResidentBytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return 48 * kMiB;
  unsigned long long size = 0, resident = 0;
  const int read = std::fscanf(file, "%llu %llu", &size, &resident);
  std::fclose(file);
  if (read != 2) return 48 * kMiB;
  return resident * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

std::string InMegabytes(uint64_t bytes) {
  return fmt::format("{} MB", (bytes + 999'999) / 1'000'000);
}

}  // namespace

MemoryBudget::MemoryBudget(uint64_t limit, unsigned threads) : limit_(limit), room_(UINT64_MAX) {
  if (limit == 0) return;
#ifdef M_MMAP_THRESHOLD
  // Tables that were outgrown go back to the system at once, and do not make holes.
  mallopt(M_MMAP_THRESHOLD, static_cast<int>(kMiB));
#endif
  taken_ = ResidentBytes() + kOnce + kEachThread * threads;
  room_ = limit > taken_ ? limit - taken_ : 0;
  small_ = room_ < kLeastRoom;
  if (const char* text = std::getenv("RIPE_MEMORY_ROOM"))
    room_ = std::min<uint64_t>(room_, std::strtoull(text, nullptr, 10));
}

Status MemoryBudget::Check() const {
  if (!small_) return {};
  return {StatusCode::kLimit,
          fmt::format("--memory-limit {} is too small: with these rules, files and threads the "
                      "least is {}. Give that much, or fewer --threads.",
                      InMegabytes(limit_), InMegabytes(taken_ + kLeastRoom + kSlack))};
}

Status MemoryBudget::TooMuch(std::string_view what, uint64_t bytes) const {
  return {StatusCode::kLimit,
          fmt::format("--memory-limit {} is too small: {} need {}, so give at least {}.",
                      InMegabytes(limit_), what, InMegabytes(bytes), InMegabytes(taken_ + bytes))};
}

void ReturnFreeMemory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace ripe::api
