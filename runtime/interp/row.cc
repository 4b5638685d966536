// See row.h.
#include "runtime/interp/row.h"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <utility>

#include "compiler/source/unicode.h"

namespace ripe::interp {
namespace {

using ir::kBatchRows;
using ir::Physical;

// Kernels touch whole groups of rows of the register file and of the accumulators, but only one row
// of inputs and results.
constexpr size_t kAlign = 64;

}  // namespace

void RowRunner::Free::operator()(void* p) const { std::free(p); }

ir::Layout RowRunner::LayoutFor(const ir::Plan& plan) {
  ir::Layout layout;
  for (const check::Field& field : plan.fields) {
    Physical physical = Physical::kNone;
    switch (field.type) {
      case types::ValueType::kNumber:
        physical = Physical::kF64;
        break;
      case types::ValueType::kYesNo:
        physical = Physical::kYesNo8;
        break;
      case types::ValueType::kDate:
        physical = Physical::kDate32;
        break;
      case types::ValueType::kTime:
        physical = Physical::kTime64;
        break;
      case types::ValueType::kText:
        physical = Physical::kRawText;
        break;
      case types::ValueType::kTags:
        physical = Physical::kTagLists;
        break;
    }
    layout.fields.push_back({.physical = physical});
  }
  return layout;
}

RowRunner::RowRunner(std::shared_ptr<const Program> program, ir::Params params)
    : program_(std::move(program)), run_(RunStepsOf(BestIsa())) {
  const ir::BoundPlan& plan = program_->bound();
  const ir::BoundProgram& bound = plan.leads;
  const size_t lane_bytes = size_t{2} << static_cast<int>(plan.lane);
  const size_t registers = size_t{bound.register_columns} * kBatchRows;
  const size_t bytes = registers + (plan.groups + 1) * kBatchRows * lane_bytes + kAlign;
  memory_.reset(
      static_cast<uint8_t*>(std::aligned_alloc(kAlign, (bytes + kAlign - 1) / kAlign * kAlign)));
  if (memory_ == nullptr) throw std::bad_alloc();
  std::memset(memory_.get(), 0, bytes);
  const size_t fields = plan.layout.fields.size();
  slots_.resize(fields);
  texts_.resize(fields);
  compared_.resize(fields);
  octet_bits_.resize(bound.octets.size());
  octets_of_.resize(fields);
  for (uint32_t k = 0; k < bound.octets.size(); ++k)
    octets_of_[bound.octets[k].column].push_back(k);
  made_.resize(bound.inputs.size());
  no_answers_.resize(bound.inputs.size());
  for (size_t k = 0; k < bound.inputs.size(); ++k) {
    const ir::Input& input = bound.inputs[k];
    if (input.kind == ir::Input::Kind::kAnswer && input.type == Physical::kTime64)
      no_answers_[k] = types::kMissingTime;
    if (input.kind == ir::Input::Kind::kSameText)
      compared_[input.column] = compared_[input.octet] = 1;
    if (input.kind == ir::Input::Kind::kAmong) among_.push_back(static_cast<uint32_t>(k));
  }
  inputs_.resize(bound.inputs.size());
  SetAnswers(nullptr, 0);
  for (uint32_t field = 0; field < fields; ++field) SetMissing(field);

  context_.steps = bound.steps.data();
  context_.step_count = bound.steps.size();
  context_.operands = bound.operands.data();
  context_.registers = memory_.get();
  context_.points = memory_.get() + registers;
  context_.inputs = inputs_.data();
  context_.groups = plan.groups;
  context_.lane = plan.lane;
  context_.has_points = true;
  context_.stage = &stage_;
  SetParams(std::move(params));
}

void RowRunner::SetParams(ir::Params params) {
  params_ = std::move(params);
  context_.params = params_.leads.data();
  context_.unit = params_.unit;
  worths_.clear();
  worth_sizes_.clear();
  for (const std::vector<int64_t>& table : params_.worths) {
    worths_.push_back(table.data());
    worth_sizes_.push_back(static_cast<uint32_t>(table.size()));
  }
  context_.worths = worths_.data();
  context_.worth_sizes = worth_sizes_.data();
}

void RowRunner::SetAnswers(const Answers* answers, size_t row) {
  const ir::BoundProgram& bound = program_->bound().leads;
  for (size_t k = 0; k < bound.inputs.size(); ++k) {
    const ir::Input& input = bound.inputs[k];
    switch (input.kind) {
      case ir::Input::Kind::kData:
        inputs_[k] = &slots_[input.column];
        break;
      case ir::Input::Kind::kValid:  // no type of LayoutFor has it
        break;
      case ir::Input::Kind::kTextBits:
        inputs_[k] = &octet_bits_[input.octet];
        break;
      case ir::Input::Kind::kSameText:
      case ir::Input::Kind::kAmong:
        inputs_[k] = &made_[k];
        break;
      case ir::Input::Kind::kAnswer:
        inputs_[k] = &no_answers_[k];
        if (answers != nullptr) {
          const auto* column =
              reinterpret_cast<const uint8_t*>(answers->columns[input.column].storage.data());
          inputs_[k] = column + row * columns::SizeOf(input.type);
        }
        break;
    }
  }
}

void RowRunner::SetMissing(uint32_t field) {
  switch (program_->bound().layout.fields[field].physical) {
    case Physical::kF64:
      At<double>(field) = std::numeric_limits<double>::quiet_NaN();
      return;
    case Physical::kYesNo8:
      At<uint8_t>(field) = 2;
      return;
    case Physical::kDate32:
      At<int32_t>(field) = types::kMissingDate;
      return;
    case Physical::kTime64:
      At<int64_t>(field) = types::kMissingTime;
      return;
    case Physical::kRawText:
    case Physical::kTagLists:
      return SetText(field, Text{});
    case Physical::kNone:
    case Physical::kI8:
    case Physical::kI16:
    case Physical::kI32:
    case Physical::kI64:
    case Physical::kYesNoBits:
    case Physical::kCode8:
    case Physical::kCode16:
    case Physical::kCode32:
      return;  // LayoutFor has none of these
  }
}

RowRunner::Text RowRunner::Prepare(uint32_t field, std::string_view text) const {
  Text prepared;
  if (source::IsBlank(text)) return prepared;
  const std::vector<ir::TextOctet>& octets = program_->bound().leads.octets;
  const std::string folded = source::Fold(text);
  for (const uint32_t k : octets_of_[field])
    prepared.bits.push_back(program_->texts().BitsOf(octets[k], text, folded));
  prepared.missing = false;
  if (compared_[field]) prepared.text = folded;
  return prepared;
}

void RowRunner::SetText(uint32_t field, std::string_view text) {
  SetText(field, Prepare(field, text));
}

void RowRunner::SetText(uint32_t field, const Text& text) {
  // Where the text begins and ends: it is not read, but where they are equal it is missing.
  const uint32_t ends[2] = {0, text.missing ? 0U : 1U};
  std::memcpy(&slots_[field], ends, sizeof(ends));
  const std::vector<uint32_t>& octets = octets_of_[field];
  for (size_t k = 0; k < octets.size(); ++k)
    octet_bits_[octets[k]] = text.missing ? 0 : text.bits[k];
  if (compared_[field]) {
    texts_[field] = text.text;
    texts_changed_ = true;
  }
}

void RowRunner::SetTags(uint32_t field, const std::vector<std::string>& tags) {
  std::vector<std::string> folded;
  for (const std::string& tag : tags) folded.push_back(source::Fold(tag));
  const ir::TagSet set(std::vector<std::string_view>(folded.begin(), folded.end()));
  Text prepared;
  const std::vector<ir::TextOctet>& octets = program_->bound().leads.octets;
  for (const uint32_t k : octets_of_[field])
    prepared.bits.push_back(program_->texts().TagBitsOf(octets[k], set));
  prepared.missing = tags.empty();
  SetText(field, prepared);
}

void RowRunner::CompareTexts() {
  texts_changed_ = false;
  const ir::BoundProgram& bound = program_->bound().leads;
  const auto missing = [this](uint32_t field) { return slots_[field] == 0; };
  for (size_t k = 0; k < bound.inputs.size(); ++k) {
    const ir::Input& input = bound.inputs[k];
    if (input.kind != ir::Input::Kind::kSameText) continue;
    const bool known = !missing(input.column) && !missing(input.octet);
    made_[k] = !known ? 0 : texts_[input.column] == texts_[input.octet] ? 1 : 2;
  }
}

void RowRunner::LookUpNumbers() {
  const ir::BoundProgram& bound = program_->bound().leads;
  for (const uint32_t k : among_) {
    const ir::Input& input = bound.inputs[k];
    const bool date = program_->bound().layout.fields[input.column].physical == Physical::kDate32;
    const double value =
        date ? static_cast<double>(At<int32_t>(input.column)) : At<double>(input.column);
    const bool missing =
        date ? At<int32_t>(input.column) == types::kMissingDate : !std::isfinite(value);
    made_[k] = missing ? 0 : program_->plan().sets[input.octet]->Has(value) ? 1 : 2;
  }
}

void RowRunner::Score() {
  if (texts_changed_) CompareTexts();
  LookUpNumbers();
  if (const ir::CompiledBatch code = program_->compiled_row()) {
    code(&context_, 1);
  } else {
    run_(context_, 1);
  }
}

int64_t RowRunner::Points(size_t accumulator) const {
  const size_t at = accumulator * kBatchRows;
  switch (context_.lane) {
    case ir::PointsLane::kI16:
      return static_cast<const int16_t*>(context_.points)[at] * context_.unit;
    case ir::PointsLane::kI32:
      return static_cast<const int32_t*>(context_.points)[at] * context_.unit;
    case ir::PointsLane::kI64:
      return static_cast<const int64_t*>(context_.points)[at] * context_.unit;
  }
  return 0;
}

}  // namespace ripe::interp
