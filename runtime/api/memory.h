// How much memory a run may take (`--memory-limit`), and how much of that is left for what grows
// with the data: the index of leads, what is folded out of events, leads that are held. What a run
// takes anyway (the program, libraries, the rules, blocks of text on their way) is measured or
// reckoned beforehand. Nothing is forbidden here: whoever holds something asks first.
#pragma once

#include <cstdint>
#include <string_view>

#include "ripe/status.h"

namespace ripe::api {

class MemoryBudget {
 public:
  // `limit` in bytes, 0: none. Made when all is open and compiled and nothing is read. With a
  // limit, $RIPE_MEMORY_ROOM (for tests) makes the room smaller, so that few data do what many do.
  MemoryBudget(uint64_t limit, unsigned threads);

  bool limited() const { return limit_ > 0; }
  bool Fits(uint64_t bytes) const { return !limited() || bytes <= room_; }
  // For what grows with the data; without a limit, all there is.
  uint64_t room() const { return room_; }
  // ok where anything can be done within the limit.
  Status Check() const;
  // kLimit: `what` takes so many bytes more than there is room for.
  Status TooMuch(std::string_view what, uint64_t bytes) const;

 private:
  uint64_t limit_ = 0, taken_ = 0, room_ = 0;
  bool small_ = false;  // nothing can be done
};

// Gives what is free back to the system; a limit is about what the system sees.
void ReturnFreeMemory();

}  // namespace ripe::api
