// What a name means: the table of declared names, `EVENT_30d` taken apart, columns of the data
// under their two ways of being called, and the ids of what the rules look at, made on first use.
// ReportUnknown is the one place that says a name is unknown.
#include <algorithm>

#include "compiler/check/context.h"
#include "compiler/check/suggest.h"
#include "compiler/source/unicode.h"

namespace ripe::check {
namespace {

int64_t SecondsOfUnit(std::string_view unit) {
  if (unit == "min") return 60;
  if (unit == "h") return 3'600;
  if (unit == "d") return 86'400;
  if (unit == "w") return 604'800;
  return 0;
}

bool NamesEvents(const Context& c, const std::string& text) {
  auto it = c.symbols.find(text);
  if (it == c.symbols.end()) return false;
  return it->second.kind == SymbolKind::kEvent || it->second.kind == SymbolKind::kDefine;
}

int Lookup(const ColumnIndex& index, const std::string& called) {
  const std::vector<int> found = index.Find(called, 2);
  if (found.empty()) return -1;
  return found.size() == 1 ? found.front() : -2;
}

}  // namespace

void ColumnIndex::Build(const std::vector<Schema::Column>& columns, Way way) {
  columns_ = &columns;
  way_ = way;
  by_hash_.clear();
  by_hash_.reserve(columns.size());
  for (size_t i = 0; i < columns.size(); ++i)
    by_hash_.emplace_back(std::hash<std::string>()(way(columns[i].name)), static_cast<int>(i));
  std::sort(by_hash_.begin(), by_hash_.end());
}

std::vector<int> ColumnIndex::Find(const std::string& called, size_t most) const {
  std::vector<int> found;
  const size_t hash = std::hash<std::string>()(called);
  auto it = std::lower_bound(by_hash_.begin(), by_hash_.end(), std::pair<size_t, int>(hash, 0));
  for (; it != by_hash_.end() && it->first == hash && found.size() < most; ++it) {
    if (way_((*columns_)[static_cast<size_t>(it->second)].name) == called)
      found.push_back(it->second);
  }
  return found;
}

const Symbol* FindSymbol(const Context& c, const syntax::Name& name) {
  auto it = c.symbols.find(name.text);
  return it == c.symbols.end() ? nullptr : &it->second;
}

std::optional<Suffix> SplitSuffix(const Context& c, const syntax::Name& name) {
  if (name.quoted) return std::nullopt;
  const std::string_view text = name.text;
  const size_t line = text.rfind('_');
  if (line == std::string_view::npos || line == 0) return std::nullopt;
  const std::string_view tail = text.substr(line + 1);
  size_t digits = 0;
  while (digits < tail.size() && tail[digits] >= '0' && tail[digits] <= '9') ++digits;
  const int64_t unit = SecondsOfUnit(tail.substr(digits));
  if (digits == 0 || digits > 9 || unit == 0) return std::nullopt;
  Suffix out;
  for (size_t i = 0; i < digits; ++i) out.seconds = out.seconds * 10 + (tail[i] - '0');
  out.seconds *= unit;
  out.base = text.substr(0, line);
  if (out.base.starts_with("no_") && out.base.size() > 3) {
    // An event that is itself called `no_show` is meant as a whole.
    const bool whole = NamesEvents(c, out.base) ||
                       (c.data_types && c.data_types->contains(source::NameKey(out.base)));
    if (!whole) {
      out.negated = true;
      out.base = out.base.substr(3);
    }
  }
  return out;
}

std::string OpenKey(const syntax::Name& name, bool property) {
  std::string key = property ? "." : "";
  if (name.quoted) key += '`';
  return key + name.text;
}

const OpenName* FindOpen(const Context& c, const syntax::Name& name, bool property) {
  auto it = c.open_index.find(OpenKey(name, property));
  return it == c.open_index.end() ? nullptr : &c.opens[it->second];
}

std::string ColumnsOf(const Context& c, const std::string& name, bool events) {
  const auto& index = events ? c.event_column_by_key : c.column_by_key;
  const auto& columns = events ? c.options->schema->event_columns : c.options->schema->leads;
  std::string out;
  constexpr size_t kMostNamed = 20;
  for (int column : index.Find(source::NameKey(name), kMostNamed))
    out += (out.empty() ? "`" : ", `") + columns[static_cast<size_t>(column)].name + "`";
  return out;
}

void IndexColumns(Context* c) {
  if (c->options->schema == nullptr) return;
  const Schema& schema = *c->options->schema;
  c->column_by_key.Build(schema.leads, source::NameKey);
  c->column_by_text.Build(schema.leads, source::Nfc);
  c->event_column_by_key.Build(schema.event_columns, source::NameKey);
  c->event_column_by_text.Build(schema.event_columns, source::Nfc);
}

int FindColumn(const Context& c, std::string_view name, bool quoted, bool events) {
  if (c.options->schema == nullptr) return -1;
  if (quoted) return Lookup(events ? c.event_column_by_text : c.column_by_text, std::string(name));
  return Lookup(events ? c.event_column_by_key : c.column_by_key, source::NameKey(name));
}

bool DataHasEventType(Context* c, const std::string& name, bool quoted) {
  const Schema* schema = c->options->schema;
  if (!c->data_types) {
    c->data_types.emplace();
    if (schema != nullptr && schema->has_events && schema->event_types) {
      for (const std::string& type : schema->event_types())
        (*c->data_types)[source::NameKey(type)].push_back(source::Nfc(type));
    }
  }
  auto it = c->data_types->find(source::NameKey(name));
  if (it == c->data_types->end()) return false;
  if (!quoted) return true;
  for (const std::string& type : it->second) {
    if (type == name) return true;
  }
  return false;
}

FieldId UseField(Context* c, uint32_t index) {
  FieldDecl& decl = c->fields[index];
  if (decl.id.valid()) return decl.id;
  decl.id = FieldId{static_cast<uint32_t>(c->module.fields.size())};
  decl.field.column = FindColumn(*c, decl.name.text, decl.name.quoted, false);
  if (decl.field.column == -2) {
    c->Error(Code::kNameFitsTwoColumns, decl.name.span,
             {decl.name.text, ColumnsOf(*c, decl.name.text, false)});
    decl.field.column = -1;
  }
  c->module.fields.push_back(decl.field);
  return decl.id;
}

EventTypeId UseEvent(Context* c, uint32_t index) {
  EventDecl& decl = c->events[index];
  if (!decl.id.valid()) {
    decl.id = EventTypeId{static_cast<uint32_t>(c->module.event_types.size())};
    c->module.event_types.push_back({decl.name.text, decl.name.quoted, true, decl.name.span});
  }
  return decl.id;
}

FieldId UseOpenField(Context* c, uint32_t index) {
  OpenName& open = c->opens[index];
  if (!open.field.valid()) {
    open.field = FieldId{static_cast<uint32_t>(c->module.fields.size())};
    Field field;
    field.name = open.name.text;
    field.quoted = open.name.quoted;
    field.type = open.type;
    field.span = open.name.span;
    field.column = open.column;
    c->module.fields.push_back(std::move(field));
  }
  return open.field;
}

EventTypeId UseOpenEvent(Context* c, uint32_t index) {
  OpenName& open = c->opens[index];
  if (!open.event.valid()) {
    open.event = EventTypeId{static_cast<uint32_t>(c->module.event_types.size())};
    c->module.event_types.push_back({open.name.text, open.name.quoted, false, open.name.span});
  }
  return open.event;
}

PropertyId UseProperty(Context* c, const std::string& name, bool quoted, ValueType type) {
  const std::string key = std::to_string(static_cast<int>(type)) + (quoted ? "`" : ".") + name;
  const auto [it, fresh] =
      c->property_ids.emplace(key, PropertyId{static_cast<uint32_t>(c->module.properties.size())});
  if (fresh) c->module.properties.push_back({name, quoted, type});
  return it->second;
}

void SuggestList(const Context& c, diag::Diagnostic* d) {
  for (const Unit& unit : c.units) {
    if (unit.ast->file.value != d->span.file.value) continue;
    const auto found = unit.ast->lines_with_lists.find(d->span.begin);
    if (found == unit.ast->lines_with_lists.end()) continue;
    d->line = found->second;
    d->fixes.clear();
  }
}

bool MayBeKnownElsewhere(const Context& c, const std::string& name) {
  return c.names_unknown || c.broken_names.contains(name);
}

void ReportUnknown(Context* c, const syntax::Name& name) {
  if (MayBeKnownElsewhere(*c, name.text)) return;
  // Of `email_opn_30d` it is the stem that is misspelt.
  std::vector<std::string> all;
  const auto names = [&]() -> const std::vector<std::string>& {
    if (!all.empty()) return all;
    all.reserve(c->symbols.size());
    for (const auto& [text, symbol] : c->symbols) all.push_back(text);
    std::sort(all.begin(), all.end());
    return all;
  };
  std::optional<std::string> near;
  if (const std::optional<Suffix> suffix = SplitSuffix(*c, name)) {
    if (auto base = NearestOf(c, suffix->base, names))
      near = (suffix->negated ? "no_" : "") + *base + name.text.substr(name.text.rfind('_'));
  }
  if (!near) near = NearestOf(c, name.text, names);
  if (!near) {
    c->Error(Code::kUnknownName, name.span, {name.text});
    return;
  }
  diag::Diagnostic& d = c->Error(Code::kUnknownNameNear, name.span, {name.text, *near});
  d.fixes.push_back({name.span, *near});
}

}  // namespace ripe::check
