// See shape.h. Written field by field: structs have padding, whose bytes may be anything.
#include "compiler/ir/shape.h"

namespace ripe::ir {
namespace {

class Writer {
 public:
  void Add(uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) out_ += static_cast<char>(value >> shift & 0xff);
  }
  template <class Enum>
  void AddKind(Enum kind) {
    out_ += static_cast<char>(kind);
  }
  void AddCount(size_t count) { Add(static_cast<uint32_t>(count)); }
  void AddProgram(const BoundProgram& program);
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
};

void Writer::AddProgram(const BoundProgram& program) {
  AddCount(program.inputs.size());
  for (const Input& input : program.inputs) {
    AddKind(input.kind);
    AddKind(input.type);
  }
  AddCount(program.steps.size());
  for (const Step& step : program.steps) {
    AddKind(step.op);
    AddKind(step.type);
    AddKind(step.compare);
    AddKind(step.flag);
    AddKind(step.sign);
    for (const uint32_t part : {step.count, step.dst, step.a, step.b, step.input, step.valid,
                                step.param, step.index, step.aux, step.table})
      Add(part);
  }
  // Of gives' operands every second one is a rule, which code does not know; but to tell them apart
  // here would be a second place that knows how operands lie.
  AddCount(program.operands.size());
  for (const uint32_t operand : program.operands) Add(operand);
  AddCount(program.outputs.size());
  for (const Kind kind : program.outputs) AddKind(kind);
}

}  // namespace

std::string ShapeOf(const BoundPlan& plan) {
  Writer writer;
  writer.AddKind(plan.lane);
  writer.Add(plan.groups);
  writer.AddProgram(plan.leads);
  writer.AddProgram(plan.where);
  return writer.Take();
}

}  // namespace ripe::ir
