// See command_line.h. Order of work in Parse: help, spelling, CLI11's splitting, arguments, values,
// the options of all, then what the command itself wants to judge. The first mistake ends it.
#include "runtime/cli/command_line.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <charconv>

namespace ripe::cli {
namespace {

// "-o,--output" -> {"-o", "--output"}.
std::vector<std::string> SplitAt(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t at = std::min(text.find(separator), text.size());
    if (at > 0) parts.emplace_back(text.substr(0, at));
    text.remove_prefix(std::min(at + 1, text.size()));
  }
  return parts;
}

// As messages name it: the first long one.
std::string ShownName(std::string_view names) {
  const std::vector<std::string> all = SplitAt(names, ',');
  for (const std::string& name : all) {
    if (name.starts_with("--")) return name;
  }
  return all.front();
}

// How many columns a name of an argument takes: it may end in an ellipsis, of three bytes.
size_t WidthOf(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool AsksForHelp(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word == "--") return false;
    if (word == "--help" || word == "-h") return true;
  }
  return false;
}

constexpr Text kSeeHelp{"`ripe {0} --help` lists what it takes",
                        "`ripe {0} --help`에서 사용법을 볼 수 있습니다"};
constexpr Text kUnknown{"there is no option {0}", "{0} 옵션은 없습니다"};
constexpr Text kUnknownNearest{"there is no option {0}; did you mean {1}?",
                               "{0} 옵션은 없습니다. {1} 옵션인가요?"};
constexpr Text kNeedsValue{"{0} needs a value after it", "{0} 뒤에 값이 필요합니다"};
constexpr Text kNeedsValueGot{
    "{0} needs a value after it, and {1} is an option (for a value that looks like one: {0}={1})",
    "{0} 뒤에 값이 필요한데 {1} 옵션이 왔습니다(값이 맞다면 {0}={1} 형태로 쓰세요)"};
constexpr Text kTwice{"{0} is given twice; once is enough",
                      "{0} 옵션이 두 번 있습니다. 한 번만 쓰세요"};
constexpr Text kNotNumber{"{0} takes a whole number from 0 to {2}, not \"{1}\"",
                          "{0} 값은 0에서 {2}까지의 정수여야 합니다(\"{1}\" 불가)"};
constexpr Text kNotChoice{"{0} is {2}, not \"{1}\"",
                          "{0} 값은 {2} 중 하나여야 합니다(\"{1}\" 불가)"};
constexpr Text kMissing{"{0} is missing: write `ripe {1} {2}`",
                        "{0} 자리가 비었습니다. 이렇게 쓰세요: ripe {1} {2}"};
constexpr Text kTooMany{"\"{0}\" is too much: write `ripe {1} {2}`",
                        "\"{0}\" 부분이 남습니다. 이렇게 쓰세요: ripe {1} {2}"};
constexpr Text kEmpty{"{0} is empty; it needs a name", "{0} 값이 비어 있습니다"};
constexpr Text kNotUnderstood{"{0} cannot be understood", "{0} 부분을 이해할 수 없습니다"};

}  // namespace

std::string Joined(const std::vector<std::string>& choices, std::string_view last) {
  std::string text;
  for (size_t i = 0; i < choices.size(); ++i) {
    if (i > 0) text += i + 1 == choices.size() ? last : ", ";
    text += choices[i];
  }
  return text;
}

CommandLine::CommandLine(const Command& command, std::vector<std::string> arguments,
                         Language language)
    : command_(command), words_(std::move(arguments)), console_(language) {
  common_.format = Formats().front();
}

