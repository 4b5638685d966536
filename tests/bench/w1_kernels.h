// W1 written by hand in C++: what an expert would write for these 30 rules alone, the opponent that
// Ripe is measured against. One kernel over columns in two layouts: Arrow's (int32 counts, validity
// bitmaps, yes/no bitmaps) and narrow (counts in the fewest bytes that hold the data), and one for
// a single lead in a struct. Texts are dictionary codes of one byte in both (code c is value c - 1
// of the dictionary, 0 is missing).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ripe::bench {

enum HandStage : uint8_t { kLead, kMql, kSal, kSql, kDisqualified };
inline constexpr std::array<const char*, 5> kHandStages = {"Lead", "MQL", "SAL", "SQL",
                                                           "Disqualified"};

// Which codes are in a rule's list: bit c % 8 of byte c / 8 for code c.
using CodeSet = std::array<uint8_t, 32>;
struct W1Codes {
  CodeSet senior, junior, industry, country;
};
// From the dictionaries' values: title contains any of ..., industry and country in ....
W1Codes MakeW1Codes(const std::vector<std::string>& titles,
                    const std::vector<std::string>& industries,
                    const std::vector<std::string>& countries);
inline bool Has(const CodeSet& set, uint8_t code) { return (set[code / 8] >> (code % 8) & 1) != 0; }

// Bitmaps: the first row in the lowest bit; 8 bytes readable from each multiple of 64 rows on. All
// arrays are readable to the next multiple of 64 rows.
template <class Small, class Medium>
struct W1Columns {
  size_t rows = 0;
  const int32_t *company_size, *messages;
  const Medium *days_since_last_activity, *timing_days;
  const Small *email_opens_30d, *email_clicks_30d, *page_views_30d, *pricing_views_30d,
      *ebook_downloads, *meetings_booked, *inquiries, *nps, *invites;
  const double* budget_usd;
  const uint8_t *title, *industry, *country;
  const uint64_t *webinar_attended, *demo_requested, *trial_started, *email_bounced, *unsubscribed,
      *is_competitor, *personal_email, *authority_confirmed, *need_confirmed;
  const uint64_t *company_size_valid, *budget_usd_valid, *timing_days_valid, *nps_valid,
      *authority_confirmed_valid, *need_confirmed_valid;
};
using W1Arrow = W1Columns<int32_t, int32_t>;
using W1Narrow = W1Columns<int8_t, int16_t>;

// Rows [begin, end) of the columns; begin is a multiple of 64. With AVX-512 where the machine has
// it, else compiled as it stands.
void HandW1(const W1Arrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage);
void HandW1(const W1Narrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage);
// "AVX-512" or "plain C++".
const char* HandW1Kind();
bool HasAvx512();

// One lead. Missing: kMissingCount, NaN, code 0; a yes/no that is missing is no.
inline constexpr int32_t kMissingCount = INT32_MIN;
struct HandLead {
  double budget_usd;
  int32_t company_size, messages, days_since_last_activity, timing_days, email_opens_30d,
      email_clicks_30d, page_views_30d, pricing_views_30d, ebook_downloads, meetings_booked,
      inquiries, nps, invites;
  uint8_t title, industry, country;
  bool webinar_attended, demo_requested, trial_started, email_bounced, unsubscribed, is_competitor,
      personal_email, authority_confirmed, need_confirmed;
};
struct HandResult {
  int32_t score;
  uint8_t stage;
};
HandResult HandOne(const HandLead& lead, const W1Codes& codes);

// The same, rows one by one; w1_kernels_avx512.cc uses it for the last rows.
namespace plain {
void HandW1(const W1Arrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage);
void HandW1(const W1Narrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage);
}  // namespace plain
namespace avx512 {
void HandW1(const W1Arrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage);
void HandW1(const W1Narrow& columns, const W1Codes& codes, size_t begin, size_t end, int32_t* score,
            uint8_t* stage);
}  // namespace avx512

}  // namespace ripe::bench
