// Mistakes that the grammar lets through, found on the Ast: while it is built (`title = "a" or "b"`), or when the
// file is whole (`title contains CEO`).
#include <set>

#include "compiler/syntax/build.h"
#include "compiler/syntax/lex.h"
#include "compiler/types/calendar.h"

namespace ripe::syntax {

using diag::Id;

namespace {

bool IsBareValue(const Expr& expr) {
  return std::holds_alternative<TextExpr>(expr.node) || std::holds_alternative<NumberExpr>(expr.node) || std::holds_alternative<DateExpr>(expr.node);
}

}  // namespace

// A value as an operand of `or`; `before` is the one on its left. (Other bare values are the checker's to report.)
void Builder::CheckOperand(ExprId* operand, const Expr& before) {
  const Span span = ast_.expr(*operand).span;
  const std::string words = Words(span);
  // title = "a" or "b"
  if (const auto* compare = std::get_if<CompareExpr>(&before.node)) {
    const Expr& left = ast_.expr(compare->left);
    const bool equality = compare->op == CompareOp::kEq || compare->op == CompareOp::kNe;
    const std::string list = "(" + Words(ast_.expr(compare->right).span) + ", " + words + ")";
    const std::string meant = equality ? Words(left.span) + (compare->op == CompareOp::kNe ? " not in " : " in ") + list
                                       : Words(before.span) + " or " + Words(left.span) + " " + Words(compare->op_span) + " " + words;
    const Span whole = Cover(before.span, span);
    diag::Diagnostic& d = bag_.Add(Id::kOrWithValue, span, {words, meant});
    if (equality) d.fixes.push_back({whole, meant});
    const CompareExpr again{compare->op, compare->left, *operand, compare->op_span};
    *operand = AddExpr(span, again);
    return;
  }
  if (const auto* member = std::get_if<MemberOfExpr>(&before.node); member != nullptr && !member->list.items.empty()) {
    std::string items;
    for (const ExprId item : member->list.items) items += Words(ast_.expr(item).span) + ", ";
    const std::string meant = Words(ast_.expr(member->value).span) + (member->negated ? " not in (" : " in (") + items + words + ")";
    bag_.Add(Id::kOrWithValue, span, {words, meant}).fixes.push_back({Cover(before.span, span), meant});
    const MemberOfExpr again{member->value, ListArgument{{*operand}, std::nullopt, span}, member->negated};
    *operand = AddExpr(span, again);
    return;
  }
  if (const auto* test = std::get_if<TextTestExpr>(&before.node); test != nullptr && test->argument.items.size() == 1) {
    const std::string op = Words(test->op_span);
    const std::string meant = Words(ast_.expr(test->value).span) + (test->negated ? " not " : " ") + op + " any of (" + Words(test->argument.span) + ", " + words + ")";
    bag_.Add(Id::kOrWithValue, span, {words, meant}).fixes.push_back({Cover(before.span, span), meant});
    TextTestExpr again = *test;
    again.argument = ListArgument{{*operand}, std::nullopt, span};
    *operand = AddExpr(span, std::move(again));
  }
}

// `industry = IT or SaaS +10`: right, if SaaS is a column; if IT turns out to be text, SaaS is text as well. check/ knows.
void Builder::NoteList(const std::vector<ExprId>& operands, size_t first) {
  constexpr size_t kLongest = 120;
  const Expr& before = ast_.expr(operands[first]);
  const auto* compare = std::get_if<CompareExpr>(&before.node);
  if (compare == nullptr || (compare->op != CompareOp::kEq && compare->op != CompareOp::kNe)) return;
  // A word in small letters may be a condition by itself.
  const auto word = [&](ExprId id) -> const std::string* {
    const auto* name = std::get_if<NameExpr>(&ast_.expr(id).node);
    if (name == nullptr || name->name.quoted) return nullptr;
    const auto c = static_cast<unsigned char>(name->name.text[0]);
    return (c >= 'A' && c <= 'Z') || c >= 0x80 ? &name->name.text : nullptr;
  };
  const std::string* text = word(compare->right);
  if (text == nullptr) return;
  std::string list = Words(ast_.expr(compare->left).span) + (compare->op == CompareOp::kNe ? " not in (" : " in (") + QuoteText(*text);
  size_t next = first + 1;
  for (; next < operands.size() && list.size() < kLongest && (text = word(operands[next])) != nullptr; ++next) list += ", " + QuoteText(*text);
  if (next == first + 1) return;
  const Span span = Cover(before.span, ast_.expr(operands[next - 1]).span);
  // Its line, unless that is long: looking for the ends of a line of megabytes for each of its words would take seconds.
  const std::string_view all = buffer_.file->text();
  const size_t from = span.begin > kLongest ? span.begin - kLongest : 0;
  const std::string_view head = all.substr(from, span.begin - from), tail = all.substr(span.end, kLongest);
  const size_t newline = head.rfind('\n'), end = tail.find_first_of("\r\n");
  if ((newline == std::string_view::npos && from > 0) || (end == std::string_view::npos && tail.size() == kLongest) || tail.substr(0, end).find('#') != std::string_view::npos) return;
  const size_t begin = head.find_first_not_of(" \t", newline == std::string_view::npos ? 0 : newline + 1);
  const std::string_view lead = begin == std::string_view::npos ? std::string_view() : head.substr(begin);
  ast_.lines_with_lists[ast_.expr(compare->right).span.begin] = std::string(lead) + list + ")" + std::string(tail.substr(0, end));
}

void Builder::CheckOperands(std::vector<ExprId>* operands) {
  for (size_t i = 1; i < operands->size(); ++i) {
    NoteList(*operands, i - 1);
    if (!IsBareValue(ast_.expr((*operands)[i]))) continue;
    const Expr before = ast_.expr((*operands)[i - 1]);
    CheckOperand(&(*operands)[i], before);
  }
}

// `"Job Title" contains "CEO"`: the left side is a name in the wrong quotes.
void Builder::CheckLeft(ExprId left) {
  const auto* text = std::get_if<TextExpr>(&ast_.expr(left).node);
  if (text == nullptr) return;
  const Span span = ast_.expr(left).span;
  const std::string value = text->value;
  if (value.empty() || value.find('`') != std::string::npos || value.find('\n') != std::string::npos || types::ParseDate(value)) return;
  const std::string meant = QuoteName(value);
  bag_.Add(Id::kNameInQuotes, span, {Words(span), meant}).fixes.push_back({span, meant});
  ast_.expr(left).node = NameExpr{Name{value, span, meant[0] == '`'}};
}

// `unsubscribed = true`
void Builder::CheckRight(ExprId right) {
  const auto* name = std::get_if<NameExpr>(&ast_.expr(right).node);
  if (name == nullptr || name->name.quoted) return;
  const std::string& word = name->name.text;
  const bool yes = word == "true" || word == "True" || word == "TRUE" || word == "Yes" || word == "YES";
  const bool no = word == "false" || word == "False" || word == "FALSE" || word == "No" || word == "NO";
  if (!yes && !no) return;
  const Span span = ast_.expr(right).span;
  const std::string meant = yes ? "yes" : "no";
  bag_.Add(Id::kTrueFalse, span, {Words(span), meant}).fixes.push_back({span, meant});
  ast_.expr(right).node = YesNoExpr{yes};
}

// `email = null`: true, and reported, where that is what stands there.
bool Builder::IsNull(ExprId left, const Token& op, ExprId right) {
  const auto* name = std::get_if<NameExpr>(&ast_.expr(right).node);
  if (name == nullptr || name->name.quoted) return false;
  const std::string& word = name->name.text;
  if (word != "null" && word != "NULL" && word != "Null" && word != "nil") return false;
  const Span span = Cover(SpanOf(op), name->name.span);
  const std::string meant = op.kind == TokenKind::kEq ? "is missing" : "is known";
  bag_.Add(Id::kIsNotKnown, span, {Words(span), meant, Words(ast_.expr(left).span) + " " + meant}).fixes.push_back({span, meant});
  return true;
}

// What can be judged only when the whole file has been read.
void Builder::CheckFile() {
  std::set<std::string> lists, plain;
  bool uses = false;
  for (const Statement& statement : ast_.statements) {
    if (const auto* list = std::get_if<ListStatement>(&statement.node)) lists.insert(list->name.text);
    if (const auto* define = std::get_if<DefineStatement>(&statement.node)) {
      lists.insert(define->name.text);
      plain.insert(define->name.text);
    }
    if (const auto* field = std::get_if<FieldStatement>(&statement.node)) {
      for (const Name& name : field->names) plain.insert(name.text);
    }
    uses = uses || std::holds_alternative<UseStatement>(statement.node);
  }
  if (!ast_.complete) return;
  for (uint32_t i = 0; i < ast_.expr_count(); ++i) {
    if (!uses) CheckNeedle(ExprId{i}, lists);
    CheckAfterWhere(ExprId{i}, plain);
  }
}

// `title contains CEO`, where no list is called so.
void Builder::CheckNeedle(ExprId id, const std::set<std::string>& lists) {
  auto* test = std::get_if<TextTestExpr>(&ast_.expr(id).node);
  if (test == nullptr || !test->argument.name || test->argument.name->quoted || lists.contains(test->argument.name->text)) return;
  const Name name = *test->argument.name;
  const std::string meant = QuoteText(Words(name.span));
  bag_.Add(Id::kQuotesMissing, name.span, {Words(name.span), meant}).fixes.push_back({name.span, meant});
  const ExprId literal = AddExpr(name.span, TextExpr{name.text});
  test = std::get_if<TextTestExpr>(&ast_.expr(id).node);  // adding may have moved it
  test->argument.name.reset();
  test->argument.items.push_back(literal);
}

// `page_view where url contains "/pricing" and seconds > 30`, where `seconds` is a property of page_view and nothing else.
void Builder::CheckAfterWhere(ExprId id, const std::set<std::string>& plain) {
  const auto* logic = std::get_if<LogicExpr>(&ast_.expr(id).node);
  if (logic == nullptr) return;
  for (size_t i = 1; i < logic->operands.size(); ++i) {
    const auto* event = std::get_if<EventExpr>(&ast_.expr(logic->operands[i - 1]).node);
    if (event == nullptr || !event->term.where.valid() || event->term.window.kind != Window::Kind::kNone) continue;
    if (ast_.expr(event->term.where).parenthesized || event->term.ref.kind != EventRef::Kind::kName) continue;
    const ExprId left = LeftOf(logic->operands[i]);
    const auto* name = left.valid() ? std::get_if<NameExpr>(&ast_.expr(left).node) : nullptr;
    if (name == nullptr || plain.contains(name->name.text) || !IsProperty(event->term.ref.name.text, name->name.text)) continue;
    const ExprId where = event->term.where;
    const Span span = Cover(ast_.expr(where).span, ast_.expr(logic->operands[i]).span);
    const std::string meant = "(" + Words(span) + ")";
    bag_.Add(Id::kPropertyAfterWhere, span, {Words(span), meant, event->term.ref.name.text + " where " + meant}).fixes.push_back({span, meant});
    // Read on as meant, so that the property is not missed among the fields.
    const ExprId joined = AddExpr(span, LogicExpr{logic->is_and, {where, logic->operands[i]}});
    auto& operands = std::get_if<LogicExpr>(&ast_.expr(id).node)->operands;  // adding may have moved it
    std::get_if<EventExpr>(&ast_.expr(operands[i - 1]).node)->term.where = joined;
    operands.erase(operands.begin() + static_cast<std::ptrdiff_t>(i));
    if (operands.size() == 1) {
      auto only = ast_.expr(operands[0]).node;
      ast_.expr(id).node = std::move(only);
    }
    return;
  }
}

// The left side of a comparison; invalid where there is none.
ExprId Builder::LeftOf(ExprId id) const {
  const Expr& expr = ast_.expr(id);
  if (const auto* compare = std::get_if<CompareExpr>(&expr.node)) return compare->left;
  if (const auto* range = std::get_if<RangeExpr>(&expr.node)) return range->value;
  if (const auto* member = std::get_if<MemberOfExpr>(&expr.node)) return member->value;
  if (const auto* test = std::get_if<TextTestExpr>(&expr.node)) return test->value;
  if (const auto* matches = std::get_if<MatchesExpr>(&expr.node)) return matches->value;
  return {};
}

// True where this file declares the event with such a property.
bool Builder::IsProperty(const std::string& event, const std::string& property) const {
  for (const Statement& statement : ast_.statements) {
    const auto* events = std::get_if<EventStatement>(&statement.node);
    if (events == nullptr) continue;
    for (const EventStatement::Declared& declared : events->events) {
      if (declared.name.text != event) continue;
      for (const EventStatement::Property& p : declared.properties) {
        for (const Name& name : p.names) {
          if (name.text == property) return true;
        }
      }
    }
  }
  return false;
}

}  // namespace ripe::syntax
