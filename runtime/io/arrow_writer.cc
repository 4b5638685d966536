// See arrow_writer.h. Format packs a batch's rows as plain arrays, on any thread; WriteText takes
// such packs apart again, in order, and hands full batches to the library.
#include "runtime/io/arrow_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "runtime/io/arrow_array.h"
#include "runtime/io/arrow_library.h"
#include "runtime/io/guard.h"
#include "runtime/io/output_file.h"
#include "runtime/io/text_codes.h"

namespace ripe::io {
namespace {

using columns::Column;
using columns::Physical;

std::string_view TextAt(const Column& column, size_t row) {
  const uint32_t* offsets = column.as<uint32_t>();
  return {column.bytes + offsets[row], offsets[row + 1] - offsets[row]};
}

// A pack: the number of rows, then for each column its values. Texts: their lengths, then all
// bytes. Texts that repeat: how many there are, these like texts, then a code a row, from 1 on.
// Everything else: 8 bytes a row.
template <class T>
void Put(const T* values, size_t count, std::string* out) {
  out->append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

void PutTexts(const OutputValues& values, size_t rows, std::string* out) {
  const uint32_t* offsets = values.texts.as<uint32_t>() + values.offset;
  std::vector<uint32_t> sizes(rows);
  for (size_t i = 0; i < rows; ++i) sizes[i] = offsets[i + 1] - offsets[i];
  Put(sizes.data(), rows, out);
  out->append(values.texts.bytes + offsets[0], offsets[rows] - offsets[0]);
}

void PutRepeated(const OutputValues& values, size_t rows, std::string* out) {
  const columns::Dictionary& dictionary = *values.texts.dictionary;
  std::vector<uint32_t> sizes;
  for (size_t i = 0; i < dictionary.size(); ++i)
    sizes.push_back(static_cast<uint32_t>(dictionary.at(i).size()));
  const auto count = static_cast<uint32_t>(sizes.size());
  Put(&count, 1, out);
  Put(sizes.data(), count, out);
  for (size_t i = 0; i < count; ++i) out->append(dictionary.at(i));
  const uint16_t* codes = values.texts.as<uint16_t>() + values.offset;
  const std::vector<uint32_t> wide(codes, codes + rows);
  Put(wide.data(), rows, out);
}

void PutIntegers(const OutputValues& values, size_t rows, std::string* out) {
  if (values.texts.physical == Physical::kI64)
    return Put(values.texts.as<int64_t>() + values.offset, rows, out);
  std::vector<int64_t> integers(rows);
  for (size_t i = 0; i < rows; ++i) {
    const std::string_view text = TextAt(values.texts, values.offset + i);
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, integers[i]);
    if (error != std::errc() || stop != end)
      throw std::logic_error(fmt::format("\"{}\" is no whole number of 64 bits", text));
  }
  Put(integers.data(), rows, out);
}

void PutPoints(const OutputValues& values, size_t rows, std::string* out) {
  std::vector<double> points(rows);
  // The quotient is the double nearest to the points.
  for (size_t i = 0; i < rows; ++i)
    points[i] = static_cast<double>(values.integers[values.offset + i]) / 1000.0;
  Put(points.data(), rows, out);
}

// About how long a batch's pack is: what is too little is made longer on the way.
size_t PackBytes(const OutputBatch& batch) {
  size_t bytes = sizeof(uint64_t);
  for (const OutputValues& values : batch.columns) {
    bytes += batch.rows * 8;
    if (values.texts.physical != Physical::kRawText) continue;
    const uint32_t* offsets = values.texts.as<uint32_t>() + values.offset;
    bytes += offsets[batch.rows] - offsets[0];
  }
  return bytes;
}

// The rows of one column that wait for a full batch.
struct Waiting {
  std::vector<int32_t> offsets{0};  // texts
  std::string bytes;
  std::vector<int32_t> codes;  // texts that repeat: indices
  std::vector<char> values;    // the rest, 8 bytes a row
};

// The texts of a column of texts that repeat, all so far.
struct Repeated {
  TextCodes codes;
  std::vector<int32_t> offsets{0};
  std::string bytes;
  int32_t Index(std::string_view text) {
    const uint32_t code = codes.Code(text);
    if (code == offsets.size()) {
      bytes.append(text);
      offsets.push_back(static_cast<int32_t>(bytes.size()));
    }
    return static_cast<int32_t>(code) - 1;
  }
};

// What an ArrowArray that is given away keeps alive.
struct Held {
  std::vector<Waiting> columns;
  std::vector<ArrowArray> arrays;
  std::vector<ArrowArray*> pointers;
  // Of texts that repeat.
  std::vector<std::vector<int32_t>> dictionary_offsets;
  std::vector<std::string> dictionary_bytes;
  std::vector<ArrowArray> dictionaries;
  std::vector<std::array<const void*, 3>> dictionary_buffers;
  std::vector<std::array<const void*, 3>> buffers;
};
void ReleaseChild(ArrowArray* array) { array->release = nullptr; }
void ReleaseBatch(ArrowArray* array) {
  // Children that were moved out are released by whoever has them; they own nothing.
  delete static_cast<Held*>(array->private_data);
  array->release = nullptr;
}

struct HeldSchema {
  std::vector<std::string> names;
  std::vector<ArrowSchema> schemas, dictionaries;
  std::vector<ArrowSchema*> pointers;
};
void ReleaseSchemaChild(ArrowSchema* schema) { schema->release = nullptr; }
void ReleaseSchema(ArrowSchema* schema) {
  delete static_cast<HeldSchema*>(schema->private_data);
  schema->release = nullptr;
}

const char* FormatOf(const OutputColumn& column) {
  if (column.kind == OutputKind::kPoints) return "g";
  return column.integers ? "l" : "u";
}
bool IsText(const OutputColumn& column) { return FormatOf(column)[0] == 'u'; }

ArrowSchema SchemaOf(const std::vector<OutputColumn>& columns) {
  auto held = std::make_unique<HeldSchema>();
  held->schemas.resize(columns.size());
  held->dictionaries.resize(columns.size());
  for (size_t c = 0; c < columns.size(); ++c) {
    held->names.push_back(columns[c].name);
    held->pointers.push_back(&held->schemas[c]);
  }
  for (size_t c = 0; c < columns.size(); ++c) {
    ArrowSchema schema{};
    schema.format = FormatOf(columns[c]);
    schema.name = held->names[c].c_str();
    schema.release = ReleaseSchemaChild;
    if (columns[c].repeats) {
      held->dictionaries[c] = schema;
      held->dictionaries[c].name = "";
      schema.format = "i";
      schema.dictionary = &held->dictionaries[c];
    }
    held->schemas[c] = schema;
  }
  ArrowSchema all{};
  all.format = "+s";
  all.name = "";
  all.n_children = static_cast<int64_t>(columns.size());
  all.children = held->pointers.data();
  all.release = ReleaseSchema;
  all.private_data = held.release();
  return all;
}

uint32_t NumberAt(const char* numbers, size_t i) {
  uint32_t number;
  std::memcpy(&number, numbers + i * sizeof(number), sizeof(number));
  return number;
}

// Takes bytes from the front.
const char* TakeBytes(std::string_view* from, size_t size) {
  const char* data = from->data();
  from->remove_prefix(size);
  return data;
}

uint64_t Sum(const char* numbers, size_t count) {
  uint64_t sum = 0;
  for (size_t i = 0; i < count; ++i) sum += NumberAt(numbers, i);
  return sum;
}

class ArrowWriter : public TableWriter {
 public:
  ArrowWriter(std::unique_ptr<OutputFile> file, std::string path,
              const RipeArrowFunctions* functions, std::vector<OutputColumn> columns)
      : file_(std::move(file)),
        path_(std::move(path)),
        functions_(functions),
        columns_(std::move(columns)),
        waiting_(columns_.size()),
        repeated_(columns_.size()) {}
  ~ArrowWriter() override {
    if (writer_ != nullptr) functions_->close_writer(writer_);
  }

