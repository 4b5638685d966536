// What an expert writes by hand for W2, and W2 alone: the yardstick of ripe_bench. Three programs,
// one for each order in which events may lie, over the columns that Ripe gets (16-bit types,
// instants in microseconds) and over the narrower ones that the expert would choose (bytes, 32-bit
// seconds). Entry: the three functions of W2Kernels. Plain pointers: w2_kernels.cc is compiled for
// AVX-512.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ripe::bench {

// Columns may be read up to 64 values past `rows`.
template <class Type, class Time>
struct W2Events {
  size_t rows = 0;
  const int32_t* leads = nullptr;  // not for ByLead
  const Type* types = nullptr;     // in gen.py's order
  const Time* times = nullptr;     // microseconds, or seconds, of UTC
  const uint64_t* offsets =
      nullptr;  // ByLead alone: lead l has the rows offsets[l] .. offsets[l + 1]
};

struct W2Scores {
  size_t leads = 0;
  int64_t* score = nullptr;   // thousandths
  uint16_t* stage = nullptr;  // 0 Lead, 1 MQL
};

template <class Type, class Time>
struct W2Kernels {
  using Events = W2Events<Type, Time>;
  static void AnyOrder(const Events& events,
                       const W2Scores& out);  // a branchless table, fetched ahead
  static void ByTime(const Events& events, const W2Scores& out);  // events sorted by time
  static void ByLead(const Events& events, const W2Scores& out);  // compare masks of 64 events
};
using W2Wide = W2Kernels<uint16_t, int64_t>;
using W2Narrow = W2Kernels<uint8_t, int32_t>;
extern template struct W2Kernels<uint16_t, int64_t>;
extern template struct W2Kernels<uint8_t, int32_t>;

}  // namespace ripe::bench
