// What a Report writes of rejected rows: every reason has its sentence, and the file is finished
// once.
#include "runtime/io/report.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/support/golden.h"
#include "tests/support/run.h"

namespace ripe::test {
namespace {

using io::RejectReason;

TEST_CASE("each reason to reject a row has a sentence of its own") {
  std::set<std::string> sentences;
  for (size_t reason = 0; reason < io::kRejectReasons; ++reason)
    sentences.insert(io::RejectText({.reason = static_cast<RejectReason>(reason), .detail = "7"}));
  CHECK(sentences.size() == io::kRejectReasons);
  CHECK_FALSE(sentences.contains(""));
  CHECK(sentences.contains("the row is longer than 64 MB"));
}

TEST_CASE("rejected rows are written once, and a file is made where there are none") {
  const TempDir folder;
  const std::string none = folder.File("none.csv"), some = folder.File("some.csv");
  io::Report empty({.rejects_path = none});
  CHECK(empty.Finish().ok());
  CHECK(ReadFile(none) == "file,line,column,reason,row\n");
  io::Report report({.rejects_path = some});
  REQUIRE(report
              .AddReject({.file = "l.csv",
                          .line = 4,
                          .column = 2,
                          .reason = RejectReason::kRowTooLong,
                          .row = "a,\"b\""})
              .ok());
  CHECK(report.rejected(RejectReason::kRowTooLong) == 1);
  CHECK(report.Finish().ok());
  const std::string written = ReadFile(some);
  CHECK(written ==
        "file,line,column,reason,row\nl.csv,4,2,the row is longer than 64 MB,\"a,\"\"b\"\"\"\n");
  CHECK(report.Finish().ok());  // again: nothing more is written
  CHECK(ReadFile(some) == written);
}

}  // namespace
}  // namespace ripe::test
