// See mistakes.h: the order in which mistakes are tried, and the tools of mender.h.
#include "compiler/syntax/mistakes.h"

#include <algorithm>

#include "compiler/ops/ops.h"
#include "compiler/syntax/classify.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/mender.h"
#include "compiler/types/types.h"

namespace ripe::syntax {

using diag::Id;

Mending Mender::Run() {
  using Recogniser = bool (Mender::*)();
  // From the particular to the general: a recogniser may rely on the ones above it having declined.
  static constexpr Recogniser kRecognisers[] = {
      &Mender::Sla, &Mender::WrongPlace, &Mender::AddToScore, &Mender::Bullet, &Mender::FunctionCall, &Mender::IfThen, &Mender::StageFirst, &Mender::ConditionFirst,
      &Mender::WrongCase, &Mender::ReservedName, &Mender::NameInQuotes, &Mender::HeadWithoutQuotes, &Mender::StageInQuotes, &Mender::FieldAgain, &Mender::FieldTypes,
      &Mender::ColonForEquals, &Mender::StageSigns, &Mender::Require, &Mender::UseTwice, &Mender::BraceMissing, &Mender::ItemName,
      &Mender::TestLine, &Mender::KoreanComparison, &Mender::Between, &Mender::CountWord, &Mender::AnyWithoutOf, &Mender::GivePoints, &Mender::PointsPhrase,
      &Mender::LongAgo, &Mender::WindowFirst, &Mender::LastWindow, &Mender::DurationWords, &Mender::UnitWord, &Mender::SignBeforePoints, &Mender::OtherArrow, &Mender::Never, &Mender::HasWord, &Mender::Phrase, &Mender::SpacedName,
      &Mender::HasValue, &Mender::TrueFalse, &Mender::AfterDate, &Mender::Before, &Mender::BareDuration, &Mender::CountWithoutOf, &Mender::SpacedNumber, &Mender::EmptyParens,
      &Mender::RegexElsewhere, &Mender::ArrowAsCompare, &Mender::TwoArrows, &Mender::Chained, &Mender::SubjectAgain, &Mender::WindowAndDate, &Mender::WindowAfterComparison,
      &Mender::WhereAfterWindow, &Mender::RangeInParens, &Mender::ListWithoutParens, &Mender::TextWithoutQuotes, &Mender::CountOfEvents,
      &Mender::NumberAsPoints, &Mender::SpacedPoints, &Mender::BrokenModifier, &Mender::MisplacedModifier, &Mender::MisplacedPoints,
      &Mender::Label, &Mender::MissingArrow, &Mender::SplitName, &Mender::TwoConditions, &Mender::NothingThere, &Mender::PointsMissing,
  };
  for (const Recogniser recogniser : kRecognisers) {
    if ((this->*recogniser)()) return reported_only_ ? Mending::kReported : Mending::kMended;
  }
  return Mending::kUnknown;
}

namespace {

// Mended by a guess at what was meant: what the checker would say about the guess is not the author's mistake.
bool IsGuess(Id id) {
  return id == Id::kModifierOrder || id == Id::kTwoConditions || id == Id::kNameNeedsBackticks || id == Id::kPropertyAfterWhere || id == Id::kPointsNotHere || id == Id::kArrowAsCompare;
}

// What the lexer said about a number in such a phrase is part of the phrase's mistake.
bool CoversNumber(Id id) {
  return id == Id::kKoreanWord || id == Id::kSignSpace || id == Id::kLastWindow || id == Id::kBullet || id == Id::kCountEvents || id == Id::kConditionFirst || id == Id::kKeywordSpelling ||
         id == Id::kFieldMissing;
}

}  // namespace

diag::Diagnostic& Mender::Say(Id id, source::Span span, std::vector<std::string> args) {
  if (CoversNumber(id)) {
    for (const Id number : {Id::kPointsUnit, Id::kNumberUnit, Id::kDurationUnit, Id::kUnreadableNumber, Id::kArrowSpelling}) bag_.Forget(number, span);
  }
  unit_.doubtful = unit_.doubtful || IsGuess(id);
  return bag_.Add(id, span, std::move(args));
}

Mending MendMistake(TokenBuffer* buffer, diag::Bag* bag, Unit* unit, JoinedNames* names, const Failure& failure) {
  const Mending mending = Mender(buffer, bag, unit, names, failure).Run();
  if (mending == Mending::kMended) Classify(buffer, bag, unit);
  return mending;
}

// ---- Looking -----------------------------------------------------------------------------------------------------------

std::string Mender::Word(size_t i) const {
  if (!Has(i) || tokens_[i].quoted()) return {};
  const TokenKind kind = tokens_[i].kind;
  const bool value = IsLiteral(kind) || kind == TokenKind::kPoints || kind == TokenKind::kDuration || kind == TokenKind::kDateTime;
  if (value) return {};
  std::string word = SpellingOf(tokens_[i]);
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return word;
}

bool Mender::WordIn(size_t i, std::initializer_list<std::string_view> words) const {
  const std::string word = Word(i);
  return !word.empty() && std::find(words.begin(), words.end(), word) != words.end();
}

bool Mender::EndsValue(size_t i) const {
  const TokenKind kind = Kind(i);
  return kind == TokenKind::kName || IsLiteral(kind) || kind == TokenKind::kDuration || kind == TokenKind::kRParen || kind == TokenKind::kKnown ||
         kind == TokenKind::kMissing || kind == TokenKind::kYesValue || kind == TokenKind::kNoValue || kind == TokenKind::kRegex ||
         kind == TokenKind::kEvent;
}

bool Mender::StartsValue(size_t i) const {
  const TokenKind kind = Kind(i);
  return kind == TokenKind::kName || IsLiteral(kind) || kind == TokenKind::kLParen || kind == TokenKind::kNo || kind == TokenKind::kNot ||
         kind == TokenKind::kBuiltin || kind == TokenKind::kAtLeast || kind == TokenKind::kAtMost || kind == TokenKind::kYesValue ||
         kind == TokenKind::kAnyOf || kind == TokenKind::kNoValue;
}

size_t Mender::Find(TokenKind kind, size_t from) const {
  while (from < Count() && tokens_[from].kind != kind) ++from;
  return from;
}

size_t Mender::OperandBegin(size_t i) const {
  int depth = 0;
  i = std::min(i, Count());
  while (i > 0) {
    const TokenKind kind = Kind(i - 1);
    if (kind == TokenKind::kRParen) ++depth;
    if (kind == TokenKind::kLParen && depth-- == 0) break;
    if (depth == 0 && (kind == TokenKind::kAnd || kind == TokenKind::kOr || kind == TokenKind::kNot || (kind == TokenKind::kEq && i == 3 && unit_.head == TokenKind::kDefine))) break;
    --i;
  }
  if (i == 0 && unit_.head != TokenKind::kName) return 1;
  return i;
}

size_t Mender::OperandEnd(size_t i) const {
  int depth = 0;
  for (; i < Count(); ++i) {
    const TokenKind kind = Kind(i);
    if (kind == TokenKind::kLParen) ++depth;
    if (kind == TokenKind::kRParen && depth-- == 0) break;
    if (depth == 0 && (kind == TokenKind::kAnd || kind == TokenKind::kOr || kind == TokenKind::kPoints || kind == TokenKind::kArrow)) break;
  }
  return i;
}

// ---- Saying ------------------------------------------------------------------------------------------------------------

source::Span Mender::SpanOf(size_t begin, size_t end) const {
  if (begin >= Count()) {
    const uint32_t behind = tokens_.back().end;
    return {buffer_.id, behind, behind};
  }
  if (begin >= end) return buffer_.WholeLetters(tokens_[begin].begin, tokens_[begin].begin);
  return buffer_.WholeLetters(tokens_[begin].begin, std::max(tokens_[begin].begin, tokens_[std::min(end, Count()) - 1].end));
}

std::string Mender::Written(size_t begin, size_t end) const {
  const source::Span span = SpanOf(begin, end);
  return std::string(buffer_.file->text().substr(span.begin, span.end - span.begin));
}

namespace {

struct KindWord {
  TokenKind kind;
  std::string_view word;
};
constexpr KindWord kKindWords[] = {
    {TokenKind::kEq, "="},           {TokenKind::kNe, "!="},          {TokenKind::kLt, "<"},         {TokenKind::kLe, "<="},
    {TokenKind::kGt, ">"},           {TokenKind::kGe, ">="},          {TokenKind::kPlus, "+"},       {TokenKind::kMinus, "-"},
    {TokenKind::kArrow, "=>"},       {TokenKind::kLParen, "("},       {TokenKind::kRParen, ")"},     {TokenKind::kComma, ","},
    {TokenKind::kColon, ":"},        {TokenKind::kAnd, "and"},        {TokenKind::kOr, "or"},        {TokenKind::kNot, "not"},
    {TokenKind::kNo, "no"},          {TokenKind::kNoValue, "no"},     {TokenKind::kYesValue, "yes"}, {TokenKind::kIn, "in"},
    {TokenKind::kInTime, "in"},      {TokenKind::kNext, "next"},      {TokenKind::kTo, "to"},        {TokenKind::kAfter, "after"},
    {TokenKind::kIs, "is"},          {TokenKind::kKnown, "known"},    {TokenKind::kMissing, "missing"}, {TokenKind::kWhere, "where"},
    {TokenKind::kMatches, "matches"}, {TokenKind::kAnyOf, "any of"},  {TokenKind::kAllOf, "all of"}, {TokenKind::kAtLeast, "at least"},
    {TokenKind::kAtMost, "at most"}, {TokenKind::kEach, "each"},      {TokenKind::kUpTo, "up to"},   {TokenKind::kDownTo, "down to"},
    {TokenKind::kHalvingEvery, "halving every"}, {TokenKind::kFor, "for"}, {TokenKind::kField, "field"}, {TokenKind::kEvent, "event"},
};

}  // namespace

std::string Mender::SpellingOf(const Token& token) const {
  if (token.kind == TokenKind::kTextOp && token.inserted()) return std::string(ops::TextOps()[token.row].spelling);
  if (token.kind == TokenKind::kBuiltin && token.inserted()) return std::string(ops::Builtins()[token.row].spelling);
  if (token.kind == TokenKind::kType && token.inserted()) return std::string(types::TypeName(static_cast<types::ValueType>(token.row)));
  for (const KindWord& entry : kKindWords) {
    if (entry.kind == token.kind) return std::string(entry.word);
  }
  return std::string(buffer_.Spelling(token));
}

std::string Mender::Render(size_t begin, size_t end) const {
  std::string out;
  for (size_t i = begin; i < end && i < Count(); ++i) {
    const TokenKind kind = Kind(i);
    const bool tight = out.empty() || out.back() == '(' || kind == TokenKind::kRParen || kind == TokenKind::kComma || kind == TokenKind::kColon ||
                       kind == TokenKind::kDot || (i > begin && Kind(i - 1) == TokenKind::kDot);
    if (!tight) out += ' ';
    if (kind == TokenKind::kLBrace && Kind(i + 1) == TokenKind::kRBrace) {
      out += "{ … }";
      ++i;
      continue;
    }
    out += SpellingOf(tokens_[i]);
  }
  return out;
}

std::string Mender::Whole() const {
  constexpr size_t kMost = 90;
  const std::string whole = Count() <= 60 ? Render(0, Count()) : std::string();
  if (!whole.empty() && whole.size() <= kMost) return whole;
  // The surroundings of the place.
  const size_t middle = std::min(at_, Count() - 1);
  const size_t begin = middle > 4 ? middle - 4 : 0;
  const size_t end = std::min(Count(), middle + 4);
  return (begin > 0 ? "… " : "") + Render(begin, end) + (end < Count() ? " …" : "");
}

void Mender::Replace(size_t begin, size_t end, const std::vector<New>& news) {
  const uint32_t from = begin < Count() ? tokens_[begin].begin : tokens_.back().end;
  const uint32_t to = begin < end ? tokens_[end - 1].end : from;
  std::vector<Token> made;
  for (size_t i = 0; i < news.size(); ++i) {
    Token token;
    token.kind = news[i].kind;
    // Only tokens in the place of others can carry a spelling of their own: it is kept by their begin.
    token.begin = std::min(to, from + static_cast<uint32_t>(i));
    token.end = i + 1 == news.size() ? to : token.begin;
    token.flags = Token::kInserted | Token::kSpaceBefore;
    if (news[i].kind == TokenKind::kTextOp) {
      const size_t space = news[i].spelling.find(' ');
      const auto op = ops::FindTextOp(news[i].spelling.substr(0, space), space == std::string::npos ? "" : news[i].spelling.substr(space + 1));
      token.row = op ? op->value : 0;
    } else if (news[i].kind == TokenKind::kBuiltin) {
      const size_t space = news[i].spelling.find(' ');
      token.row = ops::FindBuiltin(news[i].spelling.substr(0, space), news[i].spelling.substr(space + 1))->value;
    } else if (news[i].kind == TokenKind::kType) {
      token.row = static_cast<uint8_t>(*types::FindType(news[i].spelling));
    } else if (!news[i].spelling.empty()) {
      buffer_.Mend(&token, news[i].spelling);
      unit_.displaced = unit_.displaced || (i > 0 && token.kind == TokenKind::kName);
      if (token.kind == TokenKind::kName && news[i].spelling[0] == '`') token.flags |= Token::kQuoted;
    }
    made.push_back(token);
  }
  tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(begin), tokens_.begin() + static_cast<std::ptrdiff_t>(end));
  tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(begin), made.begin(), made.end());
}

