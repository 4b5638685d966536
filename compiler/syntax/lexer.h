// The lexer's insides, shared by lex.cc (the loop, names, signs), lex_number.cc and lex_text.cc. Others include lex.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/syntax/number.h"
#include "compiler/syntax/token.h"

namespace ripe::syntax {

class Lexer {
 public:
  Lexer(const source::SourceSet& sources, source::FileId file, diag::Bag* bag, TokenBuffer* out)
      : text_(sources.file(file).text()), file_(file), bag_(bag), out_(out) {}
  void Run();

 private:
  // lex.cc
  void SkipSpace();
  void Step();
  bool UnquotedText();
  bool BeginsRegex() const;
  void Name();
  void QuotedName();
  void Comment(size_t length_of_mark);
  bool WrongComment();
  bool Operator();
  void OneSign(char c);
  void Arrow(size_t length);
  bool InStages() const;
  void FixClosing(size_t from);
  void OtherCharacter(char32_t c, size_t length);
  void BadRun();
  // lex_number.cc
  void Number();
  bool SignedNumber();
  bool InParens() const;
  bool Currency(char32_t c, size_t length);
  void ReportNumber(const NumberReading& reading, source::Span span);
  // lex_text.cc
  void Text();
  void OddText(bool single);
  void Regex();
  void CheckEscapes(size_t begin, size_t end);
  size_t UnclosedEnd(size_t from) const;

  // The character `n` bytes on, as the ASCII one that is meant; 0 at the end or where it is another. Full-width forms count.
  struct Meant {
    char ascii = 0;
    uint8_t length = 0;
    bool odd = false;
  };
  Meant MeantAt(size_t at) const;

  source::Span SpanOf(size_t begin, size_t end) const {
    return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }
  std::string Source(size_t begin, size_t end) const { return std::string(text_.substr(begin, end - begin)); }
  // Adds a token [begin, end) and moves behind it.
  Token& Add(TokenKind kind, size_t begin, size_t end);
  // The same, reported as `id` with (what was written, what is meant) and mended to `meant`.
  Token& AddMended(diag::Id id, TokenKind kind, size_t begin, size_t end, const std::string& meant);
  bool AfterOperand() const;      // the token before is one that a sign after it would be arithmetic on
  bool SpaceBefore() const;
  bool AtEnd() const { return at_ >= text_.size(); }

  std::string_view text_;
  source::FileId file_;
  diag::Bag* bag_;
  TokenBuffer* out_;
  size_t at_ = 0;
  bool space_ = true;       // white space before at_
  bool line_start_ = true;  // no token on this line yet
  diag::Diagnostic* last_mended_ = nullptr;
  int squares_ = 0;                  // `[` without their `]`
  bool odd_space_reported_ = false;  // on this line
};

}  // namespace ripe::syntax
