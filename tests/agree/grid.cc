// The grids: Plans made through ir::Builder in which each operation meets operands of every class
// (columns of each type, constants, computed numbers, counts, answers), over rows that pair all
// edge values.
#include <cmath>
#include <functional>

#include "tests/agree/agree.h"
#include "tests/agree/edges.h"

namespace ripe::test {
namespace {

using check::ArithOp;
using columns::Physical;
using ir::CompareOp;
using ir::Value;
using types::ValueType;

constexpr std::array kCompares = {CompareOp::kEq, CompareOp::kNe, CompareOp::kLt,
                                  CompareOp::kLe, CompareOp::kGt, CompareOp::kGe};
constexpr int64_t kDay = types::kMicrosPerDay;

class GridPlan {
 public:
  explicit GridPlan(std::string name) : builder_(data_.plan.get(), &data_.plan->leads) {
    case_.name = std::move(name);
    plan().fields = EdgeData::Get().PlanFields();
    plan().stages = {"Lead", "MQL", "SQL", "Out"};
    plan().ladder_size = 3;
  }
  ir::Plan& plan() { return *data_.plan; }
  ir::Builder& b() { return builder_; }

  uint32_t AddSet(std::vector<double> numbers) {
    plan().sets.push_back(std::make_shared<const ir::NumberSet>(std::move(numbers)));
    return static_cast<uint32_t>(plan().sets.size() - 1);
  }

