// See spilled.h.
#include "runtime/api/spilled.h"

#include <algorithm>
#include <limits>

#include "runtime/io/column_builder.h"

namespace ripe::api {

Status Broken() { return {StatusCode::kIo, "A temporary file is not what was written into it."}; }

// The next text of a stream of them; false at the end.
Result<bool> NextText(io::SpillStreams::Cursor* cursor, std::string_view* text) {
  for (size_t wanted = 1;;) {
    Result<std::string_view> bytes = cursor->Peek(wanted);
    if (!bytes.ok()) return bytes.status();
    if (bytes->empty()) return false;
    if (const size_t size = GetText(*bytes, text); size > 0) {
      cursor->Skip(size);
      return true;
    }
    if (bytes->size() < wanted) return Broken();
    wanted = 2 * bytes->size() + 16;
  }
}

// A known number of a property; NaN where there is none, which sums leave out.
double AmountAt(const columns::Column& column, size_t row) {
  using columns::Physical;
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (column.physical == Physical::kNone || !column.known(row)) return kNone;
  if (column.physical == Physical::kF64) return column.as<double>()[row];
  if (column.physical == Physical::kI64) return static_cast<double>(column.as<int64_t>()[row]);
  if (column.physical == Physical::kI32) return column.as<int32_t>()[row];
  if (column.physical == Physical::kI16) return column.as<int16_t>()[row];
  if (column.physical == Physical::kI8) return column.as<int8_t>()[row];
  return kNone;
}

// As many whole events as there are; how many bytes they take.
size_t EventBatch::Decode(std::string_view bytes) {
  const size_t fixed =
      sizeof(uint16_t) + sizeof(int64_t) + mask_bytes_ + summed_.size() * sizeof(double);
  ids_.clear();
  types_.clear();
  times_.clear();
  for (auto& mask : masks_) mask.clear();
  for (auto& amount : amounts_) amount.clear();
  size_t done = 0;
  while (ids_.size() < kEventsAtOnce) {
    std::string_view id;
    const size_t size = GetText(bytes.substr(done), &id);
    if (size == 0 || bytes.size() - done - size < fixed) break;
    const char* at = bytes.data() + done + size;
    ids_.push_back(id);
    types_.push_back(Get<uint16_t>(at));
    times_.push_back(Get<int64_t>(at));
    for (size_t k = 0; k < masks_.size(); ++k)
      masks_[k].push_back(static_cast<uint8_t>(at[k / 8] >> (k % 8) & 1));
    at += mask_bytes_;
    for (auto& amount : amounts_) amount.push_back(Get<double>(at));
    done += size + fixed;
  }
  return done;
}

void EventBatch::KeepKnown(uint64_t* unknown) {
  if (std::find(leads_.begin(), leads_.end(), -1) == leads_.end()) return;
  std::vector<uint8_t> dropped(leads_.size());
  for (size_t i = 0; i < leads_.size(); ++i) {
    dropped[i] = leads_[i] < 0;
    *unknown += dropped[i];
  }
  io::DropMarked(dropped, &leads_);
  io::DropMarked(dropped, &types_);
  io::DropMarked(dropped, &times_);
  for (auto& mask : masks_) io::DropMarked(dropped, &mask);
  for (auto& amount : amounts_) io::DropMarked(dropped, &amount);
}

Result<bool> EventBatch::Next(io::SpillStreams::Cursor* cursor, const io::LeadIndex& index,
                              uint64_t* unknown) {
  size_t wanted = kReadBuffer;
  while (true) {
    Result<std::string_view> bytes = cursor->Peek(wanted);
    if (!bytes.ok()) return bytes.status();
    if (bytes->empty()) return false;
    const size_t size = Decode(*bytes);
    if (size > 0) {
      cursor->Skip(size);  // the bytes stay until the next Peek
      break;
    }
    if (bytes->size() < wanted) return Broken();
    wanted = 2 * bytes->size();
  }
  leads_.resize(ids_.size());
  index.FindAll(ids_, leads_.data());
  KeepKnown(unknown);
  chunk_.rows = leads_.size();
  chunk_.leads = leads_.data();
  chunk_.types = types_.data();
  chunk_.times = times_.data();
  chunk_.by_time = std::is_sorted(times_.begin(), times_.end());
  for (size_t k = 0; k < summed_.size(); ++k) {
    columns::Column& column = chunk_.properties[summed_[k]];
    column.physical = columns::Physical::kF64;
    column.data = amounts_[k].data();
  }
  return true;
}

}  // namespace ripe::api
