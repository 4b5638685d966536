// Measures W2. Each round runs every contender once, so that a slow moment of the machine meets all
// of them; the best round counts. All are checked against the exact sums after each run.
#include "tests/bench/w2_bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <memory>
#include <numeric>
#include <string>

#include "runtime/interp/events.h"
#include "runtime/interp/program.h"
#include "tests/bench/w2_kernels.h"

namespace ripe::bench {
namespace {

constexpr size_t kLeads = 200'000;
constexpr int64_t kSum = -257'988'265, kMql = 12'909;  // expected.txt
constexpr size_t kPadding = 64;  // values that the kernels may read past the end

// Events in one order, in both layouts.
struct Events {
  size_t rows = 0;
  std::vector<int32_t> leads, seconds;
  std::vector<uint16_t> types;
  std::vector<uint8_t> types8;
  std::vector<int64_t> times;
  std::vector<uint64_t> offsets;  // by lead alone

  explicit Events(size_t count) : rows(count) {
    leads.resize(rows + kPadding);
    seconds.resize(rows + kPadding);
    types.resize(rows + kPadding);
    types8.resize(rows + kPadding);
    times.resize(rows + kPadding);
  }
  void Set(size_t i, int32_t lead, uint16_t type, int64_t time) {
    leads[i] = lead;
    types[i] = type;
    types8[i] = static_cast<uint8_t>(type);
    times[i] = time;
    seconds[i] = static_cast<int32_t>(time / 1'000'000);
  }
  template <class Type, class Time>
  W2Events<Type, Time> For() const {
    const uint64_t* by_lead = offsets.empty() ? nullptr : offsets.data();
    if constexpr (sizeof(Type) == 1) {
      return {rows, leads.data(), types8.data(), seconds.data(), by_lead};
    } else {
      return {rows, leads.data(), types.data(), times.data(), by_lead};
    }
  }
  // `promised`: with what a reader knows of their order.
  columns::EventChunk Chunk(bool promised) const {
    columns::EventChunk chunk{
        .rows = rows, .leads = leads.data(), .types = types.data(), .times = times.data()};
    if (!promised) return chunk;
    chunk.by_time = std::is_sorted(times.begin(), times.end() - kPadding);
    chunk.lead_offsets = offsets.empty() ? nullptr : offsets.data();
    chunk.lead_offsets_count = offsets.size();
    return chunk;
  }
};

Events InOrder(const columns::EventChunk& in) {
  Events out(in.rows);
  for (size_t i = 0; i < in.rows; ++i) out.Set(i, in.leads[i], in.types[i], in.times[i]);
  return out;
}
// A permutation by a multiplier that is coprime to their number.
Events Mixed(const columns::EventChunk& in) {
  Events out(in.rows);
  for (size_t i = 0; i < in.rows; ++i) {
    const size_t j = i * 7'368'787 % in.rows;
    out.Set(i, in.leads[j], in.types[j], in.times[j]);
  }
  return out;
}
// Grouped by lead; those of a lead in no order.
Events Grouped(const columns::EventChunk& mixed) {
  Events out(mixed.rows);
  out.offsets.assign(kLeads + 1, 0);
  for (size_t i = 0; i < mixed.rows; ++i) ++out.offsets[static_cast<size_t>(mixed.leads[i]) + 1];
  std::partial_sum(out.offsets.begin(), out.offsets.end(), out.offsets.begin());
  std::vector<uint64_t> next = out.offsets;
  for (size_t i = 0; i < mixed.rows; ++i)
    out.Set(next[static_cast<size_t>(mixed.leads[i])]++, mixed.leads[i], mixed.types[i],
            mixed.times[i]);
  return out;
}

// Processor time of this thread: what the work takes when nothing else runs on the machine.
double Now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Contender {
  std::string order, engine, layout;
  std::function<void()> run;
  double best = 1e9;
};

bool HasAvx512() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl");
#else
  return false;
#endif
}

void Print(const std::vector<Contender>& all, size_t rows, bool json) {
  const auto rate = [&](const Contender& c) { return static_cast<double>(rows) / c.best / 1e6; };
  for (const Contender& c : all) {
    const Contender* beside =
        nullptr;  // Ripe's yardstick: the kernel for the same order and layout
    for (const Contender& other : all) {
      if (c.engine == "ripe" && other.engine == "c++" && other.order == c.order &&
          other.layout == c.layout)
        beside = &other;
    }
    if (json) {
      fmt::print(
          R"({{"work": "W2", "order": "{}", "engine": "{}", "layout": "{}", "million_per_second": {:.1f}, "milliseconds": {:.3f}{}}})"
          "\n",
          c.order, c.engine, c.layout, rate(c), c.best * 1e3,
          beside == nullptr ? "" : fmt::format(R"(, "ratio": {:.3f})", beside->best / c.best));
    } else {
      fmt::print("W2 {:10} {:6} {:8} {:7.1f} M events/s ({:.2f} ms){}\n", c.order, c.engine,
                 c.layout, rate(c), c.best * 1e3,
                 beside == nullptr ? "" : fmt::format("  {:.2f} x C++", beside->best / c.best));
    }
  }
}

}  // namespace

