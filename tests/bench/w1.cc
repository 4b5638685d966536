// W1 in memory. Each contender writes int32 points and a byte for the stage of each lead.
#include "tests/bench/w1.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <thread>

#include "runtime/columns/narrow.h"
#include "tests/bench/measure.h"
#include "tests/bench/rules.h"

namespace ripe::bench {
namespace {

constexpr std::array<int64_t, 5> kStageCounts = {1'622'350, 236'657, 38'441, 2'817, 99'735};
constexpr int64_t kSum = 53'395'468;

// Runs `part(index, begin, rows)` on each of the threads' parts, the first on this thread.
void InParts(size_t rows, size_t threads, const std::function<void(size_t, size_t, size_t)>& part) {
  const size_t each = (rows / threads + 63) / 64 * 64;
  std::vector<std::thread> others;
  for (size_t t = 1; t < threads; ++t)
    others.emplace_back([&, t] { part(t, t * each, std::min(each, rows - t * each)); });
  part(0, 0, std::min(each, rows));
  for (std::thread& other : others) other.join();
}

struct Arrays {
  explicit Arrays(size_t rows)
      : score(static_cast<int32_t*>(std::aligned_alloc(64, rows * 4 + 64))),
        stage(static_cast<uint8_t*>(std::aligned_alloc(64, rows + 64))) {}
  ~Arrays() {
    std::free(score);
    std::free(stage);
  }
  Arrays(const Arrays&) = delete;
  Arrays& operator=(const Arrays&) = delete;
  int32_t* score;
  uint8_t* stage;
};

// One engine over one layout on some threads.
class Ours {
 public:
  Ours(const W1Data& data, const std::shared_ptr<const ir::Plan>& plan, Shape shape,
       const Engine& engine, size_t threads, Arrays* out)
      : plan_(plan), chunk_(data.Chunk(*plan, shape)), out_(out) {
    program_ = interp::Program::Make(plan, {.fields = interp::LayoutOf(chunk_.columns)});
    if (engine.jit) AdoptJit(program_, {.optimize = engine.optimize});
    params_ = program_->Resolve(kAsOf, types::Zone::Utc());
    for (size_t t = 0; t < threads; ++t)
      scratches_.push_back(std::make_unique<interp::Scratch>(program_));
  }
  void Run() {
    InParts(chunk_.rows, scratches_.size(), [&](size_t thread, size_t begin, size_t rows) {
      const columns::LeadChunk part = Slice(chunk_, begin, rows);
      interp::Score(params_, part, nullptr,
                    {.units = out_->score + begin, .stage8 = out_->stage + begin},
                    scratches_[thread].get());
    });
  }
  // Against the hand-written kernel's results, row by row.
  void Check(const char* what, const Arrays& want) {
    std::array<uint8_t, 5> stage_of{};
    for (size_t s = 0; s < 5; ++s) {
      stage_of[s] = static_cast<uint8_t>(
          std::find(plan_->stages.begin(), plan_->stages.end(), kHandStages[s]) -
          plan_->stages.begin());
    }
    for (size_t i = 0; i < chunk_.rows; ++i) {
      MustEqual(fmt::format("score of lead {} ({})", i, what), out_->score[i] * params_.unit,
                want.score[i] * 1000);
      MustEqual(fmt::format("stage of lead {} ({})", i, what), out_->stage[i],
                stage_of[want.stage[i]]);
    }
  }

 private:
  std::shared_ptr<const ir::Plan> plan_;
  columns::LeadChunk chunk_;
  Arrays* out_;
  std::shared_ptr<const interp::Program> program_;
  ir::Params params_;
  std::vector<std::unique_ptr<interp::Scratch>> scratches_;
};

void CheckSums(const Arrays& got, size_t rows) {
  MustEqual("W1's sum", std::accumulate(got.score, got.score + rows, int64_t{0}), kSum);
  for (size_t s = 0; s < 5; ++s)
    MustEqual(kHandStages[s], std::count(got.stage, got.stage + rows, s), kStageCounts[s]);
}

}  // namespace

void RunW1(const W1Data& data, bool exact_sums, int rounds, size_t threads) {
  const std::shared_ptr<const ir::Plan> plan = Compile("w1.ripe", &data.schema());
  const W1Arrow arrow = data.Arrow();
  const W1Narrow narrow = data.Narrow();
  Arrays want(data.rows()), got(data.rows());
  const auto hand = [&](const auto& columns, Arrays* out) {
    InParts(data.rows(), threads, [&](size_t, size_t begin, size_t rows) {
      HandW1(columns, data.codes(), begin, begin + rows, out->score, out->stage);
    });
  };
  hand(arrow, &want);
  if (exact_sums) CheckSums(want, data.rows());
  hand(narrow, &got);
  for (size_t i = 0; i < data.rows(); ++i) {
    MustEqual("the narrow kernel's score", got.score[i], want.score[i]);
    MustEqual("the narrow kernel's stage", got.stage[i], want.stage[i]);
  }
  const Clock clock = threads == 1 ? Clock::kThread : Clock::kWall;
  if (threads == 1) {
    const columns::LeadChunk wide = data.Chunk(*plan, Shape::kBytes);
    Compare("w1.narrowing.1", static_cast<double>(data.rows()), rounds, clock,
            {{"ripe", [&] { columns::Narrow(wide); }}});
  }
  constexpr std::array<std::pair<Shape, const char*>, 3> kShapes = {
      {{Shape::kBytes, "bytes"}, {Shape::kArrow, "arrow"}, {Shape::kNarrow, "narrow"}}};
  for (const auto& [shape, name] : kShapes) {
    std::vector<std::unique_ptr<Ours>> ours;
    std::vector<Contender> contenders;
    if (shape == Shape::kNarrow) {
      contenders.push_back({"hand-written", [&] { hand(narrow, &got); }});
    } else {
      contenders.push_back({"hand-written", [&] { hand(arrow, &got); }});
    }
    for (const Engine& engine : Engines()) {
      ours.push_back(std::make_unique<Ours>(data, plan, shape, engine, threads, &got));
      ours.back()->Run();
      ours.back()->Check(fmt::format("{}, {}", engine.name, name).c_str(), want);
      contenders.push_back({engine.name, [run = ours.back().get()] { run->Run(); }});
    }
    Compare(fmt::format("w1.{}.{}", name, threads), static_cast<double>(data.rows()), rounds, clock,
            contenders);
  }
}

}  // namespace ripe::bench
