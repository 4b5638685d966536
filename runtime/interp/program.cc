// Running a program over chunks: pointing at the inputs, batch after batch. The loops themselves
// are in kernels.cc.
#include "runtime/interp/program.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace ripe::interp {
namespace {

using ir::kBatchRows;
using ir::Physical;

constexpr size_t kAlign = 64;
// Results of so many rows fill the second-level cache: nobody finds them there.
constexpr size_t kStreamedRows = size_t{1} << 18;

// Streamed stores are not ordered by what orders others (a lock given back): they wait for this.
void FinishStreams() {
#if defined(__x86_64__)
  _mm_sfence();
#endif
}

bool IsText(Physical type) {
  return type == Physical::kCode8 || type == Physical::kCode16 || type == Physical::kCode32;
}

bool IsBitmap(const ir::Input& input) { return input.type == Physical::kYesNoBits; }

// Whether the interpreter's bytes of an input are made batch by batch.
bool IsPrepared(const ir::Input& input) { return IsBitmap(input) || ir::IsMade(input); }

// Each byte's bits as bytes, the lowest first.
constexpr std::array<uint64_t, 256> kSpread = [] {
  std::array<uint64_t, 256> spread{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    for (unsigned bit = 0; bit < 8; ++bit)
      spread[byte] |= static_cast<uint64_t>(byte >> bit & 1U) << (8 * bit);
  }
  return spread;
}();

// Bits `row` .. `row + rows - 1` as bytes; `out` has room for whole eights. Nothing is read past
// the byte of the last bit.
void SpreadBits(const uint8_t* bits, size_t row, size_t rows, uint8_t* out) {
  size_t i = 0;
  if (row % 8 == 0) {
    for (; i < rows; i += 8) std::memcpy(out + i, &kSpread[bits[(row + i) / 8]], 8);
  } else {
    for (; i < rows; ++i) out[i] = Column::Bit(bits, row + i);
  }
}

// ir::Input::kAmong of `rows` rows from `row` on. Whole numbers of columns are doubles too.
template <class T, class Known>
void FillAmong(const ir::NumberSet& set, const Column& column, size_t row, size_t rows,
               uint8_t* out, const Known& known) {
  const T* values = column.as<T>();
  for (size_t at = row; at < row + rows; ++at) {
    const T value = values[at];
    *out++ = !known(value, at) ? 0 : set.Has(static_cast<double>(value)) ? 1 : 2;
  }
}

void FillAmong(const ir::NumberSet& set, const Column& column, size_t row, size_t rows,
               uint8_t* out) {
  const auto by_valid = [&](auto, size_t at) { return column.known(at); };
  const auto number = [](double value, size_t) { return std::isfinite(value); };
  const auto date = [](int32_t value, size_t) { return value != types::kMissingDate; };
  switch (column.physical) {
    case Physical::kI8:
      return FillAmong<int8_t>(set, column, row, rows, out, by_valid);
    case Physical::kI16:
      return FillAmong<int16_t>(set, column, row, rows, out, by_valid);
    case Physical::kI32:
      return FillAmong<int32_t>(set, column, row, rows, out, by_valid);
    case Physical::kI64:
      return FillAmong<int64_t>(set, column, row, rows, out, by_valid);
    case Physical::kF64:
      return FillAmong<double>(set, column, row, rows, out, number);
    case Physical::kDate32:
      return FillAmong<int32_t>(set, column, row, rows, out, date);
    case Physical::kNone:
    case Physical::kYesNo8:
    case Physical::kYesNoBits:
    case Physical::kTime64:
    case Physical::kCode8:
    case Physical::kCode16:
    case Physical::kCode32:
    case Physical::kRawText:
    case Physical::kTagLists:
      break;  // neither numbers nor dates: no step asks
  }
}

template <class T>
T* Offset(T* p, size_t rows) {
  return p == nullptr ? nullptr : p + rows;
}

}  // namespace

std::vector<ir::ColumnLayout> LayoutOf(const std::vector<Column>& columns) {
  std::vector<ir::ColumnLayout> layout;
  for (const Column& column : columns) {
    layout.push_back({.physical = column.physical,
                      .nullable = column.valid != nullptr,
                      .valid_bits = column.valid != nullptr && column.valid_bits});
  }
  return layout;
}

