// Rules that stand twice, rules and groups whose points cannot be meant.
#include <map>
#include <tuple>

#include "compiler/check/lint_linter.h"

namespace ripe::check {
namespace {

using diag::Id;

// Rules are the same when they look at the same thing in the same way in the same group; the points
// aside. One condition in two groups is a choice.
using RuleKey = std::tuple<uint32_t, Rule::Kind, uint32_t, uint32_t, uint32_t, int32_t>;

RuleKey KeyOf(Linter* linter, const Rule& rule) {
  const uint32_t counted =
      rule.counted.events.valid() ? linter->shape.TermMeaning(rule.counted) : Shape::kNone;
  return {rule.group.value,
          rule.kind,
          linter->shape.Meaning(rule.condition),
          linter->shape.Meaning(rule.units),
          counted,
          rule.halving_days};
}

void WarnRepeated(Linter* linter) {
  std::map<RuleKey, const Rule*> first;
  for (const Rule& rule : linter->module.rules) {
    const auto [it, fresh] = first.emplace(KeyOf(linter, rule), &rule);
    if (fresh) continue;
    const Rule& before = *it->second;
    const bool same_points = rule.points == before.points && rule.up_to == before.up_to;
    const std::string sign = rule.points < 0 ? "" : "+", sign_before = before.points < 0 ? "" : "+";
    linter
        ->Warn(same_points ? Id::kRuleRepeated : Id::kSameCondition, rule.span,
               {linter->Text(rule.condition_span), sign_before + PointsText(before.points),
                sign + PointsText(rule.points)})
        .labels.push_back({before.span, diag::LabelId::kFirstHere, {}});
  }
}

void WarnPoints(Linter* linter) {
  for (const Rule& rule : linter->module.rules) {
    if (rule.points == 0 || (rule.up_to && *rule.up_to == 0)) {
      linter->Warn(Id::kNoPoints, rule.span, {linter->Text(rule.condition_span)});
    }
  }
  for (const Group& group : linter->module.groups) {
    if (group.down_to && *group.down_to > 0) {
      const std::string points = PointsText(*group.down_to);
      linter->Warn(Id::kDownToAboveZero, group.span, {group.name, points});
    } else if (group.up_to && *group.up_to < 0) {
      linter->Warn(Id::kUpToBelowZero, group.span,
                   {group.name, PointsText(*group.up_to), PointsText(-*group.up_to)});
    }
  }
}

}  // namespace

void LintRules(Linter* linter) {
  WarnRepeated(linter);
  WarnPoints(linter);
}

}  // namespace ripe::check