void CommandLine::Argument(std::string_view name, std::string* value, Text help) {
  arguments_.push_back({.names = name, .help = help, .target = value});
}
void CommandLine::Arguments(std::string_view name, std::vector<std::string>* values, Text help,
                            bool optional) {
  arguments_.push_back({.names = name, .help = help, .target = values, .optional = optional});
}
void CommandLine::Flag(std::string_view names, bool* value, Text help) {
  options_.push_back({.names = names, .help = help, .target = value});
}
void CommandLine::FlagWith(std::string_view name, std::string_view choices, std::string* value,
                           Text help) {
  options_.push_back({.names = name, .help = help, .target = value, .choices = choices});
}
void CommandLine::Option(std::string_view names, std::string_view value_name, std::string* value,
                         Text help) {
  options_.push_back({.names = names, .value_name = value_name, .help = help, .target = value});
}
void CommandLine::Option(std::string_view names, std::string_view value_name,
                         std::vector<std::string>* values, Text help) {
  options_.push_back({.names = names, .value_name = value_name, .help = help, .target = values});
}
void CommandLine::Number(std::string_view names, std::string_view value_name, unsigned* value,
                         unsigned most, Text help) {
  options_.push_back(
      {.names = names, .value_name = value_name, .help = help, .target = value, .most = most});
}

std::vector<std::string> CommandLine::Formats() const { return SplitAt(command_.formats, ' '); }

void CommandLine::AddCommonOptions() {
  const size_t own = options_.size();
  Option("--format", command_.formats, &common_.format, {"how results are written", "결과의 형식"});
  Option("--lang", "en|ko", &language_name_,
         {"language (else from the locale)", "언어(없으면 시스템 설정)"});
  Option("--color", "auto|always|never", &color_,
         {"colours (NO_COLOR is heeded)", "색 사용(NO_COLOR 존중)"});
  Option("--engine", "auto|interpreter|jit", &engine_,
         {"what computes; the result is the same", "계산 엔진(결과는 같음)"});
  Number("--threads", "N", &common_.threads, 1024,
         {"threads; 0 is one a core; the result is the same",
          "스레드 수(0: 코어 수만큼, 결과는 같음)"});
  Flag("-q,--quiet", &quiet_, {"errors only", "오류만 표시"});
  Flag("-v,--verbose", &verbose_, {"more about what was done", "더 자세히 표시"});
  for (size_t i = own; i < options_.size(); ++i) options_[i].common = true;
}

std::optional<int> CommandLine::Parse() {
  AddCommonOptions();
  if (AsksForHelp(words_)) {
    const Status status = console_.Print(HelpPage());
    return console_.Fail(status);
  }
  const auto parse = [this]() -> Status {
    std::vector<std::string> rest;
    RIPE_RETURN_IF_ERROR(Split(&rest));
    for (Item& item : options_) RIPE_RETURN_IF_ERROR(Assign(&item));
    RIPE_RETURN_IF_ERROR(AssignCommon());
    RIPE_RETURN_IF_ERROR(TakeArguments(rest));
    for (const auto& check : checks_) RIPE_RETURN_IF_ERROR(check());
    return {};
  };
  if (Status status = parse(); !status.ok()) {
    const int exit_status = console_.Fail(status);
    console_.Note(Fill(kSeeHelp, language(), command_.name));
    return exit_status;
  }
  if (command_.runs_rules && common_.engine == Engine::kJit && !HasJit()) {
    console_.Note(
        console_.In({"ripe: this build has no JIT; the interpreter computes the same result",
                     "ripe: 이 빌드에는 JIT가 없어 인터프리터로 계산합니다(결과는 같음)"}));
  }
  return std::nullopt;
}

Status CommandLine::Wrong(const Text& text, std::string_view a, std::string_view b,
                          std::string_view c) const {
  return {StatusCode::kUsage, Fill(text, language(), a, b, c)};
}

std::vector<std::string> CommandLine::LongNames() const {
  std::vector<std::string> names{"--help"};
  for (const Item& item : options_) {
    for (std::string& name : SplitAt(item.names, ',')) {
      if (name.starts_with("--")) names.push_back(std::move(name));
    }
  }
  return names;
}

Status CommandLine::UnknownOption(std::string_view option) const {
  option = option.substr(0, option.find('='));
  // `-format` is meant as `--format`.
  const size_t dashes = std::min(option.find_first_not_of('-'), option.size());
  const std::string nearest = Nearest("--" + std::string(option.substr(dashes)), LongNames());
  return nearest.empty() || nearest == option ? Wrong(kUnknown, option)
                                              : Wrong(kUnknownNearest, option, nearest);
}

