// Results of tests as the XML that build servers read (JUnit's, as Jenkins and GitLab take it).
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "ripe/ripe.h"

namespace ripe::cli {

struct TestedFile {
  std::string path;
  TestReport report;
};
using TestedFiles = std::vector<TestedFile>;

// How many passed, how many failed.
std::pair<size_t, size_t> CountCases(const TestedFiles& files);

// A file with errors is a suite with one case that has an error.
std::string RenderJunit(const TestedFiles& files, Language language);

}  // namespace ripe::cli
