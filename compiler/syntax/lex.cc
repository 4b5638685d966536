// See lex.h. The loop over the text, names, comments and signs; numbers are in lex_number.cc, texts in lex_text.cc.
#include "compiler/syntax/lex.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/source/unicode.h"
#include "compiler/syntax/lexer.h"
#include "compiler/syntax/lookalike.h"

namespace ripe::syntax {

using diag::Id;

namespace {
bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }
}  // namespace

TokenKind ReservedWord(std::string_view word) {
  struct Row {
    std::string_view word;
    TokenKind kind;
  };
  static constexpr Row kRows[] = {
      {"and", TokenKind::kAnd},     {"or", TokenKind::kOr},   {"not", TokenKind::kNot},     {"no", TokenKind::kNo},
      {"in", TokenKind::kIn},       {"is", TokenKind::kIs},   {"where", TokenKind::kWhere}, {"any", TokenKind::kAny},
      {"event", TokenKind::kEvent}, {"contains", TokenKind::kTextOp}, {"matches", TokenKind::kMatches},
  };
  for (const Row& row : kRows) {
    if (row.word == word) return row.kind;
  }
  return TokenKind::kName;
}

Token& Lexer::Add(TokenKind kind, size_t begin, size_t end) {
  Token token;
  token.begin = static_cast<uint32_t>(begin);
  token.end = static_cast<uint32_t>(end);
  token.kind = kind;
  token.flags = static_cast<uint8_t>((space_ || line_start_ ? Token::kSpaceBefore : 0) | (line_start_ ? Token::kLineStart : 0));
  out_->tokens.push_back(token);
  space_ = line_start_ = false;
  at_ = end;
  return out_->tokens.back();
}

Token& Lexer::AddMended(Id id, TokenKind kind, size_t begin, size_t end, const std::string& meant) {
  last_mended_ = &bag_->Add(id, SpanOf(begin, end), {Source(begin, end), meant});
  last_mended_->fixes.push_back({SpanOf(begin, end), meant});
  Token& token = Add(kind, begin, end);
  out_->Mend(&token, meant);
  return token;
}

bool Lexer::AfterOperand() const {
  if (out_->tokens.empty()) return false;
  switch (out_->tokens.back().kind) {
    case TokenKind::kName:
    case TokenKind::kNumber:
    case TokenKind::kSigned:
    case TokenKind::kText:
    case TokenKind::kDate:
    case TokenKind::kDateTime:
    case TokenKind::kDuration:
    case TokenKind::kRParen:
    case TokenKind::kNo:
    case TokenKind::kEvent:
    case TokenKind::kAny:
      return true;
    default:  // every sign and every other word
      return false;
  }
}

bool Lexer::SpaceBefore() const { return space_ || line_start_; }

Lexer::Meant Lexer::MeantAt(size_t at) const {
  if (at >= text_.size()) return {};
  size_t next = at;
  const char32_t c = source::DecodeAt(text_, &next);
  LookAlike kind;
  const char ascii = AsciiMeant(c, &kind);
  return {ascii, static_cast<uint8_t>(next - at), kind != LookAlike::kNone};
}

void Lexer::SkipSpace() {
  while (!AtEnd()) {
    const char c = text_[at_];
    if (c == ' ' || c == '\t' || c == '\f' || c == '\v') {
      ++at_;
      space_ = true;
    } else if (c == '\n' || c == '\r') {
      ++at_;
      line_start_ = true;
      odd_space_reported_ = false;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      size_t next = at_;
      const char32_t wide = source::DecodeAt(text_, &next);
      const bool hidden = source::IsDirectionOrHidden(wide);
      if (!hidden && !IsOddSpace(wide)) return;
      const Id id = hidden ? Id::kHiddenCharacter : Id::kHiddenCharacter;
      if (!odd_space_reported_) {  // one report a line is enough
        odd_space_reported_ = true;
        bag_->Add(id, SpanOf(at_, next), {fmt::format("U+{:04X}", static_cast<uint32_t>(wide))})
            .fixes.push_back({SpanOf(at_, next), hidden ? "" : " "});
      }
      at_ = next;
      if (!hidden) space_ = true;
    } else {
      return;
    }
  }
}

