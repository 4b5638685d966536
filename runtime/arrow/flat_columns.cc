// See flat_columns.h. A page gives its known values side by side and a level for each row, 1 where
// there is a value. Where all have one, which is most columns, the values are the array.
#include "runtime/arrow/flat_columns.h"

#include <arrow/builder.h>
#include <parquet/column_reader.h>
#include <parquet/schema.h>
#include <parquet/types.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "runtime/arrow/pool.h"

namespace ripe::arrow_library {
namespace {

using arrow::Buffer;
using arrow::Result;
using arrow::Status;

// Bytes 0 and 1 as bits, the first one lowest.
void PackBits(const uint8_t* bytes, int64_t count, uint8_t* bits) {
  int64_t i = 0;
  for (; i + 8 <= count; i += 8) {
    uint64_t eight;
    std::memcpy(&eight, bytes + i, sizeof(eight));
    // Each byte's bit goes to its place in the highest byte: byte k is multiplied by 2^(56 - 7k).
    bits[i / 8] = static_cast<uint8_t>((eight * 0x0102'0408'1020'4080u) >> 56);
  }
  if (i == count) return;
  uint8_t last = 0;
  for (int64_t k = i; k < count; ++k) last |= static_cast<uint8_t>(bytes[k] << (k - i));
  bits[i / 8] = last;
}

// `known` values at the front go where the levels say; what lies between them is no value.
template <class T>
void Spread(const int16_t* levels, int64_t rows, int64_t known, T* values) {
  int64_t from = known - 1;
  int64_t row = rows - 1;
  // Once as many rows are left as values, each is in its place.
  for (; from >= 0 && row > from; --row) {
    values[row] = values[from];
    from -= levels[row];
  }
  // The rows in front of the first value hold what was moved away, or nothing yet.
  if (from < 0) std::fill(values, values + row + 1, T{});
}

class Levelled : public FlatColumn {
 public:
  Levelled(const parquet::ColumnDescriptor* descr, int leaf, std::shared_ptr<arrow::DataType> type)
      : leaf_(leaf),
        name_(descr->path()->ToDotString()),
        optional_(descr->max_definition_level() > 0),
        type_(std::move(type)) {}
  std::shared_ptr<arrow::DataType> type() const override { return type_; }

 protected:
  // Reads rows until there are enough; read_some(rows, levels, values so far, &values) is one of
  // the column readers' functions. The number of known values.
  template <class ReadSome>
  Result<int64_t> ReadRows(int64_t rows, ReadSome read_some) {
    if (optional_) levels_.resize(static_cast<size_t>(rows));
    int64_t got = 0, known = 0;
    while (got < rows) {
      int64_t values = 0;
      int16_t* levels = optional_ ? levels_.data() + got : nullptr;
      const int64_t some = read_some(rows - got, levels, known, &values);
      const int64_t expected =
          !optional_ || some <= 0 ? some : std::count(levels, levels + some, int16_t{1});
      if (some <= 0 || values != expected)
        return Status::Invalid("the column ", name_, " has fewer values than its row group");
      got += some;
      known += values;
    }
    return known;
  }
  // The bitmap of the rows that have a value; null where all have.
  Result<std::shared_ptr<Buffer>> Validity(int64_t rows, int64_t known) {
    if (known == rows) return nullptr;
    bytes_.resize(static_cast<size_t>(rows));
    for (size_t i = 0; i < bytes_.size(); ++i) bytes_[i] = static_cast<uint8_t>(levels_[i]);
    return Packed(bytes_.data(), rows);
  }
  static Result<std::shared_ptr<Buffer>> Packed(const uint8_t* bytes, int64_t rows) {
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<Buffer> bits,
                          arrow::AllocateBuffer((rows + 7) / 8, Pool()));
    PackBits(bytes, rows, bits->mutable_data());
    return bits;
  }
  std::shared_ptr<arrow::Array> Made(int64_t rows, int64_t known, std::shared_ptr<Buffer> validity,
                                     std::shared_ptr<Buffer> values) const {
    return arrow::MakeArray(arrow::ArrayData::Make(
        type_, rows, {std::move(validity), std::move(values)}, rows - known));
  }

  int leaf_;
  std::string name_;
  bool optional_;
  std::vector<int16_t> levels_;  // of the rows at hand, where optional
  std::vector<uint8_t> bytes_;

 private:
  std::shared_ptr<arrow::DataType> type_;
};

// Values that an array has as Parquet has them.
template <class DType>
class NumberColumn : public Levelled {
 public:
  using Levelled::Levelled;
  using T = typename DType::c_type;

  Status Begin(parquet::RowGroupReader* group) override {
    reader_ = std::static_pointer_cast<parquet::TypedColumnReader<DType>>(group->Column(leaf_));
    return Status::OK();
  }
  Result<std::shared_ptr<arrow::Array>> Read(int64_t rows) override {
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<Buffer> buffer,
                          arrow::AllocateBuffer(rows * static_cast<int64_t>(sizeof(T)), Pool()));
    T* values = reinterpret_cast<T*>(buffer->mutable_data());
    ARROW_ASSIGN_OR_RAISE(const int64_t known, ReadRows(rows, [&](int64_t most, int16_t* levels,
                                                                  int64_t at, int64_t* read) {
                            return reader_->ReadBatch(most, levels, nullptr, values + at, read);
                          }));
    if (known < rows) Spread(levels_.data(), rows, known, values);
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<Buffer> validity, Validity(rows, known));
    if constexpr (std::is_same_v<T, bool>) {
      ARROW_ASSIGN_OR_RAISE(buffer, Packed(buffer->data(), rows));
    }
    return Made(rows, known, std::move(validity), std::move(buffer));
  }

