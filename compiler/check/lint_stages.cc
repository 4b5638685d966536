// The ladder: stages that no lead can reach, stages that every lead passes through, rules for a
// stage that another rule for it makes needless, requirements that bind nothing. What one rule
// implies another is found by meaning and by the weakest limits on each value, so the work grows
// with the number of rules.
#include <unordered_map>
#include <unordered_set>

#include "compiler/check/lint_linter.h"

namespace ripe::check {
namespace {

using diag::Id;

// The alternatives of a condition: the parts of a top-level `or`; the condition itself where it is
// none.
std::vector<ExprId> AlternativesOf(const Module& module, ExprId condition) {
  const auto* logic = std::get_if<LogicCondition>(&module.expr(condition).node);
  if (logic != nullptr && !logic->is_and) return logic->operands;
  return {condition};
}
std::vector<ExprId> PartsOf(const Module& module, ExprId alternative) {
  const auto* logic = std::get_if<LogicCondition>(&module.expr(alternative).node);
  if (logic != nullptr && logic->is_and) return logic->operands;
  return {alternative};
}

// What suffices for a stage: conditions each of which alone leads there, and by which rule.
class Sufficient {
 public:
  // `across`: for another stage than the rules it is asked about. `not MQL` then means something
  // else, and is left aside.
  Sufficient(const Linter& linter, bool across) : linter_(linter), across_(across) {}

  void Add(uint32_t rule) {
    for (const ExprId alternative :
         AlternativesOf(linter_.module, linter_.module.stage_rules[rule].condition)) {
      if (across_ && !NamesStagesPlainly(alternative)) continue;
      by_meaning_.emplace(linter_.shape.Meaning(alternative), rule);
      const auto test = TestOf(linter_.module, alternative);
      if (!test || test->kind != ValueTest::Kind::kNumbers || test->spans.size() != 1) continue;
      const Interval span = test->spans[0];
      Limits& limits = limits_[linter_.shape.Meaning(test->subject)];
      if (span.high == Interval{}.high) Widen(&limits.from, span, rule);
      if (span.low == Interval{}.low) Widen(&limits.until, span, rule);
    }
  }
  void Clear() {
    by_meaning_.clear();
    limits_.clear();
  }

  // A rule that every lead meets which meets `rule`, other than itself; none where there may be
  // such leads that do not.
  std::optional<uint32_t> ImpliedBy(uint32_t rule) const {
    std::optional<uint32_t> by;
    for (const ExprId alternative :
         AlternativesOf(linter_.module, linter_.module.stage_rules[rule].condition)) {
      by = ImpliedBy(rule, alternative);
      if (!by) return std::nullopt;
    }
    return by;
  }

 private:
  struct Limit {
    Interval span;
    uint32_t rule = UINT32_MAX;
  };
  struct Limits {
    Limit from, until;  // the widest `>` and the widest `<`
  };

  // A stage by its name, alone or as a part of an `and`, asks for less the higher the stage that is
  // decided.
  bool NamesStagesPlainly(ExprId alternative) const {
    for (const ExprId part : PartsOf(linter_.module, alternative)) {
      const bool plain = std::holds_alternative<StageCondition>(linter_.module.expr(part).node);
      if (linter_.shape.HasStage(part) && !plain) return false;
    }
    return true;
  }

  static void Widen(Limit* limit, const Interval& span, uint32_t rule) {
    if (limit->rule == UINT32_MAX || (Contains(span, limit->span) && !(span == limit->span)))
      *limit = {span, rule};
  }

