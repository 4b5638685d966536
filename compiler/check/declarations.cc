// The one table of names that a rules file and its modules make together. A name belongs to the
// nearest declaration: the file's own, else that of a module which brings all the others that
// declare it; where neither is, two modules clash, unless they declare the same field or event
// alike. The winner holds everywhere, inside the modules too. Entry point: CollectDeclarations.
#include <algorithm>
#include <utility>

#include "compiler/check/context.h"

namespace ripe::check {
namespace {

using diag::LabelId;
using syntax::Name;

// One declaration of a name, before it is known which one wins.
struct Entry {
  SymbolKind kind;
  uint32_t unit;
  const Name* name;
  const void* statement;  // of the kind's type
  const syntax::EventStatement::Declared* event = nullptr;
};

class Collector {
 public:
  explicit Collector(Context* c) : c_(*c) {}

  void Run() {
    for (uint32_t unit = 0; unit < c_.units.size(); ++unit) Gather(unit);
    for (const std::string& name : names_) Settle(name);
  }

 private:
  void Note(Entry entry) {
    std::vector<Entry>& entries = by_name_[entry.name->text];
    if (entries.empty()) names_.push_back(entry.name->text);
    entries.push_back(entry);
  }

  void Gather(uint32_t unit) {
    for (const syntax::Statement& s : c_.ast_of(unit).statements) {
      if (const auto* field = std::get_if<syntax::FieldStatement>(&s.node)) {
        for (const Name& name : field->names) Note({SymbolKind::kField, unit, &name, field});
      } else if (const auto* event = std::get_if<syntax::EventStatement>(&s.node)) {
        for (const auto& declared : event->events)
          Note({SymbolKind::kEvent, unit, &declared.name, event, &declared});
      } else if (const auto* define = std::get_if<syntax::DefineStatement>(&s.node)) {
        Note({SymbolKind::kDefine, unit, &define->name, define});
      } else if (const auto* list = std::get_if<syntax::ListStatement>(&s.node)) {
        Note({SymbolKind::kList, unit, &list->name, list});
      } else if (const auto* checklist = std::get_if<syntax::ChecklistStatement>(&s.node)) {
        Note({SymbolKind::kChecklist, unit, &checklist->name, checklist});
      } else if (const auto* group = std::get_if<syntax::GroupStatement>(&s.node);
                 group != nullptr && unit == 0) {
        GatherGroup(*group, s.span);
      }
    }
  }

  void GatherGroup(const syntax::GroupStatement& group, Span span) {
    Note({SymbolKind::kGroup, 0, &group.name, &group});
    Group out;
    out.name = group.name.text;
    if (group.up_to) out.up_to = group.up_to->thousandths;
    if (group.down_to) out.down_to = group.down_to->thousandths;
    out.span = span;
    if (group.up_to && group.down_to && *out.down_to > *out.up_to) {
      c_.Error(Code::kDownAboveUp, group.down_to->span,
               {FormatNumber(static_cast<double>(*out.down_to) / 1000),
                FormatNumber(static_cast<double>(*out.up_to) / 1000)});
    }
    group_of_[&group] = static_cast<uint32_t>(c_.module.groups.size());
    c_.module.groups.push_back(std::move(out));
  }

  // Removes second declarations within one file (an error each).
  std::vector<Entry> WithoutDuplicates(const std::vector<Entry>& entries) {
    std::vector<Entry> kept;
    for (const Entry& e : entries) {
      if (kept.empty() || kept.back().unit != e.unit) {
        kept.push_back(e);
        continue;
      }
      diag::Diagnostic& d = c_.Error(Code::kDuplicateName, e.name->span, {e.name->text});
      d.labels.push_back({kept.back().name->span, LabelId::kFirstHere, {}});
    }
    return kept;
  }

  // The declaration whose file brings all the others; null where there is none.
  const Entry* Winner(const std::vector<Entry>& entries) {
    for (const Entry& e : entries) {
      const bool brings_all = std::all_of(entries.begin(), entries.end(), [&](const Entry& other) {
        return other.unit == e.unit || e.unit == 0 || c_.units[e.unit].reaches[other.unit];
      });
      if (brings_all) return &e;
    }
    return nullptr;
  }

