// OpenTable: which format a source has, its header, and which of its columns an option or a default
// name means. The CSV table is here; jsonl_table.cc has the other.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/source/unicode.h"
#include "runtime/io/arrow_library.h"
#include "runtime/io/arrow_table.h"
#include "runtime/io/cells.h"
#include "runtime/io/csv_rows.h"
#include "runtime/io/guard.h"
#include "runtime/io/ordered.h"
#include "runtime/io/reader.h"
#include "runtime/io/tables.h"
#include "runtime/io/text_codes.h"
#include "runtime/io/text_pieces.h"

namespace ripe::io {
namespace {

constexpr size_t kMaxDistinct = 65'535;

std::string LowerAscii(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

// csv, tsv, jsonl, parquet, ...; as asked, else by the extension.
std::string FormatOf(const SourceOptions& options) {
  std::string format = LowerAscii(options.format);
  if (format.empty()) {
    std::string path = LowerAscii(options.path);
    for (std::string_view compressed : {".gz", ".zst", ".gzip", ".zstd"}) {
      if (path.ends_with(compressed)) {
        path.resize(path.size() - compressed.size());
        break;
      }
    }
    const size_t dot = path.rfind('.');
    const size_t slash = path.rfind('/');
    if (dot != std::string::npos && (slash == std::string::npos || dot > slash))
      format = path.substr(dot + 1);
  }
  if (format == "tab") return "tsv";
  if (format == "ndjson" || format == "jsonlines") return "jsonl";
  return format;
}

Result<char> DelimiterOf(const SourceOptions& options, const std::string& format) {
  if (options.delimiter.empty()) return format == "tsv" ? '\t' : ',';
  if (options.delimiter == "tab" || options.delimiter == "\\t") return '\t';
  const char c = options.delimiter[0];
  if (options.delimiter.size() > 1 || static_cast<uint8_t>(c) >= 0x80 || c == '"' || c == '\n' ||
      c == '\r' || c == '\0') {
    return Status(StatusCode::kUsage,
                  fmt::format("The delimiter must be one ASCII character or `tab`, not \"{}\".",
                              options.delimiter));
  }
  return c;
}

class CsvTable : public TextTable {
 public:
  CsvTable(std::shared_ptr<Input> input, const SourceOptions& options, char delimiter)
      : TextTable(std::move(input), options), delimiter_(delimiter) {}

  Status ReadHeader() {
    Result<CsvOpened> opened = Start({});
    if (!opened.ok()) return opened.status();
    for (std::string& name : opened->header) columns_.push_back({std::move(name), std::nullopt});
    return {};
  }

 protected:
  Result<RowStream> StartRows(const std::vector<int>& wanted) override {
    Result<CsvOpened> opened = Start(wanted);
    if (!opened.ok()) return opened.status();
    if (opened->header.size() != columns_.size()) {
      return Status(StatusCode::kIo,
                    fmt::format("{}: the file has changed while it was read.", path_));
    }
    return std::move(opened->stream);
  }

 private:
  // From the beginning, past the header.
  Result<CsvOpened> Start(const std::vector<int>& wanted) {
    bool validate = false;
    Result<std::unique_ptr<ByteSource>> text = OpenText(input_, options_.encoding, &validate);
    if (!text.ok()) return text.status();
    return OpenCsv(path_, std::move(*text), delimiter_, validate, wanted, options_.block_bytes);
  }

  char delimiter_;
};

Result<std::unique_ptr<Table>> OpenUnguarded(const SourceOptions& options) {
  const std::string format = FormatOf(options);
  if (const RipeArrowFormat arrow = ArrowFormatOf(format); arrow != RIPE_ARROW_ANY)
    return OpenArrowTable(options, arrow);
  if (!options.format.empty() && format != "csv" && format != "tsv" && format != "jsonl") {
    return Status(
        StatusCode::kUsage,
        fmt::format("The format \"{}\" is not known; known are csv, tsv, jsonl, parquet, arrow.",
                    options.format));
  }
  Result<char> delimiter = DelimiterOf(options, format);
  if (!delimiter.ok()) return delimiter.status();
  Result<std::shared_ptr<Input>> input = Input::Open(options.path);
  if (!input.ok()) return input.status();
  if (options.reread) RIPE_RETURN_IF_ERROR((*input)->Spool());
  if (format == "jsonl") return OpenJsonlTable(std::move(*input), options);
  auto table = std::make_unique<CsvTable>(std::move(*input), options, *delimiter);
  RIPE_RETURN_IF_ERROR(table->ReadHeader());
  return std::unique_ptr<Table>(std::move(table));
}

// The columns with this key, or -1, -2 as FindColumn.
template <class Fits>
int OnlyOne(const std::vector<ColumnInfo>& columns, Fits fits) {
  int found = -1;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (!fits(columns[i].name)) continue;
    if (found >= 0) return -2;
    found = static_cast<int>(i);
  }
  return found;
}

std::string Listed(const std::vector<ColumnInfo>& columns) {
  std::string out;
  for (size_t i = 0; i < columns.size() && i < 12; ++i)
    out += fmt::format("{}{}", i == 0 ? "" : ", ", columns[i].name);
  if (columns.size() > 12) out += ", …";
  return out;
}

Status Lacking(const Table& table, const std::string& what) {
  std::string message =
      fmt::format("{}: {} The columns are: {}.", table.path(), what, Listed(table.columns()));
  const auto& columns = table.columns();
  if (columns.size() == 1 && columns[0].name.find_first_of(";\t|") != std::string::npos) {
    message += " Is another delimiter used? Say `--delimiter`.";
  }
  return {StatusCode::kUsage, message};
}

// The first of the names that a column has.
Result<int> FirstOf(const Table& table, const std::vector<std::string_view>& names) {
  for (std::string_view name : names) {
    if (name.empty()) continue;
    const int column = FindColumn(table.columns(), name);
    if (column == -2)
      return Status(StatusCode::kUsage,
                    fmt::format("{}: two columns are called {}.", table.path(), name));
    if (column >= 0) return column;
  }
  return -1;
}

}  // namespace

Result<std::unique_ptr<Table>> OpenTable(const SourceOptions& options) {
  return Guarded([&] { return OpenUnguarded(options); });
}

Result<RowStream> TextTable::OpenRows(const std::vector<int>& wanted) {
  if (!options_.reread) input_->Release();
  return StartRows(wanted);
}

namespace {

// The distinct texts of a column, block by block.
class DistinctWork : public OrderedWork {
 public:
  explicit DistinctWork(RowStream stream) : pieces_(std::move(stream)) {}

