// Whole files in memory, where scoring needs all of one before it can begin with another.
#pragma once

#include <cstdint>
#include <deque>

#include "runtime/api/dataset.h"
#include "runtime/api/memory.h"
#include "runtime/api/scorer.h"
#include "runtime/columns/columns.h"

namespace ripe::api {

Status ReadAllLeads(io::LeadReader* reader, std::deque<columns::LeadChunk>* chunks,
                    unsigned threads = 1, PhaseClock* clock = nullptr);
// Reads them for what the reader's Report says.
Status PassLeads(io::LeadReader* reader, unsigned threads, PhaseClock* clock = nullptr);
// The same within a limit. Chunks are held while they fit; once they do not, none is, and the leads
// are to be read again. Where not even `index`, which the reader fills, fits with `bytes_a_lead`
// more for each lead, reading ends early.
struct LeadsHeld {
  std::deque<columns::LeadChunk> chunks;
  bool all = true;   // the chunks are all leads
  bool fits = true;  // the index does
};
Result<LeadsHeld> ReadLeadsWithin(const MemoryBudget& budget, size_t bytes_a_lead, bool hold,
                                  const io::LeadIndex& index, io::LeadReader* reader,
                                  unsigned threads, PhaseClock* clock = nullptr);

// kLimit where the ids of events that were met take more than there is room for beside
// `other_bytes`.
Status EventIdsFit(const io::EventSession& session, const MemoryBudget& budget,
                   uint64_t other_bytes = 0);
// The events of all tables; their leads are rows of `index`.
Status ReadAllEvents(Dataset* data, const check::Module& module, const types::Zone& zone,
                     const io::LeadIndex& index, io::Report* report, columns::EventLog* log);
// The same, but folded into answers while they are read, by several threads: nothing is held.
struct EventAnswers {
  columns::Answers answers;
  uint64_t after_as_of = 0;  // events that do not count
};
Result<EventAnswers> FoldAllEvents(Dataset* data, const check::Module& module,
                                   const types::Zone& zone, const io::LeadIndex& index,
                                   int64_t as_of, unsigned threads, const MemoryBudget& budget,
                                   Scorer* scorer, io::Report* report);

}  // namespace ripe::api