void Lexer::Run() {
  while (true) {
    SkipSpace();
    if (AtEnd()) return;
    if (bag_->dropped() > 0) {  // garbage: nobody reads more than the first thousand
      out_->stopped = true;
      return;
    }
    Step();
  }
}

void Lexer::Step() {
  const char c = text_[at_];
  if (c == '#') return Comment(1);
  if (c == '"') return Text();
  if (c == '`') return QuotedName();
  if (c == '\'') return OddText(true);
  if (c == '/' && BeginsRegex()) return Regex();
  if (UnquotedText()) return;
  if (WrongComment()) return;
  size_t next = at_;
  const char32_t wide = source::DecodeAt(text_, &next);
  if (source::IsNameStart(wide) && !(wide >= 0xFF01 && wide <= 0xFF5E && !source::IsLetter(wide))) return Name();
  if (IsOddDoubleQuote(wide) || IsOddSingleQuote(wide)) return OddText(IsOddSingleQuote(wide));
  if (IsArrow(wide)) return Arrow(next - at_);
  if (Currency(wide, next - at_)) return;
  const Meant meant = MeantAt(at_);
  if (meant.ascii >= '0' && meant.ascii <= '9') return Number();
  if ((meant.ascii == '+' || meant.ascii == '-') && SignedNumber()) return;
  if (Operator()) return;
  OtherCharacter(wide, next - at_);
}

// `ends with @naver.com`, `contains /pricing`: a text that no name could be, behind a text operator.
bool Lexer::UnquotedText() {
  if (out_->tokens.empty() || line_start_ || !space_) return false;
  const Token& before = out_->tokens.back();
  const std::string_view word = out_->Source(before);
  const bool text_op = before.kind == TokenKind::kTextOp || (before.kind == TokenKind::kName && (word == "with" || word == "word"));
  if (!text_op && before.kind != TokenKind::kEq && before.kind != TokenKind::kNe) return false;
  size_t end = at_;
  bool odd = false;
  for (; end < text_.size(); ++end) {
    const char c = text_[end];
    const auto byte = static_cast<unsigned char>(c);
    const bool digit_or_letter = byte >= 0x80 || c == '_' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool inner = c == '@' || (text_op && (c == '/' || c == '.' || c == ':'));
    odd = odd || inner;
    if (!digit_or_letter && !inner) break;
  }
  const bool ends = end >= text_.size() || text_[end] == ' ' || IsLineEnd(text_[end]) || text_[end] == ',' || text_[end] == ')';
  if (!odd || !ends || end == at_) return false;
  const std::string_view run = text_.substr(at_, end - at_);
  const bool number = run[0] >= '0' && run[0] <= '9';
  if (number || static_cast<unsigned char>(run[0]) >= 0xE2) return false;
  AddMended(Id::kQuotesMissing, TokenKind::kText, at_, end, QuoteText(run));
  return true;
}

// After `matches`; and where a mistake makes one likely: `title = /ceo/`, `has word /ceo/`. Arithmetic has a space after its sign.
bool Lexer::BeginsRegex() const {
  if (out_->tokens.empty()) return false;
  if (out_->tokens.back().kind == TokenKind::kMatches) return true;
  const size_t line_end = std::min(text_.find_first_of("\r\n", at_), text_.size());
  const size_t close = text_.find('/', at_ + 1);
  if (close >= line_end || close == at_ + 1 || text_[at_ + 1] == ' ' || text_[close - 1] == ' ') return false;
  return SpaceBefore() || !AfterOperand();
}

void Lexer::Name() {
  const size_t begin = at_;
  size_t end = at_;
  while (end < text_.size()) {
    size_t next = end;
    if (!source::IsNameContinue(source::DecodeAt(text_, &next))) break;
    end = next;
  }
  Add(ReservedWord(text_.substr(begin, end - begin)), begin, end);
}

