// W1 by hand with AVX-512 intrinsics, compiled with -march=skylake-avx512 (CMakeLists.txt). 64
// leads a step: every count is packed to bytes (or 16-bit values) with saturation, every condition
// is a 64-bit mask, as the bitmaps are in memory; positive and negative points are summed in bytes,
// which the rules' bounds allow (two sums of at most 255 for the positive points, one of at most
// 255 for the negative), and widened at the end. Memory is the limit, not the arithmetic: about 30
// streams are more than the hardware follows well, so each is prefetched by hand, and the results
// are stored past the caches. Entry points: avx512::HandW1.
#include <immintrin.h>

#include "tests/bench/w1_kernels.h"

namespace ripe::bench::avx512 {
namespace {

// How far ahead of the step, in leads, the columns are fetched. Measured: 1,024 and 2,048 are
// alike, 256 and none are slower.
constexpr size_t kAhead = 2048;

inline __m512i Load(const void* p) { return _mm512_loadu_si512(p); }
template <class T>
inline void Prefetch(const T* p, size_t i) {
  const char* begin = reinterpret_cast<const char*>(p + i + kAhead);
  for (size_t byte = 0; byte < 64 * sizeof(T); byte += 64) _mm_prefetch(begin + byte, _MM_HINT_T0);
}

// 64 values as bytes, saturated to -128 .. 127. The packs work within 128-bit lanes, so the order
// is mended afterwards.
inline __m512i Bytes(const int8_t* p, size_t i) {
  Prefetch(p, i);
  return Load(p + i);
}
inline __m512i Bytes(const int16_t* p, size_t i) {
  Prefetch(p, i);
  const __m512i packed = _mm512_packs_epi16(Load(p + i), Load(p + i + 32));
  return _mm512_permutexvar_epi64(_mm512_set_epi64(7, 5, 3, 1, 6, 4, 2, 0), packed);
}
inline __m512i Bytes(const int32_t* p, size_t i) {
  Prefetch(p, i);
  const __m512i low = _mm512_packs_epi32(Load(p + i), Load(p + i + 16));
  const __m512i high = _mm512_packs_epi32(Load(p + i + 32), Load(p + i + 48));
  const __m512i order = _mm512_set_epi32(15, 11, 7, 3, 14, 10, 6, 2, 13, 9, 5, 1, 12, 8, 4, 0);
  return _mm512_permutexvar_epi32(order, _mm512_packs_epi16(low, high));
}
// 64 values as two vectors of 16 bits, saturated.
struct Words {
  __m512i low, high;
};
inline Words WordsOf(const int32_t* p, size_t i) {
  Prefetch(p, i);
  const __m512i order = _mm512_set_epi64(7, 5, 3, 1, 6, 4, 2, 0);
  return {_mm512_permutexvar_epi64(order, _mm512_packs_epi32(Load(p + i), Load(p + i + 16))),
          _mm512_permutexvar_epi64(order, _mm512_packs_epi32(Load(p + i + 32), Load(p + i + 48)))};
}
inline __mmask64 Join(__mmask32 low, __mmask32 high) { return _mm512_kunpackd(high, low); }
inline __mmask64 AtLeast(const Words& words, int16_t k) {
  const __m512i bound = _mm512_set1_epi16(k);
  return Join(_mm512_cmpge_epi16_mask(words.low, bound),
              _mm512_cmpge_epi16_mask(words.high, bound));
}
inline __mmask64 AtLeast(__m512i bytes, int8_t k) {
  return _mm512_cmpge_epi8_mask(bytes, _mm512_set1_epi8(k));
}
inline __mmask64 AtLeast(const double* p, double k) {
  const __m512d bound = _mm512_set1_pd(k);
  const auto two = [&](const double* at) {
    return static_cast<uint64_t>(
        _mm512_kunpackb(_mm512_cmp_pd_mask(_mm512_loadu_pd(at + 8), bound, _CMP_GE_OQ),
                        _mm512_cmp_pd_mask(_mm512_loadu_pd(at), bound, _CMP_GE_OQ)));
  };
  return two(p) | two(p + 16) << 16 | two(p + 32) << 32 | two(p + 48) << 48;
}

// Membership of 64 codes: byte c / 8 of the set by two shuffles, then its bit c % 8.
struct Codes {
  __m512i low, high, bit;
};
inline Codes CodesOf(const uint8_t* p, size_t i) {
  Prefetch(p, i);
  const __m512i code = Load(p + i);
  const __m512i byte = _mm512_and_si512(_mm512_srli_epi16(code, 3), _mm512_set1_epi8(31));
  const __m512i powers = _mm512_set1_epi64(static_cast<int64_t>(0x8040201008040201U));
  return {_mm512_adds_epu8(byte, _mm512_set1_epi8(0x70)),
          _mm512_sub_epi8(byte, _mm512_set1_epi8(16)),
          _mm512_shuffle_epi8(powers, _mm512_and_si512(code, _mm512_set1_epi8(7)))};
}
struct Set {
  __m512i low, high;
  explicit Set(const CodeSet& set)
      : low(_mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i*>(set.data())))),
        high(_mm512_broadcast_i32x4(
            _mm_loadu_si128(reinterpret_cast<const __m128i*>(set.data() + 16)))) {}
  __mmask64 Of(const Codes& codes) const {
    return _mm512_test_epi8_mask(
        _mm512_or_si512(_mm512_shuffle_epi8(low, codes.low), _mm512_shuffle_epi8(high, codes.high)),
        codes.bit);
  }
};