  Result<std::unique_ptr<Item>> Take(bool* wait) override { return pieces_.Take<Part, Item>(wait); }
  Status First(Item* item, unsigned) override {
    Part* part = static_cast<Part*>(item);
    const std::unique_ptr<RowSource> rows = pieces_.NewRows();
    std::vector<uint32_t> all;
    std::vector<Cell> cells;
    pieces_.Open(&part->text, rows.get());
    uint32_t first = 0;
    while (pieces_.NextRows(&part->text, rows.get(), &first)) {
      for (uint32_t i = static_cast<uint32_t>(all.size()); i < rows->rows(); ++i) all.push_back(i);
      cells.resize(rows->rows());
      rows->Cells(0, {all.data(), cells.size()}, cells.data());
      for (const Cell& cell : cells) {
        const std::optional<std::string_view> text =
            IsEmptyCell(cell) ? std::nullopt : ReadText(cell);
        if (text && part->texts.size() <= kMaxDistinct) part->texts.Code(*text);
      }
    }
    return {};
  }
  Result<bool> Middle(Item* item) override {
    Part* part = static_cast<Part*>(item);
    if (!pieces_.Begin(&part->text)) return false;
    RIPE_RETURN_IF_ERROR(pieces_.EndQuietly(&part->text));
    for (size_t i = 0; i < part->texts.size(); ++i) all_.Code(part->texts.at(i));
    if (all_.size() <= kMaxDistinct) return true;
    return Status(StatusCode::kLimit, "");
  }
  const TextCodes& texts() const { return all_; }

