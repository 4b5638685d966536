// What this build is: for `ripe version` and bug reports.
#include <utf8proc.h>

#include "compiler/types/calendar.h"
#include "ripe/ripe.h"
#include "runtime/interp/kernels.h"
#include "runtime/jit/jit.h"

namespace ripe {
namespace {

std::string TimeZones() {
  const std::string version = types::ZoneDatabaseVersion();
  return version.empty() ? "none found: only UTC works (install tzdata)" : version;
}

const char* NameOf(interp::Isa isa) {
  switch (isa) {
    case interp::Isa::kSse2:
      return "baseline";
    case interp::Isa::kAvx2:
      return "AVX2";
    case interp::Isa::kAvx512:
      return "AVX-512";
  }
  __builtin_unreachable();
}

}  // namespace

VersionInfo Version() {
  VersionInfo info;
  info.version = RIPE_VERSION;
  info.back_ends = jit::Available() ? "interpreter, LLVM 19" : "interpreter";
  info.cpu = NameOf(interp::BestIsa());
  info.unicode = utf8proc_unicode_version();
  info.time_zones = TimeZones();
  return info;
}

}  // namespace ripe
