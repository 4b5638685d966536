// ReadEvents of a Parquet or Arrow file: a chunk per batch. Leads that are integers are looked up
// as such, types and leads that are dictionaries once per value, instants are scaled; what is none
// of these goes through cells.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "runtime/io/arrow_columns.h"
#include "runtime/io/arrow_texts.h"
#include "runtime/io/cells.h"
#include "runtime/io/event_session.h"
#include "runtime/io/issues.h"

namespace ripe::io {
namespace {

// The parts' indices into the wanted columns.
constexpr size_t kLead = 0, kType = 1, kTime = 2, kParts = 3;
// What is known of a row's lead beside its row: it is not among the leads, or there is no id.
constexpr int32_t kUnknownLead = -1, kNoLead = -2, kNotAsked = -3;
constexpr uint32_t kNoType = UINT32_MAX - 1, kTypeNotAsked = UINT32_MAX;

// From a column of lead ids to rows of leads.
class LeadColumn {
 public:
  // No `leads`: all are known, and Find puts their ids into `ids()`.
  LeadColumn(const ArrowType& type, const LeadIndex* leads) : leads_(leads) {
    if (leads == nullptr) return;
    integers_ = type.is_integer() && type.kind != ArrowKind::kUint64;
    dictionary_ = type.kind == ArrowKind::kDictionary;
    if (!integers_ || leads->integers() != nullptr) return;
    // Integers are compared with the leads' texts that are integers: once, here.
    for (size_t row = 0; row < leads->size(); ++row) {
      const std::optional<int64_t> id = IntegerIds::Parse(leads->id(row));
      if (id) own_.Insert(*id, static_cast<int32_t>(row));
    }
  }

  // By row of the batch: the lead's row, kUnknownLead or kNoLead.
  void Find(ArrowRows* rows, std::vector<int32_t>* out) {
    const ArrowView& view = rows->column(kLead);
    out->resize(static_cast<size_t>(view.rows()));
    if (leads_ == nullptr) {
      KeepCells(rows, out->data());
    } else if (integers_) {
      FindIntegers(view, out->data());
    } else if (dictionary_) {
      FindCodes(rows, out->data());
    } else {
      FindCells(rows, out->data());
    }
  }

  // Without leads: the ids of the last Find.
  std::string_view id(int32_t found) const { return texts_[static_cast<size_t>(found)]; }

 private:
  void FindIntegers(const ArrowView& view, int32_t* out) {
    const auto n = static_cast<size_t>(view.rows());
    const IntegerIds& ids = leads_->integers() != nullptr ? *leads_->integers() : own_;
    WithInteger(view.type().kind, [&](auto t) {
      const auto* values = view.values<decltype(t)>();
      wide_.assign(values, values + n);
    });
    ids.FindAll(wide_, out);
    if (view.validity() == nullptr) return;
    for (size_t i = 0; i < n; ++i) {
      if (!view.has(static_cast<int64_t>(i))) out[i] = kNoLead;
    }
  }
  void FindCodes(ArrowRows* rows, int32_t* out) {
    const ArrowView& view = rows->column(kLead);
    map_.Begin(rows->batch(), view, kNotAsked);
    for (int64_t row = 0; row < view.rows(); ++row) {
      const auto index = static_cast<size_t>(view.has(row) ? view.index(row) : -1);
      if (index >= map_.size()) {
        out[row] = kNoLead;
        continue;
      }
      if (map_[index] == kNotAsked)
        map_[index] = FindCell(rows->CellAt(kLead, static_cast<uint32_t>(row)));
      out[row] = map_[index];
    }
  }
  // Row k has the id texts_[out[k]], where it has one.
  void KeepCells(ArrowRows* rows, int32_t* out) {
    const auto n = static_cast<uint32_t>(rows->batch()->rows);
    texts_.clear();
    for (uint32_t row = 0; row < n; ++row) {
      const Cell cell = rows->CellAt(kLead, row);
      const std::optional<std::string_view> id = IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
      out[row] = id ? static_cast<int32_t>(texts_.size()) : kNoLead;
      if (id) texts_.push_back(*id);
    }
  }
  int32_t FindCell(const Cell& cell) const {
    const std::optional<std::string_view> id = IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
    return id ? leads_->Find(*id) : kNoLead;
  }
  void FindCells(ArrowRows* rows, int32_t* out) {
    const auto n = static_cast<uint32_t>(rows->batch()->rows);
    texts_.clear();
    places_.clear();
    for (uint32_t row = 0; row < n; ++row) {
      const Cell cell = rows->CellAt(kLead, row);
      const std::optional<std::string_view> id = IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
      out[row] = kNoLead;
      if (!id) continue;
      texts_.push_back(*id);
      places_.push_back(row);
    }
    found_.resize(texts_.size());
    leads_->FindAll(texts_, found_.data());
    for (size_t i = 0; i < places_.size(); ++i) out[places_[i]] = found_[i];
  }

