// Ladders of ranges, such as points by company size: rules of one group that each ask whether one
// value lies in a range. Where two ranges share their end both rules give points; where a number
// lies between two, neither does. Both are easily written and hardly ever meant. Thresholds on top
// of each other (`> 30`, then `> 90`) and ranges within ranges are a way of adding up, and wide
// gaps are a choice; those are left alone.
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "compiler/check/lint_linter.h"
#include "compiler/types/calendar.h"

namespace ripe::check {
namespace {

using diag::Id;

struct Rung {
  const Rule* rule;
  Interval span;
  bool bounded;  // a range with two ends, not a comparison
};

// The place of the last decimal of the ladder's ends: ends in whole numbers step by 1, those with
// one decimal by 0.1; 0 where there is no such step.
double StepOf(const std::vector<Rung>& ladder) {
  double step = 1;
  for (const Rung& rung : ladder) {
    for (const double end : {rung.span.low, rung.span.high}) {
      if (!std::isfinite(end)) continue;
      while (step > 1e-4 && std::abs(end / step - std::round(end / step)) > 1e-6) step /= 10;
    }
  }
  return step > 1e-4 ? step : 0;
}

// The first value after the end of `a`, the last before the begin of `b`, when values lie `step`
// apart.
std::pair<double, double> Between(const Rung& a, const Rung& b, double step) {
  return {a.span.high_open ? a.span.high : a.span.high + step,
          b.span.low_open ? b.span.low : b.span.low - step};
}

class Ladder {
 public:
  Ladder(Linter* linter, std::vector<Rung> rungs, std::string value, bool dates)
      : linter_(*linter), rungs_(std::move(rungs)), value_(std::move(value)), dates_(dates) {
    std::stable_sort(rungs_.begin(), rungs_.end(),
                     [](const Rung& a, const Rung& b) { return a.span.low < b.span.low; });
  }

  void Examine() {
    const auto bounded =
        std::count_if(rungs_.begin(), rungs_.end(), [](const Rung& r) { return r.bounded; });
    if (rungs_.size() < 2 || bounded == 0) return;
    const double step = StepOf(rungs_);
    // How many neighbours join without a gap: in a ladder that otherwise joins, a wider gap is a
    // slip too.
    size_t joints = 0, gaps = 0;
    const auto neighbours = Neighbours();
    for (const auto& [a, b] : neighbours) {
      const auto [first, last] = Between(*a, *b, step);
      ++(first > last + step / 2 ? joints : gaps);
    }
    for (const auto& [a, b] : neighbours) {
      if (!a->bounded && !b->bounded) continue;
      if (!WarnOverlap(*a, *b)) WarnGap(*a, *b, step, joints >= 2 && gaps == 1);
    }
  }

 private:
  // Each rung that reaches further than all before it, with the one that reached furthest until
  // then. A range within another has no neighbours.
  std::vector<std::pair<const Rung*, const Rung*>> Neighbours() const {
    std::vector<std::pair<const Rung*, const Rung*>> out;
    const Rung* furthest = &rungs_[0];
    for (size_t i = 1; i < rungs_.size(); ++i) {
      if (Contains(furthest->span, rungs_[i].span)) continue;
      if (!Contains(rungs_[i].span, furthest->span)) out.emplace_back(furthest, &rungs_[i]);
      furthest = &rungs_[i];
    }
    return out;
  }

  // Where the ends of two neighbours meet in one value, or two bounded ranges cut into each other.
  bool WarnOverlap(const Rung& a, const Rung& b) {
    const Interval both = Intersect(a.span, b.span);
    if (IsEmpty(both)) return false;
    const bool one_value = both.low == both.high;
    if (!one_value && !(a.bounded && b.bounded)) return true;
    const Id id = one_value ? Id::kRangesShareEnd : Id::kRangesOverlap;
    linter_.Warn(id, b.rule->condition_span, Args(a, b, both.low, both.high))
        .labels.push_back({a.rule->condition_span, diag::LabelId::kTheOther, {}});
    return true;
  }

  void WarnGap(const Rung& a, const Rung& b, double step, bool ladder) {
    if (step == 0) return;
    const auto [first, last] = Between(a, b, step);
    if (first > last + step / 2) return;
    const bool one_value = last - first < step / 2;
    const double width = last - first;
    const bool slip =
        ladder && width < b.span.high - b.span.low && width < a.span.high - a.span.low;
    if (!one_value && !slip) return;
    linter_
        .Warn(one_value ? Id::kRangeGapOne : Id::kRangeGap, b.rule->condition_span,
              Args(a, b, first, last))
        .labels.push_back({a.rule->condition_span, diag::LabelId::kTheOther, {}});
  }

  std::vector<std::string> Args(const Rung& a, const Rung& b, double first, double last) const {
    return {value_, linter_.Text(a.rule->condition_span), linter_.Text(b.rule->condition_span),
            ValueText(first), ValueText(last)};
  }
  std::string ValueText(double value) const {
    return dates_ ? types::FormatDate(static_cast<int32_t>(value))
                  : NumberText(std::round(value * 1e6) / 1e6);
  }

  Linter& linter_;
  std::vector<Rung> rungs_;
  const std::string value_;
  const bool dates_;
};

}  // namespace

void LintRanges(Linter* linter) {
  const Module& module = linter->module;
  std::map<std::pair<uint32_t, uint32_t>, std::pair<ExprId, std::vector<Rung>>>
      ladders;  // by group and value
  for (const Rule& rule : module.rules) {
    if (rule.kind != Rule::Kind::kOnce) continue;
    const auto test = TestOf(module, rule.condition);
    if (!test || test->kind != ValueTest::Kind::kNumbers || test->spans.size() != 1) continue;
    const Interval span = test->spans[0];
    if (span.low == span.high) continue;  // a single value beside ranges is a bonus, not a rung
    const bool bounded = std::isfinite(span.low) && std::isfinite(span.high);
    auto& [value, rungs] = ladders[{rule.group.value, linter->shape.Meaning(test->subject)}];
    value = test->subject;
    rungs.push_back({&rule, span, bounded});
  }
  for (auto& [key, ladder] : ladders) {
    const ValueType type = module.expr(ladder.first).value_type;
    Ladder(linter, std::move(ladder.second), linter->Text(ladder.first), type != ValueType::kNumber)
        .Examine();
  }
}

}  // namespace ripe::check
