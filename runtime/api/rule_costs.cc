// See rule_costs.h. One walk over the steps, from results to inputs: when a step is reached, all
// that need it have been, so it knows how many those are and gives to each. Costs flow the other
// way, from inputs to results, in the order of the steps.
#include "runtime/api/rule_costs.h"

#include <map>
#include <utility>

namespace ripe::api {
namespace {

using ir::BoundProgram;
using ir::Input;
using ir::kNoIndex;
using ir::Op;
using ir::Step;

// Who needs a step: another step, or a rule, a stage or an output.
struct User {
  enum class Kind : uint8_t { kStep, kRule, kStage, kOutput } kind = Kind::kStep;
  uint32_t index = 0;
};

class Flow {
 public:
  Flow(const BoundProgram& program, const interp::StepTimes& times)
      : program_(program),
        times_(times),
        scale_(times.sampled.rows == 0
                   ? 0
                   : static_cast<double>(times.rows) / static_cast<double>(times.sampled.rows)),
        users_(program.steps.size()),
        costs_(program.steps.size()),
        inputs_(program.inputs.size()) {
    FindUsers();
    for (size_t k = 0; k < program.steps.size(); ++k)
      costs_[k].own = Scaled(times.sampled.steps[k]);
    for (size_t k = 0; k < program.inputs.size(); ++k)
      inputs_[k].own = Scaled(times.sampled.inputs[k]);
    AddTexts();
  }
  // More that an input costs, from elsewhere.
  void AddInput(uint32_t input, const RuleCost& cost) { inputs_[input] += cost; }
  double rest() const { return rest_ + Scaled(times_.sampled.start + times_.sampled.finish); }

  // give(user, cost) for each rule, stage and output.
  template <class Give>
  void Run(const Give& give) {
    ShareInputs();
    for (uint32_t at = 0; at < program_.steps.size(); ++at) {
      const Step& step = program_.steps[at];
      if (step.op == Op::kGive) {
        // Each rule's own mask reaches it by itself; the adding is the same for each.
        for (uint32_t k = 0; k < step.count; ++k) {
          RuleCost part = costs_[at];
          part.own /= step.count;
          part.shared /= step.count;
          give(User{User::Kind::kRule, program_.operands[step.aux + 2 * k + 1]}, part);
        }
        continue;
      }
      if (users_[at].empty()) {
        rest_ += costs_[at].all();
        continue;
      }
      const RuleCost part = PartOf(costs_[at], users_[at].size());
      for (const User& user : users_[at]) {
        if (user.kind == User::Kind::kStep) {
          costs_[user.index] += part;
        } else {
          give(user, part);
        }
      }
    }
  }

 private:
  double Scaled(uint64_t ticks) const { return static_cast<double>(ticks) * scale_; }
  static RuleCost PartOf(const RuleCost& cost, size_t users) {
    if (users == 1) return cost;
    return {.own = 0, .shared = cost.all() / static_cast<double>(users)};
  }

  void FindUsers() {
    std::map<uint32_t, uint32_t> writer;  // by register: the step that wrote it last
    for (uint32_t at = 0; at < program_.steps.size(); ++at) {
      const Step& step = program_.steps[at];
      const auto needs = [&](uint32_t reg, User user) {
        const auto found = writer.find(reg);
        if (reg != kNoIndex && found != writer.end()) users_[found->second].push_back(user);
      };
      const User self{User::Kind::kStep, at};
      needs(step.a, self);
      if (step.b != step.a) needs(step.b, self);
      for (uint32_t k = 0; step.op == Op::kCount && k < step.count; ++k)
        needs(program_.operands[step.index + k], self);
      for (uint32_t k = 0; step.op == Op::kGive && k < step.count; ++k)
        needs(program_.operands[step.aux + 2 * k],
              {User::Kind::kRule, program_.operands[step.aux + 2 * k + 1]});
      if (step.rule != kNoIndex) users_[at].push_back({User::Kind::kRule, step.rule});
      if (step.op == Op::kStage) users_[at].push_back({User::Kind::kStage, step.index});
      if (step.op == Op::kStoreMask || step.op == Op::kStoreNumber)
        users_[at].push_back({User::Kind::kOutput, step.index});
      if (step.op == Op::kBit) NoteBit(step, at, writer);
      if (step.dst != kNoIndex) writer[step.dst] = at;
    }
  }

