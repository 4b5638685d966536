// Explain: finds the lead and its events in the files, makes a record of them, scores it, and lets
// each part say its share.
#include <fmt/format.h>

#include "ripe/ripe.h"
#include "runtime/api/compile.h"
#include "runtime/api/dataset.h"
#include "runtime/api/explain_facts.h"
#include "runtime/io/guard.h"

namespace ripe {
namespace {

using api::Dataset;

// The lead's row as cells; kUsage where no lead has the id. Reads on behind it, so that what is
// wrong with the file is told as scoring tells it, wherever the lead stands.
Result<std::vector<api::Cell>> FindLead(Dataset* data, const check::Module& module,
                                        const types::Zone& zone, const std::string& id,
                                        io::Report* report) {
  io::LeadIndex index;
  Result<std::unique_ptr<io::LeadReader>> reader = data->ReadLeads(module, zone, &index, report);
  if (!reader.ok()) return reader.status();
  std::optional<std::vector<api::Cell>> cells;
  for (;;) {
    Result<std::optional<columns::LeadChunk>> chunk = (*reader)->Next();
    if (!chunk.ok()) return chunk.status();
    if (!chunk->has_value()) break;
    const int32_t row = cells ? -1 : index.Find(id);
    if (row < 0) continue;
    const size_t at = static_cast<size_t>(row) - (*chunk)->first_row;
    cells.emplace();
    for (size_t f = 0; f < module.fields.size(); ++f)
      cells->push_back(api::CellAt((*chunk)->columns[f], module.fields[f].type, at));
  }
  if (cells) return std::move(*cells);
  return Status(StatusCode::kUsage, fmt::format("no lead in {} has \"{}\" in its column \"{}\"",
                                                data->options().leads, id, data->id_name()));
}

Result<std::vector<api::RecordEvent>> FindEvents(Dataset* data, const check::Module& module,
                                                 const types::Zone& zone, const std::string& id,
                                                 io::Report* report) {
  io::LeadIndex only;
  only.Insert(id);
  io::EventSession session;
  std::vector<api::RecordEvent> found;
  for (size_t table = 0; table < data->event_tables(); ++table) {
    Result<std::unique_ptr<io::EventReader>> reader =
        data->ReadEvents(table, module, zone, &only, &session, report);
    if (!reader.ok()) return reader.status();
    for (;;) {
      Result<std::optional<columns::EventChunk>> chunk = (*reader)->Next();
      if (!chunk.ok()) return chunk.status();
      if (!chunk->has_value()) break;
      const columns::EventChunk& c = **chunk;
      for (size_t i = 0; i < c.rows; ++i) {
        if (c.leads[i] < 0) continue;
        api::RecordEvent event{session.type_names()[c.types[i]], c.times[i], {}};
        for (size_t p = 0; p < module.properties.size(); ++p) {
          event.properties.push_back(api::CellAt(c.properties[p], module.properties[p].type, i));
        }
        found.push_back(std::move(event));
      }
    }
  }
  return found;
}

Result<Explanation> ExplainUnguarded(const ExplainRequest& request) {
  Result<std::unique_ptr<Dataset>> data = Dataset::Open(request.data);
  if (!data.ok()) return data.status();
  Result<api::Compiled> compiled = api::Compile(request.rules, &(*data)->schema());
  if (!compiled.ok()) return compiled.status();
  RIPE_RETURN_IF_ERROR((*data)->types_status());
  if (api::ReadFrom(*compiled->sources, request.data.rejects))
    return api::WouldReplaceRules(request.data.rejects);
  Explanation out;
  out.diagnostics = compiled->diagnostics;
  if (out.diagnostics.has_errors()) return out;

  const check::Module& module = compiled->module;
  const types::Zone zone = api::ZoneOf(module);
  Result<int64_t> as_of = (*data)->AsOf(zone);
  if (!as_of.ok()) return as_of.status();
  io::Report report({.strict = request.data.strict, .rejects_path = request.data.rejects});
  api::Record record;
  Result<std::vector<api::Cell>> lead = FindLead(data->get(), module, zone, request.id, &report);
  if (!lead.ok()) return lead.status();
  record.fields = std::move(*lead);
  Result<std::vector<api::RecordEvent>> events =
      FindEvents(data->get(), module, zone, request.id, &report);
  if (!events.ok()) return events.status();
  record.events = std::move(*events);
  RIPE_RETURN_IF_ERROR(report.Finish());
  api::FillSummary(report, &out.read);

  const api::ExplainProbes probes = api::MakeProbes(module);
  const api::RecordProgram program(module, probes.options);
  const api::RecordProgram plain(module, {});
  api::Facts facts{.sources = *compiled->sources,
                   .module = module,
                   .zone = zone,
                   .as_of = *as_of,
                   .record = std::move(record),
                   .program = program,
                   .plain = plain,
                   .base = {},
                   .classes = {}};
  facts.base = program.Run(facts.record, *as_of);
  facts.classes = program.Classify(facts.record);
  out.id = request.id;
  out.as_of = types::FormatInstant(*as_of, zone);
  out.stage = program.plan().stages[facts.base.stage];
  out.score = facts.base.score;
  api::ExplainRules(facts, probes, &out);
  api::ExplainForecast(facts, &out);
  api::ExplainStages(facts, probes, &out);
  api::ExplainLifts(facts, &out);
  return out;
}

}  // namespace

Result<Explanation> Explain(const ExplainRequest& request) {
  return io::Guarded([&] { return ExplainUnguarded(request); });
}

}  // namespace ripe
