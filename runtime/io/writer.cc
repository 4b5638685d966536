// See writer.h. A batch is formatted row by row into one string; the texts of a dictionary are made
// ready once per batch.
#include "runtime/io/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "runtime/io/arrow_library.h"
#include "runtime/io/arrow_writer.h"
#include "runtime/io/guard.h"
#include "runtime/io/output_file.h"

namespace ripe::io {
namespace {

using columns::Column;
using columns::Physical;

std::string_view TextAt(const Column& column, size_t row) {
  const uint32_t* offsets = column.as<uint32_t>();
  return {column.bytes + offsets[row], offsets[row + 1] - offsets[row]};
}

// What CSV and JSONL share: rows of cells, each row with pieces between its cells.
class TextWriter : public TableWriter {
 public:
  TextWriter(std::unique_ptr<OutputFile> file, std::vector<OutputColumn> columns)
      : columns_(std::move(columns)), file_(std::move(file)) {}

  Status Write(const OutputBatch& batch) override {
    return Guarded([&]() -> Status {
      buffer_.clear();
      Format(batch, &buffer_);
      return file_->Write(buffer_);
    });
  }
  Status WriteText(std::string_view text) override { return file_->Write(text); }
  Status Finish() override { return file_->Finish(); }

  bool Format(const OutputBatch& batch, std::string* out) const override {
    std::vector<std::vector<std::string>> ready(columns_.size());
    for (size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c].repeats) ready[c] = Ready(*batch.columns[c].texts.dictionary);
    }
    for (size_t row = 0; row < batch.rows; ++row) {
      for (size_t c = 0; c < columns_.size(); ++c) {
        out->append(before_[c]);
        const OutputValues& values = batch.columns[c];
        const size_t at = values.offset + row;
        if (columns_[c].kind == OutputKind::kPoints) {
          AppendPoints(values.integers[at], out);
        } else if (columns_[c].repeats) {
          out->append(ready[c][values.texts.as<uint16_t>()[at]]);
        } else if (values.texts.physical == Physical::kI64) {
          const fmt::format_int text(values.texts.as<int64_t>()[at]);
          AppendText({text.data(), text.size()}, out);
        } else {
          AppendText(TextAt(values.texts, at), out);
        }
      }
      out->append(after_);
    }
    return true;
  }

 protected:
  virtual void AppendText(std::string_view text, std::string* out) const = 0;

  std::vector<OutputColumn> columns_;
  std::vector<std::string> before_;  // by column
  std::string after_ = "\n";

 private:
  // By code: the text as it will be written.
  std::vector<std::string> Ready(const columns::Dictionary& dictionary) const {
    std::vector<std::string> ready(dictionary.size() + 1);
    AppendText({}, &ready[0]);
    for (size_t i = 0; i < dictionary.size(); ++i) AppendText(dictionary.at(i), &ready[i + 1]);
    return ready;
  }

  std::unique_ptr<OutputFile> file_;
  std::string buffer_;
};

class CsvWriter : public TextWriter {
 public:
  CsvWriter(std::unique_ptr<OutputFile> file, std::vector<OutputColumn> columns, char delimiter,
            bool guard)
      : TextWriter(std::move(file), std::move(columns)), delimiter_(delimiter), guard_(guard) {
    before_.assign(columns_.size(), std::string(1, delimiter));
    before_[0].clear();
  }
  std::string Header(bool bom) const {
    std::string header = bom ? "\xef\xbb\xbf" : "";
    for (size_t c = 0; c < columns_.size(); ++c) {
      header += before_[c];
      AppendCsvText(columns_[c].name, delimiter_, guard_, &header);
    }
    return header + after_;
  }

 protected:
  void AppendText(std::string_view text, std::string* out) const override {
    AppendCsvText(text, delimiter_, guard_, out);
  }

 private:
  char delimiter_;
  bool guard_;
};

class JsonlWriter : public TextWriter {
 public:
  JsonlWriter(std::unique_ptr<OutputFile> file, std::vector<OutputColumn> columns)
      : TextWriter(std::move(file), std::move(columns)) {
    for (size_t c = 0; c < columns_.size(); ++c) {
      std::string before = c == 0 ? "{" : ",";
      AppendJsonText(columns_[c].name, &before);
      before_.push_back(before + ":");
    }
    after_ = "}\n";
  }

