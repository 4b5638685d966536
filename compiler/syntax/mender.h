// The insides of mistakes.h: one unit, the place where the parser stopped, and the tools that the recognisers in mistakes_*.cc use.
// A recogniser looks at the tokens around `at`, and where it knows the mistake, calls Mend or Report and returns true.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/joined_names.h"
#include "compiler/syntax/mistakes.h"

namespace ripe::syntax {

class Mender {
 public:
  Mender(TokenBuffer* buffer, diag::Bag* bag, Unit* unit, JoinedNames* names, const Failure& failure)
      : buffer_(*buffer), bag_(*bag), unit_(*unit), names_(*names), tokens_(unit->tokens), at_(failure.at), failure_(failure) {}
  Mending Run();
  // mistakes_lines.cc: see SayOnce in mistakes.h.
  void SayOnce(source::Span span, bool mended);

 private:
  // A token to put in: a word or sign of the language, or a value with its spelling.
  struct New {
    TokenKind kind;
    std::string spelling;
  };

  // mistakes_words.cc: words and phrases of other languages.
  bool WrongCase();
  bool KoreanComparison();
  bool Phrase();
  bool Like(size_t begin, size_t text);
  bool PointsPhrase();
  bool IfThen();
  bool Between();
  bool TrueFalse();
  bool UnitWord();
  // mistakes_rules.cc: points, arrows, labels.
  bool NumberAsPoints();
  bool AddToScore();
  bool SpacedPoints();
  bool MisplacedPoints();
  bool MisplacedModifier();
  bool BrokenModifier();
  bool ArrowAsCompare();
  bool MissingArrow();
  bool StageFirst();
  bool StageInQuotes();
  bool TwoArrows();
  bool OtherArrow();
  bool SignBeforePoints();
  bool ConditionFirst();
  bool Label();
  bool TwoConditions();
  bool Bullet();
  bool NothingThere();
  bool PointsMissing();
  // mistakes_conditions.cc: comparisons, lists, events, windows.
  bool Chained();
  bool DurationWords();
  bool LongAgo();
  bool WindowFirst();
  bool LastWindow();
  bool Before();
  bool BareDuration();
  bool ListWithoutParens();
  bool NamesWithoutParens(size_t first);
  bool AnyWithoutOf();
  bool HasValue();
  bool RangeInParens();
  bool TextWithoutQuotes();
  bool RegexElsewhere();
  bool CountOfEvents();
  bool CountWord();
  bool WindowAfterComparison();
  bool WhereAfterWindow();
  bool CountWithoutOf();
  bool Never();
  bool SpacedNumber();
  bool AfterDate();
  bool EmptyParens();
  // mistakes_sentences.cc: rules as sentences and as formulas.
  bool GivePoints();
  bool SplitName();
  bool HasWord();
  bool FunctionCall();
  bool MendCall(size_t open, size_t close, std::string_view before, std::string_view between, std::string_view after);
  bool IfCall(size_t comma, size_t close);
  bool WindowAndDate();
  bool SubjectAgain();
  bool IsPartOfName(size_t i) const;
  std::string AsText(size_t i) const;
  size_t BehindUnits(size_t i) const;
  diag::Diagnostic& SayTwoReadings(source::Span span, std::vector<std::string> args);
  static void ReadOtherwise(const std::string& line, std::vector<std::string>* args);
  // mistakes_statements.cc: declarations and blocks.
  bool Sla();
  bool UseTwice();
  bool WrongPlace();
  bool ReservedName();
  bool NameInQuotes();
  bool HeadWithoutQuotes();
  bool SpacedName();
  bool FieldTypes();
  bool FieldAgain();
  bool ColonForEquals();
  bool StageSigns();
  bool Require();
  bool BraceMissing();
  bool ItemName();
  bool TestLine();

  // ---- looking ----
  size_t Count() const { return tokens_.size(); }
  bool Has(size_t i) const { return i < tokens_.size(); }
  TokenKind Kind(size_t i) const { return i < tokens_.size() ? tokens_[i].kind : TokenKind::kNone; }
  // The word in lower case; empty where it is no unquoted word.
  std::string Word(size_t i) const;
  bool WordIn(size_t i, std::initializer_list<std::string_view> words) const;
  bool Expects(TokenKind kind) const { return failure_.expected.test(static_cast<size_t>(kind)); }
  bool ExpectsOnly(TokenKind kind) const { return Expects(kind) && failure_.expected.count() == 1; }
  bool EndsValue(size_t i) const;     // a name, a literal, `)`
  bool StartsValue(size_t i) const;   // a name, a literal, `(`, `no`, `not`
  static bool IsComparison(TokenKind kind) { return kind >= TokenKind::kEq && kind <= TokenKind::kGe; }
  static bool IsLiteral(TokenKind kind) { return kind == TokenKind::kNumber || kind == TokenKind::kText || kind == TokenKind::kDate; }
  bool IsModifier(size_t i) const { return Kind(i) == TokenKind::kEach || Kind(i) == TokenKind::kUpTo || Kind(i) == TokenKind::kHalvingEvery; }
  // The first such token at or after `from`; Count() where there is none.
  size_t Find(TokenKind kind, size_t from = 0) const;
  bool HasBefore(TokenKind kind, size_t end) const { return Find(kind) < end; }
  bool Scores() const { return unit_.head == TokenKind::kName && (unit_.place == Place::kFile || unit_.place == Place::kGroup); }
  // Where the operand of `and`/`or` that `i` is in begins and ends.
  size_t OperandBegin(size_t i) const;
  size_t OperandEnd(size_t i) const;

  size_t QuoteValues();
  size_t TakeParticles();
  bool IsText(size_t i);
  void ListOfTexts(size_t first);
  bool IsWithin(size_t i) const;  // `이내` and its like, behind a duration
  std::string DurationAt(size_t i, size_t* end) const;

  // ---- saying ----
  source::Span SpanOf(size_t begin, size_t end) const;  // tokens [begin, end)
  std::string Written(size_t begin, size_t end) const;  // the author's words
  std::string Render(size_t begin, size_t end) const;   // tokens in canonical spelling
  std::string Whole() const;                            // the statement as it is now, or what is around the place
  std::string SpellingOf(const Token& token) const;

  // Replaces tokens [begin, end), and reports `id` on them with (written, instead, the whole mended statement) and more.
  bool Mend(diag::Id id, size_t begin, size_t end, const std::vector<New>& news, std::vector<std::string> more = {}, bool fix = true,
            std::vector<diag::Fix> other_fixes = {});
  // Reports; takes back what was said about parts of the same mistake.
  diag::Diagnostic& Say(diag::Id id, source::Span span, std::vector<std::string> args);
  // Replaces tokens without a word.
  void Replace(size_t begin, size_t end, const std::vector<New>& news);
  // Reports `id` on tokens [begin, end); the unit cannot be used.
  bool Report(diag::Id id, size_t begin, size_t end, std::vector<std::string> args = {});

  TokenBuffer& buffer_;
  diag::Bag& bag_;
  Unit& unit_;
  JoinedNames& names_;
  std::vector<Token>& tokens_;
  const size_t at_;
  const Failure& failure_;
  bool reported_only_ = false;
};

// Words of the language as tokens, for replacements: "not contains", ">=", "in".
std::vector<std::pair<TokenKind, std::string>> WordsAsTokens(std::string_view words);

}  // namespace ripe::syntax
