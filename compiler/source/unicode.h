// The few Unicode operations Ripe's meaning rests on, over utf8proc: normalisation, case folding, widths, letter classes.
// Every comparison of texts in the whole product goes through Fold, so that they agree everywhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ripe::source {

// True for the bytes of UTF-8 that go on with a scalar value, which begins before them.
constexpr bool IsContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The offset of the first byte that is not well-formed UTF-8 (RFC 3629), or npos.
size_t FindInvalidUtf8(std::string_view text);

// Normalisation form C. The input must be valid UTF-8; ASCII is copied.
std::string Nfc(std::string_view text);

// casefold(NFC(text)): what two texts are compared by. The input must be valid UTF-8.
std::string Fold(std::string_view text);

// True where nothing but white space (Unicode White_Space) stands in it.
bool IsBlank(std::string_view text);
// The text without white space (Unicode White_Space) at its ends.
std::string_view TrimSpace(std::string_view text);

// The key under which names of rules and of data meet: NFC, case folding, each run of characters that are neither letter nor
// digit turned into one '_', none at the ends ("Lead Source" -> "lead_source").
std::string NameKey(std::string_view text);

// Terminal cells of the text (0, 1 or 2 each scalar value).
uint32_t DisplayWidth(std::string_view text);

// Decodes the scalar value at `offset` and moves past it. Invalid bytes give U+FFFD and move by one.
char32_t DecodeAt(std::string_view text, size_t* offset);
void AppendUtf8(char32_t c, std::string* out);

bool IsLetter(char32_t c);         // general category L*
bool IsLetterOrDigit(char32_t c);  // L* or N*
bool IsNameStart(char32_t c);      // L*, '_'
bool IsNameContinue(char32_t c);   // L*, M*, N*, '_'
bool IsHangulSyllable(char32_t c);
// True for characters that reorder or hide text (U+200E, U+202E, U+2066, U+200B, ...).
bool IsDirectionOrHidden(char32_t c);

}  // namespace ripe::source