 protected:
  void AppendText(std::string_view text, std::string* out) const override {
    AppendJsonText(text, out);
  }
};

std::string FormatOf(const WriterOptions& options) {
  std::string format = options.format;
  if (format.empty()) {
    std::string path = options.path;
    for (std::string_view compressed : {".gz", ".zst"}) {
      if (path.ends_with(compressed)) path.resize(path.size() - compressed.size());
    }
    const size_t dot = path.rfind('.');
    const size_t slash = path.rfind('/');
    if (dot != std::string::npos && (slash == std::string::npos || dot > slash))
      format = path.substr(dot + 1);
  }
  for (char& c : format) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (format == "ndjson" || format == "json") return "jsonl";
  return format;
}

}  // namespace

void AppendPoints(int64_t thousandths, std::string* out) {
  uint64_t size = static_cast<uint64_t>(thousandths);
  if (thousandths < 0) {
    out->push_back('-');
    size = 0 - size;
  }
  const fmt::format_int whole(size / 1000);
  out->append(whole.data(), whole.size());
  uint64_t rest = size % 1000;
  if (rest == 0) return;
  out->push_back('.');
  for (uint64_t digit = 100; rest != 0; digit /= 10) {
    out->push_back(static_cast<char>('0' + rest / digit));
    rest %= digit;
  }
}

void AppendJsonText(std::string_view text, std::string* out) {
  out->push_back('"');
  size_t from = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<uint8_t>(c) >= 0x20 && c != '"' && c != '\\') continue;
    out->append(text, from, i - from);
    from = i + 1;
    switch (c) {
      case '"':
      case '\\':
        out->push_back('\\');
        out->push_back(c);
        break;
      case '\n':
        out->append("\\n");
        break;
      case '\r':
        out->append("\\r");
        break;
      case '\t':
        out->append("\\t");
        break;
      default:
        fmt::format_to(std::back_inserter(*out), "\\u{:04x}", static_cast<unsigned>(c));
    }
  }
  out->append(text, from);
  out->push_back('"');
}

void AppendCsvText(std::string_view text, char delimiter, bool guard, std::string* out) {
  const bool guarded = guard && !text.empty() &&
                       std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
  const bool quoted = std::any_of(text.begin(), text.end(), [&](char c) {
    return c == delimiter || c == '"' || c == '\n' || c == '\r';
  });
  if (quoted) out->push_back('"');
  if (guarded) out->push_back('\'');
  if (!quoted) {
    out->append(text);
    return;
  }
  for (char c : text) {
    if (c == '"') out->push_back('"');
    out->push_back(c);
  }
  out->push_back('"');
}

Result<std::unique_ptr<TableWriter>> OpenWriter(const WriterOptions& options,
                                                std::vector<OutputColumn> columns) {
  return Guarded([&]() -> Result<std::unique_ptr<TableWriter>> {
    const std::string format = FormatOf(options);
    if (const RipeArrowFormat arrow = ArrowFormatOf(format); arrow != RIPE_ARROW_ANY)
      return OpenArrowWriter(options, arrow, std::move(columns));
    if (!options.format.empty() && format != "csv" && format != "tsv" && format != "jsonl") {
      return Status(
          StatusCode::kUsage,
          fmt::format("The format \"{}\" is not known; known are csv, tsv, jsonl, parquet, arrow.",
                      options.format));
    }
    Result<std::unique_ptr<OutputFile>> file = OutputFile::Open(options.path);
    if (!file.ok()) return file.status();
    if (format == "jsonl")
      return std::unique_ptr<TableWriter>(
          std::make_unique<JsonlWriter>(std::move(*file), std::move(columns)));
    auto writer = std::make_unique<CsvWriter>(std::move(*file), std::move(columns),
                                              format == "tsv" ? '\t' : ',', !options.raw);
    RIPE_RETURN_IF_ERROR(writer->WriteText(writer->Header(options.bom)));
    return std::unique_ptr<TableWriter>(std::move(writer));
  });
}

}  // namespace ripe::io
