// From an event log to the answers of every lead: classifies events (their `where` runs over
// batches of them, with the same interpreter) and folds them. AnswerEvents does it all on this
// thread; EventFolder is the same in steps, for several threads:
//
//   EventFolder folder(program, params, log.type_names, leads);
//   for each pass: on each thread, a FoldState from NewState(), and Fold(pass, chunk, scratch,
//   &state);
//                  then EndPass.
//   Answers answers = folder.Finish();
//
// Threads share the work in one of two ways, with the same answers. Either each folds a share of
// the chunks into a state of all leads, the states are merged (FoldState::MergeLeads: each thread
// may merge a part of the leads) and EndPass takes the one; or each has a state of leads of its own
// (NewState with a range), folds all chunks into it, and EndPass takes them all. The second needs
// the memory of one state, and reads the events once per thread: it is for many leads, or events
// that come partitioned.
#pragma once

#include <memory>
#include <vector>

#include "runtime/columns/fold.h"
#include "runtime/interp/program.h"

namespace ripe::interp {

using columns::EventLog;
using columns::FoldState;

class EventFolder {
 public:
  EventFolder(const Program& program, const ir::Params& params,
              const std::vector<std::string>& types, size_t leads, Isa isa = BestIsa());
  int passes() const { return plan_.passes(); }
  // For the pass that is next: of all leads, or of a range.
  FoldState NewState() const { return NewState({0, leads_}); }
  FoldState NewState(columns::LeadRange leads) const;
  // Folds rows begin .. end of a chunk (all by default). Thread-safe for different states and
  // scratches. A chunk whose properties have another layout than the folder's program comes with
  // the scratch and the params of a program bound to that layout.
  void Fold(int pass, const EventChunk& chunk, Scratch* scratch, FoldState* state, size_t begin = 0,
            size_t end = SIZE_MAX, const ir::Params* params = nullptr) const;
  // The same for events whose where-outputs are known: at most kFoldBlock rows, and the masks of
  // these rows (Masks; null where the program has none).
  void FoldMasked(int pass, const EventChunk& chunk, size_t row, size_t rows,
                  const uint8_t* const* where, FoldState* state) const;
  bool needs_where(int pass) const { return plan_.needs_where(pass); }
  // What a lead takes while events are folded: its sums in one state, and its answers.
  size_t BytesALead() const;
  void EndPass(FoldState merged);
  // States whose ranges are all leads, each once.
  void EndPass(std::vector<FoldState> ranges);
  columns::Answers Finish() const;

 private:
  const Program& program_;
  const ir::Params& params_;
  size_t leads_;
  Isa isa_;
  columns::FoldPlan plan_;
  int ended_ = 0;                  // passes that are over
  columns::OtherNewest others_;    // of the first of two passes
  std::vector<FoldState> states_;  // of the last
};

// The where program's outputs of rows `row` .. `row + rows - 1`, bytes, at most a batch. The
// scratch has the chunk's columns (Runner::SetColumns).
void Masks(const ir::Params& params, const EventChunk& chunk, size_t row, size_t rows,
           const std::vector<void*>& out, Scratch* scratch);

// The answers of leads 0 .. leads - 1 to the program's questions.
columns::Answers AnswerEvents(const ir::Params& params, const EventLog& log, size_t leads,
                              Scratch* scratch);

}  // namespace ripe::interp