  Status Open(RipeArrowFormat format, unsigned threads) {
    const RipeArrowSink sink = {this, WriteBytes};
    ArrowSchema schema = SchemaOf(columns_);
    RipeArrowError error{};
    writer_ = functions_->open_writer(&sink, format, threads, &schema, &error);
    return writer_ == nullptr ? Fail(error) : Status();
  }

  Status Write(const OutputBatch& batch) override {
    return Guarded([&]() -> Status {
      std::string pack;
      Format(batch, &pack);
      return WriteText(pack);
    });
  }

  bool Format(const OutputBatch& batch, std::string* out) const override {
    const uint64_t rows = batch.rows;
    out->reserve(out->size() + PackBytes(batch));
    Put(&rows, 1, out);
    for (size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c].repeats) {
        PutRepeated(batch.columns[c], batch.rows, out);
      } else if (IsText(columns_[c])) {
        PutTexts(batch.columns[c], batch.rows, out);
      } else if (columns_[c].kind == OutputKind::kText) {
        PutIntegers(batch.columns[c], batch.rows, out);
      } else {
        PutPoints(batch.columns[c], batch.rows, out);
      }
    }
    return true;
  }

  Status WriteText(std::string_view packs) override {
    return Guarded([&]() -> Status {
      while (!packs.empty()) RIPE_RETURN_IF_ERROR(AddPack(&packs));
      return {};
    });
  }

