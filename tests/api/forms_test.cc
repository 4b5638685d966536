// One set of leads and events in every form that files of text may have: another order of columns,
// a byte-order mark, other line ends, none behind the last line, blank lines, quotes, tabs, JSONL,
// UTF-16, gzip and zstd in several members, all events in one file or in several that each have a
// form of their own, some without an event or without a column that would be empty. Scores, counts
// and stages must be those of two plain CSV files, held or worked off in parts, in blocks and
// threads of any size and number.
#include <fmt/format.h>
#include <iconv.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "ripe/ripe.h"
#include "tests/support/golden.h"
#include "tests/support/run.h"

namespace ripe::test {
namespace {

using Cells = std::vector<std::string>;

class Random {
 public:
  explicit Random(uint32_t seed) : random_(seed) {}
  size_t Below(size_t n) { return random_() % n; }
  bool Chance(size_t percent) { return Below(100) < percent; }
  template <class T>
  const T& Any(const std::vector<T>& all) {
    return all[Below(all.size())];
  }
  std::vector<size_t> Order(size_t n) {
    std::vector<size_t> order(n);
    std::iota(order.begin(), order.end(), size_t{0});
    for (size_t i = n; i > 1; --i) std::swap(order[i - 1], order[Below(i)]);
    return order;
  }

