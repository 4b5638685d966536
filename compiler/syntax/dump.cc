// See dump.h: expressions as (operator operand ...), names bare, names in backticks with them.
#include "compiler/syntax/dump.h"

#include <fmt/format.h>

#include "compiler/ops/ops.h"

namespace ripe::syntax {
namespace {

std::string Name_(const Name& name) { return name.quoted ? "`" + name.text + "`" : name.text; }
std::string Quote(const std::string& text) { return "\"" + text + "\""; }
std::string Points_(const Points& points) { return fmt::format("{}m", points.thousandths); }
std::string Label(const std::optional<TextLiteral>& label) {
  return label ? " label " + Quote(label->value) : "";
}

struct Dumper {
  const Ast& ast;

  std::string E(ExprId id) const {
    return std::visit([this](const auto& node) { return One(node); }, ast.expr(id).node);
  }
  std::string Many(const std::vector<ExprId>& ids) const {
    std::string out;
    for (const ExprId id : ids) out += " " + E(id);
    return out;
  }
  std::string List(const ListArgument& list) const {
    return list.name ? " list " + Name_(*list.name) : " [" + Many(list.items) + " ]";
  }
  std::string Ref(const EventRef& ref) const {
    switch (ref.kind) {
      case EventRef::Kind::kName:
        return Name_(ref.name);
      case EventRef::Kind::kAnyType:
        return "any-type";
      case EventRef::Kind::kSet:
        break;
    }
    std::string out = "(set";
    for (const EventMember& m : ref.members)
      out += " " + Name_(m.name) + (m.where.valid() ? " where " + E(m.where) : "");
    return out + ")";
  }
  std::string Window_(const Window& w) const {
    switch (w.kind) {
      case Window::Kind::kNone:
        return "";
      case Window::Kind::kLast:
        return fmt::format(" last {}s", w.first.seconds);
      case Window::Kind::kBetween:
        return fmt::format(" between {}s {}s", w.first.seconds, w.second.seconds);
      case Window::Kind::kNext:
        return fmt::format(" next {}s", w.first.seconds);
      case Window::Kind::kAfter:
        return " after " + Ref(*w.after);
    }
    return "";
  }
  std::string Term(const EventTerm& t) const {
    return Ref(t.ref) + (t.where.valid() ? " where " + E(t.where) : "") + Window_(t.window);
  }

  std::string One(const NumberExpr& e) const { return fmt::format("{}", e.value); }
  std::string One(const TextExpr& e) const { return Quote(e.value); }
  std::string One(const DateExpr& e) const { return fmt::format("day:{}", e.days); }
  std::string One(const YesNoExpr& e) const { return e.value ? "yes" : "no"; }
  std::string One(const NameExpr& e) const { return Name_(e.name); }
  std::string One(const MemberExpr& e) const { return Name_(e.base) + "." + Name_(e.member); }
  std::string One(const NotExpr& e) const { return "(not " + E(e.operand) + ")"; }
  std::string One(const LogicExpr& e) const {
    return std::string(e.is_and ? "(and" : "(or") + Many(e.operands) + ")";
  }
  std::string One(const ArithExpr& e) const {
    std::string out = "(arith " + E(e.first);
    for (const auto& [op, id] : e.rest)
      out += fmt::format(" {} {}", "+-*/"[static_cast<int>(op)], E(id));
    return out + ")";
  }
  std::string One(const CompareExpr& e) const {
    static constexpr const char* kOps[] = {"=", "!=", "<", "<=", ">", ">="};
    return fmt::format("({} {} {})", kOps[static_cast<int>(e.op)], E(e.left), E(e.right));
  }
  std::string One(const RangeExpr& e) const {
    return fmt::format("({}range {} {} {})", e.negated ? "not-" : "", E(e.value), E(e.low),
                       E(e.high));
  }
  std::string One(const MemberOfExpr& e) const {
    return fmt::format("({}in {}{})", e.negated ? "not-" : "", E(e.value), List(e.list));
  }
  std::string One(const TextTestExpr& e) const {
    static constexpr const char* kQuantifiers[] = {"", "any ", "all "};
    return fmt::format("({}text {} {} {}{})", e.negated ? "not-" : "",
                       Quote(std::string(ops::TextOpOf(e.op).spelling)), E(e.value),
                       kQuantifiers[static_cast<int>(e.quantifier)], List(e.argument));
  }
  std::string One(const MatchesExpr& e) const {
    return fmt::format("({}matches {} /{}/)", e.negated ? "not-" : "", E(e.value), e.pattern);
  }
  std::string One(const KnownExpr& e) const {
    return fmt::format("({} {})", e.missing ? "missing" : "known", E(e.value));
  }
  std::string One(const EventExpr& e) const {
    std::string quantifier;
    switch (e.quantifier) {
      case EventQuantifier::kExists:
        quantifier = "event";
        break;
      case EventQuantifier::kNo:
        quantifier = "no";
        break;
      case EventQuantifier::kAtLeast:
        quantifier = fmt::format("at-least {}", e.count);
        break;
      case EventQuantifier::kAtMost:
        quantifier = fmt::format("at-most {}", e.count);
        break;
    }
    return fmt::format("({}{} {})", e.negated ? "not-" : "", quantifier, Term(e.term));
  }
  std::string One(const BuiltinExpr& e) const {
    return fmt::format("({} {}{})", Quote(std::string(ops::BuiltinOf(e.builtin).spelling)),
                       Term(e.term), e.property ? " property " + Name_(*e.property) : "");
  }
  std::string One(const EventSetExpr& e) const { return Ref(e.ref); }

