#include "runtime/api/read_all.h"

#include <numeric>
#include <utility>

#include "runtime/api/event_types.h"
#include "runtime/io/ordered.h"

namespace ripe::api {

namespace {

class LeadWork : public io::OrderedWork {
 public:
  LeadWork(io::LeadReader* reader, std::deque<columns::LeadChunk>* chunks)
      : reader_(reader), chunks_(chunks) {}
  Result<std::unique_ptr<Item>> Take(bool* wait) override {
    Result<std::unique_ptr<io::LeadReader::Piece>> piece = reader_->Take(wait);
    if (!piece.ok()) return piece.status();
    if (*piece == nullptr) return std::unique_ptr<Item>();
    auto part = std::make_unique<Part>();
    part->piece = std::move(*piece);
    return std::unique_ptr<Item>(std::move(part));
  }
  Status First(Item* item, unsigned) override {
    return reader_->Parse(static_cast<Part*>(item)->piece.get());
  }
  Result<bool> Middle(Item* item) override {
    return reader_->Merge(static_cast<Part*>(item)->piece.get());
  }
  Status Second(Item* item, unsigned) override {
    Part* part = static_cast<Part*>(item);
    Result<columns::LeadChunk> chunk = reader_->Finish(part->piece.get());
    if (!chunk.ok()) return chunk.status();
    part->chunk = std::move(*chunk);
    return Status::Ok();
  }
  Status Last(Item* item) override {
    Part* part = static_cast<Part*>(item);
    if (part->chunk.rows > 0) chunks_->push_back(std::move(part->chunk));
    return Status::Ok();
  }

 private:
  struct Part : Item {
    std::unique_ptr<io::LeadReader::Piece> piece;
    columns::LeadChunk chunk;
  };
  io::LeadReader* reader_;
  std::deque<columns::LeadChunk>* chunks_;
};

// Events are parsed, given the Plan's types in place of their own, and folded.
class FoldWork : public io::OrderedWork {
 public:
  FoldWork(io::EventReader* reader, const io::EventSession& session, const EventTypes& types,
           int64_t as_of, unsigned threads, Folding* folding)
      : reader_(reader),
        session_(session),
        types_(types),
        as_of_(as_of),
        folding_(folding),
        after_(threads, 0) {}

  Result<std::unique_ptr<Item>> Take(bool* wait) override {
    Result<std::unique_ptr<io::EventReader::Piece>> piece = reader_->Take(wait);
    if (!piece.ok()) return piece.status();
    if (*piece == nullptr) return std::unique_ptr<Item>();
    auto part = std::make_unique<Part>();
    part->piece = std::move(*piece);
    return std::unique_ptr<Item>(std::move(part));
  }
  Status First(Item* item, unsigned) override {
    return reader_->Parse(static_cast<Part*>(item)->piece.get());
  }
  Result<bool> Middle(Item* item) override {
    Part* part = static_cast<Part*>(item);
    Result<bool> kept = reader_->Merge(part->piece.get());
    if (!kept.ok() || !*kept) return kept;
    const std::vector<std::string>& names = session_.type_names();
    if (codes_ == nullptr || codes_->size() < names.size()) {
      auto codes = codes_ ? std::make_shared<std::vector<uint16_t>>(*codes_)
                          : std::make_shared<std::vector<uint16_t>>();
      while (codes->size() < names.size()) codes->push_back(types_.CodeOf(names[codes->size()]));
      codes_ = std::move(codes);
    }
    part->codes = codes_;
    return true;
  }
  Status Second(Item* item, unsigned thread) override {
    Part* part = static_cast<Part*>(item);
    Result<columns::EventChunk> chunk = reader_->Finish(part->piece.get());
    if (!chunk.ok()) return chunk.status();
    if (chunk->rows == 0) return Status::Ok();
    std::vector<uint16_t> types(chunk->rows);
    uint64_t after = 0;
    for (size_t i = 0; i < chunk->rows; ++i) {
      types[i] = (*part->codes)[chunk->types[i]];
      after += chunk->times[i] > as_of_;
    }
    after_[thread] += after;
    chunk->types = types.data();
    folding_->Fold(*chunk, thread);
    return Status::Ok();
  }
  uint64_t after() const { return std::accumulate(after_.begin(), after_.end(), uint64_t{0}); }

 private:
  struct Part : Item {
    std::unique_ptr<io::EventReader::Piece> piece;
    std::shared_ptr<const std::vector<uint16_t>> codes;
  };
  io::EventReader* reader_;
  const io::EventSession& session_;
  const EventTypes& types_;
  int64_t as_of_;
  Folding* folding_;
  std::shared_ptr<const std::vector<uint16_t>> codes_;  // by type of the session
  std::vector<uint64_t> after_;                         // by thread
};

}  // namespace

Status ReadAllLeads(io::LeadReader* reader, std::deque<columns::LeadChunk>* chunks,
                    unsigned threads) {
  LeadWork work(reader, chunks);
  return io::RunOrdered(&work, threads);
}

Result<EventAnswers> FoldAllEvents(Dataset* data, const check::Module& module,
                                   const types::Zone& zone, const io::LeadIndex& index,
                                   int64_t as_of, unsigned threads, Scorer* scorer,
                                   io::Report* report) {
  EventAnswers out;
  const EventTypes types(scorer->plan());
  Folding folding(scorer, types.names(), index.size(), threads);
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
      FoldWork work(reader->get(), session, types, as_of, threads, &folding);
      RIPE_RETURN_IF_ERROR(io::RunOrdered(&work, threads));
      out.after_as_of += work.after();
    }
    folding.EndPass();
  }
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

uint64_t CountAfter(const columns::EventLog& log, int64_t as_of) {
  uint64_t count = 0;
  for (const columns::EventChunk& chunk : log.chunks) {
    for (size_t i = 0; i < chunk.rows; ++i) count += chunk.times[i] > as_of ? 1 : 0;
  }
  return count;
}

}  // namespace ripe::api
