// Sets of numbers: see plan.h. A search by halves.
#include <algorithm>

#include "compiler/ir/plan.h"

namespace ripe::ir {

NumberSet::NumberSet(std::vector<double> numbers) : numbers_(std::move(numbers)) {
  std::sort(numbers_.begin(), numbers_.end());
  numbers_.erase(std::unique(numbers_.begin(), numbers_.end()), numbers_.end());
}

bool NumberSet::Has(double number) const {
  return std::binary_search(numbers_.begin(), numbers_.end(), number);
}

}  // namespace ripe::ir
