// What this build is: for `ripe version` and bug reports.
#include <date/tz.h>
#include <utf8proc.h>

#include <exception>

#include "ripe/ripe.h"
#include "runtime/interp/kernels.h"

namespace ripe {
namespace {

std::string TimeZones() {
  try {
    const std::string version = date::get_tzdb().version;
    return version.empty() ? "the system's" : version;
  } catch (const std::exception&) {
    return "none found: only UTC works (install tzdata)";
  }
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
  info.back_ends = "interpreter";
  info.cpu = NameOf(interp::BestIsa());
  info.unicode = utf8proc_unicode_version();
  info.time_zones = TimeZones();
  return info;
}

}  // namespace ripe
