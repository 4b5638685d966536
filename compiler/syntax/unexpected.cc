// The answer to mistakes that nobody foresaw: what was understood so far, what came unexpectedly, and what could stand there, in
// words of the label table, never as names of tokens.
#include <algorithm>

#include "compiler/syntax/mistakes.h"

namespace ripe::syntax {

using diag::Id;
using diag::LabelId;

namespace {

struct Phrase {
  LabelId label;
  std::initializer_list<TokenKind> kinds;  // any of them expected
};

std::vector<LabelId> PhrasesOf(const Failure& failure) {
  const Phrase phrases[] = {
      {LabelId::kCouldPoints, {TokenKind::kPoints}},
      {LabelId::kCouldArrow, {TokenKind::kArrow}},
      {LabelId::kCouldAndOr, {TokenKind::kAnd}},
      {LabelId::kCouldOr, {TokenKind::kOr}},
      {LabelId::kCouldComparison, {TokenKind::kGe}},
      {LabelId::kCouldModifier, {TokenKind::kEach}},
      {LabelId::kCouldCap, {TokenKind::kDownTo}},
      {LabelId::kCouldCondition, {TokenKind::kBuiltin}},
      {LabelId::kCouldName, {TokenKind::kName}},
      {LabelId::kCouldText, {TokenKind::kText}},
      {LabelId::kCouldNumber, {TokenKind::kNumber}},
      {LabelId::kCouldDuration, {TokenKind::kDuration}},
      {LabelId::kCouldType, {TokenKind::kType}},
      {LabelId::kCouldEquals, {TokenKind::kEq}},
      {LabelId::kCouldColon, {TokenKind::kColon}},
      {LabelId::kCouldComma, {TokenKind::kComma}},
      {LabelId::kCouldBrace, {TokenKind::kLBrace}},
      {LabelId::kCouldParen, {TokenKind::kLParen}},
      {LabelId::kCouldCloseParen, {TokenKind::kRParen}},
      {LabelId::kCouldKnown, {TokenKind::kKnown}},
      {LabelId::kCouldRegex, {TokenKind::kRegex}},
      {LabelId::kCouldFrom, {TokenKind::kFrom}},
      {LabelId::kCouldFor, {TokenKind::kFor}},
      {LabelId::kCouldAgo, {TokenKind::kAgo}},
  };
  const auto expects = [&](TokenKind kind) { return failure.expected.test(static_cast<size_t>(kind)); };
  const bool value = expects(TokenKind::kBuiltin);
  const bool equals_only = expects(TokenKind::kEq) && !expects(TokenKind::kGe);
  std::vector<LabelId> out;
  for (const Phrase& phrase : phrases) {
    bool any = false;
    for (const TokenKind kind : phrase.kinds) any = any || expects(kind);
    if (!any) continue;
    // Where a condition may stand, its parts need no words of their own.
    const bool part = phrase.label == LabelId::kCouldName || phrase.label == LabelId::kCouldText || phrase.label == LabelId::kCouldNumber ||
                      phrase.label == LabelId::kCouldParen;
    if (value && part) continue;
    if (phrase.label == LabelId::kCouldEquals && !equals_only) continue;
    if (phrase.label == LabelId::kCouldOr && expects(TokenKind::kAnd)) continue;
    out.push_back(phrase.label);
  }
  if (failure.expected.test(0)) out.push_back(LabelId::kCouldEnd);
  if (out.empty()) out.push_back(LabelId::kCouldElse);
  constexpr size_t kMost = 6;
  if (out.size() > kMost) out.resize(kMost);
  return out;
}

}  // namespace

void ReportUnexpected(const TokenBuffer& buffer, diag::Bag* bag, const Unit& unit, const Failure& failure) {
  const std::vector<Token>& tokens = unit.tokens;
  const size_t at = std::min(failure.at, tokens.size());
  const std::string_view text = buffer.file->text();
  const auto words = [&](size_t begin, size_t end) {
    const uint32_t from = tokens[begin].begin;
    const uint32_t to = std::max(from, tokens[end - 1].end);
    return std::string(text.substr(from, to - from));
  };
  // The last few words are enough to find the place.
  constexpr size_t kWords = 6;
  const size_t from = at > kWords ? at - kWords : 0;
  const std::string understood = at == 0 ? diag::PhraseArg({LabelId::kNothingYet}) : (from > 0 ? "… " : "") + words(from, at);
  const std::string could = diag::PhraseArg(PhrasesOf(failure));
  if (at == tokens.size()) {
    const uint32_t end = tokens.back().end;
    const source::Span last = buffer.SpanOf(tokens.back());
    bag->Add(Id::kUnexpectedEnd, last.begin < last.end ? last : source::Span{buffer.id, end, end}, {understood, could});
  } else {
    bag->Add(Id::kUnexpected, buffer.SpanOf(tokens[at]), {understood, words(at, at + 1), could});
  }
}

}  // namespace ripe::syntax
