// See jsonl_rows.h. simdjson does the parsing; each line is a document of its own, so that a broken
// one harms no other.
#include "runtime/io/jsonl_rows.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/source/unicode.h"

namespace ripe::io {
namespace {

namespace od = simdjson::ondemand;
static_assert(simdjson::SIMDJSON_PADDING <= 64, "a TextBlock promises 64 readable bytes");

// No value of a row may lie deeper; simdjson's own bound.
constexpr size_t kMaxDepth = 1024;

// A piece of this many bytes is read several times while it is in the cache.
constexpr size_t kPiece = size_t{1} << 18;

bool IsDigit(char c) { return static_cast<uint8_t>(c - '0') < 10; }

// The grammar of RFC 8259.
bool IsJsonNumber(std::string_view text) {
  size_t at = text.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const size_t from = at;
    while (at < text.size() && IsDigit(text[at])) ++at;
    return at > from;
  };
  if (at < text.size() && text[at] == '0') {
    ++at;
  } else if (!digits()) {
    return false;
  }
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (!digits()) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!digits()) return false;
  }
  return at == text.size();
}

std::string_view TrimJson(std::string_view text) {
  while (!text.empty() &&
         (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n'))
    text.remove_suffix(1);
  return text;
}

// What a row must be, where it is not, without the parser's own words.
std::string_view InWords(simdjson::error_code error) {
  switch (error) {
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return "the line does not end with the } of its object";
    case simdjson::TRAILING_CONTENT:
      return "behind the object stands something else; each line is one object";
    case simdjson::TAPE_ERROR:
      return "here stands no value of JSON, or a comma, a colon or a quote is missing or one too "
             "many";
    case simdjson::STRING_ERROR:
      return "a text here has a \\ with something behind it that JSON does not know";
    case simdjson::UNCLOSED_STRING:
      return "a text is opened with a quote and not closed";
    case simdjson::UNESCAPED_CHARS:
      return "a text has a control character in it; a tab is written \\t";
    case simdjson::UTF8_ERROR:
      return "it has bytes that are not UTF-8";
    case simdjson::DEPTH_ERROR:
      return "more than 1,024 values lie within each other";
    default:
      return simdjson::error_message(error);
  }
}

Cell MakeCell(std::string_view text, CellKind kind) {
  return {text.data(), static_cast<uint32_t>(text.size()), kind};
}

// A string or another plain value from its token, which runs to the next token. `keep` stores a
// text for the block.
template <class Keep>
simdjson::error_code ReadScalar(od::value value, std::string_view token, Keep keep, Cell* cell) {
  if (token.starts_with('"')) {
    const size_t end = token.find_first_of("\"\\", 1);
    if (end != std::string_view::npos && token[end] == '"') {
      // Taken, since the parser would skip a string with a colon behind it as a key.
      if (const auto error = value.get_raw_json_string().error()) return error;
      *cell = MakeCell(token.substr(1, end - 1), CellKind::kText);
      return simdjson::SUCCESS;
    }
    std::string_view text;
    if (const auto error = value.get_string().get(text)) return error;
    *cell = MakeCell(keep(std::string(text)), CellKind::kText);
    return simdjson::SUCCESS;
  }
  token = TrimJson(token);
  if (token == "true") {
    *cell = MakeCell(token, CellKind::kTrue);
  } else if (token == "false") {
    *cell = MakeCell(token, CellKind::kFalse);
  } else if (token == "null") {
    *cell = MakeCell(token, CellKind::kMissing);
  } else if (IsJsonNumber(token)) {
    *cell = MakeCell(token, CellKind::kNumber);
  } else if (token == "NaN" || token == "Infinity" || token == "-Infinity") {
    // Not JSON, but Python writes them.
    *cell = MakeCell(token, CellKind::kUnreadable);
  } else {
    return simdjson::TAPE_ERROR;
  }
  return simdjson::SUCCESS;
}

// Looks through values to their ends, whether all of them is JSON: the parser itself looks no
// further than it is asked to. The levels are kept here, since a thousand calls within each other
// would not fit on a small stack.
class Checker {
 public:
  // `depth`: of how many levels within each other a value may be.
  explicit Checker(size_t depth) : depth_(depth) {}
  simdjson::error_code Check(od::value value) {
    if (const auto error = Enter(value)) return error;
    return Finish();
  }
  simdjson::error_code Check(od::object& object) {
    Enter(object);
    return Finish();
  }

 private:
  // An array or an object, and what of it comes next.
  struct Level {
    bool is_object = false, begun = false;
    decltype(std::declval<od::array&>().begin()) item, items_end;
    decltype(std::declval<od::object&>().begin()) field, fields_end;
  };
  void Enter(od::object& object) {
    Level& level = open_.emplace_back();
    level.is_object = true;
    level.field = object.begin();
    level.fields_end = object.end();
  }
  simdjson::error_code Enter(od::value value) {
    const std::string_view token = value.raw_json_token();
    if (!token.starts_with('[') && !token.starts_with('{')) {
      Cell ignored;
      return ReadScalar(
          value, token, [](const std::string&) { return std::string_view(); }, &ignored);
    }
    if (open_.size() >= depth_) return simdjson::DEPTH_ERROR;
    if (token.starts_with('{')) {
      od::object object;
      if (const auto error = value.get_object().get(object)) return error;
      Enter(object);
      return simdjson::SUCCESS;
    }
    od::array array;
    if (const auto error = value.get_array().get(array)) return error;
    Level& level = open_.emplace_back();
    level.item = array.begin();
    level.items_end = array.end();
    return simdjson::SUCCESS;
  }
  simdjson::error_code Finish() {
    while (!open_.empty()) {
      Level& level = open_.back();
      if (level.begun && level.is_object) ++level.field;
      if (level.begun && !level.is_object) ++level.item;
      level.begun = true;
      if (level.is_object ? !(level.field != level.fields_end) : !(level.item != level.items_end)) {
        open_.pop_back();
        continue;
      }
      od::value value;
      if (level.is_object) {
        od::field field;
        if (const auto error = (*level.field).get(field)) return error;
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key)) return error;
        value = field.value();
      } else if (const auto error = (*level.item).get(value)) {
        return error;
      }
      if (const auto error = Enter(value)) return error;
    }
    return simdjson::SUCCESS;
  }

  size_t depth_;
  std::vector<Level> open_;
};

