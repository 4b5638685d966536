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

// Without a grid: the row by searching the kind's edges.
void AddBySearch(const FoldLayer& layer, const FoldKernels& kernels, int64_t as_of,
                 const EventChunk& chunk, size_t row, size_t rows, const uint32_t* kinds,
                 uint32_t leads, uint8_t* sums) {
  const size_t width = Width(layer);
  const uint16_t first = 0;
  for (size_t i = 0; i < rows; ++i) {
    const int64_t time = chunk.times[row + i];
    if (time > as_of) continue;
    const FoldLayer::Edges& edges = layer.edges[kinds[i]];
    const int64_t age = as_of - time;
    const auto at = static_cast<size_t>(std::upper_bound(edges.at.begin(), edges.at.end(), age) -
                                        edges.at.begin());
    const uint8_t* increments = layer.rows + width * edges.rows[at];
    kernels.add_rows({.table = increments,
                      .sections = layer.sections,
                      .words = layer.words.data(),
                      .bits = layer.bits.data(),
                      .rows = &first,
                      .leads = chunk.leads + row + i,
                      .times = nullptr,
                      .types = nullptr,
                      .count = 1,
                      .ahead = 0,
                      .lead_count = leads},
                     sums);
  }
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
  std::memset(lanes.get(), 0, rounded);
  return lanes;
}

FoldState::FoldState(const FoldPlan& plan, size_t leads, FoldIsa isa)
    : plan_(plan), leads_(leads), kernels_(FoldKernelsOf(isa)) {
  for (const FoldLayer& layer : plan.layers(plan.passes() - 1)) {
    lanes_.push_back(
        AllocateZeroed((leads + 1) * Width(layer)));  // one row more takes what belongs to no lead
    lane_rows_.push_back(lanes_.back().get());
  }
  for (const int64_t start : plan.wide_start()) wide_.emplace_back(leads, start);
  sums_.resize(plan.sum_columns(), std::vector<__int128>(leads, 0));
  others_.resize(plan.other_columns(), std::vector<int64_t>(leads, types::kMissingTime));
}

void FoldState::Fold(int pass, const EventChunk& chunk, size_t row, size_t rows,
                     const uint8_t* const* where, const FoldState* others) {
  const std::vector<FoldLayer>& layers = plan_.layers(pass);
  const bool first = pass + 1 < plan_.passes();
  for (size_t k = 0; k < layers.size(); ++k)
    FoldLayerBlock(layers[k], k, chunk, row, rows, where, others, first);
}

void FoldState::FoldLayerBlock(const FoldLayer& layer, size_t index, const EventChunk& chunk,
                               size_t row, size_t rows, const uint8_t* const* where,
                               const FoldState* others, bool first) {
  uint32_t kinds[kFoldBlock];
  const bool narrow = Width(layer) > 0;
  const bool direct = !layer.starts.empty() && !layer.any_wide;
  if (!direct) FindKinds(layer, chunk.types + row, rows, where, kinds);
  if (narrow && layer.stride > 0) {
    uint16_t found[kFoldBlock];
    const RowGrid grid{layer.grid.data(), plan_.as_of(), layer.unit, layer.stride};
    uint32_t starts[kFoldBlock];
    for (size_t i = 0; !direct && i < rows; ++i) starts[i] = kinds[i] * (layer.stride + 1);
    kernels_.find_rows(grid, chunk.times + row, chunk.types + row,
                       direct ? layer.starts.data() : starts, direct, rows, found);
    kernels_.add_rows({.table = layer.rows,
                       .sections = layer.sections,
                       .words = layer.words.data(),
                       .bits = layer.bits.data(),
                       .rows = found,
                       .leads = chunk.leads + row,
                       .times = chunk.times + row,
                       .types = chunk.types + row,
                       .count = rows,
                       .ahead = chunk.rows - row - rows,
                       .lead_count = static_cast<uint32_t>(leads_)},
                      lane_rows_[index]);
  } else if (narrow) {
    AddBySearch(layer, kernels_, plan_.as_of(), chunk, row, rows, kinds,
                static_cast<uint32_t>(leads_), lane_rows_[index]);
  }
  if (layer.any_wide) FoldWide(layer, chunk, row, rows, kinds, others, first);
}

// ---- wide columns
// ------------------------------------------------------------------------------------------------

void FoldState::FoldWide(const FoldLayer& layer, const EventChunk& chunk, size_t row, size_t rows,
                         const uint32_t* kinds, const FoldState* others, bool first) {
  for (size_t i = 0; i < rows; ++i) {
    const std::vector<WideOp>& wide = layer.wide[kinds[i]];
    const auto lead = static_cast<uint32_t>(chunk.leads[row + i]);
    const int64_t time = chunk.times[row + i];
    if (wide.empty() || lead >= leads_ || time > plan_.as_of()) continue;
    const int64_t age = plan_.as_of() - time;
    for (const WideOp& op : wide) {
      if (age < op.min_age || age >= op.max_age) continue;
      if (op.after != UINT32_MAX) {
        const int64_t newest = others->others_[op.after][lead];
        if (newest == types::kMissingTime || time <= newest) continue;
      }
      Apply(op, chunk, row + i, lead, age, first);
    }
  }
}

