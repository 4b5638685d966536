#include "runtime/api/read_all.h"

#include <fmt/format.h>

#include <atomic>
#include <numeric>
#include <utility>

#include "runtime/api/event_types.h"
#include "runtime/io/chunk_work.h"

namespace ripe::api {

namespace {

class LeadWork : public io::ChunkWork<io::LeadReader, columns::LeadChunk> {
 public:
  LeadWork(io::LeadReader* reader, std::deque<columns::LeadChunk>* chunks)
      : ChunkWork(reader), chunks_(chunks) {}

 private:
  virtual bool Hold(const columns::LeadChunk&) { return true; }
  Status Use(columns::LeadChunk chunk, columns::LeadChunk* made, unsigned) override {
    *made = std::move(chunk);
    return {};
  }
  Status Done(columns::LeadChunk* chunk) override {
    if (chunk->rows > 0 && Hold(*chunk)) chunks_->push_back(std::move(*chunk));
    return {};
  }

  std::deque<columns::LeadChunk>* chunks_;
};

// What a chunk takes, roughly: what it shares with others is not counted.
size_t BytesOf(const columns::LeadChunk& chunk) {
  const auto of = [&chunk](const columns::Column& column) {
    size_t bytes = (chunk.rows + 1) * columns::SizeOf(column.physical);
    if (column.valid != nullptr) bytes += column.valid_bits ? chunk.rows / 8 : chunk.rows;
    if (column.physical == columns::Physical::kRawText)
      bytes += column.as<uint32_t>()[chunk.rows] - column.as<uint32_t>()[0];
    if (column.physical == columns::Physical::kTagLists)
      bytes += size_t{4} * (column.as<uint32_t>()[chunk.rows] - column.as<uint32_t>()[0]);
    return bytes;
  };
  size_t bytes = of(chunk.ids);
  for (const columns::Column& column : chunk.columns) bytes += of(column);
  return bytes + bytes / 4;  // vectors have room to spare
}

class LeadWorkWithin : public LeadWork {
 public:
  LeadWorkWithin(const MemoryBudget& budget, size_t bytes_a_lead, bool hold,
                 const io::LeadIndex& index, io::LeadReader* reader, LeadsHeld* held)
      : LeadWork(reader, &held->chunks),
        budget_(budget),
        bytes_a_lead_(bytes_a_lead),
        hold_(hold),
        index_(index),
        held_(held) {}

 private:
  // Before the next piece: it has fewer leads than this, and shorter ids.
  Status Merged(columns::LeadChunk*) override {
    constexpr size_t kPiece = 65'536;
    needed_.store(index_.BytesWith(kPiece, kPiece * 16) + (index_.size() + kPiece) * bytes_a_lead_,
                  std::memory_order_relaxed);
    if (budget_.Fits(needed_.load(std::memory_order_relaxed))) return {};
    held_->fits = false;
    return {StatusCode::kLimit, ""};
  }
  bool Hold(const columns::LeadChunk& chunk) override {
    if (!hold_) return held_->all = false;
    if (!held_->all) return false;
    bytes_ += BytesOf(chunk);
    if (budget_.Fits(bytes_ + needed_.load(std::memory_order_relaxed))) return true;
    held_->all = false;
    held_->chunks.clear();
    ReturnFreeMemory();
    return false;
  }

