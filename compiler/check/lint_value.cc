// See lint_value.h. Everything is turned into sorted, disjoint spans of numbers or sorted sets of
// folded texts, so that "both", "either" and "not" are set operations.
#include "compiler/check/lint_value.h"

#include <algorithm>
#include <iterator>

#include "compiler/check/compare_op.h"
#include "compiler/source/unicode.h"

namespace ripe::check {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Orders two lower ends: -1 where `a` begins before `b`.
int CompareLow(const Interval& a, const Interval& b) {
  if (a.low != b.low) return a.low < b.low ? -1 : 1;
  if (a.low_open == b.low_open) return 0;
  return a.low_open ? 1 : -1;
}
int CompareHigh(const Interval& a, const Interval& b) {
  if (a.high != b.high) return a.high < b.high ? -1 : 1;
  if (a.high_open == b.high_open) return 0;
  return a.high_open ? -1 : 1;
}

// True where nothing lies between the end of `a` and the begin of `b`, which does not begin before
// `a`.
bool Touches(const Interval& a, const Interval& b) {
  return b.low < a.high || (b.low == a.high && !(a.high_open && b.low_open));
}

std::optional<double> ToNumber(const Literal& literal) {
  if (const double* number = std::get_if<double>(&literal)) return *number == 0 ? 0.0 : *number;
  if (const int32_t* days = std::get_if<int32_t>(&literal)) return *days;
  return std::nullopt;
}

// Of what is no number: a text, or yes or no.
std::string ToText(const Literal& literal) {
  if (const std::string* text = std::get_if<std::string>(&literal)) return source::Fold(*text);
  return std::get<bool>(literal) ? "yes" : "no";
}

const Literal* LiteralOf(const Module& module, ExprId value) {
  const auto* literal = std::get_if<LiteralValue>(&module.expr(value).node);
  return literal == nullptr ? nullptr : &literal->value;
}

std::vector<Interval> SpansOf(CompareOp op, double v) {
  switch (op) {
    case CompareOp::kEq:
      return {{v, v, false, false}};
    case CompareOp::kNe:
      return {{-kInfinity, v, true, true}, {v, kInfinity, true, true}};
    case CompareOp::kLt:
      return {{-kInfinity, v, true, true}};
    case CompareOp::kLe:
      return {{-kInfinity, v, true, false}};
    case CompareOp::kGt:
      return {{v, kInfinity, true, true}};
    case CompareOp::kGe:
      return {{v, kInfinity, false, true}};
  }
  return {};
}

ValueTest Numbers(ExprId subject, std::vector<Interval> spans) {
  return {ValueTest::Kind::kNumbers, subject, std::move(spans), {}};
}

std::optional<ValueTest> TestOfCompare(const Module& module, const CompareCondition& compare) {
  ExprId subject = compare.left;
  CompareOp op = compare.op;
  const Literal* literal = LiteralOf(module, compare.right);
  if (literal == nullptr) {
    literal = LiteralOf(module, compare.left);
    subject = compare.right;
    op = Mirrored(op);
  }
  if (literal == nullptr || LiteralOf(module, subject) != nullptr) return std::nullopt;
  if (const auto number = ToNumber(*literal)) return Numbers(subject, SpansOf(op, *number));
  // Texts, and yes and no, have no order, and tags are not compared.
  const auto kind = op == CompareOp::kEq ? ValueTest::Kind::kOneOf : ValueTest::Kind::kNoneOf;
  return ValueTest{kind, subject, {}, {ToText(*literal)}};
}

std::optional<ValueTest> TestOfMember(const Module& module, const MemberCondition& member) {
  // Tags are several values at once, so that two of them do not contradict each other. Of instants
  // the dates are meant. A long list would be looked through once for each of its uses.
  const ValueType type = module.expr(member.value).value_type;
  if (type == ValueType::kTags || type == ValueType::kTime) return std::nullopt;
  if (member.list.size() > kMostCompared) return std::nullopt;
  ValueTest test;
  test.subject = member.value;
  member.list.Each([&](const Literal& literal) {
    if (const auto number = ToNumber(literal)) {
      test.spans.push_back({*number, *number, false, false});
    } else {
      test.values.push_back(ToText(literal));
    }
  });
  if (test.spans.empty() == test.values.empty()) return std::nullopt;
  if (!test.spans.empty()) return Numbers(member.value, Union(std::move(test.spans)));
  std::sort(test.values.begin(), test.values.end());
  test.values.erase(std::unique(test.values.begin(), test.values.end()), test.values.end());
  test.kind = ValueTest::Kind::kOneOf;
  return test;
}

std::optional<ValueTest> TestOfPlain(const Module& module, ExprId condition) {
  const auto& node = module.expr(condition).node;
  if (const auto* yes = std::get_if<IsYes>(&node)) {
    return ValueTest{ValueTest::Kind::kOneOf, yes->value, {}, {"yes"}};
  }
  if (const auto* known = std::get_if<KnownCondition>(&node)) {
    return ValueTest{ValueTest::Kind::kKnown, known->value, {}, {}};
  }
  if (const auto* compare = std::get_if<CompareCondition>(&node))
    return TestOfCompare(module, *compare);
  if (const auto* member = std::get_if<MemberCondition>(&node))
    return TestOfMember(module, *member);
  if (const auto* range = std::get_if<RangeCondition>(&node)) {
    const auto low = NumberOf(module, range->low), high = NumberOf(module, range->high);
    if (!low || !high || LiteralOf(module, range->value) != nullptr) return std::nullopt;
    if (*low > *high) return Numbers(range->value, {});
    return Numbers(range->value, {{*low, *high, false, false}});
  }
  return std::nullopt;
}

void Negate(ValueTest* test) {
  switch (test->kind) {
    case ValueTest::Kind::kNumbers:
      test->spans = Complement(test->spans);
      break;
    case ValueTest::Kind::kOneOf:
      test->kind = ValueTest::Kind::kNoneOf;
      break;
    case ValueTest::Kind::kNoneOf:
      test->kind = ValueTest::Kind::kOneOf;
      break;
    case ValueTest::Kind::kKnown:
      test->kind = ValueTest::Kind::kMissing;
      break;
    case ValueTest::Kind::kMissing:
      test->kind = ValueTest::Kind::kKnown;
      break;
  }
}

}  // namespace

