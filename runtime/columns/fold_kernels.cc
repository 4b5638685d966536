// The folding loops. Finding rows is arithmetic over arrays; adding rows is a scatter into
// accumulators of a cache line or less, in whatever order the events come. Both are branchless:
// neither the type of an event nor its age decides a jump, and events that add nothing (too old, of
// no interest, of an unknown lead) are squeezed out in between. Where all events of a block have
// one age, as in data that lie in order of time, their row depends on the type alone. Runs of a
// lead's events have loops of their own (fold_kernels_runs.inc).
#include "runtime/columns/fold_kernels.h"

#include "runtime/columns/independent.h"

// GCC 12's own headers raise these two (PR 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__x86_64__)
#include <emmintrin.h>
#endif

#ifndef RIPE_KERNEL_NS
#define RIPE_KERNEL_NS kernels_sse2
#endif

namespace ripe::columns::RIPE_KERNEL_NS {
namespace {

constexpr size_t kPrefetch = 32;  // events ahead: more than the latency of the third-level cache

// ---- buckets of ages

// In doubles, which every instruction set handles in vectors, unlike the division of integers: half
// a microsecond more keeps every quotient further from the next integer than rounding can move it
// (ages are below 2^50), so that cutting it off is the exact floor.
struct AgeScale {
  int64_t later;   // everything after as-of is here: bucket 0
  int64_t oldest;  // all before have the last bucket
  int64_t origin;
  double inverse;
  explicit AgeScale(const RowGrid& grid)
      : later(grid.as_of + 1),
        oldest(grid.as_of - grid.unit * static_cast<int64_t>(grid.stride - 1)),
        origin(grid.as_of + grid.unit),
        inverse(1.0 / static_cast<double>(grid.unit)) {}
  int32_t Bucket(int64_t at) const {
    constexpr int64_t kTwo52 =
        0x4330'0000'0000'0000;  // the bits of 2^52: below them fit 52 bits of an integer
    const int64_t time = at > oldest ? at : oldest;
    const int64_t held = time < later ? time : later;
    const double age = __builtin_bit_cast(double, (origin - held) | kTwo52) - (0x1p52 - 0.5);
    return static_cast<int32_t>(age * inverse);
  }
};

#if defined(__AVX512BW__)
struct AgeVectors {
  __m512i later, oldest, origin;
  __m512d inverse;
  explicit AgeVectors(const AgeScale& scale)
      : later(_mm512_set1_epi64(scale.later)),
        oldest(_mm512_set1_epi64(scale.oldest)),
        origin(_mm512_set1_epi64(scale.origin)),
        inverse(_mm512_set1_pd(scale.inverse)) {}
  __m256i Eight(const int64_t* times) const {
    const __m512i held =
        _mm512_min_epi64(_mm512_max_epi64(_mm512_loadu_si512(times), oldest), later);
    const __m512d age = _mm512_cvtepi64_pd(_mm512_sub_epi64(origin, held));
    return _mm512_cvttpd_epi32(_mm512_mul_pd(_mm512_add_pd(age, _mm512_set1_pd(0.5)), inverse));
  }
  __m512i Sixteen(const int64_t* times) const {
    return _mm512_inserti64x4(_mm512_castsi256_si512(Eight(times)), Eight(times + 8), 1);
  }
};
#endif

void FindBuckets(const AgeScale& scale, const int64_t* times, size_t count, int32_t* buckets) {
  size_t i = 0;
#if defined(__AVX512BW__)
  const AgeVectors vectors(scale);
  for (; i + 16 <= count; i += 16) _mm512_storeu_si512(buckets + i, vectors.Sixteen(times + i));
#endif
  RIPE_INDEPENDENT
  for (; i < count; ++i) buckets[i] = scale.Bucket(times[i]);
}

// Whether all events have the bucket of the first.
bool OneBucket(const RowGrid& grid, const AgeScale& scale, const FoldEvents& in, int32_t* bucket) {
  if (in.count == 0) return false;
  const int32_t first = scale.Bucket(in.times[0]);
  if (first != scale.Bucket(in.times[in.count - 1])) return false;
  *bucket = first;
  if (in.by_time) return true;
  // The times of that bucket: from <= time <= to.
  const int64_t steps = first;
  const int64_t to = first == 0 ? INT64_MAX : grid.as_of - (steps - 1) * grid.unit;
  const int64_t from = first == 0 ? grid.as_of + 1
                       : first == static_cast<int32_t>(grid.stride)
                           ? INT64_MIN
                           : grid.as_of - steps * grid.unit + 1;
  uint64_t outside = 0;
  size_t i = 0;
#if defined(__AVX512BW__)
  const __m512i low = _mm512_set1_epi64(from), high = _mm512_set1_epi64(to);
  for (; i + 16 <= in.count; i += 16) {
    const __m512i a = _mm512_loadu_si512(in.times + i), b = _mm512_loadu_si512(in.times + i + 8);
    __builtin_prefetch(in.times + in.count + i);
    __builtin_prefetch(in.times + in.count + i + 8);
    outside |= _mm512_cmplt_epi64_mask(_mm512_min_epi64(a, b), low) |
               _mm512_cmpgt_epi64_mask(_mm512_max_epi64(a, b), high);
  }
#endif
  for (; i < in.count; ++i) outside |= (in.times[i] < from) | (in.times[i] > to);
  return outside == 0;
}

// ---- rows

// Writes what event i adds at the end of the list, which grows only where it is something.
inline void Append(const FoldEvents& in, size_t i, uint32_t row, FoldAdds* out) {
  const uint32_t place = static_cast<uint32_t>(in.leads[i]) - in.first_lead;
  out->places[out->count] = place;
  out->rows[out->count] = row;
  out->count += (place < in.lead_count) & (row != 0);
}

#if defined(__AVX512BW__)

inline void Append(const FoldEvents& in, size_t i, __m512i rows, FoldAdds* out) {
  const __m512i place = _mm512_sub_epi32(_mm512_loadu_si512(in.leads + i),
                                         _mm512_set1_epi32(static_cast<int32_t>(in.first_lead)));
  const __mmask16 kept = _mm512_mask_test_epi32_mask(
      _mm512_cmplt_epu32_mask(place, _mm512_set1_epi32(static_cast<int32_t>(in.lead_count))), rows,
      rows);
  _mm512_storeu_si512(out->places + out->count, _mm512_maskz_compress_epi32(kept, place));
  _mm512_storeu_si512(out->rows + out->count, _mm512_maskz_compress_epi32(kept, rows));
  out->count += static_cast<size_t>(__builtin_popcount(kept));
}

inline __m512i SixteenTypes(const uint16_t* types) {
  return _mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(types)));
}
inline __m512i Table16(const uint32_t* table, uint32_t count) {
  return _mm512_maskz_loadu_epi32(static_cast<__mmask16>((uint32_t{1} << count) - 1), table);
}

