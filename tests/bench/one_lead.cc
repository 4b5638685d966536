// One lead at a time. The record of Ripe's engines is filled with each lead in turn, which is part
// of what is measured; beside it what scoring the bound record alone takes.
#include "tests/bench/one_lead.h"

#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "runtime/interp/row.h"
#include "tests/bench/measure.h"
#include "tests/bench/rules.h"

namespace ripe::bench {
namespace {

using columns::Column;
using columns::Physical;

constexpr size_t kLeads = 4096;

// A lead in the record's form: a yes/no has 2 for missing, a count a byte that says whether it is
// known.
struct Record {
  HandLead lead;
  uint8_t authority_confirmed, need_confirmed;
  uint8_t company_size_known, timing_days_known, nps_known;
};

// The record of RowRunner, filled field by field from the host's own struct; texts are codes of a
// dictionary whose entries were prepared once, as a host would keep them.
class Ours {
 public:
  Ours(const W1Data& data, const Engine& engine) : plan_(Compile("w1.ripe", &data.schema())) {
    const auto program = interp::Program::Make(plan_, interp::RowRunner::LayoutFor(*plan_));
    if (engine.jit) AdoptJit(program, {.one_row = true, .optimize = engine.optimize});
    runner_ =
        std::make_unique<interp::RowRunner>(program, program->Resolve(kAsOf, types::Zone::Utc()));
    for (size_t s = 0; s < stage_of_.size(); ++s) {
      stage_of_[s] = static_cast<uint16_t>(
          std::find(plan_->stages.begin(), plan_->stages.end(), kHandStages[s]) -
          plan_->stages.begin());
    }
    for (uint32_t f = 0; f < plan_->fields.size(); ++f) fields_[plan_->fields[f].name] = f;
    title_ = Texts(data, "title");
    industry_ = Texts(data, "industry");
    country_ = Texts(data, "country");
    Find({"budget_usd", "company_size", "messages", "days_since_last_activity", "timing_days",
          "email_opens_30d", "email_clicks_30d", "page_views_30d", "pricing_views_30d",
          "ebook_downloads", "meetings_booked", "inquiries", "nps", "invites"},
         &numbers_);
    Find({"webinar_attended", "demo_requested", "trial_started", "email_bounced", "unsubscribed",
          "is_competitor", "personal_email", "authority_confirmed", "need_confirmed"},
         &yes_nos_);
    Find({"title", "industry", "country"}, &texts_);
  }
  void Score(const Record& record) {
    const HandLead& l = record.lead;
    interp::RowRunner& row = *runner_;
    row.SetNumber(numbers_[0], l.budget_usd);
    Count(1, l.company_size, record.company_size_known);
    row.SetNumber(numbers_[2], l.messages);
    row.SetNumber(numbers_[3], l.days_since_last_activity);
    Count(4, l.timing_days, record.timing_days_known);
    row.SetNumber(numbers_[5], l.email_opens_30d);
    row.SetNumber(numbers_[6], l.email_clicks_30d);
    row.SetNumber(numbers_[7], l.page_views_30d);
    row.SetNumber(numbers_[8], l.pricing_views_30d);
    row.SetNumber(numbers_[9], l.ebook_downloads);
    row.SetNumber(numbers_[10], l.meetings_booked);
    row.SetNumber(numbers_[11], l.inquiries);
    Count(12, l.nps, record.nps_known);
    row.SetNumber(numbers_[13], l.invites);
    const std::array<uint8_t, 9> yes = {
        l.webinar_attended,   l.demo_requested, l.trial_started,  l.email_bounced,
        l.unsubscribed,       l.is_competitor,  l.personal_email, record.authority_confirmed,
        record.need_confirmed};
    for (size_t k = 0; k < yes.size(); ++k) {
      if (yes[k] == 2) {
        row.SetMissing(yes_nos_[k]);
      } else {
        row.SetYesNo(yes_nos_[k], yes[k] == 1);
      }
    }
    row.SetText(texts_[0], title_[l.title]);
    row.SetText(texts_[1], industry_[l.industry]);
    row.SetText(texts_[2], country_[l.country]);
    row.Score();
  }
  // Again, of the record as it is.
  void ScoreAgain() { runner_->Score(); }
  void MustBe(const HandResult& want) const {
    MustEqual("one lead's score", runner_->score(), want.score * 1000);
    MustEqual("one lead's stage", runner_->stage(), stage_of_[want.stage]);
  }
  int64_t score() const { return runner_->score(); }

 private:
  void Count(size_t k, int32_t value, bool known) {
    if (known) return runner_->SetNumber(numbers_[k], value);
    runner_->SetMissing(numbers_[k]);
  }
  void Find(std::initializer_list<const char*> names, std::vector<uint32_t>* fields) {
    for (const char* name : names) {
      const auto found = fields_.find(name);
      if (found == fields_.end()) Fail(fmt::format("the rules have no field {}", name));
      fields->push_back(found->second);
    }
  }
  // By code; 0 is missing.
  std::vector<interp::RowRunner::Text> Texts(const W1Data& data, const std::string& name) {
    const uint32_t field = fields_.at(name);
    std::vector<interp::RowRunner::Text> texts(1);
    for (const std::string& value : data.Values(name))
      texts.push_back(runner_->Prepare(field, value));
    return texts;
  }

