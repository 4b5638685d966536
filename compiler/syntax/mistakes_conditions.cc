// Mistakes inside conditions: chains of comparisons, lists without parentheses, windows and durations in words, events counted in
// the order of English.
#include <algorithm>
#include <charconv>

#include "compiler/syntax/lex.h"
#include "compiler/syntax/mender.h"
#include "compiler/syntax/number.h"

namespace ripe::syntax {

using diag::Id;

// `50 <= x <= 100`
bool Mender::Chained() {
  if (!IsComparison(Kind(at_)) || at_ < 3) return false;
  const size_t begin = OperandBegin(at_ - 1);
  size_t first = begin;
  while (first < at_ && !IsComparison(Kind(first))) ++first;
  if (first >= at_ || first == begin || first + 1 == at_) return false;
  const size_t end = OperandEnd(at_);
  const source::Span span = SpanOf(begin, end);
  const std::string written = Written(begin, end);
  const bool rising = Kind(first) == TokenKind::kLe && Kind(at_) == TokenKind::kLe;
  std::string meant;
  if (rising) meant = Render(first + 1, at_) + " in " + Render(begin, first) + " to " + Render(at_ + 1, end);
  std::vector<Token> middle(tokens_.begin() + static_cast<std::ptrdiff_t>(first) + 1, tokens_.begin() + static_cast<std::ptrdiff_t>(at_));
  Token join = tokens_[at_];
  join.kind = TokenKind::kAnd;
  join.flags = Token::kInserted;
  middle.insert(middle.begin(), join);
  tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(at_), middle.begin(), middle.end());
  if (!rising) meant = Render(begin, end + middle.size());
  Say(Id::kChainedComparison, span, {written, meant}).fixes.push_back({span, meant});
  return true;
}

// The duration at `i`, also in two words; behind it in `end`. Empty where there is none.
std::string Mender::DurationAt(size_t i, size_t* end) const {
  *end = i + 1;
  if (Kind(i) == TokenKind::kDuration) return std::string(buffer_.Spelling(tokens_[i]));
  static constexpr std::pair<std::string_view, std::string_view> kUnits[] = {{"day", "1d"}, {"week", "7d"}, {"month", "30d"}, {"quarter", "90d"}, {"year", "365d"}};
  for (const auto& [unit, duration] : kUnits) {
    if (i > 0 && WordIn(i, {unit}) && WordIn(i - 1, {"last", "past", "previous", "this"})) return std::string(duration);
  }
  static constexpr std::pair<std::string_view, std::string_view> kKorean[] = {{"하루", "1d"}, {"일주일", "7d"}, {"한달", "30d"}, {"일년", "365d"}};
  for (const auto& [word, duration] : kKorean) {
    if (WordIn(i, {word})) return std::string(duration);
  }
  if (Kind(i) != TokenKind::kNumber || !Has(i + 1)) return {};
  *end = i + 2;
  const NumberReading reading = ReadNumber(std::string(buffer_.Spelling(tokens_[i])) + Word(i + 1), 0);
  const bool duration = reading.kind == TokenKind::kDuration && reading.problem != NumberProblem::kDurationRange;
  return duration ? reading.mended : std::string();
}

// `in 30 days`
bool Mender::DurationWords() {
  for (const size_t number : {at_ > 0 ? at_ - 1 : at_, at_, Kind(at_) == TokenKind::kIn ? at_ + 1 : at_}) {
    size_t end = 0;
    const std::string duration = Kind(number) == TokenKind::kNumber ? DurationAt(number, &end) : std::string();
    if (duration.empty()) continue;
    const bool in = number > 0 && (Kind(number - 1) == TokenKind::kIn || Kind(number - 1) == TokenKind::kTo || Kind(number - 1) == TokenKind::kNext);
    const bool next = number > 1 && WordIn(number - 1, {"next"}) && Kind(number - 2) == TokenKind::kIn;
    const bool dangling = number > 0 && !in && !next && EndsValue(number - 1) && unit_.head != TokenKind::kGiven && !HasBefore(TokenKind::kPoints, number);
    std::vector<New> news;
    if (dangling) news.push_back({TokenKind::kIn, ""});
    news.push_back({TokenKind::kDuration, duration});
    return Mend(Id::kDurationUnit, number, end, news);
  }
  return false;
}