  const MemoryBudget& budget_;
  size_t bytes_a_lead_;
  bool hold_;
  const io::LeadIndex& index_;
  LeadsHeld* held_;
  size_t bytes_ = 0;
  std::atomic<uint64_t> needed_ = 0;
};

// Events are parsed, given the Plan's types (by the session's) in place of their own, and folded.
class FoldWork
    : public io::ChunkWork<io::EventReader, std::shared_ptr<const std::vector<uint16_t>>> {
 public:
  FoldWork(io::EventReader* reader, const io::EventSession& session, const EventTypes& types,
           int64_t as_of, unsigned threads, const MemoryBudget& budget, uint64_t other_bytes,
           Folding* folding, PhaseClock* clock)
      : ChunkWork(reader),
        session_(session),
        types_(types),
        as_of_(as_of),
        budget_(budget),
        other_bytes_(other_bytes),
        folding_(folding),
        clock_(clock),
        after_(threads, 0) {}
  uint64_t after() const { return std::accumulate(after_.begin(), after_.end(), uint64_t{0}); }

 private:
  using Codes = std::shared_ptr<const std::vector<uint16_t>>;
  Status Merged(Codes* codes) override {
    RIPE_RETURN_IF_ERROR(EventIdsFit(session_, budget_, other_bytes_));
    *codes = codes_.Of(session_, types_);
    return {};
  }
  Status Use(columns::EventChunk chunk, Codes* codes, unsigned thread) override {
    if (chunk.rows == 0) return {};
    std::vector<uint16_t> types(chunk.rows);
    uint64_t after = 0;
    for (size_t i = 0; i < chunk.rows; ++i) {
      types[i] = (**codes)[chunk.types[i]];
      after += chunk.times[i] > as_of_;
    }
    after_[thread] += after;
    chunk.types = types.data();
    const InPhase in(clock_, Phase::kFoldEvents, chunk.rows);
    folding_->Fold(chunk, thread);
    return {};
  }

  const io::EventSession& session_;
  const EventTypes& types_;
  int64_t as_of_;
  const MemoryBudget& budget_;
  uint64_t other_bytes_;
  Folding* folding_;
  PhaseClock* clock_;
  TypeCodes codes_;
  std::vector<uint64_t> after_;  // by thread
};

}  // namespace

namespace {

Status RunTimed(LeadWork* work, unsigned threads, PhaseClock* clock) {
  TimedWork timed(
      work, clock,
      {.take = Phase::kReadLeads, .between = Phase::kParseLeads, .last = Phase::kParseLeads});
  return io::RunOrdered(&timed, threads);
}

}  // namespace

Status ReadAllLeads(io::LeadReader* reader, std::deque<columns::LeadChunk>* chunks,
                    unsigned threads, PhaseClock* clock) {
  LeadWork work(reader, chunks);
  return RunTimed(&work, threads, clock);
}

Status PassLeads(io::LeadReader* reader, unsigned threads, PhaseClock* clock) {
  class Pass : public LeadWork {
   public:
    using LeadWork::LeadWork;

   private:
    bool Hold(const columns::LeadChunk&) override { return false; }
  };
  Pass work(reader, nullptr);
  return RunTimed(&work, threads, clock);
}

Result<LeadsHeld> ReadLeadsWithin(const MemoryBudget& budget, size_t bytes_a_lead, bool hold,
                                  const io::LeadIndex& index, io::LeadReader* reader,
                                  unsigned threads, PhaseClock* clock) {
  LeadsHeld held;
  LeadWorkWithin work(budget, bytes_a_lead, hold, index, reader, &held);
  Status status = RunTimed(&work, threads, clock);
  if (!held.fits) return held;
  if (!status.ok()) return status;
  return held;
}

Status EventIdsFit(const io::EventSession& session, const MemoryBudget& budget,
                   uint64_t other_bytes) {
  if (session.event_ids() == 0 || budget.Fits(session.bytes() + other_bytes)) return {};
  return budget.TooMuch(fmt::format("the ids of the first {} events, which --event-id compares,",
                                    session.event_ids()),
                        session.bytes() + other_bytes);
}

Result<EventAnswers> FoldAllEvents(Dataset* data, const check::Module& module,
                                   const types::Zone& zone, const io::LeadIndex& index,
                                   int64_t as_of, unsigned threads, const MemoryBudget& budget,
                                   Scorer* scorer, io::Report* report) {
  EventAnswers out;
  const EventTypes types(scorer->plan());
  // Within a limit all sums are counted once.
  constexpr size_t kOwnWithin = size_t{4} << 20;
  Folding folding(scorer, types.names(), index.size(), threads,
                  budget.limited() ? kOwnWithin : Folding::kOwnSums);
  const uint64_t other_bytes = index.BytesWith(0, 0) + index.size() * folding.BytesALead();
  for (int pass = 0; pass < folding.passes(); ++pass) {
    folding.BeginPass();
    // What is wrong with the events is said once.
    io::Report quiet;
    io::EventSession session;
    out.after_as_of = 0;
    for (size_t table = 0; table < data->event_tables(); ++table) {
      Result<std::unique_ptr<io::EventReader>> reader =
          data->ReadEvents(table, module, zone, &index, &session, pass == 0 ? report : &quiet);
      if (!reader.ok()) return reader.status();
      FoldWork work(reader->get(), session, types, as_of, threads, budget, other_bytes, &folding,
                    scorer->clock());
      TimedWork timed(&work, scorer->clock(),
                      {.take = Phase::kReadEvents,
                       .between = Phase::kParseEvents,
                       .last = Phase::kParseEvents});
      RIPE_RETURN_IF_ERROR(io::RunOrdered(&timed, threads));
      out.after_as_of += work.after();
    }
    const InPhase in(scorer->clock(), Phase::kFoldEvents);
    folding.EndPass();
  }
  const InPhase in(scorer->clock(), Phase::kFoldEvents);
  out.answers = folding.Finish();
  return out;
}

Status ReadAllEvents(Dataset* data, const check::Module& module, const types::Zone& zone,
                     const io::LeadIndex& index, io::Report* report, columns::EventLog* log) {
  io::EventSession session;
  for (size_t table = 0; table < data->event_tables(); ++table) {
    Result<std::unique_ptr<io::EventReader>> reader =
        data->ReadEvents(table, module, zone, &index, &session, report);
    if (!reader.ok()) return reader.status();
    for (;;) {
      Result<std::optional<columns::EventChunk>> chunk = (*reader)->Next();
      if (!chunk.ok()) return chunk.status();
      if (!chunk->has_value()) break;
      log->chunks.push_back(std::move(**chunk));
    }
  }
  log->type_names = session.type_names();
  return Status::Ok();
}

}  // namespace ripe::api