// Texts, numbers, yes and no become tags; anything deeper makes the cell unreadable.
template <class Keep>
simdjson::error_code ReadArray(od::value value, Keep keep, Cell* cell) {
  std::string tags;
  bool readable = true;
  od::array array;
  if (const auto error = value.get_array().get(array)) return error;
  for (auto item : array) {
    od::value element;
    if (const auto error = std::move(item).get(element)) return error;
    const std::string_view token = element.raw_json_token();
    Cell tag;
    if (token.starts_with('[') || token.starts_with('{')) {
      if (const auto error = Checker(kMaxDepth - 2).Check(element)) return error;
      tag.kind = CellKind::kUnreadable;
    } else if (const auto error = ReadScalar(element, token, keep, &tag)) {
      return error;
    }
    readable = readable && tag.kind != CellKind::kUnreadable;
    if (tag.kind == CellKind::kMissing || !readable) continue;
    tags.append(tag.text());
    tags.push_back(kTagEnd);
  }
  if (!readable) {
    // Once more from its beginning, for the message.
    std::string_view raw;
    if (const auto error = array.reset().error()) return error;
    if (const auto error = array.raw_json().get(raw)) return error;
    *cell = MakeCell(TrimJson(raw), CellKind::kUnreadable);
    return simdjson::SUCCESS;
  }
  *cell = MakeCell(keep(std::move(tags)), CellKind::kArray);
  return simdjson::SUCCESS;
}

template <class Keep>
simdjson::error_code ReadValue(od::value value, Keep keep, Cell* cell) {
  const std::string_view token = value.raw_json_token();
  if (token.starts_with('[')) return ReadArray(value, keep, cell);
  if (token.starts_with('{')) {
    std::string_view raw;
    od::object object;
    if (const auto error = value.get_object().get(object)) return error;
    if (const auto error = Checker(kMaxDepth - 1).Check(object)) return error;
    if (const auto error = object.reset().error()) return error;
    if (const auto error = object.raw_json().get(raw)) return error;
    *cell = MakeCell(TrimJson(raw), CellKind::kUnreadable);
    return simdjson::SUCCESS;
  }
  return ReadScalar(value, token, keep, cell);
}

}  // namespace

