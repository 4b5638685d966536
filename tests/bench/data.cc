// Reading the benchmark's raw column files.
#include "tests/bench/data.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace ripe::bench {

using columns::Column;
using columns::Physical;

const char* Folder::Find(const std::string& file, size_t* bytes) {
  for (const File& known : files_) {
    if (known.name == file) {
      *bytes = known.size;
      return known.bytes.get();
    }
  }
  std::FILE* in = std::fopen((path_ + "/" + file).c_str(), "rb");
  if (in == nullptr) return nullptr;
  std::fseek(in, 0, SEEK_END);
  const auto size = static_cast<size_t>(std::ftell(in));
  std::rewind(in);
  File& loaded = files_.emplace_back();
  loaded.name = file;
  loaded.bytes = {static_cast<char*>(std::aligned_alloc(64, size / 64 * 64 + 64)), std::free};
  loaded.size = std::fread(loaded.bytes.get(), 1, size, in);
  std::fclose(in);
  *bytes = loaded.size;
  return loaded.bytes.get();
}

const void* Folder::Load(const std::string& file, size_t value_bytes, size_t* rows) {
  size_t bytes = 0;
  const char* data = Find(file, &bytes);
  if (data == nullptr) {
    std::fprintf(stderr, "ripe_bench: no file %s/%s (see tests/bench/prepare.py)\n", path_.c_str(), file.c_str());
    std::exit(2);
  }
  *rows = bytes / value_bytes;
  return data;
}

std::vector<std::string> Folder::Lines(const std::string& file) {
  std::ifstream in(path_ + "/" + file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

check::Schema Folder::Schema() const {
  check::Schema schema{.has_leads = true};
  for (const auto& entry : std::filesystem::directory_iterator(path_)) {
    const std::string file = entry.path().filename().string();
    const auto add = [&](std::string_view ending, types::ValueType type) {
      if (file.ends_with(ending) && !file.starts_with("event_")) {
        schema.leads.push_back({.name = file.substr(0, file.size() - ending.size()), .type = type});
      }
    };
    add(".i32.bin", types::ValueType::kNumber);
    add(".f64.bin", types::ValueType::kNumber);
    add(".yesno8.bin", types::ValueType::kYesNo);
    add(".code8.bin", types::ValueType::kText);
  }
  return schema;
}

Column Folder::ColumnOf(const std::string& name) {
  size_t bytes = 0;
  if (const char* data = Find(name + ".i32.bin", &bytes)) {
    Column column{.physical = Physical::kI32, .data = data};
    column.valid = reinterpret_cast<const uint8_t*>(Find(name + ".valid.bin", &bytes));
    return column;
  }
  if (const char* data = Find(name + ".f64.bin", &bytes)) return {.physical = Physical::kF64, .data = data};
  if (const char* data = Find(name + ".yesno8.bin", &bytes)) return {.physical = Physical::kYesNo8, .data = data};
  if (const char* data = Find(name + ".code8.bin", &bytes)) {
    columns::Dictionary& dictionary = dictionaries_.emplace_back();
    for (const std::string& line : Lines(name + ".txt")) dictionary.Add(line);
    return {.physical = Physical::kCode8, .data = data, .dictionary = &dictionary};
  }
  return {};
}

columns::LeadChunk LoadLeads(Folder* folder, const ir::Plan& plan, size_t rows) {
  columns::LeadChunk chunk{.rows = rows};
  for (const check::Field& field : plan.fields) chunk.columns.push_back(folder->ColumnOf(field.name));
  return chunk;
}

columns::EventLog LoadEvents(Folder* folder) {
  columns::EventLog log;
  log.type_names = folder->Lines("event_type.txt");
  columns::EventChunk& chunk = log.chunks.emplace_back();
  chunk.leads = static_cast<const int32_t*>(folder->Load("event_lead.i32.bin", 4, &chunk.rows));
  chunk.types = static_cast<const uint16_t*>(folder->Load("event_type.u16.bin", 2, &chunk.rows));
  chunk.times = static_cast<const int64_t*>(folder->Load("event_time.i64.bin", 8, &chunk.rows));
  return log;
}

}  // namespace ripe::bench
