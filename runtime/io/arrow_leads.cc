// ReadLeads of a Parquet or Arrow file: a chunk per batch, its columns where they lie in it. Ids
// that are integers are indexed as such; chunks have them as text, since that is what is written.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "runtime/io/arrow_columns.h"
#include "runtime/io/cells.h"
#include "runtime/io/guard.h"

namespace ripe::io {
namespace {

constexpr size_t kMaxLeads = INT32_MAX;

class ArrowLeadReader : public LeadReader {
 public:
  ArrowLeadReader(ArrowTable* table, LeadRequest request, std::unique_ptr<ArrowRows> rows,
                  LeadIndex* index, Report* report)
      : table_(table),
        request_(std::move(request)),
        rows_(std::move(rows)),
        index_(index),
        report_(report) {
    const ArrowType& id = rows_->type(0);
    integers_ = id.is_integer() && id.kind != ArrowKind::kUint64;
    if (integers_) index_->UseIntegers();
    size_t w = 1;
    for (const WantedColumn& column : request_.columns) {
      columns_.push_back(nullptr);
      if (column.column < 0) continue;
      columns_.back() =
          MakeArrowColumn(rows_->type(w), w, column.type, column.missing, request_.zone);
      ++w;
    }
  }

  Result<std::optional<columns::LeadChunk>> Next() override {
    return Guarded([&] { return NextChunk(); });
  }

 private:
  Result<std::optional<columns::LeadChunk>> NextChunk();
  Status PickIntegers();
  Status PickTexts();
  Status Full() const {
    return {StatusCode::kLimit,
            fmt::format("{}: there are more than {} leads.", table_->path(), kMaxLeads)};
  }
  void Keep(uint32_t row, std::string_view id) {
    ids_.Add(id);
    chosen_.rows.push_back(row);
  }

  ArrowTable* table_;
  LeadRequest request_;
  std::unique_ptr<ArrowRows> rows_;  // wanted: the id, then the columns that are there
  LeadIndex* index_;
  Report* report_;
  bool integers_ = false;
  std::vector<std::unique_ptr<ArrowColumn>> columns_;  // by column of the request; null: none there
  ArrowIssues issues_;
  RawTexts ids_;
  RowChoice chosen_;
  std::vector<Cell> cells_;
  std::vector<uint32_t> all_;
  uint64_t first_row_ = 0;
};

Result<std::optional<columns::LeadChunk>> ArrowLeadReader::NextChunk() {
  while (true) {
    Result<bool> more = rows_->NextBatch();
    if (!more.ok()) return more.status();
    if (!*more) return std::optional<columns::LeadChunk>();
    chosen_.rows.clear();
    RIPE_RETURN_IF_ERROR(integers_ ? PickIntegers() : PickTexts());
    chosen_.all = chosen_.rows.size() == static_cast<size_t>(rows_->batch()->rows);
    auto memory = std::make_shared<ChunkMemory>();
    memory->Share(rows_->batch());
    columns::LeadChunk chunk;
    chunk.rows = chosen_.rows.size();
    chunk.first_row = first_row_;
    chunk.ids = ids_.Take(memory.get());
    size_t w = 1;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (!columns_[i]) {
        chunk.columns.push_back({});
        continue;
      }
      std::vector<uint32_t> unreadable;
      chunk.columns.push_back(columns_[i]->Take(rows_.get(), chosen_, memory.get(), &unreadable));
      const WantedColumn& wanted = request_.columns[i];
      issues_.Unreadable(w, table_->columns()[static_cast<size_t>(wanted.column)].name, wanted.type,
                         std::move(unreadable));
      ++w;
    }
    RIPE_RETURN_IF_ERROR(issues_.Flush(rows_.get(), table_->path(), &report_->leads(), report_));
    if (chunk.rows == 0) continue;
    first_row_ += chunk.rows;
    chunk.owner = std::move(memory);
    return std::optional(std::move(chunk));
  }
}

Status ArrowLeadReader::PickIntegers() {
  const ArrowView& view = rows_->column(0);
  return WithInteger(view.type().kind, [&](auto t) -> Status {
    const auto* values = view.values<decltype(t)>();
    for (int64_t i = 0; i < view.rows(); ++i) {
      const auto row = static_cast<uint32_t>(i);
      if (!view.has(i)) {
        issues_.Reject(row, 0, RejectReason::kMissingId);
        continue;
      }
      if (index_->size() >= kMaxLeads) return Full();
      const auto id = static_cast<int64_t>(values[i]);
      const fmt::format_int text(id);
      if (!index_->InsertInteger(id).second) {
        issues_.Reject(row, 0, RejectReason::kRepeatedId, text.str());
        continue;
      }
      Keep(row, {text.data(), text.size()});
    }
    return {};
  });
}

Status ArrowLeadReader::PickTexts() {
  const auto n = static_cast<size_t>(rows_->batch()->rows);
  const size_t had = all_.size();
  all_.resize(n);
  if (n > had) std::iota(all_.begin(), all_.end(), 0u);
  cells_.resize(n);
  rows_->Cells(0, all_, cells_.data());
  for (uint32_t row = 0; row < n; ++row) {
    const Cell& cell = cells_[row];
    const std::optional<std::string_view> id = IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
    if (!id) {
      issues_.Reject(row, 0, RejectReason::kMissingId);
      continue;
    }
    if (index_->size() >= kMaxLeads) return Full();
    if (!index_->Insert(*id).second) {
      issues_.Reject(row, 0, RejectReason::kRepeatedId, std::string(*id));
      continue;
    }
    Keep(row, *id);
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<LeadReader>> ReadArrowLeads(ArrowTable* leads, LeadRequest request,
                                                   LeadIndex* index, Report* report) {
  std::vector<int> wanted = {request.id_column};
  for (const WantedColumn& column : request.columns) {
    if (column.column >= 0) wanted.push_back(column.column);
  }
  Result<std::unique_ptr<ArrowBatches>> batches = leads->OpenBatches(wanted);
  if (!batches.ok()) return batches.status();
  auto rows = std::make_unique<ArrowRows>(std::move(*batches), std::move(wanted));
  return std::unique_ptr<LeadReader>(
      std::make_unique<ArrowLeadReader>(leads, std::move(request), std::move(rows), index, report));
}

}  // namespace ripe::io