  Status Finish() override {
    return Guarded([&]() -> Status {
      if (rows_ > 0) RIPE_RETURN_IF_ERROR(WriteBatch());
      RipeArrowError error{};
      if (functions_->finish(writer_, &error) != 0) return Fail(error);
      return file_->Finish();
    });
  }

 private:
  static int WriteBytes(void* self, const void* data, int64_t size) {
    ArrowWriter* writer = static_cast<ArrowWriter*>(self);
    writer->status_ = Guarded([&] {
      return writer->file_->Write({static_cast<const char*>(data), static_cast<size_t>(size)});
    });
    return writer->status_.ok() ? 0 : 1;
  }
  Status Fail(const RipeArrowError& error) const {
    if (!status_.ok()) return status_;
    return {StatusCode::kIo, fmt::format("{}: {}.", path_, error.text)};
  }
  struct Part;
  Part TakePart(size_t c, size_t rows, std::string_view* packs);
  Status Append(size_t c, size_t n, Part* part);
  Status AddPack(std::string_view* packs);
  Status WriteBatch();
  void Export(size_t c, Held* held, size_t rows) const;

  std::unique_ptr<OutputFile> file_;
  std::string path_;
  const RipeArrowFunctions* functions_;
  std::vector<OutputColumn> columns_;
  RipeArrowWriter* writer_ = nullptr;
  Status status_;  // of the last write into the file
  std::vector<Waiting> waiting_;
  std::vector<Repeated> repeated_;
  size_t rows_ = 0;  // that wait
};

// Of one column in a pack, what is not taken yet.
struct ArrowWriter::Part {
  const char* sizes = nullptr;         // texts
  const char* data = nullptr;          // the next value
  std::vector<int32_t> index_of_code;  // texts that repeat
};

ArrowWriter::Part ArrowWriter::TakePart(size_t c, size_t rows, std::string_view* packs) {
  Part part;
  if (columns_[c].repeats) {
    const size_t count = NumberAt(TakeBytes(packs, sizeof(uint32_t)), 0);
    const char* sizes = TakeBytes(packs, count * sizeof(uint32_t));
    const char* bytes = TakeBytes(packs, Sum(sizes, count));
    part.data = TakeBytes(packs, rows * sizeof(uint32_t));
    part.index_of_code.resize(count + 1);
    for (size_t i = 0; i < count; ++i) {
      part.index_of_code[i + 1] = repeated_[c].Index({bytes, NumberAt(sizes, i)});
      bytes += NumberAt(sizes, i);
    }
  } else if (IsText(columns_[c])) {
    part.sizes = TakeBytes(packs, rows * sizeof(uint32_t));
    part.data = TakeBytes(packs, Sum(part.sizes, rows));
  } else {
    part.data = TakeBytes(packs, rows * 8);
  }
  return part;
}

// The next `n` rows of a column wait.
Status ArrowWriter::Append(size_t c, size_t n, Part* part) {
  Waiting& waiting = waiting_[c];
  if (columns_[c].repeats) {
    const size_t had = waiting.codes.size();
    waiting.codes.resize(had + n);
    const int32_t* index_of_code = part->index_of_code.data();
    for (size_t i = 0; i < n; ++i) waiting.codes[had + i] = index_of_code[NumberAt(part->data, i)];
    part->data += n * sizeof(uint32_t);
    return {};
  }
  if (part->sizes == nullptr) {
    waiting.values.insert(waiting.values.end(), part->data, part->data + n * 8);
    part->data += n * 8;
    return {};
  }
  const uint64_t size = Sum(part->sizes, n);
  if (waiting.bytes.size() + size > INT32_MAX) {
    return {StatusCode::kLimit,
            fmt::format("{}: the texts of {} rows in the column {} take more than 2 GB.", path_,
                        RIPE_ARROW_BATCH, columns_[c].name)};
  }
  const size_t had = waiting.offsets.size();
  waiting.offsets.resize(had + n);
  auto end = static_cast<uint32_t>(waiting.bytes.size());
  for (size_t i = 0; i < n; ++i) {
    end += NumberAt(part->sizes, i);
    waiting.offsets[had + i] = static_cast<int32_t>(end);
  }
  waiting.bytes.append(part->data, size);
  part->sizes += n * sizeof(uint32_t);
  part->data += size;
  return {};
}

