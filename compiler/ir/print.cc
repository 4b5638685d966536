// The Plan as text: what `ripe` shows engineers and what the plan goldens hold. One line an
// instruction, operands by their numbers.
#include <fmt/format.h>

#include "compiler/ir/plan.h"

namespace ripe::ir {
namespace {

std::string_view NameOf(Prim prim) {
  switch (prim) {
    case Prim::kLoad:
      return "load";
    case Prim::kLoadMask:
      return "load_mask";
    case Prim::kKnown:
      return "known";
    case Prim::kConst:
      return "const";
    case Prim::kParam:
      return "param";
    case Prim::kQuestion:
      return "question";
    case Prim::kAdd:
      return "add";
    case Prim::kSub:
      return "sub";
    case Prim::kMul:
      return "mul";
    case Prim::kDiv:
      return "div";
    case Prim::kCmp:
      return "cmp";
    case Prim::kBetween:
      return "between";
    case Prim::kSelect:
      return "select";
    case Prim::kAmong:
      return "among";
    case Prim::kDays:
      return "days";
    case Prim::kLookup:
      return "lookup";
    case Prim::kAnyTag:
      return "any_tag";
    case Prim::kSameText:
      return "same_text";
    case Prim::kAnd:
      return "and";
    case Prim::kOr:
      return "or";
    case Prim::kAndNot:
      return "andnot";
    case Prim::kCountTrue:
      return "count_true";
    case Prim::kGive:
      return "give";
    case Prim::kGiveUnits:
      return "give_units";
    case Prim::kGiveFaded:
      return "give_faded";
    case Prim::kGiveWorth:
      return "give_worth";
    case Prim::kTotal:
      return "total";
    case Prim::kStage:
      return "stage";
    case Prim::kStore:
      return "store";
  }
  __builtin_unreachable();
}

std::string_view NameOf(CompareOp op) {
  switch (op) {
    case CompareOp::kEq:
      return "=";
    case CompareOp::kNe:
      return "!=";
    case CompareOp::kLt:
      return "<";
    case CompareOp::kLe:
      return "<=";
    case CompareOp::kGt:
      return ">";
    case CompareOp::kGe:
      return ">=";
  }
  __builtin_unreachable();
}

std::string NameOf(const Param& p) {
  switch (p.from) {
    case Param::From::kNumber:
      return fmt::format("{}", p.number);
    case Param::From::kDate:
      return fmt::format("day {}", p.whole);
    case Param::From::kAsOfDate:
      return fmt::format("as_of day {:+}", p.whole);
    case Param::From::kAsOfTime:
      return fmt::format("as_of {:+}us", p.whole);
    case Param::From::kStartOfDay:
      return fmt::format("start of day {} {:+}us", p.whole, static_cast<int64_t>(p.number));
  }
  __builtin_unreachable();
}

std::string NameOf(const Plan& plan, const Predicate& p) {
  std::string out = p.negated ? "not " : "";
  switch (p.kind) {
    case Predicate::Kind::kEquals:
      out += "=";
      break;
    case Predicate::Kind::kTextOp:
      out += ops::TextOpOf(p.op).spelling;
      break;
    case Predicate::Kind::kMatches:
      return out + "matches /" + p.pattern + "/";
  }
  (void)plan;
  out += p.all ? " all" : " any";
  // A long list is printed wherever it is used: its beginning is enough to know it again.
  constexpr size_t kMostShown = 100;
  for (const Needles::List& list : p.needles.lists()) {
    const std::vector<std::string>& texts = list->texts();
    for (size_t k = 0; k < std::min(texts.size(), kMostShown); ++k)
      out += fmt::format(" \"{}\"", texts[k]);
    if (texts.size() > kMostShown) out += fmt::format(" and {} more", texts.size() - kMostShown);
  }
  return out;
}

std::string NameOf(const Plan& plan, uint32_t rule) {
  const Rule& r = plan.rules[rule];
  std::string out = fmt::format("rule {} points {}", rule, r.points);
  if (r.most != kMaxGiven) out += fmt::format(" most {}", r.most);
  if (r.group != kScore) out += fmt::format(" in {}", plan.groups[r.group].name);
  return out;
}

std::string Detail(const Plan& plan, const Program& program, const Instr& i, bool of_events) {
  const auto column = [&](uint32_t index) {
    return of_events ? plan.properties[index].name : plan.fields[index].name;
  };
  switch (i.prim) {
    case Prim::kLoad:
    case Prim::kKnown:
      return column(i.index);
    case Prim::kLoadMask:
      return fmt::format("{} {}", column(i.index), i.flag ? "yes" : "no");
    case Prim::kConst:
      return i.flag ? "true" : "false";
    case Prim::kParam:
      return NameOf(plan.params[i.index]);
    case Prim::kQuestion:
      return fmt::format("q{}", i.index);
    case Prim::kCmp:
      return std::string(NameOf(i.compare));
    case Prim::kAmong:
      return fmt::format("{} {} of {} values", column(i.index), i.flag ? "one" : "none",
                         plan.sets[i.aux]->numbers().size());
    case Prim::kDays:
      return fmt::format("{}{}", i.sign > 0 ? "since" : "until",
                         i.flag ? " of micros" : " of days");
    case Prim::kLookup:
    case Prim::kAnyTag:
      return fmt::format("{} {}", column(i.index), NameOf(plan, plan.predicates[i.aux]));
    case Prim::kSameText:
      return fmt::format("{} {} {}", column(i.index), i.flag ? "=" : "!=", column(i.aux));
    case Prim::kCountTrue: {
      std::string out;
      for (Value v : program.lists[i.index]) out += fmt::format("%{} ", v.index);
      if (!out.empty()) out.pop_back();
      return out;
    }
    case Prim::kGive:
    case Prim::kGiveUnits:
    case Prim::kGiveFaded:
    case Prim::kGiveWorth:
      return NameOf(plan, i.index);
    case Prim::kTotal:
      return i.index == kScore ? "score" : plan.groups[i.index].name;
    case Prim::kStage:
      return plan.stages[i.index];
    case Prim::kStore:
      return fmt::format("output {}", i.index);
    case Prim::kAdd:
    case Prim::kSub:
    case Prim::kMul:
    case Prim::kDiv:
    case Prim::kBetween:
    case Prim::kSelect:
    case Prim::kAnd:
    case Prim::kOr:
    case Prim::kAndNot:
      return "";
  }
  __builtin_unreachable();
}

std::string NameOf(const Plan& plan, const EventClass& c) {
  if (c.any_type) return "any type";
  std::string out;
  for (const EventClass::Member& m : c.members) {
    if (!out.empty()) out += " or ";
    out += plan.event_types[m.type].name;
    if (m.where) out += fmt::format(" where {}", *m.where);
  }
  return out.empty() ? "none" : out;
}

std::string NameOf(const Plan& plan, const Question& q) {
  std::string out;
  switch (q.aggregate) {
    case ops::Aggregate::kCount:
      out = q.saturate ? fmt::format("count up to {}", q.saturate) : "count";
      break;
    case ops::Aggregate::kSum:
      out = "sum of " + plan.properties[q.property].name;
      break;
    case ops::Aggregate::kNewest:
      out = "newest";
      break;
    case ops::Aggregate::kWorth:
      out = fmt::format("worth of {} halving every {}d", plan.fadings[q.fading].points,
                        plan.fadings[q.fading].halving_days);
      break;
  }
  out += ": " + NameOf(plan, plan.classes[q.events]);
  switch (q.window.kind) {
    case check::Window::Kind::kEver:
      break;
    case check::Window::Kind::kLast:
      out += fmt::format(" in {}s", q.window.far_seconds);
      break;
    case check::Window::Kind::kBetween:
      out += fmt::format(" in {}s to {}s", q.window.far_seconds, q.window.near_seconds);
      break;
    case check::Window::Kind::kAfter:
      out += " after " + NameOf(plan, plan.classes[q.window.after.value]);
      break;
  }
  return out;
}

void PrintProgram(const Plan& plan, const Program& program, bool of_events, std::string* out) {
  for (size_t k = 0; k < program.instrs.size(); ++k) {
    const Instr& i = program.instrs[k];
    *out += fmt::format("  %{} = {}", k, NameOf(i.prim));
    for (Value v : {i.a, i.b, i.c}) {
      if (v.valid()) *out += fmt::format(" %{}", v.index);
    }
    if (const std::string detail = Detail(plan, program, i, of_events); !detail.empty())
      *out += "  ; " + detail;
    *out += '\n';
  }
}

}  // namespace

std::string Print(const Plan& plan) {
  std::string out;
  if (!plan.where.instrs.empty()) {
    out += "where\n";
    PrintProgram(plan, plan.where, true, &out);
  }
  if (!plan.questions.empty()) out += "questions\n";
  for (size_t q = 0; q < plan.questions.size(); ++q)
    out += fmt::format("  q{} {}\n", q, NameOf(plan, plan.questions[q]));
  out += "leads\n";
  PrintProgram(plan, plan.leads, false, &out);
  return out;
}

}  // namespace ripe::ir
