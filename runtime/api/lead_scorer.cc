// Rules and LeadScorer of the public API over the engine's bound record (interp/row.h). Events go
// through the same folding as files do, as a log of one lead.
#include "ripe/lead_scorer.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "compiler/ir/lower.h"
#include "compiler/source/unicode.h"
#include "runtime/api/compile.h"
#include "runtime/api/dataset.h"
#include "runtime/api/engine.h"
#include "runtime/api/record_columns.h"
#include "runtime/api/scorer.h"
#include "runtime/interp/row.h"
#include "runtime/io/guard.h"

namespace ripe {
namespace {

using interp::RowRunner;

FieldType TypeOf(types::ValueType type) {
  switch (type) {
    case types::ValueType::kNumber:
      return FieldType::kNumber;
    case types::ValueType::kText:
      return FieldType::kText;
    case types::ValueType::kYesNo:
      return FieldType::kYesNo;
    case types::ValueType::kDate:
      return FieldType::kDate;
    case types::ValueType::kTime:
      return FieldType::kTime;
    case types::ValueType::kTags:
      return FieldType::kTags;
  }
  return FieldType::kText;
}

template <class Named>
std::vector<Rules::Field> FieldsOf(const std::vector<Named>& all) {
  std::vector<Rules::Field> fields;
  for (const Named& named : all) fields.push_back({named.name, TypeOf(named.type)});
  return fields;
}

template <class Named>
int Find(const std::vector<Named>& all, std::string_view name) {
  const std::string key = source::NameKey(name);
  for (size_t i = 0; i < all.size(); ++i) {
    // In backticks a name is meant to the letter.
    if (all[i].quoted ? all[i].name == name : source::NameKey(all[i].name) == key)
      return static_cast<int>(i);
  }
  return -1;
}

// Counts of leads are handed to the engine this many at a time.
constexpr uint32_t kCounted = 1024;

}  // namespace

// ---- Rules
// -------------------------------------------------------------------------------------------------------

struct Rules::Impl {
  explicit Impl(check::Module m)
      : module(std::move(m)),
        zone(api::ZoneOf(module)),
        plan(std::make_shared<const ir::Plan>(ir::Lower(module))),
        fields(FieldsOf(plan->fields)),
        properties(FieldsOf(plan->properties)),
        program(interp::Program::Make(plan, RowRunner::LayoutFor(*plan))),
        automatic(Engine::kAuto, api::EngineDriver::Rows::kSingle),
        eager(Engine::kJit, api::EngineDriver::Rows::kSingle) {
    for (const ir::Group& group : plan->groups) groups.push_back(group.name);
    automatic.Bound(program);
  }
  const check::Module module;
  const types::Zone zone;
  const std::shared_ptr<const ir::Plan> plan;
  const std::vector<Rules::Field> fields, properties;
  std::vector<std::string> groups;
  const std::shared_ptr<const interp::Program> program;
  api::EngineDriver automatic, eager;
  std::once_flag compiled;
};

Rules::Rules(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Rules::~Rules() = default;
const std::vector<Rules::Field>& Rules::fields() const { return impl_->fields; }
const std::vector<Rules::Field>& Rules::properties() const { return impl_->properties; }
int Rules::FindField(std::string_view name) const { return Find(impl_->plan->fields, name); }
int Rules::FindProperty(std::string_view name) const { return Find(impl_->plan->properties, name); }
const std::vector<std::string>& Rules::stages() const { return impl_->plan->stages; }
const std::vector<std::string>& Rules::groups() const { return impl_->groups; }

namespace {
LoadedRules Loaded(api::Compiled compiled) {
  LoadedRules loaded{.diagnostics = compiled.diagnostics, .rules = nullptr};
  if (!loaded.diagnostics.has_errors())
    loaded.rules =
        std::make_shared<Rules>(std::make_unique<Rules::Impl>(std::move(compiled.module)));
  return loaded;
}
}  // namespace

Result<LoadedRules> LoadRules(const std::string& path) {
  return io::Guarded([&]() -> Result<LoadedRules> {
    Result<api::Compiled> compiled = api::Compile(path);
    if (!compiled.ok()) return compiled.status();
    return Loaded(std::move(*compiled));
  });
}

LoadedRules LoadRulesText(const std::string& name, const std::string& text) {
  return Loaded(api::CompileText({.name = name, .text = text}, nullptr));
}

// ---- LeadScorer
// --------------------------------------------------------------------------------------------------

class LeadScorer::Text {
 public:
  Text(int field, RowRunner::Text text) : field_(field), text_(std::move(text)) {}
  int field() const { return field_; }
  const RowRunner::Text& text() const { return text_; }

 private:
  int field_;
  RowRunner::Text text_;
};

struct LeadScorer::Impl {
  Impl(std::shared_ptr<const Rules> r, int64_t as_of)
      : rules(std::move(r)),
        own(rules->impl()),
        row(own.program, own.program->Resolve(as_of, own.zone)),
        folder(own.plan, as_of, own.zone) {}

  bool Is(int field, FieldType type) const {
    return field >= 0 && static_cast<size_t>(field) < own.fields.size() &&
           own.fields[static_cast<size_t>(field)].type == type;
  }
  void FoldEvents() {
    events_changed = false;
    answers.reset();
    if (!events.empty()) {
      api::RecordColumns columns;
      const columns::EventLog log = columns.AddEvents(own.module.properties, events);
      answers = folder.Answer(log, 1, 1);
    }
    row.SetAnswers(answers ? &*answers : nullptr, 0);
  }

  const std::shared_ptr<const Rules> rules;
  Rules::Impl& own;
  RowRunner row;
  api::Scorer folder;
  std::vector<api::RecordEvent> events;
  bool events_changed = false;
  std::optional<columns::Answers> answers;
  uint32_t uncounted = 0;
};

LeadScorer::LeadScorer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
LeadScorer::~LeadScorer() = default;

Result<std::unique_ptr<LeadScorer>> LeadScorer::Make(std::shared_ptr<const Rules> rules,
                                                     const Options& options) {
  if (rules == nullptr)
    return Status(StatusCode::kUsage, "LeadScorer::Make: there are no rules (they had errors?)");
  return io::Guarded([&]() -> Result<std::unique_ptr<LeadScorer>> {
    if (options.engine == Engine::kJit) {
      Rules::Impl& own = rules->impl();
      std::call_once(own.compiled, [&own] { own.eager.Bound(own.program); });
    }
    auto impl = std::make_unique<Impl>(std::move(rules), options.as_of_micros);
    return std::make_unique<LeadScorer>(std::move(impl));
  });
}

void LeadScorer::SetMissing(int field) {
  if (field >= 0 && static_cast<size_t>(field) < impl_->own.fields.size())
    impl_->row.SetMissing(static_cast<uint32_t>(field));
}
void LeadScorer::SetNumber(int field, double value) {
  if (impl_->Is(field, FieldType::kNumber))
    impl_->row.SetNumber(static_cast<uint32_t>(field), value);
}
void LeadScorer::SetText(int field, std::string_view utf8) {
  if (impl_->Is(field, FieldType::kText)) impl_->row.SetText(static_cast<uint32_t>(field), utf8);
}
void LeadScorer::SetYesNo(int field, bool value) {
  if (impl_->Is(field, FieldType::kYesNo)) impl_->row.SetYesNo(static_cast<uint32_t>(field), value);
}
void LeadScorer::SetDate(int field, int32_t days) {
  if (impl_->Is(field, FieldType::kDate)) impl_->row.SetDate(static_cast<uint32_t>(field), days);
}
void LeadScorer::SetTime(int field, int64_t micros) {
  if (impl_->Is(field, FieldType::kTime)) impl_->row.SetTime(static_cast<uint32_t>(field), micros);
}
void LeadScorer::SetTags(int field, const std::vector<std::string>& tags) {
  if (impl_->Is(field, FieldType::kTags)) impl_->row.SetTags(static_cast<uint32_t>(field), tags);
}
std::shared_ptr<const LeadScorer::Text> LeadScorer::Prepare(int field,
                                                            std::string_view utf8) const {
  RowRunner::Text text;
  if (impl_->Is(field, FieldType::kText))
    text = impl_->row.Prepare(static_cast<uint32_t>(field), utf8);
  return std::make_shared<const Text>(field, std::move(text));
}
void LeadScorer::SetText(int field, const Text& text) {
  if (impl_->Is(field, FieldType::kText) && text.field() == field)
    impl_->row.SetText(static_cast<uint32_t>(field), text.text());
}
void LeadScorer::Clear() {
  for (size_t f = 0; f < impl_->own.fields.size(); ++f) SetMissing(static_cast<int>(f));
  ClearEvents();
}

void LeadScorer::AddEvent(std::string_view type, int64_t at_micros,
                          const std::vector<std::pair<int, Value>>& properties) {
  api::RecordEvent event{.type = std::string(type), .time = at_micros, .properties = {}};
  const std::vector<Rules::Field>& known = impl_->own.properties;
  for (const auto& [property, value] : properties) {
    if (property < 0 || static_cast<size_t>(property) >= known.size()) continue;
    event.properties.resize(known.size());
    api::Cell& cell = event.properties[static_cast<size_t>(property)];
    const FieldType type_of = known[static_cast<size_t>(property)].type;
    if (const auto* number = std::get_if<double>(&value)) cell = *number;
    if (const auto* text = std::get_if<std::string>(&value)) cell = *text;
    if (const auto* yes = std::get_if<bool>(&value)) cell = *yes;
    if (const auto* tags = std::get_if<std::vector<std::string>>(&value)) cell = *tags;
    if (const auto* whole = std::get_if<int64_t>(&value)) {
      if (type_of == FieldType::kNumber) cell = static_cast<double>(*whole);
      if (type_of == FieldType::kDate) cell = static_cast<int32_t>(*whole);
      if (type_of == FieldType::kTime) cell = api::Instant{*whole};
    }
  }
  impl_->events.push_back(std::move(event));
  impl_->events_changed = true;
}
void LeadScorer::ClearEvents() {
  impl_->events_changed = impl_->events_changed || !impl_->events.empty();
  impl_->events.clear();
}
void LeadScorer::SetAsOf(int64_t micros) {
  impl_->row.SetParams(impl_->own.program->Resolve(micros, impl_->own.zone));
  impl_->folder.Rebase(micros);
  impl_->events_changed = true;
}

LeadScore LeadScorer::Score() {
  if (impl_->events_changed) impl_->FoldEvents();
  impl_->row.Score();
  if (++impl_->uncounted == kCounted) {
    impl_->uncounted = 0;
    impl_->own.automatic.Scored(*impl_->own.program, kCounted);
  }
  return {.points = impl_->row.score(), .stage = impl_->row.stage()};
}
int64_t LeadScorer::GroupPoints(size_t group) const {
  return group < impl_->own.groups.size() ? impl_->row.group(group) : 0;
}

}  // namespace ripe
