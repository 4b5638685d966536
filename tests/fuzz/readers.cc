// Targets `csv`, `jsonl`, `events` and `tables`. The first byte chooses delimiter, encoding,
// strictness and types; the rest is the file. Whatever the bytes: rows, rejects, notes and the
// first error do not depend on the size of blocks or on threads. `tables` reads Parquet and Arrow,
// whose library is not instrumented: broken files must end in words.
#include <fmt/format.h>

#include <array>

#include "compiler/source/unicode.h"
#include "runtime/io/reader.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/shown.h"

namespace ripe::fuzz {
namespace {

using io::ValueType;
using test::Counted;
using test::Said;
using test::Show;
constexpr std::array<ValueType, 6> kTypes = {ValueType::kText, ValueType::kNumber,
                                             ValueType::kTags, ValueType::kYesNo,
                                             ValueType::kDate, ValueType::kTime};
constexpr std::array<const char*, 8> kEncodings = {"",       "",         "",       "cp949",
                                                   "utf-16", "utf-16le", "latin1", "shift_jis"};

struct How {
  std::string format, delimiter, encoding;
  bool decoded = false;  // a decoder stands between file and text
  bool strict = false;
  unsigned types = 0;
};

// Nothing is lost: each row of the file is one that was seen, or counted among those left out.
void CheckCounts(const io::RowCounts& counts, uint64_t seen) {
  if (counts.used() != seen)
    Fail(fmt::format("{} rows, of which {} seen and {} used", counts.rows, seen, counts.used()));
}

// How a reading ended that did not come to its end. Under --strict what is wrong with the data
// comes in the order of the file. Other errors say nothing of what was read before; and where a
// decoder stands between, it may find its error before or after the header is found wanting.
std::string Ended(const How& how, const std::string& before, const io::Report& report,
                  const Status& status) {
  if (how.decoded) return "error\n";
  return status.code() == StatusCode::kData ? before + Said(report, status)
                                            : Said(io::Report(), status);
}

io::SourceOptions SourceOf(const std::string& path, const How& how, size_t block_bytes,
                           unsigned threads) {
  return {.path = path,
          .format = how.format,
          .delimiter = how.delimiter,
          .encoding = how.encoding,
          .reread = true,
          .block_bytes = block_bytes,
          .threads = threads};
}

std::string Leads(const std::string& path, const How& how, size_t block_bytes, unsigned threads) {
  io::Report report({.strict = how.strict, .max_examples = 1000});
  auto table = io::OpenTable(SourceOf(path, how, block_bytes, threads));
  if (!table.ok()) return Ended(how, "", report, table.status());
  std::string out;
  for (const io::ColumnInfo& column : (*table)->columns()) {
    Require(source::FindInvalidUtf8(column.name) == std::string::npos,
            "names of columns are UTF-8");
    out += column.name + ";";
  }
  Result<int> id = io::FindIdColumn(**table, "");
  if (!id.ok()) return Ended(how, out, report, id.status());
  auto distinct = (*table)->DistinctTexts(*id);
  if (!distinct.ok()) return Ended(how, "", report, distinct.status());
  out += fmt::format("{} ids\n", fmt::join(*distinct, "/"));
  io::LeadRequest request;
  request.id_column = *id;
  request.zone =
      types::Zone::Find(how.types % 2 == 0 ? "UTC" : "Asia/Seoul").value_or(types::Zone::Utc());
  const auto& columns = (*table)->columns();
  for (size_t c = 0; c < columns.size() && c < 12; ++c) {
    request.columns.push_back({static_cast<int>(c),
                               columns[c].type.value_or(kTypes[(c + how.types) % kTypes.size()]),
                               {}});
    if (c % 3 == 1) request.columns.back().missing = {std::string("n/a"), 0.0};
  }
  request.columns.push_back({-1, ValueType::kText, {}});
  io::LeadIndex index;
  auto reader = io::ReadLeads(table->get(), request, &index, &report);
  if (!reader.ok()) return Ended(how, out, report, reader.status());
  test::LeadRows rows(reader->get());
  const Status status = io::RunOrdered(&rows, threads);
  if (!status.ok()) return Ended(how, out, report, status);
  CheckCounts(report.leads(), rows.all().rows);
  return out + rows.all().text + Counted(report.leads()) + Said(report, status);
}

// The leads whose events are looked for.
void AddLeads(io::LeadIndex* leads) {
  for (const char* id : {"1", "2", "7", "a", "가나", "007"}) leads->Insert(id);
}

std::string Events(const std::string& path, const How& how, const io::LeadIndex& leads,
                   size_t block_bytes) {
  io::Report report({.strict = how.strict, .max_examples = 1000});
  auto table = io::OpenTable(SourceOf(path, how, block_bytes, 1));
  if (!table.ok()) return Ended(how, "", report, table.status());
  auto roles = io::FindEventRoles(**table, "id", how.types % 2 == 0 ? "" : "key");
  if (!roles.ok()) return Ended(how, "", report, roles.status());
  std::string out;
  auto types = (*table)->DistinctTexts(roles->type);
  if (!types.ok()) return Ended(how, "", report, types.status());
  out += fmt::format("{} types\n", fmt::join(*types, "/"));
  io::EventSession session;
  io::EventRequest request;
  request.roles = *roles;
  request.zone = types::Zone::Find("Asia/Seoul").value_or(types::Zone::Utc());
  request.properties = {{"url", false, ValueType::kText},
                        {"amount", false, ValueType::kNumber},
                        {"Done", true, ValueType::kYesNo},
                        {"when", false, how.types % 3 == 0 ? ValueType::kTime : ValueType::kDate}};
  auto reader = io::ReadEvents(table->get(), request, &leads, &session, &report);
  if (!reader.ok()) return Ended(how, out, report, reader.status());
  const std::string head = out;
  uint64_t seen = 0;
  while (true) {
    auto chunk = (*reader)->Next();
    // How many rows came before an error is nobody's business: none is used.
    if (!chunk.ok()) return Ended(how, head, report, chunk.status());
    if (!*chunk) break;
    seen += (*chunk)->rows;
    for (size_t i = 0; i < (*chunk)->rows; ++i) {
      Require((*chunk)->leads[i] >= -1 && (*chunk)->leads[i] < 6, "an event's lead is there");
      out += fmt::format("{} {} {}", (*chunk)->leads[i],
                         session.type_names().at((*chunk)->types[i]), (*chunk)->times[i]);
      for (const columns::Column& property : (*chunk)->properties) out += " " + Show(property, i);
      out += "\n";
    }
  }
  CheckCounts(report.events(), seen);
  return out + Counted(report.events()) + Said(report, Status());
}

How HowOf(unsigned options, const char* format, std::string_view bytes) {
  How how;
  how.format = format;
  how.encoding = kEncodings[options >> 2 & 7];
  how.strict = (options >> 5 & 1) != 0;
  how.types = options >> 6 | (options & 3);
  if (how.format == "csv") how.delimiter = std::array{"", ";", "tab", "|"}[options & 3];
  // Also where the first bytes say UTF-16, gzip or zstd.
  how.decoded = !how.encoding.empty();
  for (const std::string_view mark : {"\xff\xfe", "\xfe\xff", "\x1f\x8b", "\x28\xb5\x2f\xfd"})
    how.decoded = how.decoded || bytes.starts_with(mark);
  return how;
}

void RunLeads(std::string_view input, const char* format) {
  const unsigned options = TakeOptions(&input);
  const How how = HowOf(options, format, input);
  const MemoryFile file(input);
  const std::string whole = Leads(file.path(), how, 0, 1);
  RequireSame(whole, Leads(file.path(), how, 7, 1), "rows do not depend on the size of blocks");
  // Threads are dear: by the input's size, some of the time.
  if (input.size() % 4 == 0)
    RequireSame(whole, Leads(file.path(), how, 40, 3), "rows do not depend on threads");
}

}  // namespace

void RunCsv(std::string_view input) { RunLeads(input, "csv"); }
void RunJsonl(std::string_view input) { RunLeads(input, "jsonl"); }

void RunEvents(std::string_view input) {
  const unsigned options = TakeOptions(&input);
  const How how = HowOf(options, input.starts_with('{') ? "jsonl" : "csv", input);
  io::LeadIndex leads;
  AddLeads(&leads);
  const MemoryFile file(input);
  const std::string whole = Events(file.path(), how, leads, 0);
  RequireSame(whole, Events(file.path(), how, leads, 9),
              "events do not depend on the size of blocks");
}

void RunTables(std::string_view input) {
  const unsigned options = TakeOptions(&input);
  How how;
  how.format = std::array{"parquet", "arrow", "arrows"}[(options & 3) % 3];
  how.types = options >> 3;
  const MemoryFile file(input);
  if ((options & 4) == 0) {
    RequireSame(Leads(file.path(), how, 0, 1), Leads(file.path(), how, 0, 2),
                "rows do not depend on threads");
    return;
  }
  io::LeadIndex leads;
  AddLeads(&leads);
  RequireSame(Events(file.path(), how, leads, 0), Events(file.path(), how, leads, 0),
              "a file says the same twice");
}

}  // namespace ripe::fuzz
