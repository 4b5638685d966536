// See jsonl_rows.h. simdjson does the parsing; each line is a document of its own, so that a broken
// one harms no other.
#include "runtime/io/jsonl_rows.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "compiler/source/unicode.h"

namespace ripe::io {
namespace {

namespace od = simdjson::ondemand;
static_assert(simdjson::SIMDJSON_PADDING <= 64, "TextWindow promises 64 readable bytes");

constexpr size_t kMaxKeys = 65'535;

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

// Texts, numbers, yes and no become tags; anything deeper makes the cell unreadable.
template <class Keep>
simdjson::error_code ReadArray(od::value value, Keep keep, Cell* cell) {
  std::string tags;
  od::array array;
  if (const auto error = value.get_array().get(array)) return error;
  for (auto item : array) {
    od::value element;
    if (const auto error = std::move(item).get(element)) return error;
    const std::string_view token = element.raw_json_token();
    if (token.starts_with('[') || token.starts_with('{') || TrimJson(token).ends_with("NaN") ||
        TrimJson(token).ends_with("Infinity")) {
      // Once more from its beginning, for the message.
      std::string_view raw;
      if (const auto error = array.reset().error()) return error;
      if (const auto error = array.raw_json().get(raw)) return error;
      *cell = MakeCell(TrimJson(raw), CellKind::kUnreadable);
      return simdjson::SUCCESS;
    }
    Cell tag;
    if (const auto error = ReadScalar(element, token, keep, &tag)) return error;
    if (tag.kind == CellKind::kMissing) continue;
    tags.append(tag.text());
    tags.push_back(kTagEnd);
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
    if (const auto error = object.raw_json().get(raw)) return error;
    *cell = MakeCell(TrimJson(raw), CellKind::kUnreadable);
    return simdjson::SUCCESS;
  }
  return ReadScalar(value, token, keep, cell);
}

}  // namespace

struct JsonlRows::Parser {
  od::parser parser;
  std::vector<std::string_view>
      order;  // the keys of the row before: the next row most likely has the same
  std::string key_text;

