// io::RunOrdered: what is in order may touch shared things without locks (the counters below are
// plain, so that ThreadSanitizer sees it where two stages overlap), and what comes out, the first
// of several errors too, does not depend on the number of threads.
#include "runtime/io/ordered.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/threads/race.h"

namespace ripe::test {
namespace {

enum class Step : uint8_t { kTake, kFirst, kMiddle, kSecond, kLast };
struct Number : io::OrderedWork::Item {
  int value = 0;
  uint64_t made = 0;
};

// Some work that takes its time, more for some items than for others.
uint64_t Toil(int value, int rounds) {
  uint64_t x = static_cast<uint64_t>(value) + 1;
  for (int k = 0; k < rounds * (value % 7 == 0 ? 40 : 1); ++k) x = x * 6364136223846793005U + 1;
  return x;
}

class Toiling : public io::OrderedWork {
 public:
  Toiling(int count, std::multimap<int, Step> fails, bool throws)
      : count_(count), fails_(std::move(fails)), throws_(throws) {}
  Result<std::unique_ptr<Item>> Take(bool* wait) override {
    ++taken_;
    // Now and then there is nothing until what was taken has passed Middle.
    if (next_ % 50 == 49 && passed_seen_ < next_) {
      passed_seen_ = next_;
      *wait = next_ > 0 && next_ % 100 == 99;
      if (*wait) return std::unique_ptr<Item>();
    }
    if (next_ == count_) return std::unique_ptr<Item>();
    RIPE_RETURN_IF_ERROR(Check(next_, Step::kTake));
    auto item = std::make_unique<Number>();
    item->value = next_++;
    return std::unique_ptr<Item>(std::move(item));
  }
  Status First(Item* item, unsigned) override {
    auto* number = static_cast<Number*>(item);
    number->made = Toil(number->value, 50);
    return Check(number->value, Step::kFirst);
  }
  Result<bool> Middle(Item* item) override {
    auto* number = static_cast<Number*>(item);
    sum_ = sum_ * 31 + number->made;  // depends on the order
    number->made = sum_;
    if (const Status status = Check(number->value, Step::kMiddle); !status.ok()) return status;
    return number->value % 5 != 3;
  }
  Status Second(Item* item, unsigned) override {
    auto* number = static_cast<Number*>(item);
    number->made ^= Toil(number->value, 80);
    return Check(number->value, Step::kSecond);
  }
  Status Last(Item* item) override {
    auto* number = static_cast<Number*>(item);
    text += fmt::format("{}:{:x}\n", number->value, number->made);
    return Check(number->value, Step::kLast);
  }
  void Tick() override { ++ticks_; }
  std::string text;

 private:
  Status Check(int value, Step step) const {
    const auto [begin, end] = fails_.equal_range(value);
    for (auto it = begin; it != end; ++it) {
      if (it->second != step) continue;
      if (throws_ && step != Step::kTake) throw std::bad_alloc();
      return {StatusCode::kData, fmt::format("{} at {}", static_cast<int>(step), value)};
    }
    return {};
  }
  const int count_;
  const std::multimap<int, Step> fails_;
  const bool throws_;
  int next_ = 0, taken_ = 0, passed_seen_ = 0, ticks_ = 0;
  uint64_t sum_ = 7;
};

// What came out before the error, and the error.
std::string Outcome(int count, const std::multimap<int, Step>& fails, bool throws,
                    unsigned threads) {
  Toiling work(count, fails, throws);
  const Status status = io::RunOrdered(&work, threads);
  return work.text + (status.ok() ? "ok" : std::string(status.message()));
}

TEST_CASE("ordered work: all items, at any number of threads") {
  const std::string alone = Outcome(700, {}, false, 1);
  CHECK(alone.ends_with("ok"));
  for (const unsigned threads : {2u, 3u, 8u, 33u})
    CHECK(Parting(alone, Outcome(700, {}, false, threads)) == "");
}

TEST_CASE("ordered work: the first of several errors, and all that comes before it") {
  std::mt19937 random(5);
  for (int round = 0; round < 120; ++round) {
    // A few errors close together, in any stages: the one that comes first in time is mostly not
    // the one that is first in order.
    std::multimap<int, Step> fails;
    const int at = static_cast<int>(random() % 60);
    for (size_t n = 1 + random() % 4; n > 0; --n)
      fails.emplace(at + static_cast<int>(random() % 6), static_cast<Step>(random() % 5));
    const bool throws = round % 4 == 3;
    const std::string alone = Outcome(100, fails, throws, 1);
    for (const unsigned threads : {2u, 4u, 9u}) {
      INFO("round " << round << ", threads " << threads);
      REQUIRE(Parting(alone, Outcome(100, fails, throws, threads)) == "");
    }
  }
}

TEST_CASE("ordered work: many of them at once") {
  const std::string alone = Outcome(150, {}, false, 1);
  const std::string failed = Outcome(150, {{70, Step::kSecond}, {71, Step::kMiddle}}, false, 1);
  CHECK(AtOnce(6, [&](size_t t) {
          return t % 2 == 0
                     ? Parting(alone, Outcome(150, {}, false, 3))
                     : Parting(failed,
                               Outcome(150, {{70, Step::kSecond}, {71, Step::kMiddle}}, false, 3));
        }) == std::vector<std::string>());
}

}  // namespace
}  // namespace ripe::test
