// The data of one run: opened tables, the schema they give the checker, and the options that name
// columns and the instant. Opened first, since an open rules file means what its data says; read
// after compiling, since only wanted columns are read.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/check/module.h"
#include "ripe/ripe.h"
#include "ripe/status.h"
#include "runtime/io/lead_numbers.h"
#include "runtime/io/reader.h"

namespace ripe::api {

// Not movable while its Schema is in use: the schema's callback reads these tables.
class Dataset {
 public:
  // Opens every table and finds the id column. With `reread` the leads may be read more than once.
  // kIo, kUsage as OpenTable.
  static Result<std::unique_ptr<Dataset>> Open(const DataOptions& options, bool reread = false);

  const check::Schema& schema() const { return schema_; }
  const std::string& id_name() const { return id_name_; }
  // All ids are whole numbers of 64 bits, says the file's format.
  bool integer_ids() const { return leads_->columns()[static_cast<size_t>(id_column_)].integers; }
  const DataOptions& options() const { return options_; }

  // The instant to judge at, in the rules' zone. kUsage where `--as-of` is no date or time.
  Result<int64_t> AsOf(const types::Zone& zone) const;

  // Readers for what the module looks at. `index` as in io::ReadLeads.
  Result<std::unique_ptr<io::LeadReader>> ReadLeads(const check::Module& module,
                                                    const types::Zone& zone, io::LeadIndex* index,
                                                    io::Report* report);
  // For further passes (io/lead_numbers.h). `ids_only`: none of the columns.
  Result<std::unique_ptr<io::LeadReader>> ReadLeads(const check::Module& module,
                                                    const types::Zone& zone,
                                                    io::LeadNumbers* numbers, bool ids_only,
                                                    io::Report* report);
  const std::string& leads_path() const { return leads_->path(); }
  size_t event_tables() const { return events_.size(); }
  Result<std::unique_ptr<io::EventReader>> ReadEvents(size_t table, const check::Module& module,
                                                      const types::Zone& zone,
                                                      const io::LeadIndex* index,
                                                      io::EventSession* session,
                                                      io::Report* report);
  // Events of all leads with their ids (io::EventRequest::keep_ids, unreadable).
  using UnreadableOf = std::function<Status(std::string_view, const io::UnreadableCells&)>;
  Result<std::unique_ptr<io::EventReader>> ReadEventsWithIds(
      size_t table, const check::Module& module, const types::Zone& zone, io::EventSession* session,
      io::Report* report, UnreadableOf unreadable);
  // An error that reading the event types for the checker met; ok where there was none.
  const Status& types_status() const { return types_status_; }

 private:
  Dataset() = default;
  void MakeSchema();
  io::LeadRequest LeadsOf(const check::Module& module, const types::Zone& zone,
                          bool ids_only) const;
  io::EventRequest EventsOf(size_t table, const check::Module& module,
                            const types::Zone& zone) const;

  DataOptions options_;
  std::unique_ptr<io::Table> leads_;
  std::vector<std::unique_ptr<io::Table>> events_;
  std::vector<io::EventRoles> roles_;
  int id_column_ = 0;
  std::string id_name_;
  check::Schema schema_;
  Status types_status_;
};

// The zone of a checked module (the checker has made sure that it exists).
types::Zone ZoneOf(const check::Module& module);

// An as-of instant for people: the last microsecond of a local day is that day.
std::string AsOfText(int64_t as_of, const types::Zone& zone);

// The counts and notes of a finished read.
void FillSummary(io::Report& report, ReadSummary* summary);

}  // namespace ripe::api
