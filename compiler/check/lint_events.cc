// Conditions whose silence about what is not there is easily overlooked: `no a and no b in 30d`
// (the window is b's alone), `no X after Y` (also true where Y never was), `days since X > 30` (not
// true where X never was), `not X` of a field that may be missing. Whether the rest of the rule
// takes care of it is looked up in the `and`s and `or`s around, so each condition is visited once,
// with the first place it stands in.
#include <unordered_map>
#include <unordered_set>

#include "compiler/check/lint_linter.h"

namespace ripe::check {
namespace {

using diag::Id;

// How many `and`s and `or`s outwards are looked at. Deeper conditions go without these warnings.
constexpr int kMostFrames = 16;
// How many parts of logic within logic are looked at from outside.
constexpr size_t kMostNested = 32;

class Surroundings {
 public:
  explicit Surroundings(Linter* linter)
      : linter_(*linter), module_(linter->module), visited_(module_.exprs.size()) {}

  void Examine() {
    for (const Rule& rule : module_.rules) {
      counted_ = rule.counted.events.valid() ? &rule.counted : nullptr;
      Visit(rule.condition);
    }
    counted_ = nullptr;
    for (const StageRule& rule : module_.stage_rules) Visit(rule.condition);
    for (const Checklist& list : module_.checklists) {
      for (const Checklist::Item& item : list.items) Visit(item.condition);
    }
  }

 private:
  // An `and` or `or` with what stands around it; -1: nothing.
  struct Frame {
    ExprId logic;
    int outer;
  };
  // What the parts of an `and` or `or` speak about.
  struct Topics {
    std::unordered_set<uint32_t> asked;      // event types of which some event must be there
    std::unordered_set<uint32_t> mentioned;  // event types in any condition
    std::unordered_set<uint32_t> known;      // fields in `is known`, `is missing`
  };

  void Visit(ExprId root) {
    struct Step {
      ExprId id;
      int frame;
    };
    std::vector<Step> stack;
    if (root.valid()) stack.push_back({root, -1});
    while (!stack.empty()) {
      const Step step = stack.back();
      stack.pop_back();
      if (visited_[step.id.value]) continue;
      visited_[step.id.value] = true;
      const Expr& expr = module_.expr(step.id);
      if (linter_.Own(step.id)) Look(step.id, step.frame);
      int frame = step.frame;
      if (std::holds_alternative<LogicCondition>(expr.node)) {
        frames_.push_back({step.id, step.frame});
        frame = static_cast<int>(frames_.size()) - 1;
      }
      const std::vector<ExprId> children = ChildrenOf(expr);
      for (size_t i = children.size(); i-- > 0;) stack.push_back({children[i], frame});
    }
  }

  void Look(ExprId id, int frame) {
    const Expr& expr = module_.expr(id);
    if (const auto* logic = std::get_if<LogicCondition>(&expr.node))
      return LookAtWindows(id, *logic);
    if (const auto* events = std::get_if<EventCondition>(&expr.node))
      return LookAtAfter(id, *events, frame);
    if (const auto* compare = std::get_if<CompareCondition>(&expr.node))
      return LookAtDaysSince(id, *compare, frame);
    if (const auto* negation = std::get_if<NotCondition>(&expr.node))
      return LookAtNot(id, *negation, frame);
  }

  // `no a and no b in 30d`, `a or b in 30d`: the one without a window stands first, as if the
  // window were both's. `a and b in 30d` is left alone: a state (has signed up) beside something
  // recent is common.
  void LookAtWindows(ExprId id, const LogicCondition& logic) {
    const Span whole = module_.expr(id).span;
    const auto event_of = [&](ExprId part) -> const EventCondition* {
      const auto* events = std::get_if<EventCondition>(&module_.expr(part).node);
      if (events == nullptr) return nullptr;
      const bool none = events->quantifier == EventQuantifier::kAtMost && events->count == 0;
      const bool some = events->quantifier == EventQuantifier::kAtLeast && events->count == 1;
      const Span span = module_.expr(part).span;
      const bool here =
          span.file == whole.file && whole.begin <= span.begin && span.end <= whole.end;
      return here && (logic.is_and ? none : some) ? events : nullptr;
    };
    for (size_t i = 0; i + 1 < logic.operands.size(); ++i) {
      const ExprId first = logic.operands[i], second = logic.operands[i + 1];
      const EventCondition* ever = event_of(first);
      const EventCondition* windowed = event_of(second);
      if (ever == nullptr || windowed == nullptr || ever->term.window.kind != Window::Kind::kEver)
        continue;
      if (windowed->term.window.kind != Window::Kind::kLast) continue;
      linter_.Warn(Id::kWindowlessBeside, module_.expr(first).span,
                   {linter_.Text(first), linter_.Text(second),
                    DurationText(windowed->term.window.far_seconds)});
    }
  }

  void LookAtAfter(ExprId id, const EventCondition& events, int frame) {
    const Window& window = events.term.window;
    if (events.quantifier != EventQuantifier::kAtMost || window.kind != Window::Kind::kAfter)
      return;
    if (Spoken(window.after, frame, /*asked=*/true)) return;
    linter_.Warn(Id::kAfterWithoutEvent, module_.expr(id).span,
                 {linter_.Text(id), linter_.NameOf(window.after)});
  }

