// See race.h.
#include "tests/threads/race.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <latch>
#include <thread>

namespace ripe::test {

std::vector<std::string> AtOnce(size_t threads, const std::function<std::string(size_t)>& work) {
  std::vector<std::string> said(threads);
  std::latch ready(static_cast<std::ptrdiff_t>(threads));
  std::vector<std::thread> all;
  for (size_t t = 0; t < threads; ++t) {
    all.emplace_back([&, t] {
      ready.arrive_and_wait();
      try {
        said[t] = work(t);
      } catch (const std::exception& e) {
        said[t] = fmt::format("thrown: {}", e.what());
      }
    });
  }
  for (std::thread& thread : all) thread.join();
  said.erase(std::remove(said.begin(), said.end(), std::string()), said.end());
  return said;
}

std::string Parting(const std::string& want, const std::string& got) {
  if (want == got) return {};
  const size_t at = static_cast<size_t>(
      std::mismatch(want.begin(), want.end(), got.begin(), got.end()).first - want.begin());
  const size_t from = at < 40 ? 0 : at - 40;
  return fmt::format("parts at byte {} of {} and {}: want \"{}\", got \"{}\"", at, want.size(),
                     got.size(), want.substr(from, 120),
                     from < got.size() ? got.substr(from, 120) : "");
}

std::string WideRules(size_t rules) {
  std::string text =
      "field title, mail, country: text missing \"Select\"\n"
      "field size: number\n"
      "field joined: date\n"
      "event visit { page: text }\n"
      "event demo\n\n"
      "group fit up to 40 {\n"
      "  title has word any of (\"CEO\", \"VP\") or title contains \"대표\" +15 \"Decision "
      "maker\"\n"
      "  size in 200 to 1000 +10\n"
      "  mail matches /@[a-m]/ +3\n"
      "}\n"
      "group engagement up to 60 {\n"
      "  visit in 90d +2 each up to 30 halving every 30d\n"
      "  visit where page contains \"/pricing\" in 14d +5 each up to 25\n"
      "  no demo in 30d -10\n"
      "}\n"
      "joined in 400d +1\n";
  for (size_t r = 0; r < rules; ++r) {
    text += r % 2 == 0
                ? fmt::format("size >= {} and size < {} +{}\n", r * 7, r * 7 + 400, r % 5 + 1)
                : fmt::format("country = \"c{}\" -{}\n", r % 40, r % 4 + 1);
  }
  text +=
      "require mail or country for MQL\n"
      "score >= 20 => MQL\n"
      "MQL and demo in 60d => SQL\n"
      "test \"a decision maker\" {\n"
      "  given title = \"VP Sales\", mail = \"x@z.kr\"\n"
      "  expect fit = 15\n"
      "}\n";
  return text;
}

namespace {

struct WideLead {
  std::string id, title, mail, country, size, joined;
};
// A lead's values: some missing, some that need quotes, ids in the order of no sort.
WideLead LeadAt(size_t i) {
  const std::vector<std::string> titles = {"VP Sales", "Clerk",      "",
                                           "대표이사", "ceo, owner", "Select"};
  const size_t mixed = (i * 2'654'435'761U) % 1'000'003;
  return {.id = fmt::format("L{}", mixed),
          .title = titles[i % titles.size()],
          .mail = i % 7 == 0 ? "" : fmt::format("p{}@{}.com", i, static_cast<char>('a' + i % 26)),
          .country = fmt::format("c{}", mixed % 50),
          .size = i % 9 == 0 ? "" : fmt::format("{}", mixed % 1500),
          .joined = fmt::format("202{}-0{}-1{}", i % 6, i % 9 + 1, i % 10)};
}

}  // namespace

std::string WideLeads(size_t leads) {
  std::string text = "id,title,mail,country,size,joined\n";
  for (size_t i = 0; i < leads; ++i) {
    const WideLead l = LeadAt(i);
    text +=
        fmt::format("{},\"{}\",{},{},{},{}\n", l.id, l.title, l.mail, l.country, l.size, l.joined);
  }
  return text;
}

std::string WideLeadsJsonl(size_t leads) {
  std::string text;
  for (size_t i = 0; i < leads; ++i) {
    const WideLead l = LeadAt(i);
    text += fmt::format(
        R"({{"id":"{}","title":"{}","mail":"{}","country":"{}","size":{},"joined":"{}"}})", l.id,
        l.title, l.mail, l.country, l.size.empty() ? "null" : l.size, l.joined);
    text += '\n';
  }
  return text;
}

std::string WideEvents(size_t leads) {
  std::string text = "lead_id,type,at,page\n";
  for (size_t i = 0; i < leads * 3; ++i) {
    text += fmt::format("{},{},2026-{:02}-{:02}T0{}:00:00Z,{}\n", LeadAt(i * 7 % leads).id,
                        i % 4 == 0 ? "demo" : "visit", i % 11 + 1, i % 19 + 1, i % 10,
                        i % 3 == 0 ? "/pricing/a" : "\"/a,b\"");
  }
  return text;
}

}  // namespace ripe::test
