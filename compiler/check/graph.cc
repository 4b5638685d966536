// What is made of what. Defines, checklists and their items are nodes; the names in their bodies
// are edges. The order found here (each node after what it is made of) lets every later phase look
// at a define once and never recurse through names, however long the chain. Circles are found on
// the way, and what each node reaches of score, groups and stages, with the way there.
#include <algorithm>

#include "compiler/check/context.h"
#include "compiler/check/visit.h"

namespace ripe::check {
namespace {

// A name in a body, as far as the graph cares.
struct Mention {
  enum class Kind : uint8_t { kNode, kPoints, kStage } kind = Kind::kNode;
  uint32_t node = 0;
  uint32_t rung = 0;
  bool soft = false;  // in a `where`, where it may be a property instead
  std::string name;
  Span span;
};

class MentionCollector {
 public:
  MentionCollector(const Context& c, std::vector<Mention>* out) : c_(c), out_(*out) {}

  void OnName(const syntax::Name& name, bool in_where) {
    const Symbol* symbol = FindSymbol(c_, name);
    if (symbol == nullptr) {
      if (auto suffix = SplitSuffix(c_, name))
        symbol = FindSymbol(c_, {suffix->base, name.span, false});
      if (symbol == nullptr || symbol->kind != SymbolKind::kDefine) return;
    }
    switch (symbol->kind) {
      case SymbolKind::kDefine:
        out_.push_back({Mention::Kind::kNode, c_.defines[symbol->index].node, 0, in_where,
                        name.text, name.span});
        break;
      case SymbolKind::kChecklist:
        out_.push_back({Mention::Kind::kNode, c_.checklists[symbol->index].node, 0, in_where,
                        name.text, name.span});
        break;
      case SymbolKind::kScore:
      case SymbolKind::kGroup:
        if (!in_where) out_.push_back({Mention::Kind::kPoints, 0, 0, false, name.text, name.span});
        break;
      case SymbolKind::kStage:
        if (!in_where)
          out_.push_back({Mention::Kind::kStage, 0, symbol->index, false, name.text, name.span});
        break;
      case SymbolKind::kExit:
      case SymbolKind::kField:
      case SymbolKind::kEvent:
      case SymbolKind::kList:
        break;
    }
  }

  void OnMember(const syntax::MemberExpr& member, Span span) {
    const Symbol* symbol = FindSymbol(c_, member.base);
    if (symbol == nullptr || symbol->kind != SymbolKind::kChecklist) return;
    const ChecklistDecl& decl = c_.checklists[symbol->index];
    auto item = decl.items.find(member.member.text);
    if (item == decl.items.end()) return;
    out_.push_back({Mention::Kind::kNode, decl.node + 1 + item->second, 0, false,
                    member.base.text + "." + member.member.text, span});
  }

 private:
  const Context& c_;
  std::vector<Mention>& out_;
};

std::vector<Mention> MentionsOf(const Context& c, uint32_t unit, syntax::ExprId id) {
  std::vector<Mention> out;
  MentionCollector collector(c, &out);
  NameWalk<MentionCollector>(c.ast_of(unit), &collector).Expr(id);
  return out;
}

class Sorter {
 public:
  explicit Sorter(Context* c) : c_(*c), state_(c->nodes.size(), State::kNew) {}

  // Depth first, with a stack of our own: a chain of defines may be as long as the file.
  void Visit(uint32_t root) {
    if (state_[root] != State::kNew) return;
    Open(root);
    while (!stack_.empty()) {
      Frame& frame = stack_.back();
      if (frame.next == frame.mentions.size()) {
        Close();
        continue;
      }
      const Mention& m = frame.mentions[frame.next++];
      if (m.kind != Mention::Kind::kNode) continue;
      c_.nodes[m.node].used = true;
      if (state_[m.node] == State::kNew) {
        Open(m.node);
      } else if (state_[m.node] == State::kOpen && !m.soft) {
        Circle(m.node);
      }
    }
  }