std::shared_ptr<const Program> Program::Make(std::shared_ptr<const ir::Plan> plan,
                                             ir::Layout layout) {
  std::shared_ptr<Program> program(new Program);
  program->plan_ = std::move(plan);
  program->bound_ = ir::Bind(*program->plan_, layout);
  program->texts_ = std::make_unique<TextMaker>(*program->plan_, program->bound_);
  return program;
}

void Program::Adopt(ir::CompiledBatch leads, ir::CompiledBatch where,
                    std::shared_ptr<const void> owner) const {
  std::call_once(adopted_, [&] {
    code_ = std::move(owner);
    compiled_leads_.store(leads, std::memory_order_release);
    compiled_where_.store(where, std::memory_order_release);
  });
}

void Program::AdoptRow(ir::CompiledBatch row, std::shared_ptr<const void> owner) const {
  std::call_once(row_adopted_, [&] {
    row_code_ = std::move(owner);
    compiled_row_.store(row, std::memory_order_release);
  });
}

// ---- Runner
// ------------------------------------------------------------------------------------------------------

void Runner::Free::operator()(void* p) const { std::free(p); }

Runner::Runner(const Program& program, const ir::BoundProgram& bound, bool leads, TextKeeper* texts)
    : program_(program),
      bound_(bound),
      leads_(leads),
      texts_(texts),
      run_(RunStepsOf(BestIsa())),
      finish_(FinishRowsOf(BestIsa())),
      timed_(TimeStepsOf(BestIsa())) {
  const ir::BoundPlan& plan = program.bound();
  const size_t lane_bytes = size_t{2} << static_cast<int>(plan.lane);
  const size_t registers = size_t{bound.register_columns} * kBatchRows;
  const size_t accumulators = leads ? (plan.groups + 2) * kBatchRows * lane_bytes : 0;
  size_t prepared = 0;
  for (const ir::Input& input : bound.inputs) {
    prepared += IsPrepared(input);
    has_bitmaps_ = has_bitmaps_ || IsBitmap(input);
  }
  const size_t bytes = registers + accumulators + prepared * kBatchRows + kAlign;
  memory_.reset(
      static_cast<uint8_t*>(std::aligned_alloc(kAlign, (bytes + kAlign - 1) / kAlign * kAlign)));
  if (memory_ == nullptr) throw std::bad_alloc();
  std::memset(memory_.get(), 0, bytes);

  uint8_t* next = memory_.get();
  context_.steps = bound.steps.data();
  context_.step_count = bound.steps.size();
  context_.operands = bound.operands.data();
  context_.registers = next;
  next += registers;
  context_.points = next;
  next += accumulators;
  context_.ledger_points = next - (leads ? kBatchRows * lane_bytes : 0);  // the last accumulator
  context_.groups = plan.groups;
  context_.lane = plan.lane;
  context_.has_points = leads;
  inputs_.resize(bound.inputs.size());
  prepared_.resize(bound.inputs.size(), nullptr);
  for (size_t k = 0; k < bound.inputs.size(); ++k) {
    if (!IsPrepared(bound.inputs[k])) continue;
    prepared_[k] = next;
    next += kBatchRows;
  }
  tables_.resize(bound.octets.size());
  context_.inputs = inputs_.data();
  context_.text_tables = tables_.data();
}

const void* Runner::NoAnswers(Physical type) {
  std::vector<int64_t>& none = type == Physical::kTime64 ? no_times_ : zeros_;
  if (none.empty()) none.assign(kBatchRows, type == Physical::kTime64 ? types::kMissingTime : 0);
  return none.data();
}

void Runner::SetColumns(const std::vector<Column>& columns) {
  for (size_t k = 0; k < bound_.octets.size(); ++k) {
    const Column& column = columns[bound_.octets[k].column];
    if (!IsText(column.physical)) continue;
    if (column.dictionary == nullptr) {  // a column in which every text is missing
      static constexpr std::array<uint8_t, ir::kTextTable8 + ir::kTextTablePadding> kNoBits{};
      tables_[k] = kNoBits.data();
      continue;
    }
    const std::vector<uint8_t>& table = texts_->Table(static_cast<uint32_t>(k), *column.dictionary);
    tables_[k] = table.data();
  }
}

