// Several slips in one line, said once: `if title contains CEO then +5 points` needs no three
// errors, but the line as it should be. When a line has been mended in more than one place, the
// mistake that says most about it is kept and shows the whole line; the others go.
#include <algorithm>
#include <span>

#include "compiler/syntax/lex.h"
#include "compiler/syntax/mender.h"

namespace ripe::syntax {

using diag::Id;

namespace {

// Mistakes of spelling: what was meant is certain, and the mended line shows it. Those that say
// most come first. What is not here has a message of its own whatever else is in the line: an
// ambiguity (`30m`), something left out, something that cannot be.
constexpr Id kSlips[] = {
    Id::kTwoConditions,   Id::kNameNeedsBackticks, Id::kAddToScore,        Id::kConditionFirst,
    Id::kIfThen,          Id::kStageFirst,         Id::kArrowAsCompare,    Id::kMissingArrow,
    Id::kFunctionCall,    Id::kCountEvents,        Id::kChainedComparison, Id::kBetween,
    Id::kListNeedsParens, Id::kWordComparison,     Id::kIsNotKnown,        Id::kCountOf,
    Id::kLastWindow,      Id::kKoreanWord,         Id::kKeywordSpelling,   Id::kRangeSign,
    Id::kQuotesMissing,   Id::kTrueFalse,          Id::kMatchesNeedsRegex, Id::kRegexNeedsMatches,
    Id::kNameInQuotes,    Id::kColonForEquals,     Id::kProgrammerWord,    Id::kDoubleEquals,
    Id::kCompareSpelling, Id::kArrowSpelling,      Id::kSingleQuotes,      Id::kCurlyQuotes,
    Id::kLookAlike,       Id::kDurationUnit,       Id::kSignSpace,         Id::kPointsNeedSign,
    Id::kPointsUnit,      Id::kNumberUnit,
};

// Signs of other languages: several of one line are said once also where the parser took them all.
constexpr Id kSigns[] = {Id::kLookAlike,       Id::kProgrammerWord, Id::kDoubleEquals,
                         Id::kCompareSpelling, Id::kSingleQuotes,   Id::kCurlyQuotes};

// Whose own help is too little to go on.
constexpr Id kWantsLine[] = {Id::kNameNeedsBackticks, Id::kRangeSign,  Id::kListNeedsParens,
                             Id::kFunctionCall,       Id::kKoreanWord, Id::kAddToScore};

bool IsOneOf(std::span<const Id> ids, Id id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

// A word that is compared, and that the file does not declare, is text.
bool Mender::IsText(size_t i) {
  if (Kind(i) != TokenKind::kName || tokens_[i].quoted() || Kind(i + 1) == TokenKind::kDot ||
      Kind(i + 1) == TokenKind::kName)
    return false;
  const std::string_view word = buffer_.Spelling(tokens_[i]);
  return word.find('_') == std::string_view::npos && !names_.Has(word);
}

// `= "IT" or SaaS or …` from the comparison's sign on: `in ("IT", "SaaS", …)`. A word in small
// letters may be a condition by itself.
void Mender::ListOfTexts(size_t first) {
  const auto is_capital = [&](size_t i) {
    const char c = buffer_.Spelling(tokens_[i])[0];
    return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  };
  std::vector<New> news = {{TokenKind::kIn, ""},
                           {TokenKind::kLParen, ""},
                           {TokenKind::kText, std::string(buffer_.Spelling(tokens_[first + 1]))}};
  if (Kind(first) == TokenKind::kNe) news.insert(news.begin(), {TokenKind::kNot, ""});
  size_t end = first + 2;
  while (Kind(end) == TokenKind::kOr &&
         (Kind(end + 1) == TokenKind::kText || (IsText(end + 1) && is_capital(end + 1)))) {
    const TokenKind behind = Kind(end + 2);
    const bool ends = !Has(end + 2) || behind == TokenKind::kOr || behind == TokenKind::kAnd ||
                      behind == TokenKind::kPoints || behind == TokenKind::kArrow ||
                      behind == TokenKind::kRParen;
    if (!ends) break;
    news.push_back({TokenKind::kComma, ""});
    news.push_back({TokenKind::kText, AsText(end + 1)});
    end += 2;
  }
  if (end == first + 2) return;
  news.push_back({TokenKind::kRParen, ""});
  Replace(first, end, news);
}

// `country != Korea`, `title = CEO or CTO` in a line that was mended anyway. How many words were
// taken for texts.
size_t Mender::QuoteValues() {
  size_t quoted = 0;
  bool in_list = false;  // of texts: `in (`, `contains any of (`
  for (size_t i = 1; i < Count(); ++i) {
    const TokenKind kind = Kind(i), before = Kind(i - 1);
    if (kind == TokenKind::kLParen)
      in_list = before == TokenKind::kIn ||
                (i > 1 && before == TokenKind::kAnyOf && Kind(i - 2) == TokenKind::kTextOp);
    if (kind == TokenKind::kRParen) in_list = false;
    const bool equality = before == TokenKind::kEq || before == TokenKind::kNe;
    const bool compared =
        equality || before == TokenKind::kTextOp ||
        (in_list && (before == TokenKind::kLParen || before == TokenKind::kComma));
    if (!compared || (i > 1 && names_.IsNoText(buffer_.Spelling(tokens_[i - 2])))) continue;
    const bool yes = WordIn(i, {"true", "yes", "on", "예", "네", "참"});
    if (kind == TokenKind::kName &&
        (yes || WordIn(i, {"false", "no", "off", "아니오", "아니요", "거짓"}))) {
      tokens_[i].kind = yes ? TokenKind::kYesValue : TokenKind::kNoValue;
      ++quoted;
    } else if (IsText(i)) {
      tokens_[i].kind = TokenKind::kText;
      buffer_.Mend(&tokens_[i], QuoteText(std::string(buffer_.Spelling(tokens_[i]))));
      ++quoted;
    }
    if (!equality || Kind(i) != TokenKind::kText || Kind(i + 1) != TokenKind::kOr) continue;
    const size_t count = Count();
    ListOfTexts(i - 1);
    quoted += Count() != count ? 1 : 0;
  }
  return quoted;
}

// `점수가 >= 60 => MQL로`: what Korean hangs on a name. How many names lost it.
size_t Mender::TakeParticles() {
  size_t taken = 0;
  for (size_t i = 0; i < Count(); ++i) {
    const TokenKind next = Kind(i + 1);
    const bool subject = IsComparison(next) || next == TokenKind::kTextOp ||
                         next == TokenKind::kIs || next == TokenKind::kIn;
    const bool stage = i > 0 && Kind(i - 1) == TokenKind::kArrow && !Has(i + 1);
    if (Kind(i) != TokenKind::kName || tokens_[i].quoted() || (!subject && !stage)) continue;
    const std::string spelling(buffer_.Spelling(tokens_[i]));
    const std::string_view name = WithoutParticle(spelling);
    if (name == spelling || names_.Has(spelling)) continue;
    buffer_.Mend(&tokens_[i], std::string(name));
    ++taken;
  }
  return taken;
}

void Mender::SayOnce(source::Span span, bool mended) {
  constexpr size_t kMostTokens = 60, kMostBytes = 160;
  if (unit_.head != TokenKind::kName || !unit_.blocks.empty() || Count() > kMostTokens ||
      Count() == 0)
    return;
  std::vector<const diag::Diagnostic*> slips;
  bool signs = true;
  for (const diag::Diagnostic& d : bag_.all()) {
    if (d.span.file.value != span.file.value || d.span.begin < span.begin ||
        d.span.end > span.end || !IsOneOf(kSlips, d.id))
      continue;
    signs = signs && IsOneOf(kSigns, d.id);
    slips.push_back(&d);
  }
  if (slips.empty()) return;
  const bool wants_line =
      (mended && slips[0]->id == Id::kTwoConditions) || IsOneOf(kWantsLine, slips[0]->id);
  const bool several = slips.size() > 1 && (mended || signs);
  const bool guessed = mended && QuoteValues() + TakeParticles() > 0;
  unit_.doubtful = unit_.doubtful || guessed;
  if (!several && !guessed && !wants_line) return;
  const std::string line = Render(0, Count());
  if (line.size() > kMostBytes || line.find('\n') != std::string::npos) return;
  const Id lead = *std::find_if(std::begin(kSlips), std::end(kSlips),
                                [&](Id id) { return bag_.Find(id, span) != nullptr; });
  const diag::Diagnostic first = *bag_.Find(lead, span);
  for (const Id id : kSlips) bag_.Forget(id, span);
  diag::Diagnostic& d = bag_.Add(lead, first.span, first.args);
  d.labels = first.labels;
  d.line = line;
  if (lead == Id::kTwoConditions) {  // its two readings, in the line as it should be
    d.line.clear();
    ReadOtherwise(line, &d.args);
  }
  if (lead == Id::kPointsNeedSign) {  // with a sign or the other
    d.line.clear();
    d.args[2] = line;
  }
  const std::string_view source = buffer_.file->text().substr(span.begin, span.end - span.begin);
  if (source.find_first_of("#\n") == std::string_view::npos) d.fixes = {{span, line}};
}

void SayOnce(TokenBuffer* buffer, diag::Bag* bag, Unit* unit, JoinedNames* names, source::Span span,
             bool mended) {
  Unit copy = *unit;  // the tree that was read speaks of the unit's own tokens
  const Failure nowhere;
  Mender(buffer, bag, &copy, names, nowhere).SayOnce(span, mended);
  unit->doubtful = copy.doubtful;
}

}  // namespace ripe::syntax
