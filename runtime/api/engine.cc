// See engine.h.
#include "runtime/api/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "runtime/api/phases.h"

namespace ripe::api {
namespace {

using Clock = std::chrono::steady_clock;

// What compiling costs and what it saves, measured (docs/performance.md): opening LLVM and linking
// takes 20 ms, each step 0.08 ms; a step of compiled code is 0.1 ns a row faster, 3 ns where rows
// come one by one. Once the rows so
// far would have paid for it, as many more may well come.
constexpr double kOpenSeconds = 0.020, kStepSeconds = 80e-6, kSavedSeconds = 0.1e-9,
                 kSavedSingleSeconds = 3e-9;

// After this a compile is given up: LLVM has been seen to hang.
Clock::duration DeadlineFor(size_t steps) {
  return std::chrono::seconds(10) + std::chrono::milliseconds(2) * static_cast<int64_t>(steps);
}

// A compile that is still under way when the process exits cannot be stopped, and would run on into
// what exit takes down: the process then ends without that. Said once before LLVM is opened and
// once behind, for exit goes backwards and takes LLVM's own things down first otherwise.
std::atomic<int> compiles_under_way{0};
void EndWithoutThem(int status, void* /*unused*/) {
  if (compiles_under_way.load() == 0) return;
  std::fflush(nullptr);
  std::_Exit(status);
}
void GuardExit(bool opened) {
  static std::once_flag once[2];
  std::call_once(once[opened], [] { ::on_exit(EndWithoutThem, nullptr); });
}

const char* NameOf(jit::Vectors vectors) {
  switch (vectors) {
    case jit::Vectors::kOneRow:
      return "single rows";
    case jit::Vectors::kBits128:
      return "128-bit vectors";
    case jit::Vectors::kAvx2:
      return "AVX2";
    case jit::Vectors::kAvx512:
    case jit::Vectors::kAvx512Vbmi:
      return "AVX-512";
  }
  return "";
}

// One compile: shared by the thread that does it and the one that may wait for it.
struct Job {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
};

}  // namespace

struct EngineDriver::Log {
  std::mutex mutex;
  std::vector<std::string> lines;
  std::atomic<bool> failed = false;
  Seconds seconds;
  void Add(std::string line) {
    const std::lock_guard<std::mutex> lock(mutex);
    lines.push_back(std::move(line));
  }
  // Where there is not even memory for the words, `failed` alone tells.
  void Fail(const char* why) {
    failed = true;
    try {
      Add(why);
    } catch (const std::exception&) {
    }
  }
};

// RIPE_JIT_OPTIMIZE=1 lets LLVM's optimiser have the batches' code too, which does not pay
// (decision 0013): so that tests of the whole command can hold it against the code as emitted.
bool OptimizeAll() {
  static const bool all = [] {
    const char* wish = std::getenv("RIPE_JIT_OPTIMIZE");
    return wish != nullptr && std::strcmp(wish, "1") == 0;
  }();
  return all;
}

// Compiles the program and puts the code into it, or notes why not.
void EngineDriver::CompileNow(const interp::Program& program, Rows rows, Log* log) {
  const auto start = Clock::now();
  const double cpu = ThreadCpu();
  const bool single = rows == Rows::kSingle;
  const jit::CompileOptions options{
      .vectors = single ? jit::Vectors::kOneRow : VectorsOf(interp::BestIsa()),
      .optimize = single || OptimizeAll(),  // scalar code gains, and compiles quickly even so
      .cache = jit::CacheFolder()};
  Result<jit::Code> code = jit::Compile(program.bound(), options);
  if (!code.ok()) {
    log->failed = true;
    log->Add(fmt::format("interpreted: {}", code.status().message()));
    return;
  }
  const double ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  {
    const std::lock_guard<std::mutex> lock(log->mutex);
    log->seconds.wall += ms / 1000;
    log->seconds.cpu += ThreadCpu() - cpu;
  }
  log->Add(fmt::format("compiled {} steps for {} in {:.1f} ms{}{}",
                       program.bound().leads.steps.size(), NameOf(options.vectors), ms,
                       code->from_cache ? " (from the cache)" : "",
                       code->cache_note.empty() ? "" : "; " + code->cache_note));
  if (single) return program.AdoptRow(code->leads, code->owner);
  program.Adopt(code->leads, code->where, code->owner);
}

// For tests: with RIPE_COMPILE_AFTER=N kAuto begins to compile after so many rows and waits for the
// code, so that it takes over in the middle of a run where they say, and not where the clock
// happens to have it; with N+ it does not wait.
std::optional<EngineDriver::After> EngineDriver::CompileAfter() {
  const char* text = std::getenv("RIPE_COMPILE_AFTER");
  if (text == nullptr) return std::nullopt;
  char* end = nullptr;
  const uint64_t rows = std::strtoull(text, &end, 10);
  return After{.rows = rows, .wait = *end != '+'};
}

std::shared_ptr<EngineDriver::Log> EngineDriver::MakeLog() { return std::make_shared<Log>(); }

jit::Vectors VectorsOf(interp::Isa isa) {
  switch (isa) {
    case interp::Isa::kSse2:
      return jit::Vectors::kBits128;
    case interp::Isa::kAvx2:
      return jit::Vectors::kAvx2;
    case interp::Isa::kAvx512:
#if defined(__x86_64__)
      if (__builtin_cpu_supports("avx512vbmi")) return jit::Vectors::kAvx512Vbmi;
#endif
      return jit::Vectors::kAvx512;
  }
  return jit::Vectors::kBits128;
}

void EngineDriver::Bound(const std::shared_ptr<const interp::Program>& program) {
  if (engine_ == Engine::kInterpreter) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  uses_.push_back({.program = program});
  if (engine_ == Engine::kJit) Begin(&uses_.back(), true);
}

void EngineDriver::Scored(const interp::Program& program, size_t rows) {
  if (engine_ != Engine::kAuto) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto use = std::find_if(uses_.begin(), uses_.end(),
                                [&](const Use& u) { return u.program.get() == &program; });
  if (use == uses_.end() || use->begun) return;
  use->rows += rows;
  if (compile_after_) {
    if (use->rows >= compile_after_->rows) Begin(&*use, compile_after_->wait);
    return;
  }
  const auto steps = static_cast<double>(program.bound().leads.steps.size());
  const double each = rows_ == Rows::kSingle ? kSavedSingleSeconds : kSavedSeconds;
  const double saved = static_cast<double>(use->rows) * steps * each;
  if (saved > kOpenSeconds + steps * kStepSeconds) Begin(&*use, false);
}

void EngineDriver::Begin(Use* use, bool wait) {
  use->begun = true;
  auto job = std::make_shared<Job>();
  GuardExit(false);
  ++compiles_under_way;
  auto compile = [program = use->program, rows = rows_, job, log = log_]() mutable {
    // Nothing may be thrown out of a thread; without the code the program is interpreted.
    try {
      if (jit::Available()) GuardExit(true);
      CompileNow(*program, rows, log.get());
    } catch (const std::exception&) {
      log->Fail("interpreted: there is not enough memory to compile");
    }
    {
      const std::lock_guard<std::mutex> lock(job->mutex);
      job->done = true;
    }
    job->changed.notify_all();
    // Whoever holds the program last takes its code down: not while the process may end.
    program.reset();
    job.reset();
    log.reset();
    --compiles_under_way;
  };
  try {
    std::thread(std::move(compile)).detach();
  } catch (const std::exception&) {
    --compiles_under_way;
    log_->Fail("interpreted: the system gives no thread to compile on");
    return;
  }
  if (!wait) return;
  std::unique_lock<std::mutex> lock(job->mutex);
  const auto deadline = DeadlineFor(use->program->bound().leads.steps.size());
  if (job->changed.wait_for(lock, deadline, [&] { return job->done; })) return;
  log_->Fail("interpreted: LLVM did not finish in time");
}

std::vector<std::string> EngineDriver::Notes() const {
  const std::lock_guard<std::mutex> lock(log_->mutex);
  return log_->lines;
}

EngineDriver::Seconds EngineDriver::CompileSeconds() const {
  const std::lock_guard<std::mutex> lock(log_->mutex);
  return log_->seconds;
}

bool EngineDriver::fell_back() const { return engine_ == Engine::kJit && log_->failed; }

}  // namespace ripe::api
