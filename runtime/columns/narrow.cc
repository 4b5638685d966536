// See narrow.h. For each column first what its values span, then the copy.
#include "runtime/columns/narrow.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

#include "runtime/columns/answers.h"
#include "runtime/columns/independent.h"

namespace ripe::columns {
namespace {

// So many rows at a time: what they span is known before the next are looked at, and bitmaps are
// made of whole words.
constexpr size_t kBlock = 64;

// Memory for the new columns: at the boundaries of cache lines, with room for a vector beyond the
// end.
class Memory {
 public:
  template <class T>
  T* Take(size_t count) {
    const size_t bytes = (count * sizeof(T) + 64 + 63) / 64 * 64;
    void* p = std::aligned_alloc(64, bytes);
    if (p == nullptr) throw std::bad_alloc();
    parts_.emplace_back(p);
    std::memset(static_cast<char*>(p) + count * sizeof(T), 0, bytes - count * sizeof(T));
    return static_cast<T*>(p);
  }
  bool empty() const { return parts_.empty(); }

 private:
  struct Free {
    void operator()(void* p) const { std::free(p); }
  };
  std::vector<std::unique_ptr<void, Free>> parts_;
};

// What the known values span; 0 where everything is missing.
struct Span {
  int32_t low = 0, high = 0;
  bool fits = true;  // whole numbers of 32 bits, all of them
  bool all_known = true;
};

uint64_t AllBits(size_t rows) { return rows == 64 ? ~uint64_t{0} : (uint64_t{1} << rows) - 1; }

// Of whole blocks the number is a constant, which makes vectors of the loop.
template <class Body>
void ForRows(size_t rows, const Body& body) {
  if (rows == kBlock) {
    for (size_t i = 0; i < kBlock; ++i) body(i);
  } else {
    for (size_t i = 0; i < rows; ++i) body(i);
  }
}
// The same where `body` writes an array that it does not read: the compiler cannot know.
template <class Body>
void WriteRows(size_t rows, const Body& body) {
  if (rows == kBlock) {
    RIPE_INDEPENDENT
    for (size_t i = 0; i < kBlock; ++i) body(i);
  } else {
    for (size_t i = 0; i < rows; ++i) body(i);
  }
}

// Bit i: holds(i).
template <class Holds>
uint64_t BitsWhere(size_t rows, const Holds& holds) {
  uint64_t bits = 0;
  if (rows == kBlock) {
    // Bytes first, and eight of them into eight bits by one multiplication: no loop of shifts.
    std::array<uint8_t, kBlock> bytes;
    for (size_t i = 0; i < kBlock; ++i) bytes[i] = holds(i) ? 1 : 0;
    for (size_t k = 0; k < 8; ++k) {
      uint64_t eight;
      std::memcpy(&eight, bytes.data() + 8 * k, 8);
      bits |= (eight * 0x0102'0408'1020'4080U >> 56) << (8 * k);
    }
    return bits;
  }
  for (size_t i = 0; i < rows; ++i) bits |= static_cast<uint64_t>(holds(i)) << i;
  return bits;
}

// 64 rows of what is known, by bit.
uint64_t KnownBits(const Column& column, size_t row, size_t rows) {
  const uint64_t all = AllBits(rows);
  if (column.valid == nullptr) return all;
  uint64_t bits = 0;
  if (column.valid_bits) {
    std::memcpy(&bits, column.valid + row / 8, (rows + 7) / 8);
    return bits & all;
  }
  return BitsWhere(rows, [&](size_t i) { return column.valid[row + i] != 0; });
}
uint64_t KnownOf(const Column&, const double* values, size_t row, size_t rows) {
  return BitsWhere(rows, [&](size_t i) { return values[row + i] == values[row + i]; });
}
template <class T>
uint64_t KnownOf(const Column& column, const T*, size_t row, size_t rows) {
  return KnownBits(column, row, rows);
}

using Block = std::array<int32_t, kBlock>;

// Bits as bytes, the lowest first.
std::array<uint8_t, kBlock> BytesOf(uint64_t bits) {
  std::array<uint8_t, kBlock> bytes;
  for (size_t k = 0; k < 8; ++k) {
    // Bit i of the eight stays in byte i alone, and whatever is there becomes a 1.
    const uint64_t each =
        (bits >> (8 * k) & 0xff) * 0x0101'0101'0101'0101U & 0x8040'2010'0804'0201U;
    const uint64_t ones = (each + 0x7f7f'7f7f'7f7f'7f7fU) >> 7 & 0x0101'0101'0101'0101U;
    std::memcpy(bytes.data() + 8 * k, &ones, 8);
  }
  return bytes;
}

template <class T>
int32_t HeldWhole(T value) {
  return static_cast<int32_t>(value);
}
int32_t HeldWhole(double value) {
  // Within what an int32 has, so that the conversion is defined for all, also for a NaN.
  double held = value > INT32_MIN ? value : static_cast<double>(INT32_MIN);
  held = held < INT32_MAX ? held : static_cast<double>(INT32_MAX);
  return static_cast<int32_t>(held);
}
template <class T>
bool Loses(T value, int32_t whole) {
  return value != whole;
}
// Not even the sign of a zero is lost.
bool Loses(double value, int32_t whole) {
  return __builtin_bit_cast(uint64_t, static_cast<double>(whole)) !=
         __builtin_bit_cast(uint64_t, value);
}

// The known ones of 64 rows as whole numbers, others as `otherwise`. False: not all known ones are
// whole numbers of 32 bits.
template <class T>
bool Whole(const T* values, size_t rows, uint64_t known, int32_t otherwise, Block* out) {
  int32_t* to = out->data();
  const bool all = known == AllBits(rows);
  const std::array<uint8_t, kBlock> bytes = BytesOf(known);
  const uint8_t* is_known = bytes.data();
  if (all) {
    WriteRows(rows, [=](size_t i) { to[i] = HeldWhole(values[i]); });
  } else {
    // No branch: what is known cannot be foretold.
    WriteRows(rows, [=](size_t i) {
      const int32_t mask = -static_cast<int32_t>(is_known[i]);
      to[i] = (HeldWhole(values[i]) & mask) | (otherwise & ~mask);
    });
  }
  if constexpr (sizeof(T) <= 4) return true;
  unsigned lost = 0;
  for (size_t i = 0; i < rows; ++i)
    lost |= static_cast<unsigned>(Loses(values[i], to[i])) & is_known[i];
  return lost == 0;
}

template <class T>
Span SpanOf(const Column& column, size_t rows) {
  const T* values = column.as<T>();
  Span span;
  Block block;
  int32_t low = INT32_MAX, high = INT32_MIN;
  for (size_t row = 0; row < rows; row += kBlock) {
    const size_t n = std::min(kBlock, rows - row);
    const uint64_t known = KnownOf(column, values, row, n);
    span.all_known &= known == AllBits(n);
    if (known == 0) continue;
    // What is not known is to widen nothing: it becomes a value that is known, or the least so far.
    int32_t otherwise = low;
    if (low > high) {
      const T first = values[row + static_cast<size_t>(__builtin_ctzll(known))];
      if (!(first >= INT32_MIN && first <= INT32_MAX)) return {.fits = false};
      otherwise = static_cast<int32_t>(first);
    }
    if (!Whole(values + row, n, known, otherwise, &block)) return {.fits = false};
    ForRows(n, [&, from = block.data()](size_t i) {
      low = from[i] < low ? from[i] : low;
      high = from[i] > high ? from[i] : high;
    });
  }
  if (low > high) return span;
  span.low = low;
  span.high = high;
  return span;
}

// The values as `To`; what is not known is 0 there.
template <class To, class From>
Column Copied(const Column& column, size_t rows, Physical physical, bool all_known,
              Memory* memory) {
  const From* values = column.as<From>();
  To* to = memory->Take<To>(rows);
  uint64_t* bits = all_known ? nullptr : memory->Take<uint64_t>((rows + 63) / 64);
  Block block;
  for (size_t row = 0; row < rows; row += kBlock) {
    const size_t n = std::min(kBlock, rows - row);
    const uint64_t known = all_known ? AllBits(n) : KnownOf(column, values, row, n);
    if (!all_known) bits[row / 64] = known;
    Whole(values + row, n, known, 0, &block);
    WriteRows(
        n, [from = block.data(), out = to + row](size_t i) { out[i] = static_cast<To>(from[i]); });
  }
  return {.physical = physical,
          .data = to,
          .valid = reinterpret_cast<const uint8_t*>(bits),
          .valid_bits = !all_known};
}

// What a column takes, in bits a row.
size_t BitsOf(const Column& column) {
  const size_t data = column.physical == Physical::kYesNoBits ? 1 : 8 * SizeOf(column.physical);
  if (!ir::HasValid(column.physical) || column.valid == nullptr) return data;
  return data + (column.valid_bits || column.physical == Physical::kYesNoBits ? 1 : 8);
}

template <class T>
Column NarrowNumbers(const Column& column, size_t rows, Memory* memory) {
  const Span span = SpanOf<T>(column, rows);
  if (!span.fits) return column;
  const size_t bits = span.low >= INT8_MIN && span.high <= INT8_MAX     ? 8
                      : span.low >= INT16_MIN && span.high <= INT16_MAX ? 16
                                                                        : 32;
  if (bits + (span.all_known ? 0 : 1) >= BitsOf(column)) return column;
  switch (bits) {
    case 8:
      return Copied<int8_t, T>(column, rows, Physical::kI8, span.all_known, memory);
    case 16:
      return Copied<int16_t, T>(column, rows, Physical::kI16, span.all_known, memory);
    default:
      return Copied<int32_t, T>(column, rows, Physical::kI32, span.all_known, memory);
  }
}

Column NarrowYesNo(const Column& column, size_t rows, Memory* memory) {
  const uint8_t* values = column.as<uint8_t>();
  constexpr uint8_t kYes = 1, kMissing = 2;
  const bool all_known = std::find(values, values + rows, kMissing) == values + rows;
  const size_t words = (rows + 63) / 64;
  uint64_t* yes = memory->Take<uint64_t>(words);
  uint64_t* known = all_known ? nullptr : memory->Take<uint64_t>(words);
  for (size_t w = 0; w < words; ++w) {
    const size_t n = std::min<size_t>(64, rows - w * 64);
    const uint8_t* block = values + w * 64;
    yes[w] = BitsWhere(n, [=](size_t i) { return block[i] == kYes; });
    if (known != nullptr) known[w] = BitsWhere(n, [=](size_t i) { return block[i] != kMissing; });
  }
  return {.physical = Physical::kYesNoBits,
          .data = yes,
          .valid = reinterpret_cast<const uint8_t*>(known),
          .valid_bits = known != nullptr};
}

template <class To, class From>
Column CopiedCodes(const Column& column, size_t rows, Physical physical, Memory* memory) {
  To* to = memory->Take<To>(rows);
  std::transform(column.as<From>(), column.as<From>() + rows, to,
                 [](From code) { return static_cast<To>(code); });
  Column narrow = column;
  narrow.physical = physical;
  narrow.data = to;
  return narrow;
}

template <class From>
Column NarrowCodes(const Column& column, size_t rows, Memory* memory) {
  const From most = *std::max_element(column.as<From>(), column.as<From>() + rows);
  if (most <= UINT8_MAX) return CopiedCodes<uint8_t, From>(column, rows, Physical::kCode8, memory);
  if (sizeof(From) > 2 && most <= UINT16_MAX)
    return CopiedCodes<uint16_t, From>(column, rows, Physical::kCode16, memory);
  return column;
}

Column NarrowColumn(const Column& column, size_t rows, Memory* memory) {
  switch (column.physical) {
    case Physical::kF64:
      return NarrowNumbers<double>(column, rows, memory);
    case Physical::kI8:
      return NarrowNumbers<int8_t>(column, rows, memory);
    case Physical::kI16:
      return NarrowNumbers<int16_t>(column, rows, memory);
    case Physical::kI32:
      return NarrowNumbers<int32_t>(column, rows, memory);
    case Physical::kI64:
      return NarrowNumbers<int64_t>(column, rows, memory);
    case Physical::kYesNo8:
      return NarrowYesNo(column, rows, memory);
    case Physical::kCode16:
      return NarrowCodes<uint16_t>(column, rows, memory);
    case Physical::kCode32:
      return NarrowCodes<uint32_t>(column, rows, memory);
    case Physical::kNone:
    case Physical::kYesNoBits:
    case Physical::kDate32:
    case Physical::kTime64:
    case Physical::kCode8:
    case Physical::kRawText:
    case Physical::kTagLists:
      return column;
  }
  return column;
}

}  // namespace

NarrowedColumns Narrow(const std::vector<Column>& columns, size_t rows) {
  auto memory = std::make_shared<Memory>();
  NarrowedColumns narrowed;
  size_t before = 0, after = 0;
  for (const Column& column : columns) {
    narrowed.columns.push_back(rows == 0 ? column : NarrowColumn(column, rows, memory.get()));
    before += BitsOf(column);
    after += BitsOf(narrowed.columns.back());
  }
  narrowed.bytes_before = (before * rows + 7) / 8;
  narrowed.bytes_after = (after * rows + 7) / 8;
  if (!memory->empty()) narrowed.owner = std::move(memory);
  return narrowed;
}

LeadChunk Narrow(const LeadChunk& chunk) {
  NarrowedColumns narrowed = Narrow(chunk.columns, chunk.rows);
  LeadChunk out = chunk;
  out.columns = std::move(narrowed.columns);
  out.owner = std::make_shared<std::pair<std::shared_ptr<void>, std::shared_ptr<const void>>>(
      chunk.owner, std::move(narrowed.owner));
  return out;
}

}  // namespace ripe::columns
