// Mistakes about points, arrows and labels: `vip 20`, `vip + 10`, `score > 60 MQL`, `=> MQL if ...`.
#include "compiler/syntax/lex.h"
#include "compiler/syntax/mender.h"

namespace ripe::syntax {

using diag::Id;

// `vip 20`
bool Mender::NumberAsPoints() {
  if (!Scores() || Kind(at_) != TokenKind::kNumber || at_ == 0 || !EndsValue(at_ - 1)) return false;
  if (Find(TokenKind::kPoints) < Count() || Find(TokenKind::kArrow) < Count()) return false;
  const size_t end = BehindUnits(at_ + 1);
  const bool ends = end == Count() || IsModifier(end) || Kind(end) == TokenKind::kText;
  if (!ends) return false;
  const std::string number(buffer_.Spelling(tokens_[at_]));
  if (number[0] == '-') return false;
  std::string taken = Render(0, at_) + " -" + number;
  if (taken.size() > 60) taken = "-" + number;
  return Mend(Id::kPointsNeedSign, at_, end, {{TokenKind::kPoints, "+" + number}}, {taken});
}

// `score += 10`, `score = score + 10`: points are no variable.
bool Mender::AddToScore() {
  if (!Scores()) return false;
  for (size_t i = 0; i + 2 < Count(); ++i) {
    if (Kind(i) != TokenKind::kName) continue;
    const bool again = Kind(i + 1) == TokenKind::kEq && Kind(i + 2) == TokenKind::kName && Written(i, i + 1) == Written(i + 2, i + 3);
    const size_t sign = again ? i + 3 : i + 1;
    const bool adds = Kind(sign) == TokenKind::kPlus || Kind(sign) == TokenKind::kMinus;
    if (!adds || (!again && (Kind(sign + 1) != TokenKind::kEq || tokens_[sign + 1].space_before()))) continue;
    const size_t number = sign + (again ? 1 : 2);
    if (Kind(number) != TokenKind::kNumber) continue;
    const std::string points = (Kind(sign) == TokenKind::kPlus ? "+" : "-") + std::string(buffer_.Spelling(tokens_[number]));
    return Report(Id::kAddToScore, i, number + 1, {Written(i, number + 1), points});
  }
  return false;
}

// `vip + 10`
bool Mender::SpacedPoints() {
  if (!Scores() || at_ < 3 || Find(TokenKind::kPoints) < Count() || Find(TokenKind::kArrow) < Count()) return false;
  const bool ends = at_ == Count() || IsModifier(at_) || Kind(at_) == TokenKind::kText;
  const TokenKind sign = Kind(at_ - 2);
  if (!ends || Kind(at_ - 1) != TokenKind::kNumber || (sign != TokenKind::kPlus && sign != TokenKind::kMinus)) return false;
  const std::string_view number = buffer_.Spelling(tokens_[at_ - 1]);
  const std::string meant = (sign == TokenKind::kPlus ? "+" : "-") + std::string(number.substr(0, number.find_first_not_of("0123456789._")));
  return Mend(Id::kSignSpace, at_ - 2, at_, {{TokenKind::kPoints, meant}});
}

// Points in parentheses, in a define, twice, after a stage.
bool Mender::MisplacedPoints() {
  if (Kind(at_) != TokenKind::kPoints) return false;
  if (at_ == 0) return Report(Id::kConditionMissing, 0, Count(), {Written(0, Count()), Render(0, Count())});
  const std::string written = Written(at_, at_ + 1);
  if (HasBefore(TokenKind::kPoints, at_)) {
    const size_t first = Find(TokenKind::kPoints);
    bool between = false;
    for (size_t i = first + 1; i < at_; ++i) between = between || Kind(i) == TokenKind::kName || Kind(i) == TokenKind::kRParen;
    if (between) return false;  // two rules on one line
    Say(Id::kTwice, SpanOf(at_, at_ + 1), {written}).labels.push_back({SpanOf(first, first + 1), diag::LabelId::kFirstHere, {}});
    Replace(at_, at_ + 1, {});
    return true;
  }
  if (HasBefore(TokenKind::kArrow, at_)) return Mend(Id::kPointsOnStage, at_, at_ + 1, {}, {}, false);
  // `(x -5) > 3`, `define y = x -5`: arithmetic without its space.
  const std::string sign = written.substr(0, 1);
  const std::string number(buffer_.Spelling(tokens_[at_]).substr(1));
  const source::Span span = SpanOf(at_, at_ + 1);
  Replace(at_, at_ + 1, {{sign == "+" ? TokenKind::kPlus : TokenKind::kMinus, ""}, {TokenKind::kNumber, number}});
  Say(Id::kPointsNotHere, span, {written, sign + " " + number, Whole()});
  return true;
}

// `each`, `up to` and `halving every` where no points are: before them, on a stage rule, alone on a line.
bool Mender::MisplacedModifier() {
  if (at_ == 1 && Scores() && Kind(0) == TokenKind::kName && WordIn(0, {"each", "every", "per"}) && StartsValue(1)) {  // each page_view +5
    const size_t behind = Find(TokenKind::kPoints);
    if (behind == Count()) return false;
    const source::Span span = SpanOf(0, 1);
    const std::string written = Written(0, 1);
    Token each = tokens_[0];
    each.kind = TokenKind::kEach;
    each.flags = Token::kInserted | Token::kSpaceBefore;
    tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(behind) + 1, each);
    tokens_.erase(tokens_.begin());
    Say(Id::kModifierOrder, span, {written, Whole()});
    return true;
  }
  if (!IsModifier(at_) && Kind(at_) != TokenKind::kDownTo) return false;
  size_t end = at_ + 1;
  if (Kind(at_) != TokenKind::kEach && (Kind(end) == TokenKind::kNumber || Kind(end) == TokenKind::kDuration)) ++end;
  const size_t points = Find(TokenKind::kPoints, at_);
  if (points < Count() && Scores()) {  // page_view each +5
    std::vector<Token> moved(tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.begin() + static_cast<std::ptrdiff_t>(end));
    const source::Span span = SpanOf(at_, end);
    const std::string written = Written(at_, end);
    tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(points) + 1, moved.begin(), moved.end());
    tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.begin() + static_cast<std::ptrdiff_t>(end));
    Say(Id::kModifierOrder, span, {written, Whole()});
    return true;
  }
  if (at_ > 0 && Kind(at_ - 1) == TokenKind::kText && HasBefore(TokenKind::kPoints, at_)) {  // +20 "label" each
    const Token label = tokens_[at_ - 1];
    const source::Span span = SpanOf(at_ - 1, at_);
    const std::string written = Written(at_ - 1, at_);
    tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(at_) - 1);
    size_t behind = at_ - 1 + (end - at_);
    while (Has(behind) && (IsModifier(behind) || IsModifier(behind - 1))) ++behind;
    tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(behind), label);
    Say(Id::kModifierOrder, span, {written, Whole()});
    return true;
  }
  if (Kind(at_) == TokenKind::kDownTo && HasBefore(TokenKind::kPoints, at_)) return Mend(Id::kModifierNotHere, at_, at_ + 1, {{TokenKind::kUpTo, ""}}, {}, false);
  return Report(Id::kModifierNotHere, at_, end, {Written(at_, end)});
}

