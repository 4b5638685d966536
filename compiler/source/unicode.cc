// See unicode.h. utf8proc knows the tables; this file adds the fast paths that matter (ASCII,
// composed Hangul, Han), so that folding a large column of plain text costs about as much as
// copying it.
#include "compiler/source/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace ripe::source {
namespace {

bool IsAscii(std::string_view text) {
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, text.data() + i, 8);
    if ((word & 0x8080808080808080u) != 0) return false;
  }
  for (; i < text.size(); ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) return false;
  }
  return true;
}

// True where no rule of composition can touch the text: everything below U+0300, Hangul syllables
// without following jamo, Han. Anything else goes through utf8proc.
bool IsPlainlyNfc(std::string_view text) {
  for (size_t offset = 0; offset < text.size();) {
    const char32_t c = DecodeAt(text, &offset);
    const bool plain = c < 0x300 || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x4E00 && c <= 0x9FFF);
    if (!plain) return false;
  }
  return true;
}

void AppendFolded(char32_t c, std::string* out) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
    return;
  }
  if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x4E00 && c <= 0x9FFF)) {
    AppendUtf8(c, out);
    return;
  }
  utf8proc_int32_t folded[8];
  int boundclass = UTF8PROC_BOUNDCLASS_START;
  const auto n = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), folded, 8,
                                         UTF8PROC_CASEFOLD, &boundclass);
  for (utf8proc_ssize_t i = 0; i < n && i < 8; ++i)
    AppendUtf8(static_cast<char32_t>(folded[i]), out);
}

bool IsSpace(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

// The length of the well-formed sequence at `s` (of at most `left` bytes), or 0.
size_t SequenceLength(const unsigned char* s, size_t left) {
  const unsigned char a = s[0];
  if (a < 0x80) return 1;
  if (a >= 0xC2 && a <= 0xDF) return left >= 2 && IsContinuation(s[1]) ? 2 : 0;
  if (a >= 0xE0 && a <= 0xEF) {
    if (left < 3 || !IsContinuation(s[1]) || !IsContinuation(s[2])) return 0;
    if (a == 0xE0 && s[1] < 0xA0) return 0;  // overlong
    if (a == 0xED && s[1] > 0x9F) return 0;  // surrogate
    return 3;
  }
  if (a >= 0xF0 && a <= 0xF4) {
    if (left < 4 || !IsContinuation(s[1]) || !IsContinuation(s[2]) || !IsContinuation(s[3]))
      return 0;
    if (a == 0xF0 && s[1] < 0x90) return 0;  // overlong
    if (a == 0xF4 && s[1] > 0x8F) return 0;  // beyond U+10FFFF
    return 4;
  }
  return 0;
}

utf8proc_category_t Category(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

// Decomposes the text and puts the marks behind each letter into their canonical order.
// utf8proc_decompose does the same, but by swapping neighbours: a letter with ten thousand marks
// would take seconds.
std::vector<utf8proc_int32_t> DecomposedInOrder(std::string_view text) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  const auto class_of = [](utf8proc_int32_t c) {
    return utf8proc_get_property(c)->combining_class;
  };
  std::vector<utf8proc_int32_t> all;
  all.reserve(text.size() + 1);
  for (size_t offset = 0; offset < text.size();) {
    utf8proc_int32_t parts[16];  // of canonical decompositions the longest has 4
    int boundclass = UTF8PROC_BOUNDCLASS_START;
    const auto n = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(DecodeAt(text, &offset)),
                                           parts, 16, kOptions, &boundclass);
    if (n > 0 && n <= 16) all.insert(all.end(), parts, parts + n);
  }
  for (size_t i = 0; i < all.size(); ++i) {
    if (class_of(all[i]) == 0) continue;
    size_t end = i + 1;
    while (end < all.size() && class_of(all[end]) != 0) ++end;
    std::stable_sort(
        all.begin() + static_cast<std::ptrdiff_t>(i),
        all.begin() + static_cast<std::ptrdiff_t>(end),
        [&](utf8proc_int32_t a, utf8proc_int32_t b) { return class_of(a) < class_of(b); });
    i = end - 1;
  }
  return all;
}

}  // namespace

