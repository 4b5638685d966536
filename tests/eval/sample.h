// Random data and random Plans over it, with the edge values on which engines disagree: both zeros, the ends of every integer type, doubles
// beside integers of 2^53, instants one microsecond from a window's edge, texts that fold together.
#pragma once

#include <deque>
#include <memory>
#include <random>
#include <vector>

#include "compiler/ir/builder.h"
#include "runtime/columns/answers.h"
#include "runtime/columns/columns.h"

namespace ripe::test {

using Random = std::mt19937_64;
inline constexpr int64_t kAsOf = 1'795'132'800'123'456;

inline size_t Pick(Random& random, size_t count) { return random() % count; }
inline bool Chance(Random& random, int percent) { return Pick(random, 100) < static_cast<size_t>(percent); }
template <class List>
auto Any(Random& random, const List& list) {
  return list[Pick(random, list.size())];
}

// Columns that own their memory.
class Sample {
 public:
  explicit Sample(size_t rows) : rows_(rows) {}
  columns::Column Make(Random& random, columns::Physical type, bool nullable);
  // The column from a row on: what a chunk that begins there has. Bitmaps are moved.
  columns::Column From(const columns::Column& column, size_t row);
  size_t rows() const { return rows_; }

 private:
  template <class T>
  T* Store() {
    return reinterpret_cast<T*>(memory_.emplace_back(rows_ + 2).data());
  }
  size_t rows_;
  std::deque<std::vector<int64_t>> memory_;
  std::deque<columns::Dictionary> dictionaries_;
  std::deque<std::string> bytes_;
  std::deque<std::vector<uint32_t>> tags_;
};

struct RandomPlan {
  std::shared_ptr<ir::Plan> plan = std::make_shared<ir::Plan>();
  std::vector<columns::Column> columns;
  columns::Answers answers;  // made up, of the types that binding asks for
};
// About `size` instructions over one column of each physical type.
RandomPlan MakePlan(Random& random, Sample* sample, int size);

double EdgeNumber(Random& random);
int64_t EdgeInstant(Random& random);

}  // namespace ripe::test
