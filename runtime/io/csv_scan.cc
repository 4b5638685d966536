// See csv_scan.h. The masks are made with SSE2, which every x86-64 has, or eight bytes at a time
// elsewhere.
#include "runtime/io/csv_scan.h"

#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace ripe::io {
namespace {

// Where a character occurs in a block of 64 bytes; bit i is byte i.
struct Masks {
  uint64_t quote, delimiter, lf, cr;
};

#ifdef __SSE2__
inline uint64_t Equal(const __m128i* block, __m128i wanted) {
  const auto bits = [&](int i) {
    return static_cast<uint64_t>(
        static_cast<uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(block[i], wanted))));
  };
  return bits(0) | bits(1) << 16 | bits(2) << 32 | bits(3) << 48;
}
inline Masks Load(const char* at, char delimiter) {
  __m128i block[4];
  for (int i = 0; i < 4; ++i) block[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at) + i);
  return {Equal(block, _mm_set1_epi8('"')), Equal(block, _mm_set1_epi8(delimiter)),
          Equal(block, _mm_set1_epi8('\n')), Equal(block, _mm_set1_epi8('\r'))};
}
#else
inline uint64_t EqualByte(uint64_t word, char wanted) {
  constexpr uint64_t kLow = 0x0101010101010101u, kSeven = 0x7f7f7f7f7f7f7f7fu;
  const uint64_t x = word ^ (kLow * static_cast<uint8_t>(wanted));
  const uint64_t zero = ~(((x & kSeven) + kSeven) | x | kSeven);  // 0x80 where a byte is 0, exactly
  return ((zero >> 7) * 0x0102040810204080u) >> 56;
}
inline Masks Load(const char* at, char delimiter) {
  static_assert(std::endian::native == std::endian::little);
  Masks m{};
  for (int i = 0; i < 8; ++i) {
    uint64_t word;
    std::memcpy(&word, at + 8 * i, 8);
    m.quote |= EqualByte(word, '"') << (8 * i);
    m.delimiter |= EqualByte(word, delimiter) << (8 * i);
    m.lf |= EqualByte(word, '\n') << (8 * i);
    m.cr |= EqualByte(word, '\r') << (8 * i);
  }
  return m;
}
#endif

// Bit i of the result is the xor of bits 0 to i.
inline uint64_t PrefixXor(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

}  // namespace

// What a block must know of the one before it.
struct CsvScanner::Carry {
  uint64_t inside = 0;  // all ones within quotes
  uint64_t after_mark =
      1;  // bit 0: the byte before is a delimiter or line end (or the text begins)
  uint64_t after_quote = 0;    // bit 0: the byte before is a quote
  uint64_t after_closing = 0;  // bit 0: the byte before is a closing quote
};

void CsvScanner::Reserve(size_t size) {
  if (capacity_ >= size) return;
  capacity_ = size;
  marks_ = std::make_unique_for_overwrite<uint32_t[]>(size);
}

void CsvScanner::Scan(const char* text, size_t size, End end) {
  Reserve(size + 2);
  size_ = size;
  last_.assign(1, 0);
  faults_.clear();
  marks_[0] = UINT32_MAX;
  count_ = 1;
  Carry carry;
  size_t at = 0;
  while (at < size) {
    Masks m = Load(text + at, delimiter_);
    const size_t left = size - at;
    if (left < 64) {
      const uint64_t keep = (uint64_t{1} << left) - 1;
      m = {m.quote & keep, m.delimiter & keep, m.lf & keep, m.cr & keep};
    }
    uint64_t lines = m.lf;
    if (m.cr != 0) [[unlikely]] {
      // A CR is a line end of its own where no LF follows; at the end of a piece that is not known
      // yet.
      uint64_t before_lf = m.lf >> 1;
      if (left > 64 ? text[at + 64] == '\n' : left == 64 && end == End::kMore)
        before_lf |= uint64_t{1} << 63;
      if (left < 64 && end == End::kMore) before_lf |= uint64_t{1} << (left - 1);
      lines |= m.cr & ~before_lf;
    }
    uint64_t marks = m.delimiter | lines;
    if ((m.quote | carry.inside | carry.after_closing) != 0) {
      const uint64_t inside =
          PrefixXor(m.quote) ^ carry.inside;  // from an opening quote to before its closing one
      marks &= ~inside;
      lines &= ~inside;
      const uint64_t opening = m.quote & inside, closing = m.quote & ~inside;
      const uint64_t bad_opening =
          opening & ~((marks << 1 | carry.after_mark) | (m.quote << 1 | carry.after_quote));
      uint64_t bad_after = (closing << 1 | carry.after_closing) & ~(marks | m.quote | m.cr);
      if (left < 64) bad_after &= (uint64_t{1} << left) - 1;
      if (const uint64_t bad = bad_opening | bad_after; bad != 0) [[unlikely]] {
        // What is left of the first bad place stands; the record with the bad place is scanned
        // again.
        const uint64_t before = (uint64_t{1} << std::countr_zero(bad)) - 1;
        marks &= before;
        lines &= before;
        while (marks != 0) {
          const uint64_t lowest = marks & (0 - marks);
          marks_[count_++] =
              static_cast<uint32_t>(at + static_cast<size_t>(std::countr_zero(marks)));
          if ((lines & lowest) != 0) PushRecord();
          marks ^= lowest;
        }
        at = ScanRecord(text, size, end);
        carry = Carry{};
        continue;
      }
      carry.inside = 0 - (inside >> 63);
      carry.after_quote = m.quote >> 63;
      carry.after_closing = closing >> 63;
    } else {
      carry.after_quote = 0;
    }
    carry.after_mark = marks >> 63;
    uint32_t* out = marks_.get() + count_;
    for (uint64_t bits = marks; bits != 0; bits &= bits - 1) {
      *out++ = static_cast<uint32_t>(at + static_cast<size_t>(std::countr_zero(bits)));
    }
    for (; lines != 0; lines &= lines - 1) {
      const uint64_t up_to = lines ^ (lines - 1);  // the lowest line end and all bits below
      last_.push_back(
          static_cast<uint32_t>(count_ - 1 + static_cast<size_t>(std::popcount(marks & up_to))));
    }
    count_ = static_cast<size_t>(out - marks_.get());
    at += 64;
    // The text is over within a record: is it within quotes, or does only the line end lack?
    if (at >= size && consumed() < size) {
      const bool first = records() == 0;
      if (end == End::kMore || (end == End::kOfLimit && !first)) break;
      at = ScanRecord(text, size, end);
      carry = Carry{};
    }
  }
  count_ = last_.back() + 1;
}