 private:
  enum class State : uint8_t { kNew, kOpen, kDone };
  struct Frame {
    uint32_t node;
    size_t next = 0;
    std::vector<Mention> mentions;
  };

  void Open(uint32_t id) {
    state_[id] = State::kOpen;
    const Node& node = c_.nodes[id];
    Frame frame{id, 0, {}};
    if (node.kind == Node::Kind::kChecklist) {
      const size_t items = c_.checklists[node.decl].statement->items.size();
      for (uint32_t i = 0; i < items; ++i)
        frame.mentions.push_back({Mention::Kind::kNode, id + 1 + i, 0, false, "", node.span});
    } else {
      frame.mentions = MentionsOf(c_, node.unit, node.body);
    }
    stack_.push_back(std::move(frame));
  }

  void Close() {
    const Frame frame = std::move(stack_.back());
    stack_.pop_back();
    state_[frame.node] = State::kDone;
    Node& node = c_.nodes[frame.node];
    for (const Mention& m : frame.mentions) Inherit(&node, m);
    c_.order.push_back(frame.node);
  }

  void Inherit(Node* node, const Mention& m) {
    if (m.soft) return;  // only a constant may stand there
    switch (m.kind) {
      case Mention::Kind::kStage:
        if (static_cast<int64_t>(m.rung) > node->top_rung) {
          node->top_rung = m.rung;
          node->rung_next = Node::kNowhere;
        }
        [[fallthrough]];
      case Mention::Kind::kPoints:
        if (!node->names_points) node->points_leaf = m.name;
        node->names_points = true;
        break;
      case Mention::Kind::kNode: {
        const Node& child = c_.nodes[m.node];
        if (child.names_points && !node->names_points) {
          node->names_points = true;
          node->points_next = m.node;
        }
        if (child.top_rung > node->top_rung) {
          node->top_rung = child.top_rung;
          node->rung_next = m.node;
        }
        break;
      }
    }
  }

  void Circle(uint32_t id) {
    size_t from = stack_.size();
    while (stack_[from - 1].node != id) --from;
    std::string way;
    constexpr size_t kShown = 12;
    for (size_t i = from - 1; i < stack_.size(); ++i) {
      c_.nodes[stack_[i].node].in_circle = true;
      if (i - (from - 1) < kShown) way += c_.nodes[stack_[i].node].name + " -> ";
    }
    if (stack_.size() - (from - 1) > kShown) way += "... -> ";
    const Node& node = c_.nodes[id];
    c_.Error(Code::kCircle, node.span, {node.name, way + node.name});
  }

