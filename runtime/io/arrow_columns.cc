// See arrow_columns.h. Numbers, yesnos, dates and times are here; arrow_texts.cc has the texts.
#include "runtime/io/arrow_columns.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <optional>
#include <type_traits>
#include <utility>

#include "runtime/io/arrow_texts.h"
#include "runtime/io/cells.h"

namespace ripe::io {
namespace {

using columns::Column;
using columns::Physical;

// A bitmap whose first row is bit 0 of byte 0: the one that is there, where it lies so.
const uint8_t* Bitmap(const uint8_t* bits, int64_t base, int64_t rows, ChunkMemory* memory) {
  if (base % 8 == 0) return bits + base / 8;
  std::vector<uint8_t> moved(static_cast<size_t>((rows + 7) / 8));
  for (int64_t i = 0; i < rows; ++i) {
    if (ArrowView::Bit(bits, base + i))
      moved[static_cast<size_t>(i / 8)] |= static_cast<uint8_t>(1u << (i % 8));
  }
  return memory->Keep(std::move(moved));
}

// The bitmap of the rows that have a value; null where all have.
const uint8_t* Validity(const ArrowView& view, ChunkMemory* memory) {
  const uint8_t* bits = view.validity();
  return bits == nullptr ? nullptr : Bitmap(bits, view.base(), view.rows(), memory);
}

// A column that is converted as a whole; rows that were rejected are then taken out.
class WholeColumn : public ArrowColumn {
 public:
  explicit WholeColumn(size_t w) : w_(w) {}
  bool in_order() const override { return false; }
  Column Take(ArrowRows* rows, const RowChoice& chosen, ChunkMemory* memory,
              std::vector<uint32_t>* unreadable) override {
    const Column column = Whole(rows->column(w_), memory, unreadable);
    if (chosen.all) return column;
    std::erase_if(*unreadable, [&](uint32_t row) {
      return !std::binary_search(chosen.rows.begin(), chosen.rows.end(), row);
    });
    return Gather(column, chosen.rows, memory);
  }

 protected:
  virtual Column Whole(const ArrowView& view, ChunkMemory* memory,
                       std::vector<uint32_t>* unreadable) = 0;

 private:
  size_t w_;
};

class NoColumn : public WholeColumn {
 public:
  using WholeColumn::WholeColumn;

 protected:
  Column Whole(const ArrowView&, ChunkMemory*, std::vector<uint32_t>*) override { return {}; }
};

// Integers of type T as numbers; `Kept` is the type the engine reads. Numbers are doubles: where
// one is not exact as such, all become the nearest ones, as in CSV.
template <class T, class Kept, Physical kPhysical>
class IntegerColumn : public WholeColumn {
 public:
  IntegerColumn(size_t w, std::vector<double> missing)
      : WholeColumn(w), missing_(std::move(missing)) {}

 protected:
  Column Whole(const ArrowView& view, ChunkMemory* memory, std::vector<uint32_t>*) override {
    const T* values = view.values<T>();
    const auto rows = static_cast<size_t>(view.rows());
    Column column;
    column.physical = kPhysical;
    column.valid = Validity(view, memory);
    column.valid_bits = true;
    if constexpr (std::is_same_v<T, int64_t>) {
      if (!AllExact(values, rows)) return AsDoubles(view, memory);
    }
    if constexpr (std::is_same_v<T, Kept>) {
      column.data = values;
    } else {
      column.data = memory->Keep(std::vector<Kept>(values, values + rows));
    }
    if (!missing_.empty()) column.valid = WithoutMissing(values, rows, column.valid, memory);
    return column;
  }

