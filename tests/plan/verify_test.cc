// Verify finds each way in which a Plan could break what engines rely on. A Plan that uses every
// primitive is spoilt, one place at a time.
#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <string>

#include "compiler/check/check.h"
#include "compiler/ir/lower.h"
#include "compiler/syntax/parse.h"

namespace ripe::test {
namespace {

constexpr const char* kRules = R"(field title, other: text
field size: number
field seats: number else 1
field member: yesno else no
field since, until: time
field interests: tags
event visit { url: text }
event buy { amount: number, paid: number }

group fit up to 25 {
  title contains "vp" +15
  title = other +1
  title is missing or size > 100 +6
  size + seats * 2 - 1 > size / 3 +2
  size in 2 to 9 +3
  seats in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17) +1
  member and interests contains "ai" +4
  not member and size is known +5
}
days since since > 3 +1
since < until +1
visit where url contains "/p" in 30d +5 each up to 25
visit +3 halving every 9d
visit +3 each halving every 9d
sum of buy.amount in 30d > 100 +7
buy where amount > paid +1
checklist bant { budget = title is known
  need = size > 3
  time = seats > 4 }
bant >= 2 +4
fit > 10 => SAL
score >= 20 => MQL
)";

ir::Plan PlanOf(const std::string& text) {
  source::SourceSet sources;
  diag::Bag bag;
  const source::FileId file = sources.Add("rules.ripe", text);
  const syntax::Ast ast = syntax::Parse(sources, file, &bag);
  const check::Module module = check::Check(&sources, ast, {}, &bag);
  REQUIRE(bag.error_count() == 0);
  return ir::Lower(module);
}

// The tables that `index` and `aux` point into; 0: into none.
struct Limits {
  size_t index = 0, aux = 0;
  std::string what;
};
Limits LimitsOf(const ir::Plan& plan, const ir::Program& program, const ir::Instr& i) {
  const size_t columns = &program == &plan.where ? plan.properties.size() : plan.fields.size();
  switch (i.prim) {
    case ir::Prim::kLoad:
    case ir::Prim::kLoadMask:
    case ir::Prim::kKnown:
      return {columns, 0, "no such column"};
    case ir::Prim::kLookup:
    case ir::Prim::kAnyTag:
      return {columns, plan.predicates.size(), "no such column or predicate"};
    case ir::Prim::kAmong:
      return {columns, plan.sets.size(), "no such column or set"};
    case ir::Prim::kSameText:
      return {columns, columns, "no such column"};
    case ir::Prim::kParam:
      return {plan.params.size(), 0, "no such param"};
    case ir::Prim::kQuestion:
      return {plan.questions.size(), 0, "no such question"};
    case ir::Prim::kCountTrue:
      return {program.lists.size(), 0, "no such list"};
    case ir::Prim::kGive:
    case ir::Prim::kGiveUnits:
    case ir::Prim::kGiveFaded:
    case ir::Prim::kGiveWorth:
      return {plan.rules.size(), 0, "no such rule"};
    case ir::Prim::kTotal:
      return {plan.groups.size(), 0, "no such group"};
    case ir::Prim::kStage:
      return {plan.stages.size(), 0, "no such stage"};
    case ir::Prim::kStore:
      return {program.outputs.size(), 0, "no such output"};
    default:
      return {};
  }
}

// What Verify says of the Plan with one instruction changed.
std::string Spoilt(const ir::Plan& plan, bool where, size_t k,
                   const std::function<void(ir::Instr*)>& spoil) {
  ir::Plan other = plan;
  spoil(&(where ? other.where : other.leads).instrs[k]);
  const std::string wrong = ir::Verify(other);
  const std::string place =
      (where ? "where" : "leads") + (" instruction " + std::to_string(k)) + ": ";
  return wrong.starts_with(place) ? wrong.substr(place.size()) : wrong;
}

TEST_CASE("what lies beyond a table is found, at its very end") {
  const ir::Plan plan = PlanOf(kRules);
  REQUIRE(ir::Verify(plan) == "");
  std::set<ir::Prim> seen;
  for (const bool where : {true, false}) {
    const ir::Program& program = where ? plan.where : plan.leads;
    for (size_t k = 0; k < program.instrs.size(); ++k) {
      const ir::Instr& instr = program.instrs[k];
      seen.insert(instr.prim);
      const Limits limits = LimitsOf(plan, program, instr);
      INFO((where ? "where " : "leads ") << k << " primitive " << static_cast<int>(instr.prim));
      if (limits.index > 0) {
        CHECK(Spoilt(plan, where, k, [&](ir::Instr* i) {
                i->index = static_cast<uint32_t>(limits.index);
              }) == limits.what);
        CHECK(Spoilt(plan, where, k, [&](ir::Instr* i) {
                i->index = static_cast<uint32_t>(limits.index - 1);
              }).find(limits.what) == std::string::npos);
      }
      if (limits.aux > 0) {
        CHECK(Spoilt(plan, where, k, [&](ir::Instr* i) {
                i->aux = static_cast<uint32_t>(limits.aux);
              }) == limits.what);
      }
    }
  }
  // Every primitive was there: the rules above use the whole language.
  for (int prim = 0; prim <= static_cast<int>(ir::Prim::kStore); ++prim) {
    INFO("primitive " << prim);
    CHECK(seen.count(static_cast<ir::Prim>(prim)) == 1);
  }
}