// `up to` without a number, `halving every` without a duration.
bool Mender::BrokenModifier() {
  if (at_ == 0) return false;
  const TokenKind before = Kind(at_ - 1);
  if (before == TokenKind::kUpTo || before == TokenKind::kDownTo) {
    return Report(Id::kUpToNumber, at_ - 1, at_, {Written(at_ - 1, at_), Written(at_ - 1, at_) + (before == TokenKind::kUpTo ? " 50" : " -20")});
  }
  if (before == TokenKind::kHalvingEvery) {
    if (Kind(at_) == TokenKind::kNumber) {
      const std::string number(buffer_.Spelling(tokens_[at_]));
      return Mend(Id::kHalvingEvery, at_, at_ + 1, {{TokenKind::kDuration, number + "d"}});
    }
    return Report(Id::kHalvingEvery, at_ - 1, at_, {Written(at_ - 1, at_), "halving every 30d"});
  }
  return false;
}

// `score => 60`
bool Mender::ArrowAsCompare() {
  if (at_ == 0 || Kind(at_ - 1) != TokenKind::kArrow) return false;
  if (Kind(at_) != TokenKind::kNumber && Kind(at_) != TokenKind::kDate) return false;
  return Mend(Id::kArrowAsCompare, at_ - 1, at_, {{TokenKind::kGe, ""}});
}

