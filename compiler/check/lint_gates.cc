// A stage rule that asks for a lower stage and for what no lead of that stage has: `score >= 60 =>
// MQL`, then `MQL and score < 20
// => Recycled`. It is the way one would say "was an MQL and has cooled down", but stages are judged
// afresh at each instant. From the bottom up, what the rules of each stage leave of each value;
// then each rule is laid over the stages that it names.
#include <unordered_map>

#include "compiler/check/lint_linter.h"

namespace ripe::check {
namespace {

using diag::Id;

// What is known of a lead: the numbers that each value may be, by the meaning of the value. Nothing
// is known of other values.
using Limits = std::unordered_map<uint32_t, std::vector<Interval>>;

// What is beyond goes without a warning, and keeps the work small: values of one stage, spans of
// one value, stages between two.
constexpr size_t kMostValues = 64, kMostSpans = 16;
constexpr uint32_t kMostBetween = 32;

void Narrow(Limits* limits, uint32_t value, const std::vector<Interval>& spans) {
  if (spans.size() > kMostSpans || (limits->size() >= kMostValues && !limits->contains(value)))
    return;
  const auto [it, fresh] = limits->emplace(value, spans);
  if (!fresh) it->second = Intersect(it->second, spans);
}

// Either of two: of values that both limit, what one of them leaves.
Limits Either(const Limits& a, const Limits& b) {
  Limits out;
  for (const auto& [value, spans] : a) {
    const auto other = b.find(value);
    if (other == b.end()) continue;
    std::vector<Interval> both = spans;
    both.insert(both.end(), other->second.begin(), other->second.end());
    both = Union(std::move(both));
    if (!IsEverything(both) && both.size() <= kMostSpans) out.emplace(value, std::move(both));
  }
  return out;
}

class Gates {
 public:
  explicit Gates(Linter* linter)
      : linter_(*linter), module_(linter->module), of_rung_(module_.ladder.size()) {}

  void Examine() {
    std::vector<std::vector<const StageRule*>> rules(module_.ladder.size());
    for (const StageRule& rule : module_.stage_rules) {
      if (!rule.is_exit) rules[rule.stage].push_back(&rule);
    }
    for (uint32_t rung = 1; rung < rules.size(); ++rung) {
      for (const StageRule* rule : rules[rung]) {
        for (const ExprId alternative : Operands(rule->condition, false))
          AddWay(rung, OfAlternative(alternative, rung));
      }
    }
    const auto top = static_cast<uint32_t>(module_.ladder.size());
    for (const StageRule& rule : module_.stage_rules) {
      if (!rule.is_exit) continue;
      for (const ExprId alternative : Operands(rule.condition, false))
        OfAlternative(alternative, top);
    }
  }

 private:
  std::vector<ExprId> Operands(ExprId condition, bool is_and) const {
    const auto* logic = std::get_if<LogicCondition>(&module_.expr(condition).node);
    if (logic != nullptr && logic->is_and == is_and) return logic->operands;
    return {condition};
  }

  void AddWay(uint32_t rung, Limits limits) {
    if (of_rung_[rung]) limits = Either(*of_rung_[rung], limits);
    of_rung_[rung] = std::move(limits);
  }

  // What is known of a lead that meets `alternative`, a way to the stage `decided`. Warns where
  // nothing is left of a value.
  Limits OfAlternative(ExprId alternative, uint32_t decided) {
    Limits limits;
    for (const ExprId part : Operands(alternative, true)) {
      if (const auto* stage = std::get_if<StageCondition>(&module_.expr(part).node)) {
        for (const auto& [value, spans] : OfStage(stage->rung, decided))
          Narrow(&limits, value, spans);
      }
    }
    const Limits of_stages = limits;
    for (const ExprId part : Operands(alternative, true)) {
      const auto test = TestOf(module_, part);
      if (!test || test->kind != ValueTest::Kind::kNumbers || test->spans.empty()) continue;
      const uint32_t value = linter_.shape.Meaning(test->subject);
      const auto of_stage = of_stages.find(value);
      const bool excluded = of_stage != of_stages.end() && !of_stage->second.empty() &&
                            Intersect(of_stage->second, test->spans).empty();
      if (excluded && linter_.Own(part)) WarnExcluded(alternative, part);
      Narrow(&limits, value, test->spans);
    }
    return limits;
  }

  // What is known of a lead that is at least at `rung`, short of `decided`.
  Limits OfStage(uint32_t rung, uint32_t decided) const {
    if (rung == 0 || decided - rung > kMostBetween) return {};
    std::optional<Limits> out;
    for (uint32_t r = rung; r < decided; ++r) {
      if (!of_rung_[r]) continue;  // no rule leads to it
      out = out ? Either(*out, *of_rung_[r]) : *of_rung_[r];
    }
    return out.value_or(Limits{});
  }

  void WarnExcluded(ExprId alternative, ExprId part) {
    for (const ExprId other : Operands(alternative, true)) {
      const auto* stage = std::get_if<StageCondition>(&module_.expr(other).node);
      if (stage == nullptr) continue;
      linter_.Warn(Id::kGateExcludes, module_.expr(part).span,
                   {linter_.Text(part), module_.ladder[stage->rung].name});
      return;
    }
  }

  Linter& linter_;
  const Module& module_;
  std::vector<std::optional<Limits>> of_rung_;  // none: no rule
};

}  // namespace

void LintGates(Linter* linter) { Gates(linter).Examine(); }

}  // namespace ripe::check
