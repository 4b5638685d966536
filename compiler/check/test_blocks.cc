// The `test` blocks of the file: what is given, with every literal of the type of its field or
// property, and what is expected. A stage's or exit's name alone (or after `not`) means exactly
// that result; everything else is a condition. Entry point: EmitTests.
#include <unordered_map>

#include "compiler/check/emit.h"
#include "compiler/types/calendar.h"

namespace ripe::check {
namespace {

using syntax::TestStatement;

constexpr int64_t kMaxGivenEvents = 100'000;

class TestEmitter {
 public:
  explicit TestEmitter(Context* c)
      : c_(*c),
        emitter_(c, 0),
        zone_(types::Zone::Find(c->module.timezone).value_or(types::Zone::Utc())) {}

  void Emit(const TestStatement& s, Span span) {
    Test test;
    test.name = s.name.value;
    test.span = span;
    given_.clear();
    if (s.at) {
      test.at = s.at->value;
      if (!types::ParseAsOf(s.at->value, zone_)) c_.Error(Code::kTestAt, s.at->span, {s.at->value});
    }
    for (const auto& given : s.givens) {
      if (const auto* field = std::get_if<TestStatement::FieldGiven>(&given))
        GivenField(*field, &test);
      if (const auto* event = std::get_if<TestStatement::EventGiven>(&given))
        GivenEvent(*event, &test);
    }
    for (syntax::ExprId id : s.expects) Expect(id, &test);
    c_.module.tests.push_back(std::move(test));
  }

 private:
  const syntax::Expr& At(syntax::ExprId id) const { return c_.ast_of(0).expr(id); }

  std::optional<FieldId> FieldOf(const syntax::Name& name) {
    if (const Symbol* symbol = FindSymbol(c_, name)) {
      if (symbol->kind == SymbolKind::kField) return UseField(&c_, symbol->index);
      c_.Error(symbol->kind == SymbolKind::kEvent ? Code::kGivenEventValue : Code::kGivenNotField,
               name.span, {name.text});
      return std::nullopt;
    }
    const OpenName* open = FindOpen(c_, name, false);
    if (open == nullptr) {
      ReportUnknown(&c_, name);
      return std::nullopt;
    }
    if (open->decision == OpenName::Decision::kColumn)
      return UseOpenField(&c_, static_cast<uint32_t>(open - c_.opens.data()));
    if (open->decision != OpenName::Decision::kError)
      c_.Error(Code::kGivenEventValue, name.span, {name.text});
    return std::nullopt;
  }

  // The literal as a value of this type; an instant is a date, or a text.
  std::optional<Literal> Fitting(syntax::ExprId id, ValueType type, const std::string& name) {
    auto literal = LiteralOf(&c_, 0, id);
    if (!literal) return std::nullopt;
    const Span span = At(id).span;
    bool fits = literal->second == type;
    if (type == ValueType::kTags) fits = literal->second == ValueType::kText;
    if (type == ValueType::kTime) {
      fits = literal->second == ValueType::kDate ||
             (literal->second == ValueType::kText &&
              types::ParseTime(std::get<std::string>(literal->first), zone_));
    }
    if (fits) return std::move(literal->first);
    c_.Error(Code::kGivenType, span, {name, TypePhrase(type), SourceText(c_, span)});
    return std::nullopt;
  }

  void GivenField(const TestStatement::FieldGiven& given, Test* test) {
    const std::optional<FieldId> field = FieldOf(given.name);
    if (!field) return;
    const auto [it, fresh] = given_.emplace(field->value, given.span);
    if (!fresh) {
      diag::Diagnostic& d = c_.Error(Code::kGivenTwice, given.name.span, {given.name.text});
      d.labels.push_back({it->second, diag::LabelId::kFirstHere, {}});
      return;
    }
    const ValueType type = c_.module.fields[field->value].type;
    if (given.values.size() > 1 && type != ValueType::kTags) {
      c_.Error(Code::kGivenSeveral, given.span, {given.name.text, TypePhrase(type)});
      return;
    }
    Test::FieldGiven out{*field, {}};
    for (syntax::ExprId id : given.values) {
      if (auto literal = Fitting(id, type, given.name.text))
        out.values.push_back(std::move(*literal));
    }
    test->fields.push_back(std::move(out));
  }