// `last_visit more than 30 days ago`, `last_visit was over 30 days ago`, `방문 30일 이상 지남`: how long it has been, in days.
bool Mender::LongAgo() {
  static constexpr std::pair<std::string_view, TokenKind> kSince[] = {{"이상", TokenKind::kGe}, {"초과", TokenKind::kGt}, {"넘게", TokenKind::kGt}};
  for (size_t back = 0; back <= 3 && back <= at_; ++back) {
    const size_t begin = at_ - back;
    if (begin == 0 || !EndsValue(begin - 1)) continue;
    size_t number = begin, end = 0;
    while (WordIn(number, {"is", "was", "been", "happened"})) ++number;
    const bool since = WordIn(number, {"over", "before", "after"}) || (WordIn(number, {"more", "longer", "earlier", "greater"}) && WordIn(number + 1, {"than"}));
    if (since) number += WordIn(number + 1, {"than"}) ? 2 : 1;
    const bool within = !since && WordIn(number, {"less", "fewer", "under"});
    if (within) number += WordIn(number + 1, {"than"}) ? 2 : 1;
    const std::string duration = DurationAt(number, &end);
    if (within && !duration.empty() && WordIn(end, {"ago"})) return Mend(Id::kLastWindow, begin, end + 1, {{TokenKind::kInTime, ""}, {TokenKind::kDuration, duration}});
    const bool days = duration.ends_with('d'), weeks = duration.ends_with('w');
    if (!days && !weeks) continue;
    TokenKind op = TokenKind::kGt;
    if (since) {
      if (!WordIn(end, {"ago"})) continue;
      ++end;
    } else {
      const auto* row = std::find_if(std::begin(kSince), std::end(kSince), [&](const auto& each) { return Word(end) == each.first; });
      if (row == std::end(kSince) || !WordIn(end + 1, {"지남", "지났음", "지났으면", "지나면", "경과", "경과하면", "경과시", "전", "전이면"})) continue;
      op = row->second;
      end += 2;
    }
    uint32_t count = 0;
    const char* const unit = duration.data() + duration.size() - 1;
    if (std::from_chars(duration.data(), unit, count).ptr != unit) continue;  // `1.5d`
    const std::string written = Written(begin, end);
    const source::Span span = SpanOf(begin, end);
    const size_t value = OperandBegin(begin);
    Replace(begin, end, {{op, ""}, {TokenKind::kNumber, std::to_string(count * (weeks ? 7 : 1))}});
    const std::string meant = Render(begin, begin + 2);
    Replace(value, value, {{TokenKind::kBuiltin, "days since"}});
    Say(Id::kWordComparison, span, {written, meant, Whole()});
    return true;
  }
  return false;
}

bool Mender::IsWithin(size_t i) const { return WordIn(i, {"이내", "이내에", "이내의", "내", "내에", "동안", "안에", "간", "사이", "사이에"}); }

// `30일 이내 webinar`, `최근 30일 webinar`: the window before its event, as Korean has it.
bool Mender::WindowFirst() {
  if (!Scores() && unit_.head != TokenKind::kDefine) return false;
  const size_t begin = OperandBegin(at_);
  size_t duration_at = begin;
  while (WordIn(duration_at, {"최근", "지난", "last", "past", "within", "the"})) ++duration_at;
  size_t event = 0;
  const std::string duration = DurationAt(duration_at, &event);
  if (duration.empty()) return false;
  while (IsWithin(event)) ++event;
  if (Kind(event) != TokenKind::kName) return false;
  constexpr size_t kMostWords = 5;
  size_t end = event + 1;
  while (end - event < kMostWords && IsPartOfName(end)) ++end;  // `30일 이내 웨비나 참석`
  const source::Span span = SpanOf(begin, end);
  const std::string written = Written(begin, end);
  Replace(begin, event, {{TokenKind::kInTime, ""}, {TokenKind::kDuration, duration}});
  end -= event - begin - 2;
  const auto from = tokens_.begin() + static_cast<std::ptrdiff_t>(begin);
  std::rotate(from, from + 2, tokens_.begin() + static_cast<std::ptrdiff_t>(end));
  const std::string meant = Render(begin, end);
  Say(Id::kLastWindow, span, {written, meant, Whole()}).fixes.push_back({span, meant});
  return true;
}

