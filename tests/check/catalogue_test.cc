// Every entry of the catalogue of meaning keeps what it promises: its wrong example gives it, its right example is clean.
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "compiler/diag/catalogue.h"
#include "tests/check/harness.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

bool OfMeaning(const diag::Entry& entry) { return entry.code >= "R100" && entry.code < "R300"; }

// Too long for an example; limits_test.cc makes them.
bool MadeElsewhere(const diag::Entry& entry) { return entry.id == diag::Id::kSetTooLarge || entry.id == diag::Id::kTooBig; }

}  // namespace

TEST_CASE("the wrong example of a code gives it") {
  std::string all;
  for (const diag::Entry& entry : diag::Entries()) {
    if (!OfMeaning(entry) || MadeElsewhere(entry)) continue;
    const Checked checked = CheckText(std::string(entry.wrong), ExampleFiles());
    INFO(entry.code << " " << entry.name << "\n" << entry.wrong << "\n" << checked.rendered);
    CHECK(checked.Has(entry.id));
    CHECK(checked.bag.error_count() == 1);
    all += fmt::format("==== {} {}\n{}\n----\n{}", entry.code, entry.name, entry.wrong, checked.rendered);
  }
  CheckGolden("check/golden/catalogue.txt", all);
}

TEST_CASE("the right example of a code is clean") {
  for (const diag::Entry& entry : diag::Entries()) {
    if (!OfMeaning(entry)) continue;
    const Checked checked = CheckText(std::string(entry.right), ExampleFiles());
    INFO(entry.code << " " << entry.name << "\n" << entry.right << "\n" << checked.rendered);
    CHECK(checked.clean());
  }
}

}  // namespace ripe::test
