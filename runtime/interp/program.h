// A Plan made ready to run over data of one layout: the reference back end. Program is immutable
// and shared by threads; each thread has a Scratch of its own. Score runs a chunk of leads through
// it, batch by batch; results are the same for any split.
//
//   auto program = Program::Make(plan, LayoutOf(*plan, chunk, events));
//   ir::Params params = program->Resolve(as_of, zone);   // once per as-of instant
//   Scratch scratch(program);                            // once per thread
//   Score(params, chunk, &answers, {.score = ..., .stage = ...}, &scratch);
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "compiler/ir/bind.h"
#include "runtime/columns/answers.h"
#include "runtime/columns/columns.h"
#include "runtime/interp/kernels.h"
#include "runtime/interp/text.h"

namespace ripe::interp {

using columns::Answers;
using columns::Column;
using columns::EventChunk;
using columns::LeadChunk;

// The layout of a chunk's columns (of the events' properties), where all chunks have it. Columns
// missing at the end are kNone.
std::vector<ir::ColumnLayout> LayoutOf(const std::vector<Column>& columns);

class Program {
 public:
  // The Plan is kept; layouts as LayoutOf gives them.
  static std::shared_ptr<const Program> Make(std::shared_ptr<const ir::Plan> plan,
                                             ir::Layout layout);

  const ir::Plan& plan() const { return *plan_; }
  const ir::BoundPlan& bound() const { return bound_; }
  const TextMaker& texts() const { return *texts_; }
  ir::Params Resolve(int64_t as_of, const types::Zone& zone) const {
    return ir::ResolveParams(*plan_, bound_, as_of, zone);
  }

  // Compiled code for `bound`: from now on batches run in it, in whatever threads they run. The
  // answers are the same, so nobody can tell when that happens. `leads` or `where` may be null;
  // `owner` keeps the code. What comes first stays, since others may be running it; the rest is
  // dropped.
  void Adopt(ir::CompiledBatch leads, ir::CompiledBatch where,
             std::shared_ptr<const void> owner) const;
  // The same of code for one row at a time (interp/row.h).
  void AdoptRow(ir::CompiledBatch row, std::shared_ptr<const void> owner) const;
  ir::CompiledBatch compiled_row() const { return compiled_row_.load(std::memory_order_acquire); }
  // Null: none (yet).
  ir::CompiledBatch compiled(bool leads) const {
    return (leads ? compiled_leads_ : compiled_where_).load(std::memory_order_acquire);
  }

 private:
  Program() = default;
  mutable std::once_flag adopted_, row_adopted_;
  mutable std::shared_ptr<const void> code_, row_code_;
  mutable std::atomic<ir::CompiledBatch> compiled_leads_ = nullptr, compiled_where_ = nullptr,
                                         compiled_row_ = nullptr;
  std::shared_ptr<const ir::Plan> plan_;
  ir::BoundPlan bound_;
  std::unique_ptr<TextMaker> texts_;
};

// Where results go: arrays of as many rows as the chunk has, the caller's. What is empty or null is
// not computed into.
struct Results {
  int64_t* score = nullptr;   // thousandths
  uint16_t* stage = nullptr;  // index in Plan::stages
  // The same narrower: in Params::unit thousandths, where BoundPlan::lane is no wider than 32 bits;
  // of at most 256 stages.
  int32_t* units = nullptr;
  uint8_t* stage8 = nullptr;
  std::span<int64_t* const> groups;  // by group: thousandths, after its caps
  std::span<void* const>
      outputs;  // by output of the program: uint8_t (0 or 1) or double (NaN: missing)
  std::span<int64_t* const> ledger;  // by rule: thousandths it gives (before its group's caps)
};

// One program's working memory of one thread. Its entry runs a batch; Score and the events' classes
// are built on it.
class Runner {
 public:
  Runner(const Program& program, const ir::BoundProgram& bound, bool leads, TextKeeper* texts);
  // Points at new columns; texts' tables are made or looked up here.
  void SetColumns(const std::vector<Column>& columns);
  // At most kBatchRows rows from `row` on; `answer_row` is the first row's place in `answers`
  // (null: no events). The results' arrays are at the batch's first row already.
  void RunBatch(const ir::Params& params, const std::vector<Column>& columns, size_t row,
                size_t rows, const Answers* answers, size_t answer_row, const Results& results);
  void Stream(bool stream) { context_.stream = stream; }
  // From now on one batch in sixteen runs in the interpreter and is timed (step_times.h).
  void Profile();
  const StepTimes* times() const { return times_.get(); }
  void UseKernels(Isa isa) {
    run_ = RunStepsOf(isa);
    finish_ = FinishRowsOf(isa);
    timed_ = TimeStepsOf(isa);
  }

