// How the benchmark measures: the works to compare run in turn, round by round, so that noise meets
// them alike, and every round's time is reported (one JSON object a line on standard output);
// tests/bench/report.py makes ratios of them, the median over rounds of theirs / ours.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ripe::bench {

enum class Clock : uint8_t { kThread, kWall };  // processor time of this thread; time

double Now(Clock clock = Clock::kThread);
double Seconds(const auto& work) {
  const double begin = Now();
  work();
  return Now() - begin;
}
// Best of the rounds.
double Best(int rounds, const auto& work) {
  double best = Seconds(work);
  for (int k = 1; k < rounds; ++k) best = std::min(best, Seconds(work));
  return best;
}

struct Contender {
  std::string engine;
  std::function<void()> run;
  std::function<void()> prepare = {};  // before each round, not measured
};

// Runs each contender once unmeasured, then all of them in turn `rounds` times. `work` names the
// measurement ("w1.arrow.1"), `items` is how many leads, events or calls one run does.
void Compare(std::string_view work, double items, int rounds, Clock clock,
             const std::vector<Contender>& contenders);
// A figure that was measured otherwise.
void Note(std::string_view work, std::string_view engine, double items,
          const std::vector<double>& seconds);
// A fact for the report that is no time: bytes, a version, the kind of a kernel.
void Fact(std::string_view name, const std::string& value);

// Ends the process with a message where `got` is not `want`: a wrong engine has no speed.
void MustEqual(std::string_view what, int64_t got, int64_t want);
[[noreturn]] void Fail(const std::string& message);

}  // namespace ripe::bench
