#include "runtime/api/read_all.h"

#include <utility>

namespace ripe::api {

Status ReadAllLeads(io::LeadReader* reader, std::deque<columns::LeadChunk>* chunks) {
  for (;;) {
    Result<std::optional<columns::LeadChunk>> chunk = reader->Next();
    if (!chunk.ok()) return chunk.status();
    if (!chunk->has_value()) return Status::Ok();
    chunks->push_back(std::move(**chunk));
  }
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
