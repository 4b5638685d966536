// Mistakes in declarations and blocks: types of other languages, `=` for `:` and `:` for `=`, names in quotes, statements where
// they cannot be.
#include "compiler/syntax/lex.h"
#include "compiler/syntax/mender.h"
#include "compiler/types/types.h"

namespace ripe::syntax {

using diag::Id;

// `use bant titles`
bool Mender::UseTwice() {
  if (unit_.head != TokenKind::kUse || at_ != 2) return false;
  return Report(Id::kSeparatorMissing, at_, at_ + 1);
}

bool Mender::Sla() { return unit_.head == TokenKind::kBad ? Report(Id::kSlaLater, 0, 1) : false; }

// A statement of the file inside braces, or a stage rule in a group.
bool Mender::WrongPlace() {
  if (unit_.place == Place::kFile) return false;
  const bool line_of_test = unit_.head == TokenKind::kGiven || unit_.head == TokenKind::kExpect;
  if (unit_.head != TokenKind::kName && !line_of_test && unit_.place != Place::kSettings && unit_.place != Place::kProperties) {
    return Report(Id::kNotInBlock, 0, 1, {Written(0, 1)});
  }
  if (unit_.place == Place::kGroup && Kind(at_) == TokenKind::kArrow) return Report(Id::kNotInBlock, at_, Count(), {Written(at_, Count())});
  return false;
}

// A reserved word as a name: `field event: text`.
bool Mender::ReservedName() {
  const auto is_reserved = [&](size_t i) {
    if (!Has(i) || tokens_[i].quoted() || tokens_[i].kind == TokenKind::kName || tokens_[i].inserted()) return false;
    return ReservedWord(buffer_.Source(tokens_[i])) != TokenKind::kName;
  };
  size_t i = at_;
  if (!Expects(TokenKind::kName)) {
    // `no_` words were taken for something else one token earlier: `any +20`.
    if (at_ == 0 || Kind(at_ - 1) != TokenKind::kAny) return false;
    i = at_ - 1;
  }
  if (!is_reserved(i)) return false;
  const TokenKind kind = Kind(i);
  // `contains "CEO" +5` lacks its field.
  const bool value_follows = IsLiteral(Kind(1)) || Kind(1) == TokenKind::kName || Kind(1) == TokenKind::kRegex || Kind(1) == TokenKind::kAnyOf;
  const bool compares = kind == TokenKind::kTextOp || kind == TokenKind::kIs || kind == TokenKind::kMatches || kind == TokenKind::kIn;
  if (i == 0 && unit_.head == TokenKind::kName && compares && value_follows) return false;
  const bool declares = unit_.head != TokenKind::kName && i == 1;
  const bool only_name = failure_.expected.count() <= 2;
  if (!declares && !only_name && kind != TokenKind::kAny && kind != TokenKind::kTextOp && kind != TokenKind::kIs && kind != TokenKind::kIn && kind != TokenKind::kWhere && kind != TokenKind::kMatches) return false;
  if (!declares && !only_name && i > 0 && !IsComparison(Kind(i - 1)) && Kind(i - 1) != TokenKind::kLParen) return false;
  const std::string word = Written(i, i + 1);
  if (word.find(' ') != std::string::npos) return false;
  return Mend(Id::kReservedName, i, i + 1, {{TokenKind::kName, "`" + word + "`"}});
}

// `timezone Asia/Seoul`, `test a vip { ... }`
bool Mender::HeadWithoutQuotes() {
  if ((unit_.head != TokenKind::kTimezone && unit_.head != TokenKind::kTest) || at_ != 1 || Kind(1) != TokenKind::kName) return false;
  size_t end = 1;
  while (Has(end) && Kind(end) != TokenKind::kLBrace && Kind(end) != TokenKind::kAt) ++end;
  return Mend(Id::kQuotesMissing, 1, end, {{TokenKind::kText, QuoteText(Written(1, end))}});
}

// `=> Marketing Qualified Lead`, `group my group {`: a name with spaces
bool Mender::SpacedName() {
  if (at_ < 2 || Kind(at_) != TokenKind::kName || Kind(at_ - 1) != TokenKind::kName || WordIn(at_ - 1, {"for"})) return false;
  size_t begin = at_ - 1;
  while (begin > 0 && Kind(begin - 1) == TokenKind::kName) --begin;
  if (begin == 0) return false;
  const TokenKind before = Kind(begin - 1);
  const bool named = before == TokenKind::kArrow || before == TokenKind::kFor || (begin == 1 && unit_.head != TokenKind::kName && unit_.head != TokenKind::kGiven &&
                                                                                unit_.head != TokenKind::kExpect && unit_.head != TokenKind::kUse) ||
                     (unit_.head == TokenKind::kStages && (before == TokenKind::kGt || before == TokenKind::kComma)) ||
                     (unit_.head == TokenKind::kField && before == TokenKind::kComma);
  if (!named) return false;
  size_t end = at_;
  while (Kind(end) == TokenKind::kName) ++end;
  return Mend(Id::kNameNeedsBackticks, begin, end, {{TokenKind::kName, "`" + Written(begin, end) + "`"}});
}

// `field "Job Title": text`
bool Mender::NameInQuotes() {
  if (Kind(at_) != TokenKind::kText || !Expects(TokenKind::kName) || Expects(TokenKind::kText)) return false;
  const std::string value = TextValue(buffer_.Spelling(tokens_[at_]));
  if (value.empty() || value.find('`') != std::string::npos || at_ == 0) return false;
  if (Kind(at_ - 1) == TokenKind::kArrow || Kind(at_ - 1) == TokenKind::kFor || unit_.head == TokenKind::kStages) return false;  // StageInQuotes
  return Mend(Id::kNameInQuotes, at_, at_ + 1, {{TokenKind::kName, QuoteName(value)}});
}

namespace {

struct TypeGuess {
  std::string_view word;
  types::ValueType type;
};
constexpr TypeGuess kTypeGuesses[] = {
    {"string", types::ValueType::kText},     {"str", types::ValueType::kText},        {"varchar", types::ValueType::kText},
    {"char", types::ValueType::kText},       {"texts", types::ValueType::kText},      {"문자", types::ValueType::kText},
    {"텍스트", types::ValueType::kText},     {"글자", types::ValueType::kText},       {"enum", types::ValueType::kText},
    {"select", types::ValueType::kText},     {"dropdown", types::ValueType::kText},   {"email", types::ValueType::kText},
    {"phone", types::ValueType::kText},      {"url", types::ValueType::kText},        {"int", types::ValueType::kNumber},
    {"integer", types::ValueType::kNumber},  {"float", types::ValueType::kNumber},    {"double", types::ValueType::kNumber},
    {"decimal", types::ValueType::kNumber},  {"numeric", types::ValueType::kNumber},  {"num", types::ValueType::kNumber},
    {"numbers", types::ValueType::kNumber},  {"숫자", types::ValueType::kNumber},     {"money", types::ValueType::kNumber},
    {"currency", types::ValueType::kNumber}, {"percent", types::ValueType::kNumber},  {"bool", types::ValueType::kYesNo},
    {"boolean", types::ValueType::kYesNo},   {"flag", types::ValueType::kYesNo},      {"checkbox", types::ValueType::kYesNo},
    {"yes_no", types::ValueType::kYesNo},    {"yn", types::ValueType::kYesNo},        {"예아니오", types::ValueType::kYesNo},
    {"day", types::ValueType::kDate},        {"dates", types::ValueType::kDate},      {"날짜", types::ValueType::kDate},
    {"datetime", types::ValueType::kTime},   {"timestamp", types::ValueType::kTime},  {"date_time", types::ValueType::kTime},
    {"instant", types::ValueType::kTime},    {"시각", types::ValueType::kTime},       {"시간", types::ValueType::kTime},
    {"tag", types::ValueType::kTags},        {"list", types::ValueType::kTags},       {"array", types::ValueType::kTags},
    {"multiselect", types::ValueType::kTags}, {"태그", types::ValueType::kTags},
};

}  // namespace

// `field size: integer`, `field size number`, `field title`
bool Mender::FieldTypes() {
  const bool property = unit_.place == Place::kProperties;
  if (unit_.head != TokenKind::kField && !property) return false;
  if (at_ == 0) return false;
  const size_t colon = Find(TokenKind::kColon);
  if (Kind(at_ - 1) == TokenKind::kColon) {
    std::string word = Word(at_);
    for (const TypeGuess& guess : kTypeGuesses) {
      if (guess.word == word) return Mend(Id::kUnknownType, at_, at_ + 1, {{TokenKind::kType, std::string(types::TypeName(guess.type))}});
    }
    if (const auto type = types::FindType(word)) return Mend(Id::kUnknownType, at_, at_ + 1, {{TokenKind::kType, word}});
    return Report(Id::kTypeMissing, at_ < Count() ? at_ : at_ - 1, at_ < Count() ? at_ + 1 : at_, {Written(0, colon), Written(0, colon) + ": text"});
  }
  if (colon < at_) return false;
  if (Kind(at_) == TokenKind::kEq) return Mend(Id::kColonForType, at_, at_ + 1, {{TokenKind::kColon, ""}});
  const std::string word = Word(at_);
  const bool type = types::FindType(word).has_value();
  for (const TypeGuess& guess : kTypeGuesses) {  // `field name string`: said once
    if (!type && guess.word == word) return Mend(Id::kColonForType, at_, at_ + 1, {{TokenKind::kColon, ""}, {TokenKind::kType, std::string(types::TypeName(guess.type))}});
  }
  if (type) return Mend(Id::kColonForType, at_, at_, {{TokenKind::kColon, ""}});
  if (WordIn(at_, {"as", "is", "type", "of"})) return Mend(Id::kColonForType, at_, at_ + 1, {{TokenKind::kColon, ""}});
  if (at_ == Count() && !property) {
    return Report(Id::kTypeMissing, 0, Count(), {Written(1, Count()), Written(0, Count()) + ": text"});
  }
  return false;
}

// `b: number` or `b number` after `field a: text,`
bool Mender::FieldAgain() {
  const std::string type = Count() == 2 && Kind(0) == TokenKind::kName && unit_.place == Place::kFile ? Word(1) : std::string();
  if (!type.empty() && types::FindType(type)) {
    unit_.head = TokenKind::kField;
    return Mend(Id::kFieldAgain, 0, 2, {{TokenKind::kField, ""}, {TokenKind::kName, std::string(buffer_.Spelling(tokens_[0]))}, {TokenKind::kColon, ""}, {TokenKind::kType, type}});
  }
  if (unit_.place != Place::kFile || unit_.head != TokenKind::kName || Kind(at_) != TokenKind::kColon || at_ != 1 || Kind(0) != TokenKind::kName) return false;
  if ((Kind(2) != TokenKind::kType && Kind(2) != TokenKind::kName) || Find(TokenKind::kPoints) < Count()) return false;
  unit_.head = TokenKind::kField;
  return Mend(Id::kFieldAgain, 0, 0, {{TokenKind::kField, ""}});
}

// `define x: ...`, `given title: "VP"`; `field a = text` is FieldTypes'.
bool Mender::ColonForEquals() {
  const bool compares = Kind(at_) == TokenKind::kColon && StartsValue(at_ + 1) && Find(TokenKind::kPoints) < Count() && Kind(at_ + 1) != TokenKind::kNumber;  // `vip: yes +10`
  if (!Expects(TokenKind::kEq) || (Scores() && !compares)) return false;
  if (Kind(at_) == TokenKind::kColon) {
    // `group fit: {` wants no sign at all.
    if (Kind(at_ + 1) == TokenKind::kLBrace) return Mend(Id::kColonForEquals, at_, at_ + 1, {});
    return Mend(Id::kColonForEquals, at_, at_ + 1, {{TokenKind::kEq, ""}});
  }
  const bool declares = unit_.head == TokenKind::kDefine || unit_.head == TokenKind::kList;
  if (declares && at_ == 2 && WordIn(at_, {"as", "is", "be", "to", "means"})) return Mend(Id::kColonForEquals, at_, at_ + 1, {{TokenKind::kEq, ""}});
  if (unit_.head == TokenKind::kList && at_ == 2 && Kind(at_) == TokenKind::kLParen) return Mend(Id::kColonForEquals, at_, at_, {{TokenKind::kEq, ""}});
  if (unit_.head == TokenKind::kGiven && at_ > 0 && Kind(at_ - 1) == TokenKind::kName && (IsLiteral(Kind(at_)) || Kind(at_) == TokenKind::kYesValue)) {
    return Mend(Id::kColonForEquals, at_, at_, {{TokenKind::kEq, ""}});
  }
  if (unit_.head == TokenKind::kDefine && at_ == 2 && StartsValue(at_)) return Mend(Id::kColonForEquals, at_, at_, {{TokenKind::kEq, ""}});
  return false;
}

// `stages A, B, C`, `stages A -> B`
bool Mender::StageSigns() {
  if (unit_.head != TokenKind::kStages || HasBefore(TokenKind::kExits, at_)) return false;
  if (WordIn(at_, {"exit", "outs", "ends", "end"})) return Mend(Id::kKeywordSpelling, at_, at_ + 1, {{TokenKind::kExits, "exits"}});
  const auto is_sign = [&](size_t i) {
    const TokenKind kind = Kind(i);
    return kind == TokenKind::kComma || kind == TokenKind::kLt || kind == TokenKind::kArrow || kind == TokenKind::kMinus || kind == TokenKind::kSlash ||
           kind == TokenKind::kGe || kind == TokenKind::kAnd || kind == TokenKind::kTo || WordIn(i, {"then"});
  };
  if (!is_sign(at_)) return false;
  std::vector<diag::Fix> fixes;
  const size_t exits = Find(TokenKind::kExits);
  for (size_t i = at_ + 1; i < exits; ++i) {
    if (!is_sign(i)) continue;
    if (fixes.size() < 100) fixes.push_back({SpanOf(i, i + 1), ">"});
    tokens_[i].kind = TokenKind::kGt;
  }
  return Mend(Id::kStageSigns, at_, at_ + 1, {{TokenKind::kGt, ""}}, {}, true, std::move(fixes));
}

// `require email => MQL`, `require email and phone for MQL`
bool Mender::Require() {
  if (unit_.head != TokenKind::kRequire) return false;
  if (Kind(at_) == TokenKind::kAnd) return Mend(Id::kRequireAnd, at_, at_ + 1, {{TokenKind::kComma, ""}});
  if (Find(TokenKind::kFor) < at_) return false;
  if (Kind(at_) == TokenKind::kArrow || WordIn(at_, {"before", "to", "at", "in", "on"})) return Mend(Id::kRequireFor, at_, at_ + 1, {{TokenKind::kFor, ""}});
  if (at_ == Count()) {
    return Report(Id::kRequireFor, at_ - 1, at_, {Written(at_ - 1, at_), "for", Written(0, Count()) + " for MQL"});
  }
  return false;
}

// `group fit` without its braces
bool Mender::BraceMissing() {
  if (!Expects(TokenKind::kLBrace) || (unit_.head != TokenKind::kGroup && unit_.head != TokenKind::kChecklist && unit_.head != TokenKind::kTest)) return false;
  const bool colon = Kind(at_) == TokenKind::kColon || Kind(at_) == TokenKind::kEq;
  if (colon && Kind(at_ + 1) == TokenKind::kLBrace) return Mend(Id::kColonForEquals, at_, at_ + 1, {});
  if (at_ != Count() && !colon) return false;
  return Report(Id::kBraceMissing, 0, Count(), {Written(0, at_)});
}

// `budget >= 10k` where an item's name is missing
bool Mender::ItemName() {
  if (unit_.place != Place::kChecklist || at_ > 1) return false;
  if (unit_.head != TokenKind::kName) return false;
  const std::string written = Written(0, Count());
  const std::string name = Kind(0) == TokenKind::kName ? SpellingOf(tokens_[0]) : "item";
  if (at_ == 1 && Kind(1) == TokenKind::kColon) return false;
  return Report(Id::kItemName, 0, Count(), {written, name + " = " + written});
}

// Something other than `given` and `expect` in a test
bool Mender::TestLine() {
  if (unit_.place != Place::kTest || unit_.head != TokenKind::kName) return false;
  if (WordIn(0, {"when", "with", "if", "where", "and", "lead", "주어진"}) && Has(1)) {
    unit_.head = TokenKind::kGiven;
    return Mend(Id::kKeywordSpelling, 0, 1, {{TokenKind::kGiven, "given"}});
  }
  if (WordIn(0, {"then", "should", "assert", "expects", "expected", "result", "기대"}) && Has(1)) {
    unit_.head = TokenKind::kExpect;
    return Mend(Id::kKeywordSpelling, 0, 1, {{TokenKind::kExpect, "expect"}});
  }
  return Report(Id::kTestLine, 0, Count());
}

}  // namespace ripe::syntax
