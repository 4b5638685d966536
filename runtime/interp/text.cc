// Making bits of texts: tables for dictionaries, bytes for raw texts and tags.
#include "runtime/interp/text.h"

#include <algorithm>
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
  latest_[0].resize(ColumnsOf(bound, false));
  latest_[1].resize(ColumnsOf(bound, true));
}

uint8_t TextMaker::BitsOf(const ir::TextOctet& octet, std::string_view text,
                          std::string_view folded, uint64_t* ticks) const {
  return Bits(octet, ticks, [&](uint32_t predicate) {
    return predicates_[compiled_[predicate]].Holds(text, folded);
  });
}

uint8_t TextMaker::TagBitsOf(const ir::TextOctet& octet,
                             const std::vector<std::string_view>& folded, uint64_t* ticks) const {
  return Bits(octet, ticks, [&](uint32_t predicate) {
    return predicates_[compiled_[predicate]].HoldsOfTags(folded);
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
  const std::vector<ir::TextOctet>& octets = program(leads).octets;
  table->octets.resize(octets.size());
  const size_t entries = std::max(ir::kTextTable8, dictionary.size() + 1) + ir::kTextTablePadding;
  for (size_t k = 0; k < octets.size(); ++k) {
    if (octets[k].column == column) table->octets[k].resize(entries, 0);
  }
  for (size_t v = table->values; v < dictionary.size(); ++v) {
    const std::string_view text = dictionary.at(v);
    if (source::IsBlank(text)) continue;  // missing, whatever its code
    const std::string folded = source::Fold(text);
    for (size_t k = 0; k < octets.size(); ++k) {
      if (octets[k].column != column) continue;
      uint64_t* ticks = times == nullptr ? nullptr : &times->tables[k * 8];
      table->octets[k][v + 1] = BitsOf(octets[k], text, folded, ticks);
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
  tables_.resize(columns);
  folded_.resize(columns);
  seen_.resize(maker.program(leads).octets.size());
}

const TextTable& TextKeeper::Table(uint32_t column, const Dictionary& dictionary) {
  std::shared_ptr<const TextTable>& table = tables_[column];
  if (table == nullptr || table->dictionary != dictionary.id() ||
      table->values < dictionary.size()) {
    table = maker_.TableOf(leads_, column, dictionary, times_);
  }
  return *table;
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
  if (column.physical == Physical::kTagLists) return TagBits(octet, column, row, rows, out);
  const ir::TextOctet& predicates = maker_.program(leads_).octets[octet];
  std::vector<Seen>& seen = seen_[octet];
  uint64_t* ticks = ticks_ == nullptr ? nullptr : ticks_->data() + size_t{octet} * 8;
  if (seen.empty()) seen.resize(kSeen);
  for (size_t i = 0; i < rows; ++i) {
    const std::string_view text = RawAt(column, row + i);
    if (text.empty()) {
      out[i] = 0;
      continue;
    }
    Seen& slot = seen[std::hash<std::string_view>{}(text) % kSeen];
    if (slot.text == text) {
      out[i] = slot.bits;
      continue;
    }
    out[i] = source::IsBlank(text) ? 0 : maker_.BitsOf(predicates, text, source::Fold(text), ticks);
    if (text.size() > kLongestSeen) continue;
    slot.text.assign(text);
    slot.bits = out[i];
  }
}

void TextKeeper::TagBits(uint32_t octet, const Column& column, size_t row, size_t rows,
                         uint8_t* out) {
  const ir::TextOctet& predicates = maker_.program(leads_).octets[octet];
  const FoldedValues& folded = Folded(predicates.column, *column.dictionary);
  const uint32_t* offsets = column.as<uint32_t>();
  std::vector<std::string_view> tags;
  uint64_t* ticks = ticks_ == nullptr ? nullptr : ticks_->data() + size_t{octet} * 8;
  for (size_t i = 0; i < rows; ++i) {
    tags.clear();
    for (uint32_t t = offsets[row + i]; t < offsets[row + i + 1]; ++t)
      tags.push_back(folded.values[column.tags[t] - 1]);
    out[i] = tags.empty() ? 0 : maker_.TagBitsOf(predicates, tags, ticks);
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
