// Clocks, rounds and the lines of JSON that they become.
#include "tests/bench/measure.h"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>

namespace ripe::bench {

double Now(Clock clock) {
  timespec now{};
  clock_gettime(clock == Clock::kThread ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void Note(std::string_view work, std::string_view engine, double items,
          const std::vector<double>& seconds) {
  const nlohmann::json line = {
      {"work", work}, {"engine", engine}, {"items", items}, {"seconds", seconds}};
  fmt::print("{}\n", line.dump());
  std::fflush(stdout);
}

void Fact(std::string_view name, const std::string& value) {
  fmt::print("{}\n", nlohmann::json{{"fact", name}, {"value", value}}.dump());
}

void Compare(std::string_view work, double items, int rounds, Clock clock,
             const std::vector<Contender>& contenders) {
  std::vector<std::vector<double>> seconds(contenders.size());
  for (int round = -1; round < rounds; ++round) {
    for (size_t c = 0; c < contenders.size(); ++c) {
      if (contenders[c].prepare) contenders[c].prepare();
      const double begin = Now(clock);
      contenders[c].run();
      const double took = Now(clock) - begin;
      if (round >= 0) seconds[c].push_back(took);
    }
  }
  for (size_t c = 0; c < contenders.size(); ++c)
    Note(work, contenders[c].engine, items, seconds[c]);
}

void Fail(const std::string& message) {
  fmt::print(stderr, "ripe_bench: {}\n", message);
  std::exit(1);
}

void MustEqual(std::string_view what, int64_t got, int64_t want) {
  if (got != want) Fail(fmt::format("WRONG {}: {} instead of {}", what, got, want));
}

}  // namespace ripe::bench
