// The lexer's part about numbers: finds them (number.h reads them), reports what is wrong with them. A sign glued to a number is
// one token, kSigned; whether it means points or a negative number is decided by its place, in classify.cc.
#include <algorithm>

#include "compiler/source/unicode.h"
#include "compiler/syntax/lexer.h"
#include "compiler/syntax/lookalike.h"

namespace ripe::syntax {

using diag::Id;

void Lexer::ReportNumber(const NumberReading& reading, source::Span span) {
  const std::string written(text_.substr(span.begin, span.end - span.begin));
  const auto report = [&](Id id) { return &bag_->Add(id, span, {written, reading.mended}); };
  const auto report_mechanical = [&](Id id) { report(id)->fixes.push_back({span, reading.mended}); };
  switch (reading.problem) {
    case NumberProblem::kNone:
      if (reading.full_width) report_mechanical(Id::kLookAlike);
      return;
    case NumberProblem::kThousands:
      return report_mechanical(Id::kCommaInNumber);
    case NumberProblem::kUnit:
      return report_mechanical(Id::kNumberUnit);
    case NumberProblem::kPointsUnit:
      return report_mechanical(Id::kPointsUnit);
    case NumberProblem::kDurationUnit:
      return report_mechanical(Id::kDurationUnit);
    case NumberProblem::kMinuteOrMonth: {
      const std::string digits = reading.mended.substr(0, reading.mended.size() - 3);
      const std::string days = NumberSpelling(NumberValue(digits) * 30) + "d";
      bag_->Add(Id::kMinuteOrMonth, span, {written, reading.mended, days});
      return;
    }
    case NumberProblem::kDurationRange:
      report(Id::kDurationRange);
      return;
    case NumberProblem::kBadDate:
      report(Id::kBadDate);
      return;
    case NumberProblem::kDateStyle: {
      diag::Diagnostic* d = report(Id::kDateStyle);
      if (written.size() > 4 && written.find_first_not_of("0123456789") == 4) d->fixes.push_back({span, reading.mended});
      return;
    }
    case NumberProblem::kDateTimeStyle:
      report(Id::kDateStyle);
      return;
    case NumberProblem::kDigitName:
      bag_->Add(Id::kNameNeedsBackticks, span, {written, "`" + written + "`"}).fixes.push_back({span, "`" + written + "`"});
      return;
    case NumberProblem::kUnreadable:
      report(Id::kUnreadableNumber);
      return;
  }
}

// True where a parenthesis is open: looked for in the last few tokens, which is enough for a list that begins here.
bool Lexer::InParens() const {
  constexpr size_t kMost = 200;
  const std::vector<Token>& tokens = out_->tokens;
  for (size_t n = 0; n < std::min(kMost, tokens.size()); ++n) {
    const TokenKind kind = tokens[tokens.size() - 1 - n].kind;
    if (kind == TokenKind::kLParen) return true;
    if (kind == TokenKind::kRParen || kind == TokenKind::kSemicolon || kind == TokenKind::kLBrace) return false;
  }
  return tokens.size() > kMost;
}

void Lexer::Number() {
  const size_t begin = at_;
  NumberReading reading = ReadNumber(text_, begin);
  if (reading.may_be_two && InParens()) reading = ReadNumber(text_, begin, true);
  const size_t end = begin + std::max<size_t>(reading.length, 1);
  ReportNumber(reading, SpanOf(begin, end));
  const bool name = reading.problem == NumberProblem::kDigitName;
  Token& token = Add(reading.kind, begin, end);
  if (name) token.flags |= Token::kQuoted;
  if (name) {
    out_->Mend(&token, "`" + reading.mended + "`");
  } else if (reading.problem != NumberProblem::kNone || reading.full_width) {
    out_->Mend(&token, reading.mended);
  }
}

bool Lexer::SignedNumber() {
  const Meant sign = MeantAt(at_);
  const Meant first = MeantAt(at_ + sign.length);
  if (!(first.ascii >= '0' && first.ascii <= '9')) return false;
  if (!SpaceBefore() && AfterOperand()) return false;  // 10+5: a sign of arithmetic, which classify.cc reports
  const size_t begin = at_;
  NumberReading reading = ReadNumber(text_, begin + sign.length);
  if (reading.may_be_two && InParens()) reading = ReadNumber(text_, begin + sign.length, true);
  size_t end = begin + sign.length + std::max<size_t>(reading.length, 1);
  std::string meant = std::string(1, sign.ascii) + (reading.mended.empty() ? Source(begin + sign.length, end) : reading.mended);
  bool reported = true;
  // "+2,5": a comma and one or two digits after a sign can be no list.
  const auto digit_at = [&](size_t i) { return i < text_.size() && text_[i] >= '0' && text_[i] <= '9'; };
  if (end < text_.size() && text_[end] == ',' && digit_at(end + 1)) {
    size_t tail = end + 1;
    while (digit_at(tail)) ++tail;
    meant += "." + Source(end + 1, tail);
    end = tail;
    bag_->Add(Id::kCommaInNumber, SpanOf(begin, end), {Source(begin, end), meant}).fixes.push_back({SpanOf(begin, end), meant});
  } else if (sign.odd || reading.full_width) {
    size_t next = begin;
    LookAlike kind;
    AsciiMeant(source::DecodeAt(text_, &next), &kind);
    const Id id = kind == LookAlike::kDash || kind == LookAlike::kOther ? Id::kLookAlike : Id::kLookAlike;
    bag_->Add(id, SpanOf(begin, end), {Source(begin, end), meant}).fixes.push_back({SpanOf(begin, end), meant});
  } else if (reading.problem == NumberProblem::kThousands) {
    bag_->Add(Id::kCommaInNumber, SpanOf(begin, end), {Source(begin, end), meant}).fixes.push_back({SpanOf(begin, end), meant});
  } else if (reading.problem == NumberProblem::kUnreadable) {
    bag_->Add(Id::kUnreadableNumber, SpanOf(begin, end), {Source(begin, end), meant});
  } else {
    reported = false;  // suffixes and units: classify.cc knows whether they may stand here
  }
  Token& token = Add(TokenKind::kSigned, begin, end);
  if (reported) out_->Mend(&token, meant);
  return true;
}

bool Lexer::Currency(char32_t c, size_t length) {
  const bool sign = c == '$' || c == 0xA3 || c == 0xA5 || (c >= 0x20A0 && c <= 0x20CF) || c == 0xFFE6 || c == 0xFFE5 || c == 0xFFE1;
  const Meant digit = MeantAt(at_ + length);
  if (!sign || !(digit.ascii >= '0' && digit.ascii <= '9')) return false;
  const size_t number = at_ + length;
  const NumberReading reading = ReadNumber(text_, number);
  const std::string plain = Source(number, number + reading.length);
  bag_->Add(Id::kNumberUnit, SpanOf(at_, number + reading.length), {Source(at_, number + reading.length), plain})
      .fixes.push_back({SpanOf(at_, number), ""});
  at_ = number;
  space_ = true;
  Number();
  return true;
}

}  // namespace ripe::syntax
