// See shown.h.
#include "tests/support/shown.h"

#include <fmt/format.h>

#include <cmath>

#include "compiler/types/calendar.h"

namespace ripe::test {

std::string Show(const columns::Column& column, size_t row) {
  using columns::Physical;
  const auto coded = [&](uint32_t code) {
    return code == 0 ? std::string("-") : std::string(column.dictionary->at(code - 1));
  };
  const auto whole = [&](auto zero) {
    return column.known(row)
               ? fmt::format("{}", static_cast<int64_t>(column.as<decltype(zero)>()[row]))
               : "-";
  };
  switch (column.physical) {
    case Physical::kF64:
      return std::isnan(column.as<double>()[row]) ? "-"
                                                  : fmt::format("{}", column.as<double>()[row]);
    case Physical::kYesNo8:
      return std::string(1, "ny-"[column.as<uint8_t>()[row]]);
    case Physical::kYesNoBits:
      return std::string(
          1, column.known(row) ? "ny"[columns::Column::Bit(column.as<uint8_t>(), row)] : '-');
    case Physical::kDate32:
      return column.as<int32_t>()[row] == types::kMissingDate
                 ? "-"
                 : types::FormatDate(column.as<int32_t>()[row]);
    case Physical::kTime64:
      return column.as<int64_t>()[row] == types::kMissingTime
                 ? "-"
                 : fmt::format("{}", column.as<int64_t>()[row]);
    case Physical::kCode8:
      return coded(column.as<uint8_t>()[row]);
    case Physical::kCode16:
      return coded(column.as<uint16_t>()[row]);
    case Physical::kCode32:
      return coded(column.as<uint32_t>()[row]);
    case Physical::kRawText: {
      const uint32_t* offsets = column.as<uint32_t>();
      return offsets[row] == offsets[row + 1]
                 ? "-"
                 : std::string(column.bytes + offsets[row], offsets[row + 1] - offsets[row]);
    }
    case Physical::kTagLists: {
      const uint32_t* offsets = column.as<uint32_t>();
      std::string out;
      for (uint32_t i = offsets[row]; i < offsets[row + 1]; ++i)
        out += (out.empty() ? "" : "|") + coded(column.tags[i]);
      return out.empty() ? "-" : out;
    }
    case Physical::kNone:
      return "none";
    case Physical::kI8:
      return whole(int8_t{});
    case Physical::kI16:
      return whole(int16_t{});
    case Physical::kI32:
      return whole(int32_t{});
    case Physical::kI64:
      return whole(int64_t{});
  }
  return "?";
}

std::string Said(const io::Report& report, const Status& status) {
  std::string out = status.ok() ? ""
                                : fmt::format("error {}: {}\n", static_cast<int>(status.code()),
                                              status.message());
  for (const io::Reject& r : report.examples())
    out += fmt::format("{}:{}:{} {} [{}]\n", r.file.substr(r.file.rfind('/') + 1), r.line, r.column,
                       io::RejectText(r), r.row);
  for (const io::UnreadableCells& u : report.unreadable())
    out += fmt::format("{} {} {} {}:{} {}\n", u.column, u.type, u.count, u.example_line,
                       u.example_column, u.example);
  return out;
}

std::string Counted(const io::RowCounts& counts) {
  return fmt::format("{} {} {} {}\n", counts.rows, counts.rejected, counts.unknown_leads,
                     counts.repeated_events);
}

Status LeadRows::Use(columns::LeadChunk chunk, ShownRows* made, unsigned) {
  made->rows = chunk.rows;
  for (size_t row = 0; row < chunk.rows; ++row) {
    made->text += fmt::format("{}={}", chunk.first_row + row, Show(chunk.ids, row));
    for (const columns::Column& column : chunk.columns) made->text += "|" + Show(column, row);
    made->text += "\n";
  }
  return {};
}

Status LeadRows::Done(ShownRows* made) {
  all_.text += made->text;
  all_.rows += made->rows;
  return {};
}

}  // namespace ripe::test