size_t FindInvalidUtf8(std::string_view text) {
  const auto* s = reinterpret_cast<const unsigned char*>(text.data());
  const size_t n = text.size();
  size_t i = 0;
  while (i < n) {
    if (i + 8 <= n) {
      uint64_t word;
      std::memcpy(&word, s + i, 8);
      if ((word & 0x8080808080808080u) == 0) {
        i += 8;
        continue;
      }
    }
    const size_t length = SequenceLength(s + i, n - i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::string Nfc(std::string_view text) {
  if (IsAscii(text) || IsPlainlyNfc(text)) return std::string(text);
  std::vector<utf8proc_int32_t> scalars = DecomposedInOrder(text);
  const auto length = static_cast<utf8proc_ssize_t>(scalars.size());
  scalars.push_back(0);  // utf8proc writes a zero behind the text
  // Composes, and encodes in place.
  const auto bytes = utf8proc_reencode(
      scalars.data(), length, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (bytes < 0) return std::string(text);
  return {reinterpret_cast<const char*>(scalars.data()), static_cast<size_t>(bytes)};
}

std::string Fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  if (IsAscii(text)) {
    for (const char c : text) out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    return out;
  }
  const std::string nfc = Nfc(text);
  for (size_t offset = 0; offset < nfc.size();) AppendFolded(DecodeAt(nfc, &offset), &out);
  return out;
}

bool IsBlank(std::string_view text) {
  for (size_t offset = 0; offset < text.size();) {
    if (!IsSpace(DecodeAt(text, &offset))) return false;
  }
  return true;
}

std::string_view TrimSpace(std::string_view text) {
  size_t begin = 0;
  while (begin < text.size()) {
    size_t next = begin;
    if (!IsSpace(DecodeAt(text, &next))) break;
    begin = next;
  }
  size_t end = text.size();
  while (end > begin) {
    size_t at = end - 1;
    while (at > begin && IsContinuation(text[at])) --at;
    size_t next = at;
    if (!IsSpace(DecodeAt(text, &next))) break;
    end = at;
  }
  return text.substr(begin, end - begin);
}

std::string NameKey(std::string_view text) {
  const std::string folded = Fold(text);
  std::string out;
  out.reserve(folded.size());
  bool gap = false;
  for (size_t offset = 0; offset < folded.size();) {
    const size_t begin = offset;
    if (!IsLetterOrDigit(DecodeAt(folded, &offset))) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out.push_back('_');
    gap = false;
    out.append(folded, begin, offset - begin);
  }
  return out;
}

uint32_t DisplayWidth(std::string_view text) {
  if (IsAscii(text)) {
    uint32_t width = 0;
    for (const char c : text) width += c >= 0x20 && c != 0x7F ? 1 : 0;
    return width;
  }
  uint32_t width = 0;
  for (size_t offset = 0; offset < text.size();) {
    const int cells = utf8proc_charwidth(static_cast<utf8proc_int32_t>(DecodeAt(text, &offset)));
    width += cells > 0 ? static_cast<uint32_t>(cells) : 0;
  }
  return width;
}

char32_t DecodeAt(std::string_view text, size_t* offset) {
  const auto* s = reinterpret_cast<const unsigned char*>(text.data()) + *offset;
  const size_t length = SequenceLength(s, text.size() - *offset);
  switch (length) {
    case 1:
      ++*offset;
      return s[0];
    case 2:
      *offset += 2;
      return static_cast<char32_t>((s[0] & 0x1F) << 6 | (s[1] & 0x3F));
    case 3:
      *offset += 3;
      return static_cast<char32_t>((s[0] & 0x0F) << 12 | (s[1] & 0x3F) << 6 | (s[2] & 0x3F));
    case 4:
      *offset += 4;
      return static_cast<char32_t>((s[0] & 0x07) << 18 | (s[1] & 0x3F) << 12 | (s[2] & 0x3F) << 6 |
                                   (s[3] & 0x3F));
    default:
      ++*offset;
      return 0xFFFD;
  }
}

void AppendUtf8(char32_t c, std::string* out) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | (c >> 6)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | (c >> 12)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | (c >> 18)));
    out->push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

bool IsLetter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const auto category = Category(c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool IsLetterOrDigit(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  const auto category = Category(c);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

bool IsNameStart(char32_t c) { return c == '_' || IsLetter(c); }

bool IsNameContinue(char32_t c) {
  if (c < 0x80) return c == '_' || IsLetterOrDigit(c);
  const auto category = Category(c);
  return category >= UTF8PROC_CATEGORY_LU &&
         category <= UTF8PROC_CATEGORY_NO;  // L*, M*, N* stand in a row
}

bool IsHangulSyllable(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

bool IsDirectionOrHidden(char32_t c) {
  return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
         (c >= 0x2066 && c <= 0x206F) || c == 0xFEFF || c == 0x115F || c == 0x1160 || c == 0x3164 ||
         c == 0xFFA0;
}

}  // namespace ripe::source
