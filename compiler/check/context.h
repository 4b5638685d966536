// What the files of check/ share while one rules file is checked: the loaded texts (units), the one
// table of names that the file and its modules make together, the graph of what is made of what,
// and the Module that grows. Check (check.cc) runs the phases over it in order: modules,
// declarations, graph, inference of open names, then the emission of expressions.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/check/module.h"
#include "compiler/check/suggest.h"
#include "compiler/diag/diag.h"
#include "compiler/syntax/ast.h"

namespace ripe::check {

using Code = diag::Id;  // check::Id is the typed index

// Nothing may run away: a file beyond these gets an error.
inline constexpr size_t kMaxUnits = 200;  // modules of one compilation
inline constexpr size_t kMaxUseDepth = 32;
inline constexpr size_t kMaxExprs = 8'000'000;      // nodes of the checked module
inline constexpr size_t kMaxClassMembers = 10'000;  // of one set of events
inline constexpr size_t kMaxListItems = 1'000'000;  // of one list
inline constexpr size_t kMaxTestedItems =
    1'000'000;  // of lists, where each is a comparison of its own
inline constexpr size_t kMaxStageWork =
    1'000'000;  // expressions with stages in them, over the rungs
inline constexpr size_t kMaxLoadedBytes = 64u << 20;             // modules and lists together
inline constexpr int64_t kMaxSeconds = 36'500LL * 100 * 86'400;  // of a window: 10,000 years
inline constexpr int64_t kMaxCount = 1'000'000'000;

// The rules file (index 0) or a module.
struct Unit {
  const syntax::Ast* ast = nullptr;
  std::unique_ptr<syntax::Ast> owned;
  std::string display;  // as written after `use`
  std::string folder;   // of the file; empty for the standard library
  bool embedded = false;
  bool strict = false;         // has a field or event of its own
  std::vector<uint32_t> uses;  // other units, by index
  std::vector<bool> reaches;   // by unit: used directly or through others
  Span brought_by;             // the rules file's `use` through which it came first
};

enum class SymbolKind : uint8_t {
  kField,
  kEvent,
  kDefine,
  kList,
  kChecklist,
  kGroup,
  kStage,
  kExit,
  kScore
};

// A declared name: `index` counts in the table of its kind below (stages: in Module::ladder or
// exits).
struct Symbol {
  SymbolKind kind = SymbolKind::kField;
  uint32_t index = 0;
  uint32_t unit = 0;
  Span span;
};

struct FieldDecl {
  syntax::Name name;
  bool broken = false;  // reported: conditions on it are not judged
  Field field;          // complete but for its column
  FieldId id;           // set when the rules look at it
};
struct PropertyDecl {
  bool quoted = false;
  ValueType type = ValueType::kText;
  Span span;
  uint32_t unit = 0;
};
struct EventDecl {
  syntax::Name name;
  std::unordered_map<std::string, PropertyDecl> properties;
  EventTypeId id;  // set when the rules look at it
};
struct ListDecl {
  const syntax::ListStatement* statement = nullptr;
  uint32_t unit = 0;
  bool broken = false;
  std::optional<ValueType> type;  // none: empty
  std::vector<Literal> items;     // while it is read
  ValueList::Part values;         // then: what conditions that name it share
};
struct ChecklistDecl {
  const syntax::ChecklistStatement* statement = nullptr;
  uint32_t unit = 0;
  uint32_t node = 0;  // of the whole; its items' nodes follow in their order
  std::unordered_map<std::string, uint32_t> items;  // name -> index
  ChecklistId id;
};

// What a define (or a checklist's item) turned out to be.
struct Meaning {
  enum class Kind : uint8_t { kError, kValue, kCondition, kEvents } kind = Kind::kError;
  ExprId expr;                    // kValue, kCondition
  ClassId events;                 // kEvents
  std::optional<EventTerm> term;  // kCondition that is one bare event term: what `each` counts
};

// What an undeclared or not yet typed name may be, while the types of open names are found
// (infer.cc).
struct Shape {
  enum class Kind : uint8_t { kNone, kTyped, kOpen, kEvents } kind = Kind::kNone;
  ValueType type = ValueType::kText;  // kTyped
  bool date_literal = false;          // kTyped, kDate: compares with times too
  uint32_t open = 0;                  // kOpen: index in Context::opens
  std::vector<uint32_t>
      events;  // kEvents: declared members (EventDecl), for the types of their properties
};

// Something with a body that others may name: a define, a checklist, or an item of one.
struct Node {
  enum class Kind : uint8_t { kDefine, kChecklist, kItem } kind = Kind::kDefine;
  uint32_t unit = 0;
  std::string name;  // `BANT.budget` for items
  Span span;
  syntax::ExprId body;  // invalid for kChecklist
  uint32_t decl = 0;    // kDefine: in Context::defines; else in Context::checklists
  uint32_t item = 0;
  bool in_circle = false;
  bool done = false;  // emitted
  bool used = false;
  // What it reaches of that rules or low stages must not name, and through which name: for messages
  // that show the way.
  static constexpr uint32_t kNowhere = UINT32_MAX;
  bool names_points = false;        // score or a group
  std::string points_leaf;          // the score, group or stage itself ...
  uint32_t points_next = kNowhere;  // ... or the node that leads to it
  int64_t top_rung = -1;            // the highest stage named
  uint32_t rung_next = kNowhere;
  Shape shape;
  Meaning meaning;
};

struct DefineDecl {
  const syntax::DefineStatement* statement = nullptr;
  uint32_t unit = 0;
  uint32_t node = 0;
};

// A name of an open file that nothing declares: a column, an event type, or `EVENT_30d`; or a
// property that nothing declares.
struct OpenName {
  enum class Decision : uint8_t {
    kUndecided,
    kColumn,
    kEvent,
    kSuffix,
    kError
  } decision = Decision::kUndecided;
  syntax::Name name;  // as first used
  bool property = false;
  bool suffix_base = false;        // stands before `_30d`: an event type as a whole
  std::optional<Span> column_use;  // the first use that only a column can have
  std::optional<Span> event_use;   // the first use that only an event can have
  std::optional<Span> bare_use;    // the first that both can have
  std::optional<Span> quote_use;   // `= Name`: perhaps text without quotes
  std::optional<Span> type_use;    // by which its type was fixed, once it is
  struct Use {
    uint8_t mask, prefer;  // types it can be, types it would rather be (bits)
    Span span;
  };
  std::vector<Use> uses;
  uint32_t parent = UINT32_MAX;  // union-find: names compared with each other
  ValueType type = ValueType::kText;
  bool typed_by_data = false;
  int column = -1;
  FieldId field;  // made on demand
  EventTypeId event;
};

// `email_open_30d`, taken apart.
struct Suffix {
  std::string base;      // the event's name
  bool negated = false;  // it began with `no_`
  int64_t seconds = 0;
};

// Finds columns by what a way of calling makes of their names (source::NameKey, source::Nfc).
// Hashes in one sorted array: files of a hundred thousand columns would spend their time in a table
// of texts.
class ColumnIndex {
 public:
  using Way = std::string (*)(std::string_view);
  void Build(const std::vector<Schema::Column>& columns, Way way);
  // Those whose name becomes `called`, ascending; of many the first `most`.
  std::vector<int> Find(const std::string& called, size_t most) const;