// `demo before trial`: there is only `after`.
bool Mender::Before() {
  for (const size_t word : {at_, at_ > 0 ? at_ - 1 : at_}) {
    if (word == 0 || !WordIn(word, {"before", "이전"}) || Kind(word - 1) != TokenKind::kName || Kind(word + 1) != TokenKind::kName) continue;
    const std::string first = Written(word - 1, word), second = Written(word + 1, word + 2);
    return Report(Id::kBefore, word - 1, word + 2, {Written(word - 1, word + 2), second + " after " + first});
  }
  return false;
}

// `in last 30d`, `in the past 30 days`, `within 30d`
bool Mender::LastWindow() {
  const size_t from = Kind(at_) == TokenKind::kIn ? at_ + 1 : at_;  // `no webinar in the last month` fails at its `in`
  for (size_t back = 0; back <= 2 && back <= at_; ++back) {
    size_t begin = from - back;
    if (!WordIn(begin, {"last", "past", "previous", "recent", "this", "the", "within", "during", "over", "since", "for", "최근", "지난", "inside", "by"})) continue;
    size_t end = begin + 1;
    while (WordIn(end, {"last", "past", "previous", "recent", "the", "최근", "지난"})) ++end;
    while (begin > 0 && WordIn(begin - 1, {"the", "within", "during", "over", "for", "last", "past"})) --begin;
    size_t to = 0;
    const std::string duration = DurationAt(end, &to);
    if (duration.empty()) continue;
    if (begin > 0 && (Kind(begin - 1) == TokenKind::kIn || Kind(begin - 1) == TokenKind::kInTime)) --begin;
    while (IsWithin(to) || WordIn(to, {"ago"})) ++to;
    return Mend(Id::kLastWindow, begin, to, {{TokenKind::kInTime, ""}, {TokenKind::kDuration, duration}});
  }
  return false;
}

// `webinar_attended 30d`, `webinar_attended in 30d ago`, `30일 이내`
bool Mender::BareDuration() {
  const auto tail = [&](size_t end) {
    while (IsWithin(end) || WordIn(end, {"ago", "before"})) ++end;
    return end;
  };
  if (unit_.head == TokenKind::kGiven) return false;
  if (Kind(at_) == TokenKind::kDuration && at_ > 0 && EndsValue(at_ - 1) && !HasBefore(TokenKind::kPoints, at_)) {
    const std::string duration(buffer_.Spelling(tokens_[at_]));
    return Mend(Id::kLastWindow, at_, tail(at_ + 1), {{TokenKind::kInTime, ""}, {TokenKind::kDuration, duration}});
  }
  size_t behind = 0;
  const std::string words = Kind(at_) == TokenKind::kName && at_ > 0 && EndsValue(at_ - 1) && IsWithin(at_ + 1) ? DurationAt(at_, &behind) : std::string();
  if (!words.empty()) return Mend(Id::kLastWindow, at_, tail(behind), {{TokenKind::kInTime, ""}, {TokenKind::kDuration, words}});  // `일주일 이내`
  if (at_ == 0 || Kind(at_ - 1) != TokenKind::kDuration || tail(at_) == at_) return false;
  std::vector<New> news = {{TokenKind::kDuration, std::string(buffer_.Spelling(tokens_[at_ - 1]))}};
  const bool in = at_ > 1 && Kind(at_ - 2) == TokenKind::kInTime;
  if (in) news.insert(news.begin(), {TokenKind::kInTime, ""});
  return Mend(Id::kLastWindow, at_ - (in ? 2 : 1), tail(at_), news);
}

