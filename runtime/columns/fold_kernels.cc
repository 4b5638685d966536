// The folding loops. Finding rows is arithmetic over arrays, which the compiler turns into vectors; adding rows is a scatter into
// accumulators of a cache line or less, in whatever order the events come, with the lines of later events fetched ahead. Both are
// branchless: neither the type of an event nor its age decides a jump.
#include "runtime/columns/fold_kernels.h"

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

#ifndef RIPE_KERNEL_NS
#define RIPE_KERNEL_NS kernels_sse2
#endif

namespace ripe::columns::RIPE_KERNEL_NS {
namespace {

constexpr size_t kPrefetch = 24;  // events ahead: about the latency of the third-level cache

// Index into the grid, without the kind: min(age / unit, stride - 1), or `stride` for events after as-of.
void FindBuckets(const RowGrid& grid, const int64_t* times, size_t count, uint32_t* buckets) {
  const int64_t as_of = grid.as_of, unit = grid.unit;
  const auto last = static_cast<int32_t>(grid.stride - 1);
  const int64_t oldest = as_of - unit * last;  // everything before has the last bucket
  const double inverse = 1.0 / static_cast<double>(unit);
  for (size_t i = 0; i < count; ++i) {
    const int64_t time = times[i] > oldest ? times[i] : oldest;
    const int64_t held = time < as_of ? time : as_of;
    const int64_t age = as_of - held;
    // The product may be one off; the remainder tells.
    auto bucket = static_cast<int32_t>(static_cast<double>(age) * inverse);
    const int64_t rest = age - static_cast<int64_t>(bucket) * unit;
    bucket += rest >= unit;
    bucket -= rest < 0;
    buckets[i] = static_cast<uint32_t>(time > as_of ? last + 1 : bucket);
  }
}

void FindRows(const RowGrid& grid, const int64_t* times, const uint16_t* types, const uint32_t* kind_of_type,
              const uint32_t* kinds, size_t count, uint16_t* rows) {
  alignas(64) uint32_t buckets[kFoldBlock];
  FindBuckets(grid, times, count, buckets);
  // The grid has one more bucket per kind than `stride`: the row 0 of events after as-of.
  const size_t width = size_t{grid.stride} + 1;
  if (kind_of_type != nullptr) {
    for (size_t i = 0; i < count; ++i) rows[i] = grid.grid[kind_of_type[types[i]] * width + buckets[i]];
  } else {
    for (size_t i = 0; i < count; ++i) rows[i] = grid.grid[kinds[i] * width + buckets[i]];
  }
}

#if defined(__x86_64__)
template <int S8, int S16>
inline void AddRow(const uint8_t* row, uint8_t* sums) {
  for (int s = 0; s < S8 + S16; ++s) {
    const __m128i add = _mm_load_si128(reinterpret_cast<const __m128i*>(row) + s);
    auto* place = reinterpret_cast<__m128i*>(sums) + s;
    const __m128i old = _mm_load_si128(place);
    _mm_store_si128(place, s < S8 ? _mm_adds_epu8(old, add) : _mm_adds_epu16(old, add));
  }
}
#else
template <int S8, int S16>
inline void AddRow(const uint8_t* row, uint8_t* sums) {
  for (size_t k = 0; k < S8 * kSection; ++k) {
    const unsigned sum = sums[k] + row[k];
    sums[k] = static_cast<uint8_t>(sum > 255 ? 255 : sum);
  }
  const auto* row16 = reinterpret_cast<const uint16_t*>(row + S8 * kSection);
  auto* sums16 = reinterpret_cast<uint16_t*>(sums + S8 * kSection);
  for (size_t k = 0; k < S16 * kSection / 2; ++k) {
    const unsigned sum = sums16[k] + row16[k];
    sums16[k] = static_cast<uint16_t>(sum > 65535 ? 65535 : sum);
  }
}
#endif

template <int S8, int S16>
void AddAll(const uint8_t* table, const uint16_t* rows, const int32_t* leads, size_t count, size_t ahead, uint32_t lead_count,
            uint8_t* accumulators) {
  constexpr size_t kWidth = (S8 + S16) * kSection;
  const auto place = [=](size_t i) {
    const auto lead = static_cast<uint32_t>(leads[i]);
    return accumulators + kWidth * (lead < lead_count ? lead : lead_count);
  };
  const size_t fetched = count + ahead > kPrefetch ? count + ahead - kPrefetch : 0;
  const size_t first = fetched < count ? fetched : count;
  size_t i = 0;
  for (; i < first; ++i) {
    __builtin_prefetch(place(i + kPrefetch), 1);
    AddRow<S8, S16>(table + kWidth * rows[i], place(i));
  }
  for (; i < count; ++i) AddRow<S8, S16>(table + kWidth * rows[i], place(i));
}

template <int S8>
void AddRows16(const uint8_t* table, const uint16_t* rows, const int32_t* leads, size_t count, size_t ahead, uint32_t lead_count,
               int sections16, uint8_t* accumulators) {
  switch (sections16) {
    case 0:
      if constexpr (S8 > 0) AddAll<S8, 0>(table, rows, leads, count, ahead, lead_count, accumulators);
      return;
    case 1:
      if constexpr (S8 + 1 <= 4) AddAll<S8, 1>(table, rows, leads, count, ahead, lead_count, accumulators);
      return;
    case 2:
      if constexpr (S8 + 2 <= 4) AddAll<S8, 2>(table, rows, leads, count, ahead, lead_count, accumulators);
      return;
    case 3:
      if constexpr (S8 + 3 <= 4) AddAll<S8, 3>(table, rows, leads, count, ahead, lead_count, accumulators);
      return;
    default:
      if constexpr (S8 == 0) AddAll<0, 4>(table, rows, leads, count, ahead, lead_count, accumulators);
      return;
  }
}

void AddRows(const uint8_t* table, const uint16_t* rows, const int32_t* leads, size_t count, size_t ahead, uint32_t lead_count,
             int sections8, int sections16, uint8_t* accumulators) {
  switch (sections8) {
    case 0:
      return AddRows16<0>(table, rows, leads, count, ahead, lead_count, sections16, accumulators);
    case 1:
      return AddRows16<1>(table, rows, leads, count, ahead, lead_count, sections16, accumulators);
    case 2:
      return AddRows16<2>(table, rows, leads, count, ahead, lead_count, sections16, accumulators);
    case 3:
      return AddRows16<3>(table, rows, leads, count, ahead, lead_count, sections16, accumulators);
    default:
      return AddRows16<4>(table, rows, leads, count, ahead, lead_count, sections16, accumulators);
  }
}

}  // namespace

extern const FoldKernels kFoldKernels;
const FoldKernels kFoldKernels = {.find_rows = FindRows, .add_rows = AddRows};

}  // namespace ripe::columns::RIPE_KERNEL_NS
