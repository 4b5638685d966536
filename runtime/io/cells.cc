// See cells.h. The common shapes (plain digits, ASCII words) are read without normalisation;
// everything else takes the long way round.
#include "runtime/io/cells.h"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "compiler/source/unicode.h"

namespace ripe::io {
namespace {

bool IsDigit(char c) { return static_cast<uint8_t>(c - '0') < 10; }
bool IsAscii(std::string_view text) {
  uint8_t any = 0;
  for (char c : text) any |= static_cast<uint8_t>(c);
  return any < 0x80;
}
constexpr char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// White space at the ends; ASCII without a look into the Unicode tables.
std::string_view Trim(std::string_view text) {
  const auto plain = [](char c) {
    return static_cast<uint8_t>(c) > ' ' && static_cast<uint8_t>(c) < 0x7f;
  };
  if (!text.empty() && plain(text.front()) && plain(text.back())) return text;
  return source::TrimSpace(text);
}

bool TakePrefix(std::string_view* text, std::string_view prefix) {
  if (!text->starts_with(prefix)) return false;
  text->remove_prefix(prefix.size());
  return true;
}
bool TakeSuffix(std::string_view* text, std::string_view suffix) {
  if (!text->ends_with(suffix)) return false;
  text->remove_suffix(suffix.size());
  return true;
}

constexpr std::array<std::string_view, 5> kCurrencies = {"$", "€", "£", "¥", "₩"};
bool TakeCurrency(std::string_view* text) {
  return std::any_of(kCurrencies.begin(), kCurrencies.end(),
                     [&](std::string_view c) { return TakePrefix(text, c); });
}

// digits, or groups of three between commas; a fraction; an exponent.
struct Shape {
  bool ok = false;
  bool commas = false;
  size_t exponent = std::string_view::npos;  // offset of the e
};
Shape ShapeOf(std::string_view text) {
  Shape shape;
  size_t at = 0;
  while (at < text.size() && IsDigit(text[at])) ++at;
  if (at == 0) return shape;
  if (at <= 3) {
    while (at + 3 < text.size() && text[at] == ',' && IsDigit(text[at + 1]) &&
           IsDigit(text[at + 2]) && IsDigit(text[at + 3])) {
      at += 4;
      shape.commas = true;
    }
  }
  if (at < text.size() && text[at] == '.') {
    const size_t fraction = ++at;
    while (at < text.size() && IsDigit(text[at])) ++at;
    if (at == fraction) return shape;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    shape.exponent = at++;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const size_t digits = at;
    while (at < text.size() && IsDigit(text[at])) ++at;
    if (at == digits) return shape;
  }
  shape.ok = at == text.size();
  return shape;
}

// The exponent of `12.5%` is two less, so that 0.125 is the double nearest to it. A percent sign is
// rare: speed is no matter.
std::string WithExponentLess2(std::string_view digits, size_t exponent) {
  int64_t value = 0;
  if (exponent != std::string_view::npos) {
    std::string_view text = digits.substr(exponent + 1);
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    for (char c : text) value = std::min<int64_t>(value * 10 + (c - '0'), 1'000'000);
    if (negative) value = -value;
  }
  return fmt::format("{}e{}", digits.substr(0, exponent), value - 2);
}

std::optional<double> ParseNumberSlow(std::string_view text) {
  std::string composed;
  if (!IsAscii(text)) {
    composed = source::Nfc(text);
    text = composed;
  }
  int currencies = TakeCurrency(&text) ? 1 : 0;
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (TakeCurrency(&text)) ++currencies;
  const bool percent = TakeSuffix(&text, "%");
  for (std::string_view c : kCurrencies) {
    if (TakeSuffix(&text, c)) {
      ++currencies;
      break;
    }
  }
  if (TakeSuffix(&text, "원")) ++currencies;
  if (currencies > 1) return std::nullopt;
  const Shape shape = ShapeOf(text);
  if (!shape.ok) return std::nullopt;
  std::string digits(text);
  if (percent) digits = WithExponentLess2(text, shape.exponent);
  std::erase(digits, ',');
  double value = 0;
  const auto parsed = fast_float::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size() ||
      !std::isfinite(value))
    return std::nullopt;
  return negative ? -value : value;
}

// Up to 8 bytes as one number, ASCII letters in lower case: a whole word is compared at once.
constexpr uint64_t PackLower(std::string_view text) {
  uint64_t packed = 0;
  for (char c : text) packed = packed << 8 | static_cast<uint8_t>(Lower(c));
  return packed;
}
std::optional<bool> YesNoOf(uint64_t packed) {
  switch (packed) {
    case PackLower("yes"):
    case PackLower("y"):
    case PackLower("true"):
    case PackLower("1"):
    case PackLower("1.0"):
    case PackLower("o"):
      return true;
    case PackLower("no"):
    case PackLower("n"):
    case PackLower("false"):
    case PackLower("0"):
    case PackLower("0.0"):
    case PackLower("x"):
      return false;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<double> ParseNumber(std::string_view text) {
  text = Trim(text);
  const bool negative = text.starts_with('-');
  const std::string_view digits = text.substr(negative ? 1 : 0);
  // Up to 15 digits are exact.
  if (!digits.empty() && digits.size() <= 15) {
    int64_t value = 0;
    size_t at = 0;
    for (; at < digits.size() && IsDigit(digits[at]); ++at) value = value * 10 + (digits[at] - '0');
    if (at == digits.size())
      return negative ? -static_cast<double>(value) : static_cast<double>(value);
  }
  const Shape shape = ShapeOf(digits);
  if (!shape.ok || shape.commas) return ParseNumberSlow(text);
  double value = 0;
  const auto parsed = fast_float::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (parsed.ec != std::errc() || !std::isfinite(value)) return std::nullopt;
  return negative ? -value : value;
}

std::optional<bool> ParseYesNo(std::string_view text) {
  text = Trim(text);
  if (text.size() <= 8 && IsAscii(text)) return YesNoOf(PackLower(text));
  if (text.size() > 64) return std::nullopt;
  const std::string folded = source::Fold(text);
  if (folded == "예") return true;
  if (folded == "아니오") return false;
  if (folded.size() <= 8) return YesNoOf(PackLower(folded));
  return std::nullopt;
}

std::optional<double> ReadNumber(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::kText:
    case CellKind::kNumber:
      return ParseNumber(cell.text());
    case CellKind::kTrue:
    case CellKind::kFalse:
    case CellKind::kMissing:
    case CellKind::kArray:
    case CellKind::kUnreadable:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<bool> ReadYesNo(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::kText:
      return ParseYesNo(cell.text());
    case CellKind::kNumber: {
      const std::optional<double> number = ParseNumber(cell.text());
      if (number == 1.0) return true;
      if (number == 0.0) return false;
      return std::nullopt;
    }
    case CellKind::kTrue:
      return true;
    case CellKind::kFalse:
      return false;
    case CellKind::kMissing:
    case CellKind::kArray:
    case CellKind::kUnreadable:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<int32_t> ReadDate(const Cell& cell, const types::Zone& zone) {
  if (cell.kind != CellKind::kText) return std::nullopt;
  return types::ParseDateOf(cell.text(), zone);
}

std::optional<int64_t> ReadTime(const Cell& cell, const types::Zone& zone) {
  if (cell.kind == CellKind::kText) return types::ParseInstant(cell.text(), zone);
  if (cell.kind != CellKind::kNumber) return std::nullopt;
  if (cell.text().find_first_of("eE") == std::string_view::npos)
    return types::ParseInstant(cell.text(), zone);
  // 1.7e9: written out, since ParseInstant knows no exponents.
  const std::optional<double> number = ParseNumber(cell.text());
  if (!number || std::abs(*number) > 1e18) return std::nullopt;
  return types::ParseInstant(fmt::format("{:.6f}", *number), zone);
}

std::optional<std::string_view> ReadText(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::kText:
    case CellKind::kNumber:
      return cell.text();
    case CellKind::kTrue:
      return "true";
    case CellKind::kFalse:
      return "false";
    case CellKind::kMissing:
    case CellKind::kArray:
    case CellKind::kUnreadable:
      return std::nullopt;
  }
  return std::nullopt;
}

bool ReadTags(const Cell& cell, std::vector<std::string_view>* tags) {
  const auto split = [&](std::string_view text, std::string_view separators) {
    while (!text.empty()) {
      const size_t end = std::min(text.find_first_of(separators), text.size());
      const std::string_view tag = Trim(text.substr(0, end));
      if (!tag.empty()) tags->push_back(tag);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  };
  if (cell.kind == CellKind::kArray) {
    split(cell.text(), std::string_view(&kTagEnd, 1));
    return true;
  }
  const std::optional<std::string_view> text = ReadText(cell);
  if (!text) return false;
  split(*text, ";,|");
  return true;
}

bool IsBlankCell(const Cell& cell) { return source::IsBlank(cell.text()); }

MissingCells::MissingCells(const std::vector<Literal>& literals) {
  for (const Literal& literal : literals) {
    if (const auto* text = std::get_if<std::string>(&literal)) {
      std::string folded = source::Fold(*text);
      const bool ascii = IsAscii(folded);
      texts_.push_back({std::move(folded), ascii});
    } else if (const auto* number = std::get_if<double>(&literal)) {
      numbers_.push_back(*number);
    } else if (const auto* yes = std::get_if<bool>(&literal)) {
      yes_no_[*yes ? 1 : 0] = true;
    } else if (const auto* date = std::get_if<int32_t>(&literal)) {
      dates_.push_back(*date);
    }
  }
}

bool MissingCells::Matches(const Cell& cell, const types::Zone& zone) const {
  if (!texts_.empty()) {
    if (const std::optional<std::string_view> text = ReadText(cell)) {
      const bool ascii = IsAscii(*text);
      std::string folded;
      if (!ascii) folded = source::Fold(*text);
      for (const Text& missing : texts_) {
        // Folding makes some characters ASCII (the Kelvin sign), never the other way round.
        if (!ascii ? folded == missing.folded
                   : missing.ascii && std::equal(text->begin(), text->end(), missing.folded.begin(),
                                                 missing.folded.end(),
                                                 [](char a, char b) { return Lower(a) == b; })) {
          return true;
        }
      }
    }
  }
  if (!numbers_.empty()) {
    const std::optional<double> number = ReadNumber(cell);
    if (number && std::find(numbers_.begin(), numbers_.end(), *number) != numbers_.end())
      return true;
  }
  if (yes_no_[0] || yes_no_[1]) {
    const std::optional<bool> yes = ReadYesNo(cell);
    if (yes && yes_no_[*yes ? 1 : 0]) return true;
  }
  if (!dates_.empty()) {
    const std::optional<int32_t> date = ReadDate(cell, zone);
    if (date && std::find(dates_.begin(), dates_.end(), *date) != dates_.end()) return true;
  }
  return false;
}

}  // namespace ripe::io
