// The whole module: the where program of event classes, then rules in their order, then stages from
// the lowest rung up, then exits, then what the caller probes.
#include "compiler/ir/lower.h"

#include <algorithm>
#include <memory>

#include "compiler/ir/builder.h"
#include "compiler/ir/lower_expr.h"

namespace ripe::ir {
namespace {

class Lowerer {
 public:
  explicit Lowerer(const check::Module& module)
      : module_(module),
        questions_(&plan_),
        lists_(&plan_),
        builder_(&plan_, &plan_.leads),
        exprs_(module, &builder_, &questions_, &lists_) {}

  Plan Run(const LowerOptions& options) {
    CopyNames();
    LowerClasses();
    for (uint32_t r = 0; r < module_.rules.size(); ++r) LowerRule(r);
    LowerStages();
    for (const Probe& probe : options.probes) LowerProbe(probe);
    return std::move(plan_);
  }

 private:
  void CopyNames() {
    plan_.fields = module_.fields;
    plan_.properties = module_.properties;
    for (const check::EventType& t : module_.event_types)
      plan_.event_types.push_back({t.name, t.quoted});
    for (const check::Group& g : module_.groups)
      plan_.groups.push_back({g.name, g.up_to, g.down_to});
    for (const check::Stage& s : module_.ladder) plan_.stages.push_back(s.name);
    for (const check::Stage& s : module_.exits) plan_.stages.push_back(s.name);
    plan_.ladder_size = static_cast<uint32_t>(module_.ladder.size());
    plan_.timezone = module_.timezone;
  }

  void LowerClasses() {
    Builder builder(&plan_, &plan_.where);
    ExprLowerer exprs(module_, &builder, nullptr, &lists_);
    std::unordered_map<uint32_t, uint32_t> outputs;  // by the mask's instruction
    for (const check::EventClass& c : module_.classes) {
      EventClass out;
      out.any_type = c.any_type;
      for (const check::ClassMember& m : c.members) {
        EventClass::Member member{m.type.value, std::nullopt};
        if (m.where.valid()) {
          const Value mask = exprs.True(m.where);
          const auto [it, is_new] = outputs.try_emplace(mask.index, 0);
          if (is_new) it->second = builder.Store(mask);
          member.where = it->second;
        }
        out.members.push_back(member);
      }
      plan_.classes.push_back(std::move(out));
    }
  }

  // How many units it takes to reach the rule's `most`: larger counts give the same.
  static int64_t UnitsToMost(const Rule& rule) {
    const int64_t size = std::max<int64_t>(1, rule.points < 0 ? -rule.points : rule.points);
    return std::max<int64_t>(1, (rule.most + size - 1) / size);
  }

  void LowerRule(uint32_t index) {
    const check::Rule& r = module_.rules[index];
    Rule rule;
    rule.group = r.group.valid() ? r.group.value : kScore;
    rule.points = r.points;
    rule.most = std::min(r.up_to.value_or(kMaxGiven), kMaxGiven);
    Value mask;
    if (r.condition.valid()) mask = exprs_.True(r.condition);
    Prim prim = Prim::kGive;
    Value amount;
    switch (r.kind) {
      case check::Rule::Kind::kOnce:
        rule.points = std::clamp(r.points, -rule.most, rule.most);
        if (!mask.valid()) mask = builder_.Constant(true);
        break;
      case check::Rule::Kind::kPerUnit:
        prim = Prim::kGiveUnits;
        amount = exprs_.Number(r.units);
        break;
      case check::Rule::Kind::kPerEvent:
        prim = Prim::kGiveUnits;
        amount = builder_.Answer(
            questions_.Ask(r.counted, ops::Aggregate::kCount, UnitsToMost(rule)), Kind::kNumber);
        break;
      case check::Rule::Kind::kFadingOnce:
        prim = Prim::kGiveFaded;
        rule.fading = questions_.AddFading(r.points, r.halving_days);
        amount =
            builder_.Answer(questions_.Ask(r.counted, ops::Aggregate::kNewest, 0), Kind::kInstant);
        break;
      case check::Rule::Kind::kFadingEach:
        prim = Prim::kGiveWorth;
        rule.fading = questions_.AddFading(r.points, r.halving_days);
        amount = builder_.Answer(
            questions_.Ask(r.counted, ops::Aggregate::kWorth, rule.most, 0, rule.fading),
            Kind::kNumber);
        break;
    }
    plan_.rules.push_back(rule);
    builder_.Give(prim, mask, amount, index);
  }

