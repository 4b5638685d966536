// See classify.h.
#include "compiler/syntax/classify.h"

#include <string>

#include "compiler/ops/ops.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/number.h"
#include "compiler/types/types.h"

namespace ripe::syntax {
namespace {

using diag::Id;

bool IsComparison(TokenKind kind) { return kind >= TokenKind::kEq && kind <= TokenKind::kGe; }

class Classifier {
 public:
  Classifier(TokenBuffer* buffer, diag::Bag* bag, Unit* unit) : buffer_(*buffer), bag_(*bag), unit_(*unit), in_(unit->tokens) {}

  void Run() {
    out_.reserve(in_.size());
    for (at_ = 0; at_ < in_.size(); ++at_) Step(in_[at_]);
    CloseParens();
    unit_.tokens = std::move(out_);
  }

 private:
  const Token* Next(size_t n = 1) const { return at_ + n < in_.size() ? &in_[at_ + n] : nullptr; }
  bool NextIsWord(std::string_view word, size_t n = 1) const {
    const Token* next = Next(n);
    return next != nullptr && IsWord(buffer_, *next, word);
  }
  bool NextIs(TokenKind kind, size_t n = 1) const { return Next(n) != nullptr && Next(n)->kind == kind; }
  TokenKind Before(size_t n = 1) const { return out_.size() >= n ? out_[out_.size() - n].kind : TokenKind::kNone; }

  void Push(Token token, TokenKind kind, bool value_next) {
    token.kind = kind;
    out_.push_back(token);
    value_next_ = value_next;
  }
  // This word and the next as one token.
  void PushPair(Token token, TokenKind kind, uint8_t row = 0) {
    token.end = Next()->end;
    token.row = row;
    ++at_;
    Push(token, kind, true);
  }

  void Step(const Token& token);
  void Word(const Token& token);
  bool WordBeforeValue(const Token& token, std::string_view word);
  bool WordAfterValue(const Token& token, std::string_view word);
  bool TextOpAfterValue(const Token& token, std::string_view word);
  bool PairAfterValue(const Token& token, std::string_view word);
  void No(const Token& token);
  void InNumber(const Token& in);
  void Sign(const Token& token);
  void Signed(Token token);
  void TouchingSign(const Token& token, const Token& left, const Token* right);
  void CloseParens();

