// Rules as sentences and as formulas: `add 20 if vip`, `webinar attended +20` for webinar_attended,
// `title has CEO word`, and the functions of spreadsheets and SQL: `IF(vip, 5)`, `AND(vip,
// active)`, `ISBLANK(email)`.
#include <algorithm>
#include <span>

#include "compiler/ops/ops.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/mender.h"
#include "compiler/types/calendar.h"

namespace ripe::syntax {

using diag::Id;

namespace {

constexpr std::string_view kAdding[] = {"add",  "adds",     "give",   "gives",   "gets",
                                        "get",  "award",    "assign", "assigns", "earns",
                                        "plus", "increase", "score",  "points"};
constexpr std::string_view kTaking[] = {"subtract", "subtracts", "deduct", "deducts",  "remove",
                                        "minus",    "lose",      "loses",  "decrease", "take"};

bool IsOneOf(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

// `add 20 if vip`, `vip give 5 points`, `give vip 5`
bool Mender::GivePoints() {
  if (!Scores() || Find(TokenKind::kArrow) < Count()) return false;
  for (const size_t verb : {at_, at_ > 0 ? at_ - 1 : at_}) {
    const std::string word = Word(verb);
    const bool takes = IsOneOf(kTaking, word);
    if (Kind(verb) != TokenKind::kName || (!takes && !IsOneOf(kAdding, word))) continue;
    const size_t number = verb + 1;
    if (verb == 0 && at_ == 1 && Kind(1) == TokenKind::kName &&
        WordIn(0, {"add", "give", "award", "assign"}))
      return Mend(Id::kIfThen, 0, 1, {});  // `give vip 5`
    if ((Kind(number) != TokenKind::kNumber && Kind(number) != TokenKind::kPoints) ||
        (verb > 0 && !EndsValue(verb - 1)))
      continue;
    std::string points(buffer_.Spelling(tokens_[number]));
    if (points[0] != '+' && points[0] != '-') points.insert(0, takes ? "-" : "+");
    const source::Span span = SpanOf(verb, number);
    const std::string written = Written(verb, number);
    Replace(verb, BehindUnits(number + 1), {{TokenKind::kPoints, points}});
    Say(Id::kIfThen, span, {written, points, Whole()});
    return true;
  }
  return false;
}

// Behind `points`, `점 추가`
size_t Mender::BehindUnits(size_t i) const {
  while (WordIn(i, {"points", "point", "pts", "pt", "점", "포인트", "추가", "부여"})) ++i;
  return i;
}

namespace {

// Words that say something between two names; they part what may be one name.
constexpr std::string_view kParting[] = {
    "is",       "was",      "are",       "more",     "less",    "greater",   "over",    "under",
    "above",    "below",    "at",        "between",  "from",    "within",    "last",    "past",
    "previous", "this",     "during",    "for",      "per",     "each",      "every",   "times",
    "time",     "contains", "contain",   "includes", "include", "including", "has",     "have",
    "starts",   "begins",   "ends",      "equals",   "like",    "exceeds",   "reaches", "to",
    "than",     "then",     "if",        "when",     "with",    "without",   "where",   "whose",
    "which",    "but",      "plus",      "never",    "no",      "before",    "after",   "since",
    "until",    "else",     "otherwise", "unless",   "either",  "becomes",   "ago",     "exists",
    "known",    "unknown",  "missing",   "empty",    "이상",    "이하",      "초과",    "미만",
    "최근",     "지난",     "이내",      "이내에",   "동안",    "그리고",    "또는",    "혹은",
    "이고",     "이며",     "이거나",    "이면",     "아니면",  "포함",      "있음",    "있으면",
    "없음",     "없으면",   "중",        "하나",     "건당",    "일주일",    "한달",    "때",
    "경우",     "추가",     "부여"};
constexpr std::string_view kArticles[] = {"a", "an", "the", "any", "some"};

}  // namespace

bool Mender::IsPartOfName(size_t i) const {
  return Kind(i) == TokenKind::kName && !tokens_[i].quoted() && Kind(i + 1) != TokenKind::kDot &&
         !IsOneOf(kParting, Word(i));
}

// `webinar attended +20`: names side by side are most likely one; where the file has a name of
// these words, it is that one.
bool Mender::SplitName() {
  constexpr size_t kMostWords = 5;
  const bool condition = Scores() || unit_.head == TokenKind::kDefine ||
                         unit_.head == TokenKind::kExpect || unit_.place == Place::kChecklist;
  if (!condition || at_ == 0 || HasBefore(TokenKind::kPoints, at_) ||
      HasBefore(TokenKind::kArrow, at_))
    return false;
  const size_t first = unit_.head == TokenKind::kDefine   ? 3
                       : unit_.head == TokenKind::kExpect ? 1
                       : unit_.place == Place::kChecklist ? 2
                                                          : 0;
  size_t begin = at_, end = at_;
  const auto last_visit = [&](size_t i) { return WordIn(i, {"last"}) && i == OperandBegin(at_); };
  while (begin > first && end - begin <= kMostWords &&
         (IsPartOfName(begin - 1) || last_visit(begin - 1)))
    --begin;
  while (end - begin <= kMostWords && IsPartOfName(end)) ++end;
  if (begin + 2 > end || begin == at_ || end - begin > kMostWords) return false;
  std::string words, joined, rest, parts[2];
  for (size_t i = begin; i < end; ++i) {
    const std::string spelling(buffer_.Spelling(tokens_[i]));
    if (IsOneOf(kArticles, Word(i)) && (i > begin || Word(i) != "a")) continue;
    words += (words.empty() ? "" : " ") + spelling;
    const std::string word(WithoutEnding(spelling));
    joined += (joined.empty() ? "" : "_") + word;
    if (parts[0].empty()) {
      parts[0] = word;
    } else {
      rest += (rest.empty() ? "" : "_") + word;
    }
  }
  const source::Span span = SpanOf(begin, end);
  const std::string known = names_.Find(words);
  if (!known.empty()) {
    Replace(begin, end, {{TokenKind::kName, known}});
    Say(Id::kNameNeedsBackticks, span, {words, Whole()}).fixes.push_back({span, known});
    return true;
  }
  const std::string_view first_word = buffer_.Spelling(tokens_[begin]),
                         second = buffer_.Spelling(tokens_[end - 1]);
  const std::string_view subject = WithoutParticle(first_word);
  if (end - begin == 2 && subject != first_word) {  // `직급이 대표`, `국가가 한국이 아니면`
    const bool isnt = WordIn(end, {"아니면", "아님", "아닌"});
    const std::string text = QuoteText(isnt ? WithoutParticle(second) : WithoutEnding(second));
    return Mend(Id::kWordComparison, begin, end + (isnt ? 1 : 0),
                {{TokenKind::kName, std::string(subject)},
                 {isnt ? TokenKind::kNe : TokenKind::kEq, ""},
                 {TokenKind::kText, text}});
  }
  if (rest.empty())
    return IsOneOf(kArticles, Word(begin)) &&
           Mend(Id::kIfThen, begin, begin + 1, {});  // `the demo`
  const std::string left = Written(begin, begin + 1), right = Written(begin + 1, end);
  Replace(begin, end, {{TokenKind::kName, joined}});
  SayTwoReadings(span, {words, joined, "", left, right, "", joined, parts[0] + " and " + rest})
      .fixes.push_back({span, joined});
  return true;
}

// kTwoConditions: the last two of `args` are what of the line reads otherwise, and how.
diag::Diagnostic& Mender::SayTwoReadings(source::Span span, std::vector<std::string> args) {
  ReadOtherwise(Whole(), &args);
  return Say(Id::kTwoConditions, span, std::move(args));
}

void Mender::ReadOtherwise(const std::string& line, std::vector<std::string>* args) {
  (*args)[2] = (*args)[5] = line;
  const size_t found = line.find((*args)[6]);
  if (found != std::string::npos)
    return static_cast<void>((*args)[5].replace(found, (*args)[6].size(), (*args)[7]));
  const size_t join = line.find(" and ");
  if (join != std::string::npos) (*args)[5].replace(join, 5, " or ");
}

// A text as it is written, a word in quotes.
std::string Mender::AsText(size_t i) const {
  const std::string spelling(buffer_.Spelling(tokens_[i]));
  return Kind(i) == TokenKind::kText ? spelling : QuoteText(spelling);
}

// `title has CEO word`, `title has CEO`, `직급에 대표 포함`
bool Mender::HasWord() {
  for (const size_t contains : {at_, at_ + 1}) {
    if (contains < 2 || !WordIn(contains, {"포함", "포함하면", "포함되면", "포함시"}) ||
        Kind(contains - 2) != TokenKind::kName)
      continue;
    if (Kind(contains - 1) != TokenKind::kText && Kind(contains - 1) != TokenKind::kName) continue;
    const std::string field(WithoutEnding(buffer_.Spelling(tokens_[contains - 2])));
    return Mend(Id::kWordComparison, contains - 2, contains + 1,
                {{TokenKind::kName, field},
                 {TokenKind::kTextOp, "contains"},
                 {TokenKind::kText, AsText(contains - 1)}});
  }
  for (const size_t has : {at_, at_ > 0 ? at_ - 1 : at_}) {
    const bool value = Kind(has + 1) == TokenKind::kText || Kind(has + 1) == TokenKind::kName;
    if (has == 0 || !value || !WordIn(has, {"has", "have", "contains", "includes"}) ||
        !EndsValue(has - 1))
      continue;
    const bool word = WordIn(has + 2, {"word", "words"});
    if (!word && Kind(has + 1) == TokenKind::kText) continue;  // Phrase
    const size_t end = has + (word ? 3 : 2);
    if (Kind(end) == TokenKind::kName) continue;
    return Mend(Id::kWordComparison, has, end,
                {{TokenKind::kTextOp, "has word"}, {TokenKind::kText, AsText(has + 1)}});
  }
  return false;
}

namespace {

// What stands where a function's name, its brackets and its first comma stood.
struct Call {
  std::string_view name, before, between, after;
};
constexpr Call kCalls[] = {
    {"and", "(", "and", ")"},
    {"or", "(", "or", ")"},
    {"not", "not (", "", ")"},
    {"isblank", "", "", "is missing"},
    {"isempty", "", "", "is missing"},
    {"isnull", "", "", "is missing"},
    {"is_null", "", "", "is missing"},
    {"isknown", "", "", "is known"},
    {"contains", "", "contains", ""},
    {"startswith", "", "starts with", ""},
    {"endswith", "", "ends with", ""},
    {"starts_with", "", "starts with", ""},
    {"ends_with", "", "ends with", ""},
    {"lower", "", "", ""},
    {"upper", "", "", ""},
    {"trim", "", "", ""},
    {"count", "count of", "", ""},
    {"sum", "sum of", "", ""},
    {"days_since", "days since", "", ""},
    {"dayssince", "days since", "", ""},
    {"days_until", "days until", "", ""},
    {"len", "count of", "", ""},
    {"num", "count of", "", ""},
    {"countif", "count of", "", ""},
};

}  // namespace

// `count(page_view) >= 3`, `AND(vip, active)`, `vip()`, `IF(vip, 5, 0)`
bool Mender::FunctionCall() {
  if (at_ == 0 && Kind(0) == TokenKind::kEq && Kind(1) == TokenKind::kName &&
      Kind(2) == TokenKind::kLParen)
    return Mend(Id::kIfThen, 0, 1, {});  // `=IF(…)`
  size_t open = at_;
  if (Kind(open) != TokenKind::kLParen) {  // inside it: `OR(vip, active)` fails at its comma
    int depth = 1;
    while (open > 0 && depth > 0) {
      --open;
      depth += Kind(open) == TokenKind::kRParen ? 1 : Kind(open) == TokenKind::kLParen ? -1 : 0;
    }
    if (depth > 0) return false;
  }
  if (open == 0) return false;
  const std::string name = Word(open - 1);
  if (name.empty()) return false;
  size_t comma = 0, close = open + 1;
  for (int depth = 1; Has(close); ++close) {
    if (Kind(close) == TokenKind::kLParen) ++depth;
    if (Kind(close) == TokenKind::kRParen && --depth == 0) break;
    if (Kind(close) == TokenKind::kComma && depth == 1 && comma == 0) comma = close;
  }
  if (!Has(close)) return false;
  const TokenKind compared = open > 1 ? Kind(open - 2) : TokenKind::kNone;
  const bool later = compared == TokenKind::kGt || compared == TokenKind::kGe;
  if (later && (name == "today" || name == "now") && Kind(close + 1) == TokenKind::kMinus &&
      Kind(close + 2) == TokenKind::kNumber) {  // `> TODAY() - 7`
    return Mend(Id::kLastWindow, open - 2, close + 3,
                {{TokenKind::kInTime, ""},
                 {TokenKind::kDuration, std::string(buffer_.Spelling(tokens_[close + 2])) + "d"}});
  }
  if (close == open + 1)
    return Kind(open - 1) == TokenKind::kName &&
           Mend(Id::kFunctionCall, open - 1, close + 1,
                {{TokenKind::kName, SpellingOf(tokens_[open - 1])}});
  if (name == "if" && open == 1) return IfCall(comma, close);
  const bool text = Kind(open + 1) == TokenKind::kText && close == open + 2;
  if (text && (name.starts_with("date") || name.starts_with("to_date"))) {  // `DATE('2026-01-01')`
    const std::string date = TextValue(buffer_.Spelling(tokens_[open + 1]));
    return types::ParseDate(date) &&
           Mend(Id::kFunctionCall, open - 1, close + 1, {{TokenKind::kDate, date}});
  }
  for (const Call& call : kCalls) {
    if (call.name != name || (comma > 0) == call.between.empty()) continue;
    return MendCall(open, close, call.before, call.between, call.after);
  }
  return false;
}

// A function's name, brackets and commas as words; what is inside them stays.
bool Mender::MendCall(size_t open, size_t close, std::string_view before, std::string_view between,
                      std::string_view after) {
  const auto words = [](std::string_view text) {
    const size_t space = std::min(text.find(' '), text.size());
    const std::string_view first = text.substr(0, space),
                           second = text.substr(std::min(space + 1, text.size()));
    if (ops::FindBuiltin(first, second))
      return std::vector<New>{{TokenKind::kBuiltin, std::string(text)}};
    if (ops::FindTextOp(first, second))
      return std::vector<New>{{TokenKind::kTextOp, std::string(text)}};
    std::vector<New> news;
    for (const auto& [kind, spelling] : WordsAsTokens(text)) news.push_back({kind, spelling});
    return news;
  };
  const source::Span span = SpanOf(open - 1, close + 1);
  const std::string written = Written(open - 1, close + 1);
  const size_t behind = Count() - (close + 1);
  Replace(close, close + 1, words(after));
  if (!between.empty()) {
    int depth = 1;
    const std::vector<Token> rest(tokens_.begin() + static_cast<std::ptrdiff_t>(open) + 1,
                                  tokens_.end());
    tokens_.resize(open + 1);
    for (size_t i = 0; i < rest.size(); ++i) {
      if (rest[i].kind == TokenKind::kLParen) ++depth;
      if (rest[i].kind == TokenKind::kRParen) --depth;
      tokens_.push_back(rest[i]);
      const bool parts =
          rest[i].kind == TokenKind::kComma && depth == 1 && i + behind < rest.size();
      if (parts) Replace(tokens_.size() - 1, tokens_.size(), words(between));
    }
  }
  Replace(open - 1, open + 1, words(before));
  const std::string meant = Render(open - 1, Count() - behind);
  Say(Id::kFunctionCall, span, {written, meant}).fixes.push_back({span, meant});
  return true;
}

// `IF(vip, 5, 0)`: a rule, if the third is nothing or 0.
bool Mender::IfCall(size_t comma, size_t close) {
  if (!Scores() || comma == 0 || close + 1 != Count()) return false;
  const size_t number = comma + 1;
  const bool stage = Kind(number) == TokenKind::kText &&
                     unit_.place == Place::kFile;  // `IF(score >= 60, "MQL", "")`
  const bool points =
      Kind(number) == TokenKind::kNumber || Kind(number) == TokenKind::kPoints || stage;
  const bool alone =
      number + 1 == close || (Kind(number + 1) == TokenKind::kComma && number + 3 == close);
  if (!points || !alone) return false;
  std::string spelling(buffer_.Spelling(tokens_[number]));
  const std::string otherwise =
      number + 1 != close ? std::string(buffer_.Spelling(tokens_[number + 2])) : "0";
  if (otherwise != "0" && otherwise != "\"\"") return Report(Id::kElse, number + 2, number + 3);
  if (!stage && spelling[0] != '+' && spelling[0] != '-') spelling.insert(0, "+");
  const source::Span span = SpanOf(0, close + 1);
  const std::string written = Written(0, close + 1);
  if (stage) {
    Replace(comma, close + 1,
            {{TokenKind::kArrow, ""},
             {TokenKind::kName, QuoteName(TextValue(buffer_.Spelling(tokens_[number])))}});
  } else {
    Replace(comma, close + 1, {{TokenKind::kPoints, spelling}});
  }
  Replace(0, 2, {});
  Say(Id::kFunctionCall, span, {written, Whole()}).fixes.push_back({span, Whole()});
  return true;
}

// `title contains "CEO" or contains "CTO"`, `score >= 60 and <= 80`
bool Mender::SubjectAgain() {
  if (at_ < 2 || (Kind(at_ - 1) != TokenKind::kAnd && Kind(at_ - 1) != TokenKind::kOr))
    return false;
  if (!IsComparison(Kind(at_)) && Kind(at_) != TokenKind::kTextOp && Kind(at_) != TokenKind::kIn &&
      Kind(at_) != TokenKind::kMatches)
    return false;
  const size_t begin = OperandBegin(at_ - 1);
  if (Kind(begin) != TokenKind::kName || Kind(begin + 1) == TokenKind::kDot || begin + 2 >= at_ ||
      !StartsValue(at_ + 1))
    return false;
  const source::Span span = SpanOf(at_, at_ + 1);
  const std::string written = Written(at_, at_ + 1);
  Replace(at_, at_, {{TokenKind::kName, std::string(buffer_.Spelling(tokens_[begin]))}});
  Say(Id::kFieldMissing, span, {written, Whole()});
  return true;
}

// `signed in 30d >= 2026-01-01`: two conditions about one date.
bool Mender::WindowAndDate() {
  if (!IsComparison(Kind(at_)) || at_ < 3 || Kind(at_ - 1) != TokenKind::kDuration ||
      Kind(at_ + 1) != TokenKind::kDate)
    return false;
  const size_t begin = OperandBegin(at_ - 1);
  if (Kind(begin) != TokenKind::kName || begin + 3 != at_) return false;
  const std::string name(buffer_.Spelling(tokens_[begin]));
  const source::Span span = SpanOf(begin, at_ + 2);
  const std::string written = Written(begin, at_ + 2);
  Replace(at_, at_, {{TokenKind::kAnd, ""}, {TokenKind::kName, name}});
  const std::string meant = Render(begin, at_ + 4);
  Say(Id::kChainedComparison, span, {written, Whole()}).fixes.push_back({span, meant});
  return true;
}

}  // namespace ripe::syntax
