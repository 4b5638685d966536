// What an explanation is made from: one lead as a record, what it scored, and which of its events
// each class of the rules means. The parts (ledger, forecast, stages, lifts) each read these facts
// and fill their share of the Explanation.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/check/module.h"
#include "compiler/source/source_set.h"
#include "compiler/types/calendar.h"
#include "ripe/ripe.h"
#include "runtime/api/record.h"

namespace ripe::api {

struct Facts {
  const source::SourceSet& sources;
  const check::Module& module;
  types::Zone zone;
  int64_t as_of = 0;
  Record record;
  const RecordProgram& program;            // probes: see ExplainProbes
  const RecordProgram& plain;              // none: for what is asked again and again
  RecordResult base;                       // at as_of
  std::vector<std::vector<bool>> classes;  // by event, by class

  std::string Text(source::Span span) const;  // the author's words, white space folded
  // The same of what many others may be made of: of a long one the beginning.
  std::string ShortText(source::Span span) const;
  // How often, at most `most` times, records like this one may be scored again: so often that it
  // takes no longer for more rules.
  size_t Tries(size_t most) const;
};

// The indices of the record's events that a term matches at `as_of`, newest first.
std::vector<size_t> Matches(const Facts& facts, const check::EventTerm& term);
// "webinar_attended or demo_request", "event"; "in 30d", "in 90d to 30d", "after demo_request", ""
// (ever).
std::string ClassText(const check::Module& module, check::ClassId id);
std::string WindowText(const check::Module& module, const check::Window& window);
// "30d", "48h", "15min", "90s".
std::string DurationText(int64_t seconds);
// "2 days ago", "5 hours ago", "in 3 days".
std::string AgeText(int64_t micros_ago);

// Every expression below one, itself included, each once, at most `limit`.
std::vector<check::ExprId> Below(const check::Module& module, check::ExprId root, size_t limit);

// Probes of everything that the parts ask: which outputs belong to which expression.
struct ExplainProbes {
  struct Sides {
    size_t output = SIZE_MAX;  // is true, then is false; of a number, its value
  };
  std::vector<Sides> rule_condition;  // by rule; none where there is no condition
  std::vector<size_t> rule_units;     // by rule: kPerUnit's number
  std::vector<std::vector<std::pair<check::ExprId, Sides>>>
      stages;  // by stage rule: all conditions and numbers below it
  ir::LowerOptions options;
};
ExplainProbes MakeProbes(const check::Module& module);

// The parts.
void ExplainRules(const Facts& facts, const ExplainProbes& probes, Explanation* out);
void ExplainForecast(const Facts& facts, Explanation* out);
void ExplainStages(const Facts& facts, const ExplainProbes& probes, Explanation* out);
void ExplainLifts(const Facts& facts, Explanation* out);

}  // namespace ripe::api