// `score > 60 MQL`
bool Mender::MissingArrow() {
  if (unit_.place != Place::kFile || unit_.head != TokenKind::kName || at_ + 1 != Count() || at_ == 0) return false;
  if (Kind(at_) != TokenKind::kName && Kind(at_) != TokenKind::kText) return false;
  if (!EndsValue(at_ - 1) || HasBefore(TokenKind::kArrow, at_) || HasBefore(TokenKind::kPoints, at_)) return false;
  bool condition = at_ >= 3;
  for (size_t i = 0; i < at_; ++i) condition = condition || Kind(i) != TokenKind::kName;
  if (!condition || Kind(at_) == TokenKind::kText) return false;
  return Mend(Id::kMissingArrow, at_, at_, {{TokenKind::kArrow, ""}});
}

// `=> MQL if score >= 60`, `MQL if score >= 60`, `MQL => score >= 60`
bool Mender::StageFirst() {
  if (unit_.place != Place::kFile || unit_.head != TokenKind::kName) return false;
  size_t name = Kind(0) == TokenKind::kArrow ? 1 : 0;
  if (Kind(name) != TokenKind::kName) return false;
  size_t condition = name + 1;
  if (WordIn(condition, {"if", "when", "where", "for", "iff"})) {
    ++condition;
    if (at_ > condition) return false;
  } else if (Kind(condition) == TokenKind::kEq && name == 0 && at_ > condition + 1 && IsComparison(Kind(at_)) && Find(TokenKind::kArrow) == Count() && at_ + 2 < Count() + 1 && Kind(at_ + 1) != TokenKind::kName) {
    ++condition;
  } else if (Kind(condition) == TokenKind::kArrow && name == 0 && at_ > condition + 1 && (IsComparison(Kind(at_)) || Kind(at_) == TokenKind::kAnd || Kind(at_) == TokenKind::kIn)) {
    ++condition;
  } else {
    return false;
  }
  if (!Has(condition)) return false;
  const source::Span span = SpanOf(0, condition);
  const std::string written = Written(0, condition);
  const std::string stage = SpellingOf(tokens_[name]);
  std::vector<Token> moved(tokens_.begin() + static_cast<std::ptrdiff_t>(condition), tokens_.end());
  Token arrow = tokens_[name];
  const Token stage_token = tokens_[name];
  arrow.kind = TokenKind::kArrow;
  arrow.flags = Token::kInserted;
  const bool has_points = Find(TokenKind::kPoints, condition) < Count();
  if (has_points) return false;
  moved.push_back(arrow);
  moved.push_back(stage_token);
  tokens_ = std::move(moved);
  Say(Id::kStageFirst, span, {written, stage, Render(0, Count())});
  return true;
}

// `=> "MQL"`
bool Mender::StageInQuotes() {
  if (at_ == 0 || Kind(at_) != TokenKind::kText) return false;
  const TokenKind before = Kind(at_ - 1);
  if (before != TokenKind::kArrow && before != TokenKind::kFor && before != TokenKind::kExits && unit_.head != TokenKind::kStages) return false;
  return Mend(Id::kNameInQuotes, at_, at_ + 1, {{TokenKind::kName, QuoteName(TextValue(buffer_.Spelling(tokens_[at_])))}});
}

bool Mender::TwoArrows() {
  if (Kind(at_) != TokenKind::kArrow || !HasBefore(TokenKind::kArrow, at_)) return false;
  if (Kind(at_ - 1) == TokenKind::kArrow) return Mend(Id::kTwice, at_, at_ + 1, {});
  const size_t first = Find(TokenKind::kArrow);
  Say(Id::kTwoArrows, SpanOf(at_, at_ + 1), {Render(0, first + 2)}).labels.push_back({SpanOf(first, first + 1), diag::LabelId::kFirstHere, {}});
  tokens_.resize(at_);
  return true;
}

