// Texts under more predicates than one look answers, in columns of every sort at once, and chunk
// after chunk with dictionaries that are new, grow and come again: one Scratch goes through all of
// it and must say of each row what a plain search in its text says.
#include <array>
#include <catch2/catch.hpp>
#include <deque>

#include "compiler/source/unicode.h"
#include "runtime/interp/program.h"
#include "tests/eval/sample.h"

namespace ripe::test {
namespace {

using columns::Column;
using columns::Dictionary;
using columns::Physical;

constexpr std::array kPhysicals = {Physical::kRawText, Physical::kRawText, Physical::kCode8,
                                   Physical::kCode16,  Physical::kCode32,  Physical::kCode8,
                                   Physical::kTagLists};
constexpr size_t kTags = kPhysicals.size() - 1;
constexpr size_t kNeedles = 21;  // three octets a column, of which the last is not full

// Many texts share a letter, some are long, some missing or blank.
std::string AnyText(Random& random) {
  if (Chance(random, 8)) return Chance(random, 50) ? "" : "   ";
  std::string text(1, static_cast<char>('a' + Pick(random, kNeedles)));
  if (Chance(random, 40)) text += static_cast<char>('a' + Pick(random, kNeedles));
  if (Chance(random, 5)) text += std::string(200, '-') + std::to_string(Pick(random, 3));
  return text;
}

// Which dictionary a column has in a chunk, and with which values already in it.
struct Dictionaries {
  std::deque<Dictionary> all;
  std::vector<std::vector<std::string>> values;
  // One of before, as it was or longer, or a new one.
  size_t Next(Random& random, size_t most) {
    size_t k = all.empty() || Chance(random, 40) ? all.size() : Pick(random, all.size());
    if (k == all.size()) {
      all.emplace_back();
      values.emplace_back();
    }
    for (size_t more = Pick(random, 40); more > 0 && values[k].size() < most; --more) {
      values[k].push_back(AnyText(random));
      all[k].Add(values[k].back());
    }
    if (values[k].empty()) {
      values[k].emplace_back("a");
      all[k].Add("a");
    }
    return k;
  }
};

struct Chunk {
  std::vector<Column> columns;
  std::vector<std::vector<std::vector<std::string>>> texts;  // by column and row; tags: several
  std::deque<std::vector<uint32_t>> words;
  std::deque<std::vector<uint16_t>> halves;
  std::deque<std::vector<uint8_t>> bytes;
  std::deque<std::string> raw;
};

Chunk MakeChunk(Random& random, size_t rows, std::vector<Dictionaries>* dictionaries) {
  Chunk chunk;
  for (size_t c = 0; c < kPhysicals.size(); ++c) {
    auto& texts = chunk.texts.emplace_back(rows);
    Column column{.physical = kPhysicals[c]};
    if (kPhysicals[c] == Physical::kRawText) {
      std::vector<uint32_t>& offsets = chunk.words.emplace_back(1, 0);
      std::string& raw = chunk.raw.emplace_back();
      for (auto& row : texts) {
        row = {AnyText(random)};
        raw += row[0];
        offsets.push_back(static_cast<uint32_t>(raw.size()));
      }
      column.data = offsets.data();
      column.bytes = raw.data();
      chunk.columns.push_back(column);
      continue;
    }
    const size_t k = (*dictionaries)[c].Next(random, c == 4 ? 70'000 : 250);
    const std::vector<std::string>& values = (*dictionaries)[c].values[k];
    column.dictionary = &(*dictionaries)[c].all[k];
    const auto code = [&] { return static_cast<uint32_t>(Pick(random, values.size() + 1)); };
    std::vector<uint32_t>& codes = chunk.words.emplace_back();
    if (c == kTags) {
      std::vector<uint32_t>& offsets = chunk.words.emplace_back(1, 0);
      for (auto& row : texts) {
        for (size_t more = Pick(random, 4); more > 0; --more) {
          codes.push_back(1 + static_cast<uint32_t>(Pick(random, values.size())));
          row.push_back(values[codes.back() - 1]);
        }
        offsets.push_back(static_cast<uint32_t>(codes.size()));
      }
      column.data = offsets.data();
      column.tags = codes.data();
      chunk.columns.push_back(column);
      continue;
    }
    for (auto& row : texts) {
      codes.push_back(code());
      row = {codes.back() == 0 ? "" : values[codes.back() - 1]};
    }
    chunk.bytes.emplace_back(codes.begin(), codes.end());
    chunk.halves.emplace_back(codes.begin(), codes.end());
    column.data = column.physical == Physical::kCode8 ? chunk.bytes.back().data()
                  : column.physical == Physical::kCode16
                      ? static_cast<void*>(chunk.halves.back().data())
                      : codes.data();
    chunk.columns.push_back(column);
  }
  return chunk;
}

bool Blank(const std::string& text) { return source::IsBlank(text); }

TEST_CASE("texts of every sort under many predicates, chunk after chunk, dictionary after other") {
  auto plan = std::make_shared<ir::Plan>();
  plan->stages = {"Lead"};
  ir::Builder build(plan.get(), &plan->leads);
  for (uint32_t c = 0; c < kPhysicals.size(); ++c)
    plan->fields.push_back(
        {.name = "f" + std::to_string(c),
         .type = c == kTags ? types::ValueType::kTags : types::ValueType::kText});
  const auto letter = [](size_t k) { return std::string(1, static_cast<char>('a' + k)); };
  // In turn, so that an octet of one column stands among those of others.
  for (uint32_t k = 0; k < kNeedles; ++k) {
    for (uint32_t c = 0; c < kPhysicals.size(); ++c) {
      const ir::Predicate is{.kind = ir::Predicate::Kind::kEquals, .needles = {letter(k)}};
      build.Store(c == kTags ? build.AnyTag(c, is) : build.Lookup(c, is));
    }
  }
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (uint32_t a = 0; a < kTags; ++a) {
    for (uint32_t b = 0; b < kTags; ++b) {
      if (a == b) continue;
      pairs.emplace_back(a, b);
      build.Store(build.SameText(a, b, (a + b) % 2 == 0));
    }
  }
  Random random(5);
  std::vector<Dictionaries> dictionaries(kPhysicals.size());
  std::shared_ptr<const interp::Program> program;
  std::unique_ptr<interp::Scratch> scratch;
  for (int round = 0; round < 60; ++round) {
    const size_t rows = 1 + Pick(random, 300);
    const Chunk chunk = MakeChunk(random, rows, &dictionaries);
    if (program == nullptr)
      program = interp::Program::Make(plan, {.fields = interp::LayoutOf(chunk.columns)});
    // A new thread now and then, which finds what others have made.
    if (scratch == nullptr || Chance(random, 15))
      scratch = std::make_unique<interp::Scratch>(program);
    const size_t outputs = plan->leads.outputs.size();
    std::vector<std::vector<uint8_t>> got(outputs, std::vector<uint8_t>(rows, 7));
    std::vector<void*> to;
    for (auto& mask : got) to.push_back(mask.data());
    interp::Score(program->Resolve(kAsOf, types::Zone::Utc()),
                  {.rows = rows, .columns = chunk.columns}, nullptr, {.outputs = to},
                  scratch.get());
    for (size_t row = 0; row < rows; ++row) {
      size_t output = 0;
      for (size_t k = 0; k < kNeedles; ++k) {
        for (size_t c = 0; c < kPhysicals.size(); ++c) {
          bool want = false;
          for (const std::string& text : chunk.texts[c][row]) want |= text == letter(k);
          INFO("round " << round << " row " << row << " column " << c << " needle " << letter(k));
          REQUIRE(got[output++][row] == want);
        }
      }
      for (const auto& [a, b] : pairs) {
        const std::string &x = chunk.texts[a][row][0], &y = chunk.texts[b][row][0];
        INFO("round " << round << " row " << row << " columns " << a << " and " << b);
        REQUIRE(got[output++][row] == (!Blank(x) && !Blank(y) && (x == y) == ((a + b) % 2 == 0)));
      }
    }
  }
}

}  // namespace
}  // namespace ripe::test
