// Making bits of texts: tables for dictionaries, bytes for raw texts and tags.
#include "runtime/interp/text.h"

#include <algorithm>
#include <cstring>
#include <functional>

#include "compiler/ir/batch.h"
#include "compiler/source/unicode.h"

namespace ripe::interp {
namespace {

using ir::Physical;

constexpr size_t kSeen = 1024;
constexpr size_t kLongestSeen = 96;

size_t ColumnsOf(const ir::BoundPlan& bound, bool leads) {
  return leads ? bound.layout.fields.size() : bound.layout.properties.size();
}

std::string_view RawAt(const Column& column, size_t row) {
  const uint32_t* offsets = column.as<uint32_t>();
  return {column.bytes + offsets[row], offsets[row + 1] - offsets[row]};
}

uint32_t CodeAt(const Column& column, size_t row) {
  switch (column.physical) {
    case Physical::kCode8:
      return column.as<uint8_t>()[row];
    case Physical::kCode16:
      return column.as<uint16_t>()[row];
    default:
      return column.as<uint32_t>()[row];
  }
}

// The octet's predicates as bits. `ticks`: see BitsOf.
template <class Holds>
uint8_t Bits(const ir::TextOctet& octet, uint64_t* ticks, const Holds& holds) {
  uint8_t bits = 0;
  if (ticks == nullptr) {
    for (size_t k = 0; k < octet.predicates.size(); ++k)
      bits |= static_cast<uint8_t>(holds(octet.predicates[k]) << k);
    return bits;
  }
  uint64_t before = Ticks();
  for (size_t k = 0; k < octet.predicates.size(); ++k) {
    bits |= static_cast<uint8_t>(holds(octet.predicates[k]) << k);
    const uint64_t after = Ticks();
    ticks[k] += std::max(after - before, TickCost()) - TickCost();
    before = after;
  }
  return bits;
}

}  // namespace

TextMaker::TextMaker(const ir::Plan& plan, const ir::BoundPlan& bound) : bound_(bound) {
  compiled_.assign(plan.predicates.size(), 0);
  std::vector<bool> used(plan.predicates.size(), false);
  for (const ir::BoundProgram* program : {&bound.leads, &bound.where}) {
    for (const ir::TextOctet& octet : program->octets) {
      for (const uint32_t predicate : octet.predicates) used[predicate] = true;
    }
  }
  for (uint32_t k = 0; k < used.size(); ++k) {
    if (!used[k]) continue;
    compiled_[k] = static_cast<uint32_t>(predicates_.size());
    predicates_.emplace_back(plan.predicates[k]);
  }
  for (const bool leads : {false, true}) {
    latest_[leads].resize(ColumnsOf(bound, leads));
    octets_of_[leads].resize(ColumnsOf(bound, leads));
    for (const ir::TextOctet& octet : this->program(leads).octets) {
      std::vector<uint32_t>& all = octets_of_[leads][octet.column];
      all.push_back(static_cast<uint32_t>(places_[leads].size()));
      places_[leads].push_back(static_cast<uint32_t>(all.size() - 1));
    }
  }
}

uint8_t TextMaker::BitsOf(const ir::TextOctet& octet, std::string_view text,
                          std::string_view folded, uint64_t* ticks) const {
  return Bits(octet, ticks, [&](uint32_t predicate) {
    return predicates_[compiled_[predicate]].Holds(text, folded);
  });
}

uint8_t TextMaker::TagBitsOf(const ir::TextOctet& octet, const ir::TagSet& tags,
                             uint64_t* ticks) const {
  return Bits(octet, ticks, [&](uint32_t predicate) {
    return predicates_[compiled_[predicate]].HoldsOfTags(tags);
  });
}

std::shared_ptr<const TextTable> TextMaker::TableOf(bool leads, uint32_t column,
                                                    const Dictionary& dictionary,
                                                    StepTimes* times) const {
  Latest& latest = latest_[leads][column];
  std::shared_ptr<const TextTable> last;
  {
    const std::lock_guard lock(mutex_);
    last = latest.table;
  }
  const bool same = last != nullptr && last->dictionary == dictionary.id();
  if (same && last->values >= dictionary.size()) return last;
  // Two threads may make the same table at once; both are right.
  const uint64_t begin = times == nullptr ? 0 : Ticks();
  auto table = same ? std::make_shared<TextTable>(*last) : std::make_shared<TextTable>();
  table->dictionary = dictionary.id();
  const std::vector<uint32_t>& octets = octets_of_[leads][column];
  table->octets.resize(octets.size());
  const size_t entries = std::max(ir::kTextTable8, dictionary.size() + 1) + ir::kTextTablePadding;
  for (std::vector<uint8_t>& bits : table->octets) bits.resize(entries, 0);
  for (size_t v = table->values; v < dictionary.size(); ++v) {
    const std::string_view text = dictionary.at(v);
    if (source::IsBlank(text)) continue;  // missing, whatever its code
    const std::string folded = source::Fold(text);
    for (size_t k = 0; k < octets.size(); ++k) {
      uint64_t* ticks = times == nullptr ? nullptr : &times->tables[octets[k] * 8];
      table->octets[k][v + 1] = BitsOf(program(leads).octets[octets[k]], text, folded, ticks);
    }
  }
  table->values = dictionary.size();
  if (times != nullptr) times->columns[column] += Ticks() - begin;
  const std::lock_guard lock(mutex_);
  latest.table = table;
  return table;
}

std::shared_ptr<const FoldedValues> TextMaker::FoldedOf(bool leads, uint32_t column,
                                                        const Dictionary& dictionary) const {
  Latest& latest = latest_[leads][column];
  std::shared_ptr<const FoldedValues> last;
  {
    const std::lock_guard lock(mutex_);
    last = latest.folded;
  }
  const bool same = last != nullptr && last->dictionary == dictionary.id();
  if (same && last->values.size() >= dictionary.size()) return last;
  auto folded = same ? std::make_shared<FoldedValues>(*last) : std::make_shared<FoldedValues>();
  folded->dictionary = dictionary.id();
  for (size_t v = folded->values.size(); v < dictionary.size(); ++v) {
    folded->values.push_back(source::Fold(dictionary.at(v)));
  }
  const std::lock_guard lock(mutex_);
  latest.folded = folded;
  return folded;
}

// ---- one thread's view
// -------------------------------------------------------------------------------------------

TextKeeper::TextKeeper(const TextMaker& maker, bool leads) : maker_(maker), leads_(leads) {
  size_t columns = 0;
  for (const ir::Input& input : maker.program(leads).inputs) {
    columns = std::max<size_t>(columns, input.column + 1);
    if (input.kind == ir::Input::Kind::kSameText)
      columns = std::max<size_t>(columns, input.octet + 1);
  }
  for (const ir::TextOctet& octet : maker.program(leads).octets)
    columns = std::max<size_t>(columns, octet.column + 1);
  tables_.resize(columns);
  folded_.resize(columns);
  raw_.resize(columns);
  for (const ir::Input& input : maker.program(leads).inputs) {
    if (input.kind != ir::Input::Kind::kTextBits) continue;
    Raw& raw = raw_[input.column];
    if (raw.octets != nullptr) continue;
    raw.octets = &maker.OctetsOf(leads, input.column);
    raw.first = input.octet;
    raw.bits.resize(raw.octets->size() * ir::kBatchRows);
  }
}

const std::vector<uint8_t>& TextKeeper::Table(uint32_t octet, const Dictionary& dictionary) {
  const uint32_t column = maker_.program(leads_).octets[octet].column;
  std::shared_ptr<const TextTable>& table = tables_[column];
  if (table == nullptr || table->dictionary != dictionary.id() ||
      table->values < dictionary.size()) {
    table = maker_.TableOf(leads_, column, dictionary, times_);
  }
  return table->octets[maker_.place(leads_, octet)];
}

const FoldedValues& TextKeeper::Folded(uint32_t column, const Dictionary& dictionary) {
  std::shared_ptr<const FoldedValues>& folded = folded_[column];
  if (folded == nullptr || folded->dictionary != dictionary.id() ||
      folded->values.size() < dictionary.size()) {
    folded = maker_.FoldedOf(leads_, column, dictionary);
  }
  return *folded;
}

void TextKeeper::TextBits(uint32_t octet, const Column& column, size_t row, size_t rows,
                          uint8_t* out) {
  Raw& raw = raw_[maker_.program(leads_).octets[octet].column];
  if (octet == raw.first) {
    if (column.physical == Physical::kTagLists) {
      TagBits(column, row, rows, &raw);
    } else {
      RawBits(column, row, rows, &raw);
    }
  }
  std::memcpy(out, raw.bits.data() + size_t{maker_.place(leads_, octet)} * ir::kBatchRows, rows);
}

void TextKeeper::RawBits(const Column& column, size_t row, size_t rows, Raw* raw) {
  const std::vector<ir::TextOctet>& predicates = maker_.program(leads_).octets;
  const std::vector<uint32_t>& octets = *raw->octets;
  if (raw->seen.empty()) {
    raw->seen.resize(kSeen);
    raw->seen_bits.resize(kSeen * octets.size());
  }
  for (size_t i = 0; i < rows; ++i) {
    const std::string_view text = RawAt(column, row + i);
    uint8_t* out = raw->bits.data() + i;
    if (text.empty()) {
      for (size_t k = 0; k < octets.size(); ++k) out[k * ir::kBatchRows] = 0;
      continue;
    }
    const size_t slot = std::hash<std::string_view>{}(text) % kSeen;
    uint8_t* seen = &raw->seen_bits[slot * octets.size()];
    if (raw->seen[slot] != text) {
      // What was seen there is forgotten, since its bits are.
      raw->seen[slot].assign(text.size() > kLongestSeen ? std::string_view() : text);
      const bool blank = source::IsBlank(text);
      const std::string folded = blank ? std::string() : source::Fold(text);
      for (size_t k = 0; k < octets.size(); ++k) {
        seen[k] =
            blank ? 0 : maker_.BitsOf(predicates[octets[k]], text, folded, TicksOf(octets[k]));
      }
    }
    for (size_t k = 0; k < octets.size(); ++k) out[k * ir::kBatchRows] = seen[k];
  }
}

void TextKeeper::TagBits(const Column& column, size_t row, size_t rows, Raw* raw) {
  const std::vector<ir::TextOctet>& predicates = maker_.program(leads_).octets;
  const std::vector<uint32_t>& octets = *raw->octets;
  const FoldedValues& folded = Folded(predicates[raw->first].column, *column.dictionary);
  const uint32_t* offsets = column.as<uint32_t>();
  ir::TagSet tags;
  for (size_t i = 0; i < rows; ++i) {
    tags.Clear();
    for (uint32_t t = offsets[row + i]; t < offsets[row + i + 1]; ++t)
      tags.Add(folded.values[column.tags[t] - 1]);
    for (size_t k = 0; k < octets.size(); ++k) {
      raw->bits[k * ir::kBatchRows + i] =
          tags.tags().empty() ? 0
                              : maker_.TagBitsOf(predicates[octets[k]], tags, TicksOf(octets[k]));
    }
  }
}

bool TextKeeper::FoldedAt(uint32_t index, const Column& column, size_t row, std::string* own,
                          std::string_view* folded) {
  if (column.physical == Physical::kRawText) {
    const std::string_view text = RawAt(column, row);
    if (source::IsBlank(text)) return false;
    *own = source::Fold(text);
    *folded = *own;
    return true;
  }
  const uint32_t code = CodeAt(column, row);
  if (code == 0 || source::IsBlank(column.dictionary->at(code - 1))) return false;
  *folded = Folded(index, *column.dictionary).values[code - 1];
  return true;
}

void TextKeeper::SameText(uint32_t a, const Column& column_a, uint32_t b, const Column& column_b,
                          size_t row, size_t rows, uint8_t* out) {
  std::string own_a, own_b;
  for (size_t i = 0; i < rows; ++i) {
    std::string_view text_a, text_b;
    const bool known = FoldedAt(a, column_a, row + i, &own_a, &text_a) &&
                       FoldedAt(b, column_b, row + i, &own_b, &text_b);
    out[i] = !known ? 0 : text_a == text_b ? 1 : 2;
  }
}

}  // namespace ripe::interp
