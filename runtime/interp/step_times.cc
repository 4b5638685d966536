// See step_times.h.
#include "runtime/interp/step_times.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>

namespace ripe::interp {
namespace {

void AddTo(std::vector<uint64_t>* sums, const std::vector<uint64_t>& more) {
  for (size_t k = 0; k < sums->size(); ++k) (*sums)[k] += more[k];
}

std::atomic<uint64_t (*)()> ticks_of_test = nullptr;

}  // namespace

void UseTicks(uint64_t (*now)()) { ticks_of_test = now; }

uint64_t Ticks() {
  if (const auto now = ticks_of_test.load(std::memory_order_relaxed)) return now();
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#else
  return static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

uint64_t TickCost() {
  static const uint64_t cost = [] {
    uint64_t least = UINT64_MAX;
    for (int k = 0; k < 1000; ++k) {
      const uint64_t before = Ticks();
      least = std::min(least, Ticks() - before);
    }
    return least;
  }();
  return cost;
}

int64_t Interruptions() {
  rusage usage{};
#if defined(RUSAGE_THREAD)
  ::getrusage(RUSAGE_THREAD, &usage);
#endif
  return usage.ru_nivcsw;
}

void SampledTimes::Add(const SampledTimes& other) {
  AddTo(&steps, other.steps);
  AddTo(&inputs, other.inputs);
  AddTo(&predicates, other.predicates);
  start += other.start;
  finish += other.finish;
  rows += other.rows;
  batches += other.batches;
}

void SampledTimes::Clear() {
  for (std::vector<uint64_t>* sums : {&steps, &inputs, &predicates})
    std::fill(sums->begin(), sums->end(), 0);
  start = finish = rows = batches = 0;
}

StepTimes::StepTimes(const ir::BoundProgram& program, size_t columns_of_plan) {
  sampled.steps.resize(program.steps.size());
  sampled.inputs.resize(program.inputs.size());
  sampled.predicates.resize(program.octets.size() * 8);
  tables.resize(program.octets.size() * 8);
  columns.resize(columns_of_plan);
}

void StepTimes::Merge(const StepTimes& other) {
  if (provisional && !other.provisional) sampled.Clear();
  if (provisional || !other.provisional) sampled.Add(other.sampled);
  provisional = provisional && other.provisional;
  rows += other.rows;
  batches += other.batches;
  AddTo(&tables, other.tables);
  AddTo(&columns, other.columns);
}

}  // namespace ripe::interp