// The vector part; returns how many events it did.
size_t FindRowsSameAge(const uint32_t* row_of, const FoldEvents& in, FoldAdds* out) {
  const __m512i rows = Table16(row_of, in.types_count);
  size_t i = 0;
  for (; i + 16 <= in.count; i += 16) {
    __builtin_prefetch(in.leads + in.count + i);
    __builtin_prefetch(in.types + in.count + i);
    Append(in, i, _mm512_permutexvar_epi32(SixteenTypes(in.types + i), rows), out);
  }
  return i;
}

size_t FindRowsAnyAge(const RowGrid& grid, const AgeScale& scale, const FoldEvents& in,
                      FoldAdds* out) {
  const AgeVectors ages(scale);
  const bool few = in.by_type && in.types_count <= 16;
  const __m512i starts = few ? Table16(in.kinds, in.types_count) : _mm512_setzero_si512();
  const __m512i low = _mm512_set1_epi32(0xFFFF);
  size_t i = 0;
  for (; i + 16 <= in.count; i += 16) {
    __builtin_prefetch(in.times + in.count + i);
    __builtin_prefetch(in.times + in.count + i + 8);
    __builtin_prefetch(in.leads + in.count + i);
    __builtin_prefetch(in.types + in.count + i);
    __m512i start;
    if (few) {
      start = _mm512_permutexvar_epi32(SixteenTypes(in.types + i), starts);
    } else if (in.by_type) {
      start = _mm512_i32gather_epi32(SixteenTypes(in.types + i), in.kinds, 4);
    } else {
      start = _mm512_loadu_si512(in.kinds + i);
    }
    const __m512i at = _mm512_add_epi32(start, ages.Sixteen(in.times + i));
    Append(in, i, _mm512_and_si512(_mm512_i32gather_epi32(at, grid.grid, 2), low), out);
  }
  return i;
}
#endif

void FindRows(const RowGrid& grid, const FoldEvents& in, FoldAdds* out) {
  out->count = 0;
  const AgeScale scale(grid);
  int32_t same = 0;
  uint32_t row_of[64];
  size_t i = 0;
  if (in.by_type && in.types_count <= 64 && OneBucket(grid, scale, in, &same)) {
    uint32_t any = 0;
    for (uint32_t type = 0; type < in.types_count; ++type) {
      row_of[type] = grid.grid[in.kinds[type] + static_cast<uint32_t>(same)];
      any |= row_of[type];
    }
    if (any == 0) return;
#if defined(__AVX512BW__)
    if (in.types_count <= 16) i = FindRowsSameAge(row_of, in, out);
#endif
    for (; i < in.count; ++i) Append(in, i, row_of[in.types[i]], out);
    return;
  }
#if defined(__AVX512BW__)
  i = FindRowsAnyAge(grid, scale, in, out);
  for (; i < in.count; ++i) {
    const uint32_t kind = in.by_type ? in.kinds[in.types[i]] : in.kinds[i];
    Append(in, i, grid.grid[kind + static_cast<uint32_t>(scale.Bucket(in.times[i]))], out);
  }
#else
  alignas(64) int32_t buckets[kFoldBlock];
  FindBuckets(scale, in.times, in.count, buckets);
  for (; i < in.count; ++i) {
    const uint32_t kind = in.by_type ? in.kinds[in.types[i]] : in.kinds[i];
    Append(in, i, grid.grid[kind + static_cast<uint32_t>(buckets[i])], out);
  }
#endif
}

