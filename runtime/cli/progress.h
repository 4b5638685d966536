// A line on the terminal that counts leads while a long run is under way. It appears after a
// second, only on a terminal and not with -q, and is gone when the run ends. How many leads there
// will be is not known beforehand, so it counts rather than fills up.
#pragma once

#include <chrono>
#include <cstdint>

#include "runtime/cli/console.h"

namespace ripe::cli {

class Progress {
 public:
  // `to_terminal`: the results themselves appear on the terminal, and leave no room for it.
  Progress(const Console& console, bool to_terminal);
  ~Progress() { Clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  bool wanted() const { return wanted_; }
  void Update(uint64_t leads_done);
  void Clear();

 private:
  using Clock = std::chrono::steady_clock;
  const Console& console_;
  const bool wanted_;
  bool shown_ = false;
  unsigned turn_ = 0;
  Clock::time_point begin_, next_;
};

}  // namespace ripe::cli
