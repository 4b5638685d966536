// Rules: what earns points, and how often. A rule with `each` or `halving` counts exactly one term
// of its top-level `and`; the others guard it. Rules may not ask for what they make (score, groups,
// stages). Entry point: EmitRules.
#include <bit>
#include <set>
#include <utility>

#include "compiler/check/emit.h"

namespace ripe::check {
namespace {

using OpKind = Operand::Kind;

constexpr int64_t kDay = 86'400;
constexpr int64_t kMaxHalvingDays = 36'500;
// Each fading becomes a table of what is left on each day, until nothing is (ir::WorthTable): a
// short file could ask for all memory.
constexpr int64_t kMaxFadingDays = 10'000'000;

class RuleEmitter {
 public:
  explicit RuleEmitter(Context* c) : c_(*c), emitter_(c, 0) {}

  void Emit(const syntax::RuleStatement& s, Span span, GroupId group) {
    Rule rule;
    rule.points = s.points.thousandths;
    rule.group = group;
    rule.span = span;
    rule.condition_span = At(s.condition).span;
    rule.has_label = s.label.has_value();
    rule.label = s.label ? s.label->value : SourceText(c_, rule.condition_span);
    const Reach reach = ReachOf(c_, 0, s.condition);
    bool good = true;
    if (reach.points) {
      c_.Error(Code::kPointsCircle, reach.points_span, {*reach.points});
      if (reach.points_span == rule.condition_span) return;  // `score +5`
      good = false;
    }
    if (s.up_to) {
      rule.up_to = s.up_to->thousandths;
      if (*rule.up_to < 0) {
        c_.Error(Code::kUpToNegative, s.up_to->span,
                 {FormatNumber(static_cast<double>(-*rule.up_to) / 1000)});
        good = false;
      }
    }
    if (s.halving) good &= Halving(*s.halving, &rule) && Fades(*s.halving, rule);
    if (s.each || s.halving) {
      good &= Counted(s, &rule);
    } else {
      rule.condition = emitter_.Condition(s.condition);
      good &= rule.condition.valid();
    }
    if (good) c_.module.rules.push_back(std::move(rule));
  }

 private:
  const syntax::Expr& At(syntax::ExprId id) const { return c_.ast_of(0).expr(id); }

  bool Halving(const syntax::Duration& d, Rule* rule) {
    if (d.seconds < kDay || d.seconds % kDay != 0 || d.seconds / kDay > kMaxHalvingDays) {
      c_.Error(Code::kHalvingDays, d.span,
               {SourceText(c_, d.span), std::to_string(kMaxHalvingDays)});
      return false;
    }
    rule->halving_days = static_cast<int32_t>(d.seconds / kDay);
    return true;
  }

  // Equal fadings share a table.
  bool Fades(const syntax::Duration& d, const Rule& rule) {
    const uint64_t size = static_cast<uint64_t>(rule.points < 0 ? -rule.points : rule.points);
    if (!fadings_.emplace(rule.points, rule.halving_days).second) return true;
    fading_days_ += int64_t{rule.halving_days} * std::bit_width(size);
    if (fading_days_ <= kMaxFadingDays) return true;
    if (!too_many_) c_.Error(Code::kTooMuchFading, d.span, {"10,000,000"});
    too_many_ = true;
    return false;
  }

  // The terms of the top-level `and`, those in parentheses too.
  void Terms(syntax::ExprId id, std::vector<syntax::ExprId>* out) {
    const auto* logic = std::get_if<syntax::LogicExpr>(&At(id).node);
    if (logic == nullptr || !logic->is_and) {
      out->push_back(id);
      return;
    }
    for (syntax::ExprId operand : logic->operands) Terms(operand, out);
  }

  bool Counted(const syntax::RuleStatement& s, Rule* rule) {
    std::vector<syntax::ExprId> terms;
    Terms(s.condition, &terms);
    std::vector<ExprId> guards;
    const syntax::ExprId* counted = nullptr;
    Span first_counted;
    bool broken = false, number = false;
    Span yesno;
    bool has_yesno = false;
    for (const syntax::ExprId& id : terms) {
      const Operand operand = emitter_.Evaluate(id);
      const Span span = At(id).span;
      const bool counts = operand.term || (operand.kind == OpKind::kValue &&
                                           operand.type == ValueType::kNumber && !operand.literal);
      if (operand.kind == OpKind::kError) {
        broken = true;
      } else if (!counts) {
        const ExprId guard = emitter_.AsCondition(operand, id);
        broken |= !guard.valid();
        guards.push_back(guard);
        if (operand.kind == OpKind::kValue && operand.type == ValueType::kYesNo) {
          has_yesno = true;
          yesno = span;
        }
      } else if (counted != nullptr) {
        diag::Diagnostic& d =
            c_.Error(Code::kEachTwo, span, {SourceText(c_, first_counted), SourceText(c_, span)});
        d.labels.push_back({first_counted, diag::LabelId::kCountedHere, {}});
        broken = true;
      } else {
        counted = &id;
        first_counted = span;
        number = !operand.term;
        if (number) rule->units = operand.id;
        if (operand.term) rule->counted = *operand.term;
      }
    }
    if (broken) return false;
    if (counted == nullptr || (number && s.halving)) {
      NothingToCount(s, counted != nullptr, has_yesno && terms.size() == 1, yesno);
      return false;
    }
    if (number) {
      rule->kind = Rule::Kind::kPerUnit;
    } else if (s.halving) {
      rule->kind = s.each ? Rule::Kind::kFadingEach : Rule::Kind::kFadingOnce;
    } else {
      rule->kind = Rule::Kind::kPerEvent;
    }
    if (!guards.empty()) rule->condition = emitter_.And(std::move(guards), At(s.condition).span);
    return true;
  }

  void NothingToCount(const syntax::RuleStatement& s, bool number, bool only_yesno, Span yesno) {
    const Span condition = At(s.condition).span;
    if (s.halving) {
      c_.Error(Code::kHalvingNeedsEvent, s.halving->span, {SourceText(c_, condition)});
    } else if (only_yesno) {
      c_.Error(Code::kEachOnYesNo, s.each_span, {SourceText(c_, yesno)});
    } else {
      c_.Error(Code::kEachNeedsOne, s.each_span, {SourceText(c_, condition)});
    }
    (void)number;
  }

  Context& c_;
  Emitter emitter_;
  std::set<std::pair<int64_t, int32_t>> fadings_;
  int64_t fading_days_ = 0;
  bool too_many_ = false;
};

}  // namespace

void EmitRules(Context* c) {
  RuleEmitter emitter(c);
  uint32_t group = 0;
  for (const syntax::Statement& s : c->ast_of(0).statements) {
    if (const auto* rule = std::get_if<syntax::RuleStatement>(&s.node)) {
      emitter.Emit(*rule, s.span, GroupId{});
    } else if (const auto* g = std::get_if<syntax::GroupStatement>(&s.node)) {
      for (const auto& [rule, span] : g->rules) emitter.Emit(rule, span, GroupId{group});
      ++group;
    }
  }
}

}  // namespace ripe::check
