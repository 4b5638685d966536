// Ripe's public C++ API: compile rules, check them, score leads, explain one. This and status.h are
// all that a host (and the command) includes. Functions return Status or Result and never throw;
// diagnostics of rules are values too. Unless said otherwise everything is safe to call from many
// threads at once; objects are immutable once made.
//
// Units: points are thousandths of a point in int64; instants are microseconds of UTC; ids are
// text.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ripe/status.h"

namespace ripe {

enum class Language : uint8_t { kEnglish, kKorean };

// ---- diagnostics
// -------------------------------------------------------------------------------------------------

// What is wrong with rules files, in the order of files and places. Holds the texts, so that it can
// show the author's lines.
class Diagnostics {
 public:
  enum class Format : uint8_t { kText, kJson, kSarif, kGithub };

  Diagnostics();
  size_t errors() const;
  size_t warnings() const;
  bool has_errors() const { return errors() > 0; }
  bool empty() const { return errors() + warnings() == 0; }
  // The codes in order ("R010"), for hosts and tests.
  std::vector<std::string> Codes() const;
  // Ends with a newline where there is anything; JSON and SARIF are whole documents, also when
  // empty.
  std::string Render(Format format, Language language, bool color) const;
  // Adds another file's; the result renders as one document.
  void Append(const Diagnostics& other);
  // Whether `path` is a file that the rules were read from: the rules file itself, one of its
  // modules or lists. (Before another's were added.)
  bool ReadFrom(const std::string& path) const;

