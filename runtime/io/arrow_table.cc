// See arrow_table.h.
#include "runtime/io/arrow_table.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "compiler/source/unicode.h"
#include "runtime/io/arrow_library.h"
#include "runtime/io/arrow_rows.h"
#include "runtime/io/cells.h"
#include "runtime/io/guard.h"
#include "runtime/io/text_codes.h"

namespace ripe::io {
namespace {

constexpr size_t kMaxDistinct = 65'535;

// The first row whose text is not UTF-8; -1: all are. Texts that lie one behind another are looked
// at as one, then only where they meet.
template <class Offset>
int64_t FirstBadText(const ArrowView& view) {
  if (view.rows() == 0) return -1;
  const Offset* offsets = view.offsets<Offset>();
  const char* bytes = view.bytes();
  const Offset first = offsets[0], last = offsets[view.rows()];
  if (first == last) return -1;
  if (simdjson::validate_utf8(bytes + first, static_cast<size_t>(last - first))) {
    bool split = false;
    for (int64_t row = 0; row < view.rows(); ++row)
      split |= offsets[row] < last && source::IsContinuation(bytes[offsets[row]]);
    if (!split) return -1;
  }
  for (int64_t row = 0; row < view.rows(); ++row) {
    const std::string_view text = view.text(row);
    // What lies under a null does not matter.
    if (view.has(row) && !simdjson::validate_utf8(text.data(), text.size())) return row;
  }
  return -1;
}

int64_t FirstBadText(const ArrowView& view) {
  if (view.type().kind == ArrowKind::kText) return FirstBadText<int32_t>(view);
  if (view.type().kind == ArrowKind::kLargeText) return FirstBadText<int64_t>(view);
  for (int64_t row = 0; row < view.rows(); ++row) {
    if (!view.has(row)) continue;
    const std::string_view text = view.text(row);
    if (!simdjson::validate_utf8(text.data(), text.size())) return row;
  }
  return -1;
}

// The type that a format's type fixes for the checker. Numbers and texts stay open, as in CSV: 0
// and 1 serve as yesno, numbers as codes, texts hold dates and numbers.
std::optional<ValueType> FixedType(const ArrowType& type) {
  if (type.kind == ArrowKind::kBool) return ValueType::kYesNo;
  if (type.kind == ArrowKind::kDate32 || type.kind == ArrowKind::kDate64) return ValueType::kDate;
  if (type.kind == ArrowKind::kTimestamp) return ValueType::kTime;
  if (type.is_list()) return ValueType::kTags;
  if (type.kind == ArrowKind::kDictionary) return FixedType(*type.child);
  return std::nullopt;
}

}  // namespace

Result<std::shared_ptr<const ArrowBatch>> ArrowBatches::Next() {
  auto batch = std::make_shared<ArrowBatch>();
  do {
    if (stream_.get()->get_next(stream_.get(), batch->array.out()) != 0) {
      const char* error = stream_.get()->get_last_error(stream_.get());
      return Status(StatusCode::kIo, fmt::format("{}: the file cannot be read beyond row {}: {}.",
                                                 path_, row_, error == nullptr ? "" : error));
    }
    if (batch->array->release == nullptr) return std::shared_ptr<const ArrowBatch>();
  } while (batch->array->length == 0);
  batch->rows = batch->array->length;
  for (size_t w = 0; w < children_.size(); ++w) {
    const ArrowArray* child = batch->array->children[children_[w]];
    batch->columns.emplace_back(types_[w].get(), child, batch->array->offset, batch->rows);
  }
  RIPE_RETURN_IF_ERROR(CheckTexts(*batch));
  row_ += static_cast<uint64_t>(batch->rows);
  return std::shared_ptr<const ArrowBatch>(std::move(batch));
}

Status ArrowBatches::CheckTexts(const ArrowBatch& batch) const {
  for (size_t w = 0; w < batch.columns.size(); ++w) {
    const ArrowView& view = batch.columns[w];
    ArrowView texts = view.type().is_list() ? view.all_items() : view;
    const bool direct = texts.type().is_text() && !view.type().is_list();
    if (texts.type().kind == ArrowKind::kDictionary) texts = texts.dictionary();
    if (!texts.type().is_text()) continue;
    const int64_t bad = FirstBadText(texts);
    if (bad < 0) continue;
    // The place is known where each row has its own text.
    const uint64_t row = row_ + 1 + (direct ? static_cast<uint64_t>(bad) : 0);
    return {StatusCode::kIo,
            fmt::format("{}:{}:{}: {} text that is not valid UTF-8.", path_, row, wanted_[w] + 1,
                        direct ? "here is a" : "from here on there is a")};
  }
  return {};
}

ArrowTable::~ArrowTable() {
  if (reader_ != nullptr) functions_->close_reader(reader_);
}

int64_t ArrowTable::ReadAt(void* self, int64_t offset, void* out, int64_t size) {
  Input* input = static_cast<Input*>(self);
  int64_t done = 0;
  while (done < size) {
    const Result<size_t> got =
        input->ReadAt(static_cast<uint64_t>(offset + done), static_cast<char*>(out) + done,
                      static_cast<size_t>(size - done));
    if (!got.ok()) return -1;
    if (got.value() == 0) break;
    done += static_cast<int64_t>(got.value());
  }
  return done;
}

Status ArrowTable::Fail(const RipeArrowError& error) const {
  std::string text = error.text;
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  return {StatusCode::kIo, fmt::format("{}: {}.", path_, text)};
}

Status ArrowTable::Open(RipeArrowFormat format, unsigned threads) {
  const Result<uint64_t> size = input_->Size();
  if (!size.ok()) return size.status();
  const RipeArrowSource source = {input_.get(), static_cast<int64_t>(size.value()), ReadAt};
  RipeArrowError error{};
  reader_ = functions_->open_reader(&source, format, threads, &error);
  if (reader_ == nullptr) return Fail(error);
  SchemaOwner schema;
  if (functions_->schema(reader_, schema.out(), &error) != 0) return Fail(error);
  for (int64_t i = 0; i < schema->n_children; ++i) {
    const ArrowSchema& child = *schema->children[i];
    const std::string_view name = child.name == nullptr ? "" : child.name;
    if (!simdjson::validate_utf8(name.data(), name.size())) {
      return {StatusCode::kIo,
              fmt::format("{}: the name of column {} is not valid UTF-8.", path_, i + 1)};
    }
    types_.push_back(TypeOf(child));
    const ArrowType& type = types_.back();
    columns_.push_back(
        {std::string(name), FixedType(type), type.is_integer() && type.kind != ArrowKind::kUint64});
  }
  if (columns_.empty()) return {StatusCode::kIo, fmt::format("{}: there are no columns.", path_)};
  return {};
}

Result<std::unique_ptr<ArrowBatches>> ArrowTable::OpenBatches(const std::vector<int>& wanted) {
  for (int column : wanted) {
    if (type(column).kind != ArrowKind::kOther) continue;
    const char* article = type(column).name.find_first_of("aeio") == 0 ? "an" : "a";
    return Status(
        StatusCode::kData,
        fmt::format("{}: the column {} is {} {}, which rules cannot look at; make columns "
                    "of what is in it.",
                    path_, columns_[static_cast<size_t>(column)].name, article, type(column).name));
  }
  auto batches = std::make_unique<ArrowBatches>();
  batches->path_ = path_;
  batches->wanted_ = wanted;
  batches->input_ = input_;
  std::vector<int> columns = wanted;
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  RipeArrowError error{};
  if (functions_->read(reader_, columns.data(), static_cast<int>(columns.size()),
                       batches->stream_.out(), &error) != 0)
    return Fail(error);
  SchemaOwner schema;
  ArrowArrayStream* stream = batches->stream_.get();
  if (stream->get_schema(stream, schema.out()) != 0 ||
      schema->n_children != static_cast<int64_t>(columns.size()))
    return Status(StatusCode::kIo, fmt::format("{}: the columns cannot be read.", path_));
  for (int column : wanted) {
    const auto at = std::lower_bound(columns.begin(), columns.end(), column) - columns.begin();
    batches->children_.push_back(static_cast<size_t>(at));
    batches->types_.push_back(std::make_unique<ArrowType>(TypeOf(*schema->children[at])));
  }
  return batches;
}

Result<RowStream> ArrowTable::OpenRows(const std::vector<int>&) {
  return Status(StatusCode::kUsage, fmt::format("{}: this is not a file of text.", path_));
}

// Like TextTable's, but a value of a dictionary is looked at once, and counts where a row has it.
Result<std::vector<std::string>> ArrowTable::DistinctTexts(int column) {
  return Guarded([&]() -> Result<std::vector<std::string>> {
    Result<std::unique_ptr<ArrowBatches>> batches = OpenBatches({column});
    if (!batches.ok()) return batches.status();
    ArrowRows rows(std::move(*batches), {column});
    TextCodes codes;
    std::vector<Cell> cells;
    ArrowDistinct distinct;
    while (true) {
      Result<bool> more = rows.NextBatch();
      if (!more.ok()) return more.status();
      if (!*more) break;
      const std::vector<uint32_t>& some = distinct.FirstRows(rows.batch(), 0);
      cells.resize(some.size());
      rows.Cells(0, some, cells.data());
      for (const Cell& cell : cells) {
        const std::optional<std::string_view> text =
            IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
        if (text) codes.Code(*text);
      }
      if (codes.size() > kMaxDistinct) {
        return Status(StatusCode::kLimit,
                      fmt::format("{}: the column {} has more than {} different values.", path_,
                                  columns_[static_cast<size_t>(column)].name, kMaxDistinct));
      }
    }
    std::vector<std::string> texts;
    for (size_t i = 0; i < codes.size(); ++i) texts.emplace_back(codes.at(i));
    return texts;
  });
}

Result<std::unique_ptr<Table>> OpenArrowTable(const SourceOptions& options,
                                              RipeArrowFormat format) {
  const Result<const RipeArrowFunctions*> functions = ArrowLibrary(options.path);
  if (!functions.ok()) return functions.status();
  Result<std::shared_ptr<Input>> input = Input::Open(options.path);
  if (!input.ok()) return input.status();
  // The end of such a file is read first.
  RIPE_RETURN_IF_ERROR((*input)->Spool());
  auto table = std::make_unique<ArrowTable>(std::move(*input), functions.value());
  RIPE_RETURN_IF_ERROR(table->Open(format, options.threads));
  return std::unique_ptr<Table>(std::move(table));
}

}  // namespace ripe::io
