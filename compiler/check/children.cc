// See children.h.
#include "compiler/check/children.h"

#include "compiler/source/overloaded.h"

namespace ripe::check {

using source::Overloaded;

std::vector<ExprId> ChildrenOf(const Expr& expr) {
  using Ids = std::vector<ExprId>;
  return std::visit(Overloaded{
                        [](const LiteralValue&) { return Ids{}; },
                        [](const FieldValue&) { return Ids{}; },
                        [](const PropertyValue&) { return Ids{}; },
                        [](const ScoreValue&) { return Ids{}; },
                        [](const GroupValue&) { return Ids{}; },
                        [](const ChecklistValue&) { return Ids{}; },
                        [](const ArithValue& n) { return Ids{n.left, n.right}; },
                        [](const EventValue&) { return Ids{}; },
                        [](const DaysValue& n) { return Ids{n.value}; },
                        [](const Constant&) { return Ids{}; },
                        [](const IsYes& n) { return Ids{n.value}; },
                        [](const NotCondition& n) { return Ids{n.operand}; },
                        [](const LogicCondition& n) { return n.operands; },
                        [](const CompareCondition& n) { return Ids{n.left, n.right}; },
                        [](const RangeCondition& n) { return Ids{n.value, n.low, n.high}; },
                        [](const MemberCondition& n) { return Ids{n.value}; },
                        [](const TextCondition& n) { return Ids{n.value}; },
                        [](const TagsCondition& n) { return Ids{n.value}; },
                        [](const MatchesCondition& n) { return Ids{n.value}; },
                        [](const KnownCondition& n) { return Ids{n.value}; },
                        [](const EventCondition&) { return Ids{}; },
                        [](const DateWindowCondition& n) { return Ids{n.value}; },
                        [](const StageCondition&) { return Ids{}; },
                    },
                    expr.node);
}

// An expression comes after what it is made of, so that one pass will do.
std::vector<bool> WithStages(const Module& module) {
  std::vector<bool> with(module.exprs.size(), false);
  for (uint32_t id = 0; id < with.size(); ++id) {
    const Expr& expr = module.exprs[id];
    bool any = std::holds_alternative<StageCondition>(expr.node);
    // (One that had errors has no parts.)
    const auto look = [&](ExprId part) {
      any = any || (part.valid() && (part.value >= id || with[part.value]));
    };
    for (const ExprId child : ChildrenOf(expr)) look(child);
    if (const auto* list = std::get_if<ChecklistValue>(&expr.node)) {
      for (const auto& item : module.checklists[list->checklist.value].items) look(item.condition);
    }
    with[id] = any;
  }
  return with;
}

}  // namespace ripe::check