  struct Impl;  // of the implementation
  explicit Diagnostics(std::shared_ptr<const Impl> impl);
  const Impl& impl() const { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

// The page of one diagnostic code in Markdown ("R012", any case); kUsage where there is none,
// naming the nearest.
Result<std::string> ExplainCode(std::string_view code, Language language);
// All codes in order.
std::vector<std::string> DiagnosticCodes();

// ---- data
// --------------------------------------------------------------------------------------------------------

// How to read leads and events, and how strict to be. Paths: "-" is standard input, at most once.
struct DataOptions {
  std::string leads;                // path
  std::vector<std::string> events;  // paths
  std::string leads_format;         // "csv", "jsonl"; empty: by extension
  std::string events_format;
  char delimiter = '\0';  // 0: comma, or tab for .tsv
  std::string encoding;   // "cp949", ...; empty: UTF-8
  std::string id;         // the leads' id column; empty: `id`, else `lead_id`, else `email`
  std::string event_id;   // a column that tells events apart; empty: every row counts
  std::string as_of;      // as on the command line; empty: now
  bool strict = false;    // the first rejected row or unreadable cell is an error
  std::string rejects;    // a file that gets every rejected row; empty: none
  unsigned threads = 0;   // 0: one a core
};

// What was read, for the closing lines of a run. Nothing is skipped in silence: read = scored +
// rejected.
struct ReadSummary {
  uint64_t leads_read = 0, leads_scored = 0, leads_rejected = 0;
  uint64_t events_read = 0, events_used = 0, events_rejected = 0, events_of_unknown_leads = 0,
           events_repeated = 0, events_after_as_of = 0;
  std::vector<std::string> notes;  // rejected rows (the first few), unreadable cells by column with
                                   // an example, warnings: whole lines
};

// ---- rules
// -------------------------------------------------------------------------------------------------------

// Checks rules files, each on its own; with data (leads not empty) also which rules never fire and
// which columns are not there.
struct CheckRequest {
  std::vector<std::string> rules;  // paths
  DataOptions data;                // only leads, events, formats, encoding, id
};
struct CheckReport {
  Diagnostics diagnostics;
  std::vector<std::string>
      notes;  // with data: lines about rules that never fire, columns that are not there
};
Result<CheckReport> Check(const CheckRequest& request);

// What a rules file becomes on its way to a score: the tree of its text, the Plan (what is
// computed, for any data), the bound Plan (how, for columns as a CSV file has them), and the LLVM
// code and assembly for this machine. For those who want to see what runs; no format to parse.
// kLimit where there is no LLVM.
enum class DumpStage : uint8_t { kAst, kPlan, kBound, kLlvm, kAssembly };
struct DumpReport {
  Diagnostics diagnostics;  // errors: no text, but for kAst
  std::string text;
};
Result<DumpReport> Dump(const std::string& path, DumpStage stage);

// One canonical layout. Errors in the rules come back as diagnostics and the text is then as it
// was.
struct FormatReport {
  Diagnostics diagnostics;
  std::string before, after;
};
Result<FormatReport> FormatRules(const std::string& path);

// The tests in one rules file.
struct TestReport {
  Diagnostics diagnostics;
  struct Case {
    std::string name;
    std::string file;
    uint32_t line = 0;
    bool passed = false;
    std::vector<std::string> failures;  // each: what was expected and what came, one line
  };
  std::vector<Case> cases;
};
Result<TestReport> RunTests(const std::string& path, Language language);

// ---- scoring
// -----------------------------------------------------------------------------------------------------

enum class Engine : uint8_t { kAuto, kInterpreter, kJit };
bool HasJit();

struct ScoreRequest {
  std::string rules;  // path
  DataOptions data;
  std::string output;         // path; empty or "-": standard output
  std::string output_format;  // "csv", "jsonl"; empty: by extension, csv for standard output
  unsigned reasons = 0;       // how many rules of largest effect in the column `reasons`
  bool raw = false;           // do not guard cells that a spreadsheet would run
  bool bom = false;
  Engine engine = Engine::kAuto;
  // Bytes; 0: none. What is too large to be held within it is read again or kept in temporary files
  // ($TMPDIR); the result is the same. kLimit where it cannot be done so.
  uint64_t memory_limit = 0;
  bool profile = false;  // also what each rule costs: ScoreProfile::rules
  std::function<void(uint64_t leads_done)>
      progress;  // called now and then from the calling thread; may be empty
};
// What a run took, phase by phase and, where asked for, rule by rule.
struct ScoreProfile {
  struct Phase {
    std::string name;         // "read leads": see docs/profile.md
    double wall_seconds = 0;  // in which at least one thread was in it: phases overlap
    double cpu_seconds = 0;   // of all threads in it
    uint64_t rows = 0;        // leads or events that passed; 0: it has none
    uint64_t bytes = 0;       // read from or written to files; 0: not known, or it has none
  };
  double wall_seconds = 0, cpu_seconds = 0;  // of the whole run
  unsigned threads = 0;
  std::vector<Phase> phases;  // in the order of the work, only those that there were
  // What the interpreter took for each rule, by the steps of sampled batches; dearest first. All
  // rules are there, and the stages, which are named like `=> MQL`.
  struct Rule {
    std::string file, text;
    uint32_t line = 0;
    bool is_stage = false;
    double share = 0;   // of all that scoring took, 0 .. 1
    double shared = 0;  // the part of `share` for steps that others need too
    double nanoseconds_a_lead = 0;
  };
  bool rules_timed = false;  // ScoreRequest::profile
  std::vector<Rule> rules;
  double rest_share = 0;  // what every lead takes whatever the rules
  uint64_t leads_timed = 0, leads_scored = 0;
};
struct ScoreReport {
  Diagnostics diagnostics;  // errors: nothing was scored or written
  ReadSummary read;
  std::string as_of;  // the instant scored at: a date (its end), else RFC 3339
  std::vector<std::pair<std::string, uint64_t>>
      by_stage;  // leads by stage, in ladder order, then exits
  ScoreProfile profile;
  std::vector<std::string> engine;  // what was compiled, or why not: whole lines
  bool fell_back = false;           // Engine::kJit was asked for, and the interpreter did it
};
// Scores every lead of a file into a file. The output appears whole or not at all.
Result<ScoreReport> ScoreFile(const ScoreRequest& request);

// ---- explaining
// ---------------------------------------------------------------------------------------------------

// Why one lead scores what it scores. The points of `rules` add up to the groups' sums, and groups
// after their caps and rules outside any add up to the score.
struct Explanation {
  Diagnostics diagnostics;
  ReadSummary read;
  std::string id, as_of, stage;
  int64_t score = 0;

  struct Evidence {     // a value or an event behind a rule
    std::string name;   // `title`, `webinar_attended`
    std::string value;  // "VP Sales", "2026-11-18T09:00:00+09:00 (2 days ago)", "missing"
    bool missing = false;
  };
  struct Rule {
    std::string label;      // the label, or the condition as written
    std::string condition;  // as written
    std::string group;      // empty: outside any
    uint32_t line = 0;
    int64_t points = 0;    // what it gave, after its own `up to`
    int64_t uncapped = 0;  // before its own `up to`
    bool unknown = false;  // neither true nor false: something is missing
    std::vector<Evidence> evidence;
    std::string next_change;  // the next instant at which its points change by themselves, RFC
                              // 3339; empty: none
    std::string next_note;    // what happens then: "falls to 3.2", "ends"
  };
  std::vector<Rule> rules;  // all, in the order of the file
  struct Group {
    std::string name;
    int64_t sum = 0;     // of its rules
    int64_t points = 0;  // after its caps
  };
  std::vector<Group> groups;
  struct Stage {  // each condition for a stage, and whether it holds
    std::string stage;
    std::string condition;
    bool holds = false;
    bool unknown = false;
    std::vector<std::string>
        lacking;  // what does not hold in it: "score >= 60 (score is 35: 25 short)"
  };
  std::vector<Stage> stages;
  std::vector<std::string> gates;  // requirements that are not met
  std::string next_stage;          // the next rung above, empty at the top
  std::vector<std::string>
      lifts;  // each a single change that alone would lift the lead to next_stage, in words
  std::vector<std::string>
      steps;  // where there is no lift: single changes that bring the most points, in words
};
struct ExplainRequest {
  std::string rules;
  DataOptions data;
  std::string id;  // the lead's
};
Result<Explanation> Explain(const ExplainRequest& request);
// For people (tables and marks) or tools (one JSON object).
std::string RenderText(const Explanation& explanation, Language language, bool color);
std::string RenderJson(const Explanation& explanation);

// ---- about
// --------------------------------------------------------------------------------------------------------

struct VersionInfo {
  std::string version;     // "0.1.0"
  std::string back_ends;   // "interpreter"
  std::string cpu;         // the kernels in use: "avx512"
  std::string unicode;     // of the tables
  std::string time_zones;  // version of the tz database, or where it lies
};
VersionInfo Version();

// Points for people: 35000 -> "35", 12500 -> "12.5".
std::string FormatPoints(int64_t thousandths);

}  // namespace ripe
