// Reading events: which columns play which part, what becomes of every row, and the index from lead ids to rows.
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <map>
#include <random>

#include "runtime/io/rows.h"
#include "tests/io/support.h"
#include "tests/support/run.h"
#include "tests/support/shown.h"

namespace ripe::test {
namespace {

using io::EventRoles;
using io::RejectReason;
using io::Report;
using io::ValueType;

struct Events {
  Status status;
  std::vector<std::string> rows;  // "lead type time property..."
};
Events ReadAllEvents(const std::string& path, const io::LeadIndex& leads, io::EventSession* session, Report* report,
                     const std::vector<io::WantedProperty>& properties = {}, const std::string& event_id = "", size_t block_bytes = 0) {
  Events out;
  auto table = io::OpenTable({.path = path, .block_bytes = block_bytes});
  if (!table.ok()) return {table.status(), {}};
  Result<EventRoles> roles = io::FindEventRoles(**table, "id", event_id);
  if (!roles.ok()) return {roles.status(), {}};
  io::EventRequest request;
  request.roles = *roles;
  request.properties = properties;
  auto reader = io::ReadEvents(table->get(), request, &leads, session, report);
  if (!reader.ok()) return {reader.status(), {}};
  while (true) {
    auto chunk = (*reader)->Next();
    if (!chunk.ok()) return {chunk.status(), out.rows};
    if (!*chunk) return out;
    for (size_t i = 0; i < (*chunk)->rows; ++i) {
      std::string row = fmt::format("{} {} {}", (*chunk)->leads[i], session->type_names()[(*chunk)->types[i]], (*chunk)->times[i] / 1'000'000);
      for (const columns::Column& property : (*chunk)->properties) row += " " + Show(property, i);
      out.rows.push_back(row);
    }
  }
}

io::LeadIndex Leads(std::initializer_list<const char*> ids) {
  io::LeadIndex index;
  for (const char* id : ids) index.Insert(id);
  return index;
}

TEST_CASE("events become lead rows, type codes and instants") {
  const TempDir folder;
  const std::string path = folder.Write("e.csv",
                                        "lead_id,type,at,Page URL,seconds\n"
                                        "b,page_view,1970-01-01T00:00:10Z,/pricing,3\n"
                                        "a,email_open,20,,x\n"
                                        "zz,signup,30,,\n"
                                        "b,page_view,1970-01-01,/a,\n");
  io::EventSession session;
  Report report;
  const Events events = ReadAllEvents(path, Leads({"a", "b"}), &session, &report,
                                      {{"page_url", false, ValueType::kText}, {"seconds", false, ValueType::kNumber}, {"none", false, ValueType::kText}});
  REQUIRE(events.status.ok());
  CHECK(events.rows == std::vector<std::string>{"1 page_view 10 /pricing 3 none", "0 email_open 20 - - none", "1 page_view 0 /a - none"});
  CHECK(session.type_names() == std::vector<std::string>{"page_view", "email_open", "signup"});
  CHECK(report.events().rows == 4);
  CHECK(report.events().unknown_leads == 1);
  CHECK(report.events().used() == 3);
  REQUIRE(report.unreadable().size() == 1);
  CHECK(report.unreadable()[0].column == "seconds");
  CHECK(report.unreadable()[0].example_line == 3);
}

TEST_CASE("events without id, type or time are rejected") {
  const TempDir folder;
  const std::string path = folder.Write("e.csv", "lead_id,type,at\n,x,1\na,,1\na,x,\na,x,soon\na,x,5\n");
  io::EventSession session;
  Report report({.max_examples = 9});
  const Events events = ReadAllEvents(path, Leads({"a"}), &session, &report);
  CHECK(events.rows == std::vector<std::string>{"0 x 5"});
  REQUIRE(report.examples().size() == 4);
  CHECK(report.examples()[0].reason == RejectReason::kMissingId);
  CHECK(report.examples()[1].reason == RejectReason::kMissingType);
  CHECK(report.examples()[2].reason == RejectReason::kMissingTime);
  CHECK(report.examples()[3].reason == RejectReason::kBadTime);
  CHECK(report.examples()[3].line == 5);
  CHECK(report.examples()[3].column == 5);
  CHECK(io::RejectText(report.examples()[3]) == "the time \"soon\" cannot be read");
  CHECK(report.events().rejected == 4);
}

TEST_CASE("repeated event ids are dropped, over several files too") {
  const TempDir folder;
  const std::string one = folder.Write("1.csv", "lead_id,type,at,eid\na,x,1,e1\na,x,2,e1\na,x,3,\na,x,4,\n");
  const std::string two = folder.Write("2.csv", "lead_id,type,at,eid\na,y,5,e1\na,y,6,e2\n");
  io::EventSession session;
  Report report;
  const io::LeadIndex leads = Leads({"a"});
  CHECK(ReadAllEvents(one, leads, &session, &report, {}, "eid").rows == std::vector<std::string>{"0 x 1", "0 x 3", "0 x 4"});
  CHECK(ReadAllEvents(two, leads, &session, &report, {}, "eid").rows == std::vector<std::string>{"0 y 6"});
  CHECK(report.events().repeated_events == 2);
  CHECK(report.events().rows == 6);
  CHECK(ReadAllEvents(two, leads, &session, &report, {}, "key").status.code() == StatusCode::kUsage);
}

TEST_CASE("a repeated event is one, whoever's it is") {
  const TempDir folder;
  const std::string path = folder.Write("e.csv",
                                        "lead_id,type,at,eid\n"
                                        "zz,x,1,e1\n"
                                        "a,x,2,e1\n"
                                        "zz,x,3,e1\n"
                                        "zz,x,4,\n"
                                        "a,x,5,e2\n");
  io::EventSession session;
  Report report;
  const Events events = ReadAllEvents(path, Leads({"a"}), &session, &report, {}, "eid");
  REQUIRE(events.status.ok());
  CHECK(events.rows == std::vector<std::string>{"0 x 5"});
  CHECK(report.events().rows == 5);
  CHECK(report.events().repeated_events == 2);
  CHECK(report.events().unknown_leads == 2);
  CHECK(report.events().used() == 1);
}

TEST_CASE("hundreds of thousands of event ids are as many events, and each is known again") {
  const TempDir folder;
  constexpr size_t kIds = 300'000;
  std::string text = "lead_id,type,at,eid\n";
  // Alike but for their last digits, and numbers: what a weak hash would take for one another.
  for (size_t i = 0; i < kIds; ++i)
    text += i % 2 == 0 ? fmt::format("a,x,1,{}\n", i)
                       : fmt::format("a,x,1,hubspot-portal-12345-event-{:09}\n", i);
  const std::string path = folder.Write("e.csv", text);
  io::EventSession session;
  Report report;
  const io::LeadIndex leads = Leads({"a"});
  CHECK(ReadAllEvents(path, leads, &session, &report, {}, "eid").rows.size() == kIds);
  CHECK(report.events().repeated_events == 0);
  CHECK(ReadAllEvents(path, leads, &session, &report, {}, "eid").rows.empty());
  CHECK(report.events().repeated_events == kIds);
}

TEST_CASE("the columns' default names") {
  const TempDir folder;
  const auto roles_of = [&](const std::string& header, const std::string& lead_id = "id") {
    auto table = io::OpenTable({.path = folder.Write("e.csv", header + "\n")});
    REQUIRE(table.ok());
    const Result<EventRoles> roles = io::FindEventRoles(**table, lead_id, "");
    return roles.ok() ? fmt::format("{} {} {}", roles.value().lead, roles.value().type, roles.value().time) : fmt::format("error {}", static_cast<int>(roles.status().code()));
  };
  CHECK(roles_of("lead_id,type,at") == "0 1 2");
  CHECK(roles_of("timestamp,event,user_id") == "2 1 0");
  CHECK(roles_of("time,name,distinct_id") == "2 1 0");
  CHECK(roles_of("email,Event Type,Occurred At", "email") == "0 1 2");
  CHECK(roles_of("Lead ID,Type,At") == "0 1 2");
  CHECK(roles_of("id,lead_id,event,type,time,at") == "1 3 5");
  CHECK(roles_of("a,type,at") == "error 2");
  CHECK(roles_of("lead_id,a,at") == "error 2");
  CHECK(roles_of("lead_id,type,a") == "error 2");
  CHECK(roles_of("lead_id,type,type,at") == "error 2");
}

TEST_CASE("a property that fits two columns is an error") {
  const TempDir folder;
  const std::string path = folder.Write("e.csv", "lead_id,type,at,Page URL,page_url\n");
  io::EventSession session;
  Report report;
  CHECK(ReadAllEvents(path, Leads({"a"}), &session, &report, {{"page url", false, ValueType::kText}}).status.code() == StatusCode::kUsage);
  CHECK(ReadAllEvents(path, Leads({"a"}), &session, &report, {{"Page URL", true, ValueType::kText}}).status.ok());
}

TEST_CASE("distinct event types by a pass of their own") {
  const TempDir folder;
  auto table = io::OpenTable({.path = folder.Write("e.csv", "lead_id,type,at\na,x,1\nb,y,2\nc, ,3\nd,x\ne,Page View,4\n")});
  REQUIRE(table.ok());
  Result<std::vector<std::string>> types = (*table)->DistinctTexts(1);
  REQUIRE(types.ok());
  CHECK(*types == std::vector<std::string>{"x", "y", "Page View"});
  // The table can still be read.
  CHECK((*table)->OpenRows({0}).ok());
}

TEST_CASE("many events in small chunks") {
  const TempDir folder;
  std::string text = "lead_id,type,at\n";
  std::vector<std::string> expected;
  io::LeadIndex leads;
  for (int i = 0; i < 1000; ++i) leads.Insert(fmt::format("lead-{}", i));
  std::mt19937 random(5);
  for (int i = 0; i < 60000; ++i) {
    const int lead = static_cast<int>(random() % 1200);
    text += fmt::format("lead-{},t{},{}\n", lead, i % 9, i);
    if (lead < 1000) expected.push_back(fmt::format("{} t{} {}", lead, i % 9, i));
  }
  io::EventSession session;
  Report report;
  const Events events = ReadAllEvents(folder.Write("e.csv", text), leads, &session, &report, {}, "", 1000);
  REQUIRE(events.status.ok());
  CHECK((events.rows == expected));
  CHECK(report.events().used() == expected.size());
}

TEST_CASE("the lead index finds what was put in, and nothing else") {
  io::LeadIndex index;
  std::map<std::string, int32_t> expected;
  std::mt19937 random(3);
  for (int i = 0; i < 200000; ++i) {
    std::string id = fmt::format("{}", random() % 150000);
    if (i % 1000 == 0) id += std::string(random() % 3000, 'x');
    const auto [row, fresh] = index.Insert(id);
    const auto [it, inserted] = expected.emplace(id, row);
    REQUIRE(fresh == inserted);
    REQUIRE(it->second == row);
  }
  CHECK(index.size() == expected.size());
  std::vector<std::string_view> ids;
  std::vector<int32_t> rows;
  for (const auto& [id, row] : expected) {
    ids.push_back(id);
    rows.push_back(row);
    REQUIRE(index.id(static_cast<size_t>(row)) == id);
  }
  ids.push_back("absent");
  rows.push_back(-1);
  std::vector<int32_t> found(ids.size());
  index.FindAll(ids, found.data());
  CHECK((found == rows));
  CHECK(index.Find("") == -1);
  CHECK(index.Insert("").second);
  CHECK(index.Find("") == static_cast<int32_t>(expected.size()));
}

}  // namespace
}  // namespace ripe::test
