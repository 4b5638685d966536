// io::ChunkReader::Next: a piece after the other through all steps. What Merge does not keep is not
// finished, chunks of no rows are passed over, and the first error of any step is the answer.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <mutex>

#include "runtime/io/reader.h"
#include "tests/support/shown.h"

namespace ripe::test {
namespace {

// Pieces by a script, a letter each: 'k' a chunk of two rows, 'e' one of none, 'd' one that Merge
// drops; T, P, M and F are errors of the steps, and B is memory that runs out in Parse.
class Scripted : public io::LeadReader {
 public:
  explicit Scripted(std::string script) : script_(std::move(script)) {}
  Result<std::unique_ptr<Piece>> Take(bool* wait) override {
    *wait = false;
    if (next_ == script_.size()) return std::unique_ptr<Piece>();
    auto piece = std::make_unique<Letter>();
    piece->place = next_;
    piece->letter = script_[next_++];
    if (piece->letter == 'T') return Wrong(*piece);
    return std::unique_ptr<Piece>(std::move(piece));
  }
  Status Parse(Piece* base) override {
    const Letter& piece = *static_cast<Letter*>(base);
    if (piece.letter == 'B') throw std::bad_alloc();
    return piece.letter == 'P' ? Wrong(piece) : Status();
  }
  Result<bool> Merge(Piece* base) override {
    const Letter& piece = *static_cast<Letter*>(base);
    if (piece.letter == 'M') return Wrong(piece);
    return piece.letter != 'd';
  }
  Result<columns::LeadChunk> Finish(Piece* base) override {
    const Letter& piece = *static_cast<Letter*>(base);
    {
      const std::lock_guard lock(mutex_);
      finished += piece.letter;
    }
    if (piece.letter == 'F') return Wrong(piece);
    columns::LeadChunk chunk;
    chunk.rows = piece.letter == 'e' ? 0 : 2;
    chunk.first_row = piece.place;
    return chunk;
  }
  std::string finished;

 private:
  struct Letter : Piece {
    char letter = ' ';
    size_t place = 0;
  };
  static Status Wrong(const Letter& piece) {
    return {StatusCode::kData, fmt::format("{} at {}", piece.letter, piece.place)};
  }
  std::mutex mutex_;
  std::string script_;
  size_t next_ = 0;
};

// The places of the chunks, then the error or "end".
std::string AllOf(Scripted* reader) {
  std::string out;
  while (true) {
    Result<std::optional<columns::LeadChunk>> chunk = reader->Next();
    if (!chunk.ok()) return out + chunk.status().message();
    if (!chunk->has_value()) return out + "end";
    CHECK((*chunk)->rows == 2);
    out += fmt::format("{} ", (*chunk)->first_row);
  }
}

TEST_CASE("Next gives the chunks that Merge keeps and that have rows") {
  Scripted reader("kdkeddkee");
  CHECK(AllOf(&reader) == "0 2 6 end");
  CHECK(reader.finished == "kkekee");
  CHECK(AllOf(&reader) == "end");
  Scripted nothing("");
  CHECK(AllOf(&nothing) == "end");
}

TEST_CASE("Next ends with the first error of any step, and throws nothing") {
  for (const char step : {'T', 'P', 'M', 'F'}) {
    Scripted reader(std::string("kd") + step + "k");
    CHECK(AllOf(&reader) == fmt::format("0 {} at 2", step));
    CHECK(reader.finished == (step == 'F' ? "kF" : "k"));
  }
  Scripted full("kB");
  CHECK(AllOf(&full) == "0 Out of memory.");
}

TEST_CASE("on several threads the same pieces are left out") {
  for (const unsigned threads : {1U, 3U}) {
    Scripted reader("kdkeddkee");
    LeadRows rows(&reader);
    REQUIRE(io::RunOrdered(&rows, threads).ok());
    CHECK(rows.all().text == "0=none\n1=none\n2=none\n3=none\n6=none\n7=none\n");
    CHECK(std::count(reader.finished.begin(), reader.finished.end(), 'd') == 0);
  }
}

}  // namespace
}  // namespace ripe::test