// Words after the points: a label without quotes, or the next rule.
bool Mender::Label() {
  if (!Scores() || !HasBefore(TokenKind::kPoints, at_) || Kind(at_) != TokenKind::kName) return false;
  for (size_t i = at_; i < Count(); ++i) {
    const TokenKind kind = Kind(i);
    const bool next_rule = kind == TokenKind::kPoints || kind == TokenKind::kArrow || IsComparison(kind) || kind == TokenKind::kTextOp || kind == TokenKind::kInTime;
    if (next_rule) return Report(Id::kSeparatorMissing, at_, at_ + 1);
  }
  if (HasBefore(TokenKind::kText, at_) && Kind(at_ - 1) == TokenKind::kText) return false;
  const std::string words = Written(at_, Count());
  return Mend(Id::kQuotesMissing, at_, Count(), {{TokenKind::kText, QuoteText(words)}});
}

// `vip demo_request +20`: two conditions, and nothing that joins them.
bool Mender::TwoConditions() {
  if (at_ == 0 || !StartsValue(at_) || !EndsValue(at_ - 1)) return false;
  if (HasBefore(TokenKind::kPoints, at_) || HasBefore(TokenKind::kArrow, at_)) return false;
  const bool condition = Scores() || unit_.head == TokenKind::kDefine || unit_.head == TokenKind::kExpect || unit_.place == Place::kChecklist;
  if (!condition || IsLiteral(Kind(at_)) || (unit_.head == TokenKind::kDefine && at_ < 3)) return false;
  const bool goes_on = Find(TokenKind::kPoints, at_) < Count() || Find(TokenKind::kArrow, at_) < Count() || !Scores();
  if (!goes_on) return false;
  if (unit_.doubtful) {  // `lead source is high`: said once
    Replace(at_, at_, {{TokenKind::kAnd, ""}});
    return true;
  }
  const size_t begin = OperandBegin(at_ - 1);
  const std::string left = Written(begin, at_), right = Written(at_, OperandEnd(at_));
  const std::string before = Render(at_ - 1, at_), after = Render(at_, at_ + 1);
  const source::Span span = SpanOf(at_, at_ + 1);
  const std::string written = Written(at_, at_ + 1);
  Replace(at_, at_, {{TokenKind::kAnd, ""}});
  SayTwoReadings(span, {written, "and", "", left, right, "", before + " and " + after, before + " or " + after}).fixes.push_back({{span.file, span.begin, span.begin}, "and "});
  return true;
}

// `- vip +20`, `1. vip +20`: a list from a document.
bool Mender::Bullet() {
  if (at_ > 1 || !Has(1)) return false;
  if (at_ == 0 && (Kind(0) == TokenKind::kMinus || Kind(0) == TokenKind::kStar || Kind(0) == TokenKind::kPlus) && StartsValue(1)) return Mend(Id::kBullet, 0, 1, {});
  if (Kind(0) == TokenKind::kNumber && tokens_[0].mended() && Written(0, 1).ends_with('.') && at_ == 1) return Mend(Id::kBullet, 0, 1, {});
  if (Kind(0) == TokenKind::kNumber && at_ == 1 && Kind(1) == TokenKind::kRParen) return Mend(Id::kBullet, 0, 2, {});
  return false;
}

// `vip = +20`, `vip => +20`, `vip: +20`, `vip gets +20`
bool Mender::SignBeforePoints() {
  if (!Scores()) return false;
  for (const size_t number : {at_, at_ > 0 ? at_ - 1 : at_, at_ + 1}) {
    const TokenKind kind = Kind(number);
    if ((kind != TokenKind::kNumber && kind != TokenKind::kPoints) || number < 2) continue;
    const size_t end = BehindUnits(number + 1);
    const bool ends = end == Count() || IsModifier(end) || Kind(end) == TokenKind::kText;
    const std::string written = Written(number, number + 1);
    const bool is_signed = written[0] == '+' || written[0] == '-';
    if (!ends || (!is_signed && Kind(number - 1) != TokenKind::kColon)) continue;
    if (kind == TokenKind::kPoints) {
      if (!WordIn(number - 1, {"gets", "get", "gives", "give", "adds", "add", "earns", "scores", "score", "points", "worth", "plus", "gains"}) || at_ != number - 1) continue;
      size_t begin = number - 1;
      while (begin > 1 && Kind(begin - 1) == TokenKind::kIs) --begin;
      return Mend(Id::kIfThen, begin, number, {});
    }
    const TokenKind before = Kind(number - 1);
    const bool sign = (before == TokenKind::kEq && written[0] == '+') || before == TokenKind::kArrow || before == TokenKind::kColon || before == TokenKind::kIs;
    if (!sign) continue;
    const std::string points = (is_signed ? "" : "+") + std::string(buffer_.Spelling(tokens_[number]));
    return Mend(Id::kKeywordSpelling, number - 1, end, {{TokenKind::kPoints, points}});
  }
  return false;
}

