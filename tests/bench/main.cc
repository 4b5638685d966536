// ripe_bench: the benchmark work W1 and W2 in memory, on one thread. Checks the exact sums, then prints the best of several rounds.
//   ripe_bench FOLDER [ROUNDS]    FOLDER: gen.py's Parquet files turned into columns by prepare.py
// RIPE_KERNELS=sse2|avx2 holds the kernels back.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <numeric>

#include "compiler/check/check.h"
#include "compiler/ir/lower.h"
#include "compiler/syntax/parse.h"
#include "runtime/interp/events.h"
#include "runtime/interp/program.h"
#include "tests/bench/data.h"

namespace ripe::bench {
namespace {

constexpr int64_t kAsOf = 1'795'132'800'000'000;  // 2026-11-20T00:00:00Z
constexpr size_t kLeadsW1 = 2'000'000, kLeadsW2 = 200'000;

// `schema`: what the leads have; null: no columns.
std::shared_ptr<const ir::Plan> Compile(const char* file, const check::Schema* schema) {
  const std::string path = std::string(RIPE_SOURCE_DIR) + "/tests/bench/" + file;
  const source::ReadResult read = source::RealFileSystem().Read(path);
  if (!read.text) {
    fmt::print(stderr, "ripe_bench: {}: {}\n", path, read.error);
    std::exit(2);
  }
  source::SourceSet sources;
  diag::Bag bag;
  const source::FileId id = sources.Add(path, *read.text);
  const syntax::Ast ast = syntax::Parse(sources, id, &bag);
  const check::Module module = check::Check(&sources, ast, {.schema = schema}, &bag);
  if (bag.has_errors()) {
    fmt::print(stderr, "ripe_bench: {} has errors\n", path);
    std::exit(2);
  }
  return std::make_shared<const ir::Plan>(ir::Lower(module));
}

// Processor time of this thread: what the work takes when nothing else runs on the machine.
double Now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}
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

bool Check(const char* what, int64_t got, int64_t want) {
  if (got == want) return true;
  fmt::print("WRONG {}: {} instead of {}\n", what, got, want);
  return false;
}

int64_t CountStage(const ir::Plan& plan, const std::vector<uint16_t>& stages, std::string_view name) {
  const auto index = std::find(plan.stages.begin(), plan.stages.end(), name) - plan.stages.begin();
  return std::count(stages.begin(), stages.end(), index);
}

bool RunW1(Folder* folder, int rounds) {
  const check::Schema schema = folder->Schema();
  const std::shared_ptr<const ir::Plan> plan = Compile("w1.ripe", &schema);
  const columns::LeadChunk chunk = LoadLeads(folder, *plan, kLeadsW1);
  auto program = interp::Program::Make(plan, {.fields = interp::LayoutOf(chunk.columns)});
  if (std::getenv("RIPE_PRINT") != nullptr) fmt::print("{}", ir::Print(program->bound()));
  const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
  interp::Scratch scratch(program);
  std::vector<int64_t> score(kLeadsW1);
  std::vector<uint16_t> stage(kLeadsW1);
  const interp::Results results{.score = score.data(), .stage = stage.data()};
  const double best = Best(rounds, [&] { interp::Score(params, chunk, nullptr, results, &scratch); });
  fmt::print("W1 {:7.1f} M leads/s ({:.2f} ms)\n", kLeadsW1 / best / 1e6, best * 1e3);

  // One lead at a time: the same columns, moved on by a row.
  columns::LeadChunk one = LoadLeads(folder, *plan, 1);
  constexpr size_t kOnes = 100'000;
  const double each = Best(rounds, [&] {
    for (size_t i = 0; i < kOnes; ++i) {
      for (size_t c = 0; c < one.columns.size(); ++c) {
        columns::Column& column = one.columns[c];
        column.data = static_cast<const char*>(chunk.columns[c].data) + i * columns::SizeOf(column.physical);
        if (column.valid != nullptr) column.valid = chunk.columns[c].valid + i;
      }
      interp::Score(params, one, nullptr, {.score = score.data() + i, .stage = stage.data() + i}, &scratch);
    }
  });
  fmt::print("W1 one lead at a time: {:.0f} ns\n", each / kOnes * 1e9);

  bool right = Check("W1 sum", std::accumulate(score.begin(), score.end(), int64_t{0}) / 1000, 53'395'468);
  constexpr std::array<std::pair<const char*, int64_t>, 5> kStages = {
      {{"Lead", 1'622'350}, {"MQL", 236'657}, {"SAL", 38'441}, {"SQL", 2'817}, {"Disqualified", 99'735}}};
  for (const auto& [name, count] : kStages) right &= Check(name, CountStage(*plan, stage, name), count);
  return right;
}

bool RunW2(Folder* folder, int rounds) {
  const std::shared_ptr<const ir::Plan> plan = Compile("w2.ripe", nullptr);
  const columns::EventLog log = LoadEvents(folder);
  columns::LeadChunk chunk{.rows = kLeadsW2, .columns = std::vector<columns::Column>(plan->fields.size())};
  auto program = interp::Program::Make(plan, {});
  if (std::getenv("RIPE_PRINT") != nullptr) fmt::print("{}", ir::Print(program->bound()));
  const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
  interp::Scratch scratch(program);
  std::vector<int64_t> score(kLeadsW2);
  std::vector<uint16_t> stage(kLeadsW2);
  double fold = 1e9;
  const double best = Best(rounds, [&] {
    columns::Answers answers;
    fold = std::min(fold, Seconds([&] { answers = interp::AnswerEvents(params, log, kLeadsW2, &scratch); }));
    interp::Score(params, chunk, &answers, {.score = score.data(), .stage = stage.data()}, &scratch);
  });
  const auto events = static_cast<double>(log.chunks[0].rows);
  fmt::print("W2 {:7.1f} M events/s in order of time ({:.2f} ms, of it {:.2f} ms folding)\n", events / best / 1e6, best * 1e3,
             fold * 1e3);
  bool right = Check("W2 sum", std::accumulate(score.begin(), score.end(), int64_t{0}), -257'988'265);
  right &= Check("W2 MQL", CountStage(*plan, stage, "MQL"), 12'909);

  // The same events in no order at all: a permutation by a multiplier that is coprime to their number.
  const columns::EventChunk& in = log.chunks[0];
  std::vector<int32_t> leads(in.rows);
  std::vector<uint16_t> types(in.rows);
  std::vector<int64_t> times(in.rows);
  for (size_t i = 0; i < in.rows; ++i) {
    const size_t j = i * 7'368'787 % in.rows;
    leads[i] = in.leads[j];
    types[i] = in.types[j];
    times[i] = in.times[j];
  }
  columns::EventLog mixed{.type_names = log.type_names};
  mixed.chunks.push_back({.rows = in.rows, .leads = leads.data(), .types = types.data(), .times = times.data()});
  const double any = Best(rounds, [&] {
    const columns::Answers answers = interp::AnswerEvents(params, mixed, kLeadsW2, &scratch);
    interp::Score(params, chunk, &answers, {.score = score.data(), .stage = stage.data()}, &scratch);
  });
  fmt::print("W2 {:7.1f} M events/s in any order ({:.2f} ms)\n", events / any / 1e6, any * 1e3);
  right &= Check("W2 sum, any order", std::accumulate(score.begin(), score.end(), int64_t{0}), -257'988'265);
  return right;
}

}  // namespace
}  // namespace ripe::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "ripe_bench FOLDER [ROUNDS]\n");
    return 2;
  }
  ripe::bench::Folder folder(argv[1]);
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 7;
  const bool right = ripe::bench::RunW1(&folder, rounds) & ripe::bench::RunW2(&folder, rounds);
  fmt::print("{}\n", right ? "All sums are right." : "SUMS ARE WRONG");
  return right ? 0 : 1;
}
