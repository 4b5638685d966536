// The JSONL table: its columns are the keys of all rows, found by a first pass, so that a key which
// appears late is not lost.
#include <utility>

#include "runtime/io/jsonl_rows.h"
#include "runtime/io/tables.h"

namespace ripe::io {
namespace {

class JsonlTable : public TextTable {
 public:
  JsonlTable(std::shared_ptr<Input> input, const SourceOptions& options)
      : TextTable(std::move(input), options.encoding, options.reread) {}

  Status ReadKeys() {
    RIPE_RETURN_IF_ERROR(input_->Spool());
    Result<std::unique_ptr<JsonlRows>> rows = Start();
    if (!rows.ok()) return rows.status();
    Result<std::vector<std::string>> keys = (*rows)->CollectKeys();
    if (!keys.ok()) return keys.status();
    for (std::string& key : *keys) columns_.push_back({std::move(key), std::nullopt});
    return {};
  }

 protected:
  Result<std::unique_ptr<RowSource>> StartRows(const std::vector<int>& wanted) override {
    Result<std::unique_ptr<JsonlRows>> rows = Start();
    if (!rows.ok()) return rows.status();
    std::vector<std::string_view> keys;
    for (const ColumnInfo& column : columns_) keys.push_back(column.name);
    (*rows)->Want(keys, wanted);
    return std::unique_ptr<RowSource>(std::move(*rows));
  }

 private:
  Result<std::unique_ptr<JsonlRows>> Start() {
    bool validate = false;
    Result<std::unique_ptr<ByteSource>> text = OpenText(input_, encoding_, &validate);
    if (!text.ok()) return text.status();
    return std::make_unique<JsonlRows>(path_, std::move(*text), validate);
  }
};

}  // namespace

Result<std::unique_ptr<Table>> OpenJsonlTable(std::shared_ptr<Input> input,
                                              const SourceOptions& options) {
  auto table = std::make_unique<JsonlTable>(std::move(input), options);
  RIPE_RETURN_IF_ERROR(table->ReadKeys());
  return std::unique_ptr<Table>(std::move(table));
}

}  // namespace ripe::io