 private:
  struct Part : Item {
    TextPiece text;
    TextCodes texts;
  };
  TextPieces pieces_;
  TextCodes all_;
};

}  // namespace

Result<std::vector<std::string>> TextTable::DistinctTexts(int column) {
  return Guarded([&]() -> Result<std::vector<std::string>> {
    RIPE_RETURN_IF_ERROR(input_->Spool());
    Result<RowStream> stream = StartRows({column});
    if (!stream.ok()) return stream.status();
    DistinctWork work(std::move(*stream));
    const Status status = RunOrdered(&work, options_.threads);
    if (status.code() == StatusCode::kLimit && work.texts().size() > kMaxDistinct) {
      return Status(StatusCode::kLimit,
                    fmt::format("{}: the column {} has more than {} different values.", path_,
                                columns_[static_cast<size_t>(column)].name, kMaxDistinct));
    }
    RIPE_RETURN_IF_ERROR(status);
    std::vector<std::string> texts;
    for (size_t i = 0; i < work.texts().size(); ++i) texts.emplace_back(work.texts().at(i));
    return texts;
  });
}

int FindNamed(const std::vector<ColumnInfo>& columns, std::string_view name, bool exact) {
  if (exact) {
    const std::string wanted = source::Nfc(name);
    return OnlyOne(columns,
                   [&](const std::string& column) { return source::Nfc(column) == wanted; });
  }
  const std::string key = source::NameKey(name);
  return OnlyOne(columns,
                 [&](const std::string& column) { return source::NameKey(column) == key; });
}

int FindColumn(const std::vector<ColumnInfo>& columns, std::string_view name) {
  const int same = OnlyOne(columns, [&](const std::string& column) { return column == name; });
  return same != -1 ? same : FindNamed(columns, name, false);
}

Result<int> FindIdColumn(const Table& leads, std::string_view named) {
  return Guarded([&]() -> Result<int> {
    Result<int> column =
        named.empty() ? FirstOf(leads, {"id", "lead_id", "email"}) : FirstOf(leads, {named});
    if (!column.ok() || *column >= 0) return column;
    return named.empty()
               ? Lacking(leads,
                         "there is no column `id`, `lead_id` or `email`; say which one holds the "
                         "ids with `--id COLUMN`.")
               : Lacking(leads, fmt::format("there is no column `{}`, which `--id` names.", named));
  });
}

Result<EventRoles> FindEventRoles(const Table& events, std::string_view lead_id_name,
                                  std::string_view event_id) {
  return Guarded([&]() -> Result<EventRoles> {
    EventRoles roles;
    const auto find = [&](int* role, const std::vector<std::string_view>& names,
                          const std::string& lacking) -> Status {
      Result<int> column = FirstOf(events, names);
      if (!column.ok()) return column.status();
      *role = *column;
      return *column >= 0 ? Status() : Lacking(events, lacking);
    };
    RIPE_RETURN_IF_ERROR(find(
        &roles.lead, {"lead_id", lead_id_name, "user_id", "distinct_id"},
        fmt::format(
            "there is no column with the lead's id (`lead_id`, `{}`, `user_id` or `distinct_id`).",
            lead_id_name)));
    RIPE_RETURN_IF_ERROR(find(&roles.type, {"type", "event", "event_type", "name"},
                              "there is no column with the type of the event (`type`, `event`, "
                              "`event_type` or `name`)."));
    RIPE_RETURN_IF_ERROR(find(&roles.time, {"at", "time", "timestamp", "occurred_at"},
                              "there is no column with the time of the event (`at`, `time`, "
                              "`timestamp` or `occurred_at`)."));
    if (!event_id.empty()) {
      RIPE_RETURN_IF_ERROR(
          find(&roles.event_id, {event_id},
               fmt::format("there is no column `{}`, which `--event-id` names.", event_id)));
    }
    return roles;
  });
}

}  // namespace ripe::io
