// The naive evaluator. Deliberately plain.
#include "tests/eval/naive.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "compiler/ir/worth.h"
#include "compiler/source/unicode.h"

namespace ripe::test {
namespace {

using columns::Column;
using ir::Instr;
using ir::Physical;
using ir::Prim;

constexpr int64_t kDay = types::kMicrosPerDay;

NaiveValue Number(double x) { return {.known = std::isfinite(x), .number = x}; }
NaiveValue Instant(int64_t x, bool known) { return {.known = known, .instant = x}; }
NaiveValue Whole(int64_t x, bool known) { return {.known = known, .number = static_cast<long double>(x)}; }
NaiveValue Mask(bool x) { return {.mask = x}; }

bool Bit(const void* bits, size_t row) {
  return (static_cast<const uint8_t*>(bits)[row >> 3] & (1 << (row & 7))) != 0;
}

bool IsKnown(const Column& column, size_t row) {
  if (column.valid == nullptr) return true;
  if (column.valid_bits || column.physical == Physical::kYesNoBits) return Bit(column.valid, row);
  return column.valid[row] != 0;
}

NaiveValue ValueAt(Physical type, const void* data, bool known, size_t row) {
  switch (type) {
    case Physical::kF64:
      return Number(static_cast<const double*>(data)[row]);
    case Physical::kI8:
      return Whole(static_cast<const int8_t*>(data)[row], known);
    case Physical::kI16:
      return Whole(static_cast<const int16_t*>(data)[row], known);
    case Physical::kI32:
      return Whole(static_cast<const int32_t*>(data)[row], known);
    case Physical::kI64:
      return Whole(static_cast<const int64_t*>(data)[row], known);
    case Physical::kDate32: {
      const int32_t date = static_cast<const int32_t*>(data)[row];
      return Instant(date, date != types::kMissingDate);
    }
    case Physical::kTime64: {
      const int64_t time = static_cast<const int64_t*>(data)[row];
      return Instant(time, time != types::kMissingTime);
    }
    default:
      return {};
  }
}

template <class T>
bool Holds(ir::CompareOp op, T a, T b) {
  switch (op) {
    case ir::CompareOp::kEq:
      return a == b;
    case ir::CompareOp::kNe:
      return a != b;
    case ir::CompareOp::kLt:
      return a < b;
    case ir::CompareOp::kLe:
      return a <= b;
    case ir::CompareOp::kGt:
      return a > b;
    case ir::CompareOp::kGe:
      return a >= b;
  }
  return false;
}

class Evaluator {
 public:
  Evaluator(const ir::Plan& plan, const std::vector<Column>& columns, size_t row, const columns::Answers* answers, size_t answer_row,
            int64_t as_of, const types::Zone& zone)
      : plan_(plan), columns_(columns), row_(row), answers_(answers), answer_row_(answer_row), as_of_(as_of), zone_(zone) {
    values_.resize(plan.leads.instrs.size());
    result_.groups.resize(plan.groups.size());
    result_.ledger.resize(plan.rules.size());
    result_.outputs.resize(plan.leads.outputs.size());
  }
  NaiveRow Run() {
    for (size_t k = 0; k < values_.size(); ++k) values_[k] = Eval(plan_.leads.instrs[k]);
    for (uint32_t g = 0; g < plan_.groups.size(); ++g) result_.groups[g] = Total(g);
    result_.score = Total(ir::kScore);
    return result_;
  }

 private:
  const NaiveValue& at(ir::Value v) const { return values_[v.index]; }
  bool IsInstant(ir::Value v) const { return plan_.leads.instrs[v.index].kind == ir::Kind::kInstant; }
  bool Compare(ir::CompareOp op, ir::Value a, ir::Value b) const {
    if (!at(a).known || !at(b).known) return false;
    return IsInstant(a) ? Holds(op, at(a).instant, at(b).instant) : Holds(op, at(a).number, at(b).number);
  }
  // Arithmetic is in doubles.
  NaiveValue Arith(const Instr& i) const {
    if (!at(i.a).known || !at(i.b).known) return {};
    const auto x = static_cast<double>(at(i.a).number), y = static_cast<double>(at(i.b).number);
    return Number(i.prim == Prim::kAdd ? x + y : i.prim == Prim::kSub ? x - y : i.prim == Prim::kMul ? x * y : x / y);
  }
  NaiveValue Eval(const Instr& i);
  NaiveValue EvalText(const Instr& i) const;
  void Give(const Instr& i);
  int64_t Total(uint32_t index) const;

