// ResolveParams: the numbers of the rules, and the instant they are judged at, as the parameters
// that bound steps read. Comparisons of integers with doubles become exact here: the least and the
// greatest integer for which they hold.
#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>
#include <limits>

#include "compiler/ir/bind.h"
#include "compiler/ir/worth.h"

namespace ripe::ir {
namespace {

using Int128 = __int128;
struct Whole {
  Int128 low, high;
};

int64_t AddSaturating(int64_t a, int64_t b) {
  int64_t sum;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b < 0 ? INT64_MIN + 1 : INT64_MAX;
}

// Beyond what any integer type here holds, all are alike.
Int128 ToInt128(double x) { return static_cast<Int128>(std::clamp(x, -1e30, 1e30)); }

constexpr Int128 kFar = static_cast<Int128>(1) << 110;

// The integers v with `v op c`; kNe as kEq.
Whole WholeRange(CompareOp op, double c) {
  const Int128 floor = ToInt128(std::floor(c)), ceil = ToInt128(std::ceil(c));
  switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe:
      return {ceil, floor};  // empty where c is no integer
    case CompareOp::kLt:
      return {-kFar, ceil - 1};
    case CompareOp::kLe:
      return {-kFar, floor};
    case CompareOp::kGt:
      return {floor + 1, kFar};
    case CompareOp::kGe:
      return {ceil, kFar};
  }
  return {1, 0};
}

Whole InstantRange(CompareOp op, int64_t c) {
  switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe:
      return {c, c};
    case CompareOp::kLt:
      return {-kFar, static_cast<Int128>(c) - 1};
    case CompareOp::kLe:
      return {-kFar, c};
    case CompareOp::kGt:
      return {static_cast<Int128>(c) + 1, kFar};
    case CompareOp::kGe:
      return {c, kFar};
  }
  return {1, 0};
}

struct Doubles {
  double low, high;
};
Doubles DoubleRange(CompareOp op, double c) {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe:
      return {c, c};
    case CompareOp::kLt:
      return {-DBL_MAX, std::nextafter(c, -kInf)};
    case CompareOp::kLe:
      return {-DBL_MAX, c};
    case CompareOp::kGt:
      return {std::nextafter(c, kInf), DBL_MAX};
    case CompareOp::kGe:
      return {c, DBL_MAX};
  }
  return {1, 0};
}

