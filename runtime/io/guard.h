// The door through which no exception passes: anything may throw where memory runs out, and callers
// of io/ and of the public functions of api/ expect values.
#pragma once

#include <exception>
#include <new>
#include <string>

#include "compiler/types/calendar.h"
#include "ripe/status.h"

namespace ripe::io {

// `work()`, or a status where it throws: kLimit, or kIo for what could not be read. `work` returns
// a Status or a Result.
template <class Work>
auto Guarded(Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    // Short enough to lie within the string: this line must not need memory.
    return Status(StatusCode::kLimit, "Out of memory.");
  } catch (const types::ZoneUnreadable& error) {
    return Status(StatusCode::kIo, error.what());
  } catch (const std::exception& error) {
    return Status(StatusCode::kLimit,
                  std::string("Something unexpected happened: ") + error.what() + ".");
  }
}

}  // namespace ripe::io
