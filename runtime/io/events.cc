// ReadEvents over text. A block is parsed on any thread: the three columns that make an event, then
// those of unknown leads out, then each wanted property of what is left. In the order of the file
// it is merged: types get their codes, repeated events go, what was wrong is reported.
#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "runtime/io/arrow_table.h"
#include "runtime/io/cells.h"
#include "runtime/io/column_builder.h"
#include "runtime/io/event_session.h"
#include "runtime/io/guard.h"
#include "runtime/io/issues.h"
#include "runtime/io/reader.h"
#include "runtime/io/rows.h"
#include "runtime/io/text_pieces.h"

namespace ripe::io {

bool EventSession::Impl::IsNewEvent(std::string_view id) { return seen.insert(HashOf(id)).second; }

EventSession::Impl::Hash EventSession::Impl::HashOf(std::string_view id) {
  const XXH128_hash_t hash = XXH3_128bits(id.data(), id.size());
  return {hash.low64, hash.high64};
}

uint32_t EventSession::Impl::TypeCode(std::string_view type) {
  const uint32_t code = types.Code(type) - 1;
  if (code == names.size()) names.emplace_back(type);
  return code;
}

EventSession::EventSession() : impl_(std::make_unique<Impl>()) {}
EventSession::~EventSession() = default;
const std::vector<std::string>& EventSession::type_names() const { return impl_->names; }
size_t EventSession::event_ids() const { return impl_->seen.size(); }
// A node of its own for each, and while the table grows the old one and the new.
size_t EventSession::bytes() const { return event_ids() * 32 + impl_->seen.bucket_count() * 24; }

namespace {

// The parts' indices into the RowSource's wanted columns.
enum Part : int { kLeadPart, kTypePart, kTimePart, kParts };

// A block of events on its way: those of known leads or, where events have ids, of all.
struct TextEventPiece : EventReader::Piece {
  TextPiece text;
  std::vector<int32_t> leads;   // -1: unknown
  RawTexts lead_ids;            // where they are kept; then `leads` has no meaning
  std::vector<uint16_t> types;  // codes of `names`, after Merge of the session
  std::vector<int64_t> times;
  std::vector<EventSession::Impl::Hash>
      event_ids;               // where events have ids; zero: this one has none
  std::vector<uint32_t> rows;  // of the block, where events have ids or their leads' are kept
  columns::Dictionary names;
  std::vector<uint16_t> codes;  // by names
  uint64_t unknown = 0;
  std::vector<std::unique_ptr<ColumnValues>> properties;  // null: none in the file
};

class TextEventReader : public EventReader {
 public:
  TextEventReader(const Table& table, EventRequest request, RowStream stream,
                  const std::vector<int>& property_columns, const LeadIndex* leads,
                  EventSession::Impl* session, Report* report)
      : pieces_(std::move(stream)),
        request_(std::move(request)),
        has_ids_(request_.roles.event_id >= 0),
        leads_(leads),
        session_(session),
        report_(report) {
    words_.resize(kParts + (has_ids_ ? 1 : 0));
    for (size_t i = 0; i < request_.properties.size(); ++i) {
      const int column = property_columns[i];
      makers_.push_back(column < 0
                            ? nullptr
                            : std::make_unique<ColumnMaker>(request_.properties[i].type,
                                                            std::vector<Literal>{}, request_.zone));
      if (column < 0) continue;
      words_.push_back({table.columns()[static_cast<size_t>(column)].name,
                        std::string(types::TypeName(request_.properties[i].type))});
    }
  }

  Result<std::unique_ptr<Piece>> Take(bool* wait) override {
    return pieces_.Take<TextEventPiece, Piece>(wait);
  }
  Status Parse(Piece* piece) override;
  Result<bool> Merge(Piece* piece) override;
  Result<columns::EventChunk> Finish(Piece* piece) override;

 private:
  struct Bench {
    std::unique_ptr<RowSource> rows;
    std::vector<std::unique_ptr<BlockBuilder>> builders;
    TextCodes types;  // of the block
    // The piece: rows that are events, and what is known of each.
    std::vector<uint32_t> all, good;
    std::vector<std::string_view> ids;
    std::vector<uint16_t> piece_types;
    std::vector<int64_t> times;
    std::vector<int32_t> leads;
    std::vector<Cell> cells[kParts];
    std::vector<uint32_t> unreadable;
  };
  Status PickRows(Bench* bench, TextEventPiece* piece, uint32_t first);
  void KeepKnown(Bench* bench, TextEventPiece* piece, uint32_t first);
  void AddProperties(Bench* bench, TextEventPiece* piece, uint32_t first);
  void FindDropped(TextEventPiece* piece, std::vector<uint8_t>* dropped);
  Status TooManyTypes() const {
    return {StatusCode::kLimit,
            fmt::format("{}: there are more than {} types of events; is the right column the type?",
                        pieces_.name(), kMaxEventTypes)};
  }

