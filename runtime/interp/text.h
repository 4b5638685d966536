// Texts become bits before a batch runs: for columns of codes a table of truths by code, made once
// per dictionary (each distinct value is folded once for all predicates); for raw texts and lists
// of tags a byte per row. No engine ever sees a text.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "compiler/ir/bind.h"
#include "compiler/ir/predicate.h"
#include "runtime/columns/columns.h"
#include "runtime/interp/step_times.h"

namespace ripe::interp {

using columns::Column;
using columns::Dictionary;

// What the predicates say about the values of one dictionary. Entry 0 is the missing text.
struct TextTable {
  uint64_t dictionary = 0;  // its id
  size_t values = 0;        // how many of its values are in
  std::vector<std::vector<uint8_t>>
      octets;  // by octet of the column: bits by code; at least 256 entries, 64-byte readable
};

// The folded values of one dictionary, by code - 1.
struct FoldedValues {
  uint64_t dictionary = 0;
  std::vector<std::string> values;
};

// A Plan's predicates made ready, and the tables made so far. Thread-safe.
class TextMaker {
 public:
  TextMaker(const ir::Plan& plan, const ir::BoundPlan& bound);

  // The table of one column of a program for a dictionary: made, or grown from the last one, where
  // it is not there yet.
  std::shared_ptr<const TextTable> TableOf(bool leads, uint32_t column,
                                           const Dictionary& dictionary,
                                           StepTimes* times = nullptr) const;
  std::shared_ptr<const FoldedValues> FoldedOf(bool leads, uint32_t column,
                                               const Dictionary& dictionary) const;
  // Bits of one known text under the predicates of an octet. `ticks`, where not null, gets by bit
  // what they take (step_times.h).
  uint8_t BitsOf(const ir::TextOctet& octet, std::string_view text, std::string_view folded,
                 uint64_t* ticks = nullptr) const;
  uint8_t TagBitsOf(const ir::TextOctet& octet, const std::vector<std::string_view>& folded,
                    uint64_t* ticks = nullptr) const;
  const ir::BoundProgram& program(bool leads) const { return leads ? bound_.leads : bound_.where; }

 private:
  const ir::BoundPlan& bound_;
  std::vector<ir::CompiledPredicate> predicates_;  // those that octets name; others stay empty
  std::vector<uint32_t> compiled_;                 // by predicate: its place in predicates_
  mutable std::mutex mutex_;
  struct Latest {
    std::shared_ptr<const TextTable> table;
    std::shared_ptr<const FoldedValues> folded;
  };
  mutable std::array<std::vector<Latest>, 2> latest_;  // [leads][column]
};

// One thread's view of a TextMaker for one program: the tables at hand, and a memory of raw texts
// seen.
class TextKeeper {
 public:
  TextKeeper(const TextMaker& maker, bool leads);
  const TextTable& Table(uint32_t column, const Dictionary& dictionary);
  const FoldedValues& Folded(uint32_t column, const Dictionary& dictionary);

  // From now on the making of tables is timed.
  void Profile(StepTimes* times) { times_ = times; }
  // Whether, and into what, the predicates that TextBits asks are timed; null: not.
  void TimePredicates(PredicateTicks* ticks) { ticks_ = ticks; }

  // Bytes for `rows` rows from `row` on: ir::Input::kTextBits and kSameText.
  void TextBits(uint32_t octet, const Column& column, size_t row, size_t rows, uint8_t* out);
  void SameText(uint32_t a, const Column& column_a, uint32_t b, const Column& column_b, size_t row,
                size_t rows, uint8_t* out);

 private:
  void TagBits(uint32_t octet, const Column& column, size_t row, size_t rows, uint8_t* out);
  // The folded text of a row; false where missing. `own` may hold it.
  bool FoldedAt(uint32_t index, const Column& column, size_t row, std::string* own,
                std::string_view* folded);

  const TextMaker& maker_;
  bool leads_;
  std::vector<std::shared_ptr<const TextTable>> tables_;
  std::vector<std::shared_ptr<const FoldedValues>> folded_;
  struct Seen {  // direct-mapped by hash; empty: free
    std::string text;
    uint8_t bits = 0;
  };
  std::vector<std::vector<Seen>> seen_;  // by octet
  StepTimes* times_ = nullptr;
  PredicateTicks* ticks_ = nullptr;
};

}  // namespace ripe::interp
