// The interpreter's loops: one per step, over the rows of a batch, written plainly so that the
// compiler turns them into vectors of whatever width the instruction set has (this file is compiled
// once for each, into namespace RIPE_KERNEL_NS). The entry is RunSteps. Loops that touch registers
// alone run to the next multiple of 64 rows, which spares their tails; those that read inputs or
// write results stop at the last row. Points are in kernels_points.inc, byte tricks in
// kernels_bytes.inc.
#include "runtime/interp/kernels.h"

#include <cfloat>

#include "runtime/columns/independent.h"

#ifndef RIPE_KERNEL_NS
#define RIPE_KERNEL_NS kernels_sse2
#endif

#if defined(__AVX512BW__) && defined(__AVX512VL__)
#include <immintrin.h>
#endif

namespace ripe::interp::RIPE_KERNEL_NS {
namespace {

using ir::CompareOp;
using ir::kBatchRows;
using ir::kNoIndex;
using ir::Op;
using ir::Physical;
using ir::Step;

constexpr double kNaN = __builtin_nan("");
constexpr int64_t kMissingTime = INT64_MIN;
constexpr int64_t kMicrosPerDay = int64_t{86'400} * 1'000'000;

// One batch: the context and the two counts of rows.
struct Batch {
  const ir::BatchContext& context;
  size_t rows;
  size_t padded;

  uint8_t* bytes(uint32_t reg) const { return context.registers + size_t{reg} * kBatchRows; }
  double* numbers(uint32_t reg) const { return reinterpret_cast<double*>(bytes(reg)); }
  int64_t* wholes(uint32_t reg) const { return reinterpret_cast<int64_t*>(bytes(reg)); }
  template <class T>
  const T* input(const Step& step) const {
    return static_cast<const T*>(context.inputs[step.input]);
  }
  const uint8_t* valid(const Step& step) const {
    return step.valid == kNoIndex ? nullptr
                                  : static_cast<const uint8_t*>(context.inputs[step.valid]);
  }
  const int64_t* params(const Step& step) const { return context.params + step.param; }
  double number(const Step& step, int k) const {
    return __builtin_bit_cast(double, params(step)[k]);
  }
};

// `body(i)` for the rows; iterations are independent.
template <class Body>
inline __attribute__((always_inline)) void ForRows(size_t rows, const Body& body) {
  RIPE_INDEPENDENT
  for (size_t i = 0; i < rows; ++i) body(i);
}

inline double Finite(double x) { return __builtin_fabs(x) <= DBL_MAX ? x : kNaN; }

// ---- inputs
// ------------------------------------------------------------------------------------------------------

template <class T>
void LoadNumber(const Batch& b, const Step& step) {
  double* dst = b.numbers(step.dst);
  const T* values = b.input<T>(step);
  const uint8_t* valid = b.valid(step);
  if (valid != nullptr) {
    ForRows(b.rows, [=](size_t i) { dst[i] = valid[i] ? static_cast<double>(values[i]) : kNaN; });
  } else if constexpr (__is_same(T, double)) {
    ForRows(b.rows, [=](size_t i) { dst[i] = Finite(values[i]); });
  } else {
    ForRows(b.rows, [=](size_t i) { dst[i] = static_cast<double>(values[i]); });
  }
}

void LoadInstant(const Batch& b, const Step& step) {
  int64_t* dst = b.wholes(step.dst);
  if (step.type == Physical::kDate32) {
    const int32_t* values = b.input<int32_t>(step);
    ForRows(b.rows, [=](size_t i) { dst[i] = values[i] == INT32_MIN ? kMissingTime : values[i]; });
  } else {
    const int64_t* values = b.input<int64_t>(step);
    ForRows(b.rows, [=](size_t i) { dst[i] = values[i]; });
  }
}

template <class T, class Test>
void LoadTest(const Batch& b, const Step& step, const Test& test) {
  uint8_t* dst = b.bytes(step.dst);
  const T* values = b.input<T>(step);
  ForRows(b.rows, [=](size_t i) { dst[i] = test(values[i]); });
}

void LoadKnown(const Batch& b, const Step& step) {
  uint8_t* dst = b.bytes(step.dst);
  switch (step.type) {
    case Physical::kF64:
      return LoadTest<double>(b, step, [](double v) { return __builtin_fabs(v) <= DBL_MAX; });
    case Physical::kI8:
    case Physical::kI16:
    case Physical::kI32:
    case Physical::kI64:
    case Physical::kYesNoBits: {
      const uint8_t* valid = b.valid(step);
      if (valid == nullptr) return ForRows(b.rows, [=](size_t i) { dst[i] = 1; });
      return ForRows(b.rows, [=](size_t i) { dst[i] = valid[i]; });
    }
    case Physical::kYesNo8:
      return LoadTest<uint8_t>(b, step, [](uint8_t v) { return v < 2; });
    case Physical::kDate32:
      return LoadTest<int32_t>(b, step, [](int32_t v) { return v != INT32_MIN; });
    case Physical::kTime64:
      return LoadTest<int64_t>(b, step, [](int64_t v) { return v != kMissingTime; });
    case Physical::kCode8:
      return LoadTest<uint8_t>(b, step, [](uint8_t v) { return v != 0; });
    case Physical::kCode16:
      return LoadTest<uint16_t>(b, step, [](uint16_t v) { return v != 0; });
    case Physical::kCode32:
      return LoadTest<uint32_t>(b, step, [](uint32_t v) { return v != 0; });
    case Physical::kRawText:
    case Physical::kTagLists: {
      const uint32_t* offsets = b.input<uint32_t>(step);
      return ForRows(b.rows, [=](size_t i) { dst[i] = offsets[i + 1] != offsets[i]; });
    }
    case Physical::kNone:
      return ForRows(b.rows, [=](size_t i) { dst[i] = 0; });
  }
}

// Calls fn with a value of the C++ type of an integer or double column.
template <class Fn>
inline void WithType(Physical type, const Fn& fn) {
  switch (type) {
    case Physical::kF64:
      return fn(double{});
    case Physical::kI8:
      return fn(int8_t{});
    case Physical::kI16:
      return fn(int16_t{});
    case Physical::kI32:
    case Physical::kDate32:
      return fn(int32_t{});
    case Physical::kI64:
    case Physical::kTime64:
      return fn(int64_t{});
    case Physical::kNone:
    case Physical::kYesNo8:
    case Physical::kYesNoBits:
    case Physical::kCode8:
    case Physical::kCode16:
    case Physical::kCode32:
    case Physical::kRawText:
    case Physical::kTagLists:
      return;  // binding never asks for these
  }
}

#include "runtime/interp/kernels_bytes.inc"

// ---- ranges and comparisons
// --------------------------------------------------------------------------------------

void RangeColumn(const Batch& b, const Step& step) {
  uint8_t* dst = b.bytes(step.dst);
  const bool outside = step.flag != 0;
  WithType(step.type, [&](auto zero) {
    using T = decltype(zero);
    const T* values = b.input<T>(step);
    const uint8_t* valid = b.valid(step);
    if constexpr (__is_same(T, double)) {
      const double low = b.number(step, 0), high = b.number(step, 1);
      if (outside) {
        return ForRows(b.rows, [=](size_t i) {
          const double v = values[i];
          dst[i] = static_cast<uint8_t>(!((v >= low) & (v <= high))) &
                   static_cast<uint8_t>(__builtin_fabs(v) <= DBL_MAX);
        });
      }
      return RangeBytes(dst, values, low, high, b.rows);
    } else {
      const T low = static_cast<T>(b.params(step)[0]), high = static_cast<T>(b.params(step)[1]);
      if (valid != nullptr) {
        if (outside) {
          return ForRows(b.rows, [=](size_t i) {
            dst[i] = static_cast<uint8_t>(!((values[i] >= low) & (values[i] <= high))) & valid[i];
          });
        }
        return RangeValidBytes(dst, values, valid, low, high, b.rows);
      }
      if (outside) {
        // Instants have their missing value inside; integers have none.
        const bool instant = step.type == Physical::kDate32 || step.type == Physical::kTime64;
        const T missing = step.type == Physical::kDate32 ? static_cast<T>(INT32_MIN)
                                                         : static_cast<T>(kMissingTime);
        return ForRows(b.rows, [=](size_t i) {
          const T v = values[i];
          dst[i] = static_cast<uint8_t>(!((v >= low) & (v <= high))) &
                   static_cast<uint8_t>(!instant | (v != missing));
        });
      }
      return RangeBytes(dst, values, low, high, b.rows);
    }
  });
}

void RangeNumber(const Batch& b, const Step& step) {
  uint8_t* dst = b.bytes(step.dst);
  const double* values = b.numbers(step.a);
  const double low = b.number(step, 0), high = b.number(step, 1);
  if (step.flag) {
    return ForRows(b.padded, [=](size_t i) {
      const double v = values[i];
      dst[i] = static_cast<uint8_t>(!((v >= low) & (v <= high))) & static_cast<uint8_t>(v == v);
    });
  }
  RangeBytes(dst, values, low, high, b.padded);
}

void RangeInstant(const Batch& b, const Step& step) {
  uint8_t* dst = b.bytes(step.dst);
  const int64_t* values = b.wholes(step.a);
  const int64_t low = b.params(step)[0], high = b.params(step)[1];
  if (step.flag) {
    return ForRows(b.padded, [=](size_t i) {
      const int64_t v = values[i];
      dst[i] = static_cast<uint8_t>(!((v >= low) & (v <= high))) &
               static_cast<uint8_t>(v != kMissingTime);
    });
  }
  RangeBytes(dst, values, low, high, b.padded);
}

void RangeSmall(const Batch& b, const Step& step) {
  uint8_t* dst = b.bytes(step.dst);
  const uint8_t* values = b.bytes(step.a);
  const int low = static_cast<int>(b.params(step)[0]), high = static_cast<int>(b.params(step)[1]);
  // An empty range stays one in bytes: 1 .. 0.
  const auto low_byte = static_cast<uint8_t>(low), high_byte = static_cast<uint8_t>(high);
  const auto flip = static_cast<uint8_t>(step.flag != 0);
  ForRows(b.padded, [=](size_t i) {
    dst[i] = static_cast<uint8_t>((values[i] >= low_byte) & (values[i] <= high_byte)) ^ flip;
  });
}

template <class Test>
void CompareRows(const Batch& b, const Step& step, const Test& test) {
  uint8_t* dst = b.bytes(step.dst);
  const auto loop = [&](auto op) { ForRows(b.padded, [=](size_t i) { dst[i] = test(i, op); }); };
  switch (step.compare) {
    case CompareOp::kEq:
      return loop([](auto x, auto y) { return x == y; });
    case CompareOp::kNe:
      return loop([](auto x, auto y) { return x != y; });
    case CompareOp::kLt:
      return loop([](auto x, auto y) { return x < y; });
    case CompareOp::kLe:
      return loop([](auto x, auto y) { return x <= y; });
    case CompareOp::kGt:
      return loop([](auto x, auto y) { return x > y; });
    case CompareOp::kGe:
      return loop([](auto x, auto y) { return x >= y; });
  }
}

void CompareNumbers(const Batch& b, const Step& step) {
  const double* x = b.numbers(step.a);
  const double* y = b.numbers(step.b);
  CompareRows(b, step, [=](size_t i, auto op) {
    return static_cast<uint8_t>(op(x[i], y[i])) & static_cast<uint8_t>(x[i] == x[i]) &
           static_cast<uint8_t>(y[i] == y[i]);
  });
}

void CompareInstants(const Batch& b, const Step& step) {
  const int64_t* x = b.wholes(step.a);
  const int64_t* y = b.wholes(step.b);
  CompareRows(b, step, [=](size_t i, auto op) {
    return static_cast<uint8_t>(op(x[i], y[i])) & static_cast<uint8_t>(x[i] != kMissingTime) &
           static_cast<uint8_t>(y[i] != kMissingTime);
  });
}

// ---- numbers
// -----------------------------------------------------------------------------------------------------

template <class Fn>
void Arithmetic(const Batch& b, const Step& step, const Fn& fn) {
  double* dst = b.numbers(step.dst);
  const double* x = b.numbers(step.a);
  const double* y = b.numbers(step.b);
  ForRows(b.padded, [=](size_t i) { dst[i] = Finite(fn(x[i], y[i])); });
}

void SelectNumber(const Batch& b, const Step& step) {
  double* dst = b.numbers(step.dst);
  const double* x = b.numbers(step.a);
  const double* y = b.numbers(step.b);
  ForRows(b.padded, [=](size_t i) { dst[i] = x[i] == x[i] ? x[i] : y[i]; });
}

void SelectInstant(const Batch& b, const Step& step) {
  int64_t* dst = b.wholes(step.dst);
  const int64_t* x = b.wholes(step.a);
  const int64_t* y = b.wholes(step.b);
  ForRows(b.padded, [=](size_t i) { dst[i] = x[i] != kMissingTime ? x[i] : y[i]; });
}

void Days(const Batch& b, const Step& step) {
  double* dst = b.numbers(step.dst);
  const int64_t* x = b.wholes(step.a);
  const int64_t* y = b.wholes(step.b);
  const int64_t unit = step.flag ? kMicrosPerDay : 1;
  const int64_t sign = step.sign;
  for (size_t i = 0; i < b.padded; ++i) {
    const bool known = x[i] != kMissingTime && y[i] != kMissingTime;
    const auto span =
        static_cast<int64_t>(static_cast<uint64_t>(y[i]) - static_cast<uint64_t>(x[i]));
    dst[i] = known ? static_cast<double>(span / unit * sign) : kNaN;
  }
}

// ---- masks
// -------------------------------------------------------------------------------------------------------

template <class Fn>
void Combine(const Batch& b, const Step& step, const Fn& fn) {
  uint8_t* dst = b.bytes(step.dst);
  const uint8_t* x = b.bytes(step.a);
  const uint8_t* y = b.bytes(step.b);
  ForRows(b.padded, [=](size_t i) { dst[i] = static_cast<uint8_t>(fn(x[i], y[i])); });
}

void Count(const Batch& b, const Step& step) {
  uint8_t* dst = b.bytes(step.dst);
  ForRows(b.padded, [=](size_t i) { dst[i] = 0; });
  for (uint32_t k = 0; k < step.count; ++k) {
    const uint8_t* mask = b.bytes(b.context.operands[step.index + k]);
    ForRows(b.padded, [=](size_t i) { dst[i] = static_cast<uint8_t>(dst[i] + mask[i]); });
  }
}

#include "runtime/interp/kernels_points.inc"

// ---- results
// -----------------------------------------------------------------------------------------------------

void Stage(const Batch& b, const Step& step) {
  uint16_t* stage = b.context.stage;
  if (stage == nullptr) return;
  const uint8_t* mask = b.bytes(step.a);
  const auto value = static_cast<uint16_t>(step.index);
  ForRows(b.rows, [=](size_t i) { stage[i] = mask[i] ? value : stage[i]; });
}

template <class T>
void Store(const Batch& b, const Step& step) {
  if (b.context.outputs == nullptr || b.context.outputs[step.index] == nullptr) return;
  T* out = static_cast<T*>(b.context.outputs[step.index]);
  const T* value = reinterpret_cast<const T*>(b.bytes(step.a));
  ForRows(b.rows, [=](size_t i) { out[i] = value[i]; });
}

void RunStep(const Batch& b, const Step& step) {
  switch (step.op) {
    case Op::kLoadNumber:
      return WithType(step.type, [&](auto zero) { LoadNumber<decltype(zero)>(b, step); });
    case Op::kLoadInstant:
      return LoadInstant(b, step);
    case Op::kLoadYesNo: {
      const uint8_t flag = step.flag;
      if (const uint8_t* valid = b.valid(step)) {
        uint8_t* dst = b.bytes(step.dst);
        const uint8_t* values = b.input<uint8_t>(step);
        return ForRows(
            b.rows, [=](size_t i) { dst[i] = static_cast<uint8_t>(values[i] == flag) & valid[i]; });
      }
      return LoadTest<uint8_t>(b, step, [=](uint8_t v) { return v == flag; });
    }
    case Op::kLoadKnown:
      return LoadKnown(b, step);
    case Op::kLoadBytes:
      return LoadTest<uint8_t>(b, step, [](uint8_t v) { return v; });
    case Op::kLoadBits:
      return LoadBits(b, step);
    case Op::kMissing: {
      const int64_t missing = step.flag ? __builtin_bit_cast(int64_t, kNaN) : kMissingTime;
      int64_t* dst = b.wholes(step.dst);
      return ForRows(b.padded, [=](size_t i) { dst[i] = missing; });
    }
    case Op::kNumberParam:
    case Op::kInstantParam: {
      const int64_t value = b.params(step)[0];  // a double is its bits
      int64_t* dst = b.wholes(step.dst);
      return ForRows(b.padded, [=](size_t i) { dst[i] = value; });
    }
    case Op::kConstMask: {
      const uint8_t value = step.flag;
      uint8_t* dst = b.bytes(step.dst);
      return ForRows(b.padded, [=](size_t i) { dst[i] = value; });
    }
    case Op::kRangeColumn:
      return RangeColumn(b, step);
    case Op::kRangeNumber:
      return RangeNumber(b, step);
    case Op::kRangeInstant:
      return RangeInstant(b, step);
    case Op::kRangeSmall:
      return RangeSmall(b, step);
    case Op::kCmpNumber:
      return CompareNumbers(b, step);
    case Op::kCmpInstant:
      return CompareInstants(b, step);
    case Op::kAdd:
      return Arithmetic(b, step, [](double x, double y) { return x + y; });
    case Op::kSub:
      return Arithmetic(b, step, [](double x, double y) { return x - y; });
    case Op::kMul:
      return Arithmetic(b, step, [](double x, double y) { return x * y; });
    case Op::kDiv:
      return Arithmetic(b, step, [](double x, double y) { return x / y; });
    case Op::kSelectNumber:
      return SelectNumber(b, step);
    case Op::kSelectInstant:
      return SelectInstant(b, step);
    case Op::kDays:
      return Days(b, step);
    case Op::kSmallToNumber: {
      double* dst = b.numbers(step.dst);
      const uint8_t* small = b.bytes(step.a);
      return ForRows(b.padded, [=](size_t i) { dst[i] = small[i]; });
    }
    case Op::kAnd:
      return Combine(b, step, [](uint8_t x, uint8_t y) { return x & y; });
    case Op::kOr:
      return Combine(b, step, [](uint8_t x, uint8_t y) { return x | y; });
    case Op::kAndNot:
      return Combine(b, step, [](uint8_t x, uint8_t y) { return x & (y ^ 1); });
    case Op::kBit: {
      uint8_t* dst = b.bytes(step.dst);
      const uint8_t* bits = b.bytes(step.a);
      const auto bit = static_cast<uint8_t>(1U << step.flag);
      return ForRows(b.padded, [=](size_t i) { dst[i] = (bits[i] & bit) != 0; });
    }
    case Op::kCount:
      return Count(b, step);
    case Op::kRangeTotal:
    case Op::kTotalToNumber:
    case Op::kGive:
    case Op::kGiveAll:
    case Op::kGiveUnits:
    case Op::kGiveFaded:
    case Op::kGiveWorth:
    case Op::kCloseGroup:
      return WithLane(b, [&](auto zero) { PointsStep<decltype(zero)>(b, step); });
    case Op::kStage:
      return Stage(b, step);
    case Op::kStoreMask:
      return Store<uint8_t>(b, step);
    case Op::kStoreNumber:
      return Store<double>(b, step);
  }
}

}  // namespace

void FinishRows(const ir::BatchContext& context, size_t rows) {
  const Batch b{context, rows, (rows + 63) & ~size_t{63}};
  if (!context.has_points) return;
  WithLane(b, [&](auto zero) { FinishPoints<decltype(zero)>(b); });
}

void RunSteps(const ir::BatchContext& context, size_t rows) {
  const Batch b{context, rows, (rows + 63) & ~size_t{63}};
  if (context.has_points) WithLane(b, [&](auto zero) { StartPoints<decltype(zero)>(b); });
  for (size_t k = 0; k < context.step_count; ++k) RunStep(b, context.steps[k]);
  FinishRows(context, rows);
}

void TimeSteps(const ir::BatchContext& context, size_t rows, uint64_t (*now)(), uint64_t* ticks) {
  const Batch b{context, rows, (rows + 63) & ~size_t{63}};
  uint64_t before = now();
  const auto add = [&](size_t at) {
    const uint64_t after = now();
    ticks[at] += after - before;
    before = after;
  };
  if (context.has_points) WithLane(b, [&](auto zero) { StartPoints<decltype(zero)>(b); });
  add(context.step_count);
  for (size_t k = 0; k < context.step_count; ++k) {
    RunStep(b, context.steps[k]);
    add(k);
  }
  FinishRows(context, rows);
  add(context.step_count + 1);
}

}  // namespace ripe::interp::RIPE_KERNEL_NS
