// Tokens: the words and signs of a rules file, small and by position only; what a token says is read from the source text when
// it is needed. Made by Lex (lex.h), parted into statements by layout.h, given their meaning in their place by classify.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/source/source_set.h"
#include "compiler/source/unicode.h"

namespace ripe::syntax {

enum class TokenKind : uint8_t {
  kNone = 0,  // no token here
#define RIPE_TOKEN(name, grammar) name,
#include "compiler/syntax/tokens.inc"
#undef RIPE_TOKEN
  // Known only before the grammar: classify.cc turns them into the kinds above, or they are part of a mistake.
  kSigned,     // a sign glued to a number: points or a negative number
  kAny,        // the reserved word `any`
  kSemicolon,
  kBad,        // reported by the lexer; no statement with it can be read
};

struct Token {
  uint32_t begin = 0;
  uint32_t end = 0;
  TokenKind kind = TokenKind::kNone;
  uint8_t row = 0;    // kTextOp, kBuiltin: the row in ops/; kType: the types::ValueType
  uint8_t flags = 0;

  bool space_before() const { return (flags & kSpaceBefore) != 0; }
  bool line_start() const { return (flags & kLineStart) != 0; }
  bool quoted() const { return (flags & kQuoted) != 0; }
  bool mended() const { return (flags & kMended) != 0; }
  bool inserted() const { return (flags & kInserted) != 0; }
  bool unmatched() const { return (flags & kUnmatched) != 0; }

  static constexpr uint8_t kSpaceBefore = 1;  // white space or nothing stands before it
  static constexpr uint8_t kLineStart = 2;    // the first of its line
  static constexpr uint8_t kQuoted = 4;       // a name in backticks
  static constexpr uint8_t kMended = 8;       // what it means is in TokenBuffer::mended, not in the source
  static constexpr uint8_t kInserted = 32;    // stands nowhere in the source: put in by a mending
  static constexpr uint8_t kUnmatched = 16;   // a bracket without its partner
};
static_assert(sizeof(Token) <= 32);

// All tokens of one file. `kSep` tokens are not here: layout.h finds where statements end.
struct TokenBuffer {
  const source::SourceFile* file = nullptr;
  source::FileId id;
  std::vector<Token> tokens;
  bool stopped = false;         // given up in the middle: far too many mistakes
  std::vector<Token> comments;  // "# ..." without the line end; kind kNone
  // The canonical spelling of tokens that were written in a mistaken way (full-width digits, `30 days`), by their begin. Such
  // a mistake was reported; reading goes on as if it had been written well, to find the next one.
  std::unordered_map<uint32_t, std::string> mended;

  // The token's canonical spelling: the source, or the mended one.
  std::string_view Spelling(const Token& token) const {
    if (token.mended()) {
      const auto it = mended.find(token.begin);
      if (it != mended.end()) return it->second;
    }
    return Source(token);
  }
  // What the author wrote.
  std::string_view Source(const Token& token) const { return file->text().substr(token.begin, token.end - token.begin); }
  source::Span SpanOf(const Token& token) const { return WholeLetters(token.begin, token.end); }
  // The span with the letters whole that it begins or ends within: of tokens that a mending put in, each begins at a byte of its own.
  source::Span WholeLetters(uint32_t begin, uint32_t end) const {
    const std::string_view text = file->text();
    const auto within = [&](uint32_t at) { return at < text.size() && source::IsContinuation(text[at]); };
    const bool none = begin == end;
    while (begin > 0 && within(begin)) --begin;
    if (none) return {id, begin, begin};
    while (within(end)) ++end;
    return {id, begin, end};
  }
  void Mend(Token* token, std::string spelling) {
    token->flags |= Token::kMended;
    mended[token->begin] = std::move(spelling);
  }
};

// True for an unquoted name (or a word of that spelling) reading `word`.
inline bool IsWord(const TokenBuffer& buffer, const Token& token, std::string_view word) {
  return token.kind == TokenKind::kName && !token.quoted() && buffer.Spelling(token) == word;
}

}  // namespace ripe::syntax
