// Writing tables: columns declared once, then batches of rows, then Finish, without which no file
// appears (output_file.h). CSV and JSONL are here; Parquet and Arrow are in arrow_writer.h. Not
// thread-safe, except Format.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ripe/status.h"
#include "runtime/columns/columns.h"

namespace ripe::io {

enum class OutputKind : uint8_t {
  kText,    // ids, stages, reasons
  kPoints,  // thousandths of a point, printed without trailing zeros: 35, 12.5
};
struct OutputColumn {
  std::string name;
  OutputKind kind = OutputKind::kText;
  bool repeats = false;  // kText: few different ones, a dictionary where the format has such
  // kText: all are whole numbers of 64 bits as they are written ("7", "-7"), numbers where the
  // format has such. They may also come as numbers.
  bool integers = false;
};

// The values of one column in a batch; of these members the one for its kind. Borrowed for the call
// only.
struct OutputValues {
  // kRawText; where `integers` is set also kI64; where `repeats` is, kCode16 without missing ones.
  columns::Column texts;
  const int64_t* integers = nullptr;  // kPoints
  size_t offset = 0;                  // the first row of the batch in both

  static OutputValues Texts(columns::Column column, size_t offset = 0) {
    return {column, nullptr, offset};
  }
  static OutputValues Integers(const int64_t* values, size_t offset = 0) {
    return {{}, values, offset};
  }
};
struct OutputBatch {
  size_t rows = 0;
  std::vector<OutputValues> columns;  // as many as declared
};

struct WriterOptions {
  std::string path = "-";  // "-": standard output; .gz and .zst compress
  std::string format;  // csv, tsv, jsonl, parquet, arrow, arrows; empty: by the extension, else csv
  unsigned threads = 1;  // Parquet: share the encoding
  bool bom = false;      // CSV: begin with a byte-order mark, as Excel wants it for UTF-8
  bool raw = false;      // CSV: do not guard texts that a spreadsheet would run as formulas
};

class TableWriter {
 public:
  virtual ~TableWriter() = default;
  // kClosedPipe: nobody reads standard output any more; stop writing and end quietly.
  virtual Status Write(const OutputBatch& batch) = 0;
  virtual Status Finish() = 0;
  // Write in two halves: Format appends the rows in the writer's own form (the text, of text
  // formats), WriteText writes what was appended. Format may be called from several threads at
  // once, so that only WriteText has to keep the order. False where a writer has no such form.
  virtual bool Format(const OutputBatch& batch, std::string* out) const = 0;
  virtual Status WriteText(std::string_view text) = 0;
};

// kUsage: unknown format. kIo: the file cannot be written.
Result<std::unique_ptr<TableWriter>> OpenWriter(const WriterOptions& options,
                                                std::vector<OutputColumn> columns);

// Pieces of use elsewhere.
void AppendPoints(int64_t thousandths, std::string* out);
void AppendJsonText(std::string_view text, std::string* out);  // with its quotes
// One cell as RFC 4180 has it, quoted only where needed; `guard` puts a ' before = + - @ TAB CR at
// the beginning.
void AppendCsvText(std::string_view text, char delimiter, bool guard, std::string* out);

}  // namespace ripe::io
