// What the undeclared names of an open file are: a column or an event type, and a column's type.
// One walk over everything collects the uses; a use that only a column can have (`budget > 3`) or
// only an event (`no visit`) decides, else the data does, else it is an event. Uses that both can
// have (`vip +5`, `visit in 30d`) wait until that is known. Types are sets of bits that the uses
// narrow; names compared with each other share theirs (union-find), so the whole is linear. Entry
// point: InferOpenNames.
#include <algorithm>

#include "compiler/check/context.h"
#include "compiler/check/infer_walk.h"

namespace ripe::check {
namespace {

using diag::LabelId;
using Decision = OpenName::Decision;

uint32_t Root(Context* c, uint32_t i) {
  while (c->opens[i].parent != UINT32_MAX) {
    const uint32_t up = c->opens[i].parent;
    if (c->opens[up].parent != UINT32_MAX) c->opens[i].parent = c->opens[up].parent;
    i = up;
  }
  return i;
}

void QuotesMissing(Context* c, const OpenName& open) {
  diag::Diagnostic& d = c->Error(Code::kTextNeedsQuotes, *open.quote_use, {open.name.text});
  d.fixes.push_back({*open.quote_use, "\"" + open.name.text + "\""});
  SuggestList(*c, &d);
}

// What stands before `_30d` is an event type; true where it can be one.
bool TakeSuffix(Context* c, InferWalk* walk, const Suffix& suffix, Span span) {
  const syntax::Name base{suffix.base, span, false};
  if (const Symbol* symbol = FindSymbol(*c, base)) {
    return symbol->kind == SymbolKind::kEvent || symbol->kind == SymbolKind::kDefine;
  }
  OpenName& open = c->opens[walk->Open(base, false)];
  open.suffix_base = true;
  if (!open.event_use) open.event_use = span;
  return true;
}

void Decide(Context* c, InferWalk* walk, uint32_t index, bool suffixes) {
  OpenName open = c->opens[index];  // a copy: taking a suffix apart may add names
  if (open.decision != Decision::kUndecided) return;
  const auto decide = [&](Decision d) { c->opens[index].decision = d; };
  if (open.column == -2) {
    c->Error(Code::kNameFitsTwoColumns, open.name.span,
             {open.name.text, ColumnsOf(*c, open.name.text, open.property)});
    return decide(Decision::kError);
  }
  if (open.column >= 0) return decide(Decision::kColumn);
  const bool quoted_text = open.quote_use && !open.column_use && !open.event_use && !open.bare_use;
  if (quoted_text) {
    if (!MayBeKnownElsewhere(*c, open.name.text)) QuotesMissing(c, open);
    return decide(Decision::kError);
  }
  if (open.property) return decide(Decision::kColumn);
  if (open.column_use) {
    const Schema* schema = c->options->schema;
    // The data knows no such column but such events: the comparison is the mistake, and is told
    // where it stands.
    if (schema != nullptr && schema->has_events &&
        DataHasEventType(c, open.name.text, open.name.quoted))
      return decide(Decision::kEvent);
    if (!open.event_use) return decide(Decision::kColumn);
    const bool event_later = open.column_use->begin < open.event_use->begin;
    diag::Diagnostic& d = c->Error(
        Code::kColumnAndEvent, event_later ? *open.event_use : *open.column_use, {open.name.text});
    d.labels.push_back({event_later ? *open.column_use : *open.event_use,
                        event_later ? LabelId::kUsedAsColumn : LabelId::kUsedAsEvent,
                        {}});
    return decide(Decision::kError);
  }
  if (suffixes && !open.suffix_base) {
    const Schema* schema = c->options->schema;
    const bool whole =
        schema != nullptr && schema->has_events && DataHasEventType(c, open.name.text, false);
    // Only now is it known whether the data has events that are called `no_show`.
    const std::optional<Suffix> suffix = whole ? std::nullopt : SplitSuffix(*c, open.name);
    if (suffix && TakeSuffix(c, walk, *suffix, open.name.span)) return decide(Decision::kSuffix);
  }
  decide(Decision::kEvent);
}

// The type of one class of names compared with each other.
void Solve(Context* c, const std::vector<uint32_t>& members) {
  constexpr uint8_t kAll = 0xFF;
  uint8_t mask = kAll, prefer = 0;
  struct Seen {
    uint32_t owner;
    const OpenName::Use* use;
  };
  std::vector<Seen> uses;
  for (uint32_t m : members) {
    for (const OpenName::Use& use : c->opens[m].uses) uses.push_back({m, &use});
  }
  std::stable_sort(uses.begin(), uses.end(), [](const Seen& a, const Seen& b) {
    if (a.use->span.file.value != b.use->span.file.value)
      return a.use->span.file.value < b.use->span.file.value;
    return a.use->span.begin < b.use->span.begin;
  });
  // The uses that narrowed the set: a use that fits the set fits them, and a clash is with one of
  // these few.
  std::vector<Seen> narrowing;
  for (const Seen& seen : uses) {
    if ((mask & seen.use->mask) != 0) {
      if ((mask & seen.use->mask) != mask) narrowing.push_back(seen);
      mask &= seen.use->mask;
      prefer |= seen.use->prefer;
      continue;
    }
    for (const Seen& before : narrowing) {
      if ((before.use->mask & seen.use->mask) != 0) continue;
      const std::string& name = c->opens[seen.owner].name.text;
      diag::Diagnostic& d = c->Error(
          Code::kUsesClash, seen.use->span,
          {name, TypePhrase(TypeOfMask(seen.use->prefer)),
           TypePhrase(TypeOfMask(before.use->prefer)), TypeWord(TypeOfMask(before.use->prefer))});
      d.labels.push_back(
          {before.use->span, LabelId::kOtherUse, {TypePhrase(TypeOfMask(before.use->prefer))}});
      break;
    }
    for (uint32_t m : members) c->opens[m].decision = Decision::kError;
    return;
  }
  if (uses.empty()) mask = Bit(ValueType::kText);
  // An instant holds more than a date: where one use wants it, it is one.
  ValueType type = TypeOfMask((mask & prefer) != 0 ? mask & prefer : mask);
  if ((mask & prefer & Bit(ValueType::kTime)) != 0) type = ValueType::kTime;
  for (uint32_t m : members) {
    if (!c->opens[m].typed_by_data) c->opens[m].type = type;
  }
}

void SolveTypes(Context* c) {
  std::unordered_map<uint32_t, std::vector<uint32_t>> classes;
  std::vector<uint32_t> roots;
  for (uint32_t i = 0; i < c->opens.size(); ++i) {
    if (c->opens[i].decision != Decision::kColumn) continue;
    std::vector<uint32_t>& members = classes[Root(c, i)];
    if (members.empty()) roots.push_back(Root(c, i));
    members.push_back(i);
  }
  for (uint32_t root : roots) Solve(c, classes[root]);
}

}  // namespace

void InferOpenNames(Context* c) {
  if (c->units[0].strict) return;  // there are none
  InferWalk walk(c);
  for (uint32_t node : c->order) walk.WalkNode(node);
  walk.WalkStatements();
  const size_t first = c->opens.size();
  for (uint32_t i = 0; i < first; ++i) {
    if (!c->opens[i].property && SplitSuffix(*c, c->opens[i].name)) Decide(c, &walk, i, true);
  }
  for (uint32_t i = 0; i < c->opens.size(); ++i) Decide(c, &walk, i, false);
  walk.SettleDeferred();
  SolveTypes(c);
}

}  // namespace ripe::check
