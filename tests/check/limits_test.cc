// Rules that a program has written, or somebody with bad intentions: long chains of defines, defines that double, many rules. All of it is
// checked in linear time and without deep recursion.
#include <catch2/catch.hpp>
#include <chrono>
#include <functional>
#include <set>
#include <string>

#include "tests/check/harness.h"
#include "tests/check/lint_support.h"

namespace ripe::test {
namespace {

double Milliseconds(const std::string& text, Checked* out) {
  const auto begin = std::chrono::steady_clock::now();
  *out = CheckText(text);
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

TEST_CASE("a chain of 10,000 defines") {
  std::string text = "field seats: number\n";
  for (int i = 0; i < 10'000; ++i) text += "define d" + std::to_string(i) + " = d" + std::to_string(i + 1) + "\n";
  text += "define d10000 = seats > 3\nd0 +10\n";
  const Checked checked = CheckText(text);
  INFO(checked.rendered);
  CHECK(checked.clean());
  CHECK(checked.module.rules.size() == 1);
}

TEST_CASE("a circle of 10,000 defines is one error") {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "define d" + std::to_string(i) + " = d" + std::to_string((i + 1) % 10'000) + "\n";
  const Checked checked = CheckText(text + "d0 +10\n");
  CHECK(checked.bag.error_count() == 1);
  CHECK(checked.Has(diag::Id::kCircle));
}

TEST_CASE("a define that doubles 60 times is typed once") {
  std::string text = "define d0 = seats > 3\n";
  for (int i = 1; i <= 60; ++i) {
    const std::string before = "d" + std::to_string(i - 1);
    text += "define d" + std::to_string(i) + " = (" + before + " and not " + before + ") or " + before + "\n";
  }
  const Checked checked = CheckText(text + "d60 +10\n");
  INFO(checked.rendered);
  CHECK(checked.clean());
  CHECK(checked.module.exprs.size() < 1'000);
}

TEST_CASE("sets that double without saying more stay small, others are refused") {
  std::string text = "define s0 = any of (visit, demo)\n", growing = text;
  for (int i = 1; i <= 40; ++i) {
    const std::string before = "s" + std::to_string(i - 1), name = "define s" + std::to_string(i) + " = any of (";
    text += name + before + ", " + before + ")\n";
    growing += name + before + " where a" + std::to_string(i) + " = 1, " + before + " where a" + std::to_string(i) + " = 2)\n";
  }
  CHECK(CheckText(text + "s40 +10\n").clean());
  const Checked checked = CheckText(growing + "s40 +10\n");
  CHECK(checked.Has(diag::Id::kSetTooLarge));
}

TEST_CASE("a list is shared by all conditions that name it, however long it is") {
  std::string text = "list l from \"long.txt\"\n";
  for (int i = 0; i < 1'000; ++i) text += "plan" + std::to_string(i) + " in (l, \"y\") +1\n";
  std::map<std::string, std::string> files = {{"long.txt", ""}};
  for (int i = 0; i < 900'000; ++i) files["long.txt"] += "x\n";
  const Checked checked = CheckText(text, files);
  CHECK(checked.clean());
  std::set<const void*> lists;
  size_t conditions = 0;
  for (const check::Expr& expr : checked.module.exprs) {
    const auto* member = std::get_if<check::MemberCondition>(&expr.node);
    if (member == nullptr) continue;
    ++conditions;
    REQUIRE(member->list.parts().size() == 2);
    CHECK(member->list.size() == 900'001);
    lists.insert(member->list.parts()[0].get());
  }
  CHECK(conditions == 1'000);
  CHECK(lists.size() == 1);
}

TEST_CASE("a long list that many computed numbers are compared with is refused") {
  std::string list = "list l = (0", rules;
  for (int i = 1; i < 45'000; ++i) list += ", " + std::to_string(i);
  for (int i = 0; i < 22; ++i) rules += "seats + " + std::to_string(i) + " in l +1\n";
  CHECK(CheckText(list + ")\n" + rules).clean());
  CHECK(CheckText(list + ")\n" + rules + "seats + 22 in l +1\n").Has(diag::Id::kTooBig));
  // A column is looked up.
  for (int i = 0; i < 40; ++i) rules += "seats" + std::to_string(i) + " in l +1\n";
  CHECK(CheckText(list + ")\n" + rules).clean());
}

TEST_CASE("more events than a set may hold are refused, each way they come together") {
  std::string names;
  for (int i = 0; i < 10'003; ++i) names += (i == 0 ? "e" : ", e") + std::to_string(i);
  const std::string events = "event " + names + "\n";
  for (const std::string& rule : {std::string("no event in 30d -5"), "any of (" + names + ") in 30d +5"}) {
    const Checked checked = CheckText(events + rule);
    CHECK(checked.bag.error_count() == 1);
    CHECK(checked.Has(diag::Id::kSetTooLarge));
  }
}

TEST_CASE("properties are found behind many events of a set") {
  std::string names, events;
  for (int i = 0; i < 70; ++i) {
    names += (i == 0 ? "e" : ", e") + std::to_string(i);
    events += "event e" + std::to_string(i) + " { url: text, n: number }\n";
  }
  const std::string use = "use \"events.ripe\"\n";
  const Checked good =
      CheckText(use + "any of (" + names + ") where n > 3 in 30d +5", {{"events.ripe", events}});
  INFO(good.rendered);
  CHECK(good.clean());
  const Checked bad =
      CheckText(use + "any of (" + names + ") where url > 3 in 30d +5", {{"events.ripe", events}});
  CHECK(bad.bag.error_count() == 1);
  CHECK(bad.Has(diag::Id::kTextWithOther));
}

TEST_CASE("more modules than one file may use") {
  const auto use = [](int i) { return "use \"m" + std::to_string(i) + ".ripe\"\n"; };
  std::map<std::string, std::string> files;
  std::string most;
  for (int i = 0; i < 200; ++i) {
    files["m" + std::to_string(i) + ".ripe"] = "define d" + std::to_string(i) + " = 1\n";
    if (i < 199) most += use(i);
  }
  CHECK(CheckText(most, files).clean());
  const Checked more = CheckText(most + use(199), files);
  CHECK(more.bag.error_count() == 1);
  CHECK(more.Has(diag::Id::kTooManyModules));
}

TEST_CASE("lists that are too much together") {
  const std::map<std::string, std::string> files = {{"long.txt", std::string(33u << 20, 'x')}};
  CHECK(CheckText("list a from \"long.txt\"\n", files).clean());
  const Checked both = CheckText("list a from \"long.txt\"\nlist b from \"long.txt\"\n", files);
  CHECK(both.bag.error_count() == 1);
  CHECK(both.Has(diag::Id::kBroughtFileTooLarge));
}

TEST_CASE("bounds of numbers beyond all numbers say nothing") {
  const std::string huge = "1" + std::string(308, '0');
  // Infinite ends minus infinite ends: nothing is known, and nothing is warned of.
  const std::string twice = "(" + huge + " + " + huge + ")";
  CHECK(CodesOf(twice + " - " + twice + " > 3 +5") == std::vector<std::string>{});
  CHECK(CodesOf("count of visit - " + twice + " > 3 +5") == std::vector<std::string>{});
}

TEST_CASE("carriage returns in a condition are white space in messages") {
  const Checked checked = CheckText("field a: number\r\nfield t: text\r\n(a\r\n  + t) > 3 each +5\r\n(a\r\n  > 3) +1 each\r\n");
  INFO(checked.rendered);
  CHECK(checked.rendered.find("`(a > 3)`") != std::string::npos);
  const Linted linted = LintText("field a: number\r\n(a >\r\n 3 and a\r\n < 2) +5\r\n");
  CHECK(linted.Codes() == std::vector<std::string>{"R310"});
  CHECK(linted.Rendered().find("a > 3") != std::string::npos);
}

TEST_CASE("10,000 rules") {
  std::string text;
  for (int i = 0; i < 10'000; ++i) {
    text += "column" + std::to_string(i % 500) + " >= " + std::to_string(i) + " and no event" + std::to_string(i % 100) + "_30d +1\n";
  }
  Checked checked;
  const double ms = Milliseconds(text, &checked);
  INFO(checked.rendered);
  CHECK(checked.clean());
  CHECK(checked.module.rules.size() == 10'000);
  WARN("10,000 rules parsed and checked in " << ms << " ms");
}

TEST_CASE("10,000 unknown names end quickly") {
  std::string text = "field seats: number\n";
  for (int i = 0; i < 10'000; ++i) text += "define known" + std::to_string(i) + " = seats > 3\nunknown" + std::to_string(i) + " +1\n";
  const Checked checked = CheckText(text);
  CHECK(checked.bag.error_count() == 10'000);
}

TEST_CASE("fadings that would fill the memory are refused, equal ones share") {
  const auto line = [](int points) { return "visit +" + std::to_string(points) + " halving every 36500d\n"; };
  std::string text = "event visit\n";
  int64_t days = 0;
  int points = 1;
  for (;; ++points) {
    int halvings = 0;
    for (int64_t rest = points * 1000; rest > 0; rest /= 2) ++halvings;
    days += int64_t{36'500} * halvings;
    if (days > 10'000'000) break;
    text += line(points) + line(points);
  }
  REQUIRE(points > 10);
  const Checked most = CheckText(text);
  INFO(most.rendered);
  CHECK(most.clean());
  const Checked more = CheckText(text + line(points) + line(points + 1));
  CHECK(more.bag.error_count() == 1);
  CHECK(more.Has(diag::Id::kTooMuchFading));
  CHECK(more.rendered.find(":" + std::to_string(2 * points) + ":") != std::string::npos);
}


// What is just within a limit, and the same one further.
struct Limit {
  const char* name;
  std::function<std::string(size_t)> rules;
  size_t most;
  diag::Id beyond;
  std::function<std::map<std::string, std::string>(size_t)> files = {};
};

TEST_CASE("what is at a limit passes, one more is refused") {
  const auto n_times = [](size_t n, const std::string& text) {
    std::string out;
    for (size_t i = 0; i < n; ++i) out += text;
    return out;
  };
  const auto set_of = [](size_t n) {
    std::string names;
    for (size_t i = 0; i < n; ++i) names += (i == 0 ? "e" : ", e") + std::to_string(i);
    return "event " + names + "\nany of (" + names + ") in 30d +5\n";
  };
  const auto number = [](const std::string& before, const std::string& after) {
    return [=](size_t n) { return before + std::to_string(n) + after; };
  };
  const auto chain = [](size_t n) {
    std::map<std::string, std::string> files;
    for (size_t i = 1; i <= n; ++i)
      files["m" + std::to_string(i) + ".ripe"] = i < n ? "use \"m" + std::to_string(i + 1) + ".ripe\"\n" : "define d = vip\n";
    return files;
  };
  const auto side_by_side = [](size_t n) {
    std::map<std::string, std::string> files;
    for (size_t i = 1; i <= n; ++i) files["m" + std::to_string(i) + ".ripe"] = "define d" + std::to_string(i) + " = vip\n";
    return files;
  };
  const auto use_all = [](size_t n) {
    std::string text;
    for (size_t i = 1; i <= n; ++i) text += "use \"m" + std::to_string(i) + ".ripe\"\n";
    return text + "d1 +5\n";
  };
  const std::string test = "visit +1\ntest \"t\" {\n  given ";
  const std::vector<Limit> limits{
      {"events given", number(test, " visit 1d ago\n  expect score = 1\n}\n"), 100'000, diag::Id::kGivenEventCount},
      {"lines of a list", [](size_t) { return "list l from \"l.txt\"\nplan in l +1\n"; }, 1'000'000, diag::Id::kListTooLong,
       [&](size_t n) { return std::map<std::string, std::string>{{"l.txt", n_times(n, "x\n")}}; }},
      {"events of a set", set_of, 10'000, diag::Id::kSetTooLarge},
      {"modules within each other", [](size_t) { return "use \"m1.ripe\"\nd +5\n"; }, 32, diag::Id::kTooManyModules, chain},
      {"modules side by side", use_all, 199, diag::Id::kTooManyModules, side_by_side},
      {"at least", number("at least ", " visit +5\n"), 1'000'000'000, diag::Id::kCountNotWhole},
      {"at most", number("at most ", " visit +5\n"), 1'000'000'000, diag::Id::kCountNotWhole},
      {"a window in a name", number("visit_", "d +5\n"), 3'650'000, diag::Id::kDurationTooLong},
      {"points", number("visit +", "\n"), 1'000'000'000, diag::Id::kPointsTooLarge},
      {"a window", number("visit in ", "d +5\n"), 36'500, diag::Id::kDurationRange},
      {"a window in weeks", number("visit in ", "w +5\n"), 5'214, diag::Id::kDurationRange},
      {"a window in minutes", number("visit in ", "min +5\n"), 52'560'000, diag::Id::kDurationRange},
      {"halving", number("visit +5 halving every ", "d\n"), 36'500, diag::Id::kDurationRange},
  };
  for (const Limit& limit : limits) {
    for (const size_t more : {0, 1}) {
      INFO(limit.name << " " << limit.most + more);
      const Checked checked = CheckText(limit.rules(limit.most + more), limit.files ? limit.files(limit.most + more) : std::map<std::string, std::string>{});
      INFO(checked.rendered.substr(0, 500));
      CHECK(checked.clean() == (more == 0));
      CHECK(checked.Has(limit.beyond) == (more == 1));
    }
  }
}

TEST_CASE("the digits of a window in a name are nine at most") {
  for (size_t digits = 2; digits <= 12; ++digits) {
    INFO(digits);
    const std::string text = "event visit\nvisit_" + std::string(digits - 2, '0') + "30d +5\nno_visit_" + std::string(digits - 2, '0') + "30d -5\n";
    CHECK(CheckText(text).clean() == (digits <= 9));
  }
  // The shortest names that there are.
  CHECK(CheckText("event x\nx_30d +5\nno_x_30d -5\n").clean());
}

TEST_CASE("modules that declare a field in two ways, whichever of them it is") {
  for (int other = 1; other <= 4; ++other) {
    std::map<std::string, std::string> files;
    std::string text;
    for (int i = 1; i <= 4; ++i) {
      files["m" + std::to_string(i) + ".ripe"] = std::string("field x: ") + (i == other ? "text" : "number") + "\n";
      text += "use \"m" + std::to_string(i) + ".ripe\"\n";
    }
    INFO(other);
    CHECK(CheckText(text + "x is known +5\n", files).Has(diag::Id::kModulesClash));
    files["m" + std::to_string(other) + ".ripe"] = "field x: number\n";
    CHECK(CheckText(text + "x is known +5\n", files).clean());
  }
}

TEST_CASE("Hangul names are compared letter by letter, from the first syllable to the last") {
  for (const auto& [name, written] : {std::pair("가입일", "각입일"), {"힣정보", "히정보"}, {"구가격", "구각격"}}) {
    INFO(name);
    CHECK(CheckText(std::string("field ") + name + ": date\n" + written + " is known +5\n").Has(diag::Id::kUnknownNameNear));
  }
}

}  // namespace ripe::test
