// Predicates over one text. The needles arrive folded; large sets of equals are hashed, everything
// else is asked needle by needle.
#include "compiler/ir/predicate.h"

#include <re2/re2.h>

#include <algorithm>
#include <unordered_set>

#include "compiler/source/unicode.h"

namespace ripe::ir {

struct CompiledPredicate::Impl {
  Predicate predicate;
  std::unordered_set<std::string_view> equals;  // views of predicate.needles
  std::unique_ptr<RE2> regex;

  bool One(std::string_view folded, const std::string& needle) const {
    return predicate.kind == Predicate::Kind::kEquals
               ? folded == needle
               : ops::TextOpOf(predicate.op).match(folded, needle);
  }

  bool Plain(std::string_view text, std::string_view folded) const {
    switch (predicate.kind) {
      case Predicate::Kind::kMatches: {
        const std::string nfc = source::Nfc(text);
        return RE2::PartialMatch(re2::StringPiece(nfc.data(), nfc.size()), *regex);
      }
      case Predicate::Kind::kEquals:
        if (!predicate.all) return equals.count(folded) > 0;
        break;
      case Predicate::Kind::kTextOp:
        break;
    }
    const auto holds = [&](const std::string& needle) { return One(folded, needle); };
    return predicate.all ? std::all_of(predicate.needles.begin(), predicate.needles.end(), holds)
                         : std::any_of(predicate.needles.begin(), predicate.needles.end(), holds);
  }
};

CompiledPredicate::CompiledPredicate(const Predicate& predicate) : impl_(std::make_unique<Impl>()) {
  impl_->predicate = predicate;
  impl_->equals.insert(impl_->predicate.needles.begin(), impl_->predicate.needles.end());
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

bool CompiledPredicate::HoldsOfTags(const std::vector<std::string_view>& folded) const {
  const auto some_tag = [&](const std::string& needle) {
    return std::any_of(folded.begin(), folded.end(),
                       [&](std::string_view tag) { return impl_->One(tag, needle); });
  };
  const auto& needles = impl_->predicate.needles;
  const bool plain = impl_->predicate.all ? std::all_of(needles.begin(), needles.end(), some_tag)
                                          : std::any_of(needles.begin(), needles.end(), some_tag);
  return plain != impl_->predicate.negated;
}

}  // namespace ripe::ir