 private:
  const std::vector<Schema::Column>* columns_ = nullptr;  // borrowed
  Way way_ = nullptr;
  std::vector<std::pair<size_t, int>> by_hash_;
};

struct Context {
  source::SourceSet* sources = nullptr;
  const CheckOptions* options = nullptr;
  const source::FileSystem* files = nullptr;
  diag::Bag* bag = nullptr;
  Module module;

  std::vector<Unit> units;
  size_t loaded_bytes = 0;
  bool names_unknown = false;  // a module could not be read: what it brings is unknown, so unknown
                               // names are not reported
  std::unordered_set<std::string> broken_names;  // names in statements that could not be read

  std::unordered_map<std::string, Symbol> symbols;
  std::vector<FieldDecl> fields;
  std::vector<EventDecl> events;
  std::vector<DefineDecl> defines;
  std::vector<ListDecl> lists;
  // By define: what its chain of names ends in; null in a circle. Filled by lists.cc.
  std::unordered_map<uint32_t, const syntax::Expr*> ends_of_defines;
  std::vector<ChecklistDecl> checklists;
  std::vector<Node> nodes;
  std::vector<uint32_t>
      order;  // nodes, each after what it is made of; first those that the rules file reaches
  size_t reached = 0;  // how many of `order`

  std::vector<OpenName> opens;
  std::unordered_map<std::string, uint32_t> open_index;  // by OpenKey
  std::optional<std::unordered_map<std::string, std::vector<std::string>>>
      data_types;  // NameKey -> event types of the data
  // Columns of the Schema by their two ways of being called.
  ColumnIndex column_by_key, column_by_text, event_column_by_key, event_column_by_text;

  std::unordered_map<std::string, PropertyId> property_ids;         // by name, quoted and type
  std::unordered_map<std::string, std::vector<ClassId>> class_ids;  // by a digest of the members
  std::unordered_map<uint32_t, std::string> properties_of;          // by class, for messages
  size_t suggestions = 0;  // how often a nearest name was looked for
  bool too_big = false;
  size_t tested_items = 0;  // of lists, over the conditions that compare with each