  TokenBuffer& buffer_;
  diag::Bag& bag_;
  Unit& unit_;
  const std::vector<Token>& in_;
  std::vector<Token> out_;
  size_t at_ = 0;
  bool value_next_ = true;  // a value or name comes next, else an operator or keyword
};

void Classifier::Step(const Token& token) {
  switch (token.kind) {
    case TokenKind::kName:
      return Word(token);
    case TokenKind::kEvent:
      if (out_.empty() && unit_.head == TokenKind::kEvents) return Push(token, TokenKind::kEvents, true);
      return Push(token, TokenKind::kEvent, false);
    case TokenKind::kNo:
      return No(token);
    case TokenKind::kAny:
      if (NextIsWord("of")) return PushPair(token, TokenKind::kAnyOf);
      return Push(token, TokenKind::kAny, false);
    case TokenKind::kIn:
    case TokenKind::kInTime: {
      InNumber(token);
      const bool time = NextIs(TokenKind::kDuration) || (NextIsWord("next") && NextIs(TokenKind::kDuration, 2));
      return Push(token, time ? TokenKind::kInTime : TokenKind::kIn, true);
    }
    case TokenKind::kTextOp: {
      Token op = token;
      if (buffer_.Spelling(op) == "contains") op.row = ops::FindTextOp("contains", "")->value;
      return Push(op, TokenKind::kTextOp, true);
    }
    case TokenKind::kSigned:
      return Signed(token);
    case TokenKind::kPlus:
    case TokenKind::kMinus:
    case TokenKind::kStar:
    case TokenKind::kSlash:
      return Sign(token);
    case TokenKind::kNumber:
    case TokenKind::kText:
    case TokenKind::kDate:
    case TokenKind::kDateTime:
    case TokenKind::kDuration:
    case TokenKind::kRegex:
    case TokenKind::kRParen:
    case TokenKind::kRBrace:
    case TokenKind::kBad:
    // Kinds that an earlier pass gave, before a mistake was mended.
    case TokenKind::kPoints:
    case TokenKind::kEach:
    case TokenKind::kType:
    case TokenKind::kYesValue:
    case TokenKind::kNoValue:
    case TokenKind::kKnown:
    case TokenKind::kAgo:
      return Push(token, token.kind, false);
    case TokenKind::kMissing:
      return Push(token, token.kind, Before() != TokenKind::kIs);
    default:  // brackets, commas, operators and reserved words: a value comes next
      return Push(token, token.kind, true);
  }
}

void Classifier::Word(const Token& token) {
  if (out_.empty() && unit_.head != TokenKind::kName) return Push(token, unit_.head, true);
  if (token.quoted() || Before() == TokenKind::kDot) return Push(token, TokenKind::kName, false);
  const std::string_view word = buffer_.Spelling(token);
  // After a number that counts events a name follows: `at least 3 each`.
  const bool counted = Before() == TokenKind::kNumber && (Before(2) == TokenKind::kAtLeast || Before(2) == TokenKind::kAtMost ||
                                                          (unit_.head == TokenKind::kGiven && (Before(2) == TokenKind::kGiven || Before(2) == TokenKind::kComma)));
  if (value_next_ || counted ? WordBeforeValue(token, word) : WordAfterValue(token, word)) return;
  Push(token, TokenKind::kName, false);
}

// Where a value is due.
bool Classifier::WordBeforeValue(const Token& token, std::string_view word) {
  const Token* next = Next();
  if (Before() == TokenKind::kColon) {
    const auto type = types::FindType(word);
    if (!type) return false;
    Token typed = token;
    typed.row = static_cast<uint8_t>(*type);
    Push(typed, TokenKind::kType, false);
    return true;
  }
  if (Before() == TokenKind::kIs && (word == "known" || word == "missing")) {
    Push(token, word == "known" ? TokenKind::kKnown : TokenKind::kMissing, false);
    return true;
  }
  if (word == "next" && Before() == TokenKind::kInTime) {
    Push(token, TokenKind::kNext, true);
    return true;
  }
  if (word == "yes") {
    Push(token, TokenKind::kYesValue, false);
    return true;
  }
  // `X not starts with "a"`: after `not` a value is due unless one stands before it.
  if (Before() == TokenKind::kNot && (Before(2) == TokenKind::kName || Before(2) == TokenKind::kRParen)) {
    if (TextOpAfterValue(token, word)) return true;
  }
  if (next == nullptr || next->kind != TokenKind::kName || next->quoted()) return false;
  const std::string_view second = buffer_.Spelling(*next);
  if (word == "at" && (second == "least" || second == "most")) {
    PushPair(token, second == "least" ? TokenKind::kAtLeast : TokenKind::kAtMost);
    return true;
  }
  if (word == "all" && second == "of") {
    PushPair(token, TokenKind::kAllOf);
    return true;
  }
  if (const auto builtin = ops::FindBuiltin(word, second)) {
    PushPair(token, TokenKind::kBuiltin, builtin->value);
    return true;
  }
  return false;
}

// A text operator of ops/, of one word or two.
bool Classifier::TextOpAfterValue(const Token& token, std::string_view word) {
  const Token* next = Next();
  if (next != nullptr && next->kind == TokenKind::kName && !next->quoted()) {
    if (const auto op = ops::FindTextOp(word, buffer_.Spelling(*next))) {
      PushPair(token, TokenKind::kTextOp, op->value);
      return true;
    }
  }
  const auto op = ops::FindTextOp(word, "");
  if (!op) return false;
  Token row = token;
  row.row = op->value;
  Push(row, TokenKind::kTextOp, true);
  return true;
}

bool Classifier::PairAfterValue(const Token& token, std::string_view word) {
  const Token* next = Next();
  if (next == nullptr || next->kind != TokenKind::kName || next->quoted()) return false;
  const std::string_view second = buffer_.Spelling(*next);
  if (word == "up" && second == "to") {
    PushPair(token, TokenKind::kUpTo);
  } else if (word == "down" && second == "to") {
    PushPair(token, TokenKind::kDownTo);
  } else if (word == "halving" && second == "every") {
    PushPair(token, TokenKind::kHalvingEvery);
  } else {
    return false;
  }
  return true;
}

// Where an operator or keyword is due.
bool Classifier::WordAfterValue(const Token& token, std::string_view word) {
  if (TextOpAfterValue(token, word) || PairAfterValue(token, word)) return true;
  struct Row {
    std::string_view word;
    TokenKind kind;
    TokenKind head;  // only in statements that begin with it; kNone: everywhere
    bool value_next;
  };
  static constexpr Row kRows[] = {
      {"after", TokenKind::kAfter, TokenKind::kNone, true},    {"to", TokenKind::kTo, TokenKind::kNone, true},
      {"each", TokenKind::kEach, TokenKind::kNone, false},     {"for", TokenKind::kFor, TokenKind::kRequire, true},
      {"exits", TokenKind::kExits, TokenKind::kStages, true},  {"from", TokenKind::kFrom, TokenKind::kList, true},
      {"missing", TokenKind::kMissing, TokenKind::kField, true}, {"else", TokenKind::kElse, TokenKind::kField, true},
      {"at", TokenKind::kAt, TokenKind::kTest, true},          {"ago", TokenKind::kAgo, TokenKind::kGiven, false},
  };
  for (const Row& row : kRows) {
    if (row.word != word || (row.head != TokenKind::kNone && row.head != unit_.head)) continue;
    Push(token, row.kind, row.value_next);
    return true;
  }
  return false;
}

// `webinar in 30 +5`: days without their d, or one value that wanted `=`. Only the author knows, so the statement is not judged.
void Classifier::InNumber(const Token& in) {
  const Token* number = Next();
  if (number == nullptr || number->kind != TokenKind::kNumber || number->mended() || unit_.doubtful) return;
  const std::string digits(buffer_.Spelling(*number));
  if (digits.size() > 5 || digits.find_first_not_of("0123456789") != std::string::npos) return;
  const Token* after = Next(2);
  const bool ends = after == nullptr || after->kind == TokenKind::kSigned || after->kind == TokenKind::kArrow || after->kind == TokenKind::kAnd ||
                    after->kind == TokenKind::kOr || after->kind == TokenKind::kRParen || after->kind == TokenKind::kText;
  if (!ends) return;
  const source::Span span = source::Cover(buffer_.SpanOf(in), buffer_.SpanOf(*number));
  const bool negated = Before() == TokenKind::kNot;
  bag_.Add(Id::kInNumber, span, {std::string(buffer_.Source(in)) + " " + digits, digits, (negated ? "!= " : "= ") + digits});
  unit_.doubtful = true;
}

// `no` before an event, or the opposite of `yes`.
void Classifier::No(const Token& token) {
  const Token* next = Next();
  const bool event = next != nullptr && (next->kind == TokenKind::kName || next->kind == TokenKind::kEvent || next->kind == TokenKind::kAny);
  // The `=` of a define or of a checklist's item is no comparison: `define calm = no visit in 30d`.
  const bool defines = (unit_.head == TokenKind::kDefine && out_.size() == 3) || (unit_.place == Place::kChecklist && out_.size() == 2);
  const bool value_due = (IsComparison(Before()) && !defines) || unit_.head == TokenKind::kField;
  if (event && !value_due) return Push(token, TokenKind::kNo, true);
  Push(token, TokenKind::kNoValue, false);
}

// A sign glued to a number: points where a value has ended, else a number.
void Classifier::Signed(Token token) {
  const bool number = value_next_ && !out_.empty();
  if (!number) {
    CheckedPoints(&buffer_, &bag_, &token);
    return Push(token, TokenKind::kPoints, false);
  }
  const std::string_view spelling = buffer_.Spelling(token);
  if (!token.mended()) {
    const NumberReading reading = ReadNumber(spelling, 1);
    if (reading.kind != TokenKind::kNumber || reading.problem != NumberProblem::kNone) {
      std::string digits = reading.mended.substr(0, reading.mended.find_first_not_of("0123456789."));
      if (reading.kind == TokenKind::kNumber) digits = reading.mended;
      if (digits.empty()) digits = "0";
      const std::string meant = spelling[0] + digits;
      bag_.Add(Id::kNumberUnit, buffer_.SpanOf(token), {std::string(spelling), meant}).fixes.push_back({buffer_.SpanOf(token), meant});
      buffer_.Mend(&token, meant);
    }
  }
  Push(token, TokenKind::kNumber, false);
}

// `+ - * /` between two values, each with a space on either side.
void Classifier::Sign(const Token& token) {
  const Token* right = Next();
  const bool touches_left = !token.space_before();
  const bool touches_right = right != nullptr && !right->space_before();
  const bool reckons = unit_.head != TokenKind::kTimezone;
  if (reckons && !value_next_ && !out_.empty() && (touches_left || touches_right)) return TouchingSign(token, out_.back(), right);
  if (value_next_ && right != nullptr && right->kind == TokenKind::kNumber && (token.kind == TokenKind::kPlus || token.kind == TokenKind::kMinus)) {
    // `x > - 5`
    Token number = *right;
    number.begin = token.begin;
    number.flags = token.flags;
    const std::string meant = std::string(buffer_.Spelling(token)) + std::string(buffer_.Spelling(*right));
    bag_.Add(Id::kSignSpace, buffer_.SpanOf(number), {std::string(buffer_.Source(number)), meant}).fixes.push_back({buffer_.SpanOf(number), meant});
    buffer_.Mend(&number, meant);
    ++at_;
    return Push(number, TokenKind::kNumber, false);
  }
  Push(token, token.kind, true);
}

void Classifier::TouchingSign(const Token& token, const Token& left, const Token* right) {
  const std::string sign(buffer_.Spelling(token));
  const std::string left_words(buffer_.Source(left));
  const bool additive = token.kind == TokenKind::kPlus || token.kind == TokenKind::kMinus;
  const bool touches_left = !token.space_before();
  const bool touches_right = right != nullptr && !right->space_before();
  if (token.kind == TokenKind::kPlus && touches_left && !touches_right && left.kind == TokenKind::kNumber) {
    // "60+": at least 60
    source::Span span = source::Cover(buffer_.SpanOf(left), buffer_.SpanOf(token));
    bag_.Add(Id::kNumberPlus, span, {left_words + sign, ">= " + left_words});
    const TokenKind before = Before(2);
    if (IsComparison(before) || before == TokenKind::kNone) return;  // the sign is left out
    Token ge = left;
    ge.kind = TokenKind::kGe;
    ge.end = ge.begin;
    ge.flags = Token::kInserted;
    if (before == TokenKind::kName) out_.insert(out_.end() - 1, ge);
    return;
  }
  if (right == nullptr || (touches_right && right->kind == TokenKind::kEq)) return Push(token, token.kind, true);  // `score += 10`: mistakes_rules.cc
  const source::Span span = source::Cover(buffer_.SpanOf(left), buffer_.SpanOf(*right));
  const std::string written(buffer_.file->text().substr(span.begin, span.end - span.begin));
  const std::string right_words(buffer_.Spelling(*right));
  const std::string spaced = left_words + " " + sign + " " + right_words;
  if (token.kind == TokenKind::kMinus && touches_left && touches_right && left.kind == TokenKind::kName && right->kind == TokenKind::kName) {
    const std::string quoted = "`" + written + "`";
    bag_.Add(Id::kHyphenName, span, {written, quoted, spaced});
    Token name = out_.back();
    name.end = right->end;
    name.flags |= Token::kQuoted;
    buffer_.Mend(&name, quoted);
    out_.pop_back();
    ++at_;
    return Push(name, TokenKind::kName, false);
  }
  const bool numbers = left.kind == TokenKind::kNumber && right->kind == TokenKind::kNumber;
  if (token.kind == TokenKind::kMinus && numbers && Before(2) == TokenKind::kIn) {
    bag_.Add(Id::kRangeSign, span, {written, left_words + " to " + right_words}).fixes.push_back({span, left_words + " to " + right_words});
    return Push(token, TokenKind::kTo, true);
  }
  if (additive && touches_right && right->kind == TokenKind::kNumber) {
    const std::string points = sign + right_words;
    bag_.Forget(Id::kLookAlike, span);
    bag_.Add(Id::kSignTouches, span, {written, left_words + " " + points, spaced});
    const Token* after = Next(2);
    const bool ends = after == nullptr || after->kind == TokenKind::kText || IsWord(buffer_, *after, "each") || IsWord(buffer_, *after, "up") ||
                      IsWord(buffer_, *after, "halving");
    const bool scoring = unit_.head == TokenKind::kName && (unit_.place == Place::kFile || unit_.place == Place::kGroup);
    if (ends && scoring && left.kind != TokenKind::kNumber) {
      Token merged = *right;
      merged.begin = token.begin;
      buffer_.Mend(&merged, sign + std::string(buffer_.Spelling(*right)));
      ++at_;
      return Push(merged, TokenKind::kPoints, false);
    }
    return Push(token, token.kind, true);
  }
  bag_.Add(Id::kArithmeticSpace, span, {written, spaced}).fixes.push_back({span, spaced});
  Push(token, token.kind, true);
}

// Parentheses that nothing closes (reported by the layout) end before the points, the arrow, or the end.
void Classifier::CloseParens() {
  size_t open = 0;
  for (Token& token : out_) {
    if (token.kind != TokenKind::kLParen || !token.unmatched()) continue;
    token.flags = static_cast<uint8_t>(token.flags & ~Token::kUnmatched) | Token::kMended;
    ++open;
  }
  if (open == 0) return;
  size_t end = 0;
  while (end < out_.size() && out_[end].kind != TokenKind::kPoints && out_[end].kind != TokenKind::kArrow) ++end;
  Token close = out_[end > 0 ? end - 1 : 0];
  close.begin = close.end;
  close.kind = TokenKind::kRParen;
  close.flags = Token::kInserted;
  out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(end), open, close);
}

}  // namespace