// `+20 if vip`, `vip +20 if active`
bool Mender::ConditionFirst() {
  if (!Scores()) return false;
  // `20 points if vip`
  const size_t behind = BehindUnits(1);
  if (Kind(0) == TokenKind::kNumber && at_ >= 1 && WordIn(behind, {"if", "when", "for", "per", "every", "each"})) {
    tokens_.erase(tokens_.begin() + 1, tokens_.begin() + static_cast<std::ptrdiff_t>(behind));
    buffer_.Mend(tokens_.data(), "+" + std::string(buffer_.Spelling(tokens_[0])));
    tokens_[0].kind = TokenKind::kPoints;
  }
  const size_t points = Find(TokenKind::kPoints);
  if (points >= Count() || (points > 0 && points >= at_)) return false;
  size_t word = points == 0 ? 1 : at_;
  const bool has_word = WordIn(word, {"if", "when", "where", "for", "이면"}) || Kind(word) == TokenKind::kWhere;
  if (!has_word && points > 0) return false;
  size_t condition = has_word ? word + 1 : word;
  size_t each = condition;  // `5 points for each page_view`
  while (points == 0 && (Kind(each) == TokenKind::kEach || WordIn(each, {"each", "every", "per"}))) ++each;
  const bool is_each = each > condition;
  condition = each;
  if (!StartsValue(condition)) return false;
  const source::Span span = SpanOf(points, condition);
  const std::string written = Written(points, condition);
  std::vector<Token> made(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(points));
  if (points > 0) {
    Token join = tokens_[word];
    join.kind = TokenKind::kAnd;
    join.flags = Token::kInserted;
    made.push_back(join);
  }
  made.insert(made.end(), tokens_.begin() + static_cast<std::ptrdiff_t>(condition), tokens_.end());
  size_t modifiers = made.size();  // `5 points per page_view up to 20`: its modifiers stay behind the points
  while (modifiers > 0 && made[modifiers - 1].kind != TokenKind::kUpTo && made[modifiers - 1].kind != TokenKind::kHalvingEvery) --modifiers;
  const size_t at = points == 0 && modifiers > 0 ? modifiers - 1 : made.size();
  made.insert(made.begin() + static_cast<std::ptrdiff_t>(at), tokens_.begin() + static_cast<std::ptrdiff_t>(points), tokens_.begin() + static_cast<std::ptrdiff_t>(word));
  if (is_each) {
    Token token = tokens_[word];
    token.kind = TokenKind::kEach;
    token.flags = Token::kInserted | Token::kSpaceBefore;
    made.insert(made.begin() + static_cast<std::ptrdiff_t>(at + word - points), token);
  }
  tokens_ = std::move(made);
  Say(Id::kConditionFirst, span, {written, "", Whole()});
  return true;
}

// `score >= 60 = MQL`, `score >= 60: MQL`
bool Mender::OtherArrow() {
  if (unit_.place != Place::kFile || unit_.head != TokenKind::kName || at_ < 2 || Kind(Count() - 1) != TokenKind::kName || Kind(at_) == TokenKind::kArrow) return false;
  constexpr size_t kMostWords = 5;
  const auto leads = [&](size_t i) {
    return Kind(i) == TokenKind::kEq || Kind(i) == TokenKind::kColon || Kind(i) == TokenKind::kGt || Kind(i) == TokenKind::kArrow ||
           WordIn(i, {"as", "become", "becomes", "is", "means", "then", "move", "moves", "go", "goes", "to", "set", "mark", "make", "stage", "it", "lead"});
  };
  size_t begin = Count() - 1;
  while (begin > at_ && Count() - begin <= kMostWords && leads(begin - 1)) --begin;
  if (begin != at_ || begin + 1 >= Count() || HasBefore(TokenKind::kArrow, at_)) return false;
  bool condition = false;
  for (size_t i = 0; i < at_; ++i) condition = condition || Kind(i) != TokenKind::kName;
  if (!condition) return false;
  return Mend(Id::kArrowSpelling, at_, Count() - 1, {{TokenKind::kArrow, ""}});
}