  std::shared_ptr<const ir::Plan> plan_;
  std::unique_ptr<interp::RowRunner> runner_;
  std::map<std::string, uint32_t> fields_;
  std::vector<uint32_t> numbers_, yes_nos_, texts_;
  std::vector<interp::RowRunner::Text> title_, industry_, country_;
  std::array<uint16_t, 5> stage_of_{};
};

// Has the compiler believe that the value is used, so that no call can be left out.
void Keep(int64_t value) { asm volatile("" : : "r"(value) : "memory"); }

std::vector<Record> Records(const W1Data& data) {
  std::vector<Record> records;
  for (size_t i = 0; i < kLeads; ++i) {
    const HandLead lead = data.Lead(i);
    const auto known = [](int32_t count) {
      return static_cast<uint8_t>(count == kMissingCount ? 0 : 1);
    };
    records.push_back({lead, lead.authority_confirmed, lead.need_confirmed,
                       known(lead.company_size), known(lead.timing_days), known(lead.nps)});
  }
  return records;
}

}  // namespace

std::vector<Peer> MakePeers([[maybe_unused]] const W1Data& data, [[maybe_unused]] size_t leads) {
  std::vector<Peer> peers;
#if defined(RIPE_BENCH_EXPRTK)
  peers.push_back(MakeExprtk(data, leads));
#endif
#if defined(RIPE_BENCH_LUAJIT)
  peers.push_back(MakeLuaJit(data, leads));
#endif
  return peers;
}

void RunOneLead(const W1Data& data, int rounds) {
  const std::vector<Record> records = Records(data);
  std::vector<HandResult> want;
  for (const Record& record : records) want.push_back(HandOne(record.lead, data.codes()));
  std::vector<Contender> contenders, again;
  contenders.push_back({"hand-written", [&] {
                          int64_t sum = 0;
                          for (const Record& record : records)
                            sum += HandOne(record.lead, data.codes()).score;
                          Keep(sum);
                        }});
  std::vector<std::unique_ptr<Ours>> ours;
  for (const Engine& kind : Engines()) {
    ours.push_back(std::make_unique<Ours>(data, kind));
    Ours* engine = ours.back().get();
    for (size_t i = 0; i < kLeads; ++i) {
      engine->Score(records[i]);
      engine->MustBe(want[i]);
    }
    contenders.push_back({kind.name, [&records, engine] {
                            int64_t sum = 0;
                            for (const Record& record : records) {
                              engine->Score(record);
                              sum += engine->score();
                            }
                            Keep(sum);
                          }});
    again.push_back({kind.name, [engine] {
                       int64_t sum = 0;
                       for (size_t i = 0; i < kLeads; ++i) {
                         engine->ScoreAgain();
                         sum += engine->score();
                       }
                       Keep(sum);
                     }});
  }
  Compare("one_lead.bound", kLeads, rounds, Clock::kThread, again);
  const std::vector<Peer> peers = MakePeers(data, kLeads);
  for (const Peer& peer : peers) {
    for (size_t i = 0; i < kLeads; ++i) {
      const HandResult got = peer.score(i);
      MustEqual(fmt::format("{}'s score of lead {}", peer.engine, i), got.score, want[i].score);
      MustEqual(fmt::format("{}'s stage of lead {}", peer.engine, i), got.stage, want[i].stage);
    }
    contenders.push_back({peer.engine, [&peer] {
                            int64_t sum = 0;
                            for (size_t i = 0; i < kLeads; ++i) sum += peer.score(i).score;
                            Keep(sum);
                          }});
    std::vector<double> seconds;
    for (int round = 0; round < rounds; ++round) seconds.push_back(Seconds(peer.compile));
    Note("first_score.warm", peer.engine, 1, seconds);
  }
  Compare("one_lead", kLeads, rounds, Clock::kThread, contenders);
}

void PrintLeads(const W1Data& data, size_t leads) {
  const std::shared_ptr<const ir::Plan> plan = Compile("w1.ripe", &data.schema());
  const columns::LeadChunk chunk = data.Chunk(*plan, Shape::kBytes);
  for (size_t i = 0; i < leads; ++i) {
    nlohmann::json lead;
    for (size_t f = 0; f < plan->fields.size(); ++f) {
      const Column& column = chunk.columns[f];
      nlohmann::json& value = lead[plan->fields[f].name];
      if (column.physical == Physical::kCode8) {
        if (column.as<uint8_t>()[i] != 0) value = data.Text(plan->fields[f].name, i);
      } else if (column.physical == Physical::kYesNo8) {
        if (column.as<uint8_t>()[i] != 2) value = column.as<uint8_t>()[i] == 1;
      } else if (column.physical == Physical::kF64) {
        if (column.as<double>()[i] == column.as<double>()[i]) value = column.as<double>()[i];
      } else if (column.known(i)) {
        value = column.as<int32_t>()[i];
      }
    }
    const HandResult want = HandOne(data.Lead(i), data.codes());
    fmt::print(
        "{}\n",
        nlohmann::json{{"lead", lead}, {"score", want.score}, {"stage", kHandStages[want.stage]}}
            .dump());
  }
}

}  // namespace ripe::bench