  std::optional<uint32_t> ImpliedBy(uint32_t rule, ExprId alternative) const {
    if (const auto by = SameMeaning(rule, alternative)) return by;
    for (const ExprId part : PartsOf(linter_.module, alternative)) {
      if (const auto by = SameMeaning(rule, part)) return by;
      const auto test = TestOf(linter_.module, part);
      if (!test || test->kind != ValueTest::Kind::kNumbers || test->spans.size() != 1) continue;
      const auto limits = limits_.find(linter_.shape.Meaning(test->subject));
      if (limits == limits_.end()) continue;
      for (const Limit& limit : {limits->second.from, limits->second.until}) {
        if (limit.rule != UINT32_MAX && limit.rule != rule && Contains(limit.span, test->spans[0]))
          return limit.rule;
      }
    }
    return std::nullopt;
  }
  std::optional<uint32_t> SameMeaning(uint32_t rule, ExprId condition) const {
    const auto it = by_meaning_.find(linter_.shape.Meaning(condition));
    if (it == by_meaning_.end() || it->second == rule) return std::nullopt;
    return it->second;
  }

  const Linter& linter_;
  const bool across_;
  std::unordered_map<uint32_t, uint32_t> by_meaning_;  // the first rule that it suffices for
  std::unordered_map<uint32_t, Limits> limits_;        // by the meaning of the value
};

class Stages {
 public:
  explicit Stages(Linter* linter)
      : linter_(*linter),
        module_(linter->module),
        of_rung_(module_.ladder.size()),
        of_exit_(module_.exits.size()) {
    for (uint32_t i = 0; i < module_.stage_rules.size(); ++i) {
      const StageRule& rule = module_.stage_rules[i];
      (rule.is_exit ? of_exit_ : of_rung_)[rule.stage].push_back(i);
    }
  }

  void Examine() {
    WarnDeclared();
    WarnReach();
    for (const auto& rules : of_rung_) WarnShadowed(rules);
    for (const auto& rules : of_exit_) WarnShadowed(rules);
    WarnOvertaken();
    WarnExitsOvertaken();
    WarnRequirements();
  }

 private:
  Span SpanOf(uint32_t rule) const { return module_.stage_rules[rule].span; }
  std::string ConditionOf(uint32_t rule) const {
    return linter_.Text(module_.stage_rules[rule].condition);
  }

  void WarnDeclared() {
    if (!of_rung_.empty()) {
      for (const uint32_t rule : of_rung_[0])
        linter_.Warn(Id::kLowestStageRule, SpanOf(rule), {module_.ladder[0].name});
    }
    for (const syntax::Statement& statement : linter_.ast.statements) {
      const auto* stages = std::get_if<syntax::StagesStatement>(&statement.node);
      if (stages == nullptr || module_.stage_rules.empty()) continue;
      WarnWithoutRules(stages->ladder, of_rung_, 1);
      WarnWithoutRules(stages->exits, of_exit_, 0);
    }
  }
  void WarnWithoutRules(const std::vector<syntax::Name>& names,
                        const std::vector<std::vector<uint32_t>>& rules, size_t from) {
    for (size_t i = from; i < names.size() && i < rules.size(); ++i) {
      if (rules[i].empty()) linter_.Warn(Id::kStageWithoutRule, names[i].span, {names[i].text});
    }
  }

  // From the lowest up: which stages some lead can reach, given which of those below it can.
  void WarnReach() {
    // reached_below_[r]: how many rungs below r, the lowest aside, some lead can reach.
    reached_below_.assign(of_rung_.size() + 1, 0);
    std::vector<Truth> truth = linter_.truth;
    judged_.assign(truth.size(), 0);
    for (uint32_t rung = 0; rung < of_rung_.size(); ++rung) {
      bool reached = false;
      if (!of_rung_[rung].empty()) {
        for (const uint32_t rule : of_rung_[rung]) {
          Judge(module_.stage_rules[rule].condition, rung, &truth);
          reached |= WarnIfUnreached(rule, module_.ladder[rung].name, rung, truth);
        }
      }
      reached_below_[rung + 1] = reached_below_[rung] + (reached && rung > 0 ? 1 : 0);
    }
    const auto top = static_cast<uint32_t>(of_rung_.size());
    for (uint32_t i = 0; i < of_exit_.size(); ++i) {
      for (const uint32_t rule : of_exit_[i]) {
        Judge(module_.stage_rules[rule].condition, top, &truth);
        WarnIfUnreached(rule, module_.exits[i].name, top, truth);
      }
    }
  }