  TextPieces pieces_;
  EventRequest request_;
  bool has_ids_;
  std::vector<ColumnWords> words_;  // by wanted column
  const LeadIndex* leads_;
  EventSession::Impl* session_;
  Report* report_;
  std::vector<std::unique_ptr<ColumnMaker>> makers_;
  Benches<Bench> benches_;
};

Status TextEventReader::Parse(Piece* base) {
  auto* piece = static_cast<TextEventPiece*>(base);
  std::unique_ptr<Bench> bench = benches_.Borrow(pieces_, makers_);
  pieces_.Open(&piece->text, bench->rows.get());
  bench->types.Clear();
  uint32_t first = 0;
  while (pieces_.NextRows(&piece->text, bench->rows.get(), &first)) {
    RIPE_RETURN_IF_ERROR(PickRows(bench.get(), piece, first));
    bench->leads.resize(bench->good.size());
    if (!request_.keep_ids) leads_->FindAll(bench->ids, bench->leads.data());
    KeepKnown(bench.get(), piece, first);
    AddProperties(bench.get(), piece, first);
  }
  piece->names = bench->types.TakeDictionary();
  for (const auto& builder : bench->builders)
    piece->properties.push_back(builder ? builder->Take() : nullptr);
  benches_.Return(std::move(bench));
  return {};
}

// Rows with a lead id, a type and an instant.
Status TextEventReader::PickRows(Bench* bench, TextEventPiece* piece, uint32_t first) {
  const uint32_t n = bench->rows->rows();
  for (uint32_t i = static_cast<uint32_t>(bench->all.size()); i < n; ++i) bench->all.push_back(i);
  for (int part = 0; part < kParts; ++part) {
    bench->cells[part].resize(n);
    bench->rows->Cells(static_cast<size_t>(part), {bench->all.data(), n},
                       bench->cells[part].data());
  }
  bench->good.clear();
  bench->ids.clear();
  bench->piece_types.clear();
  bench->times.clear();
  BlockIssues& issues = piece->text.issues;
  for (uint32_t row = 0; row < n; ++row) {
    const auto text_of = [&](Part part) {
      const Cell& cell = bench->cells[part][row];
      return IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
    };
    const auto reject = [&](Part part, RejectReason reason, std::string detail = {}) {
      issues.Reject(first + row, *bench->rows, row, part, reason, std::move(detail));
    };
    const std::optional<std::string_view> id = text_of(kLeadPart);
    if (!id) {
      reject(kLeadPart, RejectReason::kMissingId);
      continue;
    }
    const std::optional<std::string_view> type = text_of(kTypePart);
    if (!type) {
      reject(kTypePart, RejectReason::kMissingType);
      continue;
    }
    const Cell& time_cell = bench->cells[kTimePart][row];
    if (IsEmptyCell(time_cell)) {
      reject(kTimePart, RejectReason::kMissingTime);
      continue;
    }
    const std::optional<int64_t> time = ReadTime(time_cell, request_.zone);
    if (!time) {
      reject(kTimePart, RejectReason::kBadTime, ExampleOf(time_cell));
      continue;
    }
    const uint32_t code = bench->types.Code(*type) - 1;
    if (code >= kMaxEventTypes) return TooManyTypes();
    bench->good.push_back(row);
    bench->ids.push_back(*id);
    bench->piece_types.push_back(static_cast<uint16_t>(code));
    bench->times.push_back(*time);
  }
  return {};
}

// Events of unknown leads go; but where events have ids, they are needed to tell which are
// repeated.
void TextEventReader::KeepKnown(Bench* bench, TextEventPiece* piece, uint32_t first) {
  if (request_.keep_ids) {
    for (const std::string_view id : bench->ids) piece->lead_ids.Add(id);
    if (!has_ids_) {
      for (const uint32_t row : bench->good) piece->rows.push_back(first + row);
    }
  }
  if (has_ids_) {
    std::vector<Cell>& cells = bench->cells[kTypePart];  // no longer needed
    cells.resize(bench->good.size());
    bench->rows->Cells(kParts, bench->good, cells.data());
    for (size_t i = 0; i < bench->good.size(); ++i) {
      // One without an id is taken as an event of its own.
      const std::optional<std::string_view> id =
          IsEmptyCell(cells[i]) ? std::nullopt : ReadText(cells[i]);
      piece->event_ids.push_back(id ? EventSession::Impl::HashOf(*id)
                                    : EventSession::Impl::Hash{0, 0});
      piece->rows.push_back(first + bench->good[i]);
    }
  }
  if (has_ids_ || request_.keep_ids) {
    piece->leads.insert(piece->leads.end(), bench->leads.begin(), bench->leads.end());
    piece->types.insert(piece->types.end(), bench->piece_types.begin(), bench->piece_types.end());
    piece->times.insert(piece->times.end(), bench->times.begin(), bench->times.end());
    return;
  }
  size_t kept = 0;
  for (size_t i = 0; i < bench->good.size(); ++i) {
    bench->good[kept] = bench->good[i];
    bench->piece_types[kept] = bench->piece_types[i];
    bench->times[kept] = bench->times[i];
    bench->leads[kept] = bench->leads[i];
    kept += bench->leads[i] >= 0;
  }
  piece->unknown += bench->good.size() - kept;
  bench->good.resize(kept);
  const auto end = static_cast<ptrdiff_t>(kept);
  piece->leads.insert(piece->leads.end(), bench->leads.begin(), bench->leads.begin() + end);
  piece->types.insert(piece->types.end(), bench->piece_types.begin(),
                      bench->piece_types.begin() + end);
  piece->times.insert(piece->times.end(), bench->times.begin(), bench->times.begin() + end);
}

void TextEventReader::AddProperties(Bench* bench, TextEventPiece* piece, uint32_t first) {
  std::vector<Cell>& cells = bench->cells[kTypePart];
  cells.resize(bench->good.size());
  size_t w = kParts + (has_ids_ ? 1 : 0);
  for (const auto& builder : bench->builders) {
    if (!builder) continue;
    bench->rows->Cells(w, bench->good, cells.data());
    bench->unreadable.clear();
    builder->Append(cells, &bench->unreadable);
    for (const uint32_t k : bench->unreadable) {
      const uint32_t row = bench->good[k];
      piece->text.issues.Unreadable(first + row, *bench->rows, row, w, cells[k]);
    }
    ++w;
  }
}

Result<bool> TextEventReader::Merge(Piece* base) {
  auto* piece = static_cast<TextEventPiece*>(base);
  if (!pieces_.Begin(&piece->text)) return false;
  for (size_t i = 0; i < piece->names.size(); ++i) {
    const uint32_t code = session_->TypeCode(piece->names.at(i));
    if (code >= kMaxEventTypes) return TooManyTypes();
    piece->codes.push_back(static_cast<uint16_t>(code));
  }
  std::vector<uint8_t> dropped, dropped_rows;  // by event, by row of the block
  if (has_ids_) {
    FindDropped(piece, &dropped);
    dropped_rows.resize(piece->text.good_rows);
    for (size_t i = 0; i < dropped.size(); ++i) dropped_rows[piece->rows[i]] = dropped[i];
  }
  report_->events().unknown_leads += piece->unknown;
  const UnreadableSink to_leads = [&](uint32_t row, const UnreadableCells& cell) {
    const auto at = std::lower_bound(piece->rows.begin(), piece->rows.end(), row);
    return request_.unreadable(piece->lead_ids.at(static_cast<size_t>(at - piece->rows.begin())),
                               cell);
  };
  RIPE_RETURN_IF_ERROR(pieces_.End(&piece->text, words_, dropped_rows, &report_->events(), report_,
                                   request_.unreadable ? &to_leads : nullptr));
  for (const auto& values : piece->properties) {
    if (values) values->Merge();
  }
  if (std::find(dropped.begin(), dropped.end(), 1) != dropped.end()) {
    DropMarked(dropped, &piece->leads);
    if (request_.keep_ids) piece->lead_ids.Drop(dropped);
    DropMarked(dropped, &piece->types);
    DropMarked(dropped, &piece->times);
    for (const auto& values : piece->properties) {
      if (values) values->Drop(dropped);
    }
  }
  piece->text.block.reset();
  return true;
}

// Repeated events, and those of unknown leads.
void TextEventReader::FindDropped(TextEventPiece* piece, std::vector<uint8_t>* dropped) {
  dropped->resize(piece->event_ids.size());
  for (size_t i = 0; i < dropped->size(); ++i) {
    const EventSession::Impl::Hash id = piece->event_ids[i];
    const bool repeated = id != EventSession::Impl::Hash{0, 0} && !session_->seen.insert(id).second;
    const bool unknown = !repeated && !request_.keep_ids && piece->leads[i] < 0;
    report_->events().repeated_events += repeated;
    piece->unknown += unknown;
    (*dropped)[i] = repeated || unknown;
  }
}

Result<columns::EventChunk> TextEventReader::Finish(Piece* base) {
  auto* piece = static_cast<TextEventPiece*>(base);
  for (uint16_t& type : piece->types) type = piece->codes[type];
  auto memory = std::make_shared<ChunkMemory>();
  columns::EventChunk chunk;
  chunk.rows = piece->times.size();
  chunk.by_time = std::is_sorted(piece->times.begin(), piece->times.end());
  if (request_.keep_ids) {
    chunk.lead_ids = piece->lead_ids.Take(memory.get());
  } else {
    chunk.leads = memory->Keep(std::move(piece->leads));
  }
  chunk.types = memory->Keep(std::move(piece->types));
  chunk.times = memory->Keep(std::move(piece->times));
  for (const auto& values : piece->properties)
    chunk.properties.push_back(values ? values->Finish(memory.get()) : columns::Column{});
  chunk.owner = std::move(memory);
  return chunk;
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
    if (ArrowTable* arrow = events->arrow())
      return ReadArrowEvents(arrow, std::move(request), std::move(property_columns), leads, session,
                             report);
    Result<RowStream> stream = events->OpenRows(columns);
    if (!stream.ok()) return stream.status();
    return std::unique_ptr<EventReader>(
        std::make_unique<TextEventReader>(*events, std::move(request), std::move(*stream),
                                          property_columns, leads, session->impl(), report));
  });
}

}  // namespace ripe::io
