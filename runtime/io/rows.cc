// See rows.h.
#include "runtime/io/rows.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "compiler/source/unicode.h"
#include "runtime/io/csv_scan.h"

namespace ripe::io {

Places::Place Places::At(size_t offset) {
  if (offset < begin_) {
    begin_ = 0;
    line_ = first_line_;
  }
  while (true) {
    const std::string_view rest = text_.substr(begin_, offset - begin_);
    size_t end = rest.find_first_of(cr_ends_lines_ ? "\r\n" : "\n");
    if (end == std::string_view::npos) break;
    // The two bytes of a CRLF are one line end.
    if (rest[end] == '\r' && begin_ + end + 1 < text_.size() && text_[begin_ + end + 1] == '\n') {
      if (begin_ + end + 1 >= offset) break;
      ++end;
    }
    begin_ += end + 1;
    ++line_;
  }
  uint64_t column = 1;
  for (const char c : text_.substr(begin_, offset - begin_)) column += !source::IsContinuation(c);
  return {line_, column};
}

uint64_t LinesIn(std::string_view text, bool cr_ends_lines) {
  return cr_ends_lines ? CountLines(text)
                       : static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

size_t FindBadUtf8(std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return std::string_view::npos;
  return source::FindInvalidUtf8(text);
}

Status NotUtf8(const std::string& name, Places::Place place, char byte) {
  return {StatusCode::kIo,
          fmt::format("{}:{}:{}: the byte 0x{:02X} is not valid UTF-8. If the file comes from "
                      "Korean Excel, try "
                      "`--encoding cp949`; from Western European Excel, `--encoding cp1252`.",
                      name, place.line, place.column, static_cast<uint8_t>(byte))};
}

}  // namespace ripe::io
