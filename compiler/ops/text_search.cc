// See text_search.h.
#include "compiler/ops/text_search.h"

#include <algorithm>
#include <unordered_set>

#include "compiler/ops/words.h"
#include "compiler/source/unicode.h"

namespace ripe::ops {
namespace {

// Stands, in needles and texts of `has word`, wherever no letter or digit comes before: a needle
// that begins with it is found at the beginnings of words alone. No byte of UTF-8 is like it.
constexpr char kBoundary = '\xff';

// Calls step(byte, end) for each byte, with the boundaries among them; `end` is where the scalar
// value ends whose last byte it is, else 0. Ends where step says true.
template <class Step>
bool WithBoundaries(std::string_view text, const Step& step) {
  bool letter = false;
  for (size_t at = 0; at < text.size();) {
    if (!letter && step(kBoundary, size_t{0})) return true;
    size_t end = at;
    letter = source::IsLetterOrDigit(source::DecodeAt(text, &end));
    for (; at < end; ++at) {
      if (step(text[at], at + 1 == end ? end : 0)) return true;
    }
  }
  return false;
}

}  // namespace

TextSearch::TextSearch(Place place, const std::vector<std::string>& needles) : place_(place) {
  std::vector<std::string> paths;
  paths.reserve(needles.size());
  for (const std::string& needle : needles) {
    std::string& path = paths.emplace_back();
    switch (place) {
      case Place::kAnywhere:
      case Place::kStart:
        path = needle;
        break;
      case Place::kEnd:
        path.assign(needle.rbegin(), needle.rend());
        break;
      case Place::kWord:
        WithBoundaries(needle, [&](char byte, size_t) {
          path += byte;
          return false;
        });
        break;
    }
  }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  needles_ = paths.size();
  Build(paths);
  if (place == Place::kAnywhere || place == Place::kWord) Link();
}

// Level by level: a node is a range of the sorted paths that are alike up to its depth.
void TextSearch::Build(const std::vector<std::string>& sorted) {
  struct Range {
    uint32_t begin, end;
  };
  std::vector<Range> level = {{0, static_cast<uint32_t>(sorted.size())}}, below;
  nodes_.push_back({});
  uint32_t node = 0;
  for (size_t depth = 0; !level.empty(); ++depth, level.swap(below), below.clear()) {
    for (Range range : level) {
      nodes_[node].children = static_cast<uint32_t>(nodes_.size());
      if (range.begin < range.end && sorted[range.begin].size() == depth) {
        nodes_[node].ends = true;
        ++range.begin;
      }
      while (range.begin < range.end) {
        const char byte = sorted[range.begin][depth];
        uint32_t end = range.begin + 1;
        while (end < range.end && sorted[end][depth] == byte) ++end;
        nodes_.push_back({.byte = static_cast<uint8_t>(byte)});
        below.push_back({range.begin, end});
        range.begin = end;
      }
      ++node;
    }
  }
  nodes_.push_back({.children = static_cast<uint32_t>(nodes_.size())});  // where the last ones end
}

void TextSearch::Link() {
  for (uint32_t node = 0; node + 1 < nodes_.size(); ++node) {
    Node& here = nodes_[node];
    here.hit = here.ends ? node : node == 0 ? 0 : nodes_[here.fail].hit;
    for (uint32_t child = here.children; child < nodes_[node + 1].children; ++child)
      nodes_[child].fail = node == 0 ? 0 : Next(here.fail, nodes_[child].byte);
  }
}

uint32_t TextSearch::Child(uint32_t node, uint8_t byte) const {
  const auto first = nodes_.begin() + nodes_[node].children;
  const auto last = nodes_.begin() + nodes_[node + 1].children;
  const auto found = std::lower_bound(
      first, last, byte, [](const Node& n, uint8_t wanted) { return n.byte < wanted; });
  return found == last || found->byte != byte ? 0 : static_cast<uint32_t>(found - nodes_.begin());
}

uint32_t TextSearch::Next(uint32_t node, uint8_t byte) const {
  for (;; node = nodes_[node].fail) {
    if (const uint32_t child = Child(node, byte); child != 0) return child;
    if (node == 0) return 0;
  }
}

template <class Found>
bool TextSearch::WalkWords(std::string_view folded, const Found& found) const {
  uint32_t node = 0;
  return WithBoundaries(folded, [&](char byte, size_t end) {
    node = Next(node, static_cast<uint8_t>(byte));
    return end > 0 && nodes_[node].hit != 0 && EndsWord(folded.substr(end)) &&
           found(nodes_[node].hit);
  });
}

template <class Found>
bool TextSearch::Walk(std::string_view folded, const Found& found) const {
  uint32_t node = 0;
  // From an end of the text: no needle begins later.
  const auto straight = [&](auto begin, auto end) {
    for (auto at = begin; at != end; ++at) {
      node = Child(node, static_cast<uint8_t>(*at));
      if (node == 0) return false;
      if (nodes_[node].ends && found(node)) return true;
    }
    return false;
  };
  switch (place_) {
    case Place::kAnywhere:
      for (const char byte : folded) {
        node = Next(node, static_cast<uint8_t>(byte));
        if (nodes_[node].hit != 0 && found(nodes_[node].hit)) return true;
      }
      return false;
    case Place::kStart:
      return straight(folded.begin(), folded.end());
    case Place::kEnd:
      return straight(folded.rbegin(), folded.rend());
    case Place::kWord:
      return WalkWords(folded, found);
  }
  __builtin_unreachable();
}

bool TextSearch::Any(std::string_view folded) const {
  return Walk(folded, [](uint32_t) { return true; });
}

bool TextSearch::All(std::string_view folded) const {
  std::unordered_set<uint32_t> seen;
  Walk(folded, [&](uint32_t node) {
    // With a needle those end that are its suffixes; once met, theirs have been met too.
    while (node != 0 && seen.insert(node).second) node = nodes_[nodes_[node].fail].hit;
    return seen.size() == needles_;
  });
  return seen.size() == needles_;
}

}  // namespace ripe::ops