  // Rows where every requirement of this rung or one below it is met. Asked of the rungs from the
  // lowest up.
  Value Gate(uint32_t rung) {
    for (const check::Requirement* r : requirements_of_[rung]) {
      for (const auto& alternatives : r->needs) {
        Value any = builder_.Constant(false);
        for (check::FieldId field : alternatives) any = builder_.Or(any, exprs_.KnownField(field));
        gate_ = builder_.And(gate_, any);
      }
    }
    return gate_;
  }

  // The true side of any of the stage's conditions.
  Value Reached(uint32_t stage, bool is_exit) {
    Value any = builder_.Constant(false);
    for (uint32_t index : rules_of_[is_exit ? module_.ladder.size() + stage : stage]) {
      any = builder_.Or(any, exprs_.True(module_.stage_rules[index].condition));
    }
    return any;
  }

  void LowerStages() {
    const auto rungs = static_cast<uint32_t>(module_.ladder.size());
    rules_of_.resize(rungs + module_.exits.size());
    for (uint32_t i = 0; i < module_.stage_rules.size(); ++i) {
      const check::StageRule& r = module_.stage_rules[i];
      rules_of_[r.is_exit ? rungs + r.stage : r.stage].push_back(i);
    }
    requirements_of_.resize(std::max(rungs, 2U));
    for (const check::Requirement& r : module_.requirements)
      requirements_of_[std::max(r.rung, 1U)].push_back(&r);
    gate_ = builder_.Constant(true);
    // Rung 0 needs no mask: every lead is at least there.
    reached_.assign(1, builder_.Constant(true));
    for (uint32_t rung = 1; rung < rungs; ++rung) {
      exprs_.Decide(rung, &reached_);
      reached_.push_back(builder_.And(Reached(rung, false), Gate(rung)));
      builder_.Stage(reached_.back(), rung);
    }
    exprs_.Decide(rungs, &reached_);
    // The first exit wins, so it is written last.
    for (auto exit = static_cast<uint32_t>(module_.exits.size()); exit-- > 0;)
      builder_.Stage(Reached(exit, true), rungs + exit);
  }

  void LowerProbe(const Probe& probe) {
    const auto rungs = static_cast<uint32_t>(module_.ladder.size());
    exprs_.Decide(std::min(probe.deciding.value_or(rungs), rungs), &reached_);
    const check::Expr& e = module_.expr(probe.expr);
    if (e.is_condition || e.value_type == types::ValueType::kYesNo) {
      builder_.Store(exprs_.True(probe.expr));
      builder_.Store(exprs_.False(probe.expr));
    } else {
      builder_.Store(exprs_.Number(probe.expr));
    }
  }

  const check::Module& module_;
  Plan plan_;
  QuestionTable questions_;
  ListTable lists_;
  Builder builder_;
  ExprLowerer exprs_;
  std::vector<Value> reached_;
  Value gate_;                                                           // of the rungs so far
  std::vector<std::vector<const check::Requirement*>> requirements_of_;  // by rung, from 1 on
  std::vector<std::vector<uint32_t>>
      rules_of_;  // indices of stage_rules by stage: ladder, then exits
};

}  // namespace

Plan Lower(const check::Module& module, const LowerOptions& options) {
  return Lowerer(module).Run(options);
}

}  // namespace ripe::ir
