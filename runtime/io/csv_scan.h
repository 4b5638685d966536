// Finds the cells of CSV text. One pass over 64-byte blocks makes bit masks of quotes, delimiters
// and line ends, takes out what lies between quotes by a prefix-xor, and writes down the offsets
// that are left: the marks. A block whose quotes do not stand where RFC 4180 has them (`5" disk`,
// `"a"b`) is left to a plain loop, one record long. Text is not copied and cells are not looked at:
// a reader takes only the columns that it wants, by offset.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace ripe::io {

// What ails a record.
enum class CsvFault : uint8_t {
  kOpenQuote,       // a quote that is never closed; the record ends at the first line end
  kTextAfterQuote,  // "a"b
  kTooLong,         // no end in sight
};

class CsvScanner {
 public:
  explicit CsvScanner(char delimiter) : delimiter_(delimiter) {}

  // How the text that follows `size` is to be had.
  enum class End : uint8_t {
    kMore,     // more text may come: a record that is not complete is left
    kOfInput,  // there is none: the last record needs no line end
    kOfLimit,  // there is more than a record may have: the first record, if not complete, is a
               // fault
  };
  // Scans text[0, size), which must start with a record; 64 bytes after `size` must be readable.
  // Replaces all results.
  void Scan(const char* text, size_t size, End end);

  // Record r (0 <= r < records()) has marks first_mark(r) .. last_mark(r): its cell i lies between
  // mark(first + i) + 1 and mark(first + i + 1), and may end in the '\r' of a CRLF, where it is the
  // last. (The mark before offset 0 is UINT32_MAX.)
  size_t records() const { return last_.size() - 1; }
  uint32_t first_mark(size_t r) const { return last_[r]; }
  uint32_t last_mark(size_t r) const { return last_[r + 1]; }
  uint32_t mark(size_t i) const { return marks_[i]; }
  const uint32_t* marks() const { return marks_.get(); }
  struct Fault {
    uint32_t record;
    CsvFault fault;
    uint32_t at;  // the offset of the quote
  };
  const std::vector<Fault>& faults() const { return faults_; }
  // Where the first incomplete record begins.
  size_t consumed() const {
    return std::min<size_t>(static_cast<uint32_t>(marks_[last_.back()] + 1), size_);
  }

 private:
  struct Carry;
  void Reserve(size_t size);
  void PushRecord() { last_.push_back(static_cast<uint32_t>(count_ - 1)); }
  // Takes back the marks of the incomplete record, and scans it by the plain loop; returns where
  // the next begins, or `size` where it is incomplete and left.
  size_t ScanRecord(const char* text, size_t size, End end);
  size_t CloseOpenRecord(const char* text, size_t size, size_t start, size_t quote, CsvFault fault);

  char delimiter_;
  std::unique_ptr<uint32_t[]> marks_;
  size_t capacity_ = 0;
  size_t size_ = 0;             // of the text
  size_t count_ = 0;            // of marks_
  std::vector<uint32_t> last_;  // by record: index of its last mark; last_[0] is 0
  std::vector<Fault> faults_;
};

// How many lines end in the text: LF, CRLF, or a CR alone (a CR as the last byte counts).
uint64_t CountLines(std::string_view text);

}  // namespace ripe::io
