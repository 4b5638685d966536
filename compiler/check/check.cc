// Check: runs the phases over one Context. Names first (modules, stages, declarations), then what
// is made of what, then what open names are, and last the typed expressions. What only a module's
// unused defines look at is checked too, for its errors, and then left out of the Module.
#include "compiler/check/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/check/emit.h"
#include "compiler/check/suggest.h"
#include "compiler/source/unicode.h"
#include "compiler/types/calendar.h"

namespace ripe::check {
namespace {

// Zones of the tz database that were probably meant; "Seoul" finds "Asia/Seoul".
std::optional<std::string> NearestZone(const std::string& written) {
  const std::vector<std::string> all = types::ZoneNames();
  std::string wanted = source::Fold(written);
  std::replace(wanted.begin(), wanted.end(), ' ', '_');
  if (wanted == "kst" || wanted == "korea" || wanted == "서울" || wanted == "한국")
    return "Asia/Seoul";
  // The city is what people know.
  const std::string city = wanted.substr(wanted.rfind('/') + 1);
  std::vector<std::string> cities;
  for (const std::string& name : all)
    cities.push_back(source::Fold(name.substr(name.rfind('/') + 1)));
  std::optional<std::string> near = city;
  if (std::find(cities.begin(), cities.end(), city) == cities.end()) near = Nearest(city, cities);
  if (!near) return std::nullopt;
  return all[static_cast<size_t>(std::find(cities.begin(), cities.end(), *near) - cities.begin())];
}

// The file's own names are in the module whether or not rules look at them; a module's only where
// they do.
void UseOwnDeclarations(Context* c) {
  for (uint32_t i = 0; i < c->fields.size(); ++i) {
    const Symbol* symbol = FindSymbol(*c, c->fields[i].name);
    if (symbol != nullptr && symbol->unit == 0) UseField(c, i);
  }
  for (uint32_t i = 0; i < c->events.size(); ++i) {
    const Symbol* symbol = FindSymbol(*c, c->events[i].name);
    if (symbol != nullptr && symbol->unit == 0) UseEvent(c, i);
  }
}

void ListDefines(Context* c) {
  for (const DefineDecl& decl : c->defines) {
    if (decl.unit != 0) continue;
    const Node& node = c->nodes[decl.node];
    c->module.defines.push_back({node.name, node.meaning.expr, node.span, node.used});
  }
}

// Checks the defines that nothing reaches, for their errors, and forgets what they made.
void CheckUnreached(Context* c) {
  Module& m = c->module;
  const size_t fields = m.fields.size(), properties = m.properties.size(),
               events = m.event_types.size(), classes = m.classes.size(), exprs = m.exprs.size(),
               checklists = m.checklists.size();
  EmitNodes(c, c->reached, c->order.size());
  m.fields.resize(fields);
  m.properties.resize(properties);
  m.event_types.resize(events);
  m.classes.resize(classes);
  m.exprs.erase(m.exprs.begin() + static_cast<std::ptrdiff_t>(exprs), m.exprs.end());
  m.checklists.resize(checklists);
}

}  // namespace

void CheckTimezone(Context* c) {
  std::optional<Span> first;
  for (const syntax::Statement& s : c->ast_of(0).statements) {
    const auto* zone = std::get_if<syntax::TimezoneStatement>(&s.node);
    if (zone == nullptr) continue;
    if (first) {
      diag::Diagnostic& d = c->Error(Code::kTimezoneTwice, s.span, {});
      d.labels.push_back({*first, diag::LabelId::kFirstHere, {}});
      continue;
    }
    first = s.span;
    const std::string& name = zone->name.value;
    if (types::Zone::Find(name)) {
      c->module.timezone = name;
    } else if (auto near = NearestZone(name)) {
      diag::Diagnostic& d = c->Error(Code::kUnknownTimezoneNear, zone->name.span, {name, *near});
      d.fixes.push_back({zone->name.span, "\"" + *near + "\""});
    } else {
      c->Error(Code::kUnknownTimezone, zone->name.span, {name});
    }
  }
}

std::string SourceText(const Context& c, Span span) {
  constexpr size_t kLongest = 200;
  const std::string_view text = c.sources->TextOf(span);
  std::string out;
  bool space = false;
  char inside = '\0';  // what ends the text, name or expression at hand
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t letter = source::DecodeAt(text, &at);
    const bool blank = letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
    if (inside == '\0' && letter == '#') {  // a comment, up to the line's end
      at = std::min(text.find_first_of("\r\n", at), text.size());
      continue;
    }
    if (inside == '\0' && blank) {
      space = !out.empty();
      continue;
    }
    const bool regex = inside == '\0' && letter == '/' && out.ends_with("matches");
    const bool ends = letter == static_cast<unsigned char>(inside);
    if (letter == '\\' && (inside == '"' || inside == '/') && at < text.size())
      source::DecodeAt(text, &at);
    if (inside != '\0' && ends) {
      inside = '\0';
    } else if (inside == '\0' && (letter == '"' || letter == '`' || regex)) {
      inside = static_cast<char>(letter);
    }
    if (out.size() + (at - begin) > kLongest) return out + "...";
    if (space) out += ' ';
    space = false;
    out.append(text.substr(begin, at - begin));
  }
  return out;
}

std::string FormatNumber(double value) { return fmt::format("{}", value); }

std::string TypePhrase(ValueType type) {
  using diag::LabelId;
  switch (type) {
    case ValueType::kText:
      return diag::PhraseArg({LabelId::kTypeText});
    case ValueType::kNumber:
      return diag::PhraseArg({LabelId::kTypeNumber});
    case ValueType::kYesNo:
      return diag::PhraseArg({LabelId::kTypeYesNo});
    case ValueType::kDate:
      return diag::PhraseArg({LabelId::kTypeDate});
    case ValueType::kTime:
      return diag::PhraseArg({LabelId::kTypeTime});
    case ValueType::kTags:
      return diag::PhraseArg({LabelId::kTypeTags});
  }
  return {};
}

std::string TypeWord(ValueType type) { return std::string(types::TypeName(type)); }

Module Check(source::SourceSet* sources, const syntax::Ast& ast, const CheckOptions& options,
             diag::Bag* bag) {
  Context c;
  c.sources = sources;
  c.options = &options;
  c.files = options.files != nullptr ? options.files : &source::RealFileSystem();
  c.bag = bag;
  IndexColumns(&c);
  LoadUnits(&c, ast);
  c.module.strict = c.units[0].strict;
  c.module.columns_known = options.schema != nullptr && options.schema->has_leads;
  CheckTimezone(&c);
  CollectStages(&c);
  CollectDeclarations(&c);
  BuildGraph(&c);
  InferOpenNames(&c);
  UseOwnDeclarations(&c);
  EmitNodes(&c, 0, c.reached);
  EmitRules(&c);
  EmitStageRules(&c);
  EmitTests(&c);
  ListDefines(&c);
  CheckUnreached(&c);
  return std::move(c.module);
}

}  // namespace ripe::check
