// Columns of answers: sizes and the answers where nothing happened (no events: count and sums 0, no
// newest instant).
#include "runtime/columns/answers.h"

#include <algorithm>

namespace ripe::columns {

size_t SizeOf(ir::Physical type) {
  using ir::Physical;
  switch (type) {
    case Physical::kYesNoBits:
      return 0;
    case Physical::kNone:
    case Physical::kI8:
    case Physical::kYesNo8:
    case Physical::kCode8:
      return 1;
    case Physical::kI16:
    case Physical::kCode16:
      return 2;
    case Physical::kI32:
    case Physical::kDate32:
    case Physical::kCode32:
    case Physical::kRawText:
    case Physical::kTagLists:
      return 4;
    case Physical::kF64:
    case Physical::kI64:
    case Physical::kTime64:
      return 8;
  }
  return 1;
}

void Answers::Reset(const std::vector<ir::Physical>& types, size_t lead_count) {
  leads = lead_count;
  columns.resize(types.size());
  for (size_t q = 0; q < types.size(); ++q) {
    columns[q].type = types[q];
    const size_t words = (lead_count * SizeOf(types[q]) + 7) / 8;
    columns[q].storage.assign(words, types[q] == ir::Physical::kTime64 ? INT64_MIN : 0);
  }
}

}  // namespace ripe::columns
