// Reading leads and events from files: OpenTable gives a Table, whose header (`columns`) the
// checker resolves names against; a LeadReader or an EventReader over the table then yields chunks
// of columns, a bounded piece of the file at a time. What is wrong with the data goes into a Report
// (report.h). Formats are behind Table, so that Parquet and Arrow fit in without a change above.
// Readers keep pointers to the Table, the Report, the LeadIndex and so on that they are given:
// these must outlive them. Nothing here is thread-safe but what says so; different tables may be
// read on different threads with different Reports.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/types/calendar.h"
#include "compiler/types/types.h"
#include "ripe/status.h"
#include "runtime/columns/columns.h"
#include "runtime/io/guard.h"
#include "runtime/io/lead_index.h"
#include "runtime/io/report.h"

namespace ripe::io {

struct RowStream;
class LeadNumbers;
using types::ValueType;
// The same type as check::Literal, which this folder does not include.
using Literal = std::variant<double, std::string, bool, int32_t>;

struct SourceOptions {
  std::string path;    // "-": standard input
  std::string format;  // csv, tsv, jsonl, ndjson, parquet, arrow, arrows; empty: by the extension
                       // (.gz and .zst taken off), else csv
  std::string delimiter;  // one ASCII character, or "tab"; empty: by the format
  std::string encoding;   // "cp949", ...; empty: UTF-8, or UTF-16 where its byte-order mark says so
  // The table will be read more than once (OpenTable's pre-passes count as none). Input that cannot
  // be read twice, such as a pipe, is then copied to a temporary file first.
  bool reread = false;
  size_t block_bytes = 0;  // text is read in blocks of about this size; 0: a good one
  unsigned threads = 1;    // of the pre-passes
};

struct ColumnInfo {
  std::string name;
  std::optional<ValueType> type;  // where the format brings one
  bool integers = false;          // the format says that all are whole numbers of 64 bits
};

// A source of rows whose header is known. Made by OpenTable.
class Table {
 public:
  virtual ~Table() = default;
  const std::vector<ColumnInfo>& columns() const { return columns_; }
  const std::string& path() const { return path_; }  // for messages: "standard input" for "-"
  // The distinct texts of a column (not blank ones) in the order of first appearance, by a pass of
  // its own: the event types, for check::Schema. Rows that would be rejected for their shape do not
  // count. At most 65,535 (kLimit).
  virtual Result<std::vector<std::string>> DistinctTexts(int column) = 0;
  // For this folder: the rows from the beginning. The second call needs SourceOptions::reread for a
  // pipe.
  virtual Result<RowStream> OpenRows(const std::vector<int>& wanted) = 0;
  // For this folder: not null for Parquet and Arrow, which have readers of their own.
  virtual class ArrowTable* arrow() { return nullptr; }

 protected:
  std::string path_;
  std::vector<ColumnInfo> columns_;
};

// Opens and reads the header. For JSONL the columns are the keys of all rows in the order of first
// appearance, by a first pass. kIo: not there, not readable, no header row, broken compression,
// bytes that are not of the encoding. kUsage: unknown format, delimiter or encoding.
Result<std::unique_ptr<Table>> OpenTable(const SourceOptions& options);

// The column that a name of an option means: the one called exactly so, else the one with the same
// source::NameKey. -1: none; -2: several.
int FindColumn(const std::vector<ColumnInfo>& columns, std::string_view name);
// The column that a name of the rules means: the one with the same source::NameKey or, `exact` (in
// backticks), the one called so.
int FindNamed(const std::vector<ColumnInfo>& columns, std::string_view name, bool exact);

// The id column of leads: `named` (--id) where not empty, else `id`, `lead_id`, `email`. kUsage
// where there is none.
Result<int> FindIdColumn(const Table& leads, std::string_view named);

// ---- chunks
// ----------------------------------------------------------------------------------------------------------

// Reads a file of leads or of events.
template <class ChunkType>
class ChunkReader {
 public:
  using Chunk = ChunkType;
  ChunkReader() = default;
  ChunkReader(const ChunkReader&) = delete;
  ChunkReader& operator=(const ChunkReader&) = delete;
  virtual ~ChunkReader() = default;

