// See console.h.
#include "runtime/cli/console.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "runtime/cli/replace_file.h"

namespace ripe::cli {
namespace {

bool IsTerminal(int fd) { return isatty(fd) == 1; }

bool Colors(ColorWhen when, int fd) {
  if (when != ColorWhen::kAuto) return when == ColorWhen::kAlways;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* term = std::getenv("TERM");
  if (term != nullptr && std::string_view(term) == "dumb") return false;
  return IsTerminal(fd);
}

// What cannot be said on standard error cannot be said at all, so failures are not looked at.
void SayOnError(std::string text) {
  text += '\n';
  (void)WriteAll(STDERR_FILENO, text, "standard error");
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Whether the message's first line begins with `file:line:column: `.
bool BeginsWithPlace(std::string_view message) {
  const std::string_view line = message.substr(0, message.find('\n'));
  for (size_t at = line.find(": "); at != std::string_view::npos; at = line.find(": ", at + 1)) {
    size_t i = at;
    for (int part = 0; part < 2; ++part) {
      const size_t end = i;
      while (i > 0 && IsDigit(line[i - 1])) --i;
      if (i == end || i < 2 || line[i - 1] != ':') break;
      --i;
      if (part == 1) return true;
    }
  }
  return false;
}

}  // namespace

Language LanguageOfLocale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale = value;
    const bool korean = locale == "ko" || locale.starts_with("ko_") || locale.starts_with("ko.");
    return korean ? Language::kKorean : Language::kEnglish;
  }
  return Language::kEnglish;
}

void Console::Configure(Language language, ColorWhen color, bool quiet, bool verbose) {
  language_ = language;
  quiet_ = quiet;
  verbose_ = verbose;
  color_out_ = Colors(color, STDOUT_FILENO);
  color_err_ = Colors(color, STDERR_FILENO);
}

bool Console::out_is_terminal() const { return IsTerminal(STDOUT_FILENO); }
bool Console::err_is_terminal() const { return IsTerminal(STDERR_FILENO); }

Status Console::Print(std::string_view bytes, const std::string& path) const {
  if (!path.empty() && path != "-") return ReplaceFile(path, bytes);
  return WriteAll(STDOUT_FILENO, bytes, "standard output");
}

int Console::PrintReport(std::string_view bytes, const std::string& path, bool whole) const {
  if (whole || path.empty() || path == "-") return Fail(Print(bytes, path));
  Say(Fill({"ripe: {0} is not written, since it would lack what could not be read",
            "ripe: 읽지 못한 것이 빠지게 되므로 {0} 파일은 쓰지 않았습니다"},
           language_, Harmless(path)));
  return 0;
}

void Console::Note(std::string_view line) const {
  if (!quiet_) SayOnError(std::string(line));
}

void Console::Say(std::string_view lines) const { SayOnError(std::string(lines)); }

void Console::ShowDiagnostics(const Diagnostics& diagnostics) const {
  if (diagnostics.empty() || (quiet_ && !diagnostics.has_errors())) return;
  std::string text = diagnostics.Render(Diagnostics::Format::kText, language_, color_err_);
  if (!text.empty() && text.back() == '\n') text.pop_back();
  SayOnError(std::move(text));
}

int Console::Fail(const Status& status) const {
  if (!status.ok() && status.code() != StatusCode::kClosedPipe) {
    // What is wrong at a place in a file begins with that place, so that editors find it.
    const std::string before = BeginsWithPlace(status.message()) ? "" : "ripe: ";
    SayOnError(Styled(color_err_ && !before.empty(), "1;31", before) + Harmless(status.message()));
  }
  return ExitStatus(status.code());
}

std::string Styled(bool on, std::string_view style, std::string_view text) {
  return on ? fmt::format("\x1b[{}m{}\x1b[0m", style, text) : std::string(text);
}

std::string Harmless(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F) c = '?';
  }
  return out;
}

}  // namespace ripe::cli
