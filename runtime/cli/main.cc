// The command `ripe`: finds which command is meant and hands it its arguments. Nothing here is slow
// or allocates much, since `ripe check` should be over before anyone notices that it began.
#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>

#include "runtime/cli/commands.h"
#include "runtime/cli/console.h"
#include "runtime/cli/last_words.h"

namespace ripe::cli {
namespace {

constexpr std::array kCommands{&kScoreCommand, &kExplainCommand,     &kCheckCommand,  &kTestCommand,
                               &kFmtCommand,   &kExplainCodeCommand, &kVersionCommand};
constexpr std::array<std::string_view, 3> kLater{"impact", "replay", "funnel"};

// What people type who know other tools.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kSynonyms{
    {{"run", "score"},
     {"eval", "score"},
     {"rank", "score"},
     {"why", "explain"},
     {"lint", "check"},
     {"validate", "check"},
     {"verify", "check"},
     {"compile", "check"},
     {"build", "check"},
     {"format", "fmt"},
     {"tidy", "fmt"},
     {"code", "explain-code"},
     {"error", "explain-code"},
     {"about", "version"}}};

std::string Overview(Language language) {
  std::string text = fmt::format(
      "{}\n  ripe check rules.ripe\n  ripe score rules.ripe leads.csv --events events.csv\n\n{}\n",
      Text{"Example", "예"}.In(language), Text{"Commands", "명령"}.In(language));
  for (const Command* command : kCommands) {
    text += fmt::format("  {:<14}{}\n", command->name, command->summary.In(language));
  }
  text += Text{"\n`ripe COMMAND --help` shows an example and every option.\n",
               "\n`ripe 명령 --help`에서 예와 옵션을 볼 수 있습니다.\n"}
              .In(language);
  return text;
}

bool TakesValue(std::string_view option) {
  constexpr std::array<std::string_view, 5> kWithValue{"--format", "--lang", "--color", "--engine",
                                                       "--threads"};
  return std::find(kWithValue.begin(), kWithValue.end(), option) != kWithValue.end();
}

// Where the command stands: options of all may come before it. words.size() where there is none.
size_t FindCommand(const std::vector<std::string>& words) {
  size_t i = 0;
  while (i < words.size() && words[i].starts_with("-") && words[i] != "-")
    i += TakesValue(words[i]) ? 2 : 1;
  return std::min(i, words.size());
}

// --lang wherever it stands, so that a complaint about any other word is in that language too.
Language LanguageOf(const std::vector<std::string>& words) {
  std::string_view name;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--lang" && i + 1 < words.size()) name = words[i + 1];
    if (words[i].starts_with("--lang=")) name = std::string_view(words[i]).substr(7);
  }
  if (name == "ko") return Language::kKorean;
  if (name == "en") return Language::kEnglish;
  return LanguageOfLocale();
}

int NoSuchCommand(const std::string& word, const Console& console) {
  const Language language = console.language();
  const auto wrong = [&](const Text& text, std::string_view a = "", std::string_view b = "") {
    const int status = console.Fail({StatusCode::kUsage, Fill(text, language, a, b)});
    console.Note(console.In(
        {"`ripe --help` lists the commands", "`ripe --help`에서 명령 목록을 볼 수 있습니다"}));
    return status;
  };
  if (std::find(kLater.begin(), kLater.end(), word) != kLater.end()) {
    return wrong({"`{0}` comes in a later version; this is {1}",
                  "`{0}` 명령은 다음 버전에 나옵니다(지금은 {1})"},
                 word, Version().version);
  }
  std::error_code ignored;
  if (word.ends_with(".ripe") || std::filesystem::exists(word, ignored)) {
    return wrong({"\"{0}\" is a file; say what to do with it, as in `ripe check {0}`",
                  "\"{0}\" 부분은 파일입니다. 무엇을 할지 쓰세요. 예: ripe check {0}"},
                 word);
  }
  std::vector<std::string> names;
  names.reserve(kCommands.size());
  for (const Command* command : kCommands) names.emplace_back(command->name);
  std::string nearest = Nearest(word, names);
  for (const auto& [synonym, name] : kSynonyms) {
    if (word == synonym) nearest = name;
  }
  if (nearest.empty())
    return wrong({"there is no command \"{0}\"", "\"{0}\" 명령은 없습니다"}, word);
  return wrong({"there is no command \"{0}\"; did you mean `ripe {1}`?",
                "\"{0}\" 명령은 없습니다. `ripe {1}` 명령인가요?"},
               word, nearest);
}