bool RunW2(const std::shared_ptr<const ir::Plan>& plan, Folder* folder, int rounds, int64_t as_of,
           bool json) {
  const columns::EventLog log = LoadEvents(folder);
  const Events in_order = InOrder(log.chunks[0]), mixed = Mixed(log.chunks[0]);
  const Events grouped = Grouped(mixed.Chunk(false));
  const columns::LeadChunk leads{.rows = kLeads,
                                 .columns = std::vector<columns::Column>(plan->fields.size())};
  const auto program = interp::Program::Make(plan, {});
  const ir::Params params = program->Resolve(as_of, types::Zone::Utc());
  interp::Scratch scratch(program);
  std::vector<int64_t> score(kLeads);
  std::vector<uint16_t> stage(kLeads);
  const W2Scores out{kLeads, score.data(), stage.data()};

  std::vector<Contender> all;
  const auto add = [&](const char* order, const Events& events, auto wide, auto narrow) {
    const auto ripe = [&](const char* layout, bool promised) {
      auto own = std::make_shared<columns::EventLog>(
          columns::EventLog{.type_names = log.type_names, .chunks = {events.Chunk(promised)}});
      all.push_back({order, "ripe", layout, [&, own] {
                       const columns::Answers answers =
                           interp::AnswerEvents(params, *own, kLeads, &scratch);
                       interp::Score(params, leads, &answers,
                                     {.score = score.data(), .stage = stage.data()}, &scratch);
                     }});
    };
    ripe("wide", true);
    if (&events != &mixed) ripe("untold", false);  // without the promises of EventChunk
    if (!HasAvx512()) return;
    all.push_back(
        {order, "c++", "wide", [&, wide] { wide(events.For<uint16_t, int64_t>(), out); }});
    all.push_back(
        {order, "c++", "narrow", [&, narrow] { narrow(events.For<uint8_t, int32_t>(), out); }});
  };
  add("any order", mixed, W2Wide::AnyOrder, W2Narrow::AnyOrder);
  add("by time", in_order, W2Wide::ByTime, W2Narrow::ByTime);
  add("by lead", grouped, W2Wide::ByLead, W2Narrow::ByLead);
  if (!HasAvx512()) fmt::print(stderr, "ripe_bench: no AVX-512 here, so no C++ kernels for W2\n");

  bool right = true;
  const auto mql = static_cast<uint16_t>(
      std::find(plan->stages.begin(), plan->stages.end(), "MQL") - plan->stages.begin());
  for (int round = 0; round < rounds; ++round) {
    for (Contender& c : all) {
      std::fill(score.begin(), score.end(), 0);
      const double begin = Now();
      c.run();
      c.best = std::min(c.best, Now() - begin);
      const int64_t sum = std::accumulate(score.begin(), score.end(), int64_t{0});
      const auto count =
          std::count(stage.begin(), stage.end(), c.engine == "ripe" ? mql : uint16_t{1});
      if (sum == kSum && count == kMql) continue;
      fmt::print("WRONG W2 {} {} {}: sum {} instead of {}, MQL {} instead of {}\n", c.order,
                 c.engine, c.layout, sum, kSum, count, kMql);
      right = false;
    }
    if (!right) return false;
  }
  Print(all, mixed.rows, json);
  return right;
}

}  // namespace ripe::bench
