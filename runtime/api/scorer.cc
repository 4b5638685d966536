#include "runtime/api/scorer.h"

#include <algorithm>
#include <array>
#include <exception>
#include <thread>
#include <utility>

#include "runtime/interp/events.h"

namespace ripe::api {

namespace {

// work(0) .. work(threads - 1), each on a thread of its own where the system gives as many, else on
// this one. What any of them throws is thrown here, when all are done.
template <class Work>
void OnThreads(unsigned threads, const Work& work) {
  std::vector<std::exception_ptr> thrown(threads);
  const auto run = [&](unsigned t) {
    try {
      work(t);
    } catch (...) {
      thrown[t] = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  others.reserve(threads);
  unsigned started = 1;
  try {
    for (; started < threads; ++started) others.emplace_back(run, started);
  } catch (const std::exception&) {
    // No more threads, or no memory for them.
  }
  run(0);
  for (unsigned t = started; t < threads; ++t) run(t);
  for (std::thread& other : others) other.join();
  for (const std::exception_ptr& error : thrown) {
    if (error != nullptr) std::rethrow_exception(error);
  }
}

}  // namespace

// A working memory lent to this thread for a while.
class Scorer::Lease {
 public:
  explicit Lease(Bound* bound) : bound_(bound) {
    const std::lock_guard<std::mutex> lock(bound_->mutex);
    if (!bound_->idle.empty()) {
      scratch_ = std::move(bound_->idle.back());
      bound_->idle.pop_back();
    }
  }
  ~Lease() {
    if (scratch_ == nullptr) return;
    const std::lock_guard<std::mutex> lock(bound_->mutex);
    bound_->idle.push_back(std::move(scratch_));
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  interp::Scratch* get() {
    if (scratch_ == nullptr) {
      scratch_ = std::make_unique<interp::Scratch>(bound_->program);
      if (bound_->profile) scratch_->Profile();
    }
    return scratch_.get();
  }

 private:
  Bound* bound_;
  std::unique_ptr<interp::Scratch> scratch_;
};

Scorer::Scorer(std::shared_ptr<const ir::Plan> plan, int64_t as_of, types::Zone zone, Engine engine)
    : plan_(std::move(plan)), as_of_(as_of), zone_(std::move(zone)), engine_(engine) {}
Scorer::~Scorer() = default;

Scorer::Bound& Scorer::BoundFor(const ir::Layout& layout) {
  std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock()) {
    const InPhase waiting(clock_, Phase::kBind);  // for another thread that binds
    lock.lock();
  }
  for (const auto& bound : bounds_) {
    if (bound->program->bound().layout == layout) return *bound;
  }
  const InPhase binding(clock_, Phase::kBind);
  auto bound = std::make_unique<Bound>();
  bound->profile = profile_;
  bound->program = interp::Program::Make(plan_, layout);
  bound->params = bound->program->Resolve(as_of_, zone_);
  {
    const InPhase compiling(clock_, Phase::kCompile);
    engine_.Bound(bound->program);
  }
  bounds_.push_back(std::move(bound));
  return *bounds_.back();
}

void Scorer::Profile(PhaseClock* clock, bool steps) {
  clock_ = clock;
  profile_ = steps;
}

std::vector<Scorer::Times> Scorer::AllTimes() const {
  std::vector<Times> all;
  for (const auto& bound : bounds_) {
    const ir::BoundPlan& plan = bound->program->bound();
    Times times{bound->program, interp::StepTimes(plan.leads, plan.layout.fields.size()),
                interp::StepTimes(plan.where, plan.layout.properties.size())};
    for (const auto& scratch : bound->idle) {
      if (scratch->leads().times() == nullptr) continue;
      times.leads.Merge(*scratch->leads().times());
      times.where.Merge(*scratch->where().times());
    }
    all.push_back(std::move(times));
  }
  return all;
}

void Scorer::Rebase(int64_t as_of) {
  if (as_of == as_of_) return;
  as_of_ = as_of;
  for (const auto& bound : bounds_) bound->params = bound->program->Resolve(as_of_, zone_);
}

columns::Answers Scorer::Answer(const columns::EventLog& log, size_t leads, unsigned threads) {
  ir::Layout base;
  base.fields.resize(plan_->fields.size());
  base.properties.resize(plan_->properties.size());
  Bound& first = BoundFor(base);
  interp::EventFolder folder(*first.program, first.params, log.type_names, leads);
  // Each thread folds every `threads`-th chunk into a state of its own.
  threads =
      static_cast<unsigned>(std::max<size_t>(1, std::min<size_t>(threads, log.chunks.size())));
  for (int pass = 0; pass < folder.passes(); ++pass) {
    std::vector<columns::FoldState> states;
    for (unsigned t = 0; t < threads; ++t) states.push_back(folder.NewState());
    const auto fold = [&](unsigned t) {
      for (size_t c = t; c < log.chunks.size(); c += threads) {
        const columns::EventChunk& chunk = log.chunks[c];
        ir::Layout layout = base;
        layout.properties = interp::LayoutOf(chunk.properties);
        layout.properties.resize(plan_->properties.size());
        Bound& bound = BoundFor(layout);
        Lease scratch(&bound);
        folder.Fold(pass, chunk, scratch.get(), &states[t], 0, SIZE_MAX, &bound.params);
      }
    };
    OnThreads(threads, fold);
    for (unsigned t = 1; t < threads; ++t) states[0].Merge(states[t]);
    folder.EndPass(std::move(states[0]));
  }
  return folder.Finish();
}

void Scorer::Run(const columns::LeadChunk& chunk, const columns::Answers* answers,
                 const Wanted& wanted, ChunkScores* out) {
  ir::Layout layout;
  layout.fields = interp::LayoutOf(chunk.columns);
  layout.fields.resize(plan_->fields.size());
  layout.properties.resize(plan_->properties.size());
  Bound& bound = BoundFor(layout);
  Lease scratch(&bound);

  const size_t rows = chunk.rows;
  engine_.Scored(*bound.program, rows);
  interp::Results results;
  out->score.resize(rows);
  out->stage.resize(rows);
  results.score = out->score.data();
  results.stage = out->stage.data();
  const auto make = [rows](std::vector<std::vector<int64_t>>* columns, size_t count,
                           std::vector<int64_t*>* pointers) {
    columns->resize(count);
    for (auto& column : *columns) {
      column.assign(rows, 0);
      pointers->push_back(column.data());
    }
  };
  std::vector<int64_t*> groups, ledger;
  make(&out->groups, plan_->groups.size(), &groups);
  results.groups = groups;
  if (wanted.ledger) {
    make(&out->ledger, plan_->rules.size(), &ledger);
    results.ledger = ledger;
  }
  // Masks come as bytes; they are widened below so that callers see one type.
  std::vector<void*> outputs;
  std::vector<std::vector<uint8_t>>& masks = out->masks;
  const std::vector<ir::Kind>& kinds = plan_->leads.outputs;
  if (wanted.outputs) {
    out->outputs.resize(kinds.size());
    masks.resize(kinds.size());
    for (size_t k = 0; k < kinds.size(); ++k) {
      out->outputs[k].assign(rows, 0);
      masks[k].assign(kinds[k] == ir::Kind::kMask ? rows : 0, 0);
      outputs.push_back(kinds[k] == ir::Kind::kMask ? static_cast<void*>(masks[k].data())
                                                    : out->outputs[k].data());
    }
    results.outputs = outputs;
  }
  if (wanted.reasons > 0) {
    out->reasons.assign(rows * wanted.reasons, {});
    interp::ScoreReasons(bound.params, chunk, answers, results, wanted.reasons, out->reasons.data(),
                         scratch.get());
  } else {
    interp::Score(bound.params, chunk, answers, results, scratch.get());
  }
  for (size_t k = 0; k < outputs.size(); ++k)
    std::copy(masks[k].begin(), masks[k].end(), out->outputs[k].begin());
}

// ---- folding in steps
// ------------------------------------------------------------------------------------------

namespace {

// Each range sees all events: more would cost more than waiting for a lock.
constexpr size_t kMostRanges = 4;

}  // namespace

Folding::Folding(Scorer* scorer, const std::vector<std::string>& types, size_t leads,
                 unsigned threads, size_t own_sums)
    : scorer_(scorer), leads_(leads), threads_(threads) {
  base_.fields.resize(scorer->plan_->fields.size());
  base_.properties.resize(scorer->plan_->properties.size());
  Scorer::Bound& bound = scorer->BoundFor(base_);
  folder_ = std::make_unique<interp::EventFolder>(*bound.program, bound.params, types, leads);
  bytes_a_lead_ = folder_->BytesALead();
  share_ = threads > 1 && leads * bytes_a_lead_ * threads > own_sums;
}
Folding::~Folding() = default;

int Folding::passes() const { return folder_->passes(); }

void Folding::BeginPass() {
  ++pass_;
  states_.clear();
  ranges_.clear();
  if (!share_) {
    states_.resize(threads_);  // each is made by its thread, when it has something to fold
    return;
  }
  const size_t count = std::min<size_t>(threads_, kMostRanges);
  for (size_t r = 0; r < count; ++r) {
    ranges_.push_back(std::make_unique<Range>());
    ranges_.back()->state = std::make_unique<columns::FoldState>(
        folder_->NewState({leads_ * r / count, leads_ * (r + 1) / count}));
  }
}

void Folding::Fold(const columns::EventChunk& chunk, unsigned thread) {
  ir::Layout layout = base_;
  layout.properties = interp::LayoutOf(chunk.properties);
  layout.properties.resize(scorer_->plan_->properties.size());
  Scorer::Bound& bound = scorer_->BoundFor(layout);
  Scorer::Lease scratch(&bound);
  if (!ranges_.empty()) return FoldShared(chunk, scratch.get(), &bound.params, thread);
  std::unique_ptr<columns::FoldState>& state = states_[thread];
  if (state == nullptr) state = std::make_unique<columns::FoldState>(folder_->NewState());
  folder_->Fold(pass_, chunk, scratch.get(), state.get(), 0, SIZE_MAX, &bound.params);
}

// Into the ranges that no other thread is at first, then into the rest.
void Folding::FoldShared(const columns::EventChunk& chunk, interp::Scratch* scratch,
                         const ir::Params* params, unsigned thread) {
  std::array<bool, kMostRanges> done{};
  for (const bool wait : {false, true}) {
    for (size_t k = 0; k < ranges_.size(); ++k) {
      const size_t r = (thread + k) % ranges_.size();
      if (done[r]) continue;
      std::unique_lock lock(ranges_[r]->mutex, std::defer_lock);
      if (wait) {
        lock.lock();
      } else if (!lock.try_lock()) {
        continue;
      }
      folder_->Fold(pass_, chunk, scratch, ranges_[r]->state.get(), 0, SIZE_MAX, params);
      done[r] = true;
    }
  }
}

void Folding::FoldMasked(const columns::EventChunk& chunk,
                         const std::vector<std::vector<uint8_t>>& masks) {
  std::unique_ptr<columns::FoldState>& state = states_[0];
  if (state == nullptr) state = std::make_unique<columns::FoldState>(folder_->NewState());
  const bool where = folder_->needs_where(pass_);
  std::vector<const uint8_t*> read(masks.size());
  for (size_t row = 0; row < chunk.rows; row += columns::kFoldBlock) {
    const size_t rows = std::min(columns::kFoldBlock, chunk.rows - row);
    for (size_t k = 0; k < masks.size(); ++k) read[k] = masks[k].data() + row;
    folder_->FoldMasked(pass_, chunk, row, rows, where ? read.data() : nullptr, state.get());
  }
}

void Folding::EndPass() {
  if (!ranges_.empty()) {
    std::vector<columns::FoldState> all;
    for (auto& range : ranges_) all.push_back(std::move(*range->state));
    ranges_.clear();
    folder_->EndPass(std::move(all));
    return;
  }
  std::unique_ptr<columns::FoldState> merged;
  for (auto& state : states_) {
    if (state == nullptr) continue;
    if (merged == nullptr) {
      merged = std::move(state);
    } else {
      merged->Merge(*state);
      state.reset();
    }
  }
  if (merged == nullptr) merged = std::make_unique<columns::FoldState>(folder_->NewState());
  states_.clear();
  folder_->EndPass(std::move(*merged));
}

columns::Answers Folding::Finish() { return folder_->Finish(); }

void Scorer::Where(const columns::EventChunk& chunk, std::vector<std::vector<uint8_t>>* masks) {
  ir::Layout layout;
  layout.fields.resize(plan_->fields.size());
  layout.properties = interp::LayoutOf(chunk.properties);
  layout.properties.resize(plan_->properties.size());
  Bound& bound = BoundFor(layout);
  masks->resize(bound.program->bound().where.outputs.size());
  for (std::vector<uint8_t>& mask : *masks) mask.resize(chunk.rows);
  if (masks->empty()) return;
  Lease scratch(&bound);
  scratch.get()->where().SetColumns(chunk.properties);
  std::vector<void*> out(masks->size());
  for (size_t row = 0; row < chunk.rows; row += columns::kFoldBlock) {
    for (size_t k = 0; k < out.size(); ++k) out[k] = (*masks)[k].data() + row;
    interp::Masks(bound.params, chunk, row, std::min(columns::kFoldBlock, chunk.rows - row), out,
                  scratch.get());
  }
}

unsigned ThreadsOf(unsigned option) {
  if (option > 0) return option;
  return std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace ripe::api
