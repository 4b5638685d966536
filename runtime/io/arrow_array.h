// The Arrow C Data Interface as seen from ripe: owners that release, the type of a column parsed
// from its format string, and a view of one column of one batch whose offsets are already added.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "runtime/arrow/abi.h"

namespace ripe::io {

// Releases what it holds, once.
template <class T>
class ArrowOwner {
 public:
  ArrowOwner() { std::memset(&held_, 0, sizeof(held_)); }
  ~ArrowOwner() { Release(); }
  ArrowOwner(ArrowOwner&& other) noexcept : held_(other.held_) { other.held_.release = nullptr; }
  ArrowOwner& operator=(ArrowOwner&& other) noexcept {
    if (this != &other) {
      Release();
      held_ = std::exchange(other.held_, T{});
    }
    return *this;
  }
  ArrowOwner(const ArrowOwner&) = delete;
  ArrowOwner& operator=(const ArrowOwner&) = delete;
  // To be filled; what was held is released.
  T* out() {
    Release();
    return &held_;
  }
  T* get() { return &held_; }
  const T& operator*() const { return held_; }
  const T* operator->() const { return &held_; }
  void Release() {
    if (held_.release != nullptr) held_.release(&held_);
    held_.release = nullptr;
  }

 private:
  T held_;
};
using SchemaOwner = ArrowOwner<ArrowSchema>;
using ArrayOwner = ArrowOwner<ArrowArray>;
using StreamOwner = ArrowOwner<ArrowArrayStream>;

enum class ArrowKind : uint8_t {
  kNull,
  kBool,
  kInt8,
  kUint8,
  kInt16,
  kUint16,
  kInt32,
  kUint32,
  kInt64,
  kUint64,
  kFloat16,
  kFloat32,
  kFloat64,
  kDecimal,    // `width` bytes, `scale` digits behind the point
  kText,       // 32-bit offsets; also binary: the bytes must be UTF-8
  kLargeText,  // 64-bit offsets
  kTextView,
  kFixedText,  // `width` bytes
  kUuid,       // 16 bytes
  kDate32,
  kDate64,
  kTimeOfDay,  // `width` bytes, in `unit`
  kTimestamp,  // in `unit`; `zoned`: an instant, else local time
  kList,       // of `child`, 32-bit offsets
  kLargeList,
  kFixedList,   // of `width` each
  kDictionary,  // `index` is the kind of integer, `child` the type of the values
  kOther,       // nothing that rules can look at
};

struct ArrowType {
  ArrowKind kind = ArrowKind::kOther;
  ArrowKind index = ArrowKind::kInt32;
  bool zoned = false;
  int64_t per_second = 1;  // of the unit
  int width = 0;
  int scale = 0;
  std::string name;  // for people: "struct"
  std::unique_ptr<ArrowType> child;

  bool is_text() const {
    return kind == ArrowKind::kText || kind == ArrowKind::kLargeText ||
           kind == ArrowKind::kTextView || kind == ArrowKind::kFixedText;
  }
  bool is_integer() const { return kind >= ArrowKind::kInt8 && kind <= ArrowKind::kUint64; }
  bool is_list() const {
    return kind == ArrowKind::kList || kind == ArrowKind::kLargeList ||
           kind == ArrowKind::kFixedList;
  }
};
ArrowType TypeOf(const ArrowSchema& schema);

// One column of a batch: rows 0 .. rows - 1. Borrows.
class ArrowView {
 public:
  ArrowView() = default;
  // Rows offset .. offset + rows - 1 of `array`, counted without the array's own offset.
  ArrowView(const ArrowType* type, const ArrowArray* array, int64_t offset, int64_t rows)
      : type_(type), array_(array), base_(array->offset + offset), rows_(rows) {}

  const ArrowType& type() const { return *type_; }
  int64_t rows() const { return rows_; }
  int64_t base() const { return base_; }  // where row 0 lies in the buffers
  // Null: every row has a value. Row 0 is bit base() of it.
  const uint8_t* validity() const {
    return array_->null_count == 0 || array_->n_buffers == 0
               ? nullptr
               : static_cast<const uint8_t*>(array_->buffers[0]);
  }
  bool has(int64_t row) const {
    if (type_->kind == ArrowKind::kNull) return false;
    const uint8_t* bits = validity();
    return bits == nullptr || Bit(bits, base_ + row);
  }
  static bool Bit(const uint8_t* bits, int64_t i) { return (bits[i / 8] >> (i % 8) & 1) != 0; }
  // Fixed-width values, row 0 first.
  template <class T>
  const T* values() const {
    return static_cast<const T*>(array_->buffers[1]) + base_;
  }
  const uint8_t* bits() const { return static_cast<const uint8_t*>(array_->buffers[1]); }
  // Texts, of a row that has one.
  std::string_view text(int64_t row) const;
  // Offsets (kText, kList: int32; kLarge...: int64), row 0 first, and the bytes of texts.
  template <class T>
  const T* offsets() const {
    return static_cast<const T*>(array_->buffers[1]) + base_;
  }
  const char* bytes() const { return static_cast<const char*>(array_->buffers[2]); }
  // kDictionary: the index of a row that has one; the values.
  int64_t index(int64_t row) const;
  ArrowView dictionary() const {
    return {type_->child.get(), array_->dictionary, 0, array_->dictionary->length};
  }
  // Something that is the same while the dictionary is, and of which two live ones differ.
  const void* dictionary_key() const;
  // Lists: the items of a row that has some.
  ArrowView items(int64_t row) const;
  // All items of all rows.
  ArrowView all_items() const;

 private:
  const ArrowType* type_ = nullptr;
  const ArrowArray* array_ = nullptr;
  int64_t base_ = 0, rows_ = 0;
};

// work(T()) with the C++ type of a kind of integer; of any other kind, int64_t.
template <class Work>
auto WithInteger(ArrowKind kind, Work&& work) {
  switch (kind) {
    case ArrowKind::kInt8:
      return work(int8_t());
    case ArrowKind::kUint8:
      return work(uint8_t());
    case ArrowKind::kInt16:
      return work(int16_t());
    case ArrowKind::kUint16:
      return work(uint16_t());
    case ArrowKind::kInt32:
      return work(int32_t());
    case ArrowKind::kUint32:
      return work(uint32_t());
    case ArrowKind::kUint64:
      return work(uint64_t());
    case ArrowKind::kInt64:
    case ArrowKind::kNull:
    case ArrowKind::kBool:
    case ArrowKind::kFloat16:
    case ArrowKind::kFloat32:
    case ArrowKind::kFloat64:
    case ArrowKind::kDecimal:
    case ArrowKind::kText:
    case ArrowKind::kLargeText:
    case ArrowKind::kTextView:
    case ArrowKind::kFixedText:
    case ArrowKind::kUuid:
    case ArrowKind::kDate32:
    case ArrowKind::kDate64:
    case ArrowKind::kTimeOfDay:
    case ArrowKind::kTimestamp:
    case ArrowKind::kList:
    case ArrowKind::kLargeList:
    case ArrowKind::kFixedList:
    case ArrowKind::kDictionary:
    case ArrowKind::kOther:
      return work(int64_t());
  }
  return work(int64_t());
}

}  // namespace ripe::io
