// One lead at a time: a record whose fields are set one by one, bound once to a program. Between
// two leads only what changed need be set. This is the fast path of services: setting a number is a
// store, a text costs its predicates (or a copy of bits, made once with Prepare), and Score runs
// code compiled for single rows, or the interpreter. Not thread-safe; each thread has its own, and
// they share the Program.
//
//   auto program = Program::Make(plan, RowRunner::LayoutFor(*plan));
//   RowRunner row(program, program->Resolve(as_of, zone));
//   row.SetNumber(field, 12);
//   row.Score();  // row.score(), row.stage()
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/interp/program.h"

namespace ripe::interp {

class RowRunner {
 public:
  // The layout that the program must be bound to.
  static ir::Layout LayoutFor(const ir::Plan& plan);

  // Every field is missing, and there are no events.
  RowRunner(std::shared_ptr<const Program> program, ir::Params params);
  RowRunner(const RowRunner&) = delete;
  RowRunner& operator=(const RowRunner&) = delete;

  // Fields are check::FieldId and of the type that the Plan gives them.
  void SetMissing(uint32_t field);
  void SetNumber(uint32_t field, double value) {
    At<double>(field) = value;
  }  // not finite: missing
  void SetYesNo(uint32_t field, bool value) { At<uint8_t>(field) = value; }
  void SetDate(uint32_t field, int32_t days) { At<int32_t>(field) = days; }
  void SetTime(uint32_t field, int64_t micros) { At<int64_t>(field) = micros; }
  void SetText(uint32_t field, std::string_view text);                 // blank: missing
  void SetTags(uint32_t field, const std::vector<std::string>& tags);  // folded here

  // What the predicates say of a text, to be set again and again at no cost. Good for the runners
  // of one program.
  struct Text {
    std::string text;
    std::vector<uint8_t> bits;  // by octet of the field
    bool missing = true;
  };
  Text Prepare(uint32_t field, std::string_view text) const;
  void SetText(uint32_t field, const Text& text);

  // The answers to the Plan's questions about events, of lead `row`; kept by reference. Null: none.
  void SetAnswers(const Answers* answers, size_t row);
  // Another as-of instant.
  void SetParams(ir::Params params);

  void Score();
  int64_t score() const { return Points(program_->plan().groups.size()); }  // thousandths
  int64_t group(size_t g) const { return Points(g); }
  uint16_t stage() const { return stage_; }  // index in Plan::stages

 private:
  template <class T>
  T& At(uint32_t field) {
    return *reinterpret_cast<T*>(&slots_[field]);
  }
  int64_t Points(size_t accumulator) const;
  void CompareTexts();
  void LookUpNumbers();

  std::shared_ptr<const Program> program_;
  ir::Params params_;
  ir::BatchContext context_{};
  RunStepsFn run_;
  std::vector<int64_t> slots_;                    // by field
  std::vector<const void*> inputs_;               // by input
  std::vector<std::vector<uint32_t>> octets_of_;  // by field: its octets
  std::vector<uint8_t> octet_bits_;               // by octet
  std::vector<uint8_t> made_;                     // by input, for kSameText and kAmong
  std::vector<uint32_t> among_;                   // the inputs that are kAmong
  std::vector<std::string> texts_;                // by field: folded, of those that are compared
  std::vector<uint8_t> compared_;                 // by field: whether it is
  bool texts_changed_ = true;
  std::vector<int64_t> no_answers_;  // by input
  std::vector<const int64_t*> worths_;
  std::vector<uint32_t> worth_sizes_;
  struct Free {
    void operator()(void* p) const;
  };
  std::unique_ptr<uint8_t, Free> memory_;
  uint16_t stage_ = 0;
};

}  // namespace ripe::interp
