// How leads and events look while they wait on disk: ids as a length and the bytes; an event as its
// lead's id, its type in the Plan, its instant, the outputs of the where program as bits, and the
// amounts that are summed. That is all that folding wants, so texts and other properties never
// reach the disk. EventBatch reads events back, as columns.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "ripe/status.h"
#include "runtime/columns/columns.h"
#include "runtime/columns/fold_kernels.h"
#include "runtime/io/lead_index.h"
#include "runtime/io/spill.h"

namespace ripe::api {

inline constexpr size_t kEventsAtOnce = 4 * columns::kFoldBlock;
inline constexpr size_t kReadBuffer = size_t{64} << 10;

// The upper bits: the index chooses slots by the lower ones.
inline size_t PartitionOf(uint64_t hash) { return static_cast<size_t>(hash >> 56); }

inline size_t SizeOfVarint(size_t value) {
  size_t bytes = 1;
  for (; value >= 0x80; value >>= 7) ++bytes;
  return bytes;
}
inline char* PutVarint(size_t value, char* out) {
  for (; value >= 0x80; value >>= 7) *out++ = static_cast<char>(value | 0x80);
  *out++ = static_cast<char>(value);
  return out;
}
// The text at the beginning of `bytes`, and how many bytes it takes; 0: it is not all there.
inline size_t GetText(std::string_view bytes, std::string_view* text) {
  size_t size = 0, at = 0;
  for (unsigned shift = 0;; shift += 7) {
    if (at == bytes.size()) return 0;
    const auto byte = static_cast<uint8_t>(bytes[at++]);
    size |= static_cast<size_t>(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  if (bytes.size() - at < size) return 0;
  *text = bytes.substr(at, size);
  return at + size;
}
template <class T>
char* Put(T value, char* out) {
  std::memcpy(out, &value, sizeof(T));
  return out + sizeof(T);
}
template <class T>
T Get(const char*& at) {
  T value;
  std::memcpy(&value, at, sizeof(T));
  at += sizeof(T);
  return value;
}

inline std::string_view IdOf(const columns::Column& ids, size_t row) {
  const auto* offsets = ids.as<uint32_t>();
  return {ids.bytes + offsets[row], offsets[row + 1] - offsets[row]};
}

// kIo: what is read is not what was written.
Status Broken();
// The next text of a stream of them; false at the end.
Result<bool> NextText(io::SpillStreams::Cursor* cursor, std::string_view* text);
// A known number of a property; NaN where there is none, which sums leave out.
double AmountAt(const columns::Column& column, size_t row);

// Spilled events, some at a time, as columns.
class EventBatch {
 public:
  EventBatch(size_t masks, const std::vector<uint32_t>& summed, size_t properties)
      : mask_bytes_((masks + 7) / 8), summed_(summed), masks_(masks), amounts_(summed.size()) {
    chunk_.properties.resize(properties);
  }
  // The next events of known leads; false at the end. `*unknown` counts the others.
  Result<bool> Next(io::SpillStreams::Cursor* cursor, const io::LeadIndex& index,
                    uint64_t* unknown);
  const columns::EventChunk& chunk() const { return chunk_; }
  const std::vector<std::vector<uint8_t>>& masks() const { return masks_; }

 private:
  size_t Decode(std::string_view bytes);
  void KeepKnown(uint64_t* unknown);

  size_t mask_bytes_;
  const std::vector<uint32_t>& summed_;
  std::vector<std::string_view> ids_;
  std::vector<int32_t> leads_;
  std::vector<uint16_t> types_;
  std::vector<int64_t> times_;
  std::vector<std::vector<uint8_t>> masks_;
  std::vector<std::vector<double>> amounts_;
  columns::EventChunk chunk_;
};

}  // namespace ripe::api
