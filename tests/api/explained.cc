// See explained.h.
#include "tests/api/explained.h"

#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/run.h"

namespace ripe::test {

Explanation Explained(const std::string& rules, const std::string& leads, const std::string& as_of,
                      const std::string& events) {
  const TempDir folder;
  DataOptions data;
  data.leads = folder.Write("leads.csv", leads);
  data.events = {folder.Write("events.csv", events)};
  data.as_of = as_of;
  auto explained = Explain({.rules = folder.Write("rules.ripe", rules), .data = data, .id = "1"});
  REQUIRE(explained.ok());
  REQUIRE_FALSE(explained.value().diagnostics.has_errors());
  return std::move(explained.value());
}

}  // namespace ripe::test
