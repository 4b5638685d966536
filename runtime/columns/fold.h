// Folding: the answers to all questions in one pass over the events, in any order, without sorting
// them. Every event gets a *kind* (which of the Plan's event classes it belongs to); kind and age
// choose a *row* of small increments, which is added, saturating, to the accumulator row of its
// lead: 16 to 64 bytes, in narrow lanes that are exact up to what the rules can tell apart. What
// does not fit in narrow lanes (exact counts, sums, newest instants, large worths, `after`) goes to
// *wide* columns, one event at a time. All operations commute, so any order, split and number of
// threads gives the same answers.
//
// This half knows no `where`: whoever calls it (interp/events.h) says which where-outputs hold of
// each event.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/ir/bind.h"
#include "runtime/columns/answers.h"
#include "runtime/columns/columns.h"
#include "runtime/columns/fold_kernels.h"

namespace ripe::columns {

// An operation on a wide column, for events of some kind with min_age <= age < max_age
// (microseconds).
struct WideOp {
  ops::Aggregate aggregate = ops::Aggregate::kCount;
  uint32_t slot = 0;  // wide column; sums have columns of their own
  int64_t min_age = 0, max_age = INT64_MAX;
  uint32_t after = UINT32_MAX;  // only later than others[after] of the lead
  uint32_t property = 0;        // kSum
  uint32_t worths = 0;          // kWorth: its table of magnitudes
  int64_t bound = 0;            // kWorth: sums stop here
};

// Where a question's answer lies once folded.
struct AnswerPlace {
  enum class Kind : uint8_t { kFlag, kLane8, kLane16, kWide, kSum } kind = Kind::kWide;
  uint32_t question = 0;
  uint32_t offset = 0;  // bytes in the row, or the slot
  uint8_t bit = 0;      // kFlag
  int64_t most = 0;     // lanes: reported up to this
  bool negative = false;
};

// Questions that are folded together.
struct FoldLayer {
  // Kind of an event: kinds[types[t].first + bits], bit j: whether
  // conditions[types[t].conditions[j]] holds.
  struct TypeKinds {
    uint32_t first = 0;
    std::vector<uint32_t> conditions;
  };
  std::vector<TypeKinds> types;  // by type of the log
  std::vector<uint32_t> kinds;
  std::vector<std::vector<uint32_t>> conditions;  // each: any of these where-outputs
  std::vector<uint32_t>
      starts;  // by type: where its kind starts in `grid`, where there are no conditions
  uint32_t kind_count = 0;
  // Narrow lanes.
  int sections = 0;
  std::vector<uint8_t> words, bits;  // by byte of a row: FoldRows
  std::vector<uint8_t> table;        // rows of sections * kSection bytes, 64-byte aligned at `rows`
  const uint8_t* rows = nullptr;
  uint32_t row_count = 1;  // row 0: nothing
  uint32_t stride = 0;     // 0: no grid, the edges are searched
  int64_t unit = 1;
  std::vector<uint16_t> grid;  // [kind][stride + 1]: RowGrid
  struct Edges {               // ages at which a kind's row changes, and the rows: one more
    std::vector<int64_t> at;
    std::vector<uint32_t> rows;
  };
  std::vector<Edges> edges;  // by kind
  // Wide columns.
  std::vector<std::vector<WideOp>> wide;  // by kind
  bool any_wide = false;
  std::vector<AnswerPlace> answers;
};

// Everything about folding that does not depend on the events themselves. Immutable.
class FoldPlan {
 public:
  // `types` are the log's type names.
  FoldPlan(const ir::Plan& plan, const ir::BoundPlan& bound, int64_t as_of,
           const std::vector<std::string>& types);
  FoldPlan(const FoldPlan&) = delete;
  FoldPlan& operator=(const FoldPlan&) = delete;

  // The classes that `after` names need their newest events before the rest: then there are two
  // passes, else one.
  int passes() const { return others_ > 0 ? 2 : 1; }
  // The layers of a pass: the first of two has the newest instants of `others` alone.
  const std::vector<FoldLayer>& layers(int pass) const {
    return pass + 1 == passes() ? layers_ : first_;
  }
  bool needs_where(int pass) const;
  uint32_t wide_columns() const { return wide_; }
  uint32_t sum_columns() const { return sums_; }
  uint32_t other_columns() const { return others_; }
  const std::vector<int64_t>& wide_start() const { return wide_start_; }
  const std::vector<std::vector<int64_t>>& worths() const { return worths_; }
  const std::vector<ir::Physical>& answer_types() const { return answer_types_; }
  int64_t as_of() const { return as_of_; }

 private:
  friend class FoldPlanner;
  int64_t as_of_;
  std::vector<FoldLayer> first_, layers_;
  uint32_t wide_ = 0, sums_ = 0, others_ = 0;
  std::vector<int64_t> wide_start_;           // what an empty wide column holds
  std::vector<std::vector<int64_t>> worths_;  // magnitudes by age in days
  std::vector<ir::Physical> answer_types_;
};

// One thread's sums over the leads 0 .. leads - 1.
class FoldState {
 public:
  FoldState(const FoldPlan& plan, size_t leads, FoldIsa isa);

  // Adds a block of at most kFoldBlock events of one pass, rows `row` on of the chunk. `where` has
  // the masks (bytes) of the where program's outputs for them. The pass before must be over: its
  // sums come as `others` (null in the first of two).
  void Fold(int pass, const EventChunk& chunk, size_t row, size_t rows, const uint8_t* const* where,
            const FoldState* others);
  // Adds another thread's sums of the same plan.
  void Merge(const FoldState& other);
  Answers Finish() const;
  size_t leads() const { return leads_; }

 private:
  void FoldLayerBlock(const FoldLayer& layer, size_t index, const EventChunk& chunk, size_t row,
                      size_t rows, const uint8_t* const* where, const FoldState* others,
                      bool first);
  void FoldWide(const FoldLayer& layer, const EventChunk& chunk, size_t row, size_t rows,
                const uint32_t* kinds, const FoldState* others, bool first);
  void Apply(const WideOp& op, const EventChunk& chunk, size_t row, size_t lead, int64_t age,
             bool first);
  void FinishLanes(const FoldLayer& layer, const uint8_t* sums, Answers* answers) const;

  const FoldPlan& plan_;
  size_t leads_;
  const FoldKernels& kernels_;
  struct Free {
    void operator()(uint8_t* p) const;
  };
  using Lanes = std::unique_ptr<uint8_t, Free>;
  static Lanes AllocateZeroed(size_t bytes);
  std::vector<Lanes> lanes_;  // by layer of the last pass
  std::vector<uint8_t*> lane_rows_;
  std::vector<std::vector<int64_t>> wide_;
  std::vector<std::vector<__int128>> sums_;
  std::vector<std::vector<int64_t>> others_;  // newest instants, made in the first of two passes
};

// A finite amount in thousandths: held within 1e15, rounded half to even.
int64_t Thousandths(double amount);
// The double nearest to sum / 1000.
double FromThousandths(__int128 sum);

}  // namespace ripe::columns
