// Making random data and Plans.
#include "tests/eval/sample.h"

#include <array>
#include <limits>

#include "compiler/ir/bind.h"

namespace ripe::test {
namespace {

using columns::Column;
using columns::Physical;
using types::ValueType;

constexpr int64_t kDay = types::kMicrosPerDay;

// Columns of 64-bit integers hold what a double holds (compiler/ir/layout.h).
template <class T>
T EdgeWhole(Random& random) {
  using L = std::numeric_limits<T>;
  constexpr T kLeast = sizeof(T) == 8 ? static_cast<T>(-(int64_t{1} << 53)) : L::min();
  constexpr T kMost = sizeof(T) == 8 ? static_cast<T>(int64_t{1} << 53) : L::max();
  const std::array<T, 12> edges = {0, 1, 2, 3, 9, 10, 100, static_cast<T>(-1), kMost, kLeast, kMost - 1, kLeast + 1};
  return Any(random, edges);
}

constexpr std::array<const char*, 9> kTexts = {"VP Sales", "vp sales", "Straße", "STRASSE", "대표 이사", "CEO를", "a", "software", "Ünal"};

struct FieldType {
  Physical physical;
  ValueType type;
  bool nullable;
};
constexpr std::array<FieldType, 24> kFieldTypes = {{{Physical::kF64, ValueType::kNumber, false},
                                                    {Physical::kF64, ValueType::kNumber, false},
                                                    {Physical::kI8, ValueType::kNumber, true},
                                                    {Physical::kI8, ValueType::kNumber, false},
                                                    {Physical::kI16, ValueType::kNumber, true},
                                                    {Physical::kI16, ValueType::kNumber, false},
                                                    {Physical::kI32, ValueType::kNumber, true},
                                                    {Physical::kI32, ValueType::kNumber, false},
                                                    {Physical::kI64, ValueType::kNumber, true},
                                                    {Physical::kI64, ValueType::kNumber, false},
                                                    {Physical::kYesNo8, ValueType::kYesNo, false},
                                                    {Physical::kDate32, ValueType::kDate, false},
                                                    {Physical::kTime64, ValueType::kTime, false},
                                                    {Physical::kCode8, ValueType::kText, false},
                                                    {Physical::kCode16, ValueType::kText, false},
                                                    {Physical::kCode32, ValueType::kText, false},
                                                    {Physical::kRawText, ValueType::kText, false},
                                                    {Physical::kTagLists, ValueType::kTags, false},
                                                    {Physical::kNone, ValueType::kNumber, false},
                                                    {Physical::kNone, ValueType::kText, false},
                                                    {Physical::kYesNoBits, ValueType::kYesNo, true},
                                                    {Physical::kYesNoBits, ValueType::kYesNo, false},
                                                    {Physical::kI32, ValueType::kNumber, true},
                                                    {Physical::kI8, ValueType::kNumber, true}}};

}  // namespace

double EdgeNumber(Random& random) {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  static const std::array<double, 24> kEdges = {0.0, -0.0, 1, 2, 2.5, 3, 9, 10, -1, -2.5, 99.999, 100, 127, 128, -128, 32767, 1e9, -1e15,
                                                0x1p53, 0x1p53 + 2, 0x1p63, -0x1p63, 4.9e-324, std::numeric_limits<double>::max()};
  if (Chance(random, 8)) return std::array<double, 3>{std::nan(""), kInf, -kInf}[Pick(random, 3)];
  return Any(random, kEdges);
}

int64_t EdgeInstant(Random& random) {
  static constexpr std::array<int64_t, 6> kBack = {0, kDay, 7 * kDay, 30 * kDay, 90 * kDay, 3600 * 1'000'000LL};
  const int64_t span = Any(random, kBack);
  const int64_t back = Chance(random, 20) ? -span : span;
  return kAsOf - back + static_cast<int64_t>(Pick(random, 3)) - 1;
}

Column Sample::From(const Column& column, size_t row) {
  Column from = column;
  const auto move = [&](const void* bits) {
    auto* moved = Store<uint8_t>();
    for (size_t i = row; i < rows_; ++i)
      moved[(i - row) / 8] |= static_cast<uint8_t>(Column::Bit(static_cast<const uint8_t*>(bits), i) << (i - row) % 8);
    return moved;
  };
  const bool bits = column.physical == Physical::kYesNoBits;
  if (column.data != nullptr) {
    from.data = static_cast<const char*>(column.data) + row * columns::SizeOf(column.physical);
    if (bits) from.data = move(column.data);
  }
  if (column.valid != nullptr) from.valid = bits || column.valid_bits ? move(column.valid) : column.valid + row;
  return from;
}

Column Sample::Make(Random& random, Physical type, bool nullable) {
  Column column{.physical = type};
  const auto fill = [&]<class T>(T* data, const auto& next) {
    for (size_t i = 0; i < rows_; ++i) data[i] = static_cast<T>(next());
    column.data = data;
  };
  const auto missing = [&](int percent) { return Chance(random, percent); };
  if (nullable) {
    auto* valid = Store<uint8_t>();
    column.valid_bits = type == Physical::kYesNoBits || Chance(random, 50);
    // As a bitmap it is one of bytes at random, each bit of which is set as often as not.
    for (size_t i = 0; i < rows_; ++i)
      valid[i] = static_cast<uint8_t>(column.valid_bits ? Pick(random, 256) : Chance(random, 70));
    column.valid = valid;
  }
  if (type == Physical::kCode8 || type == Physical::kCode16 || type == Physical::kCode32 || type == Physical::kTagLists) {
    columns::Dictionary& dictionary = dictionaries_.emplace_back();
    for (const char* text : kTexts) dictionary.Add(text);
    column.dictionary = &dictionary;
  }
  const auto code = [&] { return missing(15) ? 0 : 1 + Pick(random, kTexts.size()); };
  switch (type) {
    case Physical::kF64:
      fill(Store<double>(), [&] { return EdgeNumber(random); });
      break;
    case Physical::kI8:
      fill(Store<int8_t>(), [&] { return EdgeWhole<int8_t>(random); });
      break;
    case Physical::kI16:
      fill(Store<int16_t>(), [&] { return EdgeWhole<int16_t>(random); });
      break;
    case Physical::kI32:
      fill(Store<int32_t>(), [&] { return EdgeWhole<int32_t>(random); });
      break;
    case Physical::kI64:
      fill(Store<int64_t>(), [&] { return EdgeWhole<int64_t>(random); });
      break;
    case Physical::kYesNo8:
      fill(Store<uint8_t>(), [&] { return Pick(random, 3); });
      break;
    case Physical::kYesNoBits:
      fill(Store<uint8_t>(), [&] { return Pick(random, 256); });
      break;
    case Physical::kDate32:
      fill(Store<int32_t>(), [&] {
        const int64_t day = EdgeInstant(random) / kDay + 1;
        return missing(15) ? types::kMissingDate : day - static_cast<int64_t>(Pick(random, 3));
      });
      break;
    case Physical::kTime64:
      fill(Store<int64_t>(), [&] { return missing(15) ? types::kMissingTime : EdgeInstant(random); });
      break;
    case Physical::kCode8:
      fill(Store<uint8_t>(), code);
      break;
    case Physical::kCode16:
      fill(Store<uint16_t>(), code);
      break;
    case Physical::kCode32:
      fill(Store<uint32_t>(), code);
      break;
    case Physical::kRawText: {
      auto* offsets = Store<uint32_t>();
      std::string& bytes = bytes_.emplace_back();
      for (size_t i = 0; i < rows_; ++i) {
        offsets[i] = static_cast<uint32_t>(bytes.size());
        if (!missing(15)) bytes += Any(random, kTexts);
      }
      offsets[rows_] = static_cast<uint32_t>(bytes.size());
      column.data = offsets;
      column.bytes = bytes.data();
      break;
    }
    case Physical::kTagLists: {
      auto* offsets = Store<uint32_t>();
      std::vector<uint32_t>& tags = tags_.emplace_back();
      for (size_t i = 0; i < rows_; ++i) {
        offsets[i] = static_cast<uint32_t>(tags.size());
        for (size_t k = Pick(random, 4); k > 0; --k) tags.push_back(static_cast<uint32_t>(1 + Pick(random, kTexts.size())));
      }
      offsets[rows_] = static_cast<uint32_t>(tags.size());
      column.data = offsets;
      column.tags = tags.data();
      break;
    }
    case Physical::kNone:
      break;
  }
  return column;
}

// ---- Plans -------------------------------------------------------------------------------------------------------

namespace {

class PlanMaker {
 public:
  PlanMaker(Random& random, Sample* sample, RandomPlan* out)
      : random_(random), sample_(*sample), out_(*out), plan_(*out->plan), builder_(out->plan.get(), &out->plan->leads) {}

