// Scoring the chunks of a file: a Plan bound once for each layout that its chunks turn out to have
// (a text column may be coded in one chunk and raw in the next), and the events of a run folded
// into answers. Results do not depend on layouts, chunks or threads.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "compiler/ir/plan.h"
#include "compiler/types/calendar.h"
#include "ripe/status.h"
#include "runtime/api/engine.h"
#include "runtime/api/phases.h"
#include "runtime/columns/answers.h"
#include "runtime/columns/columns.h"
#include "runtime/interp/events.h"
#include "runtime/interp/program.h"

namespace ripe::api {

// What one chunk's leads got, row by row.
struct ChunkScores {
  std::vector<int64_t> score;                // thousandths
  std::vector<uint16_t> stage;               // index in Plan::stages
  std::vector<std::vector<int64_t>> groups;  // by group
  std::vector<std::vector<int64_t>> ledger;  // by rule, where wanted
  std::vector<std::vector<double>> outputs;  // by output of the program: masks as 0 and 1
  std::vector<interp::Reason> reasons;       // `top` a row, best first, where wanted
  std::vector<std::vector<uint8_t>> masks;   // on the way to `outputs`
};
struct Wanted {
  bool ledger = false;
  bool outputs = false;
  size_t reasons = 0;
};

// A Plan at one as-of instant. Run may be called from several threads at once.
class Scorer {
 public:
  Scorer(std::shared_ptr<const ir::Plan> plan, int64_t as_of, types::Zone zone,
         Engine engine = Engine::kInterpreter);
  ~Scorer();

  // The events' answers for leads 0 .. leads - 1. `threads` share the work.
  columns::Answers Answer(const columns::EventLog& log, size_t leads, unsigned threads);
  void Run(const columns::LeadChunk& chunk, const columns::Answers* answers, const Wanted& wanted,
           ChunkScores* out);
  const ir::Plan& plan() const { return *plan_; }
  // What the where program says of each event: by output, a byte 0 or 1 for each row.
  void Where(const columns::EventChunk& chunk, std::vector<std::vector<uint8_t>>* masks);
  const EngineDriver& engine() const { return engine_; }
  // For `score --profile`, before anything is scored: the clock is told of binding and compiling
  // (and, by Folding, of folding); with `steps` one batch in sixteen is timed step by step.
  void Profile(PhaseClock* clock, bool steps);
  PhaseClock* clock() const { return clock_; }
  // What the steps took, by program, while none runs.
  struct Times {
    std::shared_ptr<const interp::Program> program;
    interp::StepTimes leads, where;
  };
  std::vector<Times> AllTimes() const;
  // Another as-of instant for what follows; what is bound stays. Not while other calls run.
  void Rebase(int64_t as_of);

 private:
  friend class Folding;
  // A program for one layout with its numbers and the working memories that no thread uses just
  // now.
  struct Bound {
    std::shared_ptr<const interp::Program> program;
    ir::Params params;
    std::mutex mutex;
    std::vector<std::unique_ptr<interp::Scratch>> idle;
    bool profile = false;
  };
  class Lease;
  Bound& BoundFor(const ir::Layout& layout);

  std::shared_ptr<const ir::Plan> plan_;
  int64_t as_of_;
  types::Zone zone_;
  EngineDriver engine_;
  PhaseClock* clock_ = nullptr;
  bool profile_ = false;
  std::mutex mutex_;
  std::deque<std::unique_ptr<Bound>> bounds_;
};

// Answer in steps, for events that are folded while they are read: for each pass BeginPass, Fold
// each chunk once, EndPass; then Finish. The scorer must outlive it.
class Folding {
 public:
  static constexpr size_t kOwnSums = size_t{32} << 20;
  // `types` are what the chunks' types index. Where all sums are at most `own_sums` bytes each
  // thread has its own, which are merged; else all share them, a lock for each range of leads.
  Folding(Scorer* scorer, const std::vector<std::string>& types, size_t leads, unsigned threads,
          size_t own_sums = kOwnSums);
  ~Folding();
  int passes() const;
  void BeginPass();
  void Fold(const columns::EventChunk& chunk, unsigned thread);
  // For events whose masks are known (Scorer::Where), by a Folding of one thread.
  void FoldMasked(const columns::EventChunk& chunk, const std::vector<std::vector<uint8_t>>& masks);
  void EndPass();
  columns::Answers Finish();
  // What folding takes a lead, in bytes, the answers included, where the sums are shared.
  size_t BytesALead() const { return bytes_a_lead_; }

 private:
  struct Range {
    std::mutex mutex;
    std::unique_ptr<columns::FoldState> state;
  };
  void FoldShared(const columns::EventChunk& chunk, interp::Scratch* scratch,
                  const ir::Params* params, unsigned thread);

  Scorer* scorer_;
  size_t leads_;
  unsigned threads_;
  bool share_;
  int pass_ = -1;
  ir::Layout base_;
  std::unique_ptr<interp::EventFolder> folder_;
  size_t bytes_a_lead_ = 0;
  std::vector<std::unique_ptr<columns::FoldState>> states_;  // by thread
  std::vector<std::unique_ptr<Range>> ranges_;               // where they are shared
};

// How many threads to use: the option, or the machine's cores.
unsigned ThreadsOf(unsigned option);

}  // namespace ripe::api
