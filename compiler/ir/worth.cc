// 2^(-d/H) for d = qH + r is 2^-q times 2^(-r/H). The second factor is computed in fixed point with
// 128 fraction bits: the bits of r/H choose among the constants 2^(-2^-i), which are successive
// square roots of 1/2. Each product is cut at 128 bits, so the relative error stays under 2^-119; a
// worth is at most 2^40 thousandths, its distance from a rounding boundary is never that small
// unless r = 0, and then the value is a quotient of integers and rounded exactly.
#include "compiler/ir/worth.h"

#include <array>
#include <cstddef>

namespace ripe::ir {
namespace {

using U128 = unsigned __int128;

struct U256 {
  U128 high, low;
};

U256 Multiply(U128 a, U128 b) {
  const U128 mask = ~uint64_t{0};
  const U128 a0 = a & mask, a1 = a >> 64, b0 = b & mask, b1 = b >> 64;
  const U128 low = a0 * b0, mid1 = a1 * b0, mid2 = a0 * b1, high = a1 * b1;
  const U128 carry = (low >> 64) + (mid1 & mask) + (mid2 & mask);
  return {high + (mid1 >> 64) + (mid2 >> 64) + (carry >> 64), (carry << 64) | (low & mask)};
}

// floor(sqrt(x * 2^128)) for a fraction x: the square root of a fixed-point fraction, bit by bit.
U128 SquareRoot(U128 x) {
  U128 root = 0;
  for (int bit = 127; bit >= 0; --bit) {
    const U128 candidate = root | (U128{1} << bit);
    const U256 square = Multiply(candidate, candidate);
    if (square.high < x || (square.high == x && square.low == 0)) root = candidate;
  }
  return root;
}

// kRoots[i] = 2^(-2^-(i+1)): 2^(-1/2), 2^(-1/4), ...
constexpr size_t kBits = 126;
const std::array<U128, kBits>& Roots() {
  static const std::array<U128, kBits> roots = [] {
    std::array<U128, kBits> r{};
    U128 x = U128{1} << 127;  // 1/2
    for (U128& root : r) {
      x = SquareRoot(x);
      root = x;
    }
    return r;
  }();
  return roots;
}

// 2^(-r/H), 0 < r < H, as a fraction of 128 bits.
U128 FractionOf(int32_t r, int32_t h) {
  U128 product = 0;
  bool any = false;
  int64_t remainder = r;
  for (size_t i = 0; i < kBits && remainder != 0; ++i) {
    remainder *= 2;
    if (remainder < h) continue;
    remainder -= h;
    product = any ? Multiply(product, Roots()[i]).high : Roots()[i];
    any = true;
  }
  return product;
}

// size / 2^q, rounded half to even.
int64_t HalveExactly(int64_t size, int64_t q) {
  if (q >= 62) return 0;
  const int64_t whole = size >> q;
  const int64_t rest = size - (whole << q);
  const int64_t half = q == 0 ? 0 : int64_t{1} << (q - 1);
  if (q == 0 || rest < half) return whole;
  return rest > half || (whole & 1) ? whole + 1 : whole;
}

// size * fraction / 2^q, rounded to the nearest (never a tie).
int64_t Fade(int64_t size, U128 fraction, int64_t q) {
  if (q >= 62) return 0;
  const U256 product = Multiply(static_cast<U128>(size), fraction);  // high: whole part
  const int64_t whole = static_cast<int64_t>(product.high);
  if (q == 0) return whole + static_cast<int64_t>(product.low >> 127);
  const int64_t result = whole >> q;
  return result + ((whole >> (q - 1)) & 1);
}

}  // namespace

std::vector<int64_t> WorthTable(int64_t points, int32_t halving_days) {
  const int64_t size = points < 0 ? -points : points;
  std::vector<U128> fractions(static_cast<size_t>(halving_days));
  for (int32_t r = 1; r < halving_days; ++r)
    fractions[static_cast<size_t>(r)] = FractionOf(r, halving_days);
  std::vector<int64_t> table;
  for (int64_t age = 0;; ++age) {
    const int64_t q = age / halving_days;
    const auto r = static_cast<size_t>(age % halving_days);
    const int64_t worth = r == 0 ? HalveExactly(size, q) : Fade(size, fractions[r], q);
    if (worth == 0) break;  // worths never rise with age
    table.push_back(points < 0 ? -worth : worth);
  }
  return table;
}

}  // namespace ripe::ir
