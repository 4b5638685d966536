// The Plan: a rules file as data flow, flat, typed, total and two-valued. Unknown has been lowered
// away: each condition became the mask of rows where it *is true* (or *is false*, where somebody
// asks), so that no engine knows three-valued logic. A Plan knows no data layout; binding (bind.h)
// chooses that. Each primitive has one loop in the interpreter and one case in llvm/.
//
// Values are of three kinds: Mask (one truth per row), Number (a double, missing is the one
// canonical NaN), Instant (int64: microseconds of UTC, or days of the calendar; missing is
// types::kMissingTime). Comparisons with missing are false, arithmetic with missing is missing;
// what leaves the finite numbers is missing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/check/module.h"
#include "compiler/ir/predicate.h"
#include "compiler/ops/ops.h"
#include "compiler/types/types.h"

namespace ripe::ir {

enum class Kind : uint8_t { kNone, kMask, kNumber, kInstant };

enum class Prim : uint8_t {
  // Inputs. `index` names the column (a field in the lead program, a property in the where
  // program).
  kLoad,      // Number or Instant (a date gives days, a time microseconds)
  kLoadMask,  // Mask: the yesno column is yes (flag 1) or no (flag 0)
  kKnown,     // Mask: the column is not missing
  kConst,     // Mask: all rows `flag`
  kParam,     // Number or Instant: params[index], the same for all rows
  kQuestion,  // Number (kCount, kSum) or Instant (kNewest): the lead's answer to questions[index]
  // Numbers.
  kAdd,
  kSub,
  kMul,
  kDiv,
  kCmp,      // Mask: a OP b, of two Numbers or two Instants
  kBetween,  // Mask: b <= a <= c, of three Numbers or three Instants
  kSelect,   // a where known, else b (Number or Instant)
  kAmong,    // Mask: number or date column `index` is known and one of sets[aux] (flag 1), or known
             // and none of them (flag 0)
  kDays,     // Number: days from Instant a to Instant b, times sign: of microseconds (flag 1) whole
             // 24-hour days towards zero, of days (flag 0) the difference
  // Texts.
  kLookup,    // Mask: predicates[aux] holds of text column `index`; never where it is missing
  kAnyTag,    // Mask: predicates[aux] holds of the tags column `index`; never where it has none
  kSameText,  // Mask: text columns `index` and `aux` are both known and equal folded (flag 1), or
              // both known and different (flag 0)
  // Masks.
  kAnd,
  kOr,
  kAndNot,     // a and not b
  kCountTrue,  // Number: how many of lists[index] are true
  // Points. rules[index] says how many; `a` is the mask of rows that may get them (invalid: all).
  kGive,       // once
  kGiveUnits,  // for each whole unit of Number b
  kGiveFaded,  // the worth, at its age, of Instant b (a kNewest question)
  kGiveWorth,  // the sum of worths that question b (kWorth) collected
  kTotal,  // Number: the points so far of groups[index] after its caps, or of everything (index ==
           // kScore), in points
  // Results.
  kStage,  // where Mask a: the stage becomes stages[index]; later ones win
  kStore,  // output `index` of the program: Mask or Number a
};
inline constexpr uint32_t kScore = UINT32_MAX;

// A value: the index of the instruction that makes it.
struct Value {
  uint32_t index = UINT32_MAX;
  bool valid() const { return index != UINT32_MAX; }
  friend bool operator==(Value, Value) = default;
};

using check::CompareOp;

struct Instr {
  Prim prim = Prim::kConst;
  Kind kind = Kind::kNone;
  CompareOp compare = CompareOp::kEq;  // kCmp
  uint8_t flag = 0;
  int8_t sign = 1;  // kDays
  Value a = {}, b = {}, c = {};
  uint32_t index = 0;
  uint32_t aux = 0;
  friend bool operator==(const Instr&, const Instr&) = default;
};

// A constant that binding computes from the literal, the as-of instant and the file's zone;
// changing one recompiles nothing.
struct Param {
  enum class From : uint8_t {
    kNumber,      // `number`
    kDate,        // `whole`: days
    kAsOfDate,    // the local date of as-of, plus `whole` days
    kAsOfTime,    // as-of plus `whole` microseconds
    kStartOfDay,  // the first instant of local date `whole`, plus `number` microseconds (0 or -1)
  } from = From::kNumber;
  double number = 0;
  int64_t whole = 0;
  friend bool operator==(const Param&, const Param&) = default;
};

// The numbers, or days of dates, of a long list: shared by all that ask for them.
class NumberSet {
 public:
  explicit NumberSet(std::vector<double> numbers);
  const std::vector<double>& numbers() const { return numbers_; }  // ascending, each once
  bool Has(double number) const;

