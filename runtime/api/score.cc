// Scoring a file: leads are read chunk by chunk; where the rules ask about events, all leads are
// read first (an event finds its lead by id), then the events are folded into answers, then the
// chunks are scored. Chunks are scored and formatted by several threads, and written in order.
#include <fmt/format.h>

#include <chrono>
#include <deque>
#include <future>
#include <utility>

#include "compiler/ir/lower.h"
#include "ripe/ripe.h"
#include "runtime/api/compile.h"
#include "runtime/api/dataset.h"
#include "runtime/api/read_all.h"
#include "runtime/api/scorer.h"
#include "runtime/io/writer.h"

namespace ripe {
namespace {

using api::Dataset;
using Clock = std::chrono::steady_clock;

class Phases {
 public:
  explicit Phases(std::vector<std::pair<std::string, double>>* out)
      : out_(out), since_(Clock::now()) {}
  void End(const char* name) {
    const auto now = Clock::now();
    out_->emplace_back(name, std::chrono::duration<double>(now - since_).count());
    since_ = now;
  }

 private:
  std::vector<std::pair<std::string, double>>* out_;
  Clock::time_point since_;
};

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

class FileScorer {
 public:
  FileScorer(const ScoreRequest& request, const check::Module& module, Dataset* data,
             ScoreReport* report)
      : request_(request),
        module_(module),
        data_(data),
        report_(report),
        zone_(api::ZoneOf(module)),
        threads_(api::ThreadsOf(request.data.threads)) {}

  Status Run() {
    Phases phases(&report_->phase_seconds);
    Result<int64_t> as_of = data_->AsOf(zone_);
    if (!as_of.ok()) return as_of.status();
    report_->as_of = api::AsOfText(*as_of, zone_);
    plan_ = std::make_shared<const ir::Plan>(ir::Lower(module_));
    by_stage_.assign(plan_->stages.size(), 0);
    for (const std::string& stage : plan_->stages) stage_names_.Add(stage);
    scorer_ = std::make_unique<api::Scorer>(plan_, *as_of, zone_);
    RIPE_RETURN_IF_ERROR(OpenOutput());
    phases.End("lower");

    io::Report read({.strict = request_.data.strict, .rejects_path = request_.data.rejects});
    io::LeadIndex index;
    Result<std::unique_ptr<io::LeadReader>> leads = data_->ReadLeads(module_, zone_, &index, &read);
    if (!leads.ok()) return leads.status();
    std::optional<columns::Answers> answers;
    std::deque<columns::LeadChunk> held;
    if (data_->event_tables() > 0) {
      RIPE_RETURN_IF_ERROR(api::ReadAllLeads(leads->get(), &held));
      phases.End("read leads");
      columns::EventLog log;
      RIPE_RETURN_IF_ERROR(api::ReadAllEvents(data_, module_, zone_, index, &read, &log));
      phases.End("read events");
      report_->read.events_after_as_of = api::CountAfter(log, *as_of);
      answers = scorer_->Answer(log, index.size(), threads_);
      phases.End("fold events");
    }
    Status written = WriteAll(leads->get(), &held, answers ? &*answers : nullptr);
    if (!written.ok() && written.code() != StatusCode::kClosedPipe) return written;
    RIPE_RETURN_IF_ERROR(read.Finish());
    if (written.ok()) written = writer_->Finish();
    phases.End("score and write");
    api::FillSummary(read, &report_->read);
    for (size_t s = 0; s < by_stage_.size(); ++s)
      report_->by_stage.emplace_back(plan_->stages[s], by_stage_[s]);
    return written;
  }

 private:
  Status OpenOutput() {
    std::vector<io::OutputColumn> columns = {{data_->id_name(), io::OutputKind::kText},
                                             {"score", io::OutputKind::kPoints}};
    for (const ir::Group& g : plan_->groups) columns.push_back({g.name, io::OutputKind::kPoints});
    columns.push_back({"stage", io::OutputKind::kText});
    if (request_.reasons > 0) columns.push_back({"reasons", io::OutputKind::kText});
    io::WriterOptions options;
    options.path = request_.output.empty() ? "-" : request_.output;
    options.format = request_.output_format;
    options.bom = request_.bom;
    options.raw = request_.raw;
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
    scorer_->Run(chunk, answers, {.ledger = false, .outputs = false, .reasons = request_.reasons},
                 &scores);
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
      if (points == 0) continue;
      text +=
          fmt::format("{}{} ({}{})", text.empty() ? "" : "; ", module_.rules[reasons[k].rule].label,
                      points > 0 ? "+" : "", FormatPoints(points));
    }
    return text;
  }

  Status WriteOne(std::future<Scored> future) {
    const Scored scored = future.get();
    for (size_t s = 0; s < by_stage_.size(); ++s) by_stage_[s] += scored.by_stage[s];
    RIPE_RETURN_IF_ERROR(writer_->WriteText(scored.text));
    done_ += scored.rows;
    if (request_.progress) request_.progress(done_);
    return Status::Ok();
  }

  // Chunks go out to threads and come back in order; at most two a thread are under way.
  Status WriteAll(io::LeadReader* reader, std::deque<columns::LeadChunk>* held,
                  const columns::Answers* answers) {
    std::deque<std::future<Scored>> under_way;
    const auto policy = threads_ > 1 ? std::launch::async : std::launch::deferred;
    const auto next = [&]() -> Result<std::optional<columns::LeadChunk>> {
      if (data_->event_tables() == 0) return reader->Next();
      if (held->empty()) return std::optional<columns::LeadChunk>();
      std::optional<columns::LeadChunk> chunk = std::move(held->front());
      held->pop_front();
      return chunk;
    };
    for (;;) {
      Result<std::optional<columns::LeadChunk>> chunk = next();
      if (!chunk.ok()) return chunk.status();
      if (!chunk->has_value()) break;
      under_way.push_back(std::async(
          policy, [this, answers, c = std::move(**chunk)] { return ScoreChunk(c, answers); }));
      if (under_way.size() >= 2 * threads_) {
        RIPE_RETURN_IF_ERROR(WriteOne(std::move(under_way.front())));
        under_way.pop_front();
      }
    }
    for (; !under_way.empty(); under_way.pop_front())
      RIPE_RETURN_IF_ERROR(WriteOne(std::move(under_way.front())));
    return Status::Ok();
  }

  const ScoreRequest& request_;
  const check::Module& module_;
  Dataset* data_;
  ScoreReport* report_;
  types::Zone zone_;
  unsigned threads_;
  std::shared_ptr<const ir::Plan> plan_;
  std::unique_ptr<api::Scorer> scorer_;
  std::unique_ptr<io::TableWriter> writer_;
  columns::Dictionary stage_names_;
  std::vector<uint64_t> by_stage_;
  uint64_t done_ = 0;
};

}  // namespace

Result<ScoreReport> ScoreFile(const ScoreRequest& request) {
  Result<std::unique_ptr<Dataset>> data = Dataset::Open(request.data);
  if (!data.ok()) return data.status();
  Result<api::Compiled> compiled = api::Compile(request.rules, &(*data)->schema());
  if (!compiled.ok()) return compiled.status();
  RIPE_RETURN_IF_ERROR((*data)->types_status());
  ScoreReport report;
  report.diagnostics = compiled->diagnostics;
  if (report.diagnostics.has_errors()) return report;
  RIPE_RETURN_IF_ERROR(FileScorer(request, compiled->module, data->get(), &report).Run());
  return report;
}

}  // namespace ripe
