// See pool.h.
#include "runtime/arrow/pool.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string_view>
#include <utility>

namespace ripe::arrow_library {
namespace {

// Smaller ones malloc keeps itself.
constexpr size_t kLeastKept = size_t{1} << 16;
// Of all kept blocks: the columns of a few batches.
constexpr size_t kMostKept = size_t{64} << 20;
constexpr size_t kNoClass = std::numeric_limits<size_t>::max();

// What Arrow gets for no bytes: no null, and nothing to free.
alignas(64) uint8_t nothing[1];

// The size of the blocks of a class: 4, 5, 6, 7 quarters of a power of two.
size_t ClassBytes(size_t of_class) {
  return (kLeastKept / 4 * (4 + of_class % 4)) << (of_class / 4);
}

// The class whose blocks are the smallest that hold `size` bytes; kNoClass where blocks are not
// kept.
size_t ClassOf(size_t size, size_t classes) {
  if (size < kLeastKept) return kNoClass;
  const auto doublings = static_cast<size_t>(std::bit_width(size / kLeastKept)) - 1;
  const size_t quarter = (kLeastKept / 4) << doublings;
  const size_t of_class = 4 * doublings + (size + quarter - 1) / quarter - 4;
  return of_class < classes ? of_class : kNoClass;
}

uint8_t* Aligned(size_t size, size_t alignment) {
  void* block = nullptr;
  return posix_memalign(&block, std::max(alignment, sizeof(void*)), size) == 0
             ? static_cast<uint8_t*>(block)
             : nullptr;
}

// Blocks of a class may be given out for any alignment that is not larger.
constexpr int64_t kAlignment = 64;

size_t ClassOf(int64_t size, int64_t alignment, size_t classes) {
  return alignment > kAlignment ? kNoClass : ClassOf(static_cast<size_t>(size), classes);
}

}  // namespace

KeepingPool::~KeepingPool() { ReleaseUnused(); }

uint8_t* KeepingPool::Take(size_t of_class) {
  const std::lock_guard lock(mutex_);
  Kept* block = kept_[of_class];
  if (block == nullptr) return nullptr;
  kept_[of_class] = block->next;
  kept_bytes_ -= ClassBytes(of_class);
  return reinterpret_cast<uint8_t*>(block);
}

bool KeepingPool::Keep(uint8_t* block, size_t of_class) {
  const std::lock_guard lock(mutex_);
  if (kept_bytes_ + ClassBytes(of_class) > kMostKept) return false;
  kept_[of_class] = new (block) Kept{kept_[of_class]};
  kept_bytes_ += ClassBytes(of_class);
  return true;
}

void KeepingPool::ReleaseUnused() {
  const std::lock_guard lock(mutex_);
  for (Kept*& first : kept_) {
    while (first != nullptr) std::free(std::exchange(first, first->next));
  }
  kept_bytes_ = 0;
}

arrow::Status KeepingPool::Allocate(int64_t size, int64_t alignment, uint8_t** out) {
  if (size < 0 || alignment <= 0 || !std::has_single_bit(static_cast<uint64_t>(alignment)))
    return arrow::Status::Invalid("a buffer of ", size, " bytes is asked for");
  if (size == 0) {
    *out = nothing;
    return arrow::Status::OK();
  }
  const size_t of_class = ClassOf(size, alignment, kClasses);
  const size_t bytes = of_class == kNoClass ? static_cast<size_t>(size) : ClassBytes(of_class);
  const auto align = static_cast<size_t>(std::max(alignment, kAlignment));
  uint8_t* block = of_class == kNoClass ? nullptr : Take(of_class);
  if (block == nullptr) block = Aligned(bytes, align);
  if (block == nullptr) {
    ReleaseUnused();
    block = Aligned(bytes, align);
  }
  if (block == nullptr) return arrow::Status::OutOfMemory("there is not enough memory");
  *out = block;
  stats_.DidAllocateBytes(size);
  return arrow::Status::OK();
}

arrow::Status KeepingPool::Reallocate(int64_t old_size, int64_t new_size, int64_t alignment,
                                      uint8_t** block) {
  const size_t of_class = ClassOf(old_size, alignment, kClasses);
  if (of_class != kNoClass && of_class == ClassOf(new_size, alignment, kClasses)) {
    stats_.DidReallocateBytes(old_size, new_size);
    return arrow::Status::OK();
  }
  uint8_t* moved = nullptr;
  ARROW_RETURN_NOT_OK(Allocate(new_size, alignment, &moved));
  std::memcpy(moved, *block, static_cast<size_t>(std::min(old_size, new_size)));
  Free(*block, old_size, alignment);
  *block = moved;
  return arrow::Status::OK();
}

void KeepingPool::Free(uint8_t* block, int64_t size, int64_t alignment) {
  if (block == nothing) return;
  stats_.DidFreeBytes(size);
  const size_t of_class = ClassOf(size, alignment, kClasses);
  if (of_class == kNoClass || !Keep(block, of_class)) std::free(block);
}

arrow::MemoryPool* Pool() {
  static arrow::MemoryPool* const pool = []() -> arrow::MemoryPool* {
    const char* named = std::getenv("ARROW_DEFAULT_MEMORY_POOL");
    // "system" is malloc too, and what the command names for whatever of Arrow asks no pool.
    if (named != nullptr && *named != '\0' && std::string_view(named) != "system")
      return arrow::default_memory_pool();
    // Never destroyed: buffers may outlive every static.
    return new KeepingPool;
  }();
  return pool;
}

}  // namespace ripe::arrow_library