  Context& c_;
  std::vector<State> state_;
  std::vector<Frame> stack_;
};

void MakeNodes(Context* c) {
  for (uint32_t i = 0; i < c->defines.size(); ++i) {
    DefineDecl& decl = c->defines[i];
    decl.node = static_cast<uint32_t>(c->nodes.size());
    Node node;
    node.unit = decl.unit;
    node.name = decl.statement->name.text;
    node.span = decl.statement->name.span;
    node.body = decl.statement->value;
    node.decl = i;
    c->nodes.push_back(std::move(node));
  }
  for (uint32_t i = 0; i < c->checklists.size(); ++i) {
    ChecklistDecl& decl = c->checklists[i];
    decl.node = static_cast<uint32_t>(c->nodes.size());
    Node whole;
    whole.kind = Node::Kind::kChecklist;
    whole.unit = decl.unit;
    whole.name = decl.statement->name.text;
    whole.span = decl.statement->name.span;
    whole.decl = i;
    c->nodes.push_back(whole);
    for (uint32_t k = 0; k < decl.statement->items.size(); ++k) {
      Node item = whole;
      item.kind = Node::Kind::kItem;
      item.name = whole.name + "." + decl.statement->items[k].name.text;
      item.span = decl.statement->items[k].name.span;
      item.body = decl.statement->items[k].condition;
      item.item = k;
      c->nodes.push_back(std::move(item));
    }
  }
}

// Every expression of the file's own statements that is not a node's body.
std::vector<syntax::ExprId> OwnExpressions(const syntax::Ast& ast) {
  std::vector<syntax::ExprId> out;
  for (const syntax::Statement& s : ast.statements) {
    if (const auto* rule = std::get_if<syntax::RuleStatement>(&s.node))
      out.push_back(rule->condition);
    if (const auto* stage = std::get_if<syntax::StageRuleStatement>(&s.node))
      out.push_back(stage->condition);
    if (const auto* group = std::get_if<syntax::GroupStatement>(&s.node)) {
      for (const auto& [rule, span] : group->rules) out.push_back(rule.condition);
    }
    if (const auto* test = std::get_if<syntax::TestStatement>(&s.node)) {
      out.insert(out.end(), test->expects.begin(), test->expects.end());
    }
  }
  return out;
}

// The names from a node to the last, and what is there; of a long path the beginning.
template <class Leaf>
std::string PathAlong(const Context& c, uint32_t node, uint32_t Node::* next, const Leaf& leaf) {
  constexpr size_t kShownSteps = 12;
  std::string out;
  for (size_t step = 0;; ++step) {
    const Node& n = c.nodes[node];
    if (step < kShownSteps) out += n.name + " -> ";
    if (step == kShownSteps) out += "... -> ";
    if (n.*next == Node::kNowhere) return out + leaf(n);
    node = n.*next;
  }
}

}  // namespace

void BuildGraph(Context* c) {
  MakeNodes(c);
  Sorter sorter(c);
  for (uint32_t i = 0; i < c->nodes.size(); ++i) {
    if (c->nodes[i].unit == 0) sorter.Visit(i);
  }
  for (syntax::ExprId id : OwnExpressions(c->ast_of(0))) {
    for (const Mention& m : MentionsOf(*c, 0, id)) {
      if (m.kind != Mention::Kind::kNode) continue;
      c->nodes[m.node].used = true;
      sorter.Visit(m.node);
    }
  }
  // `require` names defines that are fields by another name.
  for (const syntax::Statement& s : c->ast_of(0).statements) {
    const auto* require = std::get_if<syntax::RequireStatement>(&s.node);
    if (require == nullptr) continue;
    std::vector<Mention> mentions;
    MentionCollector collector(*c, &mentions);
    for (const auto& alternatives : require->needs) {
      for (const syntax::Name& name : alternatives) collector.OnName(name, false);
    }
    for (const Mention& m : mentions) {
      if (m.kind != Mention::Kind::kNode) continue;
      c->nodes[m.node].used = true;
      sorter.Visit(m.node);
    }
  }
  c->reached = c->order.size();
  for (uint32_t i = 0; i < c->nodes.size(); ++i) sorter.Visit(i);
}

std::string PathToPoints(const Context& c, uint32_t node) {
  return PathAlong(c, node, &Node::points_next, [](const Node& n) { return n.points_leaf; });
}

std::string PathToRung(const Context& c, uint32_t node) {
  return PathAlong(c, node, &Node::rung_next, [&](const Node& n) {
    return c.module.ladder[static_cast<size_t>(n.top_rung)].name;
  });
}

Reach ReachOf(const Context& c, uint32_t unit, syntax::ExprId id) {
  Reach out;
  for (const Mention& m : MentionsOf(c, unit, id)) {
    if (m.soft) continue;
    const bool node = m.kind == Mention::Kind::kNode;
    if (!out.points && (!node || c.nodes[m.node].names_points)) {
      out.points = node ? PathToPoints(c, m.node) : m.name;
      out.points_span = m.span;
    }
    const int64_t rung = node                              ? c.nodes[m.node].top_rung
                         : m.kind == Mention::Kind::kStage ? static_cast<int64_t>(m.rung)
                                                           : -1;
    if (rung > out.top_rung) {
      out.top_rung = rung;
      out.rung_path = node ? PathToRung(c, m.node) : m.name;
      out.rung_span = m.span;
    }
  }
  return out;
}

}  // namespace ripe::check
