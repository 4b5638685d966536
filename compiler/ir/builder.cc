// Hash-consing: an instruction is its own key, so that a condition used by ten rules is computed
// once. Params and predicates are kept once by the same idea.
#include "compiler/ir/builder.h"

#include <bit>
#include <functional>

namespace ripe::ir {
namespace {

uint64_t Mix(uint64_t h, uint64_t v) {
  h ^= v + 0x9E3779B97F4A7C15u + (h << 6) + (h >> 2);
  return h * 0xFF51AFD7ED558CCDu;
}

uint64_t HashOf(const Predicate& p) {
  uint64_t h = Mix(static_cast<uint64_t>(p.kind), p.op.value);
  h = Mix(h, (p.all ? 1u : 0u) | (p.negated ? 2u : 0u));
  for (const Needles::List& list : p.needles.lists()) h = Mix(h, list->hash());
  return Mix(h, std::hash<std::string>()(p.pattern));
}

}  // namespace

size_t Builder::Hash::operator()(const Instr& i) const {
  uint64_t h = Mix(static_cast<uint64_t>(i.prim), static_cast<uint64_t>(i.compare));
  h = Mix(h, (uint64_t{i.flag} << 8) | static_cast<uint8_t>(i.sign));
  h = Mix(h, (uint64_t{i.a.index} << 32) | i.b.index);
  h = Mix(h, (uint64_t{i.c.index} << 32) | i.index);
  return Mix(h, i.aux);
}

Value Builder::Append(const Instr& instr) {
  program_->instrs.push_back(instr);
  return Value{static_cast<uint32_t>(program_->instrs.size() - 1)};
}

Value Builder::Emit(const Instr& instr) {
  const auto [it, is_new] =
      known_.try_emplace(instr, static_cast<uint32_t>(program_->instrs.size()));
  if (is_new) program_->instrs.push_back(instr);
  return Value{it->second};
}

bool Builder::IsConstant(Value v, bool truth) const {
  const Instr& i = program_->instrs[v.index];
  return i.prim == Prim::kConst && (i.flag != 0) == truth;
}

Value Builder::Load(uint32_t column, types::ValueType type) {
  Instr i{.prim = Prim::kLoad, .kind = Kind::kNumber};
  i.index = column;
  if (type == types::ValueType::kDate || type == types::ValueType::kTime) i.kind = Kind::kInstant;
  return Emit(i);
}

Value Builder::LoadMask(uint32_t column, bool yes) {
  Instr i{.prim = Prim::kLoadMask, .kind = Kind::kMask};
  i.flag = yes ? 1 : 0;
  i.index = column;
  return Emit(i);
}

Value Builder::Known(uint32_t column) {
  Instr i{.prim = Prim::kKnown, .kind = Kind::kMask};
  i.index = column;
  return Emit(i);
}

Value Builder::Constant(bool truth) {
  Instr i{.prim = Prim::kConst, .kind = Kind::kMask};
  i.flag = truth ? 1 : 0;
  return Emit(i);
}

Value Builder::Number(double number) {
  Param p;
  p.number = number;
  return Parameter(p);
}

Value Builder::Parameter(const Param& param) {
  uint64_t h = Mix(static_cast<uint64_t>(param.from), std::bit_cast<uint64_t>(param.number));
  h = Mix(h, static_cast<uint64_t>(param.whole));
  Instr i{.prim = Prim::kParam,
          .kind = param.from == Param::From::kNumber ? Kind::kNumber : Kind::kInstant};
  for (uint32_t index : params_by_hash_[h]) {
    const Param& other = plan_->params[index];
    // Bits, not ==, so that -0 stays apart from 0.
    if (other.from == param.from && other.whole == param.whole &&
        std::bit_cast<uint64_t>(other.number) == std::bit_cast<uint64_t>(param.number)) {
      i.index = index;
      return Emit(i);
    }
  }
  i.index = static_cast<uint32_t>(plan_->params.size());
  plan_->params.push_back(param);
  params_by_hash_[h].push_back(i.index);
  return Emit(i);
}

Value Builder::Answer(uint32_t question, Kind kind) {
  Instr i{.prim = Prim::kQuestion, .kind = kind};
  i.index = question;
  return Emit(i);
}

Value Builder::Arith(check::ArithOp op, Value a, Value b) {
  Instr i{.kind = Kind::kNumber};
  switch (op) {
    case check::ArithOp::kAdd:
      i.prim = Prim::kAdd;
      break;
    case check::ArithOp::kSub:
      i.prim = Prim::kSub;
      break;
    case check::ArithOp::kMul:
      i.prim = Prim::kMul;
      break;
    case check::ArithOp::kDiv:
      i.prim = Prim::kDiv;
      break;
  }
  i.a = a;
  i.b = b;
  return Emit(i);
}

Value Builder::Compare(CompareOp op, Value a, Value b) {
  Instr i{.prim = Prim::kCmp, .kind = Kind::kMask, .compare = op};
  i.a = a;
  i.b = b;
  return Emit(i);
}

Value Builder::Between(Value a, Value low, Value high) {
  Instr i{.prim = Prim::kBetween, .kind = Kind::kMask};
  i.a = a;
  i.b = low;
  i.c = high;
  return Emit(i);
}

Value Builder::Select(Value a, Value otherwise) {
  Instr i{.prim = Prim::kSelect, .kind = KindOf(a)};
  i.a = a;
  i.b = otherwise;
  return Emit(i);
}

Value Builder::Among(uint32_t column, uint32_t set, bool among) {
  Instr i{.prim = Prim::kAmong, .kind = Kind::kMask};
  i.flag = among ? 1 : 0;
  i.index = column;
  i.aux = set;
  return Emit(i);
}

Value Builder::Days(Value from, Value to, bool micros, int sign) {
  Instr i{.prim = Prim::kDays, .kind = Kind::kNumber};
  i.flag = micros ? 1 : 0;
  i.sign = static_cast<int8_t>(sign);
  i.a = from;
  i.b = to;
  return Emit(i);
}

uint32_t Builder::AddPredicate(const Predicate& predicate) {
  std::vector<uint32_t>& same = predicates_by_hash_[HashOf(predicate)];
  for (uint32_t index : same) {
    if (plan_->predicates[index] == predicate) return index;
  }
  same.push_back(static_cast<uint32_t>(plan_->predicates.size()));
  plan_->predicates.push_back(predicate);
  return same.back();
}

Value Builder::Lookup(uint32_t column, const Predicate& predicate) {
  Instr i{.prim = Prim::kLookup, .kind = Kind::kMask};
  i.index = column;
  i.aux = AddPredicate(predicate);
  return Emit(i);
}

Value Builder::AnyTag(uint32_t column, const Predicate& predicate) {
  Instr i{.prim = Prim::kAnyTag, .kind = Kind::kMask};
  i.index = column;
  i.aux = AddPredicate(predicate);
  return Emit(i);
}

Value Builder::SameText(uint32_t column, uint32_t other, bool same) {
  Instr i{.prim = Prim::kSameText, .kind = Kind::kMask};
  i.flag = same ? 1 : 0;
  i.index = column;
  i.aux = other;
  return Emit(i);
}

Value Builder::And(Value a, Value b) {
  if (a == b || IsConstant(b, true) || IsConstant(a, false)) return a;
  if (IsConstant(a, true) || IsConstant(b, false)) return b;
  Instr i{.prim = Prim::kAnd, .kind = Kind::kMask};
  i.a = a;
  i.b = b;
  return Emit(i);
}

Value Builder::Or(Value a, Value b) {
  if (a == b || IsConstant(b, false) || IsConstant(a, true)) return a;
  if (IsConstant(a, false) || IsConstant(b, true)) return b;
  Instr i{.prim = Prim::kOr, .kind = Kind::kMask};
  i.a = a;
  i.b = b;
  return Emit(i);
}

Value Builder::AndNot(Value a, Value b) {
  if (a == b || IsConstant(a, false) || IsConstant(b, true)) return Constant(false);
  if (IsConstant(b, false)) return a;
  Instr i{.prim = Prim::kAndNot, .kind = Kind::kMask};
  i.a = a;
  i.b = b;
  return Emit(i);
}

Value Builder::CountTrue(std::vector<Value> masks) {
  uint64_t h = masks.size();
  for (const Value mask : masks) h = Mix(h, mask.index);
  Instr i{.prim = Prim::kCountTrue, .kind = Kind::kNumber};
  for (const uint32_t k : lists_by_hash_[h]) {
    if (program_->lists[k] != masks) continue;
    i.index = k;
    return Emit(i);
  }
  i.index = static_cast<uint32_t>(program_->lists.size());
  lists_by_hash_[h].push_back(i.index);
  program_->lists.push_back(std::move(masks));
  return Emit(i);
}

void Builder::Give(Prim prim, Value mask, Value amount, uint32_t rule) {
  if (mask.valid() && IsConstant(mask, true)) mask = Value{};
  Instr i{.prim = prim, .kind = Kind::kNone};
  i.a = mask;
  i.b = amount;
  i.index = rule;
  Append(i);
}

Value Builder::Total(uint32_t group) {
  Instr i{.prim = Prim::kTotal, .kind = Kind::kNumber};
  i.index = group;
  return Emit(i);
}

void Builder::Stage(Value mask, uint32_t stage) {
  Instr i{.prim = Prim::kStage, .kind = Kind::kNone};
  i.a = mask;
  i.index = stage;
  Append(i);
}

uint32_t Builder::Store(Value value) {
  Instr i{.prim = Prim::kStore, .kind = Kind::kNone};
  i.a = value;
  i.index = static_cast<uint32_t>(program_->outputs.size());
  program_->outputs.push_back(KindOf(value));
  Append(i);
  return i.index;
}

}  // namespace ripe::ir