  void Settle(const std::string& name) {
    std::vector<Entry> entries = WithoutDuplicates(by_name_[name]);
    if (auto taken = c_.symbols.find(name); taken != c_.symbols.end()) {
      for (const Entry& e : entries) {
        if (taken->second.kind == SymbolKind::kScore) {
          c_.Error(Code::kNameTakenByScore, e.name->span, {name});
        } else {
          diag::Diagnostic& d = c_.Error(Code::kNameTakenByStage, e.name->span, {name});
          if (taken->second.span.end > taken->second.span.begin)
            d.labels.push_back({taken->second.span, LabelId::kDeclaredHere, {}});
        }
      }
      return;
    }
    const Entry* winner = Winner(entries);
    if (winner == nullptr) {
      winner = &entries.front();
      for (const Entry& e : entries) {
        if (!Alike(*winner, e)) {
          Clash(*winner, e);
          break;
        }
      }
    }
    for (const Entry& e : entries) {
      if (e.unit != winner->unit && e.kind == SymbolKind::kField && winner->kind == e.kind &&
          TypeOf(e) != TypeOf(*winner)) {
        OtherType(name, winner->name->span, TypeOf(*winner), e.unit, e.name->span, TypeOf(e));
        two_types_.insert(name);
        break;
      }
    }
    Declare(name, *winner, entries);
  }

  static ValueType TypeOf(const Entry& field) {
    return static_cast<const syntax::FieldStatement*>(field.statement)->type;
  }

  // What is declared again must keep its type: the module's own conditions are made for it.
  void OtherType(const std::string& name, Span here, ValueType type, uint32_t unit, Span there,
                 ValueType other) {
    diag::Diagnostic& d = c_.Error(
        Code::kOtherTypeInModule, here,
        {name, TypePhrase(type), c_.units[unit].display, TypePhrase(other), TypeWord(other)});
    d.labels.push_back({there, LabelId::kDeclaredHere, {}});
  }

  bool Alike(const Entry& a, const Entry& b) {
    if (&a == &b) return true;
    if (a.kind != b.kind) return false;
    if (a.kind == SymbolKind::kField) return TypeOf(a) == TypeOf(b);
    return a.kind == SymbolKind::kEvent;  // their properties are compared one by one
  }

  void Clash(const Entry& a, const Entry& b) {
    diag::Diagnostic& d =
        c_.Error(Code::kModulesClash, c_.units[b.unit].brought_by,
                 {a.name->text, c_.units[a.unit].display, c_.units[b.unit].display});
    d.labels.push_back({a.name->span, LabelId::kDeclaredHere, {}});
    d.labels.push_back({b.name->span, LabelId::kDeclaredHere, {}});
  }

  void Declare(const std::string& name, const Entry& winner, const std::vector<Entry>& entries) {
    Symbol symbol{winner.kind, 0, winner.unit, winner.name->span};
    switch (winner.kind) {
      case SymbolKind::kField:
        symbol.index = DeclareField(winner, entries);
        break;
      case SymbolKind::kEvent:
        symbol.index = DeclareEvent(winner, entries);
        break;
      case SymbolKind::kDefine:
        symbol.index = static_cast<uint32_t>(c_.defines.size());
        c_.defines.push_back(
            {static_cast<const syntax::DefineStatement*>(winner.statement), winner.unit, 0});
        break;
      case SymbolKind::kList:
        symbol.index = static_cast<uint32_t>(c_.lists.size());
        c_.lists.push_back({static_cast<const syntax::ListStatement*>(winner.statement),
                            winner.unit,
                            false,
                            std::nullopt,
                            {}});
        break;
      case SymbolKind::kChecklist:
        symbol.index = DeclareChecklist(winner);
        break;
      case SymbolKind::kGroup:
        symbol.index = group_of_[winner.statement];
        break;
      case SymbolKind::kStage:
      case SymbolKind::kExit:
      case SymbolKind::kScore:
        break;  // never entries
    }
    c_.symbols.emplace(name, symbol);
  }

  uint32_t DeclareField(const Entry& winner, const std::vector<Entry>& entries) {
    FieldDecl decl;
    decl.name = *winner.name;
    decl.broken = two_types_.contains(winner.name->text);
    Field& field = decl.field;
    field.name = winner.name->text;
    field.quoted = winner.name->quoted;
    field.declared = true;
    field.span = winner.name->span;
    field.type = static_cast<const syntax::FieldStatement*>(winner.statement)->type;
    // What stands for missing in one file does in all; `else` and the label are the winner's, or
    // the first there is.
    ReadField(winner, &field);
    for (const Entry& e : entries) {
      if (e.unit != winner.unit && e.kind == SymbolKind::kField && winner.unit != 0)
        ReadField(e, &field);
    }
    c_.fields.push_back(std::move(decl));
    return static_cast<uint32_t>(c_.fields.size() - 1);
  }

