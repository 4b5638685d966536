// Scoring a file: leads are read chunk by chunk; where the rules ask about events, all leads are
// read first (an event finds its lead by id), then the events are folded into answers, then the
// chunks are scored. Chunks are scored and formatted by several threads, and written in order.
//
// Within a memory limit the chunks are not held where they do not fit: the leads are read again.
// And where not even their index fits, they are worked off in parts (partitioned.h).
#include <fmt/format.h>

#include <atomic>
#include <deque>
#include <utility>

#include "compiler/ir/lower.h"
#include "ripe/ripe.h"
#include "runtime/api/compile.h"
#include "runtime/api/dataset.h"
#include "runtime/api/event_types.h"
#include "runtime/api/memory.h"
#include "runtime/api/partitioned.h"
#include "runtime/api/read_all.h"
#include "runtime/api/run_profile.h"
#include "runtime/api/scorer.h"
#include "runtime/io/chunk_work.h"
#include "runtime/io/guard.h"
#include "runtime/io/writer.h"

namespace ripe {
namespace {

using api::Dataset;
using api::InPhase;
using api::Phase;

// The texts of one column, made row by row.
class TextColumn {
 public:
  void Append(std::string_view text) {
    bytes_.append(text);
    offsets_.push_back(static_cast<uint32_t>(bytes_.size()));
  }
  columns::Column column() const {
    columns::Column c;
    c.physical = ir::Physical::kRawText;
    c.data = offsets_.data();
    c.bytes = bytes_.data();
    return c;
  }

 private:
  std::vector<uint32_t> offsets_ = {0};
  std::string bytes_;
};

// Leads that are in memory already.
class HeldLeads : public io::LeadReader {
 public:
  explicit HeldLeads(std::deque<columns::LeadChunk>* chunks) : chunks_(chunks) {}
  Result<std::unique_ptr<Piece>> Take(bool*) override {
    if (chunks_->empty()) return std::unique_ptr<Piece>();
    auto held = std::make_unique<Held>();
    held->chunk = std::move(chunks_->front());
    chunks_->pop_front();
    return std::unique_ptr<Piece>(std::move(held));
  }
  Result<columns::LeadChunk> Finish(Piece* piece) override {
    return std::move(static_cast<Held*>(piece)->chunk);
  }

 private:
  struct Held : Piece {
    columns::LeadChunk chunk;
  };
  std::deque<columns::LeadChunk>* chunks_;
};

class FileScorer {
 public:
  FileScorer(const ScoreRequest& request, const api::Compiled& compiled, Dataset* data,
             api::RunProfile* profile, ScoreReport* report)
      : request_(request),
        compiled_(compiled),
        module_(compiled.module),
        data_(data),
        profile_(profile),
        clock_(profile->clock()),
        report_(report),
        zone_(api::ZoneOf(module_)),
        threads_(api::ThreadsOf(request.data.threads)) {}

  Status Run() {
    Result<int64_t> as_of = data_->AsOf(zone_);
    if (!as_of.ok()) return as_of.status();
    report_->as_of = api::AsOfText(*as_of, zone_);
    {
      const InPhase in(clock_, Phase::kRules);
      plan_ = std::make_shared<const ir::Plan>(ir::Lower(module_));
    }
    by_stage_.assign(plan_->stages.size(), 0);
    for (const std::string& stage : plan_->stages) stage_names_.Add(stage);
    scorer_ = std::make_unique<api::Scorer>(plan_, *as_of, zone_, request_.engine);
    scorer_->Profile(clock_, request_.profile);
    RIPE_RETURN_IF_ERROR(OpenOutput());

    read_ = NewReport();
    const api::MemoryBudget budget(request_.memory_limit, threads_);
    RIPE_RETURN_IF_ERROR(budget.Check());
    Result<bool> whole = budget.limited() ? RunWithin(budget, *as_of) : RunHeld(budget, *as_of);
    if (!whole.ok()) return whole.status();
    if (!*whole) RIPE_RETURN_IF_ERROR(RunParted(budget, *as_of));
    RIPE_RETURN_IF_ERROR(read_->Finish());
    Status written = closed_;
    if (written.ok()) {
      const InPhase in(clock_, Phase::kWrite);
      written = writer_->Finish();
    }
    api::FillSummary(*read_, &report_->read);
    for (size_t s = 0; s < by_stage_.size(); ++s)
      report_->by_stage.emplace_back(plan_->stages[s], by_stage_[s]);
    report_->engine = scorer_->engine().Notes();
    report_->fell_back = scorer_->engine().fell_back();
    profile_->Finish(request_, compiled_, *scorer_, text_bytes_, report_);
    return written;
  }