  std::optional<EventTypeId> EventOf(const syntax::Name& name) {
    if (const Symbol* symbol = FindSymbol(c_, name)) {
      if (symbol->kind == SymbolKind::kEvent) return UseEvent(&c_, symbol->index);
      c_.Error(symbol->kind == SymbolKind::kField ? Code::kGivenFieldBare : Code::kGivenNotEvent,
               name.span, {name.text});
      return std::nullopt;
    }
    const OpenName* open = FindOpen(c_, name, false);
    if (open == nullptr) {
      ReportUnknown(&c_, name);
      return std::nullopt;
    }
    switch (open->decision) {
      case OpenName::Decision::kEvent:
        return UseOpenEvent(&c_, static_cast<uint32_t>(open - c_.opens.data()));
      case OpenName::Decision::kColumn:
        c_.Error(Code::kGivenFieldBare, name.span, {name.text});
        return std::nullopt;
      case OpenName::Decision::kSuffix:
        c_.Error(Code::kGivenNotEvent, name.span, {name.text});
        return std::nullopt;
      case OpenName::Decision::kUndecided:
      case OpenName::Decision::kError:
        return std::nullopt;
    }
    return std::nullopt;
  }

  void GivenEvent(const TestStatement::EventGiven& given, Test* test) {
    const std::optional<EventTypeId> type = EventOf(given.name);
    if (!type) return;
    if (given.count < 1 || given.count > kMaxGivenEvents) {
      c_.Error(Code::kGivenEventCount, given.span,
               {std::to_string(given.count), std::to_string(kMaxGivenEvents)});
      return;
    }
    Test::EventGiven out;
    out.type = *type;
    out.count = given.count;
    if (given.ago) {
      out.ago_seconds = given.ago->seconds;
      if (out.ago_seconds > kMaxSeconds) {
        c_.Error(Code::kDurationTooLong, given.ago->span, {SourceText(c_, given.ago->span)});
        return;
      }
    }
    const ClassId events = emitter_.ClassOfType(*type);
    for (const auto& [name, value] : given.properties) {
      const std::optional<PropertyId> property = emitter_.Property(events, name);
      if (!property) continue;
      if (auto literal = Fitting(value, c_.module.properties[property->value].type, name.text)) {
        out.properties.emplace_back(*property, std::move(*literal));
      }
    }
    test->events.push_back(std::move(out));
  }

  // A stage or exit by its name alone.
  std::optional<StageRef> StageAlone(syntax::ExprId id) {
    const auto* name = std::get_if<syntax::NameExpr>(&At(id).node);
    return name == nullptr ? std::nullopt : FindStage(c_, name->name.text);
  }

  void Expect(syntax::ExprId id, Test* test) {
    Test::Expect out;
    out.span = At(id).span;
    const auto* negation = std::get_if<syntax::NotExpr>(&At(id).node);
    std::optional<StageRef> stage = StageAlone(id);
    if (!stage && negation != nullptr) {
      stage = StageAlone(negation->operand);
      out.negated = stage.has_value();
    }
    if (stage) {
      out.stage = stage->index;
      out.is_exit = stage->is_exit;
    } else {
      // Inside a larger condition a stage would mean "at least", which nobody expects here.
      const Reach reach = ReachOf(c_, 0, id);
      if (reach.top_rung >= 0 && FindStage(c_, reach.rung_path)) {
        c_.Error(Code::kStageInExpect, reach.rung_span, {reach.rung_path});
        return;
      }
      out.condition = emitter_.Condition(id);
      if (!out.condition.valid()) return;
    }
    test->expects.push_back(out);
  }

  Context& c_;
  Emitter emitter_;
  types::Zone zone_;
  std::unordered_map<uint32_t, Span> given_;
};

}  // namespace

void EmitTests(Context* c) {
  TestEmitter emitter(c);
  for (const syntax::Statement& s : c->ast_of(0).statements) {
    if (const auto* test = std::get_if<TestStatement>(&s.node)) emitter.Emit(*test, s.span);
  }
}

}  // namespace ripe::check
