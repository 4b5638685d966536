// Single cells: every form the reference lists, and what is none.
#include "runtime/io/cells.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <limits>
#include <random>

#include "runtime/io/issues.h"

namespace ripe::test {
namespace {

using io::Cell;
using io::CellKind;
using types::Zone;

Cell Make(std::string_view text, CellKind kind = CellKind::kText) { return {text.data(), static_cast<uint32_t>(text.size()), kind}; }

TEST_CASE("numbers as people write them") {
  const std::vector<std::pair<std::string, double>> good = {
      {"0", 0},          {"7", 7},           {"-5", -5},          {"+5", 5},           {" 12 ", 12},       {"1,234", 1234},
      {"1,234,567.5", 1234567.5},            {"12.50", 12.5},     {"1e3", 1000},       {"1.5E-2", 0.015},  {"$1,200", 1200},
      {"-$5", -5},       {"$-5", -5},        {"€4,500", 4500},    {"₩1,000", 1000},    {"3,000원", 3000},  {"12%", 0.12},
      {"12.5%", 0.125},  {"-3%", -0.03},     {"1e2%", 1},         {"100$", 100},       {"£1", 1},          {"¥9", 9},
      {"007", 7},        {"123456789012345678", 123456789012345678.0}, {"0.1", 0.1},   {"\xc2\xa0" "5", 5},    {"1,234%", 12.34},
      {"9007199254740993", 9007199254740992.0},
      {"1.5e-3%", 0.000015}, {"2E-1%", 0.002},        {"1e+2%", 1},
  };
  for (const auto& [text, value] : good) {
    INFO(text);
    const std::optional<double> number = io::ParseNumber(text);
    REQUIRE(number.has_value());
    CHECK(*number == value);
  }
  for (const char* text : {"abc", "1,23", "12,34,567", "1234,567", "1.", ".5", "1e", "--5", "$$5", "$5원", "NaN", "nan", "Infinity", "inf", "1e999", "-",
                           "+", "$", "%", "5 %", "1 000", "0x10", "1.2.3", "5,000만", "１", "1,", ",100", "1,,000", "원"}) {
    INFO(text);
    CHECK_FALSE(io::ParseNumber(text).has_value());
  }
}

TEST_CASE("numbers are read to the nearest double") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20000; ++i) {
    double value;
    const uint64_t bits = random();
    static_assert(sizeof(value) == sizeof(bits));
    std::memcpy(&value, &bits, sizeof(value));
    if (value != value || value - value != 0) continue;
    const std::optional<double> read = io::ParseNumber(fmt::format("{}", value));
    REQUIRE(read.has_value());
    REQUIRE(*read == value);
  }
}

TEST_CASE("yes and no") {
  for (const char* text : {"yes", "Yes", "YES", "true", "TRUE", "1", "1.0", "y", "Y", "o", "O", "예", " 예 ", " yes "}) {
    INFO(text);
    CHECK(io::ParseYesNo(text) == true);
  }
  for (const char* text : {"no", "No", "false", "0", "0.0", "n", "x", "X", "아니오", "FALSE"}) {
    INFO(text);
    CHECK(io::ParseYesNo(text) == false);
  }
  for (const char* text : {"2", "maybe", "yess", "10", "아니", "네", "on", "✓"}) {
    INFO(text);
    CHECK_FALSE(io::ParseYesNo(text).has_value());
  }
  // A long s folds to an s.
  CHECK(io::ParseYesNo("ye\xc5\xbf") == true);
  CHECK(io::ParseYesNo("fal\xc5\xbf" "e") == false);
  // 예 written as separate letters, as macOS does.
  CHECK(io::ParseYesNo("\xe1\x84\x8b\xe1\x85\xa8") == true);
}