void Runner::PointInputs(const std::vector<Column>& columns, size_t row, size_t rows,
                         const Answers* answers, size_t answer_row, bool bitmaps) {
  for (size_t k = 0; k < bound_.inputs.size(); ++k) {
    const ir::Input& input = bound_.inputs[k];
    const uint64_t begin = timing_ && IsPrepared(input) ? Ticks() : 0;
    const auto at = [](const void* data, size_t size, size_t index) {
      return static_cast<const uint8_t*>(data) + size * index;
    };
    const auto bits = [&](const void* data) -> const void* {
      const auto* bytes = static_cast<const uint8_t*>(data);
      if (bitmaps) return bytes + row / 8;
      SpreadBits(bytes, row, rows, prepared_[k]);
      return prepared_[k];
    };
    switch (input.kind) {
      case ir::Input::Kind::kData: {
        const void* data = columns[input.column].data;
        inputs_[k] = IsBitmap(input) ? bits(data) : at(data, columns::SizeOf(input.type), row);
        break;
      }
      case ir::Input::Kind::kValid:
        if (const uint8_t* valid = columns[input.column].valid) {
          inputs_[k] = IsBitmap(input) ? bits(valid) : valid + row;
        } else {
          const bool bit = IsBitmap(input) && bitmaps;
          if (known_.empty()) {
            known_.assign(2 * kBatchRows, 1);
            std::fill(known_.begin() + kBatchRows, known_.end(), 0xff);
          }
          inputs_[k] = known_.data() + (bit ? kBatchRows : 0);
        }
        break;
      case ir::Input::Kind::kTextBits:
        texts_->TextBits(input.octet, columns[input.column], row, rows, prepared_[k]);
        inputs_[k] = prepared_[k];
        break;
      case ir::Input::Kind::kSameText:
        texts_->SameText(input.column, columns[input.column], input.octet, columns[input.octet],
                         row, rows, prepared_[k]);
        inputs_[k] = prepared_[k];
        break;
      case ir::Input::Kind::kAmong:
        FillAmong(*program_.plan().sets[input.octet], columns[input.column], row, rows,
                  prepared_[k]);
        inputs_[k] = prepared_[k];
        break;
      case ir::Input::Kind::kAnswer:
        inputs_[k] = answers == nullptr ? NoAnswers(input.type)
                                        : at(answers->columns[input.column].storage.data(),
                                             columns::SizeOf(input.type), answer_row);
        break;
    }
    if (begin != 0) now_.inputs[k] += Ticks() - begin;
  }
}

// The arrays of the results from row `done` of the batch on.
void Runner::PointResults(const Results& results, size_t done) {
  context_.score = Offset(results.score, done);
  context_.units = Offset(results.units, done);
  context_.stage8 = Offset(results.stage8, done);
  uint16_t* stage = results.stage;
  if (stage == nullptr && leads_) {
    stages_.resize(kBatchRows);
    stage = stages_.data();
  }
  context_.stage = Offset(stage, done);
  const auto move = [done](const auto& all, auto* moved, auto size) -> decltype(moved->data()) {
    if (all.empty()) return nullptr;
    moved->assign(all.begin(), all.end());
    for (size_t k = 0; done > 0 && k < moved->size(); ++k) {
      auto*& p = (*moved)[k];
      if (p == nullptr) continue;
      using P = std::remove_reference_t<decltype(p)>;
      if constexpr (std::is_same_v<P, void*>) {
        p = static_cast<uint8_t*>(p) + done * size(k);
      } else {
        p += done;
      }
    }
    return moved->data();
  };
  const auto output_size = [this](size_t k) {
    return bound_.outputs[k] == ir::Kind::kMask ? size_t{1} : size_t{8};
  };
  context_.group_points = move(results.groups, &groups_, output_size);
  context_.ledger = move(results.ledger, &ledger_, output_size);
  context_.outputs = move(results.outputs, &outputs_, output_size);
}

void Runner::PointParams(const ir::Params& params) {
  context_.params = (leads_ ? params.leads : params.where).data();
  context_.unit = params.unit;
  if (!leads_) return;
  worths_.resize(params.worths.size());
  worth_sizes_.resize(params.worths.size());
  for (size_t k = 0; k < params.worths.size(); ++k) {
    worths_[k] = params.worths[k].data();
    worth_sizes_[k] = static_cast<uint32_t>(params.worths[k].size());
  }
  context_.worths = worths_.data();
  context_.worth_sizes = worth_sizes_.data();
}

