// Which folding kernels run; interp/kernels.h says what the CPU has.
#include "runtime/columns/fold_kernels.h"

namespace ripe::columns {

#define RIPE_DECLARE_FOLD(ns)            \
  namespace ns {                         \
  extern const FoldKernels kFoldKernels; \
  }
RIPE_DECLARE_FOLD(kernels_sse2)
#if defined(__x86_64__)
RIPE_DECLARE_FOLD(kernels_avx2)
RIPE_DECLARE_FOLD(kernels_avx512)
#endif
#undef RIPE_DECLARE_FOLD

const FoldKernels& FoldKernelsOf(FoldIsa isa) {
  switch (isa) {
    case FoldIsa::kSse2:
      break;
    case FoldIsa::kAvx2:
#if defined(__x86_64__)
      return kernels_avx2::kFoldKernels;
#else
      break;
#endif
    case FoldIsa::kAvx512:
#if defined(__x86_64__)
      return kernels_avx512::kFoldKernels;
#else
      break;
#endif
  }
  return kernels_sse2::kFoldKernels;
}

}  // namespace ripe::columns
