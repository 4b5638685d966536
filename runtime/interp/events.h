// From an event log to the answers of every lead: classifies events (their `where` runs over
// batches of them, with the same interpreter) and folds them. AnswerEvents does it all on this
// thread; EventFolder is the same in steps, for several threads:
//
//   EventFolder folder(program, params, log.type_names, leads);
//   for each pass: on each thread, a FoldState from NewState(), Fold(pass, chunk, scratch, &state)
//   for its share of the chunks;
//                  then Merge them all into one; EndPass(pass, merged).
//   Answers answers = folder.Finish();
#pragma once

#include <memory>
#include <optional>

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
  FoldState NewState() const;
  // Folds rows begin .. end of a chunk (all by default). Thread-safe for different states and
  // scratches. A chunk whose properties have another layout than the folder's program comes with
  // the scratch and the params of a program bound to that layout.
  void Fold(int pass, const EventChunk& chunk, Scratch* scratch, FoldState* state, size_t begin = 0,
            size_t end = SIZE_MAX, const ir::Params* params = nullptr) const;
  void EndPass(FoldState merged);
  columns::Answers Finish() const { return last_->Finish(); }

 private:
  const Program& program_;
  const ir::Params& params_;
  size_t leads_;
  Isa isa_;
  columns::FoldPlan plan_;
  std::optional<FoldState> last_;  // of the pass that ended last
};

// The answers of leads 0 .. leads - 1 to the program's questions.
columns::Answers AnswerEvents(const ir::Params& params, const EventLog& log, size_t leads,
                              Scratch* scratch);

}  // namespace ripe::interp