bool IsEmpty(const Interval& i) {
  return i.low > i.high || (i.low == i.high && (i.low_open || i.high_open));
}

Interval Intersect(const Interval& a, const Interval& b) {
  const Interval& low = CompareLow(a, b) >= 0 ? a : b;
  const Interval& high = CompareHigh(a, b) <= 0 ? a : b;
  return {low.low, high.high, low.low_open, high.high_open};
}

bool Contains(const Interval& outer, const Interval& inner) {
  return CompareLow(outer, inner) <= 0 && CompareHigh(outer, inner) >= 0;
}

std::vector<Interval> Union(std::vector<Interval> spans) {
  std::sort(spans.begin(), spans.end(),
            [](const Interval& a, const Interval& b) { return CompareLow(a, b) < 0; });
  std::vector<Interval> out;
  for (const Interval& span : spans) {
    if (out.empty() || !Touches(out.back(), span)) {
      out.push_back(span);
    } else if (CompareHigh(out.back(), span) < 0) {
      out.back().high = span.high;
      out.back().high_open = span.high_open;
    }
  }
  return out;
}

std::vector<Interval> Intersect(const std::vector<Interval>& a, const std::vector<Interval>& b) {
  std::vector<Interval> out;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Interval both = Intersect(a[i], b[j]);
    if (!IsEmpty(both)) out.push_back(both);
    if (CompareHigh(a[i], b[j]) < 0) {
      ++i;
    } else {
      ++j;
    }
  }
  return out;
}

std::vector<Interval> Complement(const std::vector<Interval>& spans) {
  std::vector<Interval> out;
  Interval rest;
  for (const Interval& span : spans) {
    const Interval before{rest.low, span.low, rest.low_open, !span.low_open};
    if (!IsEmpty(before)) out.push_back(before);
    rest.low = span.high;
    rest.low_open = !span.high_open;
  }
  if (!IsEmpty(rest)) out.push_back(rest);
  return out;
}

bool IsEverything(const std::vector<Interval>& spans) {
  return spans.size() == 1 && spans[0] == Interval{};
}

std::optional<double> NumberOf(const Module& module, ExprId value) {
  const Literal* literal = LiteralOf(module, value);
  return literal == nullptr ? std::nullopt : ToNumber(*literal);
}

std::optional<ValueTest> TestOf(const Module& module, ExprId condition) {
  bool negated = false;
  while (const auto* inner = std::get_if<NotCondition>(&module.expr(condition).node)) {
    condition = inner->operand;
    negated = !negated;
  }
  std::optional<ValueTest> test = TestOfPlain(module, condition);
  if (test && negated) Negate(&*test);
  // A yesno has but two values: not no is yes.
  if (test && test->kind == ValueTest::Kind::kNoneOf && test->values.size() == 1 &&
      module.expr(test->subject).value_type == ValueType::kYesNo) {
    test->kind = ValueTest::Kind::kOneOf;
    test->values[0] = test->values[0] == "yes" ? "no" : "yes";
  }
  return test;
}

}  // namespace ripe::check