 private:
  std::shared_ptr<parquet::TypedColumnReader<DType>> reader_;
};

// Texts as indices into the row group's dictionary.
class DictionaryColumn : public Levelled {
 public:
  DictionaryColumn(const parquet::ColumnDescriptor* descr, int leaf)
      : Levelled(descr, leaf, arrow::dictionary(arrow::int32(), arrow::utf8())) {}

  Status Begin(parquet::RowGroupReader* group) override {
    reader_ = std::static_pointer_cast<parquet::ByteArrayReader>(
        group->ColumnWithExposeEncoding(leaf_, parquet::ExposedEncoding::DICTIONARY));
    dictionary_ = nullptr;
    return reader_->GetExposedEncoding() == parquet::ExposedEncoding::DICTIONARY
               ? Status::OK()
               : Status::Invalid("the column ", name_, " has no dictionary in a row group");
  }
  Result<std::shared_ptr<arrow::Array>> Read(int64_t rows) override {
    ARROW_ASSIGN_OR_RAISE(
        std::shared_ptr<Buffer> buffer,
        arrow::AllocateBuffer(rows * static_cast<int64_t>(sizeof(int32_t)), Pool()));
    auto* indices = reinterpret_cast<int32_t*>(buffer->mutable_data());
    const parquet::ByteArray* texts = nullptr;
    int32_t count = 0;
    ARROW_ASSIGN_OR_RAISE(const int64_t known, ReadRows(rows, [&](int64_t most, int16_t* levels,
                                                                  int64_t at, int64_t* read) {
                            return reader_->ReadBatchWithDictionary(
                                most, levels, nullptr, indices + at, read, &texts, &count);
                          }));
    ARROW_RETURN_NOT_OK(KeepDictionary(texts, count));
    uint32_t largest = 0;
    for (int64_t i = 0; i < known; ++i)
      largest = std::max(largest, static_cast<uint32_t>(indices[i]));
    if (known > 0 && largest >= static_cast<uint32_t>(count))
      return Status::Invalid("the column ", name_, " has an index beyond its dictionary");
    if (known < rows) Spread(levels_.data(), rows, known, indices);
    ARROW_ASSIGN_OR_RAISE(std::shared_ptr<Buffer> validity, Validity(rows, known));
    auto data = arrow::ArrayData::Make(type(), rows, {std::move(validity), std::move(buffer)},
                                       rows - known);
    data->dictionary = dictionary_->data();
    return arrow::MakeArray(data);
  }

 private:
  // Once a row group: the reader's texts live no longer than it.
  Status KeepDictionary(const parquet::ByteArray* texts, int32_t count) {
    if (dictionary_ != nullptr) return Status::OK();
    arrow::StringBuilder builder(Pool());
    for (int32_t i = 0; i < count; ++i)
      ARROW_RETURN_NOT_OK(builder.Append(texts[i].ptr, static_cast<int32_t>(texts[i].len)));
    return builder.Finish(&dictionary_);
  }

  std::shared_ptr<parquet::ByteArrayReader> reader_;
  std::shared_ptr<arrow::Array> dictionary_;
};

// Whether a time of the schema is counted in the unit that the file has.
bool SameUnit(const arrow::DataType& type, const parquet::LogicalType& logical) {
  if (!logical.is_timestamp()) return false;
  using Unit = parquet::LogicalType::TimeUnit;
  switch (static_cast<const parquet::TimestampLogicalType&>(logical).time_unit()) {
    case Unit::MILLIS:
      return static_cast<const arrow::TimestampType&>(type).unit() == arrow::TimeUnit::MILLI;
    case Unit::MICROS:
      return static_cast<const arrow::TimestampType&>(type).unit() == arrow::TimeUnit::MICRO;
    case Unit::NANOS:
      return static_cast<const arrow::TimestampType&>(type).unit() == arrow::TimeUnit::NANO;
    case Unit::UNKNOWN:
      return false;
  }
  return false;
}

}  // namespace

std::unique_ptr<FlatColumn> MakeFlatColumn(const parquet::FileMetaData& file, int leaf,
                                           const std::shared_ptr<arrow::DataType>& type,
                                           bool dictionary) {
  const parquet::ColumnDescriptor* descr = file.schema()->Column(leaf);
  if (descr->max_repetition_level() > 0 || descr->max_definition_level() > 1) return nullptr;
  const auto stored = descr->physical_type();
  const arrow::Type::type id = type->id();
  if (dictionary && id == arrow::Type::STRING && stored == parquet::Type::BYTE_ARRAY)
    return std::make_unique<DictionaryColumn>(descr, leaf);
  if (id == arrow::Type::BOOL && stored == parquet::Type::BOOLEAN)
    return std::make_unique<NumberColumn<parquet::BooleanType>>(descr, leaf, type);
  if ((id == arrow::Type::INT32 || id == arrow::Type::DATE32) && stored == parquet::Type::INT32)
    return std::make_unique<NumberColumn<parquet::Int32Type>>(descr, leaf, type);
  if (stored == parquet::Type::INT64 &&
      (id == arrow::Type::INT64 ||
       (id == arrow::Type::TIMESTAMP && SameUnit(*type, *descr->logical_type()))))
    return std::make_unique<NumberColumn<parquet::Int64Type>>(descr, leaf, type);
  if (id == arrow::Type::FLOAT && stored == parquet::Type::FLOAT)
    return std::make_unique<NumberColumn<parquet::FloatType>>(descr, leaf, type);
  if (id == arrow::Type::DOUBLE && stored == parquet::Type::DOUBLE)
    return std::make_unique<NumberColumn<parquet::DoubleType>>(descr, leaf, type);
  return nullptr;
}

}  // namespace ripe::arrow_library
