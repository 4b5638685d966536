// ReadEvents over any RowSource: per block, the three columns that make an event, then the repeated
// and the unknown ones out, then each wanted property of what is left.
#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "runtime/io/cells.h"
#include "runtime/io/column_builder.h"
#include "runtime/io/event_session.h"
#include "runtime/io/guard.h"
#include "runtime/io/issues.h"
#include "runtime/io/reader.h"
#include "runtime/io/rows.h"

namespace ripe::io {

bool EventSession::Impl::IsNewEvent(std::string_view id) {
  const XXH128_hash_t hash = XXH3_128bits(id.data(), id.size());
  return seen.insert({hash.low64, hash.high64}).second;
}

uint32_t EventSession::Impl::TypeCode(std::string_view type) {
  const uint32_t code = types.Code(type) - 1;
  if (code == names.size()) names.emplace_back(type);
  return code;
}

EventSession::EventSession() : impl_(std::make_unique<Impl>()) {}
EventSession::~EventSession() = default;
const std::vector<std::string>& EventSession::type_names() const { return impl_->names; }

namespace {

constexpr size_t kMaxChunkText = size_t{64} << 20;

// The parts' indices into the RowSource's wanted columns.
enum Part : int { kLeadPart, kTypePart, kTimePart, kParts };

class TextEventReader : public EventReader {
 public:
  TextEventReader(Table* table, EventRequest request, std::unique_ptr<RowSource> rows,
                  std::vector<int> property_columns, const LeadIndex* leads,
                  EventSession::Impl* session, Report* report)
      : table_(table),
        request_(std::move(request)),
        rows_(std::move(rows)),
        property_columns_(std::move(property_columns)),
        leads_(leads),
        session_(session),
        report_(report) {
    for (size_t i = 0; i < request_.properties.size(); ++i) {
      const bool there = property_columns_[i] >= 0;
      builders_.push_back(there ? MakeColumnBuilder(request_.properties[i].type, {}, request_.zone)
                                : nullptr);
    }
  }

  Result<std::optional<columns::EventChunk>> Next() override {
    return Guarded([&] { return NextChunk(); });
  }

 private:
  Result<std::optional<columns::EventChunk>> NextChunk();
  Status AddBlock();
  Status PickRows();
  void DropRepeated();
  void DropUnknown();
  void AddProperties();

