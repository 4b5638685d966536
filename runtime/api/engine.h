// Which engine runs: programs start in the interpreter, and compiled code takes over when there is
// some. Engine::kJit compiles as soon as a program is bound and waits for it; kAuto begins, on a
// thread of its own, once the rows scored so far would have paid for it; kInterpreter never does.
// Nobody can tell from the scores. A compile that fails or takes too long leaves the program
// interpreted, and Notes say so. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "ripe/ripe.h"
#include "runtime/interp/program.h"
#include "runtime/jit/jit.h"

namespace ripe::api {

class EngineDriver {
 public:
  // What programs are used for: batches of leads, or single ones (interp/row.h).
  enum class Rows : uint8_t { kBatches, kSingle };
  explicit EngineDriver(Engine engine, Rows rows = Rows::kBatches) : engine_(engine), rows_(rows) {}
  EngineDriver(const EngineDriver&) = delete;
  EngineDriver& operator=(const EngineDriver&) = delete;

  // How often a program has been used, and whether its compile has begun.
  struct Use {
    std::shared_ptr<const interp::Program> program;
    uint64_t rows = 0;
    bool begun = false;
  };
  // A program was bound.
  void Bound(const std::shared_ptr<const interp::Program>& program);
  // `rows` more have been scored with it.
  void Scored(const interp::Program& program, size_t rows);
  // What was compiled or why not, a line each, in the order of things.
  std::vector<std::string> Notes() const;
  // What compiling took so far: elapsed seconds, and CPU seconds of the threads that did it.
  struct Seconds {
    double wall = 0, cpu = 0;
  };
  Seconds CompileSeconds() const;
  // Whether something that was asked for by kJit runs in the interpreter.
  bool fell_back() const;

 private:
  struct Log;
  void Begin(Use* use, bool wait);
  static void CompileNow(const interp::Program& program, Rows rows, Log* log);

  const Engine engine_;
  const Rows rows_;
  struct After {
    uint64_t rows;
    bool wait;
  };
  static std::optional<After> CompileAfter();
  const std::optional<After> compile_after_ = CompileAfter();
  mutable std::mutex mutex_;
  std::vector<Use> uses_;
  std::shared_ptr<Log> log_ = MakeLog();
  static std::shared_ptr<Log> MakeLog();
};

// What this machine's compiled code is written for.
jit::Vectors VectorsOf(interp::Isa isa);

}  // namespace ripe::api
