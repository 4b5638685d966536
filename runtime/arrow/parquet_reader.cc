// Parquet: plain columns through flat_columns.h, all others through Arrow's own reader. Columns are
// decoded as they stand in the pages, batch by batch: a column holds one page at a time, so that
// memory follows neither the file nor its row groups. Texts stay dictionaries where every page has
// them so; where a writer gave up on its dictionary (too many values), rebuilding one would only
// cost time.
#include <arrow/util/parallel.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>
#include <parquet/file_reader.h>
#include <parquet/metadata.h>
#include <parquet/properties.h>

#include <algorithm>
#include <utility>

#include "runtime/arrow/flat_columns.h"
#include "runtime/arrow/pool.h"
#include "runtime/arrow/reader.h"

namespace ripe::arrow_library {
namespace {

using arrow::Result;
using arrow::Status;
using parquet::arrow::SchemaField;

// Pages are read in pieces of this size.
constexpr int64_t kReadBuffer = int64_t{1} << 18;
// Where row groups have fewer rows than this, they are not worth a batch each, and their
// dictionaries are so many that texts are cheaper.
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

// Batches that never reach over a row group's end. `flat` is by column, null where Arrow's reader
// of the rest has it, whose leaves these are.
class ParquetBatches : public arrow::RecordBatchReader {
 public:
  ParquetBatches(std::shared_ptr<parquet::arrow::FileReader> file,
                 std::shared_ptr<arrow::Schema> schema,
                 std::vector<std::unique_ptr<FlatColumn>> flat, std::vector<int> rest_leaves,
                 bool use_threads)
      : file_(std::move(file)),
        schema_(std::move(schema)),
        columns_(std::move(flat)),
        rest_leaves_(std::move(rest_leaves)),
        use_threads_(use_threads) {
    for (size_t c = 0; c < columns_.size(); ++c) (columns_[c] ? flat_ : rest_).push_back(c);
  }
  std::shared_ptr<arrow::Schema> schema() const override { return schema_; }

  Status ReadNext(std::shared_ptr<arrow::RecordBatch>* out) override {
    *out = nullptr;
    while (left_ == 0) {
      if (next_group_ == file_->num_row_groups()) return Status::OK();
      ARROW_RETURN_NOT_OK(Begin(next_group_++));
    }
    int64_t rows = std::min<int64_t>(left_, RIPE_ARROW_BATCH);
    std::vector<std::shared_ptr<arrow::Array>> arrays(columns_.size());
    if (!rest_.empty()) {
      std::shared_ptr<arrow::RecordBatch> rest;
      ARROW_RETURN_NOT_OK(rest_batches_->ReadNext(&rest));
      if (rest == nullptr || rest->num_rows() == 0 || rest->num_rows() > left_)
        return Status::Invalid("a row group has not the rows that its header promises");
      rows = rest->num_rows();
      for (size_t i = 0; i < rest_.size(); ++i)
        arrays[rest_[i]] = rest->column(static_cast<int>(i));
    }
    ARROW_RETURN_NOT_OK(arrow::internal::OptionalParallelFor(
        use_threads_, static_cast<int>(flat_.size()), [&](int i) {
          return Guarded([&] {
            const size_t c = flat_[static_cast<size_t>(i)];
            return columns_[c]->Read(rows).Value(&arrays[c]);
          });
        }));
    left_ -= rows;
    *out = arrow::RecordBatch::Make(schema_, rows, std::move(arrays));
    return Status::OK();
  }

 private:
  Status Begin(int group) {
    group_ = file_->parquet_reader()->RowGroup(group);
    left_ = group_->metadata()->num_rows();
    if (left_ < 0) return Status::Invalid("a row group has less than no rows");
    for (const size_t c : flat_) ARROW_RETURN_NOT_OK(columns_[c]->Begin(group_.get()));
    if (rest_.empty()) return Status::OK();
    return file_->GetRecordBatchReader({group}, rest_leaves_).Value(&rest_batches_);
  }

  std::shared_ptr<parquet::arrow::FileReader> file_;
  std::shared_ptr<arrow::Schema> schema_;
  std::vector<std::unique_ptr<FlatColumn>> columns_;
  std::vector<int> rest_leaves_;
  bool use_threads_;
  std::vector<size_t> flat_, rest_;  // in columns_
  int next_group_ = 0;
  std::shared_ptr<parquet::RowGroupReader> group_;
  std::shared_ptr<arrow::RecordBatchReader> rest_batches_;  // of the row group
  int64_t left_ = 0;                                        // its rows to come
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
    std::vector<int> rest_leaves, dictionaries;
    std::vector<std::unique_ptr<FlatColumn>> flat;
    const int groups = metadata_->num_row_groups();
    const bool large_groups =
        groups == 1 || (groups > 1 && metadata_->num_rows() / groups >= kSmallRowGroup);
    for (int column : columns) {
      const std::vector<int>& own = leaves_[static_cast<size_t>(column)];
      const std::shared_ptr<arrow::DataType>& type = schema_->field(column)->type();
      const bool text =
          type->id() == arrow::Type::STRING || type->id() == arrow::Type::LARGE_STRING;
      const bool dictionary = text && large_groups && AllDictionary(*metadata_, own[0]);
      flat.push_back(large_groups && own.size() == 1
                         ? MakeFlatColumn(*metadata_, own[0], type, dictionary)
                         : nullptr);
      if (flat.back()) continue;
      rest_leaves.insert(rest_leaves.end(), own.begin(), own.end());
      if (dictionary) dictionaries.push_back(own[0]);
    }
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<parquet::arrow::FileReader> reader, Open(dictionaries));
    ARROW_ASSIGN_OR_RAISE(const auto rest,
                          reader->GetRecordBatchReader(std::vector<int>(), rest_leaves));
    arrow::FieldVector fields;
    int next_of_rest = 0;
    for (size_t c = 0; c < flat.size(); ++c) {
      fields.push_back(flat[c] ? schema_->field(columns[c])->WithType(flat[c]->type())
                               : rest->schema()->field(next_of_rest++));
    }
    return Cut(
        std::make_shared<ParquetBatches>(std::move(reader), arrow::schema(fields), std::move(flat),
                                         std::move(rest_leaves), threads_ > 1),
        false);
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
