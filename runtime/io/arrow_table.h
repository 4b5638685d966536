// The Table of a Parquet or Arrow file: its columns bring types, its rows come in batches of
// columns. ReadLeads and ReadEvents have readers of their own for it (arrow_leads.cc,
// arrow_events.cc).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/io/arrow_array.h"
#include "runtime/io/input.h"
#include "runtime/io/reader.h"
#include "runtime/io/rows.h"

namespace ripe::io {

class ArrowTable;

// A batch of wanted columns; borrowed from, so it is shared.
struct ArrowBatch {
  ArrayOwner array;
  int64_t rows = 0;
  std::vector<ArrowView> columns;  // by wanted column
};

// The batches of some columns of a table, from the beginning.
class ArrowBatches {
 public:
  // The next batch, never of 0 rows; null at the end. Every text in it is UTF-8.
  Result<std::shared_ptr<const ArrowBatch>> Next();
  // As the batches have it, which may be a dictionary where the table has texts.
  const ArrowType& type(size_t w) const { return *types_[w]; }

 private:
  friend class ArrowTable;
  Status CheckTexts(const ArrowBatch& batch) const;

  std::string path_;
  std::vector<int> wanted_;       // columns of the table
  std::vector<size_t> children_;  // by wanted column: the stream's child
  std::vector<std::unique_ptr<ArrowType>> types_;
  std::shared_ptr<Input> input_;
  StreamOwner stream_;
  uint64_t row_ = 0;  // of the batches before
};

class ArrowTable : public Table {
 public:
  ArrowTable(std::shared_ptr<Input> input, const RipeArrowFunctions* functions)
      : input_(std::move(input)), functions_(functions) {
    path_ = input_->name();
  }
  ~ArrowTable() override;

  Status Open(RipeArrowFormat format, unsigned threads);
  // kData where the rules cannot look at a column of its type.
  Result<std::unique_ptr<ArrowBatches>> OpenBatches(const std::vector<int>& wanted);
  const ArrowType& type(int column) const { return types_[static_cast<size_t>(column)]; }

  ArrowTable* arrow() override { return this; }
  Result<std::vector<std::string>> DistinctTexts(int column) override;
  // There are no rows of text: ReadLeads and ReadEvents ask arrow() first.
  Result<RowStream> OpenRows(const std::vector<int>& wanted) override;

 private:
  static int64_t ReadAt(void* self, int64_t offset, void* out, int64_t size);
  // What the library said, in a sentence, and exit 3.
  Status Fail(const RipeArrowError& error) const;

  std::shared_ptr<Input> input_;
  const RipeArrowFunctions* functions_;
  RipeArrowReader* reader_ = nullptr;
  std::vector<ArrowType> types_;
};

// The table of a file of one of the library's formats. kUsage where there is no such library.
Result<std::unique_ptr<Table>> OpenArrowTable(const SourceOptions& options, RipeArrowFormat format);

// The readers of ReadLeads and ReadEvents for such a table.
Result<std::unique_ptr<LeadReader>> ReadArrowLeads(ArrowTable* leads, LeadRequest request,
                                                   LeadNumbers* numbers, Report* report);
// `property_columns`: by property, its column or -1.
Result<std::unique_ptr<EventReader>> ReadArrowEvents(ArrowTable* events, EventRequest request,
                                                     std::vector<int> property_columns,
                                                     const LeadIndex* leads, EventSession* session,
                                                     Report* report);

}  // namespace ripe::io