void Runner::Profile() {
  const ir::Layout& layout = program_.bound().layout;
  times_ =
      std::make_unique<StepTimes>(bound_, leads_ ? layout.fields.size() : layout.properties.size());
  now_ = times_->sampled;
  texts_->Profile(times_.get());
}

// The first, which may be the only one, and from the second on one in sixteen.
bool Runner::IsTimed() const { return times_->batches >= next_timed_; }

void Runner::RunTimed(const std::vector<Column>& columns, size_t row, size_t rows,
                      const Answers* answers, size_t answer_row) {
  constexpr uint64_t kOneIn = 16;
  now_.Clear();
  const int64_t interruptions = Interruptions();
  timing_ = true;
  texts_->TimePredicates(&now_.predicates);
  PointInputs(columns, row, rows, answers, answer_row, false);
  timing_ = false;
  texts_->TimePredicates(nullptr);
  std::vector<uint64_t> ticks(bound_.steps.size() + 2);
  timed_(context_, rows, Ticks, ticks.data());
  const auto without_clock = [](uint64_t t) { return std::max(t, TickCost()) - TickCost(); };
  for (size_t k = 0; k < bound_.steps.size(); ++k) now_.steps[k] = without_clock(ticks[k]);
  now_.start = without_clock(ticks[bound_.steps.size()]);
  now_.finish = without_clock(ticks[bound_.steps.size() + 1]);
  now_.rows = rows;
  now_.batches = 1;
  // Another thread's time within a step would drown it: such a batch counts only for want of
  // others.
  const bool good = times_->batches > 1 && interruptions == Interruptions();
  if (good && times_->provisional) times_->sampled.Clear();
  if (good || times_->sampled.batches == 0) times_->sampled.Add(now_);
  if (good) times_->provisional = false;
  next_timed_ = good ? times_->batches + kOneIn - 1 : times_->batches;
}

void Runner::RunBatch(const ir::Params& params, const std::vector<Column>& columns, size_t row,
                      size_t rows, const Answers* answers, size_t answer_row,
                      const Results& results) {
  PointParams(params);
  PointResults(results, 0);
  if (times_ != nullptr) {
    const bool timed = IsTimed();
    times_->rows += rows;
    ++times_->batches;
    if (timed) return RunTimed(columns, row, rows, answers, answer_row);
  }
  size_t done = 0;
  if (const ir::CompiledBatch code = program_.compiled(leads_);
      code != nullptr && CanUse(results, row)) {
    PointInputs(columns, row, rows, answers, answer_row, true);
    done = code(&context_, rows);
    finish_(context_, done);
    if (done == rows) return;
    PointResults(results, done);
  }
  PointInputs(columns, row + done, rows - done, answers, answer_row + done, false);
  run_(context_, rows - done);
}

// Compiled code knows no ledger, writes every output, and reads bitmaps by the byte.
bool Runner::CanUse(const Results& results, size_t row) const {
  if (!results.ledger.empty() || (has_bitmaps_ && row % 8 != 0)) return false;
  if (bound_.outputs.empty()) return true;
  return !results.outputs.empty() && std::find(results.outputs.begin(), results.outputs.end(),
                                               nullptr) == results.outputs.end();
}

// ---- Scratch and Score
// -------------------------------------------------------------------------------------------

Scratch::Scratch(std::shared_ptr<const Program> program)
    : program_(std::move(program)),
      texts_(program_->texts(), true),
      where_texts_(program_->texts(), false),
      leads_(*program_, program_->bound().leads, true, &texts_),
      where_(*program_, program_->bound().where, false, &where_texts_) {}

void Scratch::Profile() {
  leads_.Profile();
  where_.Profile();
}

void Scratch::UseKernels(Isa isa) {
  isa_ = isa;
  leads_.UseKernels(isa);
  where_.UseKernels(isa);
}

