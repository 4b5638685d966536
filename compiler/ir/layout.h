// How a column of data lies in memory: the physical types that a Plan is bound to. Missing is
// inside the data wherever the type has room for it, so that most columns need no second array.
#pragma once

#include <cstdint>

namespace ripe::ir {

enum class Physical : uint8_t {
  kNone,  // no such column: every value is missing
  kF64,   // number: NaN is missing
  kI8,    // numbers as integers: a zero in `valid` (bytes, or a bitmap) is missing; no
          // `valid`: none is
  kI16,
  kI32,
  kI64,       // numbers are doubles: from -2^53 to 2^53, whoever makes the column sees to that
  kYesNo8,     // yesno: 0 no, 1 yes, 2 missing
  kYesNoBits,  // yesno: a bitmap, the first row in the lowest bit; a zero bit in `valid` is missing
  kDate32,     // date: days, types::kMissingDate is missing
  kTime64,     // time: microseconds, types::kMissingTime is missing
  kCode8,      // text: index into the dictionary plus 1; 0 is missing
  kCode16,
  kCode32,
  kRawText,   // text: offsets (uint32, rows + 1) into bytes; an empty text is missing
  kTagLists,  // tags: offsets (uint32, rows + 1) into a list of uint32 codes (dictionary index plus
              // 1); an empty list is missing
};

// Whether values of this type say in a second array, `valid`, which of them are known.
inline bool HasValid(Physical type) {
  return type == Physical::kI8 || type == Physical::kI16 || type == Physical::kI32 ||
         type == Physical::kI64 || type == Physical::kYesNoBits;
}

}  // namespace ripe::ir
