// The least and the most that rules can give, on modules built by hand: caps, `each`, rules that exclude each other, saturation.
#include <catch2/catch.hpp>

#include "compiler/check/bounds.h"
#include "compiler/check/lint.h"

namespace ripe::check {
namespace {

// Builds rules over one number field `x`, one text field `t`, and conditions nobody knows anything about.
class Builder {
 public:
  Builder() {
    module_.ladder.push_back({"Lead", {}});
    module_.fields.push_back({.name = "x", .type = ValueType::kNumber});
    module_.fields.push_back({.name = "t", .type = ValueType::kText});
    module_.event_types.push_back({.name = "e"});
    module_.classes.push_back({false, {{EventTypeId{0}, {}}}});
    x_ = Value(FieldValue{FieldId{0}}, ValueType::kNumber);
    t_ = Value(FieldValue{FieldId{1}}, ValueType::kText);
  }

  template <class Node>
  ExprId Value(Node node, ValueType type) {
    module_.exprs.push_back({.value_type = type, .node = std::move(node)});
    return ExprId{static_cast<uint32_t>(module_.exprs.size() - 1)};
  }
  template <class Node>
  ExprId Condition(Node node) {
    module_.exprs.push_back({.is_condition = true, .node = std::move(node)});
    return ExprId{static_cast<uint32_t>(module_.exprs.size() - 1)};
  }
  ExprId Number(double value) { return Value(LiteralValue{value}, ValueType::kNumber); }
  ExprId X(CompareOp op, double value) { return Condition(CompareCondition{op, x_, Number(value)}); }
  ExprId XIn(double low, double high) { return Condition(RangeCondition{x_, Number(low), Number(high)}); }
  ExprId T(CompareOp op, std::string text) {
    return Condition(CompareCondition{op, t_, Value(LiteralValue{std::move(text)}, ValueType::kText)});
  }
  ExprId TIn(std::vector<Literal> texts) { return Condition(MemberCondition{t_, std::move(texts)}); }
  ExprId Event() { return Condition(EventCondition{EventQuantifier::kAtLeast, 1, {ClassId{0}, {}}}); }

  Rule& Add(ExprId condition, int64_t points, GroupId group = {}) {
    module_.rules.push_back({.condition = condition, .points = points * 1000, .group = group});
    return module_.rules.back();
  }
  GroupId AddGroup(std::optional<int64_t> up_to, std::optional<int64_t> down_to) {
    module_.groups.push_back({"g", {}, {}, {}});
    if (up_to) module_.groups.back().up_to = *up_to * 1000;
    if (down_to) module_.groups.back().down_to = *down_to * 1000;
    return GroupId{static_cast<uint32_t>(module_.groups.size() - 1)};
  }
  void Expect(int64_t low, int64_t high) const {
    const Bounds score = ScoreBounds(module_);
    CHECK(score.low == low * 1000);
    CHECK(score.high == high * 1000);
  }
  Module& module() { return module_; }
  ExprId x() const { return x_; }