// `any of email_open, email_click`, `contains any of CEO, CTO`
bool Mender::NamesWithoutParens(size_t first) {
  const bool only_in = Kind(first - 1) == TokenKind::kIn;  // `country in KR, JP`
  const TokenKind before = first > 1 ? Kind(first - 2) : TokenKind::kNone;
  const bool in = only_in || before == TokenKind::kIn || (before == TokenKind::kEq && unit_.head != TokenKind::kDefine);  // `title in any of CEO, CTO`: `in` is enough
  const bool texts = in || before == TokenKind::kTextOp;
  std::vector<New> news = {{TokenKind::kLParen, ""}};
  size_t end = first;
  for (; Kind(end) == TokenKind::kName || Kind(end) == TokenKind::kComma || (Kind(end) == TokenKind::kOr && Kind(end + 1) == TokenKind::kName); ++end) {
    if (Kind(end) != TokenKind::kName) continue;
    if (news.size() > 1) news.push_back({TokenKind::kComma, ""});
    const std::string name(buffer_.Spelling(tokens_[end]));
    news.push_back({texts ? TokenKind::kText : TokenKind::kName, texts ? QuoteText(name) : name});
  }
  news.push_back({TokenKind::kRParen, ""});
  if (!in) return Mend(Id::kListNeedsParens, first, end, news);
  const source::Span span = SpanOf(first, end);
  const std::string written = Written(first, end);
  Replace(first, end, news);
  if (!only_in) Replace(first - 2, first, {{TokenKind::kIn, ""}});
  Say(Id::kListNeedsParens, span, {written, Render(first - (only_in ? 0 : 1), Count()), Whole()});
  return true;
}

// `in "KR", "JP"`, `any of "a", "b"`
bool Mender::ListWithoutParens() {
  for (const size_t first : {at_, at_ > 0 ? at_ - 1 : at_}) {
    const bool of = first > 0 && (Kind(first - 1) == TokenKind::kAnyOf || Kind(first - 1) == TokenKind::kAllOf);
    if (of && Kind(first) == TokenKind::kName) return NamesWithoutParens(first);
    const bool in = first > 0 && Kind(first - 1) == TokenKind::kIn && Kind(first + 1) == TokenKind::kComma;
    if (in && Kind(first) == TokenKind::kName) return NamesWithoutParens(first);
  }
  // The literals and commas around the place.
  size_t begin = at_;
  while (begin > 0 && (IsLiteral(Kind(begin - 1)) || Kind(begin - 1) == TokenKind::kComma)) --begin;
  size_t end = at_;
  while (IsLiteral(Kind(end)) || Kind(end) == TokenKind::kComma || (Kind(end) == TokenKind::kOr && IsLiteral(Kind(end + 1)))) ++end;
  if (begin == 0 || end == begin || !IsLiteral(Kind(begin)) || !IsLiteral(Kind(end - 1))) return false;
  size_t introduced = begin - 1;
  const TokenKind before = Kind(introduced);
  const bool list = before == TokenKind::kIn || before == TokenKind::kTextOp || before == TokenKind::kAnyOf || before == TokenKind::kAllOf ||
                    before == TokenKind::kEq || before == TokenKind::kNe;
  if (!list || (end - begin < 2 && before != TokenKind::kAnyOf && before != TokenKind::kAllOf)) return false;
  if (unit_.head == TokenKind::kGiven) return false;
  std::vector<New> news = {{TokenKind::kLParen, ""}};
  for (size_t i = begin; i < end; ++i) {
    const bool literal = IsLiteral(Kind(i));
    if (literal && news.back().kind != TokenKind::kLParen && news.back().kind != TokenKind::kComma) news.push_back({TokenKind::kComma, ""});
    if (literal) news.push_back({Kind(i), std::string(buffer_.Spelling(tokens_[i]))});
  }
  news.push_back({TokenKind::kRParen, ""});
  const bool equals = (before == TokenKind::kEq && unit_.head != TokenKind::kList) || before == TokenKind::kNe;
  if (!equals) return Mend(Id::kListNeedsParens, begin, end, news);
  news.insert(news.begin(), {TokenKind::kIn, ""});
  if (before == TokenKind::kNe) news.insert(news.begin(), {TokenKind::kNot, ""});
  return Mend(Id::kListNeedsParens, introduced, end, news);
}

