// One target under libFuzzer, named by RIPE_FUZZ_TARGET. Inputs that are mostly rules are mutated
// by words and lines as well as by bytes: a parser turns nearly every change of bytes down at the
// first line, and what lies behind it would never be met.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/fuzz.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace ripe::fuzz {
namespace {

using Words = std::vector<std::string>;

const Target& TheTarget() {
  static const Target* const target = FindTarget(RIPE_FUZZ_TARGET);
  if (target == nullptr) Fail("no target " RIPE_FUZZ_TARGET);
  return *target;
}

int KindOf(char c) {
  const auto b = static_cast<unsigned char>(c);
  if (c == ' ' || c == '\t') return 0;
  if (b >= 0x80 || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') ||
      c == '_')
    return 1;
  return 2;  // signs and newlines, each a word of its own
}

Words Split(std::string_view text) {
  Words words;
  size_t at = 0;
  while (at < text.size()) {
    size_t end = at + 1;
    const int kind = KindOf(text[at]);
    while (kind != 2 && end < text.size() && KindOf(text[end]) == kind) ++end;
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

size_t Join(const Words& words, uint8_t* data, size_t max_size) {
  size_t size = 0;
  for (const std::string& word : words) {
    if (size + word.size() > max_size) break;
    std::memcpy(data + size, word.data(), word.size());
    size += word.size();
  }
  return size;
}

// Lines are the runs between newlines; a range of whole words, or of whole lines.
std::pair<size_t, size_t> Range(const Words& words, std::mt19937* random) {
  const auto below = [&](size_t n) { return static_cast<size_t>((*random)() % n); };
  size_t from = below(words.size());
  size_t to = from + 1 + below(8);
  if (below(2) == 0) {
    while (from > 0 && words[from - 1] != "\n") --from;
    to = from + 1;
    while (to < words.size() && words[to - 1] != "\n") ++to;
  }
  return {from, std::min(to, words.size())};
}

size_t MutateWords(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  Words words = Split({reinterpret_cast<const char*>(data), size});
  if (words.empty() || below(2) == 0) return LLVMFuzzerMutate(data, size, max_size);
  const auto at = [&](size_t i) { return words.begin() + static_cast<std::ptrdiff_t>(i); };
  const auto [from, to] = Range(words, &random);
  const Words part(at(from), at(to));
  switch (below(5)) {
    case 0:
      words.erase(at(from), at(to));
      break;
    case 1: {
      const size_t where = below(words.size() + 1);
      words.insert(at(where), part.begin(), part.end());
      break;
    }
    case 2: {
      const size_t where = below(words.size());
      words[where] = words[below(words.size())];
      break;
    }
    case 3: {
      static constexpr const char* kBefore[] = {"(", "not ", "no ", "\"", "- ", "\n", "any of ("};
      static constexpr const char* kAfter[] = {")", "", "", "\"", "", "\n", ", x)"};
      const size_t k = below(std::size(kBefore));
      words.insert(at(to), kAfter[k]);
      words.insert(at(from), kBefore[k]);
      break;
    }
    case 4: {
      words.erase(at(from), at(to));
      const size_t where = below(words.size() + 1);
      words.insert(at(where), part.begin(), part.end());
      break;
    }
  }
  return Join(words, data, max_size);
}

size_t CrossWords(std::string_view one, std::string_view other, uint8_t* out, size_t max_size,
                  unsigned seed) {
  std::mt19937 random(seed);
  Words words = Split(one);
  const Words others = Split(other);
  if (!others.empty()) {
    const auto [from, to] = Range(others, &random);
    const size_t where = random() % (words.size() + 1);
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(where),
                 others.begin() + static_cast<std::ptrdiff_t>(from),
                 others.begin() + static_cast<std::ptrdiff_t>(to));
  }
  return Join(words, out, max_size);
}

}  // namespace
}  // namespace ripe::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ripe::fuzz::TheTarget().run({reinterpret_cast<const char*>(data), size});
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size,
                                          unsigned seed) {
  if (!ripe::fuzz::TheTarget().words) return LLVMFuzzerMutate(data, size, max_size);
  return ripe::fuzz::MutateWords(data, size, max_size, seed);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* one, size_t one_size,
                                            const uint8_t* other, size_t other_size, uint8_t* out,
                                            size_t max_size, unsigned seed) {
  return ripe::fuzz::CrossWords({reinterpret_cast<const char*>(one), one_size},
                                {reinterpret_cast<const char*>(other), other_size}, out, max_size,
                                seed);
}
