// See bounds.h. Points are thousandths in 64 bits; sums saturate, so that no number of rules can
// wrap them.
#include "compiler/check/bounds.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>
#include <unordered_map>

#include "compiler/check/lint_value.h"

namespace ripe::check {
namespace {

// What one `each` may give at most: a thousand million points, in thousandths.
constexpr int64_t kMostOfEach = 1'000'000'000'000;

int64_t SaturatingAdd(int64_t a, int64_t b) {
  int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return a > 0 ? std::numeric_limits<int64_t>::max() : std::numeric_limits<int64_t>::min();
}

// The largest size of what the rule gives, in thousandths.
int64_t LargestSize(const Module& module, const Rule& rule) {
  const int64_t points = rule.points < 0 ? -rule.points : rule.points;
  switch (rule.kind) {
    case Rule::Kind::kOnce:
    case Rule::Kind::kFadingOnce:
      return points;  // an event is never worth more than on its day
    case Rule::Kind::kPerEvent:
    case Rule::Kind::kFadingEach:
      return points == 0 ? 0 : kMostOfEach;
    case Rule::Kind::kPerUnit:
      break;
  }
  if (const auto* list = std::get_if<ChecklistValue>(&module.expr(rule.units).node)) {
    const auto items = static_cast<int64_t>(module.checklists[list->checklist.value].items.size());
    int64_t all = 0;
    if (!__builtin_mul_overflow(points, items, &all)) return std::min(all, kMostOfEach);
  }
  return points == 0 ? 0 : kMostOfEach;
}

// ---- rules over one field, of which one value satisfies only some
// ----------------------------------------------------

struct Gain {
  ValueTest test;
  int64_t points;  // >= 0: the size of a gain or of a loss
};

// The most that one number can collect: a sweep from the left over the ends of the spans.
int64_t MostOfNumbers(const std::vector<Gain>& gains) {
  struct Step {
    double at;
    bool after;  // takes effect just after `at`, else at it
    int64_t change;
  };
  std::vector<Step> steps;
  for (const Gain& gain : gains) {
    for (const Interval& span : gain.test.spans) {
      steps.push_back({span.low, span.low_open, gain.points});
      steps.push_back({span.high, !span.high_open, -gain.points});
    }
  }
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
    return a.at != b.at ? a.at < b.at : a.after < b.after;
  });
  int64_t sum = 0, most = 0;
  for (size_t i = 0; i < steps.size(); ++i) {
    sum += steps[i].change;
    const bool last_here = i + 1 == steps.size() || steps[i + 1].at != steps[i].at ||
                           steps[i + 1].after != steps[i].after;
    if (last_here) most = std::max(most, sum);
  }
  return most;
}

int64_t MostOfTexts(const std::vector<Gain>& gains) {
  int64_t elsewhere = 0;  // what a text collects that no rule names
  std::unordered_map<std::string, int64_t> change;
  for (const Gain& gain : gains) {
    const bool excluded = gain.test.kind == ValueTest::Kind::kNoneOf;
    if (excluded) elsewhere += gain.points;
    for (const std::string& value : gain.test.values) {
      change[value] += excluded ? -gain.points : gain.points;
    }
  }
  int64_t most = elsewhere;
  for (const auto& [value, points] : change) most = std::max(most, elsewhere + points);
  return most;
}

// Sums the rules of one group (or of none): gains and losses, the exclusive ones by field.
class RuleSum {
 public:
  explicit RuleSum(const Module& module) : module_(module) {}

  void Add(const Rule& rule) {
    const Bounds bounds = RuleBounds(module_, rule);
    if (bounds.low == 0 && bounds.high == 0) return;
    const bool gains = bounds.high > 0;
    const int64_t size = gains ? bounds.high : -bounds.low;
    if (rule.kind == Rule::Kind::kOnce) {
      std::optional<ValueTest> test = TestOf(module_, rule.condition);
      if (test && test->kind != ValueTest::Kind::kKnown &&
          test->kind != ValueTest::Kind::kMissing) {
        if (const auto* field = std::get_if<FieldValue>(&module_.expr(test->subject).node)) {
          auto& of_field = gains ? gains_[field->field.value] : losses_[field->field.value];
          of_field.push_back({std::move(*test), size});
          return;
        }
      }
    }
    int64_t& total = gains ? sum_.high : sum_.low;
    total = SaturatingAdd(total, gains ? size : -size);
  }

  Bounds Total() const {
    Bounds total = sum_;
    for (const auto& [field, list] : gains_) total.high = SaturatingAdd(total.high, Most(list));
    for (const auto& [field, list] : losses_) total.low = SaturatingAdd(total.low, -Most(list));
    return total;
  }

 private:
  static int64_t Most(const std::vector<Gain>& gains) {
    return gains[0].test.kind == ValueTest::Kind::kNumbers ? MostOfNumbers(gains)
                                                           : MostOfTexts(gains);
  }

  const Module& module_;
  Bounds sum_;
  std::unordered_map<uint32_t, std::vector<Gain>> gains_, losses_;
};

