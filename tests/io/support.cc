// See support.h.
#include "tests/io/support.h"

#include "tests/support/shown.h"

namespace ripe::test {

std::vector<NaiveRow> NaiveCsv(const std::string& text, char delimiter) {
  std::vector<NaiveRow> rows;
  size_t at = 0;
  while (at < text.size()) {
    const size_t start = at;
    NaiveRow row;
    bool any = false;
    bool over = false;
    while (!over) {
      std::string cell;
      if (at < text.size() && text[at] == '"') {
        any = true;
        bool closed = false;
        for (++at; at < text.size();) {
          if (text[at] != '"') {
            cell += text[at++];
          } else if (at + 1 < text.size() && text[at + 1] == '"') {
            cell += '"';
            at += 2;
          } else {
            closed = true;
            ++at;
            break;
          }
        }
        if (!closed) {
          // The record is its first line, and reading goes on after that.
          row.fault = true;
          row.cells.clear();
          at = start;
          while (at < text.size() && text[at] != '\n' && text[at] != '\r') ++at;
          if (at + 1 < text.size() && text[at] == '\r' && text[at + 1] == '\n') ++at;
          ++at;
          break;
        }
        if (at < text.size() && text[at] != delimiter && text[at] != '\n' && text[at] != '\r') row.fault = true;
      }
      while (at < text.size() && text[at] != delimiter && text[at] != '\n' && text[at] != '\r') cell += text[at++];
      any = any || !cell.empty();
      row.cells.push_back(std::move(cell));
      if (at == text.size()) break;
      over = text[at] != delimiter;
      if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
      ++at;
    }
    if (any || row.cells.size() > 1 || row.fault) rows.push_back(std::move(row));
  }
  return rows;
}

ReadResult ReadAllLeads(const std::string& path, const ReadHow& how, io::Report* report, io::LeadIndex* index) {
  ReadResult result;
  io::SourceOptions source = how.source;
  source.path = path;
  Result<std::unique_ptr<io::Table>> table = io::OpenTable(source);
  if (!table.ok()) {
    result.status = table.status();
    return result;
  }
  for (const io::ColumnInfo& column : (*table)->columns()) result.columns.push_back(column.name);
  Result<int> id = io::FindIdColumn(**table, how.id);
  if (!id.ok()) {
    result.status = id.status();
    return result;
  }
  io::LeadRequest request;
  request.id_column = *id;
  request.zone = *types::Zone::Find(how.zone);
  for (const auto& [name, type] : how.columns) {
    io::WantedColumn wanted;
    for (size_t i = 0; i < result.columns.size(); ++i) {
      if (result.columns[i] == name) wanted.column = static_cast<int>(i);
    }
    wanted.type = type;
    wanted.missing = how.missing;
    request.columns.push_back(std::move(wanted));
  }
  io::LeadIndex own;
  Result<std::unique_ptr<io::LeadReader>> reader = io::ReadLeads(table->get(), request, index != nullptr ? index : &own, report);
  if (!reader.ok()) {
    result.status = reader.status();
    return result;
  }
  while (true) {
    Result<std::optional<columns::LeadChunk>> chunk = (*reader)->Next();
    if (!chunk.ok()) {
      result.status = chunk.status();
      return result;
    }
    if (!*chunk) return result;
    ++result.chunks;
    const columns::LeadChunk& c = **chunk;
    if (c.first_row != result.rows.size()) result.status = {StatusCode::kLimit, "first_row is wrong"};
    for (size_t row = 0; row < c.rows; ++row) {
      Row cells = {Show(c.ids, row)};
      for (const columns::Column& column : c.columns) cells.push_back(Show(column, row));
      result.rows.push_back(std::move(cells));
    }
  }
}

}  // namespace ripe::test
