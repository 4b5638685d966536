// The JSONL table: its columns are the keys of all rows, found by a first pass, so that a key which
// appears late is not lost.
#include <fmt/format.h>

#include <unordered_set>
#include <utility>

#include "runtime/io/jsonl_rows.h"
#include "runtime/io/ordered.h"
#include "runtime/io/tables.h"
#include "runtime/io/text_pieces.h"

namespace ripe::io {
namespace {

constexpr size_t kMaxKeys = 65'535;

// The keys of all rows, block by block.
class KeysWork : public OrderedWork {
 public:
  explicit KeysWork(RowStream stream) : pieces_(std::move(stream)) {}

  Result<std::unique_ptr<Item>> Take(bool* wait) override { return pieces_.Take<Part, Item>(wait); }
  Status First(Item* item, unsigned) override {
    Part* part = static_cast<Part*>(item);
    JsonlRows rows({}, {});
    pieces_.Open(&part->text, &rows);
    part->keys = rows.KeysOf(*part->text.block, part->text.valid().size());
    part->text.consumed = part->text.block->size;
    part->text.lines = LinesIn(part->text.block->text(), false);
    return {};
  }
  Result<bool> Middle(Item* item) override {
    Part* part = static_cast<Part*>(item);
    if (!pieces_.Begin(&part->text)) return false;
    for (std::string& key : part->keys) {
      if (known_.insert(key).second) keys_.push_back(std::move(key));
    }
    if (keys_.size() > kMaxKeys) {
      return Status(
          StatusCode::kLimit,
          fmt::format("{}: the rows have more than {} different keys.", pieces_.name(), kMaxKeys));
    }
    RIPE_RETURN_IF_ERROR(pieces_.EndQuietly(&part->text));
    return true;
  }
  std::vector<std::string>& keys() { return keys_; }

 private:
  struct Part : Item {
    TextPiece text;
    std::vector<std::string> keys;
  };
  TextPieces pieces_;
  std::unordered_set<std::string> known_;
  std::vector<std::string> keys_;
};

class JsonlTable : public TextTable {
 public:
  JsonlTable(std::shared_ptr<Input> input, const SourceOptions& options)
      : TextTable(std::move(input), options) {}

  Status ReadKeys() {
    RIPE_RETURN_IF_ERROR(input_->Spool());
    Result<RowStream> stream = StartRows({});
    if (!stream.ok()) return stream.status();
    KeysWork work(std::move(*stream));
    RIPE_RETURN_IF_ERROR(RunOrdered(&work, options_.threads));
    for (std::string& key : work.keys()) columns_.push_back({std::move(key), std::nullopt});
    if (!columns_.empty()) return {};
    return {StatusCode::kIo,
            fmt::format("{}: no line is a JSON object with a key; each has to be one, such as "
                        "{{\"id\": 1, \"title\": \"CEO\"}}.",
                        path_)};
  }

 protected:
  Result<RowStream> StartRows(const std::vector<int>& wanted) override {
    RowStream stream;
    Result<std::unique_ptr<ByteSource>> text =
        OpenText(input_, options_.encoding, &stream.validate);
    if (!text.ok()) return text.status();
    stream.blocks =
        std::make_unique<LineSplitter>(std::move(*text), BlockBytes(options_.block_bytes));
    std::vector<std::string_view> keys;
    for (const ColumnInfo& column : columns_) keys.push_back(column.name);
    stream.new_rows = [keys = std::move(keys), wanted] {
      return std::make_unique<JsonlRows>(keys, wanted);
    };
    stream.name = path_;
    return stream;
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
