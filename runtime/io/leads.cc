// ReadLeads over text. A block of rows is parsed on any thread: its ids, then each wanted column
// whole. In the order of the file it is then merged: ids get their numbers, repeated ones are taken
// out, and what was wrong is reported.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "runtime/io/arrow_table.h"
#include "runtime/io/cells.h"
#include "runtime/io/column_builder.h"
#include "runtime/io/guard.h"
#include "runtime/io/issues.h"
#include "runtime/io/lead_numbers.h"
#include "runtime/io/reader.h"
#include "runtime/io/rows.h"
#include "runtime/io/text_pieces.h"

namespace ripe::io {
namespace {

// A block of leads on its way.
struct TextLeadPiece : LeadReader::Piece {
  TextPiece text;
  RawTexts ids;
  std::vector<uint64_t> hashes;  // of the ids
  bool missing_ids = false;
  std::vector<uint32_t> rows;  // where ids are missing: by id, its row in the block
  std::vector<std::unique_ptr<ColumnValues>> columns;  // null: none in the file
  uint64_t first_row = 0;
};

class TextLeadReader : public LeadReader {
 public:
  TextLeadReader(const Table& table, LeadRequest request, RowStream stream, std::vector<int> wanted,
                 LeadNumbers* numbers, Report* report)
      : pieces_(std::move(stream)),
        request_(std::move(request)),
        wanted_(std::move(wanted)),
        numbers_(numbers),
        report_(report) {
    words_.push_back({});
    for (const WantedColumn& column : request_.columns) {
      makers_.push_back(column.column < 0 ? nullptr
                                          : std::make_unique<ColumnMaker>(
                                                column.type, column.missing, request_.zone));
      if (column.column < 0) continue;
      words_.push_back({table.columns()[static_cast<size_t>(column.column)].name,
                        std::string(types::TypeName(column.type))});
    }
  }

  Result<std::unique_ptr<Piece>> Take(bool* wait) override {
    return pieces_.Take<TextLeadPiece, Piece>(wait);
  }
  Status Parse(Piece* piece) override;
  Result<bool> Merge(Piece* piece) override;
  Result<columns::LeadChunk> Finish(Piece* piece) override;

 private:
  struct Bench {
    std::unique_ptr<RowSource> rows;
    std::vector<std::unique_ptr<BlockBuilder>> builders;
    std::vector<uint32_t> good;  // rows of the piece that have an id
    std::vector<Cell> cells;
    std::vector<uint32_t> unreadable;
  };
  void PickRows(Bench* bench, TextLeadPiece* piece, uint32_t first);
  void AddColumn(Bench* bench, size_t i, TextLeadPiece* piece, uint32_t first);
  Status NumberRepeats(TextLeadPiece* piece, const std::vector<uint8_t>& repeated,
                       std::vector<uint8_t>* dropped);

