// Plan + layout of the data -> BoundPlan: a straight list of steps over whole columns, with
// physical types, registers and the width of the points chosen, and every number of the rules moved
// out into parameters. Entry points: Bind (the shape) and ResolveParams (the numbers, for one as-of
// instant). The interpreter has one loop a step, the LLVM back end one case a step; neither knows
// the Plan. What two rules files differ in only by their numbers binds to equal BoundPlans, so that
// compiled code can be kept by shape.
//
// Rows run in batches of kBatchRows. A *byte register* holds a byte a row (a mask is 0 or 1), a
// *wide register* 8 bytes a row (a double, or an int64). Steps only read registers that an earlier
// step wrote, and a register may be used again for another value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/layout.h"
#include "compiler/ir/plan.h"
#include "compiler/types/calendar.h"

namespace ripe::ir {

inline constexpr uint32_t kBatchRows = 1024;
inline constexpr uint32_t kNoIndex = UINT32_MAX;

struct ColumnLayout {
  Physical physical = Physical::kNone;
  bool nullable = false;    // where HasValid: there is `valid`
  bool valid_bits = false;  // and it is a bitmap, as it is for kYesNoBits always
  friend bool operator==(const ColumnLayout&, const ColumnLayout&) = default;
};
struct Layout {
  std::vector<ColumnLayout> fields;      // Plan::fields
  std::vector<ColumnLayout> properties;  // Plan::properties
  friend bool operator==(const Layout&, const Layout&) = default;
};

// An array that a program reads, one value a row; whoever runs it supplies a pointer for each.
struct Input {
  enum class Kind : uint8_t {
    kData,      // the values of column `column`, of `type`
    kValid,     // bytes 0 or 1, or a bitmap: whether they are known (where nullable)
    kTextBits,  // bytes: bit k is the truth of predicate k of octets[octet] (columns without codes:
                // kRawText, kTagLists)
    kSameText,  // bytes: 1 texts `column` and `octet` are known and equal, 2 known and different, 0
                // one is missing
    kAmong,     // bytes: 1 the number or date of `column` is known and in Plan::sets[`octet`], 2
                // known and not in it, 0 missing
    kAnswer,    // the answers to question `column`, of `type` (never missing but for kTime64)
  } kind = Kind::kData;
  Physical type = Physical::kNone;  // kNone: bytes; kYesNoBits: a bitmap
  uint32_t column = 0;
  uint32_t octet = 0;
  friend bool operator==(const Input&, const Input&) = default;
};

// Whether an input is made batch by batch, of a column that no step reads itself.
inline bool IsMade(const Input& input) {
  switch (input.kind) {
    case Input::Kind::kTextBits:
    case Input::Kind::kSameText:
    case Input::Kind::kAmong:
      return true;
    case Input::Kind::kData:
    case Input::Kind::kValid:
    case Input::Kind::kAnswer:
      return false;
  }
  __builtin_unreachable();
}

// Up to eight predicates of one text (or tags) column, so that one look at a row's text answers
// them all.
struct TextOctet {
  uint32_t column = 0;
  bool tags = false;
  std::vector<uint32_t> predicates;  // Plan::predicates
  friend bool operator==(const TextOctet&, const TextOctet&) = default;
};

// In the comments: D the register `dst`, A, B, C registers; I inputs[input]; P parameters from
// `param` on; R a rule's index. A number that is missing is NaN, an instant types::kMissingTime;
// comparisons with them are false.
enum class Op : uint8_t {
  // Inputs into registers.
  kLoadNumber,   // wide D = I as a double; not valid (input `valid`, if any) or not finite: NaN
  kLoadInstant,  // wide D = I (kDate32, kTime64) as int64
  kLoadYesNo,    // mask D = I == flag
  kLoadKnown,    // mask D = I is not missing, by its type
  kLoadBytes,    // byte D = I
  kLoadBits,     // byte D = table(octet `index`)[code I]: its bits, 0 for code 0
  // Constants.
  kMissing,       // wide D = missing (flag 1: of a number, 0: of an instant)
  kNumberParam,   // wide D = P (double)
  kInstantParam,  // wide D = P (int64)
  kConstMask,     // mask D = flag
  // A value against constants: mask D = P0 <= value <= P1, with flag 1: known and not so. P0 > P1:
  // the empty range. `aux` is a RangeSides: how many of the two need comparing.
  kRangeColumn,   // of I, by its type (P of kF64 doubles, else int64); valid as in kLoadNumber
  kRangeNumber,   // of wide A, a number
  kRangeInstant,  // of wide A, an instant
  kRangeSmall,    // of byte A, a count
  kRangeTotal,    // of points `index`, in units
  // Two values against each other: mask D = A compare B.
  kCmpNumber,
  kCmpInstant,
  // Numbers. What is not finite becomes NaN.
  kAdd,
  kSub,
  kMul,
  kDiv,
  kSelectNumber,  // A where it is not missing, else B
  kSelectInstant,
  kDays,  // D = days from A to B times sign; flag 1: microseconds, in whole days towards zero; 0:
          // days
  kSmallToNumber,  // D = byte A as a double
  kTotalToNumber,  // D = points `index` times the unit / 1000
  // Masks.
  kAnd,
  kOr,
  kAndNot,  // A and not B
  kBit,     // mask D = bit `flag` of byte A
  kCount,   // byte D = how many of the `count` masks operands[index ...] are true; at most 255 of
            // them
  // Points. Accumulator `index`: kScore's or a group's; all start at 0, in Params::unit
  // thousandths.
  kGive,       // += P[k] where mask operands[aux + 2k]; its rule is operands[aux + 2k + 1]; for k <
               // count
  kGiveAll,    // += P0 in every row; rule R
  kGiveUnits,  // += sign of P0 times min(P1, |P0| * min(P2, trunc(x))), x = wide A (or I, if there
               // is one), where mask B (if any); x <= 0, missing: 0; rule R
  kGiveFaded,  // += table(worths `table`)[whole days from instant I to P0] where mask B (if any);
               // missing or past its end: 0; rule R
  kGiveWorth,  // += I (thousandths, the unit is 1) held within -P0 .. P0, where mask B (if any);
               // rule R
  kCloseGroup,  // group `index` held within P0 .. P1, then added to kScore's accumulator
  // Results.
  kStage,        // the stage becomes `index` where mask A
  kStoreMask,    // output `index` = mask A
  kStoreNumber,  // output `index` = wide A
};

// Which ends of a range can exclude a value; the others are those of its type.
enum class RangeSides : uint32_t { kBoth, kLow, kHigh, kEqual };

struct Step {
  Op op = Op::kConstMask;
  Physical type = Physical::kNone;  // of I
  CompareOp compare = CompareOp::kEq;
  uint8_t flag = 0;
  int8_t sign = 1;
  uint32_t count = 0;
  // Registers: the first of its 1 (byte) or 8 (wide) columns of kBatchRows bytes in the register
  // file.
  uint32_t dst = kNoIndex, a = kNoIndex, b = kNoIndex;
  uint32_t input = kNoIndex, valid = kNoIndex;
  uint32_t param = kNoIndex;
  uint32_t index = 0, aux = 0;
  uint32_t rule = kNoIndex;
  uint32_t table = 0;
  friend bool operator==(const Step&, const Step&) = default;
};

// How to compute parameters from the Plan: the shape keeps the recipe, Params the result.
struct Recipe {
  enum class Kind : uint8_t {
    kNumber,   // 1: Plan::params[low], a double
    kInstant,  // 1: the same, an instant
    kRange,    // 2: the bounds within which `value compare params[low]` (or params[low] <= value <=
               // params[high])
    kPoints,   // 1: the rule's points
    kUnits,    // 3: the rule's points, its `most`, the largest number of units that matters
    kMost,     // 1: the rule's `most`
    kAsOf,     // 1: the as-of instant; and worths[table] of the rule
    kClamp,    // 2: the caps of group `rule`
  } kind = Kind::kNumber;
  enum class Of : uint8_t {
    kI8,
    kI16,
    kI32,
    kI64,
    kF64,
    kDate,
    kTime,
    kSmall,
    kTotal
  } of = Of::kF64;
  CompareOp compare = CompareOp::kEq;  // kNe is the range of kEq: its step has flag 1
  bool between = false;
  uint32_t param = 0;  // the first one it fills
  uint32_t low = 0, high = 0;
  uint32_t rule = 0;
  uint32_t table = 0;
  friend bool operator==(const Recipe&, const Recipe&) = default;
};

// How many of the values of its type (kI8 .. kI64, kSmall) the range of a recipe of numbers holds.
enum class Extent : uint8_t { kNone, kSome, kAll };
Extent ExtentOf(const Plan& plan, const Recipe& recipe);

struct BoundProgram {
  std::vector<Input> inputs;
  std::vector<TextOctet> octets;
  std::vector<Step> steps;
  std::vector<uint32_t> operands;
  std::vector<Recipe> recipes;
  std::vector<Kind> outputs;
  uint32_t params = 0;            // how many
  uint32_t worths = 0;            // tables of worths
  uint32_t register_columns = 0;  // size of the register file in columns of kBatchRows bytes
  friend bool operator==(const BoundProgram&, const BoundProgram&) = default;
};

enum class PointsLane : uint8_t { kI16, kI32, kI64 };

struct BoundPlan {
  BoundProgram leads, where;
  Layout layout;
  PointsLane lane = PointsLane::kI32;  // holds every sum that can occur, in units
  std::vector<Physical> answers;       // by question: kI8, kI16, kI32, kI64 (counts, worths), kF64
                                       // (sums), kTime64 (newest)
  uint32_t rules = 0, groups = 0, stages = 0;
  friend bool operator==(const BoundPlan&, const BoundPlan&) = default;
};

BoundPlan Bind(const Plan& plan, const Layout& layout);

// The numbers of a BoundPlan for one as-of instant.
struct Params {
  int64_t as_of = 0;
  int64_t unit = 1;  // thousandths: the greatest common divisor of all points and caps
  std::vector<int64_t> leads, where;         // doubles as their bits
  std::vector<std::vector<int64_t>> worths;  // kGiveFaded's, by age in days
};
Params ResolveParams(const Plan& plan, const BoundPlan& bound, int64_t as_of,
                     const types::Zone& zone);

// The same numbers one by one: for tests and for the answers to events.
double NumberParam(const Param& param);
int64_t InstantParam(const Param& param, int64_t as_of, const types::Zone& zone);

// What points a rule can give at most in size, in thousandths, and what all can: the bounds behind
// BoundPlan::lane.
int64_t PointsUnit(const Plan& plan);

// For people and goldens: one line a step.
std::string Print(const BoundPlan& bound);

}  // namespace ripe::ir