struct JsonlRows::Parser {
  od::parser parser;
  std::vector<std::string> order;  // the keys of the row before
  std::string key_text;

  // Calls `visit(key, value)` for each key of the object; it returns an error code. The key lives
  // for the call.
  template <class Visit>
  simdjson::error_code EachKey(std::string_view line, Visit visit) {
    od::document document;
    const simdjson::padded_string_view text(line.data(), line.size(),
                                            line.size() + simdjson::SIMDJSON_PADDING);
    const auto unfit = parser.iterate(text).get(document);
    if (unfit == simdjson::MEMALLOC) throw std::bad_alloc();  // the row is not to blame
    if (unfit) return unfit;
    od::object object;
    if (const auto error = document.get_object().get(object)) return error;
    for (auto item : object) {
      od::field field;
      if (const auto error = std::move(item).get(field)) return error;
      const char* raw = field.key().raw();
      const size_t room = static_cast<size_t>(line.data() + line.size() - raw);
      const std::string_view rest(raw, room);
      const size_t end = rest.find_first_of("\"\\");
      std::string_view key;
      if (end == std::string_view::npos) return simdjson::STRING_ERROR;
      if (rest[end] == '"') {
        key = rest.substr(0, end);
      } else {
        std::string_view unescaped;
        if (const auto error = field.unescaped_key().get(unescaped)) return error;
        key_text.assign(unescaped);
        key = key_text;
      }
      if (const auto error = visit(key, field.value())) return error;
    }
    const char* after = nullptr;
    return document.current_location().get(after) == simdjson::SUCCESS ? simdjson::TRAILING_CONTENT
                                                                       : simdjson::SUCCESS;
  }
};

JsonlRows::JsonlRows(const std::vector<std::string_view>& keys, const std::vector<int>& wanted)
    : parser_(std::make_unique<Parser>()) {
  for (int column : wanted) {
    const auto [it, fresh] = slot_of_key_.emplace(keys[static_cast<size_t>(column)],
                                                  static_cast<int>(slot_of_key_.size()));
    slot_of_wanted_.push_back(static_cast<size_t>(it->second));
  }
  cells_.resize(slot_of_key_.size());
  for (const std::string_view key : keys)
    slot_of_key_.emplace(key, static_cast<int>(slot_of_key_.size()));
  line_of_slot_.resize(slot_of_key_.size());
}
JsonlRows::~JsonlRows() = default;

void JsonlRows::Open(const TextBlock& block, size_t size) {
  block_ = &block;
  size_ = size;
  at_ = consumed_ = 0;
}

bool JsonlRows::NextLine(size_t end, std::string_view* line) {
  while (at_ < end) {
    const std::string_view rest = block_->text().substr(at_, end - at_);
    const size_t length = rest.find('\n');
    *line = rest.substr(0, length);
    at_ += length == std::string_view::npos ? rest.size() : length + 1;
    if (line->ends_with('\r')) line->remove_suffix(1);
    if (!source::IsBlank(*line)) return true;
  }
  return false;
}

std::vector<std::string> JsonlRows::KeysOf(const TextBlock& block, size_t size) {
  Open(block, size);
  std::vector<std::string> keys;
  if (block.too_long) return keys;
  std::unordered_set<std::string> known;
  std::vector<std::string>& order = parser_->order;
  std::string_view line;
  while (NextLine(size_, &line)) {
    std::vector<std::string> of_row;
    size_t position = 0;
    const auto error = parser_->EachKey(line, [&](std::string_view key, od::value) {
      const size_t i = position++;
      // Most likely the row has the keys of the row before.
      if (i < order.size() && order[i] == key && known.contains(order[i])) return simdjson::SUCCESS;
      of_row.emplace_back(key);
      if (i >= order.size()) order.resize(i + 1);
      order[i] = key;
      return simdjson::SUCCESS;
    });
    if (error) continue;  // the reader will reject the row
    for (std::string& key : of_row) {
      if (known.insert(key).second) keys.push_back(std::move(key));
    }
  }
  return keys;
}

