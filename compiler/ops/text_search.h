// Many needles looked for at once: what `contains any of`, `has word all of` and their like ask of
// one text, in one pass over it however many needles there are. The same meaning as TextOp::match,
// needle by needle (tests/eval/text_ops_test.cc holds them side by side); for a few needles that is
// faster, for thousands it would be a text of thousands of words thousands of times.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ops/ops.h"

namespace ripe::ops {

// Immutable; safe from many threads.
class TextSearch {
 public:
  // `needles` are folded and not empty; the same one may come twice.
  TextSearch(Place place, const std::vector<std::string>& needles);
  bool Any(std::string_view folded) const;
  bool All(std::string_view folded) const;

 private:
  // A trie (Aho and Corasick's, where needles may begin anywhere). Nodes are numbered level by
  // level, so that the children of a node lie side by side, in the order of their bytes, and end
  // where those of the next node begin.
  struct Node {
    uint32_t children = 0;
    uint32_t fail = 0;  // the longest suffix of this one's path that is a path too
    uint32_t hit = 0;   // the first node along `fail` that ends a needle, this one first; 0: none
    uint8_t byte = 0;   // by which one comes here
    bool ends = false;  // a needle ends here
  };
  void Build(const std::vector<std::string>& sorted);
  void Link();
  uint32_t Child(uint32_t node, uint8_t byte) const;
  uint32_t Next(uint32_t node, uint8_t byte) const;
  // Calls found(node) where needles end that may end there, until it says true.
  template <class Found>
  bool Walk(std::string_view folded, const Found& found) const;
  template <class Found>
  bool WalkWords(std::string_view folded, const Found& found) const;

  Place place_;
  size_t needles_ = 0;  // different ones
  std::vector<Node> nodes_;
};

}  // namespace ripe::ops
