// See record_columns.h.
#include "runtime/api/record_columns.h"

#include <limits>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>

#include "compiler/source/unicode.h"

namespace ripe::api {

using columns::Column;
using ir::Physical;
using types::ValueType;

template <class T, class Get>
Column RecordColumns::Plain(Physical physical, const std::vector<const Cell*>& cells, T missing,
                            Get get) {
  auto values = std::make_shared<std::vector<T>>();
  for (const Cell* cell : cells) {
    const auto* v = cell == nullptr ? nullptr : get(*cell);
    values->push_back(v == nullptr ? missing : static_cast<T>(*v));
  }
  return Keep(physical, std::move(values));
}
Column RecordColumns::Times(const std::vector<const Cell*>& cells) {
  auto values = std::make_shared<std::vector<int64_t>>();
  for (const Cell* cell : cells) {
    const auto* v = cell == nullptr ? nullptr : std::get_if<Instant>(cell);
    values->push_back(v == nullptr ? types::kMissingTime : v->micros);
  }
  return Keep(Physical::kTime64, std::move(values));
}
template <class T>
Column RecordColumns::Keep(Physical physical, std::shared_ptr<std::vector<T>> values) {
  // Kernels may read whole vectors past the last row.
  values->resize(values->size() + 64 / sizeof(T) + 1);
  Column column;
  column.physical = physical;
  column.data = values->data();
  owners_.push_back(std::move(values));
  return column;
}
Column RecordColumns::Texts(const std::vector<const Cell*>& cells) {
  auto dictionary = std::make_shared<columns::Dictionary>();
  auto codes = std::make_shared<std::vector<uint32_t>>();
  for (const Cell* cell : cells) {
    const auto* v = cell == nullptr ? nullptr : std::get_if<std::string>(cell);
    codes->push_back(v == nullptr || source::IsBlank(*v) ? 0 : dictionary->Add(*v));
  }
  Column column = Keep(Physical::kCode32, std::move(codes));
  column.dictionary = dictionary.get();
  owners_.push_back(std::move(dictionary));
  return column;
}
Column RecordColumns::Tags(const std::vector<const Cell*>& cells) {
  auto dictionary = std::make_shared<columns::Dictionary>();
  auto offsets = std::make_shared<std::vector<uint32_t>>(1, 0);
  auto codes = std::make_shared<std::vector<uint32_t>>();
  for (const Cell* cell : cells) {
    if (const auto* v = cell == nullptr ? nullptr : std::get_if<std::vector<std::string>>(cell)) {
      for (const std::string& tag : *v) codes->push_back(dictionary->Add(tag));
    }
    offsets->push_back(static_cast<uint32_t>(codes->size()));
  }
  Column column = Keep(Physical::kTagLists, std::move(offsets));
  codes->resize(codes->size() + 16);
  column.dictionary = dictionary.get();
  column.tags = codes->data();
  owners_.push_back(std::move(dictionary));
  owners_.push_back(std::move(codes));
  return column;
}

Column RecordColumns::Add(ValueType type, const std::vector<const Cell*>& cells) {
  switch (type) {
    case ValueType::kNumber:
      return Plain<double>(Physical::kF64, cells, std::numeric_limits<double>::quiet_NaN(),
                           [](const Cell& c) { return std::get_if<double>(&c); });
    case ValueType::kYesNo:
      return Plain<uint8_t>(Physical::kYesNo8, cells, 2,
                            [](const Cell& c) { return std::get_if<bool>(&c); });
    case ValueType::kDate:
      return Plain<int32_t>(Physical::kDate32, cells, types::kMissingDate,
                            [](const Cell& c) { return std::get_if<int32_t>(&c); });
    case ValueType::kTime:
      return Times(cells);
    case ValueType::kText:
      return Texts(cells);
    case ValueType::kTags:
      return Tags(cells);
  }
  __builtin_unreachable();
}

namespace {

// By column that is used, its cells: those that are listed by id, and over them those given.
class Cells {
 public:
  Cells(const std::vector<uint32_t>& used, size_t columns, size_t rows)
      : used_(used), slots_(columns, UINT32_MAX), cells_(used.size()) {
    for (uint32_t slot = 0; slot < used.size(); ++slot) {
      slots_[used[slot]] = slot;
      cells_[slot].resize(rows, nullptr);
    }
  }
  void Add(size_t row, const std::vector<Cell>& listed, const GivenCells& given) {
    for (uint32_t slot = 0; slot < used_.size() && !listed.empty(); ++slot) {
      if (used_[slot] < listed.size()) cells_[slot][row] = &listed[used_[slot]];
    }
    for (const auto& [column, cell] : given) {
      if (slots_[column] != UINT32_MAX) cells_[slots_[column]][row] = &cell;
    }
  }
  const std::vector<const Cell*>& of(uint32_t slot) const { return cells_[slot]; }