 private:
  std::vector<double> numbers_;
};

// The faded worths of `points` thousandths by age in whole days: worth.h makes the table.
struct Fading {
  int64_t points = 0;
  int32_t halving_days = 1;
  friend bool operator==(const Fading&, const Fading&) = default;
};

// Which events count: any member whose type matches and whose `where`, output `where` of the where
// program, holds. An event that several members match counts once.
struct EventClass {
  bool any_type = false;  // every type but stage_changed
  struct Member {
    uint32_t type;                  // Plan::event_types
    std::optional<uint32_t> where;  // output of the where program
    friend bool operator==(const Member&, const Member&) = default;
  };
  std::vector<Member> members;
};

// What is asked of a lead's events. Only events at or before as-of exist.
struct Question {
  uint32_t events = 0;   // Plan::classes
  check::Window window;  // window.after indexes Plan::classes too
  ops::Aggregate aggregate = ops::Aggregate::kCount;
  uint32_t property = 0;  // kSum
  uint32_t fading = 0;    // kWorth: Plan::fadings
  // kCount: counts above this may be reported as this (all consumers agree then); 0: the exact
  // count is needed.
  int64_t saturate = 0;
  // kWorth: |sum| at or above this may be reported as this with its sign; 0: up to the general
  // bound of kMaxGiven.
  int64_t saturate_worth = 0;
};

// What `each` gives is held within this, in thousandths (1,000,000,000 points).
inline constexpr int64_t kMaxGiven = 1'000'000'000'000;

struct Rule {
  int64_t points = 0;        // thousandths, signed: kGive gives these (`up to` already applied),
                             // kGiveUnits these per unit
  int64_t most = kMaxGiven;  // the size the whole is held within: min(`up to`, kMaxGiven)
  uint32_t group = kScore;   // index in groups, or kScore: outside any
  uint32_t fading = 0;       // kGiveFaded: Plan::fadings
};
struct Group {
  std::string name;
  std::optional<int64_t> up_to, down_to;  // thousandths, signed
};
struct EventTypeName {
  std::string name;
  bool quoted = false;
};

struct Program {
  std::vector<Instr> instrs;
  std::vector<std::vector<Value>> lists;  // kCountTrue
  std::vector<Kind> outputs;              // kinds of kStore's outputs
};

struct Plan {
  Program leads;
  Program where;  // over events: outputs are masks, used by classes; its columns are properties
  std::vector<check::Field> fields;         // as in the module: FieldId indexes it
  std::vector<check::Property> properties;  // PropertyId indexes it
  std::vector<EventTypeName> event_types;   // EventTypeId indexes it
  std::vector<Predicate> predicates;
  std::vector<std::shared_ptr<const NumberSet>> sets;
  std::vector<Param> params;
  std::vector<Fading> fadings;
  std::vector<EventClass> classes;
  std::vector<Question> questions;
  std::vector<Rule> rules;          // as in the module
  std::vector<Group> groups;        // as in the module
  std::vector<std::string> stages;  // ladder, then exits: the value of the `stage` result
  uint32_t ladder_size = 0;
  std::string timezone = "UTC";
};

// For people, and for golden tests: one line an instruction.
std::string Print(const Plan& plan);
// Empty, or what is wrong: operands exist, come earlier and have the right kind. For tests and
// debug builds.
std::string Verify(const Plan& plan);

}  // namespace ripe::ir
