// ReadLeads of a Parquet or Arrow file: a chunk per batch, its columns where they lie in it.
// Batches are decoded in order; their ids and most columns are then converted on any thread, and
// merged in order again: ids are numbered, texts get their codes, what was wrong is reported. Ids
// that are integers stay such.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <span>
#include <type_traits>
#include <utility>

#include "runtime/io/arrow_columns.h"
#include "runtime/io/cells.h"
#include "runtime/io/lead_numbers.h"

namespace ripe::io {
namespace {

// A batch on its way.
struct ArrowLeadPiece : LeadReader::Piece {
  std::unique_ptr<ArrowRows> rows;
  ArrowIssues issues;
  RawTexts ids;
  // Where they are, in place of these: as they lie in the batch, or copied.
  std::span<const int64_t> integers;
  std::vector<int64_t> own_integers;
  std::vector<uint64_t> hashes;  // else
  size_t leads() const { return chosen.rows.size(); }
  RowChoice chosen;  // rows that are leads
  std::vector<columns::Column> columns;
  std::vector<std::vector<uint32_t>> unreadable;  // by column: rows of the batch
  std::shared_ptr<ChunkMemory> memory = std::make_shared<ChunkMemory>();
  uint64_t first_row = 0;
};

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

  Result<std::unique_ptr<Piece>> Take(bool* wait) override;
  Status Parse(Piece* piece) override;
  Result<bool> Merge(Piece* piece) override;
  Result<columns::LeadChunk> Finish(Piece* piece) override;

 private:
  void PickIntegers(ArrowLeadPiece* piece) const;
  void PickTexts(ArrowLeadPiece* piece) const;
  Status DropRepeated(ArrowLeadPiece* piece);
  void MergeColumns(ArrowLeadPiece* piece);

  ArrowTable* table_;
  LeadRequest request_;
  std::unique_ptr<ArrowRows> rows_;  // wanted: the id, then the columns that are there
  LeadNumbers* numbers_;
  Report* report_;
  bool integers_ = false;
  std::vector<std::unique_ptr<ArrowColumn>> columns_;  // by column of the request; null: none there
  uint64_t first_row_ = 0;
};

Result<std::unique_ptr<LeadReader::Piece>> ArrowLeadReader::Take(bool* wait) {
  *wait = false;
  Result<bool> more = rows_->NextBatch();
  if (!more.ok()) return more.status();
  if (!*more) return std::unique_ptr<Piece>();
  auto piece = std::make_unique<ArrowLeadPiece>();
  piece->rows = rows_->Here();
  piece->memory->Share(rows_->batch());
  return std::unique_ptr<Piece>(std::move(piece));
}

// All rows of the columns that do not need those before: which rows are left out is not known yet,
// and few are.
Status ArrowLeadReader::Parse(Piece* base) {
  auto* piece = static_cast<ArrowLeadPiece*>(base);
  if (integers_) {
    PickIntegers(piece);
  } else {
    PickTexts(piece);
  }
  piece->columns.resize(columns_.size());
  piece->unreadable.resize(columns_.size());
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i] || columns_[i]->in_order()) continue;
    piece->columns[i] = columns_[i]->Take(piece->rows.get(), RowChoice(), piece->memory.get(),
                                          &piece->unreadable[i]);
  }
  return {};
}

Result<bool> ArrowLeadReader::Merge(Piece* base) {
  auto* piece = static_cast<ArrowLeadPiece*>(base);
  RIPE_RETURN_IF_ERROR(DropRepeated(piece));
  piece->chosen.all = piece->leads() == static_cast<size_t>(piece->rows->batch()->rows);
  MergeColumns(piece);
  RIPE_RETURN_IF_ERROR(
      piece->issues.Flush(piece->rows.get(), table_->path(), &report_->leads(), report_));
  piece->first_row = first_row_;
  first_row_ += piece->leads();
  return true;
}