// Points compare as the double nearest thousandths / 1000, which grows with the thousandths: the
// least thousandths at or above (or above) a bound are found by halving.
constexpr int64_t kMostPoints = int64_t{1} << 61;
int64_t FirstAtOrAbove(double bound, bool above) {
  int64_t low = -kMostPoints, high = kMostPoints;
  while (low < high) {
    const int64_t middle = low + (high - low) / 2;
    const double points = static_cast<double>(middle) / 1000.0;
    if (above ? points > bound : points >= bound) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

Whole TotalRange(CompareOp op, double c) {
  const Int128 at = FirstAtOrAbove(c, false), above = FirstAtOrAbove(c, true);
  switch (op) {
    case CompareOp::kEq:
    case CompareOp::kNe:
      return {at, above - 1};
    case CompareOp::kLt:
      return {-kFar, at - 1};
    case CompareOp::kLe:
      return {-kFar, above - 1};
    case CompareOp::kGt:
      return {above, kFar};
    case CompareOp::kGe:
      return {at, kFar};
  }
  return {1, 0};
}

Int128 FloorDiv(Int128 a, int64_t b) {
  const Int128 q = a / b;
  return q * b > a ? q - 1 : q;
}

int64_t LaneMost(PointsLane lane) {
  switch (lane) {
    case PointsLane::kI16:
      return INT16_MAX;
    case PointsLane::kI32:
      return INT32_MAX;
    case PointsLane::kI64:
      return INT64_MAX;
  }
  return INT64_MAX;
}

// The least and greatest values of an integer type, missing aside.
Whole TypeRange(Recipe::Of of) {
  switch (of) {
    case Recipe::Of::kI8:
      return {INT8_MIN, INT8_MAX};
    case Recipe::Of::kI16:
      return {INT16_MIN, INT16_MAX};
    case Recipe::Of::kI32:
      return {INT32_MIN, INT32_MAX};
    case Recipe::Of::kI64:
      return {INT64_MIN, INT64_MAX};
    case Recipe::Of::kDate:  // the missing date is below all
      return {types::kMissingDate + 1, INT32_MAX};
    case Recipe::Of::kTime:
      return {types::kMissingTime + 1, INT64_MAX};
    case Recipe::Of::kSmall:
      return {0, UINT8_MAX};
    case Recipe::Of::kF64:
    case Recipe::Of::kTotal:
      break;
  }
  return {-kFar, kFar};
}

Whole NumberRange(const Plan& plan, const Recipe& recipe) {
  const auto range = recipe.of == Recipe::Of::kTotal ? TotalRange : WholeRange;
  const double a = NumberParam(plan.params[recipe.low]);
  if (!recipe.between) return range(recipe.compare, a);
  return {range(CompareOp::kGe, a).low,
          range(CompareOp::kLe, NumberParam(plan.params[recipe.high])).high};
}

class Resolver {
 public:
  Resolver(const Plan& plan, const BoundPlan& bound, int64_t as_of, const types::Zone& zone,
           Params* params)
      : plan_(plan), bound_(bound), as_of_(as_of), zone_(zone), params_(*params) {}

  void Run(const BoundProgram& program, std::vector<int64_t>* out) {
    out->assign(program.params, 0);
    for (const Recipe& recipe : program.recipes) Fill(recipe, out->data() + recipe.param);
  }

 private:
  void Fill(const Recipe& recipe, int64_t* out);
  void FillRange(const Recipe& recipe, int64_t* out);
  void FillFaded(const Recipe& recipe);
  Whole Range(const Recipe& recipe) const;
  static void FitWhole(Whole range, Int128 least, Int128 most, Whole empty, int64_t* out);

  const Plan& plan_;
  const BoundPlan& bound_;
  int64_t as_of_;
  const types::Zone& zone_;
  Params& params_;
};

void Resolver::Fill(const Recipe& recipe, int64_t* out) {
  switch (recipe.kind) {
    case Recipe::Kind::kNumber:
      out[0] = std::bit_cast<int64_t>(NumberParam(plan_.params[recipe.low]));
      return;
    case Recipe::Kind::kInstant:
      out[0] = InstantParam(plan_.params[recipe.low], as_of_, zone_);
      return;
    case Recipe::Kind::kRange:
      return FillRange(recipe, out);
    case Recipe::Kind::kPoints:
      out[0] = plan_.rules[recipe.rule].points / params_.unit;
      return;
    case Recipe::Kind::kUnits: {
      const int64_t points = plan_.rules[recipe.rule].points / params_.unit;
      const int64_t most = plan_.rules[recipe.rule].most / params_.unit;
      const int64_t size = points < 0 ? -points : points;
      out[0] = points;
      out[1] = most;
      out[2] = size == 0 ? 0 : (most + size - 1) / size;
      return;
    }
    case Recipe::Kind::kMost:
      out[0] = plan_.rules[recipe.rule].most / params_.unit;
      return;
    case Recipe::Kind::kAsOf:
      out[0] = as_of_;
      return FillFaded(recipe);
    case Recipe::Kind::kClamp: {
      const Group& group = plan_.groups[recipe.rule];
      const int64_t most = LaneMost(bound_.lane);
      out[0] = group.down_to ? std::clamp(*group.down_to / params_.unit, -most, most) : -most;
      out[1] = group.up_to ? std::clamp(*group.up_to / params_.unit, -most, most) : most;
      return;
    }
  }
}

void Resolver::FillFaded(const Recipe& recipe) {
  const Rule& rule = plan_.rules[recipe.rule];
  const Fading& fading = plan_.fadings[rule.fading];
  std::vector<int64_t>& table = params_.worths[recipe.table];
  table = WorthTable(fading.points, fading.halving_days);
  for (int64_t& worth : table) worth = std::clamp(worth, -rule.most, rule.most) / params_.unit;
}

// ---- ranges
// ------------------------------------------------------------------------------------------------------

Whole Resolver::Range(const Recipe& recipe) const {
  const Param& low = plan_.params[recipe.low];
  const Param& high = plan_.params[recipe.high];
  if (recipe.of == Recipe::Of::kDate || recipe.of == Recipe::Of::kTime) {
    const int64_t a = InstantParam(low, as_of_, zone_);
    if (recipe.between) return {a, InstantParam(high, as_of_, zone_)};
    return InstantRange(recipe.compare, a);
  }
  return NumberRange(plan_, recipe);
}

void Resolver::FitWhole(Whole range, Int128 least, Int128 most, Whole empty, int64_t* out) {
  range.low = std::max(range.low, least);
  range.high = std::min(range.high, most);
  if (range.low > range.high) range = empty;
  out[0] = static_cast<int64_t>(range.low);
  out[1] = static_cast<int64_t>(range.high);
}

void Resolver::FillRange(const Recipe& recipe, int64_t* out) {
  switch (recipe.of) {
    case Recipe::Of::kI8:
    case Recipe::Of::kI16:
    case Recipe::Of::kI32:
    case Recipe::Of::kI64:
    case Recipe::Of::kDate:
    case Recipe::Of::kTime:
    case Recipe::Of::kSmall: {
      const Whole type = TypeRange(recipe.of);
      return FitWhole(Range(recipe), type.low, type.high, {1, 0}, out);
    }
    case Recipe::Of::kTotal: {
      // Points run in units: the first unit at or above, the last at or below.
      Whole range = Range(recipe);
      range.low = -FloorDiv(-range.low, params_.unit);
      range.high = FloorDiv(range.high, params_.unit);
      const Int128 most = LaneMost(bound_.lane);
      // Sums stay below the lane's most, so that either end of this empty range excludes them all.
      return FitWhole(range, -most, most, {most, -most}, out);
    }
    case Recipe::Of::kF64: {
      const double a = NumberParam(plan_.params[recipe.low]);
      Doubles range = recipe.between ? Doubles{a, NumberParam(plan_.params[recipe.high])}
                                     : DoubleRange(recipe.compare, a);
      if (!(range.low <= range.high)) range = {1, 0};
      out[0] = std::bit_cast<int64_t>(range.low);
      out[1] = std::bit_cast<int64_t>(range.high);
      return;
    }
  }
}

}  // namespace

Extent ExtentOf(const Plan& plan, const Recipe& recipe) {
  const Whole range = NumberRange(plan, recipe), type = TypeRange(recipe.of);
  if (std::max(range.low, type.low) > std::min(range.high, type.high)) return Extent::kNone;
  return range.low <= type.low && range.high >= type.high ? Extent::kAll : Extent::kSome;
}

double NumberParam(const Param& param) {
  return param.from == Param::From::kNumber ? param.number : static_cast<double>(param.whole);
}

int64_t InstantParam(const Param& param, int64_t as_of, const types::Zone& zone) {
  switch (param.from) {
    case Param::From::kNumber:
      return static_cast<int64_t>(param.number);
    case Param::From::kDate:
      return param.whole;
    case Param::From::kAsOfDate:
      return AddSaturating(zone.DateOf(as_of), param.whole);
    case Param::From::kAsOfTime:
      return AddSaturating(as_of, param.whole);
    case Param::From::kStartOfDay:
      return AddSaturating(zone.StartOfDay(static_cast<int32_t>(param.whole)),
                           static_cast<int64_t>(param.number));
  }
  return types::kMissingTime;
}

Params ResolveParams(const Plan& plan, const BoundPlan& bound, int64_t as_of,
                     const types::Zone& zone) {
  Params params{.as_of = as_of, .unit = PointsUnit(plan)};
  params.worths.resize(bound.leads.worths);
  Resolver resolver(plan, bound, as_of, zone, &params);
  resolver.Run(bound.leads, &params.leads);
  resolver.Run(bound.where, &params.where);
  return params;
}

}  // namespace ripe::ir
