// Agreement: compiled code of every kind must give what the interpreter gives, bit for bit. A Case
// is a Plan with data and what the interpreter (checked by the naive evaluator) makes of it; a
// Variant is one way to compile. Entries: Variants, Prepare, Disagreement. The same checks run in
// two programs: tests_agree, on libripe_jit.so as it is shipped, and tests_agree_bugs, on an
// emitter with planted bugs, which they must find.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/jit/jit.h"
#include "tests/eval/scored.h"

namespace ripe::test {

struct Variant {
  jit::Vectors vectors = jit::Vectors::kBits128;
  bool optimize = false;
  uint32_t steps_a_function = codegen::EmitOptions{}.steps_a_function;
  std::string Name() const;
};
// The widths that this processor runs, one row included.
std::vector<jit::Vectors> Widths();
jit::Vectors Widest();
// All widths at O0 and O2, and the narrowest and widest with few steps a function.
std::vector<Variant> Variants();

// Each program has its own; the bound plan's code, or why there is none.
Result<jit::Code> CompileFor(const ir::BoundPlan& bound, const Variant& variant);
// Why this program has no compiler; empty: it has one.
std::string NoCompiler();

struct Case {
  std::string name;
  RandomPlan data;
  size_t rows = 0;
  std::shared_ptr<const void> owner;  // of the columns
  ir::Layout layout;
  Scored want;
};
// Runs the interpreter; with `naive`, every so many rows are compared with the naive evaluator,
// whose first difference is returned.
std::string Prepare(Case* c, bool naive);

// Compiles a case and runs it in batches of these sizes (0: all rows at once). Empty, or the first
// difference with what the case wants.
std::string Disagreement(const Case& c, const Variant& variant,
                         const std::vector<size_t>& batches = {0});
// The same with so many threads that share the program, each with a range of the rows; with `late`
// the code is adopted while they run.
std::string ThreadedDisagreement(const Case& c, const Variant& variant, size_t threads, bool late);
// The where program of the case's Plan, over its columns as properties of events, in odd batches.
std::string WhereDisagreement(const Case& c, const Variant& variant);

// Grids of every operation over every edge value: grid.cc.
std::vector<Case> GridCases();
// Every program of up to three operators over three masks, and of up to three statements: up to
// two that give points, then up to two that read them or set stages: small.cc.
std::vector<Case> SmallCases();
// A random program of about `size` instructions over random columns of each type; its where program
// is what of it makes sense for events: random.cc.
Case RandomCase(uint64_t seed, int size, size_t rows);

}  // namespace ripe::test
