// Parts of one `and` that exclude each other (`x > 10 and x < 5`, `x in 30d and no x in 90d`), and
// parts of one `or` of which one always holds (`x != "a" or x != "b"`). Each part is laid over
// those before it that are about the same value or the same events, so the work grows with the
// number of parts, not of pairs.
#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "compiler/check/lint_linter.h"

namespace ripe::check {
namespace {

using diag::Id;
using Kind = ValueTest::Kind;

// How many parts of a nested `and` are looked at together with its parent's own; how many parts
// about the same events; how many limits and texts of one value. What is beyond goes without a
// warning, and keeps the work linear.
constexpr size_t kMostNested = 32, kMostEvents = 32, kMostOfValue = 256;

std::vector<std::string> Without(const std::vector<std::string>& a,
                                 const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}
std::vector<std::string> Both(const std::vector<std::string>& a,
                              const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}
std::vector<std::string> Either(const std::vector<std::string>& a,
                                const std::vector<std::string>& b) {
  std::vector<std::string> out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

bool Within(Span inner, Span outer) {
  return inner.file == outer.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

// The ages that a window lets in: from `near` seconds on, short of `far`.
struct Ages {
  int64_t near, far;
};
std::optional<Ages> AgesOf(const Window& window) {
  switch (window.kind) {
    case Window::Kind::kEver:
      return Ages{0, INT64_MAX};
    case Window::Kind::kLast:
      return Ages{0, window.far_seconds};
    case Window::Kind::kBetween:
      return Ages{window.near_seconds, window.far_seconds};
    case Window::Kind::kAfter:
      return std::nullopt;
  }
  return std::nullopt;
}

// One `and` or `or` under examination.
class Parts {
 public:
  Parts(Linter* linter, ExprId id, bool is_and) : linter_(*linter), id_(id), is_and_(is_and) {}

  void Examine() {
    for (const ExprId part : Flattened()) {
      if (found_) return;
      AddMeaning(part);
      if (found_) return;
      if (const auto test = TestOf(linter_.module, part)) {
        AddTest(part, *test);
      } else if (const auto* events =
                     std::get_if<EventCondition>(&linter_.module.expr(part).node)) {
        AddEvents(part, *events);
      }
    }
  }

 private:
  // What the parts so far say together about one value.
  struct OfValue {
    bool has_numbers = false, has_one_of = false, has_none_of = false;
    std::vector<Interval> numbers;
    std::vector<std::string> one_of, none_of;
    std::vector<ExprId> parts;  // that are about it
    ExprId known, missing;      // the latest that needs it known, missing
  };
  struct OfEvents {
    ExprId part;
    const EventCondition* condition;
  };

  // The parts, and those of an `and` directly in this `and` (such as a define's); the same for
  // `or`.
  std::vector<ExprId> Flattened() const {
    const auto& own = std::get<LogicCondition>(linter_.module.expr(id_).node).operands;
    std::vector<ExprId> out(own.begin(), own.end());
    const size_t most = own.size() + kMostNested;
    for (size_t i = 0; i < out.size() && out.size() < most; ++i) {
      const auto* nested = std::get_if<LogicCondition>(&linter_.module.expr(out[i]).node);
      if (nested == nullptr || nested->is_and != is_and_ || nested->operands.size() > kMostNested)
        continue;
      if (linter_.never[out[i].value] || linter_.always[out[i].value]) continue;  // already said
      out.insert(out.end(), nested->operands.begin(), nested->operands.end());
    }
    return out;
  }

  // `a and not a`, `a or not a`, whatever `a` is.
  void AddMeaning(ExprId part) {
    const auto* negation = std::get_if<NotCondition>(&linter_.module.expr(part).node);
    const uint32_t meaning = linter_.shape.Meaning(negation != nullptr ? negation->operand : part);
    const auto& opposite = negation != nullptr ? plain_ : negated_;
    if (const auto it = opposite.find(meaning); it != opposite.end()) {
      return Found(is_and_ ? Id::kCannotBothHold : Id::kOneAlwaysHolds, it->second, part);
    }
    (negation != nullptr ? negated_ : plain_).emplace(meaning, part);
  }

  void AddTest(ExprId part, const ValueTest& test) {
    OfValue& so_far = values_[linter_.shape.Meaning(test.subject)];
    if (is_and_) {
      (test.kind == Kind::kMissing ? so_far.missing : so_far.known) = part;
      if (so_far.missing.valid() && so_far.known.valid()) {
        const ExprId other = test.kind == Kind::kMissing ? so_far.known : so_far.missing;
        return Found(Id::kCannotBothHold, other, part);
      }
    }
    if (test.kind == Kind::kKnown || test.kind == Kind::kMissing) return;
    if (test.kind == Kind::kNumbers && test.spans.empty())
      return;  // a range turned around: said elsewhere
    if (so_far.parts.size() >= kMostOfValue ||
        test.values.size() + test.spans.size() > kMostOfValue)
      return;
    const bool decided = is_and_ ? Exclude(&so_far, test) : Complete(&so_far, test);
    if (decided && !so_far.parts.empty()) {
      const bool texts = test.kind != Kind::kNumbers;
      const Id which =
          is_and_ ? (texts && !so_far.has_none_of ? Id::kOneValueOnly : Id::kCannotBothHold)
                  : (texts && so_far.one_of.empty() ? Id::kNotEqualOr : Id::kAlwaysWhereKnown);
      return Found(which, Partner(so_far, test), part, linter_.Text(test.subject));
    }
    so_far.parts.push_back(part);
  }

  // The earlier part that `test` alone excludes or completes; the latest where it takes several.
  ExprId Partner(const OfValue& so_far, const ValueTest& test) const {
    for (const ExprId part : so_far.parts) {
      OfValue pair;
      const ValueTest other = *TestOf(linter_.module, part);
      if (is_and_) Exclude(&pair, other);
      if (is_and_ ? Exclude(&pair, test) : (Complete(&pair, other), Complete(&pair, test)))
        return part;
    }
    return so_far.parts.back();
  }

  // Narrows what is left of the value; true where nothing is.
  static bool Exclude(OfValue* so_far, const ValueTest& test) {
    switch (test.kind) {
      case Kind::kNumbers:
        so_far->numbers = so_far->has_numbers ? Intersect(so_far->numbers, test.spans) : test.spans;
        so_far->has_numbers = true;
        return so_far->numbers.empty();
      case Kind::kOneOf:
        so_far->one_of = so_far->has_one_of ? Both(so_far->one_of, test.values) : test.values;
        so_far->has_one_of = true;
        if (so_far->has_none_of) so_far->one_of = Without(so_far->one_of, so_far->none_of);
        return so_far->one_of.empty();
      case Kind::kNoneOf:
        so_far->none_of = so_far->has_none_of ? Either(so_far->none_of, test.values) : test.values;
        so_far->has_none_of = true;
        if (!so_far->has_one_of) return false;
        so_far->one_of = Without(so_far->one_of, so_far->none_of);
        return so_far->one_of.empty();
      case Kind::kKnown:
      case Kind::kMissing:
        return false;
    }
    return false;
  }

  // Widens what the value may be; true where that is everything.
  static bool Complete(OfValue* so_far, const ValueTest& test) {
    switch (test.kind) {
      case Kind::kNumbers: {
        std::vector<Interval> all = so_far->numbers;
        all.insert(all.end(), test.spans.begin(), test.spans.end());
        so_far->numbers = Union(std::move(all));
        return IsEverything(so_far->numbers);
      }
      case Kind::kNoneOf:
        so_far->none_of = so_far->has_none_of ? Both(so_far->none_of, test.values) : test.values;
        so_far->has_none_of = true;
        so_far->none_of = Without(so_far->none_of, so_far->one_of);
        return so_far->none_of.empty();
      case Kind::kOneOf:
        so_far->one_of = Either(so_far->one_of, test.values);
        if (!so_far->has_none_of) return false;
        so_far->none_of = Without(so_far->none_of, so_far->one_of);
        return so_far->none_of.empty();
      case Kind::kKnown:
      case Kind::kMissing:
        return false;
    }
    return false;
  }

  // `x in 30d and no x in 90d`: the part that asks for events and the one that forbids them, of the
  // same events.
  void AddEvents(ExprId part, const EventCondition& events) {
    if (!AgesOf(events.term.window)) return;
    // A condition that forbids every event of a type also forbids those with a `where`.
    const bool asks = events.quantifier == EventQuantifier::kAtLeast;
    auto& same = events_[linter_.shape.TypesMeaning(events.term.events)];
    if (same.size() >= kMostEvents) return;
    for (const OfEvents& other : same) {
      if (asks == (other.condition->quantifier == EventQuantifier::kAtLeast)) continue;
      const EventCondition& least = asks ? events : *other.condition;
      const EventCondition& most = asks ? *other.condition : events;
      if (is_and_ ? Contradict(least, most) : CompleteEachOther(least, most)) {
        return Found(is_and_ ? Id::kWindowsContradict : Id::kOneAlwaysHolds, other.part, part);
      }
    }
    same.push_back({part, &events});
  }

  // True where all that `inner` counts `outer` counts too.
  bool Counts(const EventTerm& outer, const EventTerm& inner) const {
    const Shape& shape = linter_.shape;
    const uint32_t outer_class = shape.ClassMeaning(outer.events);
    if (outer_class != shape.ClassMeaning(inner.events) &&
        outer_class != shape.TypesMeaning(inner.events))
      return false;
    const Ages a = *AgesOf(inner.window), b = *AgesOf(outer.window);
    return b.near <= a.near && a.far <= b.far;
  }
  bool Contradict(const EventCondition& least, const EventCondition& most) const {
    return least.count > most.count && Counts(most.term, least.term);
  }
  bool CompleteEachOther(const EventCondition& least, const EventCondition& most) const {
    return least.count <= most.count + 1 && Counts(least.term, most.term);
  }

  void Found(Id id, ExprId first, ExprId second, std::string value = {}) {
    found_ = true;
    (is_and_ ? linter_.never : linter_.always)[id_.value] = true;
    if (!linter_.Own(id_)) return;
    // The parts may stand in a define, or in a module; then the whole condition is marked.
    const Span whole = linter_.module.expr(id_).span;
    const Span a = linter_.module.expr(first).span, b = linter_.module.expr(second).span;
    const bool here = Within(a, whole) && Within(b, whole);
    linter_.Warn(id, here ? source::Cover(a, b) : whole,
                 {linter_.Text(first), linter_.Text(second), std::move(value)});
  }

  Linter& linter_;
  const ExprId id_;
  const bool is_and_;
  bool found_ = false;
  std::unordered_map<uint32_t, ExprId> plain_, negated_;  // by meaning
  std::unordered_map<uint32_t, OfValue> values_;          // by the meaning of the value
  std::unordered_map<uint32_t, std::vector<OfEvents>> events_;
};

}  // namespace

void LintLogic(Linter* linter) {
  for (const ExprId id : linter->shape.order()) {
    if (const auto* logic = std::get_if<LogicCondition>(&linter->module.expr(id).node)) {
      Parts(linter, id, logic->is_and).Examine();
    }
  }
}

}  // namespace ripe::check
