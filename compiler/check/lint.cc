// See lint.h: the parts of lint one after the other, and the words they share.
#include "compiler/check/lint.h"

#include <fmt/format.h>

#include <cmath>

#include "compiler/check/lint_linter.h"
#include "compiler/source/unicode.h"

namespace ripe::check {
namespace {

// A condition in a message is cut after this many scalar values: the place is marked anyway.
constexpr size_t kLongestText = 80;

}  // namespace

void Lint(const source::SourceSet& sources, const syntax::Ast& ast, const Module& module,
          diag::Bag* bag) {
  Linter linter(sources, ast, module, bag);
  LintLogic(&linter);
  LintConditions(&linter);
  LintStages(&linter);
  LintGates(&linter);
  LintRules(&linter);
  LintRanges(&linter);
  LintEvents(&linter);
  LintNames(&linter);
}

std::string Linter::Text(Span span) const {
  const std::string_view text = sources.TextOf(span);
  std::string out;
  size_t scalars = 0;
  bool space = false, quoted = false, comment = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') comment = false;
    if (!quoted && c == '#') comment = true;
    if (comment) continue;
    if (!quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
      space = !out.empty();
      continue;
    }
    if (c == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
    if (!source::IsContinuation(c) && ++scalars > kLongestText) return out + "…";
    if (space) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

std::string Linter::NameOf(ClassId id) const {
  const EventClass& events = module.cls(id);
  std::string out;
  for (size_t i = 0; i < events.members.size() && i < 3; ++i) {
    if (i > 0) out += ", ";
    out += module.event_types[events.members[i].type.value].name;
  }
  if (events.members.size() > 3) out += ", …";
  return events.members.size() > 1 ? "any of (" + out + ")" : out;
}

std::string PointsText(int64_t thousandths) {
  const bool negative = thousandths < 0;
  const uint64_t size =
      negative ? 0 - static_cast<uint64_t>(thousandths) : static_cast<uint64_t>(thousandths);
  std::string out = fmt::format("{}{}", negative ? "-" : "", size / 1000);
  if (size % 1000 == 0) return out;
  out += fmt::format(".{:03}", size % 1000);
  while (out.back() == '0') out.pop_back();
  return out;
}

std::string NumberText(double number) {
  if (number == std::floor(number) && std::abs(number) < 1e15) return fmt::format("{:.0f}", number);
  return fmt::format("{}", number);
}

std::string DurationText(int64_t seconds) {
  if (seconds % 86400 == 0) return fmt::format("{}d", seconds / 86400);
  if (seconds % 3600 == 0) return fmt::format("{}h", seconds / 3600);
  return fmt::format("{}min", seconds / 60);  // the least unit there is
}

Truth TruthOfParts(const Linter& linter, ExprId id, const std::vector<Truth>& truth) {
  const Expr& expr = linter.module.expr(id);
  if (const auto* constant = std::get_if<Constant>(&expr.node)) {
    return {constant->value, !constant->value, false};
  }
  if (const auto* n = std::get_if<NotCondition>(&expr.node)) {
    const Truth inner = truth[n->operand.value];
    return {inner.fails, inner.holds, inner.unknown};
  }
  const auto* logic = std::get_if<LogicCondition>(&expr.node);
  if (logic == nullptr) return {};
  // Of `and`: it holds where all parts may, fails where one may. `or` is the same with the two
  // exchanged.
  Truth out{true, true, false};
  bool all_hold = true, all_fail = true, one_holds = false, one_fails = false;
  for (const ExprId part : logic->operands) {
    const Truth t = truth[part.value];
    all_hold = all_hold && t.holds;
    one_holds = one_holds || t.holds;
    all_fail = all_fail && t.fails;
    one_fails = one_fails || t.fails;
    out.unknown = out.unknown || t.unknown;
  }
  out.holds = logic->is_and ? all_hold : one_holds;
  out.fails = logic->is_and ? one_fails : all_fail;
  // A part that surely fails decides an `and`, one that surely holds an `or`, whatever the others
  // do not know.
  for (const ExprId part : logic->operands) {
    const Truth t = truth[part.value];
    if (t.unknown) continue;
    if (logic->is_and ? !t.holds : !t.fails) out.unknown = false;
  }
  if (linter.never[id.value]) out.holds = false;
  if (linter.always[id.value]) out.fails = false;
  return out;
}

}  // namespace ripe::check