size_t CsvScanner::ScanRecord(const char* text, size_t size, End end) {
  count_ = last_.back() + 1;
  const size_t start = static_cast<uint32_t>(marks_[count_ - 1] + 1);
  const uint32_t record = static_cast<uint32_t>(records());
  bool text_after_quote = false;
  size_t fault_at = 0;
  size_t at = start;
  while (true) {
    // A cell begins here.
    if (at < size && text[at] == '"') {
      const size_t quote = at;
      for (++at;; at += 2) {
        const void* next = at < size ? std::memchr(text + at, '"', size - at) : nullptr;
        if (next == nullptr) {
          if (end == End::kMore || (end == End::kOfLimit && record > 0)) return size;
          return CloseOpenRecord(text, size, start, quote, CsvFault::kOpenQuote);
        }
        at = static_cast<size_t>(static_cast<const char*>(next) - text);
        if (at + 1 == size || text[at + 1] != '"') break;
      }
      ++at;
      if (at < size && text[at] != delimiter_ && text[at] != '\n' && text[at] != '\r' &&
          !text_after_quote) {
        text_after_quote = true;
        fault_at = at;
      }
    }
    while (at < size && text[at] != delimiter_ && text[at] != '\n' && text[at] != '\r') ++at;
    if (at == size || (at + 1 == size && text[at] == '\r')) {
      // A CR at the very end: perhaps an LF follows.
      if (end == End::kMore || (end == End::kOfLimit && record > 0)) return size;
      if (end == End::kOfLimit)
        return CloseOpenRecord(text, size, start, start, CsvFault::kTooLong);
      marks_[count_++] = static_cast<uint32_t>(at);
      break;
    }
    if (text[at] == '\r' && text[at + 1] == '\n') ++at;
    marks_[count_++] = static_cast<uint32_t>(at);
    if (text[at++] != delimiter_) break;
  }
  if (text_after_quote)
    faults_.push_back({record, CsvFault::kTextAfterQuote, static_cast<uint32_t>(fault_at)});
  PushRecord();
  return static_cast<uint32_t>(marks_[count_ - 1] + 1);
}

size_t CsvScanner::CloseOpenRecord(const char* text, size_t size, size_t start, size_t quote,
                                   CsvFault fault) {
  size_t at = start;
  while (at < size && text[at] != '\n' && text[at] != '\r') ++at;
  if (at + 1 < size && text[at] == '\r' && text[at + 1] == '\n') ++at;
  count_ = last_.back() + 1;
  marks_[count_++] = static_cast<uint32_t>(at);
  faults_.push_back({static_cast<uint32_t>(records()), fault, static_cast<uint32_t>(quote)});
  PushRecord();
  return at < size ? at + 1 : size;
}

uint64_t CountLines(std::string_view text) {
  // memchr beats a plain count: lines are long beside its start-up.
  uint64_t lines = 0;
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
    ++lines;
  for (size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') ++lines;
  }
  return lines;
}

}  // namespace ripe::io
