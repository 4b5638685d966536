// The folding loops. Finding rows is arithmetic over arrays, which the compiler turns into vectors;
// adding rows is a scatter into accumulators of a cache line or less, in whatever order the events
// come, with the lines of later events fetched ahead. Both are branchless: neither the type of an
// event nor its age decides a jump.
#include "runtime/columns/fold_kernels.h"

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

#ifndef RIPE_KERNEL_NS
#define RIPE_KERNEL_NS kernels_sse2
#endif

namespace ripe::columns::RIPE_KERNEL_NS {
namespace {

constexpr size_t kPrefetch = 48;  // events ahead: more than the latency of the third-level cache

// Index into the grid, without the kind. In doubles, which every instruction set handles in
// vectors, unlike the division of integers: half a microsecond more keeps every quotient further
// from the next integer than rounding can move it (ages are below 2^50), so that cutting it off is
// the exact floor.
void FindBuckets(const RowGrid& grid, const int64_t* times, size_t count, int32_t* buckets) {
  const int64_t later = grid.as_of + 1;  // everything after as-of is here: bucket 0
  const int64_t oldest =
      grid.as_of -
      grid.unit * static_cast<int64_t>(grid.stride - 1);  // all before have the last bucket
  const int64_t origin = grid.as_of + grid.unit;
  const double inverse = 1.0 / static_cast<double>(grid.unit);
  constexpr int64_t kTwo52 =
      0x4330'0000'0000'0000;  // the bits of 2^52: below them fit 52 bits of an integer
#pragma GCC ivdep
  for (size_t i = 0; i < count; ++i) {
    const int64_t time = times[i] > oldest ? times[i] : oldest;
    const int64_t held = time < later ? time : later;
    const double age = __builtin_bit_cast(double, (origin - held) | kTwo52) - (0x1p52 - 0.5);
    buckets[i] = static_cast<int32_t>(age * inverse);
  }
}

void FindRows(const RowGrid& grid, const int64_t* times, const uint16_t* types,
              const uint32_t* kinds, bool by_type, size_t count, uint16_t* rows) {
  alignas(64) int32_t buckets[kFoldBlock];
  FindBuckets(grid, times, count, buckets);
  if (by_type) {
    for (size_t i = 0; i < count; ++i)
      rows[i] = grid.grid[kinds[types[i]] + static_cast<uint32_t>(buckets[i])];
  } else {
    for (size_t i = 0; i < count; ++i)
      rows[i] = grid.grid[kinds[i] + static_cast<uint32_t>(buckets[i])];
  }
}

// How the sections of an accumulator take a row: lanes of 8 and 16 bits add and stop at their ends,
// flags join.
#if defined(__x86_64__)
template <int S>
struct Adder {
  __m128i words[S], bits[S];
  explicit Adder(const FoldRows& in) {
    for (int s = 0; s < S; ++s) {
      words[s] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in.words) + s);
      bits[s] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in.bits) + s);
    }
  }
  static __m128i Choose(__m128i mask, __m128i yes, __m128i no) {
    return _mm_or_si128(_mm_and_si128(mask, yes), _mm_andnot_si128(mask, no));
  }
  void Add(const uint8_t* row, uint8_t* sums) const {
    for (int s = 0; s < S; ++s) {
      const __m128i add = _mm_load_si128(reinterpret_cast<const __m128i*>(row) + s);
      auto* place = reinterpret_cast<__m128i*>(sums) + s;
      const __m128i old = _mm_load_si128(place);
      const __m128i sum = Choose(words[s], _mm_adds_epu16(old, add), _mm_adds_epu8(old, add));
      _mm_store_si128(place, Choose(bits[s], _mm_or_si128(old, add), sum));
    }
  }
};
#else
template <int S>
struct Adder {
  const FoldRows& in;
  explicit Adder(const FoldRows& rows) : in(rows) {}
  void Add(const uint8_t* row, uint8_t* sums) const {
    for (size_t k = 0; k < S * kSection; ++k) {
      if (in.words[k]) {
        const unsigned sum = (sums[k] | sums[k + 1] << 8) + (row[k] | row[k + 1] << 8);
        const unsigned held = sum > 65535 ? 65535 : sum;
        sums[k] = static_cast<uint8_t>(held);
        sums[++k] = static_cast<uint8_t>(held >> 8);
      } else {
        const unsigned sum = in.bits[k] ? sums[k] | row[k] : sums[k] + row[k];
        sums[k] = static_cast<uint8_t>(sum > 255 ? 255 : sum);
      }
    }
  }
};
#endif

template <int S>
void AddAll(const FoldRows& in, uint8_t* accumulators) {
  constexpr size_t kWidth = S * kSection;
  const Adder<S> adder(in);
  const uint8_t* table = in.table;
  const uint16_t* rows = in.rows;
  const int32_t* leads = in.leads;
  const uint32_t lead_count = in.lead_count;
  const size_t count = in.count;
  const auto place = [=](size_t i) {
    const auto lead = static_cast<uint32_t>(leads[i]);
    return accumulators + kWidth * (lead < lead_count ? lead : lead_count);
  };
  const size_t fetched = count + in.ahead > kPrefetch ? count + in.ahead - kPrefetch : 0;
  const size_t first = fetched < count ? fetched : count;
  // The next block is wanted soon, and the processor's own prefetching stops at pages: fetch its
  // event `count` further for each one here.
  const size_t follow = in.ahead < count ? in.ahead : count;
  size_t i = 0;
  for (; i + 8 <= first; i += 8) {
    if (i < follow) {
      __builtin_prefetch(in.times + count + i);
      __builtin_prefetch(in.leads + count + i);
      __builtin_prefetch(in.types + count + i);
    }
    for (size_t k = i; k < i + 8; ++k) {
      __builtin_prefetch(place(k + kPrefetch), 1);
      adder.Add(table + kWidth * rows[k], place(k));
    }
  }
  for (; i < count; ++i) adder.Add(table + kWidth * rows[i], place(i));
}

void AddRows(const FoldRows& in, uint8_t* accumulators) {
  switch (in.sections) {
    case 1:
      return AddAll<1>(in, accumulators);
    case 2:
      return AddAll<2>(in, accumulators);
    case 3:
      return AddAll<3>(in, accumulators);
    default:
      return AddAll<4>(in, accumulators);
  }
}

}  // namespace

extern const FoldKernels kFoldKernels;
const FoldKernels kFoldKernels = {.find_rows = FindRows, .add_rows = AddRows};

}  // namespace ripe::columns::RIPE_KERNEL_NS
