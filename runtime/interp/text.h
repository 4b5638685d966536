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
      octets;  // by place among the column's octets (TextMaker::place): bits by code; at least 256
               // entries, 64-byte readable
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
  uint8_t TagBitsOf(const ir::TextOctet& octet, const ir::TagSet& tags,
                    uint64_t* ticks = nullptr) const;
  const ir::BoundProgram& program(bool leads) const { return leads ? bound_.leads : bound_.where; }
  // The octets of a column, and where among these an octet is.
  const std::vector<uint32_t>& OctetsOf(bool leads, uint32_t column) const {
    return octets_of_[leads][column];
  }
  uint32_t place(bool leads, uint32_t octet) const { return places_[leads][octet]; }

 private:
  const ir::BoundPlan& bound_;
  std::vector<ir::CompiledPredicate> predicates_;  // those that octets name; others stay empty
  std::vector<uint32_t> compiled_;                 // by predicate: its place in predicates_
  std::array<std::vector<std::vector<uint32_t>>, 2> octets_of_;  // [leads][column]
  std::array<std::vector<uint32_t>, 2> places_;                  // [leads][octet]
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
  // The bits of an octet by code.
  const std::vector<uint8_t>& Table(uint32_t octet, const Dictionary& dictionary);
  const FoldedValues& Folded(uint32_t column, const Dictionary& dictionary);

  // From now on the making of tables is timed.
  void Profile(StepTimes* times) { times_ = times; }
  // Whether, and into what, the predicates that TextBits asks are timed; null: not.
  void TimePredicates(PredicateTicks* ticks) { ticks_ = ticks; }

  // Bytes for `rows` rows from `row` on: ir::Input::kTextBits and kSameText. Of the octets of one
  // column that are inputs the first one is asked for first; the others take what was found then.
  void TextBits(uint32_t octet, const Column& column, size_t row, size_t rows, uint8_t* out);
  void SameText(uint32_t a, const Column& column_a, uint32_t b, const Column& column_b, size_t row,
                size_t rows, uint8_t* out);

 private:
  // The octets of a column without codes. One look at a row's text answers all of them: were it one
  // for each, a long text (or many tags) would be folded as often as there are octets.
  struct Raw {
    const std::vector<uint32_t>* octets = nullptr;
    uint32_t first = UINT32_MAX;     // the one that is asked for first
    std::vector<uint8_t> bits;       // kBatchRows for each octet
    std::vector<std::string> seen;   // texts seen lately; direct-mapped by hash; empty: free
    std::vector<uint8_t> seen_bits;  // for each of `seen` those of all octets
  };
  void RawBits(const Column& column, size_t row, size_t rows, Raw* raw);
  void TagBits(const Column& column, size_t row, size_t rows, Raw* raw);
  uint64_t* TicksOf(uint32_t octet) const {
    return ticks_ == nullptr ? nullptr : ticks_->data() + size_t{octet} * 8;
  }
  // The folded text of a row; false where missing. `own` may hold it.
  bool FoldedAt(uint32_t index, const Column& column, size_t row, std::string* own,
                std::string_view* folded);

  const TextMaker& maker_;
  bool leads_;
  std::vector<std::shared_ptr<const TextTable>> tables_;
  std::vector<std::shared_ptr<const FoldedValues>> folded_;
  std::vector<Raw> raw_;  // by column
  StepTimes* times_ = nullptr;
  PredicateTicks* ticks_ = nullptr;
};

}  // namespace ripe::interp
