// Where something stands in a rules file: a half-open range of bytes of one loaded file. Everything the compiler makes
// from text keeps the span it came from, so that any later phase can point at the author's own words.
#pragma once

#include <cstdint>

namespace ripe::source {

// Index of a file in a SourceSet.
struct FileId {
  uint32_t value = 0;
  friend bool operator==(FileId, FileId) = default;
};

// Bytes [begin, end) of `file`. An empty span (begin == end) points between two characters.
struct Span {
  FileId file;
  uint32_t begin = 0;
  uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

// The smallest span that covers both; they must lie in the same file.
inline Span Cover(Span a, Span b) {
  return {a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace ripe::source
