// Writing: what the bytes are, and that a file appears whole or not at all.
#include "runtime/io/writer.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runtime/io/arrow_library.h"
#include "runtime/io/output_file.h"
#include "tests/io/support.h"
#include "tests/support/golden.h"
#include "tests/support/run.h"

namespace ripe::test {
namespace {

namespace fs = std::filesystem;
using io::OutputKind;
using io::OutputValues;

// A column of raw texts that owns its memory.
struct Texts {
  explicit Texts(const std::vector<std::string>& values) {
    for (const std::string& value : values) {
      bytes += value;
      offsets.push_back(static_cast<uint32_t>(bytes.size()));
    }
  }
  columns::Column column() const {
    columns::Column c;
    c.physical = columns::Physical::kRawText;
    c.data = offsets.data();
    c.bytes = bytes.data();
    return c;
  }
  std::string bytes;
  std::vector<uint32_t> offsets{0};
};

const std::vector<io::OutputColumn> kColumns = {{"id"}, {"score", OutputKind::kPoints}, {"stage", OutputKind::kText, true}};

Status WriteScores(const io::WriterOptions& options, const std::vector<std::string>& ids, const std::vector<int64_t>& points) {
  auto writer = io::OpenWriter(options, kColumns);
  if (!writer.ok()) return writer.status();
  columns::Dictionary stages;
  stages.Add("Lead");
  stages.Add("=MQL, \"hot\"");
  std::vector<uint16_t> codes;
  for (size_t i = 0; i < ids.size(); ++i) codes.push_back(static_cast<uint16_t>(1 + i % 2));
  columns::Column stage;
  stage.physical = columns::Physical::kCode16;
  stage.data = codes.data();
  stage.dictionary = &stages;
  const Texts texts(ids);
  // In batches of two, so that offsets matter.
  for (size_t at = 0; at < ids.size(); at += 2) {
    const Status status = (*writer)->Write({std::min<size_t>(2, ids.size() - at),
                                            {OutputValues::Texts(texts.column(), at), OutputValues::Integers(points.data(), at), OutputValues::Texts(stage, at)}});
    if (!status.ok()) return status;
  }
  return (*writer)->Finish();
}

std::string Points(int64_t thousandths) {
  std::string out;
  io::AppendPoints(thousandths, &out);
  return out;
}

TEST_CASE("ids that come as whole numbers are written as their texts would be") {
  const TempDir folder;
  const std::vector<int64_t> ids = {7, -7, 0, INT64_MIN, INT64_MAX};
  columns::Column column;
  column.physical = columns::Physical::kI64;
  column.data = ids.data();
  const Texts texts({"7", "-7", "0", "-9223372036854775808", "9223372036854775807"});
  const auto write = [&](const columns::Column& values, const std::string& name, bool raw) {
    io::WriterOptions options;
    options.path = folder.File(name);
    options.raw = raw;
    auto writer = io::OpenWriter(options, {{"id", OutputKind::kText, false, true}});
    REQUIRE(writer.ok());
    for (const size_t at : {size_t{0}, size_t{2}, size_t{4}})
      REQUIRE((*writer)->Write({std::min<size_t>(2, ids.size() - at), {OutputValues::Texts(values, at)}}).ok());
    REQUIRE((*writer)->Finish().ok());
    return ReadFile(options.path);
  };
  REQUIRE(write(column, "guarded.csv", false) == "id\n7\n'-7\n0\n'-9223372036854775808\n9223372036854775807\n");
  std::vector<std::string> names = {"a.csv", "a.jsonl"};
  if (io::ArrowLibrary("a.arrow").ok()) names.emplace_back("a.arrow");  // a build without says so in tests/arrow
  for (const std::string& name : names) {
    for (const bool raw : {false, true}) REQUIRE(write(column, name, raw) == write(texts.column(), name, raw));
  }
  if (names.size() < 3) return;
  for (const char* text : {"seven", "7up", "99999999999999999999"}) {
    const Texts wrong({text});
    auto writer = io::OpenWriter({.path = folder.File("w.arrow")}, {{"id", OutputKind::kText, false, true}});
    REQUIRE(writer.ok());
    CHECK_FALSE((*writer)->Write({1, {OutputValues::Texts(wrong.column())}}).ok());
  }
}

TEST_CASE("points have no trailing zeros") {
  CHECK(Points(35000) == "35");
  CHECK(Points(12500) == "12.5");
  CHECK(Points(-5) == "-0.005");
  CHECK(Points(-2057) == "-2.057");
  CHECK(Points(0) == "0");
  CHECK(Points(10010) == "10.01");
  CHECK(Points(INT64_MIN) == "-9223372036854775.808");
}

TEST_CASE("CSV quotes and guards where needed") {
  const TempDir folder;
  const std::string path = folder.File("out.csv");
  REQUIRE(WriteScores({.path = path}, {"plain", "a,b", "say \"hi\"", "=1+1", "-5", "two\nlines", "@x,y"}, {1000, -2500, 3, 4000, 5000, 6000, 7000}).ok());
  CHECK(ReadFile(path) ==
        "id,score,stage\n"
        "plain,1,Lead\n"
        "\"a,b\",-2.5,\"'=MQL, \"\"hot\"\"\"\n"
        "\"say \"\"hi\"\"\",0.003,Lead\n"
        "'=1+1,4,\"'=MQL, \"\"hot\"\"\"\n"
        "'-5,5,Lead\n"
        "\"two\nlines\",6,\"'=MQL, \"\"hot\"\"\"\n"
        "\"'@x,y\",7,Lead\n");
  // Whatever a reader takes for a line's end is quoted, and every sign that begins a formula is
  // guarded, in or out of quotes.
  REQUIRE(WriteScores({.path = path},
                      {"a\rb", "c\r\nd", "\te", "\rf", "\nf", "+g", "@h", "i=j", " =k", "'l"},
                      {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
              .ok());
  std::string written;
  for (const char* line : {"\"a\rb\",0.001,Lead\n", "\"c\r\nd\",0.002,M\n", "'\te,0.003,Lead\n",
                           "\"'\rf\",0.004,M\n", "\"\nf\",0.005,Lead\n", "'+g,0.006,M\n",
                           "'@h,0.007,Lead\n", "i=j,0.008,M\n", " =k,0.009,Lead\n", "'l,0.01,M\n"})
    written += line;
  std::string found = ReadFile(path);
  for (size_t at = 0; (at = found.find("\"'=MQL, \"\"hot\"\"\"", at)) != std::string::npos;)
    found.replace(at, std::string("\"'=MQL, \"\"hot\"\"\"").size(), "M");
  CHECK(found == "id,score,stage\n" + written);
  REQUIRE(WriteScores({.path = path, .bom = true, .raw = true}, {"=x"}, {1}).ok());
  CHECK(ReadFile(path) == "\xef\xbb\xbfid,score,stage\n=x,0.001,Lead\n");
  REQUIRE(WriteScores({.path = folder.File("named.csv"), .format = "TSV"}, {"a,b\tc"}, {1000}).ok());
  CHECK(ReadFile(folder.File("named.csv")) == "id\tscore\tstage\n\"a,b\tc\"\t1\tLead\n");
  REQUIRE(WriteScores({.path = folder.File("o.tsv")}, {"a,b\tc"}, {1000}).ok());
  CHECK(ReadFile(folder.File("o.tsv")) == "id\tscore\tstage\n\"a,b\tc\"\t1\tLead\n");
}

TEST_CASE("JSONL has the columns' names as keys and ids as texts") {
  const TempDir folder;
  const std::string path = folder.File("out.jsonl");
  REQUIRE(WriteScores({.path = path}, {"7", "a\"\\\n\x01한"}, {35000, -500}).ok());
  CHECK(ReadFile(path) ==
        "{\"id\":\"7\",\"score\":35,\"stage\":\"Lead\"}\n"
        "{\"id\":\"a\\\"\\\\\\n\\u0001한\",\"score\":-0.5,\"stage\":\"=MQL, \\\"hot\\\"\"}\n");
}

TEST_CASE("compressed output is read back") {
  const TempDir folder;
  std::vector<std::string> ids;
  std::vector<int64_t> points;
  for (int i = 0; i < 100000; ++i) {
    ids.push_back(fmt::format("lead{}", i));
    points.push_back(i);
  }
  for (const char* name : {"o.csv.gz", "o.csv.zst", "o.jsonl.zst"}) {
    REQUIRE(WriteScores({.path = folder.File(name)}, ids, points).ok());
    io::Report report;
    const ReadResult read = ReadAllLeads(folder.File(name), {.columns = {{"score", types::ValueType::kNumber}}}, &report);
    REQUIRE(read.status.ok());
    REQUIRE(read.rows.size() == ids.size());
    CHECK(read.rows[99999] == Row{"lead99999", "99.999"});
    CHECK(fs::file_size(folder.File(name)) < 1'000'000);
  }
}

TEST_CASE("what nothing compresses comes back whole") {
  const TempDir folder;
  std::string noise = "id,n\n";
  uint32_t word = 1;
  for (int i = 0; i < 60'000; ++i) {
    word = word * 1'664'525 + 1'013'904'223;
    noise += fmt::format("{:x}{:x}{:x},{}\n", i, word * 7919u, word, i % 10);
  }
  for (const char* name : {"o.csv.gz", "o.csv.zst"}) {
    auto file = io::OutputFile::Open(folder.File(name));
    REQUIRE(file.ok());
    REQUIRE((*file)->Write(noise).ok());
    REQUIRE((*file)->Finish().ok());
    REQUIRE((*file)->Finish().ok());  // again: nothing
    io::Report report;
    const ReadResult read = ReadAllLeads(folder.File(name), {.columns = {{"n", types::ValueType::kNumber}}}, &report);
    REQUIRE(read.status.ok());
    CHECK(read.rows.size() == 60'000);
    CHECK(read.rows[59'999][1] == "9");
  }
}

TEST_CASE("a file that failed stays failed") {
  auto file = io::OutputFile::Open("/dev/full");
  REQUIRE(file.ok());
  const std::string much(1 << 20, 'x');
  const std::string said = "/dev/full: cannot write the file: No space left on device.";
  CHECK((*file)->Write(much).message() == said);
  CHECK((*file)->Write("x").message() == said);
  CHECK((*file)->Finish().message() == said);
}

size_t FilesIn(const fs::path& folder) {
  return static_cast<size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST_CASE("a file appears whole or not at all") {
  const TempDir folder;
  const std::string path = folder.Write("out.csv", "old");
  chmod(path.c_str(), 0640);
  {
    auto file = io::OutputFile::Open(path);
    REQUIRE(file.ok());
    REQUIRE((*file)->Write(std::string(1'000'000, 'x')).ok());
    CHECK(ReadFile(path) == "old");
    // Without Finish.
  }
  CHECK(ReadFile(path) == "old");
  CHECK(FilesIn(folder.path()) == 1);
  {
    auto file = io::OutputFile::Open(path);
    REQUIRE((*file)->Write("new").ok());
    REQUIRE((*file)->Finish().ok());
  }
  CHECK(ReadFile(path) == "new");
  CHECK(FilesIn(folder.path()) == 1);
  struct stat info;
  REQUIRE(stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 07777) == 0640);
  // A link stays a link.
  fs::create_symlink(path, folder.File("link.csv"));
  {
    auto file = io::OutputFile::Open(folder.File("link.csv"));
    REQUIRE((*file)->Write("through").ok());
    REQUIRE((*file)->Finish().ok());
  }
  CHECK(fs::is_symlink(folder.File("link.csv")));
  CHECK(ReadFile(path) == "through");
}

TEST_CASE("a full disk and places that cannot be written are errors") {
  const Status full = WriteScores({.path = "/dev/full", .format = "csv"}, {"a"}, {1});
  CHECK(full.code() == StatusCode::kIo);
  CHECK(full.message() == "/dev/full: cannot write the file: No space left on device.");
  CHECK(io::OpenWriter({.path = "/nowhere/out.csv"}, kColumns).status().code() == StatusCode::kIo);
  CHECK(io::OpenWriter({.path = "/tmp"}, kColumns).status().code() == StatusCode::kIo);
  CHECK(io::OpenWriter({.path = "x.parquet.gz"}, kColumns).status().code() == StatusCode::kUsage);
  CHECK(io::OpenWriter({.path = "-", .format = "xml"}, kColumns).status().code() == StatusCode::kUsage);
  CHECK(WriteScores({.path = "/dev/null"}, {"a"}, {1}).ok());
  // A limit on the size of files stands in for a full disk behind a regular file.
  if (geteuid() != 0) {
    const TempDir folder;
    const std::string path = folder.Write("locked.csv", "old");
    chmod(path.c_str(), 0444);
    CHECK(io::OpenWriter({.path = path}, kColumns).status().code() == StatusCode::kIo);
    CHECK(ReadFile(path) == "old");
  }
}

TEST_CASE("a closed pipe ends quietly") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  close(ends[0]);
  const int saved = dup(STDOUT_FILENO);
  dup2(ends[1], STDOUT_FILENO);
  Status status = WriteScores({.path = "-"}, {"a"}, {1});
  dup2(saved, STDOUT_FILENO);
  close(saved);
  close(ends[1]);
  CHECK(status.code() == StatusCode::kClosedPipe);
  CHECK(ExitStatus(status.code()) == 0);
}

}  // namespace
}  // namespace ripe::test