  void Run(int size) {
    MakeColumns();
    MakeGroups();
    for (int k = 0; k < size; ++k) AddValue();
    for (int k = 0; k < 3 + size / 4; ++k) AddGive();
    AddTotals();
    for (int k = 0; k < 4; ++k) {
      const ir::Value mask = Any(random_, masks_);
      builder_.Stage(mask, static_cast<uint32_t>(1 + Pick(random_, 3)));
    }
    for (int k = 0; k < 6; ++k) builder_.Store(Any(random_, masks_));
    for (int k = 0; k < 4; ++k) builder_.Store(Any(random_, numbers_));
  }

 private:
  void MakeColumns();
  void MakeGroups();
  void AddValue();
  void AddText();
  void AddAmong();
  void AddGive();
  void AddTotals();
  ir::Value Number();
  // A constant, in so many cases of a hundred, or a number that is there.
  ir::Value NumberOr(int percent) { return Chance(random_, percent) ? Number() : Any(random_, numbers_); }
  ir::Value InstantParam(bool date);
  uint32_t Question(ops::Aggregate aggregate);
  check::CompareOp Op() { return static_cast<check::CompareOp>(Pick(random_, 6)); }

  Random& random_;
  Sample& sample_;
  RandomPlan& out_;
  ir::Plan& plan_;
  ir::Builder builder_;
  std::vector<ir::Value> masks_, numbers_, times_, dates_;
};

void PlanMaker::MakeColumns() {
  plan_.stages = {"Lead", "MQL", "SQL", "Out"};
  plan_.ladder_size = 3;
  masks_.push_back(builder_.Constant(true));
  for (uint32_t f = 0; f < kFieldTypes.size(); ++f) {
    const FieldType& type = kFieldTypes[f];
    out_.columns.push_back(sample_.Make(random_, type.physical, type.nullable));
    plan_.fields.push_back({.name = "f" + std::to_string(f), .type = type.type});
    masks_.push_back(builder_.Known(f));
    if (type.type == ValueType::kNumber) numbers_.push_back(builder_.Load(f, type.type));
    if (type.type == ValueType::kDate) dates_.push_back(builder_.Load(f, type.type));
    if (type.type == ValueType::kTime) times_.push_back(builder_.Load(f, type.type));
    if (type.type == ValueType::kYesNo) masks_.push_back(builder_.LoadMask(f, Chance(random_, 50)));
  }
  times_.push_back(builder_.Answer(Question(ops::Aggregate::kNewest), ir::Kind::kInstant));
  for (int k = 0; k < 3; ++k) numbers_.push_back(builder_.Answer(Question(ops::Aggregate::kCount), ir::Kind::kNumber));
  numbers_.push_back(builder_.Answer(Question(ops::Aggregate::kSum), ir::Kind::kNumber));
}

uint32_t PlanMaker::Question(ops::Aggregate aggregate) {
  if (plan_.classes.empty()) plan_.classes.push_back({.any_type = true, .members = {}});
  static constexpr std::array<int64_t, 4> kSaturate = {0, 3, 100, 20'000};
  ir::Question question{.aggregate = aggregate, .saturate = Any(random_, kSaturate)};
  if (Chance(random_, 50)) question.saturate_worth = 50'000;
  plan_.questions.push_back(question);
  return static_cast<uint32_t>(plan_.questions.size() - 1);
}

void PlanMaker::MakeGroups() {
  // Small points make narrow lanes, large ones wide: all three widths occur.
  static constexpr std::array<int64_t, 5> kCaps = {50'000, 20'000, 0, -3'000, 1'500'000'000};
  for (size_t g = Pick(random_, 3); g > 0; --g) {
    ir::Group& group = plan_.groups.emplace_back();
    if (Chance(random_, 60)) group.up_to = Any(random_, kCaps);
    if (Chance(random_, 40)) group.down_to = -Any(random_, kCaps);
  }
}

ir::Value PlanMaker::Number() {
  double number = EdgeNumber(random_);
  while (!(std::abs(number) <= std::numeric_limits<double>::max())) number = EdgeNumber(random_);
  return builder_.Number(number);
}

ir::Value PlanMaker::InstantParam(bool date) {
  ir::Param param;
  if (date) {
    param.from = Chance(random_, 50) ? ir::Param::From::kDate : ir::Param::From::kAsOfDate;
    param.whole = param.from == ir::Param::From::kDate ? EdgeInstant(random_) / kDay : -static_cast<int64_t>(Pick(random_, 90));
  } else {
    param.from = Chance(random_, 50) ? ir::Param::From::kAsOfTime : ir::Param::From::kStartOfDay;
    param.whole = param.from == ir::Param::From::kAsOfTime ? EdgeInstant(random_) - kAsOf : EdgeInstant(random_) / kDay;
  }
  return builder_.Parameter(param);
}

void PlanMaker::AddAmong() {
  std::vector<uint32_t> columns;
  for (uint32_t f = 0; f < kFieldTypes.size(); ++f) {
    if (kFieldTypes[f].type == ValueType::kNumber || kFieldTypes[f].type == ValueType::kDate) columns.push_back(f);
  }
  std::vector<double> numbers;
  for (size_t k = Pick(random_, 40); k > 0; --k) {
    const double number = Chance(random_, 50) ? EdgeNumber(random_) : static_cast<double>(Pick(random_, 300));
    if (std::isfinite(number)) numbers.push_back(number);
    numbers.push_back(static_cast<double>(EdgeInstant(random_) / kDay));
  }
  plan_.sets.push_back(std::make_shared<const ir::NumberSet>(std::move(numbers)));
  const auto set = static_cast<uint32_t>(plan_.sets.size() - 1);
  masks_.push_back(builder_.Among(columns[Pick(random_, columns.size())], set, Chance(random_, 50)));
}

void PlanMaker::AddText() {
  const auto column = static_cast<uint32_t>(Chance(random_, 10) ? 19 : 13 + Pick(random_, 5));
  ir::Predicate predicate{.kind = ir::Predicate::Kind::kEquals, .all = Chance(random_, 30), .negated = Chance(random_, 30)};
  static constexpr std::array<const char*, 5> kNeedles = {"vp sales", "strasse", "대표 이사", "a", "software"};
  std::vector<std::string> needles;
  for (size_t k = 1 + Pick(random_, 2); k > 0; --k) needles.emplace_back(Any(random_, kNeedles));
  // Many are looked up in another way than few.
  if (Chance(random_, 20)) {
    for (int k = 0; k < 20; ++k) needles.push_back("t" + std::to_string(k));
  }
  predicate.needles = std::move(needles);
  if (column == 17) {
    masks_.push_back(builder_.AnyTag(column, predicate));
  } else if (Chance(random_, 30)) {
    const auto other = static_cast<uint32_t>(13 + Pick(random_, 4));
    masks_.push_back(builder_.SameText(column, other, Chance(random_, 50)));
  } else {
    predicate.all = false;
    masks_.push_back(builder_.Lookup(column, predicate));
  }
}

void PlanMaker::AddValue() {
  // What is drawn is drawn in statements of its own: the arguments of a call are evaluated in any order, and a seed means one plan.
  const auto arith = static_cast<check::ArithOp>(Pick(random_, 4));
  const check::CompareOp op = Op();
  const ir::Value one = Any(random_, numbers_);
  switch (Pick(random_, 12)) {
    case 0:
      numbers_.push_back(builder_.Arith(arith, one, NumberOr(50)));
      return;
    case 1:
    case 2:
      masks_.push_back(builder_.Compare(op, one, NumberOr(70)));
      return;
    case 3:
      masks_.push_back(builder_.Compare(op, Number(), one));
      return;
    case 4: {
      const bool date = Chance(random_, 50);
      const std::vector<ir::Value>& instants = date ? dates_ : times_;
      const ir::Value instant = Any(random_, instants);
      masks_.push_back(builder_.Compare(op, instant, Chance(random_, 60) ? InstantParam(date) : Any(random_, instants)));
      return;
    }
    case 5: {
      const bool number = Chance(random_, 50);
      const ir::Value value = number ? one : Any(random_, times_);
      const ir::Value low = number ? Number() : InstantParam(false);
      masks_.push_back(builder_.Between(value, low, number ? Number() : InstantParam(false)));
      return;
    }
    case 6: {
      numbers_.push_back(builder_.Select(one, NumberOr(50)));
      const ir::Value time = Any(random_, times_);
      times_.push_back(builder_.Select(time, InstantParam(false)));
      return;
    }
    case 7: {
      const bool micros = Chance(random_, 50);
      const ir::Value from = Any(random_, micros ? times_ : dates_);
      const ir::Value to = InstantParam(!micros);
      numbers_.push_back(builder_.Days(from, to, micros, Chance(random_, 50) ? 1 : -1));
      return;
    }
    case 8:
    case 9:
      if (Chance(random_, 20)) return AddAmong();
      return AddText();
    case 10: {
      const ir::Value a = Any(random_, masks_), b = Any(random_, masks_);
      const size_t which = Pick(random_, 3);
      masks_.push_back(which == 0 ? builder_.And(a, b) : which == 1 ? builder_.Or(a, b) : builder_.AndNot(a, b));
      return;
    }
    default: {
      std::vector<ir::Value> list;
      for (size_t k = Chance(random_, 10) ? 300 : 1 + Pick(random_, 6); k > 0; --k) list.push_back(Any(random_, masks_));
      numbers_.push_back(builder_.CountTrue(list));
      return;
    }
  }
}

void PlanMaker::AddGive() {
  static constexpr std::array<int64_t, 7> kPoints = {20'000, -10'000, 1'000, 0, -500, 7'000, 900'000'000'000};
  ir::Rule rule;
  rule.points = Chance(random_, 97) ? kPoints[Pick(random_, 6)] : kPoints[6];
  if (!plan_.groups.empty() && Chance(random_, 60)) rule.group = static_cast<uint32_t>(Pick(random_, plan_.groups.size()));
  if (Chance(random_, 80)) rule.most = static_cast<int64_t>(Pick(random_, 40)) * 1'000;
  ir::Value mask = Chance(random_, 70) ? Any(random_, masks_) : ir::Value{};
  const auto index = static_cast<uint32_t>(plan_.rules.size());
  const size_t which = Pick(random_, 20);
  if (which < 12) {
    plan_.rules.push_back(rule);
    return builder_.Give(ir::Prim::kGive, Chance(random_, 90) ? Any(random_, masks_) : ir::Value{}, {}, index);
  }
  if (which < 18) {
    plan_.rules.push_back(rule);
    return builder_.Give(ir::Prim::kGiveUnits, mask, Any(random_, numbers_), index);
  }
  rule.fading = static_cast<uint32_t>(plan_.fadings.size());
  plan_.fadings.push_back({.points = rule.points == 0 ? 2'000 : rule.points, .halving_days = static_cast<int32_t>(1 + Pick(random_, 40))});
  plan_.rules.push_back(rule);
  const bool faded = which == 18;
  const uint32_t question = Question(faded ? ops::Aggregate::kNewest : ops::Aggregate::kWorth);
  plan_.questions[question].fading = rule.fading;
  const ir::Value answer = builder_.Answer(question, faded ? ir::Kind::kInstant : ir::Kind::kNumber);
  builder_.Give(faded ? ir::Prim::kGiveFaded : ir::Prim::kGiveWorth, mask, answer, index);
}

void PlanMaker::AddTotals() {
  for (int k = 0; k < 4; ++k) {
    const bool group = !plan_.groups.empty() && Chance(random_, 40);
    const ir::Value total = builder_.Total(group ? static_cast<uint32_t>(Pick(random_, plan_.groups.size())) : ir::kScore);
    static constexpr std::array<double, 8> kBounds = {60, 0, -10, 10.5, 19.9995, 20, 1e9, -1e300};
    const check::CompareOp op = Op();
    masks_.push_back(builder_.Compare(op, total, builder_.Number(Any(random_, kBounds))));
    if (Chance(random_, 50)) numbers_.push_back(builder_.Arith(check::ArithOp::kMul, total, builder_.Number(1.5)));
    if (Chance(random_, 50)) masks_.push_back(builder_.Between(total, builder_.Number(-5), builder_.Number(30)));
  }
}

void MakeAnswers(Random& random, size_t rows, RandomPlan* out) {
  out->answers.Reset(ir::Bind(*out->plan, {}).answers, rows);
  for (size_t q = 0; q < out->plan->questions.size(); ++q) {
    columns::AnswerColumn& column = out->answers.columns[q];
    for (size_t i = 0; i < rows; ++i) {
      const auto small = static_cast<int64_t>(Pick(random, 120));
      if (column.type == Physical::kI8) column.as<int8_t>()[i] = static_cast<int8_t>(small);
      if (column.type == Physical::kI16) column.as<int16_t>()[i] = static_cast<int16_t>(small * 7);
      if (column.type == Physical::kI32) column.as<int32_t>()[i] = static_cast<int32_t>(small * 400);
      if (column.type == Physical::kI64) column.as<int64_t>()[i] = small * 1'000'003;
      if (column.type == Physical::kF64) column.as<double>()[i] = static_cast<double>(small) * 0.625 - 20;
      const int64_t newest = std::min(kAsOf, EdgeInstant(random));
      if (column.type == Physical::kTime64) column.as<int64_t>()[i] = Chance(random, 30) ? types::kMissingTime : newest;
    }
  }
}

}  // namespace

RandomPlan MakePlan(Random& random, Sample* sample, int size) {
  RandomPlan out;
  PlanMaker(random, sample, &out).Run(size);
  MakeAnswers(random, sample->rows(), &out);
  return out;
}

}  // namespace ripe::test
