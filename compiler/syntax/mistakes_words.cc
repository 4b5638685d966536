// Words and phrases of other languages: of programming, of English sentences, of Korean, of other tools. Each with what Ripe says for it.
#include <algorithm>
#include <array>

#include "compiler/ops/ops.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/mender.h"

namespace ripe::syntax {

using diag::Id;

namespace {

// Every word that is a keyword somewhere, in lower case.
constexpr std::string_view kKeywords[] = {
    "and", "or", "not", "no", "in", "is", "where", "any", "event", "contains", "matches", "of", "all", "at", "least", "most", "up", "to", "down",
    "each", "halving", "every", "for", "exits", "from", "missing", "known", "else", "after", "next", "ago", "yes", "starts", "ends", "has", "with",
    "word", "count", "sum", "days", "since", "until", "given", "expect", "text", "number", "yesno", "date", "time", "tags",
};

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

struct PhraseRow {
  std::string_view words;
  std::string_view meant;
  Id id;
};
// Longest first among those with one beginning. After a value.
constexpr PhraseRow kPhrases[] = {
    {"is not any of", "not in", Id::kWordComparison},
    {"is any of", "in", Id::kWordComparison},
    {"is either", "=", Id::kWordComparison},
    {"is not in", "not in", Id::kWordComparison},
    {"is in", "in", Id::kWordComparison},
    {"is not one of", "not in", Id::kWordComparison},
    {"is one of", "in", Id::kWordComparison},
    {"one of", "in", Id::kWordComparison},
    {"is greater than or equal to", ">=", Id::kWordComparison},
    {"greater than or equal to", ">=", Id::kWordComparison},
    {"is more than or equal to", ">=", Id::kWordComparison},
    {"is less than or equal to", "<=", Id::kWordComparison},
    {"less than or equal to", "<=", Id::kWordComparison},
    {"is greater than", ">", Id::kWordComparison},
    {"greater than", ">", Id::kWordComparison},
    {"is more than", ">", Id::kWordComparison},
    {"no more than", "<=", Id::kWordComparison},
    {"more than", ">", Id::kWordComparison},
    {"bigger than", ">", Id::kWordComparison},
    {"larger than", ">", Id::kWordComparison},
    {"higher than", ">", Id::kWordComparison},
    {"is over", ">", Id::kWordComparison},
    {"is above", ">", Id::kWordComparison},
    {"exceeds", ">", Id::kWordComparison},
    {"is at least", ">=", Id::kWordComparison},
    {"at least", ">=", Id::kWordComparison},
    {"is less than", "<", Id::kWordComparison},
    {"no less than", ">=", Id::kWordComparison},
    {"less than", "<", Id::kWordComparison},
    {"fewer than", "<", Id::kWordComparison},
    {"lower than", "<", Id::kWordComparison},
    {"smaller than", "<", Id::kWordComparison},
    {"is under", "<", Id::kWordComparison},
    {"is below", "<", Id::kWordComparison},
    {"is at most", "<=", Id::kWordComparison},
    {"at most", "<=", Id::kWordComparison},
    {"is not equal to", "!=", Id::kWordComparison},
    {"not equal to", "!=", Id::kWordComparison},
    {"not equals", "!=", Id::kWordComparison},
    {"does not equal", "!=", Id::kWordComparison},
    {"not =", "!=", Id::kWordComparison},
    {"is equal to", "=", Id::kWordComparison},
    {"equal to", "=", Id::kWordComparison},
    {"is equals", "=", Id::kWordComparison},
    {"equals", "=", Id::kWordComparison},
    {"is =", "=", Id::kWordComparison},
    {"is not contains", "not contains", Id::kWordComparison},
    {"does not contain", "not contains", Id::kWordComparison},
    {"doesnt contain", "not contains", Id::kWordComparison},
    {"not contain", "not contains", Id::kWordComparison},
    {"not includes", "not contains", Id::kWordComparison},
    {"not like", "not contains", Id::kWordComparison},
    {"reaches", ">=", Id::kWordComparison},
    {"hits", ">=", Id::kWordComparison},
    {"ends in", "ends with", Id::kWordComparison},
    {"starts in", "starts with", Id::kWordComparison},
    {"contain", "contains", Id::kWordComparison},
    {"containing", "contains", Id::kWordComparison},
    {"includes", "contains", Id::kWordComparison},
    {"include", "contains", Id::kWordComparison},
    {"including", "contains", Id::kWordComparison},
    {"is like", "contains", Id::kWordComparison},
    {"like", "contains", Id::kWordComparison},
    {"has words", "has word", Id::kWordComparison},
    {"has the word", "has word", Id::kWordComparison},
    {"starts", "starts with", Id::kWordComparison},
    {"ends", "ends with", Id::kWordComparison},
    {"has", "has word", Id::kWordComparison},
    {"begins with", "starts with", Id::kWordComparison},
    {"begin with", "starts with", Id::kWordComparison},
    {"start with", "starts with", Id::kWordComparison},
    {"startswith", "starts with", Id::kWordComparison},
    {"starts_with", "starts with", Id::kWordComparison},
    {"end with", "ends with", Id::kWordComparison},
    {"endswith", "ends with", Id::kWordComparison},
    {"ends_with", "ends with", Id::kWordComparison},
    {"is not known", "is missing", Id::kIsNotKnown},
    {"is not missing", "is known", Id::kIsNotKnown},
    {"is not empty", "is known", Id::kIsNotKnown},
    {"is not blank", "is known", Id::kIsNotKnown},
    {"is not null", "is known", Id::kIsNotKnown},
    {"is not set", "is missing", Id::kIsNotKnown},
    {"is unknown", "is missing", Id::kIsNotKnown},
    {"is empty", "is missing", Id::kIsNotKnown},
    {"is blank", "is missing", Id::kIsNotKnown},
    {"is null", "is missing", Id::kIsNotKnown},
    {"is none", "is missing", Id::kIsNotKnown},
    {"is set", "is known", Id::kIsNotKnown},
    {"is filled", "is known", Id::kIsNotKnown},
    {"is present", "is known", Id::kIsNotKnown},
    {"exists", "is known", Id::kIsNotKnown},
    {"known", "is known", Id::kIsNotKnown},
    {"unknown", "is missing", Id::kIsNotKnown},
    {"missing", "is missing", Id::kIsNotKnown},
    {"empty", "is missing", Id::kIsNotKnown},
    {"has value", "is known", Id::kIsNotKnown},
    {"is true", "= yes", Id::kWordComparison},
    {"is yes", "= yes", Id::kWordComparison},
    {"is false", "= no", Id::kWordComparison},
    {"is no", "= no", Id::kWordComparison},
    {"over", ">", Id::kWordComparison},
    {"above", ">", Id::kWordComparison},
    {"under", "<", Id::kWordComparison},
    {"below", "<", Id::kWordComparison},
    {"gte", ">=", Id::kWordComparison},
    {"gt", ">", Id::kWordComparison},
    {"lte", "<=", Id::kWordComparison},
    {"lt", "<", Id::kWordComparison},
    {"ne", "!=", Id::kWordComparison},
    {"eq", "=", Id::kWordComparison},
    {"포함", "contains", Id::kKoreanWord},
    {"없음", "is missing", Id::kKoreanWord},
    {"없으면", "is missing", Id::kKoreanWord},
    {"있음", "is known", Id::kKoreanWord},
    {"있으면", "is known", Id::kKoreanWord},
    {"그리고", "and", Id::kKoreanWord},
    {"이고", "and", Id::kKoreanWord},
    {"이며", "and", Id::kKoreanWord},
    {"및", "and", Id::kKoreanWord},
    {"또는", "or", Id::kKoreanWord},
    {"혹은", "or", Id::kKoreanWord},
    {"이거나", "or", Id::kKoreanWord},
    {"plus", "and", Id::kKeywordSpelling},
    {"but", "and", Id::kKeywordSpelling},
    {"nor", "or", Id::kKeywordSpelling},
    {"xor", "or", Id::kKeywordSpelling},
    {"which", "where", Id::kKeywordSpelling},
    {"with", "where", Id::kKeywordSpelling},
    {"whose", "where", Id::kKeywordSpelling},
    {"having", "where", Id::kKeywordSpelling},
    {"following", "after", Id::kKeywordSpelling},
    {"is", "=", Id::kWordComparison},
};

}  // namespace

// EACH, Up To, And: keywords are written in small letters.
bool Mender::WrongCase() {
  const auto mend_case = [&](size_t i) {
    if (!Has(i) || Kind(i) != TokenKind::kName || tokens_[i].quoted()) return false;
    const std::string spelling = SpellingOf(tokens_[i]);
    const std::string lower = Lower(spelling);
    if (lower == spelling || std::find(std::begin(kKeywords), std::end(kKeywords), lower) == std::end(kKeywords)) return false;
    // Both words of a pair at once: "UP TO", "Starts With".
    size_t end = i + 1;
    std::vector<New> news = {{ReservedWord(lower), ReservedWord(lower) == TokenKind::kName || lower == "contains" ? lower : ""}};
    if (Kind(end) == TokenKind::kName && !tokens_[end].quoted()) {
      const std::string second = SpellingOf(tokens_[end]);
      const std::string second_lower = Lower(second);
      if (second != second_lower && std::find(std::begin(kKeywords), std::end(kKeywords), second_lower) != std::end(kKeywords)) {
        news.push_back({ReservedWord(second_lower), ReservedWord(second_lower) == TokenKind::kName ? second_lower : ""});
        ++end;
      }
    }
    return Mend(Id::kKeywordSpelling, i, end, news);
  };
  return mend_case(at_) || (at_ > 0 && mend_case(at_ - 1)) || (at_ > 1 && Kind(at_ - 1) == TokenKind::kName && mend_case(at_ - 2));
}

namespace {

std::string SignOf(TokenKind op) { return op == TokenKind::kGe ? ">=" : op == TokenKind::kLe ? "<=" : op == TokenKind::kGt ? ">" : "<"; }

}  // namespace

// `score 60 이상`
bool Mender::KoreanComparison() {
  static constexpr std::pair<std::string_view, TokenKind> kRows[] = {
      {"이상", TokenKind::kGe}, {"이하", TokenKind::kLe}, {"초과", TokenKind::kGt}, {"미만", TokenKind::kLt}};
  const size_t number = Kind(at_) == TokenKind::kNumber ? at_ : at_ > 0 ? at_ - 1 : 0;
  if (Kind(number) != TokenKind::kNumber || !Has(number + 1)) return false;
  const std::string word = Word(number + 1);
  for (const auto& [korean, op] : kRows) {
    if (!word.starts_with(korean)) continue;
    const std::string spelling(buffer_.Spelling(tokens_[number]));
    const std::string tail = word.substr(korean.size());
    std::vector<New> news;
    if (op == TokenKind::kGe && Kind(number + 2) == TokenKind::kNumber && Word(number + 3).starts_with("이하")) {  // `200 이상 1000 이하`
      return Mend(Id::kKoreanWord, number, number + 4, {{TokenKind::kIn, ""}, {TokenKind::kNumber, spelling}, {TokenKind::kTo, ""}, {TokenKind::kNumber, std::string(buffer_.Spelling(tokens_[number + 2]))}});
    }
    const std::string said = Written(number, number + 1);
    const bool times = said.ends_with("회") || said.ends_with("번") || said.ends_with("건");
    if (times && number > 0 && Kind(number - 1) == TokenKind::kName && (op == TokenKind::kGe || op == TokenKind::kLe)) {  // `데모_신청 3회 이상`
      if (number > 1 && Kind(number - 2) == TokenKind::kName) return false;  // SplitName
      const std::string event(buffer_.Spelling(tokens_[number - 1]));
      return Mend(Id::kKoreanWord, number - 1, number + 2, {{op == TokenKind::kGe ? TokenKind::kAtLeast : TokenKind::kAtMost, ""}, {TokenKind::kNumber, spelling}, {TokenKind::kName, event}});
    }
    if (number == 0) {
      // `60점 이상 => MQL` is about the score; of anything else the field is missing.
      const bool points = Written(0, 1).ends_with("점") || Written(0, 1).ends_with("포인트") || tail == "이면" || Find(TokenKind::kArrow) < Count();
      if (!Scores() || !points) return Report(Id::kFieldMissing, 0, 2, {Written(0, 2), "company_size " + SignOf(op) + " " + spelling});
      news.push_back({TokenKind::kName, "score"});
    }
    if (!(number > 0 && IsComparison(Kind(number - 1)))) news.push_back({op, ""});
    news.push_back({TokenKind::kNumber, spelling});
    const bool arrow = (tail == "이면" || tail == "인") && Kind(number + 2) != TokenKind::kPoints && Kind(number + 2) != TokenKind::kNumber;
    if (arrow) news.push_back({TokenKind::kArrow, ""});
    const bool stage = number == 0 && unit_.place == Place::kFile && Count() == 3 && Kind(2) == TokenKind::kName;  // `60점 이상 MQL`
    if (stage && news.back().kind != TokenKind::kArrow) news.push_back({TokenKind::kArrow, ""});
    if (Kind(number + 2) == TokenKind::kArrow && news.back().kind == TokenKind::kArrow) news.pop_back();
    return Mend(Id::kKoreanWord, number, number + 2, news);
  }
  return false;
}

// Phrases after a value, matched on the author's words from the place on, or from an `is` or `not` before it.
bool Mender::Phrase() {
  for (size_t back = 0; back <= 3 && back <= at_; ++back) {
    const size_t begin = at_ - back;
    if (back > 0 && Kind(begin) != TokenKind::kIs && Kind(begin) != TokenKind::kNot && Kind(begin) != TokenKind::kName && Kind(begin) != TokenKind::kNoValue &&
        Kind(begin) != TokenKind::kNo && Kind(begin) != TokenKind::kKnown && Kind(begin) != TokenKind::kMissing) {
      break;
    }
    if (!Has(begin) || begin == 0 || !EndsValue(begin - 1)) continue;
    if (tokens_[begin].quoted()) continue;
    for (const PhraseRow& row : kPhrases) {
      // Count the tokens whose words make up the phrase.
      std::string said;
      size_t end = begin;
      while (Has(end) && said.size() < row.words.size()) {
        const std::string word = Word(end);
        if (word.empty()) break;
        said += (said.empty() ? "" : " ") + word;
        ++end;
      }
      if (said != row.words || end <= at_ - (back > 0 ? 1 : 0)) continue;
      const bool value_follows = IsLiteral(Kind(end)) || Kind(end) == TokenKind::kName || Kind(end) == TokenKind::kYesValue ||
                                 Kind(end) == TokenKind::kNoValue || Kind(end) == TokenKind::kLParen || Kind(end) == TokenKind::kBuiltin;
      if (row.words == "is" && !value_follows) continue;
      const bool half = row.words == "starts" || row.words == "ends" || row.words == "has";
      if (half && Kind(end) != TokenKind::kText) continue;
      if ((row.words == "with" || row.words == "but") && !value_follows) continue;
      const bool equals = row.meant == "=" && Kind(end) == TokenKind::kNot;
      std::vector<New> news;
      for (const auto& [kind, spelling] : WordsAsTokens(equals ? "!=" : row.meant)) news.push_back({kind, spelling});
      if (equals) ++end;
      const bool address = (row.meant.ends_with("with") || row.meant.ends_with("contains")) && Kind(end) == TokenKind::kName && Kind(end + 1) == TokenKind::kDot && Kind(end + 2) == TokenKind::kName;
      if (address) {  // `ends in gmail.com`
        news.push_back({TokenKind::kText, QuoteText(Written(end, end + 3))});
        end += 3;
      }
      if (row.words == "is" && Kind(end) == TokenKind::kNumber && Kind(end + 1) == TokenKind::kOr && WordIn(end + 2, {"more", "higher", "above", "greater", "over"})) {
        news = {{TokenKind::kGe, ""}, {TokenKind::kNumber, std::string(buffer_.Spelling(tokens_[end]))}};  // `is 60 or more`
        end += 3;
      }
      if (row.words.ends_with("like") && Kind(end) == TokenKind::kText) return Like(begin, end);
      return Mend(row.id, begin, end, news);
    }
  }
  // title is not "CEO"
  if (Kind(at_) == TokenKind::kNot && at_ > 1 && Kind(at_ - 1) == TokenKind::kIs && EndsValue(at_ - 2) && Has(at_ + 1)) {
    return Mend(Id::kWordComparison, at_ - 1, at_ + 1, {{TokenKind::kNe, ""}});
  }
  return false;
}

// `title LIKE '%ceo%'`, `'ceo%'`, `'%ceo'`: where the percent signs stand says which operator it is.
bool Mender::Like(size_t begin, size_t text) {
  std::string value = TextValue(buffer_.Spelling(tokens_[text]));
  const bool head = value.starts_with('%'), tail = value.size() > 1 && value.ends_with('%');
  if (head) value.erase(0, 1);
  if (tail) value.pop_back();
  std::vector<New> news = {{TokenKind::kTextOp, head == tail ? "contains" : head ? "ends with" : "starts with"}, {TokenKind::kText, QuoteText(value)}};
  if (Kind(begin) == TokenKind::kNot) news.insert(news.begin(), {TokenKind::kNot, ""});
  return Mend(Id::kWordComparison, begin, text + 1, news);
}

// Words after points: `per event`, `max 25`, `halving 30d`.
bool Mender::PointsPhrase() {
  const bool group = unit_.head == TokenKind::kGroup;
  if (!group && !HasBefore(TokenKind::kPoints, at_)) return false;
  if (at_ > 0 && Kind(at_ - 1) == TokenKind::kEach && WordIn(at_, {"time", "event", "visit"})) return Mend(Id::kKeywordSpelling, at_ - 1, at_ + 1, {{TokenKind::kEach, ""}});
  if (WordIn(at_, {"per", "every", "for"}) && !group) {
    const bool takes_next = Kind(at_ + 1) == TokenKind::kName || Kind(at_ + 1) == TokenKind::kEvent || Kind(at_ + 1) == TokenKind::kEach;
    size_t end = at_ + (takes_next ? 2 : 1);
    if (Kind(at_ + 1) == TokenKind::kEach && Kind(end) == TokenKind::kName) ++end;
    return Mend(Id::kKeywordSpelling, at_, end, {{TokenKind::kEach, ""}});
  }
  const bool upper = WordIn(at_, {"max", "maximum", "cap", "capped", "limit", "limited", "until", "upto", "up", "atmost", "최대", "at", "not", "no", "down", "min", "minimum", "최소", "downto"});
  if (upper) {
    const bool down = WordIn(at_, {"down", "min", "minimum", "최소", "downto"});
    size_t end = at_ + 1;
    while (WordIn(end, {"at", "to", "most", "of", "by", "exceeding", "more", "than"}) && end < at_ + 4) ++end;
    if (Kind(end) == TokenKind::kEq || Kind(end) == TokenKind::kColon || Kind(end) == TokenKind::kLe) ++end;
    if (Kind(end) == TokenKind::kNumber) return Mend(Id::kKeywordSpelling, at_, end, {{down ? TokenKind::kDownTo : TokenKind::kUpTo, ""}});
    if (Kind(end) == TokenKind::kPoints) {
      std::string number(buffer_.Spelling(tokens_[end]));
      if (number[0] == '+') number.erase(0, 1);
      return Mend(Id::kKeywordSpelling, at_, end + 1, {{down ? TokenKind::kDownTo : TokenKind::kUpTo, ""}, {TokenKind::kNumber, number}});
    }
  }
  if (WordIn(at_, {"halving", "halve", "halves", "half", "halflife", "half_life", "decay", "decaying", "fading"})) {
    size_t end = at_ + 1;
    while (WordIn(end, {"every", "each", "by", "in", "after", "life", "per", "over"})) ++end;
    if (Kind(end) == TokenKind::kInTime) ++end;
    if (Kind(end) == TokenKind::kDuration) return Mend(Id::kHalvingEvery, at_, end, {{TokenKind::kHalvingEvery, ""}});
    return Report(Id::kHalvingEvery, at_, end, {Written(at_, end), "halving every 30d"});
  }
  return false;
}

// `if vip then +20`, `when score > 60 => MQL`, `else`.
bool Mender::IfThen() {
  if (!Scores()) return false;
  const auto mend_then = [&](size_t i) -> std::pair<size_t, std::vector<New>> {
    if (Kind(i + 1) == TokenKind::kPoints || Kind(i + 1) == TokenKind::kArrow) return {i + 1, {}};
    if (Kind(i + 1) == TokenKind::kNumber || WordIn(i + 1, {"add", "give", "award", "subtract", "deduct", "minus"})) return {i + 1, {}};  // GivePoints
    if (WordIn(i + 1, {"plus", "score"}) && Has(i + 2)) return {i + 2, {}};
    size_t stage = i + 1;  // `then stage is MQL`, `then move to MQL`
    while (Has(stage + 1) && WordIn(stage, {"stage", "is", "it", "lead", "move", "moves", "go", "goes", "to", "becomes", "set", "mark", "as"})) ++stage;
    return {Kind(stage) == TokenKind::kName && !Has(stage + 1) ? stage : i + 1, {{TokenKind::kArrow, ""}}};
  };
  if (WordIn(0, {"if", "when", "whenever", "만약", "만일", "rule", "where"}) && at_ >= 1 && Kind(0) == TokenKind::kName && StartsValue(1)) {
    size_t then = 1;
    while (Has(then) && !WordIn(then, {"then"})) ++then;
    std::vector<diag::Fix> fixes;
    if (Has(then)) {
      const auto [end, news] = mend_then(then);
      fixes.push_back({{buffer_.id, tokens_[then].begin, tokens_[end - 1].end}, news.empty() ? "" : "=>"});
      Replace(then, end, news);
    }
    return Mend(Id::kIfThen, 0, 1, {}, {}, true, std::move(fixes));
  }
  if (WordIn(at_, {"then", "이면", "이라면", "때", "경우"}) && EndsValue(at_ - 1)) {
    const auto [end, news] = mend_then(at_);
    return Mend(Id::kIfThen, at_, end, news);
  }
  if (at_ > 1 && Kind(at_ - 1) == TokenKind::kNot && WordIn(at_ - 2, {"has", "have", "had", "did", "does", "do", "was", "is"}) && (at_ == 2 || !EndsValue(at_ - 3))) {
    return Mend(Id::kIfThen, at_ - 2, at_ - 1, {});  // `did not open`
  }
  for (const size_t i : {size_t{0}, at_}) {
    if (WordIn(i, {"else", "elif", "elsif", "elseif", "otherwise", "unless", "아니면"}) && (i > 0 || at_ <= 1)) return Report(Id::kElse, i, i + 1);
  }
  return false;
}

// `x between 1 and 9`
bool Mender::Between() {
  size_t word = Count();
  for (const size_t i : {at_, at_ > 0 ? at_ - 1 : at_}) {
    if (WordIn(i, {"between", "from", "사이"})) word = i;
  }
  if (word == Count()) return false;
  size_t begin = word;
  while (begin > 0 && (Kind(begin - 1) == TokenKind::kIs || Kind(begin - 1) == TokenKind::kIn)) --begin;
  const size_t low = word + 1;
  const bool middle = WordIn(low + 1, {"and", "to"}) || Kind(low + 1) == TokenKind::kTo || Kind(low + 1) == TokenKind::kComma || Kind(low + 1) == TokenKind::kMinus;
  if (!Has(low + 2) || !middle || begin == 0) {
    return WordIn(word, {"between"}) ? Report(Id::kBetween, word, word + 1, {Written(word, word + 1), "in", "x in 1 to 9"}) : false;
  }
  const auto end_of_range = [&](size_t i) -> New {
    const std::string spelling(buffer_.Spelling(tokens_[i]));
    const bool date = Kind(i) == TokenKind::kText && spelling.size() == 12 && spelling.find_first_not_of("0123456789-", 1) == 11;  // '2026-01-01'
    return date ? New{TokenKind::kDate, TextValue(spelling)} : New{Kind(i), spelling};
  };
  const std::vector<New> news = {{TokenKind::kIn, ""}, end_of_range(low), {TokenKind::kTo, ""}, end_of_range(low + 2)};
  return Mend(Id::kBetween, begin, low + 3, news);
}

// `else true`, `given x = false`
bool Mender::TrueFalse() {
  if (!Expects(TokenKind::kYesValue)) return false;
  if (WordIn(at_, {"true", "on", "예", "네", "참"})) return Mend(Id::kTrueFalse, at_, at_ + 1, {{TokenKind::kYesValue, ""}});
  if (WordIn(at_, {"false", "off", "아니오", "아니요", "거짓"})) return Mend(Id::kTrueFalse, at_, at_ + 1, {{TokenKind::kNoValue, ""}});
  return false;
}

// A unit parted from its number: `60 points`, `100 USD`, `20 percent`.
bool Mender::UnitWord() {
  if (at_ == 0 || Kind(at_) != TokenKind::kName) return false;
  const bool number = Kind(at_ - 1) == TokenKind::kNumber;
  if (!number && Kind(at_ - 1) != TokenKind::kPoints) return false;
  const std::string spelling(buffer_.Spelling(tokens_[at_ - 1]));
  if (WordIn(at_, {"points", "point", "pts", "pt", "점", "포인트"})) {
    return Mend(Id::kPointsUnit, at_ - 1, at_ + 1, {{Kind(at_ - 1), spelling}});
  }
  if (!number) return false;
  if (WordIn(at_, {"percent", "pct", "퍼센트", "프로"})) return Mend(Id::kNumberUnit, at_ - 1, at_ + 1, {{TokenKind::kNumber, spelling + "%"}});
  if (WordIn(at_, {"usd", "krw", "eur", "dollars", "won", "원", "달러", "people", "employees", "times", "명", "회", "번", "개", "건"})) {
    return Mend(Id::kNumberUnit, at_ - 1, at_ + 1, {{TokenKind::kNumber, spelling}});
  }
  return false;
}

}  // namespace ripe::syntax
