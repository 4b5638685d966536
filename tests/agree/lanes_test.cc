// Where points change the width of their lanes, and units the width of what counts them: sums that
// just fit and just do not, in 16, 32 and 64 bits, above 0 and below, once given, each by each, and
// held by groups after they had been larger. The interpreter's kernels and compiled code of each
// kind must say what the naive evaluator says.
#include <array>
#include <catch2/catch.hpp>

#include "tests/agree/agree.h"

namespace ripe::test {
namespace {

using columns::Column;
using columns::Physical;
using ir::CompareOp;

constexpr int64_t k31 = int64_t{1} << 31;
constexpr std::array kCompares = {CompareOp::kEq, CompareOp::kNe, CompareOp::kLt,
                                  CompareOp::kLe, CompareOp::kGt, CompareOp::kGe};

// All states of so many yesno columns.
constexpr size_t kMasks = 6, kStates = size_t{1} << kMasks, kRows = 3 * kStates + 5;
struct States {
  std::array<std::vector<uint8_t>, kMasks> masks;
  std::vector<Column> columns;
  States() {
    for (size_t m = 0; m < kMasks; ++m) {
      for (size_t row = 0; row < kRows + 64; ++row)
        masks[m].push_back(static_cast<uint8_t>(row >> m & 1));
      columns.push_back({.physical = Physical::kYesNo8, .data = masks[m].data()});
    }
  }
};

class LanePlan {
 public:
  explicit LanePlan(std::string name, const std::vector<Column>& columns, size_t rows)
      : b(data.plan.get(), &data.plan->leads) {
    case_.name = std::move(name);
    case_.rows = rows;
    data.columns = columns;
    data.plan->stages = {"Lead", "MQL"};
    data.plan->ladder_size = 2;
    for (size_t k = 0; k < columns.size(); ++k) {
      const bool yesno = columns[k].physical == Physical::kYesNo8;
      data.plan->fields.push_back(
          {.name = "f" + std::to_string(k),
           .type = yesno ? types::ValueType::kYesNo : types::ValueType::kNumber});
    }
  }
  uint32_t Rule(const ir::Rule& rule) {
    data.plan->rules.push_back(rule);
    return static_cast<uint32_t>(data.plan->rules.size() - 1);
  }
  // Asks of a total all comparisons with these thousandths.
  void Ask(uint32_t total, const std::vector<int64_t>& bounds) {
    for (const int64_t bound : bounds) {
      for (const CompareOp op : kCompares)
        b.Store(b.Compare(op, b.Total(total), b.Number(static_cast<double>(bound) / 1000)));
      b.Store(b.Between(b.Total(total), b.Number(static_cast<double>(bound) / 1000),
                        b.Number(static_cast<double>(bound + 1) / 1000)));
    }
    b.Store(b.Arith(check::ArithOp::kAdd, b.Total(total), b.Number(0)));
  }
  Case Done() {
    b.Stage(b.Compare(CompareOp::kGt, b.Total(ir::kScore), b.Number(1)), 1);
    case_.layout = {.fields = interp::LayoutOf(data.columns)};
    case_.data = std::move(data);
    return std::move(case_);
  }
  RandomPlan data;
  ir::Builder b;