 private:
  Module module_;
  ExprId x_, t_;
};

TEST_CASE("bounds: gains and losses", "[lint]") {
  Builder b;
  b.Add(b.Event(), 20);
  b.Add(b.Event(), -10);
  b.Expect(-10, 20);
}

TEST_CASE("bounds: each is held within a thousand million, and by its cap", "[lint]") {
  Builder b;
  Rule& rule = b.Add({}, 5);
  rule.kind = Rule::Kind::kPerEvent;
  rule.counted = {ClassId{0}, {}};
  b.Expect(0, 1'000'000'000);
  rule.up_to = 25'000;
  b.Expect(0, 25);
  rule.points = -5'000;
  b.Expect(-25, 0);
  rule.points = 0;
  b.Expect(0, 0);
}

TEST_CASE("bounds: a checklist's units are its items", "[lint]") {
  Builder b;
  b.module().checklists.push_back({"BANT", std::vector<Checklist::Item>(4), {}});
  Rule& rule = b.Add({}, 5);
  rule.kind = Rule::Kind::kPerUnit;
  rule.units = b.Value(ChecklistValue{ChecklistId{0}}, ValueType::kNumber);
  b.Expect(0, 20);
}

TEST_CASE("bounds: fading never gives more than its points", "[lint]") {
  Builder b;
  Rule& rule = b.Add(b.Event(), 8);
  rule.kind = Rule::Kind::kFadingOnce;
  rule.halving_days = 30;
  b.Expect(0, 8);
}

TEST_CASE("bounds: groups after their caps", "[lint]") {
  Builder b;
  const GroupId group = b.AddGroup(50, -5);
  b.Add(b.Event(), 40, group);
  b.Add(b.Event(), 30, group);
  b.Add(b.Event(), -30, group);
  b.Add(b.Event(), 7);
  b.Expect(-5, 57);
  CHECK(GroupBounds(b.module(), group).high == 50'000);
  CHECK(GroupBounds(b.module(), group).low == -5'000);
}

TEST_CASE("bounds: down to above 0 is the least", "[lint]") {
  Builder b;
  b.Add(b.Event(), 40, b.AddGroup(std::nullopt, 10));
  b.Expect(10, 40);
}

TEST_CASE("bounds: ranges of one number exclude each other", "[lint]") {
  Builder b;
  b.Add(b.X(CompareOp::kLt, 10), -5);
  b.Add(b.XIn(10, 99), 10);
  b.Add(b.XIn(100, 1000), 20);
  b.Add(b.X(CompareOp::kGt, 1000), 15);
  b.Expect(-5, 20);
}

TEST_CASE("bounds: ranges that share an end add up there", "[lint]") {
  Builder b;
  b.Add(b.XIn(1, 10), 5);
  b.Add(b.XIn(10, 20), 7);
  b.Expect(0, 12);
}

TEST_CASE("bounds: open ends do not meet", "[lint]") {
  Builder b;
  b.Add(b.X(CompareOp::kLt, 10), 5);
  b.Add(b.X(CompareOp::kGt, 10), 7);
  b.Expect(0, 7);
}

TEST_CASE("bounds: thresholds on top of each other add up", "[lint]") {
  Builder b;
  b.Add(b.X(CompareOp::kGt, 30), -15);
  b.Add(b.X(CompareOp::kGt, 90), -15);
  b.Add(b.X(CompareOp::kGe, 0), 1);
  b.Expect(-30, 1);
}

TEST_CASE("bounds: gains and losses of one value are not set off", "[lint]") {
  Builder b;  // a partial sum reaches 5, though the lead ends at 2
  b.Add(b.X(CompareOp::kGt, 10), 5);
  b.Add(b.X(CompareOp::kGt, 10), -3);
  b.Expect(-3, 5);
}

TEST_CASE("bounds: texts exclude each other, folded", "[lint]") {
  Builder b;
  b.Add(b.T(CompareOp::kEq, "KR"), 5);
  b.Add(b.TIn({Literal("kr"), Literal("JP")}), 3);
  b.Add(b.T(CompareOp::kNe, "JP"), 2);
  b.Add(b.T(CompareOp::kNe, "US"), 1);
  b.Expect(0, 11);  // KR: 5 + 3 + 2 + 1
}

TEST_CASE("bounds: not equal, and unlike every other", "[lint]") {
  Builder b;
  b.Add(b.X(CompareOp::kNe, 1), 4);
  b.Add(b.X(CompareOp::kEq, 1), 6);
  b.Expect(0, 6);
}

TEST_CASE("bounds: the same in two groups adds up", "[lint]") {
  Builder b;
  b.Add(b.XIn(1, 10), 5, b.AddGroup({}, {}));
  b.Add(b.XIn(11, 20), 5, b.AddGroup({}, {}));
  b.Expect(0, 10);
}

TEST_CASE("bounds: no number of rules wraps around", "[lint]") {
  Builder b;
  for (int i = 0; i < 20; ++i) {
    Rule& rule = b.Add(b.Event(), 1'000'000'000);
    rule.points = INT64_MAX / 4;  // larger than any file can hold
    if (i % 2 == 1) rule.points = -rule.points;
  }
  CHECK(ScoreBounds(b.module()).high == INT64_MAX);
  CHECK(ScoreBounds(b.module()).low == INT64_MIN);
}

TEST_CASE("bounds: a text that one rule leaves out does not get its points", "[lint]") {
  Builder b;
  b.Add(b.T(CompareOp::kNe, "a"), 5);
  b.Add(b.T(CompareOp::kEq, "a"), 3);
  b.Expect(0, 5);
  b.Add(b.T(CompareOp::kEq, "b"), 4);
  b.Expect(0, 9);
  b.Add(b.T(CompareOp::kEq, "a"), 7);
  b.Expect(0, 10);
}

TEST_CASE("bounds: of numbers made of points", "[lint]") {
  Builder b;
  const GroupId group = b.AddGroup(50, -5);
  b.Add(b.Event(), 90, group);
  b.Add(b.Event(), -90, group);
  b.Add(b.Event(), 20);
  const ExprId fit = b.Value(GroupValue{group}, ValueType::kNumber);
  const ExprId score = b.Value(ScoreValue{}, ValueType::kNumber);
  const ExprId two = b.Number(2), zero = b.Number(0);
  const auto arith = [&](ArithOp op, ExprId l, ExprId r) { return b.Value(ArithValue{op, l, r}, ValueType::kNumber); };
  const ExprId difference = arith(ArithOp::kSub, score, fit), half = arith(ArithOp::kDiv, fit, two);
  const ExprId product = arith(ArithOp::kMul, fit, b.Number(-2)), none = arith(ArithOp::kDiv, fit, zero);
  const ExprId open = arith(ArithOp::kAdd, fit, b.x());
  const ExprId negative = arith(ArithOp::kDiv, fit, b.Number(-2));
  std::vector<ExprId> order;
  for (uint32_t i = 0; i < b.module().exprs.size(); ++i) order.push_back(ExprId{i});
  const auto bounds = ComputeNumberBounds(b.module(), ComputeBounds(b.module()), order);
  const auto check = [&](ExprId id, double low, double high) {
    CHECK(bounds[id.value].low == low);
    CHECK(bounds[id.value].high == high);
  };
  const double infinity = std::numeric_limits<double>::infinity();
  check(score, -5, 70);
  check(difference, -55, 75);
  check(half, -2.5, 25);
  check(product, -100, 10);
  check(negative, -25, 2.5);
  check(none, -infinity, infinity);
  check(open, -infinity, infinity);
  CHECK(bounds[half.value].from_points);
  CHECK_FALSE(bounds[half.value].may_be_missing);
  CHECK(bounds[none.value].may_be_missing);
}

}  // namespace
}  // namespace ripe::check
