// Where the time of a run goes, phase by phase (`score --profile`): a PhaseClock, told by InPhase
// which thread is in which phase from when to when. A phase's wall time is the time in which at
// least one thread was in it, so phases that run side by side add up to more than the run; its CPU
// time is that of all threads that were in it. A phase within another is not counted in that one.
// Cheap enough to be always on: it is told of chunks, not of rows. Thread-safe.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>

#include "runtime/io/ordered.h"

namespace ripe::api {

enum class Phase : uint8_t {
  kOpen,     // headers, and the passes over the data that come before the rules are checked
  kRules,    // parsing, checking and lowering rules
  kBind,     // a Plan to the layout of columns
  kCompile,  // by LLVM, or waiting for it
  kReadLeads,
  kParseLeads,
  kPartLeads,  // within a memory limit: by id, into files
  kReadEvents,
  kParseEvents,
  kFoldEvents,
  kScore,
  kFormat,
  kWrite,
};
inline constexpr size_t kPhases = static_cast<size_t>(Phase::kWrite) + 1;

class PhaseClock {
 public:
  struct Times {
    double wall = 0, cpu = 0;  // seconds
    uint64_t rows = 0;
    bool entered = false;
  };
  Times times(Phase phase) const;
  void AddRows(Phase phase, uint64_t rows);
  // Of work that was timed elsewhere.
  void Add(Phase phase, double wall, double cpu);

 private:
  friend class InPhase;
  using Clock = std::chrono::steady_clock;
  struct State {
    Times times;
    unsigned threads = 0;  // in it now
    Clock::time_point since;
  };
  void Enter(Phase phase);
  void Leave(Phase phase, double cpu);
  mutable std::mutex mutex_;
  std::array<State, kPhases> states_;
};

// While it lives, this thread is in a phase of the clock; with none, nothing happens.
class InPhase {
 public:
  InPhase(PhaseClock* clock, Phase phase, uint64_t rows = 0);
  ~InPhase();
  InPhase(const InPhase&) = delete;
  InPhase& operator=(const InPhase&) = delete;

 private:
  void Start();
  void Stop();
  PhaseClock* clock_;
  Phase phase_;
  double cpu_ = 0;
  InPhase* outer_ = nullptr;
};

// CPU seconds of this thread, and of all threads of the process.
double ThreadCpu();
double ProcessCpu();

// Ordered work whose stages are phases: taking, then all between, then the last.
class TimedWork : public io::OrderedWork {
 public:
  struct Stages {
    Phase take, between, last;
  };
  TimedWork(io::OrderedWork* work, PhaseClock* clock, Stages stages)
      : work_(work), clock_(clock), stages_(stages) {}
  Result<std::unique_ptr<Item>> Take(bool* wait) override {
    const InPhase in(clock_, stages_.take);
    return work_->Take(wait);
  }
  Status First(Item* item, unsigned thread) override {
    const InPhase in(clock_, stages_.between);
    return work_->First(item, thread);
  }
  Result<bool> Middle(Item* item) override {
    const InPhase in(clock_, stages_.between);
    return work_->Middle(item);
  }
  Status Second(Item* item, unsigned thread) override {
    const InPhase in(clock_, stages_.between);
    return work_->Second(item, thread);
  }
  Status Last(Item* item) override {
    const InPhase in(clock_, stages_.last);
    return work_->Last(item);
  }
  void Tick() override { work_->Tick(); }

 private:
  io::OrderedWork* work_;
  PhaseClock* clock_;
  Stages stages_;
};

}  // namespace ripe::api
