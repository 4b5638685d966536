// Records through the engine: one row of columns in the one layout that records have, so that a
// program is bound once. Which class an event belongs to is asked of the engine too: a second Plan
// counts, for a record of that event alone, the events of each class.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>
#include <set>
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

// The columns that a program looks at, ascending: fields, or in the where program properties.
std::vector<uint32_t> ColumnsOf(const ir::Program& program, std::set<uint32_t> columns) {
  for (const ir::Instr& i : program.instrs) {
    switch (i.prim) {
      case ir::Prim::kSameText:
        columns.insert(i.aux);
        columns.insert(i.index);
        break;
      case ir::Prim::kLoad:
      case ir::Prim::kLoadMask:
      case ir::Prim::kKnown:
      case ir::Prim::kLookup:
      case ir::Prim::kAnyTag:
      case ir::Prim::kAmong:
        columns.insert(i.index);
        break;
      default:  // reads none
        break;
    }
  }
  return {columns.begin(), columns.end()};
}

std::vector<uint32_t> PropertiesOf(const ir::Plan& plan) {
  std::set<uint32_t> summed;
  for (const ir::Question& q : plan.questions) {
    if (q.aggregate == ops::Aggregate::kSum) summed.insert(q.property);
  }
  return ColumnsOf(plan.where, std::move(summed));
}

}  // namespace

struct RecordProgram::Impl {
  Impl(const check::Module& m, std::shared_ptr<const ir::Plan> p, const types::Zone& zone)
      : module(m),
        plan(p),
        fields(ColumnsOf(p->leads, {})),
        properties(PropertiesOf(*p)),
        leads(p, 0, zone),
        classes(ClassPlan(*p), 0, zone) {}
  const check::Module& module;
  std::shared_ptr<const ir::Plan> plan;
  std::vector<uint32_t> fields, properties;  // those that the rules look at
  std::mutex mutex;                          // one run at a time: a scorer has one as-of instant
  Scorer leads;
  Scorer classes;
  ChunkScores scores;  // of the run at hand; its memory serves all

  void Score(Scorer* with, std::span<const Record> records, int64_t as_of, const Wanted& wanted,
             const std::function<void(size_t, const RecordResult&)>& got) {
    const std::lock_guard<std::mutex> lock(mutex);
    with->Rebase(as_of);
    RecordColumns cells;
    const columns::EventLog log = cells.AddEvents(module.properties, properties, records);
    columns::LeadChunk chunk;
    chunk.rows = records.size();
    chunk.columns = cells.AddFields(module.fields, fields, records);
    const columns::Answers answers = with->Answer(log, records.size(), 1);
    with->Run(chunk, &answers, wanted, &scores);
    RecordResult result;
    const auto take = [](const auto& columns, size_t row, auto* out) {
      out->clear();
      for (const auto& column : columns) out->push_back(column[row]);
    };
    for (size_t row = 0; row < records.size(); ++row) {
      result.score = scores.score[row];
      result.stage = scores.stage[row];
      take(scores.groups, row, &result.groups);
      if (wanted.ledger) take(scores.ledger, row, &result.ledger);
      if (wanted.outputs) take(scores.outputs, row, &result.outputs);
      got(row, result);
    }
  }

  RecordResult ScoreOne(Scorer* with, const Record& record, int64_t as_of, const Wanted& wanted) {
    RecordResult one;
    Score(with, {&record, 1}, as_of, wanted, [&](size_t, const RecordResult& r) { one = r; });
    return one;
  }
};

RecordProgram::RecordProgram(const check::Module& module, const ir::LowerOptions& options) {
  auto plan = std::make_shared<const ir::Plan>(ir::Lower(module, options));
  impl_ = std::make_unique<Impl>(module, std::move(plan),
                                 types::Zone::Find(module.timezone).value_or(types::Zone::Utc()));
}
RecordProgram::~RecordProgram() = default;

RecordResult RecordProgram::Run(const Record& record, int64_t as_of) const {
  return impl_->ScoreOne(&impl_->leads, record, as_of, {.ledger = true, .outputs = true});
}

void RecordProgram::RunAll(std::span<const Record> records, int64_t as_of,
                           const std::function<void(size_t, const RecordResult&)>& got) const {
  impl_->Score(&impl_->leads, records, as_of, {.outputs = true}, got);
}

std::vector<std::vector<bool>> RecordProgram::Classify(const Record& record) const {
  std::vector<std::vector<bool>> classes;
  for (const RecordEvent& event : record.events) {
    Record alone;
    alone.events.push_back(event);
    const RecordResult counted =
        impl_->ScoreOne(&impl_->classes, alone, event.time, {.outputs = true});
    std::vector<bool>& in = classes.emplace_back();
    for (double count : counted.outputs) in.push_back(count >= 1);
  }
  return classes;
}

const ir::Plan& RecordProgram::plan() const { return *impl_->plan; }

}  // namespace ripe::api