  // True where some lead can be at `rung` or above, short of `decided`.
  bool Reachable(uint32_t rung, uint32_t decided) const {
    return rung == 0 || (rung < decided && reached_below_[decided] > reached_below_[rung]);
  }
  // The truth of a condition while `decided` is decided. Only what it is made of is looked at, and
  // of that only what may still change: a stage that can be reached can be reached from then on.
  void Judge(ExprId condition, uint32_t decided, std::vector<Truth>* truth) {
    std::vector<std::pair<ExprId, bool>> open = {{condition, false}};
    while (!open.empty()) {
      const auto [id, parts_judged] = open.back();
      open.pop_back();
      if (IsJudged(id, decided)) continue;
      uint32_t& judged = judged_[id.value];
      if (const auto* stage = std::get_if<StageCondition>(&module_.expr(id).node)) {
        const bool reachable = Reachable(stage->rung, decided);
        (*truth)[id.value] = {reachable, stage->rung != 0, false};
        judged = reachable ? kForGood : decided + 1;
        continue;
      }
      const std::vector<ExprId> parts = PartsOf(id);
      if (parts.empty()) {
        judged = kForGood;
      } else if (!parts_judged) {
        open.emplace_back(id, true);
        for (const ExprId part : parts) open.emplace_back(part, false);
      } else {
        (*truth)[id.value] = TruthOfParts(linter_, id, *truth);
        const bool for_good = std::all_of(
            parts.begin(), parts.end(), [&](ExprId part) { return IsJudged(part, kForGood - 1); });
        judged = for_good ? kForGood : decided + 1;
      }
    }
  }
  bool IsJudged(ExprId id, uint32_t decided) const {
    return !linter_.shape.HasStage(id) || judged_[id.value] > decided;
  }
  // Of `not`, `and`, `or`: the conditions that its truth is made of.
  std::vector<ExprId> PartsOf(ExprId id) const {
    if (const auto* inner = std::get_if<NotCondition>(&module_.expr(id).node))
      return {inner->operand};
    if (const auto* logic = std::get_if<LogicCondition>(&module_.expr(id).node))
      return {logic->operands.begin(), logic->operands.end()};
    return {};
  }
  // Warns only where a stage that is out of reach is the cause: other causes are marked at the
  // condition itself.
  bool WarnIfUnreached(uint32_t rule, const std::string& name, uint32_t decided,
                       const std::vector<Truth>& truth) {
    const ExprId condition = module_.stage_rules[rule].condition;
    if (truth[condition.value].holds) return true;
    if (!linter_.truth[condition.value].holds) return false;
    if (const auto missing = FirstUnreached(condition, decided)) {
      linter_.Warn(Id::kStageOutOfReach, SpanOf(rule), {name, module_.ladder[*missing].name});
    }
    return false;
  }
  std::optional<uint32_t> FirstUnreached(ExprId condition, uint32_t decided) const {
    std::vector<ExprId> open = {condition};
    std::unordered_set<uint32_t> seen;
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (!linter_.shape.HasStage(id) || !seen.insert(id.value).second) continue;
      const auto* stage = std::get_if<StageCondition>(&module_.expr(id).node);
      if (stage != nullptr && !Reachable(stage->rung, decided)) return stage->rung;
      for (const ExprId child : ChildrenOf(module_.expr(id))) open.push_back(child);
    }
    return std::nullopt;
  }

  void WarnShadowed(const std::vector<uint32_t>& rules) {
    if (rules.size() < 2) return;
    Sufficient sufficient(linter_, false);
    for (const uint32_t rule : rules) sufficient.Add(rule);
    for (const uint32_t rule : rules) {
      const auto by = sufficient.ImpliedBy(rule);
      if (!by) continue;
      const StageRule& shadowed = module_.stage_rules[rule];
      const std::string& stage =
          (shadowed.is_exit ? module_.exits : module_.ladder)[shadowed.stage].name;
      linter_.Warn(Id::kStageRuleShadowed, SpanOf(rule), {stage, ConditionOf(*by)})
          .labels.push_back({SpanOf(*by), diag::LabelId::kThisCoversIt, {}});
    }
  }

