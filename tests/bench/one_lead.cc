// One lead at a time. The record of Ripe's engines lies still and is filled with each lead in turn:
// that copy is part of what is measured.
#include "tests/bench/one_lead.h"

#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>

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

class Ours {
 public:
  Ours(const W1Data& data, const Engine& engine) {
    plan_ = Compile("w1.ripe", &data.schema());
    chunk_ = data.Chunk(*plan_, Shape::kBytes);
    chunk_.rows = 1;
    for (size_t f = 0; f < plan_->fields.size(); ++f)
      Point(plan_->fields[f].name, &chunk_.columns[f]);
    program_ = interp::Program::Make(plan_, {.fields = interp::LayoutOf(chunk_.columns)});
    if (engine.jit) AdoptJit(program_, {.one_row = true, .optimize = engine.optimize});
    params_ = program_->Resolve(kAsOf, types::Zone::Utc());
    scratch_ = std::make_unique<interp::Scratch>(program_);
    for (const char* stage : kHandStages) {
      stage_of_.push_back(static_cast<uint8_t>(
          std::find(plan_->stages.begin(), plan_->stages.end(), stage) - plan_->stages.begin()));
    }
  }
  void Score(const Record& record) {
    record_ = record;
    interp::Score(params_, chunk_, nullptr, {.units = &units_, .stage8 = &stage_}, scratch_.get());
  }
  void MustBe(const HandResult& want) const {
    MustEqual("one lead's score", units_ * params_.unit, want.score * 1000);
    MustEqual("one lead's stage", stage_, stage_of_[want.stage]);
  }
  int32_t units() const { return units_; }

 private:
  void Point(const std::string& name, Column* column) {
    HandLead& l = record_.lead;
    const std::map<std::string, std::pair<const void*, const uint8_t*>> places = {
        {"budget_usd", {&l.budget_usd, nullptr}},
        {"company_size", {&l.company_size, &record_.company_size_known}},
        {"messages", {&l.messages, nullptr}},
        {"days_since_last_activity", {&l.days_since_last_activity, nullptr}},
        {"timing_days", {&l.timing_days, &record_.timing_days_known}},
        {"email_opens_30d", {&l.email_opens_30d, nullptr}},
        {"email_clicks_30d", {&l.email_clicks_30d, nullptr}},
        {"page_views_30d", {&l.page_views_30d, nullptr}},
        {"pricing_views_30d", {&l.pricing_views_30d, nullptr}},
        {"ebook_downloads", {&l.ebook_downloads, nullptr}},
        {"meetings_booked", {&l.meetings_booked, nullptr}},
        {"inquiries", {&l.inquiries, nullptr}},
        {"nps", {&l.nps, &record_.nps_known}},
        {"invites", {&l.invites, nullptr}},
        {"title", {&l.title, nullptr}},
        {"industry", {&l.industry, nullptr}},
        {"country", {&l.country, nullptr}},
        {"webinar_attended", {&l.webinar_attended, nullptr}},
        {"demo_requested", {&l.demo_requested, nullptr}},
        {"trial_started", {&l.trial_started, nullptr}},
        {"email_bounced", {&l.email_bounced, nullptr}},
        {"unsubscribed", {&l.unsubscribed, nullptr}},
        {"is_competitor", {&l.is_competitor, nullptr}},
        {"personal_email", {&l.personal_email, nullptr}},
        {"authority_confirmed", {&record_.authority_confirmed, nullptr}},
        {"need_confirmed", {&record_.need_confirmed, nullptr}}};
    const auto found = places.find(name);
    if (found == places.end()) Fail(fmt::format("the record has no field {}", name));
    column->data = found->second.first;
    column->valid = found->second.second;
  }

  std::shared_ptr<const ir::Plan> plan_;
  columns::LeadChunk chunk_;
  std::shared_ptr<const interp::Program> program_;
  ir::Params params_;
  std::unique_ptr<interp::Scratch> scratch_;
  std::vector<uint8_t> stage_of_;
  Record record_{};
  int32_t units_ = 0;
  uint8_t stage_ = 0;
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
  std::vector<Contender> contenders;
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
                              sum += engine->units();
                            }
                            Keep(sum);
                          }});
  }
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
