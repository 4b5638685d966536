// Running the command as a user would, and scratch folders that vanish.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ripe::test {

struct RunResult {
  int status = -1;         // the exit status; 128 + the signal's number when a signal ended it
  bool timed_out = false;  // killed for running longer than the limit
  std::string out;
  std::string err;
  int64_t peak_rss_kib = 0;  // the largest resident set, as wait4 reports it
  double seconds = 0;        // wall time
};

// Runs `argv` (argv[0] is looked up in PATH when it has no slash) with `stdin_text` as standard
// input. Never throws on the child's failure: look at `status`.
RunResult Run(const std::vector<std::string>& argv, const std::string& stdin_text = "",
              double timeout_seconds = 120);

// The path of the command under test.
std::string RipeBinary();

// `Run` of the ripe command with these arguments.
RunResult RunRipe(std::vector<std::string> arguments, const std::string& stdin_text = "",
                  double timeout_seconds = 120);

// A fresh folder, removed with everything in it at the end of the scope.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // The path of `name` inside, as text.
  std::string File(const std::string& name) const { return (path_ / name).string(); }
  // Writes a file inside and returns its path.
  std::string Write(const std::string& name, const std::string& bytes) const;

 private:
  std::filesystem::path path_;
};

}  // namespace ripe::test
