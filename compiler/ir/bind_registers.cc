// Registers get their places in the register file here: a linear scan over the straight list of
// steps. A place is free again after the last step that reads it, so the file stays small enough
// for the first-level cache.
#include <vector>

#include "compiler/ir/bind_program.h"

namespace ripe::ir {
namespace {

constexpr uint32_t kWideColumns = 8;

// Calls visit(uint32_t&) for each register that a step reads.
template <class Visit>
void ForEachRead(Step& step, std::vector<uint32_t>& operands, const Visit& visit) {
  if (step.a != kNoIndex) visit(step.a);
  if (step.b != kNoIndex) visit(step.b);
  if (step.op == Op::kCount) {
    for (uint32_t k = 0; k < step.count; ++k) visit(operands[step.index + k]);
  }
  if (step.op == Op::kGive) {
    for (uint32_t k = 0; k < step.count; ++k) visit(operands[step.aux + 2 * k]);
  }
}

// The registers of one size: when each is read last, and where it lies.
struct Pool {
  std::vector<uint32_t> last_use, place, free;
  uint32_t places = 0;

  explicit Pool(uint32_t registers) : last_use(registers, kNoIndex), place(registers, kNoIndex) {}
  void Take(uint32_t reg) {
    if (free.empty()) {
      place[reg] = places++;
    } else {
      place[reg] = free.back();
      free.pop_back();
    }
  }
};

}  // namespace

void AssignRegisters(BoundProgram* program, uint32_t byte_registers, uint32_t wide_registers,
                     uint32_t wide_bit) {
  Pool bytes(byte_registers), wides(wide_registers);
  const auto pool = [&](uint32_t reg) -> Pool& { return (reg & wide_bit) ? wides : bytes; };
  for (uint32_t at = 0; at < program->steps.size(); ++at) {
    ForEachRead(program->steps[at], program->operands,
                [&](uint32_t& reg) { pool(reg).last_use[reg & ~wide_bit] = at; });
  }
  // First places within each pool; wide ones move behind the bytes once the number of those is
  // known. A destination never shares a place with an operand of the same step: it is taken before
  // theirs are freed.
  std::vector<uint32_t*> wide_refs;
  const auto resolve = [&](uint32_t& reg) {
    const bool wide = (reg & wide_bit) != 0;
    reg = pool(reg).place[reg & ~wide_bit];
    if (wide) wide_refs.push_back(&reg);
  };
  for (uint32_t at = 0; at < program->steps.size(); ++at) {
    Step& step = program->steps[at];
    if (step.dst != kNoIndex) pool(step.dst).Take(step.dst & ~wide_bit);
    std::vector<uint32_t> dead;
    ForEachRead(step, program->operands, [&](uint32_t& reg) {
      uint32_t& last = pool(reg).last_use[reg & ~wide_bit];
      if (last == at) {
        dead.push_back(reg);
        last = kNoIndex;  // once, even if the step reads it twice
      }
    });
    if (step.dst != kNoIndex && pool(step.dst).last_use[step.dst & ~wide_bit] == kNoIndex)
      dead.push_back(step.dst);
    ForEachRead(step, program->operands, resolve);
    for (const uint32_t reg : dead) pool(reg).free.push_back(pool(reg).place[reg & ~wide_bit]);
    if (step.dst != kNoIndex) resolve(step.dst);
  }
  for (uint32_t* reg : wide_refs) *reg = bytes.places + *reg * kWideColumns;
  program->register_columns = bytes.places + wides.places * kWideColumns;
}

}  // namespace ripe::ir
