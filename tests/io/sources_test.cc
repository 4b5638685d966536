// Where bytes come from: encodings, compression, pipes.
#include <catch2/catch.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <iconv.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "tests/io/support.h"
#include "tests/support/golden.h"
#include "tests/support/run.h"

namespace ripe::test {
namespace {

using io::Report;
using io::ValueType;

std::string Encode(const std::string& utf8, const char* encoding) {
  const iconv_t converter = iconv_open(encoding, "UTF-8");
  std::string out(utf8.size() * 4 + 16, '\0');
  char* source = const_cast<char*>(utf8.data());
  char* target = out.data();
  size_t left = utf8.size(), room = out.size();
  iconv(converter, &source, &left, &target, &room);
  iconv_close(converter);
  out.resize(out.size() - room);
  return out;
}

std::string Gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

std::string Zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  out.resize(ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return out;
}

std::string KoreanCsv(int rows) {
  std::string text = "id,이름\n";
  for (int i = 0; i < rows; ++i) text += fmt::format("{},김철수 똠방각하 {}\n", i, std::string(static_cast<size_t>(i % 40), 'x'));
  return text;
}

void CheckKorean(const ReadResult& read, int rows) {
  REQUIRE(read.status.message() == "");
  REQUIRE(read.columns == std::vector<std::string>{"id", "이름"});
  REQUIRE(read.rows.size() == static_cast<size_t>(rows));
  for (int i = 0; i < rows; ++i) {
    REQUIRE(read.rows[static_cast<size_t>(i)][1] == fmt::format("김철수 똠방각하 {}", std::string(static_cast<size_t>(i % 40), 'x')));
  }
}

const ReadHow kName = {.columns = {{"이름", ValueType::kText}}};

TEST_CASE("encodings") {
  const TempDir folder;
  Report report;
  const std::string text = KoreanCsv(20000);
  for (const auto& [name, iconv_name] : std::vector<std::pair<std::string, const char*>>{
           {"cp949", "CP949"}, {"EUC-KR", "CP949"}, {"utf-16le", "UTF-16LE"}, {"UTF-16BE", "UTF-16BE"}, {"utf-16", "UTF-16"}, {"utf-8", "UTF-8"}}) {
    INFO(name);
    ReadHow how = kName;
    how.source.encoding = name;
    CheckKorean(ReadAllLeads(folder.Write("l.csv", Encode(text, iconv_name)), how, &report), 20000);
  }
  // A byte-order mark tells UTF-16 without being asked.
  CheckKorean(ReadAllLeads(folder.Write("l.csv", Encode(text, "UTF-16")), kName, &report), 20000);
  ReadHow how = kName;
  how.source.encoding = "utf-16le";
  CheckKorean(ReadAllLeads(folder.Write("l.csv", "\xff\xfe" + Encode(KoreanCsv(3), "UTF-16LE")), how, &report), 3);
  how = {.columns = {{"n", ValueType::kText}}};
  how.source.encoding = "latin1";
  CHECK(ReadAllLeads(folder.Write("l.csv", "id,n\n1,M\xfcnchen\n"), how, &report).rows == std::vector<Row>{{"1", "München"}});
  how.source.encoding = "cp1252";
  CHECK(ReadAllLeads(folder.Write("l.csv", "id,n\n1,\x80 5\n"), how, &report).rows == std::vector<Row>{{"1", "€ 5"}});
}

TEST_CASE("characters of every length across the ends of what is read at once") {
  const TempDir folder;
  Report report;
  // Rows of lengths without a common measure, so that each place of a character meets an end.
  std::string text = "id,이름\n";
  std::vector<std::string> names;
  for (int i = 0; i < 12'000; ++i) {
    names.push_back(fmt::format("{}é한😀{}😀", std::string(static_cast<size_t>(i % 7), 'x'), std::string(static_cast<size_t>(i % 3), 'y')));
    text += fmt::format("{},{}\n", i, names.back());
  }
  for (const char* encoding : {"utf-16le", "utf-16be", "utf-32le", "gb18030", "utf-8"}) {
    for (const std::string before : {"", "\n", "\n\n", "\n\n\n"}) {
      INFO(encoding << " " << before.size());
      ReadHow how = kName;
      how.source.encoding = encoding;
      const ReadResult read = ReadAllLeads(folder.Write("l.csv", Encode(before + text, encoding)), how, &report);
      REQUIRE(read.status.message() == "");
      REQUIRE(read.rows.size() == names.size());
      for (size_t i = 0; i < names.size(); ++i) REQUIRE(read.rows[i][1] == names[i]);
    }
  }
}

TEST_CASE("wrong encodings are errors with their place") {
  const TempDir folder;
  Report report;
  ReadHow how = {.columns = {{"n", ValueType::kText}}};
  how.source.encoding = "cp949";
  const Status wrong = ReadAllLeads(folder.Write("l.csv", "id,n\n1,a\n2,b\xff\xff\n"), how, &report).status;
  CHECK(wrong.code() == StatusCode::kIo);
  CHECK(wrong.message() == folder.File("l.csv") + ":3: 0xFF at byte 13 is not valid in the encoding cp949.");
  const Status cut = ReadAllLeads(folder.Write("l.csv", "id,n\n1,\xb0"), how, &report).status;
  CHECK(cut.code() == StatusCode::kIo);
  how.source.encoding = "klingon";
  CHECK(ReadAllLeads(folder.Write("l.csv", "id\n"), how, &report).status.code() == StatusCode::kUsage);
}

TEST_CASE("gzip and zstd, also of several members") {
  const TempDir folder;
  Report report;
  const std::string text = KoreanCsv(20000);
  const std::string head = text.substr(0, 100001), tail = text.substr(100001);
  CheckKorean(ReadAllLeads(folder.Write("l.csv.gz", Gzip(text)), kName, &report), 20000);
  CheckKorean(ReadAllLeads(folder.Write("l.csv.zst", Zstd(text)), kName, &report), 20000);
  CheckKorean(ReadAllLeads(folder.Write("l.csv.gz", Gzip(head) + Gzip(tail) + std::string(100, '\0')), kName, &report), 20000);
  CheckKorean(ReadAllLeads(folder.Write("l.csv.zst", Zstd(head) + Zstd(tail)), kName, &report), 20000);
  ReadHow how = kName;
  how.source.encoding = "cp949";
  CheckKorean(ReadAllLeads(folder.Write("l.csv.gz", Gzip(Encode(text, "CP949"))), how, &report), 20000);
  ReadHow jsonl = {.columns = {{"v", ValueType::kText}}};
  CHECK(ReadAllLeads(folder.Write("l.jsonl.gz", Gzip("{\"id\":1,\"v\":\"x\"}\n")), jsonl, &report).rows == std::vector<Row>{{"1", "x"}});
}

TEST_CASE("broken compression is an error, never a short table") {
  const TempDir folder;
  Report report;
  const std::string text = KoreanCsv(20000);
  for (const std::string& bytes : {Gzip(text), Zstd(text)}) {
    for (size_t cut : {size_t{5}, bytes.size() / 2, bytes.size() - 1}) {
      const Status status = ReadAllLeads(folder.Write("l.csv.gz", bytes.substr(0, cut)), kName, &report).status;
      CHECK(status.code() == StatusCode::kIo);
      CHECK(status.message().find("ends too early") != std::string::npos);
    }
    std::string flipped = bytes;
    flipped[bytes.size() / 2] ^= 0x55;
    flipped[bytes.size() / 2 + 1] ^= 0x55;
    CHECK_FALSE(ReadAllLeads(folder.Write("l.csv.gz", flipped), kName, &report).status.ok());
  }
  CHECK(ReadAllLeads(folder.Write("l.csv.gz", Gzip("id,이름\n") + "garbage"), kName, &report).status.code() == StatusCode::kIo);
}

// A named pipe that a thread writes into.
class Pipe {
 public:
  explicit Pipe(std::string bytes) : path_(folder_.File("pipe")) {
    mkfifo(path_.c_str(), 0600);
    writer_ = std::thread([this, bytes = std::move(bytes)] {
      const int fd = open(path_.c_str(), O_WRONLY);
      for (size_t done = 0; done < bytes.size();) {
        const ssize_t n = write(fd, bytes.data() + done, std::min<size_t>(bytes.size() - done, 5000));
        if (n <= 0) break;
        done += static_cast<size_t>(n);
      }
      close(fd);
    });
  }
  ~Pipe() { writer_.join(); }
  const std::string& path() const { return path_; }

 private:
  TempDir folder_;
  std::string path_;
  std::thread writer_;
};

TEST_CASE("pipes are read once, or as often as asked") {
  Report report;
  {
    const Pipe pipe(KoreanCsv(20000));
    CheckKorean(ReadAllLeads(pipe.path(), kName, &report), 20000);
  }
  {
    const Pipe pipe("{\"id\":1,\"a\":2}\n{\"id\":2,\"b\":3}\n");
    ReadHow how = {.columns = {{"b", ValueType::kNumber}}};
    how.source.format = "jsonl";
    CHECK(ReadAllLeads(pipe.path(), how, &report).rows == std::vector<Row>{{"1", "-"}, {"2", "3"}});
  }
  {
    const Pipe pipe(Gzip(KoreanCsv(20000)));
    auto table = io::OpenTable({.path = pipe.path()});
    REQUIRE(table.ok());
    Result<std::vector<std::string>> names = (*table)->DistinctTexts(1);
    REQUIRE(names.ok());
    CHECK(names->size() == 40);
    CHECK((*table)->DistinctTexts(0)->size() == 20000);
  }
}

}  // namespace
}  // namespace ripe::test
