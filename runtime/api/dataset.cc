#include "runtime/api/dataset.h"

#include <fmt/format.h>

#include <chrono>
#include <unordered_set>
#include <utility>

#include "compiler/types/calendar.h"
#include "runtime/api/scorer.h"

namespace ripe::api {
namespace {

io::SourceOptions SourceOf(const DataOptions& options, const std::string& path,
                           const std::string& format, bool reread) {
  io::SourceOptions source;
  source.path = path;
  source.format = format;
  if (options.delimiter != '\0') source.delimiter = std::string(1, options.delimiter);
  source.encoding = options.encoding;
  source.reread = reread;
  source.threads = ThreadsOf(options.threads);
  return source;
}

std::vector<check::Schema::Column> SchemaColumns(const io::Table& table) {
  std::vector<check::Schema::Column> columns;
  for (const io::ColumnInfo& c : table.columns()) columns.push_back({c.name, c.type});
  return columns;
}

}  // namespace

Result<std::unique_ptr<Dataset>> Dataset::Open(const DataOptions& options, bool reread) {
  std::unique_ptr<Dataset> data(new Dataset());
  data->options_ = options;
  size_t standard_inputs = options.leads == "-" ? 1 : 0;
  for (const std::string& path : options.events) standard_inputs += path == "-" ? 1 : 0;
  if (standard_inputs > 1)
    return Status(StatusCode::kUsage,
                  "standard input (-) can be read once only; name a file for the others");

  Result<std::unique_ptr<io::Table>> leads =
      io::OpenTable(SourceOf(options, options.leads, options.leads_format, reread));
  if (!leads.ok()) return leads.status();
  data->leads_ = std::move(*leads);
  Result<int> id = io::FindIdColumn(*data->leads_, options.id);
  if (!id.ok()) return id.status();
  data->id_column_ = *id;
  data->id_name_ = data->leads_->columns()[static_cast<size_t>(*id)].name;
  for (const std::string& path : options.events) {
    // Their types may be asked for before they are read.
    Result<std::unique_ptr<io::Table>> events =
        io::OpenTable(SourceOf(options, path, options.events_format, true));
    if (!events.ok()) return events.status();
    Result<io::EventRoles> roles = io::FindEventRoles(**events, data->id_name_, options.event_id);
    if (!roles.ok()) return roles.status();
    data->events_.push_back(std::move(*events));
    data->roles_.push_back(*roles);
  }
  data->MakeSchema();
  return data;
}

void Dataset::MakeSchema() {
  schema_.has_leads = true;
  schema_.leads = SchemaColumns(*leads_);
  schema_.has_events = !events_.empty();
  for (const auto& table : events_) {
    for (check::Schema::Column& c : SchemaColumns(*table)) {
      bool known = false;
      for (const check::Schema::Column& have : schema_.event_columns)
        known = known || have.name == c.name;
      if (!known) schema_.event_columns.push_back(std::move(c));
    }
  }
  schema_.event_types = [this] {
    std::vector<std::string> all;
    std::unordered_set<std::string> seen;
    for (size_t i = 0; i < events_.size(); ++i) {
      Result<std::vector<std::string>> types = events_[i]->DistinctTexts(roles_[i].type);
      if (!types.ok()) {
        types_status_ = types.status();
        break;
      }
      for (std::string& type : *types) {
        if (seen.insert(type).second) all.push_back(std::move(type));
      }
    }
    return all;
  };
}

Result<int64_t> Dataset::AsOf(const types::Zone& zone) const {
  if (options_.as_of.empty()) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<int64_t>(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
  }
  if (const auto as_of = types::ParseAsOf(options_.as_of, zone)) return *as_of;
  return Status(
      StatusCode::kUsage,
      fmt::format(
          "--as-of \"{}\" is no date or time; write it like 2026-11-20, 2026-11-20T09:00 or "
          "2026-11-20T09:00:00+09:00",
          options_.as_of));
}

io::LeadRequest Dataset::LeadsOf(const check::Module& module, const types::Zone& zone,
                                 bool ids_only) const {
  io::LeadRequest request;
  request.id_column = id_column_;
  request.zone = zone;
  if (ids_only) return request;
  for (const check::Field& field : module.fields)
    request.columns.push_back({field.column, field.type, field.missing});
  return request;
}

io::EventRequest Dataset::EventsOf(size_t table, const check::Module& module,
                                   const types::Zone& zone) const {
  io::EventRequest request;
  request.roles = roles_[table];
  request.zone = zone;
  for (const check::Property& p : module.properties)
    request.properties.push_back({p.name, p.quoted, p.type});
  return request;
}

Result<std::unique_ptr<io::LeadReader>> Dataset::ReadLeads(const check::Module& module,
                                                           const types::Zone& zone,
                                                           io::LeadIndex* index,
                                                           io::Report* report) {
  return io::ReadLeads(leads_.get(), LeadsOf(module, zone, false), index, report);
}

Result<std::unique_ptr<io::LeadReader>> Dataset::ReadLeads(const check::Module& module,
                                                           const types::Zone& zone,
                                                           io::LeadNumbers* numbers, bool ids_only,
                                                           io::Report* report) {
  return io::ReadLeads(leads_.get(), LeadsOf(module, zone, ids_only), numbers, report);
}

Result<std::unique_ptr<io::EventReader>> Dataset::ReadEvents(
    size_t table, const check::Module& module, const types::Zone& zone, const io::LeadIndex* index,
    io::EventSession* session, io::Report* report) {
  return io::ReadEvents(events_[table].get(), EventsOf(table, module, zone), index, session,
                        report);
}

Result<std::unique_ptr<io::EventReader>> Dataset::ReadEventsWithIds(
    size_t table, const check::Module& module, const types::Zone& zone, io::EventSession* session,
    io::Report* report, UnreadableOf unreadable) {
  io::EventRequest request = EventsOf(table, module, zone);
  request.keep_ids = true;
  request.unreadable = std::move(unreadable);
  return io::ReadEvents(events_[table].get(), std::move(request), nullptr, session, report);
}

types::Zone ZoneOf(const check::Module& module) {
  return types::Zone::Find(module.timezone).value_or(types::Zone::Utc());
}

std::string AsOfText(int64_t as_of, const types::Zone& zone) {
  const int32_t day = zone.DateOf(as_of);
  const bool whole_day = day < types::kMaxDate && as_of == zone.StartOfDay(day + 1) - 1;
  return whole_day ? types::FormatDate(day) : types::FormatInstant(as_of, zone);
}

void FillSummary(io::Report& report, ReadSummary* summary) {
  summary->leads_read = report.leads().rows;
  summary->leads_rejected = report.leads().rejected;
  summary->leads_scored = report.leads().used();
  summary->events_read = report.events().rows;
  summary->events_rejected = report.events().rejected;
  summary->events_of_unknown_leads = report.events().unknown_leads;
  summary->events_repeated = report.events().repeated_events;
  summary->events_used = report.events().used();
  for (const io::Reject& r : report.examples()) {
    summary->notes.push_back(
        fmt::format("{}:{}:{}: row rejected: {}", r.file, r.line, r.column, io::RejectText(r)));
  }
  if (report.rejected() > report.examples().size()) {
    const uint64_t more = report.rejected() - report.examples().size();
    summary->notes.push_back(
        fmt::format("... and {} more rejected {} (--rejects FILE keeps them all)", more,
                    more == 1 ? "row" : "rows"));
  }
  for (const io::UnreadableCells& u : report.unreadable()) {
    summary->notes.push_back(fmt::format(
        "{}: column \"{}\": {} cell{} could not be read as {} and count as missing, first in line "
        "{}: \"{}\"",
        u.file, u.column, u.count, u.count == 1 ? "" : "s", u.type, u.example_line, u.example));
  }
}

}  // namespace ripe::api
