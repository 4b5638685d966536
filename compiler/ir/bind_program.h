// Binding of one program (the leads' or the where program): walks the Plan's instructions once and
// writes steps. Values stay in the form they have (a column, a constant, a small count, the points
// so far) until somebody needs them in a register, so that most comparisons read their column
// directly. Internal to bind*.cc; the entry is BindProgram.
#pragma once

#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "compiler/ir/bind.h"

namespace ripe::ir {

class ProgramBinder {
 public:
  // `columns` is the layout of the program's columns, `answers` the types of the questions' answers
  // (empty for the where program).
  ProgramBinder(const Plan& plan, const Program& program, const std::vector<ColumnLayout>& columns,
                const std::vector<Physical>& answers);
  BoundProgram Run();

 private:
  // What a Plan value is so far.
  struct Form {
    enum class Kind : uint8_t {
      kNone,      // not a value, or not made yet
      kMissing,   // missing in every row
      kColumn,    // inputs[index]
      kParam,     // Plan::params[index]
      kSmall,     // byte register `index`
      kTotal,     // points `index`
      kRegister,  // register `index`: a mask, a number or an instant
    } kind = Kind::kNone;
    uint32_t index = 0;
    uint32_t reg = kNoIndex;    // its wide register, once made
  };

  // The instructions, by family.
  void Bind(uint32_t at);
  void BindLoad(uint32_t at);
  void BindText(uint32_t at);
  void BindCompare(uint32_t at);
  void BindNumber(uint32_t at);
  void BindMask(uint32_t at);
  void BindGive(uint32_t at);
  void BindResult(uint32_t at);

  // Comparison, in the order in which ways are tried.
  uint32_t Compare(CompareOp op, Value a, Value b);
  uint32_t Between(Value a, Value low, Value high);
  // The steps value-against-constants; kNoIndex: `a` is in no form for it.
  uint32_t Range(Value a, Recipe recipe);

  // Registers. Byte and wide registers are numbered apart here (wide ones with kWideBit set);
  // AssignRegisters places them.
  uint32_t NewByte() { return next_byte_++; }
  uint32_t NewWide() { return kWideBit | next_wide_++; }
  uint32_t Wide(Value v);     // the value in a wide register
  uint32_t Mask(Value v);
  uint32_t ConstMask(bool truth);
  uint32_t Known(Value v);  // mask: a column's validity
  uint32_t Both(Op op, uint32_t a, uint32_t b);

  Step& Emit(Op op, uint32_t dst);
  uint32_t InputOf(Input input);
  uint32_t DataInput(uint32_t column);
  uint32_t ValidInput(const Input& data);
  void ReadColumn(Step& step, uint32_t input);  // sets input, type, valid
  uint32_t AddRecipe(Recipe recipe, uint32_t slots);
  Form& form(Value v) { return forms_[v.index]; }
  const Form& form(Value v) const { return forms_[v.index]; }
  void SetMask(uint32_t at, uint32_t reg) {
    forms_[at] = {.kind = Form::Kind::kRegister, .index = reg};
  }
  void SetWide(uint32_t at, uint32_t reg) {
    forms_[at] = {.kind = Form::Kind::kRegister, .index = reg, .reg = reg};
  }
  void CloseGroups();
  void FlushGives(uint32_t accumulator);
  void PlanOctets();

  static constexpr uint32_t kWideBit = 0x8000'0000;

  const Plan& plan_;
  const Program& program_;
  const std::vector<ColumnLayout>& columns_;
  const std::vector<Physical>& answers_;
  BoundProgram out_;
  std::vector<Form> forms_;
  uint32_t next_byte_ = 0, next_wide_ = 0;
  bool closed_ = false;
  // Where the inputs are in out_.inputs: by kind, type, column and octet.
  std::map<std::tuple<Input::Kind, Physical, uint32_t, uint32_t>, uint32_t> inputs_;
  // Text predicates: where each (column, predicate) of the program is: its octet and bit.
  struct TextBit {
    uint32_t octet;
    uint8_t bit;
  };
  std::map<std::pair<uint32_t, uint32_t>, TextBit> text_bits_;
  std::vector<uint32_t> octet_registers_;
  // Gives that wait to be joined into one step, by accumulator (index groups.size() is kScore's).
  struct PendingGive {
    uint32_t mask, rule;
  };
  std::vector<std::vector<PendingGive>> pending_;
};

// The narrowest lane that holds every sum of points that can occur.
PointsLane PointsLaneOf(const Plan& plan);

// Gives each register its place in the register file: linear scan, places used again after a
// value's last use.
void AssignRegisters(BoundProgram* program, uint32_t byte_registers, uint32_t wide_registers,
                     uint32_t wide_bit);

}  // namespace ripe::ir