TEST_CASE("dates and instants") {
  const Zone seoul = *Zone::Find("Asia/Seoul");
  CHECK(io::ReadDate(Make("2026-11-20"), Zone::Utc()) == types::MakeDate(2026, 11, 20));
  CHECK(io::ReadDate(Make("2026. 9. 3"), Zone::Utc()) == types::MakeDate(2026, 9, 3));
  CHECK(io::ReadDate(Make("2026-11-20T20:00:00Z"), seoul) == types::MakeDate(2026, 11, 21));
  CHECK_FALSE(io::ReadDate(Make("2026-02-30"), seoul).has_value());
  CHECK_FALSE(io::ReadDate(Make("1700000000", CellKind::kNumber), seoul).has_value());
  CHECK(io::ReadTime(Make("1970-01-01T09:00:00"), seoul) == 0);
  CHECK(io::ReadTime(Make("1970-01-01"), Zone::Utc()) == 0);
  CHECK(io::ReadTime(Make("1700000000"), seoul) == 1'700'000'000'000'000);
  CHECK(io::ReadTime(Make("1700000000123", CellKind::kNumber), seoul) == 1'700'000'000'123'000);
  CHECK(io::ReadTime(Make("1.7e9", CellKind::kNumber), seoul) == 1'700'000'000'000'000);
  CHECK_FALSE(io::ReadTime(Make("1e300", CellKind::kNumber), seoul).has_value());
  CHECK_FALSE(io::ReadTime(Make("true", CellKind::kTrue), seoul).has_value());
  CHECK_FALSE(io::ReadTime(Make("yesterday"), seoul).has_value());
}

TEST_CASE("instants: every spelling, and the last that each has") {
  const auto time = [](std::string_view text) { return io::ReadTime(Make(text), Zone::Utc()); };
  constexpr int64_t kNine = 1'795'165'200'000'000;  // 2026-11-20T09:00:00Z
  constexpr int64_t kHour = 3'600'000'000;
  for (const char* text : {"2026-11-20T09:00:00Z", "2026-11-20t09:00:00z", "2026-11-20 09:00", "2026-11-20T18:00:00+0900", "2026-11-20 18:00 +09"}) {
    INFO(text);
    CHECK(time(text) == kNine);
  }
  CHECK(time("2026-11-20T09:00:00,25Z") == kNine + 250'000);
  CHECK(time("2026-11-20T09:00:00+14:00") == kNine - 14 * kHour);
  CHECK(time("2026-11-20T09:00:00+23:59") == kNine - 24 * kHour + kHour / 60);
  CHECK(time("2026-11-20T09:00:00-23:59") == kNine + 24 * kHour - kHour / 60);
  for (const char* text : {"2026-11-20T09:00:00+24:00", "2026-11-20T09:00:00+09:60", "2026-11-20T24:00:00Z", "2026-11-20T09:00:60Z", "2026-11-20T09:00:00.Z"}) {
    INFO(text);
    CHECK_FALSE(time(text).has_value());
  }
  // Milliseconds from 1e11 on, up to the last of the year 9999; what is finer than a microsecond goes towards the past.
  CHECK(time("99999999999.5") == 99'999'999'999'500'000);
  CHECK(time("100000000000") == 100'000'000'000'000);
  CHECK(time("253402300799999") == 253'402'300'799'999'000);
  CHECK_FALSE(time("253402300800000").has_value());
  CHECK(time("-0.0000001") == -1);
  CHECK(time("-1.0000000") == -1'000'000);
  CHECK(io::ReadTime(Make("1.7000000000005e9", CellKind::kNumber), Zone::Utc()) == 1'700'000'000'000'500);
}

TEST_CASE("examples of cells are cut between letters") {
  const auto example = [](const std::string& text) { return io::ExampleOf(Make(text)); };
  CHECK(example(std::string(100, 'x')) == std::string(100, 'x'));
  CHECK(example(std::string(97, 'x') + "한") == std::string(97, 'x') + "한");
  CHECK(example(std::string(97, 'x') + "한글") == std::string(97, 'x') + "한…");
  CHECK(example(std::string(98, 'x') + "한") == std::string(98, 'x') + "…");
  CHECK(example(std::string(99, 'x') + "한") == std::string(99, 'x') + "…");
}

TEST_CASE("JSON's own values") {
  CHECK(io::ReadNumber(Make("12.5", CellKind::kNumber)) == 12.5);
  CHECK_FALSE(io::ReadNumber(Make("true", CellKind::kTrue)).has_value());
  CHECK(io::ReadYesNo(Make("true", CellKind::kTrue)) == true);
  CHECK(io::ReadYesNo(Make("0", CellKind::kNumber)) == false);
  CHECK_FALSE(io::ReadYesNo(Make("2", CellKind::kNumber)).has_value());
  CHECK(io::ReadText(Make("007.0", CellKind::kNumber)) == "007.0");
  CHECK(io::ReadText(Make("false", CellKind::kFalse)) == "false");
  CHECK_FALSE(io::ReadText(Make("{}", CellKind::kUnreadable)).has_value());
}

TEST_CASE("tags") {
  std::vector<std::string_view> tags;
  CHECK(io::ReadTags(Make("a; b ,c|d,,; "), &tags));
  CHECK(tags == std::vector<std::string_view>{"a", "b", "c", "d"});
  tags.clear();
  CHECK(io::ReadTags(Make("a, b\xff c \xff \xff", CellKind::kArray), &tags));
  CHECK(tags == std::vector<std::string_view>{"a, b", "c"});
  CHECK_FALSE(io::ReadTags(Make("{}", CellKind::kUnreadable), &tags));
}

TEST_CASE("blank cells are empty") {
  for (const char* text : {"", " ", "\t", "\xe3\x80\x80", "\xc2\xa0 \n"}) CHECK(io::IsEmptyCell(Make(text)));
  for (const char* text : {"x", " x", "0", "\xe3\x80\x80가"}) CHECK_FALSE(io::IsEmptyCell(Make(text)));
  CHECK(io::IsEmptyCell(Make("null", CellKind::kMissing)));
  CHECK_FALSE(io::IsEmptyCell(Make("0", CellKind::kNumber)));
}

TEST_CASE("literals that stand for missing") {
  const io::MissingCells missing({io::Literal(std::string("Select")), io::Literal(std::string("해당 없음")), io::Literal(-1.0)});
  const auto matches = [&](const char* text) { return missing.Matches(Make(text), Zone::Utc()); };
  CHECK(matches("Select"));
  CHECK(matches("SELECT"));
  CHECK(matches("해당 없음"));
  CHECK(matches("-1"));
  CHECK(matches("-1.00"));
  CHECK_FALSE(matches("Selected"));
  CHECK_FALSE(matches(" Select"));
  CHECK_FALSE(matches("1"));
  CHECK(io::MissingCells({}).none());
  // A date stands for the instants of its day, in the zone of the file.
  const io::MissingCells day({io::Literal(*types::MakeDate(2026, 11, 21))});
  const Zone seoul = *Zone::Find("Asia/Seoul");
  CHECK(day.Matches(Make("2026-11-21"), seoul));
  CHECK(day.Matches(Make("2026-11-20T20:00:00Z"), seoul));
  CHECK_FALSE(day.Matches(Make("2026-11-20T20:00:00Z"), Zone::Utc()));
  // The Kelvin sign folds to k.
  CHECK(io::MissingCells({io::Literal(std::string("k"))}).Matches(Make("\xe2\x84\xaa"), Zone::Utc()));
}

}  // namespace
}  // namespace ripe::test