// Options, and no command. A wrong option is the likelier mistake.
Status NoCommand(const std::vector<std::string>& words, Language language) {
  for (const std::string& word : words) {
    const std::string name = word.substr(0, word.find('='));
    const bool known = TakesValue(name) || name == "-q" || name == "--quiet" || name == "-v" ||
                       name == "--verbose";
    if (known || !name.starts_with("-")) continue;
    return {StatusCode::kUsage,
            Fill({"there is no option {0}; `ripe --help` lists the commands",
                  "{0} 옵션은 없습니다. `ripe --help`에서 명령 목록을 볼 수 있습니다"},
                 language, name)};
  }
  return {StatusCode::kUsage,
          std::string(Text{"a command is missing; `ripe --help` lists them",
                           "명령이 없습니다. `ripe --help`에서 목록을 볼 수 있습니다"}
                          .In(language))};
}

int RunWords(std::vector<std::string> words) {
  const Console console(LanguageOf(words));
  size_t at = FindCommand(words);
  if (at == words.size()) {
    const auto asks = [&words](std::string_view word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    };
    if (asks("--version") || asks("-V"))
      return console.Fail(console.Print(fmt::format("ripe {}\n", Version().version)));
    if (words.empty() || asks("--help") || asks("-h"))
      return console.Fail(console.Print(Overview(console.language())));
    return console.Fail(NoCommand(words, console.language()));
  }
  if (words[at] == "help") {
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
    if (at == words.size()) return console.Fail(console.Print(Overview(console.language())));
    words.emplace_back("--help");
  }
  const std::string name = words[at];
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
  for (const Command* command : kCommands) {
    if (command->name != name) continue;
    CommandLine line(*command, std::move(words), console.language());
    return command->run(&line);
  }
  return NoSuchCommand(name, console);
}

// What is closed of the standard streams is opened, so that no file gets its number and what is
// meant for it; the wrong way round, so that using it fails as before.
void HoldStreams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) < 0) open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

}  // namespace
}  // namespace ripe::cli

int main(int argc, char** argv) {
  // What of Arrow asks for no pool of ours gets malloc: its own pools crash where an mmap fails.
  // Here, while there is one thread. (runtime/arrow/pool.h)
  setenv("ARROW_DEFAULT_MEMORY_POOL", "system", 0);
  // And jemalloc, which nobody uses then, starts no thread: that ends the process where there is no
  // memory for its thread-local data.
  setenv("JE_ARROW_MALLOC_CONF", "background_thread:false", 0);
  // A reader that goes away is seen by the writer, and is no reason to die.
  std::signal(SIGPIPE, SIG_IGN);
  // A file that may not grow any more (ulimit -f) is an error of writing, as a full disk is.
  std::signal(SIGXFSZ, SIG_IGN);
  ripe::cli::HoldStreams();
  // glibc unwinds through its own frames (std::call_once) with a library that it loads at the first
  // exception, and ends the process where there is no memory left for that.
  void* frame = nullptr;
  backtrace(&frame, 1);
  using ripe::StatusCode;
  const ripe::cli::Console console(ripe::cli::LanguageOfLocale());
  try {
    return ripe::cli::RunWords({argv + std::min(argc, 1), argv + argc});
  } catch (const std::bad_alloc&) {
    return ripe::cli::NoMemory();
  } catch (const std::exception& error) {
    return console.Fail(
        {StatusCode::kLimit,
         std::string("this should not have happened, and is a mistake in ripe: ") + error.what()});
  }
}
