// Whole files in memory, where scoring needs all of one before it can begin with another.
#pragma once

#include <cstdint>
#include <deque>

#include "runtime/api/dataset.h"
#include "runtime/api/scorer.h"
#include "runtime/columns/columns.h"

namespace ripe::api {

Status ReadAllLeads(io::LeadReader* reader, std::deque<columns::LeadChunk>* chunks,
                    unsigned threads = 1);
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
                                   int64_t as_of, unsigned threads, Scorer* scorer,
                                   io::Report* report);
// How many events lie after as-of, and so do not count.
uint64_t CountAfter(const columns::EventLog& log, int64_t as_of);

}  // namespace ripe::api
