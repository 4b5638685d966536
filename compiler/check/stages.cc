// The ladder and its exits, the rules that lead to them, and what a stage requires. Stages are
// decided from the lowest up, so a stage may name only those below it; exits come after the ladder.
// Entry points: CollectStages, EmitStageRules.
#include <algorithm>
#include <unordered_set>

#include "compiler/check/children.h"
#include "compiler/check/emit.h"
#include "compiler/check/suggest.h"

namespace ripe::check {
namespace {

using diag::LabelId;

std::vector<std::string> StageNames(const Context& c) {
  std::vector<std::string> names;
  for (const Stage& s : c.module.ladder) names.push_back(s.name);
  for (const Stage& s : c.module.exits) names.push_back(s.name);
  return names;
}

std::string Ladder(const Context& c) {
  std::string out;
  for (size_t i = 0; i < c.module.ladder.size() && i < 20; ++i)
    out += (i == 0 ? "" : " > ") + c.module.ladder[i].name;
  return out;
}

std::optional<StageRef> StageOf(Context* c, const syntax::Name& name) {
  if (auto ref = FindStage(*c, name.text)) return ref;
  if (MayBeKnownElsewhere(*c, name.text)) return std::nullopt;
  if (auto near = NearestOf(c, name.text, [c] { return StageNames(*c); })) {
    diag::Diagnostic& d =
        c->Error(Code::kUnknownStageNear, name.span, {name.text, *near, Ladder(*c)});
    d.fixes.push_back({name.span, *near});
  } else {
    c->Error(Code::kUnknownStage, name.span, {name.text, Ladder(*c)});
  }
  return std::nullopt;
}

void Declare(Context* c, const std::vector<syntax::Name>& names, std::vector<Stage>* stages,
             SymbolKind kind) {
  for (const syntax::Name& name : names) {
    if (auto it = c->symbols.find(name.text); it != c->symbols.end()) {
      if (it->second.kind == SymbolKind::kScore) {
        c->Error(Code::kNameTakenByScore, name.span, {name.text});
      } else {
        diag::Diagnostic& d = c->Error(Code::kDuplicateName, name.span, {name.text});
        d.labels.push_back({it->second.span, LabelId::kFirstHere, {}});
      }
      continue;
    }
    c->symbols.emplace(name.text,
                       Symbol{kind, static_cast<uint32_t>(stages->size()), 0, name.span});
    stages->push_back({name.text, name.span});
  }
}

// The field behind a name of `require`: itself, or through defines that only rename it.
std::optional<FieldId> RequiredField(Context* c, const syntax::Name& name) {
  const Symbol* symbol = FindSymbol(*c, name);
  if (symbol != nullptr && symbol->kind == SymbolKind::kField) return UseField(c, symbol->index);
  if (symbol != nullptr && symbol->kind == SymbolKind::kDefine) {
    const Meaning& m = c->nodes[c->defines[symbol->index].node].meaning;
    if (m.kind == Meaning::Kind::kError) return std::nullopt;
    if (m.kind == Meaning::Kind::kValue) {
      if (const auto* field = std::get_if<FieldValue>(&c->module.expr(m.expr).node))
        return field->field;
    }
  }
  if (symbol == nullptr) {
    const OpenName* open = FindOpen(*c, name, false);
    if (open == nullptr) {
      ReportUnknown(c, name);
      return std::nullopt;
    }
    if (open->decision == OpenName::Decision::kError) return std::nullopt;
    if (open->decision == OpenName::Decision::kColumn)
      return UseOpenField(c, static_cast<uint32_t>(open - c->opens.data()));
  }
  c->Error(Code::kRequireNotField, name.span, {name.text});
  return std::nullopt;
}

void EmitRequirement(Context* c, const syntax::RequireStatement& s, Span span) {
  Requirement out;
  out.span = span;
  bool good = true;
  for (const auto& alternatives : s.needs) {
    out.needs.emplace_back();
    for (const syntax::Name& name : alternatives) {
      if (auto field = RequiredField(c, name)) {
        out.needs.back().push_back(*field);
      } else {
        good = false;
      }
    }
  }
  const std::optional<StageRef> stage = StageOf(c, s.stage);
  if (!stage) return;
  if (stage->is_exit) {
    c->Error(Code::kRequireExit, s.stage.span, {s.stage.text});
    return;
  }
  out.rung = stage->index;
  if (good) c->module.requirements.push_back(std::move(out));
}

void EmitStageRule(Context* c, const syntax::StageRuleStatement& s, Span span) {
  const std::optional<StageRef> stage = StageOf(c, s.stage);
  const Reach reach = ReachOf(*c, 0, s.condition);
  Emitter emitter(c, 0);
  const ExprId condition = emitter.Condition(s.condition);
  if (!stage) return;
  if (!stage->is_exit && reach.top_rung >= static_cast<int64_t>(stage->index)) {
    c->Error(Code::kStageNotLower, reach.rung_span,
             {c->module.ladder[static_cast<size_t>(reach.top_rung)].name, s.stage.text,
              reach.rung_path, Ladder(*c)});
    return;
  }
  std::vector<Stage>& stages = stage->is_exit ? c->module.exits : c->module.ladder;
  if (stages[stage->index].span == Span{}) stages[stage->index].span = s.stage.span;
  if (condition.valid())
    c->module.stage_rules.push_back({condition, stage->index, stage->is_exit, span});
}

// What names stages is made anew for each rung, so that a long chain of defines over a stage, named
// by many rungs, is a multiple of the file: reported where that is too much.
void LimitStageWork(Context* c) {
  const Module& module = c->module;
  const std::vector<bool> with = WithStages(module);
  std::vector<uint32_t> seen_by(module.exprs.size(), UINT32_MAX);
  size_t work = 0;
  for (uint32_t i = 0; i < module.stage_rules.size(); ++i) {
    const StageRule& rule = module.stage_rules[i];
    // Exits are all decided at once.
    const auto rung = static_cast<uint32_t>(rule.is_exit ? module.ladder.size() : rule.stage);
    std::vector<ExprId> rest;
    const auto look = [&](ExprId part) {
      if (!part.valid() || !with[part.value] || seen_by[part.value] == rung) return;
      seen_by[part.value] = rung;
      rest.push_back(part);
    };
    look(rule.condition);
    while (!rest.empty()) {
      const Expr& expr = module.expr(rest.back());
      rest.pop_back();
      if (++work > kMaxStageWork) {
        c->Error(Code::kTooBig, rule.span, {});
        c->too_big = true;
        return;
      }
      for (const ExprId child : ChildrenOf(expr)) look(child);
      if (const auto* list = std::get_if<ChecklistValue>(&expr.node)) {
        for (const auto& item : module.checklists[list->checklist.value].items)
          look(item.condition);
      }
    }
  }
}

}  // namespace

std::optional<StageRef> FindStage(const Context& c, const std::string& name) {
  auto it = c.symbols.find(name);
  if (it == c.symbols.end()) return std::nullopt;
  if (it->second.kind == SymbolKind::kStage) return StageRef{it->second.index, false};
  if (it->second.kind == SymbolKind::kExit) return StageRef{it->second.index, true};
  return std::nullopt;
}

void CollectStages(Context* c) {
  c->symbols.emplace("score", Symbol{SymbolKind::kScore, 0, 0, {}});
  std::optional<Span> first;
  for (const syntax::Statement& s : c->ast_of(0).statements) {
    const auto* stages = std::get_if<syntax::StagesStatement>(&s.node);
    if (stages == nullptr) continue;
    if (first) {
      diag::Diagnostic& d = c->Error(Code::kStagesTwice, s.span, {});
      d.labels.push_back({*first, LabelId::kFirstHere, {}});
      continue;
    }
    first = s.span;
    Declare(c, stages->ladder, &c->module.ladder, SymbolKind::kStage);
    Declare(c, stages->exits, &c->module.exits, SymbolKind::kExit);
  }
  if (!c->module.ladder.empty()) return;
  const auto add = [c](const char* name, std::vector<Stage>* stages, SymbolKind kind) {
    if (!c->symbols.emplace(name, Symbol{kind, static_cast<uint32_t>(stages->size()), 0, {}})
             .second)
      return;
    stages->push_back({name, {}});
  };
  for (const char* name : {"Lead", "MQL", "PQL", "SAL", "SQL", "Customer"})
    add(name, &c->module.ladder, SymbolKind::kStage);
  for (const char* name : {"Disqualified", "Recycled"})
    add(name, &c->module.exits, SymbolKind::kExit);
}

void EmitStageRules(Context* c) {
  for (const syntax::Statement& s : c->ast_of(0).statements) {
    if (const auto* rule = std::get_if<syntax::StageRuleStatement>(&s.node))
      EmitStageRule(c, *rule, s.span);
    if (const auto* require = std::get_if<syntax::RequireStatement>(&s.node))
      EmitRequirement(c, *require, s.span);
  }
  if (!c->too_big) LimitStageWork(c);
}

}  // namespace ripe::check