// What CLI11 would read in a way that nobody means: `-output` as `-o utput`, and an option as the
// value of the one before.
Status CommandLine::CheckSpelling() const {
  const std::vector<std::string> names = LongNames();
  const auto known = [&names](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const auto takes_value = [this](const std::string& word) {
    return std::any_of(options_.begin(), options_.end(), [&word](const Item& item) {
      if (item.value_name.empty()) return false;
      const std::vector<std::string> own = SplitAt(item.names, ',');
      return std::find(own.begin(), own.end(), word) != own.end();
    });
  };
  for (size_t i = 0; i < words_.size(); ++i) {
    const std::string& word = words_[i];
    if (word == "--") break;
    if (takes_value(word)) {
      if (i + 1 == words_.size()) return Wrong(kNeedsValue, word);
      const std::string& value = words_[++i];
      if (known(value.substr(0, value.find('=')))) return Wrong(kNeedsValueGot, word, value);
    } else if (word.size() > 2 && word[0] == '-' && word[1] != '-' &&
               known("-" + word.substr(0, word.find('=')))) {
      return UnknownOption(word);
    }
  }
  return {};
}

// The words, with `--profile=json` as `--profile`: what stands behind is kept in `given`.
std::vector<std::string> CommandLine::TakeChoices() {
  std::vector<std::string> words = words_;
  for (std::string& word : words) {
    if (word == "--") break;
    for (Item& item : options_) {
      const std::string before = std::string(item.names) + "=";
      if (item.choices.empty() || !word.starts_with(before)) continue;
      item.given.push_back(word.substr(before.size()));
      word = item.names;
    }
  }
  return words;
}

// Fills `given` and `times` of the options; `rest` gets what is no option.
Status CommandLine::Split(std::vector<std::string>* rest) {
  RIPE_RETURN_IF_ERROR(CheckSpelling());
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  for (Item& item : options_) {
    if (item.value_name.empty()) {
      app.add_flag(std::string(item.names), item.times)
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    } else {
      app.add_option(std::string(item.names), item.given)->allow_extra_args(false)->type_size(1);
    }
  }
  try {
    const std::vector<std::string> words = TakeChoices();
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    // "--name: why" in CLI11's words; only the name is of use.
    const std::string what = error.what();
    const std::string name = what.substr(0, what.find(": "));
    if (name.starts_with("-")) return Wrong(kNotUnderstood, name);
    return Wrong(kNotUnderstood, words_.empty() ? "" : words_.back());
  }
  bool options_end = false;
  for (std::string& word : app.remaining()) {
    if (!options_end && word == "--") {
      options_end = true;
    } else if (!options_end && word.size() > 1 && word[0] == '-') {
      return UnknownOption(word);
    } else {
      rest->push_back(std::move(word));
    }
  }
  return {};
}

Status CommandLine::TakeArguments(const std::vector<std::string>& rest) {
  size_t next = 0;
  for (Item& item : arguments_) {
    if (auto* many = std::get_if<std::vector<std::string>*>(&item.target)) {
      if (next == rest.size() && !item.optional)
        return Wrong(kMissing, item.names, command_.name, command_.arguments);
      (*many)->assign(rest.begin() + static_cast<std::ptrdiff_t>(next), rest.end());
      next = rest.size();
    } else {
      if (next == rest.size())
        return Wrong(kMissing, item.names, command_.name, command_.arguments);
      *std::get<std::string*>(item.target) = rest[next++];
    }
  }
  for (const std::string& word : rest) {
    if (word.empty()) return Wrong(kEmpty, arguments_.empty() ? "" : arguments_[0].names);
  }
  if (next < rest.size()) return Wrong(kTooMany, rest[next], command_.name, command_.arguments);
  return {};
}

Status CommandLine::Assign(Item* item) const {
  const std::string name = ShownName(item->names);
  if (auto* flag = std::get_if<bool*>(&item->target)) {
    if (item->times != 0) **flag = true;
    return {};
  }
  if (auto* many = std::get_if<std::vector<std::string>*>(&item->target)) {
    **many = item->given;
    return {};
  }
  if (!item->choices.empty() && item->times > 0) {
    const std::vector<std::string> choices = SplitAt(item->choices, ' ');
    if (item->given.empty()) item->given.push_back(choices.front());
    for (const std::string& value : item->given) {
      if (std::find(choices.begin(), choices.end(), value) == choices.end())
        return Wrong(kNotChoice, name, value, Joined(choices, console_.In({" or ", ", "})));
    }
  }
  if (item->given.empty()) return {};
  if (item->given.size() > 1) return Wrong(kTwice, name);
  const std::string& value = item->given[0];
  if (value.empty()) return Wrong(kEmpty, name);
  if (auto* text = std::get_if<std::string*>(&item->target)) {
    **text = value;
    return {};
  }
  unsigned number = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, number);
  if (error != std::errc() || stop != end || number > item->most) {
    return Wrong(kNotNumber, name, value, fmt::format("{}", item->most));
  }
  *std::get<unsigned*>(item->target) = number;
  return {};
}

