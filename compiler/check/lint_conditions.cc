// Single conditions that no lead or every lead meets: `score >= 600` where the most these rules can
// give is 285, a checklist of four of which five are asked, `is missing` of a field that has
// `else`. Also makes Linter::truth, from the leaves up.
#include <limits>

#include "compiler/check/lint_linter.h"

namespace ripe::check {
namespace {

using diag::Id;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// The bounds of `value` as a span.
std::vector<Interval> DomainOf(const NumberBounds& bounds) {
  return {{bounds.low, bounds.high, bounds.low == -kInfinity, bounds.high == kInfinity}};
}

// Says of the condition `id`, which asks for `spans` of a value with `bounds`, that it never or
// always holds.
void WarnOutOfBounds(Linter* linter, ExprId id, ExprId value, const std::vector<Interval>& spans,
                     const NumberBounds& bounds, bool never) {
  // What decides: for a condition that never holds what it asks for, for one that always holds what
  // it leaves out.
  const std::vector<Interval> beyond = never ? spans : Complement(spans);
  if (beyond.empty()) return;
  const bool above = beyond.front().low >= bounds.high;
  const std::string bound = NumberText(above ? bounds.high : bounds.low);
  const Span span = linter->module.expr(id).span;
  if (bounds.from_points) {
    const Id which = never ? (above ? Id::kNeverMetMost : Id::kNeverMetLeast)
                           : (above ? Id::kAlwaysMetMost : Id::kAlwaysMetLeast);
    linter->Warn(which, span, {linter->Text(id), bound});
    return;
  }
  const Id which = never ? (above ? Id::kNeverAbove : Id::kNeverBelow)
                         : (above ? Id::kAlwaysAtMost : Id::kAlwaysAtLeast);
  linter->Warn(which, span, {linter->Text(id), linter->Text(value), bound});
}

Truth OfNumbers(Linter* linter, ExprId id, const ValueTest& test) {
  const Module& module = linter->module;
  if (test.spans.empty()) {
    const auto* range = std::get_if<RangeCondition>(&module.expr(id).node);
    if (range != nullptr && linter->Own(id)) {
      linter->Warn(Id::kRangeReversed, module.expr(id).span,
                   {linter->Text(id), linter->Text(range->low), linter->Text(range->high),
                    linter->Text(range->value)});
    }
    return {false, true, true};
  }
  const NumberBounds& bounds = linter->numbers[test.subject.value];
  const std::vector<Interval> domain = DomainOf(bounds);
  const Truth truth{!Intersect(test.spans, domain).empty(),
                    !Intersect(Complement(test.spans), domain).empty(), bounds.may_be_missing};
  const bool always = !truth.fails && !truth.unknown;
  if ((!truth.holds || always) && linter->Own(id)) {
    WarnOutOfBounds(linter, id, test.subject, test.spans, bounds, !truth.holds);
  }
  return truth;
}

Truth OfKnown(Linter* linter, ExprId id, const KnownCondition& known) {
  const Module& module = linter->module;
  const auto* value = std::get_if<FieldValue>(&module.expr(known.value).node);
  if (value == nullptr || !module.fields[value->field.value].otherwise) return {true, true, false};
  if (linter->Own(id)) {
    linter->Warn(Id::kNeverMissing, module.expr(id).span, {module.fields[value->field.value].name});
  }
  return {true, false, false};
}

Truth OfEvents(const EventCondition& events) {
  switch (events.quantifier) {
    case EventQuantifier::kAtLeast:
      return {true, events.count > 0, false};
    case EventQuantifier::kAtMost:
      return {events.count >= 0, true, false};
  }
  return {};
}

Truth TruthOf(Linter* linter, ExprId id) {
  const Expr& expr = linter->module.expr(id);
  if (const auto* known = std::get_if<KnownCondition>(&expr.node))
    return OfKnown(linter, id, *known);
  if (const auto* events = std::get_if<EventCondition>(&expr.node)) return OfEvents(*events);
  if (std::holds_alternative<StageCondition>(expr.node)) return {true, true, false};
  if (std::holds_alternative<CompareCondition>(expr.node) ||
      std::holds_alternative<RangeCondition>(expr.node)) {
    const auto test = TestOf(linter->module, id);
    if (test && test->kind == ValueTest::Kind::kNumbers) return OfNumbers(linter, id, *test);
    return {};
  }
  return TruthOfParts(*linter, id, linter->truth);
}

}  // namespace

void LintConditions(Linter* linter) {
  for (const ExprId id : linter->shape.order()) {
    if (linter->module.expr(id).is_condition) linter->truth[id.value] = TruthOf(linter, id);
  }
}

}  // namespace ripe::check
