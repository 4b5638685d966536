// See arrow_array.h. The format strings are those of the C Data Interface's specification.
#include "runtime/io/arrow_array.h"

#include <cstdlib>

namespace ripe::io {
namespace {

ArrowType Plain(ArrowKind kind, std::string name) {
  ArrowType type;
  type.kind = kind;
  type.name = std::move(name);
  return type;
}

int64_t PerSecond(char unit) {
  return unit == 'm' ? 1'000 : unit == 'u' ? 1'000'000 : unit == 'n' ? 1'000'000'000 : 1;
}

// A value of the schema's metadata; empty where there is none. The block is a count, then a length
// and bytes for each key and value.
std::string_view MetadataOf(const ArrowSchema& schema, std::string_view wanted) {
  const char* at = schema.metadata;
  if (at == nullptr) return {};
  const auto number = [&at] {
    int32_t value;
    std::memcpy(&value, at, sizeof(value));
    at += sizeof(value);
    return value;
  };
  const auto text = [&] {
    const auto size = static_cast<size_t>(number());
    const std::string_view bytes(at, size);
    at += size;
    return bytes;
  };
  for (int32_t left = number(); left > 0; --left) {
    const std::string_view key = text(), value = text();
    if (key == wanted) return value;
  }
  return {};
}

ArrowType SingleLetter(char letter) {
  switch (letter) {
    case 'n':
      return Plain(ArrowKind::kNull, "null");
    case 'b':
      return Plain(ArrowKind::kBool, "bool");
    case 'c':
      return Plain(ArrowKind::kInt8, "int8");
    case 'C':
      return Plain(ArrowKind::kUint8, "uint8");
    case 's':
      return Plain(ArrowKind::kInt16, "int16");
    case 'S':
      return Plain(ArrowKind::kUint16, "uint16");
    case 'i':
      return Plain(ArrowKind::kInt32, "int32");
    case 'I':
      return Plain(ArrowKind::kUint32, "uint32");
    case 'l':
      return Plain(ArrowKind::kInt64, "int64");
    case 'L':
      return Plain(ArrowKind::kUint64, "uint64");
    case 'e':
      return Plain(ArrowKind::kFloat16, "half float");
    case 'f':
      return Plain(ArrowKind::kFloat32, "float");
    case 'g':
      return Plain(ArrowKind::kFloat64, "double");
    case 'u':
    case 'z':
      return Plain(ArrowKind::kText, "text");
    case 'U':
    case 'Z':
      return Plain(ArrowKind::kLargeText, "text");
    default:
      return Plain(ArrowKind::kOther, "type that ripe does not know");
  }
}

// "d:19,10" or "d:19,10,256".
ArrowType Decimal(const char* format) {
  ArrowType type = Plain(ArrowKind::kDecimal, "decimal");
  char* end = nullptr;
  std::strtol(format + 2, &end, 10);
  type.scale = *end == ',' ? static_cast<int>(std::strtol(end + 1, &end, 10)) : 0;
  type.width = *end == ',' ? static_cast<int>(std::strtol(end + 1, &end, 10)) / 8 : 16;
  return type;
}

ArrowType Temporal(std::string_view format) {
  const char what = format.size() > 1 ? format[1] : '\0';
  const char unit = format.size() > 2 ? format[2] : '\0';
  ArrowType type = Plain(ArrowKind::kOther, what == 'D' ? "duration" : "interval");
  if (what == 'd') {
    type = Plain(unit == 'D' ? ArrowKind::kDate32 : ArrowKind::kDate64, "date");
  } else if (what == 's') {
    type = Plain(ArrowKind::kTimestamp, "timestamp");
    type.zoned = format.size() > 4;
  } else if (what == 't') {
    type = Plain(ArrowKind::kTimeOfDay, "time of day");
    type.width = unit == 's' || unit == 'm' ? 4 : 8;
  }
  type.per_second = PerSecond(unit);
  return type;
}

ArrowType Nested(const ArrowSchema& schema) {
  const std::string_view format = schema.format;
  ArrowType type = Plain(ArrowKind::kOther, "struct");
  if (format.starts_with("+m")) type.name = "map";
  if (format.starts_with("+u")) type.name = "union";
  if (format.starts_with("+r")) type.name = "run-end encoded column";
  if (format.starts_with("+v")) type.name = "list view";
  if (format == "+l") type.kind = ArrowKind::kList;
  if (format == "+L") type.kind = ArrowKind::kLargeList;
  if (format.starts_with("+w:")) {
    type.kind = ArrowKind::kFixedList;
    type.width = std::atoi(schema.format + 3);
  }
  if (!type.is_list()) return type;
  type.child = std::make_unique<ArrowType>(TypeOf(*schema.children[0]));
  type.name = "list of " + type.child->name;
  // Tags are texts, or what can be read as one.
  const ArrowType& item =
      type.child->kind == ArrowKind::kDictionary ? *type.child->child : *type.child;
  if (item.is_list() || item.kind == ArrowKind::kOther) type.kind = ArrowKind::kOther;
  return type;
}

}  // namespace

ArrowType TypeOf(const ArrowSchema& schema) {
  const std::string_view format = schema.format;
  if (schema.dictionary != nullptr) {
    ArrowType type = Plain(ArrowKind::kDictionary, "dictionary");
    type.index = SingleLetter(format[0]).kind;
    type.child = std::make_unique<ArrowType>(TypeOf(*schema.dictionary));
    type.name = "dictionary of " + type.child->name;
    if (type.child->kind == ArrowKind::kOther || type.child->is_list() ||
        type.child->kind == ArrowKind::kDictionary)
      type.kind = ArrowKind::kOther;
    return type;
  }
  if (format.size() == 1) return SingleLetter(format[0]);
  if (format == "vu" || format == "vz") return Plain(ArrowKind::kTextView, "text");
  if (format.starts_with("w:")) {
    ArrowType type = Plain(ArrowKind::kFixedText, "fixed-size text");
    type.width = std::atoi(schema.format + 2);
    if (type.width == 16 && MetadataOf(schema, "ARROW:extension:name") == "arrow.uuid")
      type.kind = ArrowKind::kUuid;
    return type;
  }
  if (format.starts_with("d:")) return Decimal(schema.format);
  if (format.starts_with("t")) return Temporal(format);
  if (format.starts_with("+")) return Nested(schema);
  return Plain(ArrowKind::kOther, "type that ripe does not know");
}

std::string_view ArrowView::text(int64_t row) const {
  if (type_->kind == ArrowKind::kText) {
    const int32_t* at = offsets<int32_t>() + row;
    return {bytes() + at[0], static_cast<size_t>(at[1] - at[0])};
  }
  if (type_->kind == ArrowKind::kLargeText) {
    const int64_t* at = offsets<int64_t>() + row;
    return {bytes() + at[0], static_cast<size_t>(at[1] - at[0])};
  }
  if (type_->kind == ArrowKind::kTextView) {
    // 16 bytes: the length; then the text itself up to 12, else 4 of it, a buffer and an offset.
    const char* view = static_cast<const char*>(array_->buffers[1]) + (base_ + row) * 16;
    int32_t parts[4];
    std::memcpy(parts, view, sizeof(parts));
    if (parts[0] <= 12) return {view + 4, static_cast<size_t>(parts[0])};
    return {static_cast<const char*>(array_->buffers[2 + parts[2]]) + parts[3],
            static_cast<size_t>(parts[0])};
  }
  return {static_cast<const char*>(array_->buffers[1]) + (base_ + row) * type_->width,
          static_cast<size_t>(type_->width)};
}

int64_t ArrowView::index(int64_t row) const {
  return WithInteger(
      type_->index, [&](auto type) { return static_cast<int64_t>(values<decltype(type)>()[row]); });
}

const void* ArrowView::dictionary_key() const {
  const ArrowArray& values = *array_->dictionary;
  return values.n_buffers > 1 ? values.buffers[1] : nullptr;
}

ArrowView ArrowView::items(int64_t row) const {
  int64_t begin = (base_ + row) * type_->width, end = begin + type_->width;
  if (type_->kind == ArrowKind::kList) {
    begin = offsets<int32_t>()[row];
    end = offsets<int32_t>()[row + 1];
  } else if (type_->kind == ArrowKind::kLargeList) {
    begin = offsets<int64_t>()[row];
    end = offsets<int64_t>()[row + 1];
  }
  return {type_->child.get(), array_->children[0], begin, end - begin};
}

ArrowView ArrowView::all_items() const {
  return {type_->child.get(), array_->children[0], 0, array_->children[0]->length};
}

}  // namespace ripe::io