Bounds Capped(const Group& group, Bounds bounds) {
  const auto cap = [&group](int64_t points) {
    if (group.down_to) points = std::max(points, *group.down_to);
    if (group.up_to) points = std::min(points, *group.up_to);
    return points;
  };
  return {cap(bounds.low), cap(bounds.high)};
}

}  // namespace

Bounds RuleBounds(const Module& module, const Rule& rule) {
  int64_t size = LargestSize(module, rule);
  if (rule.up_to) size = std::min(size, std::max<int64_t>(*rule.up_to, 0));
  return rule.points < 0 ? Bounds{-size, 0} : Bounds{0, size};
}

Bounds GroupBounds(const Module& module, GroupId group) {
  RuleSum sum(module);
  for (const Rule& rule : module.rules) {
    if (rule.group == group) sum.Add(rule);
  }
  return Capped(module.groups[group.value], sum.Total());
}

Bounds ScoreBounds(const Module& module) { return ComputeBounds(module).score; }

ModuleBounds ComputeBounds(const Module& module) {
  std::vector<RuleSum> sums(module.groups.size() + 1, RuleSum(module));  // the last: outside any
  for (const Rule& rule : module.rules) {
    sums[rule.group.valid() ? rule.group.value : module.groups.size()].Add(rule);
  }
  ModuleBounds out;
  out.score = sums.back().Total();
  for (size_t i = 0; i < module.groups.size(); ++i) {
    const Bounds capped = Capped(module.groups[i], sums[i].Total());
    out.groups.push_back(capped);
    out.score.low = SaturatingAdd(out.score.low, capped.low);
    out.score.high = SaturatingAdd(out.score.high, capped.high);
  }
  return out;
}

// ---- numbers
// -----------------------------------------------------------------------------------------------------------

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

NumberBounds OfPoints(Bounds points) {
  return {static_cast<double>(points.low) / 1000, static_cast<double>(points.high) / 1000, false,
          true};
}

// Rounding to nearest is monotonic, so the ends of a sum are the sums of the ends. Anything that is
// not finite is left open.
NumberBounds OfArith(ArithOp op, const NumberBounds& a, const NumberBounds& b) {
  const NumberBounds open{-kInfinity, kInfinity};
  NumberBounds out{0, 0, a.may_be_missing || b.may_be_missing, a.from_points || b.from_points};
  switch (op) {
    case ArithOp::kAdd:
      out.low = a.low + b.low;
      out.high = a.high + b.high;
      break;
    case ArithOp::kSub:
      out.low = a.low - b.high;
      out.high = a.high - b.low;
      break;
    case ArithOp::kMul: {
      const double ends[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
      for (const double end : ends) {
        if (!std::isfinite(end)) return open;
      }
      out.low = *std::min_element(std::begin(ends), std::end(ends));
      out.high = *std::max_element(std::begin(ends), std::end(ends));
      break;
    }
    case ArithOp::kDiv:
      if (b.low != b.high || b.low == 0) return open;
      out.low = b.low > 0 ? a.low / b.low : a.high / b.low;
      out.high = b.low > 0 ? a.high / b.low : a.low / b.low;
      break;
  }
  if (std::isnan(out.low) || std::isnan(out.high)) return open;
  return out;
}

NumberBounds OfValue(const Module& module, const ModuleBounds& bounds, const Expr& expr,
                     const std::vector<NumberBounds>& known) {
  const NumberBounds open{-kInfinity, kInfinity};
  if (const auto* literal = std::get_if<LiteralValue>(&expr.node)) {
    const double* number = std::get_if<double>(&literal->value);
    return number == nullptr ? open : NumberBounds{*number, *number, false};
  }
  if (std::holds_alternative<ScoreValue>(expr.node)) return OfPoints(bounds.score);
  if (const auto* group = std::get_if<GroupValue>(&expr.node)) {
    return OfPoints(bounds.groups[group->group.value]);
  }
  if (const auto* list = std::get_if<ChecklistValue>(&expr.node)) {
    return {0, static_cast<double>(module.checklists[list->checklist.value].items.size()), false};
  }
  if (const auto* events = std::get_if<EventValue>(&expr.node)) {
    switch (events->aggregate) {
      case ops::Aggregate::kCount:
        return {0, kInfinity, false};
      case ops::Aggregate::kNewest:
        return {0, kInfinity, true};
      case ops::Aggregate::kSum:
      case ops::Aggregate::kWorth:
        return {-kInfinity, kInfinity, false};
    }
  }
  if (const auto* arith = std::get_if<ArithValue>(&expr.node)) {
    return OfArith(arith->op, known[arith->left.value], known[arith->right.value]);
  }
  return open;
}

}  // namespace

std::vector<NumberBounds> ComputeNumberBounds(const Module& module, const ModuleBounds& bounds,
                                              const std::vector<ExprId>& order) {
  std::vector<NumberBounds> out(module.exprs.size(), NumberBounds{-kInfinity, kInfinity});
  for (const ExprId id : order) {
    const Expr& expr = module.expr(id);
    if (!expr.is_condition) out[id.value] = OfValue(module, bounds, expr, out);
  }
  return out;
}

}  // namespace ripe::check
