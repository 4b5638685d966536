// Parsing, checking, formatting, testing, explaining and dumping at once, again and again: each
// thread gets the bytes that one thread gets alone.
#include <catch2/catch.hpp>

#include "ripe/lead_scorer.h"
#include "tests/support/run.h"
#include "tests/threads/race.h"

namespace ripe::test {
namespace {

std::string Text(const Diagnostics& d, Diagnostics::Format format) {
  return d.Render(format, Language::kEnglish, false);
}

class Entries {
 public:
  static constexpr size_t kCount = 12;
  Entries() {
    good_ = dir_.Write("good.ripe", "use bant\n" + WideRules(8));
    bad_ = dir_.Write("bad.ripe", WideRules(2) + "title contians \"VP\" +15\nscore >> 3 => MQL\n");
    data_.leads = dir_.Write("l.csv", WideLeads(120));
    data_.events = {dir_.Write("e.csv", WideEvents(120))};
    data_.as_of = kWideAsOf;
  }

  // What entry `which` says, as one text. `threads` are its own.
  std::string Run(size_t which, unsigned threads) const {
    DataOptions data = data_;
    data.threads = threads;
    switch (which) {
      case 0:
        return Text(Check({.rules = {good_, bad_}})->diagnostics, Diagnostics::Format::kText);
      case 1:
        return Text(Check({.rules = {bad_}})->diagnostics, Diagnostics::Format::kSarif);
      case 2: {
        auto report = Check({.rules = {good_}, .data = data});
        std::string text = Text(report->diagnostics, Diagnostics::Format::kJson);
        for (const std::string& note : report->notes) text += note + "\n";
        return text;
      }
      case 3:
        return FormatRules(good_)->after;
      case 4: {
        auto report = FormatRules(bad_);
        return report->after + Text(report->diagnostics, Diagnostics::Format::kGithub);
      }
      case 5: {
        std::string text;
        auto report = RunTests(good_, Language::kEnglish);
        for (const auto& test : report->cases) {
          text += test.name + (test.passed ? " passed\n" : " failed\n");
          for (const std::string& failure : test.failures) text += failure + "\n";
        }
        return text;
      }
      case 6:
        return RenderText(*Explain({.rules = good_, .data = data, .id = "L0"}), Language::kKorean,
                          true);
      case 7:
        return RenderJson(*Explain({.rules = good_, .data = data, .id = "L427799"}));
      case 8:
        return Dump(good_, DumpStage::kAst)->text + Dump(bad_, DumpStage::kAst)->text;
      case 9:
        return Dump(good_, DumpStage::kPlan)->text + Dump(good_, DumpStage::kBound)->text;
      case 10: {
        auto llvm = Dump(good_, DumpStage::kLlvm);
        return llvm.ok() ? llvm->text : std::string(llvm.status().message());
      }
      default: {
        std::string pages;
        for (const std::string& code : DiagnosticCodes())
          pages += *ExplainCode(code, Language::kKorean);
        return pages + Version().time_zones;
      }
    }
  }

 private:
  TempDir dir_;
  std::string good_, bad_;
  DataOptions data_;
};

TEST_CASE("every entry at once, by many threads") {
  const Entries entries;
  std::vector<std::string> alone;
  for (size_t which = 0; which < Entries::kCount; ++which) {
    alone.push_back(entries.Run(which, 1));
    INFO("entry " << which);
    CHECK(alone.back().size() > 20);  // it says something
  }
  CHECK(AtOnce(8, [&](size_t t) -> std::string {
          for (size_t k = 0; k < Entries::kCount; ++k) {
            const size_t which = (k + 5 * t) % Entries::kCount;
            const std::string wrong = Parting(alone[which], entries.Run(which, 1 + t % 3));
            if (!wrong.empty()) return "entry " + std::to_string(which) + " " + wrong;
          }
          return {};
        }) == std::vector<std::string>());
}

}  // namespace
}  // namespace ripe::test
