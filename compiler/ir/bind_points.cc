// Points under binding: which accumulator, joined gives, caps, and the width that all sums fit in.
// Sums run in units of the greatest common divisor of all points and caps: whole points instead of
// thousandths keep them in narrow lanes.
#include <algorithm>
#include <numeric>

#include "compiler/ir/bind_program.h"

namespace ripe::ir {
namespace {

// More joined gives save passes over the accumulator, but keep more masks alive.
constexpr size_t kJoinedGives = 8;

bool IsFading(Prim prim) { return prim == Prim::kGiveFaded || prim == Prim::kGiveWorth; }
bool IsGive(Prim prim) { return prim == Prim::kGive || prim == Prim::kGiveUnits || IsFading(prim); }

int64_t Size(int64_t x) { return x < 0 ? -x : x; }

// The most in size that a rule can add, and that the computation of it can reach.
__int128 RuleBound(const Rule& rule, Prim prim) {
  switch (prim) {
    case Prim::kGiveUnits:
      return static_cast<__int128>(rule.most) + Size(rule.points);
    case Prim::kGiveWorth:
      return rule.most;
    default:
      return std::max<int64_t>(Size(rule.points), 1);
  }
}

}  // namespace

int64_t PointsUnit(const Plan& plan) {
  int64_t unit = 0;
  for (const Instr& instr : plan.leads.instrs) {
    if (!IsGive(instr.prim)) continue;
    if (IsFading(instr.prim)) return 1;  // worths are any thousandths
    const Rule& rule = plan.rules[instr.index];
    unit = std::gcd(unit, rule.points);
    if (instr.prim == Prim::kGiveUnits) unit = std::gcd(unit, rule.most);
  }
  for (const Group& group : plan.groups) {
    unit = std::gcd(unit, group.up_to.value_or(0));
    unit = std::gcd(unit, group.down_to.value_or(0));
  }
  return unit == 0 ? 1 : unit;
}

PointsLane PointsLaneOf(const Plan& plan) {
  const int64_t unit = PointsUnit(plan);
  // By group; the last place is that of the rules outside any.
  std::vector<__int128> sums(plan.groups.size() + 1, 0);
  for (const Instr& instr : plan.leads.instrs) {
    if (!IsGive(instr.prim)) continue;
    const Rule& rule = plan.rules[instr.index];
    const __int128 bound = RuleBound(rule, instr.prim);
    sums[rule.group == kScore ? plan.groups.size() : rule.group] += bound;
  }
  __int128 total = sums.back();
  __int128 most = total;
  for (size_t g = 0; g < plan.groups.size(); ++g) {
    // Caps are monotone: the extremes are those of the extreme sums.
    const auto capped = [&](__int128 sum) {
      const Group& group = plan.groups[g];
      if (group.down_to) sum = std::max<__int128>(sum, *group.down_to);
      if (group.up_to) sum = std::min<__int128>(sum, *group.up_to);
      return sum < 0 ? -sum : sum;
    };
    most = std::max(most, sums[g]);
    total += std::max(capped(sums[g]), capped(-sums[g]));
  }
  most = std::max(most, total) / unit + 1;
  if (most <= INT16_MAX) return PointsLane::kI16;
  return most <= INT32_MAX ? PointsLane::kI32 : PointsLane::kI64;
}

// ---- gives
// -------------------------------------------------------------------------------------------------------

void ProgramBinder::BindGive(uint32_t at) {
  const Instr& instr = program_.instrs[at];
  const Rule& rule = plan_.rules[instr.index];
  const uint32_t mask = instr.a.valid() ? Mask(instr.a) : kNoIndex;
  if (instr.prim == Prim::kGive && mask != kNoIndex) {
    const uint32_t place =
        rule.group == kScore ? static_cast<uint32_t>(plan_.groups.size()) : rule.group;
    pending_[place].push_back({.mask = mask, .rule = instr.index});
    if (pending_[place].size() == kJoinedGives) FlushGives(place);
    return;
  }
  Step step{.op = Op::kGiveAll, .b = mask, .index = rule.group, .rule = instr.index};
  switch (instr.prim) {
    case Prim::kGiveUnits: {
      step.op = Op::kGiveUnits;
      const Form& units = form(instr.b);
      if (units.kind == Form::Kind::kMissing) return;
      if (units.kind == Form::Kind::kColumn) {
        ReadColumn(step, units.index);
      } else {
        step.a = Wide(instr.b);
      }
      step.param = AddRecipe({.kind = Recipe::Kind::kUnits, .rule = instr.index}, 3);
      break;
    }
    case Prim::kGiveFaded:
      step.op = Op::kGiveFaded;
      ReadColumn(step, form(instr.b).index);
      step.table = out_.worths++;
      step.param =
          AddRecipe({.kind = Recipe::Kind::kAsOf, .rule = instr.index, .table = step.table}, 1);
      break;
    case Prim::kGiveWorth:
      step.op = Op::kGiveWorth;
      ReadColumn(step, form(instr.b).index);
      step.param = AddRecipe({.kind = Recipe::Kind::kMost, .rule = instr.index}, 1);
      break;
    default:  // kGive to every row
      step.param = AddRecipe({.kind = Recipe::Kind::kPoints, .rule = instr.index}, 1);
      break;
  }
  out_.steps.push_back(step);
}

void ProgramBinder::FlushGives(uint32_t place) {
  std::vector<PendingGive>& gives = pending_[place];
  if (gives.empty()) return;
  Step step{.op = Op::kGive, .count = static_cast<uint32_t>(gives.size())};
  step.index = place == plan_.groups.size() ? kScore : place;
  step.aux = static_cast<uint32_t>(out_.operands.size());
  for (const PendingGive& give : gives) {
    out_.operands.push_back(give.mask);
    out_.operands.push_back(give.rule);
    const uint32_t param = AddRecipe({.kind = Recipe::Kind::kPoints, .rule = give.rule}, 1);
    if (step.param == kNoIndex) step.param = param;
  }
  out_.steps.push_back(step);
  gives.clear();
}

void ProgramBinder::CloseGroups() {
  if (closed_) return;
  closed_ = true;
  for (uint32_t place = 0; place <= plan_.groups.size(); ++place) FlushGives(place);
  for (uint32_t g = 0; g < plan_.groups.size(); ++g) {
    Step step{.op = Op::kCloseGroup, .index = g};
    step.param = AddRecipe({.kind = Recipe::Kind::kClamp, .rule = g}, 2);
    out_.steps.push_back(step);
  }
}

}  // namespace ripe::ir
