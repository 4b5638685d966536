// See stack.h.
#include "compiler/source/stack.h"

#include <pthread.h>

#include <cstdint>
#include <exception>
#include <new>

namespace ripe::source {
namespace {

// The lowest address of this thread's stack; 0 where it is not known.
uintptr_t LowestAddress() {
  static thread_local const uintptr_t lowest = [] {
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return uintptr_t{0};
    void* address = nullptr;
    size_t size = 0;
    const int error = pthread_attr_getstack(&attributes, &address, &size);
    pthread_attr_destroy(&attributes);
    return error != 0 ? uintptr_t{0} : reinterpret_cast<uintptr_t>(address);
  }();
  return lowest;
}

}  // namespace

bool HasStack(size_t bytes) {
  const auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  const uintptr_t lowest = LowestAddress();
  // Somebody's own stack (a fibre) lies elsewhere: nothing is known of it.
  return lowest != 0 && here > lowest && here - lowest >= bytes;
}

namespace {

struct Call {
  const std::function<void()>* work;
  std::exception_ptr thrown;
};

void* Run(void* argument) {
  Call* call = static_cast<Call*>(argument);
  try {
    (*call->work)();
  } catch (...) {
    call->thrown = std::current_exception();
  }
  return nullptr;
}

}  // namespace

void WithStack(size_t bytes, const std::function<void()>& work, size_t fresh) {
  if (HasStack(bytes)) return work();
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) throw std::bad_alloc();
  // By default twice that, for what lies above the work.
  const bool sized = pthread_attr_setstacksize(&attributes, fresh == 0 ? 2 * bytes : fresh) == 0;
  Call call{&work, nullptr};
  pthread_t thread;
  const bool made = sized && pthread_create(&thread, &attributes, Run, &call) == 0;
  pthread_attr_destroy(&attributes);
  if (!made) throw std::bad_alloc();
  pthread_join(thread, nullptr);
  if (call.thrown) std::rethrow_exception(call.thrown);
}

}  // namespace ripe::source