Status CommandLine::AssignCommon() {
  const auto one_of = [this](std::string_view name, const std::string& value,
                             const std::vector<std::string>& choices) -> Status {
    if (std::find(choices.begin(), choices.end(), value) != choices.end()) return {};
    return Wrong(kNotChoice, name, value, Joined(choices, console_.In({" or ", ", "})));
  };
  Language language = console_.language();
  if (!language_name_.empty()) {
    RIPE_RETURN_IF_ERROR(one_of("--lang", language_name_, {"en", "ko"}));
    language = language_name_ == "ko" ? Language::kKorean : Language::kEnglish;
  }
  RIPE_RETURN_IF_ERROR(one_of("--color", color_, {"auto", "always", "never"}));
  RIPE_RETURN_IF_ERROR(one_of("--format", common_.format, Formats()));
  RIPE_RETURN_IF_ERROR(one_of("--engine", engine_, {"auto", "interpreter", "jit"}));
  common_.engine = engine_ == "jit"           ? Engine::kJit
                   : engine_ == "interpreter" ? Engine::kInterpreter
                                              : Engine::kAuto;
  const ColorWhen color = color_ == "always"  ? ColorWhen::kAlways
                          : color_ == "never" ? ColorWhen::kNever
                                              : ColorWhen::kAuto;
  console_.Configure(language, color, quiet_, verbose_);
  return {};
}

std::string CommandLine::HelpPage() const {
  const Language in = language();
  constexpr size_t kColumn = 34;
  std::string page = fmt::format("{}\n", Text{"Example", "예"}.In(in));
  for (const std::string& example : SplitAt(command_.examples, '\n')) page += "  " + example + "\n";
  page +=
      fmt::format("\nripe {} {}{}: {}\n", command_.name, command_.arguments,
                  command_.arguments.empty() ? "[options]" : " [options]", command_.summary.In(in));
  const auto row = [&page](std::string left, std::string_view help) {
    left.insert(0, "  ");
    const size_t width = WidthOf(left);
    left.append(width < kColumn ? kColumn - width : 2, ' ');
    page += fmt::format("{}{}\n", left, help);
  };
  if (!arguments_.empty()) page += fmt::format("\n{}\n", Text{"Arguments", "인자"}.In(in));
  for (const Item& item : arguments_) row(std::string(item.names), item.help.In(in));
  for (const bool common : {false, true}) {
    const bool any = std::any_of(options_.begin(), options_.end(),
                                 [common](const Item& i) { return i.common == common; });
    if (!any) continue;
    page += fmt::format("\n{}\n", common ? Text{"Options of all commands", "공통 옵션"}.In(in)
                                         : Text{"Options", "옵션"}.In(in));
    for (const Item& item : options_) {
      if (item.common != common) continue;
      std::string left = Joined(SplitAt(item.names, ','), ", ");
      std::string value(item.value_name);
      std::replace(value.begin(), value.end(), ' ', '|');
      if (!value.empty()) left += " " + value;
      if (!item.choices.empty()) {
        value = item.choices;
        std::replace(value.begin(), value.end(), ' ', '|');
        left += "[=" + value + "]";
      }
      row(std::move(left), item.help.In(in));
    }
  }
  row("-h, --help", Text{"this page", "이 도움말"}.In(in));
  return page;
}

}  // namespace ripe::cli