inline __m512i Give(__m512i sum, __mmask64 where, int points) {
  return _mm512_mask_add_epi8(sum, where, sum, _mm512_set1_epi8(static_cast<char>(points)));
}
inline __m512i Minimum(__m512i bytes, int most) {
  return _mm512_min_epu8(bytes, _mm512_set1_epi8(static_cast<char>(most)));
}
inline __m512i TimesTwo(__m512i bytes) { return _mm512_add_epi8(bytes, bytes); }

// 32 scores from the byte sums, in 16 bits.
inline __m512i Sum(__m512i first, __m512i second, __m512i negative, int half) {
  const auto widen = [half](__m512i bytes) {
    return _mm512_cvtepu8_epi16(half == 0 ? _mm512_castsi512_si256(bytes)
                                          : _mm512_extracti64x4_epi64(bytes, 1));
  };
  return _mm512_sub_epi16(_mm512_add_epi16(widen(first), widen(second)), widen(negative));
}
inline void Store(int32_t* score, __m512i words) {
  const __m512i low = _mm512_cvtepi16_epi32(_mm512_castsi512_si256(words));
  const __m512i high = _mm512_cvtepi16_epi32(_mm512_extracti64x4_epi64(words, 1));
  _mm512_stream_si512(reinterpret_cast<__m512i*>(score), low);
  _mm512_stream_si512(reinterpret_cast<__m512i*>(score + 16), high);
}

