// `test` blocks: each is a lead of its own, scored by the same Plan and engine as files; its
// expectations are probes of that Plan.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "compiler/source/unicode.h"
#include "compiler/types/calendar.h"
#include "ripe/ripe.h"
#include "runtime/api/compile.h"
#include "runtime/api/dataset.h"
#include "runtime/api/record.h"
#include "runtime/io/guard.h"

namespace ripe {
namespace {

using api::Cell;
using check::Module;

// One text given to a field: what the field declares as missing is missing here too.
bool StandsForMissing(const check::Field& field, const check::Literal& value) {
  for (const check::Literal& m : field.missing) {
    if (m == value) return true;
    const auto* a = std::get_if<std::string>(&m);
    const auto* b = std::get_if<std::string>(&value);
    if (a != nullptr && b != nullptr && source::Fold(*a) == source::Fold(*b)) return true;
  }
  return false;
}

Cell GivenCell(const check::Field& field, const std::vector<check::Literal>& values,
               const types::Zone& zone) {
  if (values.size() == 1 && StandsForMissing(field, values[0])) return {};
  if (field.type == types::ValueType::kTags) {
    std::vector<std::string> tags;
    for (const check::Literal& v : values) tags.push_back(std::get<std::string>(v));
    return tags;
  }
  return api::LiteralCell(values[0], field.type, zone);
}

api::Record RecordOf(const Module& module, const check::Test& test, int64_t as_of,
                     const types::Zone& zone) {
  api::Record record;
  for (const auto& given : test.fields) {
    record.given.emplace_back(given.field.value,
                              GivenCell(module.fields[given.field.value], given.values, zone));
  }
  for (const auto& given : test.events) {
    api::RecordEvent event;
    event.type = module.event_types[given.type.value].name;
    event.time = as_of - given.ago_seconds * types::kMicrosPerSecond;
    for (const auto& [property, value] : given.properties) {
      event.given.emplace_back(
          property.value, api::LiteralCell(value, module.properties[property.value].type, zone));
    }
    record.events.insert(record.events.end(), static_cast<size_t>(given.count), event);
  }
  return record;
}

// The instant a test is judged at: `at`, else 2030-01-01T00:00 in the file's zone.
int64_t AsOfOf(const check::Test& test, const types::Zone& zone) {
  if (test.at) {
    if (const auto at = types::ParseAsOf(*test.at, zone)) return *at;
  }
  return zone.ToInstant(int64_t{*types::MakeDate(2030, 1, 1)} * types::kMicrosPerDay);
}

// The numbers that an expectation names (score, groups, checklists), each once, for "fit is 30", as
// far as somebody would read them. Not by calls within each other: defines of defines may go as
// deep as a file is long.
std::vector<std::pair<std::string, check::ExprId>> NamedNumbers(const Module& module,
                                                                check::ExprId root) {
  constexpr size_t kMostVisited = 500;
  std::vector<std::pair<std::string, check::ExprId>> out;
  std::set<uint32_t> seen;
  std::set<std::string> names;
  std::vector<check::ExprId> rest = {root};
  while (!rest.empty() && seen.size() < kMostVisited) {
    const check::ExprId id = rest.back();
    rest.pop_back();
    if (!seen.insert(id.value).second) continue;
    const check::Expr& e = module.expr(id);
    const auto add = [&](const std::string& name) {
      if (names.insert(name).second) out.emplace_back(name, id);
    };
    if (std::holds_alternative<check::ScoreValue>(e.node)) add("score");
    if (const auto* g = std::get_if<check::GroupValue>(&e.node))
      add(module.groups[g->group.value].name);
    if (const auto* c = std::get_if<check::ChecklistValue>(&e.node))
      add(module.checklists[c->checklist.value].name);
    // The last one first: it is the next to be taken.
    if (const auto* n = std::get_if<check::NotCondition>(&e.node)) rest.push_back(n->operand);
    if (const auto* n = std::get_if<check::ArithValue>(&e.node))
      rest.insert(rest.end(), {n->right, n->left});
    if (const auto* n = std::get_if<check::CompareCondition>(&e.node))
      rest.insert(rest.end(), {n->right, n->left});
    if (const auto* n = std::get_if<check::RangeCondition>(&e.node)) rest.push_back(n->value);
    if (const auto* n = std::get_if<check::LogicCondition>(&e.node)) {
      const auto first = n->operands.begin();
      const auto last =
          first + static_cast<std::ptrdiff_t>(std::min(n->operands.size(), kMostVisited));
      rest.insert(rest.end(), std::reverse_iterator(last), std::reverse_iterator(first));
    }
  }
  return out;
}

// What one expectation asks of the program: where its outputs begin.
struct Asked {
  size_t output = 0;  // is true, is false
  std::vector<std::pair<std::string, size_t>> numbers;
};

// Tests share a program, and those of one instant run as rows of one table: were there a program or
// a table for each, tests times columns would be made. But each row gets what all tests of its
// program ask for, so that there may not be too many of both.
constexpr size_t kTestsOfAProgram = 1'024;
constexpr size_t kAnswersOfAProgram = size_t{1} << 21;  // tests times what they ask for
constexpr int64_t kEventsOfATable = 100'000;
constexpr size_t kTypesOfATable = 30'000;

class Runner {
 public:
  explicit Runner(const api::Compiled& compiled)
      : compiled_(compiled), module_(compiled.module), zone_(api::ZoneOf(module_)) {}

