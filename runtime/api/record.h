// One lead as plain values, and a program that scores it: the small world in which `test` blocks
// run and explanations ask "what if". It is the same Plan and the same engine as for files; only
// the columns are one row long.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/check/module.h"
#include "compiler/ir/lower.h"
#include "compiler/ir/plan.h"
#include "compiler/types/calendar.h"
#include "runtime/columns/columns.h"

namespace ripe::api {

// An instant, told apart from a number.
struct Instant {
  int64_t micros = 0;
  friend bool operator==(Instant, Instant) = default;
};
// Missing, number, text, yesno, date, time, tags.
using Cell = std::variant<std::monostate, double, std::string, bool, int32_t, Instant,
                          std::vector<std::string>>;

// A few cells of many columns: (FieldId or PropertyId, cell). They stand over those that are listed
// by id, and a later one over an earlier one.
using GivenCells = std::vector<std::pair<uint32_t, Cell>>;

struct RecordEvent {
  std::string type;
  int64_t time = 0;              // microseconds of UTC
  std::vector<Cell> properties;  // by PropertyId; may be shorter: the rest is missing
  GivenCells given = {};         // of the properties
};
struct Record {
  std::vector<Cell> fields;  // by FieldId; may be shorter
  GivenCells given = {};     // of the fields
  std::vector<RecordEvent> events;
};

struct RecordResult {
  int64_t score = 0;
  std::vector<int64_t> groups;  // after their caps
  uint32_t stage = 0;           // index in Plan::stages
  std::vector<int64_t> ledger;  // what each rule gave
  std::vector<double> outputs;  // of the probes: masks as 0 and 1, missing numbers as NaN
};

// A Plan bound for single records. Immutable; Run is safe from many threads.
class RecordProgram {
 public:
  RecordProgram(const check::Module& module, const ir::LowerOptions& options);
  ~RecordProgram();
  RecordResult Run(const Record& record, int64_t as_of) const;
  // Many at once: what a record costs does not depend on how many columns there are that the rules
  // do not look at. got(row, result) is called for each in order; a result has no ledger.
  void RunAll(std::span<const Record> records, int64_t as_of,
              const std::function<void(size_t, const RecordResult&)>& got) const;
  // For each event of the record and each of Module::classes: whether it is one of these (whatever
  // its time).
  std::vector<std::vector<bool>> Classify(const Record& record) const;
  const ir::Plan& plan() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A row of columns as plain values.
Cell CellAt(const columns::Column& column, types::ValueType type, size_t row);
// A cell for people: `VP Sales`, `400`, `yes`, `2026-11-20`, an instant in `zone`, `missing`.
std::string CellText(const Cell& cell, const types::Zone& zone);
// A literal of the rules as a cell of a column of `type` (a date in a time column is that day's
// local midnight).
Cell LiteralCell(const check::Literal& literal, types::ValueType type, const types::Zone& zone);

}  // namespace ripe::api