  // The fields of a type of value.
  static std::vector<EdgeField> Of(ValueType type) {
    std::vector<EdgeField> fields;
    for (const EdgeField& field : EdgeData::Get().fields()) {
      if (field.type == type) fields.push_back(field);
    }
    return fields;
  }
  Value Load(const EdgeField& field, bool fast) { return b().Load(field.field + fast, field.type); }
  Value LoadOf(Physical physical, EdgeField::Valid valid, bool fast) {
    for (const EdgeField& field : EdgeData::Get().fields()) {
      if (field.physical == physical && field.valid == valid) return Load(field, fast);
    }
    std::abort();
  }
  std::vector<Value> Masks() {
    std::vector<Value> masks;
    for (const EdgeField& field : Of(ValueType::kYesNo)) {
      for (const bool fast : {false, true}) {
        for (const bool yes : {false, true}) masks.push_back(b().LoadMask(field.field + fast, yes));
      }
    }
    return masks;
  }
  Value Ask(ops::Aggregate aggregate, int64_t saturate, int64_t worth = 0) {
    if (plan().classes.empty()) plan().classes.push_back({.any_type = true, .members = {}});
    ir::Question question{.aggregate = aggregate, .saturate = saturate};
    question.saturate_worth = worth;
    plan().questions.push_back(question);
    const ir::Kind kind =
        aggregate == ops::Aggregate::kNewest ? ir::Kind::kInstant : ir::Kind::kNumber;
    return b().Answer(static_cast<uint32_t>(plan().questions.size() - 1), kind);
  }
  // Numbers of every class.
  std::vector<Value> NumberOperands(bool fast) {
    std::vector<Value> numbers;
    for (const EdgeField& field : Of(ValueType::kNumber)) numbers.push_back(Load(field, fast));
    const Value f64 = LoadOf(Physical::kF64, EdgeField::Valid::kNone, fast);
    const Value i64 = LoadOf(Physical::kI64, EdgeField::Valid::kBits, fast);
    numbers.push_back(b().Arith(ArithOp::kAdd, f64, b().Number(1)));
    numbers.push_back(b().Select(i64, f64));
    numbers.push_back(b().Select(f64, i64));
    numbers.push_back(Count(fast ? 3 : 9));
    for (const int64_t saturate : {100, 20'000, 0})
      numbers.push_back(Ask(ops::Aggregate::kCount, saturate));
    numbers.push_back(Ask(ops::Aggregate::kSum, 0));
    return numbers;
  }
  Value Count(size_t masks) {
    const std::vector<Value> all = Masks();
    std::vector<Value> list;
    for (size_t k = 0; k < masks; ++k) list.push_back(all[k % all.size()]);
    return b().CountTrue(list);
  }
  Value Date(int64_t days) {
    return b().Parameter({.from = ir::Param::From::kDate, .whole = days});
  }
  Value Time(int64_t micros) {
    return b().Parameter({.from = ir::Param::From::kAsOfTime, .whole = micros - kAsOf});
  }
  uint32_t Rule(const ir::Rule& rule) {
    plan().rules.push_back(rule);
    return static_cast<uint32_t>(plan().rules.size() - 1);
  }

  Case Done() {
    const EdgeData& edges = EdgeData::Get();
    data_.columns = edges.columns();
    case_.rows = EdgeData::kRows;
    case_.layout = {.fields = interp::LayoutOf(data_.columns)};
    MakeAnswers();
    case_.data = std::move(data_);
    return std::move(case_);
  }

 private:
  void MakeAnswers();
  Case case_;
  RandomPlan data_;
  ir::Builder builder_;
};

// Counts within what the question may report; newest instants at every age up to some 90 days.
void GridPlan::MakeAnswers() {
  data_.answers.Reset(ir::Bind(plan(), {}).answers, EdgeData::kRows);
  for (size_t q = 0; q < plan().questions.size(); ++q) {
    columns::AnswerColumn& column = data_.answers.columns[q];
    const int64_t most =
        plan().questions[q].saturate > 0 ? plan().questions[q].saturate : int64_t{1} << 53;
    const std::vector<int64_t> counts = {0,  1,   2,    3,      5,       19,   20,      21,
                                         99, 100, 1000, 32'767, 1 << 20, most, most - 1};
    const std::vector<int64_t> worths = {0,      1,       -1,     999,     19'999, 20'000,
                                         20'001, -20'001, 50'000, -50'000, 49'999, 1'000'000};
    for (size_t i = 0; i < EdgeData::kRows; ++i) {
      const int64_t count = std::min(most, counts[(i + q) % counts.size()]);
      const bool worth = plan().questions[q].aggregate == ops::Aggregate::kWorth;
      const int64_t whole = worth ? worths[(i + q) % worths.size()] : count;
      if (column.type == Physical::kI8) column.as<int8_t>()[i] = static_cast<int8_t>(whole);
      if (column.type == Physical::kI16) column.as<int16_t>()[i] = static_cast<int16_t>(whole);
      if (column.type == Physical::kI32) column.as<int32_t>()[i] = static_cast<int32_t>(whole);
      if (column.type == Physical::kI64) column.as<int64_t>()[i] = whole;
      if (column.type == Physical::kF64)
        column.as<double>()[i] = static_cast<double>(count) * 0.625 - 20;
      const int64_t age = static_cast<int64_t>(i / 3) * kDay + static_cast<int64_t>(i % 3) - 1;
      if (column.type == Physical::kTime64)
        column.as<int64_t>()[i] =
            i % 7 == 0 ? types::kMissingTime : kAsOf - std::max<int64_t>(0, age);
    }
  }
}

// ---- the cases
// ------------------------------------------------------------------------------------------------

void AddComparisons(std::vector<Case>* cases) {
  const size_t operands = GridPlan("").NumberOperands(false).size();
  for (size_t k = 0; k < operands; ++k) {
    GridPlan pairs("compare number " + std::to_string(k));
    const Value a = pairs.NumberOperands(false)[k];
    for (const Value b : pairs.NumberOperands(true)) {
      for (const CompareOp op : kCompares) pairs.b().Store(pairs.b().Compare(op, a, b));
      pairs.b().Store(pairs.b().Between(a, b, pairs.NumberOperands(true)[0]));
    }
    cases->push_back(pairs.Done());

    GridPlan constants("compare with constants " + std::to_string(k));
    const Value c = constants.NumberOperands(false)[k];
    for (const double x : EdgeData::Numbers()) {
      for (const CompareOp op : kCompares) {
        constants.b().Store(constants.b().Compare(op, c, constants.b().Number(x)));
        if (x == 2.5) constants.b().Store(constants.b().Compare(op, constants.b().Number(x), c));
      }
      for (const double y : {100.0, 0x1p63})
        constants.b().Store(
            constants.b().Between(c, constants.b().Number(x), constants.b().Number(y)));
    }
    cases->push_back(constants.Done());
  }
}

void AddArithmetic(std::vector<Case>* cases) {
  for (const ArithOp op : {ArithOp::kAdd, ArithOp::kSub, ArithOp::kMul, ArithOp::kDiv}) {
    GridPlan grid("arithmetic " + std::to_string(static_cast<int>(op)));
    const std::vector<Value> left = grid.NumberOperands(false), right = grid.NumberOperands(true);
    for (size_t i = 0; i < left.size(); ++i) {
      // All with numbers, and each class with each, but for those that differ in width alone.
      grid.b().Store(grid.b().Arith(op, left[i], right[0]));
      grid.b().Store(grid.b().Arith(op, left[0], right[i]));
      grid.b().Store(grid.b().Arith(op, left[i], right[(i * 7 + 3) % right.size()]));
      const Value chain =
          grid.b().Arith(op, grid.b().Arith(ArithOp::kMul, left[i], right[0]), right[i]);
      grid.b().Store(chain);
      grid.b().Store(grid.b().Compare(CompareOp::kGe, chain, grid.b().Number(1)));
    }
    cases->push_back(grid.Done());
  }
  GridPlan select("select");
  const std::vector<Value> left = select.NumberOperands(false), right = select.NumberOperands(true);
  for (const Value a : left) {
    for (const size_t k : {size_t{0}, size_t{5}, right.size() - 1}) {
      const Value chosen = select.b().Select(a, right[k]);
      select.b().Store(chosen);
      // A choice within a choice compares as doubles do, even of 64-bit integers.
      if (select.plan().leads.instrs[a.index].prim == ir::Prim::kSelect) continue;
      select.b().Store(select.b().Compare(CompareOp::kLt, chosen, right[0]));
    }
    select.b().Store(select.b().Select(a, select.b().Number(-0.0)));
  }
  cases->push_back(select.Done());
}

void AddInstants(std::vector<Case>* cases) {
  for (const bool dates : {true, false}) {
    GridPlan grid(dates ? "dates" : "times");
    ir::Builder& b = grid.b();
    const Physical physical = dates ? Physical::kDate32 : Physical::kTime64;
    const Value slow = grid.LoadOf(physical, EdgeField::Valid::kNone, false);
    const Value fast = grid.LoadOf(physical, EdgeField::Valid::kNone, true);
    std::vector<Value> all = {slow, fast, b.Select(slow, fast)};
    if (!dates) all.push_back(grid.Ask(ops::Aggregate::kNewest, 0));
    if (dates) all.push_back(b.Load(GridPlan::Of(ValueType::kDate).back().field, ValueType::kDate));
    std::vector<Value> constants;
    if (dates) {
      for (const int32_t date : EdgeData::Dates()) constants.push_back(grid.Date(date));
      constants.push_back(b.Parameter({.from = ir::Param::From::kAsOfDate, .whole = -30}));
    } else {
      for (const int64_t time : EdgeData::Times()) {
        if (time != types::kMissingTime) constants.push_back(grid.Time(time));
      }
      constants.push_back(
          b.Parameter({.from = ir::Param::From::kStartOfDay, .number = -1, .whole = kAsOf / kDay}));
    }
    for (const Value x : all) {
      for (const CompareOp op : kCompares) {
        for (const Value y : all) b.Store(b.Compare(op, x, y));
        for (const Value c : constants) b.Store(b.Compare(op, x, c));
      }
      for (size_t k = 1; k < constants.size(); ++k) {
        b.Store(b.Between(x, constants[k - 1], constants[k]));
        b.Store(b.Between(x, constants[k], constants[k - 1]));
      }
      for (const int sign : {1, -1}) {
        b.Store(b.Days(x, slow, !dates, sign));
        b.Store(b.Days(fast, x, !dates, sign));
        b.Store(b.Days(x, constants.back(), !dates, sign));
      }
      const Value since = b.Days(x, constants.back(), !dates, 1);
      for (const double days : {0.0, 1.0, 30.0, -1.0})
        b.Store(b.Compare(CompareOp::kLe, since, b.Number(days)));
      b.Store(b.Compare(CompareOp::kGe, b.Select(x, constants[1]), constants[2]));
    }
    cases->push_back(grid.Done());
  }
}

void AddMasks(std::vector<Case>* cases) {
  GridPlan grid("masks and counts");
  ir::Builder& b = grid.b();
  for (uint32_t f = 0; f < grid.plan().fields.size(); ++f) b.Store(b.Known(f));
  const std::vector<Value> masks = grid.Masks();
  for (const Value mask : masks) b.Store(mask);
  for (size_t i = 0; i < masks.size(); ++i) {
    const Value other = masks[(i * 5 + 2) % masks.size()];
    b.Store(b.And(masks[i], other));
    b.Store(b.Or(masks[i], other));
    b.Store(b.AndNot(masks[i], other));
    b.Store(b.Not(masks[i]));
  }
  for (const size_t count :
       {size_t{1}, size_t{2}, size_t{9}, size_t{100}, size_t{255}, size_t{256}, size_t{300}}) {
    const Value sum = grid.Count(count);
    for (const double x :
         {-1.0, 0.0, 1.0, 2.5, 3.0, 127.0, 128.0, 129.0, 130.0, 255.0, 256.0, 1e9}) {
      for (const CompareOp op : kCompares) b.Store(b.Compare(op, sum, b.Number(x)));
    }
    b.Store(b.Between(sum, b.Number(3), b.Number(140)));
    b.Store(b.Between(sum, b.Number(4), b.Number(2)));
    b.Store(b.Arith(ArithOp::kMul, sum, b.Number(1.5)));
  }
  b.Store(b.Constant(true));
  b.Store(b.Constant(false));
  cases->push_back(grid.Done());
}

void AddTexts(std::vector<Case>* cases) {
  GridPlan grid("texts");
  ir::Builder& b = grid.b();
  using Kind = ir::Predicate::Kind;
  const std::vector<std::vector<std::string>> needles = {{"t1"},
                                                         {"t2"},
                                                         {"t3"},
                                                         {"t7", "t255"},
                                                         {"t63", "t64", "t65"},
                                                         {"t126", "t127"},
                                                         {"t128"},
                                                         {"t129", "t191"},
                                                         {"t192", "t193"},
                                                         {"t254"},
                                                         {"t255", "t256"},
                                                         {"t257", "t319"},
                                                         {"t320"},
                                                         {"t32767"},
                                                         {"t32768"},
                                                         {"t65535"},
                                                         {"t65536", "t70015"},
                                                         {"strasse"},
                                                         {"대표"}};
  const std::vector<EdgeField> texts = GridPlan::Of(ValueType::kText);
  for (const EdgeField& field : texts) {
    for (const bool negated : {false, true}) {
      for (const auto& list : needles) {
        b.Store(b.Lookup(field.field + negated,
                         {.kind = Kind::kEquals, .negated = negated, .needles = list}));
      }
    }
    b.Store(b.Lookup(field.field, {.kind = Kind::kEquals, .all = true}));  // no needle: any text
  }
  for (const EdgeField& field : texts) {
    for (const EdgeField& other : texts) {
      for (const bool same : {false, true}) b.Store(b.SameText(field.field, other.field + 1, same));
    }
  }
  const uint32_t tags = GridPlan::Of(ValueType::kTags).front().field;
  for (const auto& list : needles) {
    for (const bool all : {false, true}) {
      for (const bool negated : {false, true})
        b.Store(b.AnyTag(tags + all,
                         {.kind = Kind::kEquals, .all = all, .negated = negated, .needles = list}));
    }
  }
  cases->push_back(grid.Done());
  // A column with one predicate alone: its byte is the mask.
  GridPlan alone("one text predicate a column");
  for (const EdgeField& field : texts)
    alone.b().Store(
        alone.b().Lookup(field.field, {.kind = Kind::kEquals, .needles = {"t255", "t1"}}));
  const Value text = alone.b().Lookup(
      texts[0].field + 1, {.kind = Kind::kEquals, .negated = true, .needles = {"t128"}});
  alone.b().Stage(alone.b().Not(text), 1);
  alone.b().Stage(text, 2);
  cases->push_back(alone.Done());
}

// Numbers and dates among those of a long list.
void AddSets(std::vector<Case>* cases) {
  GridPlan grid("sets");
  std::vector<double> numbers, days;
  for (int k = -20; k < 20; ++k) numbers.insert(numbers.end(), {k * 0.5, k * 1000.0 - 1, k * 1e15});
  for (int k = -40'000; k < 40'000; k += 7) days.push_back(k);
  const uint32_t of_numbers = grid.AddSet(std::move(numbers)),
                 of_days = grid.AddSet(std::move(days));
  for (const auto& [type, set] :
       {std::pair(ValueType::kNumber, of_numbers), std::pair(ValueType::kDate, of_days)}) {
    for (const EdgeField& field : GridPlan::Of(type)) {
      for (const bool among : {false, true})
        grid.b().Store(grid.b().Among(field.field + among, set, among));
    }
  }
  cases->push_back(grid.Done());
}

// Points of a size that makes lanes of 16, 32 or 64 bits.
void AddPoints(std::vector<Case>* cases) {
  for (const int64_t size : {int64_t{1}, int64_t{4'000}, int64_t{50'000'000}}) {
    GridPlan grid("points, times " + std::to_string(size));
    ir::Builder& b = grid.b();
    grid.plan().groups = {{"a", 50'000 * size, -3'000 * size},
                          {"b", std::nullopt, 0},
                          {"c", -2'000 * size, std::nullopt},
                          {"d", {}, {}}};
    const std::vector<Value> masks = grid.Masks();
    const auto mask = [&](size_t k) { return k % 3 == 0 ? Value{} : masks[k % masks.size()]; };
    const auto group = [](size_t k) {
      return k % 5 == 4 ? ir::kScore : static_cast<uint32_t>(k % 5);
    };
    size_t k = 0;
    for (const Value number : grid.NumberOperands(k % 2 == 0)) {
      for (const int64_t points : {1'000, -2'000, 0, 7'000}) {
        const uint32_t rule =
            grid.Rule({.points = points * size, .most = 20'000 * size, .group = group(k)});
        b.Give(ir::Prim::kGiveUnits, mask(k), number, rule);
        ++k;
      }
    }
    // The unit stays one point: otherwise it would take the size out again.
    b.Give(ir::Prim::kGive, mask(1), {}, grid.Rule({.points = 1'000}));
    for (; k < 160; ++k) {
      const int64_t points = (static_cast<int64_t>(k % 9) - 4) * 1'000 * size;
      b.Give(ir::Prim::kGive, mask(k), {}, grid.Rule({.points = points, .group = group(k)}));
    }
    for (const uint32_t g : {ir::kScore, 0U, 1U, 2U, 3U}) {
      const Value total = b.Total(g);
      b.Store(b.Arith(ArithOp::kMul, total, b.Number(1)));
      for (const double x : {0.0, 10.0, -3.0, 50.0, 10.5, 19.9995, -1e300, 1e300, 1e9, 37.0}) {
        const double bound = std::abs(x) < 100 ? x * static_cast<double>(size) : x;
        for (const CompareOp op : kCompares) b.Store(b.Compare(op, total, b.Number(bound)));
      }
      b.Store(b.Between(total, b.Number(-5.0 * static_cast<double>(size)),
                        b.Number(30.0 * static_cast<double>(size))));
      b.Store(b.Between(total, b.Number(30), b.Number(-5)));
      b.Stage(b.Compare(CompareOp::kGe, total, b.Number(20.0 * static_cast<double>(size))),
              1 + g % 3);
    }
    cases->push_back(grid.Done());
  }
}

void AddFading(std::vector<Case>* cases) {
  GridPlan grid("fading");
  ir::Builder& b = grid.b();
  const std::vector<Value> masks = grid.Masks();
  size_t k = 0;
  for (const int64_t points : {20'000, -20'000, 1'000, 900'000'000}) {
    for (const int32_t days : {1, 7, 30}) {
      grid.plan().fadings.push_back({.points = points, .halving_days = days});
      const auto fading = static_cast<uint32_t>(grid.plan().fadings.size() - 1);
      const Value mask = k % 3 == 0 ? Value{} : masks[k % masks.size()];
      const Value newest = grid.Ask(ops::Aggregate::kNewest, 0);
      b.Give(ir::Prim::kGiveFaded, mask, newest,
             grid.Rule({.points = points, .most = 15'000 * (1 + days), .fading = fading}));
      const Value worth = grid.Ask(ops::Aggregate::kWorth, 0, k % 2 == 0 ? 50'000 : 0);
      grid.plan().questions.back().fading = fading;
      b.Give(ir::Prim::kGiveWorth, mask, worth,
             grid.Rule({.points = points, .most = 20'000, .fading = fading}));
      ++k;
    }
  }
  const Value total = b.Total(ir::kScore);
  for (const double x : {0.0, 0.001, 1.5, -20.0})
    b.Store(b.Compare(CompareOp::kGt, total, b.Number(x)));
  b.Store(b.Arith(ArithOp::kAdd, total, b.Number(0.1)));
  cases->push_back(grid.Done());
}

}  // namespace

std::vector<Case> GridCases() {
  std::vector<Case> cases;
  AddMasks(&cases);
  AddTexts(&cases);
  AddSets(&cases);
  AddPoints(&cases);
  AddFading(&cases);
  AddInstants(&cases);
  AddArithmetic(&cases);
  AddComparisons(&cases);
  return cases;
}

}  // namespace ripe::test
