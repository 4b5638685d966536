// Diagnostics as values. A phase reports an Id from the catalogue with the place and the author's words as arguments; texts in
// any language come only from the catalogue (catalogue.h), so no phase writes prose.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "compiler/source/source_set.h"
#include "compiler/source/span.h"

namespace ripe::diag {

enum class Severity : uint8_t { kError, kWarning };
enum class Language : uint8_t { kEnglish, kKorean };

// One value per row of the catalogue's tables (catalogue_*.inc).
enum class Id : uint16_t {
#define RIPE_DIAG(name, code, severity, message, help, why, wrong, right) name,
#include "compiler/diag/catalogue_check.inc"
#include "compiler/diag/catalogue_lint.inc"
#include "compiler/diag/catalogue_syntax.inc"
#undef RIPE_DIAG
  kCount
};

// A second place that explains the first, with a text of the catalogue's label table.
enum class LabelId : uint8_t {
#define RIPE_LABEL(name, text) name,
#include "compiler/diag/catalogue_labels.inc"
#undef RIPE_LABEL
  kCount
};
struct Label {
  source::Span span;
  LabelId id;
  std::vector<std::string> args;
};

// An argument that stands for phrases of the label table ("points such as +20 or a label in quotes"), joined in the reader's language.
inline constexpr char kPhraseMark = '\x1F';
std::string PhraseArg(const std::vector<LabelId>& phrases);

// A mechanical mend: replace the bytes of `span` by `text`. A diagnostic's fixes belong together: all of them, or none.
struct Fix {
  source::Span span;
  std::string text;
};

struct Diagnostic {
  Id id;
  source::Span span;              // the place that is marked
  std::vector<std::string> args;  // {0}, {1}, ... in message and help
  std::vector<Label> labels;
  std::vector<Fix> fixes;
  std::string line;  // the author's whole line as it should be: where set, the help is to write it
};

// Collects the diagnostics of one compilation, at most kMax (then counts only). Equal ones (id, span, args) are kept once.
class Bag {
 public:
  static constexpr size_t kMax = 1000;
  Diagnostic& Add(Id id, source::Span span, std::vector<std::string> args = {});
  // Takes back the errors of code `id` within `span`: a later one says the same better.
  void Forget(Id id, source::Span span);
  // The first of code `id` within `span`; null where there is none.
  const Diagnostic* Find(Id id, source::Span span) const;
  bool has_errors() const { return errors_ > 0; }
  size_t error_count() const { return errors_; }
  size_t warning_count() const { return warnings_; }
  // In the order of files and places.
  std::vector<Diagnostic> Sorted() const;
  const std::vector<Diagnostic>& all() const { return all_; }
  size_t dropped() const { return dropped_; }

 private:
  std::vector<Diagnostic> all_;
  Diagnostic overflow_;
  size_t errors_ = 0, warnings_ = 0, kept_warnings_ = 0, dropped_ = 0;
};

}  // namespace ripe::diag
