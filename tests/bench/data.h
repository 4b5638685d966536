// The benchmark's data in memory: the files that prepare.py makes from gen.py's Parquet, as the columns the engine reads.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/ir/plan.h"
#include "runtime/columns/columns.h"

namespace ripe::bench {

// A read-only folder of NAME.TYPE.bin files, each loaded once. Ends the process with a message where a needed file is missing.
class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {}
  // The column of that name in whichever type it has; kNone where there is none.
  columns::Column ColumnOf(const std::string& name);
  // All bytes of a file; `rows` of the given size.
  const void* Load(const std::string& file, size_t value_bytes, size_t* rows);
  std::vector<std::string> Lines(const std::string& file);
  // The leads' columns with their types, as a Parquet file would bring them.
  check::Schema Schema() const;

 private:
  const char* Find(const std::string& file, size_t* bytes);
  std::string path_;
  struct File {
    std::string name;
    std::unique_ptr<char[], void (*)(void*)> bytes{nullptr, nullptr};
    size_t size = 0;
  };
  std::deque<File> files_;
  std::deque<columns::Dictionary> dictionaries_;
};

columns::LeadChunk LoadLeads(Folder* folder, const ir::Plan& plan, size_t rows);
columns::EventLog LoadEvents(Folder* folder);

}  // namespace ripe::bench
