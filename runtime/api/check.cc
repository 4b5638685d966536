// Checking rules files, on their own or against data. With data the rules also run over it, so that
// a rule that never fires is named.
#include <fmt/format.h>

#include <utility>

#include "compiler/ir/lower.h"
#include "ripe/ripe.h"
#include "runtime/api/compile.h"
#include "runtime/api/dataset.h"
#include "runtime/api/read_all.h"
#include "runtime/api/scorer.h"
#include "runtime/io/guard.h"

namespace ripe {
namespace {

using api::Dataset;

// The rules that gave no lead any points, as notes.
Status NeverFires(const api::Compiled& compiled, Dataset* data, std::vector<std::string>* notes) {
  const check::Module& module = compiled.module;
  const types::Zone zone = api::ZoneOf(module);
  Result<int64_t> as_of = data->AsOf(zone);
  if (!as_of.ok()) return as_of.status();
  io::Report read;
  io::LeadIndex index;
  Result<std::unique_ptr<io::LeadReader>> leads = data->ReadLeads(module, zone, &index, &read);
  if (!leads.ok()) return leads.status();
  std::deque<columns::LeadChunk> chunks;
  RIPE_RETURN_IF_ERROR(api::ReadAllLeads(leads->get(), &chunks));
  columns::EventLog log;
  RIPE_RETURN_IF_ERROR(api::ReadAllEvents(data, module, zone, index, &read, &log));
  api::Scorer scorer(std::make_shared<const ir::Plan>(ir::Lower(module)), *as_of, zone);
  const columns::Answers answers =
      scorer.Answer(log, index.size(), api::ThreadsOf(data->options().threads));
  std::vector<bool> fired(module.rules.size());
  api::ChunkScores scores;
  for (const columns::LeadChunk& chunk : chunks) {
    scorer.Run(chunk, &answers, {.ledger = true, .outputs = false, .reasons = 0}, &scores);
    for (size_t r = 0; r < fired.size(); ++r) {
      for (size_t i = 0; i < chunk.rows && !fired[r]; ++i) fired[r] = scores.ledger[r][i] != 0;
    }
  }
  for (size_t r = 0; r < fired.size(); ++r) {
    if (fired[r] || index.size() == 0) continue;
    const check::Rule& rule = module.rules[r];
    const source::SourceFile& file = compiled.sources->file(rule.span.file);
    const source::Position at = file.PositionOf(rule.span.begin);
    notes->push_back(fmt::format("{}:{}:{}: note: \"{}\" gives points to none of the {} leads",
                                 file.path(), at.line, at.column, rule.label, index.size()));
  }
  ReadSummary summary;
  api::FillSummary(read, &summary);
  for (std::string& note : summary.notes) notes->push_back(std::move(note));
  return Status::Ok();
}

Result<CheckReport> CheckUnguarded(const CheckRequest& request) {
  CheckReport report;
  std::unique_ptr<Dataset> data;
  if (!request.data.leads.empty()) {
    Result<std::unique_ptr<Dataset>> opened = Dataset::Open(request.data, true);
    if (!opened.ok()) return opened.status();
    data = std::move(*opened);
  }
  for (const std::string& path : request.rules) {
    Result<api::Compiled> compiled =
        api::Compile(path, data == nullptr ? nullptr : &data->schema());
    if (!compiled.ok()) return compiled.status();
    if (data != nullptr) RIPE_RETURN_IF_ERROR(data->types_status());
    report.diagnostics.Append(compiled->diagnostics);
    if (data != nullptr && !compiled->diagnostics.has_errors())
      RIPE_RETURN_IF_ERROR(NeverFires(*compiled, data.get(), &report.notes));
  }
  return report;
}

}  // namespace

Result<CheckReport> Check(const CheckRequest& request) {
  return io::Guarded([&] { return CheckUnguarded(request); });
}

}  // namespace ripe
