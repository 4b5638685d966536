// ReadLeads over any RowSource: per block, the ids first (they decide which rows are leads), then
// each wanted column whole.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "runtime/io/cells.h"
#include "runtime/io/column_builder.h"
#include "runtime/io/guard.h"
#include "runtime/io/issues.h"
#include "runtime/io/reader.h"
#include "runtime/io/rows.h"

namespace ripe::io {
namespace {

// A chunk is given away when it holds this much text, however few its rows.
constexpr size_t kMaxChunkText = size_t{64} << 20;

class TextLeadReader : public LeadReader {
 public:
  TextLeadReader(Table* table, LeadRequest request, std::unique_ptr<RowSource> rows,
                 std::vector<int> wanted, LeadIndex* index, Report* report)
      : table_(table),
        request_(std::move(request)),
        rows_(std::move(rows)),
        wanted_(std::move(wanted)),
        index_(index),
        report_(report) {
    for (const WantedColumn& column : request_.columns) {
      builders_.push_back(column.column < 0
                              ? nullptr
                              : MakeColumnBuilder(column.type, column.missing, request_.zone));
    }
  }

  Result<std::optional<columns::LeadChunk>> Next() override {
    return Guarded([&] { return NextChunk(); });
  }

 private:
  Result<std::optional<columns::LeadChunk>> NextChunk();
  Status AddBlock();
  Status PickRows();
  void AddColumn(size_t i);

  Table* table_;
  LeadRequest request_;
  std::unique_ptr<RowSource> rows_;
  std::vector<int> wanted_;  // by column of the request: index into the RowSource's wanted columns;
                             // -1: none. 0 is the id.
  LeadIndex* index_;
  Report* report_;
  std::vector<std::unique_ptr<ColumnBuilder>> builders_;
  RawTexts ids_;
  size_t chunk_rows_ = 0;
  uint64_t first_row_ = 0;
  BlockIssues issues_;
  std::vector<uint32_t> good_;  // rows of the block that are leads
  std::vector<Cell> cells_;
  std::vector<uint32_t> unreadable_;
};

Result<std::optional<columns::LeadChunk>> TextLeadReader::NextChunk() {
  size_t text = 0;
  while (chunk_rows_ < request_.chunk_rows && text < kMaxChunkText) {
    Result<bool> more = rows_->NextBlock();
    if (!more.ok()) return more.status();
    if (!*more) break;
    RIPE_RETURN_IF_ERROR(AddBlock());
    text = ids_.bytes();
    for (const auto& builder : builders_) text += builder ? builder->text_bytes() : 0;
  }
  if (chunk_rows_ == 0) return std::optional<columns::LeadChunk>();
  auto memory = std::make_shared<ChunkMemory>();
  columns::LeadChunk chunk;
  chunk.rows = std::exchange(chunk_rows_, 0);
  chunk.first_row = first_row_;
  first_row_ += chunk.rows;
  chunk.ids = ids_.Take(memory.get());
  for (const auto& builder : builders_)
    chunk.columns.push_back(builder ? builder->Take(memory.get()) : columns::Column{});
  chunk.owner = std::move(memory);
  return std::optional(std::move(chunk));
}

Status TextLeadReader::AddBlock() {
  RIPE_RETURN_IF_ERROR(PickRows());
  cells_.resize(good_.size());
  for (size_t i = 0; i < builders_.size(); ++i) {
    if (builders_[i]) AddColumn(i);
  }
  chunk_rows_ += good_.size();
  return issues_.Flush(rows_.get(), table_->path(), &report_->leads(), report_);
}

// Which rows of the block are leads: those with an id that is new.
Status TextLeadReader::PickRows() {
  const uint32_t n = rows_->rows();
  good_.resize(n);
  std::iota(good_.begin(), good_.end(), 0u);
  cells_.resize(n);
  rows_->Cells(0, good_, cells_.data());
  // The index is larger than the cache: what will be asked for is fetched ahead.
  constexpr uint32_t kAhead = 16;
  std::array<uint64_t, kAhead> hashes;
  const auto hash_ahead = [&](uint32_t row) {
    if (row >= n) return;
    hashes[row % kAhead] = LeadIndex::Hash(cells_[row].text());
    index_->Prefetch(hashes[row % kAhead]);
  };
  for (uint32_t row = 0; row < kAhead; ++row) hash_ahead(row);
  size_t kept = 0;
  for (uint32_t row = 0; row < n; ++row) {
    const uint64_t hash = hashes[row % kAhead];
    hash_ahead(row + kAhead);
    const std::optional<std::string_view> id =
        IsEmptyCell(cells_[row]) ? std::nullopt : ReadText(cells_[row]);
    if (!id) {
      issues_.Reject(row, 0, RejectReason::kMissingId);
      continue;
    }
    if (index_->size() >= INT32_MAX)
      return {StatusCode::kLimit,
              fmt::format("{}: there are more than 2,147,483,647 leads.", table_->path())};
    if (!index_->Insert(*id, id->data() == cells_[row].data ? hash : LeadIndex::Hash(*id)).second) {
      issues_.Reject(row, 0, RejectReason::kRepeatedId, std::string(*id));
      continue;
    }
    ids_.Add(*id);
    good_[kept++] = row;
  }
  good_.resize(kept);
  return {};
}

void TextLeadReader::AddColumn(size_t i) {
  const WantedColumn& column = request_.columns[i];
  rows_->Cells(static_cast<size_t>(wanted_[i]), good_, cells_.data());
  unreadable_.clear();
  builders_[i]->Append(cells_, &unreadable_);
  if (unreadable_.empty()) return;
  issues_.Unreadable(good_[unreadable_.front()], wanted_[i],
                     table_->columns()[static_cast<size_t>(column.column)].name,
                     std::string(types::TypeName(column.type)), unreadable_.size());
}

}  // namespace

Result<std::unique_ptr<LeadReader>> ReadLeads(Table* leads, LeadRequest request, LeadIndex* index,
                                              Report* report) {
  return Guarded([&]() -> Result<std::unique_ptr<LeadReader>> {
    std::vector<int> columns = {request.id_column};
    std::vector<int> wanted;
    for (const WantedColumn& column : request.columns) {
      wanted.push_back(column.column < 0 ? -1 : static_cast<int>(columns.size()));
      if (column.column >= 0) columns.push_back(column.column);
    }
    Result<std::unique_ptr<RowSource>> rows = leads->OpenRows(columns);
    if (!rows.ok()) return rows.status();
    return std::unique_ptr<LeadReader>(std::make_unique<TextLeadReader>(
        leads, std::move(request), std::move(*rows), std::move(wanted), index, report));
  });
}

}  // namespace ripe::io
