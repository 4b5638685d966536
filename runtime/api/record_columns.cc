// See record_columns.h.
#include "runtime/api/record_columns.h"

#include <limits>
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

columns::EventLog RecordColumns::AddEvents(const std::vector<check::Property>& properties,
                                           const std::vector<RecordEvent>& events) {
  columns::EventLog log;
  auto* leads = Own<std::vector<int32_t>>();
  auto* types = Own<std::vector<uint16_t>>();
  auto* times = Own<std::vector<int64_t>>();
  std::unordered_map<std::string, uint16_t> codes;
  for (const RecordEvent& e : events) {
    const auto [it, is_new] =
        codes.try_emplace(e.type, static_cast<uint16_t>(log.type_names.size()));
    if (is_new) log.type_names.push_back(e.type);
    types->push_back(it->second);
    times->push_back(e.time);
    leads->push_back(0);
  }
  columns::EventChunk chunk;
  chunk.rows = events.size();
  for (size_t p = 0; p < properties.size(); ++p) {
    std::vector<const Cell*> column;
    for (const RecordEvent& e : events)
      column.push_back(p < e.properties.size() ? &e.properties[p] : nullptr);
    chunk.properties.push_back(Add(properties[p].type, column));
  }
  chunk.leads = leads->data();
  chunk.types = types->data();
  chunk.times = times->data();
  if (chunk.rows > 0) log.chunks.push_back(std::move(chunk));
  return log;
}

}  // namespace ripe::api