template <class Columns>
void Run(const Columns& c, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
         uint8_t* stage) {
  const Set senior(codes.senior), junior(codes.junior), industries(codes.industry),
      countries(codes.country);
  size_t i = begin;
  for (; i + 64 <= end; i += 64) {
    const size_t w = i / 64;
    const auto bits = [w](const uint64_t* bitmap) { return bitmap[w]; };
    __m512i first = _mm512_setzero_si512(), second = first, negative = first;

    first = Give(first, bits(c.webinar_attended), 20);
    first = Give(first, bits(c.demo_requested), 40);
    first = Give(first, bits(c.trial_started), 30);
    const __m512i ebooks = Minimum(Bytes(c.ebook_downloads, i), 3);
    first = _mm512_add_epi8(first, TimesTwo(_mm512_add_epi8(ebooks, TimesTwo(TimesTwo(ebooks)))));
    first = Give(first, AtLeast(Bytes(c.pricing_views_30d, i), 3), 15);
    first = _mm512_add_epi8(first, Minimum(Bytes(c.page_views_30d, i), 20));
    const __m512i clicks = Minimum(Bytes(c.email_clicks_30d, i), 5);
    first = _mm512_add_epi8(first, _mm512_add_epi8(clicks, TimesTwo(clicks)));
    first = Give(first, industries.Of(CodesOf(c.industry, i)), 10);
    first = Give(first, countries.Of(CodesOf(c.country, i)), 5);
    const Codes title = CodesOf(c.title, i);
    first = Give(first, senior.Of(title), 15);
    negative = Give(negative, junior.Of(title), 20);

    const Words size = WordsOf(c.company_size, i);
    const uint64_t sized = bits(c.company_size_valid), large = AtLeast(size, 1001),
                   middle = AtLeast(size, 200);
    first = Give(first, sized & large, 15);
    first = Give(first, sized & middle & ~large, 10);
    negative = Give(negative, sized & ~AtLeast(size, 10), 5);

    const uint64_t unsubscribed = bits(c.unsubscribed), competitor = bits(c.is_competitor);
    negative = Give(negative, bits(c.personal_email), 10);
    negative = Give(negative, unsubscribed, 50);
    negative = Give(negative, bits(c.email_bounced), 30);
    negative = Give(negative, competitor, 100);
    negative = Give(negative,
                    _mm512_testn_epi8_mask(Bytes(c.email_opens_30d, i), _mm512_set1_epi8(-1)), 10);
    const __m512i days = Bytes(c.days_since_last_activity, i);
    negative = Give(negative, AtLeast(days, 31), 15);
    negative = Give(negative, AtLeast(days, 91), 15);

    // first is at most 215 so far.
    const uint64_t met = AtLeast(Bytes(c.meetings_booked, i), 1),
                   asked = AtLeast(Bytes(c.inquiries, i), 1);
    second = Give(second, met, 25);
    second = Give(second, asked, 10);
    Prefetch(c.budget_usd, i);
    const uint64_t rich = bits(c.budget_usd_valid),
                   budget = AtLeast(c.budget_usd + i, 10'000) & rich;
    second = Give(second, budget, 15);
    second = Give(second, AtLeast(c.budget_usd + i, 100'000) & rich, 10);
    const uint64_t authority = bits(c.authority_confirmed) & bits(c.authority_confirmed_valid);
    const uint64_t need = bits(c.need_confirmed) & bits(c.need_confirmed_valid);
    const uint64_t timing = bits(c.timing_days_valid) & ~AtLeast(Bytes(c.timing_days, i), 91);
    second = Give(second, authority, 10);
    second = Give(second, need, 10);
    second = Give(second, timing, 10);
    second = Give(second, bits(c.nps_valid) & AtLeast(Bytes(c.nps, i), 9), 5);
    second =
        Give(second, AtLeast(Bytes(c.invites, i), 3) & AtLeast(WordsOf(c.messages, i), 1000), 30);

    const Words sum = {Sum(first, second, negative, 0), Sum(first, second, negative, 1)};
    Store(score + i, sum.low);
    Store(score + i + 32, sum.high);
    const uint64_t three =
        (budget & authority & (need | timing)) | (need & timing & (budget | authority));
    __m512i stages = _mm512_maskz_set1_epi8(AtLeast(sum, 60), kMql);
    stages = _mm512_mask_mov_epi8(stages, AtLeast(sum, 80) & (met | asked), _mm512_set1_epi8(kSal));
    stages = _mm512_mask_mov_epi8(stages, AtLeast(sum, 100) & three, _mm512_set1_epi8(kSql));
    stages =
        _mm512_mask_mov_epi8(stages, unsubscribed | competitor, _mm512_set1_epi8(kDisqualified));
    _mm512_stream_si512(reinterpret_cast<__m512i*>(stage + i), stages);
  }
  _mm_sfence();
  plain::HandW1(c, codes, i, end, score, stage);
}

}  // namespace

void HandW1(const W1Arrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage) {
  Run(columns, codes, begin, end, score, stage);
}
void HandW1(const W1Narrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage) {
  Run(columns, codes, begin, end, score, stage);
}

}  // namespace ripe::bench::avx512