  TextPieces pieces_;
  LeadRequest request_;
  std::vector<int> wanted_;  // by column of the request: index into the RowSource's wanted columns;
                             // -1: none. 0 is the id.
  std::vector<ColumnWords> words_;  // by wanted column
  LeadNumbers* numbers_;
  Report* report_;
  std::vector<std::unique_ptr<ColumnMaker>> makers_;
  uint64_t next_row_ = 0;
  Benches<Bench> benches_;
};

Status TextLeadReader::Parse(Piece* base) {
  auto* piece = static_cast<TextLeadPiece*>(base);
  std::unique_ptr<Bench> bench = benches_.Borrow(pieces_, makers_);
  pieces_.Open(&piece->text, bench->rows.get());
  uint32_t first = 0;
  while (pieces_.NextRows(&piece->text, bench->rows.get(), &first)) {
    PickRows(bench.get(), piece, first);
    bench->cells.resize(bench->good.size());
    for (size_t i = 0; i < bench->builders.size(); ++i) {
      if (bench->builders[i]) AddColumn(bench.get(), i, piece, first);
    }
  }
  for (const auto& builder : bench->builders)
    piece->columns.push_back(builder ? builder->Take() : nullptr);
  benches_.Return(std::move(bench));
  return {};
}

// The rows of the piece that have an id.
void TextLeadReader::PickRows(Bench* bench, TextLeadPiece* piece, uint32_t first) {
  const uint32_t n = bench->rows->rows();
  std::vector<uint32_t>& good = bench->good;
  good.resize(n);
  std::iota(good.begin(), good.end(), 0u);
  bench->cells.resize(n);
  bench->rows->Cells(0, good, bench->cells.data());
  size_t kept = 0;
  for (uint32_t row = 0; row < n; ++row) {
    const Cell& cell = bench->cells[row];
    const std::optional<std::string_view> id = IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
    if (!id) {
      if (!piece->missing_ids) {
        piece->rows.resize(piece->ids.size());
        std::iota(piece->rows.begin(), piece->rows.end(), 0u);
        piece->missing_ids = true;
      }
      piece->text.issues.Reject(first + row, *bench->rows, row, 0, RejectReason::kMissingId);
      continue;
    }
    piece->ids.Add(*id);
    piece->hashes.push_back(LeadIndex::Hash(*id));
    if (piece->missing_ids) piece->rows.push_back(first + row);
    good[kept++] = row;
  }
  good.resize(kept);
}

void TextLeadReader::AddColumn(Bench* bench, size_t i, TextLeadPiece* piece, uint32_t first) {
  const size_t w = static_cast<size_t>(wanted_[i]);
  bench->rows->Cells(w, bench->good, bench->cells.data());
  bench->unreadable.clear();
  bench->builders[i]->Append(bench->cells, &bench->unreadable);
  for (const uint32_t k : bench->unreadable) {
    const uint32_t row = bench->good[k];
    piece->text.issues.Unreadable(first + row, *bench->rows, row, w, bench->cells[k]);
  }
}

Result<bool> TextLeadReader::Merge(Piece* base) {
  auto* piece = static_cast<TextLeadPiece*>(base);
  if (!pieces_.Begin(&piece->text)) return false;
  std::vector<uint8_t> repeated, dropped;
  piece->first_row = next_row_;
  RIPE_RETURN_IF_ERROR(numbers_->Number(pieces_.name(), piece->ids, piece->hashes, &repeated));
  if (!repeated.empty()) RIPE_RETURN_IF_ERROR(NumberRepeats(piece, repeated, &dropped));
  RIPE_RETURN_IF_ERROR(pieces_.End(&piece->text, words_, dropped, &report_->leads(), report_));
  for (const auto& values : piece->columns) {
    if (values) values->Merge();
  }
  if (!repeated.empty()) {
    piece->ids.Drop(repeated);
    for (const auto& values : piece->columns) {
      if (values) values->Drop(repeated);
    }
  }
  next_row_ += piece->ids.size();
  piece->text.block.reset();
  return true;
}

// The repeated rows of a block: looked for once more, now that it is known which they are.
Status TextLeadReader::NumberRepeats(TextLeadPiece* piece, const std::vector<uint8_t>& repeated,
                                     std::vector<uint8_t>* dropped) {
  dropped->resize(piece->text.good_rows);
  std::vector<uint32_t> id_of(piece->text.good_rows);
  for (uint32_t i = 0; i < repeated.size(); ++i) {
    const uint32_t row = piece->missing_ids ? piece->rows[i] : i;
    id_of[row] = i;
    (*dropped)[row] = repeated[i];
  }
  std::unique_ptr<Bench> bench = benches_.Borrow(pieces_, makers_);
  TextPiece again;
  again.block = piece->text.block;
  again.bad_byte = piece->text.bad_byte;
  bench->rows->Open(*again.block, again.valid().size());
  for (uint32_t first = 0; bench->rows->NextRows();) {
    for (uint32_t row = 0; row < bench->rows->rows(); ++row) {
      if ((*dropped)[first + row] == 0) continue;
      piece->text.issues.Reject(first + row, *bench->rows, row, 0, RejectReason::kRepeatedId,
                                std::string(piece->ids.at(id_of[first + row])));
    }
    first += bench->rows->rows();
  }
  benches_.Return(std::move(bench));
  return {};
}

Result<columns::LeadChunk> TextLeadReader::Finish(Piece* base) {
  auto* piece = static_cast<TextLeadPiece*>(base);
  auto memory = std::make_shared<ChunkMemory>();
  columns::LeadChunk chunk;
  chunk.rows = piece->ids.size();
  chunk.first_row = piece->first_row;
  chunk.ids = piece->ids.Take(memory.get());
  for (const auto& values : piece->columns)
    chunk.columns.push_back(values ? values->Finish(memory.get()) : columns::Column{});
  chunk.owner = std::move(memory);
  return chunk;
}

// A reader with numbers of its own.
class FirstLeadReader : public LeadReader {
 public:
  explicit FirstLeadReader(LeadIndex* index) : numbers_(index) {}
  Status Open(Table* leads, LeadRequest request, Report* report) {
    Result<std::unique_ptr<LeadReader>> reader =
        ReadLeads(leads, std::move(request), &numbers_, report);
    if (!reader.ok()) return reader.status();
    reader_ = std::move(*reader);
    return {};
  }
  Result<std::unique_ptr<Piece>> Take(bool* wait) override { return reader_->Take(wait); }
  Status Parse(Piece* piece) override { return reader_->Parse(piece); }
  Result<bool> Merge(Piece* piece) override { return reader_->Merge(piece); }
  Result<columns::LeadChunk> Finish(Piece* piece) override { return reader_->Finish(piece); }

 private:
  IndexNumbers numbers_;
  std::unique_ptr<LeadReader> reader_;
};

}  // namespace

Result<std::unique_ptr<LeadReader>> ReadLeads(Table* leads, LeadRequest request, LeadIndex* index,
                                              Report* report) {
  auto reader = std::make_unique<FirstLeadReader>(index);
  RIPE_RETURN_IF_ERROR(reader->Open(leads, std::move(request), report));
  return std::unique_ptr<LeadReader>(std::move(reader));
}

Result<std::unique_ptr<LeadReader>> ReadLeads(Table* leads, LeadRequest request,
                                              LeadNumbers* numbers, Report* report) {
  return Guarded([&]() -> Result<std::unique_ptr<LeadReader>> {
    if (ArrowTable* arrow = leads->arrow())
      return ReadArrowLeads(arrow, std::move(request), numbers, report);
    std::vector<int> columns = {request.id_column};
    std::vector<int> wanted;
    for (const WantedColumn& column : request.columns) {
      wanted.push_back(column.column < 0 ? -1 : static_cast<int>(columns.size()));
      if (column.column >= 0) columns.push_back(column.column);
    }
    Result<RowStream> stream = leads->OpenRows(columns);
    if (!stream.ok()) return stream.status();
    return std::unique_ptr<LeadReader>(std::make_unique<TextLeadReader>(
        *leads, std::move(request), std::move(*stream), std::move(wanted), numbers, report));
  });
}

}  // namespace ripe::io