// `contains any ("a", "b")`
bool Mender::AnyWithoutOf() {
  const bool any = Kind(at_) == TokenKind::kAny || WordIn(at_, {"all", "one", "either"});
  const bool texts = Kind(at_) == TokenKind::kAny && at_ > 0 && Kind(at_ - 1) == TokenKind::kTextOp && Kind(at_ + 1) == TokenKind::kText;
  if (!texts && (!any || Kind(at_ + 1) != TokenKind::kLParen)) return false;
  return Mend(Id::kKeywordSpelling, at_, at_ + 1, {{WordIn(at_, {"all"}) ? TokenKind::kAllOf : TokenKind::kAnyOf, ""}});
}

// `has email`
bool Mender::HasValue() {
  if (at_ == 0 || !WordIn(at_ - 1, {"has", "have", "with"}) || Kind(at_) != TokenKind::kName || OperandBegin(at_) + 1 != at_) return false;
  const std::string name(buffer_.Spelling(tokens_[at_]));
  return Mend(Id::kIsNotKnown, at_ - 1, at_ + 1, {{TokenKind::kName, name}, {TokenKind::kIs, ""}, {TokenKind::kKnown, ""}});
}

// `in (200 to 1000)`
bool Mender::RangeInParens() {
  if (Kind(at_) == TokenKind::kNumber && at_ > 0 && Kind(at_ - 1) == TokenKind::kName && Kind(at_ + 1) == TokenKind::kTo && Kind(at_ + 2) == TokenKind::kNumber) {  // `size 200~1000`
    bag_.Forget(Id::kRangeSign, SpanOf(at_, at_ + 3));
    return Mend(Id::kRangeSign, at_, at_ + 3, {{TokenKind::kIn, ""}, {TokenKind::kNumber, std::string(buffer_.Spelling(tokens_[at_]))}, {TokenKind::kTo, ""}, {TokenKind::kNumber, std::string(buffer_.Spelling(tokens_[at_ + 2]))}});
  }
  if (Kind(at_) != TokenKind::kTo || at_ < 3 || Kind(at_ - 2) != TokenKind::kLParen || Kind(at_ - 3) != TokenKind::kIn) return false;
  if (!Has(at_ + 2) || Kind(at_ + 2) != TokenKind::kRParen) return false;
  const std::vector<New> news = {{Kind(at_ - 1), std::string(buffer_.Spelling(tokens_[at_ - 1]))},
                                 {TokenKind::kTo, ""},
                                 {Kind(at_ + 1), std::string(buffer_.Spelling(tokens_[at_ + 1]))}};
  return Mend(Id::kRangeSign, at_ - 2, at_ + 3, news);
}

// `title contains Sales Manager`, `industry = Financial Services`
bool Mender::TextWithoutQuotes() {
  if (at_ < 2 || Kind(at_) != TokenKind::kName || Kind(at_ - 1) != TokenKind::kName) return false;
  size_t begin = at_ - 1;
  while (begin > 0 && Kind(begin - 1) == TokenKind::kName) --begin;
  if (begin == 0) return false;
  const TokenKind before = Kind(begin - 1);
  if (before != TokenKind::kTextOp && before != TokenKind::kEq && before != TokenKind::kNe && before != TokenKind::kLParen && before != TokenKind::kComma) return false;
  if (before == TokenKind::kEq && unit_.head == TokenKind::kDefine && begin == 3) return false;
  if (before == TokenKind::kLParen && (begin < 2 || (Kind(begin - 2) != TokenKind::kIn && Kind(begin - 2) != TokenKind::kEq && Kind(begin - 2) != TokenKind::kAnyOf && Kind(begin - 2) != TokenKind::kTextOp))) return false;
  if (before == TokenKind::kComma && Find(TokenKind::kLParen) > begin) return false;
  size_t end = at_;
  while (Kind(end) == TokenKind::kName) ++end;
  return Mend(Id::kQuotesMissing, begin, end, {{TokenKind::kText, QuoteText(Written(begin, end))}});
}

