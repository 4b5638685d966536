// The door through which no exception passes: libraries may throw where memory runs out, and
// callers of io/ expect values.
#pragma once

#include <exception>
#include <new>
#include <string>

#include "ripe/status.h"

namespace ripe::io {

// `work()`, or a kLimit status where it throws. `work` returns a Status or a Result.
template <class Work>
auto Guarded(Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return Status(StatusCode::kLimit, "There is not enough memory.");
  } catch (const std::exception& error) {
    return Status(StatusCode::kLimit, std::string("Something unexpected happened while reading: ") +
                                          error.what() + ".");
  }
}

}  // namespace ripe::io
