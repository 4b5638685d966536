// Whole files in memory, where scoring needs all of one before it can begin with another.
#pragma once

#include <cstdint>
#include <deque>

#include "runtime/api/dataset.h"
#include "runtime/columns/columns.h"

namespace ripe::api {

Status ReadAllLeads(io::LeadReader* reader, std::deque<columns::LeadChunk>* chunks);
// The events of all tables; their leads are rows of `index`.
Status ReadAllEvents(Dataset* data, const check::Module& module, const types::Zone& zone,
                     const io::LeadIndex& index, io::Report* report, columns::EventLog* log);
// How many events lie after as-of, and so do not count.
uint64_t CountAfter(const columns::EventLog& log, int64_t as_of);

}  // namespace ripe::api