// `title = /ceo/`, `title contains /ceo/`, `matches "ceo"`
bool Mender::RegexElsewhere() {
  if (Kind(at_) == TokenKind::kText && at_ > 0 && Kind(at_ - 1) == TokenKind::kMatches) {
    std::string pattern = "/";
    for (const char c : TextValue(buffer_.Spelling(tokens_[at_]))) {
      if (c == '/') pattern += '\\';
      pattern += c;
    }
    return Mend(Id::kMatchesNeedsRegex, at_, at_ + 1, {{TokenKind::kRegex, pattern + "/"}});
  }
  if (Kind(at_) != TokenKind::kRegex || at_ < 2) return false;
  const TokenKind before = Kind(at_ - 1);
  if (before != TokenKind::kEq && before != TokenKind::kTextOp && before != TokenKind::kIs) return false;
  return Mend(Id::kRegexNeedsMatches, at_ - 1, at_ + 1, {{TokenKind::kMatches, ""}, {TokenKind::kRegex, std::string(buffer_.Spelling(tokens_[at_]))}});
}

// `3 page_view in 7d`, `page_view at least 3 times`, `page_view 3 times`
bool Mender::CountWord() {
  const auto times = [&](size_t i) { return WordIn(i, {"times", "time", "x", "회", "번", "이상"}); };
  const std::string word = Word(at_);  // `page_view x3`
  const bool x = word.size() > 1 && word[0] == 'x' && word.find_first_not_of("0123456789", 1) == std::string::npos;
  if (x && Find(TokenKind::kPoints) < Count() && at_ > 0 && Kind(at_ - 1) == TokenKind::kName && (at_ == 1 || !EndsValue(at_ - 2))) {
    const std::string name(buffer_.Spelling(tokens_[at_ - 1]));
    return Mend(Id::kCountEvents, at_ - 1, at_ + 1, {{TokenKind::kAtLeast, ""}, {TokenKind::kNumber, word.substr(1)}, {TokenKind::kName, name}});
  }
  // The number before "times", and what stands before the number.
  for (const size_t number : {at_ + 2, at_ + 1, at_, at_ > 0 ? at_ - 1 : at_}) {
    if (Kind(number) != TokenKind::kNumber || !times(number + 1) || number == 0) continue;
    size_t begin = number;
    TokenKind quantifier = TokenKind::kAtLeast;
    if (begin >= 2 && WordIn(begin - 2, {"at"}) && WordIn(begin - 1, {"least", "most"})) {
      if (WordIn(begin - 1, {"most"})) quantifier = TokenKind::kAtMost;
      begin -= 2;
    }
    if (begin == 0 || Kind(begin - 1) != TokenKind::kName) continue;
    const size_t event = begin - 1;
    if (event > 0 && EndsValue(event - 1)) continue;
    size_t end = number + 2;
    if (times(end)) ++end;
    const std::string name(buffer_.Spelling(tokens_[event]));
    return Mend(Id::kCountEvents, event, end,
                {{quantifier, ""}, {TokenKind::kNumber, std::string(buffer_.Spelling(tokens_[number]))}, {TokenKind::kName, name}});
  }
  return false;
}

bool Mender::CountOfEvents() {
  if (at_ > 0 && (Kind(at_ - 1) == TokenKind::kAtLeast || Kind(at_ - 1) == TokenKind::kAtMost) && Kind(at_) == TokenKind::kName) {
    return Report(Id::kUpToNumber, at_ - 1, at_, {Written(at_ - 1, at_), Written(at_ - 1, at_) + " 2 " + Written(at_, at_ + 1)});
  }
  const bool starts = at_ == 1 || (at_ > 1 && (Kind(at_ - 2) == TokenKind::kAnd || Kind(at_ - 2) == TokenKind::kOr || Kind(at_ - 2) == TokenKind::kLParen || Kind(at_ - 2) == TokenKind::kNot));
  if (!starts || Kind(at_) != TokenKind::kName || Kind(at_ - 1) != TokenKind::kNumber || unit_.place == Place::kTest || BehindUnits(at_) > at_) return false;
  return Mend(Id::kCountEvents, at_ - 1, at_, {{TokenKind::kAtLeast, ""}, {TokenKind::kNumber, std::string(buffer_.Spelling(tokens_[at_ - 1]))}});
}

