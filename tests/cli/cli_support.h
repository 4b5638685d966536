// For the tests of the command: running it with a known environment, whatever the machine's locale
// and colours are.
#pragma once

#include <string>
#include <vector>

#include "tests/support/run.h"

namespace ripe::test {

// RunRipe with LC_ALL=C, without NO_COLOR, and with the variables of `environment` ("NO_COLOR=1")
// besides.
RunResult Ripe(std::vector<std::string> arguments, const std::string& stdin_text = "",
               std::vector<std::string> environment = {}, double timeout_seconds = 120);

// A line of sh in which $RIPE is the command and $DIR is `folder`.
RunResult Shell(const std::string& script, const std::string& folder);

// Whether `text` has `part` in it; a failed CHECK shows both.
bool Has(const std::string& text, const std::string& part);
size_t CountLines(const std::string& text);

// Rules that need nothing, leads and events for them, in a folder of their own.
class Case {
 public:
  Case();
  const TempDir& dir() const { return dir_; }
  const std::string& rules() const { return rules_; }
  const std::string& leads() const { return leads_; }
  const std::string& events() const { return events_; }
  std::string File(const std::string& name) const { return dir_.File(name); }
  std::string Write(const std::string& name, const std::string& bytes) const {
    return dir_.Write(name, bytes);
  }
  // The names of all files in the folder, sorted.
  std::vector<std::string> Files() const;

 private:
  TempDir dir_;
  std::string rules_, leads_, events_;
};

// What Case's scores are as of 2026-11-20.
extern const char* const kCaseScores;

}  // namespace ripe::test