  // The next chunk, never of 0 rows; nothing at the end. A chunk owns its memory (through `owner`)
  // and may outlive the reader.
  Result<std::optional<Chunk>> Next() {
    return Guarded([&]() -> Result<std::optional<Chunk>> {
      while (true) {
        bool wait = false;
        Result<std::unique_ptr<Piece>> piece = Take(&wait);
        if (!piece.ok()) return piece.status();
        if (*piece == nullptr) return std::optional<Chunk>();
        RIPE_RETURN_IF_ERROR(Parse(piece->get()));
        Result<bool> kept = Merge(piece->get());
        if (!kept.ok()) return kept.status();
        if (!*kept) continue;
        Result<Chunk> chunk = Finish(piece->get());
        if (!chunk.ok()) return chunk.status();
        if (chunk->rows > 0) return std::optional(std::move(*chunk));
      }
    });
  }

  // The same in steps, for several threads (chunk_work.h): Take and Merge are for one thread at a
  // time and in order, Parse and Finish for any. A chunk may have 0 rows. Do not mix with Next.
  class Piece {
   public:
    virtual ~Piece() = default;
  };
  virtual Result<std::unique_ptr<Piece>> Take(bool* wait) = 0;
  virtual Status Parse(Piece*) { return {}; }
  // False: the piece is to be forgotten, since what it was made of comes again.
  virtual Result<bool> Merge(Piece*) { return true; }
  virtual Result<Chunk> Finish(Piece* piece) = 0;
};

// ---- leads
// ----------------------------------------------------------------------------------------------------------

struct WantedColumn {
  int column =
      -1;  // in Table::columns(); -1: none there, so every value is missing (Physical::kNone)
  ValueType type = ValueType::kText;
  std::vector<Literal> missing;  // cells that stand for missing
};

struct LeadRequest {
  int id_column = 0;
  std::vector<WantedColumn> columns;  // LeadChunk::columns has the same order (check::FieldId)
  types::Zone zone;                   // of the rules file
};

// number -> kF64; yesno -> kYesNo8; date -> kDate32; time -> kTime64; text -> kCode8, kCode16 or
// kCode32 while the distinct values are few, else kRawText (may differ from chunk to chunk); tags
// -> kTagLists. Consecutive chunks may share a Dictionary.
using LeadReader = ChunkReader<columns::LeadChunk>;
// `index` receives the ids; it finds repeated ones (the first stays) and later maps events to
// leads.
Result<std::unique_ptr<LeadReader>> ReadLeads(Table* leads, LeadRequest request, LeadIndex* index,
                                              Report* report);
// The same where repeated ids are known otherwise (lead_numbers.h): for further passes.
Result<std::unique_ptr<LeadReader>> ReadLeads(Table* leads, LeadRequest request,
                                              LeadNumbers* numbers, Report* report);

// ---- events
// ---------------------------------------------------------------------------------------------------------

// Which columns of an event table play which part; -1: none (event_id only).
struct EventRoles {
  int lead = -1, type = -1, time = -1, event_id = -1;
};
// Finds them by cli.md's names; `lead_id_name` is the name of the leads' id column, `event_id` is
// --event-id (empty: none). kUsage where one is lacking.
Result<EventRoles> FindEventRoles(const Table& events, std::string_view lead_id_name,
                                  std::string_view event_id);

struct WantedProperty {
  std::string name;
  bool exact = false;  // in backticks: to the letter
  ValueType type = ValueType::kText;
};

// State that several event files of one run share: type names and the event ids seen.
class EventSession {
 public:
  EventSession();
  ~EventSession();
  // All types met so far, as written; EventChunk::types index it. Unknown leads' events count too.
  const std::vector<std::string>& type_names() const;
  // How many event ids are kept, to find those that occur again, and the memory for them.
  size_t event_ids() const;
  size_t bytes() const;
  struct Impl;
  Impl* impl() { return impl_.get(); }

 private:
  std::unique_ptr<Impl> impl_;
};

struct EventRequest {
  EventRoles roles;
  std::vector<WantedProperty>
      properties;  // EventChunk::properties has the same order (check::PropertyId)
  types::Zone zone;
  // Events of all leads, known or not, with EventChunk::lead_ids in place of `leads`: for a run
  // that has no index of all leads. `leads` of ReadEvents may then be null.
  bool keep_ids = false;
  // With it: gets the cells that cannot be read, since nobody knows yet whether their events count,
  // each with its event's lead. In the order of the file, on one thread at a time.
  std::function<Status(std::string_view lead_id, const UnreadableCells& cell)> unreadable;
};

// Events of unknown leads are counted, not in the chunks.
using EventReader = ChunkReader<columns::EventChunk>;
// `leads` must be complete. A property that fits two columns of the file is a kUsage error.
Result<std::unique_ptr<EventReader>> ReadEvents(Table* events, EventRequest request,
                                                const LeadIndex* leads, EventSession* session,
                                                Report* report);

}  // namespace ripe::io