// Takes one pack from the front; batches that become full go out.
Status ArrowWriter::AddPack(std::string_view* packs) {
  uint64_t rows = 0;
  std::memcpy(&rows, TakeBytes(packs, sizeof(rows)), sizeof(rows));
  std::vector<Part> parts;
  for (size_t c = 0; c < columns_.size(); ++c) parts.push_back(TakePart(c, rows, packs));
  while (rows > 0) {
    const auto n = std::min<size_t>(rows, RIPE_ARROW_BATCH - rows_);
    for (size_t c = 0; c < columns_.size(); ++c) RIPE_RETURN_IF_ERROR(Append(c, n, &parts[c]));
    rows_ += n;
    rows -= n;
    if (rows_ == RIPE_ARROW_BATCH) RIPE_RETURN_IF_ERROR(WriteBatch());
  }
  return {};
}

void ArrowWriter::Export(size_t c, Held* held, size_t rows) const {
  const Waiting& waiting = held->columns[c];
  ArrowArray array{};
  array.length = static_cast<int64_t>(rows);
  array.n_buffers = 2;
  held->buffers[c] = {nullptr, waiting.values.data(), nullptr};
  if (columns_[c].repeats) {
    held->buffers[c] = {nullptr, waiting.codes.data(), nullptr};
    held->dictionary_offsets[c] = repeated_[c].offsets;
    held->dictionary_bytes[c] = repeated_[c].bytes;
    held->dictionary_buffers[c] = {nullptr, held->dictionary_offsets[c].data(),
                                   held->dictionary_bytes[c].data()};
    ArrowArray dictionary{};
    dictionary.length = static_cast<int64_t>(repeated_[c].offsets.size()) - 1;
    dictionary.n_buffers = 3;
    dictionary.buffers = held->dictionary_buffers[c].data();
    dictionary.release = ReleaseChild;
    held->dictionaries[c] = dictionary;
    array.dictionary = &held->dictionaries[c];
  } else if (IsText(columns_[c])) {
    array.n_buffers = 3;
    held->buffers[c] = {nullptr, waiting.offsets.data(), waiting.bytes.data()};
  }
  array.buffers = held->buffers[c].data();
  array.release = ReleaseChild;
  held->arrays[c] = array;
}

Status ArrowWriter::WriteBatch() {
  auto held = std::make_unique<Held>();
  held->columns = std::exchange(waiting_, std::vector<Waiting>(columns_.size()));
  held->arrays.resize(columns_.size());
  held->buffers.resize(columns_.size() + 1);
  held->dictionary_offsets.resize(columns_.size());
  held->dictionary_bytes.resize(columns_.size());
  held->dictionaries.resize(columns_.size());
  held->dictionary_buffers.resize(columns_.size());
  for (size_t c = 0; c < columns_.size(); ++c) {
    Export(c, held.get(), rows_);
    held->pointers.push_back(&held->arrays[c]);
  }
  ArrowArray batch{};
  batch.length = static_cast<int64_t>(std::exchange(rows_, 0));
  batch.n_buffers = 1;
  batch.n_children = static_cast<int64_t>(columns_.size());
  batch.buffers = held->buffers.back().data();
  batch.children = held->pointers.data();
  batch.release = ReleaseBatch;
  batch.private_data = held.release();
  RipeArrowError error{};
  return functions_->write(writer_, &batch, &error) == 0 ? Status() : Fail(error);
}

}  // namespace

Result<std::unique_ptr<TableWriter>> OpenArrowWriter(const WriterOptions& options,
                                                     RipeArrowFormat format,
                                                     std::vector<OutputColumn> columns) {
  if (options.path.ends_with(".gz") || options.path.ends_with(".zst")) {
    return Status(StatusCode::kUsage,
                  fmt::format("{}: Parquet and Arrow files are not compressed as a whole; leave "
                              "the .gz or .zst away.",
                              options.path));
  }
  const Result<const RipeArrowFunctions*> functions = ArrowLibrary(options.path);
  if (!functions.ok()) return functions.status();
  Result<std::unique_ptr<OutputFile>> file = OutputFile::Open(options.path);
  if (!file.ok()) return file.status();
  auto writer = std::make_unique<ArrowWriter>(std::move(*file), options.path, functions.value(),
                                              std::move(columns));
  RIPE_RETURN_IF_ERROR(writer->Open(format, options.threads));
  return std::unique_ptr<TableWriter>(std::move(writer));
}

}  // namespace ripe::io