  void LookAtDaysSince(ExprId id, const CompareCondition& compare, int frame) {
    const ExprId value = compare.left;  // a number written before it was moved behind it
    const auto limit = NumberOf(module_, compare.right);
    const auto* events = std::get_if<EventValue>(&module_.expr(value).node);
    if (events == nullptr || !limit || events->aggregate != ops::Aggregate::kNewest) return;
    const bool more = compare.op == CompareOp::kGt || compare.op == CompareOp::kGe;
    if (!more || events->term.window.kind != Window::Kind::kEver) return;
    if (*limit < 1 || *limit > 100'000 ||
        *limit != static_cast<double>(static_cast<int64_t>(*limit)))
      return;
    if (Spoken(events->term.events, frame, /*asked=*/false)) return;
    const std::string text =
        linter_.Text(value);  // "days since X ...": what follows the two words names the events
    const size_t name = text.find("since ");
    const std::string what =
        name == std::string::npos ? linter_.NameOf(events->term.events) : text.substr(name + 6);
    linter_.Warn(Id::kDaysSinceOver, module_.expr(id).span,
                 {linter_.Text(id), what, NumberText(*limit)});
  }

  void LookAtNot(ExprId id, const NotCondition& negation, int frame) {
    const auto* yes = std::get_if<IsYes>(&module_.expr(negation.operand).node);
    const auto* value =
        yes == nullptr ? nullptr : std::get_if<FieldValue>(&module_.expr(yes->value).node);
    if (value == nullptr) return;
    const Field& field = module_.fields[value->field.value];
    if (field.otherwise || KnownSpoken(value->field, frame)) return;
    linter_.Warn(Id::kNotOfMissing, module_.expr(id).span, {linter_.Text(id), field.name});
  }

  // True where an `and` (or `or`) around speaks of one of these event types; `asked`: where an
  // `and` around asks for one.
  bool Spoken(ClassId events, int frame, bool asked) {
    if (counted_ != nullptr && Overlaps(TypesOf(counted_->events), events)) return true;
    for (int depth = 0; frame >= 0; frame = frames_[frame].outer, ++depth) {
      if (depth == kMostFrames) return true;
      const bool is_and = std::get<LogicCondition>(module_.expr(frames_[frame].logic).node).is_and;
      const Topics& topics = TopicsOf(frames_[frame].logic);
      if (asked ? is_and && Overlaps(topics.asked, events) : Overlaps(topics.mentioned, events))
        return true;
    }
    return false;
  }
  bool KnownSpoken(FieldId field, int frame) {
    for (int depth = 0; frame >= 0; frame = frames_[frame].outer, ++depth) {
      if (depth == kMostFrames || TopicsOf(frames_[frame].logic).known.contains(field.value))
        return true;
    }
    return false;
  }

  std::unordered_set<uint32_t> TypesOf(ClassId events) const {
    std::unordered_set<uint32_t> out;
    for (const ClassMember& member : module_.cls(events).members) out.insert(member.type.value);
    return out;
  }
  bool Overlaps(const std::unordered_set<uint32_t>& types, ClassId events) const {
    for (const ClassMember& member : module_.cls(events).members) {
      if (types.contains(member.type.value)) return true;
    }
    return false;
  }

  const Topics& TopicsOf(ExprId logic) {
    const auto [it, fresh] = topics_.emplace(logic.value, Topics{});
    if (!fresh) return it->second;
    for (ExprId part : std::get<LogicCondition>(module_.expr(logic).node).operands) {
      while (const auto* negation = std::get_if<NotCondition>(&module_.expr(part).node))
        part = negation->operand;
      AddTopics(part, &it->second);
      const auto* nested =
          std::get_if<LogicCondition>(&module_.expr(part).node);  // such as a define
      if (nested == nullptr || nested->operands.size() > kMostNested) continue;
      for (const ExprId inner : nested->operands) AddTopics(inner, &it->second);
    }
    return it->second;
  }
  void AddTopics(ExprId part, Topics* topics) const {
    const Expr& expr = module_.expr(part);
    if (const auto* known = std::get_if<KnownCondition>(&expr.node)) {
      const auto* value = std::get_if<FieldValue>(&module_.expr(known->value).node);
      if (value != nullptr) topics->known.insert(value->field.value);
    }
    if (const auto* events = std::get_if<EventCondition>(&expr.node)) {
      const bool asks = events->quantifier == EventQuantifier::kAtLeast && events->count > 0;
      for (const uint32_t type : TypesOf(events->term.events)) {
        topics->mentioned.insert(type);
        if (asks) topics->asked.insert(type);
      }
    }
    // `count of X >= 3` speaks of X too; what it asks is not looked at more closely.
    for (const ExprId child : ChildrenOf(expr)) {
      const auto* value = std::get_if<EventValue>(&module_.expr(child).node);
      if (value == nullptr || value->aggregate == ops::Aggregate::kNewest) continue;
      for (const uint32_t type : TypesOf(value->term.events)) {
        topics->asked.insert(type);
        topics->mentioned.insert(type);
      }
    }
  }

  Linter& linter_;
  const Module& module_;
  std::vector<bool> visited_;
  std::vector<Frame> frames_;
  std::unordered_map<uint32_t, Topics> topics_;  // by the `and` or `or`
  const EventTerm* counted_ =
      nullptr;  // of the rule being visited: its events are there whenever it gives points
};

}  // namespace

void LintEvents(Linter* linter) { Surroundings(linter).Examine(); }

}  // namespace ripe::check
