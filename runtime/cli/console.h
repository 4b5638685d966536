// Where the command's words go: results to standard output, everything else to standard error, with
// the colours, the language and the quietness that the user asked for. Plain write(2) below, so
// that every failure is seen where it happens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ripe/ripe.h"
#include "runtime/cli/text.h"

namespace ripe::cli {

enum class ColorWhen : uint8_t { kAuto, kAlways, kNever };

// From LC_ALL, LC_MESSAGES, LANG: the first that is set decides.
Language LanguageOfLocale();

class Console {
 public:
  explicit Console(Language language) : language_(language) {}
  void Configure(Language language, ColorWhen color, bool quiet, bool verbose);

  Language language() const { return language_; }
  bool quiet() const { return quiet_; }
  bool verbose() const { return verbose_; }
  bool color_out() const { return color_out_; }
  bool color_err() const { return color_err_; }
  bool out_is_terminal() const;
  bool err_is_terminal() const;
  std::string_view In(const Text& text) const { return text.In(language_); }

  // A result: to standard output, or whole or not at all to the file `path`. kClosedPipe where
  // nobody reads any more.
  Status Print(std::string_view bytes, const std::string& path = "") const;
  // The same for a report on several files, and what went wrong is said: the exit status. One that
  // is not whole would pass for one that is, so it replaces no file.
  int PrintReport(std::string_view bytes, const std::string& path, bool whole) const;
  // A line on standard error, unless -q. The newline is added.
  void Note(std::string_view line) const;
  // The same with -q too: what an option asked for.
  void Say(std::string_view lines) const;
  // The rules' problems on standard error: errors always, warnings alone not with -q.
  void ShowDiagnostics(const Diagnostics& diagnostics) const;
  // Says `ripe: …` on standard error and gives the exit status. Says nothing for kClosedPipe.
  int Fail(const Status& status) const;

 private:
  Language language_;
  bool quiet_ = false;
  bool verbose_ = false;
  bool color_out_ = false;
  bool color_err_ = false;
};

// Text wrapped in a terminal's style, such as "1" (bold) or "31" (red), where `on`.
std::string Styled(bool on, std::string_view style, std::string_view text);

// Bytes from elsewhere (names of files, cells) without what could steer a terminal: control
// characters are shown as `?`.
std::string Harmless(std::string_view text);

}  // namespace ripe::cli
