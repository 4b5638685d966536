// Every small program: what is wrong in how two or three steps follow each other shows in one of
// these, without luck.
#include <array>
#include <functional>

#include "tests/agree/agree.h"

namespace ripe::test {
namespace {

using check::ArithOp;
using columns::Column;
using columns::Physical;
using ir::CompareOp;
using ir::Value;

constexpr size_t kMasks = 3;
constexpr size_t kRows = 27 * 9 + 5;

// Three yesno columns in all 27 states, a number from -4 to 4, and the answers that fade.
struct SmallData {
  std::array<std::vector<uint8_t>, kMasks> yesno;
  std::vector<int8_t> number;
  std::vector<Column> columns;
  SmallData() {
    for (size_t m = 0; m < kMasks; ++m) yesno[m].resize(kRows + 64);
    number.resize(kRows + 64);
    for (size_t row = 0; row < kRows; ++row) {
      size_t state = row % 27;
      for (auto& column : yesno) {
        column[row] = static_cast<uint8_t>(state % 3);
        state /= 3;
      }
      number[row] = static_cast<int8_t>(static_cast<int>(row / 27 % 9) - 4);
    }
    for (auto& column : yesno)
      columns.push_back({.physical = Physical::kYesNo8, .data = column.data()});
    columns.push_back({.physical = Physical::kI8, .data = number.data()});
  }
};

class SmallPlan {
 public:
  SmallPlan(std::shared_ptr<const SmallData> small, std::string name)
      : b(data.plan.get(), &data.plan->leads), small_(std::move(small)) {
    name_ = std::move(name);
    for (const char* field : {"a", "b", "c"})
      data.plan->fields.push_back({.name = field, .type = types::ValueType::kYesNo});
    data.plan->fields.push_back({.name = "n", .type = types::ValueType::kNumber});
    data.plan->stages = {"Lead", "MQL", "SQL", "Out"};
    data.plan->ladder_size = 3;
  }
  Value Mask(size_t k) { return b.LoadMask(static_cast<uint32_t>(k), true); }
  uint32_t Rule(const ir::Rule& rule) {
    data.plan->rules.push_back(rule);
    return static_cast<uint32_t>(data.plan->rules.size() - 1);
  }
  Value Ask(ops::Aggregate aggregate, ir::Kind kind) {
    if (data.plan->classes.empty()) data.plan->classes.push_back({.any_type = true, .members = {}});
    if (data.plan->fadings.empty())
      data.plan->fadings.push_back({.points = 9'000, .halving_days = 3});
    data.plan->questions.push_back({.aggregate = aggregate});
    return b.Answer(static_cast<uint32_t>(data.plan->questions.size() - 1), kind);
  }
  Case Done() {
    Case c{.name = name_, .rows = kRows, .owner = small_};
    data.columns = small_->columns;
    data.answers.Reset(ir::Bind(*data.plan, {}).answers, kRows);
    for (columns::AnswerColumn& column : data.answers.columns) {
      for (size_t i = 0; i < kRows; ++i) {
        const auto n = static_cast<int64_t>(i / 5);
        column.as<int64_t>()[i] =
            column.type == Physical::kTime64 ? kAsOf - n * types::kMicrosPerDay : n * 100 - 2'000;
      }
    }
    c.layout = {.fields = interp::LayoutOf(data.columns)};
    c.data = std::move(data);
    return c;
  }
  RandomPlan data;
  ir::Builder b;

 private:
  std::string name_;
  std::shared_ptr<const SmallData> small_;
};

using Statement = void (*)(SmallPlan&);
constexpr std::array<Statement, 7> kGives = {
    [](SmallPlan& p) { p.b.Give(ir::Prim::kGive, p.Mask(0), {}, p.Rule({.points = 5'000})); },
    [](SmallPlan& p) { p.b.Give(ir::Prim::kGive, {}, {}, p.Rule({.points = -3'000})); },
    [](SmallPlan& p) {
      if (p.data.plan->groups.empty()) p.data.plan->groups.push_back({"g", 4'000, -1'000});
      p.b.Give(ir::Prim::kGive, p.Mask(1), {}, p.Rule({.points = 3'000, .group = 0}));
    },
    [](SmallPlan& p) {
      if (p.data.plan->groups.empty()) p.data.plan->groups.push_back({"g", 4'000, -1'000});
      p.b.Give(ir::Prim::kGiveUnits, {}, p.b.Load(3, types::ValueType::kNumber),
               p.Rule({.points = -2'000, .most = 6'000, .group = 0}));
    },
    [](SmallPlan& p) {
      p.b.Give(ir::Prim::kGiveUnits, p.Mask(2), p.b.Load(3, types::ValueType::kNumber),
               p.Rule({.points = 2'000}));
    },
    [](SmallPlan& p) {
      const Value newest = p.Ask(ops::Aggregate::kNewest, ir::Kind::kInstant);
      p.b.Give(ir::Prim::kGiveFaded, p.Mask(0), newest, p.Rule({.points = 9'000}));
    },
    [](SmallPlan& p) {
      const Value worth = p.Ask(ops::Aggregate::kWorth, ir::Kind::kNumber);
      p.b.Give(ir::Prim::kGiveWorth, {}, worth, p.Rule({.points = 9'000, .most = 1'500}));
    },
};
constexpr std::array<Statement, 6> kResults = {
    [](SmallPlan& p) { p.b.Stage(p.Mask(0), 1); },
    [](SmallPlan& p) { p.b.Stage(p.b.Not(p.Mask(1)), 2); },
    [](SmallPlan& p) { p.b.Stage(p.b.Constant(true), 3); },
    [](SmallPlan& p) {
      p.b.Stage(p.b.Compare(CompareOp::kGe, p.b.Total(ir::kScore), p.b.Number(4)), 2);
    },
    [](SmallPlan& p) {
      p.b.Store(p.b.Arith(ArithOp::kAdd, p.b.Total(ir::kScore), p.b.Number(0.5)));
    },
    [](SmallPlan& p) {
      p.b.Store(p.b.Compare(CompareOp::kNe, p.b.Total(ir::kScore), p.b.Number(5)));
    },
};

// visit(sequence) for all sequences of 0 to 2 of `count`.
template <class Visit>
void Sequences(size_t count, const Visit& visit) {
  visit(std::vector<size_t>{});
  for (size_t i = 0; i < count; ++i) {
    visit(std::vector<size_t>{i});
    for (size_t k = 0; k < count; ++k) visit(std::vector<size_t>{i, k});
  }
}

std::string Name(const char* what, const std::vector<size_t>& numbers) {
  std::string name = what;
  for (const size_t n : numbers) name += " " + std::to_string(n);
  return name;
}

void AddStatements(const std::shared_ptr<const SmallData>& data, std::vector<Case>* cases) {
  Sequences(kGives.size(), [&](const std::vector<size_t>& gives) {
    Sequences(kResults.size(), [&](const std::vector<size_t>& results) {
      if (gives.size() + results.size() > 3) return;
      SmallPlan plan(data, Name("gives", gives) + Name(" results", results));
      for (const size_t k : gives) kGives[k](plan);
      for (const size_t k : results) kResults[k](plan);
      cases->push_back(plan.Done());
    });
  });
}

// All trees of two operators, and of three in a row, over three masks; those of three share Plans
// of 81.
void AddOperators(const std::shared_ptr<const SmallData>& data, std::vector<Case>* cases) {
  const auto apply = [](SmallPlan& p, size_t op, Value a, Value b) {
    return op == 0 ? p.b.And(a, b) : op == 1 ? p.b.Or(a, b) : p.b.AndNot(a, b);
  };
  for (size_t first = 0; first < 27; ++first) {
    SmallPlan shared(data, Name("three operators", {first}));
    for (size_t second = 0; second < 18; ++second) {
      // `second`: the operator, the mask, and on which side the first result is.
      const auto both = [&](SmallPlan& p) {
        const Value one = apply(p, first / 9, p.Mask(first / 3 % 3), p.Mask(first % 3));
        const Value other = p.Mask(second % 3);
        return second / 9 == 0 ? apply(p, second / 3 % 3, one, other)
                               : apply(p, second / 3 % 3, other, one);
      };
      SmallPlan alone(data, Name("two operators", {first, second}));
      alone.b.Store(both(alone));
      cases->push_back(alone.Done());
      for (size_t third = 0; third < 9; ++third) {
        const Value two = both(shared);
        shared.b.Store(apply(shared, third / 3, two, shared.Mask(third % 3)));
        shared.b.Store(apply(shared, third / 3, shared.Mask(third % 3), two));
      }
    }
    cases->push_back(shared.Done());
  }
}

}  // namespace

std::vector<Case> SmallCases() {
  const auto data = std::make_shared<const SmallData>();
  std::vector<Case> cases;
  AddStatements(data, &cases);
  AddOperators(data, &cases);
  return cases;
}

}  // namespace ripe::test