// ---- adding

// How the sections of an accumulator take a row: lanes of 8 and 16 bits add and stop at their ends,
// flags join.
#if defined(__AVX512BW__)
template <int S>
struct Adder {
  __mmask8 words[S];
  __mmask16 bits[S];
  explicit Adder(const RowShape& shape) {
    for (int s = 0; s < S; ++s) {
      const __m128i word = _mm_loadu_si128(reinterpret_cast<const __m128i*>(shape.words) + s);
      const __m128i bit = _mm_loadu_si128(reinterpret_cast<const __m128i*>(shape.bits) + s);
      words[s] = _mm_movepi16_mask(word);
      bits[s] = _mm_movepi8_mask(bit);
    }
  }
  void Add(const uint8_t* row, uint8_t* sums) const {
    for (int s = 0; s < S; ++s) {
      const __m128i add = _mm_load_si128(reinterpret_cast<const __m128i*>(row) + s);
      auto* place = reinterpret_cast<__m128i*>(sums) + s;
      const __m128i old = _mm_load_si128(place);
      __m128i sum = _mm_adds_epu8(old, add);
      sum = _mm_mask_adds_epu16(sum, words[s], old, add);
      _mm_store_si128(place, _mm_mask_mov_epi8(sum, bits[s], _mm_or_si128(old, add)));
    }
  }
};
#elif defined(__x86_64__)
template <int S>
struct Adder {
  __m128i words[S], bits[S];
  explicit Adder(const RowShape& shape) {
    for (int s = 0; s < S; ++s) {
      words[s] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(shape.words) + s);
      bits[s] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(shape.bits) + s);
    }
  }
  static __m128i Choose(__m128i mask, __m128i yes, __m128i no) {
#if defined(__AVX2__)
    return _mm_blendv_epi8(no, yes, mask);
#else
    return _mm_or_si128(_mm_and_si128(mask, yes), _mm_andnot_si128(mask, no));
#endif
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
  const RowShape& in;
  explicit Adder(const RowShape& shape) : in(shape) {}
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
void AddRowsOf(const RowShape& shape, const uint8_t* table, const FoldAdds& adds, uint8_t* sums) {
  constexpr size_t kWidth = S * kSection;
  const Adder<S> adder(shape);
  const size_t count = adds.count;
  const size_t fetched = count > kPrefetch ? count - kPrefetch : 0;
  for (size_t i = 0; i < count && i < kPrefetch; ++i)
    __builtin_prefetch(sums + kWidth * adds.places[i], 1);
  size_t i = 0;
  for (; i < fetched; ++i) {
    __builtin_prefetch(sums + kWidth * adds.places[i + kPrefetch], 1);
    adder.Add(table + kWidth * adds.rows[i], sums + kWidth * adds.places[i]);
  }
  for (; i < count; ++i) adder.Add(table + kWidth * adds.rows[i], sums + kWidth * adds.places[i]);
}

template <int S>
void AddAllOf(const RowShape& shape, const uint8_t* from, size_t count, uint8_t* sums) {
  constexpr size_t kWidth = S * kSection;
  const Adder<S> adder(shape);
  for (size_t i = 0; i < count; ++i) adder.Add(from + kWidth * i, sums + kWidth * i);
}

// Calls `work.template operator()<S>()` for the number of sections.
template <class Work>
inline void BySections(int sections, const Work& work) {
  switch (sections) {
    case 1:
      return work.template operator()<1>();
    case 2:
      return work.template operator()<2>();
    case 3:
      return work.template operator()<3>();
    default:
      return work.template operator()<4>();
  }
}

void AddRows(const RowShape& shape, const uint8_t* table, const FoldAdds& adds, uint8_t* sums) {
  BySections(shape.sections, [&]<int S>() { AddRowsOf<S>(shape, table, adds, sums); });
}
void AddAll(const RowShape& shape, const uint8_t* from, size_t count, uint8_t* sums) {
  BySections(shape.sections, [&]<int S>() { AddAllOf<S>(shape, from, count, sums); });
}

#include "runtime/columns/fold_kernels_runs.inc"

}  // namespace

extern const FoldKernels kFoldKernels;
const FoldKernels kFoldKernels = {.find_rows = FindRows,
                                  .add_rows = AddRows,
                                  .add_all = AddAll,
                                  .find_runs = FindRuns,
                                  .add_runs = AddRuns,
                                  .narrow_types = NarrowTypes};

}  // namespace ripe::columns::RIPE_KERNEL_NS