  // Calls `visit(key, value)` for each key of the object; it returns an error code. The key lives
  // for the call.
  template <class Visit>
  simdjson::error_code EachKey(std::string_view line, Visit visit) {
    od::document document;
    const simdjson::padded_string_view text(line.data(), line.size(),
                                            line.size() + simdjson::SIMDJSON_PADDING);
    if (const auto error = parser.iterate(text).get(document)) return error;
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
    return document.current_location().get(after) == simdjson::SUCCESS ? simdjson::TAPE_ERROR
                                                                       : simdjson::SUCCESS;
  }
};

JsonlRows::JsonlRows(std::string name, std::unique_ptr<ByteSource> text, bool validate,
                     size_t window)
    : name_(std::move(name)),
      window_(std::move(text), window),
      validate_(validate),
      parser_(std::make_unique<Parser>()) {}
JsonlRows::~JsonlRows() = default;

Result<bool> JsonlRows::NextText() {
  while (true) {
    RIPE_RETURN_IF_ERROR(window_.Advance(std::exchange(used_, 0)));
    at_ = 0;
    if (window_.size() == 0) return false;
    const std::string_view text(window_.data(), window_.size());
    const size_t end = text.rfind('\n');
    if (skip_line_) {
      const size_t first = text.find('\n');
      used_ = first == std::string_view::npos ? text.size() : first + 1;
      if (first != std::string_view::npos) {
        skip_line_ = false;
        ++line_;
      }
      continue;
    }
    if (window_.at_end()) {
      used_ = text.size();
    } else if (end != std::string_view::npos) {
      used_ = end + 1;
    } else if (text.size() > kMaxRowBytes) {
      AddBad({text.substr(0, 1000), line_}, RejectReason::kRowTooLong, {}, text.data());
      skip_line_ = true;
      used_ = at_ = text.size();
    } else {
      continue;
    }
    if (validate_) RIPE_RETURN_IF_ERROR(CheckUtf8(name_, text.substr(at_, used_ - at_), line_));
    return true;
  }
}

bool JsonlRows::NextLine(Row* row) {
  while (at_ < used_) {
    const std::string_view rest(window_.data() + at_, used_ - at_);
    const size_t end = rest.find('\n');
    *row = {rest.substr(0, end), line_};
    at_ += end == std::string_view::npos ? rest.size() : end + 1;
    ++line_;
    if (row->text.ends_with('\r')) row->text.remove_suffix(1);
    if (!source::IsBlank(row->text)) return true;
  }
  return false;
}

Result<std::vector<std::string>> JsonlRows::CollectKeys() {
  std::vector<std::unique_ptr<std::string>> keys;
  std::unordered_map<std::string_view, size_t> known;
  std::vector<std::string_view>& order = parser_->order;
  while (true) {
    Result<bool> more = NextText();
    if (!more.ok()) return more.status();
    if (!*more) break;
    Row row;
    while (NextLine(&row)) {
      std::vector<std::string> fresh;
      size_t position = 0;
      const auto error = parser_->EachKey(row.text, [&](std::string_view key, od::value) {
        const size_t i = position++;
        if (i < order.size() && order[i] == key) return simdjson::SUCCESS;
        const auto found = known.find(key);
        if (found == known.end()) {
          if (std::find(fresh.begin(), fresh.end(), key) == fresh.end()) fresh.emplace_back(key);
        } else {
          if (i >= order.size()) order.resize(i + 1);
          order[i] = found->first;
        }
        return simdjson::SUCCESS;
      });
      if (error) continue;  // the reader will reject the row
      for (std::string& key : fresh) {
        keys.push_back(std::make_unique<std::string>(std::move(key)));
        known.emplace(*keys.back(), keys.size() - 1);
      }
      if (keys.size() > kMaxKeys) {
        return Status(StatusCode::kLimit,
                      fmt::format("{}:{}: the rows have more than {} different keys.", name_,
                                  row.line, kMaxKeys));
      }
    }
    bad_.clear();
  }
  std::vector<std::string> out;
  for (const auto& key : keys) out.push_back(std::move(*key));
  return out;
}

void JsonlRows::Want(const std::vector<std::string_view>& keys, const std::vector<int>& columns) {
  for (int column : columns) {
    const auto [it, fresh] = slot_of_key_.emplace(keys[static_cast<size_t>(column)],
                                                  static_cast<int>(slot_of_key_.size()));
    slot_of_wanted_.push_back(static_cast<size_t>(it->second));
  }
  cells_.resize(slot_of_key_.size());
}

std::string_view JsonlRows::Keep(std::string text) {
  kept_.push_back(std::make_unique<std::string>(std::move(text)));
  return *kept_.back();
}

void JsonlRows::AddBad(const Row& row, RejectReason reason, std::string detail, const char* at) {
  const size_t offset = at >= row.text.data() && at <= row.text.data() + row.text.size()
                            ? static_cast<size_t>(at - row.text.data())
                            : 0;
  const Place place = PlaceOf(row.text, offset, row.line);
  bad_.push_back(
      {rows(), reason, place.line, place.column, std::move(detail), std::string(row.text)});
}

bool JsonlRows::ReadRow(const Row& row) {
  const size_t r = rows_.size();
  for (auto& cells : cells_) cells.resize(r + 1);
  for (auto& cells : cells_) cells[r] = Cell{};
  const char* at = row.text.data();
  std::string repeated;
  const auto keep = [this](std::string text) { return Keep(std::move(text)); };
  const auto error = parser_->EachKey(row.text, [&](std::string_view key, od::value value) {
    const auto found = slot_of_key_.find(key);
    if (found == slot_of_key_.end()) return simdjson::SUCCESS;
    Cell& cell = cells_[static_cast<size_t>(found->second)][r];
    at = value.raw_json_token().data();
    if (cell.data != nullptr) {
      repeated = std::string(key);
      return simdjson::INCORRECT_TYPE;
    }
    return ReadValue(value, keep, &cell);
  });
  if (!error) {
    rows_.push_back(row);
    return true;
  }
  if (!repeated.empty()) {
    AddBad(row, RejectReason::kRepeatedKey, repeated, at);
  } else if (error == simdjson::INCORRECT_TYPE) {
    AddBad(row, RejectReason::kBadJson, {}, at);
  } else {
    AddBad(row, RejectReason::kBadJson, simdjson::error_message(error), at);
  }
  return false;
}

Result<bool> JsonlRows::NextBlock() {
  rows_.clear();
  bad_.clear();
  kept_.clear();
  Result<bool> more = NextText();
  if (!more.ok() || !*more) return more;
  Row row;
  while (NextLine(&row)) ReadRow(row);
  return true;
}

void JsonlRows::Cells(size_t w, std::span<const uint32_t> rows, Cell* out) {
  const std::vector<Cell>& cells = cells_[slot_of_wanted_[w]];
  for (uint32_t row : rows) *out++ = cells[row];
}

RowSource::Place JsonlRows::Locate(uint32_t row, int w) {
  const Row& r = rows_[row];
  size_t offset = 0;
  if (w >= 0) {
    const char* data = cells_[slot_of_wanted_[static_cast<size_t>(w)]][row].data;
    if (data >= r.text.data() && data <= r.text.data() + r.text.size())
      offset = static_cast<size_t>(data - r.text.data());
  }
  return PlaceOf(r.text, offset, r.line);
}

}  // namespace ripe::io