std::string_view JsonlRows::Keep(std::string text) {
  kept_.push_back(std::make_unique<std::string>(std::move(text)));
  return *kept_.back();
}

void JsonlRows::AddBad(std::string_view line, RejectReason reason, std::string detail,
                       const char* at) {
  const size_t begin = static_cast<size_t>(line.data() - block_->memory.get());
  const bool within = at >= line.data() && at <= line.data() + line.size();
  bad_.push_back({rows(), reason, begin + (within ? static_cast<size_t>(at - line.data()) : 0),
                  begin, begin + line.size(), std::move(detail)});
}

void JsonlRows::ReadRow(std::string_view line) {
  const size_t r = rows_.size();
  ++line_;
  for (auto& cells : cells_) cells.resize(r + 1);
  for (auto& cells : cells_) cells[r] = Cell{};
  const char* at = line.data();
  std::string repeated;
  const auto keep = [this](std::string text) { return Keep(std::move(text)); };
  const auto error = parser_->EachKey(line, [&](std::string_view key, od::value value) {
    at = value.raw_json_token().data();
    const auto found = slot_of_key_.find(key);
    if (found == slot_of_key_.end()) return Checker(kMaxDepth - 1).Check(value);
    const auto slot = static_cast<size_t>(found->second);
    if (std::exchange(line_of_slot_[slot], line_) == line_) {
      repeated = std::string(key);
      return simdjson::INCORRECT_TYPE;
    }
    if (slot >= cells_.size()) return Checker(kMaxDepth - 1).Check(value);
    return ReadValue(value, keep, &cells_[slot][r]);
  });
  if (!error) {
    rows_.push_back(line);
  } else if (!repeated.empty()) {
    AddBad(line, RejectReason::kRepeatedKey, repeated, at);
  } else if (error == simdjson::INCORRECT_TYPE) {
    AddBad(line, RejectReason::kBadJson, {}, at);
  } else {
    AddBad(line, RejectReason::kBadJson, std::string(InWords(error)), at);
  }
}

bool JsonlRows::NextRows() {
  rows_.clear();
  bad_.clear();
  kept_.clear();
  if (at_ >= size_) {
    if (size_ == block_->size) consumed_ = size_;
    return false;
  }
  if (block_->too_long) {
    AddBad(block_->text().substr(0, std::min<size_t>(size_, 1000)), RejectReason::kRowTooLong, {},
           block_->memory.get());
    at_ = size_;
    return true;
  }
  // Whole lines; a piece of a line only at the end of the input.
  size_t end = size_;
  if (end - at_ > kPiece) {
    const size_t line_end = block_->text().find('\n', at_ + kPiece);
    if (line_end < end) end = line_end + 1;
  }
  if (end == size_ && size_ < block_->size) {
    const size_t line_end = block_->text().substr(0, end).rfind('\n');
    end = line_end == std::string_view::npos || line_end < at_ ? at_ : line_end + 1;
    if (end == at_) return false;
    size_ = end;
  }
  std::string_view line;
  while (NextLine(end, &line)) ReadRow(line);
  consumed_ = end;
  return true;
}

void JsonlRows::Cells(size_t w, std::span<const uint32_t> rows, Cell* out) {
  const std::vector<Cell>& cells = cells_[slot_of_wanted_[w]];
  for (uint32_t row : rows) *out++ = cells[row];
}

RowSource::Extent JsonlRows::RowExtent(uint32_t row) const {
  const size_t begin = static_cast<size_t>(rows_[row].data() - block_->memory.get());
  return {begin, begin + rows_[row].size()};
}

size_t JsonlRows::CellBegin(uint32_t row, size_t w) const {
  const std::string_view line = rows_[row];
  const char* data = cells_[slot_of_wanted_[w]][row].data;
  const bool within = data >= line.data() && data <= line.data() + line.size();
  return static_cast<size_t>((within ? data : line.data()) - block_->memory.get());
}

}  // namespace ripe::io