// Nothing where a value belongs: `a and +20`, `score >= => MQL`, `=> MQL`.
bool Mender::NothingThere() {
  const bool value_due = failure_.expected.none() || (Expects(TokenKind::kName) && Expects(TokenKind::kLParen) && Expects(TokenKind::kNumber));
  if (at_ == 0) {
    if (Kind(0) == TokenKind::kArrow) return Report(Id::kConditionMissing, 0, Count(), {Written(0, Count()), Render(0, Count())});
    if (Kind(0) == TokenKind::kAnd || Kind(0) == TokenKind::kOr) return Report(Id::kConditionMissing, 0, 1, {Written(0, 1), Written(0, 1) + " …"});
    const TokenKind first = Kind(0);
    const bool compares = IsComparison(first) || first == TokenKind::kTextOp || first == TokenKind::kMatches || first == TokenKind::kIn || first == TokenKind::kIs;
    if (compares && Has(1)) {
      const bool text = first == TokenKind::kTextOp || first == TokenKind::kMatches || Kind(1) == TokenKind::kText;
      return Report(Id::kFieldMissing, 0, 1, {Written(0, 1), (text ? "title " : "company_size ") + Render(0, Count())});
    }
    return false;
  }
  const TokenKind before = Kind(at_ - 1);
  if (before == TokenKind::kArrow && at_ == Count()) return Report(Id::kOperandMissing, at_ - 1, at_, {Written(at_ - 1, at_)});
  // "a and +20": a number where points were meant.
  if (at_ == Count() && Scores() && before == TokenKind::kNumber && at_ >= 2 && tokens_[at_ - 1].begin < tokens_[at_ - 1].end) {
    const std::string number = Written(at_ - 1, at_);
    const TokenKind op = Kind(at_ - 2);
    const bool joins = op == TokenKind::kAnd || op == TokenKind::kOr || op == TokenKind::kNot || IsComparison(op);
    if (joins && (number[0] == '+' || op == TokenKind::kNot)) return Report(Id::kOperandMissing, at_ - 2, at_ - 1, {Written(at_ - 2, at_ - 1)});
  }
  if (!value_due) return false;
  const bool operator_before = before == TokenKind::kAnd || before == TokenKind::kOr || before == TokenKind::kNot || IsComparison(before) ||
                               before == TokenKind::kPlus || before == TokenKind::kMinus || before == TokenKind::kStar || before == TokenKind::kSlash ||
                               before == TokenKind::kIn || before == TokenKind::kWhere || before == TokenKind::kTo;
  const TokenKind now = Kind(at_);
  const bool stops = at_ == Count() || now == TokenKind::kArrow || now == TokenKind::kPoints || now == TokenKind::kAnd || now == TokenKind::kOr ||
                     now == TokenKind::kRParen || now == TokenKind::kComma || IsComparison(now);
  if (!operator_before || !stops) return false;
  return Report(Id::kOperandMissing, at_ - 1, at_, {Written(at_ - 1, at_)});
}

// A condition, and then nothing.
bool Mender::PointsMissing() {
  if (!Scores() || at_ != Count() || !Expects(TokenKind::kPoints)) return false;
  // `country in KR, JP`: the comma has ended the rule.
  const uint32_t end = tokens_.back().end;
  const bool comma = end < buffer_.file->text().size() && buffer_.file->text()[end] == ',';
  if (comma && Kind(at_ - 1) == TokenKind::kName && at_ > 2 && (Kind(at_ - 2) == TokenKind::kIn || Kind(at_ - 2) == TokenKind::kTextOp)) {
    return Report(Id::kListNeedsParens, at_ - 1, at_, {Written(at_ - 1, at_), "(\"" + Written(at_ - 1, at_) + "\", …)"});
  }
  if (unit_.doubtful) {  // there is a mistake before it
    reported_only_ = true;
    return true;
  }
  std::string words = Render(0, Count());
  bool stage = false;
  for (size_t i = 0; i < Count() && unit_.place == Place::kFile; ++i) stage = stage || WordIn(i, {"score"});
  if (words.size() > 60 || words.find('\n') != std::string::npos) words = "…";
  return Report(Id::kPointsMissing, 0, Count(), {words, words + (stage ? " => MQL" : " +10")});
}

}  // namespace ripe::syntax
