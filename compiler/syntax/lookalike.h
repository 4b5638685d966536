// Characters that stand for an ASCII one in the author's mind: full-width forms of East Asian keyboards, dashes, quotes and
// arrows of word processors. They are mended where they stand, each with a diagnostic.
#pragma once

#include <cstdint>

namespace ripe::syntax {

enum class LookAlike : uint8_t { kNone, kFullWidth, kDash, kOther };

// The ASCII character that is meant, or 0. `kind` says why.
inline char AsciiMeant(char32_t c, LookAlike* kind) {
  *kind = LookAlike::kNone;
  if (c < 0x80) return static_cast<char>(c);
  if (c >= 0xFF01 && c <= 0xFF5E) {  // full-width forms, in the order of ASCII
    *kind = LookAlike::kFullWidth;
    return static_cast<char>(c - 0xFEE0);
  }
  *kind = LookAlike::kDash;
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63) return '-';
  *kind = LookAlike::kOther;
  switch (c) {
    case 0x00D7:
      return '*';
    case 0x00F7:
    case 0x2215:
    case 0x2044:
      return '/';
    case 0x3001:
    case 0xFE50:
    case 0xFF64:
      return ',';
    case 0x037E:
      return ';';
    case 0x2236:
      return ':';
    case 0x301C:
    case 0x223C:
      return '~';
    case 0xFE62:
      return '+';
    case 0xFE65:
      return '>';
    case 0xFE64:
      return '<';
    case 0xFE66:
      return '=';
    default:
      *kind = LookAlike::kNone;
      return 0;
  }
}

// Opening and closing quotes of word processors and East Asian keyboards.
inline bool IsOddDoubleQuote(char32_t c) {
  return (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x300C || c == 0x300D || c == 0x300E || c == 0x300F || c == 0x301D ||
         c == 0x301E || c == 0x301F || c == 0xFF02 || c == 0x2033 || c == 0x300A || c == 0x300B;
}
inline bool IsOddSingleQuote(char32_t c) {
  return c == '\'' || (c >= 0x2018 && c <= 0x201B) || c == 0xB4 || c == 0xFF07 || c == 0x2032 || c == 0x2039 || c == 0x203A;
}
inline bool IsArrow(char32_t c) {
  return c == 0x2192 || c == 0x21D2 || c == 0x27A1 || c == 0x2794 || c == 0x279C || c == 0x27F6 || c == 0x27F9 || c == 0x21E8 || c == 0x25B6 ||
         c == 0x25B7 || c == 0x21A6;
}
// Spaces that are not the space bar's: reported, then taken as one.
inline bool IsOddSpace(char32_t c) {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

}  // namespace ripe::syntax
