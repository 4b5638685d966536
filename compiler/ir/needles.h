// The texts that predicates ask for. A list of the rules is one NeedleList, however many conditions
// use it: it is folded once, and what makes looking it up fast is made once, when first needed.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "compiler/ops/text_search.h"

namespace ripe::ir {

// Immutable; safe from many threads.
class NeedleList {
 public:
  explicit NeedleList(std::vector<std::string> folded);
  const std::vector<std::string>& texts() const { return texts_; }
  uint64_t hash() const { return hash_; }  // of the texts in their order

  bool Has(std::string_view folded) const;  // one of them is equal to it
  // One (each) of them stands in it as the operator says.
  bool Any(ops::TextOpId op, std::string_view folded) const;
  bool All(ops::TextOpId op, std::string_view folded) const;

 private:
  const ops::TextSearch* SearchOf(ops::TextOpId op) const;

  std::vector<std::string> texts_;
  uint64_t hash_ = 0;
  bool one_by_one_ = true;
  // Made when first asked for.
  mutable std::once_flag set_made_;
  mutable std::unordered_set<std::string_view> set_;
  struct Search {
    std::once_flag made;
    std::unique_ptr<const ops::TextSearch> search;
  };
  mutable std::array<Search, 4> searches_;  // by ops::Place
};

// One condition's needles: lists of the rules and single texts, in the order of the rules.
class Needles {
 public:
  using List = std::shared_ptr<const NeedleList>;
  Needles() = default;
  Needles(std::initializer_list<std::string> folded)  // NOLINT(google-explicit-constructor)
      : Needles(std::vector<std::string>(folded)) {}
  Needles(std::vector<std::string> folded) {  // NOLINT(google-explicit-constructor)
    if (!folded.empty()) lists_.push_back(std::make_shared<NeedleList>(std::move(folded)));
  }
  explicit Needles(std::vector<List> lists) : lists_(std::move(lists)) {}

  const std::vector<List>& lists() const { return lists_; }
  // The same texts in the same lists.
  friend bool operator==(const Needles& a, const Needles& b);

 private:
  std::vector<List> lists_;
};

}  // namespace ripe::ir
