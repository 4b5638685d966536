// Compiling cases and comparing.
#include "tests/agree/agree.h"

#include <fmt/format.h>

#include <atomic>
#include <thread>

namespace ripe::test {
namespace {

const char* NameOf(jit::Vectors vectors) {
  switch (vectors) {
    case jit::Vectors::kOneRow:
      return "one row";
    case jit::Vectors::kBits128:
      return "128 bits";
    case jit::Vectors::kAvx2:
      return "AVX2";
    case jit::Vectors::kAvx512:
      return "AVX-512";
    case jit::Vectors::kAvx512Vbmi:
      return "AVX-512 VBMI";
  }
  return "";
}

std::shared_ptr<const interp::Program> ProgramOf(const Case& c) {
  return interp::Program::Make(c.data.plan, c.layout);
}

}  // namespace

std::string Variant::Name() const {
  return fmt::format("{} O{} {} steps", NameOf(vectors), optimize ? 2 : 0, steps_a_function);
}

std::vector<jit::Vectors> Widths() {
  std::vector<jit::Vectors> widths = {jit::Vectors::kOneRow, jit::Vectors::kBits128};
  if (interp::HasIsa(interp::Isa::kAvx2)) widths.push_back(jit::Vectors::kAvx2);
  if (interp::HasIsa(interp::Isa::kAvx512)) {
    widths.push_back(jit::Vectors::kAvx512);
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vbmi")) widths.push_back(jit::Vectors::kAvx512Vbmi);
#endif
  }
  return widths;
}

jit::Vectors Widest() { return Widths().back(); }

std::vector<Variant> Variants() {
  std::vector<Variant> variants;
  for (const jit::Vectors vectors : Widths()) {
    for (const bool optimize : {false, true})
      variants.push_back({.vectors = vectors, .optimize = optimize});
  }
  variants.push_back({.vectors = jit::Vectors::kBits128, .steps_a_function = 3});
  variants.push_back({.vectors = jit::Vectors::kOneRow, .steps_a_function = 17});
  variants.push_back({.vectors = Widest(), .steps_a_function = 1});
  variants.push_back({.vectors = Widest(), .optimize = true, .steps_a_function = 17});
  return variants;
}

std::string Prepare(Case* c, bool naive) {
  std::string wrong = ir::Verify(*c->data.plan);
  if (!wrong.empty()) return c->name + ": " + wrong;
  const auto program = ProgramOf(*c);
  c->want = Run(program, c->data, c->rows, c->rows, interp::Isa::kSse2, {});
  for (const interp::Isa isa : {interp::Isa::kAvx2, interp::Isa::kAvx512}) {
    if (!interp::HasIsa(isa)) continue;
    wrong = Run(program, c->data, c->rows, c->rows, isa, {}).Difference(c->want);
    if (!wrong.empty())
      return fmt::format("{}: kernels {}: {}", c->name, static_cast<int>(isa), wrong);
  }
  if (naive) wrong = DifferenceFromNaive(c->data, c->want, c->rows);
  return wrong.empty() ? "" : c->name + ": " + wrong;
}

std::string Disagreement(const Case& c, const Variant& variant,
                         const std::vector<size_t>& batches) {
  const auto program = ProgramOf(c);
  Result<jit::Code> code = CompileFor(program->bound(), variant);
  if (!code.ok()) return fmt::format("{}, {}: {}", c.name, variant.Name(), code.status().message());
  program->Adopt(code->leads, code->where, code->owner);
  for (const size_t batch : batches) {
    const Scored got =
        Run(program, c.data, c.rows, batch == 0 ? c.rows : batch, interp::BestIsa(), {});
    const std::string wrong = got.Difference(c.want);
    if (!wrong.empty())
      return fmt::format("{}, {}, batches of {}: {}", c.name, variant.Name(), batch, wrong);
  }
  return "";
}

std::string ThreadedDisagreement(const Case& c, const Variant& variant, size_t threads, bool late) {
  const auto program = ProgramOf(c);
  Scored got = Empty(*program, c.rows, {});
  Result<jit::Code> code = CompileFor(program->bound(), variant);
  if (!code.ok()) return fmt::format("{}: {}", c.name, code.status().message());
  if (!late) program->Adopt(code->leads, code->where, code->owner);
  std::vector<std::thread> running;
  std::atomic<bool> go = false;
  for (size_t t = 0; t < threads; ++t) {
    running.emplace_back([&, t] {
      while (!go) std::this_thread::yield();
      RunRows(program, c.data, c.rows * t / threads, c.rows * (t + 1) / threads, 64,
              interp::BestIsa(), &got);
    });
  }
  go = true;
  if (late) program->Adopt(code->leads, code->where, code->owner);
  for (std::thread& thread : running) thread.join();
  const std::string wrong = got.Difference(c.want);
  return wrong.empty()
             ? ""
             : fmt::format("{}, {}, {} threads: {}", c.name, variant.Name(), threads, wrong);
}

std::string WhereDisagreement(const Case& c, const Variant& variant) {
  const auto program = ProgramOf(c);
  const ir::Params params = program->Resolve(kAsOf, types::Zone::Utc());
  const size_t outputs = c.data.plan->where.outputs.size();
  const auto run = [&] {
    std::vector<std::vector<uint8_t>> masks(outputs, std::vector<uint8_t>(c.rows, 0x77));
    interp::Scratch scratch(program);
    scratch.where().SetColumns(c.data.columns);
    // Batches begin anywhere, as those of events do; columns stay where they are.
    size_t size = 1;
    for (size_t row = 0; row < c.rows;) {
      const size_t rows = std::min<size_t>({size, c.rows - row, ir::kBatchRows});
      std::vector<void*> at;
      for (auto& mask : masks) at.push_back(mask.data() + row);
      scratch.where().RunBatch(params, c.data.columns, row, rows, nullptr, 0, {.outputs = at});
      row += rows;
      size = size * 3 % 1031;
    }
    return masks;
  };
  const auto want = run();
  Result<jit::Code> code = CompileFor(program->bound(), variant);
  if (!code.ok()) return fmt::format("{}: {}", c.name, code.status().message());
  program->Adopt(code->leads, code->where, code->owner);
  const auto got = run();
  for (size_t k = 0; k < outputs; ++k) {
    for (size_t row = 0; row < c.rows; ++row) {
      if (want[k][row] != got[k][row])
        return fmt::format("{}, {}, where program: mask {} of row {}: {}, compiled {}", c.name,
                           variant.Name(), k, row, want[k][row], got[k][row]);
    }
  }
  return "";
}

}  // namespace ripe::test
