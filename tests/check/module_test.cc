// What a file means, where no message shows it: the types of open names, what `EVENT_30d` is, whose declaration wins, what a rule counts.
#include <catch2/catch.hpp>

#include <filesystem>

#include "tests/check/harness.h"
#include "tests/support/golden.h"

namespace ripe::test {
namespace {

using check::EventQuantifier;
using check::Module;
using types::ValueType;

const check::Field* FieldOf(const Module& m, const std::string& name) {
  for (const check::Field& f : m.fields) {
    if (f.name == name) return &f;
  }
  return nullptr;
}

bool HasEvent(const Module& m, const std::string& name) {
  for (const check::EventType& e : m.event_types) {
    if (e.name == name) return true;
  }
  return false;
}

// The node of the first rule's condition.
template <class Node>
const Node* First(const Module& m) {
  return m.rules.empty() ? nullptr : std::get_if<Node>(&m.expr(m.rules[0].condition).node);
}

Checked Clean(const std::string& text, const std::map<std::string, std::string>& files = {}) {
  Checked checked = CheckText(text, files);
  INFO(text << "\n" << checked.rendered);
  REQUIRE(checked.clean());
  return checked;
}

}  // namespace

TEST_CASE("the line the project was asked for") {
  const Checked c = Clean("webinar_attended +20, no_email_open_30d -10, score>=60 => MQL\n");
  const Module& m = c.module;
  CHECK_FALSE(m.strict);
  CHECK(m.fields.empty());
  REQUIRE(m.event_types.size() == 2);
  CHECK(HasEvent(m, "webinar_attended"));
  CHECK(HasEvent(m, "email_open"));
  REQUIRE(m.rules.size() == 2);
  const auto& no = std::get<check::EventCondition>(m.expr(m.rules[1].condition).node);
  CHECK(no.quantifier == EventQuantifier::kAtMost);
  CHECK(no.count == 0);
  CHECK(no.term.window.far_seconds == 30 * 86'400);
  CHECK(m.rules[1].points == -10'000);
  REQUIRE(m.stage_rules.size() == 1);
  CHECK(m.ladder[m.stage_rules[0].stage].name == "MQL");
}

TEST_CASE("open columns take their types from their uses") {
  const Checked c = Clean(
      "seats > 3 +1\nplan = \"Pro\" +1\nvip = yes +1\nsignup >= 2026-01-01 +1\nrenewal in next 30d +1\nphone is known +1\n"
      "budget >= cost +1\ncost > 10 +1\nlast_login in 30d +1\nlast_login >= 2026-01-01 +1\nx_30d > 3 +1\n");
  const Module& m = c.module;
  CHECK(FieldOf(m, "seats")->type == ValueType::kNumber);
  CHECK(FieldOf(m, "plan")->type == ValueType::kText);
  CHECK(FieldOf(m, "vip")->type == ValueType::kYesNo);
  CHECK(FieldOf(m, "signup")->type == ValueType::kDate);
  CHECK(FieldOf(m, "renewal")->type == ValueType::kTime);
  CHECK(FieldOf(m, "phone")->type == ValueType::kText);
  CHECK(FieldOf(m, "budget")->type == ValueType::kNumber);
  CHECK(FieldOf(m, "last_login")->type == ValueType::kTime);
  CHECK(FieldOf(m, "x_30d")->type == ValueType::kNumber);
  CHECK(m.event_types.empty());
}

TEST_CASE("types pass through defines") {
  const Checked c = Clean("define size = seats\ndefine least = 10\nsize >= least +1\ndefine engaged = visit\nengaged +5 each\n");
  CHECK(FieldOf(c.module, "seats")->type == ValueType::kNumber);
  CHECK(HasEvent(c.module, "visit"));
  CHECK(c.module.rules[1].kind == check::Rule::Kind::kPerEvent);
}

TEST_CASE("a bare name is a column where the data or a test says so, else an event") {
  CHECK(FieldOf(Clean("# columns: VIP\nvip +5\n").module, "vip")->type == ValueType::kYesNo);
  CHECK(HasEvent(Clean("# columns: seats\nvip +5\n").module, "vip"));
  CHECK(HasEvent(Clean("vip +5\n").module, "vip"));
  const Checked given = Clean("vip +5\ndemo +5\ntest \"t\" { given vip = yes, demo 1d ago\nexpect score = 10 }\n");
  CHECK(FieldOf(given.module, "vip")->type == ValueType::kYesNo);
  CHECK(HasEvent(given.module, "demo"));
}

TEST_CASE("EVENT_30d is a whole name where the data has it") {
  CHECK(FieldOf(Clean("# columns: opens_30d\nopens_30d +5\n").module, "opens_30d") != nullptr);
  CHECK(HasEvent(Clean("# events: opens_30d\nopens_30d +5\n").module, "opens_30d"));
  CHECK(HasEvent(Clean("# events: opens\nopens_30d +5\n").module, "opens"));
  // `no_show` is an event of the data: its window is meant, not the absence of `show`.
  const Checked c = Clean("# events: no_show\nno_show_30d -5\n");
  CHECK(HasEvent(c.module, "no_show"));
  CHECK(First<check::EventCondition>(c.module)->quantifier == EventQuantifier::kAtLeast);
  const Checked strict = Clean("event no_show, demo\ndefine seen = any of (demo, no_show)\nno_show_2w -5\nno_seen_48h -1\n");
  CHECK(First<check::EventCondition>(strict.module)->term.window.far_seconds == 14 * 86'400);
}

TEST_CASE("columns match by their key, to the letter in backticks") {
  const Checked c = Clean("# columns: Company Size, company-size\n`Company Size` > 3 +1\n");
  CHECK(FieldOf(c.module, "Company Size")->column == 0);
  CHECK(FieldOf(Clean("# columns: 회사 규모 number\n회사_규모 > 3 +1\n").module, "회사_규모")->column == 0);
}

TEST_CASE("a column with a type keeps it") {
  const Checked c = Clean("# columns: signup date\nsignup in 30d +1\n");
  CHECK(FieldOf(c.module, "signup")->type == ValueType::kDate);
  CHECK(CheckText("# columns: seats number\nseats = \"many\" +1\n").Has(diag::Id::kOtherWithText));
}

TEST_CASE("the file's own declarations win inside modules too") {
  const Checked c = Clean("use \"team.ripe\"\ndefine big = plan = \"Pro\"\nbigger +5\n",
                          {{"team.ripe", "define big = seats > 10\ndefine bigger = big\n"}});
  CHECK(FieldOf(c.module, "plan") != nullptr);
  CHECK(FieldOf(c.module, "seats") == nullptr);
  // A module may bring one that it changes; a diamond is no clash.
  Clean("use \"a.ripe\"\nuse \"b.ripe\"\nx +5\n", {{"a.ripe", "use \"b.ripe\"\ndefine x = seats > 3\n"}, {"b.ripe", "define x = seats > 1\n"}});
}

TEST_CASE("a module brings names, not rules, and does not make the file strict") {
  const Checked c = Clean("use \"m.ripe\"\nanything +5\n", {{"m.ripe", "field title: text\ntitle is known +5\nseats > 3 => MQL\nstages A > B\n"}});
  CHECK_FALSE(c.module.strict);
  CHECK(c.module.rules.size() == 1);
  CHECK(c.module.stage_rules.empty());
  CHECK(c.module.ladder.size() == 6);
  // Fields of modules are in only where rules look at them.
  CHECK(c.module.fields.empty());
}

TEST_CASE("what a rule with each counts, and what guards it") {
  const Checked c = Clean("vip = yes and page_view in 14d and no demo +2 each up to 10\nseats and vip = no +1 each\nvisit +8 halving every 30d\n");
  const auto& rules = c.module.rules;
  REQUIRE(rules.size() == 3);
  CHECK(rules[0].kind == check::Rule::Kind::kPerEvent);
  CHECK(std::get<check::LogicCondition>(c.module.expr(rules[0].condition).node).operands.size() == 2);
  CHECK(rules[0].up_to == 10'000);
  CHECK(rules[2].kind == check::Rule::Kind::kFadingOnce);
  CHECK_FALSE(rules[2].condition.valid());
  CHECK(rules[2].label == "visit");
  const Checked number = Clean("# columns: seats, vip\nseats +1 each\nvip and visit +1 each\n");
  CHECK(number.module.rules[0].kind == check::Rule::Kind::kPerUnit);
  CHECK(FieldOf(number.module, "vip")->type == ValueType::kYesNo);
}

TEST_CASE("where on a set applies to all its members") {
  const Checked c = Clean("define seen = any of (visit where url contains \"/a\", demo)\nseen where seconds > 3 in 7d +1\n");
  const auto* e = First<check::EventCondition>(c.module);
  REQUIRE(e != nullptr);
  const auto& members = c.module.cls(e->term.events).members;
  REQUIRE(members.size() == 2);
  CHECK(std::holds_alternative<check::LogicCondition>(c.module.expr(members[0].where).node));
  CHECK(std::holds_alternative<check::CompareCondition>(c.module.expr(members[1].where).node));
}

TEST_CASE("constants stand on the right; a time compares with dates") {
  const Checked c = Clean("field at: time\n2026-01-01 <= at +1\nat in (2026-01-01, 2026-01-02) +1\n");
  const auto* compare = First<check::CompareCondition>(c.module);
  REQUIRE(compare != nullptr);
  CHECK(compare->op == check::CompareOp::kGe);
  CHECK(c.module.expr(compare->right).value_type == ValueType::kDate);
}

TEST_CASE("any event in a strict file is the declared ones") {
  const Checked c = Clean("event demo, visit, stage_changed\nno event in 30d -5\n");
  const auto* e = First<check::EventCondition>(c.module);
  REQUIRE(e != nullptr);
  CHECK_FALSE(c.module.cls(e->term.events).any_type);
  CHECK(c.module.cls(e->term.events).members.size() == 2);
}

TEST_CASE("tests: a stage alone is that stage, the rest conditions") {
  const Checked c = Clean(
      "event visit { url: text }\nfield tag: tags\nfield at: time\nvisit +5\n"
      "test \"t\" at \"2026-01-01\" { given tag = (\"a\", \"b\"), at = 2025-12-30, 3 visit { url = \"/\" } 2d ago\nexpect Lead, not SQL, score = 5, not Recycled }\n");
  REQUIRE(c.module.tests.size() == 1);
  const check::Test& t = c.module.tests[0];
  CHECK(t.fields[0].values.size() == 2);
  CHECK(t.events[0].count == 3);
  REQUIRE(t.expects.size() == 4);
  CHECK(t.expects[0].stage == 0);
  CHECK(t.expects[1].negated);
  CHECK(t.expects[2].condition.valid());
  CHECK(t.expects[3].is_exit);
}

TEST_CASE("lists from files") {
  const Checked c = Clean("list domains from \"domains.txt\"\nemail ends with domains +1\n", ExampleFiles());
  const check::ValueList& needles = First<check::TextCondition>(c.module)->needles;
  REQUIRE(needles.parts().size() == 1);
  CHECK(*needles.parts()[0] == std::vector<check::Literal>{"@a.example", "@b.example"});
}

TEST_CASE("the standard library is clean, each module alone") {
  for (const char* name : {"bant", "titles", "industries", "mail", "pql", "signals"}) {
    INFO(name);
    Clean(std::string("use ") + name + "\n");
  }
}

TEST_CASE("the examples are clean") {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(SourceDir() / "examples")) {
    if (entry.path().extension() != ".ripe") continue;
    std::map<std::string, std::string> beside;
    for (const auto& other : std::filesystem::directory_iterator(entry.path().parent_path())) {
      const auto extension = other.path().extension();
      if (extension == ".ripe" || extension == ".txt") beside[other.path().filename().string()] = ReadFile(other.path());
    }
    INFO(entry.path());
    Clean(ReadFile(entry.path()), beside);
  }
}

TEST_CASE("names of statements that could not be read are not unknown") {
  const Checked c = CheckText("field title: text\nfield vip yesno\nvip +5\n");
  CHECK_FALSE(c.Has(diag::Id::kUnknownName));
  CHECK_FALSE(c.Has(diag::Id::kUnknownNameNear));
}

}  // namespace ripe::test
