// Outputs that cannot be written to the end, in every format and compression: status 3, words that
// name the file, the old file as it was and nothing beside it.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/cli_support.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

struct Files {
  TempDir dir;
  Files() {
    dir.Write("rules.ripe", "field size: number\nfield title: text\nsize > 3 +5\n");
    std::string leads = "id,size,title\n";
    uint32_t word = 1;
    for (int i = 0; i < 40'000; ++i) {
      word = word * 1'664'525 + 1'013'904'223;  // so that nothing compresses it away
      leads += fmt::format("{:x}{:x}lead,{},x\n", word * 7919, word, i % 9);
    }
    dir.Write("leads.csv", leads);
    std::string broken = "id,size,title\n";
    for (int i = 0; i < 20'000; ++i)
      broken += fmt::format(",{},a row without an id of number {}\n", i, i);
    dir.Write("broken.csv", broken);
  }
  // With files of at most so many blocks of 512 bytes (or 1,024: sh decides). A build that counts
  // coverage must not cut its own files short.
  RunResult Limited(int blocks, const std::string& arguments) const {
    return Shell(fmt::format("export LLVM_PROFILE_FILE=/dev/null; trap '' XFSZ; ulimit -f {}; "
                             "$RIPE score $DIR/rules.ripe {} --as-of 2026-11-20 "
                             "--engine interpreter --threads 2",
                             blocks, arguments),
                 dir.path().string());
  }
};

TEST_CASE("a disk that is full at once and on the way, for every format") {
  const Files f;
  for (const char* name : {"o.csv", "o.tsv", "o.jsonl", "o.csv.gz", "o.jsonl.gz", "o.csv.zst",
                           "o.jsonl.zst", "o.parquet", "o.arrow", "o.arrows"}) {
    for (const int blocks : {0, 1, 200}) {
      INFO(name << " " << blocks);
      f.dir.Write(name, "old");
      const RunResult r = f.Limited(blocks, fmt::format("$DIR/leads.csv -o $DIR/{}", name));
      CHECK(r.status == 3);
      CHECK(Has(r.err, std::string(name) + ": "));
      CHECK(Has(r.err, "File too large"));
      CHECK(ReadFile(f.dir.File(name)) == "old");
      std::filesystem::remove(f.dir.File(name));
      size_t left = 0;
      for (const auto& entry : std::filesystem::directory_iterator(f.dir.path()))
        left += entry.path().filename().string().starts_with(".ripe");
      CHECK(left == 0);
    }
  }
}

TEST_CASE("rejected rows that cannot be kept") {
  const Files f;
  for (const int blocks : {0, 200}) {
    f.dir.Write("rejects.csv", "old");
    const RunResult r = f.Limited(blocks, "$DIR/broken.csv --rejects $DIR/rejects.csv > /dev/null");
    CHECK(r.status == 3);
    CHECK(Has(r.err, "rejects.csv: "));
    CHECK(ReadFile(f.dir.File("rejects.csv")) == "old");
  }
  // No row was rejected, and the file that would say so cannot be written.
  const RunResult none = f.Limited(0, "$DIR/leads.csv --rejects $DIR/rejects.csv > /dev/null");
  CHECK(none.status == 3);
  for (const char* leads : {"leads.csv", "broken.csv"}) {
    const RunResult nowhere = Shell(fmt::format("$RIPE score $DIR/rules.ripe $DIR/{} --as-of "
                                                "2026-11-20 --rejects /nowhere/r.csv > /dev/null",
                                                leads),
                                    f.dir.path().string());
    CHECK(nowhere.status == 3);
    CHECK(Has(nowhere.err, "/nowhere/r.csv: "));
  }
}

TEST_CASE("places that are no files, and names that say little of the format") {
  const Files f;
  const auto score = [&](const std::string& out) {
    return Shell("cd $DIR; $RIPE score rules.ripe leads.csv --as-of 2026-11-20 -q " + out,
                 f.dir.path().string());
  };
  for (const char* name : {"full.csv", "full.jsonl", "full.csv.gz", "full.csv.zst", "full.parquet",
                           "full.arrow", "full.arrows"}) {
    INFO(name);
    std::filesystem::create_symlink("/dev/full", f.dir.File(name));
    const RunResult r = score(std::string("-o ") + name);
    CHECK(r.status == 3);
    CHECK(Has(r.err, std::string(name) + ": cannot write the file: No space left on device."));
    CHECK(std::filesystem::is_symlink(f.dir.File(name)));
  }
  CHECK(score("-o /nowhere/o.parquet").status == 3);
  CHECK(score("-o o.parquet.zst").status == 2);
  CHECK(score("-o o.parquet.gz").status == 2);
  CHECK(score("-o plain.csv").status == 0);
  const std::string csv = ReadFile(f.dir.File("plain.csv"));
  for (const char* name : {"o.2", "o", "o.CSV", "o.x/"}) {
    INFO(name);
    const RunResult r = score(std::string("-o ") + name);
    if (std::string(name).ends_with('/')) {
      CHECK(r.status == 3);
      continue;
    }
    CHECK(r.status == 0);
    CHECK(ReadFile(f.dir.File(name)) == csv);
  }
  CHECK(score("-o t.tsv").status == 0);
  CHECK(ReadFile(f.dir.File("t.tsv")).starts_with("id\tscore\tstage\n"));
}

}  // namespace
}  // namespace ripe::test
