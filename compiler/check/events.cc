// Events: which types and sets a name stands for, `where`, windows, and the builtins over them. `X
// in 30d` of a column or field is decided here too, since only the name tells it from an event.
#include <algorithm>
#include <cmath>

#include "compiler/check/emit.h"
#include "compiler/check/suggest.h"
#include "compiler/syntax/number.h"

namespace ripe::check {

using OpKind = Operand::Kind;
using syntax::EventRef;

namespace {

constexpr int64_t kDay = 86'400;

// True where the name is a value: a field, a column, a define of one, points.
bool IsValueName(const Context& c, const syntax::Name& name) {
  if (const Symbol* symbol = FindSymbol(c, name)) {
    switch (symbol->kind) {
      case SymbolKind::kField:
      case SymbolKind::kChecklist:
      case SymbolKind::kGroup:
      case SymbolKind::kScore:
        return true;
      case SymbolKind::kDefine:
        return c.nodes[c.defines[symbol->index].node].meaning.kind == Meaning::Kind::kValue;
      case SymbolKind::kEvent:
      case SymbolKind::kList:
      case SymbolKind::kStage:
      case SymbolKind::kExit:
        return false;
    }
  }
  const OpenName* open = FindOpen(c, name, false);
  return open != nullptr && open->decision == OpenName::Decision::kColumn;
}

}  // namespace

ClassId Emitter::ClassOfType(EventTypeId type) {
  EventClass cls;
  cls.members.push_back({type, {}});
  return *Intern(std::move(cls), {});
}

std::optional<ClassId> Emitter::Intern(EventClass cls, Span span) {
  if (cls.members.size() > kMaxClassMembers) {
    c_.Error(Code::kSetTooLarge, span, {std::to_string(kMaxClassMembers)});
    return std::nullopt;
  }
  uint64_t digest = cls.any_type ? 1 : 0;
  for (const ClassMember& m : cls.members) {
    digest = digest * 0x9E3779B97F4A7C15ull +
             (static_cast<uint64_t>(m.type.value) << 32 | m.where.value);
  }
  std::vector<ClassId>& same = c_.class_ids[std::to_string(digest)];
  for (ClassId id : same) {
    const EventClass& other = c_.module.cls(id);
    if (other.any_type == cls.any_type && other.members == cls.members) return id;
  }
  const ClassId id{static_cast<uint32_t>(c_.module.classes.size())};
  c_.module.classes.push_back(std::move(cls));
  same.push_back(id);
  return id;
}

const EventDecl* Emitter::DeclOf(EventTypeId type) const {
  const EventType& t = c_.module.event_types[type.value];
  if (!t.declared) return nullptr;
  const Symbol* symbol = FindSymbol(c_, {t.name, t.span, t.quoted});
  return symbol != nullptr && symbol->kind == SymbolKind::kEvent ? &c_.events[symbol->index]
                                                                 : nullptr;
}

std::vector<std::string> Emitter::PropertiesOf(ClassId events) const {
  std::vector<std::string> names;
  for (const ClassMember& m : c_.module.cls(events).members) {
    const EventDecl* decl = DeclOf(m.type);
    if (decl == nullptr) continue;
    for (const auto& [name, property] : decl->properties) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

// The first ones of them; the same again for the same events.
const std::string& Emitter::SomePropertiesOf(ClassId events) {
  // Nobody reads as many messages as that.
  constexpr size_t kMostClasses = 1'000;
  static const std::string kUntold = "...";
  if (c_.properties_of.size() == kMostClasses && !c_.properties_of.contains(events.value))
    return kUntold;
  const auto [known, is_new] = c_.properties_of.try_emplace(events.value);
  if (is_new) {
    const std::vector<std::string> names = PropertiesOf(events);
    std::string& out = known->second;
    for (size_t i = 0; i < names.size() && i < 20; ++i) out += (i == 0 ? "" : ", ") + names[i];
    if (out.empty()) out = "-";
  }
  return known->second;
}

void Emitter::NotAnEvent(const Operand& operand, const syntax::Name& name) {
  if (operand.kind == OpKind::kError) return;
  c_.Error(operand.kind == OpKind::kCondition ? Code::kConditionNotEvent : Code::kNotAnEvent,
           name.span, {name.text});
}

std::optional<Emitter::Ref> Emitter::RefOfName(const syntax::Name& name) {
  if (const Symbol* symbol = FindSymbol(c_, name)) {
    const Operand operand = Declared(*symbol, name, name.span);
    if (operand.kind == OpKind::kEvents) return Ref{operand.events, std::nullopt};
    NotAnEvent(operand, name);
    return std::nullopt;
  }
  const OpenName* open = FindOpen(c_, name, false);
  if (open != nullptr && open->decision == OpenName::Decision::kError) return std::nullopt;
  const auto index = open == nullptr ? 0 : static_cast<uint32_t>(open - c_.opens.data());
  if (open != nullptr && open->decision == OpenName::Decision::kEvent)
    return Ref{ClassOfType(UseOpenEvent(&c_, index)), std::nullopt};
  if (open != nullptr && open->decision == OpenName::Decision::kColumn) {
    // A column; where the data has events of that name too, its place says that they are meant.
    const Schema* schema = c_.options->schema;
    if (schema != nullptr && schema->has_events && DataHasEventType(&c_, name.text, name.quoted)) {
      return Ref{ClassOfType(UseOpenEvent(&c_, index)), std::nullopt};
    }
    c_.Error(Code::kNotAnEvent, name.span, {name.text});
    return std::nullopt;
  }
  const std::optional<Suffix> suffix = SplitSuffix(c_, name);
  const syntax::Name base{suffix ? suffix->base : "", name.span, false};
  const Symbol* symbol = suffix ? FindSymbol(c_, base) : nullptr;
  const bool known = symbol != nullptr &&
                     (symbol->kind == SymbolKind::kEvent || symbol->kind == SymbolKind::kDefine);
  if (!suffix || (!known && c_.StrictIn(unit_))) {
    ReportUnknown(&c_, name);
    return std::nullopt;
  }
  std::optional<Ref> ref = RefOfName(base);
  if (!ref) return std::nullopt;
  if (!DurationFits({suffix->seconds, name.span})) return std::nullopt;
  ref->window = Window{Window::Kind::kLast, suffix->seconds, 0, {}};
  ref->negated = suffix->negated;
  return ref;
}

std::optional<Emitter::Ref> Emitter::RefOf(const EventRef& ref, bool any_allowed) {
  switch (ref.kind) {
    case EventRef::Kind::kName:
      return RefOfName(ref.name);
    case EventRef::Kind::kAnyType: {
      if (!any_allowed) {
        c_.Error(Code::kAnyEventOnlyNo, ref.span, {});
        return std::nullopt;
      }
      EventClass cls;
      cls.any_type = !c_.units[0].strict;
      for (uint32_t i = 0; i < c_.events.size() && !cls.any_type; ++i) {
        if (c_.events[i].name.text != "stage_changed")
          cls.members.push_back({UseEvent(&c_, i), {}});
      }
      const auto id = Intern(std::move(cls), ref.span);
      return id ? std::optional<Ref>(Ref{*id, std::nullopt}) : std::nullopt;
    }
    case EventRef::Kind::kSet:
      break;
  }
  EventClass cls;
  bool broken = false;
  std::unordered_set<uint64_t> seen;
  for (const syntax::EventMember& m : ref.members) {
    std::optional<Ref> member = RefOfName(m.name);
    if (member && member->window) {
      c_.Error(Code::kWindowNotHere, m.name.span, {m.name.text});
      member.reset();
    }
    std::optional<ClassId> events;
    if (member) events = m.where.valid() ? WithWhere(member->events, m.where) : member->events;
    broken |= !events;
    if (!events || cls.members.size() > kMaxClassMembers) continue;
    for (const ClassMember& one : c_.module.cls(*events).members) {
      if (seen.insert(static_cast<uint64_t>(one.type.value) << 32 | one.where.value).second)
        cls.members.push_back(one);
    }
  }
  if (broken) return std::nullopt;
  const auto id = Intern(std::move(cls), ref.span);
  return id ? std::optional<Ref>(Ref{*id, std::nullopt}) : std::nullopt;
}

std::optional<ClassId> Emitter::ClassOf(const EventRef& ref) {
  std::optional<Ref> out = RefOf(ref, false);
  if (!out) return std::nullopt;
  if (out->window) {
    c_.Error(Code::kWindowNotHere, ref.span, {Text(ref.span)});
    return std::nullopt;
  }
  return out->events;
}

std::optional<ClassId> Emitter::WithWhere(ClassId events, syntax::ExprId where) {
  // Any event: of all types, or of none where a strict file declares no event.
  if (c_.module.cls(events).any_type || c_.module.cls(events).members.empty()) {
    c_.Error(Code::kAnyEventWhere, At(where).span, {});
    return std::nullopt;
  }
  const std::optional<ClassId> outer = where_;
  where_ = events;
  const ExprId condition = Condition(where);
  where_ = outer;
  if (!condition.valid()) return std::nullopt;
  EventClass cls;
  for (const ClassMember& m : std::vector<ClassMember>(c_.module.cls(events).members)) {
    const ExprId both = m.where.valid() ? And({m.where, condition}, At(where).span) : condition;
    cls.members.push_back({m.type, both});
  }
  return Intern(std::move(cls), At(where).span);
}

bool Emitter::DurationFits(const syntax::Duration& d) {
  if (d.seconds <= 0) {
    c_.Error(Code::kWindowZero, d.span, {Text(d.span)});
    return false;
  }
  if (d.seconds > kMaxSeconds) {
    c_.Error(Code::kDurationTooLong, d.span, {Text(d.span)});
    return false;
  }
  return true;
}

bool Emitter::AsWritten(const syntax::Window& window) const {
  return syntax::DurationSeconds(Text(window.first.span)) == window.first.seconds &&
         syntax::DurationSeconds(Text(window.second.span)) == window.second.seconds;
}

std::optional<Window> Emitter::WindowOf(const syntax::Window& window) {
  Window out;
  switch (window.kind) {
    case syntax::Window::Kind::kNone:
      return out;
    case syntax::Window::Kind::kLast:
      if (!DurationFits(window.first)) return std::nullopt;
      out.kind = Window::Kind::kLast;
      out.far_seconds = window.first.seconds;
      return out;
    case syntax::Window::Kind::kBetween:
      if (!DurationFits(window.first)) return std::nullopt;
      if (window.first.seconds <= window.second.seconds) {
        if (!AsWritten(window)) return std::nullopt;
        c_.Error(Code::kWindowOrder, window.span,
                 {Text(window.first.span), Text(window.second.span)});
        return std::nullopt;
      }
      out.kind = Window::Kind::kBetween;
      out.far_seconds = window.first.seconds;
      out.near_seconds = window.second.seconds;
      return out;
    case syntax::Window::Kind::kNext:
      c_.Error(Code::kEventInNext, window.span, {});
      return std::nullopt;
    case syntax::Window::Kind::kAfter: {
      const std::optional<ClassId> after = ClassOf(*window.after);
      if (!after) return std::nullopt;
      out.kind = Window::Kind::kAfter;
      out.after = *after;
      return out;
    }
  }
  return std::nullopt;
}

std::optional<EventTerm> Emitter::Term(const syntax::EventTerm& term, bool any_allowed) {
  std::optional<Ref> ref = RefOf(term.ref, any_allowed);
  std::optional<ClassId> events;
  if (ref) events = term.where.valid() ? WithWhere(ref->events, term.where) : ref->events;
  // What nobody knows may be a date.
  if (!ref && term.window.kind == syntax::Window::Kind::kNext) return std::nullopt;
  std::optional<Window> window = WindowOf(term.window);
  if (!events || !window) return std::nullopt;
  if (ref->window) {
    if (window->kind != Window::Kind::kEver) {
      c_.Error(Code::kTwoWindows, term.window.span, {Text(term.ref.span)});
      return std::nullopt;
    }
    if (ref->negated) {
      c_.Error(Code::kConditionNotEvent, term.ref.span, {Text(term.ref.span)});
      return std::nullopt;
    }
    window = ref->window;
  }
  return EventTerm{*events, *window};
}

Operand Emitter::DateWindow(const Operand& value, const syntax::EventExpr& e, Span span) {
  const Span name = e.term.ref.span;
  if (value.kind != OpKind::kValue) return {};
  if (value.type != ValueType::kDate && value.type != ValueType::kTime) {
    c_.Error(Code::kWindowOnOther, name, {Text(name), TypePhrase(value.type)});
    return {};
  }
  const syntax::Window& w = e.term.window;
  const bool between = w.kind == syntax::Window::Kind::kBetween;
  if (!DurationFits(w.first)) return {};
  if (between && w.first.seconds <= w.second.seconds) {
    if (!AsWritten(w)) return {};
    c_.Error(Code::kWindowOrder, w.span, {Text(w.first.span), Text(w.second.span)});
    return {};
  }
  if (value.type == ValueType::kDate &&
      (w.first.seconds % kDay != 0 || (between && w.second.seconds % kDay != 0))) {
    c_.Error(Code::kDateWholeDays, w.first.seconds % kDay != 0 ? w.first.span : w.second.span,
             {Text(name)});
    return {};
  }
  DateWindowCondition out{value.id, w.kind == syntax::Window::Kind::kNext, w.first.seconds,
                          between ? w.second.seconds : 0};
  return AConditionNode(span, out, e.negated);
}

Operand Emitter::Event(const syntax::EventExpr& e, Span span) {
  if (where_) return OnlyProperties(span);
  using Kind = syntax::Window::Kind;
  const Kind window = e.term.window.kind;
  const bool dated = window == Kind::kLast || window == Kind::kBetween || window == Kind::kNext;
  const bool exists = e.quantifier == syntax::EventQuantifier::kExists;
  if (exists && dated && !e.term.where.valid() && e.term.ref.kind == EventRef::Kind::kName &&
      IsValueName(c_, e.term.ref.name)) {
    return DateWindow(Name(e.term.ref.name, e.term.ref.span), e, span);
  }
  EventCondition out{EventQuantifier::kAtLeast, 1, {}};
  bool broken = false;
  switch (e.quantifier) {
    case syntax::EventQuantifier::kExists:
      break;
    case syntax::EventQuantifier::kNo:
      out.quantifier = EventQuantifier::kAtMost;
      out.count = 0;
      break;
    case syntax::EventQuantifier::kAtLeast:
    case syntax::EventQuantifier::kAtMost:
      if (e.quantifier == syntax::EventQuantifier::kAtMost)
        out.quantifier = EventQuantifier::kAtMost;
      if (!(e.count >= 0) || e.count > static_cast<double>(kMaxCount) ||
          std::floor(e.count) != e.count) {
        c_.Error(Code::kCountNotWhole, e.count_span, {Text(e.count_span)});
        broken = true;
      } else {
        out.count = static_cast<int64_t>(e.count);
      }
      break;
  }
  const std::optional<EventTerm> term = Term(e.term, e.quantifier == syntax::EventQuantifier::kNo);
  if (!term || broken) return {};
  out.term = *term;
  Operand result = AConditionNode(span, out, e.negated);
  if (exists && !e.negated) result.term = *term;
  return result;
}

Operand Emitter::Builtin(const syntax::BuiltinExpr& e, Span span) {
  if (where_) return OnlyProperties(span);
  const ops::Builtin& builtin = ops::BuiltinOf(e.builtin);
  const syntax::EventTerm& term = e.term;
  const bool name = term.ref.kind == EventRef::Kind::kName;
  if (builtin.days_sign != 0 && name && IsValueName(c_, term.ref.name)) {
    if (term.where.valid() || term.window.kind != syntax::Window::Kind::kNone) {
      c_.Error(Code::kNotAnEvent, term.ref.span, {term.ref.name.text});
      return {};
    }
    const Operand value = Name(term.ref.name, term.ref.span);
    if (value.kind != OpKind::kValue) return {};
    if (value.type != ValueType::kDate && value.type != ValueType::kTime) {
      c_.Error(Code::kDaysOfOther, term.ref.span,
               {Text(term.ref.span), TypePhrase(value.type), std::string(builtin.spelling)});
      return {};
    }
    return AValue(span, ValueType::kNumber, DaysValue{value.id, builtin.days_sign});
  }
  const std::optional<EventTerm> events = Term(term, false);
  if (!builtin.of_events) {
    if (events)
      c_.Error(Code::kDaysUntilEvent, term.ref.span,
               {Text(term.ref.span), std::string(builtin.spelling)});
    return {};
  }
  if (!events) return {};
  EventValue out{*builtin.of_events, *events, {}};
  if (builtin.needs_property) {
    if (!e.property) {
      c_.Error(Code::kSumNeedsProperty, span, {std::string(builtin.spelling), Text(term.ref.span)});
      return {};
    }
    const std::optional<PropertyId> property = Property(events->events, *e.property);
    if (!property) return {};
    const ValueType type = c_.module.properties[property->value].type;
    if (type != ValueType::kNumber) {
      c_.Error(Code::kSumOfOther, e.property->span, {e.property->text, TypePhrase(type)});
      return {};
    }
    out.property = *property;
  }
  return AValue(span, ValueType::kNumber, out);
}

Operand Emitter::OnlyProperties(Span span) {
  c_.Error(Code::kWhereOnlyProperties, span, {Text(span)});
  return {};
}

std::optional<PropertyId> Emitter::Property(ClassId events, const syntax::Name& name) {
  const PropertyDecl* first = nullptr;
  std::string first_event, lacking;
  const EventClass& cls = c_.module.cls(events);
  for (const ClassMember& m : cls.members) {
    const EventDecl* decl = DeclOf(m.type);
    const PropertyDecl* property = nullptr;
    if (decl != nullptr) {
      auto it = decl->properties.find(name.text);
      if (it != decl->properties.end()) property = &it->second;
    }
    const std::string& event = c_.module.event_types[m.type.value].name;
    if (property == nullptr) {
      if (lacking.empty()) lacking = event;
    } else if (first == nullptr) {
      first = property;
      first_event = event;
    } else if (first->type != property->type) {
      diag::Diagnostic& d = c_.Error(
          Code::kPropertyTypesDiffer, name.span,
          {name.text, first_event, TypePhrase(first->type), event, TypePhrase(property->type)});
      d.labels.push_back({first->span, diag::LabelId::kDeclaredHere, {}});
      d.labels.push_back({property->span, diag::LabelId::kDeclaredHere, {}});
      return std::nullopt;
    }
  }
  if (first != nullptr && (lacking.empty() || !c_.StrictIn(unit_))) {
    if (FindColumn(c_, name.text, first->quoted, true) == -2) {
      c_.Error(Code::kNameFitsTwoColumns, name.span, {name.text, ColumnsOf(c_, name.text, true)});
      return std::nullopt;
    }
    return UseProperty(&c_, name.text, first->quoted, first->type);
  }
  if (!c_.StrictIn(unit_)) {
    const OpenName* open = FindOpen(c_, name, true);
    if (open != nullptr && open->decision == OpenName::Decision::kError) return std::nullopt;
    if (open != nullptr) return UseProperty(&c_, open->name.text, open->name.quoted, open->type);
  }
  if (MayBeKnownElsewhere(c_, name.text)) return std::nullopt;
  diag::Diagnostic& d =
      c_.Error(Code::kUnknownProperty, name.span, {lacking, name.text, SomePropertiesOf(events)});
  if (auto near = NearestOf(&c_, name.text, [&] { return PropertiesOf(events); }))
    d.fixes.push_back({name.span, *near});
  return std::nullopt;
}

// A name inside a `where`: a property of these events, else a constant of the rules.
Operand Emitter::PropertyName(const syntax::Name& name, Span span) {
  bool declared = false;
  for (const ClassMember& m : c_.module.cls(*where_).members) {
    const EventDecl* decl = DeclOf(m.type);
    declared |= decl != nullptr && decl->properties.contains(name.text);
  }
  const Symbol* symbol = declared ? nullptr : FindSymbol(c_, name);
  if (symbol != nullptr) {
    if (symbol->kind == SymbolKind::kDefine) {
      const Node& node = c_.nodes[c_.defines[symbol->index].node];
      const Operand constant = OfMeaning(node, span);
      if (constant.kind == OpKind::kError && node.done) return {};
      if (constant.literal) return constant;
    }
    return OnlyProperties(span);
  }
  const std::optional<PropertyId> property = Property(*where_, name);
  if (!property) return {};
  return AValue(span, c_.module.properties[property->value].type, PropertyValue{*property});
}

}  // namespace ripe::check