void ArrowLeadReader::MergeColumns(ArrowLeadPiece* piece) {
  size_t w = 1;
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i]) continue;
    std::vector<uint32_t>& unreadable = piece->unreadable[i];
    if (columns_[i]->in_order()) {
      piece->columns[i] =
          columns_[i]->Take(piece->rows.get(), piece->chosen, piece->memory.get(), &unreadable);
    } else if (!piece->chosen.all) {
      const std::vector<uint32_t>& rows = piece->chosen.rows;
      std::erase_if(unreadable, [&](uint32_t row) {
        return !std::binary_search(rows.begin(), rows.end(), row);
      });
    }
    const WantedColumn& wanted = request_.columns[i];
    piece->issues.Unreadable(w, table_->columns()[static_cast<size_t>(wanted.column)].name,
                             wanted.type, std::move(unreadable));
    ++w;
  }
}

Result<columns::LeadChunk> ArrowLeadReader::Finish(Piece* base) {
  auto* piece = static_cast<ArrowLeadPiece*>(base);
  columns::LeadChunk chunk;
  chunk.rows = piece->leads();
  chunk.first_row = piece->first_row;
  if (integers_) {
    chunk.ids.physical = columns::Physical::kI64;
    chunk.ids.data = piece->integers.data();
    piece->memory->Keep(std::move(piece->own_integers));
  } else {
    chunk.ids = piece->ids.Take(piece->memory.get());
  }
  chunk.columns = std::move(piece->columns);
  if (!piece->chosen.all) {
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] && !columns_[i]->in_order())
        chunk.columns[i] = Gather(chunk.columns[i], piece->chosen.rows, piece->memory.get());
    }
  }
  chunk.owner = std::move(piece->memory);
  return chunk;
}

void ArrowLeadReader::PickIntegers(ArrowLeadPiece* piece) const {
  const ArrowView& view = piece->rows->column(0);
  std::vector<uint32_t>& rows = piece->chosen.rows;
  std::vector<int64_t>& integers = piece->own_integers;
  WithInteger(view.type().kind, [&](auto t) {
    const auto* values = view.values<decltype(t)>();
    const auto count = static_cast<size_t>(view.rows());
    if (view.validity() == nullptr) {
      rows.resize(count);
      std::iota(rows.begin(), rows.end(), 0u);
      if constexpr (std::is_same_v<decltype(t), int64_t>) {
        piece->integers = {values, count};
      } else {
        integers.assign(values, values + count);
      }
      return;
    }
    for (uint32_t row = 0; row < count; ++row) {
      if (!view.has(row)) {
        piece->issues.Reject(row, 0, RejectReason::kMissingId);
        continue;
      }
      integers.push_back(static_cast<int64_t>(values[row]));
      rows.push_back(row);
    }
  });
  if (!integers.empty()) piece->integers = integers;
}

void ArrowLeadReader::PickTexts(ArrowLeadPiece* piece) const {
  std::vector<uint32_t> all(static_cast<size_t>(piece->rows->batch()->rows));
  std::iota(all.begin(), all.end(), 0u);
  std::vector<Cell> cells(all.size());
  piece->rows->Cells(0, all, cells.data());
  for (const uint32_t row : all) {
    const std::optional<std::string_view> id =
        IsEmptyCell(cells[row]) ? std::nullopt : ReadText(cells[row]);
    if (!id) {
      piece->issues.Reject(row, 0, RejectReason::kMissingId);
      continue;
    }
    piece->hashes.push_back(LeadIndex::Hash(*id));
    piece->ids.Add(*id);
    piece->chosen.rows.push_back(row);
  }
}

Status ArrowLeadReader::DropRepeated(ArrowLeadPiece* piece) {
  std::vector<uint8_t> repeated;
  RIPE_RETURN_IF_ERROR(
      integers_ ? numbers_->NumberIntegers(table_->path(), piece->integers, &repeated)
                : numbers_->Number(table_->path(), piece->ids, piece->hashes, &repeated));
  if (repeated.empty()) return {};
  for (size_t i = 0; i < repeated.size(); ++i) {
    if (repeated[i] == 0) continue;
    piece->issues.Reject(
        piece->chosen.rows[i], 0, RejectReason::kRepeatedId,
        integers_ ? fmt::to_string(piece->integers[i]) : std::string(piece->ids.at(i)));
  }
  if (integers_) {
    if (piece->own_integers.empty())
      piece->own_integers.assign(piece->integers.begin(), piece->integers.end());
    DropMarked(repeated, &piece->own_integers);
    piece->integers = piece->own_integers;
  } else {
    piece->ids.Drop(repeated);
  }
  DropMarked(repeated, &piece->chosen.rows);
  return {};
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
