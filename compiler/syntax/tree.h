// A parse tree without ANTLR in it: what parse.cc makes of one unit and build.h reads. Nodes lie in one vector, parents before
// children; a node's subtree is [index, end).
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/syntax/layout.h"
#include "compiler/syntax/token.h"

namespace ripe::syntax {

enum class Rule : uint8_t {
#define RIPE_RULE(name, constant) name,
#include "compiler/syntax/rules.inc"
#undef RIPE_RULE
  kToken,  // no rule: a leaf
};

struct Node {
  Rule rule = Rule::kToken;
  uint32_t first = 0;  // its tokens, as indices into the unit's; a leaf has one
  uint32_t last = 0;   // the last of them; first > last: none
  uint32_t end = 0;    // behind its subtree
};

struct Tree {
  std::vector<Node> nodes;
};

// Walks over the children of a node.
class Children {
 public:
  Children(const Tree& tree, const Unit& unit, uint32_t parent) : tree_(tree), unit_(unit), at_(parent + 1), end_(tree.nodes[parent].end) {}
  bool more() const { return at_ < end_; }
  const Node& node() const { return tree_.nodes[at_]; }
  uint32_t index() const { return at_; }
  void Next() { at_ = node().end; }
  bool IsRule(Rule rule) const { return more() && node().rule == rule; }
  bool IsToken(TokenKind kind) const { return IsRule(Rule::kToken) && token().kind == kind; }
  const Token& token() const { return unit_.tokens[node().first]; }
  // Takes a child if it is such a token; else leaves it.
  bool Accept(TokenKind kind) {
    if (!IsToken(kind)) return false;
    Next();
    return true;
  }
  // Takes the child.
  uint32_t Take() {
    const uint32_t index = at_;
    Next();
    return index;
  }
  const Token& TakeToken() {
    const Token& taken = token();
    Next();
    return taken;
  }

 private:
  const Tree& tree_;
  const Unit& unit_;
  uint32_t at_;
  uint32_t end_;
};

}  // namespace ripe::syntax