  // Which step asks for a bit of which octet.
  void NoteBit(const Step& step, uint32_t at, const std::map<uint32_t, uint32_t>& writer) {
    const auto found = writer.find(step.a);
    if (found != writer.end()) bits_[{found->second, step.flag}].push_back(at);
  }

  // The bits of all octets of a column without codes are made when the first one is asked for: what
  // that took besides their predicates is shared by all.
  void ShareMaking() {
    struct Made {
      double own = 0;
      std::vector<uint32_t> inputs;
    };
    std::map<uint32_t, Made> columns;
    for (uint32_t k = 0; k < program_.inputs.size(); ++k) {
      const ir::Input& input = program_.inputs[k];
      if (input.kind != Input::Kind::kTextBits) continue;
      Made& made = columns[input.column];
      made.inputs.push_back(k);
      made.own += inputs_[k].own;
      for (size_t bit = 0; bit < 8; ++bit)
        made.own -= Scaled(times_.sampled.predicates[size_t{input.octet} * 8 + bit]);
    }
    for (const auto& [column, made] : columns) {
      for (const uint32_t k : made.inputs)
        inputs_[k].own = std::max(0.0, made.own) / static_cast<double>(made.inputs.size());
    }
  }

  // Tables of texts and predicates of raw ones: to the steps that ask for their bits.
  void AddTexts() {
    ShareMaking();
    std::map<uint32_t, std::vector<uint32_t>> loads;  // by octet
    for (uint32_t at = 0; at < program_.steps.size(); ++at) {
      const Step& step = program_.steps[at];
      const bool raw =
          step.op == Op::kLoadBytes && program_.inputs[step.input].kind == Input::Kind::kTextBits;
      if (raw) loads[program_.inputs[step.input].octet].push_back(at);
      if (step.op == Op::kLoadBits) loads[step.index].push_back(at);
    }
    std::map<uint32_t, uint32_t> octets;  // by column: how many
    for (const auto& [octet, at] : loads) ++octets[program_.octets[octet].column];
    std::vector<double> others(times_.columns.begin(), times_.columns.end());
    for (uint32_t o = 0; o < program_.octets.size(); ++o) {
      for (size_t k = 0; k < 8; ++k)
        others[program_.octets[o].column] -= static_cast<double>(times_.tables[o * 8 + k]);
    }
    for (const auto& [octet, steps] : loads) {
      const uint32_t column = program_.octets[octet].column;
      const uint32_t load = steps.front();
      if (others[column] > 0) costs_[load].own += others[column] / octets[column];
      for (uint8_t bit = 0; bit < program_.octets[octet].predicates.size(); ++bit) {
        const size_t place = size_t{octet} * 8 + bit;
        const double sampled = Scaled(times_.sampled.predicates[place]);
        const double cost = static_cast<double>(times_.tables[place]) + sampled;
        const auto asked = bits_.find({load, bit});
        if (asked == bits_.end()) {
          costs_[load].own += cost;
          continue;
        }
        for (const uint32_t at : asked->second)
          costs_[at].own += cost / static_cast<double>(asked->second.size());
      }
    }
  }

  void ShareInputs() {
    std::vector<std::vector<uint32_t>> readers(program_.inputs.size());
    for (uint32_t at = 0; at < program_.steps.size(); ++at) {
      const Step& step = program_.steps[at];
      if (step.input != kNoIndex) readers[step.input].push_back(at);
      if (step.valid != kNoIndex) readers[step.valid].push_back(at);
    }
    for (size_t k = 0; k < inputs_.size(); ++k) {
      if (readers[k].empty()) rest_ += inputs_[k].all();
      for (const uint32_t at : readers[k]) costs_[at] += PartOf(inputs_[k], readers[k].size());
    }
  }

