// See rows.h.
#include "runtime/io/rows.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <cstring>
#include <utility>

#include "compiler/source/unicode.h"
#include "runtime/io/csv_scan.h"

namespace ripe::io {
namespace {
constexpr size_t kPadding = 64;  // also what simdjson and the CSV scanner read past the end
}

TextWindow::TextWindow(std::unique_ptr<ByteSource> source, size_t size)
    : source_(std::move(source)), capacity_(size) {
  buffer_ = std::make_unique_for_overwrite<char[]>(capacity_ + kPadding);
}

Status TextWindow::Advance(size_t used) {
  const size_t rest = size_ - used;
  if (rest > capacity_ / 2) {
    auto wider = std::make_unique_for_overwrite<char[]>(capacity_ * 2 + kPadding);
    std::memcpy(wider.get(), buffer_.get() + used, rest);
    buffer_ = std::move(wider);
    capacity_ *= 2;
  } else if (used > 0) {
    std::memmove(buffer_.get(), buffer_.get() + used, rest);
  }
  size_ = rest;
  while (size_ < capacity_ && !at_end_) {
    Result<size_t> got = source_->Read(buffer_.get() + size_, capacity_ - size_);
    if (!got.ok()) return got.status();
    if (*got == 0) at_end_ = true;
    size_ += *got;
  }
  std::memset(buffer_.get() + size_, 0, kPadding);
  return {};
}

RowSource::Place PlaceOf(std::string_view text, size_t offset, uint64_t line) {
  const std::string_view before = text.substr(0, offset);
  const size_t line_end = before.find_last_of("\r\n");
  const std::string_view in_line =
      line_end == std::string_view::npos ? before : before.substr(line_end + 1);
  uint64_t column = 1;
  for (char c : in_line) column += (static_cast<uint8_t>(c) & 0xC0) != 0x80;
  return {line + CountLines(before), column};
}

Status CheckUtf8(const std::string& name, std::string_view text, uint64_t line) {
  if (simdjson::validate_utf8(text.data(), text.size())) return {};
  const size_t offset = source::FindInvalidUtf8(text);
  if (offset == std::string_view::npos) return {};
  const RowSource::Place place = PlaceOf(text, offset, line);
  return {StatusCode::kIo,
          fmt::format("{}:{}:{}: the byte 0x{:02X} is not valid UTF-8. If the file comes from "
                      "Korean Excel, try "
                      "`--encoding cp949`; from Western European Excel, `--encoding cp1252`.",
                      name, place.line, place.column, static_cast<uint8_t>(text[offset]))};
}

}  // namespace ripe::io
