// Bind: the two programs of a Plan, the types of the answers to its questions, and the width of the
// points. BoundPlan's printer is here too.
#include "compiler/ir/bind.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "compiler/ir/bind_program.h"

namespace ripe::ir {
namespace {

// The narrowest type that holds every answer that must be told apart.
Physical AnswerType(const Question& question) {
  switch (question.aggregate) {
    case ops::Aggregate::kCount:
      if (question.saturate > 0 && question.saturate <= INT8_MAX) return Physical::kI8;
      if (question.saturate > 0 && question.saturate <= INT16_MAX) return Physical::kI16;
      return Physical::kI64;
    case ops::Aggregate::kSum:
      return Physical::kF64;
    case ops::Aggregate::kNewest:
      return Physical::kTime64;
    case ops::Aggregate::kWorth:
      return question.saturate_worth > 0 && question.saturate_worth <= INT32_MAX ? Physical::kI32
                                                                                 : Physical::kI64;
  }
  return Physical::kNone;
}

constexpr std::array kOpNames = {"load_number",
                                 "load_instant",
                                 "load_yesno",
                                 "load_known",
                                 "load_bytes",
                                 "load_bits",
                                 "missing",
                                 "number_param",
                                 "instant_param",
                                 "const_mask",
                                 "range_column",
                                 "range_number",
                                 "range_instant",
                                 "range_small",
                                 "range_total",
                                 "cmp_number",
                                 "cmp_instant",
                                 "add",
                                 "sub",
                                 "mul",
                                 "div",
                                 "select_number",
                                 "select_instant",
                                 "days",
                                 "small_to_number",
                                 "total_to_number",
                                 "and",
                                 "or",
                                 "and_not",
                                 "bit",
                                 "count",
                                 "give",
                                 "give_all",
                                 "give_units",
                                 "give_faded",
                                 "give_worth",
                                 "close_group",
                                 "stage",
                                 "store_mask",
                                 "store_number"};
static_assert(kOpNames.size() == static_cast<size_t>(Op::kStoreNumber) + 1);

constexpr std::array kTypeNames = {"none",  "f64",    "i8",         "i16",      "i32",
                                   "i64",   "yesno8", "yesno_bits", "date32",   "time64",
                                   "code8", "code16", "code32",     "raw_text", "tag_lists"};
constexpr std::array kCompareNames = {"=", "!=", "<", "<=", ">", ">="};
constexpr std::array kInputNames = {"data", "valid", "text_bits", "same_text", "among", "answer"};

void PrintProgram(const char* name, const BoundProgram& program, std::string* out) {
  fmt::format_to(std::back_inserter(*out), "{}: {} register columns, {} params\n", name,
                 program.register_columns, program.params);
  for (size_t i = 0; i < program.inputs.size(); ++i) {
    const Input& input = program.inputs[i];
    fmt::format_to(std::back_inserter(*out), "  i{} = {} {} of {}\n", i,
                   kInputNames[static_cast<size_t>(input.kind)],
                   kTypeNames[static_cast<size_t>(input.type)], input.column);
  }
  for (const Step& step : program.steps) {
    std::string line = fmt::format("  {}", kOpNames[static_cast<size_t>(step.op)]);
    const auto add = [&](const char* label, uint32_t value) {
      if (value != kNoIndex) line += fmt::format(" {}{}", label, value);
    };
    add("r", step.dst);
    if (step.dst != kNoIndex) line += " <-";
    add("r", step.a);
    add("r", step.b);
    add("i", step.input);
    if (step.type != Physical::kNone)
      line += fmt::format(":{}", kTypeNames[static_cast<size_t>(step.type)]);
    add("valid i", step.valid);
    add("p", step.param);
    if (step.op == Op::kCmpNumber || step.op == Op::kCmpInstant) {
      line += fmt::format(" {}", kCompareNames[static_cast<size_t>(step.compare)]);
    }
    if (step.op == Op::kGive) {
      for (uint32_t k = 0; k < step.count; ++k) {
        line += fmt::format(" r{}", program.operands[step.aux + 2 * k]);
      }
    }
    if (step.op == Op::kCount) {
      for (uint32_t k = 0; k < step.count; ++k)
        line += fmt::format(" r{}", program.operands[step.index + k]);
    } else if (step.index != 0) {
      line += step.index == kScore ? " score" : fmt::format(" #{}", step.index);
    }
    if (step.flag) line += fmt::format(" flag{}", step.flag);
    *out += line + "\n";
  }
}

}  // namespace

BoundPlan Bind(const Plan& plan, const Layout& layout) {
  BoundPlan bound;
  bound.layout = layout;
  bound.layout.fields.resize(plan.fields.size());
  bound.layout.properties.resize(plan.properties.size());
  for (const Question& question : plan.questions) bound.answers.push_back(AnswerType(question));
  bound.leads = ProgramBinder(plan, plan.leads, bound.layout.fields, bound.answers).Run();
  bound.where = ProgramBinder(plan, plan.where, bound.layout.properties, {}).Run();
  bound.lane = PointsLaneOf(plan);
  bound.rules = static_cast<uint32_t>(plan.rules.size());
  bound.groups = static_cast<uint32_t>(plan.groups.size());
  bound.stages = static_cast<uint32_t>(plan.stages.size());
  return bound;
}

std::string Print(const BoundPlan& bound) {
  std::string out = fmt::format("points in lanes of {} bits\n", 16 << static_cast<int>(bound.lane));
  PrintProgram("leads", bound.leads, &out);
  if (!bound.where.steps.empty()) PrintProgram("where", bound.where, &out);
  return out;
}

}  // namespace ripe::ir
