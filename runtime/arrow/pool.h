// Where Arrow's buffers come from: Pool(), over malloc. Arrow's own pools are jemalloc and
// mimalloc, both of which crash where an mmap of theirs fails (je_arena_palloc and
// je_tcache_arena_associate follow a null arena, _mi_thread_locals_done a table that was never
// made): under `ulimit -v` one run in ten ended by a signal. malloc only says no, and Arrow hands
// that on as a status. What malloc gives back to the system, only to fault it in anew with the next
// batch, took a sixth of the time: so blocks of a batch's size are kept here, up to a limit.
#pragma once

#include <arrow/memory_pool.h>

#include <array>
#include <cstddef>
#include <mutex>
#include <string>

namespace ripe::arrow_library {

class KeepingPool : public arrow::MemoryPool {
 public:
  using arrow::MemoryPool::Allocate;
  using arrow::MemoryPool::Free;
  using arrow::MemoryPool::Reallocate;

  KeepingPool() = default;
  ~KeepingPool() override;
  arrow::Status Allocate(int64_t size, int64_t alignment, uint8_t** out) override;
  arrow::Status Reallocate(int64_t old_size, int64_t new_size, int64_t alignment,
                           uint8_t** block) override;
  void Free(uint8_t* block, int64_t size, int64_t alignment) override;
  void ReleaseUnused() override;
  int64_t bytes_allocated() const override { return stats_.bytes_allocated(); }
  int64_t max_memory() const override { return stats_.max_memory(); }
  int64_t total_bytes_allocated() const override { return stats_.total_bytes_allocated(); }
  int64_t num_allocations() const override { return stats_.num_allocations(); }
  std::string backend_name() const override { return "ripe"; }

 private:
  // A kept block begins with the next one of its size.
  struct Kept {
    Kept* next;
  };
  static constexpr size_t kClasses = 4 * 16;  // four to a doubling, from kLeastKept on

  uint8_t* Take(size_t of_class);
  bool Keep(uint8_t* block, size_t of_class);

  arrow::internal::MemoryPoolStats stats_;
  std::mutex mutex_;
  std::array<Kept*, kClasses> kept_{};
  size_t kept_bytes_ = 0;
};

// One for the process; or Arrow's own, where somebody named one (ARROW_DEFAULT_MEMORY_POOL, to look
// for mistakes or memory).
arrow::MemoryPool* Pool();

}  // namespace ripe::arrow_library