 private:
  std::unique_ptr<io::Report> NewReport() const {
    return std::make_unique<io::Report>(
        io::ReportOptions{.strict = request_.data.strict, .rejects_path = request_.data.rejects});
  }
  bool with_events() const { return data_->event_tables() > 0; }

  // Without a limit: leads are held where there are events.
  Result<bool> RunHeld(const api::MemoryBudget& budget, int64_t as_of) {
    io::LeadIndex index;
    Result<std::unique_ptr<io::LeadReader>> leads =
        data_->ReadLeads(module_, zone_, &index, read_.get());
    if (!leads.ok()) return leads.status();
    if (!with_events()) {
      RIPE_RETURN_IF_ERROR(WriteAll({.reader = leads->get()}));
      return true;
    }
    std::deque<columns::LeadChunk> held;
    RIPE_RETURN_IF_ERROR(api::ReadAllLeads(leads->get(), &held, threads_, clock_));
    Result<api::EventAnswers> events = Fold(budget, index, as_of);
    if (!events.ok()) return events.status();
    HeldLeads again(&held);
    RIPE_RETURN_IF_ERROR(WriteAll({.reader = &again, .answers = &events->answers}));
    return true;
  }

  Result<api::EventAnswers> Fold(const api::MemoryBudget& budget, const io::LeadIndex& index,
                                 int64_t as_of) {
    Result<api::EventAnswers> events = api::FoldAllEvents(
        data_, module_, zone_, index, as_of, threads_, budget, scorer_.get(), read_.get());
    if (!events.ok()) return events.status();
    report_->read.events_after_as_of = events->after_as_of;
    return events;
  }

  // With one: a pass over the leads, the events, and a second pass where not all leads are held.
  // What is wrong with the leads is said by the first pass where there are events, since it comes
  // before what is wrong with those. False: not even the index fits, and nothing is written yet.
  Result<bool> RunWithin(const api::MemoryBudget& budget, int64_t as_of) {
    io::LeadIndex index;
    io::IndexNumbers numbers(&index);
    io::Report quiet;
    Result<std::unique_ptr<io::LeadReader>> leads = data_->ReadLeads(
        module_, zone_, &numbers, !with_events(), with_events() ? read_.get() : &quiet);
    if (!leads.ok()) return leads.status();
    size_t bytes_a_lead = 0;
    if (with_events()) {
      // Whole numbers in Arrow files get an index of their own where the leads' ids are texts.
      constexpr size_t kIntegers = 32;
      const api::EventTypes types(*plan_);
      bytes_a_lead = api::Folding(scorer_.get(), types.names(), 0, 1).BytesALead() + kIntegers;
    }
    Result<api::LeadsHeld> held = api::ReadLeadsWithin(budget, bytes_a_lead, with_events(), index,
                                                       leads->get(), threads_, clock_);
    if (!held.ok()) return held.status();
    if (!held->fits) return false;
    api::EventAnswers events;
    if (with_events()) {
      Result<api::EventAnswers> folded = Fold(budget, index, as_of);
      if (!folded.ok()) return folded.status();
      events = std::move(*folded);
      api::ReturnFreeMemory();
    }
    const columns::Answers* answers = with_events() ? &events.answers : nullptr;
    if (with_events() && held->all) {
      HeldLeads again(&held->chunks);
      RIPE_RETURN_IF_ERROR(WriteAll({.reader = &again, .answers = answers}));
      return true;
    }
    io::SameNumbers same(&index);
    leads = data_->ReadLeads(module_, zone_, &same, false, with_events() ? &quiet : read_.get());
    if (!leads.ok()) return leads.status();
    RIPE_RETURN_IF_ERROR(WriteAll({.reader = leads->get(), .answers = answers}));
    if (closed_.ok()) RIPE_RETURN_IF_ERROR(same.AtEnd(data_->leads_path()));
    return true;
  }

