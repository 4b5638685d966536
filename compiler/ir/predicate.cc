// Predicates over one text. The needles arrive folded; how many of them are looked for at once is
// needles.cc's.
#include "compiler/ir/predicate.h"

#include <re2/re2.h>

#include <algorithm>

#include "compiler/source/unicode.h"

namespace ripe::ir {
namespace {

// Looking at each of so few takes no longer than a table of them.
constexpr size_t kFewTags = 8;

}  // namespace

void TagSet::Clear() {
  tags_.clear();
  set_.clear();
}

bool TagSet::Has(std::string_view folded) const {
  if (tags_.size() <= kFewTags) return std::find(tags_.begin(), tags_.end(), folded) != tags_.end();
  if (set_.empty()) set_.insert(tags_.begin(), tags_.end());
  return set_.contains(folded);
}

struct CompiledPredicate::Impl {
  Predicate predicate;
  std::unique_ptr<RE2> regex;

  // some(list), each(list): of one list, any needle and every one.
  template <class Some, class Each>
  bool OfNeedles(const Some& some, const Each& each) const {
    const auto& lists = predicate.needles.lists();
    return predicate.all ? std::all_of(lists.begin(), lists.end(), each)
                         : std::any_of(lists.begin(), lists.end(), some);
  }

  bool Plain(std::string_view text, std::string_view folded) const {
    switch (predicate.kind) {
      case Predicate::Kind::kMatches: {
        const std::string nfc = source::Nfc(text);
        return RE2::PartialMatch(re2::StringPiece(nfc.data(), nfc.size()), *regex);
      }
      case Predicate::Kind::kEquals: {
        const auto equal = [&](const std::string& needle) { return needle == folded; };
        return OfNeedles([&](const Needles::List& list) { return list->Has(folded); },
                         [&](const Needles::List& list) {
                           return std::all_of(list->texts().begin(), list->texts().end(), equal);
                         });
      }
      case Predicate::Kind::kTextOp:
        return OfNeedles(
            [&](const Needles::List& list) { return list->Any(predicate.op, folded); },
            [&](const Needles::List& list) { return list->All(predicate.op, folded); });
    }
    __builtin_unreachable();
  }
};

CompiledPredicate::CompiledPredicate(const Predicate& predicate) : impl_(std::make_unique<Impl>()) {
  impl_->predicate = predicate;
  if (predicate.kind == Predicate::Kind::kMatches) {
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_max_mem(kRegexMemory);
    options.set_log_errors(false);
    impl_->regex = std::make_unique<RE2>(predicate.pattern, options);
  }
}
CompiledPredicate::~CompiledPredicate() = default;
CompiledPredicate::CompiledPredicate(CompiledPredicate&&) noexcept = default;
CompiledPredicate& CompiledPredicate::operator=(CompiledPredicate&&) noexcept = default;

bool CompiledPredicate::Holds(std::string_view text, std::string_view folded) const {
  return impl_->Plain(text, folded) != impl_->predicate.negated;
}

bool CompiledPredicate::HoldsOfTags(const TagSet& tags) const {
  const bool plain = impl_->OfNeedles(
      [&](const Needles::List& list) {
        // The fewer are looked up among the more.
        if (tags.tags().size() < list->texts().size()) {
          return std::any_of(tags.tags().begin(), tags.tags().end(),
                             [&](std::string_view tag) { return list->Has(tag); });
        }
        return std::any_of(list->texts().begin(), list->texts().end(),
                           [&](const std::string& needle) { return tags.Has(needle); });
      },
      [&](const Needles::List& list) {
        return std::all_of(list->texts().begin(), list->texts().end(),
                           [&](const std::string& needle) { return tags.Has(needle); });
      });
  return plain != impl_->predicate.negated;
}

}  // namespace ripe::ir