 private:
  // Bitmaps as they are (for compiled code) or as bytes.
  void PointInputs(const std::vector<Column>& columns, size_t row, size_t rows,
                   const Answers* answers, size_t answer_row, bool bitmaps);
  void PointResults(const Results& results, size_t done);
  bool CanUse(const Results& results, size_t row) const;
  const void* NoAnswers(ir::Physical type);
  void PointParams(const ir::Params& params);
  bool IsTimed() const;
  void RunTimed(const std::vector<Column>& columns, size_t row, size_t rows, const Answers* answers,
                size_t answer_row);

  const Program& program_;
  const ir::BoundProgram& bound_;
  bool leads_;
  TextKeeper* texts_;
  RunStepsFn run_;
  FinishRowsFn finish_;
  TimeStepsFn timed_;
  struct Free {
    void operator()(void* p) const;
  };
  std::unique_ptr<uint8_t, Free> memory_;  // registers, accumulators, prepared bytes
  ir::BatchContext context_{};
  std::vector<const void*> inputs_;
  std::vector<uint8_t*> prepared_;  // by input: where its bytes are made (texts' bits, bitmaps)
  bool has_bitmaps_ = false;
  std::vector<int64_t*> groups_, ledger_;
  std::vector<void*> outputs_;
  std::vector<uint16_t> stages_;  // of a batch, where the caller wants them narrower or not at all
  std::vector<const uint8_t*> tables_;
  std::vector<const int64_t*> worths_;
  std::vector<uint32_t> worth_sizes_;
  std::vector<uint8_t> known_;  // all known, as bytes and as a bitmap: for columns without `valid`
  std::vector<int64_t> zeros_, no_times_;
  std::unique_ptr<StepTimes> times_;
  SampledTimes now_;  // of the batch that is being timed
  bool timing_ = false;
  uint64_t next_timed_ = 0;  // the number of the next batch to be
};

// One thread's working memory for a Program, which it keeps.
class Scratch {
 public:
  explicit Scratch(std::shared_ptr<const Program> program);
  const Program& program() const { return *program_; }
  Runner& leads() { return leads_; }
  Runner& where() { return where_; }
  TextKeeper& texts() { return texts_; }
  // Both programs' (Runner::Profile).
  void Profile();
  const Runner& leads() const { return leads_; }
  const Runner& where() const { return where_; }
  // For tests: other kernels than the best.
  void UseKernels(Isa isa);
  Isa isa() const { return isa_; }

 private:
  std::shared_ptr<const Program> program_;
  Isa isa_ = BestIsa();
  TextKeeper texts_, where_texts_;
  Runner leads_, where_;
};

// Scores the leads of a chunk, whose layout is the program's. `answers` are those of all leads
// (lead chunk.first_row + i is row i) or null where there are no events at all.
void Score(const ir::Params& params, const LeadChunk& chunk, const Answers* answers,
           const Results& results, Scratch* scratch);

// A rule that gave points, for `reasons`.
struct Reason {
  uint32_t rule = UINT32_MAX;  // none
  int64_t points = 0;          // thousandths
};
// The `top` rules that gave each lead the most points in size (earlier rules first where equal),
// best first: top * rows entries.
void ScoreReasons(const ir::Params& params, const LeadChunk& chunk, const Answers* answers,
                  const Results& results, size_t top, Reason* reasons, Scratch* scratch);

}  // namespace ripe::interp
