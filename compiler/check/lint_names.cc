// Names and texts: what is declared and never used, letters of two scripts or hidden marks in one
// name, and a short `contains` that is also found inside longer words. Uses are looked for in the
// file's own tree and in the texts of the modules it uses (a file may write a module's list again),
// rather too many than too few.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "compiler/check/lint_linter.h"
#include "compiler/ops/ops.h"
#include "compiler/source/overloaded.h"
#include "compiler/source/unicode.h"

namespace ripe::check {
namespace {

using diag::Id;
using source::Overloaded;
using source::SourceFile;

// Calls `visit` with each name that a condition or a value of the file names, but for what stands
// behind a dot.
template <class Visit>
void EachName(const syntax::Ast& ast, Visit visit) {
  const auto ref = [&](const syntax::EventRef& r) {
    visit(r.name);
    for (const syntax::EventMember& member : r.members) visit(member.name);
  };
  const auto term = [&](const syntax::EventTerm& t) {
    ref(t.ref);
    if (t.window.after) ref(*t.window.after);
  };
  const auto argument = [&](const syntax::ListArgument& a) {
    if (a.name) visit(*a.name);
  };
  for (uint32_t i = 0; i < ast.expr_count(); ++i) {
    std::visit(Overloaded{
                   [&](const syntax::NameExpr& n) { visit(n.name); },
                   [&](const syntax::MemberExpr& n) { visit(n.base); },
                   [&](const syntax::MemberOfExpr& n) { argument(n.list); },
                   [&](const syntax::TextTestExpr& n) { argument(n.argument); },
                   [&](const syntax::EventExpr& n) { term(n.term); },
                   [&](const syntax::BuiltinExpr& n) { term(n.term); },
                   [&](const syntax::EventSetExpr& n) { ref(n.ref); },
                   [](const auto&) {},
               },
               ast.expr(syntax::ExprId{i}).node);
  }
}

// ---- declared and never used
// -------------------------------------------------------------------------------------------

class Uses {
 public:
  explicit Uses(const Linter& linter) : linter_(linter), module_(linter.module) {
    CollectTree();
    CollectModule();
  }

  bool Names(const std::string& name) const { return names_.contains(name); }
  bool Field(const std::string& name) const {
    return fields_.contains(name) || names_.contains(name);
  }
  bool Event(const std::string& name) const {
    return events_.contains(name) || names_.contains(name);
  }
  // The name stands in a module that the file uses, and so may be meant there.
  bool InModules(const std::string& name) {
    if (!modules_read_) ReadModules();
    return in_modules_.contains(name);
  }

 private:
  void CollectTree() {
    EachName(linter_.ast, [this](const syntax::Name& name) { names_.insert(name.text); });
  }
  void CollectModule() {
    for (const Expr& expr : module_.exprs) {
      if (const auto* value = std::get_if<FieldValue>(&expr.node))
        fields_.insert(module_.fields[value->field.value].name);
    }
    for (const Requirement& requirement : module_.requirements) {
      for (const auto& any_of : requirement.needs) {
        for (const FieldId field : any_of) fields_.insert(module_.fields[field.value].name);
      }
    }
    for (const EventClass& events : module_.classes) {
      for (const ClassMember& member : events.members)
        events_.insert(module_.event_types[member.type.value].name);
    }
  }
  void ReadModules() {
    modules_read_ = true;
    for (uint32_t i = 0; i < linter_.sources.size(); ++i) {
      if (source::FileId{i} == linter_.ast.file) continue;
      const std::string_view text = linter_.sources.file(source::FileId{i}).text();
      const auto in_name = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || (c & 0x80) != 0;
      };
      for (size_t begin = 0; begin < text.size();) {
        size_t end = begin;
        while (end < text.size() && in_name(text[end])) ++end;
        if (end > begin) in_modules_.emplace(text.substr(begin, end - begin));
        begin = end + 1;
      }
    }
  }

