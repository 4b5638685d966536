// A second pass over the leads: what was repeated is repeated again, and a file that has changed in
// between is found out.
#include "runtime/io/lead_numbers.h"

#include <catch2/catch.hpp>

#include "runtime/io/spill.h"
#include "tests/io/support.h"
#include "tests/support/run.h"

namespace ripe::test {
namespace {

io::RawTexts Texts(const std::vector<std::string>& ids, std::vector<uint64_t>* hashes) {
  io::RawTexts texts;
  hashes->clear();
  for (const std::string& id : ids) {
    texts.Add(id);
    hashes->push_back(io::LeadIndex::Hash(id));
  }
  return texts;
}

TEST_CASE("lead numbers: the second pass repeats the first, or finds that the file has changed") {
  io::LeadIndex index;
  std::vector<uint64_t> hashes;
  const auto ids = Texts({"a", "b", "a", "c", "b", "d"}, &hashes);
  std::vector<uint8_t> repeated;
  REQUIRE(io::IndexNumbers(&index).Number("f", ids, hashes, &repeated).ok());
  const std::vector<uint8_t> marks{0, 0, 1, 0, 1, 0};
  CHECK(repeated == marks);

  io::SameNumbers same(&index);
  repeated.clear();
  REQUIRE(same.Number("f", ids, hashes, &repeated).ok());
  CHECK(repeated == marks);
  CHECK(same.AtEnd("f").ok());

  const auto again = [&](const std::vector<std::string>& other) {
    io::SameNumbers numbers(&index);
    std::vector<uint8_t> none;
    std::vector<uint64_t> own;
    const auto texts = Texts(other, &own);
    const Status status = numbers.Number("f", texts, own, &none);
    return status.ok() ? numbers.AtEnd("f") : status;
  };
  CHECK(again({"a", "b", "a", "c", "b", "d"}).ok());
  for (const std::vector<std::string>& other : {std::vector<std::string>{"a", "b", "c"},
                                                {"a", "b", "d", "c"},
                                                {"b", "a", "c", "d"},
                                                {"a", "b", "c", "d", "e"},
                                                {"a", "b", "c", "x"},
                                                {}}) {
    const Status status = again(other);
    CHECK(status.code() == StatusCode::kIo);
    CHECK(status.message().find("has changed while it was read") != std::string::npos);
  }
}

TEST_CASE("lead numbers: integers") {
  io::LeadIndex index;
  io::IndexNumbers first(&index);
  REQUIRE(first.UseIntegers());
  std::vector<uint8_t> repeated;
  const std::vector<int64_t> ids{5, 1, 5, 1'000'000'000'000, 1};
  REQUIRE(first.NumberIntegers("f", ids, &repeated).ok());
  const std::vector<uint8_t> marks{0, 0, 1, 0, 1};
  CHECK(repeated == marks);
  io::SameNumbers same(&index);
  CHECK(same.UseIntegers());
  repeated.clear();
  REQUIRE(same.NumberIntegers("f", ids, &repeated).ok());
  CHECK(repeated == marks);
  CHECK(same.AtEnd("f").ok());
  io::SameNumbers less(&index), other(&index);
  REQUIRE(less.NumberIntegers("f", std::vector<int64_t>{5, 1}, &repeated).ok());
  CHECK(less.AtEnd("f").code() == StatusCode::kIo);
  CHECK(other.NumberIntegers("f", std::vector<int64_t>{1, 5}, &repeated).code() == StatusCode::kIo);
}

TEST_CASE("spilled streams: what was appended, in order, through any buffer") {
  auto streams = io::SpillStreams::Open(3, 100);
  REQUIRE(streams.ok());
  std::string expected[3];
  for (int i = 0; i < 2000; ++i) {
    const std::string bytes(static_cast<size_t>(i * 37 % 411), static_cast<char>('a' + i % 26));
    expected[i % 2] += bytes;
    REQUIRE((*streams)->Append(static_cast<size_t>(i % 2), bytes).ok());
  }
  REQUIRE((*streams)->Finish().ok());
  for (size_t s = 0; s < 3; ++s) {
    CHECK((*streams)->bytes(s) == expected[s].size());
    for (const size_t buffer : {size_t{1}, size_t{64}, size_t{1} << 20}) {
      io::SpillStreams::Cursor cursor(streams->get(), s, buffer);
      std::string got;
      for (size_t step = 1;; step = step % 700 + 13) {
        auto bytes = cursor.Peek(step);
        REQUIRE(bytes.ok());
        if (bytes->size() < step) {
          got += *bytes;
          break;
        }
        got += bytes->substr(0, step);
        cursor.Skip(step);
      }
      CHECK((got == expected[s]));
    }
  }
}

}  // namespace
}  // namespace ripe::test
