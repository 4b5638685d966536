// The lexer's part about texts in quotes and regular expressions. A text ends on its line; one that is not closed is taken to end
// where a rule would go on (points, `=>`, a bracket), so that the rest of the line is still read.
#include <fmt/format.h>

#include "compiler/source/unicode.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/lexer.h"
#include "compiler/syntax/lookalike.h"

namespace ripe::syntax {

using diag::Id;

namespace {

bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }

// The value of four... eight hexadecimal digits of \u{...} at `at` (behind the brace); `length` of them, 0 where it is not one.
char32_t HexEscape(std::string_view text, size_t at, size_t* length) {
  char32_t value = 0;
  size_t n = 0;
  for (; n < 6 && at + n < text.size(); ++n) {
    const char c = text[at + n];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) break;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  const bool well = n > 0 && at + n < text.size() && text[at + n] == '}' && value != 0 && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
  *length = well ? n : 0;
  return value;
}

}  // namespace

std::string TextValue(std::string_view spelling) {
  const std::string_view inside = spelling.size() >= 2 ? spelling.substr(1, spelling.size() - 2) : std::string_view();
  std::string out;
  out.reserve(inside.size());
  for (size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] != '\\' || i + 1 == inside.size()) {
      out.push_back(inside[i]);
      continue;
    }
    const char c = inside[++i];
    size_t length = 0;
    if (c == 'n') {
      out.push_back('\n');
    } else if (c == 'u' && i + 1 < inside.size() && inside[i + 1] == '{') {
      const char32_t value = HexEscape(inside, i + 2, &length);
      if (length > 0) source::AppendUtf8(value, &out);
      i += length > 0 ? length + 2 : 0;
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::string QuoteText(std::string_view value) {
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') out.push_back('\\');
    if (c == '\n') {
      out += "\\n";
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

// Reports escapes that the language does not have, in [begin, end) of the source.
void Lexer::CheckEscapes(size_t begin, size_t end) {
  for (size_t i = begin; i + 1 < end; ++i) {
    if (text_[i] != '\\') continue;
    const char c = text_[i + 1];
    size_t length = 0;
    size_t next = i + 1;
    source::DecodeAt(text_, &next);
    if (c == '"' || c == '\\' || c == 'n') {
      ++i;
      continue;
    }
    if (c == 'u' && i + 2 < end && text_[i + 2] == '{') {
      HexEscape(text_, i + 3, &length);
      if (length > 0) {
        i += 3 + length;
        continue;
      }
      next = i + 3;
    }
    bag_->Add(Id::kUnknownEscape, SpanOf(i, next), {Source(i, next)});
    i = next - 1;
  }
}

// Where an unclosed text or name most likely ends: before ` +20`, ` =>`, ` and `, `)`, `,`, a comment; else at the end of the line.
size_t Lexer::UnclosedEnd(size_t from) const {
  size_t end = from;
  while (end < text_.size() && !IsLineEnd(text_[end])) {
    const std::string_view rest = text_.substr(end);
    if (rest.starts_with(" =>") || rest.starts_with(" and ") || rest.starts_with(" or ") || rest.starts_with(" in ") || rest[0] == ')' ||
        rest[0] == '#' || rest.starts_with(" {")) {
      break;
    }
    const bool sign = rest.size() > 2 && rest[0] == ' ' && (rest[1] == '+' || rest[1] == '-') && rest[2] >= '0' && rest[2] <= '9';
    if (sign && end > from) break;
    ++end;
  }
  while (end > from && (text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
  return end;
}

void Lexer::Text() {
  const size_t begin = at_;
  size_t end = begin + 1;
  bool escapes = false;
  while (end < text_.size() && text_[end] != '"' && !IsLineEnd(text_[end])) {
    if (text_[end] == '\\') {
      escapes = true;
      ++end;
      if (end >= text_.size() || IsLineEnd(text_[end])) break;
    }
    ++end;
  }
  if (end < text_.size() && text_[end] == '"') {
    if (escapes) CheckEscapes(begin + 1, end);
    Add(TokenKind::kText, begin, end + 1);
    return;
  }
  // A curly quote often closes what a straight one opened.
  for (size_t i = begin + 1; i < end && i < text_.size();) {
    size_t next = i;
    if (IsOddDoubleQuote(source::DecodeAt(text_, &next))) {
      const std::string meant = QuoteText(text_.substr(begin + 1, i - begin - 1));
      AddMended(Id::kCurlyQuotes, TokenKind::kText, begin, next, meant);
      return;
    }
    i = next;
  }
  end = UnclosedEnd(begin + 1);
  const std::string meant = QuoteText(text_.substr(begin + 1, end - begin - 1));
  bag_->Add(Id::kUnclosedText, SpanOf(begin, end), {Source(begin, end), meant}).fixes.push_back({SpanOf(end, end), "\""});
  Token& token = Add(TokenKind::kText, begin, end);
  out_->Mend(&token, meant);
}

// A text that begins with a quote of a word processor, or a single one.
void Lexer::OddText(bool single) {
  const size_t begin = at_;
  size_t inside = begin;
  source::DecodeAt(text_, &inside);
  size_t end = inside;
  size_t after = 0;
  while (end < text_.size() && !IsLineEnd(text_[end])) {
    size_t next = end;
    const char32_t c = source::DecodeAt(text_, &next);
    const bool letter_after = next < text_.size() && [&] {
      size_t peek = next;
      return source::IsLetterOrDigit(source::DecodeAt(text_, &peek));
    }();
    // don't: an apostrophe between letters closes nothing
    const bool closes = single ? (IsOddSingleQuote(c) && !letter_after) : (IsOddDoubleQuote(c) || c == '"');
    if (closes) {
      after = next;
      break;
    }
    end = next;
  }
  if (after == 0) {
    end = UnclosedEnd(inside);
    const std::string meant = QuoteText(text_.substr(inside, end - inside));
    diag::Diagnostic& d = bag_->Add(Id::kUnclosedText, SpanOf(begin, end), {Source(begin, end), meant});
    d.fixes.push_back({SpanOf(begin, end), meant});
    Token& token = Add(TokenKind::kText, begin, end);
    out_->Mend(&token, meant);
    return;
  }
  AddMended(single ? Id::kSingleQuotes : Id::kCurlyQuotes, TokenKind::kText, begin, after, QuoteText(text_.substr(inside, end - inside)));
}

void Lexer::Regex() {
  const size_t begin = at_;
  size_t end = begin + 1;
  while (end < text_.size() && text_[end] != '/' && !IsLineEnd(text_[end])) {
    if (text_[end] == '\\' && end + 1 < text_.size() && !IsLineEnd(text_[end + 1])) ++end;
    ++end;
  }
  if (end < text_.size() && text_[end] == '/') {
    // Flags of other languages: /ceo/i. Ripe ignores capitals anyway.
    size_t flags = end + 1;
    while (flags < text_.size() && text_[flags] >= 'a' && text_[flags] <= 'z') ++flags;
    if (flags > end + 1) {
      AddMended(Id::kMatchesNeedsRegex, TokenKind::kRegex, begin, flags, Source(begin, end + 1));
    } else {
      Add(TokenKind::kRegex, begin, end + 1);
    }
    return;
  }
  end = UnclosedEnd(begin + 1);
  const std::string meant = Source(begin, end) + "/";
  bag_->Add(Id::kUnclosedText, SpanOf(begin, end), {Source(begin, end), meant}).fixes.push_back({SpanOf(end, end), "/"});
  Token& token = Add(TokenKind::kRegex, begin, end);
  out_->Mend(&token, meant);
}

}  // namespace ripe::syntax