// `page_view in 30d >= 3`, `page_view >= 3 in 30d`, and a property after an unparenthesised `where ... and`.
bool Mender::WindowAfterComparison() {
  if (at_ == 0) return false;
  if (IsComparison(Kind(at_)) && at_ > 1 && Kind(at_ - 1) == TokenKind::kDuration) {
    const size_t begin = OperandBegin(at_ - 1);
    if (Kind(begin) != TokenKind::kName) return false;
    return Mend(Id::kCountOf, begin, begin, {{TokenKind::kBuiltin, "count of"}});
  }
  if (Kind(at_) == TokenKind::kWhere && HasBefore(TokenKind::kWhere, at_)) {  // where ... where ...
    const size_t first = Find(TokenKind::kWhere) + 1;
    size_t end = at_ + 1;
    while (Has(end) && Kind(end) != TokenKind::kInTime && Kind(end) != TokenKind::kAfter && Kind(end) != TokenKind::kPoints && Kind(end) != TokenKind::kArrow) ++end;
    const source::Span span = SpanOf(first, end);
    const std::string written = Written(first, end);
    Replace(end, end, {{TokenKind::kRParen, ""}});
    Replace(at_, at_ + 1, {{TokenKind::kAnd, ""}});
    Replace(first, first, {{TokenKind::kLParen, ""}});
    Say(Id::kPropertyAfterWhere, span, {written, Render(first, end + 2), Whole()});
    return true;
  }
  if (Kind(at_) != TokenKind::kInTime && Kind(at_) != TokenKind::kAfter) return false;
  const size_t begin = OperandBegin(at_ - 1);
  const size_t where = Find(TokenKind::kWhere);
  const bool joined = begin > 1 && (Kind(begin - 1) == TokenKind::kAnd || Kind(begin - 1) == TokenKind::kOr);
  if (where + 1 < begin && joined && Kind(where + 1) != TokenKind::kLParen) {
    const source::Span span = SpanOf(where + 1, at_);
    const std::string written = Written(where + 1, at_);
    Replace(at_, at_, {{TokenKind::kRParen, ""}});
    Replace(where + 1, where + 1, {{TokenKind::kLParen, ""}});
    Say(Id::kPropertyAfterWhere, span, {written, "(" + written + ")", Whole()}).fixes.push_back({span, "(" + written + ")"});
    return true;
  }
  if (begin + 3 == at_ && Kind(begin) == TokenKind::kName && IsComparison(Kind(begin + 1)) && Kind(begin + 2) == TokenKind::kNumber) {
    // page_view >= 3 in 30d
    size_t end = at_ + 1;
    while (Kind(end) == TokenKind::kDuration || Kind(end) == TokenKind::kTo || Kind(end) == TokenKind::kName) ++end;
    std::vector<Token> window(tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.begin() + static_cast<std::ptrdiff_t>(end));
    const source::Span span = SpanOf(begin, end);
    const std::string written = Written(begin, end);
    tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.begin() + static_cast<std::ptrdiff_t>(end));
    tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(begin) + 1, window.begin(), window.end());
    Replace(begin, begin, {{TokenKind::kBuiltin, "count of"}});
    const std::string meant = Render(begin, end + 1);
    Say(Id::kCountOf, span, {written, meant, Whole()}).fixes.push_back({span, meant});
    return true;
  }
  return false;
}

// `page_view in 14d where url contains "/pricing"`
bool Mender::WhereAfterWindow() {
  if (Kind(at_) != TokenKind::kWhere || at_ < 2) return false;
  size_t window = at_;
  while (window > 0 && Kind(window) != TokenKind::kInTime && Kind(window) != TokenKind::kAfter) --window;
  if (window == 0) return false;
  const size_t end = OperandEnd(at_);
  const source::Span span = SpanOf(window, end);
  const std::string written = Written(window, end);
  std::rotate(tokens_.begin() + static_cast<std::ptrdiff_t>(window), tokens_.begin() + static_cast<std::ptrdiff_t>(at_),
              tokens_.begin() + static_cast<std::ptrdiff_t>(end));
  const std::string meant = Render(window, end);
  Say(Id::kWhereAfterWindow, span, {written, meant, Whole()}).fixes.push_back({span, meant});
  return true;
}

