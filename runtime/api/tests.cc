// `test` blocks: each is a lead of its own, scored by the same Plan and engine as files; its
// expectations are probes of that Plan.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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
  record.fields.resize(module.fields.size());
  for (const auto& given : test.fields) {
    record.fields[given.field.value] =
        GivenCell(module.fields[given.field.value], given.values, zone);
  }
  for (const auto& given : test.events) {
    api::RecordEvent event;
    event.type = module.event_types[given.type.value].name;
    event.time = as_of - given.ago_seconds * types::kMicrosPerSecond;
    event.properties.resize(module.properties.size());
    for (const auto& [property, value] : given.properties) {
      event.properties[property.value] =
          api::LiteralCell(value, module.properties[property.value].type, zone);
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

// The numbers that an expectation names (score, groups, checklists), each once, for "fit is 30".
void NamedNumbers(const Module& module, check::ExprId id, std::set<uint32_t>* seen,
                  std::vector<std::pair<std::string, check::ExprId>>* out) {
  if (!seen->insert(id.value).second) return;
  const check::Expr& e = module.expr(id);
  const auto add = [&](const std::string& name) {
    if (std::none_of(out->begin(), out->end(), [&](const auto& o) { return o.first == name; }))
      out->emplace_back(name, id);
  };
  if (std::holds_alternative<check::ScoreValue>(e.node)) add("score");
  if (const auto* g = std::get_if<check::GroupValue>(&e.node))
    add(module.groups[g->group.value].name);
  if (const auto* c = std::get_if<check::ChecklistValue>(&e.node))
    add(module.checklists[c->checklist.value].name);
  if (const auto* n = std::get_if<check::NotCondition>(&e.node))
    NamedNumbers(module, n->operand, seen, out);
  if (const auto* n = std::get_if<check::ArithValue>(&e.node)) {
    NamedNumbers(module, n->left, seen, out);
    NamedNumbers(module, n->right, seen, out);
  }
  if (const auto* n = std::get_if<check::CompareCondition>(&e.node)) {
    NamedNumbers(module, n->left, seen, out);
    NamedNumbers(module, n->right, seen, out);
  }
  if (const auto* n = std::get_if<check::RangeCondition>(&e.node)) {
    NamedNumbers(module, n->value, seen, out);
  }
  if (const auto* n = std::get_if<check::LogicCondition>(&e.node)) {
    for (check::ExprId operand : n->operands) NamedNumbers(module, operand, seen, out);
  }
}

// What one expectation asks of the program: where its outputs begin.
struct Asked {
  size_t output = 0;  // is true, is false
  std::vector<std::pair<std::string, size_t>> numbers;
};

// Tests share a program: making one costs about what running it does, and each run computes what
// all of them expect, so that neither few nor all of thousands may have one.
constexpr size_t kTestsOfAProgram = 32;

class Runner {
 public:
  explicit Runner(const api::Compiled& compiled)
      : compiled_(compiled), module_(compiled.module), zone_(api::ZoneOf(module_)) {}

  void Run(TestReport* report) {
    std::span<const check::Test> tests = module_.tests;
    while (!tests.empty()) {
      const auto some = tests.first(std::min(tests.size(), kTestsOfAProgram));
      Prepare(some);
      RunPrepared(some, report);
      tests = tests.subspan(some.size());
    }
  }

 private:
  // Makes the program of these tests.
  void Prepare(std::span<const check::Test> tests) {
    ir::LowerOptions options;
    size_t outputs = 0;
    asked_.clear();
    for (const check::Test& test : tests) {
      for (const check::Test::Expect& expect : test.expects) {
        Asked asked;
        if (expect.condition.valid()) {
          asked.output = outputs;
          outputs += 2;
          options.probes.push_back({expect.condition, std::nullopt});
          std::set<uint32_t> seen;
          std::vector<std::pair<std::string, check::ExprId>> numbers;
          NamedNumbers(module_, expect.condition, &seen, &numbers);
          for (auto& [name, id] : numbers) {
            options.probes.push_back({id, std::nullopt});
            asked.numbers.emplace_back(std::move(name), outputs++);
          }
        }
        asked_.push_back(std::move(asked));
      }
    }
    program_ = std::make_unique<api::RecordProgram>(module_, options);
  }

  void RunPrepared(std::span<const check::Test> tests, TestReport* report) {
    size_t next = 0;
    for (const check::Test& test : tests) {
      const source::SourceFile& file = compiled_.sources->file(test.span.file);
      TestReport::Case result;
      result.name = test.name;
      result.file = file.path();
      result.line = file.PositionOf(test.span.begin).line;
      const int64_t as_of = AsOfOf(test, zone_);
      const api::RecordResult got = program_->Run(RecordOf(module_, test, as_of, zone_), as_of);
      for (const check::Test::Expect& expect : test.expects) {
        std::string failure = Judge(expect, asked_[next++], got);
        if (!failure.empty()) result.failures.push_back(std::move(failure));
      }
      result.passed = result.failures.empty();
      report->cases.push_back(std::move(result));
    }
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
  std::vector<Asked> asked_;  // all expectations of the prepared tests, in order
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
