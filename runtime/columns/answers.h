// The answers to a Plan's questions about events: one column per question, one value per lead. Made
// by folding (interp/events.h), read by the batch program like any other column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "compiler/ir/layout.h"

namespace ripe::columns {

// Bytes of one value of a column (of its offsets, for kRawText and kTagLists); 0 for bitmaps.
size_t SizeOf(ir::Physical type);

struct AnswerColumn {
  ir::Physical type = ir::Physical::kNone;  // BoundPlan::answers
  std::vector<int64_t> storage;             // of `type`, packed
  template <class T>
  T* as() {
    return reinterpret_cast<T*>(storage.data());
  }
  template <class T>
  const T* as() const {
    return reinterpret_cast<const T*>(storage.data());
  }
};

struct Answers {
  size_t leads = 0;
  std::vector<AnswerColumn> columns;  // by question
  // Makes the columns, filled with the answers of a lead without events.
  void Reset(const std::vector<ir::Physical>& types, size_t lead_count);
};

}  // namespace ripe::columns
