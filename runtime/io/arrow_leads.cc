// ReadLeads of a Parquet or Arrow file: a chunk per batch, its columns where they lie in it. Ids
// that are integers are indexed as such; chunks have them as text, since that is what is written.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "runtime/io/arrow_columns.h"
#include "runtime/io/cells.h"
#include "runtime/io/guard.h"
#include "runtime/io/lead_numbers.h"

namespace ripe::io {
namespace {

class ArrowLeadReader : public LeadReader {
 public:
  ArrowLeadReader(ArrowTable* table, LeadRequest request, std::unique_ptr<ArrowRows> rows,
                  LeadNumbers* numbers, Report* report)
      : table_(table),
        request_(std::move(request)),
        rows_(std::move(rows)),
        numbers_(numbers),
        report_(report) {
    const ArrowType& id = rows_->type(0);
    integers_ = id.is_integer() && id.kind != ArrowKind::kUint64 && numbers_->UseIntegers();
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
  void DropRepeated(const std::vector<uint8_t>& repeated);

  ArrowTable* table_;
  LeadRequest request_;
  std::unique_ptr<ArrowRows> rows_;  // wanted: the id, then the columns that are there
  LeadNumbers* numbers_;
  Report* report_;
  bool integers_ = false;
  std::vector<std::unique_ptr<ArrowColumn>> columns_;  // by column of the request; null: none there
  ArrowIssues issues_;
  RawTexts ids_;
  std::vector<int64_t> integer_ids_;
  std::vector<uint64_t> hashes_;
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
  integer_ids_.clear();
  WithInteger(view.type().kind, [&](auto t) {
    const auto* values = view.values<decltype(t)>();
    for (int64_t i = 0; i < view.rows(); ++i) {
      const auto row = static_cast<uint32_t>(i);
      if (!view.has(i)) {
        issues_.Reject(row, 0, RejectReason::kMissingId);
        continue;
      }
      const auto id = static_cast<int64_t>(values[i]);
      const fmt::format_int text(id);
      integer_ids_.push_back(id);
      ids_.Add({text.data(), text.size()});
      chosen_.rows.push_back(row);
    }
  });
  std::vector<uint8_t> repeated;
  RIPE_RETURN_IF_ERROR(numbers_->NumberIntegers(table_->path(), integer_ids_, &repeated));
  DropRepeated(repeated);
  return {};
}

Status ArrowLeadReader::PickTexts() {
  const auto n = static_cast<size_t>(rows_->batch()->rows);
  const size_t had = all_.size();
  all_.resize(std::max(n, had));
  if (n > had) std::iota(all_.begin(), all_.end(), 0u);
  cells_.resize(n);
  rows_->Cells(0, std::span(all_).first(n), cells_.data());
  hashes_.clear();
  for (uint32_t row = 0; row < n; ++row) {
    const Cell& cell = cells_[row];
    const std::optional<std::string_view> id = IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
    if (!id) {
      issues_.Reject(row, 0, RejectReason::kMissingId);
      continue;
    }
    hashes_.push_back(LeadIndex::Hash(*id));
    ids_.Add(*id);
    chosen_.rows.push_back(row);
  }
  std::vector<uint8_t> repeated;
  RIPE_RETURN_IF_ERROR(numbers_->Number(table_->path(), ids_, hashes_, &repeated));
  DropRepeated(repeated);
  return {};
}

void ArrowLeadReader::DropRepeated(const std::vector<uint8_t>& repeated) {
  if (repeated.empty()) return;
  for (size_t i = 0; i < repeated.size(); ++i) {
    if (repeated[i] == 0) continue;
    issues_.Reject(chosen_.rows[i], 0, RejectReason::kRepeatedId, std::string(ids_.at(i)));
  }
  ids_.Drop(repeated);
  DropMarked(repeated, &chosen_.rows);
}

}  // namespace

Result<std::unique_ptr<LeadReader>> ReadArrowLeads(ArrowTable* leads, LeadRequest request,
                                                   LeadNumbers* numbers, Report* report) {
  std::vector<int> wanted = {request.id_column};
  for (const WantedColumn& column : request.columns) {
    if (column.column >= 0) wanted.push_back(column.column);
  }
  Result<std::unique_ptr<ArrowBatches>> batches = leads->OpenBatches(wanted);
  if (!batches.ok()) return batches.status();
  auto rows = std::make_unique<ArrowRows>(std::move(*batches), std::move(wanted));
  return std::unique_ptr<LeadReader>(std::make_unique<ArrowLeadReader>(
      leads, std::move(request), std::move(rows), numbers, report));
}

}  // namespace ripe::io
