// W2 by hand, with AVX-512: everything that may be known is built in: the 16 types, the windows in
// whole days, the thresholds, 16 bytes a lead. Fading comes from a table by age in days, made in
// exact integers like the language's own. See w2_kernels.h.
#include "tests/bench/w2_kernels.h"

#if defined(__AVX512BW__)
#include <immintrin.h>
#include <sys/mman.h>

#include <cmath>
#include <cstdlib>
#include <cstring>

namespace ripe::bench {
namespace {

constexpr int64_t kAsOfSeconds = 1'795'132'800;
constexpr int64_t kDaySeconds = 86'400;
enum Type : uint32_t {
  kOpen,
  kClick,
  kPage,
  kPricing,
  kEbook,
  kRegistered,
  kWebinar,
  kDemo,
  kTrial,
  kForm,
  kSession,
  kInvite,
  kMessage,
  kMeeting,
  kUnsubscribe,
  kBounce
};
constexpr uint32_t kTypes = 16;
constexpr uint32_t kDays =
    512;  // buckets of age: 0 is after as-of, 1 + whole days; older ones are the last
constexpr size_t kBlock = 512;  // events whose rows are found at once
constexpr size_t kAhead = 40;

// 2000 * 2^(-d / 30), half to even: no tie occurs (the powers are irrational but for whole
// halvings, which are whole eighths of a thousandth at worst: 2000 / 2^5 = 62.5 is the one tie).
struct Fading {
  uint16_t worth[kDays];
  Fading() {
    worth[0] = 0;
    for (uint32_t bucket = 1; bucket < kDays; ++bucket) {
      worth[bucket] = static_cast<uint16_t>(
          std::nearbyintl(2000.0L * exp2l(-static_cast<long double>(bucket - 1) / 30.0L)));
    }
  }
};

// A lead's sums. All bytes saturate but `worth`, which saturates as a word, and the flags' dword.
struct alignas(16) Sums {
  uint16_t worth;
  uint8_t page, pricing, ebook, click, session, invite, message, unused[3];
  uint8_t flags[4];
};
enum Flag : uint32_t {
  kHasWebinar = 1,
  kHasOpen = 2,
  kHasDemo = 4,
  kHasTrial = 8,
  kHasForm = 16,
  kHasAny = 32,
  kHasUnsubscribe = 64,
  kHasMeeting = 128
};

inline void ScoreOne(uint32_t flags, uint32_t page, uint32_t pricing, uint32_t ebook,
                     uint32_t click, uint32_t session, uint32_t invite, uint32_t message,
                     uint32_t worth, int64_t* score, uint16_t* stage) {
  const auto least = [](uint32_t a, uint32_t b) { return a < b ? a : b; };
  int32_t points = static_cast<int32_t>(least(page, 20) + 5 * least(pricing, 5) +
                                        10 * least(ebook, 3) + 3 * least(click, 5));
  points += flags & kHasWebinar ? 20 : 0;
  points -= flags & kHasOpen ? 0 : 10;
  points += flags & kHasDemo ? 40 : 0;
  points += flags & kHasTrial ? 30 : 0;
  points += flags & kHasForm ? 10 : 0;
  points -= flags & kHasAny ? 0 : 20;
  points -= flags & kHasUnsubscribe ? 50 : 0;
  points += flags & kHasMeeting ? 25 : 0;
  points += session >= 3 ? 10 : 0;
  points += (invite >= 3) & (message >= 100) ? 30 : 0;
  const int32_t sum = points * 1000 + static_cast<int32_t>(least(worth, 40'000));
  *score = sum;
  *stage = sum >= 60'000;
}

Sums RowOf(const Fading& fading, uint32_t type, uint32_t bucket) {
  Sums row = {};
  if (bucket == 0) return row;
  const uint32_t day = bucket - 1;
  row.page = type == kPage && day < 30;
  row.worth = type == kPage ? fading.worth[bucket] : 0;
  row.pricing = type == kPricing && day < 14;
  row.ebook = type == kEbook && day < 90;
  row.click = type == kClick && day < 30;
  row.session = type == kSession && day < 7;
  row.invite = type == kInvite;
  row.message = type == kMessage;
  const auto flag = [&](bool holds, Flag bit) {
    row.flags[0] |= static_cast<uint8_t>(holds ? bit : 0U);
  };
  flag(type == kWebinar && day < 90, kHasWebinar);
  flag(type == kOpen && day < 30, kHasOpen);
  flag(type == kDemo && day < 60, kHasDemo);
  flag(type == kTrial && day < 60, kHasTrial);
  flag(type == kForm && day < 30, kHasForm);
  flag(day < 60, kHasAny);
  flag(type == kUnsubscribe, kHasUnsubscribe);
  flag(type == kMeeting && day < 30, kHasMeeting);
  return row;
}

// Zeroed sums on large pages, kept from call to call like any well-written program would.
Sums* ZeroedSums(size_t leads) {
  static Sums* sums = nullptr;
  static size_t held = 0;
  constexpr size_t kHuge = size_t{2} << 20;
  const size_t bytes = (leads * sizeof(Sums) + kHuge - 1) / kHuge * kHuge;
  if (held < bytes) {
    std::free(sums);
    sums = static_cast<Sums*>(std::aligned_alloc(kHuge, bytes));
    madvise(sums, bytes, MADV_HUGEPAGE);
    held = bytes;
  }
  std::memset(sums, 0, leads * sizeof(Sums));
  return sums;
}

inline void Add(const Sums* row, Sums* place) {
  const __m128i add = _mm_load_si128(reinterpret_cast<const __m128i*>(row));
  const __m128i old = _mm_load_si128(reinterpret_cast<const __m128i*>(place));
  __m128i sum = _mm_adds_epu8(old, add);
  sum = _mm_mask_adds_epu16(sum, 1, old, add);
  sum = _mm_mask_or_epi32(sum, 8, old, add);
  _mm_store_si128(reinterpret_cast<__m128i*>(place), sum);
}

void ScoreAll(const Sums* sums, const W2Scores& out) {
  for (size_t l = 0; l < out.leads; ++l) {
    const Sums& s = sums[l];
    ScoreOne(s.flags[0], s.page, s.pricing, s.ebook, s.click, s.session, s.invite, s.message,
             s.worth, out.score + l, out.stage + l);
  }
}

// The buckets of ages of 16 events.
inline __m512i Buckets(const int64_t* times) {
  const __m512i origin = _mm512_set1_epi64((kAsOfSeconds + kDaySeconds) * 1'000'000),
                zero = _mm512_setzero_si512();
  const __m512d inverse = _mm512_set1_pd(1.0 / (kDaySeconds * 1e6)), half = _mm512_set1_pd(0.5);
  const auto eight = [&](const int64_t* at) {
    const __m512i age = _mm512_max_epi64(_mm512_sub_epi64(origin, _mm512_loadu_si512(at)), zero);
    return _mm512_cvttpd_epi32(
        _mm512_mul_pd(_mm512_add_pd(_mm512_cvtepi64_pd(age), half), inverse));
  };
  return _mm512_inserti64x4(_mm512_castsi256_si512(eight(times)), eight(times + 8), 1);
}
inline __m512i Buckets(const int32_t* times) {
  const __m512i origin = _mm512_set1_epi32(static_cast<int32_t>(kAsOfSeconds + kDaySeconds));
  const __m512i age =
      _mm512_max_epi32(_mm512_sub_epi32(origin, _mm512_loadu_si512(times)), _mm512_setzero_si512());
  // A day is 675 * 128 seconds; eighteen bits are exact in a float, and half a step keeps them from
  // the edge.
  const __m512 steps = _mm512_cvtepi32_ps(_mm512_srli_epi32(age, 7));
  return _mm512_cvttps_epi32(
      _mm512_mul_ps(_mm512_add_ps(steps, _mm512_set1_ps(0.5F)), _mm512_set1_ps(1.0F / 675.0F)));
}
inline __m512i Types16(const uint16_t* types) {
  return _mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(types)));
}
inline __m512i Types16(const uint8_t* types) {
  return _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(types)));
}
inline __m512i Types64(const uint8_t* types) { return _mm512_loadu_si512(types); }
inline __m512i Types64(const uint16_t* types) {
  const __m256i low = _mm512_cvtepi16_epi8(_mm512_loadu_si512(types)),
                high = _mm512_cvtepi16_epi8(_mm512_loadu_si512(types + 32));
  return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}