  const LeadIndex* leads_;  // null: ids are kept
  bool integers_ = false, dictionary_ = false;
  IntegerIds own_;
  DictionaryMap<int32_t> map_;
  std::vector<int64_t> wide_;
  std::vector<std::string_view> texts_;
  std::vector<uint32_t> places_;
  std::vector<int32_t> found_;
};

// All work is done in Take.
struct ArrowEventPiece : EventReader::Piece {
  columns::EventChunk chunk;
};

class ArrowEventReader : public EventReader {
 public:
  ArrowEventReader(ArrowTable* table, EventRequest request, std::unique_ptr<ArrowRows> rows,
                   std::vector<int> property_columns, const LeadIndex* leads,
                   EventSession::Impl* session, Report* report)
      : table_(table),
        request_(std::move(request)),
        rows_(std::move(rows)),
        property_columns_(std::move(property_columns)),
        session_(session),
        report_(report),
        lead_column_(rows_->type(kLead), request_.keep_ids ? nullptr : leads),
        local_(request_.zone) {
    size_t w = kParts + (request_.roles.event_id >= 0 ? 1 : 0);
    for (size_t i = 0; i < request_.properties.size(); ++i) {
      properties_.push_back(nullptr);
      if (property_columns_[i] < 0) continue;
      properties_.back() =
          MakeArrowColumn(rows_->type(w), w, request_.properties[i].type, {}, request_.zone);
      ++w;
    }
  }

  Result<std::unique_ptr<Piece>> Take(bool* wait) override;
  Result<columns::EventChunk> Finish(Piece* piece) override {
    return std::move(static_cast<ArrowEventPiece*>(piece)->chunk);
  }

 private:
  void ReadTypes();
  void ReadTimes();
  uint32_t TypeOf(const Cell& cell) {
    const std::optional<std::string_view> type = IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
    return type ? session_->TypeCode(*type) : kNoType;
  }
  Status Choose(std::vector<uint16_t>* types);
  bool IsRepeated(uint32_t row);
  void TakeProperties(ChunkMemory* memory, columns::EventChunk* chunk);

