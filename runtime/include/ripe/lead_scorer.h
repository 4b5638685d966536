// Scoring in process, one lead at a time: what a service embeds. Rules are loaded once and shared;
// each thread makes a LeadScorer, sets the fields of a lead, and asks for its score. What is set
// stays until it is set again or cleared, so that a lead that changes in one field costs one call.
// Nothing here throws.
//
//   auto loaded = ripe::LoadRules("rules.ripe");                  // errors: loaded->diagnostics
//   auto scorer = ripe::LeadScorer::Make(loaded->rules, {.as_of_micros = now});
//   const int title = loaded->rules->FindField("title");
//   (*scorer)->SetText(title, "VP Sales");
//   const ripe::LeadScore score = (*scorer)->Score();             // score.points == 35000: 35
//   points
//
// Many leads at once, kept as columns and scored again and again, are not here but in
// runtime/interp/program.h; lay them out once with runtime/columns/narrow.h.
//
// Units: points are thousandths of a point; instants microseconds of UTC since 1970; dates days
// since 1970-01-01.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "ripe/ripe.h"
#include "ripe/status.h"

namespace ripe {

enum class FieldType : uint8_t { kNumber, kText, kYesNo, kDate, kTime, kTags };

// Checked rules, ready to score. Immutable; safe to share between threads.
class Rules {
 public:
  struct Field {
    std::string name;
    FieldType type = FieldType::kNumber;
  };
  ~Rules();
  Rules(const Rules&) = delete;
  Rules& operator=(const Rules&) = delete;

  // What the rules ask of a lead, and of its events.
  const std::vector<Field>& fields() const;
  const std::vector<Field>& properties() const;
  // The index of a field, as the rules name it (capitals, spaces and _ count as in columns); -1:
  // the rules do not use it.
  int FindField(std::string_view name) const;
  int FindProperty(std::string_view name) const;
  // The ladder from below, then the exits: LeadScore::stage is an index in it.
  const std::vector<std::string>& stages() const;
  const std::vector<std::string>& groups() const;

  struct Impl;  // of the implementation
  explicit Rules(std::unique_ptr<Impl> impl);
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

struct LoadedRules {
  Diagnostics diagnostics;             // warnings too
  std::shared_ptr<const Rules> rules;  // null where there are errors
};
// From a file (kIo where it cannot be read), or a text; `name` is for messages.
Result<LoadedRules> LoadRules(const std::string& path);
LoadedRules LoadRulesText(const std::string& name, const std::string& text);

struct LeadScore {
  int64_t points = 0;
  uint16_t stage = 0;
};

// One thread's; about 2 KB and what the rules need. Setting a field takes nanoseconds, but a text
// is folded and matched, and events are counted anew after they change (microseconds).
class LeadScorer {
 public:
  struct Options {
    int64_t as_of_micros = 0;
    // kAuto: compiled code for single leads takes over after some hundred thousand of them; kJit:
    // Make waits for it.
    Engine engine = Engine::kAuto;
  };
  static Result<std::unique_ptr<LeadScorer>> Make(std::shared_ptr<const Rules> rules,
                                                  const Options& options);
  ~LeadScorer();

  // Fields are indices in Rules::fields, and of the type they have there; others are ignored, as is
  // -1. A number that is not finite and a blank text are missing.
  void SetMissing(int field);
  void SetNumber(int field, double value);
  void SetText(int field, std::string_view utf8);
  void SetYesNo(int field, bool value);
  void SetDate(int field, int32_t days);
  void SetTime(int field, int64_t micros);
  void SetTags(int field, const std::vector<std::string>& tags);
  // A text matched once, to be set often. For scorers of the same rules.
  class Text;
  std::shared_ptr<const Text> Prepare(int field, std::string_view utf8) const;
  void SetText(int field, const Text& text);
  // Everything missing, no events.
  void Clear();

  // A property of an event: an index in Rules::properties and its value (days for a date).
  using Value = std::variant<double, std::string, bool, int64_t, std::vector<std::string>>;
  void AddEvent(std::string_view type, int64_t at_micros,
                const std::vector<std::pair<int, Value>>& properties = {});
  void ClearEvents();
  void SetAsOf(int64_t micros);

  LeadScore Score();
  // Of the last Score: points of a group of Rules::groups, after its caps.
  int64_t GroupPoints(size_t group) const;

  struct Impl;
  explicit LeadScorer(std::unique_ptr<Impl> impl);

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace ripe
