// Why this stage: each condition for a stage with what does not hold in it, and the requirements
// that are not met.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "runtime/api/explain_facts.h"

namespace ripe::api {
namespace {

using check::ExprId;

// The probed values below one stage's condition.
class Values {
 public:
  Values(const Facts& facts, const std::vector<std::pair<ExprId, ExplainProbes::Sides>>& probed)
      : facts_(facts) {
    for (const auto& [id, sides] : probed) outputs_[id.value] = sides.output;
  }
  bool True(ExprId id) const { return At(id, 0) == 1; }
  bool Unknown(ExprId id) const { return At(id, 0) == 0 && At(id, 1) == 0; }
  double Number(ExprId id) const { return At(id, 0); }
  bool Has(ExprId id) const { return outputs_.contains(id.value); }

 private:
  double At(ExprId id, size_t side) const {
    return facts_.base.outputs[outputs_.at(id.value) + side];
  }
  const Facts& facts_;
  std::unordered_map<uint32_t, size_t> outputs_;
};

// "score is 35: 25 short", "BANT is 2", "title is missing".
std::string Actual(const Facts& facts, const Values& values, ExprId leaf) {
  std::string out;
  const auto add = [&](const std::string& text) {
    if (out == text || out.ends_with(", " + text) || out.starts_with(text + ", ")) return;
    out += (out.empty() ? "" : ", ") + text;
  };
  const auto* compare = std::get_if<check::CompareCondition>(&facts.module.expr(leaf).node);
  for (ExprId id : Below(facts.module, leaf, 50)) {
    const check::Expr& e = facts.module.expr(id);
    if (const auto* field = std::get_if<check::FieldValue>(&e.node)) {
      add(fmt::format("{} is {}", facts.module.fields[field->field.value].name,
                      CellText(facts.record.fields[field->field.value], facts.zone)));
    } else if (std::holds_alternative<check::ScoreValue>(e.node) ||
               std::holds_alternative<check::GroupValue>(e.node) ||
               std::holds_alternative<check::ChecklistValue>(e.node) ||
               std::holds_alternative<check::EventValue>(e.node)) {
      if (!values.Has(id)) continue;
      const double now = values.Number(id);
      std::string text = std::isnan(now) ? facts.ShortText(e.span) + " is missing"
                                         : fmt::format("{} is {}", facts.ShortText(e.span), now);
      if (compare != nullptr && compare->left == id && values.Has(compare->right)) {
        const double gap = values.Number(compare->right) - now;
        const bool at_least =
            compare->op == check::CompareOp::kGe || compare->op == check::CompareOp::kGt;
        if (at_least && gap > 0) text += fmt::format(": {} short", gap);
      }
      add(text);
    }
  }
  return out;
}

// What keeps `id` from being true: the smallest conditions of its `and`s that do not hold, as far
// as they were looked at.
void Lacking(const Facts& facts, const Values& values, ExprId id, size_t depth,
             std::vector<std::string>* out) {
  if (!values.Has(id) || values.True(id) || out->size() >= 20) return;
  const check::Expr& e = facts.module.expr(id);
  if (const auto* logic = std::get_if<check::LogicCondition>(&e.node);
      logic != nullptr && logic->is_and && depth < 50) {
    for (ExprId operand : logic->operands) Lacking(facts, values, operand, depth + 1, out);
    return;
  }
  const std::string actual = Actual(facts, values, id);
  out->push_back(actual.empty() ? facts.ShortText(e.span)
                                : fmt::format("{} ({})", facts.ShortText(e.span), actual));
}

std::string Needs(const Facts& facts, const std::vector<check::FieldId>& alternatives) {
  std::string out;
  for (check::FieldId f : alternatives)
    out += (out.empty() ? "" : " or ") + facts.module.fields[f.value].name;
  return out;
}

bool IsKnown(const Facts& facts, check::FieldId f) {
  return facts.module.fields[f.value].otherwise.has_value() ||
         !std::holds_alternative<std::monostate>(facts.record.fields[f.value]);
}

}  // namespace

void ExplainStages(const Facts& facts, const ExplainProbes& probes, Explanation* out) {
  const check::Module& module = facts.module;
  for (size_t i = 0; i < module.stage_rules.size(); ++i) {
    const check::StageRule& rule = module.stage_rules[i];
    const Values values(facts, probes.stages[i]);
    Explanation::Stage s;
    s.stage = rule.is_exit ? module.exits[rule.stage].name : module.ladder[rule.stage].name;
    s.condition = facts.Text(module.expr(rule.condition).span);
    s.holds = values.True(rule.condition);
    s.unknown = values.Unknown(rule.condition);
    if (!rule.is_exit) Lacking(facts, values, rule.condition, 0, &s.lacking);
    out->stages.push_back(std::move(s));
  }
  for (const check::Requirement& r : module.requirements) {
    for (const auto& alternatives : r.needs) {
      bool met = false;
      for (check::FieldId f : alternatives) met = met || IsKnown(facts, f);
      if (met) continue;
      out->gates.push_back(fmt::format("{} needs {}, which {} missing", module.ladder[r.rung].name,
                                       Needs(facts, alternatives),
                                       alternatives.size() == 1 ? "is" : "are all"));
    }
  }
  // The next rung that anything can lift a lead to.
  const uint32_t rungs = facts.program.plan().ladder_size;
  if (facts.base.stage >= rungs) return;
  uint32_t next = rungs;
  for (const check::StageRule& rule : module.stage_rules) {
    if (!rule.is_exit && rule.stage > facts.base.stage) next = std::min(next, rule.stage);
  }
  if (next < rungs) out->next_stage = module.ladder[next].name;
}

}  // namespace ripe::api
