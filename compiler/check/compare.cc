// Comparisons, ranges, lists, text operators and regular expressions: both sides must be of one
// type, and the messages say what the author probably meant where they are not.
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "compiler/check/compare_op.h"
#include "compiler/check/emit.h"
#include "compiler/check/suggest.h"
#include "compiler/source/unicode.h"
#include "compiler/types/calendar.h"

namespace ripe::check {

using OpKind = Operand::Kind;

namespace {

CompareOp OpOf(syntax::CompareOp op) {
  switch (op) {
    case syntax::CompareOp::kEq:
      return CompareOp::kEq;
    case syntax::CompareOp::kNe:
      return CompareOp::kNe;
    case syntax::CompareOp::kLt:
      return CompareOp::kLt;
    case syntax::CompareOp::kLe:
      return CompareOp::kLe;
    case syntax::CompareOp::kGt:
      return CompareOp::kGt;
    case syntax::CompareOp::kGe:
      return CompareOp::kGe;
  }
  return CompareOp::kEq;
}

bool IsEquality(CompareOp op) { return op == CompareOp::kEq || op == CompareOp::kNe; }

constexpr int64_t kRegexMemory = 1 << 20;

}  // namespace

void Emitter::ReportQuotes(const syntax::Name& name) {
  if (MayBeKnownElsewhere(c_, name.text)) return;
  diag::Diagnostic& d = c_.Error(Code::kTextNeedsQuotes, name.span, {name.text});
  d.fixes.push_back({name.span, "\"" + name.text + "\""});
  SuggestList(c_, &d);
}

// True (and reported) where `id` is a name that nothing knows, beside a text (or something
// unknown): its quotes are missing.
bool Emitter::UnquotedText(const Operand& other, syntax::ExprId id) {
  const auto* name = std::get_if<syntax::NameExpr>(&At(id).node);
  if (name == nullptr || name->name.quoted || !c_.StrictIn(unit_)) return false;
  const bool beside_text = other.kind == OpKind::kError ||
                           (other.kind == OpKind::kValue && other.type == ValueType::kText);
  if (!beside_text) return false;
  if (FindSymbol(c_, name->name) != nullptr) return false;
  if (where_) {
    for (const ClassMember& m : c_.module.cls(*where_).members) {
      const EventDecl* decl = DeclOf(m.type);
      if (decl != nullptr && decl->properties.contains(name->name.text)) return false;
    }
  }
  ReportQuotes(name->name);
  return true;
}

bool Emitter::ToValue(Operand* operand, syntax::ExprId id, const syntax::CompareExpr* compare) {
  const Span span = At(id).span;
  const auto compared_with_yes = [&] {
    if (compare == nullptr) return false;
    return std::holds_alternative<syntax::YesNoExpr>(At(compare->left).node) ||
           std::holds_alternative<syntax::YesNoExpr>(At(compare->right).node);
  };
  switch (operand->kind) {
    case OpKind::kValue:
      return true;
    case OpKind::kError:
      return false;
    case OpKind::kEvents:
      c_.Error(compared_with_yes() ? Code::kConditionCompared : Code::kEventCompared, span,
               {Text(span)});
      return false;
    case OpKind::kCondition:
      // `visit in 30d >= 3` means the number of visits.
      c_.Error(
          operand->term && !compared_with_yes() ? Code::kEventCompared : Code::kConditionCompared,
          span, {Text(span)});
      return false;
  }
  return false;
}

bool Emitter::Agree(const Operand& a, const Operand& b, Span a_span, Span b_span) {
  if (a.type == b.type) return true;
  const auto time_and_date = [](const Operand& x, const Operand& y) {
    return x.type == ValueType::kTime && y.type == ValueType::kDate && y.literal;
  };
  if (time_and_date(a, b) || time_and_date(b, a)) return true;
  const bool a_field = !a.literal;
  const Operand& field = a_field ? a : b;
  const Operand& other = a_field ? b : a;
  const Span field_span = a_field ? a_span : b_span, other_span = a_field ? b_span : a_span;
  if (field.type == ValueType::kTags) {
    c_.Error(Code::kTagsCompared, field_span, {Text(field_span), Text(other_span)});
  } else if (other.literal && field.type == ValueType::kText) {
    diag::Diagnostic& d = c_.Error(Code::kTextWithOther, other_span,
                                   {Text(field_span), Text(other_span), TypePhrase(other.type)});
    d.fixes.push_back({other_span, "\"" + Text(other_span) + "\""});
  } else if (other.literal && other.type == ValueType::kText) {
    c_.Error(Code::kOtherWithText, other_span,
             {Text(field_span), TypePhrase(field.type), Text(other_span)});
  } else {
    c_.Error(Code::kTypesDiffer, other_span,
             {Text(field_span), TypePhrase(field.type), Text(other_span), TypePhrase(other.type)});
  }
  return false;
}

bool Emitter::NotEmpty(const Operand& operand, Span span) {
  if (!operand.literal || operand.type != ValueType::kText) return true;
  if (!source::IsBlank(
          std::get<std::string>(std::get<LiteralValue>(c_.module.expr(operand.id).node).value)))
    return true;
  c_.Error(Code::kEmptyText, span, {});
  return false;
}

// `signup >= "2026-01-01"`, of a field that nothing says more of: the quotes made both texts.
void Emitter::SayWithoutQuotes(const syntax::CompareExpr& e, const Operand& left,
                               const Operand& right, diag::Diagnostic* d) const {
  if (left.literal == right.literal) return;
  const auto& text = std::get<std::string>(
      std::get<LiteralValue>(c_.module.expr(left.literal ? left.id : right.id).node).value);
  const bool number = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  if (!number && !types::ParseDate(text)) return;
  const std::string first = left.literal ? text : Text(At(e.left).span),
                    second = right.literal ? text : Text(At(e.right).span);
  d->line = fmt::format("{} {} {}", first, Text(e.op_span), second);
  d->fixes = {{At(left.literal ? e.left : e.right).span, text}};
}

Operand Emitter::Compare(const syntax::CompareExpr& e, Span span) {
  Operand left = Evaluate(e.left);
  const bool equality = e.op == syntax::CompareOp::kEq || e.op == syntax::CompareOp::kNe;
  if (equality && UnquotedText(left, e.right)) return {};
  Operand right = Evaluate(e.right);
  const bool left_is_value = ToValue(&left, e.left, &e);
  if (!ToValue(&right, e.right, &e) || !left_is_value) return {};
  const Span left_span = At(e.left).span, right_span = At(e.right).span;
  if (!Agree(left, right, left_span, right_span)) return {};
  if (!NotEmpty(left, left_span) || !NotEmpty(right, right_span)) return {};
  CompareOp op = OpOf(e.op);
  if (left.type == ValueType::kTags) {
    c_.Error(Code::kTagsCompared, left_span, {Text(left_span), Text(right_span)});
    return {};
  }
  if (!IsEquality(op) && (left.type == ValueType::kText || left.type == ValueType::kYesNo)) {
    diag::Diagnostic& d =
        c_.Error(left.type == ValueType::kText ? Code::kTextHasNoOrder : Code::kYesNoHasNoOrder,
                 e.op_span, {Text(left_span)});
    if (left.type == ValueType::kText) SayWithoutQuotes(e, left, right, &d);
    return {};
  }
  // Constants stand on the right.
  if (left.literal && !right.literal) {
    std::swap(left, right);
    op = Mirrored(op);
  }
  return AConditionNode(span, CompareCondition{op, left.id, right.id});
}

Operand Emitter::Range(const syntax::RangeExpr& e, Span span) {
  Operand value = Evaluate(e.value), low = Evaluate(e.low), high = Evaluate(e.high);
  const bool a = ToValue(&value, e.value, nullptr), b = ToValue(&low, e.low, nullptr),
             c = ToValue(&high, e.high, nullptr);
  if (!a || !b || !c) return {};
  const Span at = At(e.value).span;
  switch (value.type) {
    case ValueType::kText:
    case ValueType::kTags:
      c_.Error(Code::kTextHasNoOrder, at, {Text(at)});
      return {};
    case ValueType::kYesNo:
      c_.Error(Code::kYesNoHasNoOrder, at, {Text(at)});
      return {};
    case ValueType::kNumber:
    case ValueType::kDate:
    case ValueType::kTime:
      break;
  }
  if (!Agree(value, low, at, At(e.low).span) || !Agree(value, high, at, At(e.high).span)) return {};
  return AConditionNode(span, RangeCondition{value.id, low.id, high.id}, e.negated);
}

std::optional<Emitter::Needles> Emitter::NamedList(const syntax::Name& name) {
  const Symbol* symbol = FindSymbol(c_, name);
  if (symbol != nullptr && symbol->kind == SymbolKind::kList) {
    const ListDecl& list = c_.lists[symbol->index];
    if (list.broken || c_.too_big) return std::nullopt;
    Needles out{list.type.value_or(ValueType::kText), {}};
    out.items.Add(list.values);
    return out;
  }
  if (symbol != nullptr && symbol->kind == SymbolKind::kDefine) {
    const Operand operand = OfMeaning(c_.nodes[c_.defines[symbol->index].node], name.span);
    if (operand.kind == OpKind::kError) return std::nullopt;
    if (operand.kind == OpKind::kValue && operand.literal) {
      return Needles{operand.type,
                     std::vector{std::get<LiteralValue>(c_.module.expr(operand.id).node).value}};
    }
  }
  if (symbol != nullptr) {
    c_.Error(Code::kNotAList, name.span, {name.text});
    return std::nullopt;
  }
  if (MayBeKnownElsewhere(c_, name.text)) return std::nullopt;
  const auto lists = [this] {
    std::vector<std::string> names;
    for (const ListDecl& list : c_.lists) names.push_back(list.statement->name.text);
    return names;
  };
  if (auto near = NearestOf(&c_, name.text, lists)) {
    diag::Diagnostic& d = c_.Error(Code::kUnknownNameNear, name.span, {name.text, *near});
    d.fixes.push_back({name.span, *near});
  } else {
    ReportQuotes(name);
  }
  return std::nullopt;
}

std::optional<Emitter::Needles> Emitter::ListOf(const syntax::ListArgument& argument,
                                                Span value_span, bool blanks_match) {
  // A whole text is never blank (that is missing), but a blank may stand in one: `title contains "
  // "`.
  const auto never = [&](const std::string& text) {
    return blanks_match ? text.empty() : source::IsBlank(text);
  };
  if (argument.name) return NamedList(*argument.name);
  Needles out;
  std::vector<Literal> run;  // of literals, until a list is named
  const auto end_run = [&] {
    out.items.Add(std::make_shared<const std::vector<Literal>>(std::exchange(run, {})));
  };
  bool broken = false;
  for (size_t i = 0; i < argument.items.size(); ++i) {
    const syntax::ExprId id = argument.items[i];
    const Span span = At(id).span;
    ValueType type = ValueType::kText;
    if (const auto* name = std::get_if<syntax::NameExpr>(&At(id).node)) {
      // A define of a constant, or a list: its values.
      auto named = NamedList(name->name);
      if (!named) {
        broken = true;
        continue;
      }
      type = named->type;
      end_run();
      for (const ValueList::Part& part : named->items.parts()) out.items.Add(part);
    } else {
      auto literal = LiteralOf(&c_, unit_, id);
      if (!literal) {
        broken = true;
        continue;
      }
      if (literal->second == ValueType::kText && never(std::get<std::string>(literal->first))) {
        c_.Error(Code::kEmptyText, span, {Text(value_span)});
        broken = true;
        continue;
      }
      type = literal->second;
      run.push_back(std::move(literal->first));
    }
    if (i == 0) out.type = type;
    if (type != out.type && !broken) {
      c_.Error(Code::kListMixed, span, {Text(span), TypePhrase(type), TypePhrase(out.type)});
      broken = true;
    }
  }
  end_run();
  if (broken) {
    SayQuotesOnce(&c_, unit_, argument.items);
    return std::nullopt;
  }
  return out;
}

bool Emitter::MayTest(const Operand& value, const ValueList& list, Span span) {
  const auto& node = c_.module.expr(value.id).node;
  const bool column =
      std::holds_alternative<FieldValue>(node) || std::holds_alternative<PropertyValue>(node);
  // What is a column is looked up in a table of the list; but an instant in none of dates.
  if (column && value.type != ValueType::kTime) return true;
  c_.tested_items += list.size();
  if (c_.tested_items <= kMaxTestedItems) return true;
  if (!c_.too_big) c_.Error(Code::kTooBig, span, {});
  c_.too_big = true;
  return false;
}

Operand Emitter::MemberOf(const syntax::MemberOfExpr& e, Span span) {
  Operand value = Evaluate(e.value);
  std::optional<Needles> list = ListOf(e.list, At(e.value).span, false);
  if (!ToValue(&value, e.value, nullptr) || !list) return {};
  const Span at = At(e.value).span;
  Operand item;
  item.kind = OpKind::kValue;
  item.type = list->type;
  item.literal = true;
  const bool tags_of_texts = value.type == ValueType::kTags && list->type == ValueType::kText;
  if (list->items.empty()) {
    item.type = value.type;  // an empty list is of any type
  } else if (!tags_of_texts && !Agree(value, item, at, e.list.span)) {
    return {};
  }
  if (value.type == ValueType::kYesNo) {
    c_.Error(Code::kYesNoInList, at, {Text(at)});
    return {};
  }
  if (value.type == ValueType::kTime && list->items.size() < 2) {
    if (list->items.empty()) return AConditionNode(span, Constant{e.negated});
    const ExprId date =
        Push(e.list.span, false, ValueType::kDate, LiteralValue{list->items.front()});
    return AConditionNode(span, CompareCondition{CompareOp::kEq, value.id, date}, e.negated);
  }
  if (!MayTest(value, list->items, e.list.span)) return {};
  return AConditionNode(span, MemberCondition{value.id, std::move(list->items)}, e.negated);
}

Operand Emitter::TextTest(const syntax::TextTestExpr& e, Span span) {
  Operand value = Evaluate(e.value);
  std::optional<Needles> list = ListOf(e.argument, At(e.value).span, true);
  if (!ToValue(&value, e.value, nullptr) || !list) return {};
  const Span at = At(e.value).span;
  const std::string_view spelling = ops::TextOpOf(e.op).spelling;
  if (value.type != ValueType::kText && value.type != ValueType::kTags) {
    c_.Error(Code::kTextOperatorOnOther, at,
             {Text(at), TypePhrase(value.type), std::string(spelling)});
    return {};
  }
  if (list->type != ValueType::kText) {
    const Span arg = e.argument.span;
    c_.Error(Code::kTextWithOther, arg, {Text(at), Text(arg), TypePhrase(list->type)});
    return {};
  }
  const bool all = e.quantifier == syntax::Quantifier::kAll;
  if (value.type == ValueType::kText)
    return AConditionNode(span, TextCondition{value.id, e.op, all, std::move(list->items)},
                          e.negated);
  if (spelling != "contains") {
    c_.Error(Code::kTagsOperator, e.op_span, {Text(at), std::string(spelling)});
    return {};
  }
  return AConditionNode(span, TagsCondition{value.id, all, std::move(list->items)}, e.negated);
}

Operand Emitter::Matches(const syntax::MatchesExpr& e, Span span) {
  Operand value = Evaluate(e.value);
  const std::string pattern = source::Nfc(e.pattern);
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(false);
  options.set_max_mem(kRegexMemory);
  const RE2 regex(pattern, options);
  if (!regex.ok()) {
    const bool large = regex.error_code() == RE2::ErrorPatternTooLarge;
    c_.Error(large ? Code::kRegexTooLarge : Code::kBadRegex, e.pattern_span, {regex.error()});
  }
  if (!ToValue(&value, e.value, nullptr) || !regex.ok()) return {};
  const Span at = At(e.value).span;
  if (value.type != ValueType::kText) {
    c_.Error(Code::kTextOperatorOnOther, at, {Text(at), TypePhrase(value.type), "matches"});
    return {};
  }
  return AConditionNode(span, MatchesCondition{value.id, pattern}, e.negated);
}

}  // namespace ripe::check