  const Linter& linter_;
  const Module& module_;
  std::unordered_set<std::string> names_, fields_, events_, in_modules_;
  bool modules_read_ = false;
};

// Gives the names that it warned of.
std::unordered_set<std::string> WarnUnused(Linter* linter) {
  const Module& module = linter->module;
  std::unordered_set<std::string> unused;
  // A file without rules is a module: its names are for others.
  if (module.rules.empty() && module.stage_rules.empty()) return unused;
  Uses uses(*linter);
  const auto warn = [&](const syntax::Name& name, const char* keyword, bool used) {
    if (used || uses.InModules(name.text)) return;
    linter->Warn(Id::kNeverUsed, name.span, {name.text, keyword});
    unused.insert(name.text);
  };
  std::unordered_set<std::string> used_defines;
  for (const Module::Define& define : module.defines) {
    if (define.used) used_defines.insert(define.name);
  }
  for (const syntax::Statement& statement : linter->ast.statements) {
    if (const auto* fields = std::get_if<syntax::FieldStatement>(&statement.node)) {
      for (const syntax::Name& name : fields->names) warn(name, "field", uses.Field(name.text));
    } else if (const auto* events = std::get_if<syntax::EventStatement>(&statement.node)) {
      for (const auto& event : events->events)
        warn(event.name, "event", uses.Event(event.name.text));
    } else if (const auto* define = std::get_if<syntax::DefineStatement>(&statement.node)) {
      warn(define->name, "define",
           used_defines.contains(define->name.text) || uses.Names(define->name.text));
    } else if (const auto* list = std::get_if<syntax::ListStatement>(&statement.node)) {
      warn(list->name, "list", uses.Names(list->name.text));
    } else if (const auto* checklist = std::get_if<syntax::ChecklistStatement>(&statement.node)) {
      warn(checklist->name, "checklist", uses.Names(checklist->name.text));
    }
  }
  return unused;
}

// ---- declared and not in the data
// ---------------------------------------------------------------------------------------------

// Of the fields that the file declares or looks at itself. A module's own conditions look at more
// than most data has, and what nothing uses needs no column.
void WarnWithoutColumn(Linter* linter, const std::unordered_set<std::string>& unused) {
  const Module& module = linter->module;
  if (!module.columns_known) return;
  std::vector<Span> used(module.fields.size());
  for (const Expr& expr : module.exprs) {
    const auto* value = std::get_if<FieldValue>(&expr.node);
    if (value != nullptr && linter->Own(expr.span) && used[value->field.value].end == 0)
      used[value->field.value] = expr.span;
  }
  for (const Requirement& requirement : module.requirements) {
    for (const auto& any_of : requirement.needs) {
      for (const FieldId field : any_of) used[field.value] = requirement.span;
    }
  }
  for (uint32_t i = 0; i < module.fields.size(); ++i) {
    const Field& field = module.fields[i];
    const Span span = linter->Own(field.span) ? field.span : used[i];
    if (!field.declared || field.column >= 0 || span.end == 0 || unused.contains(field.name))
      continue;
    linter->Warn(field.otherwise ? Id::kNoColumnElse : Id::kNoColumn, span, {field.name});
  }
}

// ---- scripts and marks
// ---------------------------------------------------------------------------------------------------

bool IsLatin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}
// Letters of other scripts that are drawn like Latin ones: what makes two names that look the same
// differ.
bool LooksLatin(char32_t c) {
  constexpr std::u32string_view kGreek = U"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυχι";
  return (c >= 0x400 && c <= 0x52F) || kGreek.find(c) != std::u32string_view::npos ||
         (c >= 0x13A0 && c <= 0x13F4);
}

void WarnName(Linter* linter, const syntax::Name& name) {
  bool latin = false;
  char32_t look_alike = 0;
  for (size_t offset = 0; offset < name.text.size();) {
    const char32_t c = source::DecodeAt(name.text, &offset);
    if (source::IsDirectionOrHidden(c)) {
      linter->Warn(Id::kHiddenMark, name.span,
                   {name.text, fmt::format("U+{:04X}", static_cast<uint32_t>(c))});
      return;
    }
    latin = latin || IsLatin(c);
    if (look_alike == 0 && LooksLatin(c)) look_alike = c;
  }
  if (!latin || look_alike == 0) return;
  std::string letter;
  source::AppendUtf8(look_alike, &letter);
  linter->Warn(Id::kMixedScripts, name.span, {name.text, letter});
}

bool IsAscii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