 private:
  static bool AllExact(const T* values, size_t rows) {
    constexpr uint64_t kLimit = uint64_t{1} << 53;
    uint64_t beyond = 0;
    for (size_t i = 0; i < rows; ++i)
      beyond |= (static_cast<uint64_t>(values[i]) + kLimit) > 2 * kLimit ? 1 : 0;
    return beyond == 0;
  }
  Column AsDoubles(const ArrowView& view, ChunkMemory* memory) const {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> out(static_cast<size_t>(view.rows()), kNone);
    for (size_t i = 0; i < out.size(); ++i) {
      const auto value = static_cast<double>(view.values<T>()[i]);
      const bool none = !view.has(static_cast<int64_t>(i)) ||
                        std::find(missing_.begin(), missing_.end(), value) != missing_.end();
      if (!none) out[i] = value;
    }
    Column column;
    column.physical = Physical::kF64;
    column.data = memory->Keep(std::move(out));
    return column;
  }
  const uint8_t* WithoutMissing(const T* values, size_t rows, const uint8_t* valid,
                                ChunkMemory* memory) const {
    std::vector<uint8_t> bits((rows + 7) / 8, 0xFF);
    if (valid != nullptr) std::memcpy(bits.data(), valid, bits.size());
    for (size_t i = 0; i < rows; ++i) {
      const bool none = std::find(missing_.begin(), missing_.end(),
                                  static_cast<double>(values[i])) != missing_.end();
      if (none) bits[i / 8] &= static_cast<uint8_t>(~(1u << (i % 8)));
    }
    return memory->Keep(std::move(bits));
  }

  std::vector<double> missing_;
};

// float, double, half and the largest unsigned integers as numbers. NaN is a missing number, as
// pandas has it; an infinite one cannot be read.
template <class T, class ToDouble>
class DoubleColumn : public WholeColumn {
 public:
  DoubleColumn(size_t w, std::vector<double> missing, ToDouble to_double)
      : WholeColumn(w), missing_(std::move(missing)), to_double_(to_double) {}

 protected:
  Column Whole(const ArrowView& view, ChunkMemory* memory,
               std::vector<uint32_t>* unreadable) override {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const T* values = view.values<T>();
    const auto rows = static_cast<size_t>(view.rows());
    Column column;
    column.physical = Physical::kF64;
    if constexpr (std::is_same_v<T, double>) {
      if (view.validity() == nullptr && missing_.empty() && AllFinite(values, rows)) {
        column.data = values;
        return column;
      }
    }
    std::vector<double> out(rows);
    const uint8_t* bits = Validity(view, memory);
    bool finite = true;  // where there is a value
    for (size_t i = 0; i < rows; i += 8) {
      const uint8_t byte = bits == nullptr ? 0xFF : bits[i / 8];
      for (size_t k = i; k < std::min(i + 8, rows); ++k) {
        const double value = to_double_(values[k]);
        const bool has = (byte >> (k - i) & 1) != 0;
        finite &= !has | (std::abs(value) <= std::numeric_limits<double>::max());
        out[k] = has ? value : kNone;
      }
    }
    if (!finite) {
      for (size_t i = 0; i < rows; ++i) {
        if (std::isfinite(out[i])) continue;
        if (std::isinf(out[i])) unreadable->push_back(static_cast<uint32_t>(i));
        out[i] = kNone;
      }
    }
    for (double missing : missing_) std::replace(out.begin(), out.end(), missing, kNone);
    column.data = memory->Keep(std::move(out));
    return column;
  }

 private:
  static bool AllFinite(const double* values, size_t rows) {
    // x - x is 0 for finite x alone.
    double sum = 0;
    for (size_t i = 0; i < rows; ++i) sum += std::abs(values[i] - values[i]);
    return sum == 0;
  }

  std::vector<double> missing_;
  ToDouble to_double_;
};

class YesNoColumn : public WholeColumn {
 public:
  using WholeColumn::WholeColumn;

 protected:
  Column Whole(const ArrowView& view, ChunkMemory* memory, std::vector<uint32_t>*) override {
    Column column;
    column.physical = Physical::kYesNoBits;
    column.data = Bitmap(view.bits(), view.base(), view.rows(), memory);
    column.valid = Validity(view, memory);
    column.valid_bits = true;
    return column;
  }
};

class DateColumn : public WholeColumn {
 public:
  DateColumn(size_t w, types::Zone zone) : WholeColumn(w), zone_(std::move(zone)) {}

 protected:
  Column Whole(const ArrowView& view, ChunkMemory* memory,
               std::vector<uint32_t>* unreadable) override {
    std::vector<int32_t> out(static_cast<size_t>(view.rows()), types::kMissingDate);
    for (int64_t row = 0; row < view.rows(); ++row) {
      if (!view.has(row)) continue;
      const std::optional<int32_t> date = DateAt(view, row);
      if (date) out[static_cast<size_t>(row)] = *date;
      if (!date) unreadable->push_back(static_cast<uint32_t>(row));
    }
    Column column;
    column.physical = Physical::kDate32;
    column.data = memory->Keep(std::move(out));
    return column;
  }

