// Diagnostics as people read them: one line that says what, the author's line with the place marked, second places, and what to
// write instead. Two diagnostics are parted by an empty line.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/diag/render.h"
#include "compiler/diag/snippet.h"
#include "compiler/diag/words.h"

namespace ripe::diag {
namespace {

struct Style {
  bool color;
  std::string Bold(std::string_view text) const { return Wrap("1", text); }
  std::string Faint(std::string_view text) const { return Wrap("34", text); }
  std::string Loud(Severity severity, std::string_view text) const { return Wrap(severity == Severity::kError ? "1;31" : "1;33", text); }
  std::string Help(std::string_view text) const { return Wrap("1;36", text); }

 private:
  std::string Wrap(std::string_view code, std::string_view text) const {
    return color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }
};

std::string_view SeverityWord(Severity severity, Language language) {
  const bool error = severity == Severity::kError;
  if (language == Language::kKorean) return error ? "오류" : "경고";
  return error ? "error" : "warning";
}

// One marked line: "  12 | title = ..." and the mark below it.
void AppendMarked(const source::SourceFile& file, source::Span span, size_t gutter, const Style& style, const std::string& mark_color,
                  char mark, const std::string& note, std::string* out) {
  const Snippet snippet = MakeSnippet(file, span, mark);
  const std::string number = fmt::format("{:>{}} |", file.PositionOf(span.begin).line, gutter);
  const std::string empty = fmt::format("{:>{}} |", "", gutter);
  *out += fmt::format("{} {}\n", style.Faint(number), snippet.line);
  const size_t blank = snippet.marker.find(mark);
  const std::string marks = snippet.marker.substr(blank);
  const std::string shown = style.color ? fmt::format("\x1b[{}m{}\x1b[0m", mark_color, marks) : marks;
  *out += fmt::format("{} {}{}{}{}\n", style.Faint(empty), snippet.marker.substr(0, blank), shown, note.empty() ? "" : " ", note);
}

void AppendDiagnostic(const source::SourceSet& sources, const Diagnostic& d, const RenderOptions& options, std::string* out) {
  const Style style{options.color};
  const Severity severity = EntryOf(d.id).severity;
  const source::SourceFile& file = sources.file(d.span.file);
  const source::Position at = file.PositionOf(d.span.begin);
  const std::string place = fmt::format("{}:{}:{}:", Harmless(file.path()), at.line, at.column);
  const std::string kind = fmt::format("{} {}:", SeverityWord(severity, options.language), EntryOf(d.id).code);
  *out += fmt::format("{} {} {}\n", style.Bold(place), style.Loud(severity, kind), style.Bold(MessageOf(d, options.language)));

  uint32_t last_line = at.line;
  for (const Label& label : d.labels) {
    if (label.span.file == d.span.file) last_line = std::max(last_line, file.PositionOf(label.span.begin).line);
  }
  const size_t gutter = std::max<size_t>(4, fmt::format("{}", last_line).size() + 1);
  const std::string color = severity == Severity::kError ? "1;31" : "1;33";
  AppendMarked(file, d.span, gutter, style, color, '^', "", out);
  for (const Label& label : d.labels) {
    const source::SourceFile& other = sources.file(label.span.file);
    if (label.span.file != d.span.file) {
      *out += fmt::format("{:>{}} {}:{}\n", "", gutter, Harmless(other.path()), other.PositionOf(label.span.begin).line);
    }
    AppendMarked(other, label.span, gutter, style, "34", '-', LabelText(label, options.language), out);
  }
  const std::string help = HelpOf(d, options.language);
  if (!help.empty()) {
    *out += fmt::format("{} {}\n", style.Help(options.language == Language::kKorean ? "도움말:" : "help:"), help);
  }
}

}  // namespace

std::string RenderText(const source::SourceSet& sources, std::span<const Diagnostic> list, const RenderOptions& options) {
  std::string out;
  for (const Diagnostic& d : list) {
    if (!out.empty()) out += "\n";
    AppendDiagnostic(sources, d, options, &out);
  }
  return out;
}

}  // namespace ripe::diag
