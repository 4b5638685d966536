// From a cell to a value, as docs/reference.md says which forms each type has. Nothing for a cell
// that cannot be read. The cells are not blank and are valid UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/types/calendar.h"
#include "runtime/io/reader.h"
#include "runtime/io/rows.h"

namespace ripe::io {

// `1,234.5`, `$12`, `₩1,000`, `3,000원`, `12.5%` (0.125), `-1e3`. Never NaN or infinite.
std::optional<double> ParseNumber(std::string_view text);
// yes/no, true/false, 1/0 (1.0/0.0), 예/아니오, O/X, Y/N, in any case.
std::optional<bool> ParseYesNo(std::string_view text);

// Of any kind of cell. A number in JSON is an epoch where a time is wanted, and 1 or 0 where a
// yesno is.
std::optional<double> ReadNumber(const Cell& cell);
std::optional<bool> ReadYesNo(const Cell& cell);
std::optional<int32_t> ReadDate(const Cell& cell, const types::Zone& zone);
std::optional<int64_t> ReadTime(const Cell& cell, const types::Zone& zone);
std::optional<std::string_view> ReadText(
    const Cell& cell);  // a JSON number as written, true and false
// Appends the tags of a cell; false where it cannot be read. Views into the cell.
bool ReadTags(const Cell& cell, std::vector<std::string_view>* tags);

// True for a cell without a value: nothing there, or nothing but white space.
bool IsBlankCell(const Cell& cell);  // the long way round
inline bool IsEmptyCell(const Cell& cell) {
  if (cell.kind == CellKind::kMissing) return true;
  if (cell.kind != CellKind::kText) return false;
  if (cell.size == 0) return true;
  const uint8_t first = static_cast<uint8_t>(cell.data[0]);
  return (first <= ' ' || first >= 0x7f) && IsBlankCell(cell);
}

// The literals that stand for missing in one column.
class MissingCells {
 public:
  explicit MissingCells(const std::vector<Literal>& literals);
  bool none() const {
    return texts_.empty() && numbers_.empty() && yes_no_[0] == false && yes_no_[1] == false &&
           dates_.empty();
  }
  bool Matches(const Cell& cell, const types::Zone& zone) const;

 private:
  struct Text {
    std::string folded;
    bool ascii;
  };
  std::vector<Text> texts_;
  std::vector<double> numbers_;
  bool yes_no_[2] = {false, false};
  std::vector<int32_t> dates_;
};

}  // namespace ripe::io