  const BoundProgram& program_;
  const interp::StepTimes& times_;
  double scale_;
  std::vector<std::vector<User>> users_;  // by step
  std::vector<RuleCost> costs_;           // by step: its own, and what has come to it
  std::vector<RuleCost> inputs_;
  std::map<std::pair<uint32_t, uint8_t>, std::vector<uint32_t>> bits_;  // by load and bit
  double rest_ = 0;
};

// What `where` conditions cost, by question that asks for their events.
std::vector<RuleCost> CostsOfQuestions(const ir::Plan& plan, const BoundProgram& program,
                                       const interp::StepTimes& times, double* rest) {
  std::vector<RuleCost> questions(plan.questions.size());
  std::vector<std::vector<uint32_t>> users(program.outputs.size());
  for (uint32_t q = 0; q < plan.questions.size(); ++q) {
    const ir::Question& question = plan.questions[q];
    std::vector<bool> asked(program.outputs.size(), false);
    const auto ask = [&](const ir::EventClass& events) {
      for (const ir::EventClass::Member& member : events.members)
        if (member.where) asked[*member.where] = true;
    };
    ask(plan.classes[question.events]);
    if (question.window.kind == check::Window::Kind::kAfter)
      ask(plan.classes[question.window.after.value]);
    for (uint32_t k = 0; k < asked.size(); ++k)
      if (asked[k]) users[k].push_back(q);
  }
  Flow flow(program, times);
  flow.Run([&](const User& user, const RuleCost& cost) {
    if (user.kind != User::Kind::kOutput || users[user.index].empty()) {
      *rest += cost.all();
      return;
    }
    const std::vector<uint32_t>& of = users[user.index];
    for (const uint32_t q : of) {
      if (of.size() == 1) {
        questions[q] += cost;
      } else {
        questions[q].shared += cost.all() / static_cast<double>(of.size());
      }
    }
  });
  *rest += flow.rest();
  return questions;
}

}  // namespace

double RuleCosts::all() const {
  double sum = rest;
  for (const RuleCost& cost : rules) sum += cost.all();
  for (const RuleCost& cost : stages) sum += cost.all();
  return sum;
}

void AddCosts(const ir::Plan& plan, const ir::BoundPlan& bound, const interp::StepTimes& leads,
              const interp::StepTimes& where, RuleCosts* costs) {
  costs->rules.resize(plan.rules.size());
  costs->stages.resize(plan.stages.size());
  const std::vector<RuleCost> questions = CostsOfQuestions(plan, bound.where, where, &costs->rest);
  Flow flow(bound.leads, leads);
  std::vector<bool> given(questions.size(), false);
  for (uint32_t k = 0; k < bound.leads.inputs.size(); ++k) {
    const Input& input = bound.leads.inputs[k];
    if (input.kind != Input::Kind::kAnswer || given[input.column]) continue;
    given[input.column] = true;
    flow.AddInput(k, questions[input.column]);
  }
  for (size_t q = 0; q < questions.size(); ++q)
    if (!given[q]) costs->rest += questions[q].all();
  flow.Run([&](const User& user, const RuleCost& cost) {
    switch (user.kind) {
      case User::Kind::kRule:
        costs->rules[user.index] += cost;
        return;
      case User::Kind::kStage:
        costs->stages[user.index] += cost;
        return;
      case User::Kind::kStep:
      case User::Kind::kOutput:
        costs->rest += cost.all();
        return;
    }
  });
  costs->rest += flow.rest();
  costs->rows += leads.rows;
  costs->rows_timed += leads.sampled.rows;
}

RuleCosts CostsOf(const Scorer& scorer) {
  RuleCosts costs;
  costs.rules.resize(scorer.plan().rules.size());
  costs.stages.resize(scorer.plan().stages.size());
  // Events and leads run in programs of different layouts: what `where` cost is of the leads'.
  std::vector<Scorer::Times> all = scorer.AllTimes();
  for (const Scorer::Times& times : all)
    AddCosts(scorer.plan(), times.program->bound(), times.leads, times.where, &costs);
  return costs;
}

}  // namespace ripe::api
