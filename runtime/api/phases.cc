// See phases.h.
#include "runtime/api/phases.h"

#include <ctime>

namespace ripe::api {
namespace {

thread_local InPhase* innermost = nullptr;

double SecondsOf(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

double ThreadCpu() { return SecondsOf(CLOCK_THREAD_CPUTIME_ID); }
double ProcessCpu() { return SecondsOf(CLOCK_PROCESS_CPUTIME_ID); }

PhaseClock::Times PhaseClock::times(Phase phase) const {
  const std::lock_guard lock(mutex_);
  return states_[static_cast<size_t>(phase)].times;
}

void PhaseClock::AddRows(Phase phase, uint64_t rows) {
  const std::lock_guard lock(mutex_);
  states_[static_cast<size_t>(phase)].times.rows += rows;
}

void PhaseClock::Add(Phase phase, double wall, double cpu) {
  const std::lock_guard lock(mutex_);
  Times& times = states_[static_cast<size_t>(phase)].times;
  times.entered = true;
  times.wall += wall;
  times.cpu += cpu;
}

void PhaseClock::Enter(Phase phase) {
  const std::lock_guard lock(mutex_);
  State& state = states_[static_cast<size_t>(phase)];
  state.times.entered = true;
  if (state.threads++ == 0) state.since = Clock::now();
}

void PhaseClock::Leave(Phase phase, double cpu) {
  const std::lock_guard lock(mutex_);
  State& state = states_[static_cast<size_t>(phase)];
  state.times.cpu += cpu;
  if (--state.threads == 0)
    state.times.wall += std::chrono::duration<double>(Clock::now() - state.since).count();
}

InPhase::InPhase(PhaseClock* clock, Phase phase, uint64_t rows) : clock_(clock), phase_(phase) {
  if (clock_ == nullptr) return;
  if (rows > 0) clock_->AddRows(phase_, rows);
  outer_ = innermost;
  if (outer_ != nullptr) outer_->Stop();
  innermost = this;
  Start();
}

InPhase::~InPhase() {
  if (clock_ == nullptr) return;
  Stop();
  innermost = outer_;
  if (outer_ != nullptr) outer_->Start();
}

void InPhase::Start() {
  clock_->Enter(phase_);
  cpu_ = ThreadCpu();
}

void InPhase::Stop() { clock_->Leave(phase_, ThreadCpu() - cpu_); }

}  // namespace ripe::api
