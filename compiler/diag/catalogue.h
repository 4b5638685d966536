// The one catalogue of diagnostics: for each Id its stable code, severity, message, help, and the words of its page
// (`ripe explain-code R012`, docs/diagnostics/R012.md). A second language is a table beside (catalogue_ko.cc); an entry that it
// lacks falls back to English. Texts are fmt templates with positional arguments ({0}, {1}).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diag.h"

namespace ripe::diag {

struct Entry {
  Id id;
  std::string_view code;      // "R012": never reused for another meaning
  std::string_view name;      // "kPointsNeedSign": for tests
  Severity severity;
  std::string_view message;   // what is wrong, in the author's words
  std::string_view help;      // what to write instead; may be empty
  std::string_view why;       // a paragraph for the page
  std::string_view wrong;     // an example that gives this diagnostic
  std::string_view right;     // the same, mended
};

std::span<const Entry> Entries();                      // in the order of Id
const Entry& EntryOf(Id id);
const Entry* FindCode(std::string_view code);          // case-insensitive; null where there is none
std::string MessageOf(const Diagnostic& d, Language language);
std::string HelpOf(const Diagnostic& d, Language language);   // empty where there is none
std::string LabelText(const Label& label, Language language);
// The page of a code in Markdown; the text of docs/diagnostics/CODE.md.
std::string PageOf(const Entry& entry, Language language);

}  // namespace ripe::diag