 private:
  std::optional<int32_t> DateAt(const ArrowView& view, int64_t row) {
    const ArrowType& type = view.type();
    int64_t days = 0;
    if (type.kind == ArrowKind::kDate32) {
      days = view.values<int32_t>()[row];
    } else if (type.kind == ArrowKind::kDate64) {
      days = FloorDiv(view.values<int64_t>()[row], 86'400'000);
    } else {
      const std::optional<int64_t> micros = ToMicros(view.values<int64_t>()[row], type.per_second);
      if (!micros) return std::nullopt;
      days = type.zoned ? zone_.DateOf(*micros) : FloorDiv(*micros, types::kMicrosPerDay);
    }
    if (days < types::kMinDate || days > types::kMaxDate) return std::nullopt;
    return static_cast<int32_t>(days);
  }

  types::Zone zone_;
};

class TimeColumn : public WholeColumn {
 public:
  TimeColumn(size_t w, const types::Zone& zone) : WholeColumn(w), zone_(zone) {}

 protected:
  Column Whole(const ArrowView& view, ChunkMemory* memory,
               std::vector<uint32_t>* unreadable) override {
    std::vector<int64_t> out(static_cast<size_t>(view.rows()));
    LocalTimes local(zone_);
    ReadInstants(view, zone_, &local, out.data(), unreadable);
    Column column;
    column.physical = Physical::kTime64;
    column.data = memory->Keep(std::move(out));
    return column;
  }

 private:
  types::Zone zone_;
};

// By cells, as CSV.
class CellColumn : public ArrowColumn {
 public:
  CellColumn(size_t w, ValueType type, const std::vector<Literal>& missing, const types::Zone& zone)
      : w_(w), maker_(type, missing, zone), builder_(maker_.NewBuilder()) {}
  Column Take(ArrowRows* rows, const RowChoice& chosen, ChunkMemory* memory,
              std::vector<uint32_t>* unreadable) override {
    std::vector<uint32_t> all;
    if (chosen.all) {
      all.resize(static_cast<size_t>(rows->batch()->rows));
      std::iota(all.begin(), all.end(), 0u);
    }
    const std::vector<uint32_t>& list = chosen.all ? all : chosen.rows;
    cells_.resize(list.size());
    rows->Cells(w_, list, cells_.data());
    std::vector<uint32_t> bad;
    builder_->Append(cells_, &bad);
    for (uint32_t i : bad) unreadable->push_back(list[i]);
    const std::unique_ptr<ColumnValues> values = builder_->Take();
    values->Merge();
    return values->Finish(memory);
  }

