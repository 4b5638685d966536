// The distinct texts of a column and their codes, growing while the file is read; for text columns,
// tags and event types.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "runtime/columns/columns.h"

namespace ripe::io {

class TextCodes {
 public:
  TextCodes() { Clear(); }
  void Clear();
  // The code of a text (index + 1), added where it is new.
  uint32_t Code(std::string_view text);
  size_t size() const { return dictionary_.size(); }
  std::string_view at(size_t i) const { return dictionary_.at(i); }
  size_t bytes() const { return bytes_; }
  // Gives the dictionary away and begins anew.
  columns::Dictionary TakeDictionary();
  // The dictionary as it is now; the same object while nothing is added. A later one has the same
  // id() and more values: what was made from the earlier one is right for the values it has.
  std::shared_ptr<const columns::Dictionary> Snapshot();

 private:
  struct Slot {
    uint32_t tag = 0;
    uint32_t code = 0;  // 0: free
  };
  void Grow();
  columns::Dictionary dictionary_;
  std::shared_ptr<const columns::Dictionary> snapshot_;
  std::vector<Slot> slots_;
  size_t bytes_ = 0;
};

}  // namespace ripe::io
