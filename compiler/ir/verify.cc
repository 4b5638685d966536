// What every engine may rely on: operands come before their use and have the right kinds, indices
// lie in their tables, and no points are given after a total was taken.
#include <fmt/format.h>

#include <array>

#include "compiler/ir/plan.h"

namespace ripe::ir {
namespace {

struct Shape {
  Kind result;
  std::array<Kind, 3> operands;  // kNone: no operand
  bool first_optional = false;   // a give's mask
};

class Verifier {
 public:
  Verifier(const Plan& plan, const Program& program, bool of_events)
      : plan_(plan), program_(program), of_events_(of_events) {}

  std::string Run() {
    for (size_t k = 0; k < program_.instrs.size(); ++k) {
      const std::string wrong = Check(k);
      if (!wrong.empty())
        return fmt::format("{} instruction {}: {}", of_events_ ? "where" : "leads", k, wrong);
    }
    return "";
  }

 private:
  Kind KindAt(Value v) const { return program_.instrs[v.index].kind; }

  Shape ShapeOf(const Instr& i) const {
    const Kind a = i.a.valid() && i.a.index < program_.instrs.size() ? KindAt(i.a) : Kind::kNone;
    constexpr Kind none = Kind::kNone, mask = Kind::kMask, number = Kind::kNumber,
                   instant = Kind::kInstant;
    switch (i.prim) {
      case Prim::kLoad:
      case Prim::kParam:
      case Prim::kQuestion:
        return {i.kind == instant ? instant : number, {none, none, none}};
      case Prim::kLoadMask:
      case Prim::kKnown:
      case Prim::kConst:
      case Prim::kAmong:
      case Prim::kLookup:
      case Prim::kAnyTag:
      case Prim::kSameText:
        return {mask, {none, none, none}};
      case Prim::kAdd:
      case Prim::kSub:
      case Prim::kMul:
      case Prim::kDiv:
        return {number, {number, number, none}};
      case Prim::kCmp:
        return {mask, {a == instant ? instant : number, a == instant ? instant : number, none}};
      case Prim::kBetween: {
        const Kind of = a == instant ? instant : number;
        return {mask, {of, of, of}};
      }
      case Prim::kSelect:
        return {a == instant ? instant : number,
                {a == instant ? instant : number, a == instant ? instant : number, none}};
      case Prim::kDays:
        return {number, {instant, instant, none}};
      case Prim::kAnd:
      case Prim::kOr:
      case Prim::kAndNot:
        return {mask, {mask, mask, none}};
      case Prim::kCountTrue:
      case Prim::kTotal:
        return {number, {none, none, none}};
      case Prim::kGive:
        return {none, {mask, none, none}, true};
      case Prim::kGiveUnits:
      case Prim::kGiveWorth:
        return {none, {mask, number, none}, true};
      case Prim::kGiveFaded:
        return {none, {mask, instant, none}, true};
      case Prim::kStage:
        return {none, {mask, none, none}};
      case Prim::kStore:
        return {none, {a == number ? number : mask, none, none}};
    }
    __builtin_unreachable();
  }

  std::string CheckTables(const Instr& i) {
    const size_t columns = of_events_ ? plan_.properties.size() : plan_.fields.size();
    switch (i.prim) {
      case Prim::kLoad:
      case Prim::kLoadMask:
      case Prim::kKnown:
        return i.index < columns ? "" : "no such column";
      case Prim::kLookup:
      case Prim::kAnyTag:
        return i.index < columns && i.aux < plan_.predicates.size() ? ""
                                                                    : "no such column or predicate";
      case Prim::kAmong:
        return i.index < columns && i.aux < plan_.sets.size() ? "" : "no such column or set";
      case Prim::kSameText:
        return i.index < columns && i.aux < columns ? "" : "no such column";
      case Prim::kParam:
        return i.index < plan_.params.size() ? "" : "no such param";
      case Prim::kQuestion:
        return !of_events_ && i.index < plan_.questions.size() ? "" : "no such question";
      case Prim::kCountTrue:
        return i.index < program_.lists.size() ? "" : "no such list";
      case Prim::kGive:
      case Prim::kGiveUnits:
      case Prim::kGiveFaded:
      case Prim::kGiveWorth:
        if (total_taken_) return "points are given after a total was taken";
        return !of_events_ && i.index < plan_.rules.size() ? "" : "no such rule";
      case Prim::kTotal:
        total_taken_ = true;
        return i.index == kScore || i.index < plan_.groups.size() ? "" : "no such group";
      case Prim::kStage:
        return i.index < plan_.stages.size() ? "" : "no such stage";
      case Prim::kStore:
        return i.index < program_.outputs.size() ? "" : "no such output";
      case Prim::kConst:
      case Prim::kAdd:
      case Prim::kSub:
      case Prim::kMul:
      case Prim::kDiv:
      case Prim::kCmp:
      case Prim::kBetween:
      case Prim::kSelect:
      case Prim::kDays:
      case Prim::kAnd:
      case Prim::kOr:
      case Prim::kAndNot:
        return "";
    }
    __builtin_unreachable();
  }

  std::string Check(size_t k) {
    const Instr& i = program_.instrs[k];
    const Value operands[] = {i.a, i.b, i.c};
    for (Value v : operands) {
      if (v.valid() && v.index >= k) return "an operand comes later";
    }
    const Shape shape = ShapeOf(i);
    if (i.kind != shape.result) return "the result has the wrong kind";
    for (size_t o = 0; o < 3; ++o) {
      const bool wanted = shape.operands[o] != Kind::kNone;
      if (!operands[o].valid()) {
        if (wanted && !(o == 0 && shape.first_optional)) return "an operand is lacking";
        continue;
      }
      if (!wanted) return "an operand too many";
      if (KindAt(operands[o]) != shape.operands[o]) return "an operand has the wrong kind";
    }
    if (std::string wrong = CheckTables(i); !wrong.empty()) return wrong;
    if (i.prim == Prim::kCountTrue) {
      for (Value v : program_.lists[i.index]) {
        if (v.index >= k || KindAt(v) != Kind::kMask)
          return "a listed mask is none, or comes later";
      }
    }
    return "";
  }

  const Plan& plan_;
  const Program& program_;
  const bool of_events_;
  bool total_taken_ = false;
};

}  // namespace

std::string Verify(const Plan& plan) {
  std::string wrong = Verifier(plan, plan.where, true).Run();
  return wrong.empty() ? Verifier(plan, plan.leads, false).Run() : wrong;
}

}  // namespace ripe::ir