int64_t SecondsOf(int64_t micros) { return micros / 1'000'000; }  // W2's instants are whole seconds
int64_t SecondsOf(int32_t seconds) { return seconds; }

// ---- by lead

inline uint64_t Equal(__m512i types, Type type) {
  return _mm512_cmpeq_epu8_mask(types, _mm512_set1_epi8(static_cast<char>(type)));
}
// Ages of fewer than `days` whole days; `ages` are buckets held in bytes.
inline uint64_t Within(__m512i ages, int days) {
  return _mm512_cmplt_epu8_mask(_mm512_sub_epi8(ages, _mm512_set1_epi8(1)),
                                _mm512_set1_epi8(static_cast<char>(days)));
}
inline uint32_t Count(uint64_t mask) { return static_cast<uint32_t>(__builtin_popcountll(mask)); }

struct Counts {
  uint32_t page = 0, pricing = 0, ebook = 0, click = 0, session = 0, invite = 0, message = 0,
           worth = 0;
  uint64_t webinar = 0, open = 0, demo = 0, trial = 0, form = 0, any = 0, unsubscribe = 0,
           meeting = 0;
};

template <class T, class Time>
inline void Step(const T* types_at, const Time* times, uint64_t valid, const uint32_t* worths,
                 Counts* c) {
  const __m512i types = Types64(types_at);
  __m512i bucket[4];
  __m512i ages = _mm512_setzero_si512();
  for (int k = 0; k < 4; ++k) bucket[k] = Buckets(times + 16 * k);
  ages = _mm512_castsi128_si512(_mm512_cvtusepi32_epi8(bucket[0]));
  ages = _mm512_inserti32x4(ages, _mm512_cvtusepi32_epi8(bucket[1]), 1);
  ages = _mm512_inserti32x4(ages, _mm512_cvtusepi32_epi8(bucket[2]), 2);
  ages = _mm512_inserti32x4(ages, _mm512_cvtusepi32_epi8(bucket[3]), 3);
  const uint64_t ever = _mm512_test_epi8_mask(ages, ages) & valid;
  const uint64_t d90 = Within(ages, 90) & ever, d60 = Within(ages, 60) & ever,
                 d30 = Within(ages, 30) & ever;
  const uint64_t page = Equal(types, kPage) & ever;
  c->page += Count(page & d30);
  c->pricing += Count(Equal(types, kPricing) & ever & Within(ages, 14));
  c->ebook += Count(Equal(types, kEbook) & d90);
  c->click += Count(Equal(types, kClick) & d30);
  c->session += Count(Equal(types, kSession) & ever & Within(ages, 7));
  c->invite += Count(Equal(types, kInvite) & ever);
  c->message += Count(Equal(types, kMessage) & ever);
  c->webinar |= Equal(types, kWebinar) & d90;
  c->open |= Equal(types, kOpen) & d30;
  c->demo |= Equal(types, kDemo) & d60;
  c->trial |= Equal(types, kTrial) & d60;
  c->form |= Equal(types, kForm) & d30;
  c->any |= d60;
  c->unsubscribe |= Equal(types, kUnsubscribe) & ever;
  c->meeting |= Equal(types, kMeeting) & d30;
  // Fading: the ages of the views side by side, then one look-up for 16 of them.
  if (c->worth >= 40'000) return;
  alignas(64) uint32_t views[64 + 16];
  uint32_t n = 0;
  for (int k = 0; k < 4; ++k) {
    const auto mask = static_cast<__mmask16>(page >> (16 * k));
    _mm512_storeu_si512(views + n, _mm512_maskz_compress_epi32(mask, bucket[k]));
    n += Count(mask);
  }
  _mm512_storeu_si512(views + n, _mm512_setzero_si512());  // bucket 0 is worth nothing
  __m512i sum = _mm512_setzero_si512();
  for (uint32_t k = 0; k < n; k += 16)
    sum = _mm512_add_epi32(sum, _mm512_i32gather_epi32(_mm512_load_si512(views + k), worths, 4));
  c->worth += static_cast<uint32_t>(_mm512_reduce_add_epi32(sum));
}

}  // namespace

