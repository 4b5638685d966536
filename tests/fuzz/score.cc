// Target `score`. Sections: rules, leads, events (CSV, or JSONL where they begin with `{`). Through
// the public API: however the input is cut into blocks and threads, and whichever engine runs, the
// output, the notes and the errors are the same bytes; an explanation's points add up and are the
// lead's score; the tests inside the rules run.
#include <fmt/format.h>

#include <cstdlib>
#include <functional>

#include "ripe/ripe.h"
#include "tests/fuzz/fuzz.h"

namespace ripe::fuzz {
namespace {

std::string FormatOf(std::string_view data) { return data.starts_with('{') ? "jsonl" : "csv"; }

struct Outcome {
  std::string said, output;
  bool ok = false;
};

Outcome Score(ScoreRequest request) {
  Outcome outcome;
  request.output = Folder() + "/scores.csv";
  Result<ScoreReport> report = ScoreFile(request);
  if (!report.ok()) {
    outcome.said = fmt::format("error {}: {}\n", static_cast<int>(report.status().code()),
                               report.status().message());
    return outcome;
  }
  outcome.said = report->diagnostics.Render(Diagnostics::Format::kText, Language::kEnglish, false);
  if (report->diagnostics.has_errors()) return outcome;
  const ReadSummary& r = report->read;
  outcome.said += fmt::format("{} {} {} / {} {} {} {} {} {} / {}\n", r.leads_read, r.leads_scored,
                              r.leads_rejected, r.events_read, r.events_used, r.events_rejected,
                              r.events_of_unknown_leads, r.events_repeated, r.events_after_as_of,
                              report->as_of);
  Require(r.leads_read == r.leads_scored + r.leads_rejected, "each lead is scored or rejected");
  Require(r.events_read ==
              r.events_used + r.events_rejected + r.events_of_unknown_leads + r.events_repeated,
          "each event is used, rejected, repeated or of an unknown lead");
  for (const std::string& note : r.notes) outcome.said += note + "\n";
  for (const auto& [stage, leads] : report->by_stage)
    outcome.said += fmt::format("{}={}\n", stage, leads);
  outcome.output = ReadFile(request.output);
  outcome.ok = true;
  return outcome;
}

void CheckExplanation(const ScoreRequest& request, const std::string& output) {
  // The first lead, where its id needs no quotes and the guard against formulas adds none.
  const size_t line = output.find('\n');
  if (line == std::string::npos) return;
  const size_t end = output.find(',', line + 1);
  if (end == std::string::npos) return;
  const std::string id = output.substr(line + 1, end - line - 1);
  if (id.empty() || id.find_first_of("\"'\n\r=+-@\t") != std::string::npos) return;
  Result<Explanation> explained = Explain({request.rules, request.data, id});
  if (!explained.ok())
    Fail("a lead that was scored cannot be explained: " + explained.status().message());
  const std::string score = output.substr(end + 1, output.find(',', end + 1) - end - 1);
  RequireSame(FormatPoints(explained->score), score, "an explanation has the lead's score");
  int64_t total = 0;
  for (const Explanation::Group& group : explained->groups) {
    int64_t sum = 0;
    for (const Explanation::Rule& rule : explained->rules)
      sum += rule.group == group.name ? rule.points : 0;
    Require(sum == group.sum, "the rules of a group add up to its sum");
    total += group.points;
  }
  for (const Explanation::Rule& rule : explained->rules)
    total += rule.group.empty() ? rule.points : 0;
  Require(total == explained->score, "groups and rules outside any add up to the score");
  Require(!RenderText(*explained, Language::kKorean, false).empty(), "an explanation has words");
  Require(!RenderJson(*explained).empty(), "an explanation has JSON");
}

}  // namespace

void RunScore(std::string_view input) {
  const auto sections = Sections(input, 3);
  const MemoryFile rules(sections[0]), leads(sections[1]), events(sections[2]);
  ScoreRequest request;
  request.rules = rules.path();
  request.data.leads = leads.path();
  request.data.leads_format = FormatOf(sections[1]);
  if (!sections[2].empty()) {
    request.data.events = {events.path()};
    request.data.events_format = FormatOf(sections[2]);
  }
  request.data.as_of = "2026-11-20";
  request.data.threads = 1;
  request.engine = Engine::kInterpreter;
  request.reasons = static_cast<unsigned>(input.size() % 3);
  const Outcome plain = Score(request);
  ScoreRequest split = request;
  split.data.threads = 3;
  ::setenv("RIPE_BLOCK_BYTES", "48", 1);
  const Outcome parts = Score(split);
  ::unsetenv("RIPE_BLOCK_BYTES");
  RequireSame(plain.said, parts.said, "blocks and threads change nothing that is said");
  RequireSame(plain.output, parts.output, "blocks and threads change no score");
  if (!plain.ok) return;
#ifndef RIPE_FUZZ_TARGET_BUILD  // the fuzzers are built without LLVM: a compile would cost more
                                // than all else
  if (HasJit()) {
    ScoreRequest jit = request;
    jit.engine = Engine::kJit;
    const Outcome compiled = Score(jit);
    RequireSame(plain.output, compiled.output, "compiled code gives the interpreter's scores");
  }
#endif
  CheckExplanation(request, plain.output);
  Result<TestReport> tests = RunTests(request.rules, Language::kEnglish);
  Require(tests.ok(), "the tests in rules that were scored can be run");
}

}  // namespace ripe::fuzz
