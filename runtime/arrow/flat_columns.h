// Flat columns of a Parquet file, decoded page by page straight into the buffers of an array.
// Arrow's own reader of tables can do every column; for the plain ones this takes half its time: no
// levels become bitmaps where no value is missing, no buffer grows, texts keep the file's
// dictionary.
#pragma once

#include <arrow/array.h>
#include <arrow/result.h>
#include <arrow/type.h>
#include <parquet/file_reader.h>

#include <memory>

namespace ripe::arrow_library {

// One column, from one row group after another. Not thread-safe; columns of one file may be read at
// the same time.
class FlatColumn {
 public:
  virtual ~FlatColumn() = default;
  // Of the arrays: that of the schema, or a dictionary of it.
  virtual std::shared_ptr<arrow::DataType> type() const = 0;
  // Goes to the beginning of a row group, which must live until the next one or the last Read.
  virtual arrow::Status Begin(parquet::RowGroupReader* group) = 0;
  // The next `rows` (at least one) of the row group. Invalid where the file has fewer, or where its
  // parts contradict each other; may also throw what Parquet throws.
  virtual arrow::Result<std::shared_ptr<arrow::Array>> Read(int64_t rows) = 0;
};

// A reader for the column `leaf` whose type in the schema is `type`; null where it is not a plain
// one. `dictionary`: each of its pages has indices.
std::unique_ptr<FlatColumn> MakeFlatColumn(const parquet::FileMetaData& file, int leaf,
                                           const std::shared_ptr<arrow::DataType>& type,
                                           bool dictionary);

}  // namespace ripe::arrow_library
