// See needles.h.
#include "compiler/ir/needles.h"

#include <algorithm>
#include <functional>

namespace ripe::ir {
namespace {

// Up to so many are asked one by one: that needs no table and takes no longer.
constexpr size_t kFew = 12;

}  // namespace

NeedleList::NeedleList(std::vector<std::string> folded) : texts_(std::move(folded)) {
  hash_ = texts_.size();
  bool empty = false;
  for (const std::string& text : texts_) {
    hash_ = (hash_ ^ std::hash<std::string>()(text)) * 0x9E3779B97F4A7C15u;
    hash_ ^= hash_ >> 29;
    empty = empty || text.empty();
  }
  // The rules have no empty ones; a search at once would not know what to do with them.
  one_by_one_ = texts_.size() <= kFew || empty;
}

bool NeedleList::Has(std::string_view folded) const {
  if (one_by_one_) return std::find(texts_.begin(), texts_.end(), folded) != texts_.end();
  std::call_once(set_made_, [this] { set_.insert(texts_.begin(), texts_.end()); });
  return set_.contains(folded);
}

// Null: they are to be asked one by one.
const ops::TextSearch* NeedleList::SearchOf(ops::TextOpId op) const {
  const std::optional<ops::Place> place = ops::TextOpOf(op).place;
  if (one_by_one_ || !place) return nullptr;
  Search& search = searches_[static_cast<size_t>(*place)];
  std::call_once(search.made,
                 [&] { search.search = std::make_unique<ops::TextSearch>(*place, texts_); });
  return search.search.get();
}

bool NeedleList::Any(ops::TextOpId op, std::string_view folded) const {
  if (const ops::TextSearch* search = SearchOf(op)) return search->Any(folded);
  const auto match = ops::TextOpOf(op).match;
  return std::any_of(texts_.begin(), texts_.end(),
                     [&](const std::string& needle) { return match(folded, needle); });
}

bool NeedleList::All(ops::TextOpId op, std::string_view folded) const {
  if (const ops::TextSearch* search = SearchOf(op)) return search->All(folded);
  const auto match = ops::TextOpOf(op).match;
  return std::all_of(texts_.begin(), texts_.end(),
                     [&](const std::string& needle) { return match(folded, needle); });
}

bool operator==(const Needles& a, const Needles& b) {
  return std::equal(a.lists_.begin(), a.lists_.end(), b.lists_.begin(), b.lists_.end(),
                    [](const Needles::List& x, const Needles::List& y) {
                      return x == y || (x->hash() == y->hash() && x->texts() == y->texts());
                    });
}

}  // namespace ripe::ir