TEST_CASE("operands that come later, are lacking, too many or of another kind are found") {
  const ir::Plan plan = PlanOf(kRules);
  for (const bool where : {true, false}) {
    const ir::Program& program = where ? plan.where : plan.leads;
    for (size_t k = 0; k < program.instrs.size(); ++k) {
      const ir::Instr& instr = program.instrs[k];
      INFO((where ? "where " : "leads ") << k << " primitive " << static_cast<int>(instr.prim));
      const bool gives = instr.prim >= ir::Prim::kGive && instr.prim <= ir::Prim::kGiveWorth;
      using Operand = ir::Value ir::Instr::*;
      for (const Operand operand : {&ir::Instr::a, &ir::Instr::b, &ir::Instr::c}) {
        const bool first = operand == &ir::Instr::a;
        CHECK(Spoilt(plan, where, k, [&](ir::Instr* i) {
                (i->*operand).index = static_cast<uint32_t>(k);
              }) == "an operand comes later");
        if (!(instr.*operand).valid()) {
          if (k > 0 && !(gives && first)) {
            CHECK(Spoilt(plan, where, k, [&](ir::Instr* i) { (i->*operand).index = 0; }) ==
                  "an operand too many");
          }
          continue;
        }
        if (!(gives && first)) {
          CHECK(Spoilt(plan, where, k, [&](ir::Instr* i) { i->*operand = {}; }) != "");
        }
        // One of another kind than either operand may have.
        const ir::Kind kind = program.instrs[(instr.*operand).index].kind;
        for (uint32_t other = 0; other < k; ++other) {
          const ir::Kind found = program.instrs[other].kind;
          const bool storing = instr.prim == ir::Prim::kStore && found != ir::Kind::kNone;
          if ((found == ir::Kind::kMask) == (kind == ir::Kind::kMask) || storing) continue;
          CHECK(Spoilt(plan, where, k, [&](ir::Instr* i) { (i->*operand).index = other; }) ==
                "an operand has the wrong kind");
          break;
        }
      }
      CHECK(Spoilt(plan, where, k, [&](ir::Instr* i) {
              i->kind = i->kind == ir::Kind::kMask ? ir::Kind::kNumber : ir::Kind::kMask;
            }) != "");
    }
  }
}

TEST_CASE("points after a total and lists of other things than masks are found") {
  ir::Plan plan = PlanOf(kRules);
  auto& instrs = plan.leads.instrs;
  size_t give = instrs.size(), total = instrs.size(), count = instrs.size();
  for (size_t k = 0; k < instrs.size(); ++k) {
    if (instrs[k].prim == ir::Prim::kGive && give == instrs.size()) give = k;
    if (instrs[k].prim == ir::Prim::kTotal) total = k;
    if (instrs[k].prim == ir::Prim::kCountTrue) count = k;
  }
  REQUIRE(total < instrs.size());
  REQUIRE(count < instrs.size());
  ir::Plan late = plan;
  late.leads.instrs.push_back(instrs[give]);
  CHECK(ir::Verify(late).ends_with("points are given after a total was taken"));
  ir::Plan score = plan;
  score.leads.instrs[total].index = ir::kScore;
  CHECK(ir::Verify(score) == "");
  auto& list = plan.leads.lists[instrs[count].index];
  REQUIRE(!list.empty());
  const ir::Value was = list[0];
  list[0].index = static_cast<uint32_t>(count);
  CHECK(ir::Verify(plan).ends_with("a listed mask is none, or comes later"));
  for (uint32_t k = 0; k < count; ++k) {
    if (instrs[k].kind != ir::Kind::kNumber) continue;
    list[0].index = k;
    CHECK(ir::Verify(plan).ends_with("a listed mask is none, or comes later"));
    break;
  }
  list[0] = was;
  CHECK(ir::Verify(plan) == "");
}

}  // namespace
}  // namespace ripe::test
