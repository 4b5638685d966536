// How comparisons bind. A value that lies in a column (or is a count, or the points so far) is
// compared with constants where it lies: any of < <= = >= > in..to is one range, whose ends
// ResolveParams turns into exact integers. Any other two numbers are compared as doubles, which
// hold every integer of a column (layout.h). Texts are here too: they become bits of a table.
#include "compiler/check/compare_op.h"
#include "compiler/ir/bind_program.h"

namespace ripe::ir {
namespace {

Recipe::Of RangeOf(Physical type) {
  switch (type) {
    case Physical::kI8:
      return Recipe::Of::kI8;
    case Physical::kI16:
      return Recipe::Of::kI16;
    case Physical::kI32:
      return Recipe::Of::kI32;
    case Physical::kI64:
      return Recipe::Of::kI64;
    case Physical::kDate32:
      return Recipe::Of::kDate;
    case Physical::kTime64:
      return Recipe::Of::kTime;
    case Physical::kF64:
    case Physical::kNone:
    case Physical::kYesNo8:
    case Physical::kYesNoBits:
    case Physical::kCode8:
    case Physical::kCode16:
    case Physical::kCode32:
    case Physical::kRawText:
    case Physical::kTagLists:
      return Recipe::Of::kF64;
  }
  return Recipe::Of::kF64;
}

RangeSides SidesOf(const Recipe& recipe) {
  if (recipe.between) return RangeSides::kBoth;
  switch (recipe.compare) {
    case CompareOp::kEq:
    case CompareOp::kNe:
      return RangeSides::kEqual;
    case CompareOp::kLt:
    case CompareOp::kLe:
      return RangeSides::kHigh;
    case CompareOp::kGt:
    case CompareOp::kGe:
      return RangeSides::kLow;
  }
  return RangeSides::kBoth;
}

}  // namespace

void ProgramBinder::BindCompare(uint32_t at) {
  const Instr& instr = program_.instrs[at];
  SetMask(at, instr.prim == Prim::kCmp ? Compare(instr.compare, instr.a, instr.b)
                                       : Between(instr.a, instr.b, instr.c));
}

uint32_t ProgramBinder::Between(Value a, Value low, Value high) {
  if (form(low).kind == Form::Kind::kParam && form(high).kind == Form::Kind::kParam) {
    const uint32_t mask = Range(a, {.kind = Recipe::Kind::kRange,
                                    .between = true,
                                    .low = form(low).index,
                                    .high = form(high).index});
    if (mask != kNoIndex) return mask;
  }
  const uint32_t above = Compare(CompareOp::kGe, a, low);
  const uint32_t below = Compare(CompareOp::kLe, a, high);
  return Both(Op::kAnd, above, below);
}

uint32_t ProgramBinder::Compare(CompareOp op, Value a, Value b) {
  using FK = Form::Kind;
  if (form(a).kind == FK::kMissing || form(b).kind == FK::kMissing) return ConstMask(false);
  if (form(a).kind == FK::kParam && form(b).kind != FK::kParam)
    return Compare(check::Mirrored(op), b, a);
  if (form(b).kind == FK::kParam) {
    const uint32_t mask =
        Range(a, {.kind = Recipe::Kind::kRange, .compare = op, .low = form(b).index});
    if (mask != kNoIndex) return mask;
  }
  const uint32_t wide_a = Wide(a), wide_b = Wide(b);
  const uint32_t dst = NewByte();
  Step& step =
      Emit(program_.instrs[a.index].kind == Kind::kNumber ? Op::kCmpNumber : Op::kCmpInstant, dst);
  step.compare = op;
  step.a = wide_a;
  step.b = wide_b;
  return dst;
}

uint32_t ProgramBinder::Range(Value a, Recipe recipe) {
  const Form f = form(a);
  const bool number = program_.instrs[a.index].kind == Kind::kNumber;
  const bool outside = !recipe.between && recipe.compare == CompareOp::kNe;
  Step step{.op = Op::kRangeNumber};
  switch (f.kind) {
    case Form::Kind::kColumn:
      step.op = Op::kRangeColumn;
      ReadColumn(step, f.index);
      recipe.of = RangeOf(step.type);
      break;
    case Form::Kind::kSmall:
      step.op = Op::kRangeSmall;
      step.a = f.index;
      recipe.of = Recipe::Of::kSmall;
      break;
    case Form::Kind::kTotal:
      step.op = Op::kRangeTotal;
      step.index = f.index;
      recipe.of = Recipe::Of::kTotal;
      recipe.rule = f.index;
      break;
    case Form::Kind::kRegister:
      step.op = number ? Op::kRangeNumber : Op::kRangeInstant;
      step.a = f.index;
      recipe.of = number ? Recipe::Of::kF64 : Recipe::Of::kTime;
      break;
    case Form::Kind::kParam:
    case Form::Kind::kMissing:
    case Form::Kind::kNone:
      return kNoIndex;
  }
  const bool integer = recipe.of != Recipe::Of::kF64 && recipe.of != Recipe::Of::kDate &&
                       recipe.of != Recipe::Of::kTime;
  if (integer && recipe.of != Recipe::Of::kTotal) {
    // No engine meets a range that is empty, or all of its type: one end is then enough for it.
    const Extent extent = ExtentOf(plan_, recipe);
    if (extent == (outside ? Extent::kAll : Extent::kNone)) return ConstMask(false);
    if (extent != Extent::kSome) {
      const uint32_t known = f.kind == Form::Kind::kColumn ? Known(a) : kNoIndex;
      return known == kNoIndex ? ConstMask(true) : known;
    }
  }
  step.flag = outside;
  if (integer) step.aux = static_cast<uint32_t>(SidesOf(recipe));
  step.param = AddRecipe(recipe, 2);
  step.dst = NewByte();
  out_.steps.push_back(step);
  return step.dst;
}

uint32_t ProgramBinder::Known(Value v) {
  const uint32_t input = form(v).index;
  if (ValidInput(out_.inputs[input]) == kNoIndex) return kNoIndex;
  const uint32_t dst = NewByte();
  ReadColumn(Emit(Op::kLoadKnown, dst), input);
  return dst;
}

// ---- texts
// -------------------------------------------------------------------------------------------------------

void ProgramBinder::PlanOctets() {
  std::map<uint32_t, uint32_t> open;  // of a column the octet that is not full
  for (const Instr& instr : program_.instrs) {
    if (instr.prim != Prim::kLookup && instr.prim != Prim::kAnyTag) continue;
    if (columns_[instr.index].physical == Physical::kNone) continue;
    const auto [known, is_new] = text_bits_.try_emplace({instr.index, instr.aux});
    if (!is_new) continue;
    const auto [place, opened] =
        open.try_emplace(instr.index, static_cast<uint32_t>(out_.octets.size()));
    if (opened) out_.octets.push_back({.column = instr.index, .tags = instr.prim == Prim::kAnyTag});
    std::vector<uint32_t>& predicates = out_.octets[place->second].predicates;
    known->second = {place->second, static_cast<uint8_t>(predicates.size())};
    predicates.push_back(instr.aux);
    if (predicates.size() == 8) open.erase(place);
  }
  octet_registers_.assign(out_.octets.size(), kNoIndex);
}

void ProgramBinder::BindText(uint32_t at) {
  const Instr& instr = program_.instrs[at];
  const Physical type = columns_[instr.index].physical;
  const bool pair = instr.prim == Prim::kSameText;
  const bool among = instr.prim == Prim::kAmong;
  if (type == Physical::kNone || (pair && columns_[instr.aux].physical == Physical::kNone)) {
    return SetMask(at, ConstMask(false));
  }
  uint32_t bits = kNoIndex;
  uint8_t bit = instr.flag ? 0 : 1;
  bool alone = false;
  if (pair || among) {
    bits = NewByte();
    Step& step = Emit(Op::kLoadBytes, bits);
    step.input = InputOf({.kind = pair ? Input::Kind::kSameText : Input::Kind::kAmong,
                          .column = instr.index,
                          .octet = instr.aux});
  } else {
    const TextBit known = text_bits_.at({instr.index, instr.aux});
    const uint32_t octet = known.octet;
    bit = known.bit;
    alone = out_.octets[octet].predicates.size() == 1;
    if (octet_registers_[octet] == kNoIndex) {
      const bool codes =
          type == Physical::kCode8 || type == Physical::kCode16 || type == Physical::kCode32;
      const uint32_t input =
          codes ? DataInput(instr.index)
                : InputOf({.kind = Input::Kind::kTextBits, .column = instr.index, .octet = octet});
      octet_registers_[octet] = NewByte();
      Step& step = Emit(codes ? Op::kLoadBits : Op::kLoadBytes, octet_registers_[octet]);
      step.input = input;
      step.type = codes ? type : Physical::kNone;
      step.index = octet;
    }
    bits = octet_registers_[octet];
  }
  if (alone) return SetMask(at, bits);  // its one bit is the mask
  const uint32_t dst = NewByte();
  Step& step = Emit(Op::kBit, dst);
  step.a = bits;
  step.flag = bit;
  SetMask(at, dst);
}

}  // namespace ripe::ir