 private:
  std::mt19937 random_;
};

std::string Gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

std::string Zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string Utf16(const std::string& text, bool big) {
  const iconv_t converter = iconv_open(big ? "UTF-16BE" : "UTF-16LE", "UTF-8");
  std::string out(text.size() * 4 + 4, '\0');
  char* source = const_cast<char*>(text.data());
  char* target = out.data();
  size_t left = text.size(), room = out.size();
  REQUIRE(iconv(converter, &source, &left, &target, &room) == 0);
  iconv_close(converter);
  out.resize(out.size() - room);
  return (big ? "\xfe\xff" : "\xff\xfe") + out;
}

std::string CsvCell(const std::string& cell, char delimiter, bool quote) {
  const std::string special = std::string("\"\r\n") + delimiter;
  if (!quote && cell.find_first_of(special) == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

// `plain`: as simple as files come.
std::string Csv(Random* random, const std::vector<Cells>& rows, char delimiter, bool plain) {
  const std::string end = plain ? "\n" : random->Any<std::string>({"\n", "\r\n", "\r"});
  std::string text;
  for (size_t r = 0; r < rows.size(); ++r) {
    if (!plain && random->Chance(8)) text += end;
    for (size_t c = 0; c < rows[r].size(); ++c) {
      if (c > 0) text += delimiter;
      text += CsvCell(rows[r][c], delimiter, !plain && random->Chance(15));
    }
    if (plain || r + 1 < rows.size() || random->Chance(50)) text += end;
  }
  if (plain) return text;
  const size_t mark = random->Below(6);
  return mark == 0   ? Utf16(text, false)
         : mark == 1 ? Utf16(text, true)
         : mark <= 3 ? "\xef\xbb\xbf" + text
                     : text;
}

std::string Jsonl(Random* random, const std::vector<Cells>& rows) {
  const std::string end = random->Chance(50) ? "\n" : "\r\n";
  std::string text = random->Chance(30) ? "\xef\xbb\xbf" : "";
  for (size_t r = 1; r < rows.size(); ++r) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (size_t c = 0; c < rows[r].size(); ++c) {
      const std::string& cell = rows[r][c];
      if (!cell.empty()) object[rows[0][c]] = cell;
      // The first row names all columns.
      if (cell.empty() && (r == 1 || random->Chance(30))) object[rows[0][c]] = nullptr;
    }
    text += object.dump();
    if (r + 1 < rows.size() || random->Chance(50)) text += end;
    if (random->Chance(5)) text += end;
  }
  return text;
}

// The file in some form, `name` with its extensions.
std::string WriteSome(Random* random, const TempDir& folder, std::string name,
                      const std::vector<Cells>& rows) {
  std::vector<Cells> turned;
  const std::vector<size_t> order = random->Order(rows[0].size());
  for (const Cells& row : rows) {
    Cells& out = turned.emplace_back();
    for (const size_t c : order) out.push_back(row[c]);
  }
  std::string text;
  const size_t kind = random->Below(rows.size() > 1 ? 5 : 3);
  if (kind <= 2) {
    name += kind == 0 ? ".tsv" : ".csv";
    text = Csv(random, turned, kind == 0 ? '\t' : ',', false);
  } else {
    name += ".jsonl";
    text = Jsonl(random, turned);
  }
  const size_t packed = random->Below(5);
  if (packed <= 1) {
    std::string out;
    for (size_t at = 0; at < text.size();) {
      const size_t n = 1 + random->Below(text.size());
      out += packed == 0 ? Gzip(text.substr(at, n)) : Zstd(text.substr(at, n));
      at += std::min(n, text.size() - at);
    }
    if (packed == 0 && random->Chance(30)) out += std::string(1 + random->Below(600), '\0');
    text = out;
    name += packed == 0 ? ".gz" : ".zst";
  }
  return folder.Write(name, text);
}

const char* const kRules =
    "field size: number missing 99\nfield title: text missing \"Select\"\nfield labels: tags\n"
    "field born: date\n"
    "event visit { n: number, place: text }\nevent buy { n: number }\nevent quiet\n"
    "size > 3 +1\ntitle has word \"CEO\" +2\nlabels contains \"한\" +4\nborn < 2000-01-01 +8\n"
    "visit in 30d +16 each up to 64\nsum of buy.n in 60d > 5 +128\n"
    "visit where place contains \"b\" in 90d +256\nquiet +512\nno event in 10d +1024\n"
    "visit after buy +2048\nscore >= 100 => MQL\n";

// Every row has an id, or none: what is rejected is so in each form.
std::vector<Cells> Leads(Random* random, size_t count) {
  std::vector<Cells> rows{{"id", "size", "title", "labels", "born", "more"}};
  for (size_t i = 0; i < count; ++i) {
    const size_t kind = random->Below(20);
    rows.push_back({kind == 0   ? ""
                    : kind == 1 ? "L0"
                                : fmt::format("L{}", i),
                    random->Any<std::string>({"", "1", "7", "1,200", "99", "many"}),
                    random->Any<std::string>({"", "CEO", "select", "a \"CEO\", b", "한\nCEO"}),
                    random->Any<std::string>({"", "한;b", "b,한", "c"}),
                    random->Any<std::string>({"", "1999-12-31", "2000. 1. 1.", "soon"}), "x"});
  }
  return rows;
}

std::vector<Cells> Events(Random* random, size_t count, size_t leads) {
  std::vector<Cells> rows{{"lead_id", "type", "at", "key", "n", "place", "more"}};
  for (size_t i = 0; i < count; ++i) {
    const size_t kind = random->Below(40);
    // Sums and places are in the first half alone, so that later files may lack their columns.
    const bool full = i < count / 2;
    rows.push_back({kind == 0 ? "" : fmt::format("L{}", random->Below(leads + leads / 4)),
                    kind == 1 ? "" : random->Any<std::string>({"visit", "visit", "buy", "quiet"}),
                    kind == 2   ? "soon"
                    : kind == 3 ? ""
                                : fmt::format("2026-{:02}-{:02}T0{}:30:00{}", 9 + random->Below(4),
                                              1 + random->Below(28), random->Below(10),
                                              random->Any<std::string>({"Z", "+09:00", ""})),
                    random->Chance(40) ? "" : fmt::format("k{}", random->Below(count)),
                    full ? random->Any<std::string>({"", "3", "2.5", "zz"}) : "",
                    full ? random->Any<std::string>({"", "a,b", "\"b\"", "한", "l\nb"}) : "", "y"});
  }
  return rows;
}

// All that a run says but for the places of what is wrong, which are the form's.
std::string Said(const ScoreRequest& request) {
  Result<ScoreReport> report = ScoreFile(request);
  REQUIRE(report.status().message() == "");
  REQUIRE_FALSE(report->diagnostics.has_errors());
  const ReadSummary& read = report->read;
  std::string out = ReadFile(request.output);
  out += fmt::format("{} {} {}\n{} {} {} {} {} {}\n", read.leads_read, read.leads_scored,
                     read.leads_rejected, read.events_read, read.events_used, read.events_rejected,
                     read.events_of_unknown_leads, read.events_repeated, read.events_after_as_of);
  for (const auto& [stage, leads] : report->by_stage) out += fmt::format("{} {}\n", stage, leads);
  return out;
}

// Sets a variable for a while.
class Setting {
 public:
  Setting(const char* name, const std::string& value) : name_(name) {
    setenv(name, value.c_str(), 1);
  }
  ~Setting() { unsetenv(name_); }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

 private:
  const char* name_;
};

TEST_CASE("the same leads and events in any form, in one file or several") {
  for (uint32_t seed = 0; seed < 120; ++seed) {
    Random random(seed);
    const TempDir folder;
    const std::vector<Cells> leads = Leads(&random, 1 + random.Below(60));
    const std::vector<Cells> events = Events(&random, random.Below(120), leads.size() - 1);
    ScoreRequest request;
    request.rules = folder.Write("rules.ripe", kRules);
    request.output = folder.File("out.csv");
    request.reasons = 2;
    request.data.as_of = "2026-11-20";
    if (seed % 3 != 0) request.data.event_id = "key";
    request.data.threads = 1;
    request.data.leads = folder.Write("plain-leads.csv", Csv(&random, leads, ',', true));
    request.data.events = {folder.Write("plain-events.csv", Csv(&random, events, ',', true))};
    const std::string expected = Said(request);

    request.data.leads = WriteSome(&random, folder, "leads", leads);
    request.data.events.clear();
    std::string names = request.data.leads;
    for (size_t at = 1, file = 0; file < 4; ++file) {
      const size_t rest = events.size() - at;
      const size_t n = file == 3 ? rest : random.Below(rest + 1);
      std::vector<Cells> some{events[0]};
      const auto from = events.begin() + static_cast<ptrdiff_t>(at);
      some.insert(some.end(), from, from + static_cast<ptrdiff_t>(n));
      at += n;
      const bool full = std::any_of(some.begin() + 1, some.end(), [](const Cells& row) {
        return !row[4].empty() || !row[5].empty();
      });
      if (!full && random.Chance(50)) {
        for (Cells& row : some) row.erase(row.begin() + 4, row.begin() + 6);
      }
      request.data.events.push_back(
          WriteSome(&random, folder, fmt::format("events{}", file), some));
      names += " " + request.data.events.back();
    }
    INFO("seed " << seed << ": " << names);
    for (const char* room : {"", "1000000"}) {
      const Setting set_room("RIPE_MEMORY_ROOM", *room == '\0' ? "0" : room);
      request.memory_limit = *room == '\0' ? 0 : 4'000'000'000;
      for (const unsigned threads : {1u, 3u}) {
        request.data.threads = threads;
        const Setting blocks("RIPE_BLOCK_BYTES",
                             fmt::format("{}", random.Below(3) == 0 ? 0 : 1 + random.Below(700)));
        INFO("room " << room << ", threads " << threads << ", blocks "
                     << std::getenv("RIPE_BLOCK_BYTES"));
        REQUIRE(Said(request) == expected);
      }
    }
  }
}

}  // namespace
}  // namespace ripe::test
