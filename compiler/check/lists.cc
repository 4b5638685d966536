// Lists: literals of one type in the file, or the lines of a text file beside it. LoadList fills
// one; LiteralOf reads one literal, for lists, fields and tests alike.
#include "compiler/check/context.h"
#include "compiler/source/unicode.h"
#include "compiler/syntax/lex.h"

namespace ripe::check {
namespace {

// The lines of a file as texts: trimmed, blank ones skipped.
void ReadLines(Context* c, ListDecl* list, std::string text, const std::string& path, Span span,
               const std::string& written) {
  const size_t bad = source::FindInvalidUtf8(text);
  if (bad != std::string::npos || text.find('\0') != std::string::npos) {
    size_t line = 1;
    for (size_t i = 0; i < std::min(bad, text.size()); ++i) line += text[i] == '\n';
    c->Error(Code::kListFileNotUtf8, span,
             {written, bad == std::string::npos ? "1" : std::to_string(line)});
    list->broken = true;
    return;
  }
  const source::FileId file = c->sources->Add(path, std::move(text));
  const std::string_view all = c->sources->file(file).text();
  list->type = ValueType::kText;
  for (size_t at = 0; at < all.size();) {
    size_t end = all.find_first_of("\r\n", at);
    if (end == std::string_view::npos) end = all.size();
    const std::string_view line = source::TrimSpace(all.substr(at, end - at));
    at = end + 1;
    if (line.empty()) continue;
    if (list->items.size() == kMaxListItems) {
      c->Error(Code::kListTooLong, span, {written, std::to_string(kMaxListItems)});
      list->broken = true;
      return;
    }
    list->items.emplace_back(source::Nfc(line));
  }
}

std::optional<std::pair<Literal, ValueType>> LiteralIn(const syntax::Expr& e) {
  if (const auto* n = std::get_if<syntax::NumberExpr>(&e.node))
    return {{Literal(n->value), ValueType::kNumber}};
  if (const auto* t = std::get_if<syntax::TextExpr>(&e.node))
    return {{Literal(t->value), ValueType::kText}};
  if (const auto* d = std::get_if<syntax::DateExpr>(&e.node))
    return {{Literal(d->days), ValueType::kDate}};
  if (const auto* y = std::get_if<syntax::YesNoExpr>(&e.node))
    return {{Literal(y->value), ValueType::kYesNo}};
  return std::nullopt;
}

// What a define stands for, by way of others too: the expression at the end of the chain of names;
// null in a circle, which the graph reports. Every define of a chain is followed once, however many
// lists name it.
const syntax::Expr* EndOf(Context* c, uint32_t define) {
  std::vector<uint32_t> way;
  const syntax::Expr* end = nullptr;
  while (true) {
    if (auto known = c->ends_of_defines.find(define); known != c->ends_of_defines.end()) {
      end = known->second;
      break;
    }
    c->ends_of_defines.emplace(define, nullptr);  // met again on this way: a circle
    way.push_back(define);
    const DefineDecl& decl = c->defines[define];
    end = &c->ast_of(decl.unit).expr(decl.statement->value);
    const auto* name = std::get_if<syntax::NameExpr>(&end->node);
    const Symbol* symbol = name == nullptr ? nullptr : FindSymbol(*c, name->name);
    if (symbol == nullptr || symbol->kind != SymbolKind::kDefine) break;
    define = symbol->index;
  }
  for (uint32_t each : way) c->ends_of_defines[each] = end;
  return end;
}

// One value of a list: a literal, or the name of a define that stands for one.
std::optional<std::pair<Literal, ValueType>> ItemOf(Context* c, const ListDecl& list,
                                                    syntax::ExprId id) {
  const syntax::Expr& e = c->ast_of(list.unit).expr(id);
  const auto* name = std::get_if<syntax::NameExpr>(&e.node);
  const Symbol* symbol = name == nullptr ? nullptr : FindSymbol(*c, name->name);
  if (symbol == nullptr || symbol->kind != SymbolKind::kDefine) return LiteralOf(c, list.unit, id);
  const syntax::Expr* end = EndOf(c, symbol->index);
  if (end == nullptr) return std::nullopt;
  auto literal = LiteralIn(*end);
  if (!literal) c->Error(Code::kNotAConstant, e.span, {name->name.text});
  return literal;
}

}  // namespace

std::optional<std::pair<Literal, ValueType>> LiteralOf(Context* c, uint32_t unit,
                                                       syntax::ExprId id) {
  const syntax::Expr& e = c->ast_of(unit).expr(id);
  if (auto literal = LiteralIn(e)) return literal;
  if (const auto* name = std::get_if<syntax::NameExpr>(&e.node)) {
    diag::Diagnostic& d = c->Error(Code::kTextNeedsQuotes, e.span, {name->name.text});
    d.fixes.push_back({e.span, "\"" + name->name.text + "\""});
    return std::nullopt;
  }
  // The grammar lets nothing else stand here.
  c->Error(Code::kTextNeedsQuotes, e.span, {SourceText(*c, e.span)});
  return std::nullopt;
}

void SayQuotesOnce(Context* c, uint32_t unit, const std::vector<syntax::ExprId>& items) {
  constexpr size_t kLongest = 120;  // a longer list has an error for each word
  std::string line;
  std::vector<diag::Fix> fixes;
  Span first, last;
  for (const syntax::ExprId id : items) {
    const syntax::Expr& e = c->ast_of(unit).expr(id);
    const Span span = e.span;
    line += line.empty() ? "(" : ", ";
    if (c->bag->Find(Code::kTextNeedsQuotes, span) == nullptr) {
      line += SourceText(*c, span);
    } else {
      if (fixes.empty()) first = span;
      last = span;
      fixes.push_back({span, syntax::QuoteText(SourceText(*c, span))});
      line += fixes.back().text;
    }
    if (line.size() > kLongest) return;
  }
  if (fixes.size() < 2) return;
  const Span all = {first.file, first.begin, last.end};
  for (const diag::Fix& fix : fixes) c->bag->Forget(Code::kTextNeedsQuotes, fix.span);
  diag::Diagnostic& d = c->Error(Code::kTextNeedsQuotes, all, {SourceText(*c, all)});
  d.line = line + ")";
  d.fixes = std::move(fixes);
}

void LoadList(Context* c, ListDecl* list) {
  const syntax::ListStatement& s = *list->statement;
  if (s.file) {
    std::string path;
    std::optional<std::string> text;
    if (c->units[list->unit].embedded) {
      c->Error(Code::kFileOutside, s.file->span, {s.file->value});
    } else {
      text = ReadBelow(c, c->units[list->unit].folder, *s.file, &path);
    }
    if (text) {
      ReadLines(c, list, std::move(*text), path, s.file->span, s.file->value);
    } else {
      list->broken = true;
    }
    return;
  }
  Span first;
  for (syntax::ExprId id : s.items) {
    const Span span = c->ast_of(list->unit).expr(id).span;
    auto literal = ItemOf(c, *list, id);
    if (!literal) {
      list->broken = true;
      continue;
    }
    if (!list->type) {
      list->type = literal->second;
      first = span;
    }
    if (*list->type != literal->second) {
      diag::Diagnostic& d =
          c->Error(Code::kListMixed, span,
                   {SourceText(*c, span), TypePhrase(literal->second), TypePhrase(*list->type)});
      d.labels.push_back({first, diag::LabelId::kOtherUse, {TypePhrase(*list->type)}});
      list->broken = true;
      continue;
    }
    if (literal->second == ValueType::kText &&
        source::IsBlank(std::get<std::string>(literal->first))) {
      c->Error(Code::kEmptyText, span, {s.name.text});
      list->broken = true;
      continue;
    }
    list->items.push_back(std::move(literal->first));
  }
  if (list->broken) SayQuotesOnce(c, list->unit, s.items);
}

}  // namespace ripe::check