  ArrowTable* table_;
  EventRequest request_;
  std::unique_ptr<ArrowRows> rows_;    // wanted: the parts, maybe the event's id, the properties
  std::vector<int> property_columns_;  // in the table; -1: none
  EventSession::Impl* session_;
  Report* report_;
  LeadColumn lead_column_;
  LocalTimes local_;
  DictionaryMap<uint32_t> type_map_;
  std::vector<std::unique_ptr<ArrowColumn>> properties_;
  ArrowIssues issues_;
  // By row of the batch.
  std::vector<int32_t> leads_;
  std::vector<uint32_t> types_;
  std::vector<int64_t> times_;
  RowChoice chosen_;
};

// Types are met in the order of the rows, and only those of rows.
void ArrowEventReader::ReadTypes() {
  const ArrowView& view = rows_->column(kType);
  const auto n = static_cast<uint32_t>(view.rows());
  types_.resize(n);
  if (view.type().kind != ArrowKind::kDictionary) {
    for (uint32_t row = 0; row < n; ++row)
      types_[row] = leads_[row] == kNoLead ? kTypeNotAsked : TypeOf(rows_->CellAt(kType, row));
    return;
  }
  type_map_.Begin(rows_->batch(), view, kTypeNotAsked);
  WithInteger(view.type().index, [&](auto t) {
    const auto* indices = view.values<decltype(t)>();
    const bool all = view.validity() == nullptr;
    for (uint32_t row = 0; row < n; ++row) {
      const auto index = static_cast<size_t>(indices[row]);
      if ((!all && !view.has(row)) || index >= type_map_.size()) {
        types_[row] = kNoType;
        continue;
      }
      uint32_t& type = type_map_[index];
      if (type == kTypeNotAsked && leads_[row] != kNoLead) type = TypeOf(rows_->CellAt(kType, row));
      types_[row] = type;
    }
  });
}

// types::kMissingTime in rows that have none, or none that can be read.
void ArrowEventReader::ReadTimes() {
  const ArrowView& view = rows_->column(kTime);
  times_.resize(static_cast<size_t>(view.rows()));
  if (IsInstant(view.type())) {
    std::vector<uint32_t> unreadable;
    ReadInstants(view, request_.zone, &local_, times_.data(), &unreadable);
    return;
  }
  for (uint32_t row = 0; row < times_.size(); ++row) {
    const Cell cell = rows_->CellAt(kTime, row);
    const std::optional<int64_t> time =
        IsEmptyCell(cell) ? std::nullopt : ReadTime(cell, request_.zone);
    times_[row] = time.value_or(types::kMissingTime);
  }
}

// An event whose --event-id occurred before. One without an id is an event of its own.
bool ArrowEventReader::IsRepeated(uint32_t row) {
  const Cell cell = rows_->CellAt(kParts, row);
  const std::optional<std::string_view> id = IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
  return id && !session_->IsNewEvent(*id);
}

// Rows that are events of known leads; `types` are theirs, and leads_ and times_ keep theirs alone.
Status ArrowEventReader::Choose(std::vector<uint16_t>* types) {
  const auto n = static_cast<uint32_t>(rows_->batch()->rows);
  const bool ids = request_.roles.event_id >= 0;
  types->resize(n);
  chosen_.rows.resize(n);
  uint32_t kept = 0;
  RowCounts& counts = report_->events();
  for (uint32_t row = 0; row < n; ++row) {
    if (leads_[row] < 0 || types_[row] >= kMaxEventTypes || times_[row] == types::kMissingTime ||
        ids) {
      const Cell time = rows_->CellAt(kTime, row);
      if (leads_[row] == kNoLead) {
        issues_.Reject(row, kLead, RejectReason::kMissingId);
        continue;
      }
      if (types_[row] == kNoType) {
        issues_.Reject(row, kType, RejectReason::kMissingType);
        continue;
      }
      if (times_[row] == types::kMissingTime) {
        const bool empty = IsEmptyCell(time);
        issues_.Reject(row, kTime, empty ? RejectReason::kMissingTime : RejectReason::kBadTime,
                       empty ? std::string() : ExampleOf(time));
        continue;
      }
      if (types_[row] >= kMaxEventTypes) {
        return {
            StatusCode::kLimit,
            fmt::format("{}: there are more than {} types of events; is the right column the type?",
                        table_->path(), kMaxEventTypes)};
      }
      if (ids && IsRepeated(row)) {
        ++counts.repeated_events;
        continue;
      }
      if (leads_[row] == kUnknownLead) {
        ++counts.unknown_leads;
        continue;
      }
    }
    chosen_.rows[kept] = row;
    leads_[kept] = leads_[row];
    (*types)[kept] = static_cast<uint16_t>(types_[row]);
    times_[kept] = times_[row];
    ++kept;
  }
  chosen_.all = kept == n;
  chosen_.rows.resize(kept);
  leads_.resize(kept);
  types->resize(kept);
  times_.resize(kept);
  return {};
}

void ArrowEventReader::TakeProperties(ChunkMemory* memory, columns::EventChunk* chunk) {
  size_t w = kParts + (request_.roles.event_id >= 0 ? 1 : 0);
  for (size_t i = 0; i < properties_.size(); ++i) {
    if (!properties_[i]) {
      chunk->properties.push_back({});
      continue;
    }
    std::vector<uint32_t> unreadable;
    chunk->properties.push_back(properties_[i]->Take(rows_.get(), chosen_, memory, &unreadable));
    issues_.Unreadable(w, table_->columns()[static_cast<size_t>(property_columns_[i])].name,
                       request_.properties[i].type, std::move(unreadable));
    ++w;
  }
}

Result<std::unique_ptr<EventReader::Piece>> ArrowEventReader::Take(bool* wait) {
  *wait = false;
  Result<bool> more = rows_->NextBatch();
  if (!more.ok()) return more.status();
  if (!*more) return std::unique_ptr<Piece>();
  lead_column_.Find(rows_.get(), &leads_);
  ReadTypes();
  ReadTimes();
  std::vector<uint16_t> types;
  RIPE_RETURN_IF_ERROR(Choose(&types));
  auto piece = std::make_unique<ArrowEventPiece>();
  auto memory = std::make_shared<ChunkMemory>();
  columns::EventChunk& chunk = piece->chunk;
  chunk.rows = chosen_.rows.size();
  if (!properties_.empty()) memory->Share(rows_->batch());
  TakeProperties(memory.get(), &chunk);
  const UnreadableSink to_leads = [&](uint32_t row, const UnreadableCells& cell) {
    const auto at = std::lower_bound(chosen_.rows.begin(), chosen_.rows.end(), row);
    return request_.unreadable(
        lead_column_.id(leads_[static_cast<size_t>(at - chosen_.rows.begin())]), cell);
  };
  RIPE_RETURN_IF_ERROR(issues_.Flush(rows_.get(), table_->path(), &report_->events(), report_,
                                     request_.unreadable ? &to_leads : nullptr));
  chunk.by_time = std::is_sorted(times_.begin(), times_.end());
  if (request_.keep_ids) {
    RawTexts ids;
    for (const int32_t found : leads_) ids.Add(lead_column_.id(found));
    chunk.lead_ids = ids.Take(memory.get());
  } else {
    chunk.leads = memory->Keep(std::exchange(leads_, {}));
  }
  chunk.types = memory->Keep(std::move(types));
  chunk.times = memory->Keep(std::exchange(times_, {}));
  chunk.owner = std::move(memory);
  return std::unique_ptr<Piece>(std::move(piece));
}

}  // namespace

Result<std::unique_ptr<EventReader>> ReadArrowEvents(ArrowTable* events, EventRequest request,
                                                     std::vector<int> property_columns,
                                                     const LeadIndex* leads, EventSession* session,
                                                     Report* report) {
  std::vector<int> wanted = {request.roles.lead, request.roles.type, request.roles.time};
  if (request.roles.event_id >= 0) wanted.push_back(request.roles.event_id);
  for (int column : property_columns) {
    if (column >= 0) wanted.push_back(column);
  }
  Result<std::unique_ptr<ArrowBatches>> batches = events->OpenBatches(wanted);
  if (!batches.ok()) return batches.status();
  auto rows = std::make_unique<ArrowRows>(std::move(*batches), std::move(wanted));
  return std::unique_ptr<EventReader>(std::make_unique<ArrowEventReader>(
      events, std::move(request), std::move(rows), std::move(property_columns), leads,
      session->impl(), report));
}

}  // namespace ripe::io