  // From the top down: a stage of which every lead also reaches a higher one is nobody's stage.
  void WarnOvertaken() {
    std::unordered_set<uint32_t> required;
    for (const Requirement& requirement : module_.requirements) required.insert(requirement.rung);
    Sufficient above(linter_, true);
    // A rule `MQL => SQL` takes along every stage from MQL on; the lowest such stage, and the rule.
    uint32_t lowest = UINT32_MAX, lowest_rule = 0;
    for (uint32_t rung = static_cast<uint32_t>(of_rung_.size()); rung-- > 1;) {
      WarnIfOvertaken(rung, above, lowest, lowest_rule);
      if (required.contains(rung)) {  // what is required here holds back those who come from below
        above.Clear();
        lowest = UINT32_MAX;
        continue;
      }
      for (const uint32_t rule : of_rung_[rung]) {
        above.Add(rule);
        const auto* stage =
            std::get_if<StageCondition>(&module_.expr(module_.stage_rules[rule].condition).node);
        if (stage != nullptr && stage->rung < lowest) lowest = stage->rung, lowest_rule = rule;
      }
    }
  }
  void WarnIfOvertaken(uint32_t rung, const Sufficient& above, uint32_t lowest,
                       uint32_t lowest_rule) {
    if (of_rung_[rung].empty()) return;
    std::optional<uint32_t> by;
    if (lowest <= rung) by = lowest_rule;
    for (size_t i = 0; lowest > rung && i < of_rung_[rung].size(); ++i) {
      by = above.ImpliedBy(of_rung_[rung][i]);
      if (!by) return;
    }
    const std::string& higher = module_.ladder[module_.stage_rules[*by].stage].name;
    linter_
        .Warn(Id::kStageOvertaken, SpanOf(of_rung_[rung][0]),
              {module_.ladder[rung].name, higher, ConditionOf(*by)})
        .labels.push_back({SpanOf(*by), diag::LabelId::kThisCoversIt, {}});
  }

  // The same for exits, of which the first whose condition holds wins.
  void WarnExitsOvertaken() {
    Sufficient before(linter_, false);
    for (uint32_t exit = 0; exit < of_exit_.size(); ++exit) {
      std::optional<uint32_t> by;
      bool all = !of_exit_[exit].empty();
      for (const uint32_t rule : of_exit_[exit]) {
        const auto implied = before.ImpliedBy(rule);
        all = all && implied.has_value();
        if (implied) by = implied;
      }
      if (all) {
        const std::string& earlier = module_.exits[module_.stage_rules[*by].stage].name;
        linter_
            .Warn(Id::kExitOvertaken, SpanOf(of_exit_[exit][0]),
                  {module_.exits[exit].name, earlier, ConditionOf(*by)})
            .labels.push_back({SpanOf(*by), diag::LabelId::kThisCoversIt, {}});
      }
      for (const uint32_t rule : of_exit_[exit]) before.Add(rule);
    }
  }

  void WarnRequirements() {
    uint32_t highest = 0;  // the highest stage with a rule
    for (uint32_t rung = 0; rung < of_rung_.size(); ++rung) {
      if (!of_rung_[rung].empty()) highest = rung;
    }
    for (const Requirement& requirement : module_.requirements) {
      if (requirement.rung <= highest && highest > 0) continue;
      linter_.Warn(Id::kRequireWithoutEffect, requirement.span,
                   {module_.ladder[requirement.rung].name});
    }
  }

  Linter& linter_;
  const Module& module_;
  std::vector<std::vector<uint32_t>> of_rung_, of_exit_;  // indices in stage_rules
  std::vector<uint32_t> reached_below_;
  static constexpr uint32_t kForGood = UINT32_MAX;
  std::vector<uint32_t> judged_;  // by condition: one more than the rung it was judged for last
};

}  // namespace

void LintStages(Linter* linter) { Stages(linter).Examine(); }

}  // namespace ripe::check
