// Conditions and values to instructions. See lower_expr.h for the idea; the table of each node's
// two sides is docs/reference.md's truth tables read row by row.
#include "compiler/ir/lower_expr.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <concepts>
#include <utility>

#include "compiler/check/compare_op.h"
#include "compiler/source/overloaded.h"
#include "compiler/source/stack.h"
#include "compiler/source/unicode.h"
#include "compiler/types/calendar.h"

namespace ripe::ir {
namespace {

using check::ExprId;
using check::Literal;
using source::Overloaded;
using types::ValueType;

std::string Folded(const Literal& literal) { return source::Fold(std::get<std::string>(literal)); }

// A number, or the days of a date.
double NumberOf(const Literal& literal) {
  const auto* days = std::get_if<int32_t>(&literal);
  return days != nullptr ? *days : std::get<double>(literal);
}

// Defines of defines may go as deep as a file is long; a level takes less than a kilobyte of stack.
// Where that comes to an end, `lower` goes on on a further one.
constexpr size_t kLevelBytes = size_t{48} << 10;
constexpr size_t kStackBytes = size_t{16} << 20;

template <class Lower>
Value Deeper(const Lower& lower) {
  if (source::HasStack(kLevelBytes)) return lower();
  Value value;
  source::WithStack(kLevelBytes, [&] { value = lower(); }, kStackBytes);
  return value;
}

// For branches of a visitor that several kinds of node share, each named: a new kind does not
// compile.
template <class T, class... Ts>
concept OneOf = (std::same_as<T, Ts> || ...);

}  // namespace

Needles::List ListTable::TextsOf(const check::ValueList::Part& part) {
  const auto [known, is_new] = texts_.try_emplace(part.get());
  if (!is_new) return known->second;
  std::vector<std::string> folded;
  folded.reserve(part->size());
  for (const Literal& literal : *part) folded.push_back(Folded(literal));
  auto list = std::make_shared<const NeedleList>(std::move(folded));
  std::vector<Needles::List>& alike = texts_by_hash_[list->hash()];
  for (const Needles::List& other : alike) {
    if (other->texts() == list->texts()) return known->second = other;
  }
  alike.push_back(list);
  return known->second = std::move(list);
}

uint32_t ListTable::SetOf(const check::ValueList::Part& part) {
  const auto [known, is_new] =
      sets_.try_emplace(part.get(), static_cast<uint32_t>(plan_->sets.size()));
  if (!is_new) return known->second;
  std::vector<double> numbers;
  numbers.reserve(part->size());
  for (const Literal& literal : *part) numbers.push_back(NumberOf(literal));
  plan_->sets.push_back(std::make_shared<const NumberSet>(std::move(numbers)));
  return known->second;
}

uint32_t QuestionTable::Ask(const check::EventTerm& term, ops::Aggregate aggregate,
                            int64_t saturate, uint32_t property, uint32_t fading) {
  uint64_t hash = term.events.value;
  for (uint64_t part :
       {static_cast<uint64_t>(term.window.kind), static_cast<uint64_t>(term.window.far_seconds),
        static_cast<uint64_t>(term.window.near_seconds), uint64_t{term.window.after.value},
        static_cast<uint64_t>(aggregate), uint64_t{property}, uint64_t{fading}}) {
    hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
  }
  const auto widen = [](int64_t* have, int64_t want) {
    *have = *have == 0 || want == 0 ? 0 : std::max(*have, want);
  };
  const bool worth = aggregate == ops::Aggregate::kWorth;
  for (uint32_t index : by_hash_[hash]) {
    Question& q = plan_->questions[index];
    if (q.events != term.events.value || !(q.window == term.window) || q.aggregate != aggregate ||
        q.property != property || q.fading != fading) {
      continue;
    }
    widen(worth ? &q.saturate_worth : &q.saturate, saturate);
    return index;
  }
  Question q;
  q.events = term.events.value;
  q.window = term.window;
  q.aggregate = aggregate;
  q.property = property;
  q.fading = fading;
  (worth ? q.saturate_worth : q.saturate) = saturate;
  const auto index = static_cast<uint32_t>(plan_->questions.size());
  plan_->questions.push_back(q);
  by_hash_[hash].push_back(index);
  return index;
}

uint32_t QuestionTable::AddFading(int64_t points, int32_t halving_days) {
  const Fading fading{points, halving_days};
  const auto [it, is_new] =
      fadings_.try_emplace({points, halving_days}, static_cast<uint32_t>(plan_->fadings.size()));
  if (is_new) plan_->fadings.push_back(fading);
  return it->second;
}

void ExprLowerer::Decide(uint32_t deciding, const std::vector<Value>* reached) {
  // Masks of the rungs below never change, so the same rung means the same again.
  if (deciding_ == deciding && reached_ == reached) return;
  if (reached_ != reached) any_of_rungs_.clear();
  deciding_ = deciding;
  reached_ = reached;
  of_rung_ = {};  // clear() would keep, and wipe each time, as many buckets as there ever were
}

ExprLowerer::Column ExprLowerer::ColumnOf(ExprId value) const {
  const auto& node = module_.expr(value).node;
  if (const auto* field = std::get_if<check::FieldValue>(&node)) {
    return {field->field.value, &module_.fields[field->field.value]};
  }
  return {std::get<check::PropertyValue>(node).property.value, nullptr};
}

const Literal* ExprLowerer::LiteralOf(ExprId value) const {
  const auto* literal = std::get_if<check::LiteralValue>(&module_.expr(value).node);
  return literal ? &literal->value : nullptr;
}

Value ExprLowerer::Side(ExprId id, bool truth) {
  const uint64_t key = (uint64_t{id.value} << 1) | (truth ? 1 : 0);
  auto& sides = LoweredOf(id).sides;
  if (const auto it = sides.find(key); it != sides.end()) return it->second;
  const Value v = Deeper([&] { return LowerSide(id, truth); });
  sides.emplace(key, v);
  return v;
}

Value ExprLowerer::LowerSide(ExprId id, bool truth) {
  return std::visit(
      Overloaded{
          [&](const check::Constant& n) { return builder_->Constant(n.value == truth); },
          [&](const check::IsYes& n) { return YesNo(n.value, truth); },
          [&](const check::NotCondition& n) { return Side(n.operand, !truth); },
          [&](const check::LogicCondition& n) { return Logic(n, truth); },
          [&](const check::CompareCondition& n) { return Compare(n, truth); },
          [&](const check::RangeCondition& n) { return Range(n, truth); },
          [&](const check::MemberCondition& n) { return Member(n, truth); },
          [&](const check::TextCondition& n) {
            Predicate p{.kind = Predicate::Kind::kTextOp,
                        .op = n.op,
                        .all = n.all,
                        .negated = false,
                        .needles = {},
                        .pattern = {}};
            p.needles = NeedlesOf(n.needles);
            return Text(n.value, std::move(p), truth);
          },
          [&](const check::TagsCondition& n) {
            Predicate p{.kind = Predicate::Kind::kEquals,
                        .op = {},
                        .all = n.all,
                        .negated = false,
                        .needles = {},
                        .pattern = {}};
            p.needles = NeedlesOf(n.needles);
            return Tags(n.value, std::move(p), truth);
          },
          [&](const check::MatchesCondition& n) {
            Predicate p{.kind = Predicate::Kind::kMatches,
                        .op = {},
                        .all = false,
                        .negated = false,
                        .needles = {},
                        .pattern = n.pattern};
            return Text(n.value, std::move(p), truth);
          },
          [&](const check::KnownCondition& n) {
            const Value known = KnownValue(n.value);
            return truth ? known : builder_->Not(known);
          },
          [&](const check::EventCondition& n) { return Events(n, truth); },
          [&](const check::DateWindowCondition& n) { return DateWindow(n, truth); },
          [&](const check::StageCondition& n) {
            const Value reached = AtLeastRung(n.rung);
            return truth ? reached : builder_->Not(reached);
          },
          // A yesno value where a condition is wanted (the checker may leave out the IsYes around
          // it).
          [&](const OneOf<check::LiteralValue, check::FieldValue, check::PropertyValue> auto&) {
            return YesNo(id, truth);
          },
          // Numbers are no conditions: the checker never asks.
          [&](const OneOf<check::ScoreValue, check::GroupValue, check::ChecklistValue,
                          check::ArithValue, check::EventValue, check::DaysValue> auto&) {
            return builder_->Constant(false);
          },
      },
      module_.expr(id).node);
}

Value ExprLowerer::Logic(const check::LogicCondition& node, bool truth) {
  // The true side of `and` and the false side of `or` need all operands, the other two any.
  const bool all = node.is_and == truth;
  Value result = Side(node.operands[0], truth);
  for (size_t i = 1; i < node.operands.size(); ++i) {
    const Value next = Side(node.operands[i], truth);
    result = all ? builder_->And(result, next) : builder_->Or(result, next);
  }
  return result;
}

Value ExprLowerer::YesNo(ExprId value, bool wanted) {
  if (const Literal* literal = LiteralOf(value))
    return builder_->Constant(std::get<bool>(*literal) == wanted);
  const Column column = ColumnOf(value);
  if (column.field != nullptr && column.field->otherwise) {
    // Missing counts as the `else` value: that side is everything but the other.
    const bool otherwise = std::get<bool>(*column.field->otherwise);
    if (otherwise == wanted) return builder_->Not(builder_->LoadMask(column.index, !wanted));
  }
  return builder_->LoadMask(column.index, wanted);
}

Value ExprLowerer::YesNoEqual(ExprId left, ExprId right, bool equal) {
  const Value both_yes = builder_->And(Side(left, true), Side(right, equal));
  const Value both_no = builder_->And(Side(left, false), Side(right, !equal));
  return builder_->Or(both_yes, both_no);
}

Value ExprLowerer::Compare(const check::CompareCondition& node, bool truth) {
  const ValueType left = module_.expr(node.left).value_type;
  const ValueType right = module_.expr(node.right).value_type;
  const CompareOp op = truth ? node.op : check::Opposite(node.op);
  switch (left) {
    case ValueType::kYesNo:
      return YesNoEqual(node.left, node.right, op == CompareOp::kEq);
    case ValueType::kText:
    case ValueType::kTags:
      return TextEqual(node.left, node.right, op == CompareOp::kEq);
    case ValueType::kNumber: {
      // `count of X >= 3` needs no count above 4.
      const auto* events = std::get_if<check::EventValue>(&module_.expr(node.left).node);
      const Literal* literal = LiteralOf(node.right);
      if (events != nullptr && events->aggregate == ops::Aggregate::kCount && literal != nullptr) {
        const double bound = std::get<double>(*literal);
        const int64_t saturate = bound < 0 ? 1 : bound < 1e9 ? static_cast<int64_t>(bound) + 1 : 0;
        const uint32_t q = questions_->Ask(events->term, ops::Aggregate::kCount, saturate);
        return builder_->Compare(op, builder_->Answer(q, Kind::kNumber), Number(node.right));
      }
      break;
    }
    case ValueType::kTime:
      if (right == ValueType::kDate)
        return CompareInstantWithDate(op, node.left, std::get<int32_t>(*LiteralOf(node.right)));
      break;
    case ValueType::kDate:
      if (right == ValueType::kTime) {
        return CompareInstantWithDate(check::Mirrored(op), node.right,
                                      std::get<int32_t>(*LiteralOf(node.left)));
      }
      break;
  }
  return builder_->Compare(op, Number(node.left), Number(node.right));
}

Value ExprLowerer::StartOfDay(int32_t date, int64_t offset) {
  Param p;
  p.from = Param::From::kStartOfDay;
  p.whole = date;
  p.number = static_cast<double>(offset);
  return builder_->Parameter(p);
}

// The local calendar date of an instant against a date: its day begins at StartOfDay(date) and ends
// before StartOfDay(date + 1).
Value ExprLowerer::CompareInstantWithDate(CompareOp op, ExprId time, int32_t date) {
  const Value t = Number(time);
  const Value begin = StartOfDay(date, 0);
  const Value last = StartOfDay(date + 1, -1);
  switch (op) {
    case CompareOp::kEq:
      return builder_->Between(t, begin, last);
    case CompareOp::kNe:
      return builder_->Or(builder_->Compare(CompareOp::kLt, t, begin),
                          builder_->Compare(CompareOp::kGt, t, last));
    case CompareOp::kLt:
      return builder_->Compare(CompareOp::kLt, t, begin);
    case CompareOp::kLe:
      return builder_->Compare(CompareOp::kLe, t, last);
    case CompareOp::kGt:
      return builder_->Compare(CompareOp::kGt, t, last);
    case CompareOp::kGe:
      return builder_->Compare(CompareOp::kGe, t, begin);
  }
  __builtin_unreachable();
}

Value ExprLowerer::Range(const check::RangeCondition& node, bool truth) {
  const bool by_day = module_.expr(node.value).value_type == ValueType::kTime &&
                      module_.expr(node.low).value_type == ValueType::kDate;
  Value low, high;
  if (by_day) {
    low = StartOfDay(std::get<int32_t>(*LiteralOf(node.low)), 0);
    high = StartOfDay(std::get<int32_t>(*LiteralOf(node.high)) + 1, -1);
  } else {
    low = Number(node.low);
    high = Number(node.high);
  }
  const Value v = Number(node.value);
  if (truth) return builder_->Between(v, low, high);
  return builder_->Or(builder_->Compare(CompareOp::kLt, v, low),
                      builder_->Compare(CompareOp::kGt, v, high));
}

Needles ExprLowerer::NeedlesOf(const check::ValueList& list) {
  std::vector<Needles::List> lists;
  for (const check::ValueList::Part& part : list.parts()) lists.push_back(lists_->TextsOf(part));
  return Needles(std::move(lists));
}

Value ExprLowerer::Member(const check::MemberCondition& node, bool truth) {
  const ValueType type = module_.expr(node.value).value_type;
  if (type == ValueType::kText || type == ValueType::kTags) {
    Predicate p{.kind = Predicate::Kind::kEquals,
                .op = {},
                .all = false,
                .negated = false,
                .needles = NeedlesOf(node.list),
                .pattern = {}};
    return type == ValueType::kText ? Text(node.value, std::move(p), truth)
                                    : Tags(node.value, std::move(p), truth);
  }
  Value result = builder_->Constant(!truth);
  for (const check::ValueList::Part& part : node.list.parts()) {
    const Value one = MemberOfPart(node.value, part, truth);
    result = truth ? builder_->Or(result, one) : builder_->And(result, one);
  }
  return result;
}

Value ExprLowerer::MemberOfPart(ExprId value, const check::ValueList::Part& part, bool truth) {
  // Comparing with each of a few is quicker than a search.
  constexpr size_t kFew = 16;
  const auto& node = module_.expr(value).node;
  const bool column = std::holds_alternative<check::FieldValue>(node) ||
                      std::holds_alternative<check::PropertyValue>(node);
  const ValueType type = module_.expr(value).value_type;
  if (part->size() > kFew && column && (type == ValueType::kNumber || type == ValueType::kDate)) {
    return MemberOfSet(ColumnOf(value), part, truth);
  }
  if (part->size() <= kFew || type == ValueType::kYesNo) return MemberOneByOne(value, *part, truth);
  const auto [known, is_new] =
      members_.try_emplace({Number(value).index, part.get(), truth}, Value{});
  if (is_new) known->second = MemberOneByOne(value, *part, truth);
  return known->second;
}

Value ExprLowerer::MemberOfSet(const Column& column, const check::ValueList::Part& part,
                               bool truth) {
  const uint32_t set = lists_->SetOf(part);
  const Value known = builder_->Among(column.index, set, truth);
  if (column.field == nullptr || !column.field->otherwise) return known;
  if (lists_->set(set).Has(NumberOf(*column.field->otherwise)) != truth) return known;
  return builder_->Or(known, builder_->Not(builder_->Known(column.index)));
}

Value ExprLowerer::MemberOneByOne(ExprId value, const std::vector<Literal>& list, bool truth) {
  const ValueType type = module_.expr(value).value_type;
  const CompareOp op = truth ? CompareOp::kEq : CompareOp::kNe;
  Value result;
  for (const Literal& literal : list) {
    Value one;
    if (const auto* date = std::get_if<int32_t>(&literal)) {
      if (type == ValueType::kTime) {
        one = CompareInstantWithDate(op, value, *date);
      } else {
        Param p;
        p.from = Param::From::kDate;
        p.whole = *date;
        one = builder_->Compare(op, Number(value), builder_->Parameter(p));
      }
    } else if (const auto* yes = std::get_if<bool>(&literal)) {
      one = Side(value, *yes == truth);
    } else {
      one = builder_->Compare(op, Number(value), builder_->Number(std::get<double>(literal)));
    }
    result = !result.valid() ? one : truth ? builder_->Or(result, one) : builder_->And(result, one);
  }
  return result;
}

Value ExprLowerer::Text(ExprId value, Predicate predicate, bool truth) {
  if (const Literal* literal = LiteralOf(value)) {
    const std::string& text = std::get<std::string>(*literal);
    return builder_->Constant(CompiledPredicate(predicate).Holds(text, source::Fold(text)) ==
                              truth);
  }
  const Column column = ColumnOf(value);
  predicate.negated = !truth;
  const Value known = builder_->Lookup(column.index, predicate);
  if (column.field == nullptr || !column.field->otherwise) return known;
  const std::string& otherwise = std::get<std::string>(*column.field->otherwise);
  if (!CompiledPredicate(predicate).Holds(otherwise, source::Fold(otherwise))) return known;
  return builder_->Or(known, builder_->Not(builder_->Known(column.index)));
}

Value ExprLowerer::Tags(ExprId value, Predicate predicate, bool truth) {
  const Column column = ColumnOf(value);
  predicate.negated = !truth;
  const Value known = builder_->AnyTag(column.index, predicate);
  if (column.field == nullptr || !column.field->otherwise) return known;
  const std::string otherwise = Folded(*column.field->otherwise);
  if (!CompiledPredicate(predicate).HoldsOfTags(TagSet({otherwise}))) return known;
  return builder_->Or(known, builder_->Not(builder_->Known(column.index)));
}

Value ExprLowerer::TextEqual(ExprId left, ExprId right, bool equal) {
  if (LiteralOf(left) != nullptr) std::swap(left, right);
  const auto equals = [&](ExprId value, const std::string& needle) {
    Predicate p{.kind = Predicate::Kind::kEquals,
                .op = {},
                .all = false,
                .negated = false,
                .needles = {needle},
                .pattern = {}};
    return Text(value, std::move(p), equal);
  };
  if (const Literal* literal = LiteralOf(right)) return equals(left, Folded(*literal));
  // Two columns. Where one is missing and has an `else`, that stands for it.
  const Column a = ColumnOf(left), b = ColumnOf(right);
  Value result = builder_->SameText(a.index, b.index, equal);
  const auto missing = [&](const Column& c) { return builder_->Not(builder_->Known(c.index)); };
  const auto otherwise = [](const Column& c) {
    return c.field != nullptr && c.field->otherwise.has_value();
  };
  if (otherwise(a))
    result =
        builder_->Or(result, builder_->And(missing(a), equals(right, Folded(*a.field->otherwise))));
  if (otherwise(b))
    result =
        builder_->Or(result, builder_->And(missing(b), equals(left, Folded(*b.field->otherwise))));
  return result;
}

Value ExprLowerer::KnownField(check::FieldId field) {
  if (module_.fields[field.value].otherwise) return builder_->Constant(true);
  return builder_->Known(field.value);
}

Value ExprLowerer::KnownValue(ExprId value) {
  const auto& node = module_.expr(value).node;
  if (const auto* field = std::get_if<check::FieldValue>(&node)) return KnownField(field->field);
  if (const auto* property = std::get_if<check::PropertyValue>(&node))
    return builder_->Known(property->property.value);
  if (std::holds_alternative<check::LiteralValue>(node)) return builder_->Constant(true);
  // A computed number is known where it equals itself.
  const Value v = Number(value);
  return builder_->Compare(CompareOp::kEq, v, v);
}

Value ExprLowerer::Events(const check::EventCondition& node, bool truth) {
  const bool at_least = node.quantifier == check::EventQuantifier::kAtLeast;
  // "At most n" is "not at least n + 1".
  const int64_t threshold = at_least ? node.count : node.count + 1;
  if (threshold <= 0) return builder_->Constant(truth);
  const uint32_t q = questions_->Ask(node.term, ops::Aggregate::kCount, threshold);
  const Value answer = builder_->Answer(q, Kind::kNumber);
  return builder_->Compare(at_least == truth ? CompareOp::kGe : CompareOp::kLt, answer,
                           builder_->Number(static_cast<double>(threshold)));
}

// As-of less (or plus, negative seconds) a span, then `steps` of the type's smallest unit.
Value ExprLowerer::Back(bool of_time, int64_t seconds, int64_t steps) {
  Param p;
  p.from = of_time ? Param::From::kAsOfTime : Param::From::kAsOfDate;
  p.whole = (of_time ? -seconds * types::kMicrosPerSecond : -seconds / 86'400) + steps;
  return builder_->Parameter(p);
}

Value ExprLowerer::DateWindow(const check::DateWindowCondition& node, bool truth) {
  const bool of_time = module_.expr(node.value).value_type == ValueType::kTime;
  // Half-open spans as closed ones of whole units: (a, b] is [a + 1, b].
  const Value low = node.next ? Back(of_time, 0, 1) : Back(of_time, node.far_seconds, 1);
  const Value high =
      node.next ? Back(of_time, -node.far_seconds, 0) : Back(of_time, node.near_seconds, 0);
  const Value v = Number(node.value);
  if (truth) return builder_->Between(v, low, high);
  return builder_->Or(builder_->Compare(CompareOp::kLt, v, low),
                      builder_->Compare(CompareOp::kGt, v, high));
}

// At least `rung`, short of the rung being decided. The lowest rung is reached by every lead.
Value ExprLowerer::AtLeastRung(uint32_t rung) {
  if (rung == 0) return builder_->Constant(true);
  if (reached_ == nullptr) return builder_->Constant(false);
  const uint32_t end = std::min(deciding_, static_cast<uint32_t>(reached_->size()));
  if (rung >= end) return builder_->Constant(false);
  constexpr uint32_t kFew = 8;
  if (end - rung > kFew) {
    // Two ranges of a power of two that overlap: n names of stages among n rungs are n ranges.
    const auto power = static_cast<uint32_t>(std::bit_width(end - rung) - 1);
    return builder_->Or(AnyOfRungs(power, rung), AnyOfRungs(power, end - (uint32_t{1} << power)));
  }
  Value result = builder_->Constant(false);
  for (uint32_t r = rung; r < end; ++r) result = builder_->Or(result, (*reached_)[r]);
  return result;
}

Value ExprLowerer::AnyOfRungs(uint32_t power, uint32_t first) {
  if (power == 0) return (*reached_)[first];
  const auto known = any_of_rungs_.find({power, first});
  if (known != any_of_rungs_.end()) return known->second;
  const Value low = AnyOfRungs(power - 1, first);
  const Value high = AnyOfRungs(power - 1, first + (uint32_t{1} << (power - 1)));
  return any_of_rungs_[{power, first}] = builder_->Or(low, high);
}

Value ExprLowerer::Number(ExprId id) {
  auto& numbers = LoweredOf(id).numbers;
  if (const auto it = numbers.find(id.value); it != numbers.end()) return it->second;
  const Value v = Deeper([&] { return LowerNumber(id); });
  numbers.emplace(id.value, v);
  return v;
}

Value ExprLowerer::LowerNumber(ExprId id) {
  const auto literal_value = [&](const Literal& literal) {
    if (const auto* date = std::get_if<int32_t>(&literal)) {
      Param p;
      p.from = Param::From::kDate;
      p.whole = *date;
      return builder_->Parameter(p);
    }
    return builder_->Number(std::get<double>(literal));
  };
  return std::visit(
      Overloaded{
          [&](const check::LiteralValue& n) { return literal_value(n.value); },
          [&](const check::FieldValue& n) {
            const check::Field& field = module_.fields[n.field.value];
            const Value loaded = builder_->Load(n.field.value, field.type);
            if (!field.otherwise) return loaded;
            if (field.type == ValueType::kTime)
              return builder_->Select(loaded, StartOfDay(std::get<int32_t>(*field.otherwise), 0));
            return builder_->Select(loaded, literal_value(*field.otherwise));
          },
          [&](const check::PropertyValue& n) {
            return builder_->Load(n.property.value, module_.properties[n.property.value].type);
          },
          [&](const check::ScoreValue&) { return builder_->Total(kScore); },
          [&](const check::GroupValue& n) { return builder_->Total(n.group.value); },
          [&](const check::ChecklistValue& n) {
            std::vector<Value> masks;
            for (const auto& item : module_.checklists[n.checklist.value].items)
              masks.push_back(True(item.condition));
            return builder_->CountTrue(std::move(masks));
          },
          [&](const check::ArithValue& n) {
            return builder_->Arith(n.op, Number(n.left), Number(n.right));
          },
          [&](const check::EventValue& n) {
            if (n.aggregate == ops::Aggregate::kNewest) {
              const Value newest =
                  builder_->Answer(questions_->Ask(n.term, n.aggregate, 0), Kind::kInstant);
              return builder_->Days(newest, Back(true, 0, 0), true, +1);
            }
            const uint32_t property = n.property.valid() ? n.property.value : 0;
            return builder_->Answer(questions_->Ask(n.term, n.aggregate, 0, property),
                                    Kind::kNumber);
          },
          [&](const check::DaysValue& n) {
            const bool of_time = module_.expr(n.value).value_type == ValueType::kTime;
            return builder_->Days(Number(n.value), Back(of_time, 0, 0), of_time, n.sign);
          },
          // Conditions are no numbers: the checker never asks.
          [&](const OneOf<check::Constant, check::IsYes, check::NotCondition, check::LogicCondition,
                          check::CompareCondition, check::RangeCondition, check::MemberCondition,
                          check::TextCondition, check::TagsCondition, check::MatchesCondition,
                          check::KnownCondition, check::EventCondition, check::DateWindowCondition,
                          check::StageCondition> auto&) { return builder_->Number(0); },
      },
      module_.expr(id).node);
}

}  // namespace ripe::ir
