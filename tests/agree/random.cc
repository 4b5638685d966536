// Random cases: the generator of tests/eval, plus a where program made of it.
#include "tests/agree/agree.h"

namespace ripe::test {
namespace {

using ir::Instr;
using ir::Prim;

// What asks of leads alone has no place in a where program, nor has what builds on it.
bool OfLeadsAlone(Prim prim) {
  return prim == Prim::kQuestion || prim == Prim::kTotal || prim == Prim::kStage ||
         prim == Prim::kGive || prim == Prim::kGiveUnits || prim == Prim::kGiveFaded ||
         prim == Prim::kGiveWorth;
}

// The part of the leads program that events can have; its outputs are the masks.
void MakeWhere(ir::Plan* plan) {
  for (const check::Field& field : plan->fields)
    plan->properties.push_back({.name = field.name, .type = field.type});
  std::vector<ir::Value> moved(plan->leads.instrs.size());
  for (size_t k = 0; k < plan->leads.instrs.size(); ++k) {
    Instr i = plan->leads.instrs[k];
    bool fits = !OfLeadsAlone(i.prim) &&
                (i.prim != Prim::kStore || plan->leads.outputs[i.index] == ir::Kind::kMask);
    const auto move = [&](ir::Value& v) {
      if (!v.valid()) return;
      v = moved[v.index];
      fits = fits && v.valid();
    };
    for (ir::Value* v : {&i.a, &i.b, &i.c}) move(*v);
    std::vector<ir::Value> list;
    if (i.prim == Prim::kCountTrue) {
      list = plan->leads.lists[i.index];
      for (ir::Value& v : list) move(v);
    }
    if (!fits) continue;
    if (i.prim == Prim::kCountTrue) {
      i.index = static_cast<uint32_t>(plan->where.lists.size());
      plan->where.lists.push_back(list);
    }
    if (i.prim == Prim::kStore) {
      i.index = static_cast<uint32_t>(plan->where.outputs.size());
      plan->where.outputs.push_back(ir::Kind::kMask);
    }
    moved[k] = {static_cast<uint32_t>(plan->where.instrs.size())};
    plan->where.instrs.push_back(i);
  }
}

}  // namespace

Case RandomCase(uint64_t seed, int size, size_t rows) {
  Random random(seed);
  auto sample = std::make_shared<Sample>(rows);
  Case c{.name = "seed " + std::to_string(seed), .rows = rows};
  c.data = MakePlan(random, sample.get(), size);
  MakeWhere(c.data.plan.get());
  c.layout = {.fields = interp::LayoutOf(c.data.columns),
              .properties = interp::LayoutOf(c.data.columns)};
  c.owner = sample;
  return c;
}

}  // namespace ripe::test
