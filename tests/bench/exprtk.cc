// W1 in ExprTk (header-only C++, MIT): one expression over bound variables, texts as strings. It
// has no missing values: NaN fails every comparison, as the language wants. The result is points *
// 8 + stage.
#include <cmath>
#include <exprtk.hpp>

#include "tests/bench/measure.h"
#include "tests/bench/one_lead.h"

namespace ripe::bench {
namespace {

constexpr const char* kW1 = R"(
var s := 20 * webinar_attended - 10 * (email_opens_30d == 0) + 40 * demo_requested + 30 * trial_started
  + min(10 * ebook_downloads, 30) + 15 * (pricing_views_30d >= 3) + min(page_views_30d, 20) + min(3 * email_clicks_30d, 15)
  + 10 * (industry == 'Software' or industry == 'Manufacturing' or industry == 'Finance' or industry == 'Healthcare' or industry == 'Telecom')
  + 5 * (country == 'KR' or country == 'US' or country == 'JP' or country == 'SG' or country == 'DE' or country == 'GB')
  + 10 * (company_size >= 200 and company_size <= 1000) + 15 * (company_size > 1000) - 5 * (company_size < 10)
  + 15 * ('VP' in title or 'Chief' in title or 'Director' in title or 'Head' in title)
  - 20 * ('Intern' in title or 'Student' in title)
  - 10 * personal_email - 50 * unsubscribed - 30 * email_bounced - 100 * is_competitor
  - 15 * (days_since_last_activity > 30) - 15 * (days_since_last_activity > 90)
  + 25 * (meetings_booked >= 1) + 10 * (inquiries >= 1) + 15 * (budget_usd >= 10000) + 10 * (budget_usd >= 100000)
  + 10 * authority_confirmed + 10 * need_confirmed + 10 * (timing_days <= 90) + 5 * (nps >= 9)
  + 30 * (invites >= 3 and messages >= 1000);
var bant := (budget_usd >= 10000) + authority_confirmed + need_confirmed + (timing_days <= 90);
var stage := 0;
if (is_competitor or unsubscribed) stage := 4;
else if (s >= 100 and bant >= 3) stage := 3;
else if (s >= 80 and (meetings_booked >= 1 or inquiries >= 1)) stage := 2;
else if (s >= 60) stage := 1;
s * 8 + stage
)";

constexpr std::array<const char*, 23> kNumbers = {"budget_usd",
                                                  "company_size",
                                                  "messages",
                                                  "days_since_last_activity",
                                                  "timing_days",
                                                  "email_opens_30d",
                                                  "email_clicks_30d",
                                                  "page_views_30d",
                                                  "pricing_views_30d",
                                                  "ebook_downloads",
                                                  "meetings_booked",
                                                  "inquiries",
                                                  "nps",
                                                  "invites",
                                                  "webinar_attended",
                                                  "demo_requested",
                                                  "trial_started",
                                                  "email_bounced",
                                                  "unsubscribed",
                                                  "is_competitor",
                                                  "personal_email",
                                                  "authority_confirmed",
                                                  "need_confirmed"};

struct Lead {
  std::array<double, kNumbers.size()> numbers;
  std::string title, industry, country;
};

Lead From(const W1Data& data, size_t i) {
  const HandLead l = data.Lead(i);
  const auto n = [](int32_t count) { return count == kMissingCount ? std::nan("") : count; };
  const auto b = [](bool yes) { return yes ? 1.0 : 0.0; };
  return {{l.budget_usd,
           n(l.company_size),
           n(l.messages),
           n(l.days_since_last_activity),
           n(l.timing_days),
           n(l.email_opens_30d),
           n(l.email_clicks_30d),
           n(l.page_views_30d),
           n(l.pricing_views_30d),
           n(l.ebook_downloads),
           n(l.meetings_booked),
           n(l.inquiries),
           n(l.nps),
           n(l.invites),
           b(l.webinar_attended),
           b(l.demo_requested),
           b(l.trial_started),
           b(l.email_bounced),
           b(l.unsubscribed),
           b(l.is_competitor),
           b(l.personal_email),
           b(l.authority_confirmed),
           b(l.need_confirmed)},
          std::string(data.Text("title", i)),
          std::string(data.Text("industry", i)),
          std::string(data.Text("country", i))};
}

struct Compiled {
  explicit Compiled(Lead* lead) {
    for (size_t k = 0; k < kNumbers.size(); ++k)
      symbols.add_variable(kNumbers[k], lead->numbers[k]);
    symbols.add_stringvar("title", lead->title);
    symbols.add_stringvar("industry", lead->industry);
    symbols.add_stringvar("country", lead->country);
    expression.register_symbol_table(symbols);
    ::exprtk::parser<double> parser;
    if (!parser.compile(kW1, expression)) Fail("ExprTk: " + parser.error());
  }
  ::exprtk::symbol_table<double> symbols;
  ::exprtk::expression<double> expression;
};

}  // namespace

Peer MakeExprtk(const W1Data& data, size_t leads) {
  auto all = std::make_shared<std::vector<Lead>>();
  for (size_t i = 0; i < leads; ++i) all->push_back(From(data, i));
  auto bound = std::make_shared<Lead>();
  auto compiled = std::make_shared<Compiled>(bound.get());
  return {"exprtk",
          [all] {
            Lead lead = all->front();
            Compiled fresh(&lead);
            if (!std::isfinite(fresh.expression.value())) Fail("ExprTk: no result");
          },
          [all, bound, compiled](size_t i) {
            *bound = (*all)[i];
            const double result = compiled->expression.value(), score = std::floor(result / 8);
            return HandResult{static_cast<int32_t>(score),
                              static_cast<uint8_t>(result - score * 8)};
          }};
}

}  // namespace ripe::bench