  // In parts. What is wrong with the leads is to be said before what is wrong with the events, and
  // which ids are repeated is known only after a pass: so there is one more.
  Status RunParted(const api::MemoryBudget& budget, int64_t as_of) {
    api::ReturnFreeMemory();
    read_ = NewReport();
    api::PartitionedLeads parts(data_, module_, zone_, as_of, threads_, budget, scorer_.get());
    RIPE_RETURN_IF_ERROR(parts.PartIds());
    io::Report quiet;
    api::AnswerQueue answers;
    if (with_events()) {
      const std::unique_ptr<io::LeadNumbers> numbers = parts.Numbers(nullptr);
      Result<std::unique_ptr<io::LeadReader>> leads =
          data_->ReadLeads(module_, zone_, numbers.get(), false, read_.get());
      if (!leads.ok()) return leads.status();
      RIPE_RETURN_IF_ERROR(api::PassLeads(leads->get(), threads_, clock_));
      RIPE_RETURN_IF_ERROR(parts.AtEnd(*numbers));
      Result<api::PartitionedLeads::Folded> folded = parts.FoldEvents(read_.get());
      if (!folded.ok()) return folded.status();
      report_->read.events_after_as_of = folded->after_as_of;
    }
    const std::unique_ptr<io::LeadNumbers> numbers =
        parts.Numbers(with_events() ? &answers : nullptr);
    Result<std::unique_ptr<io::LeadReader>> leads = data_->ReadLeads(
        module_, zone_, numbers.get(), false, with_events() ? &quiet : read_.get());
    if (!leads.ok()) return leads.status();
    RIPE_RETURN_IF_ERROR(
        WriteAll({.reader = leads->get(), .queue = with_events() ? &answers : nullptr}));
    return closed_.ok() ? parts.AtEnd(*numbers) : Status();
  }

  Status OpenOutput() {
    std::vector<io::OutputColumn> columns = {
        {data_->id_name(), io::OutputKind::kText, false, data_->integer_ids()},
        {"score", io::OutputKind::kPoints}};
    for (const ir::Group& g : plan_->groups) columns.push_back({g.name, io::OutputKind::kPoints});
    columns.push_back({"stage", io::OutputKind::kText, true});
    if (request_.reasons > 0) columns.push_back({"reasons", io::OutputKind::kText});
    io::WriterOptions options;
    options.path = request_.output.empty() ? "-" : request_.output;
    options.format = request_.output_format;
    options.bom = request_.bom;
    options.raw = request_.raw;
    options.threads = threads_;
    Result<std::unique_ptr<io::TableWriter>> writer = io::OpenWriter(options, std::move(columns));
    if (!writer.ok()) return writer.status();
    writer_ = std::move(*writer);
    return Status::Ok();
  }

  // One chunk as the text of its rows. Called on any thread.
  struct Scored {
    std::string text;
    std::vector<uint64_t> by_stage;
    size_t rows = 0;
  };
  Scored ScoreChunk(const columns::LeadChunk& chunk, const columns::Answers* answers) const {
    api::ChunkScores scores;
    {
      const InPhase in(clock_, Phase::kScore, chunk.rows);
      scorer_->Run(chunk, answers, {.ledger = false, .outputs = false, .reasons = request_.reasons},
                   &scores);
    }
    const InPhase in(clock_, Phase::kFormat, chunk.rows);
    Scored scored;
    scored.rows = chunk.rows;
    scored.by_stage.assign(plan_->stages.size(), 0);
    for (uint16_t& stage : scores.stage) {
      ++scored.by_stage[stage];
      ++stage;  // the code of its name
    }
    columns::Column stages;
    stages.physical = ir::Physical::kCode16;
    stages.data = scores.stage.data();
    stages.dictionary = &stage_names_;
    io::OutputBatch batch;
    batch.rows = chunk.rows;
    batch.columns.push_back(io::OutputValues::Texts(chunk.ids));
    batch.columns.push_back(io::OutputValues::Integers(scores.score.data()));
    for (const auto& group : scores.groups)
      batch.columns.push_back(io::OutputValues::Integers(group.data()));
    batch.columns.push_back(io::OutputValues::Texts(stages));
    TextColumn reasons;
    if (request_.reasons > 0) {
      for (size_t row = 0; row < chunk.rows; ++row)
        reasons.Append(ReasonsOf(&scores.reasons[row * request_.reasons]));
      batch.columns.push_back(io::OutputValues::Texts(reasons.column()));
    }
    writer_->Format(batch, &scored.text);
    return scored;
  }

  std::string ReasonsOf(const interp::Reason* reasons) const {
    std::string text;
    for (unsigned k = 0; k < request_.reasons; ++k) {
      if (reasons[k].rule == UINT32_MAX) break;
      const int64_t points = reasons[k].points;
      text +=
          fmt::format("{}{} ({}{})", text.empty() ? "" : "; ", module_.rules[reasons[k].rule].label,
                      points > 0 ? "+" : "", FormatPoints(points));
    }
    return text;
  }

