// Which kernels run: the best instruction set that this CPU has.
#include <cstdlib>
#include <cstring>

#include "runtime/interp/kernels.h"

namespace ripe::interp {

#define RIPE_DECLARE_KERNELS(ns)                                                  \
  namespace ns {                                                                  \
  void RunSteps(const ir::BatchContext& context, size_t rows);                    \
  void FinishRows(const ir::BatchContext& context, size_t rows);                  \
  void TimeSteps(const ir::BatchContext& context, size_t rows, uint64_t (*now)(), \
                 uint64_t* ticks);                                                \
  }
RIPE_DECLARE_KERNELS(kernels_sse2)
#if defined(__x86_64__)
RIPE_DECLARE_KERNELS(kernels_avx2)
RIPE_DECLARE_KERNELS(kernels_avx512)
#endif
#undef RIPE_DECLARE_KERNELS

bool HasIsa(Isa isa) {
  switch (isa) {
    case Isa::kSse2:
      return true;
#if defined(__x86_64__)
    case Isa::kAvx2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
             __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma") &&
             __builtin_cpu_supports("popcnt");
    case Isa::kAvx512:
      return HasIsa(Isa::kAvx2) && __builtin_cpu_supports("avx512f") &&
             __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#else
    case Isa::kAvx2:
    case Isa::kAvx512:
      return false;
#endif
  }
  return false;
}

Isa BestIsa() {
  // RIPE_KERNELS=sse2|avx2 holds it back: for measuring, and for tests of the whole command.
  static const Isa best = [] {
    const char* limit = std::getenv("RIPE_KERNELS");
    const bool sse2 = limit != nullptr && std::strcmp(limit, "sse2") == 0;
    const bool avx2 = limit != nullptr && std::strcmp(limit, "avx2") == 0;
    if (!sse2 && !avx2 && HasIsa(Isa::kAvx512)) return Isa::kAvx512;
    return !sse2 && HasIsa(Isa::kAvx2) ? Isa::kAvx2 : Isa::kSse2;
  }();
  return best;
}

#if defined(__x86_64__)
#define RIPE_KERNEL_OF(isa, name)               \
  ((isa) == Isa::kAvx512 ? kernels_avx512::name \
                         : ((isa) == Isa::kAvx2 ? kernels_avx2::name : kernels_sse2::name))
#else
#define RIPE_KERNEL_OF(isa, name) (static_cast<void>(isa), kernels_sse2::name)
#endif

RunStepsFn RunStepsOf(Isa isa) { return RIPE_KERNEL_OF(isa, RunSteps); }
FinishRowsFn FinishRowsOf(Isa isa) { return RIPE_KERNEL_OF(isa, FinishRows); }
TimeStepsFn TimeStepsOf(Isa isa) { return RIPE_KERNEL_OF(isa, TimeSteps); }
#undef RIPE_KERNEL_OF

}  // namespace ripe::interp
