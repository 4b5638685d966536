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
#include "runtime/api/scorer.h"

namespace ripe::api {
namespace {

using columns::Column;
using ir::Physical;
using types::ValueType;

// The memory of the columns of some rows.
class Cells {
 public:
  // The column of `type` with these cells in order; it stays valid while this object lives.
  Column Add(ValueType type, const std::vector<const Cell*>& cells) {
    switch (type) {
      case ValueType::kNumber:
        return Plain<double>(Physical::kF64, cells, std::numeric_limits<double>::quiet_NaN(),
                             [](const Cell& c) { return std::get_if<double>(&c); });
      case ValueType::kYesNo:
        return Plain<uint8_t>(Physical::kYesNo8, cells, 2,
                              [](const Cell& c) { return std::get_if<bool>(&c); });
      case ValueType::kDate:
        return Plain<int32_t>(Physical::kDate32, cells, types::kMissingDate,
                              [](const Cell& c) { return std::get_if<int32_t>(&c); });
      case ValueType::kTime:
        return Times(cells);
      case ValueType::kText:
        return Texts(cells);
      case ValueType::kTags:
        return Tags(cells);
    }
    __builtin_unreachable();
  }

 private:
  template <class T, class Get>
  Column Plain(Physical physical, const std::vector<const Cell*>& cells, T missing, Get get) {
    auto values = std::make_shared<std::vector<T>>();
    for (const Cell* cell : cells) {
      const auto* v = cell == nullptr ? nullptr : get(*cell);
      values->push_back(v == nullptr ? missing : static_cast<T>(*v));
    }
    return Keep(physical, std::move(values));
  }
  Column Times(const std::vector<const Cell*>& cells) {
    auto values = std::make_shared<std::vector<int64_t>>();
    for (const Cell* cell : cells) {
      const auto* v = cell == nullptr ? nullptr : std::get_if<Instant>(cell);
      values->push_back(v == nullptr ? types::kMissingTime : v->micros);
    }
    return Keep(Physical::kTime64, std::move(values));
  }
  template <class T>
  Column Keep(Physical physical, std::shared_ptr<std::vector<T>> values) {
    // Kernels may read whole vectors past the last row.
    values->resize(values->size() + 64 / sizeof(T) + 1);
    Column column;
    column.physical = physical;
    column.data = values->data();
    owners_.push_back(std::move(values));
    return column;
  }
  Column Texts(const std::vector<const Cell*>& cells) {
    auto dictionary = std::make_shared<columns::Dictionary>();
    auto codes = std::make_shared<std::vector<uint32_t>>();
    for (const Cell* cell : cells) {
      const auto* v = cell == nullptr ? nullptr : std::get_if<std::string>(cell);
      codes->push_back(v == nullptr || source::IsBlank(*v) ? 0 : dictionary->Add(*v));
    }
    Column column = Keep(Physical::kCode32, std::move(codes));
    column.dictionary = dictionary.get();
    owners_.push_back(std::move(dictionary));
    return column;
  }
  Column Tags(const std::vector<const Cell*>& cells) {
    auto dictionary = std::make_shared<columns::Dictionary>();
    auto offsets = std::make_shared<std::vector<uint32_t>>(1, 0);
    auto codes = std::make_shared<std::vector<uint32_t>>();
    for (const Cell* cell : cells) {
      if (const auto* v = cell == nullptr ? nullptr : std::get_if<std::vector<std::string>>(cell)) {
        for (const std::string& tag : *v) codes->push_back(dictionary->Add(tag));
      }
      offsets->push_back(static_cast<uint32_t>(codes->size()));
    }
    Column column = Keep(Physical::kTagLists, std::move(offsets));
    codes->resize(codes->size() + 16);
    column.dictionary = dictionary.get();
    column.tags = codes->data();
    owners_.push_back(std::move(dictionary));
    owners_.push_back(std::move(codes));
    return column;
  }

  std::vector<std::shared_ptr<void>> owners_;
};

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

columns::EventLog LogOf(const check::Module& module, const std::vector<RecordEvent>& events,
                        Cells* cells, std::vector<int32_t>* leads, std::vector<uint16_t>* types,
                        std::vector<int64_t>* times) {
  columns::EventLog log;
  std::unordered_map<std::string, uint16_t> codes;
  for (const RecordEvent& e : events) {
    const auto [it, is_new] =
        codes.try_emplace(e.type, static_cast<uint16_t>(log.type_names.size()));
    if (is_new) log.type_names.push_back(e.type);
    types->push_back(it->second);
    times->push_back(e.time);
    leads->push_back(0);
  }
  columns::EventChunk chunk;
  chunk.rows = events.size();
  for (size_t p = 0; p < module.properties.size(); ++p) {
    std::vector<const Cell*> column;
    for (const RecordEvent& e : events)
      column.push_back(p < e.properties.size() ? &e.properties[p] : nullptr);
    chunk.properties.push_back(cells->Add(module.properties[p].type, column));
  }
  chunk.leads = leads->data();
  chunk.types = types->data();
  chunk.times = times->data();
  if (chunk.rows > 0) log.chunks.push_back(std::move(chunk));
  return log;
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
    Cells cells;
    std::vector<int32_t> leads;
    std::vector<uint16_t> types;
    std::vector<int64_t> times;
    const columns::EventLog log = LogOf(module, record.events, &cells, &leads, &types, &times);
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
