// Goldens: plain files under tests/ that hold what a test expects to see, whole. `./dev golden`
// rewrites them (RIPE_UPDATE_GOLDENS=1); the diff is then read in review like any other change.
#pragma once

#include <filesystem>
#include <string>

namespace ripe::test {

// Fails the current Catch2 test, showing the first line that differs, unless the file
// `relative_path` (under tests/, such as "plan/golden/bant.txt") holds exactly `actual`. Under
// RIPE_UPDATE_GOLDENS=1 writes the file and passes.
void CheckGolden(const std::string& relative_path, const std::string& actual);

// The whole file as bytes; fails the current test when it cannot be read.
std::string ReadFile(const std::filesystem::path& path);

// Writes the whole file, making its folders; fails the current test when it cannot be written.
void WriteFile(const std::filesystem::path& path, const std::string& bytes);

// The repository's root.
std::filesystem::path SourceDir();

}  // namespace ripe::test
