// Parquet through Arrow's own reader. Columns are decoded as they stand in the pages, batch by
// batch: a column holds one page at a time, so that memory follows neither the file nor its row
// groups. Texts stay dictionaries where every page has them so; where a writer gave up on its
// dictionary (too many values), rebuilding one would only cost time.
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>
#include <parquet/properties.h>

#include <algorithm>
#include <utility>

#include "runtime/arrow/reader.h"

namespace ripe::arrow_library {
namespace {

using arrow::Result;
using arrow::Status;
using parquet::arrow::SchemaField;

// Pages are read in pieces of this size.
constexpr int64_t kReadBuffer = int64_t{1} << 18;
// Row groups with fewer rows than this have so many dictionaries that texts are cheaper.
constexpr int64_t kSmallRowGroup = 16'384;

void Leaves(const SchemaField& field, std::vector<int>* out) {
  if (field.is_leaf()) out->push_back(field.column_index);
  for (const SchemaField& child : field.children) Leaves(child, out);
}

bool IsDictionaryEncoding(parquet::Encoding::type encoding) {
  return encoding == parquet::Encoding::RLE_DICTIONARY ||
         encoding == parquet::Encoding::PLAIN_DICTIONARY;
}

// Whether all pages of a column hold indices.
bool AllDictionary(const parquet::FileMetaData& file, int column) {
  for (int group = 0; group < file.num_row_groups(); ++group) {
    const auto chunk = file.RowGroup(group)->ColumnChunk(column);
    if (!chunk->has_dictionary_page()) return false;
    for (const parquet::PageEncodingStats& stats : chunk->encoding_stats()) {
      const bool data = stats.page_type == parquet::PageType::DATA_PAGE ||
                        stats.page_type == parquet::PageType::DATA_PAGE_V2;
      if (data && !IsDictionaryEncoding(stats.encoding)) return false;
    }
  }
  return true;
}

class ParquetBatches : public arrow::RecordBatchReader {
 public:
  ParquetBatches(std::shared_ptr<parquet::arrow::FileReader> file,
                 std::shared_ptr<arrow::RecordBatchReader> batches)
      : file_(std::move(file)), batches_(std::move(batches)) {}
  std::shared_ptr<arrow::Schema> schema() const override { return batches_->schema(); }
  Status ReadNext(std::shared_ptr<arrow::RecordBatch>* out) override {
    return batches_->ReadNext(out);
  }

 private:
  std::shared_ptr<parquet::arrow::FileReader> file_;  // outlives the batches
  std::shared_ptr<arrow::RecordBatchReader> batches_;
};

class ParquetReader : public Reader {
 public:
  ParquetReader(std::shared_ptr<SourceFile> file, unsigned threads)
      : file_(std::move(file)), threads_(threads) {}

  Status ReadSchema() {
    ARROW_ASSIGN_OR_RAISE(const auto reader, Open({}));
    metadata_ = reader->parquet_reader()->metadata();
    ARROW_RETURN_NOT_OK(reader->GetSchema(&schema_));
    for (const SchemaField& field : reader->manifest().schema_fields) {
      std::vector<int> leaves;
      Leaves(field, &leaves);
      leaves_.push_back(std::move(leaves));
    }
    if (leaves_.size() != static_cast<size_t>(schema_->num_fields()))
      return Status::Invalid("its columns do not fit its schema");
    return Status::OK();
  }
  std::shared_ptr<arrow::Schema> schema() const override { return schema_; }

  Result<std::shared_ptr<arrow::RecordBatchReader>> Read(const std::vector<int>& columns) override {
    std::vector<int> leaves, dictionaries;
    const int groups = metadata_->num_row_groups();
    const bool large_groups = groups > 0 && metadata_->num_rows() / groups >= kSmallRowGroup;
    for (int column : columns) {
      const std::vector<int>& own = leaves_[static_cast<size_t>(column)];
      leaves.insert(leaves.end(), own.begin(), own.end());
      const arrow::Type::type type = schema_->field(column)->type()->id();
      if ((type == arrow::Type::STRING || type == arrow::Type::LARGE_STRING) && large_groups &&
          AllDictionary(*metadata_, own[0]))
        dictionaries.push_back(own[0]);
    }
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<parquet::arrow::FileReader> reader, Open(dictionaries));
    std::vector<int> all_groups;
    for (int group = 0; group < groups; ++group) all_groups.push_back(group);
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<arrow::RecordBatchReader> batches,
                          reader->GetRecordBatchReader(all_groups, leaves));
    return Cut(std::make_shared<ParquetBatches>(std::move(reader), std::move(batches)), false);
  }

 private:
  Result<std::unique_ptr<parquet::arrow::FileReader>> Open(const std::vector<int>& dictionaries) {
    parquet::ReaderProperties properties(Pool());
    properties.enable_buffered_stream();
    properties.set_buffer_size(kReadBuffer);
    properties.set_page_checksum_verification(true);
    parquet::ArrowReaderProperties arrow_properties(threads_ > 1);
    arrow_properties.set_batch_size(RIPE_ARROW_BATCH);
    arrow_properties.set_pre_buffer(false);
    for (int column : dictionaries) arrow_properties.set_read_dictionary(column, true);
    parquet::arrow::FileReaderBuilder builder;
    ARROW_RETURN_NOT_OK(builder.Open(file_, properties, metadata_));
    builder.memory_pool(Pool())->properties(arrow_properties);
    return builder.Build();
  }

  std::shared_ptr<SourceFile> file_;
  unsigned threads_;
  std::shared_ptr<parquet::FileMetaData> metadata_;
  std::shared_ptr<arrow::Schema> schema_;
  std::vector<std::vector<int>> leaves_;  // by column: its leaves in the file
};

}  // namespace

Result<std::unique_ptr<Reader>> OpenParquet(std::shared_ptr<SourceFile> file, unsigned threads) {
  auto reader = std::make_unique<ParquetReader>(std::move(file), threads);
  ARROW_RETURN_NOT_OK(reader->ReadSchema());
  return std::unique_ptr<Reader>(std::move(reader));
}

}  // namespace ripe::arrow_library