template <class T, class Time>
void W2Kernels<T, Time>::AnyOrder(const Events& in, const W2Scores& out) {
  static const Fading fading;
  alignas(64) static Sums table[kTypes * kDays];
  for (uint32_t type = 0; type < kTypes; ++type) {
    for (uint32_t bucket = 0; bucket < kDays; ++bucket)
      table[type * kDays + bucket] = RowOf(fading, type, bucket);
  }
  Sums* sums = ZeroedSums(out.leads);
  alignas(64) uint32_t rows[kBlock + 16];
  const int32_t* leads = in.leads;
  for (size_t begin = 0; begin < in.rows; begin += kBlock) {
    const size_t count = in.rows - begin < kBlock ? in.rows - begin : kBlock;
    for (size_t i = 0; i < count; i += 16) {
      const __m512i bucket =
          _mm512_min_epi32(Buckets(in.times + begin + i), _mm512_set1_epi32(kDays - 1));
      _mm512_store_si512(
          rows + i, _mm512_add_epi32(_mm512_slli_epi32(Types16(in.types + begin + i), 9), bucket));
    }
    const int32_t* own = leads + begin;
    if (begin + count + kAhead <= in.rows) {
      for (size_t i = 0; i < count; ++i) {
        __builtin_prefetch(sums + static_cast<uint32_t>(own[i + kAhead]), 1);
        Add(table + rows[i], sums + static_cast<uint32_t>(own[i]));
      }
    } else {
      for (size_t i = 0; i < count; ++i) Add(table + rows[i], sums + static_cast<uint32_t>(own[i]));
    }
  }
  ScoreAll(sums, out);
}

