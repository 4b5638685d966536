// One command's arguments: the command says what it takes, bound to its own variables, and calls
// Parse. Help pages, messages about wrong usage and the options that every command has come from
// here, so all commands speak alike. CLI11 does the splitting of words and is seen by
// command_line.cc alone, since it is dear to compile.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ripe/ripe.h"
#include "runtime/cli/console.h"
#include "runtime/cli/text.h"

namespace ripe::cli {

class CommandLine;

// What main lists. Constants, so that listing them runs nothing.
struct Command {
  std::string_view name;
  std::string_view arguments;  // "RULES LEADS"
  Text summary;                // "scores every lead"
  std::string_view examples;   // whole lines, the simplest first
  std::string_view
      formats;      // of --format, parted by spaces; the first is taken when none is asked for
  bool runs_rules;  // whether --engine matters
  int (*run)(CommandLine* line);
};

// The options that every command has.
struct CommonOptions {
  std::string format;
  Engine engine = Engine::kAuto;
  unsigned threads = 0;
};

class CommandLine {
 public:
  // `arguments`: what stands after the command. `language` is the locale's until --lang is known.
  CommandLine(const Command& command, std::vector<std::string> arguments, Language language);

  // Paths and such, in their order. One is required; of many there is at least one, unless
  // `optional`.
  void Argument(std::string_view name, std::string* value, Text help);
  void Arguments(std::string_view name, std::vector<std::string>* values, Text help,
                 bool optional = false);
  // `names` as "-o,--output". A text option may be given once, one with a vector several times.
  void Flag(std::string_view names, bool* value, Text help);
  void Option(std::string_view names, std::string_view value_name, std::string* value, Text help);
  // A flag that may say how: `--profile` or `--profile=json`. `choices` as "text json"; `value` is
  // empty where it is not given, and the first choice where it stands alone.
  void FlagWith(std::string_view name, std::string_view choices, std::string* value, Text help);
  void Option(std::string_view names, std::string_view value_name, std::vector<std::string>* values,
              Text help);
  void Number(std::string_view names, std::string_view value_name, unsigned* value, unsigned most,
              Text help);
  // Called by Parse once the values are there, to judge them together. Not ok: wrong usage.
  void Afterwards(std::function<Status()> check) { checks_.push_back(std::move(check)); }

  // The exit status, where help was asked for or the usage is wrong (both already said); else
  // nothing, and the values are set.
  std::optional<int> Parse();

  const CommonOptions& common() const { return common_; }
  const Console& console() const { return console_; }
  Language language() const { return console_.language(); }

 private:
  using Target = std::variant<bool*, std::string*, std::vector<std::string>*, unsigned*>;
  struct Item {
    std::string_view names, value_name;
    Text help;
    Target target;
    unsigned most = 0;               // of a number
    bool common = false;             // listed apart
    bool optional = false;           // of arguments
    std::string_view choices;        // of a flag that may say how
    std::vector<std::string> given;  // the values as written
    int times = 0;                   // of a flag
  };

  void AddCommonOptions();
  std::string HelpPage() const;
  Status Split(std::vector<std::string>* rest);
  std::vector<std::string> TakeChoices();
  Status CheckSpelling() const;
  Status UnknownOption(std::string_view option) const;
  Status TakeArguments(const std::vector<std::string>& rest);
  Status Assign(Item* item) const;
  Status AssignCommon();
  std::vector<std::string> LongNames() const;
  std::vector<std::string> Formats() const;
  Status Wrong(const Text& text, std::string_view a = "", std::string_view b = "",
               std::string_view c = "") const;

  const Command& command_;
  std::vector<std::string> words_;
  Console console_;
  CommonOptions common_;
  std::string color_ = "auto", language_name_, engine_ = "auto";
  bool quiet_ = false, verbose_ = false;
  std::vector<Item> arguments_, options_;
  std::vector<std::function<Status()>> checks_;
};

// "text or json" for messages: the choices joined.
std::string Joined(const std::vector<std::string>& choices, std::string_view last);

}  // namespace ripe::cli
