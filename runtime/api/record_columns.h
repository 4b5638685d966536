// Plain values as columns, for engines that know nothing else. A RecordColumns owns the memory of
// what it made; the columns stay valid while it lives.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "compiler/check/module.h"
#include "runtime/api/record.h"
#include "runtime/columns/columns.h"

namespace ripe::api {

class RecordColumns {
 public:
  // The column of `type` with these cells in order; null: missing. What is of another type is
  // missing too.
  columns::Column Add(types::ValueType type, const std::vector<const Cell*>& cells);
  // The events of one lead, row 0.
  columns::EventLog AddEvents(const std::vector<check::Property>& properties,
                              const std::vector<RecordEvent>& events);
  // The fields and the events of records, each of which is a row. Just those fields and properties
  // that are `used` get a column.
  std::vector<columns::Column> AddFields(const std::vector<check::Field>& fields,
                                         const std::vector<uint32_t>& used,
                                         std::span<const Record> records);
  columns::EventLog AddEvents(const std::vector<check::Property>& properties,
                              const std::vector<uint32_t>& used, std::span<const Record> records);

 private:
  struct EventRow {
    const RecordEvent* event;
    int32_t lead;
  };
  columns::EventLog AddRows(const std::vector<check::Property>& properties,
                            const std::vector<uint32_t>& used, const std::vector<EventRow>& rows);
  template <class T, class Get>
  columns::Column Plain(columns::Physical physical, const std::vector<const Cell*>& cells,
                        T missing, Get get);
  template <class T>
  columns::Column Keep(columns::Physical physical, std::shared_ptr<std::vector<T>> values);
  columns::Column Times(const std::vector<const Cell*>& cells);
  columns::Column Texts(const std::vector<const Cell*>& cells);
  columns::Column Tags(const std::vector<const Cell*>& cells);
  template <class T>
  T* Own() {
    auto owned = std::make_shared<T>();
    owners_.push_back(owned);
    return owned.get();
  }

  std::vector<std::shared_ptr<void>> owners_;
};

}  // namespace ripe::api
