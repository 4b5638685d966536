// Files of leads that are read more than once within a memory limit, and change meanwhile: whoever
// reads them again finds that out, and says which file, instead of giving one lead's events to
// another.
#include <catch2/catch.hpp>
#include <deque>

#include "compiler/ir/lower.h"
#include "runtime/api/compile.h"
#include "runtime/api/dataset.h"
#include "runtime/api/partitioned.h"
#include "runtime/api/read_all.h"
#include "runtime/api/run_profile.h"
#include "runtime/api/spilled.h"
#include "tests/support/run.h"

namespace ripe::api {
namespace {

const char* const kRules =
    "field size: number\nevent visit\nsize > 3 +1\nvisit in 90d +1 each up to 5\n";
const char* const kLeads = "id,size\nann,5\nbob,1\nann,9\ncid,7\n";
// The same size each, so that only what stands there tells.
const char* const kOther = "id,size\nann,5\nbob,1\nann,9\ndan,7\n";
const char* const kSwapped = "id,size\nbob,5\nann,1\nann,9\ncid,7\n";

// All that a run has before it reads.
struct Opened {
  test::TempDir dir;
  std::string leads;
  std::unique_ptr<Dataset> data;
  Compiled compiled;
  types::Zone zone;
  std::unique_ptr<Scorer> scorer;
  RunProfile profile;
  io::Report report{{}};

  explicit Opened(const std::string& text = kLeads) : leads(dir.Write("leads.csv", text)) {
    DataOptions options;
    options.leads = leads;
    options.events = {
        dir.Write("events.csv", "lead_id,type,at\nbob,visit,2026-11-01\nzoe,visit,2026-11-01\n")};
    options.as_of = "2026-11-20";
    data = std::move(Dataset::Open(options, true).value());
    compiled = std::move(Compile(dir.Write("rules.ripe", kRules), &data->schema()).value());
    REQUIRE_FALSE(compiled.diagnostics.has_errors());
    zone = ZoneOf(compiled.module);
    scorer = std::make_unique<Scorer>(std::make_shared<const ir::Plan>(ir::Lower(compiled.module)),
                                      as_of(), zone);
    scorer->Profile(profile.clock(), false);
  }
  int64_t as_of() const { return data->AsOf(ZoneOf(compiled.module)).value(); }
  // In place: the same file, other bytes.
  void Change(const std::string& text) const { dir.Write("leads.csv", text); }
  Status Pass(io::LeadNumbers* numbers) {
    auto reader = data->ReadLeads(compiled.module, zone, numbers, false, &report);
    return reader.ok() ? PassLeads(reader->get(), 1, profile.clock()) : reader.status();
  }
};

void CheckChanged(const Opened& o, const Status& status) {
  CHECK(status.code() == StatusCode::kIo);
  CHECK(status.message() == o.leads +
                                ": the file has changed while it was read; it is read more than "
                                "once, so run this again when nobody writes to it.");
}

TEST_CASE("leads in parts that change between the passes") {
  // What stands in another order is found out only within a part, where it would matter.
  for (const char* text :
       {kOther, "id,size\nann,5\nbob,1\n", "id,size\nann,5\nbob,1\nann,9\ncid,7\ncid,7\n"}) {
    INFO(text);
    Opened o;
    const MemoryBudget budget(2'000'000'000, 1);
    PartitionedLeads parts(o.data.get(), o.compiled.module, o.zone, o.as_of(), 1, budget,
                           o.scorer.get());
    REQUIRE(parts.PartIds().ok());
    const auto same = parts.Numbers(nullptr);
    CHECK(o.Pass(same.get()).ok());
    CHECK(parts.AtEnd(*same).ok());
    REQUIRE(parts.FoldEvents(&o.report).ok());
    CHECK(o.report.events().unknown_leads == 1);
    o.Change(text);
    AnswerQueue answers;
    const auto numbers = parts.Numbers(&answers);
    const Status read = o.Pass(numbers.get());
    CheckChanged(o, read.ok() ? parts.AtEnd(*numbers) : read);
  }
}

TEST_CASE("a lead in parts becomes another one of the same part") {
  std::string other;
  for (int n = 0; other.empty(); ++n) {
    const std::string name = "x" + std::to_string(n);
    if (PartitionOf(io::LeadIndex::Hash(name)) == PartitionOf(io::LeadIndex::Hash("cid")))
      other = name;
  }
  Opened o;
  const MemoryBudget budget(2'000'000'000, 1);
  PartitionedLeads parts(o.data.get(), o.compiled.module, o.zone, o.as_of(), 1, budget,
                         o.scorer.get());
  REQUIRE(parts.PartIds().ok());
  o.Change("id,size\nann,5\nbob,1\nann,9\n" + other + ",7\n");
  const auto numbers = parts.Numbers(nullptr);
  CheckChanged(o, o.Pass(numbers.get()));
}

TEST_CASE("leads of an index that change before they are read again") {
  for (const char* text : {kOther, kSwapped, "id,size\nann,5\nbob,1\n"}) {
    INFO(text);
    Opened o;
    io::LeadIndex index;
    io::IndexNumbers first(&index);
    REQUIRE(o.Pass(&first).ok());
    REQUIRE(index.size() == 3);
    io::SameNumbers same(&index);
    CHECK(o.Pass(&same).ok());
    CHECK(same.AtEnd(o.leads).ok());
    o.Change(text);
    io::SameNumbers again(&index);
    const Status read = o.Pass(&again);
    CheckChanged(o, read.ok() ? again.AtEnd(o.leads) : read);
  }
}

}  // namespace
}  // namespace ripe::api
