// What was wrong with the data: every rejected row and every cell that could not be read, counted,
// with examples for the summary and, where `--rejects` asks, all rejected rows in a CSV of their
// own. Readers fill it; the command prints it. Under
// --strict the first entry becomes an error instead. One Report serves one run; it is not
// thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ripe/status.h"

namespace ripe::io {

class OutputFile;

// Why a row was rejected. The text for people is RejectText.
enum class RejectReason : uint8_t {
  kMissingId,
  kRepeatedId,
  kMissingType,
  kMissingTime,
  kBadTime,
  kWrongCells,
  kOpenQuote,
  kTextAfterQuote,
  kBadJson,
  kRepeatedKey,
  kRowTooLong,
};
inline constexpr size_t kRejectReasons = 11;

struct Reject {
  std::string file;
  uint64_t line = 0;    // from 1, where the offending cell begins
  uint64_t column = 0;  // from 1, in characters
  RejectReason reason = RejectReason::kMissingId;
  std::string detail;  // what was found; may be empty
  std::string row;     // the row as it stands in the file (as UTF-8), without its line end
};

// A sentence without a full stop: "the id \"7\" is there already".
std::string RejectText(const Reject& reject);

// Cells of one column that could not be read as its type, and so are missing.
struct UnreadableCells {
  std::string file;
  std::string column;
  std::string type;  // "number", "date", ...
  uint64_t count = 0;
  uint64_t example_line = 0, example_column = 0;  // of the first
  std::string example;
};

// Takes one cell that could not be read, in place of a Report: `row` as its caller numbers them.
using UnreadableSink = std::function<Status(uint32_t row, const UnreadableCells& cell)>;

// rows = read + rejected + repeated_events (+ unknown_leads, of events): nothing else can become of
// a row.
struct RowCounts {
  uint64_t rows = 0;  // rows of data met, blank lines and the header not counted
  uint64_t rejected = 0;
  uint64_t unknown_leads = 0;    // events whose lead is not among the leads
  uint64_t repeated_events = 0;  // events whose --event-id occurred before
  uint64_t used() const { return rows - rejected - unknown_leads - repeated_events; }
};

struct ReportOptions {
  bool strict = false;
  size_t max_examples = 5;   // of rejected rows
  std::string rejects_path;  // empty: none
};

class Report {
 public:
  explicit Report(ReportOptions options = {});
  ~Report();
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;

  // For readers. Each gives an error (kData) under strict, or where the rejects file cannot be
  // written.
  Status AddReject(Reject reject);
  Status AddUnreadable(const UnreadableCells& cells);  // added to those of the same file and column
  // Completes the rejects file (made even where no row was rejected, so that it never holds an
  // older run's rows).
  Status Finish();

  const ReportOptions& options() const { return options_; }
  bool strict() const { return options_.strict; }
  RowCounts& leads() { return leads_; }
  RowCounts& events() { return events_; }
  uint64_t rejected() const { return rejected_; }
  uint64_t rejected(RejectReason reason) const { return by_reason_[static_cast<size_t>(reason)]; }
  const std::vector<Reject>& examples() const { return examples_; }
  const std::vector<UnreadableCells>& unreadable() const { return unreadable_; }

 private:
  Status WriteReject(const Reject& reject);

  ReportOptions options_;
  RowCounts leads_, events_;
  uint64_t rejected_ = 0;
  std::array<uint64_t, kRejectReasons> by_reason_{};
  std::vector<Reject> examples_;
  std::vector<UnreadableCells> unreadable_;
  std::unique_ptr<OutputFile> rejects_file_;
  bool finished_ = false;
};

}  // namespace ripe::io