  // Where the leads come from, and their answers: of all, or by chunk.
  struct Leads {
    io::LeadReader* reader = nullptr;
    const columns::Answers* answers = nullptr;
    api::AnswerQueue* queue = nullptr;
  };
  // Chunks are scored and formatted by any thread, and written in order.
  class Work : public io::ChunkWork<io::LeadReader, Scored> {
   public:
    Work(FileScorer* scorer, const Leads& leads)
        : ChunkWork(leads.reader), scorer_(scorer), answers_(leads.answers), queue_(leads.queue) {}
    void Tick() override {
      const auto& progress = scorer_->request_.progress;
      if (progress) progress(scorer_->done_.load(std::memory_order_relaxed));
    }

   private:
    Status Use(columns::LeadChunk chunk, Scored* scored, unsigned) override {
      if (chunk.rows == 0) return {};
      if (queue_ != nullptr) {
        const columns::Answers own = queue_->Take(chunk.first_row);
        chunk.first_row = 0;
        *scored = scorer_->ScoreChunk(chunk, &own);
      } else {
        *scored = scorer_->ScoreChunk(chunk, answers_);
      }
      return {};
    }
    Status Done(Scored* scored) override { return scorer_->WriteOne(*scored); }

    FileScorer* scorer_;
    const columns::Answers* answers_;
    api::AnswerQueue* queue_;
  };

  Status WriteOne(const Scored& scored) {
    for (size_t s = 0; s < scored.by_stage.size(); ++s) by_stage_[s] += scored.by_stage[s];
    done_.fetch_add(scored.rows, std::memory_order_relaxed);
    clock_->AddRows(Phase::kWrite, scored.rows);
    text_bytes_ += scored.text.size();
    return scored.text.empty() ? Status::Ok() : writer_->WriteText(scored.text);
  }

  // Ok too where nobody reads the output any more: then closed_ says so.
  Status WriteAll(const Leads& leads) {
    Work work(this, leads);
    api::TimedWork timed(
        &work, clock_,
        {.take = Phase::kReadLeads, .between = Phase::kParseLeads, .last = Phase::kWrite});
    Status status = io::RunOrdered(&timed, threads_);
    if (status.code() != StatusCode::kClosedPipe) return status;
    closed_ = std::move(status);
    return {};
  }

  const ScoreRequest& request_;
  const api::Compiled& compiled_;
  const check::Module& module_;
  Dataset* data_;
  api::RunProfile* profile_;
  api::PhaseClock* clock_;
  ScoreReport* report_;
  types::Zone zone_;
  unsigned threads_;
  std::shared_ptr<const ir::Plan> plan_;
  std::unique_ptr<api::Scorer> scorer_;
  std::unique_ptr<io::TableWriter> writer_;
  std::unique_ptr<io::Report> read_;
  Status closed_;
  columns::Dictionary stage_names_;
  std::vector<uint64_t> by_stage_;
  std::atomic<uint64_t> done_{0};
  uint64_t text_bytes_ = 0;  // written
};

Result<ScoreReport> ScoreFileUnguarded(const ScoreRequest& request) {
  api::RunProfile profile;
  const auto open = [&] {
    const InPhase in(profile.clock(), Phase::kOpen);
    return Dataset::Open(request.data, request.memory_limit > 0);
  };
  const auto compile = [&](const Dataset& data) {
    const InPhase in(profile.clock(), Phase::kRules);
    return api::Compile(request.rules, &data.schema());
  };
  Result<std::unique_ptr<Dataset>> data = open();
  if (!data.ok()) return data.status();
  Result<api::Compiled> compiled = compile(**data);
  if (!compiled.ok()) return compiled.status();
  RIPE_RETURN_IF_ERROR((*data)->types_status());
  // The rules file, its modules and its lists are found only by reading them: the command cannot
  // look.
  for (const std::string& output : {request.output, request.data.rejects}) {
    if (api::ReadFrom(*compiled->sources, output)) return api::WouldReplaceRules(output);
  }
  ScoreReport report;
  report.diagnostics = compiled->diagnostics;
  if (report.diagnostics.has_errors()) return report;
  RIPE_RETURN_IF_ERROR(FileScorer(request, *compiled, data->get(), &profile, &report).Run());
  return report;
}

}  // namespace

Result<ScoreReport> ScoreFile(const ScoreRequest& request) {
  return io::Guarded([&] { return ScoreFileUnguarded(request); });
}

}  // namespace ripe
