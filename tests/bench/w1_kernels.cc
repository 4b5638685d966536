// W1 by hand without intrinsics: one lead in a struct, the loop for machines without AVX-512, and
// the choice between the two kernels.
#include "tests/bench/w1_kernels.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace ripe::bench {
namespace {

// One lead's score and stage. Conditions become 0 or 1 and are multiplied, so nothing branches on
// the data.
inline HandResult Rules(const HandLead& l, const W1Codes& codes) {
  const auto in = [](const CodeSet& set, uint8_t code) {
    return static_cast<int32_t>(set[code / 8] >> (code % 8) & 1);
  };
  const int32_t budget = l.budget_usd >= 10'000,
                timing = (l.timing_days <= 90) & (l.timing_days != kMissingCount);
  int32_t s = 20 * l.webinar_attended + 40 * l.demo_requested + 30 * l.trial_started -
              10 * l.personal_email - 50 * l.unsubscribed - 30 * l.email_bounced -
              100 * l.is_competitor;
  s -= 10 * (l.email_opens_30d == 0);
  s += 10 * std::min(l.ebook_downloads, 3) + std::min(l.page_views_30d, 20) +
       3 * std::min(l.email_clicks_30d, 5);
  s += 15 * (l.pricing_views_30d >= 3);
  s += 10 * in(codes.industry, l.industry) + 5 * in(codes.country, l.country);
  s += 15 * in(codes.senior, l.title) - 20 * in(codes.junior, l.title);
  s += 10 * ((l.company_size >= 200) & (l.company_size <= 1000)) + 15 * (l.company_size > 1000) -
       5 * ((l.company_size < 10) & (l.company_size != kMissingCount));
  s -= 15 * (l.days_since_last_activity > 30) + 15 * (l.days_since_last_activity > 90);
  const int32_t met = l.meetings_booked >= 1, asked = l.inquiries >= 1;
  s += 25 * met + 10 * asked + 15 * budget + 10 * (l.budget_usd >= 100'000);
  s += 10 * l.authority_confirmed + 10 * l.need_confirmed + 10 * timing + 5 * (l.nps >= 9);
  s += 30 * ((l.invites >= 3) & (l.messages >= 1000));
  const int32_t bant = budget + l.authority_confirmed + l.need_confirmed + timing;
  uint8_t stage = s >= 60 ? kMql : kLead;
  stage = (s >= 80) & (met | asked) ? static_cast<uint8_t>(kSal) : stage;
  stage = (s >= 100) & (bant >= 3) ? static_cast<uint8_t>(kSql) : stage;
  stage = l.is_competitor | l.unsubscribed ? static_cast<uint8_t>(kDisqualified) : stage;
  return {s, stage};
}

template <class Columns>
HandLead Row(const Columns& c, size_t i) {
  const auto bit = [i](const uint64_t* bits) { return (bits[i / 64] >> (i % 64) & 1) != 0; };
  HandLead l;
  l.budget_usd = bit(c.budget_usd_valid) ? c.budget_usd[i] : -1;
  l.company_size = bit(c.company_size_valid) ? c.company_size[i] : kMissingCount;
  l.messages = c.messages[i];
  l.days_since_last_activity = c.days_since_last_activity[i];
  l.timing_days = bit(c.timing_days_valid) ? c.timing_days[i] : kMissingCount;
  l.email_opens_30d = c.email_opens_30d[i];
  l.email_clicks_30d = c.email_clicks_30d[i];
  l.page_views_30d = c.page_views_30d[i];
  l.pricing_views_30d = c.pricing_views_30d[i];
  l.ebook_downloads = c.ebook_downloads[i];
  l.meetings_booked = c.meetings_booked[i];
  l.inquiries = c.inquiries[i];
  l.nps = bit(c.nps_valid) ? c.nps[i] : kMissingCount;
  l.invites = c.invites[i];
  l.title = c.title[i];
  l.industry = c.industry[i];
  l.country = c.country[i];
  l.webinar_attended = bit(c.webinar_attended);
  l.demo_requested = bit(c.demo_requested);
  l.trial_started = bit(c.trial_started);
  l.email_bounced = bit(c.email_bounced);
  l.unsubscribed = bit(c.unsubscribed);
  l.is_competitor = bit(c.is_competitor);
  l.personal_email = bit(c.personal_email);
  l.authority_confirmed = bit(c.authority_confirmed) && bit(c.authority_confirmed_valid);
  l.need_confirmed = bit(c.need_confirmed) && bit(c.need_confirmed_valid);
  return l;
}

template <class Columns>
void Rows(const Columns& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
          uint8_t* stage) {
  for (size_t i = begin; i < end; ++i) {
    const HandResult result = Rules(Row(columns, i), codes);
    score[i] = result.score;
    stage[i] = result.stage;
  }
}

template <class Match>
CodeSet SetOf(const std::vector<std::string>& values, std::initializer_list<std::string_view> list,
              const Match& match) {
  CodeSet set{};
  for (size_t v = 0; v < values.size(); ++v) {
    const bool any = std::any_of(list.begin(), list.end(),
                                 [&](std::string_view word) { return match(values[v], word); });
    if (any) set[(v + 1) / 8] |= static_cast<uint8_t>(1 << ((v + 1) % 8));
  }
  return set;
}

}  // namespace

W1Codes MakeW1Codes(const std::vector<std::string>& titles,
                    const std::vector<std::string>& industries,
                    const std::vector<std::string>& countries) {
  const auto contains = [](const std::string& value, std::string_view word) {
    return value.find(word) != std::string::npos;
  };
  const auto equals = [](const std::string& value, std::string_view word) { return value == word; };
  return {
      .senior = SetOf(titles, {"VP", "Chief", "Director", "Head"}, contains),
      .junior = SetOf(titles, {"Intern", "Student"}, contains),
      .industry = SetOf(industries,
                        {"Software", "Manufacturing", "Finance", "Healthcare", "Telecom"}, equals),
      .country = SetOf(countries, {"KR", "US", "JP", "SG", "DE", "GB"}, equals)};
}

HandResult HandOne(const HandLead& lead, const W1Codes& codes) { return Rules(lead, codes); }

namespace plain {
void HandW1(const W1Arrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage) {
  Rows(columns, codes, begin, end, score, stage);
}
void HandW1(const W1Narrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage) {
  Rows(columns, codes, begin, end, score, stage);
}
}  // namespace plain

bool HasAvx512() {
#if defined(RIPE_BENCH_AVX512)
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
#else
  return false;
#endif
}
const char* HandW1Kind() { return HasAvx512() ? "AVX-512" : "plain C++"; }

namespace {
template <class Columns>
void Choose(const Columns& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage) {
#if defined(RIPE_BENCH_AVX512)
  static const bool has = HasAvx512();
  if (has) return avx512::HandW1(columns, codes, begin, end, score, stage);
#endif
  plain::HandW1(columns, codes, begin, end, score, stage);
}
}  // namespace

void HandW1(const W1Arrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage) {
  Choose(columns, codes, begin, end, score, stage);
}
void HandW1(const W1Narrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage) {
  Choose(columns, codes, begin, end, score, stage);
}

}  // namespace ripe::bench