// `count webinar >= 3`, `number of webinar >= 3`
bool Mender::CountWithoutOf() {
  if (at_ > 0 && WordIn(at_, {"count", "counts", "times"}) && IsComparison(Kind(at_ + 1)) && Kind(at_ - 1) == TokenKind::kName) {  // page_view count > 3
    const std::string name(buffer_.Spelling(tokens_[at_ - 1]));
    return Mend(Id::kCountOf, at_ - 1, at_ + 1, {{TokenKind::kBuiltin, "count of"}, {TokenKind::kName, name}});
  }
  if (at_ == 0 || !WordIn(at_ - 1, {"count", "number", "sum", "total", "days_since", "times"}) || OperandBegin(at_) + 1 != at_) return false;
  size_t end = at_;
  if (WordIn(end, {"of"})) ++end;
  if (Kind(end) != TokenKind::kName && !(Has(end) && Kind(end) == TokenKind::kEvent)) return false;
  const char* builtin = WordIn(at_ - 1, {"sum", "total"}) ? "sum of" : WordIn(at_ - 1, {"days_since"}) ? "days since" : "count of";
  return Mend(Id::kFunctionCall, at_ - 1, end, {{TokenKind::kBuiltin, builtin}});
}

// `never webinar`, `webinar ever`, `이메일_오픈 in 30d 없음`
bool Mender::Never() {
  if (at_ > 2 && WordIn(at_, {"없음", "없으면", "없을", "없는"}) && Kind(at_ - 1) == TokenKind::kDuration && Kind(at_ - 2) == TokenKind::kInTime) {
    const size_t begin = OperandBegin(at_);
    const source::Span span = SpanOf(at_, at_ + 1);
    const std::string written = Written(at_, at_ + 1);
    Replace(at_, at_ + 1, {});
    Replace(begin, begin, {{TokenKind::kNo, ""}});
    Say(Id::kKoreanWord, span, {written, "no", Whole()});
    return true;
  }
  if (at_ > 0 && WordIn(at_ - 1, {"never", "without", "none"}) && Kind(at_) == TokenKind::kName) return Mend(Id::kKeywordSpelling, at_ - 1, at_, {{TokenKind::kNo, ""}});
  if (at_ > 0 && WordIn(at_, {"ever", "once", "anytime", "happened"}) && EndsValue(at_ - 1)) return Mend(Id::kIfThen, at_, at_ + 1, {});
  return false;
}

// `budget > 10 000`
bool Mender::SpacedNumber() {
  if (at_ == 0 || Kind(at_) != TokenKind::kNumber || Kind(at_ - 1) != TokenKind::kNumber || Written(at_, at_ + 1).size() != 3) return false;
  size_t end = at_;
  std::string meant(buffer_.Spelling(tokens_[at_ - 1]));
  while (Has(end) && Kind(end) == TokenKind::kNumber && Written(end, end + 1).size() == 3) meant += buffer_.Spelling(tokens_[end++]);
  return Mend(Id::kCommaInNumber, at_ - 1, end, {{TokenKind::kNumber, meant}});
}

// `signup after 2026-01-01`, `signup before 2026-01-01`
bool Mender::AfterDate() {
  if (Kind(at_) == TokenKind::kDate && at_ > 0 && Kind(at_ - 1) == TokenKind::kAfter) return Mend(Id::kAfterDate, at_ - 1, at_, {{TokenKind::kGt, ""}});
  const bool date = Kind(at_ + 1) == TokenKind::kDate;
  if (date && at_ > 0 && WordIn(at_, {"before", "until", "till", "이전"})) return Mend(Id::kAfterDate, at_, at_ + 1, {{TokenKind::kLt, ""}});
  if (date && at_ > 0 && WordIn(at_, {"since", "from", "이후"})) return Mend(Id::kAfterDate, at_, at_ + 1, {{TokenKind::kGe, ""}});
  if (date && at_ > 0 && WordIn(at_, {"on", "at"})) return Mend(Id::kAfterDate, at_, at_ + 1, {{TokenKind::kEq, ""}});
  return false;
}

bool Mender::EmptyParens() {
  if (Kind(at_) != TokenKind::kRParen || at_ == 0 || Kind(at_ - 1) != TokenKind::kLParen) return false;
  return Report(Id::kNothingInside, at_ - 1, at_ + 1);
}

}  // namespace ripe::syntax
