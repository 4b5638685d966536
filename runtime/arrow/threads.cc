// See threads.h. Arrow's pool has a thread for each of its tasks that run at once, up to its
// capacity, and keeps them: as many tasks that wait for each other are as many threads.
#include "runtime/arrow/threads.h"

#include <arrow/util/thread_pool.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>

namespace ripe::arrow_library {
namespace {

// More columns are seldom at work at once.
constexpr unsigned kMost = 32;

struct Gate {
  std::mutex mutex;
  std::condition_variable changed;
  unsigned arrived = 0;
  bool open = false;
};

void Pass(Gate* gate) {
  std::unique_lock lock(gate->mutex);
  ++gate->arrived;
  gate->changed.notify_all();
  gate->changed.wait(lock, [&] { return gate->open; });
}

// True: the pool has that many threads.
bool Start(unsigned threads) {
  const auto gate = std::make_shared<Gate>();
  unsigned asked = 0;
  try {
    if (!arrow::SetCpuThreadPoolCapacity(static_cast<int>(threads)).ok()) return false;
    arrow::internal::ThreadPool* pool = arrow::internal::GetCpuThreadPool();
    while (asked < threads && pool->Spawn([gate] { Pass(gate.get()); }).ok()) ++asked;
  } catch (const std::exception&) {
    // No thread, or no memory for its task: those that run are let go.
  }
  std::unique_lock lock(gate->mutex);
  gate->changed.wait(lock, [&] { return gate->arrived == asked; });
  gate->open = true;
  gate->changed.notify_all();
  return asked == threads;
}

}  // namespace

bool HaveThreads(unsigned threads) {
  static std::mutex mutex;
  static unsigned started = 0;
  static bool failed = false;
  threads = std::min(threads, kMost);
  if (threads <= 1) return false;
  const std::lock_guard lock(mutex);
  // The capacity only grows: a pool that shrinks would let threads go that others wait for.
  if (!failed && threads > started) {
    failed = !Start(threads);
    started = threads;
  }
  return !failed;
}

}  // namespace ripe::arrow_library
