// See catalogue.h. The table is made from catalogue_*.inc at compile time; filling a message in never throws: a template that asks
// for more arguments than the phase gave is shown as it is.
#include "compiler/diag/catalogue.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/diag/catalogue_ko.h"
#include "compiler/diag/words.h"
#include "compiler/source/unicode.h"

namespace ripe::diag {
namespace {

constexpr std::array<Entry, static_cast<size_t>(Id::kCount)> kEntries = {{
#define RIPE_DIAG(name, code, severity, message, help, why, wrong, right) \
  {Id::name, code, #name, Severity::severity, message, help, why, wrong, right},
#include "compiler/diag/catalogue_check.inc"
#include "compiler/diag/catalogue_lint.inc"
#include "compiler/diag/catalogue_syntax.inc"
#undef RIPE_DIAG
}};

constexpr std::array<std::string_view, static_cast<size_t>(LabelId::kCount)> kLabels = {{
#define RIPE_LABEL(name, text) text,
#include "compiler/diag/catalogue_labels.inc"
#undef RIPE_LABEL
}};

std::string_view LabelTemplate(LabelId id, Language language) {
  if (language == Language::kKorean && !KoreanLabel(id).empty()) return KoreanLabel(id);
  return kLabels[static_cast<size_t>(id)];
}

// The words of an argument: phrases by their ids, joined; anything else as it is.
std::string Words(const std::string& arg, Language language) {
  const auto is_phrase = [](char c) { return static_cast<unsigned char>(c) < static_cast<unsigned char>(LabelId::kCount); };
  const bool phrases = arg.size() > 1 && arg[0] == kPhraseMark && std::all_of(arg.begin() + 1, arg.end(), is_phrase);
  if (!phrases) return ShortWords(arg);
  std::string out;
  for (size_t i = 1; i < arg.size(); ++i) {
    const bool last = i + 1 == arg.size();
    if (i > 1) out += !last ? ", " : language == Language::kKorean ? " 또는 " : " or ";
    out += LabelTemplate(static_cast<LabelId>(static_cast<unsigned char>(arg[i])), language);
  }
  return out;
}

std::string Fill(std::string_view format, const std::vector<std::string>& args, Language language) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const std::string& arg : args) store.push_back(Words(arg, language));
  try {
    return fmt::vformat(fmt::string_view(format.data(), format.size()), store);
  } catch (const fmt::format_error&) {
    return std::string(format);
  }
}

// A template with its places shown as "…", for pages.
std::string Blank(std::string_view format) {
  std::string out;
  for (size_t i = 0; i < format.size(); ++i) {
    if (i + 1 < format.size() && (format[i] == '{' || format[i] == '}') && format[i + 1] == format[i]) {
      out.push_back(format[i++]);
    } else if (format[i] == '{') {
      out += "…";
      i = format.find('}', i);
    } else {
      out.push_back(format[i]);
    }
  }
  return out;
}

}  // namespace

std::string PhraseArg(const std::vector<LabelId>& phrases) {
  std::string arg(1, kPhraseMark);
  for (const LabelId id : phrases) arg.push_back(static_cast<char>(id));
  return arg;
}

std::span<const Entry> Entries() { return kEntries; }

const Entry& EntryOf(Id id) { return kEntries[static_cast<size_t>(id)]; }

const Entry* FindCode(std::string_view code) {
  const std::string wanted = source::Fold(code);
  for (const Entry& entry : kEntries) {
    if (source::Fold(entry.code) == wanted) return &entry;
  }
  return nullptr;
}

std::string MessageOf(const Diagnostic& d, Language language) {
  const Translation* korean = language == Language::kKorean ? KoreanOf(d.id) : nullptr;
  return Fill(korean != nullptr ? korean->message : EntryOf(d.id).message, d.args, language);
}

std::string HelpOf(const Diagnostic& d, Language language) {
  if (!d.line.empty()) return fmt::format(fmt::runtime(LabelTemplate(LabelId::kWriteLine, language)), ShortWords(d.line, 160));
  const Translation* korean = language == Language::kKorean ? KoreanOf(d.id) : nullptr;
  return Fill(korean != nullptr && !korean->help.empty() ? korean->help : EntryOf(d.id).help, d.args, language);
}

std::string LabelText(const Label& label, Language language) { return Fill(LabelTemplate(label.id, language), label.args, language); }

std::string PageOf(const Entry& entry, Language language) {
  const Translation* korean = language == Language::kKorean ? KoreanOf(entry.id) : nullptr;
  const bool ko = language == Language::kKorean;
  const std::string_view message = korean != nullptr ? korean->message : entry.message;
  const std::string_view help = korean != nullptr && !korean->help.empty() ? korean->help : entry.help;
  const std::string_view why = korean != nullptr && !korean->why.empty() ? korean->why : entry.why;
  const bool error = entry.severity == Severity::kError;
  std::string page = fmt::format("# {}: {}\n\n", entry.code, Blank(message));
  page += ko ? (error ? "오류" : "경고") : (error ? "Error" : "Warning");
  page += ".\n";
  if (!why.empty()) page += fmt::format("\n{}\n", why);
  if (!help.empty()) page += fmt::format("\n**{}** {}.\n", ko ? "고치는 법:" : "What to do:", Blank(help));
  if (!entry.wrong.empty()) page += fmt::format("\n{}\n\n```ripe\n{}\n```\n", ko ? "이렇게 쓰면 나옵니다:" : "Reported for:", entry.wrong);
  if (!entry.right.empty()) page += fmt::format("\n{}\n\n```ripe\n{}\n```\n", ko ? "이렇게 쓰세요:" : "Write instead:", entry.right);
  return page;
}

// ---- words.h ---------------------------------------------------------------------------------------------------------

std::string Harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t offset = 0; offset < text.size();) {
    const char32_t c = source::DecodeAt(text, &offset);
    if (c == '\t') {
      out.push_back(' ');
    } else if (c < 0x20) {
      source::AppendUtf8(0x2400 + c, &out);
    } else if (c == 0x7F) {
      source::AppendUtf8(0x2421, &out);
    } else if ((c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029 || (c != 0x200D && source::IsDirectionOrHidden(c))) {
      out += fmt::format("<U+{:04X}>", static_cast<uint32_t>(c));
    } else {
      source::AppendUtf8(c, &out);
    }
  }
  return out;
}

std::string ShortWords(std::string_view text, size_t max_characters) {
  size_t offset = 0;
  for (size_t n = 0; n < max_characters && offset < text.size(); ++n) source::DecodeAt(text, &offset);
  std::string out = Harmless(text.substr(0, offset));
  if (offset < text.size()) out += "…";
  return out;
}

}  // namespace ripe::diag
