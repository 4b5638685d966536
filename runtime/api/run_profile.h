// What ScoreReport::profile says of a run, gathered while it runs: the clock of its phases, and at
// the end the costs of its rules (rule_costs.h) with their places in the file.
#pragma once

#include <chrono>

#include "ripe/ripe.h"
#include "runtime/api/compile.h"
#include "runtime/api/phases.h"
#include "runtime/api/scorer.h"

namespace ripe::api {

class RunProfile {
 public:
  PhaseClock* clock() { return &clock_; }
  // When all is written; `text_bytes` were, of text formats.
  void Finish(const ScoreRequest& request, const Compiled& compiled, const Scorer& scorer,
              uint64_t text_bytes, ScoreReport* report);

 private:
  void AddPhases(const ScoreRequest& request, const Scorer& scorer, uint64_t text_bytes,
                 ScoreReport* report);
  void AddRules(const Compiled& compiled, const Scorer& scorer, ScoreProfile* profile) const;
  double Wall() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

  PhaseClock clock_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  uint64_t ticks_ = interp::Ticks();
  double cpu_ = ProcessCpu();
};

}  // namespace ripe::api
