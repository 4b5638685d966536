// Plain values in and out of columns. Everything about engines is in record_program.cc.
#include "runtime/api/record.h"

#include <fmt/format.h>

#include <cmath>

namespace ripe::api {
namespace {

using columns::Column;
using ir::Physical;

template <class T>
Cell IntegerAt(const Column& column, size_t row) {
  if (!column.known(row)) return {};
  return static_cast<double>(column.as<T>()[row]);
}

template <class T>
Cell CodeAt(const Column& column, size_t row) {
  const T code = column.as<T>()[row];
  if (code == 0) return {};
  return std::string(column.dictionary->at(code - 1u));
}

Cell TagsAt(const Column& column, size_t row) {
  const uint32_t* offsets = column.as<uint32_t>();
  if (offsets[row] == offsets[row + 1]) return {};
  std::vector<std::string> tags;
  for (uint32_t i = offsets[row]; i < offsets[row + 1]; ++i)
    tags.emplace_back(column.dictionary->at(column.tags[i] - 1u));
  return tags;
}

}  // namespace

Cell CellAt(const Column& column, types::ValueType, size_t row) {
  switch (column.physical) {
    case Physical::kNone:
      return {};
    case Physical::kF64: {
      const double v = column.as<double>()[row];
      return std::isnan(v) ? Cell() : Cell(v);
    }
    case Physical::kI8:
      return IntegerAt<int8_t>(column, row);
    case Physical::kI16:
      return IntegerAt<int16_t>(column, row);
    case Physical::kI32:
      return IntegerAt<int32_t>(column, row);
    case Physical::kI64:
      return IntegerAt<int64_t>(column, row);
    case Physical::kYesNo8: {
      const uint8_t v = column.as<uint8_t>()[row];
      return v > 1 ? Cell() : Cell(v == 1);
    }
    case Physical::kYesNoBits:
      return column.known(row) ? Cell(Column::Bit(column.as<uint8_t>(), row)) : Cell();
    case Physical::kDate32: {
      const int32_t v = column.as<int32_t>()[row];
      return v == types::kMissingDate ? Cell() : Cell(v);
    }
    case Physical::kTime64: {
      const int64_t v = column.as<int64_t>()[row];
      return v == types::kMissingTime ? Cell() : Cell(Instant{v});
    }
    case Physical::kCode8:
      return CodeAt<uint8_t>(column, row);
    case Physical::kCode16:
      return CodeAt<uint16_t>(column, row);
    case Physical::kCode32:
      return CodeAt<uint32_t>(column, row);
    case Physical::kRawText: {
      const uint32_t* offsets = column.as<uint32_t>();
      if (offsets[row] == offsets[row + 1]) return {};
      return std::string(column.bytes + offsets[row], offsets[row + 1] - offsets[row]);
    }
    case Physical::kTagLists:
      return TagsAt(column, row);
  }
  __builtin_unreachable();
}

std::string CellText(const Cell& cell, const types::Zone& zone) {
  struct Visitor {
    const types::Zone& zone;
    std::string operator()(std::monostate) const { return "missing"; }
    std::string operator()(double v) const { return fmt::format("{}", v); }
    std::string operator()(const std::string& v) const { return "\"" + v + "\""; }
    std::string operator()(bool v) const { return v ? "yes" : "no"; }
    std::string operator()(int32_t v) const { return types::FormatDate(v); }
    std::string operator()(Instant v) const { return types::FormatInstant(v.micros, zone); }
    std::string operator()(const std::vector<std::string>& v) const {
      return fmt::format("{}", fmt::join(v, "; "));
    }
  };
  return std::visit(Visitor{zone}, cell);
}

Cell LiteralCell(const check::Literal& literal, types::ValueType type, const types::Zone& zone) {
  if (const auto* number = std::get_if<double>(&literal)) return *number;
  if (const auto* yes = std::get_if<bool>(&literal)) return *yes;
  if (const auto* date = std::get_if<int32_t>(&literal)) {
    if (type == types::ValueType::kTime)
      return Instant{zone.ToInstant(int64_t{*date} * types::kMicrosPerDay)};
    return *date;
  }
  const std::string& text = std::get<std::string>(literal);
  if (type == types::ValueType::kTags) return std::vector<std::string>{text};
  return text;
}

}  // namespace ripe::api