 private:
  size_t w_;
  ColumnMaker maker_;
  std::unique_ptr<BlockBuilder> builder_;
  std::vector<Cell> cells_;
};

template <class T, class ToDouble>
std::unique_ptr<ArrowColumn> MakeDouble(size_t w, std::vector<double> missing, ToDouble to) {
  return std::make_unique<DoubleColumn<T, ToDouble>>(w, std::move(missing), to);
}

// Null: not a type that is read as a number directly.
std::unique_ptr<ArrowColumn> MakeNumber(const ArrowType& type, size_t w,
                                        std::vector<double> missing) {
  const auto cast = [](auto value) { return static_cast<double>(value); };
  switch (type.kind) {
    case ArrowKind::kInt8:
      return std::make_unique<IntegerColumn<int8_t, int8_t, Physical::kI8>>(w, std::move(missing));
    case ArrowKind::kUint8:
      return std::make_unique<IntegerColumn<uint8_t, int16_t, Physical::kI16>>(w,
                                                                               std::move(missing));
    case ArrowKind::kInt16:
      return std::make_unique<IntegerColumn<int16_t, int16_t, Physical::kI16>>(w,
                                                                               std::move(missing));
    case ArrowKind::kUint16:
      return std::make_unique<IntegerColumn<uint16_t, int32_t, Physical::kI32>>(w,
                                                                                std::move(missing));
    case ArrowKind::kInt32:
      return std::make_unique<IntegerColumn<int32_t, int32_t, Physical::kI32>>(w,
                                                                               std::move(missing));
    case ArrowKind::kUint32:
      return std::make_unique<IntegerColumn<uint32_t, int64_t, Physical::kI64>>(w,
                                                                                std::move(missing));
    case ArrowKind::kInt64:
      return std::make_unique<IntegerColumn<int64_t, int64_t, Physical::kI64>>(w,
                                                                               std::move(missing));
    case ArrowKind::kUint64:
      return MakeDouble<uint64_t>(w, std::move(missing), cast);
    case ArrowKind::kFloat16:
      return MakeDouble<uint16_t>(w, std::move(missing), HalfToDouble);
    case ArrowKind::kFloat32:
      return MakeDouble<float>(w, std::move(missing), cast);
    case ArrowKind::kFloat64:
      return MakeDouble<double>(w, std::move(missing), cast);
    case ArrowKind::kNull:
    case ArrowKind::kBool:
    case ArrowKind::kDecimal:
    case ArrowKind::kText:
    case ArrowKind::kLargeText:
    case ArrowKind::kTextView:
    case ArrowKind::kFixedText:
    case ArrowKind::kUuid:
    case ArrowKind::kDate32:
    case ArrowKind::kDate64:
    case ArrowKind::kTimeOfDay:
    case ArrowKind::kTimestamp:
    case ArrowKind::kList:
    case ArrowKind::kLargeList:
    case ArrowKind::kFixedList:
    case ArrowKind::kDictionary:
    case ArrowKind::kOther:
      return nullptr;
  }
  return nullptr;
}

// The numbers among the literals; nothing where there are others too.
std::optional<std::vector<double>> OnlyNumbers(const std::vector<Literal>& literals) {
  std::vector<double> numbers;
  for (const Literal& literal : literals) {
    const double* number = std::get_if<double>(&literal);
    if (number == nullptr) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

template <class T>
const void* GatherValues(const Column& column, const std::vector<uint32_t>& rows,
                         ChunkMemory* memory) {
  std::vector<T> out(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) out[i] = column.as<T>()[rows[i]];
  return memory->Keep(std::move(out));
}

const uint8_t* GatherBits(const uint8_t* bits, const std::vector<uint32_t>& rows,
                          ChunkMemory* memory) {
  if (bits == nullptr) return nullptr;
  std::vector<uint8_t> out((rows.size() + 7) / 8);
  for (size_t i = 0; i < rows.size(); ++i) {
    if (ArrowView::Bit(bits, rows[i])) out[i / 8] |= static_cast<uint8_t>(1u << (i % 8));
  }
  return memory->Keep(std::move(out));
}

}  // namespace

namespace {

// Whole microseconds of UTC without a gap: most files. False where a value is out of range.
bool ScaleInstants(const int64_t* values, size_t rows, int64_t per_second, int64_t* out) {
  const int64_t scale = types::kMicrosPerSecond / per_second;
  const int64_t first = types::kMinDate * types::kMicrosPerDay / scale;
  const int64_t last = ((types::kMaxDate + int64_t{1}) * types::kMicrosPerDay - 1) / scale;
  bool bad = false;
  for (size_t i = 0; i < rows; ++i) {
    bad |= values[i] < first || values[i] > last;
    out[i] = static_cast<int64_t>(static_cast<uint64_t>(values[i]) * static_cast<uint64_t>(scale));
  }
  return !bad;
}

}  // namespace

bool IsInstant(const ArrowType& type) {
  return type.kind == ArrowKind::kTimestamp || type.kind == ArrowKind::kDate32 ||
         type.kind == ArrowKind::kDate64 || (type.is_integer() && type.kind != ArrowKind::kUint64);
}

void ReadInstants(const ArrowView& view, const types::Zone& zone, LocalTimes* local, int64_t* out,
                  std::vector<uint32_t>* unreadable) {
  const ArrowType& type = view.type();
  const bool utc = type.zoned || type.is_integer() || zone.name() == "UTC";
  if (type.kind == ArrowKind::kTimestamp && utc && view.validity() == nullptr &&
      type.per_second <= types::kMicrosPerSecond &&
      ScaleInstants(view.values<int64_t>(), static_cast<size_t>(view.rows()), type.per_second, out))
    return;
  const auto read = [&](auto value) -> std::optional<int64_t> {
    const auto number = static_cast<int64_t>(value);
    if (type.is_integer()) {
      // Epoch seconds, or milliseconds from 1e11 on, as in CSV.
      const bool millis = number >= 100'000'000'000 || number <= -100'000'000'000;
      return ToMicros(number, millis ? 1'000 : 1);
    }
    std::optional<int64_t> micros;
    if (type.kind == ArrowKind::kDate32) {
      micros = ToMicros(number * 86'400, 1);
    } else if (type.kind == ArrowKind::kDate64) {
      micros = ToMicros(FloorDiv(number, 86'400'000) * 86'400, 1);
    } else {
      micros = ToMicros(number, type.per_second);
    }
    return micros && !utc ? local->ToInstant(*micros) : micros;
  };
  const auto read_all = [&](auto t) {
    const auto* values = view.values<decltype(t)>();
    for (int64_t row = 0; row < view.rows(); ++row) {
      out[row] = types::kMissingTime;
      if (!view.has(row)) continue;
      const std::optional<int64_t> micros = read(values[row]);
      if (micros) out[row] = *micros;
      if (!micros) unreadable->push_back(static_cast<uint32_t>(row));
    }
  };
  if (type.kind == ArrowKind::kDate32) return read_all(int32_t());
  WithInteger(type.kind, read_all);
}

Column Gather(const Column& column, const std::vector<uint32_t>& rows, ChunkMemory* memory) {
  Column out = column;
  out.valid = GatherBits(column.valid, rows, memory);
  switch (column.physical) {
    case Physical::kNone:
      break;
    case Physical::kF64:
      out.data = GatherValues<double>(column, rows, memory);
      break;
    case Physical::kI8:
    case Physical::kYesNo8:
    case Physical::kCode8:
      out.data = GatherValues<uint8_t>(column, rows, memory);
      break;
    case Physical::kI16:
    case Physical::kCode16:
      out.data = GatherValues<uint16_t>(column, rows, memory);
      break;
    case Physical::kI32:
    case Physical::kDate32:
    case Physical::kCode32:
      out.data = GatherValues<uint32_t>(column, rows, memory);
      break;
    case Physical::kI64:
    case Physical::kTime64:
      out.data = GatherValues<uint64_t>(column, rows, memory);
      break;
    case Physical::kYesNoBits:
      out.data = GatherBits(column.as<uint8_t>(), rows, memory);
      break;
    case Physical::kRawText: {
      RawTexts texts;
      const uint32_t* offsets = column.as<uint32_t>();
      for (uint32_t row : rows)
        texts.Add({column.bytes + offsets[row], offsets[row + 1] - offsets[row]});
      return texts.Take(memory);
    }
    case Physical::kTagLists:
      break;  // made of cells, already of the rows wanted
  }
  return out;
}

std::unique_ptr<ArrowColumn> MakeArrowColumn(const ArrowType& type, size_t w, ValueType wanted,
                                             const std::vector<Literal>& missing,
                                             const types::Zone& zone) {
  if (type.kind == ArrowKind::kNull) return std::make_unique<NoColumn>(w);
  std::unique_ptr<ArrowColumn> direct;
  switch (wanted) {
    case ValueType::kNumber:
      if (std::optional<std::vector<double>> numbers = OnlyNumbers(missing))
        direct = MakeNumber(type, w, std::move(*numbers));
      break;
    case ValueType::kYesNo:
      if (type.kind == ArrowKind::kBool && missing.empty())
        direct = std::make_unique<YesNoColumn>(w);
      break;
    case ValueType::kDate:
      if ((type.kind == ArrowKind::kDate32 || type.kind == ArrowKind::kDate64 ||
           type.kind == ArrowKind::kTimestamp) &&
          missing.empty())
        direct = std::make_unique<DateColumn>(w, zone);
      break;
    case ValueType::kTime:
      if (IsInstant(type) && missing.empty()) direct = std::make_unique<TimeColumn>(w, zone);
      break;
    case ValueType::kText:
      direct = MakeArrowTexts(type, w, missing, zone);
      break;
    case ValueType::kTags:
      break;
  }
  if (direct) return direct;
  return std::make_unique<CellColumn>(w, wanted, missing, zone);
}

}  // namespace ripe::io