  Table* table_;
  EventRequest request_;
  std::unique_ptr<RowSource> rows_;
  std::vector<int> property_columns_;  // in the table; -1: none
  const LeadIndex* leads_;
  EventSession::Impl* session_;
  Report* report_;
  std::vector<std::unique_ptr<ColumnBuilder>> builders_;
  BlockIssues issues_;
  // The block: rows that are events, and what is known of each.
  std::vector<uint32_t> good_;
  std::vector<std::string_view> ids_;
  std::vector<uint16_t> block_types_;
  std::vector<int64_t> block_times_;
  std::vector<int32_t> block_leads_;
  std::vector<Cell> cells_[kParts];
  std::vector<uint32_t> unreadable_;
  // The chunk.
  std::vector<int32_t> leads_out_;
  std::vector<uint16_t> types_;
  std::vector<int64_t> times_;
};

Result<std::optional<columns::EventChunk>> TextEventReader::NextChunk() {
  size_t text = 0;
  while (times_.size() < request_.chunk_rows && text < kMaxChunkText) {
    Result<bool> more = rows_->NextBlock();
    if (!more.ok()) return more.status();
    if (!*more) break;
    RIPE_RETURN_IF_ERROR(AddBlock());
    text = 0;
    for (const auto& builder : builders_) text += builder ? builder->text_bytes() : 0;
  }
  if (times_.empty()) return std::optional<columns::EventChunk>();
  auto memory = std::make_shared<ChunkMemory>();
  columns::EventChunk chunk;
  chunk.rows = times_.size();
  chunk.leads = memory->Keep(std::exchange(leads_out_, {}));
  chunk.types = memory->Keep(std::exchange(types_, {}));
  chunk.times = memory->Keep(std::exchange(times_, {}));
  for (const auto& builder : builders_)
    chunk.properties.push_back(builder ? builder->Take(memory.get()) : columns::Column{});
  chunk.owner = std::move(memory);
  return std::optional(std::move(chunk));
}

Status TextEventReader::AddBlock() {
  RIPE_RETURN_IF_ERROR(PickRows());
  if (request_.roles.event_id >= 0) DropRepeated();
  DropUnknown();
  AddProperties();
  leads_out_.insert(leads_out_.end(), block_leads_.begin(), block_leads_.end());
  types_.insert(types_.end(), block_types_.begin(), block_types_.end());
  times_.insert(times_.end(), block_times_.begin(), block_times_.end());
  return issues_.Flush(rows_.get(), table_->path(), &report_->events(), report_);
}

// Rows with a lead id, a type and an instant.
Status TextEventReader::PickRows() {
  const uint32_t n = rows_->rows();
  good_.resize(n);
  std::iota(good_.begin(), good_.end(), 0u);
  for (int part = 0; part < kParts; ++part) {
    cells_[part].resize(n);
    rows_->Cells(static_cast<size_t>(part), good_, cells_[part].data());
  }
  good_.clear();
  ids_.clear();
  block_types_.clear();
  block_times_.clear();
  for (uint32_t row = 0; row < n; ++row) {
    const auto text_of = [&](Part part) {
      const Cell& cell = cells_[part][row];
      return IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
    };
    const std::optional<std::string_view> id = text_of(kLeadPart);
    if (!id) {
      issues_.Reject(row, kLeadPart, RejectReason::kMissingId);
      continue;
    }
    const std::optional<std::string_view> type = text_of(kTypePart);
    if (!type) {
      issues_.Reject(row, kTypePart, RejectReason::kMissingType);
      continue;
    }
    const Cell& time_cell = cells_[kTimePart][row];
    const std::optional<int64_t> time =
        IsEmptyCell(time_cell) ? std::nullopt : ReadTime(time_cell, request_.zone);
    if (!time) {
      const bool empty = IsEmptyCell(time_cell);
      issues_.Reject(row, kTimePart, empty ? RejectReason::kMissingTime : RejectReason::kBadTime,
                     empty ? std::string() : ExampleOf(time_cell));
      continue;
    }
    const uint32_t code = session_->TypeCode(*type);
    if (code >= kMaxEventTypes) {
      return {
          StatusCode::kLimit,
          fmt::format("{}: there are more than {} types of events; is the right column the type?",
                      table_->path(), kMaxEventTypes)};
    }
    good_.push_back(row);
    ids_.push_back(*id);
    block_types_.push_back(static_cast<uint16_t>(code));
    block_times_.push_back(*time);
  }
  return {};
}

// Events whose --event-id occurred before. One without an id is taken as an event of its own.
void TextEventReader::DropRepeated() {
  std::vector<Cell>& cells =
      cells_[kLeadPart];  // no longer needed; ids_ point into the block, not here
  cells.resize(good_.size());
  rows_->Cells(kParts, good_, cells.data());
  size_t kept = 0;
  for (size_t i = 0; i < good_.size(); ++i) {
    const std::optional<std::string_view> id =
        IsEmptyCell(cells[i]) ? std::nullopt : ReadText(cells[i]);
    if (id && !session_->IsNewEvent(*id)) continue;
    good_[kept] = good_[i];
    ids_[kept] = ids_[i];
    block_types_[kept] = block_types_[i];
    block_times_[kept] = block_times_[i];
    ++kept;
  }
  report_->events().repeated_events += good_.size() - kept;
  good_.resize(kept);
  ids_.resize(kept);
  block_types_.resize(kept);
  block_times_.resize(kept);
}

void TextEventReader::DropUnknown() {
  block_leads_.resize(good_.size());
  leads_->FindAll(ids_, block_leads_.data());
  size_t kept = 0;
  for (size_t i = 0; i < good_.size(); ++i) {
    good_[kept] = good_[i];
    block_types_[kept] = block_types_[i];
    block_times_[kept] = block_times_[i];
    block_leads_[kept] = block_leads_[i];
    kept += block_leads_[i] >= 0;
  }
  report_->events().unknown_leads += good_.size() - kept;
  good_.resize(kept);
  block_types_.resize(kept);
  block_times_.resize(kept);
  block_leads_.resize(kept);
}

void TextEventReader::AddProperties() {
  std::vector<Cell>& cells = cells_[kTypePart];
  cells.resize(good_.size());
  int w = kParts + (request_.roles.event_id >= 0 ? 1 : 0);
  for (size_t i = 0; i < builders_.size(); ++i) {
    if (!builders_[i]) continue;
    rows_->Cells(static_cast<size_t>(w), good_, cells.data());
    unreadable_.clear();
    builders_[i]->Append(cells, &unreadable_);
    if (!unreadable_.empty()) {
      issues_.Unreadable(good_[unreadable_.front()], w,
                         table_->columns()[static_cast<size_t>(property_columns_[i])].name,
                         std::string(types::TypeName(request_.properties[i].type)),
                         unreadable_.size());
    }
    ++w;
  }
}

}  // namespace

Result<std::unique_ptr<EventReader>> ReadEvents(Table* events, EventRequest request,
                                                const LeadIndex* leads, EventSession* session,
                                                Report* report) {
  return Guarded([&]() -> Result<std::unique_ptr<EventReader>> {
    std::vector<int> columns = {request.roles.lead, request.roles.type, request.roles.time};
    if (request.roles.event_id >= 0) columns.push_back(request.roles.event_id);
    std::vector<int> property_columns;
    for (const WantedProperty& property : request.properties) {
      const int column = FindNamed(events->columns(), property.name, property.exact);
      if (column == -2) {
        return Status(
            StatusCode::kUsage,
            fmt::format("{}: two columns fit the property {}; write the one you mean in backticks.",
                        events->path(), property.name));
      }
      property_columns.push_back(column);
      if (column >= 0) columns.push_back(column);
    }
    Result<std::unique_ptr<RowSource>> rows = events->OpenRows(columns);
    if (!rows.ok()) return rows.status();
    return std::unique_ptr<EventReader>(std::make_unique<TextEventReader>(
        events, std::move(request), std::move(*rows), std::move(property_columns), leads,
        session->impl(), report));
  });
}

}  // namespace ripe::io
