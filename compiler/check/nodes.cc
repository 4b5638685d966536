// Emits defines, checklists and their items, once each and in the graph's order, so that whatever a
// body names is there already.
#include "compiler/check/emit.h"

namespace ripe::check {
namespace {

using OpKind = Operand::Kind;

Meaning MeaningOf(const Operand& operand) {
  Meaning out;
  switch (operand.kind) {
    case OpKind::kError:
      break;
    case OpKind::kValue:
      out.kind = Meaning::Kind::kValue;
      out.expr = operand.id;
      break;
    case OpKind::kEvents:
      out.kind = Meaning::Kind::kEvents;
      out.events = operand.events;
      break;
    case OpKind::kCondition: {
      out.kind = Meaning::Kind::kCondition;
      out.expr = operand.id;
      out.term = operand.term;
      // `page_view where url contains "/pricing"` without a window is a set of events like any
      // other.
      if (operand.term && operand.term->window.kind == Window::Kind::kEver) {
        out.kind = Meaning::Kind::kEvents;
        out.events = operand.term->events;
        out.expr = {};
      }
      break;
    }
  }
  return out;
}

void EmitChecklist(Context* c, uint32_t index) {
  const Node& node = c->nodes[index];
  ChecklistDecl& decl = c->checklists[node.decl];
  Checklist out;
  out.name = node.name;
  out.span = node.span;
  for (uint32_t i = 0; i < decl.statement->items.size(); ++i) {
    const auto& item = decl.statement->items[i];
    out.items.push_back({item.name.text, c->nodes[index + 1 + i].meaning.expr, item.span});
  }
  decl.id = ChecklistId{static_cast<uint32_t>(c->module.checklists.size())};
  c->module.checklists.push_back(std::move(out));
}

}  // namespace

void EmitNodes(Context* c, size_t from, size_t to) {
  for (size_t i = from; i < to; ++i) {
    const uint32_t index = c->order[i];
    Node& node = c->nodes[index];
    node.done = true;
    if (node.in_circle) continue;
    if (node.kind == Node::Kind::kChecklist) {
      EmitChecklist(c, index);
      continue;
    }
    Emitter emitter(c, node.unit);
    if (node.kind == Node::Kind::kItem) {
      const ExprId condition = emitter.Condition(node.body);
      if (!condition.valid()) continue;
      node.meaning.kind = Meaning::Kind::kCondition;
      node.meaning.expr = condition;
      continue;
    }
    node.meaning = MeaningOf(emitter.Evaluate(node.body));
  }
}

}  // namespace ripe::check
