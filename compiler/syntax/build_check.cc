// Mistakes that the grammar lets through, found on the Ast while it is built: `title = "a" or "b"`.
#include "compiler/syntax/build.h"

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
  if (const auto* test = std::get_if<TextTestExpr>(&before.node); test != nullptr && test->argument.items.size() == 1) {
    const std::string op = Words(test->op_span);
    const std::string meant = Words(ast_.expr(test->value).span) + (test->negated ? " not " : " ") + op + " any of (" + Words(test->argument.span) + ", " + words + ")";
    bag_.Add(Id::kOrWithValue, span, {words, meant}).fixes.push_back({Cover(before.span, span), meant});
    TextTestExpr again = *test;
    again.argument = ListArgument{{*operand}, std::nullopt, span};
    *operand = AddExpr(span, std::move(again));
  }
}

void Builder::CheckOperands(std::vector<ExprId>* operands) {
  for (size_t i = 1; i < operands->size(); ++i) {
    if (!IsBareValue(ast_.expr((*operands)[i]))) continue;
    const Expr before = ast_.expr((*operands)[i - 1]);
    CheckOperand(&(*operands)[i], before);
  }
}

}  // namespace ripe::syntax
