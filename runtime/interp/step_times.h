// What the steps of a program cost, for `score --profile`: one batch in sixteen runs in the
// interpreter with a clock read between its steps (Runner::Profile). Also where compiled code runs
// the others: it has no steps any more. What is made once for many rows, the tables of texts, is
// timed whenever it is made. In ticks (Ticks) of the thread that ran; costs of reading the clock
// are taken off by TickCost.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/ir/bind.h"

namespace ripe::interp {

// The finest clock there is, of no known unit: compare it with another over a longer time.
uint64_t Ticks();
// For tests: Ticks is this from now on; null is the clock again. Not while anything is measured.
void UseTicks(uint64_t (*now)());
// What one reading of it costs, in its own unit.
uint64_t TickCost();
// How often this thread was put aside for another.
int64_t Interruptions();

// By predicate of the octets of a program: octet * 8 + its bit.
using PredicateTicks = std::vector<uint64_t>;

struct SampledTimes {
  std::vector<uint64_t> steps;
  std::vector<uint64_t> inputs;  // those that are made batch by batch, their predicates included
  PredicateTicks predicates;     // of texts without codes
  uint64_t start = 0, finish = 0;
  uint64_t rows = 0, batches = 0;
  void Add(const SampledTimes& other);
  void Clear();
};

struct StepTimes {
  explicit StepTimes(const ir::BoundProgram& program, size_t columns);
  void Merge(const StepTimes& other);

  SampledTimes sampled;
  bool provisional = true;  // `sampled` is a first batch, which found nothing in the caches, or one
                            // that was interrupted: until there is a better one
  // Of all rows.
  uint64_t rows = 0, batches = 0;
  PredicateTicks tables;          // of the values of dictionaries
  std::vector<uint64_t> columns;  // by column: what else making tables took
};

}  // namespace ripe::interp