 private:
  const std::vector<uint32_t>& used_;
  std::vector<uint32_t> slots_;
  std::vector<std::vector<const Cell*>> cells_;
};

}  // namespace

std::vector<Column> RecordColumns::AddFields(const std::vector<check::Field>& fields,
                                             const std::vector<uint32_t>& used,
                                             std::span<const Record> records) {
  Cells cells(used, fields.size(), records.size());
  for (size_t row = 0; row < records.size(); ++row)
    cells.Add(row, records[row].fields, records[row].given);
  std::vector<Column> columns(fields.size());
  for (uint32_t slot = 0; slot < used.size(); ++slot)
    columns[used[slot]] = Add(fields[used[slot]].type, cells.of(slot));
  return columns;
}

columns::EventLog RecordColumns::AddEvents(const std::vector<check::Property>& properties,
                                           const std::vector<RecordEvent>& events) {
  std::vector<uint32_t> all(properties.size());
  std::iota(all.begin(), all.end(), 0U);
  std::vector<EventRow> rows;
  for (const RecordEvent& e : events) rows.push_back({&e, 0});
  return AddRows(properties, all, rows);
}

columns::EventLog RecordColumns::AddEvents(const std::vector<check::Property>& properties,
                                           const std::vector<uint32_t>& used,
                                           std::span<const Record> records) {
  std::vector<EventRow> rows;
  for (size_t lead = 0; lead < records.size(); ++lead) {
    for (const RecordEvent& e : records[lead].events)
      rows.push_back({&e, static_cast<int32_t>(lead)});
  }
  return AddRows(properties, used, rows);
}

columns::EventLog RecordColumns::AddRows(const std::vector<check::Property>& properties,
                                         const std::vector<uint32_t>& used,
                                         const std::vector<EventRow>& rows) {
  columns::EventLog log;
  if (rows.empty()) return log;
  auto* leads = Own<std::vector<int32_t>>();
  auto* types = Own<std::vector<uint16_t>>();
  auto* times = Own<std::vector<int64_t>>();
  std::unordered_map<std::string, uint16_t> codes;
  Cells cells(used, properties.size(), rows.size());
  for (const auto& [event, lead] : rows) {
    const auto [it, is_new] =
        codes.try_emplace(event->type, static_cast<uint16_t>(log.type_names.size()));
    if (is_new) log.type_names.push_back(event->type);
    cells.Add(types->size(), event->properties, event->given);
    types->push_back(it->second);
    times->push_back(event->time);
    leads->push_back(lead);
  }
  columns::EventChunk chunk;
  chunk.rows = rows.size();
  chunk.properties.resize(properties.size());
  for (uint32_t slot = 0; slot < used.size(); ++slot)
    chunk.properties[used[slot]] = Add(properties[used[slot]].type, cells.of(slot));
  chunk.leads = leads->data();
  chunk.types = types->data();
  chunk.times = times->data();
  log.chunks.push_back(std::move(chunk));
  return log;
}

}  // namespace ripe::api
