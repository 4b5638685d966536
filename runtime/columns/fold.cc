// Running a fold: blocks of events into one thread's sums, the sums of threads into one, the sums
// into answers.
#include "runtime/columns/fold.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "compiler/types/calendar.h"

namespace ripe::columns {
namespace {

using ir::Physical;

constexpr double kMostAmount = 1e15;

constexpr size_t kHugePage = size_t{2} << 20;

size_t Width(const FoldLayer& layer) { return static_cast<size_t>(layer.sections) * kSection; }

// A number property; false where it is missing.
bool NumberAt(const Column& column, size_t row, double* out) {
  if (!column.known(row)) return false;
  switch (column.physical) {
    case Physical::kF64:
      *out = column.as<double>()[row];
      return std::isfinite(*out);
    case Physical::kI8:
      *out = column.as<int8_t>()[row];
      return true;
    case Physical::kI16:
      *out = column.as<int16_t>()[row];
      return true;
    case Physical::kI32:
      *out = column.as<int32_t>()[row];
      return true;
    case Physical::kI64:
      *out = static_cast<double>(column.as<int64_t>()[row]);
      return true;
    case Physical::kNone:
    case Physical::kYesNo8:
    case Physical::kYesNoBits:
    case Physical::kDate32:
    case Physical::kTime64:
    case Physical::kCode8:
    case Physical::kCode16:
    case Physical::kCode32:
    case Physical::kRawText:
    case Physical::kTagLists:
      return false;
  }
  return false;
}

// The kind of each event of a block.
void FindKinds(const FoldLayer& layer, const uint16_t* types, size_t rows,
               const uint8_t* const* where, uint32_t* kinds) {
  if (layer.conditions.empty()) {
    for (size_t i = 0; i < rows; ++i) kinds[i] = layer.kinds[layer.types[types[i]].first];
    return;
  }
  for (size_t i = 0; i < rows; ++i) {
    const FoldLayer::TypeKinds& type = layer.types[types[i]];
    uint32_t bits = 0;
    for (size_t j = 0; j < type.conditions.size(); ++j) {
      uint32_t holds = 0;
      for (const uint32_t output : layer.conditions[type.conditions[j]]) holds |= where[output][i];
      bits |= holds << j;
    }
    kinds[i] = layer.kinds[type.first + bits];
  }
}

RowShape ShapeOf(const FoldLayer& layer) {
  return {layer.sections, layer.words.data(), layer.bits.data()};
}
RowGrid GridOf(const FoldLayer& layer, int64_t as_of) {
  return {layer.grid.data(), as_of, layer.unit, layer.stride};
}

// Runs of fewer events than this are folded event by event.
constexpr size_t kLeastRun = 12;

// The runs of rows row .. row + rows - 1 as the chunk's offsets have them. `lead`: that of the
// first row, or an earlier one; becomes that of the last. False where there are more than `most`.
bool RunsByOffsets(const EventChunk& chunk, LeadRange leads, size_t row, size_t rows, size_t most,
                   size_t* lead, FoldRuns* out) {
  out->count = 0;
  const size_t end = row + rows;
  size_t at = row;
  size_t k = *lead;
  while (true) {
    while (chunk.lead_offsets[k + 1] <= at) ++k;
    *lead = k;
    if (out->count >= most) return false;
    at = std::min<size_t>(chunk.lead_offsets[k + 1], end);
    out->ends[out->count] = static_cast<uint16_t>(at - row);
    out->places[out->count] = static_cast<uint32_t>(k - leads.begin);
    ++out->count;
    if (at == end) return true;
  }
}

// The lead whose events include a row.
size_t LeadAt(const EventChunk& chunk, size_t row) {
  const uint64_t* end = chunk.lead_offsets + chunk.lead_offsets_count;
  return static_cast<size_t>(std::upper_bound(chunk.lead_offsets, end, row) - chunk.lead_offsets) -
         1;
}

}  // namespace

void FoldState::Free::operator()(uint8_t* p) const { std::free(p); }

// Accumulators are touched in no order: large pages spare most of the address translation.
FoldState::Lanes FoldState::AllocateZeroed(size_t bytes) {
  const size_t align = bytes >= kHugePage ? kHugePage : 64;
  const size_t rounded = (bytes / align + 1) * align;
  Lanes lanes(static_cast<uint8_t*>(std::aligned_alloc(align, rounded)));
  if (lanes == nullptr) throw std::bad_alloc();
#if defined(__linux__)
  if (align == kHugePage) madvise(lanes.get(), rounded, MADV_HUGEPAGE);
#endif
  std::memset(lanes.get(), 0, bytes);
  return lanes;
}

FoldState::FoldState(const FoldPlan& plan, int pass, LeadRange leads, FoldIsa isa)
    : plan_(plan), pass_(pass), leads_(leads), kernels_(FoldKernelsOf(isa)) {
  const size_t count = leads.size();
  if (first()) {  // only what `after` asks for
    others_.resize(plan.other_columns(), std::vector<int64_t>(count, types::kMissingTime));
    return;
  }
  for (const FoldLayer& layer : plan.layers(pass))
    lanes_.push_back(AllocateZeroed(count * Width(layer)));
  for (const int64_t start : plan.wide_start()) wide_.emplace_back(count, start);
  sums_.resize(plan.sum_columns(), std::vector<__int128>(count, 0));
}

size_t FoldState::bytes() const {
  const size_t count = leads_.size();
  size_t each = 0;
  if (!first()) {
    for (const FoldLayer& layer : plan_.layers(pass_)) each += Width(layer);
  }
  each += (wide_.size() + others_.size()) * sizeof(int64_t) + sums_.size() * sizeof(__int128);
  return each * count;
}

void FoldState::Fold(const EventChunk& chunk, size_t row, size_t rows, const uint8_t* const* where,
                     const OtherNewest* others) {
  if (rows == 0) return;
  size_t lead = chunk.lead_offsets == nullptr ? 0 : LeadAt(chunk, row);
  for (const size_t end = row + rows; row < end; row += kFoldBlock)
    FoldBlock(chunk, row, std::min(kFoldBlock, end - row), where, others, &lead);
}

void FoldState::FoldBlock(const EventChunk& chunk, size_t row, size_t rows,
                          const uint8_t* const* where, const OtherNewest* others, size_t* lead) {
  const std::vector<FoldLayer>& layers = plan_.layers(pass_);
  FoldEvents events{.times = chunk.times + row,
                    .types = chunk.types + row,
                    .leads = chunk.leads + row,
                    .count = rows,
                    .by_time = chunk.by_time,
                    .kinds = nullptr,
                    .by_type = false,
                    .types_count = 0,
                    .first_lead = static_cast<uint32_t>(leads_.begin),
                    .lead_count = static_cast<uint32_t>(leads_.size())};
  const bool any_runs = std::any_of(layers.begin(), layers.end(),
                                    [](const FoldLayer& layer) { return layer.runs.usable; });
  FoldRuns runs;
  const size_t most = rows / kLeastRun;
  const bool by_lead =
      any_runs &&
      (chunk.lead_offsets == nullptr ? kernels_.find_runs(events, most, &runs)
                                     : RunsByOffsets(chunk, leads_, row, rows, most, lead, &runs));
  uint32_t kinds[kFoldBlock];
  for (size_t k = 0; k < layers.size(); ++k) {
    const FoldLayer& layer = layers[k];
    const bool narrow = layer.sections > 0;
    const bool by_run = by_lead && layer.runs.usable;
    // Runs of more types than a byte has codes go by kinds, also where rows by type would do
    // without.
    if (layer.any_wide || layer.starts.empty() || (by_run && !layer.runs.by_type))
      FindKinds(layer, events.types, rows, where, kinds);
    if (narrow) FoldLanes(k, events, kinds, by_run ? &runs : nullptr);
    if (layer.any_wide) FoldWide(layer, chunk, row, rows, kinds, others);
  }
}

void FoldState::FoldLanes(size_t index, const FoldEvents& block, const uint32_t* kinds,
                          const FoldRuns* runs) {
  const FoldLayer& layer = plan_.layers(pass_)[index];
  uint8_t* sums = lanes_[index].get();
  if (runs != nullptr) {
    alignas(64) uint8_t codes[kFoldBlock];
    if (layer.runs.by_type) {
      kernels_.narrow_types(block.types, block.count, codes);
    } else {
      for (size_t i = 0; i < block.count; ++i) codes[i] = static_cast<uint8_t>(kinds[i]);
    }
    kernels_.add_runs(layer.runs.tables(), ShapeOf(layer), GridOf(layer, plan_.as_of()), block,
                      codes, *runs, sums);
    return;
  }
  if (layer.stride == 0) return AddBySearch(layer, block, kinds, sums);
  FoldEvents events = block;
  uint32_t starts[kFoldBlock];
  if (layer.starts.empty()) {
    for (size_t i = 0; i < block.count; ++i) starts[i] = kinds[i] * (layer.stride + 1);
    events.kinds = starts;
  } else {
    events.kinds = layer.starts.data();
    events.by_type = true;
    events.types_count = static_cast<uint32_t>(layer.starts.size());
  }
  FoldAdds adds;
  kernels_.find_rows(GridOf(layer, plan_.as_of()), events, &adds);
  kernels_.add_rows(ShapeOf(layer), layer.rows, adds, sums);
}

// Without a grid: the row by searching the kind's edges.
void FoldState::AddBySearch(const FoldLayer& layer, const FoldEvents& events, const uint32_t* kinds,
                            uint8_t* sums) {
  FoldAdds adds;
  adds.count = 0;
  for (size_t i = 0; i < events.count; ++i) {
    const uint32_t place = static_cast<uint32_t>(events.leads[i]) - events.first_lead;
    if (events.times[i] > plan_.as_of() || place >= events.lead_count) continue;
    const FoldLayer::Edges& edges = layer.edges[kinds[i]];
    const int64_t age = plan_.as_of() - events.times[i];
    const auto at = std::upper_bound(edges.at.begin(), edges.at.end(), age) - edges.at.begin();
    adds.places[adds.count] = place;
    adds.rows[adds.count++] = edges.rows[static_cast<size_t>(at)];
  }
  kernels_.add_rows(ShapeOf(layer), layer.rows, adds, sums);
}

// ---- wide columns
// ------------------------------------------------------------------------------------------------

void FoldState::FoldWide(const FoldLayer& layer, const EventChunk& chunk, size_t row, size_t rows,
                         const uint32_t* kinds, const OtherNewest* others) {
  // Those that matter, first: mostly few, and then nothing is decided event by event.
  uint16_t found[kFoldBlock];
  uint32_t places[kFoldBlock];
  size_t count = 0;
  for (size_t i = 0; i < rows; ++i) {
    const uint32_t place =
        static_cast<uint32_t>(chunk.leads[row + i]) - static_cast<uint32_t>(leads_.begin);
    found[count] = static_cast<uint16_t>(i);
    places[count] = place;
    const bool wide = layer.wide_begin[kinds[i]] != layer.wide_begin[kinds[i] + 1];
    const bool ours = place < leads_.size();
    const bool before = chunk.times[row + i] <= plan_.as_of();
    count += wide & ours & before;
  }
  for (size_t k = 0; k < count; ++k) {
    const size_t at = row + found[k];
    const uint32_t kind = kinds[found[k]];
    const int64_t age = plan_.as_of() - chunk.times[at];
    for (uint32_t o = layer.wide_begin[kind]; o < layer.wide_begin[kind + 1]; ++o) {
      const WideOp& op = layer.wide[o];
      if (age < op.min_age || age >= op.max_age) continue;
      if (op.after != UINT32_MAX) {
        const int64_t newest = (*others)[op.after][leads_.begin + places[k]];
        if (newest == types::kMissingTime || chunk.times[at] <= newest) continue;
      }
      Apply(op, chunk, at, places[k], age);
    }
  }
}

void FoldState::Apply(const WideOp& op, const EventChunk& chunk, size_t row, size_t place,
                      int64_t age) {
  switch (op.aggregate) {
    case ops::Aggregate::kCount:
      ++wide_[op.slot][place];
      return;
    case ops::Aggregate::kSum: {
      double amount = 0;
      if (op.property < chunk.properties.size() &&
          NumberAt(chunk.properties[op.property], row, &amount)) {
        sums_[op.slot][place] += Thousandths(amount);
      }
      return;
    }
    case ops::Aggregate::kNewest: {
      int64_t& newest = (first() ? others_ : wide_)[op.slot][place];
      newest = std::max(newest, chunk.times[row]);
      return;
    }
    case ops::Aggregate::kWorth: {
      const std::vector<int64_t>& worths = plan_.worths()[op.worths];
      const auto day = static_cast<uint64_t>(age) / static_cast<uint64_t>(types::kMicrosPerDay);
      if (day >= worths.size()) return;
      int64_t& sum = wide_[op.slot][place];
      sum = std::min(sum + worths[day], op.bound);
      return;
    }
  }
}

// ---- merging and answers
// -----------------------------------------------------------------------------------------

void FoldState::MergeLeads(const FoldState& other, LeadRange leads) {
  const size_t begin = leads.begin - leads_.begin, end = leads.end - leads_.begin;
  for (size_t s = 0; s < others_.size(); ++s) {
    for (size_t at = begin; at < end; ++at)
      others_[s][at] = std::max(others_[s][at], other.others_[s][at]);
  }
  if (first()) return;
  const std::vector<FoldLayer>& layers = plan_.layers(pass_);
  for (size_t k = 0; k < layers.size(); ++k) {
    const FoldLayer& layer = layers[k];
    if (layer.sections > 0) {
      const size_t offset = begin * Width(layer);
      kernels_.add_all(ShapeOf(layer), other.lanes_[k].get() + offset, end - begin,
                       lanes_[k].get() + offset);
    }
    for (const AnswerPlace& place : layer.answers) {
      if (place.kind != AnswerPlace::Kind::kWide) continue;
      std::vector<int64_t>& to = wide_[place.offset];
      const std::vector<int64_t>& from = other.wide_[place.offset];
      const bool newest = plan_.answer_types()[place.question] == Physical::kTime64;
      for (size_t at = begin; at < end; ++at) {
        // Counts stay far below overflow; worths are bounded again on the way out.
        to[at] = newest ? std::max(to[at], from[at]) : std::min(to[at] + from[at], place.most);
      }
    }
  }
  for (size_t s = 0; s < sums_.size(); ++s) {
    for (size_t at = begin; at < end; ++at) sums_[s][at] += other.sums_[s][at];
  }
}

void FoldState::FinishOthers(OtherNewest* others) const {
  for (size_t s = 0; s < others_.size(); ++s) {
    std::copy(others_[s].begin(), others_[s].end(),
              (*others)[s].begin() + static_cast<ptrdiff_t>(leads_.begin));
  }
}

namespace {

template <class T, class Value>
void Report(AnswerColumn& column, LeadRange leads, const AnswerPlace& place, const Value& value) {
  T* out = column.as<T>() + leads.begin;
  for (size_t at = 0; at < leads.size(); ++at) {
    const int64_t held = std::min<int64_t>(value(at), place.most);
    out[at] = static_cast<T>(place.negative ? -held : held);
  }
}

template <class Value>
void ReportAs(AnswerColumn& column, LeadRange leads, const AnswerPlace& place, const Value& value) {
  switch (column.type) {
    case Physical::kI8:
      return Report<int8_t>(column, leads, place, value);
    case Physical::kI16:
      return Report<int16_t>(column, leads, place, value);
    case Physical::kI32:
      return Report<int32_t>(column, leads, place, value);
    default:  // kI64 and kTime64 (whose `most` is no bound)
      return Report<int64_t>(column, leads, place, value);
  }
}

}  // namespace

void FoldState::Finish(Answers* answers) const {
  const std::vector<FoldLayer>& layers = plan_.layers(pass_);
  for (size_t k = 0; k < layers.size(); ++k) FinishLanes(layers[k], lanes_[k].get(), answers);
}

void FoldState::FinishLanes(const FoldLayer& layer, const uint8_t* sums, Answers* answers) const {
  const size_t width = Width(layer);
  for (const AnswerPlace& place : layer.answers) {
    AnswerColumn& column = answers->columns[place.question];
    const uint8_t* lane = sums + place.offset;
    switch (place.kind) {
      case AnswerPlace::Kind::kFlag:
        ReportAs(column, leads_, place,
                 [=](size_t at) { return lane[at * width] >> place.bit & 1; });
        break;
      case AnswerPlace::Kind::kLane8:
        ReportAs(column, leads_, place, [=](size_t at) { return lane[at * width]; });
        break;
      case AnswerPlace::Kind::kLane16:
        ReportAs(column, leads_, place,
                 [=](size_t at) { return *reinterpret_cast<const uint16_t*>(lane + at * width); });
        break;
      case AnswerPlace::Kind::kWide: {
        const int64_t* wide = wide_[place.offset].data();
        ReportAs(column, leads_, place, [=](size_t at) { return wide[at]; });
        break;
      }
      case AnswerPlace::Kind::kSum:
        for (size_t at = 0; at < leads_.size(); ++at)
          column.as<double>()[leads_.begin + at] = FromThousandths(sums_[place.offset][at]);
        break;
    }
  }
}

int64_t Thousandths(double amount) {
  const double held = std::clamp(amount, -kMostAmount, kMostAmount);
  // product + error is held * 1000 exactly.
  const double product = held * 1000.0;
  const double error = std::fma(held, 1000.0, -product);
  if (std::fabs(product) >= 0x1p52) {
    // The product is whole already; from 2^53 on it is even, so that rounding the rest half to even
    // rounds the whole so.
    return static_cast<int64_t>(product) + static_cast<int64_t>(std::nearbyint(error));
  }
  const double rounded = std::nearbyint(product);
  const double rest = product - rounded;
  // A tie of the rounded product is one of the exact one only without an error.
  if (rest == 0.5 && error > 0) return static_cast<int64_t>(rounded) + 1;
  if (rest == -0.5 && error < 0) return static_cast<int64_t>(rounded) - 1;
  return static_cast<int64_t>(rounded);
}

double FromThousandths(__int128 sum) {
  const bool negative = sum < 0;
  auto size = static_cast<unsigned __int128>(negative ? -sum : sum);
  double result;
  if (size < (static_cast<unsigned __int128>(1) << 53)) {
    result = static_cast<double>(static_cast<uint64_t>(size)) / 1000.0;  // both exact: one rounding
  } else {
    // Scaled up so that the quotient has far more bits than a double; what is cut off leaves a
    // sticky bit.
    int shift = 0;
    while ((size >> 126) == 0) {
      size <<= 1;
      ++shift;
    }
    unsigned __int128 quotient = size / 1000;
    quotient |= quotient * 1000 != size;
    result = std::ldexp(static_cast<double>(quotient), -shift);
  }
  return negative ? -result : result;
}

}  // namespace ripe::columns
