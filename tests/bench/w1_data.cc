// W1's columns from the raw files, and every other layout made from them.
#include "tests/bench/w1_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "runtime/columns/answers.h"
#include "runtime/columns/narrow.h"
#include "tests/bench/measure.h"

namespace ripe::bench {

using columns::Column;
using columns::Physical;

// Aligned for stores past the caches, and readable beyond the end for whole steps.
template <class T>
T* W1Data::Array(size_t count) {
  void* memory = std::aligned_alloc(64, (count * sizeof(T) + 4096) / 64 * 64);
  if (memory == nullptr) Fail("out of memory");
  memory_.emplace_back(memory);
  return static_cast<T*>(memory);
}

template <class Get>
const uint64_t* W1Data::Bits(const Get& get) {
  auto* bits = Array<uint64_t>(rows_ / 64 + 1);
  for (size_t w = 0; w < rows_ / 64; ++w) {
    uint64_t word = 0;
    for (size_t k = 0; k < 64; ++k) word |= static_cast<uint64_t>(get(w * 64 + k) ? 1 : 0) << k;
    bits[w] = word;
  }
  bits[rows_ / 64] = 0;
  return bits;
}

W1Data::W1Data(Folder* folder, size_t rows) : rows_(rows), schema_(folder->Schema()) {
  for (const check::Schema::Column& column : schema_.leads) {
    const Column raw = folder->ColumnOf(column.name);
    Named& named = named_[column.name];
    const auto copy = [&]<class To, class From>(const From* from, To) {
      To* to = Array<To>(rows_);
      std::copy_n(from, rows_, to);
      return static_cast<const To*>(to);
    };
    if (raw.physical == Physical::kI32) {
      named.i32 = raw.as<int32_t>();
      const auto [low, high] = std::minmax_element(named.i32, named.i32 + rows_);
      if (*low >= INT16_MIN && *high <= INT16_MAX) {
        named.i16 = copy(named.i32, int16_t{});
      }
      if (*low >= INT8_MIN && *high <= INT8_MAX) {
        named.i8 = copy(named.i32, int8_t{});
      }
      named.known = raw.valid;
      if (raw.valid != nullptr)
        named.known_bits = Bits([&](size_t i) { return raw.valid[i] != 0; });
    } else if (raw.physical == Physical::kF64) {
      named.f64 = raw.as<double>();
      named.known_bits = Bits([&](size_t i) { return !std::isnan(named.f64[i]); });
    } else if (raw.physical == Physical::kYesNo8) {
      named.yesno = raw.as<uint8_t>();
      named.bits = Bits([&](size_t i) { return named.yesno[i] == 1; });
      if (std::find(named.yesno, named.yesno + rows_, 2) != named.yesno + rows_) {
        named.known_bits = Bits([&](size_t i) { return named.yesno[i] != 2; });
      }
    } else {
      named.code = raw.as<uint8_t>();
      named.dictionary = raw.dictionary;
    }
  }
  codes_ = MakeW1Codes(folder->Lines("title.txt"), folder->Lines("industry.txt"),
                       folder->Lines("country.txt"));
}

template <class T>
const T* W1Data::As(const std::string& name) const {
  const auto found = named_.find(name);
  const Named* named = found == named_.end() ? nullptr : &found->second;
  const T* values = nullptr;
  if constexpr (std::is_same_v<T, int32_t>) values = named == nullptr ? nullptr : named->i32;
  if constexpr (std::is_same_v<T, int16_t>) values = named == nullptr ? nullptr : named->i16;
  if constexpr (std::is_same_v<T, int8_t>) values = named == nullptr ? nullptr : named->i8;
  if (values == nullptr)
    Fail(
        fmt::format("the kernel needs {} as integers of {} bytes; the data has no such column, or "
                    "larger values",
                    name, sizeof(T)));
  return values;
}

template <class Small, class Medium>
W1Columns<Small, Medium> W1Data::Hand() const {
  W1Columns<Small, Medium> c;
  c.rows = rows_;
  c.company_size = As<int32_t>("company_size");
  c.messages = As<int32_t>("messages");
  c.days_since_last_activity = As<Medium>("days_since_last_activity");
  c.timing_days = As<Medium>("timing_days");
  const std::pair<const Small**, const char*> small[] = {
      {&c.email_opens_30d, "email_opens_30d"},
      {&c.email_clicks_30d, "email_clicks_30d"},
      {&c.page_views_30d, "page_views_30d"},
      {&c.pricing_views_30d, "pricing_views_30d"},
      {&c.ebook_downloads, "ebook_downloads"},
      {&c.meetings_booked, "meetings_booked"},
      {&c.inquiries, "inquiries"},
      {&c.nps, "nps"},
      {&c.invites, "invites"}};
  for (const auto& [to, name] : small) *to = As<Small>(name);
  const std::pair<const uint64_t**, const char*> bits[] = {
      {&c.webinar_attended, "webinar_attended"}, {&c.demo_requested, "demo_requested"},
      {&c.trial_started, "trial_started"},       {&c.email_bounced, "email_bounced"},
      {&c.unsubscribed, "unsubscribed"},         {&c.is_competitor, "is_competitor"},
      {&c.personal_email, "personal_email"},     {&c.authority_confirmed, "authority_confirmed"},
      {&c.need_confirmed, "need_confirmed"}};
  for (const auto& [to, name] : bits) *to = named_.at(name).bits;
  const std::pair<const uint64_t**, const char*> known[] = {
      {&c.company_size_valid, "company_size"},
      {&c.budget_usd_valid, "budget_usd"},
      {&c.timing_days_valid, "timing_days"},
      {&c.nps_valid, "nps"},
      {&c.authority_confirmed_valid, "authority_confirmed"},
      {&c.need_confirmed_valid, "need_confirmed"}};
  for (const auto& [to, name] : known) *to = named_.at(name).known_bits;
  c.budget_usd = named_.at("budget_usd").f64;
  c.title = named_.at("title").code;
  c.industry = named_.at("industry").code;
  c.country = named_.at("country").code;
  return c;
}
template W1Arrow W1Data::Hand<int32_t, int32_t>() const;
template W1Narrow W1Data::Hand<int8_t, int16_t>() const;

columns::LeadChunk W1Data::Chunk(const ir::Plan& plan, Shape shape) const {
  columns::LeadChunk chunk{.rows = rows_};
  for (const check::Field& field : plan.fields) {
    const auto found = named_.find(field.name);
    if (found == named_.end()) Fail(fmt::format("the data has no column {}", field.name));
    const Named& named = found->second;
    Column column;
    if (named.f64 != nullptr) {
      column = {.physical = Physical::kF64, .data = named.f64};
    } else if (named.code != nullptr) {
      column = {.physical = Physical::kCode8, .data = named.code, .dictionary = named.dictionary};
    } else if (named.yesno != nullptr && shape != Shape::kArrow) {
      column = {.physical = Physical::kYesNo8, .data = named.yesno};
    } else if (named.yesno != nullptr) {
      column = {.physical = Physical::kYesNoBits,
                .data = named.bits,
                .valid = reinterpret_cast<const uint8_t*>(named.known_bits),
                .valid_bits = true};
    } else {
      column.physical = Physical::kI32;
      column.data = named.i32;
      column.valid_bits = shape == Shape::kArrow;
      column.valid =
          column.valid_bits ? reinterpret_cast<const uint8_t*>(named.known_bits) : named.known;
    }
    chunk.columns.push_back(column);
  }
  if (shape == Shape::kNarrow) return columns::Narrow(chunk);
  return chunk;
}

HandLead W1Data::Lead(size_t row) const {
  const auto count = [&](const char* name) {
    const Named& named = named_.at(name);
    return named.known != nullptr && named.known[row] == 0 ? kMissingCount : named.i32[row];
  };
  const auto yes = [&](const char* name) { return named_.at(name).yesno[row] == 1; };
  return {.budget_usd = named_.at("budget_usd").f64[row],
          .company_size = count("company_size"),
          .messages = count("messages"),
          .days_since_last_activity = count("days_since_last_activity"),
          .timing_days = count("timing_days"),
          .email_opens_30d = count("email_opens_30d"),
          .email_clicks_30d = count("email_clicks_30d"),
          .page_views_30d = count("page_views_30d"),
          .pricing_views_30d = count("pricing_views_30d"),
          .ebook_downloads = count("ebook_downloads"),
          .meetings_booked = count("meetings_booked"),
          .inquiries = count("inquiries"),
          .nps = count("nps"),
          .invites = count("invites"),
          .title = named_.at("title").code[row],
          .industry = named_.at("industry").code[row],
          .country = named_.at("country").code[row],
          .webinar_attended = yes("webinar_attended"),
          .demo_requested = yes("demo_requested"),
          .trial_started = yes("trial_started"),
          .email_bounced = yes("email_bounced"),
          .unsubscribed = yes("unsubscribed"),
          .is_competitor = yes("is_competitor"),
          .personal_email = yes("personal_email"),
          .authority_confirmed = yes("authority_confirmed"),
          .need_confirmed = yes("need_confirmed")};
}

std::string_view W1Data::Text(const std::string& name, size_t row) const {
  const Named& named = named_.at(name);
  return named.code[row] == 0 ? std::string_view() : named.dictionary->at(named.code[row] - 1U);
}

std::vector<std::string> W1Data::Values(const std::string& name) const {
  const columns::Dictionary& dictionary = *named_.at(name).dictionary;
  std::vector<std::string> values;
  for (size_t i = 0; i < dictionary.size(); ++i) values.emplace_back(dictionary.at(i));
  return values;
}

columns::LeadChunk Slice(const columns::LeadChunk& chunk, size_t begin, size_t rows) {
  columns::LeadChunk slice = chunk;
  slice.rows = rows;
  slice.first_row = chunk.first_row + begin;
  for (Column& column : slice.columns) {
    const bool bits = column.physical == Physical::kYesNoBits;
    column.data = column.as<char>() + (bits ? begin / 8 : begin * columns::SizeOf(column.physical));
    if (column.valid != nullptr) column.valid += column.valid_bits ? begin / 8 : begin;
  }
  return slice;
}

}  // namespace ripe::bench