 private:
  Case case_;
};

void CheckEveryway(Case c, size_t turn) {
  REQUIRE(Prepare(&c, true) == "");
  if (!NoCompiler().empty()) return;
  // Each way of compiling takes its turn; there are as many cases as there are ways, many times.
  const std::vector<Variant> variants = Variants();
  REQUIRE(Disagreement(c, variants[turn % variants.size()]) == "");
}

// The most that a sum can be, in units: about the ends of lanes.
const std::vector<int64_t> kMosts = {32'765,  32'766,  32'767,  32'768, 32'769,
                                     k31 - 3, k31 - 2, k31 - 1, k31,    k31 + 1};

// Numbers that are `most` in all, but for one of them larger than any other.
std::vector<int64_t> Parts(int64_t most, size_t count) {
  std::vector<int64_t> parts(count, most / static_cast<int64_t>(count + 3));
  parts[0] = most;
  for (size_t k = 1; k < count; ++k) parts[0] -= parts[k];
  return parts;
}

TEST_CASE("sums at the ends of lanes, each rule once", "[lanes]") {
  const States states;
  size_t turn = 0;
  std::array<int, 3> lanes{};
  for (const int64_t most : kMosts) {
    // 7: no rule's points are a multiple of a power of two that would hide a lane's end.
    for (const int64_t unit : {int64_t{1}, int64_t{7}}) {
      for (const int sign : {1, -1, 0}) {  // 0: both, half each
        LanePlan plan("most " + std::to_string(most) + " unit " + std::to_string(unit) + " sign " +
                          std::to_string(sign),
                      states.columns, kRows);
        const std::vector<int64_t> parts = Parts(most, kMasks);
        for (uint32_t m = 0; m < kMasks; ++m) {
          const int64_t points = parts[m] * unit * (sign == 0 ? (m % 2 == 0 ? 1 : -1) : sign);
          plan.b.Give(ir::Prim::kGive, plan.b.LoadMask(m, true), {}, plan.Rule({.points = points}));
        }
        plan.Ask(ir::kScore, {most * unit, -most * unit, (most - 1) * unit, (1 - most) * unit, 0,
                              parts[0] * unit, -parts[0] * unit, most * unit + 1});
        Case c = plan.Done();
        ++lanes[static_cast<size_t>(ir::Bind(*c.data.plan, c.layout).lane)];
        CheckEveryway(std::move(c), turn++);
      }
    }
  }
  for (const int count : lanes) CHECK(count > 0);
}

TEST_CASE("sums that groups hold after they had been larger, from above and from below",
          "[lanes]") {
  const States states;
  size_t turn = 0;
  for (const int64_t most : kMosts) {
    for (const int sign : {1, -1}) {
      for (const int64_t cap : {int64_t{0}, int64_t{1}, int64_t{20'000}, most - 1}) {
        LanePlan plan("most " + std::to_string(most) + " sign " + std::to_string(sign) + " cap " +
                          std::to_string(cap),
                      states.columns, kRows);
        // What one group may be is far less than what was in it; the other has one cap alone.
        plan.data.plan->groups = {{"held", cap, -cap},
                                  {"above", sign > 0 ? std::optional<int64_t>() : cap,
                                   sign > 0 ? -cap : std::optional<int64_t>()}};
        const std::vector<int64_t> parts = Parts(most, kMasks / 2);
        for (uint32_t m = 0; m < kMasks; ++m) {
          plan.b.Give(ir::Prim::kGive, plan.b.LoadMask(m, true), {},
                      plan.Rule({.points = sign * parts[m / 2], .group = m % 2}));
        }
        plan.Ask(0, {cap, -cap, cap - 1});
        plan.Ask(1, {sign * most, sign * (most - 1)});
        plan.Ask(ir::kScore, {sign * (most + cap), sign * (most + cap - 1), sign * most});
        CheckEveryway(plan.Done(), turn++);
      }
    }
  }
}

// Numbers of units in a column of each type, at the ends of every type.
struct Units {
  std::vector<double> f64;
  std::vector<int64_t> i64;
  std::vector<int32_t> i32;
  std::vector<int16_t> i16;
  std::vector<int8_t> i8;
  std::vector<uint8_t> valid, yes;
  std::vector<Column> columns;
  Units() {
    std::vector<int64_t> values = {0};
    for (const int64_t end : {int64_t{1}, int64_t{127}, int64_t{255}, int64_t{32'767},
                              int64_t{65'535}, k31 - 1, 2 * k31 - 1, int64_t{1} << 40}) {
      for (const int64_t more : {-1, 0, 1, 2}) {
        values.push_back(end + more);
        values.push_back(-end - more);
      }
    }
    const size_t rows = values.size() + 61;
    for (size_t row = 0; row < rows + 64; ++row) {
      const int64_t value = values[row % values.size()];
      f64.push_back(row % 3 == 0 ? static_cast<double>(value) + 0.75 : static_cast<double>(value));
      i64.push_back(value);
      i32.push_back(static_cast<int32_t>(std::clamp<int64_t>(value, INT32_MIN, INT32_MAX)));
      i16.push_back(static_cast<int16_t>(std::clamp<int64_t>(value, INT16_MIN, INT16_MAX)));
      i8.push_back(static_cast<int8_t>(std::clamp<int64_t>(value, INT8_MIN, INT8_MAX)));
      valid.push_back(row % 5 != 4);
      yes.push_back(row % 2);
    }
    columns = {{.physical = Physical::kF64, .data = f64.data()},
               {.physical = Physical::kI64, .data = i64.data()},
               {.physical = Physical::kI32, .data = i32.data(), .valid = valid.data()},
               {.physical = Physical::kI16, .data = i16.data()},
               {.physical = Physical::kI8, .data = i8.data(), .valid = valid.data()},
               {.physical = Physical::kYesNo8, .data = yes.data()}};
    count = rows;
  }
  size_t count = 0;
};

TEST_CASE("points for each unit, at the ends of every type and lane", "[lanes]") {
  const Units units;
  const std::vector<int64_t> mosts = {1,
                                      126,
                                      127,
                                      128,
                                      129,
                                      255,
                                      256,
                                      32'766,
                                      32'767,
                                      32'768,
                                      65'535,
                                      65'536,
                                      k31 - 2,
                                      k31 - 1,
                                      k31,
                                      k31 + 1,
                                      2 * k31 - 1,
                                      2 * k31,
                                      k31 * 3,
                                      k31 * 40,
                                      ir::kMaxGiven - 1,
                                      ir::kMaxGiven};
  size_t turn = 0;
  for (const int64_t most : mosts) {
    for (const int64_t points : {int64_t{1}, int64_t{-3}, most}) {
      LanePlan plan("points " + std::to_string(points) + " most " + std::to_string(most),
                    units.columns, units.count);
      plan.data.plan->groups.resize(6);
      for (uint32_t field = 0; field < 6; ++field) {
        plan.data.plan->groups[field].name = "g" + std::to_string(field);
        const uint32_t rule = plan.Rule({.points = points, .most = most, .group = field});
        const ir::Value number = plan.b.Load(field % 5, types::ValueType::kNumber);
        // The last: a number that was computed, for some alone.
        const ir::Value amount =
            field < 5 ? number : plan.b.Arith(check::ArithOp::kAdd, number, plan.b.Number(1));
        plan.b.Give(ir::Prim::kGiveUnits, field % 2 == 0 ? ir::Value{} : plan.b.LoadMask(5, true),
                    amount, rule);
      }
      for (uint32_t field = 0; field < 6; ++field)
        plan.Ask(field, {most, -most, points, most - most % std::abs(points)});
      CheckEveryway(plan.Done(), turn++);
    }
  }
}

}  // namespace
}  // namespace ripe::test