  const ir::Plan& plan_;
  const std::vector<Column>& columns_;
  size_t row_;
  const columns::Answers* answers_;
  size_t answer_row_;
  int64_t as_of_;
  const types::Zone& zone_;
  std::vector<NaiveValue> values_;
  NaiveRow result_;
};

NaiveValue Evaluator::EvalText(const Instr& i) const {
  const Column& column = columns_[i.index];
  if (i.prim == Prim::kSameText) {
    const auto a = TextAt(column, row_), b = TextAt(columns_[i.aux], row_);
    if (!a || !b) return Mask(false);
    return Mask((source::Fold(*a) == source::Fold(*b)) == (i.flag != 0));
  }
  const ir::CompiledPredicate predicate(plan_.predicates[i.aux]);
  if (i.prim == Prim::kLookup) {
    const auto text = TextAt(column, row_);
    return Mask(text && predicate.Holds(*text, source::Fold(*text)));
  }
  if (column.physical == Physical::kNone) return Mask(false);
  const uint32_t* offsets = column.as<uint32_t>();
  std::vector<std::string> folded;
  for (uint32_t t = offsets[row_]; t < offsets[row_ + 1]; ++t) {
    folded.push_back(source::Fold(column.dictionary->at(column.tags[t] - 1)));
  }
  const ir::TagSet set(std::vector<std::string_view>(folded.begin(), folded.end()));
  return Mask(!folded.empty() && predicate.HoldsOfTags(set));
}

int64_t Evaluator::Total(uint32_t index) const {
  std::vector<int64_t> sums(plan_.groups.size(), 0);
  int64_t score = 0;
  for (size_t r = 0; r < plan_.rules.size(); ++r) {
    if (plan_.rules[r].group == ir::kScore) {
      score += result_.ledger[r];
    } else {
      sums[plan_.rules[r].group] += result_.ledger[r];
    }
  }
  for (size_t g = 0; g < sums.size(); ++g) {
    if (plan_.groups[g].down_to) sums[g] = std::max(sums[g], *plan_.groups[g].down_to);
    if (plan_.groups[g].up_to) sums[g] = std::min(sums[g], *plan_.groups[g].up_to);
    score += sums[g];
  }
  return index == ir::kScore ? score : sums[index];
}

void Evaluator::Give(const Instr& i) {
  if (i.a.valid() && !at(i.a).mask) return;
  const ir::Rule& rule = plan_.rules[i.index];
  int64_t given = 0;
  switch (i.prim) {
    case Prim::kGiveUnits: {
      const long double units = at(i.b).known ? std::max(std::truncl(at(i.b).number), 0.0L) : 0.0L;
      const long double size = std::min<long double>(units * std::llabs(rule.points), rule.most);
      given = static_cast<int64_t>(size) * (rule.points < 0 ? -1 : 1);
      break;
    }
    case Prim::kGiveFaded: {
      if (!at(i.b).known) break;
      const ir::Fading& fading = plan_.fadings[rule.fading];
      const std::vector<int64_t> table = ir::WorthTable(fading.points, fading.halving_days);
      const int64_t age = (as_of_ - at(i.b).instant) / kDay;
      if (age < static_cast<int64_t>(table.size())) given = std::clamp(table[age], -rule.most, rule.most);
      break;
    }
    case Prim::kGiveWorth: {
      const Physical type = answers_ == nullptr ? Physical::kNone : answers_->columns[plan_.leads.instrs[i.b.index].index].type;
      if (type == Physical::kNone) break;
      const uint32_t question = plan_.leads.instrs[i.b.index].index;
      const NaiveValue worth = ValueAt(type, answers_->columns[question].storage.data(), true, answer_row_);
      given = std::clamp(static_cast<int64_t>(worth.number), -rule.most, rule.most);
      break;
    }
    default:
      given = rule.points;
      break;
  }
  result_.ledger[i.index] += given;
}

NaiveValue Evaluator::Eval(const Instr& i) {
  const Column* column = i.index < columns_.size() ? &columns_[i.index] : nullptr;
  switch (i.prim) {
    case Prim::kLoad:
      return ValueAt(column->physical, column->data, IsKnown(*column, row_), row_);
    case Prim::kLoadMask:
      if (column->physical == Physical::kYesNoBits)
        return Mask(IsKnown(*column, row_) && Bit(column->data, row_) == (i.flag != 0));
      return Mask(column->physical != Physical::kNone && column->as<uint8_t>()[row_] == i.flag);
    case Prim::kKnown:
      if (column->physical == Physical::kYesNoBits) return Mask(IsKnown(*column, row_));
      if (column->physical == Physical::kYesNo8) return Mask(column->as<uint8_t>()[row_] != 2);
      if (column->physical == Physical::kTagLists) return Mask(column->as<uint32_t>()[row_] != column->as<uint32_t>()[row_ + 1]);
      if (TextAt(*column, row_)) return Mask(true);
      return Mask(ValueAt(column->physical, column->data, IsKnown(*column, row_), row_).known);
    case Prim::kConst:
      return Mask(i.flag != 0);
    case Prim::kParam:
      if (i.kind == ir::Kind::kNumber) return Number(ir::NumberParam(plan_.params[i.index]));
      return Instant(ir::InstantParam(plan_.params[i.index], as_of_, zone_), true);
    case Prim::kQuestion: {
      if (answers_ == nullptr) return i.kind == ir::Kind::kNumber ? Number(0) : Instant(0, false);
      const columns::AnswerColumn& answer = answers_->columns[i.index];
      return ValueAt(answer.type, answer.storage.data(), true, answer_row_);
    }
    case Prim::kAdd:
    case Prim::kSub:
    case Prim::kMul:
    case Prim::kDiv:
      return Arith(i);
    case Prim::kCmp:
      return Mask(Compare(i.compare, i.a, i.b));
    case Prim::kBetween:
      return Mask(Compare(ir::CompareOp::kGe, i.a, i.b) && Compare(ir::CompareOp::kLe, i.a, i.c));
    case Prim::kSelect:
      return at(i.a).known ? at(i.a) : at(i.b);
    case Prim::kDays: {
      if (!at(i.a).known || !at(i.b).known) return {};
      const int64_t span = at(i.b).instant - at(i.a).instant;
      return Number(static_cast<double>((i.flag ? span / kDay : span) * i.sign));
    }
    case Prim::kAmong: {
      const NaiveValue value = ValueAt(column->physical, column->data, IsKnown(*column, row_), row_);
      if (!value.known) return Mask(false);
      const auto number = column->physical == Physical::kDate32 ? static_cast<long double>(value.instant) : value.number;
      const auto& set = plan_.sets[i.aux]->numbers();
      return Mask(std::any_of(set.begin(), set.end(), [&](double one) { return one == number; }) == (i.flag != 0));
    }
    case Prim::kLookup:
    case Prim::kAnyTag:
    case Prim::kSameText:
      return EvalText(i);
    case Prim::kAnd:
      return Mask(at(i.a).mask && at(i.b).mask);
    case Prim::kOr:
      return Mask(at(i.a).mask || at(i.b).mask);
    case Prim::kAndNot:
      return Mask(at(i.a).mask && !at(i.b).mask);
    case Prim::kCountTrue: {
      double count = 0;
      for (const ir::Value v : plan_.leads.lists[i.index]) count += at(v).mask;
      return Number(count);
    }
    case Prim::kGive:
    case Prim::kGiveUnits:
    case Prim::kGiveFaded:
    case Prim::kGiveWorth:
      Give(i);
      return {};
    case Prim::kTotal:
      return Number(static_cast<double>(Total(i.index)) / 1000.0);
    case Prim::kStage:
      if (at(i.a).mask) result_.stage = i.index;
      return {};
    case Prim::kStore:
      result_.outputs[i.index] = at(i.a);
      return {};
  }
  return {};
}

}  // namespace

std::optional<std::string_view> TextAt(const Column& column, size_t row) {
  uint32_t code = 0;
  switch (column.physical) {
    case Physical::kCode8:
      code = column.as<uint8_t>()[row];
      break;
    case Physical::kCode16:
      code = column.as<uint16_t>()[row];
      break;
    case Physical::kCode32:
      code = column.as<uint32_t>()[row];
      break;
    case Physical::kRawText: {
      const uint32_t* offsets = column.as<uint32_t>();
      if (offsets[row] == offsets[row + 1]) return std::nullopt;
      return std::string_view(column.bytes + offsets[row], offsets[row + 1] - offsets[row]);
    }
    default:
      return std::nullopt;
  }
  if (code == 0) return std::nullopt;
  return column.dictionary->at(code - 1);
}

int64_t AnswerAt(const columns::AnswerColumn& column, size_t lead) {
  switch (column.type) {
    case Physical::kI8:
      return column.as<int8_t>()[lead];
    case Physical::kI16:
      return column.as<int16_t>()[lead];
    case Physical::kI32:
      return column.as<int32_t>()[lead];
    default:
      return column.as<int64_t>()[lead];
  }
}

NaiveRow NaiveScore(const ir::Plan& plan, const std::vector<Column>& columns, size_t row, const columns::Answers* answers,
                    size_t answer_row, int64_t as_of, const types::Zone& zone) {
  return Evaluator(plan, columns, row, answers, answer_row, as_of, zone).Run();
}

}  // namespace ripe::test
