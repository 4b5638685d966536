// Records through the engine: one row of columns in the one layout that records have, so that a
// program is bound once. Which class an event belongs to is asked of the engine too: a second Plan
// counts, for a record of that event alone, the events of each class.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "compiler/source/unicode.h"
#include "runtime/api/record.h"
#include "runtime/api/record_columns.h"
#include "runtime/api/scorer.h"

namespace ripe::api {
namespace {

using columns::Column;
using ir::Physical;
using types::ValueType;

// A Plan whose outputs are, for each class, how many events of it there are.
std::shared_ptr<const ir::Plan> ClassPlan(const ir::Plan& plan) {
  auto out = std::make_shared<ir::Plan>(plan);
  out->leads = {};
  out->questions.clear();
  out->rules.clear();
  out->groups.clear();
  for (uint32_t c = 0; c < plan.classes.size(); ++c) {
    ir::Question q;
    q.events = c;
    q.saturate = 1;
    out->questions.push_back(q);
    ir::Instr ask;
    ask.prim = ir::Prim::kQuestion;
    ask.kind = ir::Kind::kNumber;
    ask.index = c;
    ir::Instr store;
    store.prim = ir::Prim::kStore;
    store.a = ir::Value{2 * c};
    store.index = c;
    out->leads.instrs.push_back(ask);
    out->leads.instrs.push_back(store);
    out->leads.outputs.push_back(ir::Kind::kNumber);
  }
  return out;
}

}  // namespace

struct RecordProgram::Impl {
  Impl(const check::Module& m, std::shared_ptr<const ir::Plan> p, const types::Zone& zone)
      : module(m), plan(p), leads(p, 0, zone), classes(ClassPlan(*p), 0, zone) {}
  const check::Module& module;
  std::shared_ptr<const ir::Plan> plan;
  std::mutex mutex;  // one run at a time: a scorer has one as-of instant
  Scorer leads;
  Scorer classes;

  RecordResult Score(Scorer* with, const Record& record, int64_t as_of) {
    const std::lock_guard<std::mutex> lock(mutex);
    with->Rebase(as_of);
    RecordColumns cells;
    const columns::EventLog log = cells.AddEvents(module.properties, record.events);
    columns::LeadChunk chunk;
    chunk.rows = 1;
    for (size_t f = 0; f < module.fields.size(); ++f) {
      chunk.columns.push_back(cells.Add(module.fields[f].type,
                                        {f < record.fields.size() ? &record.fields[f] : nullptr}));
    }
    const columns::Answers answers = with->Answer(log, 1, 1);
    ChunkScores scores;
    with->Run(chunk, &answers, {.ledger = true, .outputs = true, .reasons = 0}, &scores);
    RecordResult result;
    result.score = scores.score[0];
    result.stage = scores.stage[0];
    for (const auto& g : scores.groups) result.groups.push_back(g[0]);
    for (const auto& r : scores.ledger) result.ledger.push_back(r[0]);
    for (const auto& o : scores.outputs) result.outputs.push_back(o[0]);
    return result;
  }
};

RecordProgram::RecordProgram(const check::Module& module, const ir::LowerOptions& options) {
  auto plan = std::make_shared<const ir::Plan>(ir::Lower(module, options));
  impl_ = std::make_unique<Impl>(module, std::move(plan),
                                 types::Zone::Find(module.timezone).value_or(types::Zone::Utc()));
}
RecordProgram::~RecordProgram() = default;

RecordResult RecordProgram::Run(const Record& record, int64_t as_of) const {
  return impl_->Score(&impl_->leads, record, as_of);
}

std::vector<std::vector<bool>> RecordProgram::Classify(const Record& record) const {
  std::vector<std::vector<bool>> classes;
  for (const RecordEvent& event : record.events) {
    Record alone;
    alone.events.push_back(event);
    const RecordResult counted = impl_->Score(&impl_->classes, alone, event.time);
    std::vector<bool>& in = classes.emplace_back();
    for (double count : counted.outputs) in.push_back(count >= 1);
  }
  return classes;
}

const ir::Plan& RecordProgram::plan() const { return *impl_->plan; }

}  // namespace ripe::api