  void ReadField(const Entry& entry, Field* field) {
    const auto& statement = *static_cast<const syntax::FieldStatement*>(entry.statement);
    if (entry.name != &statement.names.front()) {
      // `field a, b: text missing "x"`: read (and complained about) once.
      if (auto it = missing_of_.find(&statement); it != missing_of_.end()) {
        field->missing.insert(field->missing.end(), it->second.first.begin(),
                              it->second.first.end());
        if (!field->otherwise) field->otherwise = it->second.second;
        if (field->label.empty() && statement.label) field->label = statement.label->value;
        return;
      }
    }
    std::vector<Literal> missing;
    for (syntax::ExprId id : statement.missing) {
      auto literal = LiteralOf(&c_, entry.unit, id);
      if (!literal) continue;
      // Texts and numbers are looked for in the cells of every type.
      const bool any_cell =
          literal->second == ValueType::kText || literal->second == ValueType::kNumber;
      if (!any_cell && literal->second != statement.type) {
        const Span span = c_.ast_of(entry.unit).expr(id).span;
        c_.Error(Code::kMissingLiteral, span, {SourceText(c_, span), TypePhrase(statement.type)});
        continue;
      }
      missing.push_back(std::move(literal->first));
    }
    std::optional<Literal> otherwise;
    if (statement.otherwise.valid()) {
      auto literal = LiteralOf(&c_, entry.unit, statement.otherwise);
      const ValueType wanted =
          statement.type == ValueType::kTags ? ValueType::kText : statement.type;
      if (literal && literal->second != wanted) {
        const Span span = c_.ast_of(entry.unit).expr(statement.otherwise).span;
        c_.Error(Code::kElseType, span,
                 {SourceText(c_, span), entry.name->text, TypePhrase(statement.type)});
      } else if (literal) {
        otherwise = std::move(literal->first);
      }
    }
    field->missing.insert(field->missing.end(), missing.begin(), missing.end());
    if (!field->otherwise) field->otherwise = otherwise;
    if (field->label.empty() && statement.label) field->label = statement.label->value;
    missing_of_.emplace(&statement, std::make_pair(std::move(missing), std::move(otherwise)));
  }

  uint32_t DeclareEvent(const Entry& winner, const std::vector<Entry>& entries) {
    EventDecl decl;
    decl.name = *winner.name;
    AddProperties(winner, winner, &decl);
    for (const Entry& e : entries) {
      if (e.unit != winner.unit && e.kind == SymbolKind::kEvent) AddProperties(e, winner, &decl);
    }
    c_.events.push_back(std::move(decl));
    return static_cast<uint32_t>(c_.events.size() - 1);
  }

  // All must give a property one type. Where they do not, the message depends on who brings whom.
  void AddProperties(const Entry& from, const Entry& winner, EventDecl* decl) {
    for (const auto& property : from.event->properties) {
      for (const Name& name : property.names) {
        auto [it, fresh] = decl->properties.emplace(
            name.text, PropertyDecl{name.quoted, property.type, name.span, from.unit});
        if (fresh) continue;
        const PropertyDecl& before = it->second;
        if (before.unit == from.unit) {
          diag::Diagnostic& d = c_.Error(Code::kDuplicateName, name.span, {name.text});
          d.labels.push_back({before.span, LabelId::kFirstHere, {}});
        } else if (before.type == property.type) {
          continue;
        } else if (before.unit == winner.unit &&
                   (winner.unit == 0 || c_.units[winner.unit].reaches[from.unit])) {
          OtherType(winner.name->text + "." + name.text, before.span, before.type, from.unit,
                    name.span, property.type);
        } else {
          diag::Diagnostic& d =
              c_.Error(Code::kModulesClash, c_.units[from.unit].brought_by,
                       {winner.name->text + "." + name.text, c_.units[before.unit].display,
                        c_.units[from.unit].display});
          d.labels.push_back({before.span, LabelId::kDeclaredHere, {}});
          d.labels.push_back({name.span, LabelId::kDeclaredHere, {}});
        }
      }
    }
  }

  uint32_t DeclareChecklist(const Entry& winner) {
    ChecklistDecl decl;
    decl.statement = static_cast<const syntax::ChecklistStatement*>(winner.statement);
    decl.unit = winner.unit;
    for (uint32_t i = 0; i < decl.statement->items.size(); ++i) {
      const Name& name = decl.statement->items[i].name;
      const auto [it, fresh] = decl.items.emplace(name.text, i);
      if (fresh) continue;
      diag::Diagnostic& d = c_.Error(Code::kDuplicateName, name.span, {name.text});
      d.labels.push_back({decl.statement->items[it->second].name.span, LabelId::kFirstHere, {}});
    }
    c_.checklists.push_back(std::move(decl));
    return static_cast<uint32_t>(c_.checklists.size() - 1);
  }

  Context& c_;
  std::vector<std::string> names_;  // in the order of the files
  std::unordered_set<std::string> two_types_;
  std::unordered_map<std::string, std::vector<Entry>> by_name_;
  std::unordered_map<const void*, uint32_t> group_of_;
  std::unordered_map<const void*, std::pair<std::vector<Literal>, std::optional<Literal>>>
      missing_of_;
};

}  // namespace

void CollectDeclarations(Context* c) {
  Collector(c).Run();
  for (ListDecl& list : c->lists) {
    LoadList(c, &list);
    list.values = std::make_shared<const std::vector<Literal>>(std::exchange(list.items, {}));
  }
}

}  // namespace ripe::check
