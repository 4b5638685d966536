// Folding where lanes and answers change their width: counts and sums of worths one below, at and
// one above each bound, over leads that have one event less, as many and one more, for every
// instruction set, order and split. What is expected is a minimum of two numbers.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <numeric>

#include "runtime/interp/events.h"
#include "tests/eval/naive.h"
#include "tests/eval/sample.h"

namespace ripe::test {
namespace {

using columns::Physical;
using interp::Isa;

constexpr int64_t kDay = types::kMicrosPerDay;

// How many events the leads have, and what counts saturate at.
const std::vector<int64_t> kCounts = {
    0,   1,   2,      3,      126,    127,    128,    129,    254,    255,    256,   257,
    511, 512, 32'766, 32'767, 32'768, 32'769, 65'534, 65'535, 65'536, 65'537, 65'600};
const std::vector<int64_t> kBounds = {1,      2,      126,    127,    128,    129,    254,
                                      255,    256,    257,    32'766, 32'767, 32'768, 32'769,
                                      65'534, 65'535, 65'536, 65'537, 0};

// Events of one type and of one age: whose they are is all that differs.
struct Events {
  std::vector<int32_t> leads;
  std::vector<uint16_t> types;
  std::vector<int64_t> times;
  columns::EventLog Log(size_t rows_a_chunk) const {
    columns::EventLog log{.type_names = {"e", "other"}, .chunks = {}};
    for (size_t row = 0; row < leads.size(); row += rows_a_chunk)
      log.chunks.push_back({.rows = std::min(rows_a_chunk, leads.size() - row),
                            .leads = leads.data() + row,
                            .types = types.data() + row,
                            .times = times.data() + row});
    return log;
  }
};

Events Make(const std::vector<int64_t>& counts, bool by_lead, Random& random) {
  Events events;
  for (size_t lead = 0; lead < counts.size(); ++lead)
    events.leads.insert(events.leads.end(), static_cast<size_t>(counts[lead]),
                        static_cast<int32_t>(lead));
  if (!by_lead) std::shuffle(events.leads.begin(), events.leads.end(), random);
  events.types.assign(events.leads.size(), 0);
  // Within the first day, to its last microsecond.
  for (size_t k = 0; k < events.leads.size(); ++k)
    events.times.push_back(kAsOf - (k % 3 == 0 ? 0 : kDay - 1));
  return events;
}

// Plans that ask one class, and what they answer.
struct Asker {
  std::shared_ptr<ir::Plan> plan = std::make_shared<ir::Plan>();
  Asker() {
    plan->stages = {"Lead"};
    plan->ladder_size = 1;
    plan->event_types = {{"e", false}};
    plan->classes.push_back({.any_type = false, .members = {{.type = 0, .where = std::nullopt}}});
  }
  void Ask(ops::Aggregate aggregate, int64_t bound, uint32_t fading) {
    ir::Question question{.aggregate = aggregate, .fading = fading};
    (aggregate == ops::Aggregate::kCount ? question.saturate : question.saturate_worth) = bound;
    plan->questions.push_back(question);
  }
  // check(answers) for each way.
  template <class Check>
  void Everyway(const std::vector<int64_t>& counts, const Check& check) const {
    const auto program = interp::Program::Make(plan, {});
    const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
    interp::Scratch scratch(program);
    Random random(1);
    for (const bool by_lead : {true, false}) {
      const Events events = Make(counts, by_lead, random);
      for (const Isa isa : {Isa::kSse2, Isa::kAvx2, Isa::kAvx512}) {
        if (!interp::HasIsa(isa)) continue;
        INFO("instruction set " << static_cast<int>(isa) << (by_lead ? ", by lead" : ", shuffled"));
        scratch.UseKernels(isa);
        const columns::EventLog whole = events.Log(events.leads.size());
        check(interp::AnswerEvents(params, whole, counts.size(), &scratch));
        check(interp::AnswerEvents(params, events.Log(777), counts.size(), &scratch));
        // In two shares of which neither holds what the two do.
        interp::EventFolder folder(*program, params, whole.type_names, counts.size(), isa);
        columns::FoldState first = folder.NewState(), second = folder.NewState();
        const size_t cut = events.leads.size() / 2 + 13;
        folder.Fold(0, whole.chunks[0], &scratch, &first, 0, cut);
        folder.Fold(0, whole.chunks[0], &scratch, &second, cut);
        first.Merge(second);
        folder.EndPass(std::move(first));
        check(folder.Finish());
      }
    }
  }
};

TEST_CASE("counts stop at their bound and not before, whatever the width of their lane") {
  // All together, where lanes of all widths lie side by side, and each alone.
  std::vector<std::vector<int64_t>> sets = {kBounds};
  for (const int64_t bound : kBounds) sets.push_back({bound});
  for (const std::vector<int64_t>& bounds : sets) {
    Asker asker;
    for (const int64_t bound : bounds) asker.Ask(ops::Aggregate::kCount, bound, 0);
    // Alone the leads about the bound will do.
    std::vector<int64_t> counts = kCounts;
    if (bounds.size() == 1) {
      const int64_t bound = bounds[0];
      counts = {0, 1, std::max<int64_t>(bound, 1) - 1, bound, bound + 1, bound + 70};
    }
    asker.Everyway(counts, [&](const columns::Answers& answers) {
      for (size_t q = 0; q < bounds.size(); ++q) {
        for (size_t lead = 0; lead < counts.size(); ++lead) {
          INFO("bound " << bounds[q] << ", events " << counts[lead]);
          REQUIRE(AnswerAt(answers.columns[q], lead) ==
                  (bounds[q] == 0 ? counts[lead] : std::min(counts[lead], bounds[q])));
        }
      }
    });
  }
}

TEST_CASE("sums of worths stop at their bound and not before, above 0 and below") {
  constexpr int64_t k31 = int64_t{1} << 31, k32 = int64_t{1} << 32;
  const std::vector<int64_t> bounds = {1,       65'534,  65'535,        65'536,  65'537,
                                       k31 - 2, k31 - 1, k31,           k31 + 1, k32 - 1,
                                       k32,     k32 + 1, ir::kMaxGiven, 0};
  const std::vector<int64_t> counts = {0, 1, 2, 3, 64, 65, 200, 1'023, 1'025};
  // One event brings a worth's lane to its end, or several do, or none ever does.
  const std::vector<int64_t> worths = {1,
                                       255,
                                       32'767,
                                       32'768,
                                       65'534,
                                       65'535,
                                       65'536,
                                       70'000,
                                       k31 - 1,
                                       k31,
                                       k32 - 1,
                                       k32,
                                       k32 + 5,
                                       131'071,
                                       ir::kMaxGiven / 2,
                                       ir::kMaxGiven};
  for (const int64_t worth : worths) {
    for (const int64_t sign : {1, -1}) {
      INFO("worth " << sign * worth);
      Asker asker;
      asker.plan->fadings = {{.points = sign * worth, .halving_days = 1}};
      asker.Ask(ops::Aggregate::kCount, 300, 0);
      for (const int64_t bound : bounds) asker.Ask(ops::Aggregate::kWorth, bound, 0);
      asker.Everyway(counts, [&](const columns::Answers& answers) {
        for (size_t q = 0; q < bounds.size(); ++q) {
          const int64_t most = bounds[q] == 0 ? ir::kMaxGiven : bounds[q];
          for (size_t lead = 0; lead < counts.size(); ++lead) {
            INFO("bound " << bounds[q] << ", events " << counts[lead]);
            REQUIRE(AnswerAt(answers.columns[q + 1], lead) ==
                    sign * std::min<int64_t>(counts[lead] * worth, most));
          }
        }
      });
    }
  }
}

// Ages are divided as doubles by the unit that all edges are multiples of: of every unit each edge,
// and a microsecond on either side, must fall where whole numbers put it.
TEST_CASE("events at the edges of windows of any length") {
  Random random(9);
  size_t compared = 0;
  for (int round = 0; round < 400; ++round) {
    // Seconds, hours and days: lengths of which the reciprocal is no exact double.
    static constexpr std::array<int64_t, 4> kSeconds = {1, 60, 3'600, 86'400};
    const int64_t unit = Any(random, kSeconds) * static_cast<int64_t>(1 + Pick(random, 400));
    static constexpr std::array<int64_t, 5> kMost = {1, 3, 20, 254, 300};
    const int64_t most = Any(random, kMost);
    INFO("round " << round << ", windows of " << unit << " s up to " << most << " times");
    Asker asker;
    const auto ask = [&](int64_t near, int64_t far) {
      asker.Ask(ops::Aggregate::kCount, near % 2 == 0 ? 100 : 1, 0);
      asker.plan->questions.back().window = {.kind = check::Window::Kind::kBetween,
                                             .far_seconds = far * unit,
                                             .near_seconds = near * unit,
                                             .after = {}};
    };
    ask(0, 1);
    ask(0, most);
    for (int k = 0; k < 4 && most > 1; ++k) {
      const auto near = static_cast<int64_t>(Pick(random, static_cast<size_t>(most)));
      ask(near, near + 1 + static_cast<int64_t>(Pick(random, static_cast<size_t>(most - near))));
    }
    // A lead for each edge and side of it; now and then so many events that they are a run.
    const size_t each = round % 3 == 0 ? 13 : 1;
    std::vector<int64_t> ages;
    for (int64_t edge = 0; edge <= most + 1; ++edge) {
      for (const int64_t more : {-1, 0, 1}) ages.push_back(edge * unit * 1'000'000 + more);
    }
    Events events;
    for (size_t lead = 0; lead < ages.size(); ++lead) {
      events.leads.insert(events.leads.end(), each, static_cast<int32_t>(lead));
      events.times.insert(events.times.end(), each, kAsOf - ages[lead]);
    }
    events.types.assign(events.leads.size(), 0);
    const auto program = interp::Program::Make(asker.plan, {});
    const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
    interp::Scratch scratch(program);
    for (const Isa isa : {Isa::kSse2, Isa::kAvx2, Isa::kAvx512}) {
      if (!interp::HasIsa(isa)) continue;
      scratch.UseKernels(isa);
      const columns::Answers answers =
          interp::AnswerEvents(params, events.Log(events.leads.size()), ages.size(), &scratch);
      for (size_t q = 0; q < asker.plan->questions.size(); ++q) {
        const ir::Question& question = asker.plan->questions[q];
        for (size_t lead = 0; lead < ages.size(); ++lead) {
          const bool in =
              ages[lead] >= std::max<int64_t>(0, question.window.near_seconds * 1'000'000) &&
              ages[lead] < question.window.far_seconds * 1'000'000;
          const int64_t want =
              in ? std::min<int64_t>(static_cast<int64_t>(each), question.saturate) : 0;
          const int64_t got = AnswerAt(answers.columns[q], lead);
          ++compared;
          if (got == want) continue;  // there are millions of them
          INFO("instruction set " << static_cast<int>(isa) << ", question " << q << ", age "
                                  << ages[lead]);
          REQUIRE(got == want);
        }
      }
    }
  }
  CHECK(compared > 1'000'000);
}

}  // namespace
}  // namespace ripe::test