bool Mender::Mend(Id id, size_t begin, size_t end, const std::vector<New>& news, std::vector<std::string> more, bool fix,
                  std::vector<diag::Fix> other_fixes) {
  const source::Span span = SpanOf(begin, end);
  // Where something is put in, what stands there is marked.
  const size_t marked_end = begin == end && Has(begin) ? end + 1 : end;
  const source::Span marked = SpanOf(begin, marked_end);
  std::vector<std::string> args = {Written(begin, marked_end)};
  Replace(begin, end, news);
  const std::string instead = Render(begin, begin + news.size());
  args.push_back(instead);
  args.push_back(Whole());
  for (std::string& arg : more) args.push_back(std::move(arg));
  diag::Diagnostic& d = Say(id, marked, std::move(args));
  if (!fix) return true;
  // An insertion brings its space; a removal takes one.
  std::string text = instead;
  if (begin == end || span.begin == span.end) text += " ";
  source::Span fixed = span;
  if (text.empty() && fixed.end < buffer_.file->text().size() && buffer_.file->text()[fixed.end] == ' ') ++fixed.end;
  d.fixes.push_back({fixed, text});
  for (diag::Fix& other : other_fixes) d.fixes.push_back(std::move(other));
  return true;
}

bool Mender::Report(Id id, size_t begin, size_t end, std::vector<std::string> args) {
  if (args.empty()) args = {Written(begin, end)};
  Say(id, SpanOf(begin, end), std::move(args));
  reported_only_ = true;
  return true;
}

std::vector<std::pair<TokenKind, std::string>> WordsAsTokens(std::string_view words) {
  std::vector<std::pair<TokenKind, std::string>> out;
  while (!words.empty()) {
    const size_t space = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, space);
    words.remove_prefix(std::min(words.size(), space + 1));
    TokenKind kind = ReservedWord(word);
    for (const KindWord& entry : kKindWords) {
      if (kind == TokenKind::kName && entry.word == word) kind = entry.kind;
    }
    if (word == "contains") kind = TokenKind::kTextOp;
    out.emplace_back(kind, kind == TokenKind::kName || kind == TokenKind::kTextOp ? std::string(word) : std::string());
  }
  return out;
}

}  // namespace ripe::syntax
