// Folding against counting by hand: random questions over random events whose instants crowd the
// windows' edges; any order, any split, any instruction set must give the same answers.
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "compiler/ir/worth.h"
#include "compiler/source/unicode.h"
#include "runtime/interp/events.h"
#include "tests/eval/naive.h"
#include "tests/eval/sample.h"

namespace ripe::test {
namespace {

using columns::Physical;
using interp::Isa;

constexpr int64_t kDay = types::kMicrosPerDay;
constexpr size_t kLeads = 37;
const std::vector<std::string> kTypes = {"Page View", "page_view", "open", "stage_changed",
                                         "click",     "message",   "never"};

struct Log {
  explicit Log(size_t rows) : sample(rows), leads(rows), types(rows), times(rows) {}
  mutable Sample sample;
  std::vector<int32_t> leads;
  std::vector<uint16_t> types;
  std::vector<int64_t> times;
  std::vector<std::string> names = kTypes;
  std::vector<columns::Column> properties;
  columns::EventChunk Chunk(size_t begin, size_t end) const {
    columns::EventChunk chunk{.rows = end - begin,
                              .leads = leads.data() + begin,
                              .types = types.data() + begin,
                              .times = times.data() + begin,
                              .properties = properties};
    for (columns::Column& column : chunk.properties) column = sample.From(column, begin);
    return chunk;
  }
};

int64_t EventTime(Random& random) {
  static constexpr std::array<int64_t, 9> kUnits = {
      kDay,      kDay,     kDay,      3600 * 1'000'000LL, 900 * 1'000'000LL,
      1'000'000, 7 * kDay, 30 * kDay, 365 * kDay};
  if (Chance(random, 3)) return Chance(random, 50) ? kAsOf + 1 : kAsOf + kDay;
  const int64_t unit = Any(random, kUnits);
  const int64_t back = unit * static_cast<int64_t>(Pick(random, 100));
  return kAsOf - back + static_cast<int64_t>(Pick(random, 3)) - 1;
}

std::unique_ptr<Log> MakeLog(Random& random, size_t rows) {
  auto log = std::make_unique<Log>(rows);
  for (size_t i = 0; i < rows; ++i) {
    log->leads[i] =
        static_cast<int32_t>(Pick(random, kLeads + 3)) - 1;  // -1 and two beyond the end too
    log->types[i] = static_cast<uint16_t>(Pick(random, kTypes.size() - 1));
    log->times[i] = EventTime(random);
  }
  log->properties = {log->sample.Make(random, Physical::kF64, false),
                     log->sample.Make(random, Physical::kI64, true),
                     log->sample.Make(random, Physical::kCode8, false),
                     log->sample.Make(random, Physical::kRawText, false)};
  return log;
}

class QuestionMaker {
 public:
  // `seconds`: windows finer than days too.
  QuestionMaker(Random& random, bool seconds, int where_percent = 50)
      : random_(random),
        where_(plan_.get(), &plan_->where),
        seconds_(seconds),
        where_percent_(where_percent) {}
  std::shared_ptr<ir::Plan> Run(int classes, int questions) {
    plan_->stages = {"Lead"};
    plan_->ladder_size = 1;
    plan_->properties = {{.name = "seconds", .type = types::ValueType::kNumber},
                         {.name = "amount", .type = types::ValueType::kNumber},
                         {.name = "url"},
                         {.name = "raw"}};
    plan_->event_types = {{"page_view", false},
                          {"Page View", true},
                          {"open", false},
                          {"click", false},
                          {"message", false}};
    plan_->fadings = {{2'000, 30}, {-500, 7}, {1'000'000'000, 3}, {40'000, 365}};
    for (int k = 0; k < classes; ++k) MakeClass();
    for (int k = 0; k < questions; ++k) MakeQuestion();
    return plan_;
  }

 private:
  void MakeClass() {
    ir::EventClass& events = plan_->classes.emplace_back();
    events.any_type = Chance(random_, 10);
    for (size_t k = events.any_type ? 0 : 1 + Pick(random_, 3); k > 0; --k) {
      ir::EventClass::Member member{
          .type = static_cast<uint32_t>(Pick(random_, plan_->event_types.size())),
          .where = std::nullopt};
      if (Chance(random_, where_percent_)) member.where = MakeWhere();
      events.members.push_back(member);
    }
  }
  uint32_t MakeWhere() {
    const ir::Value number =
        where_.Load(static_cast<uint32_t>(Pick(random_, 2)), types::ValueType::kNumber);
    double bound = EdgeNumber(random_);
    if (!std::isfinite(bound)) bound = 5;
    ir::Value mask = where_.Compare(static_cast<check::CompareOp>(Pick(random_, 6)), number,
                                    where_.Number(bound));
    if (Chance(random_, 40)) {
      ir::Predicate predicate{.kind = ir::Predicate::Kind::kEquals,
                              .needles = {Chance(random_, 50) ? "vp sales" : "a"}};
      mask = where_.Or(mask, where_.Lookup(static_cast<uint32_t>(2 + Pick(random_, 2)), predicate));
    }
    return where_.Store(mask);
  }
  int64_t Span() {
    static constexpr std::array<int64_t, 9> kDays = {1, 7, 14, 30, 90, 254, 255, 256, 400};
    static constexpr std::array<int64_t, 6> kSeconds = {1,      900,     3'600,
                                                        86'399, 172'800, 100'000'000};
    return seconds_ ? Any(random_, kSeconds) : Any(random_, kDays) * 86'400;
  }
  void MakeQuestion() {
    ir::Question question;
    question.events = static_cast<uint32_t>(Pick(random_, plan_->classes.size()));
    question.aggregate = Chance(random_, 60) ? ops::Aggregate::kCount
                                             : static_cast<ops::Aggregate>(Pick(random_, 4));
    question.property = static_cast<uint32_t>(Pick(random_, 2));
    question.fading = static_cast<uint32_t>(Pick(random_, plan_->fadings.size()));
    static constexpr std::array<int64_t, 9> kSaturate = {1, 1, 3, 20, 127, 200, 300, 40'000, 0};
    question.saturate = Any(random_, kSaturate);
    static constexpr std::array<int64_t, 4> kWorth = {0, 40'000, 3'000'000, 1};
    question.saturate_worth = Any(random_, kWorth);
    const size_t kind = Pick(random_, 8);
    if (kind < 5)
      question.window = {.kind = check::Window::Kind::kLast,
                         .far_seconds = Span(),
                         .near_seconds = 0,
                         .after = {}};
    if (kind == 5) {
      const int64_t near = Span();
      question.window = {.kind = check::Window::Kind::kBetween,
                         .far_seconds = near + Span(),
                         .near_seconds = near,
                         .after = {}};
    }
    if (kind == 6) {
      question.window.kind = check::Window::Kind::kAfter;
      question.window.after = {static_cast<uint32_t>(Pick(random_, plan_->classes.size()))};
    }
    plan_->questions.push_back(question);
  }

  Random& random_;
  std::shared_ptr<ir::Plan> plan_ = std::make_shared<ir::Plan>();
  ir::Builder where_;
  bool seconds_;
  int where_percent_;
};

// By hand.
class Counter {
 public:
  Counter(const ir::Plan& plan, const Log& log) : plan_(plan), log_(log) {
    ir::Plan where = plan;  // the where program, evaluated as if events were leads
    where.leads = plan.where;
    for (size_t i = 0; i < log.leads.size(); ++i) {
      outputs_.push_back(
          NaiveScore(where, log.properties, i, nullptr, 0, kAsOf, types::Zone::Utc()).outputs);
    }
  }
  bool Belongs(const ir::EventClass& events, size_t i) const {
    const std::string& name = log_.names[log_.types[i]];
    if (events.any_type && source::NameKey(name) != "stage_changed") return true;
    for (const ir::EventClass::Member& member : events.members) {
      const ir::EventTypeName& type = plan_.event_types[member.type];
      const bool same =
          type.quoted ? type.name == name : source::NameKey(type.name) == source::NameKey(name);
      if (same && (!member.where || outputs_[i][*member.where].mask)) return true;
    }
    return false;
  }
  int64_t Newest(uint32_t events, int32_t lead) const {
    int64_t newest = types::kMissingTime;
    for (size_t i = 0; i < log_.leads.size(); ++i) {
      if (log_.leads[i] == lead && log_.times[i] <= kAsOf && Belongs(plan_.classes[events], i))
        newest = std::max(newest, log_.times[i]);
    }
    return newest;
  }
  // The answer as a number (sums: thousandths).
  __int128 Answer(const ir::Question& question, int32_t lead) const {
    const check::Window& window = question.window;
    const bool after = window.kind == check::Window::Kind::kAfter;
    const int64_t since = after ? Newest(window.after.value, lead) : 0;
    const bool newest = question.aggregate == ops::Aggregate::kNewest;
    __int128 sum = newest ? types::kMissingTime : 0;
    if (after && since == types::kMissingTime) return sum;
    const ir::Fading& fading = plan_.fadings[question.fading];
    const std::vector<int64_t> worths = ir::WorthTable(fading.points, fading.halving_days);
    for (size_t i = 0; i < log_.leads.size(); ++i) {
      if (log_.leads[i] != lead || log_.times[i] > kAsOf ||
          !Belongs(plan_.classes[question.events], i))
        continue;
      const int64_t age = kAsOf - log_.times[i];
      if (window.kind == check::Window::Kind::kLast ||
          window.kind == check::Window::Kind::kBetween) {
        if (age >= window.far_seconds * 1'000'000 || age < window.near_seconds * 1'000'000)
          continue;
      }
      if (after && log_.times[i] <= since) continue;
      if (newest) sum = std::max<__int128>(sum, log_.times[i]);
      if (question.aggregate == ops::Aggregate::kCount) ++sum;
      if (question.aggregate == ops::Aggregate::kWorth &&
          age / kDay < static_cast<int64_t>(worths.size()))
        sum += worths[age / kDay];
      if (question.aggregate == ops::Aggregate::kSum)
        sum += Amount(log_.properties[question.property], i);
    }
    if (question.aggregate == ops::Aggregate::kCount && question.saturate > 0)
      sum = std::min<__int128>(sum, question.saturate);
    if (question.aggregate == ops::Aggregate::kWorth) {
      const __int128 bound = question.saturate_worth > 0 ? question.saturate_worth : ir::kMaxGiven;
      sum = std::clamp<__int128>(sum, -bound, bound);
    }
    return sum;
  }

 private:
  static int64_t Amount(const columns::Column& column, size_t i) {
    if (column.physical == Physical::kF64) {
      const double amount = column.as<double>()[i];
      return std::isfinite(amount) ? columns::Thousandths(amount) : 0;
    }
    if (!column.known(i)) return 0;
    constexpr int64_t kMost = 1'000'000'000'000'000;
    return std::clamp(column.as<int64_t>()[i], -kMost, kMost) * 1000;
  }
  const ir::Plan& plan_;
  const Log& log_;
  std::vector<std::vector<NaiveValue>> outputs_;
};

void CheckAnswers(const ir::Plan& plan, const Log& log, const columns::Answers& answers) {
  const Counter counter(plan, log);
  for (size_t q = 0; q < plan.questions.size(); ++q) {
    for (size_t lead = 0; lead < kLeads; ++lead) {
      INFO("question " << q << " lead " << lead);
      const __int128 want = counter.Answer(plan.questions[q], static_cast<int32_t>(lead));
      if (plan.questions[q].aggregate == ops::Aggregate::kSum) {
        REQUIRE(answers.columns[q].as<double>()[lead] == columns::FromThousandths(want));
      } else {
        REQUIRE(AnswerAt(answers.columns[q], lead) == static_cast<int64_t>(want));
      }
    }
  }
}

bool Same(const columns::Answers& a, const columns::Answers& b) {
  for (size_t q = 0; q < a.columns.size(); ++q) {
    if (a.columns[q].storage != b.columns[q].storage) return false;
  }
  return true;
}

// In two shares, on states of their own, merged.
columns::Answers InShares(const ir::Params& params, const Log& log, size_t cut,
                          interp::Scratch* scratch) {
  interp::EventFolder folder(scratch->program(), params, log.names, kLeads, scratch->isa());
  for (int pass = 0; pass < folder.passes(); ++pass) {
    columns::FoldState first = folder.NewState(), second = folder.NewState();
    folder.Fold(pass, log.Chunk(0, log.leads.size()), scratch, &first, 0, cut);
    folder.Fold(pass, log.Chunk(cut, log.leads.size()), scratch, &second);
    second.Merge(first);
    folder.EndPass(std::move(second));
  }
  return folder.Finish();
}

// A program that is asked about events like the log's.
struct Asker {
  Asker(const std::shared_ptr<ir::Plan>& plan, const Log& log)
      : program(interp::Program::Make(
            plan, {.fields = {}, .properties = interp::LayoutOf(log.properties)})),
        params(program->Resolve(kAsOf, types::Zone::Utc())),
        scratch(program) {}
  columns::Answers Ask(const columns::EventLog& events) {
    return interp::AnswerEvents(params, events, kLeads, &scratch);
  }
  std::shared_ptr<const interp::Program> program;
  ir::Params params;
  interp::Scratch scratch;
};

TEST_CASE("answers are those counted by hand, for any order, split and instruction set") {
  constexpr size_t kRows = 2'300;
  for (uint64_t seed = 1; seed <= 16; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    const std::unique_ptr<Log> log = MakeLog(random, kRows);
    const std::shared_ptr<ir::Plan> plan =
        QuestionMaker(random, seed % 3 == 0).Run(seed % 4 == 0 ? 20 : 4, seed % 5 == 0 ? 90 : 14);
    REQUIRE(ir::Verify(*plan) == "");
    Asker asker(plan, *log);
    columns::EventLog whole{.type_names = kTypes, .chunks = {log->Chunk(0, kRows)}};
    const columns::Answers answers = asker.Ask(whole);
    CheckAnswers(*plan, *log, answers);
    for (const Isa isa : {Isa::kSse2, Isa::kAvx2, Isa::kAvx512}) {
      if (!interp::HasIsa(isa)) continue;
      asker.scratch.UseKernels(isa);
      CHECK(Same(asker.Ask(whole), answers));
      CHECK(Same(InShares(asker.params, *log, 1'111, &asker.scratch), answers));
    }
    // The same events backwards, in chunks.
    columns::EventLog parts{.type_names = kTypes, .chunks = {}};
    for (size_t end = kRows; end > 0; end -= std::min<size_t>(end, 500))
      parts.chunks.push_back(log->Chunk(end - std::min<size_t>(end, 500), end));
    CHECK(Same(asker.Ask(parts), answers));
  }
}

// Each range of leads on a state of its own, all events to each.
columns::Answers InRanges(const ir::Params& params, const columns::EventChunk& chunk,
                          const Log& log, interp::Scratch* scratch) {
  interp::EventFolder folder(scratch->program(), params, log.names, kLeads, scratch->isa());
  for (int pass = 0; pass < folder.passes(); ++pass) {
    std::vector<columns::FoldState> states;
    for (const columns::LeadRange leads :
         {columns::LeadRange{0, 1}, columns::LeadRange{1, 20}, columns::LeadRange{20, 20},
          columns::LeadRange{20, kLeads}}) {
      states.push_back(folder.NewState(leads));
      folder.Fold(pass, chunk, scratch, &states.back());
    }
    folder.EndPass(std::move(states));
  }
  return folder.Finish();
}

// In two shares, merged a part of the leads at a time.
columns::Answers InParts(const ir::Params& params, const columns::EventChunk& chunk, const Log& log,
                         interp::Scratch* scratch) {
  interp::EventFolder folder(scratch->program(), params, log.names, kLeads, scratch->isa());
  for (int pass = 0; pass < folder.passes(); ++pass) {
    columns::FoldState first = folder.NewState(), second = folder.NewState();
    folder.Fold(pass, chunk, scratch, &first, 0, 700);
    folder.Fold(pass, chunk, scratch, &second, 700);
    first.MergeLeads(second, {9, kLeads});
    first.MergeLeads(second, {0, 9});
    folder.EndPass(std::move(first));
  }
  return folder.Finish();
}

enum class Order { kByTime, kOneAge, kByLead, kFewEach };

// Events in an order that folding makes use of. `types`: how many names there are.
std::unique_ptr<Log> MakeOrdered(Random& random, Order order, size_t types, size_t rows) {
  std::unique_ptr<Log> log = MakeLog(random, rows);
  while (log->names.size() < types)
    log->names.push_back("filler " + std::to_string(log->names.size()));
  for (uint16_t& type : log->types) {
    if (Chance(random, 30)) type = static_cast<uint16_t>(Pick(random, log->names.size()));
  }
  if (order == Order::kOneAge) {
    // Within one day of age, beside the end of a window; in half of the logs some events (but
    // neither the first nor the last of a block) lie just outside.
    static constexpr std::array<int64_t, 8> kDays = {0, 1, 6, 7, 13, 14, 29, 30};
    const int64_t newest = kAsOf - Any(random, kDays) * kDay;
    for (int64_t& time : log->times) time = newest - static_cast<int64_t>(Pick(random, kDay));
    const bool out = Chance(random, 50), before = Chance(random, 50);
    for (size_t i = 500; out && i < rows; i += i % 1'024 == 900 ? 624 : 10)
      log->times[i] = before ? newest - kDay : newest + 1;
    if (Chance(random, 30)) std::sort(log->times.begin(), log->times.end());
  }
  if (order == Order::kByTime) std::sort(log->times.begin(), log->times.end());
  if (order == Order::kByLead || order == Order::kFewEach) {
    static constexpr std::array<size_t, 9> kLong = {1, 2, 63, 64, 65, 130, 200, 1'100, 40},
                                           kShort = {1, 1, 2, 3, 5, 8, 40, 12, 13};
    for (size_t i = 0; i < rows;) {
      const auto lead = static_cast<int32_t>(Pick(random, kLeads + 3)) - 1;
      for (size_t k = Any(random, order == Order::kByLead ? kLong : kShort); k > 0 && i < rows; --k)
        log->leads[i++] = lead;
    }
  }
  return log;
}

TEST_CASE("events in order of time, of one age and by lead: the same answers") {
  constexpr size_t kRows = 2'300;
  static constexpr std::array<size_t, 8> kTypeCounts = {7, 16, 17, 70, 255, 256, 257, 300};
  for (uint64_t seed = 1; seed <= 96; ++seed) {
    Random random(seed);
    const auto order = static_cast<Order>(seed % 4);
    const size_t types = kTypeCounts[seed / 4 % 8];
    INFO("seed " << seed << " order " << static_cast<int>(order) << " types " << types);
    const std::unique_ptr<Log> log = MakeOrdered(random, order, types, kRows);
    const std::shared_ptr<ir::Plan> plan =
        QuestionMaker(random, seed % 7 == 0, seed % 3 == 0 ? 30 : 0)
            .Run(seed % 6 == 0 ? 16 : 5, seed % 8 == 0   ? 60
                                         : seed % 8 == 1 ? 24
                                                         : 12);
    Asker asker(plan, *log);
    columns::EventLog whole{.type_names = log->names, .chunks = {log->Chunk(0, kRows)}};
    const columns::Answers answers = asker.Ask(whole);
    CheckAnswers(*plan, *log, answers);
    for (const Isa isa : {Isa::kSse2, Isa::kAvx2, Isa::kAvx512}) {
      if (!interp::HasIsa(isa)) continue;
      asker.scratch.UseKernels(isa);
      CHECK(Same(asker.Ask(whole), answers));
      CHECK(Same(InShares(asker.params, *log, 1'111, &asker.scratch), answers));
      CHECK(Same(InRanges(asker.params, whole.chunks[0], *log, &asker.scratch), answers));
      CHECK(Same(InParts(asker.params, whole.chunks[0], *log, &asker.scratch), answers));
      columns::EventLog promised = whole;
      promised.chunks[0].by_time = std::is_sorted(log->times.begin(), log->times.end());
      CHECK(Same(asker.Ask(promised), answers));
    }
  }
}

TEST_CASE(
    "events by lead with offsets: the same answers, also of a part of the rows and of leads that "
    "nobody asked for") {
  constexpr size_t kRows = 2'300;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    const std::unique_ptr<Log> log =
        MakeOrdered(random, Order::kByLead, seed % 2 == 0 ? 16 : 30, kRows);
    for (int32_t& lead : log->leads) lead = std::max(lead, 0);  // offsets know no unknown lead
    std::sort(log->leads.begin(), log->leads.end());
    std::vector<uint64_t> offsets(kLeads + 6, 0);
    for (const int32_t lead : log->leads) ++offsets[static_cast<size_t>(lead) + 1];
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    const std::shared_ptr<ir::Plan> plan =
        QuestionMaker(random, false, seed % 3 == 0 ? 30 : 0).Run(5, 14);
    Asker asker(plan, *log);
    columns::EventLog whole{.type_names = log->names, .chunks = {log->Chunk(0, kRows)}};
    whole.chunks[0].lead_offsets = offsets.data();
    whole.chunks[0].lead_offsets_count = offsets.size();
    CheckAnswers(*plan, *log, asker.Ask(whole));
    for (const Isa isa : {Isa::kSse2, Isa::kAvx2, Isa::kAvx512}) {
      if (!interp::HasIsa(isa)) continue;
      asker.scratch.UseKernels(isa);
      const columns::Answers answers = asker.Ask(whole);
      CheckAnswers(*plan, *log, answers);
      CHECK(Same(InRanges(asker.params, whole.chunks[0], *log, &asker.scratch), answers));
      CHECK(Same(InParts(asker.params, whole.chunks[0], *log, &asker.scratch), answers));
    }
  }
}

TEST_CASE("the first of two passes holds the newest instants alone") {
  Random random(11);
  QuestionMaker maker(random, false);
  std::shared_ptr<ir::Plan> plan = maker.Run(5, 30);  // some of them ask `after`
  const auto program = interp::Program::Make(plan, {});
  const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
  interp::EventFolder folder(*program, params, kTypes, kLeads);
  REQUIRE(folder.passes() == 2);
  columns::FoldState first = folder.NewState();
  CHECK(first.bytes() > 0);
  CHECK(first.bytes() <= plan->classes.size() * kLeads * sizeof(int64_t));
  folder.EndPass(std::move(first));
  const size_t whole = folder.NewState().bytes();
  CHECK(whole == folder.NewState({0, 10}).bytes() + folder.NewState({10, kLeads}).bytes());
}

TEST_CASE("no events at all") {
  Random random(3);
  const std::shared_ptr<ir::Plan> plan = QuestionMaker(random, false).Run(4, 14);
  const auto program = interp::Program::Make(plan, {});
  const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
  interp::Scratch scratch(program);
  const columns::Answers answers =
      interp::AnswerEvents(params, {.type_names = {}, .chunks = {}}, kLeads, &scratch);
  for (size_t q = 0; q < plan->questions.size(); ++q) {
    const bool newest = plan->questions[q].aggregate == ops::Aggregate::kNewest;
    for (size_t lead = 0; lead < kLeads; ++lead) {
      if (answers.columns[q].type == Physical::kF64) {
        CHECK(answers.columns[q].as<double>()[lead] == 0);
      } else {
        CHECK(AnswerAt(answers.columns[q], lead) == (newest ? types::kMissingTime : 0));
      }
    }
  }
}

}  // namespace
}  // namespace ripe::test