  std::string Names(const std::vector<Name>& names) const {
    std::string out;
    for (const Name& name : names) out += " " + Name_(name);
    return out;
  }
  std::string Rule(const RuleStatement& s) const {
    return "rule " + E(s.condition) + " " + Points_(s.points) + (s.each ? " each" : "") +
           (s.up_to ? " up-to " + Points_(*s.up_to) : "") +
           (s.halving ? fmt::format(" halving {}s", s.halving->seconds) : "") + Label(s.label);
  }
  std::string S(const RuleStatement& s) const { return Rule(s) + "\n"; }
  std::string S(const StageRuleStatement& s) const {
    return "stage-rule " + E(s.condition) + " " + Name_(s.stage) + "\n";
  }
  std::string S(const GroupStatement& s) const {
    std::string out = "group " + Name_(s.name) + (s.up_to ? " up-to " + Points_(*s.up_to) : "") +
                      (s.down_to ? " down-to " + Points_(*s.down_to) : "") + "\n";
    for (const auto& [rule, span] : s.rules) out += "  " + Rule(rule) + "\n";
    return out;
  }
  std::string S(const RequireStatement& s) const {
    std::string out = "require";
    for (const auto& need : s.needs) out += " (or" + Names(need) + ")";
    return out + " for " + Name_(s.stage) + "\n";
  }
  std::string S(const StagesStatement& s) const {
    return "stages" + Names(s.ladder) + " exits" + Names(s.exits) + "\n";
  }
  std::string S(const ChecklistStatement& s) const {
    std::string out = "checklist " + Name_(s.name) + "\n";
    for (const auto& item : s.items)
      out += "  " + Name_(item.name) + " " + E(item.condition) + "\n";
    return out;
  }
  std::string S(const DefineStatement& s) const {
    return "define " + Name_(s.name) + " " + E(s.value) + "\n";
  }
  std::string S(const ListStatement& s) const {
    return "list " + Name_(s.name) + (s.file ? " from " + Quote(s.file->value) : Many(s.items)) +
           "\n";
  }
  std::string S(const FieldStatement& s) const {
    return "field" + Names(s.names) + ": " + std::string(types::TypeName(s.type)) +
           (s.missing.empty() ? "" : " missing" + Many(s.missing)) +
           (s.otherwise.valid() ? " else " + E(s.otherwise) : "") + Label(s.label) + "\n";
  }
  std::string S(const EventStatement& s) const {
    std::string out = "event";
    for (const auto& event : s.events) {
      out += " " + Name_(event.name);
      for (const auto& property : event.properties)
        out += " {" + Names(property.names) + ": " + std::string(types::TypeName(property.type)) +
               " }";
    }
    return out + "\n";
  }
  std::string S(const UseStatement& s) const {
    return "use " + (s.module ? Name_(*s.module) : Quote(s.file->value)) + "\n";
  }
  std::string S(const TimezoneStatement& s) const {
    return "timezone " + Quote(s.name.value) + "\n";
  }
  std::string S(const TestStatement& s) const {
    std::string out = "test " + Quote(s.name.value) + (s.at ? " at " + s.at->value : "") + "\n";
    for (const auto& given : s.givens) {
      if (const auto* field = std::get_if<TestStatement::FieldGiven>(&given))
        out += "  given " + Name_(field->name) + " =" + Many(field->values) + "\n";
      const auto* event = std::get_if<TestStatement::EventGiven>(&given);
      if (event == nullptr) continue;
      out += fmt::format("  given {} {}", event->count, Name_(event->name));
      for (const auto& [name, value] : event->properties) out += " " + Name_(name) + "=" + E(value);
      out += event->ago ? fmt::format(" {}s ago\n", event->ago->seconds) : "\n";
    }
    for (const ExprId id : s.expects) out += "  expect " + E(id) + "\n";
    return out;
  }
};

}  // namespace

std::string DumpExpr(const Ast& ast, ExprId id) { return Dumper{ast}.E(id); }

std::string Dump(const Ast& ast) {
  const Dumper dumper{ast};
  std::string out;
  for (const Statement& statement : ast.statements)
    out += std::visit([&](const auto& s) { return dumper.S(s); }, statement.node);
  return out;
}

}  // namespace ripe::syntax