void Lexer::QuotedName() {
  const size_t begin = at_;
  size_t end = at_ + 1;
  while (end < text_.size() && text_[end] != '`' && text_[end] != '\n' && text_[end] != '\r') ++end;
  const bool closed = end < text_.size() && text_[end] == '`';
  if (!closed) {
    // The name is taken to end where a rule would go on.
    end = UnclosedEnd(begin + 1);
    const std::string inside = Source(begin + 1, end);
    bag_->Add(Id::kUnclosedText, SpanOf(begin, end), {Source(begin, end), "`" + inside + "`"}).fixes.push_back({SpanOf(end, end), "`"});
    Token& token = Add(TokenKind::kName, begin, end);
    token.flags |= Token::kQuoted;
    out_->Mend(&token, "`" + inside + "`");
    return;
  }
  if (source::IsBlank(text_.substr(begin + 1, end - begin - 1))) {
    bag_->Add(Id::kNothingInside, SpanOf(begin, end + 1), {Source(begin, end + 1)});
    Add(TokenKind::kBad, begin, end + 1);
    return;
  }
  Add(TokenKind::kName, begin, end + 1).flags |= Token::kQuoted;
}

void Lexer::Comment(size_t length_of_mark) {
  size_t end = at_ + length_of_mark;
  while (end < text_.size() && text_[end] != '\n' && text_[end] != '\r') ++end;
  Token comment;
  comment.begin = static_cast<uint32_t>(at_);
  comment.end = static_cast<uint32_t>(end);
  comment.flags = line_start_ ? Token::kLineStart : 0;
  out_->comments.push_back(comment);
  at_ = end;
}

// `// note`, `/* note */`, `-- note`, `<!-- note -->`: comments of other languages.
bool Lexer::WrongComment() {
  const std::string_view rest = text_.substr(at_);
  size_t mark = 0;
  if (rest.starts_with("//") || rest.starts_with("/*")) mark = 2;
  if (rest.starts_with("-- ") && line_start_) mark = 2;
  if (rest.starts_with("<!--")) mark = 4;
  if (mark == 0) return false;
  bag_->Add(Id::kCommentSign, SpanOf(at_, at_ + mark), {Source(at_, at_ + mark)}).fixes.push_back({SpanOf(at_, at_ + mark), "#"});
  if (rest.starts_with("/*")) {
    const size_t close = text_.find("*/", at_ + 2);
    const size_t end = close == std::string_view::npos ? text_.size() : close + 2;
    at_ = end;
    space_ = true;
  } else {
    Comment(mark);
  }
  return true;
}

// True in a statement that begins with `stages`.
bool Lexer::InStages() const {
  for (size_t i = out_->tokens.size(), n = 0; i > 0 && n < 64; --i, ++n) {
    const Token& token = out_->tokens[i - 1];
    if (token.line_start() || i == 1) return out_->Source(token) == "stages";
  }
  return false;
}

void Lexer::Arrow(size_t length) {
  if (!InStages()) {
    AddMended(Id::kArrowSpelling, TokenKind::kArrow, at_, at_ + length, "=>");
    return;
  }
  Token& token = Add(TokenKind::kArrow, at_, at_ + length);
  out_->Mend(&token, "=>");
}

