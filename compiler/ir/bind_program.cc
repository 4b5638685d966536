// Inputs, numbers, masks and results of a program under binding; comparisons are in
// bind_compare.cc, points in bind_points.cc.
#include "compiler/ir/bind_program.h"

#include <algorithm>

namespace ripe::ir {

ProgramBinder::ProgramBinder(const Plan& plan, const Program& program,
                             const std::vector<ColumnLayout>& columns,
                             const std::vector<Physical>& answers)
    : plan_(plan), program_(program), columns_(columns), answers_(answers) {
  forms_.resize(program.instrs.size());
  pending_.resize(plan.groups.size() + 1);
}

BoundProgram ProgramBinder::Run() {
  PlanOctets();
  for (uint32_t at = 0; at < program_.instrs.size(); ++at) Bind(at);
  if (&program_ == &plan_.leads) CloseGroups();
  out_.outputs = program_.outputs;
  AssignRegisters(&out_, next_byte_, next_wide_, kWideBit);
  return std::move(out_);
}

void ProgramBinder::Bind(uint32_t at) {
  switch (program_.instrs[at].prim) {
    case Prim::kLoad:
    case Prim::kLoadMask:
    case Prim::kKnown:
    case Prim::kConst:
    case Prim::kParam:
    case Prim::kQuestion:
      return BindLoad(at);
    case Prim::kAdd:
    case Prim::kSub:
    case Prim::kMul:
    case Prim::kDiv:
    case Prim::kSelect:
    case Prim::kDays:
      return BindNumber(at);
    case Prim::kCmp:
    case Prim::kBetween:
      return BindCompare(at);
    case Prim::kLookup:
    case Prim::kAnyTag:
    case Prim::kSameText:
    case Prim::kAmong:
      return BindText(at);
    case Prim::kAnd:
    case Prim::kOr:
    case Prim::kAndNot:
    case Prim::kCountTrue:
      return BindMask(at);
    case Prim::kGive:
    case Prim::kGiveUnits:
    case Prim::kGiveFaded:
    case Prim::kGiveWorth:
      return BindGive(at);
    case Prim::kTotal:
    case Prim::kStage:
    case Prim::kStore:
      return BindResult(at);
  }
}

// ---- inputs
// ------------------------------------------------------------------------------------------------------

void ProgramBinder::BindLoad(uint32_t at) {
  const Instr& instr = program_.instrs[at];
  using FK = Form::Kind;
  switch (instr.prim) {
    case Prim::kConst:
      return SetMask(at, ConstMask(instr.flag != 0));
    case Prim::kParam:
      forms_[at] = {.kind = FK::kParam, .index = instr.index};
      return;
    case Prim::kQuestion:
      forms_[at] = {.kind = FK::kColumn,
                    .index = InputOf({.kind = Input::Kind::kAnswer,
                                      .type = answers_[instr.index],
                                      .column = instr.index})};
      return;
    default:  // the three that read a column
      break;
  }
  if (columns_[instr.index].physical == Physical::kNone) {
    if (instr.prim == Prim::kLoad) {
      forms_[at] = {.kind = FK::kMissing};
    } else {
      SetMask(at, ConstMask(false));
    }
    return;
  }
  const uint32_t input = DataInput(instr.index);
  if (instr.prim == Prim::kLoad) {
    forms_[at] = {.kind = FK::kColumn, .index = input};
    return;
  }
  if (instr.prim == Prim::kKnown) {
    const Physical type = columns_[instr.index].physical;
    if (HasValid(type) && !columns_[instr.index].nullable) return SetMask(at, ConstMask(true));
  }
  const uint32_t dst = NewByte();
  Step& step = Emit(instr.prim == Prim::kLoadMask ? Op::kLoadYesNo : Op::kLoadKnown, dst);
  ReadColumn(step, input);
  step.flag = instr.flag;
  SetMask(at, dst);
}

uint32_t ProgramBinder::InputOf(Input input) {
  const auto [it, is_new] = inputs_.try_emplace({input.kind, input.type, input.column, input.octet},
                                                static_cast<uint32_t>(out_.inputs.size()));
  if (is_new) out_.inputs.push_back(input);
  return it->second;
}

uint32_t ProgramBinder::DataInput(uint32_t column) {
  return InputOf({.kind = Input::Kind::kData, .type = columns_[column].physical, .column = column});
}

uint32_t ProgramBinder::ValidInput(const Input& data) {
  if (data.kind != Input::Kind::kData) return kNoIndex;
  const ColumnLayout& layout = columns_[data.column];
  if (!HasValid(layout.physical) || !layout.nullable) return kNoIndex;
  const bool bits = layout.valid_bits || layout.physical == Physical::kYesNoBits;
  return InputOf({.kind = Input::Kind::kValid,
                  .type = bits ? Physical::kYesNoBits : Physical::kNone,
                  .column = data.column});
}

void ProgramBinder::ReadColumn(Step& step, uint32_t input) {
  const Input data = out_.inputs[input];  // a copy: ValidInput may add one
  step.input = input;
  step.type = data.type;
  step.valid = ValidInput(data);
}

Step& ProgramBinder::Emit(Op op, uint32_t dst) {
  out_.steps.push_back({.op = op, .dst = dst});
  return out_.steps.back();
}

uint32_t ProgramBinder::AddRecipe(Recipe recipe, uint32_t slots) {
  recipe.param = out_.params;
  out_.params += slots;
  out_.recipes.push_back(recipe);
  return recipe.param;
}

// ---- registers
// ---------------------------------------------------------------------------------------------------

uint32_t ProgramBinder::Wide(Value v) {
  Form& f = form(v);
  if (f.reg != kNoIndex) return f.reg;
  const bool number = program_.instrs[v.index].kind == Kind::kNumber;
  const uint32_t dst = NewWide();
  switch (f.kind) {
    case Form::Kind::kMissing:
      Emit(Op::kMissing, dst).flag = number;
      break;
    case Form::Kind::kColumn:
      ReadColumn(Emit(number ? Op::kLoadNumber : Op::kLoadInstant, dst), f.index);
      break;
    case Form::Kind::kParam: {
      const uint32_t param = AddRecipe(
          {.kind = number ? Recipe::Kind::kNumber : Recipe::Kind::kInstant, .low = f.index}, 1);
      Emit(number ? Op::kNumberParam : Op::kInstantParam, dst).param = param;
      break;
    }
    case Form::Kind::kSmall:
      Emit(Op::kSmallToNumber, dst).a = f.index;
      break;
    case Form::Kind::kTotal:
      Emit(Op::kTotalToNumber, dst).index = f.index;
      break;
    case Form::Kind::kRegister:
    case Form::Kind::kNone:
      break;  // a register has `reg`; anything else is a Plan that Verify refuses
  }
  f.reg = dst;
  return dst;
}

uint32_t ProgramBinder::Mask(Value v) { return form(v).index; }

uint32_t ProgramBinder::ConstMask(bool truth) {
  const uint32_t dst = NewByte();
  Emit(Op::kConstMask, dst).flag = truth;
  return dst;
}

uint32_t ProgramBinder::Both(Op op, uint32_t a, uint32_t b) {
  const uint32_t dst = NewByte();
  Step& step = Emit(op, dst);
  step.a = a;
  step.b = b;
  return dst;
}

// ---- numbers and masks
// -------------------------------------------------------------------------------------------

void ProgramBinder::BindNumber(uint32_t at) {
  const Instr& instr = program_.instrs[at];
  const uint32_t a = Wide(instr.a), b = Wide(instr.b);
  const uint32_t dst = NewWide();
  Op op = Op::kAdd;
  switch (instr.prim) {
    case Prim::kSub:
      op = Op::kSub;
      break;
    case Prim::kMul:
      op = Op::kMul;
      break;
    case Prim::kDiv:
      op = Op::kDiv;
      break;
    case Prim::kSelect:
      op = instr.kind == Kind::kNumber ? Op::kSelectNumber : Op::kSelectInstant;
      break;
    case Prim::kDays:
      op = Op::kDays;
      break;
    default:  // kAdd
      break;
  }
  Step& step = Emit(op, dst);
  step.a = a;
  step.b = b;
  step.flag = instr.flag;
  step.sign = instr.sign;
  SetWide(at, dst);
}

void ProgramBinder::BindMask(uint32_t at) {
  const Instr& instr = program_.instrs[at];
  if (instr.prim != Prim::kCountTrue) {
    const Op op = instr.prim == Prim::kAnd  ? Op::kAnd
                  : instr.prim == Prim::kOr ? Op::kOr
                                            : Op::kAndNot;
    return SetMask(at, Both(op, Mask(instr.a), Mask(instr.b)));
  }
  // A byte holds 255; longer lists are added up as numbers.
  const std::vector<Value>& list = program_.lists[instr.index];
  constexpr size_t kMost = 255;
  uint32_t sum = kNoIndex;
  for (size_t begin = 0; begin == 0 || begin < list.size(); begin += kMost) {
    const size_t count = std::min(kMost, list.size() - begin);
    const uint32_t small = NewByte();
    Step& step = Emit(Op::kCount, small);
    step.index = static_cast<uint32_t>(out_.operands.size());
    step.count = static_cast<uint32_t>(count);
    for (size_t k = 0; k < count; ++k) out_.operands.push_back(Mask(list[begin + k]));
    if (list.size() <= kMost) {
      forms_[at] = {.kind = Form::Kind::kSmall, .index = small};
      return;
    }
    const uint32_t number = NewWide();
    Emit(Op::kSmallToNumber, number).a = small;
    if (sum == kNoIndex) {
      sum = number;
    } else {
      const uint32_t both = NewWide();
      Step& add = Emit(Op::kAdd, both);
      add.a = sum;
      add.b = number;
      sum = both;
    }
  }
  SetWide(at, sum);
}

// ---- results
// -----------------------------------------------------------------------------------------------------

void ProgramBinder::BindResult(uint32_t at) {
  const Instr& instr = program_.instrs[at];
  switch (instr.prim) {
    case Prim::kTotal:
      CloseGroups();
      forms_[at] = {.kind = Form::Kind::kTotal, .index = instr.index};
      return;
    case Prim::kStage: {
      const uint32_t mask = Mask(instr.a);
      Step& step = Emit(Op::kStage, kNoIndex);
      step.a = mask;
      step.index = instr.index;
      return;
    }
    default: {  // kStore
      const bool is_mask = program_.instrs[instr.a.index].kind == Kind::kMask;
      const uint32_t value = is_mask ? Mask(instr.a) : Wide(instr.a);
      Step& step = Emit(is_mask ? Op::kStoreMask : Op::kStoreNumber, kNoIndex);
      step.a = value;
      step.index = instr.index;
      return;
    }
  }
}

}  // namespace ripe::ir
