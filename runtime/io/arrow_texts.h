// Text columns of Arrow's batches: a dictionary's values are looked at once each and its indices
// become codes; plain texts become codes while they repeat, else they stay where they lie.
#pragma once

#include <memory>
#include <vector>

#include "runtime/io/arrow_columns.h"

namespace ripe::io {

// Null: not a type of text.
std::unique_ptr<ArrowColumn> MakeArrowTexts(const ArrowType& type, size_t w,
                                            const std::vector<Literal>& missing,
                                            const types::Zone& zone);

// What stands for each value of a column's dictionaries, found out when a row first has it and kept
// while the dictionary stays the same. T is what it is mapped to.
template <class T>
class DictionaryMap {
 public:
  // Call for each batch. `unknown` stands for values that nobody has asked about.
  void Begin(const std::shared_ptr<const ArrowBatch>& batch, const ArrowView& view, T unknown) {
    const auto values = static_cast<size_t>(view.dictionary().rows());
    if (last_ == nullptr || view.dictionary_key() != key_ || values != map_.size())
      map_.assign(values, unknown);
    key_ = view.dictionary_key();
    last_ = batch;  // holds the dictionary, so that no other can have the same key
  }
  size_t size() const { return map_.size(); }
  T& operator[](size_t i) { return map_[i]; }
  T* data() { return map_.data(); }
  void Clear() { last_ = nullptr; }

 private:
  std::shared_ptr<const ArrowBatch> last_;
  const void* key_ = nullptr;
  std::vector<T> map_;
};

}  // namespace ripe::io
