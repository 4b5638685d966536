// Bag: where the phases' diagnostics meet. Bounded, so that a file of garbage cannot fill the memory; an error takes the place of
// a warning when there is no room.
#include <algorithm>
#include <tuple>

#include "compiler/diag/catalogue.h"
#include "compiler/diag/diag.h"

namespace ripe::diag {

Diagnostic& Bag::Add(Id id, source::Span span, std::vector<std::string> args) {
  const bool is_error = EntryOf(id).severity == Severity::kError;
  if (all_.size() < kMax) {
    for (const Diagnostic& old : all_) {
      if (old.id == id && old.span == span && old.args == args) {
        overflow_ = {id, span, std::move(args), {}, {}, {}};
        return overflow_;
      }
    }
    ++(is_error ? errors_ : warnings_);
    if (!is_error) ++kept_warnings_;
    if (all_.empty()) all_.reserve(kMax);  // references stay valid
    return all_.emplace_back(Diagnostic{id, span, std::move(args), {}, {}, {}});
  }
  ++(is_error ? errors_ : warnings_);
  ++dropped_;
  overflow_ = {id, span, std::move(args), {}, {}, {}};
  if (!is_error || kept_warnings_ == 0) return overflow_;
  --kept_warnings_;
  const auto warning =
      std::find_if(all_.rbegin(), all_.rend(), [](const Diagnostic& d) { return EntryOf(d.id).severity == Severity::kWarning; });
  std::swap(*warning, overflow_);
  return *warning;
}

namespace {

bool Within(const Diagnostic& d, source::Span span) {
  return d.span.file.value == span.file.value && d.span.begin >= span.begin && d.span.end <= span.end;
}

}  // namespace

void Bag::Forget(Id id, source::Span span) {
  if (EntryOf(id).severity != Severity::kError) return;
  errors_ -= std::erase_if(all_, [&](const Diagnostic& d) { return d.id == id && Within(d, span); });
}

const Diagnostic* Bag::Find(Id id, source::Span span) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Diagnostic& d) { return d.id == id && Within(d, span); });
  return found == all_.end() ? nullptr : &*found;
}

std::vector<Diagnostic> Bag::Sorted() const {
  std::vector<Diagnostic> sorted = all_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tuple(a.span.file.value, a.span.begin, a.span.end) < std::tuple(b.span.file.value, b.span.begin, b.span.end);
  });
  return sorted;
}

}  // namespace ripe::diag