namespace {

// The results of a chunk, moved on to a batch.
class BatchResults {
 public:
  explicit BatchResults(const Results& all)
      : all_(all),
        groups_(all.groups.begin(), all.groups.end()),
        ledger_(all.ledger.begin(), all.ledger.end()),
        outputs_(all.outputs.begin(), all.outputs.end()) {}
  // `kinds` of the outputs: masks are bytes.
  Results At(size_t row, const std::vector<ir::Kind>& kinds) {
    for (size_t g = 0; g < groups_.size(); ++g) groups_[g] = Offset(all_.groups[g], row);
    for (size_t r = 0; r < ledger_.size(); ++r) ledger_[r] = Offset(all_.ledger[r], row);
    for (size_t k = 0; k < outputs_.size(); ++k) {
      const size_t size = kinds[k] == ir::Kind::kMask ? 1 : 8;
      outputs_[k] = Offset(static_cast<uint8_t*>(all_.outputs[k]), row * size);
    }
    return {.score = Offset(all_.score, row),
            .stage = Offset(all_.stage, row),
            .units = Offset(all_.units, row),
            .stage8 = Offset(all_.stage8, row),
            .groups = groups_,
            .outputs = outputs_,
            .ledger = ledger_};
  }

 private:
  const Results& all_;
  std::vector<int64_t*> groups_, ledger_;
  std::vector<void*> outputs_;
};

}  // namespace

void Score(const ir::Params& params, const LeadChunk& chunk, const Answers* answers,
           const Results& results, Scratch* scratch) {
  Runner& runner = scratch->leads();
  runner.SetColumns(chunk.columns);
  // Rules that binding dropped (of columns that are not there) give nothing.
  for (int64_t* given : results.ledger) {
    if (given != nullptr) std::fill_n(given, chunk.rows, 0);
  }
  if (chunk.rows <= kBatchRows) {
    if (chunk.rows > 0)
      runner.RunBatch(params, chunk.columns, 0, chunk.rows, answers, chunk.first_row, results);
    return;
  }
  runner.Stream(chunk.rows >= kStreamedRows);
  BatchResults batch(results);
  const std::vector<ir::Kind>& kinds = scratch->program().bound().leads.outputs;
  for (size_t row = 0; row < chunk.rows; row += kBatchRows) {
    const size_t rows = std::min<size_t>(kBatchRows, chunk.rows - row);
    runner.RunBatch(params, chunk.columns, row, rows, answers, chunk.first_row + row,
                    batch.At(row, kinds));
  }
  runner.Stream(false);
  FinishStreams();
}

void ScoreReasons(const ir::Params& params, const LeadChunk& chunk, const Answers* answers,
                  const Results& results, size_t top, Reason* reasons, Scratch* scratch) {
  const ir::BoundPlan& bound = scratch->program().bound();
  std::vector<int64_t> given(size_t{bound.rules} * kBatchRows, 0);
  std::vector<int64_t*> ledger(bound.rules);
  for (uint32_t r = 0; r < bound.rules; ++r) ledger[r] = given.data() + size_t{r} * kBatchRows;
  Runner& runner = scratch->leads();
  runner.SetColumns(chunk.columns);
  BatchResults batch(results);
  for (size_t row = 0; row < chunk.rows; row += kBatchRows) {
    const size_t rows = std::min<size_t>(kBatchRows, chunk.rows - row);
    Results now = batch.At(row, bound.leads.outputs);
    now.ledger = ledger;
    runner.RunBatch(params, chunk.columns, row, rows, answers, chunk.first_row + row, now);
    std::fill(reasons + row * top, reasons + (row + rows) * top, Reason{});
    for (uint32_t r = 0; r < bound.rules; ++r) {
      for (size_t i = 0; i < rows; ++i) {
        // Insertion into the few best, largest in size first; a later rule must be larger to pass
        // an earlier one.
        Reason next{.rule = r, .points = ledger[r][i]};
        if (next.points == 0) continue;
        Reason* best = reasons + (row + i) * top;
        bool moving = false;  // once it has its place, the ones behind move on by one
        for (size_t k = 0; k < top && next.rule != UINT32_MAX; ++k) {
          moving = moving || best[k].rule == UINT32_MAX ||
                   std::abs(next.points) > std::abs(best[k].points);
          if (moving) std::swap(next, best[k]);
        }
      }
    }
  }
}

}  // namespace ripe::interp
