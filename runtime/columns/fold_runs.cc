// The tables of compare masks (fold_kernels_runs.inc) from a layer's questions: which slots, which
// codes and windows each, and where groups of eight end in the row. A layer that asks for more
// slots, codes or windows than pay does without: its runs are folded like any other events.
#include <algorithm>

#include "runtime/columns/fold.h"

namespace ripe::columns {
namespace {

constexpr size_t kMostCompares = 96;  // of 64 events each: beyond, rows by table are as fast

class RunPlanner {
 public:
  RunPlanner(uint32_t code_count, uint32_t stride) : code_count_(code_count), stride_(stride) {}

  RunPlan Run(const std::vector<RunQuestion>& questions) {
    if (stride_ >= UINT16_MAX) return {};
    AddGroups(questions, RunLanes::kWords, 16);
    AddGroups(questions, RunLanes::kBytes, 8);
    AddGroups(questions, RunLanes::kFlags, 1);
    for (const RunQuestion& question : questions) {
      if (!question.worth.empty()) AddWorth(question);
    }
    const size_t compares = plan_.firsts.size() + plan_.more.size();
    slots_ = (slots_ + 7) / 8 * 8;
    if (too_much_ || slots_ > kRunSlots || plan_.worths.size() > kRunWorths ||
        compares > kMostCompares || plan_.window_first.size() > kRunWindows) {
      return {};
    }
    plan_.window_of.resize(slots_, 0);
    plan_.usable = true;
    plan_.narrow = true;
    for (size_t w = 0; w < plan_.window_last.size(); ++w) {
      // A window that takes all ages may end at 255, the byte of all ages beyond too.
      const bool open = plan_.window_last[w] == stride_;
      if (plan_.window_first[w] > UINT8_MAX) plan_.narrow = false;
      if (!open && plan_.window_last[w] >= UINT8_MAX) plan_.narrow = false;
    }
    for (uint16_t& last : plan_.window_last) {
      if (plan_.narrow && last > UINT8_MAX) last = UINT8_MAX;
    }
    return std::move(plan_);
  }

 private:
  // The lanes of one width in their order, eight slots a group.
  void AddGroups(const std::vector<RunQuestion>& questions, RunLanes lanes, int lane_bits) {
    size_t in_group = 8;
    for (const RunQuestion& question : questions) {
      if (question.lane_bits != lane_bits || !question.worth.empty()) continue;
      if (in_group == 8) {
        slots_ = (slots_ + 7) / 8 * 8;
        plan_.groups.push_back({lanes, static_cast<uint8_t>(question.offset)});
        in_group = 0;
      }
      AddSlot(question, WindowOf(question));
      ++in_group;
    }
  }

  void AddWorth(const RunQuestion& question) {
    plan_.worths.push_back(
        {nullptr, static_cast<uint8_t>(slots_), static_cast<uint8_t>(question.offset)});
    plan_.worth_tables.push_back(question.worth);
    AddSlot(question, 0);
  }

  uint64_t WindowOf(const RunQuestion& question) {
    if (question.codes.empty() || question.last < question.first)
      return 0;  // its slot has no events
    for (size_t w = 0; w < plan_.window_first.size(); ++w) {
      if (plan_.window_first[w] == question.first && plan_.window_last[w] == question.last)
        return w;
    }
    plan_.window_first.push_back(static_cast<uint16_t>(question.first));
    plan_.window_last.push_back(static_cast<uint16_t>(question.last));
    return plan_.window_first.size() - 1;
  }

  void AddSlot(const RunQuestion& question, uint64_t window) {
    const auto slot = static_cast<uint8_t>(slots_++);
    if (slots_ > kRunSlots) {
      too_much_ = true;
      return;
    }
    plan_.window_of.resize(slots_, 0);
    plan_.window_of[slot] = window;
    if (question.worth.empty() && question.last < question.first) return;
    if (question.codes.size() == code_count_) {
      plan_.all.push_back(slot);
      return;
    }
    for (const uint8_t code : question.codes)
      (code == question.codes.front() ? plan_.firsts : plan_.more).push_back({slot, code});
  }

  uint32_t code_count_, stride_;
  size_t slots_ = 0;
  bool too_much_ = false;
  RunPlan plan_;
};

}  // namespace

RunPlan MakeRunPlan(const std::vector<RunQuestion>& questions, uint32_t code_count,
                    uint32_t stride) {
  RunPlan plan = RunPlanner(code_count, stride).Run(questions);
  for (size_t w = 0; w < plan.worths.size(); ++w)
    plan.worths[w].table = plan.worth_tables[w].data();
  return plan;
}

RunTables RunPlan::tables() const {
  return {.firsts = firsts.data(),
          .firsts_count = firsts.size(),
          .more = more.data(),
          .more_count = more.size(),
          .all = all.data(),
          .all_count = all.size(),
          .window_first = window_first.data(),
          .window_last = window_last.data(),
          .windows = window_first.size(),
          .narrow = narrow,
          .window_of = window_of.data(),
          .groups = groups.data(),
          .groups_count = groups.size(),
          .worths = worths.data(),
          .worths_count = worths.size(),
          .slots = window_of.size()};
}

}  // namespace ripe::columns
