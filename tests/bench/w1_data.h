// W1's leads in memory, once for all: in the layouts that the hand-written kernels read, and the
// same arrays as the engine's columns.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "compiler/ir/plan.h"
#include "runtime/columns/columns.h"
#include "tests/bench/data.h"
#include "tests/bench/w1_kernels.h"

namespace ripe::bench {

enum class Shape : uint8_t {
  kBytes,   // int32 with a byte a value for what is known; yes/no in bytes: as the readers of CSV
            // make them
  kArrow,   // int32 with bitmaps for what is known; yes/no in bitmaps
  kNarrow,  // kBytes, as columns::Narrow lays it out anew
};

class W1Data {
 public:
  // Reads the first `rows` (a multiple of 64) of the folder's columns.
  W1Data(Folder* folder, size_t rows);
  size_t rows() const { return rows_; }
  const check::Schema& schema() const { return schema_; }
  const W1Codes& codes() const { return codes_; }
  W1Arrow Arrow() const { return Hand<int32_t, int32_t>(); }
  W1Narrow Narrow() const { return Hand<int8_t, int16_t>(); }
  columns::LeadChunk Chunk(const ir::Plan& plan, Shape shape) const;
  HandLead Lead(size_t row) const;
  // A text's value as it stands in the data; empty: missing.
  std::string_view Text(const std::string& name, size_t row) const;
  // The dictionary of a text column: code c is value c - 1.
  std::vector<std::string> Values(const std::string& name) const;

 private:
  struct Named {
    const int32_t* i32 = nullptr;
    const int16_t* i16 = nullptr;
    const int8_t* i8 = nullptr;
    const double* f64 = nullptr;
    const uint8_t *yesno = nullptr, *code = nullptr, *known = nullptr;
    const uint64_t *bits = nullptr, *known_bits = nullptr;
    const columns::Dictionary* dictionary = nullptr;
  };
  template <class T>
  T* Array(size_t count);
  template <class Get>
  const uint64_t* Bits(const Get& get);
  template <class T>
  const T* As(const std::string& name) const;
  template <class Small, class Medium>
  W1Columns<Small, Medium> Hand() const;
  void Read(Folder* folder, const check::Field& field);

  size_t rows_;
  check::Schema schema_;
  W1Codes codes_{};
  std::map<std::string, Named, std::less<>> named_;
  struct Free {
    void operator()(void* p) const { std::free(p); }
  };
  std::vector<std::unique_ptr<void, Free>> memory_;
};

// Rows [begin, begin + rows) of a chunk; begin is a multiple of 64.
columns::LeadChunk Slice(const columns::LeadChunk& chunk, size_t begin, size_t rows);

}  // namespace ripe::bench