  const syntax::Ast& ast_of(uint32_t unit) const { return *units[unit].ast; }
  // Undeclared names in this unit are errors.
  bool StrictIn(uint32_t unit) const { return units[0].strict || units[unit].strict; }
  diag::Diagnostic& Error(diag::Id id, Span span, std::vector<std::string> args = {}) {
    return bag->Add(id, span, std::move(args));
  }
};

// ---- modules.cc: loads what `use` names
// --------------------------------------------------------------------------
void LoadUnits(Context* c, const syntax::Ast& main);
// The file `name` in or below `folder`, or why not (reported at `span`).
std::optional<std::string> ReadBelow(Context* c, const std::string& folder,
                                     const syntax::TextLiteral& name, std::string* path);
std::string FolderOf(const std::string& path);

// ---- declarations.cc: the table of names
// ---------------------------------------------------------------------------
void CollectDeclarations(Context* c);
// ---- lists.cc
// ------------------------------------------------------------------------------------------------------
void LoadList(Context* c, ListDecl* list);
// A literal expression as a value; none (and an error) where it is not one.
// Behind the errors for each of a list's words without quotes: one that shows them all with quotes.
void SayQuotesOnce(Context* c, uint32_t unit, const std::vector<syntax::ExprId>& items);
std::optional<std::pair<Literal, ValueType>> LiteralOf(Context* c, uint32_t unit,
                                                       syntax::ExprId id);

// ---- graph.cc: what is made of what, circles
// -----------------------------------------------------------------------
void BuildGraph(Context* c);
// `hot -> score`, from a node down to the forbidden name.
std::string PathToPoints(const Context& c, uint32_t node);
std::string PathToRung(const Context& c, uint32_t node);
// What an expression (a rule's or a stage's condition) names of points and stages.
struct Reach {
  std::optional<std::string> points;  // the way to score, a group or a stage
  Span points_span;
  int64_t top_rung = -1;  // the highest stage, -1: none
  std::string rung_path;
  Span rung_span;
};
Reach ReachOf(const Context& c, uint32_t unit, syntax::ExprId id);

// ---- names.cc: what a name means
// -----------------------------------------------------------------------------------
const Symbol* FindSymbol(const Context& c, const syntax::Name& name);
std::optional<Suffix> SplitSuffix(const Context& c, const syntax::Name& name);
std::string OpenKey(const syntax::Name& name, bool property);
const OpenName* FindOpen(const Context& c, const syntax::Name& name, bool property);
// The Schema's column of this name: -1 none, -2 several (several only says so, without an error).
int FindColumn(const Context& c, std::string_view name, bool quoted, bool events);
// The columns that a name fits, in backticks, for messages.
std::string ColumnsOf(const Context& c, const std::string& name, bool events);
void IndexColumns(Context* c);
bool DataHasEventType(Context* c, const std::string& name, bool quoted);
// Ids for what the rules look at, made on first use.
FieldId UseField(Context* c, uint32_t decl);
EventTypeId UseEvent(Context* c, uint32_t decl);
FieldId UseOpenField(Context* c, uint32_t open);
EventTypeId UseOpenEvent(Context* c, uint32_t open);
PropertyId UseProperty(Context* c, const std::string& name, bool quoted, ValueType type);
// The nearest to `name` of all that `names` makes. None after so many in one file that looking at
// all names for each would take long: who misspells fifty has other troubles.
template <class Names>
std::optional<std::string> NearestOf(Context* c, std::string_view name, const Names& names) {
  constexpr size_t kMaxSuggestions = 50;
  if (c->suggestions >= kMaxSuggestions) return std::nullopt;
  ++c->suggestions;
  return Nearest(name, names());
}
// Reports a name that nothing here is called, with the nearest there is. Says nothing where the
// file is incomplete.
void ReportUnknown(Context* c, const syntax::Name& name);
bool MayBeKnownElsewhere(const Context& c, const std::string& name);
// For a word at the diagnostic's place that is text without quotes, and begins a list (`industry =
// IT or SaaS`): the line with that list.
void SuggestList(const Context& c, diag::Diagnostic* d);

// ---- infer.cc: what the open names are
// -------------------------------------------------------------------------------
void InferOpenNames(Context* c);

// ---- rules.cc, stages.cc, test_blocks.cc
// -------------------------------------------------------------------------------
void CollectStages(Context* c);  // the ladder, before names are collected
void EmitRules(Context* c);
void EmitStageRules(Context* c);
void EmitTests(Context* c);
void CheckTimezone(Context* c);
// Index in the ladder or the exits; reports an unknown one.
struct StageRef {
  uint32_t index = 0;
  bool is_exit = false;
};
std::optional<StageRef> FindStage(const Context& c, const std::string& name);

// ---- helpers
// -----------------------------------------------------------------------------------------------------------
inline bool IsPlainName(const syntax::Ast& ast, syntax::ExprId id) {
  return std::holds_alternative<syntax::NameExpr>(ast.expr(id).node);
}
std::string SourceText(const Context& c,
                       Span span);       // as written, white space folded, at most 200 bytes
std::string FormatNumber(double value);  // shortest: 60, 2.5
std::string TypeWord(ValueType type);    // `number`, as declarations write it
std::string TypePhrase(ValueType type);  // "a number": an argument, in the reader's language

}  // namespace ripe::check