void Classify(TokenBuffer* buffer, diag::Bag* bag, Unit* unit) { Classifier(buffer, bag, unit).Run(); }

int64_t CheckedPoints(TokenBuffer* buffer, diag::Bag* bag, Token* token) {
  const std::string written(buffer->Source(*token));
  PointsReading points = ReadPoints(buffer->Spelling(*token));
  const source::Span span = buffer->SpanOf(*token);
  switch (points.problem) {
    case PointsProblem::kNone:
      return points.thousandths;
    case PointsProblem::kTooManyDecimals: {
      const std::string spelling(buffer->Spelling(*token));
      const size_t cut = spelling.find('.') + 4;
      points = ReadPoints(spelling.substr(0, cut));
      if (spelling[cut] >= '5') points.thousandths += spelling[0] == '-' ? -1 : 1;
      const std::string number = NumberSpelling(static_cast<double>(points.thousandths) / 1000);
      const std::string meant = (spelling[0] == '+' ? "+" : "") + number;
      bag->Add(Id::kTooManyDecimals, span, {written, meant}).fixes.push_back({span, meant});
      buffer->Mend(token, meant);
      break;
    }
    case PointsProblem::kTooLarge:
      bag->Add(Id::kPointsTooLarge, span, {written});
      buffer->Mend(token, "0");
      break;
    case PointsProblem::kSuffix: {
      const bool sign = written[0] == '+' || written[0] == '-';
      const NumberReading reading = ReadNumber(written, sign ? 1 : 0);
      std::string plain = reading.mended.substr(0, reading.mended.find_first_not_of("0123456789."));
      const bool percent = written.back() == '%';
      if (reading.has_suffix && !percent) plain = NumberSpelling(NumberValue(reading.mended));
      if (reading.problem == NumberProblem::kUnit) plain = reading.mended;
      const std::string meant = (sign ? written.substr(0, 1) : "") + (plain.empty() ? "0" : plain);
      diag::Diagnostic& d = bag->Add(reading.has_suffix ? Id::kPointsSuffix : Id::kPointsUnit, span, {written, meant});
      if (!percent) d.fixes.push_back({span, meant});
      buffer->Mend(token, meant);
      points = ReadPoints(meant);
      break;
    }
  }
  return points.thousandths;
}

}  // namespace ripe::syntax