// Events of one day differ by their type alone, and a day's end is found by halving: no time is
// read but at the seams.
template <class T, class Time>
void W2Kernels<T, Time>::ByTime(const Events& in, const W2Scores& out) {
  static const Fading fading;
  Sums* sums = ZeroedSums(out.leads);
  size_t begin = 0;
  while (begin < in.rows) {
    const int64_t age = kAsOfSeconds - SecondsOf(in.times[begin]);
    if (age < 0) break;  // all that follow are after as-of
    const int64_t day = age / kDaySeconds;
    const int64_t last = kAsOfSeconds - day * kDaySeconds;  // the newest second of that day
    size_t low = begin, high = in.rows;
    while (low < high) {
      const size_t middle = low + (high - low) / 2;
      if (SecondsOf(in.times[middle]) <= last) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    Sums table[kTypes];
    const auto bucket = static_cast<uint32_t>(day + 1 < kDays ? day + 1 : kDays - 1);
    for (uint32_t type = 0; type < kTypes; ++type) table[type] = RowOf(fading, type, bucket);
    const size_t fetched = in.rows < kAhead ? 0 : in.rows - kAhead;
    const size_t first = low < fetched ? low : fetched;
    size_t i = begin;
    for (; i < first; ++i) {
      __builtin_prefetch(sums + static_cast<uint32_t>(in.leads[i + kAhead]), 1);
      Add(table + in.types[i], sums + static_cast<uint32_t>(in.leads[i]));
    }
    for (; i < low; ++i) Add(table + in.types[i], sums + static_cast<uint32_t>(in.leads[i]));
    begin = low;
  }
  ScoreAll(sums, out);
}

template <class T, class Time>
void W2Kernels<T, Time>::ByLead(const Events& in, const W2Scores& out) {
  static const Fading fading;
  static uint32_t worths[kDays];
  for (uint32_t k = 0; k < kDays; ++k) worths[k] = fading.worth[k];
  for (size_t l = 0; l < out.leads; ++l) {
    Counts c;
    size_t i = in.offsets[l];
    const size_t end = in.offsets[l + 1];
    for (; i + 64 <= end; i += 64) Step(in.types + i, in.times + i, ~uint64_t{0}, worths, &c);
    if (i < end) Step(in.types + i, in.times + i, (uint64_t{1} << (end - i)) - 1, worths, &c);
    const auto bit = [](uint64_t mask, uint32_t flag) { return mask != 0 ? flag : 0; };
    const uint32_t flags = bit(c.webinar, kHasWebinar) | bit(c.open, kHasOpen) |
                           bit(c.demo, kHasDemo) | bit(c.trial, kHasTrial) | bit(c.form, kHasForm) |
                           bit(c.any, kHasAny) | bit(c.unsubscribe, kHasUnsubscribe) |
                           bit(c.meeting, kHasMeeting);
    ScoreOne(flags, c.page, c.pricing, c.ebook, c.click, c.session, c.invite, c.message, c.worth,
             out.score + l, out.stage + l);
  }
}

}  // namespace ripe::bench

#else

namespace ripe::bench {
// Without AVX-512 there is no yardstick: w2_bench.cc asks first, and says so.
template <class T, class Time>
void W2Kernels<T, Time>::AnyOrder(const Events&, const W2Scores&) {}
template <class T, class Time>
void W2Kernels<T, Time>::ByTime(const Events&, const W2Scores&) {}
template <class T, class Time>
void W2Kernels<T, Time>::ByLead(const Events&, const W2Scores&) {}
}  // namespace ripe::bench
#endif

namespace ripe::bench {
template struct W2Kernels<uint16_t, int64_t>;
template struct W2Kernels<uint8_t, int32_t>;
}  // namespace ripe::bench
