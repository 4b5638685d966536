// What happens to a comparison when it is denied or its sides change places: one table each, for the checker, the lints, the
// lowering and binding.
#pragma once

#include "compiler/check/module.h"

namespace ripe::check {

// The comparison of known values that holds where `op` does not: of a < b, a >= b.
constexpr CompareOp Opposite(CompareOp op) {
  switch (op) {
    case CompareOp::kEq:
      return CompareOp::kNe;
    case CompareOp::kNe:
      return CompareOp::kEq;
    case CompareOp::kLt:
      return CompareOp::kGe;
    case CompareOp::kLe:
      return CompareOp::kGt;
    case CompareOp::kGt:
      return CompareOp::kLe;
    case CompareOp::kGe:
      return CompareOp::kLt;
  }
  __builtin_unreachable();
}

// The same comparison with its sides exchanged: a < b is b > a.
constexpr CompareOp Mirrored(CompareOp op) {
  switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe:
      return op;
    case CompareOp::kLt:
      return CompareOp::kGt;
    case CompareOp::kLe:
      return CompareOp::kGe;
    case CompareOp::kGt:
      return CompareOp::kLt;
    case CompareOp::kGe:
      return CompareOp::kLe;
  }
  __builtin_unreachable();
}

}  // namespace ripe::check