namespace {

struct Spelling {
  std::string_view written;
  TokenKind kind;
  diag::Id mistake;          // kCount: it is right
  std::string_view meant;
};
// Longest first among those with one beginning.
constexpr Spelling kSpellings[] = {
    {"===", TokenKind::kEq, Id::kDoubleEquals, "="},
    {"==>", TokenKind::kArrow, Id::kArrowSpelling, "=>"},
    {"==", TokenKind::kEq, Id::kDoubleEquals, "="},
    {"=>", TokenKind::kArrow, Id::kCount, ""},
    {"=<", TokenKind::kLe, Id::kCompareSpelling, "<="},
    {"=!", TokenKind::kNe, Id::kCompareSpelling, "!="},
    {"=~", TokenKind::kMatches, Id::kProgrammerWord, "matches"},
    {"=", TokenKind::kEq, Id::kCount, ""},
    {"!==", TokenKind::kNe, Id::kCompareSpelling, "!="},
    {"!=", TokenKind::kNe, Id::kCount, ""},
    {"!", TokenKind::kNot, Id::kProgrammerWord, "not"},
    {"<=", TokenKind::kLe, Id::kCount, ""},
    {"<>", TokenKind::kNe, Id::kCompareSpelling, "!="},
    {"<", TokenKind::kLt, Id::kCount, ""},
    {">=", TokenKind::kGe, Id::kCount, ""},
    {"><", TokenKind::kNe, Id::kCompareSpelling, "!="},
    {">", TokenKind::kGt, Id::kCount, ""},
    {"-->", TokenKind::kArrow, Id::kArrowSpelling, "=>"},
    {"->", TokenKind::kArrow, Id::kArrowSpelling, "=>"},
    {"&&", TokenKind::kAnd, Id::kProgrammerWord, "and"},
    {"&", TokenKind::kAnd, Id::kProgrammerWord, "and"},
    {"||", TokenKind::kOr, Id::kProgrammerWord, "or"},
    {"|", TokenKind::kOr, Id::kProgrammerWord, "or"},
    {":=", TokenKind::kEq, Id::kColonForEquals, "="},
    {":", TokenKind::kColon, Id::kCount, ""},
    {"(", TokenKind::kLParen, Id::kCount, ""},
    {")", TokenKind::kRParen, Id::kCount, ""},
    {"{", TokenKind::kLBrace, Id::kCount, ""},
    {"}", TokenKind::kRBrace, Id::kCount, ""},
    {"[", TokenKind::kLParen, Id::kProgrammerWord, "("},
    {"]", TokenKind::kRParen, Id::kProgrammerWord, ")"},
    {",", TokenKind::kComma, Id::kCount, ""},
    {";", TokenKind::kSemicolon, Id::kCount, ""},
    {".", TokenKind::kDot, Id::kCount, ""},
    {"+", TokenKind::kPlus, Id::kCount, ""},
    {"-", TokenKind::kMinus, Id::kCount, ""},
    {"*", TokenKind::kStar, Id::kCount, ""},
    {"/", TokenKind::kSlash, Id::kCount, ""},
    {"~", TokenKind::kName, Id::kRangeSign, "to"},
};

diag::Id LookAlikeId(LookAlike kind) {
  switch (kind) {
    case LookAlike::kFullWidth:
      return Id::kLookAlike;
    case LookAlike::kNone:
    case LookAlike::kDash:
    case LookAlike::kOther:
      return Id::kLookAlike;
  }
  return Id::kLookAlike;
}

}  // namespace

// The fix of a `[` takes its `]` along, where it stands on the same line and not too far: looking on to the end of a line of megabytes for
// each of its brackets would take seconds.
void Lexer::FixClosing(size_t from) {
  constexpr size_t kFar = 4'000;
  const size_t found = text_.substr(from, kFar).find_first_of("]\r\n");
  if (found == std::string_view::npos) return;
  const size_t close = from + found;
  if ( text_[close] != ']' || bag_->dropped() > 0) return;
  last_mended_->fixes.push_back({SpanOf(close, close + 1), ")"});
}

bool Lexer::Operator() {
  // The decomposed form of U+2260: a file means the same in every normalisation.
  if (text_.substr(at_).starts_with("=\xCC\xB8")) {
    Add(TokenKind::kNe, at_, at_ + 3);
    return true;
  }
  // Up to three characters, each as the ASCII one that is meant.
  std::string meant;
  size_t ends[4] = {at_, at_, at_, at_};
  LookAlike odd = LookAlike::kNone;
  LookAlike odds[4] = {};
  for (size_t i = 0; i < 3; ++i) {
    const Meant m = MeantAt(ends[i]);
    if (m.ascii == 0) break;
    size_t next = ends[i];
    AsciiMeant(source::DecodeAt(text_, &next), &odd);
    odds[i + 1] = odds[i] == LookAlike::kNone ? odd : odds[i];
    ends[i + 1] = ends[i] + m.length;
    meant.push_back(m.ascii);
  }
  for (const Spelling& spelling : kSpellings) {
    if (!meant.starts_with(spelling.written)) continue;
    const size_t n = spelling.written.size();
    const size_t begin = at_;
    const size_t end = ends[n];
    const std::string_view canonical = spelling.mistake == Id::kCount ? spelling.written : spelling.meant;
    if (odds[n] != LookAlike::kNone) {
      AddMended(LookAlikeId(odds[n]), spelling.kind, begin, end, std::string(canonical));
    } else if ((spelling.written == "]" && squares_ > 0) || (spelling.mistake == Id::kArrowSpelling && InStages())) {
      // Said with its `[`; and arrows between stages are StageSigns' (mistakes_statements.cc).
      if (spelling.written == "]") --squares_;
      Token& token = Add(spelling.kind, begin, end);
      out_->Mend(&token, std::string(canonical));
    } else if (spelling.mistake != Id::kCount) {
      if (spelling.written == "[") ++squares_;
      AddMended(spelling.mistake, spelling.kind, begin, end, std::string(canonical));
      if (spelling.written == "[") FixClosing(end);
    } else {
      Add(spelling.kind, begin, end);
    }
    return true;
  }
  return false;
}

