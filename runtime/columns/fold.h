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

// The tables for events of one lead side by side: see RunTables. Not usable where a layer asks too
// much of them.
struct RunPlan {
  bool usable = false;
  bool by_type = false;  // codes are types, else kinds
  bool narrow = false;
  std::vector<RunCompare> firsts, more;
  std::vector<uint8_t> all;
  std::vector<uint16_t> window_first, window_last;
  std::vector<uint64_t> window_of;
  std::vector<RunGroup> groups;
  std::vector<RunWorth> worths;  // `table` points into `worth_tables`
  std::vector<std::vector<uint32_t>> worth_tables;
  RunTables tables() const;
};
// What a run plan is made of: a question that has a lane.
struct RunQuestion {
  std::vector<uint8_t> codes;    // ascending
  uint32_t first = 0, last = 0;  // buckets; none where last < first
  int lane_bits = 0;
  uint32_t offset = 0;          // of the lane; of the byte of flags
  std::vector<uint32_t> worth;  // by bucket; empty: a count
};
// `code_count`: there are the codes 0 .. code_count - 1. `stride`: see RowGrid.
RunPlan MakeRunPlan(const std::vector<RunQuestion>& questions, uint32_t code_count,
                    uint32_t stride);

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
  std::vector<uint16_t> grid;  // [kind][stride + 1]: RowGrid; and one more
  struct Edges {               // ages at which a kind's row changes, and the rows: one more
    std::vector<int64_t> at;
    std::vector<uint32_t> rows;
  };
  std::vector<Edges> edges;  // by kind
  RunPlan runs;
  // Wide columns.
  std::vector<WideOp> wide;  // of kind k: from wide_begin[k] to wide_begin[k + 1]
  std::vector<uint32_t> wide_begin;
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

// Leads begin .. end - 1.
struct LeadRange {
  size_t begin = 0, end = 0;
  size_t size() const { return end - begin; }
};

// The newest instants of the classes that `after` names, by lead: what the first of two passes is
// for.
using OtherNewest = std::vector<std::vector<int64_t>>;

// One thread's sums over a range of leads, for one pass. Threads either share the events, each with
// a state of all leads, and merge; or they share the leads, each with a state of a range of its own
// that passes all events (or those that a partition kept for it) and drops the others': then
// nothing is held twice and nothing merged.
class FoldState {
 public:
  FoldState(const FoldPlan& plan, int pass, LeadRange leads, FoldIsa isa);

  // Adds events of its pass, rows `row` on of the chunk. `where` has the masks (bytes) of the where
  // program's outputs for them; with it come at most kFoldBlock. `others` are of the pass before
  // (null in the first of two).
  void Fold(const EventChunk& chunk, size_t row, size_t rows, const uint8_t* const* where,
            const OtherNewest* others);
  // Adds another thread's sums of the same pass and range of leads.
  void Merge(const FoldState& other) { MergeLeads(other, leads_); }
  // Only for these leads: threads may merge different ones of the same two states at a time.
  void MergeLeads(const FoldState& other, LeadRange leads);
  // The answers of its leads, into those of all.
  void Finish(Answers* answers) const;
  // The first of two passes: what it found, into that of all leads.
  void FinishOthers(OtherNewest* others) const;
  LeadRange leads() const { return leads_; }
  int pass() const { return pass_; }
  size_t bytes() const;  // held by the sums

 private:
  // `lead`: where the chunk has offsets, the lead of the first row; becomes that of the last.
  void FoldBlock(const EventChunk& chunk, size_t row, size_t rows, const uint8_t* const* where,
                 const OtherNewest* others, size_t* lead);
  void FoldLanes(size_t index, const FoldEvents& events, const uint32_t* kinds,
                 const FoldRuns* runs);
  void AddBySearch(const FoldLayer& layer, const FoldEvents& events, const uint32_t* kinds,
                   uint8_t* sums);
  void FoldWide(const FoldLayer& layer, const EventChunk& chunk, size_t row, size_t rows,
                const uint32_t* kinds, const OtherNewest* others);
  void Apply(const WideOp& op, const EventChunk& chunk, size_t row, size_t place, int64_t age);
  void FinishLanes(const FoldLayer& layer, const uint8_t* sums, Answers* answers) const;
  bool first() const { return pass_ + 1 < plan_.passes(); }

  const FoldPlan& plan_;
  int pass_;
  LeadRange leads_;
  const FoldKernels& kernels_;
  struct Free {
    void operator()(uint8_t* p) const;
  };
  using Lanes = std::unique_ptr<uint8_t, Free>;
  static Lanes AllocateZeroed(size_t bytes);
  std::vector<Lanes> lanes_;  // by layer
  std::vector<std::vector<int64_t>> wide_;
  std::vector<std::vector<__int128>> sums_;
  std::vector<std::vector<int64_t>> others_;  // newest instants, made in the first of two passes
};

// A finite amount in thousandths: held within 1e15, rounded half to even.
int64_t Thousandths(double amount);
// The double nearest to sum / 1000.
double FromThousandths(__int128 sum);

}  // namespace ripe::columns
