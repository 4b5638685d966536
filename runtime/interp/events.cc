// Events block by block: the where program's masks where a class asks for them, then the fold.
#include "runtime/interp/events.h"

#include <algorithm>

namespace ripe::interp {
namespace {

static_assert(columns::kFoldBlock <= ir::kBatchRows);

columns::FoldIsa FoldIsaOf(Isa isa) {
  switch (isa) {
    case Isa::kSse2:
      return columns::FoldIsa::kSse2;
    case Isa::kAvx2:
      return columns::FoldIsa::kAvx2;
    case Isa::kAvx512:
      return columns::FoldIsa::kAvx512;
  }
  return columns::FoldIsa::kSse2;
}

}  // namespace

EventFolder::EventFolder(const Program& program, const ir::Params& params,
                         const std::vector<std::string>& types, size_t leads, Isa isa)
    : program_(program),
      params_(params),
      leads_(leads),
      isa_(isa),
      plan_(program.plan(), program.bound(), params.as_of, types) {}

FoldState EventFolder::NewState(columns::LeadRange leads) const {
  return FoldState(plan_, std::min(ended_, plan_.passes() - 1), leads, FoldIsaOf(isa_));
}

void EventFolder::Fold(int pass, const EventChunk& chunk, Scratch* scratch, FoldState* state,
                       size_t begin, size_t end, const ir::Params* params) const {
  end = std::min(end, chunk.rows);
  const bool where = plan_.needs_where(pass);
  const size_t outputs = program_.bound().where.outputs.size();
  std::vector<uint8_t> masks(where ? outputs * columns::kFoldBlock : 0);
  std::vector<void*> written(outputs);
  std::vector<const uint8_t*> read(outputs);
  for (size_t k = 0; where && k < outputs; ++k) {
    written[k] = masks.data() + k * columns::kFoldBlock;
    read[k] = masks.data() + k * columns::kFoldBlock;
  }
  const columns::OtherNewest* others = pass > 0 ? &others_ : nullptr;
  if (!where) {
    if (begin < end) state->Fold(chunk, begin, end - begin, nullptr, others);
    return;
  }
  scratch->where().SetColumns(chunk.properties);
  for (size_t row = begin; row < end; row += columns::kFoldBlock) {
    const size_t rows = std::min(columns::kFoldBlock, end - row);
    Masks(params == nullptr ? params_ : *params, chunk, row, rows, written, scratch);
    state->Fold(chunk, row, rows, read.data(), others);
  }
}

void EventFolder::FoldMasked(int pass, const EventChunk& chunk, size_t row, size_t rows,
                             const uint8_t* const* where, FoldState* state) const {
  state->Fold(chunk, row, rows, where, pass > 0 ? &others_ : nullptr);
}

size_t EventFolder::BytesALead() const {
  const FoldState one(plan_, plan_.passes() - 1, {0, 1}, FoldIsaOf(isa_));
  // The first of two passes holds the newest instants twice for a moment.
  size_t bytes = one.bytes() + 2 * sizeof(int64_t) * plan_.other_columns();
  for (const ir::Physical type : plan_.answer_types()) bytes += columns::SizeOf(type);
  return bytes;
}

void EventFolder::EndPass(FoldState merged) {
  std::vector<FoldState> states;
  states.push_back(std::move(merged));
  EndPass(std::move(states));
}

void EventFolder::EndPass(std::vector<FoldState> ranges) {
  if (++ended_ < plan_.passes()) {
    others_.assign(plan_.other_columns(), std::vector<int64_t>(leads_, types::kMissingTime));
    for (const FoldState& state : ranges) state.FinishOthers(&others_);
  } else {
    states_ = std::move(ranges);
  }
}

columns::Answers EventFolder::Finish() const {
  columns::Answers answers;
  answers.Reset(plan_.answer_types(), leads_);
  for (const FoldState& state : states_) state.Finish(&answers);
  return answers;
}

void Masks(const ir::Params& params, const EventChunk& chunk, size_t row, size_t rows,
           const std::vector<void*>& out, Scratch* scratch) {
  scratch->where().RunBatch(params, chunk.properties, row, rows, nullptr, 0, {.outputs = out});
}

columns::Answers AnswerEvents(const ir::Params& params, const EventLog& log, size_t leads,
                              Scratch* scratch) {
  EventFolder folder(scratch->program(), params, log.type_names, leads, scratch->isa());
  for (int pass = 0; pass < folder.passes(); ++pass) {
    FoldState state = folder.NewState();
    for (const EventChunk& chunk : log.chunks) folder.Fold(pass, chunk, scratch, &state);
    folder.EndPass(std::move(state));
  }
  return folder.Finish();
}

}  // namespace ripe::interp