// Every name once, where it first stands.
void WarnNames(Linter* linter) {
  std::unordered_set<std::string> seen;
  const auto look = [&](const syntax::Name& name) {
    if (!IsAscii(name.text) && seen.insert(name.text).second) WarnName(linter, name);
  };
  for (const syntax::Statement& statement : linter->ast.statements) {
    std::visit(Overloaded{
                   [&](const syntax::FieldStatement& s) {
                     std::for_each(s.names.begin(), s.names.end(), look);
                   },
                   [&](const syntax::EventStatement& s) {
                     for (const auto& event : s.events) {
                       look(event.name);
                       for (const auto& property : event.properties) {
                         std::for_each(property.names.begin(), property.names.end(), look);
                       }
                     }
                   },
                   [&](const syntax::DefineStatement& s) { look(s.name); },
                   [&](const syntax::ListStatement& s) { look(s.name); },
                   [&](const syntax::GroupStatement& s) { look(s.name); },
                   [&](const syntax::ChecklistStatement& s) {
                     look(s.name);
                     for (const auto& item : s.items) look(item.name);
                   },
                   [&](const syntax::StagesStatement& s) {
                     std::for_each(s.ladder.begin(), s.ladder.end(), look);
                     std::for_each(s.exits.begin(), s.exits.end(), look);
                   },
                   [](const auto&) {},
               },
               statement.node);
  }
  EachName(linter->ast, look);
  for (uint32_t i = 0; i < linter->ast.expr_count(); ++i) {
    const auto* sum = std::get_if<syntax::BuiltinExpr>(&linter->ast.expr(syntax::ExprId{i}).node);
    if (sum != nullptr && sum->property) look(*sum->property);
  }
}

// ---- contains
// ------------------------------------------------------------------------------------------------------------

// A word that is found inside another one, as marketers meet them in titles and companies.
struct Inside {
  std::string_view needle, word;
};
constexpr std::array<Inside, 21> kInside = {{
    {"cto", "director"}, {"coo", "coordinator"}, {"cio", "precious"}, {"it", "recruiter"},
    {"hr", "three"},     {"pm", "development"},  {"ai", "retail"},    {"us", "business"},
    {"eu", "museum"},    {"po", "support"},      {"ux", "luxury"},    {"bi", "mobile"},
    {"ml", "HTML"},      {"pr", "product"},      {"vp", "MVP"},       {"ops", "laptops"},
    {"qa", "Qatar"},     {"ads", "leads"},       {"dev", "devices"},  {"sr", "Israel"},
    {"rep", "report"},
}};

bool IsShortLatin(const std::string& needle) {
  return needle.size() <= 3 && std::all_of(needle.begin(), needle.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         });
}

// The first short word among needles; lists have been looked through when another condition used
// them.
class ShortWords {
 public:
  const std::string* In(const ValueList& needles) {
    for (const ValueList::Part& part : needles.parts()) {
      const auto [known, is_new] = of_list_.try_emplace(part.get(), nullptr);
      if (is_new) {
        const auto found = std::find_if(part->begin(), part->end(), [](const Literal& literal) {
          return IsShortLatin(std::get<std::string>(literal));
        });
        if (found != part->end()) known->second = &std::get<std::string>(*found);
      }
      if (known->second != nullptr) return known->second;
    }
    return nullptr;
  }

 private:
  std::unordered_map<const void*, const std::string*> of_list_;
};

void WarnContains(Linter* linter) {
  const Module& module = linter->module;
  ShortWords words;
  for (const ExprId id : linter->shape.order()) {
    const auto* text = std::get_if<TextCondition>(&module.expr(id).node);
    if (text == nullptr || !linter->Own(id) || ops::TextOpOf(text->op).spelling != "contains")
      continue;
    // Of properties of events (addresses, codes) a part is usually meant.
    if (!std::holds_alternative<FieldValue>(module.expr(text->value).node)) continue;
    const std::string* needle = words.In(text->needles);
    if (needle == nullptr) continue;
    const std::string folded = source::Fold(*needle);
    const auto known = std::find_if(kInside.begin(), kInside.end(),
                                    [&](const Inside& i) { return i.needle == folded; });
    const std::string value = linter->Text(text->value);
    if (known == kInside.end()) {
      linter->Warn(Id::kShortContains, module.expr(id).span, {*needle, value});
    } else {
      linter->Warn(Id::kShortContainsInWord, module.expr(id).span,
                   {*needle, value, std::string(known->word)});
    }
  }
}

}  // namespace

void LintNames(Linter* linter) {
  WarnWithoutColumn(linter, WarnUnused(linter));
  WarnNames(linter);
  WarnContains(linter);
}

}  // namespace ripe::check
