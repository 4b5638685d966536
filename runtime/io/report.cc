// See report.h.
#include "runtime/io/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "runtime/io/output_file.h"
#include "runtime/io/writer.h"

namespace ripe::io {
namespace {

// "a number", "an instant": as people say it.
std::string_view WithArticle(std::string_view type) {
  if (type == "number") return "a number";
  if (type == "yesno") return "a yes or no";
  if (type == "date") return "a date";
  if (type == "time") return "a date and time";
  if (type == "tags") return "tags";
  return "text";
}

}  // namespace

std::string RejectText(const Reject& reject) {
  switch (reject.reason) {
    case RejectReason::kMissingId:
      return "the id is missing";
    case RejectReason::kRepeatedId:
      return fmt::format("the id \"{}\" has occurred before", reject.detail);
    case RejectReason::kMissingType:
      return "the type of the event is missing";
    case RejectReason::kMissingTime:
      return "the time of the event is missing";
    case RejectReason::kBadTime:
      return fmt::format("the time \"{}\" cannot be read", reject.detail);
    case RejectReason::kWrongCells:
      return fmt::format("the row has {}", reject.detail);
    case RejectReason::kOpenQuote:
      return "a quote is never closed";
    case RejectReason::kTextAfterQuote:
      return "there is text after the closing quote (a quote within quotes is written twice)";
    case RejectReason::kBadJson:
      return reject.detail.empty() ? "this is not a JSON object"
                                   : fmt::format("this is not JSON: {}", reject.detail);
    case RejectReason::kRepeatedKey:
      return fmt::format("the key \"{}\" occurs twice", reject.detail);
    case RejectReason::kRowTooLong:
      return "the row is longer than 64 MB";
  }
  return {};
}

Report::Report(ReportOptions options) : options_(std::move(options)) {}
Report::~Report() = default;

Status Report::AddReject(Reject reject) {
  ++rejected_;
  ++by_reason_[static_cast<size_t>(reject.reason)];
  if (!options_.rejects_path.empty()) RIPE_RETURN_IF_ERROR(WriteReject(reject));
  if (options_.strict) {
    return {StatusCode::kData, fmt::format("{}:{}:{}: {}.", reject.file, reject.line, reject.column,
                                           RejectText(reject))};
  }
  if (examples_.size() < options_.max_examples) {
    if (reject.row.size() > 1000) reject.row.resize(1000);
    examples_.push_back(std::move(reject));
  }
  return {};
}

Status Report::AddUnreadable(const UnreadableCells& cells) {
  const auto same = [&](const UnreadableCells& u) {
    return u.file == cells.file && u.column == cells.column && u.type == cells.type;
  };
  const auto found = std::find_if(unreadable_.begin(), unreadable_.end(), same);
  if (found != unreadable_.end()) {
    found->count += cells.count;
  } else {
    unreadable_.push_back(cells);
  }
  if (!options_.strict) return {};
  return {StatusCode::kData, fmt::format("{}:{}:{}: \"{}\" in the column {} cannot be read as {}.",
                                         cells.file, cells.example_line, cells.example_column,
                                         cells.example, cells.column, WithArticle(cells.type))};
}

Status Report::WriteReject(const Reject& reject) {
  if (!rejects_file_) {
    Result<std::unique_ptr<OutputFile>> file = OutputFile::Open(options_.rejects_path);
    if (!file.ok()) return file.status();
    rejects_file_ = std::move(*file);
    RIPE_RETURN_IF_ERROR(rejects_file_->Write("file,line,column,reason,row\n"));
  }
  std::string line;
  AppendCsvText(reject.file, ',', true, &line);
  line += fmt::format(",{},{},", reject.line, reject.column);
  AppendCsvText(RejectText(reject), ',', true, &line);
  line.push_back(',');
  AppendCsvText(reject.row, ',', true, &line);
  line.push_back('\n');
  return rejects_file_->Write(line);
}

Status Report::Finish() {
  if (options_.rejects_path.empty() || finished_) return {};
  finished_ = true;
  if (!rejects_file_) {
    Result<std::unique_ptr<OutputFile>> file = OutputFile::Open(options_.rejects_path);
    if (!file.ok()) return file.status();
    rejects_file_ = std::move(*file);
    RIPE_RETURN_IF_ERROR(rejects_file_->Write("file,line,column,reason,row\n"));
  }
  return rejects_file_->Finish();
}

}  // namespace ripe::io