  void Run(TestReport* report) {
    std::span<const check::Test> tests = module_.tests;
    while (!tests.empty()) {
      const auto some = Prepare(tests);
      RunPrepared(some, report);
      tests = tests.subspan(some.size());
    }
  }

 private:
  // Makes the program of the first ones of these tests; gives them.
  std::span<const check::Test> Prepare(std::span<const check::Test> tests) {
    ir::LowerOptions options;
    size_t outputs = 0, count = 0;
    asked_.clear();
    first_asked_.clear();
    while (count < std::min(tests.size(), kTestsOfAProgram)) {
      const check::Test& test = tests[count];
      first_asked_.push_back(asked_.size());
      for (const check::Test::Expect& expect : test.expects) Ask(expect, &options, &outputs);
      if (++count * outputs > kAnswersOfAProgram) break;
    }
    program_ = std::make_unique<api::RecordProgram>(module_, options);
    return tests.first(count);
  }

  void Ask(const check::Test::Expect& expect, ir::LowerOptions* options, size_t* outputs) {
    Asked& asked = asked_.emplace_back();
    if (!expect.condition.valid()) return;
    asked.output = *outputs;
    *outputs += 2;
    options->probes.push_back({expect.condition, std::nullopt});
    for (const auto& [name, id] : NamedNumbers(module_, expect.condition)) {
      options->probes.push_back({id, std::nullopt});
      asked.numbers.emplace_back(name, (*outputs)++);
    }
  }

  void RunPrepared(std::span<const check::Test> tests, TestReport* report) {
    const size_t first = report->cases.size();
    std::map<int64_t, std::vector<size_t>> by_instant;
    for (size_t k = 0; k < tests.size(); ++k) {
      const source::SourceFile& file = compiled_.sources->file(tests[k].span.file);
      TestReport::Case& result = report->cases.emplace_back();
      result.name = tests[k].name;
      result.file = file.path();
      result.line = file.PositionOf(tests[k].span.begin).line;
      by_instant[AsOfOf(tests[k], zone_)].push_back(k);
    }
    const auto result_of = [&](size_t k) { return &report->cases[first + k]; };
    for (const auto& [as_of, all] : by_instant) {
      for (std::span<const size_t> rest = all; !rest.empty();) {
        const auto some = TableOf(tests, rest);
        RunTable(tests, some, as_of, result_of);
        rest = rest.subspan(some.size());
      }
    }
  }

  // The first ones of these that are not too much for one table.
  static std::span<const size_t> TableOf(std::span<const check::Test> tests,
                                         std::span<const size_t> all) {
    int64_t events = 0;
    size_t types = 0, count = 0;
    for (const size_t k : all) {
      for (const auto& given : tests[k].events) events += given.count;
      types += tests[k].events.size();
      if (count > 0 && (events > kEventsOfATable || types > kTypesOfATable)) break;
      ++count;
    }
    return all.first(count);
  }

  template <class ResultOf>
  void RunTable(std::span<const check::Test> tests, std::span<const size_t> some, int64_t as_of,
                const ResultOf& result_of) {
    std::vector<api::Record> records;
    for (const size_t k : some) records.push_back(RecordOf(module_, tests[k], as_of, zone_));
    program_->RunAll(records, as_of, [&](size_t row, const api::RecordResult& got) {
      const check::Test& test = tests[some[row]];
      TestReport::Case* result = result_of(some[row]);
      size_t next = first_asked_[some[row]];
      for (const check::Test::Expect& expect : test.expects) {
        std::string failure = Judge(expect, asked_[next++], got);
        if (!failure.empty()) result->failures.push_back(std::move(failure));
      }
      result->passed = result->failures.empty();
    });
  }

  // Empty, or what was expected and what came.
  std::string Judge(const check::Test::Expect& expect, const Asked& asked,
                    const api::RecordResult& got) const {
    const std::string text(compiled_.sources->TextOf(expect.span));
    const std::string& stage = program_->plan().stages[got.stage];
    const std::string here =
        fmt::format("the stage is {}, the score is {}", stage, FormatPoints(got.score));
    if (expect.stage) {
      const auto wanted =
          static_cast<uint32_t>(*expect.stage + (expect.is_exit ? module_.ladder.size() : 0));
      return (wanted == got.stage) != expect.negated
                 ? ""
                 : fmt::format("expected {}, but {}", text, here);
    }
    if (got.outputs[asked.output] != 0) return "";
    std::string actual;
    for (const auto& [name, output] : asked.numbers) {
      if (name == "score") continue;  // in `here`
      const double value = got.outputs[output];
      actual += fmt::format("{} is {}, ", name, value);
    }
    const bool unknown = got.outputs[asked.output + 1] == 0;
    return fmt::format("expected {}, but {}{}{}", text,
                       unknown ? "that is unknown (something in it is missing); " : "", actual,
                       here);
  }

  const api::Compiled& compiled_;
  const Module& module_;
  types::Zone zone_;
  std::vector<Asked> asked_;         // all expectations of the prepared tests, in order
  std::vector<size_t> first_asked_;  // by prepared test
  std::unique_ptr<api::RecordProgram> program_;
};

Result<TestReport> RunTestsUnguarded(const std::string& path) {
  Result<api::Compiled> compiled = api::Compile(path);
  if (!compiled.ok()) return compiled.status();
  TestReport report;
  report.diagnostics = compiled->diagnostics;
  if (!report.diagnostics.has_errors()) Runner(*compiled).Run(&report);
  return report;
}

}  // namespace

Result<TestReport> RunTests(const std::string& path, Language) {
  return io::Guarded([&] { return RunTestsUnguarded(path); });
}

}  // namespace ripe