void FoldState::Apply(const WideOp& op, const EventChunk& chunk, size_t row, size_t lead,
                      int64_t age, bool first) {
  switch (op.aggregate) {
    case ops::Aggregate::kCount:
      ++wide_[op.slot][lead];
      return;
    case ops::Aggregate::kSum: {
      double amount = 0;
      if (op.property < chunk.properties.size() &&
          NumberAt(chunk.properties[op.property], row, &amount)) {
        sums_[op.slot][lead] += Thousandths(amount);
      }
      return;
    }
    case ops::Aggregate::kNewest: {
      int64_t& newest = (first ? others_ : wide_)[op.slot][lead];
      newest = std::max(newest, chunk.times[row]);
      return;
    }
    case ops::Aggregate::kWorth: {
      const std::vector<int64_t>& worths = plan_.worths()[op.worths];
      const auto day = static_cast<uint64_t>(age) / static_cast<uint64_t>(types::kMicrosPerDay);
      if (day >= worths.size()) return;
      int64_t& sum = wide_[op.slot][lead];
      sum = std::min(sum + worths[day], op.bound);
      return;
    }
  }
}

// ---- merging and answers
// -----------------------------------------------------------------------------------------

void FoldState::Merge(const FoldState& other) {
  const std::vector<FoldLayer>& layers = plan_.layers(plan_.passes() - 1);
  for (size_t k = 0; k < layers.size(); ++k) {
    // The other thread's accumulators are rows like any other.
    const FoldLayer& layer = layers[k];
    const uint16_t first = 0;
    for (size_t lead = 0; lead < leads_ && layer.sections > 0; ++lead) {
      const auto index = static_cast<int32_t>(lead);
      kernels_.add_rows({.table = other.lane_rows_[k] + lead * Width(layer),
                         .sections = layer.sections,
                         .words = layer.words.data(),
                         .bits = layer.bits.data(),
                         .rows = &first,
                         .leads = &index,
                         .times = nullptr,
                         .types = nullptr,
                         .count = 1,
                         .ahead = 0,
                         .lead_count = static_cast<uint32_t>(leads_)},
                        lane_rows_[k]);
    }
    for (const AnswerPlace& place : layers[k].answers) {
      if (place.kind != AnswerPlace::Kind::kWide) continue;
      std::vector<int64_t>& to = wide_[place.offset];
      const std::vector<int64_t>& from = other.wide_[place.offset];
      const bool newest = plan_.answer_types()[place.question] == Physical::kTime64;
      for (size_t lead = 0; lead < leads_; ++lead) {
        // Counts stay far below overflow; worths are bounded again on the way out.
        to[lead] =
            newest ? std::max(to[lead], from[lead]) : std::min(to[lead] + from[lead], place.most);
      }
    }
  }
  for (size_t s = 0; s < sums_.size(); ++s) {
    for (size_t lead = 0; lead < leads_; ++lead) sums_[s][lead] += other.sums_[s][lead];
  }
  for (size_t s = 0; s < others_.size(); ++s) {
    for (size_t lead = 0; lead < leads_; ++lead)
      others_[s][lead] = std::max(others_[s][lead], other.others_[s][lead]);
  }
}

namespace {

template <class T, class Value>
void Report(AnswerColumn& column, size_t leads, const AnswerPlace& place, const Value& value) {
  T* out = column.as<T>();
  for (size_t lead = 0; lead < leads; ++lead) {
    const int64_t held = std::min<int64_t>(value(lead), place.most);
    out[lead] = static_cast<T>(place.negative ? -held : held);
  }
}

template <class Value>
void ReportAs(AnswerColumn& column, size_t leads, const AnswerPlace& place, const Value& value) {
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

Answers FoldState::Finish() const {
  Answers answers;
  answers.Reset(plan_.answer_types(), leads_);
  const std::vector<FoldLayer>& layers = plan_.layers(plan_.passes() - 1);
  for (size_t k = 0; k < layers.size(); ++k) FinishLanes(layers[k], lane_rows_[k], &answers);
  return answers;
}

void FoldState::FinishLanes(const FoldLayer& layer, const uint8_t* sums, Answers* answers) const {
  const size_t width = Width(layer);
  for (const AnswerPlace& place : layer.answers) {
    AnswerColumn& column = answers->columns[place.question];
    const uint8_t* lane = sums + place.offset;
    switch (place.kind) {
      case AnswerPlace::Kind::kFlag:
        ReportAs(column, leads_, place,
                 [=](size_t lead) { return lane[lead * width] >> place.bit & 1; });
        break;
      case AnswerPlace::Kind::kLane8:
        ReportAs(column, leads_, place, [=](size_t lead) { return lane[lead * width]; });
        break;
      case AnswerPlace::Kind::kLane16:
        ReportAs(column, leads_, place, [=](size_t lead) {
          return *reinterpret_cast<const uint16_t*>(lane + lead * width);
        });
        break;
      case AnswerPlace::Kind::kWide: {
        const int64_t* wide = wide_[place.offset].data();
        ReportAs(column, leads_, place, [=](size_t lead) { return wide[lead]; });
        break;
      }
      case AnswerPlace::Kind::kSum:
        for (size_t lead = 0; lead < leads_; ++lead)
          column.as<double>()[lead] = FromThousandths(sums_[place.offset][lead]);
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