void Lexer::OtherCharacter(char32_t c, size_t length) {
  struct Row {
    char32_t c;
    TokenKind kind;
  };
  // The language has these three; the others are their East Asian relatives.
  static constexpr Row kRows[] = {{0x2265, TokenKind::kGe}, {0x2264, TokenKind::kLe}, {0x2260, TokenKind::kNe}, {0x2267, TokenKind::kGe},
                                  {0x2266, TokenKind::kLe}, {0x2A7E, TokenKind::kGe}, {0x2A7D, TokenKind::kLe}};
  for (const Row& row : kRows) {
    if (row.c != c) continue;
    Add(row.kind, at_, at_ + length);
    return;
  }
  BadRun();
}

// Characters that mean nothing: one report for a run of them.
void Lexer::BadRun() {
  const size_t begin = at_;
  size_t end = at_;
  while (end < text_.size()) {
    size_t next = end;
    const char32_t c = source::DecodeAt(text_, &next);
    const bool plain = c <= 0x20 || c == '#' || c == '"' || c == '`' || c == '\'' || source::IsNameContinue(c) || IsOddSpace(c);
    if (end > begin && (plain || MeantAt(end).ascii != 0) && !(c < 0x80 && c == static_cast<unsigned char>(text_[begin]))) break;
    end = next;
  }
  bag_->Add(Id::kStrangeCharacter, SpanOf(begin, end), {Source(begin, end)});
  Add(TokenKind::kBad, begin, end);
}

std::string QuoteName(std::string_view name) {
  bool plain = !name.empty() && ReservedWord(name) == TokenKind::kName;
  for (size_t offset = 0; plain && offset < name.size();) {
    const bool first = offset == 0;
    const char32_t c = source::DecodeAt(name, &offset);
    plain = first ? source::IsNameStart(c) : source::IsNameContinue(c);
  }
  return plain ? std::string(name) : "`" + std::string(name) + "`";
}

bool Lex(const source::SourceSet& sources, source::FileId file, diag::Bag* bag, TokenBuffer* out) {
  const source::SourceFile& source = sources.file(file);
  const std::string_view text = source.text();
  out->file = &source;
  out->id = file;
  const auto span = [&](size_t at, size_t length) {
    return source::Span{file, static_cast<uint32_t>(at), static_cast<uint32_t>(std::min(text.size(), at + length))};
  };
  if (text.size() > source::kMaxFileBytes) {
    bag->Add(Id::kRulesFileTooLarge, span(0, 0), {fmt::format("{:.1f}", static_cast<double>(text.size()) / (1 << 20))});
    return false;
  }
  if (const size_t bad = source::FindInvalidUtf8(text); bad != std::string_view::npos) {
    bag->Add(Id::kInvalidUtf8, span(bad, 1), {fmt::format("{:02X}", static_cast<unsigned char>(text[bad]))});
    return false;
  }
  if (const size_t nul = text.find('\0'); nul != std::string_view::npos) {
    bag->Add(Id::kNulCharacter, span(nul, 1));
    return false;
  }
  Lexer(sources, file, bag, out).Run();
  return true;
}

}  // namespace ripe::syntax
