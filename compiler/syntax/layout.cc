// See layout.h. Brackets are matched first, over the whole file, with the signs of a forgotten one in view: a declaration at the
// margin, points inside ( ), two values on two lines. Then units are cut one after another.
#include "compiler/syntax/layout.h"

#include <array>
#include <string>

#include "compiler/ops/ops.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/parse.h"

namespace ripe::syntax {
namespace {

using diag::Id;

// True where the two tokens are the words of a text operator (`starts with`), or the first alone is one.
bool IsTextOpAt(const TokenBuffer& buffer, size_t index) {
  const std::vector<Token>& tokens = buffer.tokens;
  if (index >= tokens.size()) return false;
  if (tokens[index].kind == TokenKind::kTextOp) return true;
  if (tokens[index].kind != TokenKind::kName || tokens[index].quoted()) return false;
  const std::string_view first = buffer.Source(tokens[index]);
  const bool has_next = index + 1 < tokens.size() && !tokens[index + 1].line_start();
  if (has_next && tokens[index + 1].kind == TokenKind::kName && ops::FindTextOp(first, buffer.Source(tokens[index + 1]))) return true;
  return has_next && tokens[index + 1].kind == TokenKind::kText && ops::FindTextOp(first, "");
}

bool IsComparison(TokenKind kind) { return kind >= TokenKind::kEq && kind <= TokenKind::kGe; }

// After these a newline does not end a statement.
bool LeadsOn(const Token& token) {
  switch (token.kind) {
    case TokenKind::kComma:
    case TokenKind::kColon:
    case TokenKind::kDot:
    case TokenKind::kArrow:
    case TokenKind::kAnd:
    case TokenKind::kOr:
    case TokenKind::kNot:
    case TokenKind::kIn:
    case TokenKind::kIs:
    case TokenKind::kWhere:
    case TokenKind::kMatches:
    case TokenKind::kTextOp:
    case TokenKind::kLParen:
    case TokenKind::kStar:
    case TokenKind::kSlash:
      return true;
    case TokenKind::kPlus:
    case TokenKind::kMinus:
      return token.space_before();  // not in "60+"
    default:  // words and values end a statement
      return IsComparison(token.kind);
  }
}

// Ends something that could be a value.
bool EndsValue(TokenKind kind) {
  return kind == TokenKind::kName || kind == TokenKind::kNumber || kind == TokenKind::kText || kind == TokenKind::kDate ||
         kind == TokenKind::kDuration || kind == TokenKind::kRParen || kind == TokenKind::kNo;
}

struct Alias {
  std::string_view word;
  std::string_view meant;
};
// What people write for the words that statements begin with.
constexpr Alias kAliases[] = {
    {"fields", "field"},     {"column", "field"},    {"columns", "field"},   {"attribute", "field"}, {"attributes", "field"}, {"events", "event"},
    {"lists", "list"},       {"stage", "stages"},    {"groups", "group"},    {"category", "group"},  {"requires", "require"}, {"required", "require"},
    {"checklists", "checklist"}, {"set", "define"},  {"let", "define"},      {"var", "define"},      {"const", "define"},     {"def", "define"},
    {"import", "use"},       {"include", "use"},     {"uses", "use"},        {"tests", "test"},      {"time_zone", "timezone"},
    {"필드", "field"},       {"이벤트", "event"},    {"그룹", "group"},      {"목록", "list"},       {"리스트", "list"},      {"정의", "define"},
    {"단계", "stages"},      {"체크리스트", "checklist"}, {"필수", "require"}, {"사용", "use"},      {"테스트", "test"},      {"시간대", "timezone"},
};

std::string Lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

struct Keyword {
  std::string_view word;
  TokenKind kind;
};
constexpr Keyword kStatementWords[] = {
    {"group", TokenKind::kGroup},         {"require", TokenKind::kRequire}, {"stages", TokenKind::kStages}, {"checklist", TokenKind::kChecklist},
    {"define", TokenKind::kDefine},       {"list", TokenKind::kList},       {"field", TokenKind::kField},   {"use", TokenKind::kUse},
    {"timezone", TokenKind::kTimezone},   {"test", TokenKind::kTest},       {"event", TokenKind::kEvents},  {"sla", TokenKind::kBad},
};
constexpr Keyword kTestWords[] = {{"given", TokenKind::kGiven}, {"expect", TokenKind::kExpect}};

TokenKind Lookup(std::string_view word, Place place) {
  if (place == Place::kTest) {
    for (const Keyword& k : kTestWords) {
      if (k.word == word) return k.kind;
    }
  }
  for (const Keyword& k : kStatementWords) {
    if (k.word == word) return k.kind;
  }
  return TokenKind::kName;
}

// `list after signup +5`: a window behind an event called like a statement's word. But `require after for MQL` and `use after` name
// something that is called `after`.
bool IsAfterWindow(const TokenBuffer& buffer, size_t after, TokenKind head) {
  if (!IsWord(buffer, buffer.tokens[after], "after") || after + 1 >= buffer.tokens.size()) return false;
  const Token& other = buffer.tokens[after + 1];
  if (other.line_start() || (other.kind != TokenKind::kName && other.kind != TokenKind::kAny)) return false;
  const TokenKind behind = after + 2 < buffer.tokens.size() ? buffer.tokens[after + 2].kind : TokenKind::kNone;
  const bool capped = head == TokenKind::kGroup && (IsWord(buffer, other, "up") || IsWord(buffer, other, "down")) && behind == TokenKind::kName;
  const bool from = head == TokenKind::kList && IsWord(buffer, other, "from") && behind == TokenKind::kText;
  const bool needed = head == TokenKind::kRequire && IsWord(buffer, other, "for") && behind == TokenKind::kName;
  return !capped && !from && !needed;
}

// True where what follows the word shows that it begins a statement: `group fit`, `test "..."`. Two names in a row mean
// nothing else, but for `group starts with "A"` and `list after signup`.
bool FollowsAsStatement(const TokenBuffer& buffer, size_t index, TokenKind kind) {
  if (index + 1 >= buffer.tokens.size() || buffer.tokens[index + 1].line_start()) return false;
  const Token& next = buffer.tokens[index + 1];
  if (kind == TokenKind::kTest || kind == TokenKind::kTimezone) {
    return next.kind == TokenKind::kText || (next.kind == TokenKind::kName && !IsTextOpAt(buffer, index + 1) && !IsWord(buffer, next, "after"));
  }
  if (kind == TokenKind::kGiven || kind == TokenKind::kExpect) {
    return next.kind != TokenKind::kEq && next.kind != TokenKind::kLBrace && next.kind != TokenKind::kComma && next.kind != TokenKind::kDuration;
  }
  if (kind == TokenKind::kUse && next.kind == TokenKind::kText) return true;
  // `group "fit"`: quotes instead of backticks, or none.
  if (next.kind == TokenKind::kText) return kind != TokenKind::kEvents && kind != TokenKind::kBad;
  // `field in: text`: a reserved word as a name, which is reported as such. `field in (...)` is a condition.
  const TokenKind second = index + 2 < buffer.tokens.size() ? buffer.tokens[index + 2].kind : TokenKind::kNone;
  const bool declares = second == TokenKind::kColon || second == TokenKind::kEq || second == TokenKind::kLBrace;
  const bool reserved = ReservedWord(buffer.Source(next)) != TokenKind::kName && (declares || next.kind == TokenKind::kEvent || next.kind == TokenKind::kAny);
  if (next.kind != TokenKind::kName && !reserved) return false;
  if (kind == TokenKind::kEvents) return true;  // `event` is reserved: nothing else begins so
  if (declares) return true;
  return !IsTextOpAt(buffer, index + 1) && !IsAfterWindow(buffer, index + 1, kind);
}

}  // namespace

StatementWord FindStatementWord(const TokenBuffer& buffer, size_t index, Place place) {
  if (index >= buffer.tokens.size()) return {};
  const Token& token = buffer.tokens[index];
  if (token.quoted() || (token.kind != TokenKind::kName && token.kind != TokenKind::kEvent)) return {};
  const std::string_view word = buffer.Spelling(token);
  StatementWord found{Lookup(word, place), {}};
  if (found.kind == TokenKind::kName) {
    const std::string lower = Lower(word);
    for (const Keyword& k : kStatementWords) {
      if (k.word == lower) found = {k.kind, k.word};
    }
    for (const Keyword& k : kTestWords) {
      if (k.word == lower && place == Place::kTest) found = {k.kind, k.word};
    }
    for (const Alias& alias : kAliases) {
      if (alias.word == lower) found = {Lookup(alias.meant, place), alias.meant};
    }
  }
  if (found.kind == TokenKind::kName || !FollowsAsStatement(buffer, index, found.kind)) return {};
  return found;
}

// ---- Brackets --------------------------------------------------------------------------------------------------------

Layout::Layout(TokenBuffer* buffer, diag::Bag* bag) : buffer_(buffer), bag_(bag) {
  MatchBrackets();
  FindLists();
}

// White space before the token on its line, tabs as four.
uint32_t Layout::IndentOf(const Token& token) const {
  const std::string_view text = buffer_->file->text();
  uint32_t indent = 0;
  for (size_t i = token.begin; i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\t'); --i) indent += text[i - 1] == '\t' ? 4 : 1;
  return indent;
}

// Parentheses on top of the stack that will not be closed.
void Layout::PopParens(std::vector<Open>* open) {
  while (!open->empty() && !open->back().brace) {
    Token& token = buffer_->tokens[open->back().index];
    token.flags |= Token::kUnmatched;
    bag_->Add(Id::kUnclosedParen, buffer_->SpanOf(token));
    open->pop_back();
  }
}

// What the first token of a line says about brackets that are open.
void Layout::StartOfLine(uint32_t index, std::vector<Open>* open) {
  const Token& token = At(index);
  const bool statement = FindStatementWord(*buffer_, index, Place::kFile).kind != TokenKind::kName;
  if (!open->empty() && !open->back().brace) {
    const Token& before = At(index - 1);
    const bool value_starts = token.kind == TokenKind::kName || token.kind == TokenKind::kNumber || token.kind == TokenKind::kNo;
    const bool two_values = value_starts && EndsValue(before.kind) && !GoesOnInParens(index);
    if (open->back().suspect || statement || two_values) PopParens(open);
  }
  while (statement && !open->empty() && open->back().brace && IndentOf(token) <= open->back().indent) {
    Token& brace = buffer_->tokens[open->back().index];
    brace.flags |= Token::kUnmatched;
    bag_->Add(Id::kUnclosedBrace, buffer_->SpanOf(brace));
    ends_before_[open->back().index] = index;
    open->pop_back();
    PopParens(open);
  }
}

// A brace that nothing closes: its block ends before the first line that stands no further in than the line of the brace.
void Layout::CloseByIndent(const Open& open) {
  Token& brace = buffer_->tokens[open.index];
  brace.flags |= Token::kUnmatched;
  bag_->Add(Id::kUnclosedBrace, buffer_->SpanOf(brace));
  bool first = true;
  for (uint32_t i = open.index + 1; i < Count(); ++i) {
    if (!At(i).line_start()) continue;
    const bool outside = IndentOf(At(i)) <= open.indent;
    if (outside && first) return;  // written without indents: all the rest is inside
    first = false;
    if (outside) {
      ends_before_[open.index] = i;
      return;
    }
  }
}

void Layout::MatchBrackets() {
  std::vector<Open> open;
  uint32_t indent = 0;  // of this line; of the line above where it begins with the `{` of that one's statement
  for (uint32_t i = 0; i < Count(); ++i) {
    Token& token = buffer_->tokens[i];
    if (token.line_start() && i > 0) StartOfLine(i, &open);
    if (token.line_start() && token.kind != TokenKind::kLBrace) indent = IndentOf(token);
    switch (token.kind) {
      case TokenKind::kLParen:
        open.push_back({i, false, false, 0});
        break;
      case TokenKind::kRParen:
        if (!open.empty() && !open.back().brace) {
          open.pop_back();
        } else {
          token.flags |= Token::kUnmatched;
          bag_->Add(Id::kStrayCloser, buffer_->SpanOf(token), {")", "("});
        }
        break;
      case TokenKind::kLBrace:
        PopParens(&open);
        open.push_back({i, true, false, indent});
        break;
      case TokenKind::kRBrace:
        PopParens(&open);
        if (!open.empty()) {
          open.pop_back();
        } else {
          token.flags |= Token::kUnmatched;
          bag_->Add(Id::kStrayCloser, buffer_->SpanOf(token), {"}", "{"});
        }
        break;
      case TokenKind::kSemicolon:
        PopParens(&open);
        break;
      case TokenKind::kArrow:
        if (!open.empty()) open.back().suspect = true;
        break;
      case TokenKind::kSigned:
        // Else a negative number, which may stand in parentheses.
        if (!open.empty() && IsPointsAt(i)) open.back().suspect = true;
        break;
      default:  // nothing else says anything about brackets
        break;
    }
  }
  PopParens(&open);
  for (size_t n = open.size(); n > 0; --n) {
    if (open[n - 1].brace && n <= static_cast<size_t>(kMaxNesting)) CloseByIndent(open[n - 1]);
    if (!open[n - 1].brace) buffer_->tokens[open[n - 1].index].flags |= Token::kUnmatched;
  }
}

// ---- Units -----------------------------------------------------------------------------------------------------------

// True where the token, first of its line inside ( ), goes on with the words before it: `count` and `of`, `no` and its event, `at least`
// and its number. Two values on two lines mean that a parenthesis was never closed; these are parts of one.
bool Layout::GoesOnInParens(uint32_t index) const {
  const auto is = [&](size_t i, std::string_view word) { return i < Count() && IsWord(*buffer_, At(i), word); };
  const auto text_op = [&](size_t i) {
    return i + 1 < Count() && At(i).kind == TokenKind::kName && !At(i).quoted() &&
           ops::FindTextOp(buffer_->Source(At(i)), buffer_->Source(At(i + 1)));
  };
  const auto pair = [&](size_t i) {  // two words that are one operator
    if (text_op(i) || (is(i, "at") && (is(i + 1, "least") || is(i + 1, "most"))) || (is(i, "all") && is(i + 1, "of"))) return true;
    return At(i).kind == TokenKind::kName && !At(i).quoted() && ops::FindBuiltin(buffer_->Source(At(i)), buffer_->Source(At(i + 1)));
  };
  if (is(index, "to") || is(index, "after") || is(index - 1, "to") || is(index - 1, "after")) return true;
  if (IsTextOpAt(*buffer_, index) || text_op(index) || pair(index - 1)) return true;
  if (index < 2) return false;
  const TokenKind second = At(index - 2).kind;
  if (At(index - 1).kind == TokenKind::kNo) return !IsComparison(second) && second != TokenKind::kComma;
  if (pair(index - 2) || (second == TokenKind::kAny && is(index - 1, "of"))) return true;
  return index > 2 && At(index - 1).kind == TokenKind::kNumber && is(index - 3, "at") && pair(index - 3);
}

// True where the signed number is points: it stands behind a value. Behind an operator, `(`, a comma, `to` or `else` it is negative.
bool Layout::IsPointsAt(size_t index) const {
  if (index == 0 || !EndsValue(At(index - 1).kind)) return false;
  return !IsWord(*buffer_, At(index - 1), "to") && !IsWord(*buffer_, At(index - 1), "else");
}

// True where the token, first of its line, goes on with what stands before it.
bool Layout::Continues(size_t index) const {
  const Token& token = At(index);
  const Token& before = At(index - 1);
  if (LeadsOn(before)) return true;
  // After a block, and after the points of a rule, only a label can come: `contains "CEO" +5` lacks its field.
  if (before.kind == TokenKind::kRBrace) return token.kind == TokenKind::kComma || token.kind == TokenKind::kLBrace;
  if (before.kind == TokenKind::kSigned && IsPointsAt(index - 1) && token.kind != TokenKind::kText && token.kind != TokenKind::kComma) return false;
  switch (token.kind) {
    case TokenKind::kAnd:
    case TokenKind::kOr:
    case TokenKind::kArrow:
    case TokenKind::kWhere:
    case TokenKind::kLBrace:
    case TokenKind::kPlus:
    case TokenKind::kMinus:
    case TokenKind::kStar:
    case TokenKind::kSlash:
    case TokenKind::kIn:
    case TokenKind::kIs:
    case TokenKind::kTextOp:
    case TokenKind::kMatches:
    case TokenKind::kSigned:
    case TokenKind::kComma:
      return true;
    case TokenKind::kNot: {
      const bool has_next = index + 1 < Count();
      return has_next && (At(index + 1).kind == TokenKind::kIn || At(index + 1).kind == TokenKind::kMatches || IsTextOpAt(*buffer_, index + 1));
    }
    case TokenKind::kText: {
      // A label. But `"Job title" contains "CEO"` is a column in the wrong quotes, on a line of its own.
      if (index + 1 >= Count() || At(index + 1).line_start()) return true;
      if (IsWord(*buffer_, before, "with") || IsWord(*buffer_, before, "word") || IsWord(*buffer_, before, "of")) return true;
      const TokenKind next = At(index + 1).kind;
      // `"vip" +20` on a line of its own: nothing stands behind a label.
      if (next == TokenKind::kSigned || next == TokenKind::kArrow) return false;
      return !(IsComparison(next) || next == TokenKind::kIn || next == TokenKind::kIs || next == TokenKind::kNot || IsTextOpAt(*buffer_, index + 1));
    }
    case TokenKind::kName:
      return IsTextOpAt(*buffer_, index);
    default:
      return IsComparison(token.kind);
  }
}

// The names that `list` declares, and whether modules may bring more.
void Layout::FindLists() {
  for (size_t i = 0; i + 1 < Count(); ++i) {
    if (IsWord(*buffer_, At(i), "list") && At(i + 1).kind == TokenKind::kName) lists_.insert(buffer_->Spelling(At(i + 1)));
    uses_ = uses_ || (IsWord(*buffer_, At(i), "use") && FindStatementWord(*buffer_, i, Place::kFile).kind == TokenKind::kUse);
  }
}

// True where the token behind a comma is one more value of `missing`. A name may be one that lacks its quotes; `vip +20` and
// `no demo_request` are not.
bool Layout::IsMissingValue(size_t index) const {
  if (index >= Count()) return true;
  const TokenKind kind = At(index).kind;
  if (kind == TokenKind::kEvent) return false;
  if ((kind != TokenKind::kName && kind != TokenKind::kNo) || index + 1 >= Count() || At(index + 1).line_start()) return true;
  switch (At(index + 1).kind) {
    case TokenKind::kComma:
    case TokenKind::kSemicolon:
    case TokenKind::kText:
      return true;
    default:  // what follows goes on with the name
      return IsWord(*buffer_, At(index + 1), "else") || IsWord(*buffer_, At(index + 1), "missing");
  }
}

bool Layout::BelongsToList(const Unit& unit, const ListState& state, size_t comma) const {
  // No statement begins with a text: `in "KR", "JP"` is a list that lacks its parentheses.
  const bool goes_on = !unit.tokens.empty() && comma + 1 < Count() && !At(comma + 1).line_start();
  if (goes_on && At(comma + 1).kind == TokenKind::kText) return true;
  if (goes_on && state.open_paren) return true;  // `any of (a, b` without its end
  // `any of a, b`; but `has word any of words, vip` goes no further than the list.
  const bool list = !unit.tokens.empty() && (uses_ || lists_.contains(buffer_->Spelling(unit.tokens.back())));
  if (goes_on && state.bare_names && At(comma + 1).kind == TokenKind::kName && !list) return true;
  // `size between 3, 5`: no statement has two names and a number side by side.
  const auto back = [&](size_t n) { return unit.tokens[unit.tokens.size() - n]; };
  const bool between = unit.tokens.size() >= 3 && back(1).kind == TokenKind::kNumber && back(3).kind == TokenKind::kName &&
                       (IsWord(*buffer_, back(2), "between") || IsWord(*buffer_, back(2), "from"));
  if (goes_on && between && At(comma + 1).kind == TokenKind::kNumber) return true;
  switch (unit.head) {
    case TokenKind::kField:
      return !state.colon || (state.missing && IsMissingValue(comma + 1));
    case TokenKind::kEvents:
    case TokenKind::kStages:
      return true;
    case TokenKind::kRequire:
      return !state.for_word;
    case TokenKind::kGiven:
    case TokenKind::kExpect:
      return FindStatementWord(*buffer_, comma + 1, Place::kTest).kind == TokenKind::kName;
    default:  // rules and all other statements end at a comma
      return false;
  }
}

bool Layout::BlockEndsHere() const {
  if (block_ends_.empty()) return false;
  if (block_ends_.back() != UINT32_MAX) return at_ >= block_ends_.back();
  return at_ < Count() && At(at_).kind == TokenKind::kRBrace && !At(at_).unmatched();
}

void Layout::CheckSize(Unit* unit, int depth) {
  if (unit->unusable) return;
  const source::Span span = buffer_->SpanOf(At(at_));
  if (unit->tokens.size() >= kMaxStatementTokens) {
    bag_->Add(Id::kStatementTooLong, span, {std::to_string(kMaxStatementTokens)});
    unit->unusable = true;
  } else if (depth > kMaxNesting) {
    bag_->Add(Id::kNestingTooDeep, span, {std::to_string(kMaxNesting)});
    unit->unusable = true;
  }
}

namespace {

Place PlaceOfBlock(const Unit& unit) {
  switch (unit.head) {
    case TokenKind::kGroup:
      return Place::kGroup;
    case TokenKind::kChecklist:
      return Place::kChecklist;
    case TokenKind::kTest:
      return Place::kTest;
    case TokenKind::kEvents:
      return Place::kProperties;
    case TokenKind::kGiven:
      return Place::kSettings;
    default:  // no other statement has a block
      return Place::kSkipped;
  }
}

}  // namespace

std::vector<Unit> Layout::CollectBlock(Place place, int depth) {
  std::vector<Unit> items;
  while (at_ < Count() && !BlockEndsHere()) {
    Unit unit;
    Collect(place, depth, &unit);
    if (!unit.tokens.empty() && items.size() < kMaxStatements) items.push_back(std::move(unit));
  }
  return items;
}

void Layout::Collect(Place place, int depth, Unit* unit) {
  unit->place = place;
  const StatementWord word = FindStatementWord(*buffer_, at_, place);
  unit->head = word.kind;
  if (!word.meant.empty() && place != Place::kSkipped) {
    const Token& token = At(at_);
    bag_->Add(Id::kKeywordSpelling, buffer_->SpanOf(token), {std::string(buffer_->Source(token)), std::string(word.meant)})
        .fixes.push_back({buffer_->SpanOf(token), std::string(word.meant)});
  }
  ListState list;
  int parens = 0;
  int nots = 0;
  while (at_ < Count() && !BlockEndsHere()) {
    Token token = At(at_);
    const bool first = unit->tokens.empty();
    if (!first && parens == 0 && token.line_start() && !Continues(at_)) return;
    // `group a { } group b { }` on one line: said by the parser of the first, read apart all the same.
    nots = token.kind == TokenKind::kNot ? nots + 1 : 0;
    if (token.kind == TokenKind::kLParen && !token.unmatched()) ++parens;
    CheckSize(unit, depth + parens + nots);
    switch (token.kind) {
      case TokenKind::kSemicolon:
        ++at_;
        return;
      case TokenKind::kComma:
        if (parens == 0 && !BelongsToList(*unit, list, at_)) {
          ++at_;
          return;
        }
        break;
      case TokenKind::kRParen:
        if (token.unmatched()) {
          ++at_;
          continue;
        }
        if (parens > 0) --parens;
        break;
      case TokenKind::kRBrace:  // one that closes nothing
        ++at_;
        return;
      case TokenKind::kLBrace: {
        const auto end = ends_before_.find(static_cast<uint32_t>(at_));
        const bool to_the_end = token.unmatched() && end == ends_before_.end();
        block_ends_.push_back(to_the_end ? static_cast<uint32_t>(Count()) : end != ends_before_.end() ? end->second : UINT32_MAX);
        if (!unit->unusable) unit->tokens.push_back(token);
        ++at_;
        if (unit->unusable) {
          SkipBlock();
        } else {
          unit->blocks.push_back(CollectBlock(PlaceOfBlock(*unit), depth + 1));
        }
        const bool closed = block_ends_.back() == UINT32_MAX && at_ < Count();
        block_ends_.pop_back();
        Token close = token;
        close.kind = TokenKind::kRBrace;
        if (closed) close = At(at_++);
        if (!unit->unusable) unit->tokens.push_back(close);
        if (at_ < Count() && EndsWithBlock(*unit)) return;
        continue;
      }
      default:  // an ordinary token
        break;
    }
    const bool opens = token.kind == TokenKind::kLParen && token.unmatched();
    list.open_paren = (list.open_paren || opens) && token.kind != TokenKind::kSigned && token.kind != TokenKind::kArrow;
    const bool any = unit->tokens.size() > 0 && (unit->tokens.back().kind == TokenKind::kAny || IsWord(*buffer_, unit->tokens.back(), "one"));
    const bool of = any && IsWord(*buffer_, token, "of");
    // A rule has its points before a comma: `country in KR, JP +5` goes on.
    const bool rule = unit->head == TokenKind::kName && (place == Place::kFile || place == Place::kGroup);
    const bool in = rule && unit->tokens.size() == 2 && unit->tokens.back().kind == TokenKind::kIn && token.kind == TokenKind::kName;
    list.bare_names = of || in || (list.bare_names && (token.kind == TokenKind::kName || token.kind == TokenKind::kComma));
    list.colon = list.colon || token.kind == TokenKind::kColon;
    list.missing = list.missing || (list.colon && IsWord(*buffer_, token, "missing"));
    list.for_word = list.for_word || (unit->tokens.size() > 1 && IsWord(*buffer_, token, "for"));
    if (!unit->unusable) unit->tokens.push_back(token);
    ++at_;
  }
}

// Groups, checklists and tests end at their `}`. What follows on the line is the next statement, which should have been parted.
bool Layout::EndsWithBlock(const Unit& unit) const {
  switch (unit.head) {
    case TokenKind::kGroup:
    case TokenKind::kChecklist:
    case TokenKind::kTest: {
      const Token& next = At(at_);
      const bool parted = next.line_start() || next.kind == TokenKind::kComma || next.kind == TokenKind::kSemicolon || BlockEndsHere();
      if (!parted && next.kind != TokenKind::kRBrace) {
        bag_->Add(Id::kSeparatorMissing, buffer_->SpanOf(next), {std::string(buffer_->Source(next))});
      }
      return true;
    }
    default:  // `event a { } , b` and given lists go on
      return false;
  }
}

// Moves to the end of a block in a statement that cannot be used.
void Layout::SkipBlock() {
  int depth = 0;
  while (at_ < Count() && !(depth == 0 && BlockEndsHere())) {
    if (At(at_).kind == TokenKind::kLBrace && !At(at_).unmatched()) ++depth;
    if (At(at_).kind == TokenKind::kRBrace && !At(at_).unmatched()) --depth;
    ++at_;
  }
}

bool Layout::Next(Unit* unit) {
  while (at_ < Count()) {
    *unit = Unit();
    Collect(Place::kFile, 0, unit);
    if (!unit->tokens.empty() || unit->unusable) return true;
  }
  return false;
}

}  // namespace ripe::syntax
